//! Steps from one calendar unit to another, and the values of what is only partly known.

use super::meaning::{Length, Partial};
use crate::calendar::{
    Day, DayPart, Interval, Unit, Value, iso_week, shift_days, shift_months, weekday_number,
};
use crate::model::Precision;

pub(super) fn open_value(partial: Partial) -> String {
    match partial {
        Partial::Month(month) => format!("XXXX-{month:02}"),
        Partial::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Partial::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Partial::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Partial::Season(season) => format!("XXXX-{}", season.code()),
        Partial::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Partial::Half(half) => format!("XXXX-H{half}"),
        Partial::Holiday(_) => "XXXX-XX-XX".to_owned(),
    }
}

pub(super) fn clock_value(part: DayPart) -> String {
    let with_day = Value::Time(Day::constant(2000, 1, 1), part).to_string();
    with_day
        .split_once('T')
        .map_or(String::new(), |(_, time)| format!("T{time}"))
}

pub(super) fn precision_of(unit: Unit) -> Precision {
    match unit {
        Unit::Century(_) => Precision::Century,
        Unit::Decade(_) => Precision::Decade,
        Unit::Year(_) => Precision::Year,
        Unit::Half(..) => Precision::HalfYear,
        Unit::Quarter(..) | Unit::Season(..) => Precision::Quarter,
        Unit::Month(..) => Precision::Month,
        Unit::Week(..) | Unit::Weekend(..) => Precision::Week,
        Unit::Day(_) => Precision::Day,
    }
}

/// A day moved by a number of units, to the day.
pub(super) fn shifted(day: Day, count: i32, length: Length) -> Day {
    let count = i64::from(count);
    match length {
        Length::Week | Length::Weekend => shift_days(day, count * 7),
        Length::Month => shift_months(day, count),
        Length::Quarter => shift_months(day, count * 3),
        Length::Year => shift_months(day, count * 12),
        Length::Decade => shift_months(day, count * 120),
        Length::Century => shift_months(day, count * 1200),
        Length::Day => shift_days(day, count),
        Length::Workday => shift_workdays(day, count),
        _ => day,
    }
}

/// Days moved by so many days that are neither Saturday nor Sunday.
fn shift_workdays(day: Day, count: i64) -> Day {
    let (side, number) = (count.signum(), count.abs());
    let mut moved = shift_days(day, side * (number / 5) * 7);
    let mut left = number % 5;
    // A weekend is two days long, so that the loop ends.
    while left > 0 && moved > Day::MIN && moved < Day::MAX {
        moved = shift_days(moved, side);
        left -= i64::from(weekday_number(moved) <= 5);
    }
    moved
}

/// The unit of the given length that lies `steps` from the one that holds `base`; none if `base` is longer than that.
pub(super) fn step(base: Unit, length: Length, steps: i64) -> Option<Unit> {
    let interval = base.interval()?;
    let day = interval.earliest();
    let longest = match length {
        Length::Second | Length::Minute | Length::Hour => return None,
        Length::Day | Length::Workday => 1,
        Length::Weekend | Length::Week => 7,
        Length::Month => 31,
        Length::Quarter => 92,
        Length::Year => 366,
        Length::Decade => 3653,
        Length::Century => 36525,
    };
    if interval.days() > longest {
        return None;
    }
    let year = |steps: i64| i16::try_from(i64::from(day.year()) + steps).ok();
    let unit = match length {
        Length::Day | Length::Workday => Unit::Day(shift_days(day, steps)),
        Length::Week => Unit::week_of(shift_days(day, steps * 7)),
        Length::Weekend => {
            let (year, week) = iso_week(shift_days(day, steps * 7));
            Unit::Weekend(year, week)
        }
        Length::Month => Unit::month_of(shift_months(
            Day::new(day.year(), day.month(), 1).ok()?,
            steps,
        )),
        Length::Quarter => Unit::quarter_of(shift_months(
            Day::new(day.year(), day.month(), 1).ok()?,
            steps * 3,
        )),
        Length::Year => Unit::Year(year(steps)?),
        Length::Decade => match Unit::decade_of(day.year()) {
            Unit::Decade(decade) => Unit::Decade(decade.checked_add(i16::try_from(steps).ok()?)?),
            other => other,
        },
        _ => match Unit::century_of(day.year()) {
            Unit::Century(century) => {
                Unit::Century(century.checked_add(i16::try_from(steps).ok()?)?)
            }
            other => other,
        },
    };
    unit.interval().map(|_| unit)
}

/// The nth unit of a longer one; weeks belong to the month or year that holds their Thursday.
pub(super) fn nth_of(whole: Unit, nth: i8, count: i32, length: Length) -> Option<Unit> {
    let interval = nth_interval(whole, nth, count.min(1), length)?;
    let day = interval.earliest();
    Some(match length {
        Length::Day => Unit::Day(day),
        Length::Week => Unit::week_of(day),
        Length::Weekend => {
            let (year, week) = iso_week(day);
            Unit::Weekend(year, week)
        }
        Length::Month => Unit::month_of(day),
        Length::Quarter => Unit::quarter_of(day),
        Length::Year => Unit::Year(day.year()),
        _ => return None,
    })
}

/// The days of the first or last `count` units of a longer one.
pub(super) fn nth_interval(whole: Unit, nth: i8, count: i32, length: Length) -> Option<Interval> {
    let whole = whole.interval()?;
    let count = i64::from(count.clamp(1, 10_000));
    let size = |units: i64, day: Day| match length {
        Length::Day => shift_days(day, units),
        Length::Week | Length::Weekend => shift_days(day, units * 7),
        Length::Month => shift_months(day, units),
        Length::Quarter => shift_months(day, units * 3),
        _ => shift_months(day, units * 12),
    };
    let interval = if nth > 0 {
        let start = if matches!(length, Length::Week | Length::Weekend) {
            let monday = Interval::week_of(whole.earliest()).earliest();
            let thursday = shift_days(monday, 3);
            shift_days(monday, if thursday < whole.earliest() { 7 } else { 0 })
        } else {
            whole.earliest()
        };
        let first = size(i64::from(nth - 1), start);
        Interval::new(first, shift_days(size(count, first), -1))
    } else {
        let end = if matches!(length, Length::Week | Length::Weekend) {
            let monday = Interval::week_of(whole.latest()).earliest();
            let thursday = shift_days(monday, 3);
            shift_days(monday, if thursday > whole.latest() { 0 } else { 7 })
        } else {
            shift_days(whole.latest(), 1)
        };
        let end = size(i64::from(nth + 1), end);
        Interval::new(size(-count, end), shift_days(end, -1))
    };
    (length == Length::Week || interval.intersection(whole).is_some()).then_some(interval)
}

/// Count and length of a duration of one part.
pub(super) fn simple_duration(value: &str) -> Option<(i32, Length)> {
    let rest = value.strip_prefix('P')?;
    let (number, letter) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let length = match letter {
        "D" => Length::Day,
        "W" => Length::Week,
        "M" => Length::Month,
        "Y" => Length::Year,
        _ => return None,
    };
    number.parse().ok().map(|number| (number, length))
}
