//! Which events are shown: a plain value, and pure functions that apply it.
//!
//! Views and exports get the indices that pass; nothing here changes a project.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Project;
use crate::calendar::Day;
use crate::merge::{Entry, EntryId};
use crate::model::{ActorId, ArticleId, CountryCode, EventType, Participant, Quad, Status};

/// What the user wants to see. Empty sets let everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all occur in the summary, the actors, the supporting sentences or the quotes.
    pub search: String,
    /// Actors by [`Participant::key`] or by their own id.
    pub actors: BTreeSet<ActorId>,
    /// Alliances by their id, each with the countries that count as its members.
    pub blocs: BTreeMap<ActorId, BTreeSet<CountryCode>>,
    /// With two actors or more: at least two of them must take part.
    pub between: bool,
    /// Classes of events.
    pub quads: BTreeSet<Quad>,
    /// Types of events. Together with `quads`: either is enough.
    pub kinds: BTreeSet<EventType>,
    /// Whether it took place.
    pub statuses: BTreeSet<Status>,
    /// First day of interest; undated events do not pass while a day is set.
    pub from: Option<Day>,
    /// Last day of interest, included.
    pub to: Option<Day>,
    /// Reported by one of these articles.
    pub articles: BTreeSet<ArticleId>,
    /// Also events outside the four classes, which are hidden otherwise.
    pub other: bool,
    /// Only events that are at least so sure, in per cent.
    pub least_confidence: u8,
}

/// What the parts of the filter say to an entry, the search left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) kinds: bool,
    pub(super) actors: bool,
    pub(super) articles: bool,
    /// Everything else.
    pub(super) rest: bool,
}

impl Parts {
    /// How many of the three that have lists of choices do not let it pass.
    pub(super) fn refused(self) -> usize {
        usize::from(!self.kinds) + usize::from(!self.actors) + usize::from(!self.articles)
    }
}

/// The words of every entry in lower case, made once for each chronology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchIndex {
    texts: Vec<Arc<str>>,
}

impl SearchIndex {
    /// Collects the words of all entries of a project.
    pub fn of(project: &Project) -> Self {
        Self::after(&Self::default(), &Project::default(), project)
    }

    /// The same, from that of an earlier state of the project: entries that did not change, of documents that did not,
    /// keep their words.
    pub fn after(before: &Self, earlier: &Project, project: &Project) -> Self {
        let known: HashMap<EntryId, usize> = earlier
            .chronology
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.id, index))
            .collect();
        let kept = |entry: &Entry| {
            let index = *known.get(&entry.id)?;
            let same = earlier.chronology.entries.get(index)? == entry
                && entry.reports.iter().all(|report| {
                    let old = earlier.documents.get(report.article);
                    let new = project.documents.get(report.article);
                    old.zip(new).is_some_and(|(old, new)| Arc::ptr_eq(old, new))
                });
            before.texts.get(index).filter(|_| same).cloned()
        };
        let texts = project
            .chronology
            .entries
            .iter()
            .map(|entry| kept(entry).unwrap_or_else(|| words_of(project, entry).into()))
            .collect();
        Self { texts }
    }

    /// True if all the words, in lower case, stand in what an entry says.
    pub(super) fn holds(&self, index: usize, words: &[String]) -> bool {
        words.is_empty()
            || self
                .texts
                .get(index)
                .is_some_and(|text| words.iter().all(|word| text.contains(word.as_str())))
    }
}

fn words_of(project: &Project, entry: &Entry) -> String {
    let mut words = String::new();
    let mut add = |part: &str| {
        words.push_str(&part.to_lowercase());
        words.push('\n');
    };
    add(&entry.summary);
    add(entry.kind.words());
    for participant in entry.sources.iter().chain(&entry.targets) {
        add(&participant.name);
        if let Some(key) = participant.key() {
            add(key.as_str());
        }
    }
    if let Some(place) = &entry.place {
        add(&place.name);
    }
    for report in &entry.reports {
        let Some((document, event)) = project.report(*report) else {
            continue;
        };
        let text = document.article.text.as_str();
        for span in &event.evidence {
            add(span.of(text));
        }
        if let Some(quote) = event.said_in.and_then(|q| document.reading.quotes.get(q)) {
            for span in &quote.content {
                add(span.of(text));
            }
            if let Some(name) = &quote.speaker_name {
                add(name);
            }
        }
    }
    words
}

