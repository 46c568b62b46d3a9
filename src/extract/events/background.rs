//! Which events only tell what came before the news: "since the 2003 invasion of Iraq".

use super::actors::Scene;
use crate::calendar::{Day, days_between};
use crate::language::{Dep, Pos};
use crate::model::{DateBasis, Event};

/// What lies further back than this is told as background, unless it is what the article is about.
const LONG_AGO_DAYS: i64 = 730;
/// What a subordinate clause or a noun tells is background sooner.
const SOME_TIME_AGO_DAYS: i64 = 365;

/// Marks background events. A text whose events mostly lie long ago tells a history; there nothing is background by its
/// date.
pub(super) fn mark(scene: &Scene<'_>, published: Option<Day>, events: &mut [Event]) {
    let ages: Vec<Option<i64>> = events.iter().map(|event| age(event, published)).collect();
    let old = ages
        .iter()
        .flatten()
        .filter(|days| **days > LONG_AGO_DAYS)
        .count();
    let history = old * 2 > events.len();
    for (event, age) in events.iter_mut().zip(ages) {
        let Some(word) = scene.doc.token_at(event.trigger.start as usize) else {
            continue;
        };
        let place = place_of(scene, word);
        event.background = place == Place::Since
            || !history
                && age.is_some_and(|days| {
                    days > LONG_AGO_DAYS || place == Place::Below && days > SOME_TIME_AGO_DAYS
                });
    }
}

/// Days from the end of the event to the publication, if the text dates it.
fn age(event: &Event, published: Option<Day>) -> Option<i64> {
    let dated = matches!(
        event.when.basis,
        DateBasis::Explicit | DateBasis::Relative | DateBasis::Inherited
    );
    let latest = event.when.latest.filter(|_| dated)?;
    Some(days_between(latest, published?))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The main clause.
    Main,
    /// A noun or a subordinate clause.
    Below,
    /// Behind "since" or in "the 2003 invasion".
    Since,
}

fn place_of(scene: &Scene<'_>, word: usize) -> Place {
    let doc = scene.doc;
    let noun = doc.tokens[word].pos == Pos::Noun;
    let year = |index: usize| {
        let digits = &doc.tokens[index].lower;
        digits.len() == 4
            && digits.starts_with(['1', '2'])
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if noun && doc.children(word).any(|child| child < word && year(child)) {
        return Place::Since;
    }
    let mut place = if noun { Place::Below } else { Place::Main };
    let mut current = word;
    for _ in 0..6 {
        let token = &doc.tokens[current];
        match token.dep {
            Dep::Relcl | Dep::Acl => place = Place::Below,
            Dep::Advcl => {
                let since = doc.children(current).any(|child| {
                    doc.tokens[child].dep == Dep::Mark && &*doc.tokens[child].lower == "since"
                });
                if since {
                    return Place::Since;
                }
                place = Place::Below;
            }
            Dep::Prep if &*token.lower == "since" && noun => return Place::Since,
            _ => {}
        }
        let Some(head) = doc.head(current) else {
            break;
        };
        if noun && matches!(doc.tokens[head].pos, Pos::Verb | Pos::Aux) {
            break;
        }
        current = head;
    }
    place
}
