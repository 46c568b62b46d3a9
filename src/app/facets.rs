//! What the left column counts: events by article, by actor, by class and type. Made again when project or filter change.

use std::collections::{BTreeMap, HashMap};

use super::known;
use crate::calendar::Day;
use crate::merge::Entry;
use crate::model::{ActorId, CountryCode, EventType, Participant};
use crate::project::{Facet, Filter, Project, SearchIndex, visible};

/// An actor and how many events it takes part in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ActorCount {
    /// Country code or id.
    pub(crate) id: ActorId,
    /// Name to show.
    pub(crate) name: String,
    /// Events.
    pub(crate) count: usize,
    /// The code to show in a box, for countries and bodies known by one.
    pub(crate) code: Option<String>,
    /// People and bodies of a country, the most frequent first.
    pub(crate) people: Vec<(ActorId, String, usize)>,
}

/// The counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facets {
    /// Events of each document, in order of the documents.
    pub(crate) articles: Vec<usize>,
    /// Events of each story, in order of the stories.
    pub(crate) stories: Vec<usize>,
    /// By number of events, then by name.
    pub(crate) actors: Vec<ActorCount>,
    /// Events of each type.
    pub(crate) kinds: BTreeMap<EventType, usize>,
    /// Events outside the four classes, shown or not.
    pub(crate) other: usize,
    /// Events shown that have no date.
    pub(crate) undated: usize,
    /// The day of the latest event that is shown: alliances are as they were then.
    pub(crate) latest: Option<Day>,
}

/// An alliance whose members take part in events.
#[derive(Clone, Debug)]
pub(crate) struct BlocCount {
    /// Which.
    pub(crate) bloc: known::BlocTag,
    /// Events in which it or a member takes part.
    pub(crate) count: usize,
    /// Indices into [`Facets::actors`] of itself and its members.
    pub(crate) members: Vec<usize>,
}

impl Facets {
    /// Counts what each choice would show, the other parts of the filter applied.
    pub(crate) fn of(
        project: &Project,
        index: &SearchIndex,
        filter: &Filter,
        names: &BTreeMap<ActorId, String>,
    ) -> Self {
        let entries = &project.chronology.entries;
        let chosen = |facet| {
            visible(project, index, filter, facet)
                .into_iter()
                .filter_map(|number| entries.get(number))
        };
        let mut articles = vec![0; project.documents.len()];
        let mut stories = vec![0; project.chronology.stories.len()];
        let story_of: HashMap<usize, usize> = (0..)
            .zip(&project.chronology.stories)
            .flat_map(|(at, story)| story.articles.iter().map(move |article| (*article, at)))
            .collect();
        for entry in chosen(Facet::Articles) {
            let mut counted: Vec<usize> = entry.reports.iter().map(|r| r.article).collect();
            counted.sort_unstable();
            counted.dedup();
            let mut told: Vec<usize> = counted
                .iter()
                .filter_map(|article| story_of.get(article).copied())
                .collect();
            told.sort_unstable();
            told.dedup();
            for story in told {
                stories[story] += 1;
            }
            for article in counted {
                if let Some(count) = articles.get_mut(article) {
                    *count += 1;
                }
            }
        }
        let mut kinds = BTreeMap::new();
        for entry in chosen(Facet::Kinds) {
            *kinds.entry(entry.kind).or_default() += 1;
        }
        let undated = chosen(Facet::None)
            .filter(|entry| entry.when.is_undated())
            .count();
        let latest = chosen(Facet::None)
            .filter_map(|entry| entry.when.latest.or(entry.when.earliest))
            .max();
        Self {
            articles,
            stories,
            actors: actors(chosen(Facet::Actors), names),
            kinds,
            other: entries.iter().filter(|e| e.quad().is_none()).count(),
            undated,
            latest,
        }
    }

