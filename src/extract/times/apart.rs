//! How far two events of a sentence lie apart, where it says so: "recalled its envoy on Sunday, two days after … expelled".
//!
//! The one that has a day dates the one that has none.

use super::anchor::{anchor, times_in};
use super::order::{hangs_on, named_by_words};
use crate::calendar::{Day, Interval, format_bounds, format_day, shift_days, shift_months};
use crate::extract::Context;
use crate::language::{Dep, Doc};
use crate::model::{DateBasis, Event, Precision, Span, TimeExpression, TimeKind, When};

/// A length in weeks may be off by so many days.
const WEEK_SLACK_DAYS: i64 = 3;
/// How far above the clause that the length belongs to an event may stand.
const CLIMB: usize = 4;
/// Longer lengths, in whatever unit, are a slip of the pen.
const MOST: i64 = 10_000;

/// Dates events by how long before or after another of their sentence they were.
pub fn measure(context: &Context<'_>, times: &[TimeExpression], events: &mut [Event]) {
    let doc = context.doc;
    let (triggers, named) = named_by_words(doc, events);
    let mut dated: Vec<usize> = Vec::new();
    for (place, trigger) in triggers.iter().enumerate() {
        let Some(link) = trigger.and_then(|trigger| hangs_on(doc, trigger)) else {
            continue;
        };
        let Some(length) = length_before(doc, times, link.at) else {
            continue;
        };
        let undated = |event: usize| events[event].when.basis == DateBasis::None;
        let other = std::iter::once(link.head)
            .chain(doc.ancestors(link.head).take(CLIMB))
            .find_map(|up| named.get(&up).copied())
            .filter(|other| *other != place);
        // From the known event to the other one: back in time or on.
        let (known, unknown, back, told) = match other {
            Some(other) if undated(place) && !undated(other) => (
                events[other].when.clone(),
                place,
                link.first,
                events[other].trigger,
            ),
            Some(other) if undated(other) && !undated(place) => (
                events[place].when.clone(),
                other,
                !link.first,
                events[place].trigger,
            ),
            // What it hangs on is no event, but has a date: "the town was sealed off on Friday, a day after …".
            None if undated(place) => {
                let head = Span::from(doc.token_span(link.head..link.head + 1));
                (anchor(context, times, link.head), place, link.first, head)
            }
            _ => continue,
        };
        let day = match (known.earliest, known.latest) {
            (Some(first), Some(last)) if first == last => first,
            _ => continue,
        };
        if let Some(when) = moved(context.text, length, day, back, told.of(context.text)) {
            events[unknown].when = when;
            dated.push(unknown);
        }
    }
    // "A day after rebels attacked the post and killed two": both on that day.
    for (place, trigger) in triggers.iter().enumerate() {
        let beside = trigger
            .filter(|&at| doc.tokens[at].dep == Dep::Conj)
            .and_then(|at| doc.head(at))
            .and_then(|head| named.get(&head).copied())
            .filter(|head| dated.contains(head) && events[place].when.basis == DateBasis::None);
        if let Some(head) = beside {
            events[place].when = events[head].when.clone();
        }
    }
}

/// "Two days" right before "after".
fn length_before<'a>(
    doc: &Doc,
    times: &'a [TimeExpression],
    word: usize,
) -> Option<&'a TimeExpression> {
    let sentence = Span::from(doc.token_span(doc.sentence_of(word)));
    times_in(times, sentence).iter().find(|time| {
        time.kind == TimeKind::Duration
            && doc
                .token_at((time.span.end as usize).saturating_sub(1))
                .is_some_and(|last| last + 1 == word)
    })
}

fn moved(text: &str, length: &TimeExpression, day: Day, back: bool, told: &str) -> Option<When> {
    let code = length.value.strip_prefix('P')?;
    let unit = code.chars().next_back()?;
    let count: i64 = code.strip_suffix(unit)?.parse().ok()?;
    if count > MOST {
        return None;
    }
    let count = if back { -count } else { count };
    let (days, precision) = match unit {
        'D' => (Interval::day(shift_days(day, count)), Precision::Day),
        'W' => {
            let middle = shift_days(day, 7 * count);
            let from = shift_days(middle, -WEEK_SLACK_DAYS);
            let to = shift_days(middle, WEEK_SLACK_DAYS);
            (Interval::new(from, to), Precision::Approximate)
        }
        'M' => {
            let month = shift_months(day, count);
            let days = Interval::month(month.year(), month.month())?;
            (days, Precision::Month)
        }
        'Y' => {
            let year = shift_months(day, count.checked_mul(12)?).year();
            (Interval::year(year)?, Precision::Year)
        }
        _ => return None,
    };
    let side = if back { "before" } else { "after" };
    let (first, last) = (Some(days.earliest()), Some(days.latest()));
    Some(When {
        value: (precision == Precision::Day).then(|| days.earliest().to_string()),
        earliest: first,
        latest: last,
        precision,
        basis: DateBasis::Relative,
        span: Some(length.span),
        why: format!(
            "‘{}’ {side} ‘{told}’, {} → {}",
            length.span.of(text),
            format_day(day),
            format_bounds(first, last)
        ),
    })
}
