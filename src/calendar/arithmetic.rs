//! Steps in days and months that stop at the ends of the calendar instead of failing.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::Day;

/// The day `days` later (earlier if negative); the first or last day of the calendar if there is none.
pub fn shift_days(day: Day, days: i64) -> Day {
    Span::new()
        .try_days(days)
        .map_or(end_of_calendar(days), |span| day.saturating_add(span))
}

/// The same day of the month `months` later, or the last day of that month if it is shorter.
pub fn shift_months(day: Day, months: i64) -> Day {
    Span::new()
        .try_months(months)
        .map_or(end_of_calendar(months), |span| day.saturating_add(span))
}

fn end_of_calendar(direction: i64) -> Day {
    if direction < 0 { Day::MIN } else { Day::MAX }
}

/// How many days after `from` the day `to` lies (negative if before).
pub fn days_between(from: Day, to: Day) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Monday 1 to Sunday 7.
pub fn weekday_number(day: Day) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// Number of days of a month; 0 if there is no such month.
pub fn days_in_month(year: i16, month: i8) -> i8 {
    Date::new(year, month, 1).map_or(0, |first| first.days_in_month())
}

/// Year and number of the ISO week that holds the day.
pub fn iso_week(day: Day) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

/// Monday of an ISO week.
pub(super) fn monday_of(year: i16, week: i8) -> Option<Day> {
    ISOWeekDate::new(year, week, Weekday::Monday)
        .ok()
        .map(|week| week.date())
}

/// The day before; the same if it is the first of the calendar.
pub(super) fn day_before(day: Day) -> Day {
    day.saturating_sub(1.day())
}
