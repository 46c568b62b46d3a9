//! Civil days, intervals, TIMEX values, and how dates are written for people.
//!
//! Knows nothing of language and never reads a clock. Time zones do not exist here: a day is a day of a calendar on the
//! wall.

mod arithmetic;
mod format;
mod holidays;
mod interval;
mod value;

pub use arithmetic::{
    days_between, days_in_month, iso_week, shift_days, shift_months, weekday_number,
};
pub use format::{
    MONTH_NAMES, MONTH_SHORT, format_bounds, format_day, format_long_day, format_range, format_year,
};
pub use holidays::{easter, islamic_days, nth_weekday, orthodox_easter, passover};
pub use interval::{Interval, Season};
pub use value::{DayPart, Unit, Value};

/// A civil day of the proleptic Gregorian calendar, without time zone.
pub type Day = jiff::civil::Date;
