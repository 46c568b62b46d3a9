//! What the left column counts beside the project's own facets: events by alliance.

use std::collections::BTreeMap;

use super::known;
use crate::calendar::Day;
use crate::model::{ActorId, CountryCode, Participant};
use crate::project::{Facets, Project};

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

/// The alliances of those who take part, as of a day, and the actors that belong to none. An event of two members
/// counts once.
pub(crate) fn blocs(
    facets: &Facets,
    project: &Project,
    shown: &[usize],
    day: Option<Day>,
) -> (Vec<BlocCount>, Vec<usize>) {
    let mut blocs: Vec<BlocCount> = Vec::new();
    let mut single: Vec<usize> = Vec::new();
    let mut of_actor: BTreeMap<&ActorId, Vec<&'static str>> = BTreeMap::new();
    for (index, actor) in facets.actors.iter().enumerate() {
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
