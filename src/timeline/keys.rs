//! Which lanes an event stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::lanes::{LaneKey, LaneMode, LaneNames, class_of};
use crate::merge::Entry;
use crate::model::ActorId;
use crate::world::Term;

/// An event with more countries or pairs than this stands in the lanes of the first ones.
const MOST_LANES_OF_AN_EVENT: usize = 8;

/// Finds the lanes of events; keeps what it has looked up.
pub(super) struct Keys<'n> {
    mode: LaneMode,
    names: &'n dyn LaneNames,
    blocs: BTreeMap<ActorId, Vec<(ActorId, Term)>>,
    /// By article.
    stories: BTreeMap<usize, Option<usize>>,
}

impl<'n> Keys<'n> {
    pub(super) fn new(mode: LaneMode, names: &'n dyn LaneNames) -> Self {
        Self {
            mode,
            names,
            blocs: BTreeMap::new(),
            stories: BTreeMap::new(),
        }
    }

    /// The lanes of an event; at least one.
    pub(super) fn of(&mut self, entry: &Entry) -> Vec<LaneKey> {
        let mut keys = match self.mode {
            LaneMode::Single => vec![LaneKey::All],
            LaneMode::Class => vec![LaneKey::Class(class_of(entry))],
            LaneMode::Article => articles(entry).map(LaneKey::Article).collect(),
            LaneMode::Story => self.stories(entry),
            LaneMode::Country => countries(entry),
            LaneMode::Pair => pairs(entry),
            LaneMode::Bloc => self.blocs(entry),
            LaneMode::Place => places(entry),
        };
        if keys.is_empty() {
            keys.push(LaneKey::Nobody);
        }
        keys.truncate(MOST_LANES_OF_AN_EVENT);
        keys
    }

    fn stories(&mut self, entry: &Entry) -> Vec<LaneKey> {
        let names = self.names;
        let known = &mut self.stories;
        let story_of = |article| {
            *known
                .entry(article)
                .or_insert_with(|| names.story_of(article))
        };
        let stories: BTreeSet<usize> = articles(entry).filter_map(story_of).collect();
        stories.into_iter().map(LaneKey::Story).collect()
    }

    /// The blocs that those who take part belong to on the last day on which the event can have happened.
    fn blocs(&mut self, entry: &Entry) -> Vec<LaneKey> {
        let day = entry.when.latest.or(entry.when.earliest);
        let mut keys = Vec::new();
        for actor in actors(entry) {
            let names = self.names;
            let blocs = self
                .blocs
                .entry(actor)
                .or_insert_with_key(|actor| names.blocs(actor));
            for (bloc, term) in blocs {
                let key = LaneKey::Bloc(bloc.clone());
                if term.holds_at(day) && !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }
}

/// The articles that tell of it, each once, in order.
fn articles(entry: &Entry) -> impl Iterator<Item = usize> {
    let articles: BTreeSet<usize> = entry.reports.iter().map(|r| r.article).collect();
    articles.into_iter()
}

/// Everybody who takes part, once.
fn actors(entry: &Entry) -> Vec<ActorId> {
    let mut actors: Vec<ActorId> = Vec::new();
    for participant in entry.sources.iter().chain(&entry.targets) {
        if let Some(key) = participant.key()
            && !actors.contains(&key)
        {
            actors.push(key);
        }
    }
    actors
}

fn countries(entry: &Entry) -> Vec<LaneKey> {
    actors(entry).into_iter().map(LaneKey::Actor).collect()
}

fn places(entry: &Entry) -> Vec<LaneKey> {
    let name = entry.place.as_ref().map(|place| place.name.trim());
    name.filter(|name| !name.is_empty())
        .map(|name| LaneKey::Place(name.to_owned()))
        .into_iter()
        .collect()
}

/// Pairs of a source and a target; where there is nobody on one side, the lanes of those on the other.
fn pairs(entry: &Entry) -> Vec<LaneKey> {
    let mut pairs: Vec<LaneKey> = Vec::new();
    let mut add = |key: LaneKey| {
        if pairs.len() < MOST_LANES_OF_AN_EVENT && !pairs.contains(&key) {
            pairs.push(key);
        }
    };
    for source in entry.sources.iter().filter_map(|p| p.key()) {
        for target in entry.targets.iter().filter_map(|p| p.key()) {
            if source < target {
                add(LaneKey::Pair(source.clone(), target));
            } else if target < source {
                add(LaneKey::Pair(target, source.clone()));
            }
        }
    }
    if pairs.is_empty() {
        return countries(entry);
    }
    pairs
}
