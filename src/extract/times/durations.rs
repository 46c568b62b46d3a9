//! Lengths of time, recurring times, times of the day, and words for past, present and future.

use super::atoms::Kind;
use super::grammar::{Grammar, Read, longest};
use super::meaning::{Core, Count, From, Length, Meaning};
use super::rules::Reference;
use crate::calendar::DayPart;
use crate::language::Tag;

/// The TIMEX value of a length.
pub(super) fn duration_value(count: Count, length: Length) -> String {
    let (time, letter, times) = match length {
        Length::Second => ("T", "S", 1),
        Length::Minute => ("T", "M", 1),
        Length::Hour => ("T", "H", 1),
        Length::Day | Length::Workday => ("", "D", 1),
        Length::Weekend => ("", "WE", 1),
        Length::Week => ("", "W", 1),
        Length::Month => ("", "M", 1),
        Length::Quarter => ("", "Q", 1),
        Length::Year => ("", "Y", 1),
        Length::Decade => ("", "Y", 10),
        Length::Century => ("", "Y", 100),
    };
    match count {
        Count::Vague if times > 1 => format!("P{time}X{}", if times == 10 { "DE" } else { "CE" }),
        Count::Vague => format!("P{time}X{letter}"),
        Count::Exact(number) => format!("P{time}{}{letter}", number.saturating_mul(times)),
        Count::Half(number) => match length {
            Length::Year => format!("P{number}Y6M"),
            Length::Hour => format!("PT{number}H30M"),
            Length::Minute => format!("PT{number}M30S"),
            Length::Decade => format!("P{}Y", number.saturating_mul(10).saturating_add(5)),
            _ => format!("P{time}{number}.5{letter}"),
        },
    }
}

