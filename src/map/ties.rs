//! Who did what to whom, counted: entries in, actors and the ties between them out.
//!
//! A tie holds the entries of one class from one actor to another. What both sides do to each other, such as a meeting,
//! is one mutual tie, not two.

use std::collections::{BTreeMap, BTreeSet};

use crate::merge::Entry;
use crate::model::{ActorId, CountryCode, Participant, Quad, Status};

/// A country, body, group or person that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// As lanes and filters name it.
    pub key: ActorId,
    /// The country, if it is one.
    pub country: Option<CountryCode>,
    /// Name as it was read; views may know a better one.
    pub name: String,
    /// Positions, in the list of entries, of those it takes part in, rising.
    pub entries: Vec<usize>,
}

/// The entries of one class between two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Index of who does it.
    pub source: usize,
    /// Index of whom it is done to.
    pub target: usize,
    /// Both do it to each other; then the source is the one with the lower index.
    pub mutual: bool,
    /// The class.
    pub quad: Option<Quad>,
    /// Positions in the list of entries, rising; never empty.
    pub entries: Vec<usize>,
    /// At least one of them took place; otherwise they are all planned or possible.
    pub settled: bool,
}

/// A place where something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Positions in the list of entries, rising.
    pub entries: Vec<usize>,
}

/// Everything that happened between actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// Those with most entries first, then by key.
    pub actors: Vec<Actor>,
    /// By source, target and class.
    pub ties: Vec<Tie>,
    /// By name.
    pub places: Vec<Place>,
}

type TieKey = (usize, usize, bool, Option<Quad>);

impl Ties {
    /// Counts the entries. What is denied ties nobody, but its actors count as taking part.
    pub fn new(entries: &[&Entry]) -> Self {
        let actors = actors(entries);
        let index: BTreeMap<&ActorId, usize> = actors
            .iter()
            .enumerate()
            .map(|(i, a)| (&a.key, i))
            .collect();
        let mut found: BTreeMap<TieKey, (Vec<usize>, bool)> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            if entry.status == Status::Denied {
                continue;
            }
            for key in pairs(entry, &index) {
                let (list, settled) = found.entry(key).or_default();
                list.push(position);
                *settled |= entry.status == Status::Actual;
            }
        }
        let ties = found
            .into_iter()
            .map(|((source, target, mutual, quad), (entries, settled))| Tie {
                source,
                target,
                mutual,
                quad,
                entries,
                settled,
            })
            .collect();
        Self {
            actors,
            ties,
            places: places(entries),
        }
    }

    /// The index of an actor.
    pub fn actor(&self, key: &ActorId) -> Option<usize> {
        self.actors.iter().position(|actor| &actor.key == key)
    }
}

fn keys(participants: &[Participant]) -> BTreeSet<ActorId> {
    participants.iter().filter_map(Participant::key).collect()
}

fn actors(entries: &[&Entry]) -> Vec<Actor> {
    let mut found: BTreeMap<ActorId, Actor> = BTreeMap::new();
    for (position, entry) in entries.iter().enumerate() {
        for participant in entry.sources.iter().chain(&entry.targets) {
            let Some(key) = participant.key() else {
                continue;
            };
            let actor = found.entry(key.clone()).or_insert_with(|| Actor {
                country: participant.country,
                name: participant.name.clone(),
                key,
                entries: Vec::new(),
            });
            // Of several names for one actor the country's own is the shortest more often than not.
            if participant.name.len() < actor.name.len() {
                actor.name.clone_from(&participant.name);
            }
            if actor.entries.last() != Some(&position) {
                actor.entries.push(position);
            }
        }
    }
    let mut actors: Vec<Actor> = found.into_values().collect();
    actors.sort_by(|a, b| (b.entries.len(), &a.key).cmp(&(a.entries.len(), &b.key)));
    actors
}

/// Ordered pairs, mutual ones once.
fn pairs(entry: &Entry, index: &BTreeMap<&ActorId, usize>) -> BTreeSet<TieKey> {
    let quad = entry.quad();
    let (sources, targets) = (keys(&entry.sources), keys(&entry.targets));
    let mut pairs = BTreeSet::new();
    for source in &sources {
        for target in &targets {
            let (Some(&s), Some(&t)) = (index.get(source), index.get(target)) else {
                continue;
            };
            if s == t {
                continue;
            }
            let mutual = targets.contains(source) && sources.contains(target);
            if mutual {
                pairs.insert((s.min(t), s.max(t), true, quad));
            } else {
                pairs.insert((s, t, false, quad));
            }
        }
    }
    pairs
}

fn places(entries: &[&Entry]) -> Vec<Place> {
    let mut found: BTreeMap<String, Place> = BTreeMap::new();
    for (position, entry) in entries.iter().enumerate() {
        let Some(place) = &entry.place else { continue };
        let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) else {
            continue;
        };
        if !(latitude.abs() <= 90.0 && longitude.is_finite()) {
            continue;
        }
        found
            .entry(place.name.clone())
            .or_insert_with(|| Place {
                name: place.name.clone(),
                latitude,
                longitude,
                entries: Vec::new(),
            })
            .entries
            .push(position);
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::sample;
    use crate::model::EventType;

    #[test]
    fn mutual_events_are_one_tie() {
        let entries = [
            sample::entry(1, EventType::Consult, &["CHN", "RUS"], &["CHN", "RUS"]),
            sample::entry(2, EventType::Accuse, &["UKR"], &["RUS"]),
            sample::entry(3, EventType::Accuse, &["RUS"], &["UKR"]),
            sample::entry(4, EventType::Accuse, &["RUS"], &["UKR", "UKR"]),
        ];
        let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
        let named: Vec<(String, String, bool, usize)> = ties
            .ties
            .iter()
            .map(|t| {
                (
                    ties.actors[t.source].key.to_string(),
                    ties.actors[t.target].key.to_string(),
                    t.mutual,
                    t.entries.len(),
                )
            })
            .collect();
        let is = |a: &str, b: &str, mutual, count| (a.to_owned(), b.to_owned(), mutual, count);
        assert_eq!(
            named,
            [
                is("RUS", "UKR", false, 2),
                is("RUS", "CHN", true, 1),
                is("UKR", "RUS", false, 1),
            ]
        );
        assert_eq!(ties.actors[0].key.as_str(), "RUS");
        assert_eq!(ties.actors[0].entries, [0, 1, 2, 3]);
    }

    #[test]
    fn denied_events_tie_nobody_and_planned_ones_are_open() {
        let mut denied = sample::entry(1, EventType::Aid, &["CHN"], &["RUS"]);
        denied.status = Status::Denied;
        let mut planned = sample::entry(2, EventType::Consult, &["CHN"], &["BLR"]);
        planned.status = Status::Planned;
        let ties = Ties::new(&[&denied, &planned]);
        assert_eq!(ties.ties.len(), 1);
        assert!(!ties.ties[0].settled);
        assert_eq!(ties.actors.len(), 3);
    }
}
