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
                let core = Self::day_core(year, narrow(first)?, narrow(second)?).or_else(|| {
                    Self::day_core(
                        year,
                        narrow(second).unwrap_or(0),
                        narrow(first).unwrap_or(0),
                    )
                })?;
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
                if mark == "/"
                    && self.stands_apart(at, at + 3)
                    && CUES.contains(&self.before(at)) =>
            {
                self.numeric_short(at)
            }
            _ => None,
        }
    }

    pub(super) fn stands_apart(&self, at: usize, end: usize) -> bool {
        self.atom(at).is_some_and(|atom| atom.spaced) && !self.any(end, &["/", "-", "%"])
    }

    /// "8/17", "17.8", "8-17" beside a weekday: month and day, or day and month.
    pub(super) fn numeric_short(&self, at: usize) -> Read {
        let (first, second) = (self.digits(at)?, self.digits(at + 2)?);
        if !self.any(at + 1, &["/", ".", "-"]) || !self.adjacent(at + 1) || !self.adjacent(at + 2) {
            return None;
        }
        let (month, day) = if first <= 12 {
            (first, second)
        } else {
            (second, first)
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        (1..=12).contains(&month).then_some(())?;
        self.days_of(month).contains(&day).then(|| {
            (
                Meaning::new(Core::Partial(Partial::MonthDay(month, day))),
                at + 3,
            )
        })
    }
}
