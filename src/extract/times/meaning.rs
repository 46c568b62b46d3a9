//! What a time expression means before it is reckoned into days.

use super::rules::Reference;
use crate::calendar::{DayPart, Interval, Season, Unit};

/// A length of time that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Length {
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    Workday,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Length {
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            _ => return None,
        })
    }

    /// True for lengths shorter than a day.
    pub(super) fn is_time(self) -> bool {
        self < Self::Day
    }
}

/// Part of a longer unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Early,
    Mid,
    Late,
    Start,
    End,
    /// "earlier this year": from its beginning to the publication date.
    Earlier,
    /// "later this year": from the publication date to its end.
    Later,
    /// "later in the year": its second half, as far as it is to come.
    Second,
}

impl Modifier {
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "early" => Self::Early,
            "mid" => Self::Mid,
            "late" => Self::Late,
            "start" => Self::Start,
            "end" => Self::End,
            _ => return None,
        })
    }
}

/// From which date a relative expression is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The publication date.
    Now,
    /// The date that the text has reached.
    Text,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// A whole number.
    Exact(i32),
    /// A whole number and a half.
    Half(i32),
    /// Not known.
    Vague,
}

/// A part of a year, month or week that needs its whole to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Partial {
    Month(i8),
    MonthDay(i8, i8),
    DayOfMonth(i8),
    Weekday(i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Holiday(usize),
}

/// The kernel of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Core {
    /// A full date.
    Unit(Unit),
    /// Needs a year, a month or a week.
    Partial(Partial),
    /// A date that is "first", "last", "next", "this", ... of its kind.
    Named(Partial, i32, From),
    /// "the coming Friday": the first after the publication date.
    Coming(Partial),
    /// "this past Friday": the last before the publication date.
    Passed(Partial),
    /// "a week starting tomorrow": as long as that, from a day on.
    Lasting(i32, Length),
    /// "the year to date".
    ToDate,
    /// "Labor Day weekend": the days off around a holiday.
    HolidayWeekend(usize),
    /// A well-known event that lasted: value and days.
    Known(&'static str, Interval),
    /// "last month", "today", "the following year".
    Step(Length, i32, From),
    /// "two days ago" (before), "three weeks later".
    Shift(Count, Length, bool, From),
    /// "in two months", "three weeks from now": to the day.
    Exactly(i32, Length, bool),
    /// "the past two months" (before), "the next few days".
    Stretch(Count, Length, bool),
    /// "the first week of", "the last four months of": needs what it is a part of. From the end if negative.
    Nth(i8, i32, Length),
    /// The day, week, ... that has no other sign: "the quarter".
    Bare(Length),
    /// "year-earlier" of business reports, where it means the same quarter; and whether the words say that it is one.
    YearEarlier(bool),
    /// "the 1988 period": the reported quarter in that year; and whether the words say that it is one.
    PeriodOf(i16, bool),
    /// "the first nine months" of a report.
    Months(i32),
    /// A length.
    Duration(String),
    /// A recurring time.
    Set(String),
    /// Past, present, future.
    Reference(Reference),
    /// Only the time of day is known.
    Clock,
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) core: Core,
    /// Time of the day.
    pub(super) part: Option<DayPart>,
    /// Part of the unit.
    pub(super) modifier: Option<Modifier>,
    /// What the core is a part of: "the third quarter *of last year*".
    pub(super) of: Option<Box<Meaning>>,
    /// "later that month": some day in it.
    pub(super) within: bool,
    /// "around 1990".
    pub(super) about: bool,
}

impl Meaning {
    pub(super) fn new(core: Core) -> Self {
        Self {
            core,
            part: None,
            modifier: None,
            of: None,
            within: false,
            about: false,
        }
    }
}

/// An expression and the atoms it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
}
