//! Publication dates that the text itself bears: the dateline of an agency ("MINSK, Aug 17 (Reuters) -"), and lines
//! that only say when and by whom ("Published: 18 August 2023", "By Jane Doe | August 18, 2023").

use std::ops::Range;

use super::dates;
use crate::calendar::Day;

/// Paragraphs at the beginning that are looked at.
const HEAD_LINES: usize = 10;
/// Lines at the end that are looked at.
const TAIL_LINES: usize = 4;
/// Longest line that only says when and by whom, in bytes.
const BYLINE_BYTES: usize = 140;
/// How far into a paragraph the date of a dateline may stand, in bytes.
const PLACE_BYTES: usize = 60;

/// Words before a date that say what it is; of a date of a change the text may be older.
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "date",
    "dated",
    "issued",
    "released",
    "filed",
    "created",
    "first",
];
const CHANGED: &[&str] = &["updated", "modified", "edited", "revised", "corrected"];
/// Other words that may stand in such a line.
const BESIDE: &[&str] = &[
    "on",
    "at",
    "in",
    "last",
    "and",
    "of",
    "the",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "bst",
    "cet",
    "cest",
    "ist",
    "pst",
    "pdt",
    "local",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "min",
    "read",
    "minutes",
    "t",
    "z",
];

/// A date that the text bears, the year perhaps left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The year, where it is written.
    pub year: Option<i16>,
    /// From 1 to 12.
    pub month: i8,
    /// From 1 to 31.
    pub day: i8,
    /// The words, as bytes of the text.
    pub words: Range<usize>,
    /// What it is.
    pub kind: WrittenKind,
}

/// Where in a text a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenKind {
    /// Before the first words of an agency's report.
    Dateline,
    /// In a line of its own that says when it was published.
    Byline,
    /// In a line of its own that says when it was changed.
    Changed,
}

impl Written {
    /// The civil day, if the year is written.
    pub fn date(&self) -> Option<Day> {
        Day::new(self.year?, self.month, self.day).ok()
    }
}

/// All such dates of a text, in its order.
pub fn find(text: &str) -> Vec<Written> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at, line.trim_end()));
        }
        at += line.len();
    }
    let tail = lines.len().saturating_sub(TAIL_LINES).max(HEAD_LINES);
    let mut found = Vec::new();
    for (number, &(at, line)) in lines.iter().enumerate() {
        if number >= HEAD_LINES && number < tail {
            continue;
        }
        let mut written = byline(line);
        if written.is_none() && number < HEAD_LINES {
            written = dateline(line);
        }
        if let Some(mut written) = written {
            written.words = written.words.start + at..written.words.end + at;
            found.push(written);
        }
    }
    found
}

/// A word of a line and where it stands.
type Word<'a> = (usize, &'a str);

fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    line.split(|c: char| !c.is_alphanumeric())
        .map(move |word| {
            let here = at;
            at += word.len();
            at += line[at..].chars().next().map_or(0, char::len_utf8);
            (here, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

/// The month and the day that two or three neighbouring words name, and the year, if it follows.
fn named<'a>(words: &[Word<'a>], at: usize) -> Option<(Written, usize)> {
    let number = |word: &str| -> Option<i8> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        (digits.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&ending))
            .then(|| digits.parse().ok())?
            .filter(|day| (1..=31).contains(day))
    };
    let get = |index: usize| words.get(index).map(|(_, word)| *word);
    let (first, second) = (get(at)?, get(at + 1)?);
    let (month, day) = match (dates::month_word(first), number(first)) {
        (Some(month), _) => (month, number(second)?),
        (None, Some(day)) => (dates::month_word(second)?, day),
        _ => return None,
    };
    let year = get(at + 2)
        .filter(|word| word.len() == 4)
        .and_then(|word| word.parse().ok())
        .filter(|year| (1500..2200).contains(year));
    let used = if year.is_some() { 3 } else { 2 };
    let (start, (last, word)) = (words[at].0, words[at + used - 1]);
    let written = Written {
        year,
        month,
        day,
        words: start..last + word.len(),
        kind: WrittenKind::Dateline,
    };
    Some((written, used))
}

/// "MINSK, Aug 17 (Reuters) -", "BEIJING, Aug. 17, 2023 (Xinhua) --", "MOSCOW, August 17. /TASS/."
fn dateline(line: &str) -> Option<Written> {
    let head: Vec<Word<'_>> = words(line)
        .take_while(|(at, _)| *at < PLACE_BYTES)
        .collect();
    let (index, (written, _)) =
        (0..head.len()).find_map(|index| Some((index, named(&head, index)?)))?;
    let place = line.get(..written.words.start)?.trim();
    let town = head.first().map_or("", |(_, word)| *word);
    let in_capitals = town.len() >= 2 && town.chars().all(char::is_uppercase);
    let is_place = index > 0 && in_capitals && place.ends_with([',', '.', '—', '–', '-']);
    let after = line
        .get(written.words.end..)?
        .trim_start_matches(['.', ',', ' ']);
    let is_agency = after.starts_with(['(', '/', '-', '–', '—', '[', ':']);
    (is_place && is_agency).then_some(written)
}

