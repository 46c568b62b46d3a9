//! A stretch of days, both ends included, and the calendar units as stretches.

use super::arithmetic::{day_before, monday_of, shift_days, shift_months};
use super::{Day, iso_week};

/// From one day to another, both included; the first is never after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    earliest: Day,
    latest: Day,
}

/// A season of the northern year. Winter begins in December of the year that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// In the order of the year.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// Its first month.
    pub const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    /// TIMEX code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The season that a TIMEX code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|season| season.code() == code)
    }
}

impl Interval {
    /// Between two days, in either order.
    pub fn new(one: Day, other: Day) -> Self {
        Self {
            earliest: one.min(other),
            latest: one.max(other),
        }
    }

    /// A single day.
    pub fn day(day: Day) -> Self {
        Self::new(day, day)
    }

    /// The ISO week that holds the day, Monday to Sunday.
    pub fn week_of(day: Day) -> Self {
        let (year, week) = iso_week(day);
        Self::week(year, week).unwrap_or(Self::day(day))
    }

    /// An ISO week, if the year has one of that number.
    pub fn week(year: i16, week: i8) -> Option<Self> {
        let monday = monday_of(year, week)?;
        Some(Self::new(monday, shift_days(monday, 6)))
    }

    /// Saturday and Sunday of an ISO week.
    pub fn weekend(year: i16, week: i8) -> Option<Self> {
        let monday = monday_of(year, week)?;
        Some(Self::new(shift_days(monday, 5), shift_days(monday, 6)))
    }

    /// A month of a year.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(year, month, 1)
    }

    /// `count` months from the first of a month on.
    pub fn months(year: i16, month: i8, count: i64) -> Option<Self> {
        let first = Day::new(year, month, 1).ok()?;
        let next = shift_months(first, count);
        // At the end of the calendar there is no next month.
        let last = if next == Day::MAX {
            next
        } else {
            day_before(next)
        };
        Some(Self::new(first, last))
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        (1..=4)
            .contains(&quarter)
            .then(|| Self::months(year, quarter * 3 - 2, 3))?
    }

    /// A half of a year, 1 or 2.
    pub fn half(year: i16, half: i8) -> Option<Self> {
        (1..=2)
            .contains(&half)
            .then(|| Self::months(year, half * 6 - 5, 6))?
    }

    /// A season; the winter of a year runs into the next one.
    pub fn season(year: i16, season: Season) -> Option<Self> {
        Self::months(year, season.first_month(), 3)
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, year)
    }

    /// Whole years, both included; the ends of the calendar cut it.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        let (first, last) = (first.min(last), first.max(last));
        let earliest = Day::new(first.max(-9999), 1, 1).ok()?;
        let latest = Day::new(last.min(9999), 12, 31).ok()?;
        (earliest <= latest).then_some(Self { earliest, latest })
    }

    /// First day.
    pub const fn earliest(self) -> Day {
        self.earliest
    }

    /// Last day, included.
    pub const fn latest(self) -> Day {
        self.latest
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i64 {
        super::days_between(self.earliest, self.latest) + 1
    }

    /// True if the day lies inside.
    pub fn contains(self, day: Day) -> bool {
        self.earliest <= day && day <= self.latest
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.min(other.earliest),
            latest: self.latest.max(other.latest),
        }
    }

    /// The days in both, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = self.latest.min(other.latest);
        (earliest <= latest).then_some(Self { earliest, latest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn units_have_the_days_of_the_calendar() {
        let span = |interval: Option<Interval>| interval.map(|i| (i.earliest(), i.latest()));
        assert_eq!(
            span(Interval::month(2024, 2)),
            Some((date(2024, 2, 1), date(2024, 2, 29)))
        );
        assert_eq!(
            span(Interval::quarter(2023, 3)),
            Some((date(2023, 7, 1), date(2023, 9, 30)))
        );
        assert_eq!(
            span(Interval::season(2023, Season::Winter)),
            Some((date(2023, 12, 1), date(2024, 2, 29)))
        );
        assert_eq!(
            span(Interval::week(2023, 29)),
            Some((date(2023, 7, 17), date(2023, 7, 23)))
        );
        assert_eq!(Interval::week(2023, 53), None);
        assert_eq!(Interval::month(2023, 13), None);
        assert_eq!(Interval::quarter(2023, 0), None);
        assert_eq!(span(Interval::year(9999)).map(|s| s.1), Some(Day::MAX));
        assert_eq!(Interval::year(2023).map(Interval::days), Some(365));
    }

    proptest! {
        #[test]
        fn intervals_never_invert(year in -9999i16..=9999, part in -2i8..60) {
            for interval in [
                Interval::week(year, part),
                Interval::weekend(year, part),
                Interval::month(year, part),
                Interval::quarter(year, part),
                Interval::half(year, part),
                Interval::season(year, Season::ALL[usize::from(part.unsigned_abs()) % 4]),
                Interval::years(year, year.saturating_add(i16::from(part))),
            ].into_iter().flatten() {
                prop_assert!(interval.earliest() <= interval.latest());
                prop_assert!(interval.days() >= 1);
            }
        }

        #[test]
        fn weeks_follow_each_other(year in -9000i16..9000, ordinal in 1i16..=365, weeks in -500i64..500) {
            let day = Day::new(year, 1, 1).map(|first| shift_days(first, i64::from(ordinal) - 1)).unwrap();
            let week = Interval::week_of(day);
            let later = Interval::week_of(shift_days(day, weeks * 7));
            prop_assert!(week.contains(day));
            prop_assert_eq!(week.days(), 7);
            prop_assert_eq!(later.earliest(), shift_days(week.earliest(), weeks * 7));
        }
    }
}
