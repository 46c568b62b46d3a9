//! Two dates that bound a stretch: "from March to May", "2014–2018", "between now and Friday".
//!
//! The first expression then covers the days until the second takes over, so that the two lie side by side; an event that
//! is dated by them has the days of both.

use super::grammar::Grammar;
use super::meaning::{Core, Found, Length, Modifier, Partial};
use super::resolve::{Resolved, Resolver};
use super::rules::Reference;
use super::tense::Tense;
use crate::calendar::{Interval, Unit, shift_days};
use crate::model::Precision;

/// Words that stand between the two ends.
const JOINTS: [&str; 10] = [
    "-", "–", "—", "~", "to", "until", "till", "through", "thru", "upto",
];

/// Whether the words before the first date and those between the two make a stretch of them.
pub(super) fn is_stretch(in_front: &str, between: &str) -> bool {
    let between = between.trim_matches([' ', ',', '\n', '\t']);
    let between = between.strip_suffix(" the").unwrap_or(between);
    JOINTS.contains(&between) || (in_front == "between" && ["and", "&"].contains(&between))
}

/// How long a unit the words name, to tell "July 11 – 12" from "March 6 – Thursday".
fn size(core: &Core) -> Option<u8> {
    Some(match core {
        Core::Unit(Unit::Day(_))
        | Core::Partial(Partial::MonthDay(..) | Partial::DayOfMonth(_) | Partial::Holiday(_)) => 1,
        Core::Partial(Partial::Weekday(_)) | Core::Named(Partial::Weekday(_), ..) => 2,
        Core::Unit(Unit::Month(..)) | Core::Partial(Partial::Month(_)) => 3,
        Core::Unit(Unit::Quarter(..) | Unit::Season(..))
        | Core::Partial(Partial::Quarter(_) | Partial::Season(_)) => 4,
        Core::Unit(Unit::Year(_) | Unit::Decade(_) | Unit::Century(_)) => 5,
        Core::Step(..) | Core::Named(..) | Core::Reference(Reference::Present) => 6,
        Core::Unit(_) | Core::Partial(_) | Core::Bare(_) | Core::Nth(..) | Core::Shift(..) => 7,
        _ => return None,
    })
}

/// Whether two neighbours are the ends of one stretch.
pub(super) fn joined(grammar: &Grammar<'_>, first: &Found, second: &Found) -> bool {
    let (Some(one), Some(other)) = (size(&first.meaning.core), size(&second.meaning.core)) else {
        return false;
    };
    if first.meaning.part.is_some() || second.meaning.part.is_some() {
        return false;
    }
    let between = (first.end..second.start)
        .map(|at| grammar.lower(at))
        .collect::<Vec<_>>();
    if between.len() > 3 || between.iter().any(|word| word.is_empty()) {
        return false;
    }
    let between = between.join(" ");
    // "a revision Friday to December's figures"
    let owner = grammar.any(second.end, &["'", "’"]) && grammar.is(second.end + 1, "s");
    if owner && one != other {
        return false;
    }
    let in_front = grammar.before(first.start);
    let opened = ["from", "between"].contains(&in_front);
    // "March 6 – Thursday's talks": a dash joins dates of the same kind only.
    let dash = ["-", "–", "—"].contains(&between.as_str());
    let alike = one == other || (one + other == 4 && one != 2);
    is_stretch(in_front, &between) && (opened || alike || (!dash && one < 6 && other < 6))
}

/// "from March *to date*": the atoms after the expression lead up to the day of publication.
pub(super) fn to_date(grammar: &Grammar<'_>, found: &Found) -> bool {
    let since = ["from", "since", "between"].contains(&grammar.before(found.start));
    since && grammar.is(found.end, "to") && grammar.is(found.end + 1, "date")
}

/// What is known of the two ends when the first is reached.
pub(super) fn resolve_first(
    resolver: &mut Resolver<'_>,
    first: (&Found, Tense, bool),
    second: Option<(&Found, Tense, bool)>,
) -> Resolved {
    let (found, tense, counts) = first;
    let end = match second {
        Some((end, end_tense, _)) => {
            let floating = is_floating(found) && !resolver.history;
            let mut ahead = resolver.clone();
            if !floating {
                let start = ahead.resolve(&found.meaning, tense, counts);
                if is_floating(end) && !ahead.history {
                    ahead.not_before = start.interval.map(Interval::earliest);
                }
            }
            let taken = ahead.resolve(&end.meaning, end_tense, false);
            let named = taken.interval.or_else(|| ahead.today_of(&end.meaning));
            named.map(|days| (days, ends_late(end)))
        }
        None => resolver.today().map(|days| (days, false)),
    };
    if is_floating(found) && !resolver.history {
        resolver.not_after = end.map(|(days, _)| days.latest());
    }
    let mut resolved = resolver.resolve(&found.meaning, tense, counts);
    resolver.not_after = None;
    let start = resolved
        .interval
        .or_else(|| resolver.today_of(&found.meaning));
    if let (Some(start), Some((end, late))) = (start, end) {
        let latest = if late {
            end.latest()
        } else {
            shift_days(end.earliest(), -1)
        };
        if start.earliest() <= latest {
            resolved.interval = Some(Interval::new(start.earliest(), latest));
            resolved.precision = Precision::Span;
        }
        resolver.not_before =
            (is_floating_end(second) && !resolver.history).then(|| start.earliest());
    }
    resolved
}

/// A date whose year, month or week the other end tells.
fn is_floating(found: &Found) -> bool {
    matches!(found.meaning.core, Core::Partial(_)) && found.meaning.of.is_none()
}

fn is_floating_end(second: Option<(&Found, Tense, bool)>) -> bool {
    second.is_some_and(|(found, ..)| is_floating(found))
}

/// "to the end of 2008" includes that end.
fn ends_late(found: &Found) -> bool {
    found.meaning.modifier == Some(Modifier::End)
        || matches!(found.meaning.core, Core::Nth(_, _, length) if length < Length::Month)
}
