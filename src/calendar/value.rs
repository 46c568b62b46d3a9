//! TIMEX3 values: `2023-07`, `2023-W29`, `2023-SU`, `199`, `P3W`, `PRESENT_REF`, `XXXX-WXX-2`, `2023-08-17TMO`, ...
//!
//! A value is read and printed without loss, and knows which days it covers. Years before year 1 are written `BC0480`
//! (the year 480 BC), as histories of antiquity need.

use std::fmt;
use std::str::FromStr;

use super::{Day, Interval, Season, iso_week};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A hundred years: 19 is 1900 to 1999. Negative before year 1: −5 is `BC04`.
    Century(i16),
    /// Ten years: 199 is 1990 to 1999. Negative before year 1: −49 is `BC048`.
    Decade(i16),
    /// A year; 0 is 1 BC.
    Year(i16),
    /// Half a year.
    Half(i16, i8),
    /// A quarter.
    Quarter(i16, i8),
    /// A season.
    Season(i16, Season),
    /// A month.
    Month(i16, i8),
    /// An ISO week.
    Week(i16, i8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    /// A day.
    Day(Day),
}

/// Part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Midday.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Hour and, if known, minute.
    Clock(u8, Option<u8>),
}

/// A TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A calendar unit.
    Date(Unit),
    /// A time of a day.
    Time(Day, DayPart),
    /// `PAST_REF`.
    Past,
    /// `PRESENT_REF`.
    Present,
    /// `FUTURE_REF`.
    Future,
    /// A length of time or a period: `P3W`, `PT2H`, `PXD`.
    Duration(String),
    /// Parts are not known: `XXXX-06`, `1998-12-XX`, `XXXX-WXX-2`, `T15:15`; or a stretch: `1939-09-01/1945-09-02`.
    Open(String),
}

/// A text that is no TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a TIMEX3 value: {0:?}")]
pub struct NotAValue(String);

impl Unit {
    /// The days it covers; none if the calendar has no such unit.
    pub fn interval(self) -> Option<Interval> {
        match self {
            Self::Century(century) => years_of(century, 100),
            Self::Decade(decade) => years_of(decade, 10),
            Self::Year(year) => Interval::year(year),
            Self::Half(year, half) => Interval::half(year, half),
            Self::Quarter(year, quarter) => Interval::quarter(year, quarter),
            Self::Season(year, season) => Interval::season(year, season),
            Self::Month(year, month) => Interval::month(year, month),
            Self::Week(year, week) => Interval::week(year, week),
            Self::Weekend(year, week) => Interval::weekend(year, week),
            Self::Day(day) => Some(Interval::day(day)),
        }
    }

    /// The ISO week that holds the day.
    pub fn week_of(day: Day) -> Self {
        let (year, week) = iso_week(day);
        Self::Week(year, week)
    }

    /// The month that holds the day.
    pub fn month_of(day: Day) -> Self {
        Self::Month(day.year(), day.month())
    }

    /// The quarter that holds the day.
    pub fn quarter_of(day: Day) -> Self {
        Self::Quarter(day.year(), (day.month() + 2) / 3)
    }
}

/// `BC048` covers 489 BC to 480 BC, which are the years −488 to −479.
fn years_of(number: i16, length: i16) -> Option<Interval> {
    if number >= 0 {
        let first = number.checked_mul(length)?;
        return Interval::years(first, first.checked_add(length - 1)?);
    }
    let latest = 1 - (-(number + 1)).checked_mul(length)?;
    Interval::years(latest.checked_sub(length - 1)?, latest)
}

/// The number of a decade or century, by the year that TIMEX prints.
fn number_of(year: i16, length: i16) -> i16 {
    if year > 0 {
        year / length
    } else {
        -((1 - year) / length) - 1
    }
}

impl Unit {
    /// The decade that holds the year.
    pub fn decade_of(year: i16) -> Self {
        Self::Decade(number_of(year, 10))
    }

    /// The century that holds the year, as TIMEX counts them: 1900 to 1999 is 19.
    pub fn century_of(year: i16) -> Self {
        Self::Century(number_of(year, 100))
    }
}

impl DayPart {
    const NAMED: [(Self, &'static str); 5] = [
        (Self::Morning, "MO"),
        (Self::Midday, "MI"),
        (Self::Afternoon, "AF"),
        (Self::Evening, "EV"),
        (Self::Night, "NI"),
    ];
}

impl Value {
    /// The days it covers. What is partly known covers the days of the part that is known.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Date(unit) => unit.interval(),
            Self::Time(day, _) => Some(Interval::day(*day)),
            Self::Open(text) if text.contains('/') => stretch(text),
            Self::Open(text) => {
                let mut known = text.as_str();
                while let Some((before, _)) = known.rsplit_once(['-', 'T']) {
                    known = before;
                    if let Ok(Self::Date(unit)) = known.parse() {
                        return unit.interval();
                    }
                }
                None
            }
            Self::Past | Self::Present | Self::Future | Self::Duration(_) => None,
        }
    }
}

