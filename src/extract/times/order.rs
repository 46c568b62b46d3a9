//! Which of two events of an article came first, where the text says so: "after", "before", "since", "following", "until".
//!
//! Such a word narrows a date that is wider than that of the other event, and puts two events of the same date in the
//! order in which they happened. It never gives a date to an event that has none;
//! lengths do (`apart`).

use std::collections::HashMap;

use crate::calendar::Interval;
use crate::extract::Context;
use crate::language::{Dep, Doc, Pos};
use crate::model::{Event, Precision, Span};

/// How many steps up the tree are worth looking at.
const REACH: usize = 8;
/// Events that change places stand in one sentence, so near to each other.
const FARTHEST: usize = 24;

/// Narrows dates and orders events of the same date by what the text says of before and after.
pub fn relate(context: &Context<'_>, events: &mut [Event]) {
    let doc = context.doc;
    let (triggers, named) = named_by_words(doc, events);
    // Which event stands where, once some have changed places.
    let mut standing: Vec<usize> = (0..events.len()).collect();
    for (place, trigger) in triggers.iter().enumerate() {
        let Some(link) = trigger.and_then(|trigger| hangs_on(doc, trigger)) else {
            continue;
        };
        let Some(&other) = named.get(&link.head).filter(|other| **other != place) else {
            continue;
        };
        let (earlier, later) = if link.first {
            (place, other)
        } else {
            (other, place)
        };
        let at = |event: usize| {
            let near = event.saturating_sub(FARTHEST)..(event + FARTHEST).min(standing.len());
            near.clone().find(|at| standing.get(*at) == Some(&event))
        };
        let (Some(earlier), Some(later)) = (at(earlier), at(later)) else {
            continue;
        };
        narrow(context.text, events, earlier, later, link.word);
        // Also of two events without a date.
        let same = events[earlier].when.earliest == events[later].when.earliest
            && events[earlier].when.latest == events[later].when.latest;
        if same && earlier > later && earlier - later < FARTHEST {
            // The one that was told later came first.
            events[later..=earlier].rotate_right(1);
            standing[later..=earlier].rotate_right(1);
        }
    }
}

/// The token that names each event, and the first event that each of these tokens names.
pub(super) fn named_by_words(
    doc: &Doc,
    events: &[Event],
) -> (Vec<Option<usize>>, HashMap<usize, usize>) {
    let triggers: Vec<Option<usize>> = events
        .iter()
        .map(|event| doc.token_at(event.trigger.start as usize))
        .collect();
    let mut named = HashMap::new();
    for (place, trigger) in triggers.iter().enumerate() {
        if let Some(trigger) = trigger {
            named.entry(*trigger).or_insert(place);
        }
    }
    (triggers, named)
}

/// How a clause or noun of "after", "before", ... hangs on another word.
pub(super) struct Link {
    /// The word that it hangs on.
    pub(super) head: usize,
    /// The word of order, and its token.
    word: &'static str,
    pub(super) at: usize,
    /// Whether what hangs on it came first.
    pub(super) first: bool,
}

/// What the event word hangs on by a word of order.
pub(super) fn hangs_on(doc: &Doc, trigger: usize) -> Option<Link> {
    let mut at = trigger;
    for _ in 0..REACH {
        let token = &doc.tokens[at];
        if token.pos == Pos::Adp
            && at != trigger
            && let Some((word, first)) = order_word(&token.lower)
        {
            let head = doc.head(at)?;
            return Some(Link {
                head,
                word,
                at,
                first,
            });
        }
        let mark = || {
            doc.children(at).find_map(|child| {
                let mark = &doc.tokens[child];
                let orders = matches!(mark.dep, Dep::Mark | Dep::Advmod | Dep::Prep);
                orders.then(|| Some((child, order_word(&mark.lower)?)))?
            })
        };
        // A clause behind a comma may be taken for one that is joined by "and".
        let conjoined = token.dep == Dep::Conj && doc.child(at, Dep::Mark).is_some();
        if token.dep == Dep::Advcl || conjoined && mark().is_some() {
            let (mark, (word, first)) = mark()?;
            return Some(Link {
                head: doc.head(at)?,
                word,
                at: mark,
                first,
            });
        }
        let climbs = match token.dep {
            Dep::Pobj | Dep::Pcomp | Dep::Compound | Dep::Dobj => true,
            Dep::Prep | Dep::Amod | Dep::Conj => at != trigger,
            _ => false,
        };
        if !climbs {
            return None;
        }
        at = doc.head(at)?;
    }
    None
}

/// Whether what follows the word came first.
fn order_word(word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "after" => ("after", true),
        "following" => ("following", true),
        "since" => ("since", true),
        "before" => ("before", false),
        "until" | "till" => ("until", false),
        _ => return None,
    })
}

/// A date that is wider than the other's and holds it loses the days on the wrong side.
fn narrow(text: &str, events: &mut [Event], earlier: usize, later: usize, word: &str) {
    let days = |event: &Event| Some(Interval::new(event.when.earliest?, event.when.latest?));
    let (Some(first), Some(second)) = (days(&events[earlier]), days(&events[later])) else {
        return;
    };
    let told = |trigger: Span| {
        trigger
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    if first.days() < second.days() && second.contains(first.earliest()) {
        let reason = format!("{word} ‘{}’", told(events[earlier].trigger));
        let when = &mut events[later].when;
        if when.earliest != Some(first.earliest()) {
            when.earliest = Some(first.earliest());
            when.precision = Precision::Within;
            when.why = format!("{}; {reason}", when.why);
        }
    } else if second.days() < first.days() && first.contains(second.latest()) {
        let reason = format!("{word} ‘{}’", told(events[later].trigger));
        let when = &mut events[earlier].when;
        if when.latest != Some(second.latest()) {
            when.latest = Some(second.latest());
            when.precision = Precision::Within;
            when.why = format!("{}; {reason}", when.why);
        }
    }
}