/// A line that says nothing but when, and perhaps by whom.
fn byline(line: &str) -> Option<Written> {
    if line.len() > BYLINE_BYTES {
        return None;
    }
    let all: Vec<Word<'_>> = words(line).collect();
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    let is = |list: &[&str], word: &str| list.contains(&word);
    let by = lower.first().is_some_and(|word| word == "by");
    let mut found: Option<Written> = None;
    let (mut label, mut changed, mut others, mut index) = (false, false, 0, 0);
    while index < all.len() {
        if found.is_none() {
            if let Some((written, used)) = named(&all, index).filter(|(w, _)| w.year.is_some()) {
                found = Some(written);
                index += used;
                continue;
            }
            if let Some((written, used)) = in_digits(line, &all, index) {
                found = Some(written);
                index += used;
                continue;
            }
        }
        let word = lower[index].as_str();
        // What a second date is does not matter.
        if found.is_none() {
            label |= is(PUBLISHED, word);
            changed |= is(CHANGED, word);
        }
        let small = is(BESIDE, word)
            || is(PUBLISHED, word)
            || is(CHANGED, word)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || dates::month_word(word).is_some();
        others += usize::from(!small);
        index += 1;
    }
    let mut found = found?;
    let ends = line.ends_with(['.', '!', '?']);
    let fits =
        others == 0 || (label || changed) && others <= 4 && !ends || by && others <= 8 && !ends;
    found.kind = if changed && !label {
        WrittenKind::Changed
    } else {
        WrittenKind::Byline
    };
    fits.then_some(found)
}

/// "2023-08-18".
fn in_digits(line: &str, words: &[Word<'_>], index: usize) -> Option<(Written, usize)> {
    let (at, word) = *words.get(index)?;
    if word.len() != 4 {
        return None;
    }
    let (last, day) = *words.get(index + 2)?;
    let digits = day.bytes().take_while(u8::is_ascii_digit).count();
    let range = at..last + digits;
    let date = dates::parse(line.get(range.clone())?)?;
    let written = Written {
        year: Some(date.year()),
        month: date.month(),
        day: date.day(),
        words: range,
        kind: WrittenKind::Byline,
    };
    Some((written, 3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn only(text: &str) -> Option<(Option<i16>, i8, i8, WrittenKind)> {
        let found = find(text);
        assert!(found.len() <= 1, "{text}: {found:?}");
        let written = found.first()?;
        Some((written.year, written.month, written.day, written.kind))
    }

    #[test]
    fn agencies() {
        let bare = Some((None, 8, 17, WrittenKind::Dateline));
        let full = Some((Some(2023), 8, 17, WrittenKind::Dateline));
        for (text, expected) in [
            ("OSLO, Aug 17 (Reuters) - Norway said", bare),
            ("OSLO, Norway, 17 August (NTB) – Norway said", bare),
            ("OSLO, Aug. 17, 2023 (Xinhua) -- Norway said", full),
            ("OSLO. August 17. /TASS/. Norway said", bare),
            ("OSLO, August 17th - Norway said", bare),
            ("Oslo, Aug 17 (Reuters) - Norway said", None),
            ("NATO met on Aug 17 (a Thursday) - again", None),
            ("OSLO (AP) — Norway said on Aug 17", None),
            ("In OSLO, March 2 was the day (of rest)", None),
        ] {
            assert_eq!(only(text), expected, "{text}");
        }
        let found = find("Headline\n\nOSLO, Aug 17 (Reuters) - Norway");
        assert_eq!(found[0].words, 16..22);
    }

    #[test]
    fn lines_of_their_own() {
        let byline = Some((Some(2023), 8, 18, WrittenKind::Byline));
        for (text, expected) in [
            ("Published: 18 August 2023", byline),
            ("By Jane Doe | August 18, 2023 10:15 am EST", byline),
            ("Friday, 18th August 2023", byline),
            ("Posted on 2023-08-18T10:00:00Z by admin", byline),
            (
                "Published August 18, 2023 | Updated August 20, 2023",
                byline,
            ),
            (
                "Last updated 18 Aug 2023",
                Some((Some(2023), 8, 18, WrittenKind::Changed)),
            ),
            ("The talks were held on 18 August 2023.", None),
            ("The treaty of 18 August 2023 ended the war", None),
            ("18 August", None),
        ] {
            assert_eq!(only(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,120}") {
            for written in find(&text) {
                prop_assert!(text.get(written.words).is_some());
            }
        }
    }
}