/// A stretch as ISO 8601 writes it: `1939-09-01/1945-09-02`.
fn stretch(text: &str) -> Option<Interval> {
    let (first, last) = text.split_once('/')?;
    let (first, last) = (unit(first)?.interval()?, unit(last)?.interval()?);
    (first.earliest() <= last.latest()).then(|| Interval::new(first.earliest(), last.latest()))
}

struct Year(i16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 {
            write!(f, "{:04}", self.0)
        } else {
            write!(f, "BC{:04}", 1 - self.0)
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(number @ 0..) => write!(f, "{number:02}"),
            Self::Century(number) => write!(f, "BC{:02}", -(number + 1)),
            Self::Decade(number @ 0..) => write!(f, "{number:03}"),
            Self::Decade(number) => write!(f, "BC{:03}", -(number + 1)),
            Self::Year(year) => Year(year).fmt(f),
            Self::Half(year, half) => write!(f, "{}-H{half}", Year(year)),
            Self::Quarter(year, quarter) => write!(f, "{}-Q{quarter}", Year(year)),
            Self::Season(year, season) => write!(f, "{}-{}", Year(year), season.code()),
            Self::Month(year, month) => write!(f, "{}-{month:02}", Year(year)),
            Self::Week(year, week) => write!(f, "{}-W{week:02}", Year(year)),
            Self::Weekend(year, week) => write!(f, "{}-W{week:02}-WE", Year(year)),
            Self::Day(day) => {
                write!(
                    f,
                    "{}-{:02}-{:02}",
                    Year(day.year()),
                    day.month(),
                    day.day()
                )
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(unit) => unit.fmt(f),
            Self::Time(day, part) => {
                write!(f, "{}T", Unit::Day(*day))?;
                match part {
                    DayPart::Clock(hour, Some(minute)) => write!(f, "{hour:02}:{minute:02}"),
                    DayPart::Clock(hour, None) => write!(f, "{hour:02}"),
                    named => DayPart::NAMED
                        .iter()
                        .filter(|(part, _)| part == named)
                        .try_for_each(|(_, code)| f.write_str(code)),
                }
            }
            Self::Past => f.write_str("PAST_REF"),
            Self::Present => f.write_str("PRESENT_REF"),
            Self::Future => f.write_str("FUTURE_REF"),
            Self::Duration(text) | Self::Open(text) => f.write_str(text),
        }
    }
}

/// Reads all of `text` as an unsigned number of exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn unit(text: &str) -> Option<Unit> {
    let (before_christ, rest) = match text.strip_prefix("BC") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (year, part) = match rest.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (rest, None),
    };
    let signed = |number: i16| if before_christ { -number - 1 } else { number };
    match (year.len(), part) {
        (2, None) => return number(year, 2).map(|number| Unit::Century(signed(number))),
        (3, None) => return number(year, 3).map(|number| Unit::Decade(signed(number))),
        _ => {}
    }
    let year = match number(year, 4)? {
        0 => return None,
        number if before_christ => 1 - number,
        number => number,
    };
    let Some(part) = part else {
        return Some(Unit::Year(year));
    };
    let small = |text: &str, digits| number(text, digits).and_then(|n| i8::try_from(n).ok());
    if let Some(season) = Season::from_code(part) {
        return Some(Unit::Season(year, season));
    }
    if let Some(quarter) = part.strip_prefix('Q') {
        return small(quarter, 1).map(|quarter| Unit::Quarter(year, quarter));
    }
    if let Some(half) = part.strip_prefix('H') {
        return small(half, 1).map(|half| Unit::Half(year, half));
    }
    if let Some(week) = part.strip_prefix('W') {
        return match week.split_once('-') {
            None => small(week, 2).map(|week| Unit::Week(year, week)),
            Some((week, "WE")) => small(week, 2).map(|week| Unit::Weekend(year, week)),
            Some(_) => None,
        };
    }
    match part.split_once('-') {
        None => small(part, 2).map(|month| Unit::Month(year, month)),
        Some((month, day)) => Day::new(year, small(month, 2)?, small(day, 2)?)
            .ok()
            .map(Unit::Day),
    }
}

fn day_part(text: &str) -> Option<DayPart> {
    if let Some((part, _)) = DayPart::NAMED.iter().find(|(_, code)| *code == text) {
        return Some(*part);
    }
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (hour, Some(number(minute, 2).filter(|m| *m < 60)?)),
        None => (text, None),
    };
    let hour = u8::try_from(number(hour, 2)?)
        .ok()
        .filter(|hour| *hour <= 24)?;
    Some(DayPart::Clock(
        hour,
        minute.and_then(|m| u8::try_from(m).ok()),
    ))
}

