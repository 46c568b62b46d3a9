//! Dates reckoned from another date: "last month", "the next day", "two years ago", "early this week".

use super::grammar::{Grammar, Read, longest};
use super::meaning::{Core, Count, From, Length, Meaning, Partial};
use crate::calendar::Unit;

impl Grammar<'_> {
    /// A unit that stands in the singular.
    pub(super) fn singular(&self, at: usize) -> Option<(i32, Length, usize)> {
        let (count, length) = self.senses(at).unit?;
        (!self.lower(at).ends_with('s')).then_some((count, length, at + 1))
    }

    /// "last week", "this June", "the following year", "yesterday", "the past two months".
    pub(super) fn stepped(&self, at: usize) -> Read {
        self.nested(|| self.stepped_here(at))
    }

    fn stepped_here(&self, at: usize) -> Read {
        if let Some(days) = self.senses(at).day {
            return self.named_day(at, days);
        }
        let mut start = self.skip(at, &["the", "its", "their", "that", "this", "these", "on"]);
        if self.is(at, "on") {
            return None;
        }
        // "said that last week …": a conjunction.
        if self.is(at, "that") && self.any(start, &["last", "next", "this"]) {
            return None;
        }
        // "this past spring", "that same day", "the very next day"
        if self.is(start, "very") {
            start += 1;
        }
        let (mut steps, mut from) = match self.senses(start).step {
            Some(step) => step,
            None if start > at && self.any(at, &["this", "that"]) => {
                start = at;
                self.senses(at).step?
            }
            None => return None,
        };
        let mut next = start + 1;
        if self.any(start, &["this", "that"])
            && self.any(
                next,
                &["past", "coming", "same", "very", "upcoming", "last", "next"],
            )
        {
            if let Some((inner, inner_from)) = self.senses(next).step {
                (steps, from) = (inner, inner_from);
            }
            next += 1;
        }
        if start > at && self.is(at, "this") {
            from = From::Now;
        }
        next = self.skip(next, &["fiscal", "calendar", "entire", "full"]);
        if let Some(found) = self.stretch(steps, next) {
            return Some(found);
        }
        if self.is(start, "next")
            && from == From::Now
            && start > at
            && self.is(at, "the")
            && self.any(next, &["day", "morning", "night", "evening", "afternoon"])
        {
            from = From::Text;
        }
        if let Some(found) = self.stepped_unit(start, next, steps, from) {
            return Some(found);
        }
        let alone = start > at && self.any(at, &["its", "their"]);
        let (named, end) = longest([
            self.plain_name(next),
            self.quarter_partial(next),
            self.numeric_short(next),
        ])
        .filter(|_| !alone)?;
        let Core::Partial(partial) = named.core else {
            return None;
        };
        // "next Friday" may be that of next week; "the coming Friday" is the nearest.
        let nearest = self.any(next - 1, &["coming", "upcoming"]);
        let mut meaning = Meaning::new(Core::Named(partial, steps, from));
        if matches!(partial, Partial::Weekday(_)) {
            if nearest {
                meaning.core = Core::Coming(partial);
            } else if self.is(next - 1, "past") {
                meaning.core = Core::Passed(partial);
            }
        }
        meaning.part = named.part;
        meaning.of = named.of;
        Some((meaning, end))
    }

    fn quarter_partial(&self, at: usize) -> Read {
        let (partial, next) = self.quarter_name(at)?;
        Some((Meaning::new(Core::Partial(partial)), next))
    }

    /// A weekday, month, season, holiday or day without a year.
    fn plain_name(&self, at: usize) -> Read {
        if self.is(at, "the") || self.digits(at).is_some_and(|_| self.ordinal(at).is_none()) {
            return None;
        }
        self.dated(at)
            .filter(|(meaning, _)| {
                let weekday = meaning
                    .of
                    .as_deref()
                    .is_none_or(|of| matches!(of.core, Core::Partial(Partial::Weekday(_))));
                matches!(meaning.core, Core::Partial(_)) && weekday
            })
            .or_else(|| {
                let (month, next) = (self.senses(at).month?, at + 1);
                self.capital(at)
                    .then(|| (Meaning::new(Core::Partial(Partial::Month(month))), next))
            })
            .or_else(|| {
                self.senses(at)
                    .season
                    .map(|season| (Meaning::new(Core::Partial(Partial::Season(season))), at + 1))
            })
    }

    /// "today", "yesterday morning", "tonight".
    fn named_day(&self, at: usize, days: i64) -> Read {
        let name = at > 0
            && self.capital(at)
            && self.capital(at - 1)
            && self.atom(at)?.spaced
            && self.atom(at - 1)?.kind == super::atoms::Kind::Word
            && self.atom(at)?.tag == Some(crate::language::Tag::Nnp);
        if name {
            return None;
        }
        let steps = i32::try_from(days).ok()?;
        let mut meaning = Meaning::new(Core::Step(Length::Day, steps, From::Now));
        if self.is(at, "tonight") {
            meaning.part = Some(crate::calendar::DayPart::Night);
            return Some((meaning, at + 1));
        }
        if let Some(part) = self.senses(at + 1).part {
            meaning.part = Some(part);
            return Some((meaning, at + 2));
        }
        Some((meaning, at + 1))
    }

    /// "the past two months", "next few days", "the last 5 years".
    fn stretch(&self, steps: i32, next: usize) -> Read {
        if steps == 0 {
            return None;
        }
        let (count, after) = self.cardinal(next).filter(|(_, after)| *after > next)?;
        if self.any(next, &["a", "an"]) {
            return None;
        }
        let after = self.skip(
            after,
            &[
                "more",
                "full",
                "consecutive",
                "straight",
                "successive",
                "business",
                "working",
                "trading",
                "fiscal",
                "or",
            ],
        );
        let (size, mut length) = self.senses(after).unit?;
        let plural = self.lower(after).ends_with('s') || matches!(count, Count::Exact(1));
        let or_so = self.is(after + 1, "or") && self.is(after + 2, "so");
        let count = scaled(count, size);
        if length == Length::Day && self.any(after - 1, &["business", "working", "trading"]) {
            length = Length::Workday;
        }
        plural.then(|| {
            (
                Meaning::new(Core::Stretch(count, length, steps < 0)),
                after + if or_so { 3 } else { 1 },
            )
        })
    }

    /// What follows "last", "this", "next", ... when it is a unit or a part of the day.
    fn stepped_unit(&self, start: usize, next: usize, steps: i32, from: From) -> Read {
        if let Some(part) = self.senses(next).part.filter(|_| {
            !self.any(
                next,
                &["noon", "midnight", "dawn", "dusk", "sunrise", "sunset"],
            )
        }) {
            let mut meaning = Meaning::new(Core::Step(Length::Day, steps, from));
            meaning.part = Some(part);
            return Some((meaning, next + 1));
        }
        // "This Week" is the name of a programme.
        let headline = self.capital(next + 1) || (start > 0 && self.capital(start - 1));
        if self.capital(start) && self.capital(next) && !headline {
            return None;
        }
        let Some((count, length, end)) = self.singular(next) else {
            // "recent months", "coming years"
            let (_, length) = self.senses(next).unit.filter(|_| {
                self.any(start, &["past", "coming", "last", "next"])
                    && self.lower(next).ends_with('s')
            })?;
            return (start > 0).then(|| {
                (
                    Meaning::new(Core::Stretch(Count::Vague, length, steps < 0)),
                    next + 1,
                )
            });
        };
        if length.is_time()
            || (length == Length::Day
                && from == From::Now
                && !self.any(start, &["next", "current"]))
        {
            return None;
        }
        if count > 1 && steps != 0 && from == From::Now {
            // "the next fortnight" is no week of the calendar.
            let whole = Count::Exact(count.saturating_mul(steps.saturating_abs()));
            return Some((Meaning::new(Core::Stretch(whole, length, steps < 0)), end));
        }
        let mut meaning = Meaning::new(Core::Step(length, steps * count, from));
        let mut end = end;
        if self.is(next, "year") && self.is(end, "'") && self.is(end + 1, "s")
            || self.is(end, "’") && self.is(end + 1, "s")
        {
            // "last year's third quarter"
            let inner = end + 2;
            if let Some((partial, after)) = self.quarter_name(inner) {
                let mut quarter = Meaning::new(Core::Partial(partial));
                quarter.of = Some(Box::new(meaning));
                return Some((quarter, after));
            }
        }
        // "the week after next", "next week Wednesday"
        let weekday = self.skip_dash(self.skip(end, &[","]));
        if length == Length::Week
            && let Some(day) = self.senses(weekday).weekday
        {
            let mut inner = Meaning::new(Core::Partial(Partial::Weekday(day)));
            inner.of = Some(Box::new(meaning));
            return Some((inner, weekday + 1));
        }
        if self.any(end, &["or"]) && self.is(end + 1, "so") {
            end += 2;
            meaning.about = true;
        }
        Some((meaning, end))
    }

    /// "two days ago", "a year earlier", "the day before", "three weeks from now", "2 weeks before May 13".
    pub(super) fn shifted(&self, at: usize) -> Read {
        if let Some(found) = self.compared_period(at) {
            return Some(found);
        }
        let start = self.after_about(at);
        if self.is(start, "the") {
            return self.day_before(start + 1);
        }
        if self.is(start, "week") && self.any(start + 1, &["before", "after"])
            || self.is(start, "day") && self.is(start + 1, "before")
        {
            return self.day_before(start);
        }
        let (mut count, next) = match self.cardinal(start) {
            Some(found) => found,
            None => (Count::Vague, start),
        };
        let next = self.skip(self.skip_dash(next), &["more", "full", "short", "business"]);
        let (size, length) = self.senses(next).unit?;
        let mut end = next + 1;
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            count = match count {
                Count::Exact(number) => Count::Half(number),
                other => other,
            };
            end += 3;
        }
        if self.any(end, &["or"]) && self.any(end + 1, &["so", "two", "more"]) {
            end += 2;
        }
        let count = scaled(count, size);
        let shift = |before, from| Meaning::new(Core::Shift(count, length, before, from));
        let about = start > at;
        let with = |mut meaning: Meaning, end| {
            meaning.about = about;
            Some((meaning, end))
        };
        match self.lower(end) {
            "ago" => with(shift(true, From::Now), end + 1),
            "earlier" | "previously" | "beforehand" => with(shift(true, From::Text), end + 1),
            "later" | "afterward" | "afterwards" | "thereafter" => {
                with(shift(false, From::Text), end + 1)
            }
            "hence" => with(shift(false, From::Now), end + 1),
            // "for three days from today" is a stretch.
            "from" if self.before(at) == "for" => None,
            "before" | "after" | "from" | "since" => self.shifted_from(end, count, length),
            _ => None,
        }
    }

    /// "three weeks *from now*", "two weeks *before May 13*".
    fn shifted_from(&self, at: usize, count: Count, length: Length) -> Read {
        let before = self.is(at, "before");
        let exact = |end| {
            let Count::Exact(number) = count else {
                return None;
            };
            Some((Meaning::new(Core::Exactly(number, length, before)), end))
        };
        if self.is(at, "from") && self.any(at + 1, &["now", "today"]) {
            return exact(at + 2);
        }
        let closes = self.any(at + 1, &["", ".", ",", ";", ")"]);
        if closes && !self.any(at, &["from", "since"]) {
            return Some((
                Meaning::new(Core::Shift(count, length, before, From::Text)),
                at + 1,
            ));
        }
        let (of, end) = self.nominal(at + 1)?;
        let (mut meaning, end) = exact(end)?;
        meaning.of = Some(Box::new(of));
        Some((meaning, end))
    }

    /// "day before", "week after next", "year earlier", behind "the".
    fn day_before(&self, at: usize) -> Read {
        let (count, length, next) = self
            .singular(at)
            .filter(|(_, length, _)| !length.is_time())?;
        let before = match self.lower(next) {
            "before" | "earlier" => true,
            "after" | "later" | "following" => false,
            _ => return None,
        };
        let side = if before { -1 } else { 1 };
        if self.any(next + 1, &["next", "last"]) && self.any(next + 2, &["", ".", ",", ";", "?"]) {
            return Some((
                Meaning::new(Core::Step(length, 2 * side * count, From::Now)),
                next + 2,
            ));
        }
        let mut meaning = Meaning::new(Core::Step(length, side * count, From::Text));
        if self.any(next, &["before", "after"])
            && let Some((of, end)) = self.nominal(next + 1)
        {
            meaning.core = Core::Exactly(count, length, before);
            meaning.of = Some(Box::new(of));
            return Some((meaning, end));
        }
        Some((meaning, next + 1))
    }

    /// "the first week of 2015", "the last four months of 2021", "the week of March 6", "the second day".
    pub(super) fn nth(&self, at: usize) -> Read {
        let the = self.skip(at, &["the"]);
        if let Some(found) = self.week_of(the) {
            return Some(found);
        }
        let (nth, next) = match self.lower(the) {
            "last" | "final" => (-1, the + 1),
            _ => self.ordinal(the)?,
        };
        let (count, next) = match self.cardinal(next) {
            Some((Count::Exact(count), after)) if !self.any(next, &["a", "an"]) => (count, after),
            _ => (1, next),
        };
        let (size, length) = self.senses(next).unit?;
        let of = self.any(next + 1, &["of", "in"]);
        let (whole, end) = self
            .whole(next + 2)
            .filter(|_| of && !length.is_time() && length < Length::Year)?;
        let mut meaning = Meaning::new(Core::Nth(nth, count.checked_mul(size)?, length));
        meaning.of = Some(Box::new(whole));
        if self.is(end, "on")
            && let Some(weekday) = self
                .senses(end + 1)
                .weekday
                .filter(|_| length == Length::Week)
        {
            let mut day = Meaning::new(Core::Partial(Partial::Weekday(weekday)));
            day.of = Some(Box::new(meaning));
            return Some((day, end + 2));
        }
        Some((meaning, end))
    }

    /// "week of March 6", "week commencing 4 February", "week 3 of 2027".
    fn week_of(&self, at: usize) -> Read {
        let short = self.is(at, "w") && self.is(at + 1, "/") && self.is(at + 2, "c");
        if !short && !self.is(at, "week") {
            return None;
        }
        let at = if short { at + 1 } else { at };
        if short
            || self.any(
                at + 1,
                &[
                    "of",
                    "starting",
                    "beginning",
                    "commencing",
                    "ending",
                    "ended",
                ],
            )
        {
            let date = self.skip(at + 2, &["on"]);
            let (of, end) = self
                .dated(date)
                .filter(|(meaning, _)| {
                    matches!(
                        meaning.core,
                        Core::Unit(Unit::Day(_))
                            | Core::Partial(Partial::MonthDay(..) | Partial::DayOfMonth(_))
                    )
                })
                .or_else(|| {
                    let start = self.skip(date, &["the"]);
                    let (day, end) = self
                        .ordinal(start)
                        .filter(|_| self.digits(start).is_some())?;
                    Some((Meaning::new(Core::Partial(Partial::DayOfMonth(day))), end))
                })?;
            let mut meaning = Meaning::new(Core::Bare(Length::Week));
            meaning.of = Some(Box::new(of));
            return Some((meaning, end));
        }
        let number = self
            .digits(at + 1)
            .filter(|n| (1..=53).contains(n))
            .and_then(|n| i8::try_from(n).ok())?;
        let (whole, end) = match self.year(at + 3).filter(|_| self.is(at + 2, "of")) {
            Some((year, end)) => (Meaning::new(Core::Unit(Unit::Year(year))), end),
            None => (Meaning::new(Core::Bare(Length::Year)), at + 2),
        };
        let mut meaning = Meaning::new(Core::Nth(number, 1, Length::Week));
        meaning.of = Some(Box::new(whole));
        Some((meaning, end))
    }

    /// "the quarter", "the weekend", "the latest period": a unit with nothing but an article.
    pub(super) fn bare(&self, at: usize) -> Read {
        if !self.is(at, "the") {
            return None;
        }
        let next = self.skip(at + 1, &["latest", "full", "fiscal", "same", "current"]);
        let next = self.skip(next, &["fiscal"]);
        let meaning = |length| Some((Meaning::new(Core::Bare(length)), next + 1));
        match self.lower(next) {
            "quarter" if !self.any(next + 1, &["of", "-"]) => meaning(Length::Quarter),
            "period" if self.is(next - 1, "latest") => meaning(Length::Quarter),
            "weekend" => meaning(Length::Weekend),
            "week" | "month"
                if ["for", "of", "during"].contains(&self.before(at))
                    && self.any(next + 1, &["", ".", ",", ";", "?", "!"]) =>
            {
                meaning(if self.is(next, "week") {
                    Length::Week
                } else {
                    Length::Month
                })
            }
            "year" if next > at + 1 => meaning(Length::Year),
            "year"
                if ["in", "of", "for", "during", "by"].contains(&self.before(at))
                    && self.any(next + 1, &["", ".", ",", ";"]) =>
            {
                meaning(Length::Year)
            }
            _ => None,
        }
    }
}

/// A count of units that are themselves several: fortnights.
fn scaled(count: Count, size: i32) -> Count {
    match count {
        Count::Exact(number) => Count::Exact(number.saturating_mul(size)),
        other => other,
    }
}
