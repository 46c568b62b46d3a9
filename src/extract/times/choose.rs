//! Which of the many Junes, Fridays or seventeenths is meant.

use super::meaning::{Modifier, Partial};
use super::rules::Rules;
use super::tense::Tense;
use crate::calendar::{
    Day, Interval, Unit, days_between, iso_week, shift_days, shift_months, weekday_number,
};

/// The unit that a partial date names in a year; none if it names something shorter than a year's part.
pub(super) fn in_year(rules: &Rules, partial: Partial, year: i16) -> Option<Unit> {
    let unit = match partial {
        Partial::Month(month) => Unit::Month(year, month),
        Partial::MonthDay(month, day) => Unit::Day(Day::new(year, month, day).ok()?),
        Partial::Season(season) => Unit::Season(year, season),
        Partial::Quarter(quarter) => Unit::Quarter(year, quarter),
        Partial::Half(half) => Unit::Half(year, half),
        Partial::Holiday(holiday) => Unit::Day(rules.holiday_day(holiday, year)?),
        Partial::Weekday(_) | Partial::DayOfMonth(_) => return None,
    };
    unit.interval().map(|_| unit)
}

/// The unit within a longer stretch: the Tuesday of a week, the June of a year, the 15th of a month.
pub(super) fn within(rules: &Rules, partial: Partial, whole: Interval) -> Option<Unit> {
    match partial {
        Partial::Weekday(weekday) => {
            let ahead = (weekday - weekday_number(whole.earliest())).rem_euclid(7);
            let day = shift_days(whole.earliest(), i64::from(ahead));
            whole.contains(day).then_some(Unit::Day(day))
        }
        Partial::DayOfMonth(day) => {
            let first = whole.earliest();
            Day::new(first.year(), first.month(), day)
                .ok()
                .map(Unit::Day)
        }
        _ => in_year(rules, partial, whole.earliest().year()),
    }
}

/// The last one that has begun by the day, and the first one that has not ended before it.
pub(super) fn around(rules: &Rules, partial: Partial, day: Day) -> (Option<Unit>, Option<Unit>) {
    let candidates: Vec<Unit> = match partial {
        Partial::Weekday(weekday) => {
            let ahead = i64::from((weekday - weekday_number(day)).rem_euclid(7));
            [ahead - 7, ahead]
                .iter()
                .map(|days| Unit::Day(shift_days(day, *days)))
                .collect()
        }
        Partial::DayOfMonth(number) => (-2..=2)
            .filter_map(|months| {
                let month = shift_months(Day::new(day.year(), day.month(), 1).ok()?, months);
                Day::new(month.year(), month.month(), number)
                    .ok()
                    .map(Unit::Day)
            })
            .collect(),
        _ => (-8..=8)
            .filter_map(|years| in_year(rules, partial, day.year().checked_add(years)?))
            .collect(),
    };
    let mut before = None;
    let mut after = None;
    for unit in candidates {
        let Some(interval) = unit.interval() else {
            continue;
        };
        if interval.earliest() <= day {
            before = Some(unit);
        }
        if interval.latest() >= day && after.is_none() {
            after = Some(unit);
        }
    }
    (before, after)
}

/// A month that is past by so many days or fewer is meant rather than that of next year.
const JUST_PAST: i64 = 7;

/// Decides between the one before and the one after the publication date.
pub(super) fn choose(rules: &Rules, partial: Partial, day: Day, tense: Tense) -> Option<Unit> {
    let (before, after) = around(rules, partial, day);
    let (Some(earlier), Some(later)) = (before, after) else {
        return before.or(after);
    };
    if earlier == later {
        return before;
    }
    let back = days_between(earlier.interval()?.latest(), day);
    let ahead = days_between(day, later.interval()?.earliest());
    let quarter = matches!(partial, Partial::Quarter(_) | Partial::Half(_));
    let later_is_meant = match tense {
        Tense::Done => false,
        // "invited them to Geneva in the autumn"; "set Nov. 10 as the deadline": what is almost a year ago would be told
        // with its year.
        Tense::Past => {
            (matches!(partial, Partial::Season(_)) && back > 3 * ahead)
                || (matches!(partial, Partial::Month(_) | Partial::MonthDay(..))
                    && back > 6 * ahead)
        }
        // What is expected of the third quarter in October is its report.
        Tense::Future if quarter => back > 110,
        // "by Jan. 14", told on the 15th: what is almost a year ahead would be told with its year.
        Tense::Future if ahead > 300 => {
            !matches!(partial, Partial::MonthDay(..)) && back > JUST_PAST
        }
        Tense::Future => true,
        Tense::Present if matches!(partial, Partial::Weekday(_)) => false,
        _ => !quarter && back > 3 * ahead && !matches!(partial, Partial::Weekday(_)),
    };
    if later_is_meant { after } else { before }
}

/// A month and day that a weekday comes with: the nearest year in which the two agree. None if that is not next door,
/// since then one of them is wrong.
pub(super) fn agreeing(month: i8, number: i8, weekday: i8, day: Day) -> Option<Unit> {
    let candidates = (-1..=1).filter_map(|years| {
        Day::new(day.year().checked_add(years)?, month, number)
            .ok()
            .filter(|found| weekday_number(*found) == weekday)
    });
    candidates
        .min_by_key(|found| days_between(day, *found).abs())
        .map(Unit::Day)
}

