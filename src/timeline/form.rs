//! How a date looks: which form stands for which precision.
//!
//! Marks, key and pictures all read these forms, so that a date looks the same on the screen and on paper.

use super::day_number;
use crate::model::{Precision, When};

/// What is known of the time of an event, as its mark shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeForm {
    /// One day: a disc.
    Day,
    /// A unit of the calendar, from a week to a century: a solid bar.
    Unit,
    /// From one known day to another: a solid bar with a stop at both ends.
    Span,
    /// Some day within: a bar that fades at both ends.
    Within,
    /// Not later than a day: a stop at the right, fading to an arrow at the left.
    Before,
    /// Not earlier than a day: a stop at the left, fading to an arrow at the right.
    After,
    /// About a day or a longer time: solid in the middle, fading beyond both ends.
    About,
}

impl TimeForm {
    /// In the order in which a key lists them.
    pub const ALL: [Self; 7] = [
        Self::Day,
        Self::Unit,
        Self::Span,
        Self::Within,
        Self::About,
        Self::Before,
        Self::After,
    ];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Day => "On a day",
            Self::Unit => "In a week, month or year",
            Self::Span => "From one day to another",
            Self::Within => "Some time within",
            Self::Before => "By then or before",
            Self::After => "From then on or after",
            Self::About => "About then",
        }
    }

    /// Free room in a bar left and right of its label, in pixels: arrows and stops are not written over.
    pub(super) fn inside_px(self) -> (f64, f64) {
        match self {
            Self::Before => (18.0, 9.0),
            Self::After => (9.0, 18.0),
            _ => (8.0, 8.0),
        }
    }
}

/// How far a bar of this width (both ends included) fades beyond the time it is about.
pub(super) fn wing_px(whole_px: f64) -> f64 {
    (whole_px / 7.0).clamp(LEAST_WING_PX, MOST_WING_PX)
}

/// The same from the width of the time alone.
pub(super) fn wing_around_px(core_px: f64) -> f64 {
    (core_px / 5.0).clamp(LEAST_WING_PX, MOST_WING_PX)
}

const LEAST_WING_PX: f64 = 12.0;
const MOST_WING_PX: f64 = 44.0;

/// The first and the last day that are drawn, and the form; none for an undated event.
pub(super) fn days_and_form(when: &When) -> Option<(i32, i32, TimeForm)> {
    let first = when.earliest.map(day_number);
    let last = when.latest.map(day_number);
    match (first, last) {
        (None, None) => None,
        (Some(first), None) => Some((first, first, TimeForm::After)),
        (None, Some(last)) => Some((last, last, TimeForm::Before)),
        (Some(first), Some(last)) => {
            // An inverted pair is drawn at its first day rather than dropped.
            let last = last.max(first);
            let form = match when.precision {
                Precision::Before => TimeForm::Before,
                Precision::After => TimeForm::After,
                Precision::Approximate => TimeForm::About,
                _ if first == last => TimeForm::Day,
                Precision::Within | Precision::Unknown => TimeForm::Within,
                Precision::Span | Precision::Day => TimeForm::Span,
                _ => TimeForm::Unit,
            };
            Some((first, last, form))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use proptest::prelude::*;

    fn form(first: Option<Day>, last: Option<Day>, precision: Precision) -> Option<TimeForm> {
        let when = When {
            earliest: first,
            latest: last,
            precision,
            ..When::unknown("")
        };
        days_and_form(&when).map(|(_, _, form)| form)
    }

    #[test]
    fn every_precision_has_its_form() {
        let (first, last) = (
            Some(Day::constant(2023, 7, 1)),
            Some(Day::constant(2023, 7, 31)),
        );
        for (precision, expected) in [
            (Precision::Week, TimeForm::Unit),
            (Precision::Month, TimeForm::Unit),
            (Precision::Century, TimeForm::Unit),
            (Precision::Span, TimeForm::Span),
            (Precision::Within, TimeForm::Within),
            (Precision::Before, TimeForm::Before),
            (Precision::After, TimeForm::After),
            (Precision::Approximate, TimeForm::About),
        ] {
            assert_eq!(
                form(first, last, precision),
                Some(expected),
                "{precision:?}"
            );
        }
        assert_eq!(form(first, first, Precision::Day), Some(TimeForm::Day));
        assert_eq!(form(first, first, Precision::Within), Some(TimeForm::Day));
        assert_eq!(form(first, None, Precision::Day), Some(TimeForm::After));
        assert_eq!(form(None, last, Precision::Day), Some(TimeForm::Before));
        assert_eq!(form(None, None, Precision::Unknown), None);
    }

    proptest! {
        #[test]
        fn wings_are_the_same_from_both_sides(core in 0.0..5000.0f64) {
            let wing = wing_around_px(core);
            prop_assert!((wing_px(core + 2.0 * wing) - wing).abs() < 1e-6);
        }
    }
}
