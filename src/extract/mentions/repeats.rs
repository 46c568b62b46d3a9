//! Names that a text says again: what was found to be a place once is that place everywhere.

use std::collections::HashMap;

use super::names::{Name, Referent, is_proper};
use super::phrases::name_at;
use super::spots::Scout;
use crate::language::EntityLabel;
use crate::model::CountryCode;
use crate::world::{Place, Point};

/// Where a place lies that no table holds.
type Around = (Point, Option<CountryCode>);

/// A name that was once found to be a place is that place wherever it stands as a name again.
pub(super) fn repeat(names: &mut Vec<Name>, scout: &Scout<'_>) {
    let (doc, text) = (scout.doc, scout.text);
    let mut places: HashMap<&str, Place> = HashMap::new();
    let mut by_word: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    let mut unlisted: HashMap<&str, Around> = HashMap::new();
    let mut covered = vec![false; doc.len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
        if let (Referent::Other(EntityLabel::Gpe), Some(around)) = (&name.referent, name.around) {
            let span = doc.token_span(name.tokens.clone());
            unlisted.insert(text.get(span).unwrap_or_default(), around);
        }
        if let Referent::Place(place) = &name.referent {
            let span = doc.token_span(name.tokens.clone());
            let written = text.get(span).unwrap_or_default();
            if places.insert(written, place.clone()).is_none() {
                let first = text.get(doc.tokens[name.tokens.start].range());
                by_word
                    .entry(first.unwrap_or_default())
                    .or_default()
                    .push((name.tokens.len(), written));
            }
        }
    }
    for name in names.iter_mut() {
        if let Referent::Other(label) = name.referent
            && label != EntityLabel::Person
            && let Some(written) = text.get(doc.token_span(name.tokens.clone()))
        {
            if let Some(place) = places.get(written) {
                name.referent = Referent::Place(place.clone());
            } else if let Some(around) = unlisted.get(written) {
                name.referent = Referent::Other(EntityLabel::Gpe);
                name.around = Some(*around);
            }
        }
    }
    let proper = |at: usize| is_proper(doc, text, at);
    let before = names.len();
    for at in 0..doc.len() {
        let Some(known) = text
            .get(doc.tokens[at].range())
            .and_then(|word| by_word.get(word))
        else {
            continue;
        };
        let outer = name_at(&names[..before], at);
        // At the head of a longer name ("Springfield Science Museum"), or on its own.
        let free = match outer {
            Some(outer) => {
                outer.tokens.start == at
                    && matches!(
                        outer.referent,
                        Referent::Other(EntityLabel::Org | EntityLabel::Fac)
                    )
            }
            None => at == 0 || !proper(at - 1),
        };
        if !free {
            continue;
        }
        let longest = known
            .iter()
            .filter(|(length, written)| {
                let range = at..at + length;
                range.end <= doc.len()
                    && text.get(doc.token_span(range.clone())) == Some(written)
                    && !scout.is_in_street(range.end)
                    && match outer {
                        Some(outer) => range.end < outer.tokens.end,
                        None => !covered[range].contains(&true),
                    }
            })
            .max_by_key(|(length, _)| *length);
        if let Some((length, written)) = longest
            && let Some(place) = places.get(written)
        {
            names.push(Name {
                tokens: at..at + length,
                referent: Referent::Place(place.clone()),
                around: None,
            });
        }
    }
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    names.dedup_by(|next, name| next.tokens == name.tokens);
}