/// "last June", "this Friday", "next spring": steps −1, 0, 1 from the day.
pub(super) fn named(
    rules: &Rules,
    partial: Partial,
    steps: i32,
    day: Day,
    tense: Tense,
) -> Option<Unit> {
    // "last Wednesday" of a Thursday is that of the week before: what was yesterday is called so, or "Wednesday".
    let before = match partial {
        Partial::Weekday(_) => shift_days(day, -1),
        _ => day,
    };
    let starts_before = |unit: &Unit| unit.interval().is_some_and(|i| i.latest() < before);
    match (partial, steps) {
        (Partial::Weekday(weekday), 0) => {
            let (before, after) = around(rules, partial, day);
            if tense.is_past() { before } else { after }.filter(|_| weekday > 0)
        }
        (Partial::Weekday(_), 1..) => {
            let (_, after) = around(rules, partial, shift_days(day, 1));
            let Some(Unit::Day(found)) = after else {
                return after;
            };
            let same_week = iso_week(found) == iso_week(day);
            Some(Unit::Day(shift_days(found, if same_week { 7 } else { 0 })))
        }
        (_, ..0) => {
            let (before, _) = around(rules, partial, day);
            match before.filter(starts_before) {
                Some(unit) => Some(unit),
                None => {
                    around(
                        rules,
                        partial,
                        shift_days(before?.interval()?.earliest(), -1),
                    )
                    .0
                }
            }
        }
        (Partial::DayOfMonth(_), _) => around(rules, partial, day).1,
        (_, 0) => in_year(rules, partial, day.year()),
        _ => {
            let (_, after) = around(rules, partial, day);
            let after = after?;
            if after.interval()?.contains(day) {
                return around(rules, partial, shift_days(after.interval()?.latest(), 1)).1;
            }
            Some(after)
        }
    }
}

/// In a history: the one that fits behind the date that the text has reached. A month far behind it is of the next year.
pub(super) fn after_reached(rules: &Rules, partial: Partial, reached: Interval) -> Option<Unit> {
    let year = reached.earliest().year();
    match partial {
        Partial::Weekday(_) | Partial::DayOfMonth(_) => {
            around(rules, partial, reached.earliest()).1
        }
        _ => {
            let unit = in_year(rules, partial, year)?;
            let months_back = i32::from(reached.earliest().month())
                - i32::from(unit.interval()?.earliest().month());
            let precise = reached.days() <= 100;
            if precise && months_back >= 8 {
                return in_year(rules, partial, year.checked_add(1)?);
            }
            Some(unit)
        }
    }
}

/// The days of the part of a unit that "early", "mid", "late", "the end of" name. Thirds of the unit where nothing else is
/// usual: "mid-June" is the 10th to the 20th.
pub(super) fn part_of(unit: Unit, whole: Interval, modifier: Modifier) -> Interval {
    let (first, last) = (whole.earliest(), whole.latest());
    let third = |from: Option<Interval>| from.unwrap_or(whole);
    match (unit, modifier) {
        (Unit::Month(year, month), Modifier::Early) => third(days(year, month, 1, 10)),
        (Unit::Month(year, month), Modifier::Mid) => third(days(year, month, 10, 20)),
        (Unit::Month(year, month), Modifier::Late) => third(days(year, month, 20, last.day())),
        (Unit::Month(year, month), Modifier::Start) => third(days(year, month, 1, 5)),
        (Unit::Month(year, month), Modifier::End) => {
            third(days(year, month, last.day() - 5, last.day()))
        }
        (Unit::Year(year), Modifier::Early | Modifier::Start) => {
            third(Interval::months(year, 1, 4))
        }
        (Unit::Year(year), Modifier::Mid) => third(Interval::months(year, 5, 4)),
        (Unit::Year(year), Modifier::Late | Modifier::End) => third(Interval::months(year, 9, 4)),
        (Unit::Week(..), Modifier::Early | Modifier::Start) => {
            Interval::new(first, shift_days(first, 2))
        }
        (Unit::Week(..), Modifier::Mid) => {
            Interval::new(shift_days(first, 2), shift_days(first, 4))
        }
        (Unit::Week(..), Modifier::Late | Modifier::End) => {
            Interval::new(shift_days(first, 3), last)
        }
        (Unit::Decade(_) | Unit::Century(_), modifier) => {
            let years = last.year() - first.year() + 1;
            let (from, to) = match modifier {
                Modifier::Early | Modifier::Start => (0, years * 3 / 10),
                Modifier::Mid => (years * 4 / 10, years * 6 / 10),
                _ => (years * 7 / 10, years - 1),
            };
            third(Interval::years(first.year() + from, first.year() + to))
        }
        (Unit::Quarter(year, _) | Unit::Season(year, _), modifier) => {
            let start_year = first.year().max(year);
            match modifier {
                Modifier::Early | Modifier::Start => {
                    third(Interval::month(start_year, first.month()))
                }
                Modifier::Mid => third(Interval::month(start_year, shift_months(first, 1).month())),
                _ => third(Interval::month(last.year(), last.month())),
            }
        }
        _ => whole,
    }
}

fn days(year: i16, month: i8, from: i8, to: i8) -> Option<Interval> {
    Some(Interval::new(
        Day::new(year, month, from).ok()?,
        Day::new(year, month, to).ok()?,
    ))
}
