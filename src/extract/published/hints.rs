//! What a text says of the year in which it was written.

use std::collections::BTreeSet;

use crate::calendar::{Day, weekday_number};
use crate::model::{
    Article, DateBasis, MentionKind, Reading, Sector, Span, Status, TimeExpression, TimeKind,
};
use crate::world::{Person, RoleClass, World};

/// Something that speaks for the years from `first` to `last`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hint {
    pub(super) first: i16,
    pub(super) last: i16,
    /// Of these years only those in which the day of the month is this weekday.
    weekday: Option<(i8, i8, i8)>,
    /// How much it is worth.
    pub(super) weight: f32,
    /// It only breaks ties: news tells of what is new, but seldom writes the year that it is.
    pub(super) prior: bool,
    /// The words themselves make the year.
    pub(super) reckoned: bool,
    /// For people.
    pub(super) why: String,
}

impl Hint {
    fn new(first: i16, last: i16, weight: f32, why: String) -> Self {
        Self {
            first,
            last,
            weekday: None,
            weight,
            prior: false,
            reckoned: false,
            why,
        }
    }

    /// The years between its bounds, if they are near each other: a weekday may choose among them.
    pub(super) fn years(&self) -> Vec<i16> {
        let bounded = self.weekday.is_none() && !self.prior;
        let near = self.last.saturating_sub(self.first) <= AHEAD;
        if bounded && near {
            (self.first..=self.last).collect()
        } else {
            Vec::new()
        }
    }

    pub(super) fn fits(&self, year: i16) -> bool {
        let within = (self.first..=self.last).contains(&year);
        within
            && self.weekday.is_none_or(|(month, day, weekday)| {
                Day::new(year, month, day).is_ok_and(|day| weekday_number(day) == weekday)
            })
    }
}

/// How far ahead of its last date a text is thought to be written, in years.
const AHEAD: i16 = 30;
/// People whose terms are asked, at most.
const MOST_PEOPLE: usize = 8;
/// How many sentences away the year of "the first time in five years" may stand.
const NEAR_SENTENCES: usize = 1;
/// Words of the sentence beside it that looks back to that year.
const LOOKS_BACK: &[&str] = &[
    "last",
    "previous",
    "previously",
    "since",
    "then",
    "earlier",
    "had",
];
/// How many words before "in five years" the "first" may stand.
const FIRST_WORDS: usize = 16;
/// How many lengths of time are reckoned with.
const MOST_LENGTHS: usize = 40;
/// How many of the dates that are reckoned with: a long list of years says no more.
pub(super) const MOST_DATES: usize = 200;

/// Words before a date by which it is to come.
const TO_COME: &[&str] = &["by", "until", "till", "next", "before"];
/// Words of a sentence that tells of what is to come.
const COMING: &[&str] = &[
    "will",
    "would",
    "plans",
    "plan",
    "expected",
    "forecast",
    "due",
    "scheduled",
    "target",
];
/// Words before a title by which the office is not held.
const NOT_IN_OFFICE: &[&str] = &[
    "former",
    "ex",
    "late",
    "then",
    "next",
    "future",
    "incoming",
    "outgoing",
    "deposed",
    "ousted",
    "onetime",
    "predecessor",
    "successor",
    "elect",
];

/// All hints.
pub(super) fn find(article: &Article, reading: &Reading, world: &World) -> Vec<Hint> {
    let text = article.text.as_str();
    let mut hints = Vec::new();
    latest_date(text, reading, &mut hints);
    lengths(text, reading, &mut hints);
    weekdays(text, reading, &mut hints);
    terms(text, reading, world, &mut hints);
    hints
}

/// The days of an expression that names its year.
pub(super) fn dated(time: &TimeExpression) -> Option<(Day, Day)> {
    let names_year = time.value.bytes().take(4).all(|b| b.is_ascii_digit());
    let dated =
        !time.relative && names_year && matches!(time.kind, TimeKind::Date | TimeKind::Time);
    dated.then_some((time.earliest?, time.latest?))
}

/// The words of the sentence before the span, in lower case, the nearest first.
fn before<'a>(text: &'a str, reading: &Reading, span: Span) -> impl Iterator<Item = &'a str> {
    let sentence = sentence_of(reading, span).unwrap_or(span);
    let words = text
        .get(sentence.start as usize..span.start as usize)
        .unwrap_or_default();
    words
        .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
}

