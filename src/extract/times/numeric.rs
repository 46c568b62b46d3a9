//! Dates in digits: "2023-08-17", "8/17/23", "23/Sep/2020".

use super::dates::CUES;
use super::grammar::{Grammar, Read};
use super::meaning::{Core, Meaning, Partial};
use super::numbers::short_year;
use crate::calendar::Unit;

impl Grammar<'_> {
    /// "2023-08-17", "8/17/23", "20230817", "23/Sep/2020", "2020/Sep/23".
    pub(super) fn numeric(&self, at: usize) -> Read {
        let first = self.digits(at)?;
        let text = self.lower(at);
        if text.len() == 8 && (19_000_101..=21_001_231).contains(&first) {
            let (year, rest) = (first / 10_000, first % 10_000);
            let core = Self::day_core(
                i16::try_from(year).ok()?,
                i8::try_from(rest / 100).ok()?,
                i8::try_from(rest % 100).ok()?,
            )?;
            return Some((Meaning::new(core), at + 1));
        }
        let mark = self.lower(at + 1);
        if !["-", "/", "."].contains(&mark) || !self.adjacent(at + 1) || !self.adjacent(at + 2) {
            return None;
        }
        let third = (self.lower(at + 3) == mark && self.adjacent(at + 3) && self.adjacent(at + 4))
            .then(|| self.digits(at + 4))
            .flatten();
        let names = self.senses(at + 2).month;
        if let (Some(month), Some(third)) = (names, third) {
            let (year, day) = if text.len() == 4 {
                (first, third)
            } else {
                (third, first)
            };
            let year = if year < 100 {
                short_year(year)?
            } else {
                i16::try_from(year).ok()?
            };
            return Self::day_core(year, month, i8::try_from(day).ok()?)
                .map(|core| (Meaning::new(core), at + 5));
        }
        if let (4, Some(third), Some(month)) = (
            text.len(),
            self.digits(at + 2),
            (self.lower(at + 3) == mark)
                .then(|| self.senses(at + 4).month)
                .flatten(),
        ) {
            return Self::day_core(i16::try_from(first).ok()?, month, i8::try_from(third).ok()?)
                .map(|core| (Meaning::new(core), at + 5));
        }
        let second = self.digits(at + 2)?;
        let narrow = |number: i32| i8::try_from(number).ok();
        match (text.len(), self.lower(at + 2).len(), third) {
            (4, 1..=2, Some(third)) => {
                let core =
                    Self::day_core(i16::try_from(first).ok()?, narrow(second)?, narrow(third)?)?;
                Some((Meaning::new(core), at + 5))
            }
            (1..=2, 1..=2, Some(third)) => {
                let year = match self.lower(at + 4).len() {
                    4 => i16::try_from(third).ok()?,
                    2 => short_year(third)?,
                    _ => return None,
                };
                let (month, day) = if self.day_first_habit {
                    (narrow(second)?, narrow(first)?)
                } else {
                    (narrow(first)?, narrow(second)?)
                };
                let core = Self::day_core(year, month, day)
                    .or_else(|| Self::day_core(year, day, month))?;
                Some((Meaning::new(core), at + 5))
            }
            (1..=2, 4, None) if mark == "-" && self.is(at + 3, mark) => {
                let month = self.senses(at + 4).month?;
                let core = Self::day_core(i16::try_from(second).ok()?, month, narrow(first)?)?;
                Some((Meaning::new(core), at + 5))
            }
            (4, 2, None)
                if mark == "-" && (1900..2150).contains(&first) && (1..=12).contains(&second)
                    // "2007-08" is a pair of years.
                    && second != first % 100 + 1 =>
            {
                Some((
                    Meaning::new(Core::Unit(Unit::Month(
                        i16::try_from(first).ok()?,
                        narrow(second)?,
                    ))),
                    at + 3,
                ))
            }
            (1..=2, 4, None)
                if mark != "." && (1900..2150).contains(&second) && (1..=12).contains(&first) =>
            {
                Some((
                    Meaning::new(Core::Unit(Unit::Month(
                        i16::try_from(second).ok()?,
                        narrow(first)?,
                    ))),
                    at + 3,
                ))
            }
            (1..=2, 1..=2, None)
                if (mark == "/" && self.short_fits(at, second))
                    || (mark == "."
                        && self.is(at.wrapping_sub(1), "on")
                        && self.closes(at + 3)) =>
            {
                self.numeric_short(at)
            }
            _ => None,
        }
    }

    fn stands_apart(&self, at: usize, end: usize) -> bool {
        self.atom(at).is_some_and(|atom| atom.spaced) && !self.any(end, &["/", "-", "%"])
    }

    fn closes(&self, at: usize) -> bool {
        self.any(at, &["", ".", ",", "?", "!", ";", ")"])
    }

    /// Whether "8/17" is a day and not a share of something: a cue stands before it, or another such day beside it, or
    /// it is none of the fractions that prices are told in.
    fn short_fits(&self, at: usize, second: i32) -> bool {
        let cue = self.stands_apart(at, at + 3) && CUES.contains(&self.before(at));
        let pair = |at: usize| {
            self.digits(at).is_some() && self.is(at + 1, "/") && self.digits(at + 2).is_some()
        };
        let beside = (self.dash(at + 3) && pair(at + 4)) || (self.is(at + 3, "to") && pair(at + 4));
        let behind = at >= 4 && (self.dash(at - 1) || self.is(at - 1, "to")) && pair(at - 4);
        let no_fraction = second > 12
            && ![16, 32, 64].contains(&second)
            && self.stands_apart(at, at + 3)
            && self.closes(at + 3)
            && at > 0
            && self.digits(at - 1).is_none();
        cue || beside || behind || no_fraction
    }

    /// "2017 April", "2003 August 5".
    pub(super) fn year_first(&self, at: usize) -> Read {
        let (year, next) = self.year(at).filter(|_| self.digits(at).is_some())?;
        let month = self
            .senses(next)
            .month
            .filter(|_| self.lower(next).len() > 3)?;
        if self.any(next, &["march", "may"]) && !self.closes(next + 1) {
            return None;
        }
        if let Some((day, end)) = self.day_number(next + 1) {
            return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end));
        }
        Some((Meaning::new(Core::Unit(Unit::Month(year, month))), next + 1))
    }

    /// "8/17", "17.8", "8-17" beside a weekday: month and day, or day and month, as the article has it.
    pub(super) fn numeric_short(&self, at: usize) -> Read {
        let (first, second) = (self.digits(at)?, self.digits(at + 2)?);
        if !self.any(at + 1, &["/", ".", "-"]) || !self.adjacent(at + 1) || !self.adjacent(at + 2) {
            return None;
        }
        let day_first = first > 12 || (self.day_first_habit && second <= 12);
        let (month, day) = if day_first {
            (second, first)
        } else {
            (first, second)
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        (1..=12).contains(&month).then_some(())?;
        if self.is(at + 3, ",")
            && self.behind_pair(at)
            && let Some((year, end)) = self.year(at + 4)
        {
            return Self::day_core(year, month, day).map(|core| (Meaning::new(core), end));
        }
        self.days_of(month).contains(&day).then(|| {
            (
                Meaning::new(Core::Partial(Partial::MonthDay(month, day))),
                at + 3,
            )
        })
    }

    /// "5/1-" stands before it.
    fn behind_pair(&self, at: usize) -> bool {
        at >= 4 && self.dash(at - 1) && self.is(at - 3, "/") && self.digits(at - 4).is_some()
    }

    /// Whether the article writes the day before the month: shown by dates in digits that can be read in one way only, else
    /// by those with the month in words.
    pub(super) fn day_comes_first(&self) -> bool {
        let (mut days, mut months, mut words) = (0_u32, 0_u32, 0_i64);
        for at in 0..self.atoms.len() {
            let Some(first) = self.digits(at).filter(|_| self.lower(at).len() <= 2) else {
                continue;
            };
            let mark = self.lower(at + 1);
            if ["/", ".", "-"].contains(&mark) && self.adjacent(at + 1) && self.is(at + 3, mark) {
                let second = self.digits(at + 2).unwrap_or(0);
                let year = self.digits(at + 4).is_some();
                days += u32::from(year && (13..=31).contains(&first) && (1..=12).contains(&second));
                months +=
                    u32::from(year && (13..=31).contains(&second) && (1..=12).contains(&first));
            } else if (1..=31).contains(&first) {
                let month = |at: usize| self.senses(at).month.is_some() && self.capital(at);
                words += i64::from(month(at + 1));
                words -= i64::from(at > 0 && month(at - 1));
            }
        }
        if days == months {
            words > 0
        } else {
            days > months
        }
    }
}
