//! When: time expressions, and the date of an event with its precision and its reason.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::calendar::Day;

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or a longer calendar unit.
    Date,
    /// A time of day or a part of a day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// How exactly a date is known: the calendar unit that the words name, or how they leave it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day (or a time within it).
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// A quarter or a season.
    Quarter,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// From one day to another that the words name.
    Span,
    /// Some day within the interval: "earlier this year".
    Within,
    /// Not later than the latest day.
    Before,
    /// Not earlier than the earliest day.
    After,
    /// About the interval: "around 1990".
    Approximate,
    /// No day is known.
    Unknown,
}

/// Where an event's date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// A full date in the event's own sentence.
    Explicit,
    /// Words such as "last month", reckoned from the publication date or another date.
    Relative,
    /// Taken from another sentence.
    Inherited,
    /// Nothing better than the publication date.
    Published,
    /// No date.
    None,
    /// The user set it.
    User,
}

/// "Two days later", "the next day": so many days from another date of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoned {
    /// The words of that date; none if none stands before, and the event told before is meant.
    pub from: Option<Span>,
    /// Days after it; before it if negative.
    pub days: i64,
}

/// A time expression in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value; empty if it cannot be given.
    pub value: String,
    /// First day it can mean, where it names days.
    pub earliest: Option<Day>,
    /// Last day it can mean, included.
    pub latest: Option<Day>,
    /// How exactly.
    pub precision: Precision,
    /// True if reckoned from another date.
    pub relative: bool,
    /// How it hangs on a date told before, if by days or weeks.
    #[serde(default)]
    pub reckoned: Option<Reckoned>,
    /// How the interval was worked out, in words: "last month, article of 18 Aug 2023".
    pub why: String,
}

/// The date of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// TIMEX3 value, if any.
    pub value: Option<String>,
    /// First day, included.
    pub earliest: Option<Day>,
    /// Last day, included.
    pub latest: Option<Day>,
    /// How exactly.
    pub precision: Precision,
    /// Where it comes from.
    pub basis: DateBasis,
    /// The words, if there are any.
    pub span: Option<Span>,
    /// The reason for people.
    pub why: String,
}

impl When {
    /// No date known.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self {
            value: None,
            earliest: None,
            latest: None,
            precision: Precision::Unknown,
            basis: DateBasis::None,
            span: None,
            why: why.into(),
        }
    }

    /// True if neither end is known.
    pub fn is_undated(&self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }
}
