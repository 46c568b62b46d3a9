//! Days to pixels and back.

use jiff::ToSpan;

use crate::calendar::Day;

/// Days since 1 January 1970, negative before.
pub fn day_number(day: Day) -> i32 {
    // Counting from a shifted year that begins in March puts the leap day last; the formula is that of the proleptic
    // Gregorian calendar with its eras of 400 years (146,097 days).
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(day.day()) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day with this number; beyond the calendar's years (−9999 to 9999) its first or last day.
pub fn day_of(number: i32) -> Day {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .checked_add(number.days())
        .unwrap_or(if number < 0 { Day::MIN } else { Day::MAX })
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// Number of the first day.
    pub first: i32,
    /// Number of the last day, included.
    pub last: i32,
}

impl DayRange {
    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// Number of days, at least one.
    pub fn length_days(self) -> f64 {
        (f64::from(self.last) - f64::from(self.first) + 1.0).max(1.0)
    }
}

/// What part of time is shown, and how large. Times are day numbers with fractions: a day covers `n` to `n + 1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// Time at the left edge.
    pub left_day: f64,
    /// How wide a day is.
    pub px_per_day: f64,
    /// How wide the view is.
    pub width_px: f32,
}

impl TimeScale {
    /// The largest scale: a day as wide as a short label.
    pub const MAX_PX_PER_DAY: f64 = 160.0;
    /// The smallest scale: a thousand years in seven hundred pixels.
    pub const MIN_PX_PER_DAY: f64 = 0.002;

    /// Shows all of `range`, with room at both ends: `left_px` for half a mark, `right_px` for the last label.
    pub fn fitted(range: DayRange, width_px: f32, left_px: f32, right_px: f32) -> Self {
        let room_px = f64::from((width_px - left_px - right_px).max(width_px * 0.3).max(1.0));
        let px_per_day = (room_px / range.length_days()).clamp(Self::MIN_PX_PER_DAY, 24.0);
        // A range that would need more than the largest comfortable scale is put in the middle.
        let spare_px = (room_px - px_per_day * range.length_days()).max(0.0);
        Self {
            left_day: f64::from(range.first) - (f64::from(left_px) + spare_px / 2.0) / px_per_day,
            px_per_day,
            width_px,
        }
    }

    /// Pixels from the left edge to a time.
    pub fn x_px(&self, time: f64) -> f64 {
        (time - self.left_day) * self.px_per_day
    }

    /// The time at a distance from the left edge.
    pub fn time_at(&self, x_px: f64) -> f64 {
        self.left_day + x_px / self.px_per_day
    }

    /// The time at the right edge.
    pub fn right_day(&self) -> f64 {
        self.time_at(f64::from(self.width_px))
    }

    /// Enlarged by `factor` about `x_px`: the time there stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, x_px: f64) -> Self {
        let px_per_day =
            (self.px_per_day * factor).clamp(Self::MIN_PX_PER_DAY, Self::MAX_PX_PER_DAY);
        Self {
            left_day: self.time_at(x_px) - x_px / px_per_day,
            px_per_day,
            width_px: self.width_px,
        }
    }

    /// Moved so that the content goes `by_px` to the right.
    #[must_use]
    pub fn panned(&self, by_px: f64) -> Self {
        Self {
            left_day: self.left_day - by_px / self.px_per_day,
            ..*self
        }
    }

    /// The same centre in a view of another width.
    #[must_use]
    pub fn resized(&self, width_px: f32) -> Self {
        Self { width_px, ..*self }
    }

    /// Kept near the events: at least `keep_px` of `range` stays in view, and no more than about three times the range
    /// is shown.
    #[must_use]
    pub fn within(&self, range: DayRange, keep_px: f32) -> Self {
        let least = f64::from(self.width_px.max(1.0)) / (range.length_days() * 3.0 + 30.0);
        let least = least.clamp(Self::MIN_PX_PER_DAY, Self::MAX_PX_PER_DAY);
        let scale = if self.px_per_day < least {
            self.zoomed(least / self.px_per_day, f64::from(self.width_px) / 2.0)
        } else {
            *self
        };
        let keep_days = f64::from(keep_px.min(scale.width_px / 2.0)) / scale.px_per_day;
        let shown_days = f64::from(scale.width_px) / scale.px_per_day;
        let lowest = f64::from(range.first) + keep_days.min(range.length_days()) - shown_days;
        let highest = f64::from(range.last) + 1.0 - keep_days.min(range.length_days());
        Self {
            left_day: scale
                .left_day
                .clamp(lowest.min(highest), highest.max(lowest)),
            ..scale
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(day_number(jiff::civil::date(1970, 1, 1)), 0);
        assert_eq!(day_number(jiff::civil::date(2000, 3, 1)), 11_017);
        assert_eq!(day_number(jiff::civil::date(1969, 12, 31)), -1);
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(number in -4_371_000i32..2_900_000) {
            let day = day_of(number);
            prop_assert_eq!(day_number(day), number);
        }

        #[test]
        fn zoom_keeps_the_time_under_the_pointer(
            left in -100_000.0..100_000.0f64,
            scale in 0.01..100.0f64,
            factor in 0.1..10.0f64,
            x in 0.0..2000.0f64,
        ) {
            let view = TimeScale { left_day: left, px_per_day: scale, width_px: 2000.0 };
            let under = view.time_at(x);
            let zoomed = view.zoomed(factor, x);
            prop_assert!((zoomed.time_at(x) - under).abs() < 1e-3);
            prop_assert!((zoomed.x_px(zoomed.time_at(x)) - x).abs() < 1e-3);
        }

        #[test]
        fn later_is_never_further_left(
            left in -100_000.0..100_000.0f64,
            scale in 0.002..160.0f64,
            a in -200_000i32..200_000,
            b in -200_000i32..200_000,
        ) {
            let view = TimeScale { left_day: left, px_per_day: scale, width_px: 1000.0 };
            let (a, b) = (f64::from(a.min(b)), f64::from(a.max(b)));
            prop_assert!(view.x_px(a) <= view.x_px(b));
        }

        #[test]
        fn a_fitted_range_is_in_view(first in -300_000i32..300_000, length in 0i32..200_000) {
            let range = DayRange { first, last: first + length };
            let view = TimeScale::fitted(range, 900.0, 20.0, 160.0);
            prop_assert!(view.x_px(f64::from(range.first)) >= 19.0);
            prop_assert!(view.x_px(f64::from(range.last) + 1.0) <= 741.0);
        }

        #[test]
        fn panning_away_keeps_something_in_view(first in -3000i32..3000, length in 0i32..2000, by in -1e6..1e6f64) {
            let range = DayRange { first, last: first + length };
            let view = TimeScale::fitted(range, 900.0, 20.0, 160.0).panned(by).within(range, 60.0);
            prop_assert!(view.x_px(f64::from(range.first)) < 900.0);
            prop_assert!(view.x_px(f64::from(range.last) + 1.0) > 0.0);
        }
    }
}