    /// The alliances of those who take part, as of a day, and the actors that belong to none. An event of two members
    /// counts once.
    pub(crate) fn blocs(
        &self,
        project: &Project,
        shown: &[usize],
        day: Option<Day>,
    ) -> (Vec<BlocCount>, Vec<usize>) {
        let mut blocs: Vec<BlocCount> = Vec::new();
        let mut single: Vec<usize> = Vec::new();
        let mut of_actor: BTreeMap<&ActorId, Vec<&'static str>> = BTreeMap::new();
        for (index, actor) in self.actors.iter().enumerate() {
            let code: Option<CountryCode> = actor.id.as_str().parse().ok();
            let mut own = code.map_or_else(Vec::new, |code| known::blocs_of(code, day));
            let itself = known::world().and_then(|world| {
                let bloc = world.bloc(actor.id.as_str());
                bloc.filter(|bloc| known::is_alliance(bloc))
                    .map(known::BlocTag::from)
            });
            own.extend(itself);
            if own.is_empty() {
                single.push(index);
            }
            for bloc in own {
                of_actor.entry(&actor.id).or_default().push(bloc.id);
                match blocs.iter_mut().find(|other| other.bloc.id == bloc.id) {
                    Some(other) => other.members.push(index),
                    None => blocs.push(BlocCount {
                        bloc,
                        count: 0,
                        members: vec![index],
                    }),
                }
            }
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in shown
            .iter()
            .filter_map(|&n| project.chronology.entries.get(n))
        {
            let keys = entry.sources.iter().chain(&entry.targets);
            let mut here: Vec<&str> = keys
                .filter_map(Participant::key)
                .filter_map(|key| of_actor.get(&key))
                .flatten()
                .copied()
                .collect();
            here.sort_unstable();
            here.dedup();
            for id in here {
                *counts.entry(id).or_default() += 1;
            }
        }
        for bloc in &mut blocs {
            bloc.count = counts.get(bloc.bloc.id).copied().unwrap_or_default();
        }
        blocs.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.bloc.id.cmp(b.bloc.id)));
        (blocs, single)
    }
}

#[derive(Default)]
struct Count {
    events: usize,
    /// How often each name stands for it.
    names: BTreeMap<String, usize>,
    people: BTreeMap<ActorId, (String, usize)>,
}

fn actors<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    names: &BTreeMap<ActorId, String>,
) -> Vec<ActorCount> {
    let mut counts: BTreeMap<ActorId, Count> = BTreeMap::new();
    for entry in entries {
        let mut seen: Vec<ActorId> = Vec::new();
        for participant in entry.sources.iter().chain(&entry.targets) {
            let Some(key) = participant.key() else {
                continue;
            };
            let count = counts.entry(key.clone()).or_default();
            let first = !seen.contains(&key);
            if first {
                count.events += 1;
                seen.push(key.clone());
            }
            add_name(count, participant, &key, &mut seen);
        }
    }
    let mut actors: Vec<ActorCount> = counts
        .into_iter()
        .map(|(id, count)| actor(id, count, names))
        .collect();
    actors.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    actors
}

fn add_name(count: &mut Count, participant: &Participant, key: &ActorId, seen: &mut Vec<ActorId>) {
    match &participant.actor {
        Some(actor) if actor != key => {
            if !seen.contains(actor) {
                seen.push(actor.clone());
                let person = count
                    .people
                    .entry(actor.clone())
                    .or_insert_with(|| (participant.name.clone(), 0));
                person.1 += 1;
            }
        }
        _ => *count.names.entry(participant.name.clone()).or_default() += 1,
    }
}

fn actor(id: ActorId, count: Count, names: &BTreeMap<ActorId, String>) -> ActorCount {
    let is_code = id.as_str().len() <= 4
        && id
            .as_str()
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let usual = count
        .names
        .iter()
        .max_by_key(|(_, times)| **times)
        .map(|(name, _)| name.clone());
    let name = names
        .get(&id)
        .cloned()
        .or(usual)
        .unwrap_or_else(|| id.as_str().to_owned());
    let mut people: Vec<_> = count
        .people
        .into_iter()
        .map(|(id, (name, events))| (id, name, events))
        .collect();
    people.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    ActorCount {
        code: is_code.then(|| id.as_str().to_owned()),
        id,
        name,
        count: count.events,
        people,
    }
}
