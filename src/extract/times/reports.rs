//! The quarters of business reports: "the year-ago quarter", "the 1988 period", "the same period last year".
//!
//! A report is about one quarter, the last of those it names that has ended, and compares it with that of other years.
//! Where it has gone on to several months ("the first nine months"), its comparisons are with years.

use super::grammar::{Grammar, Read};
use super::meaning::{Core, Meaning};
use crate::calendar::{Day, Unit};

/// Words before the name of a period that compare it.
const ALIKE: [&str; 5] = [
    "comparable",
    "corresponding",
    "same",
    "equivalent",
    "similar",
];

/// What a report has been about so far.
#[derive(Clone, Default)]
pub(super) struct Report {
    /// The quarter that it reports.
    quarter: Option<Unit>,
    /// It has gone on to the figures of several months.
    months: bool,
}

impl Report {
    pub(super) fn quarter(&self) -> Option<Unit> {
        self.quarter
    }

    /// The text names a quarter: it is what the report is about unless it is still to come or lies before that.
    pub(super) fn names(&mut self, quarter: Unit, published: Option<Day>) {
        let ended = |unit: Unit| {
            unit.interval()
                .zip(published)
                .is_none_or(|(days, published)| days.latest() < published)
        };
        let first_day = |unit: Unit| unit.interval().map(|days| days.earliest());
        let newer = self.quarter.is_none_or(|current| {
            ended(quarter) && (!ended(current) || first_day(quarter) >= first_day(current))
        });
        if newer || published.is_none() {
            self.quarter = Some(quarter);
        }
        self.months = false;
    }

    /// The text names several months as one.
    pub(super) fn names_months(&mut self) {
        self.months = true;
    }

    /// The quarter of another year that the reported one is compared with.
    pub(super) fn in_year(&self, year: i16, says_quarter: bool) -> Option<Unit> {
        match self.quarter? {
            Unit::Quarter(_, quarter) if says_quarter || !self.months => {
                Some(Unit::Quarter(year, quarter))
            }
            _ => None,
        }
    }

    /// The quarter a year before the reported one.
    pub(super) fn year_earlier(&self, says_quarter: bool) -> Option<Unit> {
        match self.quarter? {
            Unit::Quarter(year, _) => self.in_year(year.checked_sub(1)?, says_quarter),
            _ => None,
        }
    }
}

impl Grammar<'_> {
    /// "year-earlier", "the year-ago quarter", "the same period last year", "last year's quarter", "the 1988 period".
    pub(super) fn compared_period(&self, at: usize) -> Read {
        self.year_ago(at)
            .or_else(|| self.alike(at))
            .or_else(|| self.last_years(at))
    }

    /// The end of "quarter" or "period", and whether it is a quarter.
    fn period(&self, at: usize) -> Option<(bool, usize)> {
        match self.lower(at) {
            "quarter" => Some((true, at + 1)),
            "period" => Some((false, at + 1)),
            _ => None,
        }
    }

    /// "year-earlier", "the comparable year-ago third quarter".
    fn year_ago(&self, at: usize) -> Read {
        let the = self.skip(at, &["the", "a"]);
        let start = if the > at { self.skip(the, &ALIKE) } else { at };
        let hyphen = self.is(start, "year")
            && self.dash(start + 1)
            && self.any(start + 2, &["ago", "earlier"]);
        if !hyphen {
            return None;
        }
        let noun = self.skip(start + 3, &["first", "second", "third", "fourth"]);
        match self.period(noun) {
            Some((quarter, end)) => Some((Meaning::new(Core::YearEarlier(quarter)), end)),
            None => Some((Meaning::new(Core::YearEarlier(false)), start + 3)),
        }
    }

    /// "the corresponding period last year", "the quarter a year ago", "the 1988 period", "the same quarter of 1988".
    fn alike(&self, at: usize) -> Read {
        if !self.is(at, "the") {
            return None;
        }
        if let Some((year, next)) = self.year(at + 1)
            && let Some((quarter, end)) = self.period(next)
        {
            return Some((Meaning::new(Core::PeriodOf(year, quarter)), end));
        }
        let start = self.skip(at + 1, &ALIKE);
        let (quarter, end) = self.period(start)?;
        let of = self.skip(end, &["of", "in"]);
        if let Some((year, end)) = self.year(of).filter(|_| of > end && start > at + 1) {
            return Some((Meaning::new(Core::PeriodOf(year, quarter)), end));
        }
        let year_ago = match self.lower(of) {
            "a" => self.is(of + 1, "year") && self.any(of + 2, &["ago", "earlier", "before"]),
            "last" | "previous" => self.is(of + 1, "year") && start > at + 1,
            "the" => {
                self.any(of + 1, &["previous", "prior", "preceding"]) && self.is(of + 2, "year")
            }
            _ => false,
        };
        let end = of + if self.any(of, &["a", "the"]) { 3 } else { 2 };
        year_ago.then(|| (Meaning::new(Core::YearEarlier(quarter)), end))
    }

    /// "last year's quarter", "last year's comparable period".
    fn last_years(&self, at: usize) -> Read {
        let of = self.is(at, "last")
            && self.is(at + 1, "year")
            && self.any(at + 2, &["'", "’"])
            && self.is(at + 3, "s");
        let (quarter, end) = self.period(self.skip(at + 4, &ALIKE)).filter(|_| of)?;
        Some((Meaning::new(Core::YearEarlier(quarter)), end))
    }
}
