//! Dates that name a day, month, season, quarter, year, decade or century.

use super::grammar::{Grammar, Read, longest};
use super::meaning::{Core, Length, Meaning, Modifier, Partial};
use super::numbers::short_year;
use crate::calendar::{Day, Unit};
use crate::language::Tag;

/// Words before a name of a month, year or season that show it to be a time.
pub(super) const CUES: [&str; 36] = [
    "in",
    "by",
    "since",
    "of",
    "from",
    "until",
    "till",
    "to",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "throughout",
    "through",
    "circa",
    "ca",
    "around",
    "about",
    "between",
    "for",
    "past",
    "previous",
    "each",
    "every",
    "within",
    "begin",
    "beginning",
    "starting",
    "end",
    "into",
    "on",
];

impl Grammar<'_> {
    /// Any date that is not reckoned from another by its words.
    pub(super) fn dated(&self, at: usize) -> Read {
        let start = at;
        let date = longest([
            self.known_event(at),
            self.part_of_date(at),
            self.weekday_date(at),
            self.month_first(at),
            self.day_first(at),
            self.numeric(at),
            self.year_first(at),
            self.season(at),
            self.quarter(at),
            self.period_of_years(at),
            self.bare_year(at),
            self.holiday(at),
        ])?;
        self.with_part(start, date)
    }

    /// "Friday morning", "Aug. 7 at night" is left apart.
    fn with_part(&self, start: usize, (mut meaning, end): (Meaning, usize)) -> Read {
        let daily = matches!(
            meaning.core,
            Core::Partial(
                Partial::Weekday(_)
                    | Partial::MonthDay(..)
                    | Partial::DayOfMonth(_)
                    | Partial::Holiday(_)
            ) | Core::Unit(Unit::Day(_))
        );
        let mut next = end;
        if self.any(next, &["early", "late", "mid"]) && self.senses(next + 1).part.is_some() {
            next += 1;
        }
        if let Some(part) = self
            .senses(next)
            .part
            .filter(|_| daily && meaning.part.is_none() && next > start)
        {
            meaning.part = Some(part);
            return Some((meaning, next + 1));
        }
        Some((meaning, end))
    }

    /// "the night of 8 February", "the early morning hours of April 30".
    fn part_of_date(&self, at: usize) -> Read {
        let start = self.skip(self.skip(at, &["the"]), &["early", "late", "mid"]);
        let part = self.senses(start).part?;
        let of = self.skip(start + 1, &["hours"]);
        if !self.is(of, "of") {
            return None;
        }
        let (mut meaning, end) = self.nested(|| {
            longest([
                self.weekday_date(of + 1),
                self.month_first(of + 1),
                self.day_first(of + 1),
                self.numeric(of + 1),
            ])
        })?;
        let daily = matches!(
            meaning.core,
            Core::Unit(Unit::Day(_))
                | Core::Partial(
                    Partial::MonthDay(..) | Partial::Weekday(_) | Partial::DayOfMonth(_)
                )
        );
        meaning.part = Some(part);
        daily.then_some((meaning, end))
    }

    /// A month by name; past the full stop of an abbreviation.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.senses(at).month?;
        let word = self.lower(at);
        let short = word.len() <= 4 && !["may", "june", "july"].contains(&word);
        let next = at + 1 + usize::from(short && self.is(at + 1, ".") && self.adjacent(at + 1));
        let doubtful = short || ["may", "march"].contains(&word);
        if !doubtful {
            return Some((month, next));
        }
        let day_follows = self.day_number(self.skip(next, &["the"])).is_some()
            || self.year(self.skip(next, &["of", ","])).is_some();
        let day_before = at > 0
            && (self.digits(at - 1).is_some() || self.any(at - 1, &["st", "nd", "rd", "th"]))
            || (at > 1 && self.any(at - 1, &["of", "-", "/"]) && self.day_ends(at - 2));
        let cue = self.capital(at) && CUES.contains(&self.before(at));
        let verb = matches!(
            self.atom(at).and_then(|atom| atom.tag),
            Some(Tag::Md | Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz)
        );
        let glued = self.any(next, &["-", "–", "/"]) && self.adjacent(next);
        // "May to March", "this Friday (jun-15)"
        let stretch = self.capital(at)
            && self.any(next, &["to", "-", "–", "through", "until"])
            && self.senses(next + 1).month.is_some()
            && self.capital(next + 1);
        let dashed = glued && self.before(at) == "(" && self.day_number(next + 1).is_some();
        (stretch
            || dashed
            || day_follows
            || day_before
            || (cue && !verb)
            || (short && self.capital(at) && (glued || next > at + 1))
            || (short && CUES.contains(&self.before(at)) && !verb))
            .then_some((month, next))
    }

    fn day_ends(&self, at: usize) -> bool {
        self.digits(at).is_some()
            || self.any(at, &["st", "nd", "rd", "th"])
            || self.senses(at).ordinal.is_some()
    }

    /// A weekday by name. Short forms that are also words need a date beside them.
    fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let weekday = self.senses(at).weekday?;
        let short = self.lower(at).len() <= 5 && !self.lower(at).ends_with("day");
        let next = at + 1 + usize::from(short && self.is(at + 1, ".") && self.adjacent(at + 1));
        if !short {
            let named = !self.capital(at) && self.atom(at)?.tag == Some(Tag::Vb);
            return (!named).then_some((weekday, next));
        }
        let follows = self.skip(next, &[",", "the"]);
        let date = self.month(follows).is_some() || self.day_number(follows).is_some();
        (self.capital(at) && date).then_some((weekday, next))
    }

    /// "Friday", "Friday, Oct. 23", "Tuesday the eleventh", "Monday 21".
    fn weekday_date(&self, at: usize) -> Read {
        let (weekday, next) = self.weekday(at)?;
        let mut date = next;
        if self.is(date, "(") || self.is(date, ",") {
            date += 1;
        }
        if let Some((meaning, end)) = longest([
            self.month_first(date),
            self.day_first(date),
            self.numeric(date),
            self.numeric_short(date),
        ])
        .filter(|(meaning, _)| {
            matches!(
                meaning.core,
                Core::Unit(Unit::Day(_)) | Core::Partial(Partial::MonthDay(..))
            )
        }) {
            let mut meaning = meaning;
            if matches!(meaning.core, Core::Partial(_)) && meaning.of.is_none() {
                meaning.of = Some(Box::new(Meaning::new(Core::Partial(Partial::Weekday(
                    weekday,
                )))));
            }
            return Some((meaning, end));
        }
        let the = self.skip(next, &["the"]);
        if let Some((day, end)) = self.day_number(the)
            && (the > next
                || self.ordinal(the).is_some()
                || self.any(end, &["", ".", "!", "?", ","]))
            && !self.names_quantity(end)
        {
            let mut meaning = Meaning::new(Core::Partial(Partial::DayOfMonth(day)));
            meaning.of = Some(Box::new(Meaning::new(Core::Partial(Partial::Weekday(
                weekday,
            )))));
            return Some((meaning, end));
        }
        let mut meaning = Meaning::new(Core::Partial(Partial::Weekday(weekday)));
        // "Monday two weeks from now"
        if let Some((there, end)) = self
            .nested(|| self.shifted(self.skip(next, &[",", "in"])))
            .filter(|(m, _)| matches!(m.core, Core::Exactly(_, Length::Week | Length::Year, _)))
        {
            let mut week = Meaning::new(Core::Bare(Length::Week));
            week.of = Some(Box::new(there));
            meaning.of = Some(Box::new(week));
            return Some((meaning, end));
        }
        let of = self.skip(next, &["of"]);
        if let Some((week, end)) = self.stepped(of)
            && matches!(week.core, Core::Step(Length::Week, ..))
        {
            meaning.of = Some(Box::new(week));
            return Some((meaning, end));
        }
        Some((meaning, next))
    }

    /// The day of a year, month and number, if the calendar has it.
    pub(super) fn day_core(year: i16, month: i8, day: i8) -> Option<Core> {
        Day::new(year, month, day)
            .ok()
            .map(|day| Core::Unit(Unit::Day(day)))
    }

    /// "Aug. 17, 2023", "August 17", "August 2023", "August".
    fn month_first(&self, at: usize) -> Read {
        let (month, next) = self.month(at)?;
        let glue = if self.any(next, &["-", "/"]) && self.adjacent(next) {
            next + 1
        } else {
            next
        };
        let the = self.skip(self.skip(glue, &[","]), &["the"]);
        if let Some((day, end)) = self
            .day_number(the)
            .filter(|(_, end)| the == glue || self.ordinal(the).is_some_and(|(_, e)| e == *end))
        {
            let mut year_at = self.skip(end, &[",", "of", "-", "/", "in"]);
            if self.any(year_at, &["of", "in"]) {
                year_at += 1;
            }
            if let Some((year, end)) = self.year(year_at).filter(|_| self.year_fits(year_at)) {
                return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end));
            }
            let short = self.digits(end).filter(|_| {
                self.lower(end).len() == 2
                    && self.ordinal(the).is_some()
                    && self.stands_alone(end, end + 1)
                    && !self.clocked(end)
            });
            if let Some(year) = short.and_then(short_year) {
                return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end + 1));
            }
            if !self.days_of(month).contains(&day) {
                return None;
            }
            return Some((
                Meaning::new(Core::Partial(Partial::MonthDay(month, day))),
                end,
            ));
        }
        let mut year_at = self.skip(glue, &[",", "of", "in"]);
        if self.is(glue, ",") && self.is(year_at, "of") {
            year_at += 1;
        }
        if let Some((year, end)) = self.year(year_at)
            && (!self.is(glue, ",") || self.any(end, &[",", ".", ")", "", ";", ":", "?"]))
        {
            if self.is(end, "-")
                && self.adjacent(end)
                && let Some((day, end)) = self.day_number(end + 1)
            {
                return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end));
            }
            return Some((Meaning::new(Core::Unit(Unit::Month(year, month))), end));
        }
        let mut meaning = Meaning::new(Core::Partial(Partial::Month(month)));
        if let Some((year, end)) = self
            .stepped(self.skip(next, &[",", "of"]))
            .filter(|(m, _)| matches!(m.core, Core::Step(Length::Year, ..)))
        {
            meaning.of = Some(Box::new(year));
            return Some((meaning, end));
        }
        Some((meaning, next))
    }

    /// A year right after a day is one unless it counts things.
    pub(super) fn year_fits(&self, at: usize) -> bool {
        !(self.digits(at).is_some_and(|n| n % 100 == 0)
            && self.atom(at + 1).is_some_and(|a| a.tag == Some(Tag::Nns)))
    }

    pub(super) fn days_of(&self, month: i8) -> std::ops::RangeInclusive<i8> {
        1..=crate::calendar::days_in_month(2000, month)
    }

    fn clocked(&self, at: usize) -> bool {
        self.is(at + 1, ":") || self.any(at + 1, &["am", "pm", "a", "p"])
    }

    /// "17 August 2023", "the 17th of August", "17 August".
    fn day_first(&self, at: usize) -> Read {
        let start = self.skip(at, &["the"]);
        let (day, next) = self.day_number(start).or_else(|| {
            // "twenty five January"
            let (count, next) = self
                .cardinal(start)
                .filter(|_| self.senses(start).number.is_some())?;
            let super::meaning::Count::Exact(day) = count else {
                return None;
            };
            i8::try_from(day)
                .ok()
                .filter(|day| (1..=31).contains(day))
                .map(|day| (day, next))
        })?;
        let of = self.skip(next, &["of", "-", "/"]);
        // "3 and 12 of September", "18-19 November": the month stands after the second.
        if self.any(
            next,
            &["-", "–", "and", "to", "or", "through", "until", "till"],
        ) && let second = self.skip(next + 1, &["the"])
            && let Some((_, second_end)) = self.day_number(second)
            && let Some((month, _)) = self.month(self.skip(second_end, &["of"]))
            && self.days_of(month).contains(&day)
        {
            return Some((
                Meaning::new(Core::Partial(Partial::MonthDay(month, day))),
                next,
            ));
        }
        let (month, after) = match self.month(of) {
            Some(found) => found,
            None => return self.day_alone(at, start, day, next),
        };
        if !self.days_of(month).contains(&day) {
            return None;
        }
        let mut year_at = self.skip(after, &[",", "of", "in", "-", "/"]);
        if year_at > after && self.is(year_at, "of") {
            year_at += 1;
        }
        if let Some((year, end)) = self.year(year_at).filter(|_| self.year_fits(year_at)) {
            return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end));
        }
        if let Some(year) = self
            .digits(year_at)
            .filter(|_| {
                // "13-Feb-14", but not "13 February - 14 February".
                let dashed = self.dash(after);
                self.lower(year_at).len() == 2
                    && year_at > after
                    && !self.is(after, ",")
                    && !self.is(after, "in")
                    && (!dashed || (self.dash(next) && self.month(year_at + 1).is_none()))
            })
            .and_then(short_year)
        {
            return Self::day_core(year, month, day).map(|core| (Meaning::new(core), year_at + 1));
        }
        let mut meaning = Meaning::new(Core::Partial(Partial::MonthDay(month, day)));
        if let Some((year, end)) = self
            .stepped(self.skip(after, &["of"]))
            .filter(|(m, _)| matches!(m.core, Core::Step(Length::Year, ..)))
        {
            meaning.of = Some(Box::new(year));
            return Some((meaning, end));
        }
        Some((meaning, after))
    }

    /// "the 17th" where it is a day of the month and not the 17th of something else.
    fn day_alone(&self, at: usize, start: usize, day: i8, next: usize) -> Read {
        let digits = self.digits(start).is_some();
        if start == at || !digits || next != start + 2 {
            return None;
        }
        let cue = [
            "on", "of", "by", "until", "till", "from", "since", "and", "before", "after", "up",
        ]
        .contains(&self.before(at));
        let ends = self.any(
            next,
            &[
                "", ".", ",", ";", "?", "!", ")", "-", "–", "to", "and", "till", "until",
            ],
        );
        let day_of = self.is(next, "day") && self.any(next + 1, &["of"]);
        if day_of
            && let Some((month, end)) = self
                .stepped(next + 2)
                .filter(|(m, _)| matches!(m.core, Core::Step(Length::Month, ..)))
        {
            let mut meaning = Meaning::new(Core::Partial(Partial::DayOfMonth(day)));
            meaning.of = Some(Box::new(month));
            return Some((meaning, end));
        }
        let stands_last =
            self.is(next, ".") && self.atom(at)?.tag == Some(Tag::Dt) && self.before(at) != "for";
        (ends && (cue || stands_last))
            .then(|| (Meaning::new(Core::Partial(Partial::DayOfMonth(day))), next))
    }

    /// "Thanksgiving Day", "Easter 2018".
    fn holiday(&self, at: usize) -> Read {
        let (holiday, length) = self
            .rules
            .holiday(self.lower(at), |place| self.lower(at + place))?;
        let next = at + length;
        let lower_case = !self.capital(at);
        let mut meaning = Meaning::new(Core::Partial(Partial::Holiday(holiday)));
        if self.is(next, "week") {
            return None;
        }
        let weekend = self.is(next, "weekend");
        if weekend {
            meaning.core = Core::HolidayWeekend(holiday);
        }
        let next = next + usize::from(weekend);
        let of = self.skip(next, &[",", "of"]);
        if lower_case && length > 1 && self.lower(at) == "may" {
            return None;
        }
        if let Some((year, end)) = self.year(of) {
            meaning.of = Some(Box::new(Meaning::new(Core::Unit(Unit::Year(year)))));
            if self.is(end, "weekend") {
                meaning.core = Core::HolidayWeekend(holiday);
                return Some((meaning, end + 1));
            }
            return Some((meaning, end));
        }
        if let Some((year, end)) = self
            .stepped(of)
            .filter(|(m, _)| matches!(m.core, Core::Step(Length::Year, ..)))
        {
            meaning.of = Some(Box::new(year));
            return Some((meaning, end));
        }
        Some((meaning, next))
    }

    /// Sets the part of a unit that a word before it names.
    pub(super) fn modify(mut meaning: Meaning, modifier: Modifier) -> Meaning {
        meaning.within = matches!(
            modifier,
            Modifier::Earlier | Modifier::Later | Modifier::Second
        );
        meaning.modifier = Some(modifier);
        meaning
    }
}
