//! Ticks of the calendar: days, weeks, months, quarters, years, decades, whichever fit.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::{TimeScale, day_number, day_of};
use crate::calendar::{Day, format_day};

/// The calendar unit between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickUnit {
    /// One day.
    Day,
    /// From Monday to Monday.
    Week,
    /// From first to first.
    Month,
    /// Three months.
    Quarter,
    /// This many years: 1, 2, 5, 10, ...
    Years(i16),
}

/// A line of the grid with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Number of the day at whose beginning it stands.
    pub day: i32,
    /// What to write; empty where there is no room.
    pub label: String,
    /// True where a year begins (or, among years, a round one): drawn stronger.
    pub strong: bool,
}

const UNITS: [TickUnit; 14] = [
    TickUnit::Day,
    TickUnit::Week,
    TickUnit::Month,
    TickUnit::Quarter,
    TickUnit::Years(1),
    TickUnit::Years(2),
    TickUnit::Years(5),
    TickUnit::Years(10),
    TickUnit::Years(20),
    TickUnit::Years(50),
    TickUnit::Years(100),
    TickUnit::Years(200),
    TickUnit::Years(500),
    TickUnit::Years(1000),
];

impl TickUnit {
    /// The finest unit whose ticks stand at least `spacing_px` apart.
    fn that_fits(px_per_day: f64, spacing_px: f64) -> Self {
        UNITS
            .into_iter()
            .find(|unit| unit.least_days() * px_per_day >= spacing_px * unit.share_of_spacing())
            .unwrap_or(TickUnit::Years(1000))
    }

    /// Length of the shortest such unit.
    fn least_days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 28.0,
            Self::Quarter => 90.0,
            Self::Years(years) => f64::from(years) * 365.0,
        }
    }

    /// Short labels ("Feb", "2024") need less room than days ("14 Aug").
    fn share_of_spacing(self) -> f64 {
        match self {
            Self::Day | Self::Week => 1.0,
            Self::Month | Self::Quarter => 0.8,
            Self::Years(_) => 0.8,
        }
    }

    /// The tick at or before a day.
    fn floor(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => {
                let since = day.weekday().since(Weekday::Monday);
                day.checked_sub(i32::from(since).days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => first_of(day.year(), (day.month() - 1) / 3 * 3 + 1),
            Self::Years(years) => first_of(day.year().div_euclid(years) * years, 1),
        }
    }

    /// The tick after a tick; none at the end of the calendar.
    fn next(self, tick: Day) -> Option<Day> {
        let span = match self {
            Self::Day => 1.days(),
            Self::Week => 7.days(),
            Self::Month => 1.months(),
            Self::Quarter => 3.months(),
            Self::Years(years) => i32::from(years).years(),
        };
        tick.checked_add(span).ok()
    }

    fn label(self, day: Day, with_year: bool) -> String {
        let words = format_day(day);
        let mut parts = words.splitn(3, ' ');
        let (date, month, year) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        match self {
            Self::Years(_) => year.to_owned(),
            Self::Month | Self::Quarter if with_year => format!("{month} {year}"),
            Self::Month | Self::Quarter => month.to_owned(),
            Self::Day | Self::Week if with_year => format!("{date} {month} {year}"),
            Self::Day | Self::Week => format!("{date} {month}"),
        }
    }
}

fn first_of(year: i16, month: i8) -> Day {
    Day::new(year, month, 1).unwrap_or(Day::MIN)
}

/// The ticks that a scale shows, at least about `spacing_px` apart, in order. The first one in view and each that begins
/// a year name the year.
pub fn ticks(scale: &TimeScale, spacing_px: f64) -> (TickUnit, Vec<Tick>) {
    let unit = TickUnit::that_fits(scale.px_per_day, spacing_px);
    let left = scale.left_day.floor().max(f64::from(i32::MIN / 2)) as i32;
    let right = scale.right_day();
    let mut ticks = Vec::new();
    let mut next = Some(unit.floor(day_of(left)));
    let mut year_named = None;
    while let Some(day) = next {
        let number = day_number(day);
        // A guard against absurd scales; a screen shows a few dozen.
        if f64::from(number) > right || ticks.len() > 2000 {
            break;
        }
        next = unit.next(day);
        if scale.x_px(f64::from(number)) < 0.0 {
            continue;
        }
        let with_year = year_named != Some(day.year());
        year_named = Some(day.year());
        let strong = match unit {
            TickUnit::Years(years) => {
                years < 1000 && day.year().rem_euclid(years.saturating_mul(10)) == 0
            }
            _ => with_year && ticks.last().is_some_and(|_: &Tick| true),
        };
        ticks.push(Tick {
            day: number,
            label: unit.label(day, with_year),
            strong,
        });
    }
    (unit, ticks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::DayRange;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn labels(from: Day, to: Day, width_px: f32) -> Vec<String> {
        let range = DayRange {
            first: day_number(from),
            last: day_number(to),
        };
        let scale = TimeScale::fitted(range, width_px, 0.0, 0.0);
        ticks(&scale, 64.0)
            .1
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn months_of_a_year_name_the_year_once() {
        let months = labels(date(2023, 1, 1), date(2023, 11, 10), 660.0);
        assert_eq!(months[..3], ["Jan 2023", "Feb", "Mar"]);
        assert_eq!(months.last().map(String::as_str), Some("Nov"));
    }

    #[test]
    fn a_new_year_is_named() {
        let months = labels(date(2022, 11, 1), date(2023, 2, 20), 400.0);
        assert_eq!(months, ["Nov 2022", "Dec", "Jan 2023", "Feb"]);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let weeks = labels(date(2023, 8, 1), date(2023, 8, 31), 400.0);
        assert_eq!(weeks, ["7 Aug 2023", "14 Aug", "21 Aug", "28 Aug"]);
    }

    #[test]
    fn centuries_in_decades() {
        let years = labels(date(1914, 1, 1), date(2014, 12, 31), 700.0);
        assert_eq!(years[..2], ["1920", "1930"]);
    }

    proptest! {
        #[test]
        fn ticks_rise_and_keep_their_distance(left in -700_000.0..700_000.0f64, scale in 0.002..160.0f64) {
            let view = TimeScale { left_day: left, px_per_day: scale, width_px: 1600.0 };
            let (_, ticks) = ticks(&view, 64.0);
            prop_assert!(ticks.len() < 60);
            for pair in ticks.windows(2) {
                let distance = view.x_px(f64::from(pair[1].day)) - view.x_px(f64::from(pair[0].day));
                prop_assert!(distance >= 45.0, "{} px between {:?} and {:?}", distance, pair[0], pair[1]);
            }
            for tick in &ticks {
                prop_assert!(view.x_px(f64::from(tick.day)) >= 0.0);
            }
        }
    }
}