impl Grammar<'_> {
    /// "two weeks", "30-year", "nearly three years", "several months", "the nine months".
    pub(super) fn duration(&self, at: usize) -> Read {
        // "the year ended June 30" of business reports
        let year = self.skip(at + 1, &["fiscal"]);
        if self.is(at, "the") && self.is(year, "year") && self.any(year + 1, &["ended", "ending"]) {
            let value = duration_value(Count::Exact(1), Length::Year);
            return Some((Meaning::new(Core::Duration(value)), year + 1));
        }
        if self.any(at, &["only", "just"]) {
            return None;
        }
        let mut about = self.after_about(at);
        let article = self.is(about, "the") || self.any(about, &["its", "another"]);
        if article {
            about = self.skip(
                about + 1,
                &["first", "last", "latest", "final", "additional"],
            );
            if self.is(at, "the") && about == at + 1 && self.any(about, &["a", "an", "one"]) {
                return None;
            }
        } else if self.any(about, &["first", "another", "additional"])
            && self.cardinal(about + 1).is_some()
        {
            about += 1;
        }
        let Some((count, next)) = self.cardinal(about) else {
            return self.plural_duration(at);
        };
        let glued = self.digits(about).is_some()
            && (!self.stands_alone(about, about + 1) && !self.is(next, "/"));
        if glued
            || (self.digits(about).is_some()
                && !self.atom(about)?.spaced
                && about > 0
                && self.atom(about - 1)?.kind == Kind::Mark
                && !self.any(about - 1, &["(", "\"", "`", "“", "'", "—", "–"]))
        {
            return None;
        }
        let vague = count == Count::Vague;
        if article && self.any(about, &["a", "an"]) {
            return None;
        }
        let next = self.skip(
            self.skip_dash(next),
            &[
                "more",
                "full",
                "long",
                "additional",
                "consecutive",
                "straight",
                "business",
                "trading",
                "whole",
                "or",
            ],
        );
        // "two to three weeks", "three or four days"
        let (count, next) = match self.cardinal(next + 1) {
            Some((second, after))
                if self.any(next, &["to", "or", "-"]) && !self.any(next + 1, &["a", "an"]) =>
            {
                (second, after)
            }
            _ => (count, next),
        };
        let next = self.skip_dash(next);
        // "the 2 upcoming months"
        if let (Count::Exact(number), Some((steps @ (-1 | 1), _)), Some((size, length))) =
            (count, self.senses(next).step, self.senses(next + 1).unit)
            && self.lower(next + 1).ends_with('s')
        {
            let count = Count::Exact(number.saturating_mul(size));
            return Some((
                Meaning::new(Core::Stretch(count, length, steps < 0)),
                next + 2,
            ));
        }
        let (size, length) = self.senses(next).unit?;
        let mut end = next + 1;
        let one = matches!(count, Count::Exact(1));
        let plural = self.lower(next).ends_with('s');
        let hyphen = self.dash(next - 1);
        if vague && !plural && !hyphen {
            return None;
        }
        // "a day after the rebels attacked" is no rate.
        let apart = self.is(next, "day") && self.any(end, &["after", "before"]);
        let ambiguous = one
            && !apart
            && self.any(about, &["a", "an"])
            && (self.any(
                next,
                &["second", "minute", "quarter", "night", "weekend", "day"],
            ) || (plural && !hyphen));
        if ambiguous
            || (length == Length::Quarter && (!plural || hyphen))
            || (!plural
                && !one
                && !hyphen
                && !self.any(next, &["day", "year", "month", "hour", "week"]))
        {
            return None;
        }
        // ages
        if (self.dash(end) && self.any(end + 1, &["old", "olds"])) || self.any(end, &["old"]) {
            return None;
        }
        if self.dash(end) && self.any(end + 1, &["long"]) {
            end += 2;
        }
        if one && self.any(about, &["a", "an"]) && self.counted_before(at) {
            let value = duration_value(count, length);
            return Some((Meaning::new(Core::Set(value)), end));
        }
        let mut count = match count {
            Count::Exact(number) => Count::Exact(number.saturating_mul(size)),
            other => other,
        };
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            if let Count::Exact(number) = count {
                count = Count::Half(number);
            }
            end += 3;
        }
        if self.is(end, "or") && self.is(end + 1, "so") {
            end += 2;
        }
        // "in a fortnight's time"
        if let Count::Exact(number) = count
            && self.any(end, &["'", "’"])
            && self.is(end + 1, "s")
            && self.is(end + 2, "time")
            && self.before(at) == "in"
        {
            return Some((Meaning::new(Core::Exactly(number, length, false)), end + 3));
        }
        if let Count::Exact(number) = count
            && let Some(found) = self.lasting_from(at, number, length, end)
        {
            return Some(found);
        }
        let mut meaning = match count {
            Count::Exact(months @ 6..=9) if length == Length::Month && self.is(at, "the") => {
                Meaning::new(Core::Months(months))
            }
            _ => Meaning::new(Core::Duration(duration_value(count, length))),
        };
        meaning.about = about > at;
        Some((meaning, end))
    }

    /// "a week starting tomorrow", "for three days from 20 December".
    fn lasting_from(&self, at: usize, count: i32, length: Length, end: usize) -> Read {
        let next = self.skip(end, &[","]);
        let starts = self.any(next, &["starting", "beginning", "commencing"]);
        let from = self.is(next, "from") && self.before(at) == "for";
        if length.is_time() || !(starts || from) {
            return None;
        }
        let (start, end) = self.nested(|| self.nominal(self.skip(next + 1, &["on", "from"])))?;
        let mut meaning = Meaning::new(Core::Lasting(count, length));
        meaning.of = Some(Box::new(start));
        Some((meaning, end))
    }

    /// "$3 a year", "twice a week": how often, not how long.
    fn counted_before(&self, at: usize) -> bool {
        at > 0
            && (self.digits(at - 1).is_some()
                || self.any(
                    at - 1,
                    &[
                        "times", "twice", "once", "million", "billion", "thousand", "hundred", "%",
                        "percent", "cents", "dollars",
                    ],
                )
                || self
                    .atom(at - 1)
                    .is_some_and(|atom| atom.tag == Some(Tag::Cd)))
    }

    /// "for years", "within weeks", "recent months", "decades-long".
    fn plural_duration(&self, at: usize) -> Read {
        let start = self.skip(
            self.skip(at, &["the"]),
            &["following", "succeeding", "ensuing", "intervening"],
        );
        let start = if start > at + 1 {
            start
        } else {
            self.skip(at, &["recent", "coming", "past", "previous"])
        };
        let (_, length) = self.senses(start).unit?;
        if self.dash(start + 1) && self.any(start + 2, &["long"]) && start == at {
            return Some((
                Meaning::new(Core::Duration(duration_value(Count::Vague, length))),
                start + 3,
            ));
        }
        let plural = self.lower(start).ends_with('s') && length != Length::Quarter;
        let preposition = self.before(at);
        let bounded = ["for", "within"].contains(&preposition);
        let of_count =
            preposition == "of" && !self.any(at.wrapping_sub(2), &["couple", "number", "period"]);
        let long = length > Length::Day
            && !of_count
            && ["in", "over", "after", "of"].contains(&preposition);
        let cue = start > at || long || (bounded && length >= Length::Hour);
        (plural && cue && (!length.is_time() || bounded)).then(|| {
            (
                Meaning::new(Core::Duration(duration_value(Count::Vague, length))),
                start + 1,
            )
        })
    }

    /// "daily", "every day", "each Thursday", "every two weeks".
    pub(super) fn set(&self, at: usize) -> Read {
        if let Some(value) = self.senses(at).set {
            return Some((Meaning::new(Core::Set(value.to_owned())), at + 1));
        }
        if !self.any(at, &["every", "each", "per"]) {
            return None;
        }
        let (count, next) = match self.cardinal(at + 1) {
            Some((Count::Exact(count), next)) => (count, next),
            _ => (1, at + 1),
        };
        let next = self.skip(next, &["other", "single", "successive"]);
        if let Some((size, length)) = self.senses(next).unit.filter(|_| !self.is(next, "second")) {
            let count = count.checked_mul(size)?;
            if self.is(at, "per") && length.is_time() {
                return None;
            }
            return Some((
                Meaning::new(Core::Set(duration_value(Count::Exact(count), length))),
                next + 1,
            ));
        }
        if self.is(at, "per") {
            return None;
        }
        let senses = self.senses(next);
        let value = if let Some(weekday) = senses.weekday {
            format!("XXXX-WXX-{weekday}")
        } else if let Some(month) = senses.month.filter(|_| self.capital(next)) {
            format!("XXXX-{month:02}")
        } else if let Some(season) = senses.season {
            format!("XXXX-{}", season.code())
        } else if senses.part.is_some() {
            "P1D".to_owned()
        } else {
            return None;
        };
        Some((Meaning::new(Core::Set(value)), next + 1))
    }

    /// "10:35 a.m. Friday", "5 p.m. EST", "noon Thursday", "15:15".
    pub(super) fn clock(&self, at: usize) -> Read {
        let (part, mut end) = self.clock_time(at)?;
        let mut zone = end;
        if self.any(
            zone,
            &[
                "est", "edt", "gmt", "utc", "pst", "pdt", "cst", "cdt", "mst", "bst", "cet",
            ],
        ) {
            zone += 1;
        } else if self.is(zone, "local") && self.is(zone + 1, "time") {
            zone += 2;
        }
        end = zone;
        let date = self.skip(self.skip(end, &[","]), &["on"]);
        let dated = longest([self.dated(date), self.stepped(date)]).filter(|(meaning, _)| {
            meaning.part.is_none()
                && matches!(
                    meaning.core,
                    Core::Partial(
                        super::meaning::Partial::Weekday(_) | super::meaning::Partial::MonthDay(..)
                    ) | Core::Unit(crate::calendar::Unit::Day(_))
                        | Core::Step(Length::Day, ..)
                        | Core::Named(super::meaning::Partial::Weekday(_), ..)
                )
        });
        if let Some((mut meaning, end)) = dated {
            meaning.part = Some(part);
            return Some((meaning, end));
        }
        let mut meaning = Meaning::new(Core::Clock);
        meaning.part = Some(part);
        let word = self.senses(at).part.is_some();
        (!word || self.any(at, &["noon", "midnight", "midday"])).then_some((meaning, end))
    }

    /// The time alone.
    fn clock_time(&self, at: usize) -> Option<(DayPart, usize)> {
        match self.lower(at) {
            "noon" => return Some((DayPart::Clock(12, Some(0)), at + 1)),
            "midday" => return Some((DayPart::Midday, at + 1)),
            "midnight" => return Some((DayPart::Clock(24, Some(0)), at + 1)),
            _ => {}
        }
        let hour = self
            .digits(at)
            .filter(|hour| *hour <= 24 && self.lower(at).len() <= 2)?;
        let (minute, next) = match self.digits(at + 2) {
            Some(minute)
                if self.any(at + 1, &[":", "."])
                    && self.adjacent(at + 1)
                    && self.adjacent(at + 2)
                    && self.lower(at + 2).len() == 2
                    && minute < 60 =>
            {
                (Some(minute), at + 3)
            }
            _ => (None, at + 1),
        };
        let (half, end) = match self.lower(next) {
            "am" => (Some(0), next + 1),
            "pm" => (Some(12), next + 1),
            "a" | "p" if self.is(next + 1, ".") && self.is(next + 2, "m") => {
                let end = next + 3;
                let stop = self.is(end, ".") && self.adjacent(end);
                (
                    Some(if self.is(next, "a") { 0 } else { 12 }),
                    end + usize::from(stop),
                )
            }
            "o" if self.any(next + 1, &["'", "’"]) && self.is(next + 2, "clock") => {
                (None, next + 3)
            }
            _ => {
                let colon = minute.is_some()
                    && self.is(at + 1, ":")
                    && self.lower(at).len() <= 2
                    && !self.is(next, ":")
                    && !(self.adjacent(at) && self.before(at) == ":");
                colon.then_some(())?;
                (None, next)
            }
        };
        let hour = match half {
            Some(_) if hour > 12 => hour,
            Some(half) => hour % 12 + half,
            None => hour,
        };
        let minute = minute.unwrap_or(0);
        Some((
            DayPart::Clock(u8::try_from(hour).ok()?, u8::try_from(minute).ok()),
            end,
        ))
    }

    /// "now", "recently", "the future".
    pub(super) fn reference(&self, at: usize) -> Read {
        let meaning = |reference| Meaning::new(Core::Reference(reference));
        if self.is(at, "the")
            && self.any(at + 1, &["near", "foreseeable", "distant", "recent"])
            && self.any(at + 2, &["future", "past"])
        {
            let reference = if self.is(at + 2, "past") {
                Reference::Past
            } else {
                Reference::Future
            };
            return Some((meaning(reference), at + 3));
        }
        if self.is(at, "the") && self.any(at + 1, &["past", "future"]) {
            let noun = self.atom(at + 1)?.tag == Some(Tag::Nn)
                && !matches!(
                    self.atom(at + 2).and_then(|a| a.tag),
                    Some(Tag::Nn | Tag::Nns | Tag::Cd)
                );
            let reference = if self.is(at + 1, "past") {
                Reference::Past
            } else {
                Reference::Future
            };
            return noun.then(|| (meaning(reference), at + 2));
        }
        if self.is(at, "these") && self.is(at + 1, "days") {
            return Some((meaning(Reference::Present), at + 2));
        }
        if self.is(at, "overnight") {
            let mut found = Meaning::new(Core::Step(Length::Day, 0, From::Now));
            found.part = Some(DayPart::Night);
            return Some((found, at + 1));
        }
        let reference = self.senses(at).reference?;
        let capital_name = self.capital(at) && self.adjacent(at) && at > 0;
        let noun_follows = |at: usize| {
            matches!(
                self.atom(at).and_then(|a| a.tag),
                Some(Tag::Nn | Tag::Nns | Tag::Jj | Tag::Nnp | Tag::Vbg)
            )
        };
        let fits = match self.lower(at) {
            "recent" | "current" => {
                noun_follows(at + 1)
                    && !self
                        .senses(at + 1)
                        .unit
                        .is_some_and(|_| self.is(at, "recent"))
            }
            "shortly" => false,
            "soon" => !["as", "so", "too"].contains(&self.before(at)) && !self.is(at + 1, "after"),
            _ => true,
        };
        (fits && !capital_name).then(|| (meaning(reference), at + 1))
    }
}