fn sentence_index(reading: &Reading, span: Span) -> Option<usize> {
    let after = reading
        .sentences
        .partition_point(|sentence| sentence.start <= span.start);
    after.checked_sub(1)
}

fn sentence_of(reading: &Reading, span: Span) -> Option<Span> {
    reading
        .sentences
        .get(sentence_index(reading, span)?)
        .copied()
}

pub(super) fn is_to_come(text: &str, reading: &Reading, span: Span) -> bool {
    let known = |list: &[&str], word: &str| list.iter().any(|k| word.eq_ignore_ascii_case(k));
    let sentence = sentence_of(reading, span).unwrap_or(span).of(text);
    before(text, reading, span)
        .take(4)
        .any(|word| known(TO_COME, word))
        || words_at(sentence)
            .take(100)
            .any(|(_, word)| known(COMING, word))
}

/// What is told happened before it was told, and news tells of what is new.
fn latest_date(text: &str, reading: &Reading, hints: &mut Vec<Hint>) {
    let mut past: Vec<(i16, Span)> = reading
        .times
        .iter()
        .filter(|time| !is_to_come(text, reading, time.span))
        .filter_map(|time| {
            let (first, last) = dated(time)?;
            (first.year() == last.year()).then_some((first.year(), time.span))
        })
        .take(MOST_DATES)
        .collect();
    // Events that took place are the surest.
    for event in &reading.events {
        let told = event.status == Status::Actual && event.when.basis == DateBasis::Explicit;
        if let (true, Some(day), Some(span)) = (told, event.when.earliest, event.when.span) {
            past.push((day.year(), span));
        }
    }
    let Some(&(last, span)) = past.iter().max_by_key(|(year, span)| (*year, span.start)) else {
        return;
    };
    let words = flat(span.of(text));
    let why = format!("it tells of ‘{words}’");
    hints.push(Hint::new(last, last.saturating_add(AHEAD), 2.0, why));
    // Of two years the nearer one.
    let near = format!("the latest date it tells of is ‘{words}’");
    for (years, weight) in [(0, 0.2), (1, 0.2), (3, 0.1)] {
        let mut hint = Hint::new(last, last.saturating_add(years), weight, near.clone());
        hint.prior = true;
        hints.push(hint);
    }
    let soon = reading
        .times
        .iter()
        .filter(|time| is_to_come(text, reading, time.span))
        .filter_map(|time| Some((dated(time)?.0.year(), time.span)))
        .filter(|(year, _)| *year >= last)
        .min_by_key(|(year, span)| (*year, span.start));
    if let Some((year, span)) = soon {
        // It may be ten years ahead.
        let why = format!("‘{}’ is still to come", flat(span.of(text)));
        let mut hint = Hint::new(last, year, 0.6, why);
        hint.prior = true;
        hints.push(hint);
    }
}

/// "The first time in five years … April 2018", "three years ago, in 2020", "the 20th anniversary of the 2003 war".
fn lengths(text: &str, reading: &Reading, hints: &mut Vec<Hint>) {
    let mut years: Vec<(usize, i16, Span)> = Vec::new();
    for time in &reading.times {
        if let (Some((first, last)), Some(at)) = (dated(time), sentence_index(reading, time.span))
            && first.year() == last.year()
        {
            years.push((at, first.year(), time.span));
        }
    }
    years.truncate(MOST_DATES);
    for (span, count, how) in counted(text).into_iter().take(MOST_LENGTHS) {
        let Some(at) = sentence_index(reading, span) else {
            continue;
        };
        // Only the nearest year after or before it that the words tie to the length.
        let near = years
            .iter()
            .filter(|(sentence, _, other)| match how {
                Counting::FirstIn => {
                    let looks_back = before(text, reading, *other).take(40).any(|word| {
                        LOOKS_BACK
                            .iter()
                            .any(|known| word.eq_ignore_ascii_case(known))
                    });
                    // Not a bare year: that may be the year of writing.
                    let names_month = other.len() > "2018".len();
                    let told_next = *sentence == at && other.start > span.start && names_month;
                    sentence.abs_diff(at) <= NEAR_SENTENCES && (looks_back || told_next)
                }
                Counting::Ago => words_between(text, span, *other) <= 1,
                Counting::Anniversary => {
                    span.start < other.start && words_between(text, span, *other) <= 4
                }
            })
            .min_by_key(|(_, _, other)| other.start.abs_diff(span.start));
        if let Some(&(_, year, other)) = near {
            let sum = year.saturating_add(count);
            let words = flat(span.of(text));
            let why = format!("‘{words}’ with ‘{}’ makes it {sum}", flat(other.of(text)));
            let mut hint = Hint::new(sum, sum, 2.5, why);
            hint.reckoned = true;
            hints.push(hint);
        }
    }
}