impl FromStr for Value {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let error = || NotAValue(text.to_owned());
        match text {
            "PAST_REF" => return Ok(Self::Past),
            "PRESENT_REF" => return Ok(Self::Present),
            "FUTURE_REF" => return Ok(Self::Future),
            _ => {}
        }
        if let Some(unit) = unit(text) {
            return unit.interval().map(|_| Self::Date(unit)).ok_or_else(error);
        }
        if let Some((day, part)) = text.split_once('T')
            && let (Some(Unit::Day(day)), Some(part)) = (unit(day), day_part(part))
        {
            return Ok(Self::Time(day, part));
        }
        if text.contains('/') && stretch(text).is_some() {
            return Ok(Self::Open(text.to_owned()));
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-:./".contains(&byte);
        if text.len() > 40 || !text.bytes().all(plain) {
            return Err(error());
        }
        match text.as_bytes() {
            [b'P', rest @ ..] if rest.len() >= 2 => Ok(Self::Duration(text.to_owned())),
            [b'T', b'0'..=b'9' | b'X' | b'A'..=b'N', ..] => Ok(Self::Open(text.to_owned())),
            _ if text.contains('X') => Ok(Self::Open(text.to_owned())),
            _ => Err(error()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::shift_days;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn values_cover_their_days() {
        for (value, first, last) in [
            ("2023-07", date(2023, 7, 1), date(2023, 7, 31)),
            ("2023-W29", date(2023, 7, 17), date(2023, 7, 23)),
            ("2023-W29-WE", date(2023, 7, 22), date(2023, 7, 23)),
            ("2023-SU", date(2023, 6, 1), date(2023, 8, 31)),
            ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
            ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
            ("199", date(1990, 1, 1), date(1999, 12, 31)),
            ("19", date(1900, 1, 1), date(1999, 12, 31)),
            ("2023-08-17TMO", date(2023, 8, 17), date(2023, 8, 17)),
            ("2023-08-17T15:15", date(2023, 8, 17), date(2023, 8, 17)),
            ("1998-12-XX", date(1998, 12, 1), date(1998, 12, 31)),
            ("1989-QX", date(1989, 1, 1), date(1989, 12, 31)),
            ("BC0480", date(-479, 1, 1), date(-479, 12, 31)),
            ("BC048", date(-488, 1, 1), date(-479, 12, 31)),
            ("1939-09-01/1945-09-02", date(1939, 9, 1), date(1945, 9, 2)),
        ] {
            let parsed: Value = value.parse().unwrap();
            assert_eq!(
                parsed.interval(),
                Some(Interval::new(first, last)),
                "{value}"
            );
            assert_eq!(parsed.to_string(), value);
        }
    }

    #[test]
    fn values_without_days() {
        for value in [
            "PXD",
            "P3W",
            "PT2H",
            "PRESENT_REF",
            "XXXX-WXX-2",
            "XXXX-06",
            "T15:15",
        ] {
            let parsed: Value = value.parse().unwrap();
            assert_eq!(parsed.interval(), None, "{value}");
            assert_eq!(parsed.to_string(), value);
        }
        for text in [
            "",
            "2023-13",
            "2023-02-30",
            "0000",
            "P",
            "next week",
            "2023-W54",
            "é",
        ] {
            assert!(text.parse::<Value>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_unit_prints_and_parses_back(year in -4000i16..=9999, ordinal in 0i64..366, kind in 0usize..10) {
            let day = shift_days(Day::new(year, 1, 1).unwrap(), ordinal);
            let unit = [
                Unit::century_of(day.year()),
                Unit::decade_of(day.year()),
                Unit::Year(day.year()),
                Unit::Half(day.year(), 1 + i8::from(day.month() > 6)),
                Unit::quarter_of(day),
                Unit::Season(day.year(), Season::ALL[usize::from(day.month().unsigned_abs() % 4)]),
                Unit::month_of(day),
                Unit::week_of(day),
                Unit::Weekend(iso_week(day).0, iso_week(day).1),
                Unit::Day(day),
            ][kind];
            prop_assume!(unit.interval().is_some());
            let value = Value::Date(unit);
            prop_assert_eq!(value.to_string().parse::<Value>(), Ok(value.clone()));
            if !matches!(unit, Unit::Season(..) | Unit::Weekend(..)) {
                prop_assert!(value.interval().unwrap().contains(day), "{} {}", value, day);
            }
        }

        #[test]
        fn any_text_is_read_without_harm(text in "[-0-9A-Z:/.é ]{0,24}") {
            if let Ok(value) = text.parse::<Value>() {
                prop_assert_eq!(value.to_string(), text);
                let _ = value.interval();
            }
        }
    }
}
