//! The days of a part of a unit: "early", "later in", "the end of", with what of it is past or to come.

use super::choose::part_of;
use super::meaning::{Core, Modifier};
use super::resolve::Resolver;
use crate::calendar::{Day, Interval, Unit};

impl Resolver<'_> {
    pub(super) fn modified(
        &self,
        unit: Unit,
        whole: Interval,
        modifier: Modifier,
        core: &Core,
    ) -> Interval {
        let pivot = if self.history {
            self.reached_interval().map(Interval::earliest)
        } else {
            self.published
        };
        let pivot = pivot.filter(|day| whole.contains(*day));
        match (modifier, pivot) {
            (Modifier::Earlier, Some(day)) => Interval::new(whole.earliest(), day),
            (Modifier::Later, Some(day)) => Interval::new(day, whole.latest()),
            (Modifier::Second, pivot) => {
                let half = second_half(unit, whole);
                pivot
                    .and_then(|day| half.intersection(Interval::new(day, whole.latest())))
                    .unwrap_or(half)
            }
            // "the end of the year" said within it looks ahead to more of it than "the end of 2008" names.
            (Modifier::End, _) if matches!(core, Core::Bare(_)) => second_half(unit, whole),
            // "earlier last week"; "earlier that month" leaves open which day of it was spoken of.
            (Modifier::Earlier, None) if elsewhere(core) => part_of(unit, whole, Modifier::Early),
            (Modifier::Later, None) if elsewhere(core) => part_of(unit, whole, Modifier::Late),
            (Modifier::Earlier | Modifier::Later, None) => whole,
            _ => part_of(unit, whole, modifier),
        }
    }
}

/// From the middle of a year or month on; all of anything else.
fn second_half(unit: Unit, whole: Interval) -> Interval {
    let first = match unit {
        Unit::Year(year) => Day::new(year, 7, 1),
        Unit::Month(year, month) => Day::new(year, month, 16),
        _ => return part_of(unit, whole, Modifier::End),
    };
    first.map_or(whole, |first| Interval::new(first, whole.latest()))
}

/// "last week", "next month": the unit before or after.
fn elsewhere(core: &Core) -> bool {
    matches!(core, Core::Step(_, steps, _) if *steps != 0)
}