impl Filter {
    /// True if nothing but the events outside the four classes is hidden.
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                other: self.other,
                between: self.between,
                ..Self::default()
            }
    }

    /// The words of the search box in lower case.
    pub fn search_words(&self) -> Vec<String> {
        self.search
            .split_whitespace()
            .map(str::to_lowercase)
            .collect()
    }

    /// Adds an actor or takes it away.
    pub fn toggle_actor(&mut self, actor: ActorId) {
        toggle(&mut self.actors, actor);
    }

    /// Adds an alliance with its members or takes it away.
    pub fn toggle_bloc(&mut self, bloc: ActorId, members: BTreeSet<CountryCode>) {
        if self.blocs.remove(&bloc).is_none() {
            self.blocs.insert(bloc, members);
        }
    }

    /// Adds a class or takes it away.
    pub fn toggle_quad(&mut self, quad: Quad) {
        toggle(&mut self.quads, quad);
    }

    /// Adds a type or takes it away.
    pub fn toggle_kind(&mut self, kind: EventType) {
        toggle(&mut self.kinds, kind);
    }

    /// Adds an article or takes it away.
    pub fn toggle_article(&mut self, article: ArticleId) {
        toggle(&mut self.articles, article);
    }

    /// True if the entry passes, the search left aside.
    pub fn passes(&self, project: &Project, entry: &Entry) -> bool {
        let parts = self.parts(project, entry);
        parts.rest && parts.refused() == 0
    }

    pub(super) fn parts(&self, project: &Project, entry: &Entry) -> Parts {
        Parts {
            kinds: self.passes_kind(entry),
            actors: self.passes_actors(entry),
            articles: self.passes_articles(project, entry),
            rest: (self.statuses.is_empty() || self.statuses.contains(&entry.status))
                && self.passes_confidence(entry)
                && self.passes_dates(entry),
        }
    }

    /// As it is written: 0.895 is 90 %.
    fn passes_confidence(&self, entry: &Entry) -> bool {
        (entry.confidence * 100.0).round() >= f32::from(self.least_confidence)
    }

    fn passes_kind(&self, entry: &Entry) -> bool {
        let asked = self.kinds.contains(&entry.kind);
        let class = entry.quad();
        if self.quads.is_empty() && self.kinds.is_empty() {
            return class.is_some() || self.other;
        }
        asked || class.is_some_and(|quad| self.quads.contains(&quad))
    }

    fn passes_actors(&self, entry: &Entry) -> bool {
        let asked = self.actors.len() + self.blocs.len();
        if asked == 0 {
            return true;
        }
        let takes_part = |is_one: &dyn Fn(&Participant) -> bool| {
            entry.sources.iter().chain(&entry.targets).any(is_one)
        };
        let actors = self
            .actors
            .iter()
            .filter(|actor| takes_part(&|participant| is_actor(participant, actor)));
        let blocs = self.blocs.iter().filter(|(bloc, members)| {
            takes_part(&|participant| {
                is_actor(participant, bloc)
                    || participant
                        .country
                        .is_some_and(|country| members.contains(&country))
            })
        });
        let needed = if self.between && asked > 1 { 2 } else { 1 };
        actors.count() + blocs.count() >= needed
    }

    fn passes_articles(&self, project: &Project, entry: &Entry) -> bool {
        self.articles.is_empty()
            || entry.reports.iter().any(|report| {
                project
                    .documents
                    .get(report.article)
                    .is_some_and(|document| self.articles.contains(&document.article.id))
            })
    }

    fn passes_dates(&self, entry: &Entry) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        if entry.when.is_undated() {
            return false;
        }
        let starts_in_time = match (entry.when.earliest, self.to) {
            (Some(earliest), Some(to)) => earliest <= to,
            _ => true,
        };
        let ends_in_time = match (entry.when.latest, self.from) {
            (Some(latest), Some(from)) => latest >= from,
            _ => true,
        };
        starts_in_time && ends_in_time
    }
}

/// True if the participant, or the country behind them, is this actor.
pub fn is_actor(participant: &Participant, actor: &ActorId) -> bool {
    participant.actor.as_ref() == Some(actor)
        || participant
            .country
            .is_some_and(|country| country.as_str() == actor.as_str())
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}

/// Indices into the chronology's entries that pass the filter, in its order.
pub fn visible(project: &Project, index: &SearchIndex, filter: &Filter) -> Vec<usize> {
    let words = filter.search_words();
    project
        .chronology
        .entries
        .iter()
        .enumerate()
        .filter(|(number, entry)| filter.passes(project, entry) && index.holds(*number, &words))
        .map(|(number, _)| number)
        .collect()
}