/// How many words stand between the two.
fn words_between(text: &str, one: Span, other: Span) -> usize {
    let (from, to) = (one.end.min(other.end), one.start.max(other.start));
    let between = text.get(from as usize..to as usize).unwrap_or_default();
    words_at(between).count()
}

/// How a length of time is reckoned from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// "the first time in five years"
    FirstIn,
    /// "five years ago"
    Ago,
    /// "the fifth anniversary"
    Anniversary,
}

/// Lengths of years that are reckoned from the day of writing, with their words.
fn counted(text: &str) -> Vec<(Span, i16, Counting)> {
    let words: Vec<(usize, &str)> = words_at(text).collect();
    let lower = |index: usize| words.get(index).map(|(_, word)| word.to_lowercase());
    let is = |index: usize, list: &[&str]| {
        lower(index).is_some_and(|word| list.contains(&word.as_str()))
    };
    let span = |from: usize, to: usize| {
        let (start, _) = words.get(from)?;
        let (last, word) = words.get(to)?;
        Some(Span::new(*start, last + word.len()))
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        if is(at, &["years"]) && at > 0 {
            let Some(count) = lower(at - 1).as_deref().and_then(number) else {
                continue;
            };
            if is(at + 1, &["ago"]) {
                found.extend(span(at - 1, at + 1).map(|span| (span, count, Counting::Ago)));
            } else if at >= 2 && is(at - 2, &["in", "for"]) {
                let first = (at.saturating_sub(FIRST_WORDS)..at - 2)
                    .rev()
                    .find(|&index| {
                        is(
                            index,
                            &[
                                "first",
                                "worst",
                                "biggest",
                                "largest",
                                "deadliest",
                                "highest",
                                "lowest",
                            ],
                        )
                    });
                if let Some(first) = first {
                    found.extend(span(first, at).map(|span| (span, count, Counting::FirstIn)));
                }
            }
        } else if is(at, &["anniversary"]) && at > 0 {
            let count = lower(at - 1).as_deref().and_then(ordinal);
            if let (Some(count), Some(span)) = (count, span(at - 1, at)) {
                found.push((span, count, Counting::Anniversary));
            }
        }
    }
    found
}

fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric())
        .map(move |word| {
            let here = at;
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            (here, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

fn number(word: &str) -> Option<i16> {
    let place = NUMBERS.iter().position(|known| *known == word);
    let number = match place {
        Some(place) => i16::try_from(place + 1).ok(),
        None => match word {
            "fifteen" => Some(15),
            "twenty" => Some(20),
            "thirty" => Some(30),
            _ => word.parse().ok(),
        },
    };
    number.filter(|number| (1..=150).contains(number))
}

fn ordinal(word: &str) -> Option<i16> {
    if let Some(place) = ORDINALS.iter().position(|known| *known == word) {
        return i16::try_from(place + 1).ok();
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits
        .parse()
        .ok()
        .filter(|number| (1..=500).contains(number))
}

/// "Thursday, August 17", "Thursday (17 August)": only some years have it.
fn weekdays(text: &str, reading: &Reading, hints: &mut Vec<Hint>) {
    let mut seen = BTreeSet::new();
    let values = reading.times.iter().filter_map(|time| {
        // The value of a day without a year: XXXX-08-17.
        let rest = time.value.strip_prefix("XXXX-")?;
        let (month, day) = rest.split_once('-')?;
        Some((time, month.parse().ok()?, day.get(..2)?.parse().ok()?))
    });
    for (time, month, day) in values.take(MOST_DATES) {
        let inside = words_at(time.span.of(text)).map(|(_, word)| word);
        let around = before(text, reading, time.span).take(1).chain(inside);
        let Some(weekday) = around.filter_map(weekday).next() else {
            continue;
        };
        let words = flat(time.span.of(text));
        if seen.insert((month, day)) && seen.len() <= 6 {
            let why = format!("‘{words}’ falls on that weekday");
            let mut hint = Hint::new(i16::MIN, i16::MAX, 1.2, why);
            hint.weekday = Some((month, day, weekday));
            hints.push(hint);
        }
    }
}

pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The number of a weekday, Monday 1.
fn weekday(word: &str) -> Option<i8> {
    let place = WEEKDAYS
        .iter()
        .position(|name| word.eq_ignore_ascii_case(name))?;
    i8::try_from(place + 1).ok()
}

/// The terms of people who are named with their office.
fn terms(text: &str, reading: &Reading, world: &World, hints: &mut Vec<Hint>) {
    let mut seen = BTreeSet::new();
    for mention in &reading.mentions {
        if mention.kind != MentionKind::Person || seen.len() >= MOST_PEOPLE {
            continue;
        }
        let Some(person) = mention
            .actor
            .as_ref()
            .and_then(|id| world.person(id.as_str()))
        else {
            continue;
        };
        let words = mention.span.of(text);
        let named = words
            .split_whitespace()
            .any(|word| word.trim_end_matches(['’', '\'', ',']) == person.surname);
        let inside: Vec<&str> = words.split_whitespace().collect();
        let title = |words: &[&str]| words.iter().any(|word| is_title(world, word));
        let mut ahead: Vec<&str> = before(text, reading, mention.span).take(4).collect();
        ahead.reverse();
        let titled = title(inside.split_last().map_or(&[], |(_, rest)| rest))
            || title(
                ahead
                    .get(ahead.len().saturating_sub(2)..)
                    .unwrap_or_default(),
            );
        let gone = ahead.iter().chain(&inside).any(|word| {
            let first = word.split('-').next().unwrap_or_default();
            NOT_IN_OFFICE
                .iter()
                .any(|known| first.eq_ignore_ascii_case(known))
        });
        if !named || !titled || gone || !seen.insert(person.id.as_str()) {
            continue;
        }
        let words: Vec<&str> = inside.iter().chain(&ahead).copied().collect();
        let Some((start, end)) = time_in_office(person, &words) else {
            continue;
        };
        let until = end.map_or("now".to_owned(), |end| end.year().to_string());
        let why = format!(
            "{} held office between {} and {until}",
            person.name,
            start.year()
        );
        let first = most_of_year(start, start.year().saturating_add(1), |day| day >= start);
        let last = end.map_or(i16::MAX, |end| {
            most_of_year(end, end.year().saturating_sub(1), |day| day <= end)
        });
        // A short term says more than a long one.
        let years = i32::from(last) - i32::from(start.year());
        let weight = if years <= 3 { 1.3 } else { 0.7 };
        hints.push(Hint::new(first.min(last), last.max(first), weight, why));
    }
}

/// From when to when somebody held the office that the words name, or any. Whoever held one office after the other was in
/// office all the while.
fn time_in_office(person: &Person, words: &[&str]) -> Option<(Day, Option<Day>)> {
    let spoken = |title: &str| {
        let mut parts = title.split_whitespace();
        parts.all(|part| words.iter().any(|word| word.eq_ignore_ascii_case(part)))
    };
    let offices = || {
        let offices = person.offices.iter();
        offices.filter(|office| office.sector() == Some(Sector::Government))
    };
    let by_title = offices().any(|office| spoken(office.title));
    offices()
        .filter(|office| !by_title || spoken(office.title))
        .filter_map(|office| Some((office.term.start?, office.term.end)))
        .reduce(|all, term| {
            let end = all.1.zip(term.1).map(|(one, other)| one.max(other));
            (all.0.min(term.0), end)
        })
}

/// The year in which a term begins or ends, unless that is less than a quarter of it.
fn most_of_year(edge: Day, other: i16, within: impl Fn(Day) -> bool) -> i16 {
    let year = edge.year();
    let held = [(1, 1), (4, 1), (10, 1), (12, 31)]
        .map(|(month, day)| Day::new(year, month, day).is_ok_and(&within));
    if held.iter().filter(|held| **held).count() >= 2 {
        year
    } else {
        other
    }
}

/// A word by which somebody speaks for a state: "president", "foreign minister", "defence chief".
fn is_title(world: &World, word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        word,
        "chief" | "leader" | "secretary" | "premier" | "chancellor"
    ) || world.role(word).is_some_and(|role| {
        !role.office.is_empty()
            || role.sector == Some(Sector::Government) && role.class == RoleClass::Title
    })
}

/// On one line.
pub(super) fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
