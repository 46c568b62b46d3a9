//! The user's work: articles, what was read from them, the chronology, problems, and what the user changed.
//!
//! Plain state and pure changes; threads and files belong to `app` and `cli`.

mod edits;
mod effective;
mod facets;
mod filter;
mod resolver;
#[cfg(test)]
mod tests;

pub use edits::{Change, Edit, EventKey, History, Identity, Pattern, Scope};
pub use effective::Effects;
pub use facets::{ActorCount, Facets};
pub use filter::{Filter, SearchIndex, is_actor, visible};
pub use resolver::Resolver;

use std::sync::Arc;

use crate::merge::{Chronology, Entry, EntryId, Report};
use crate::model::{Article, Event, EventType, Problem, Reading};

/// An article with what was read from it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article, with the publication date that holds.
    pub article: Article,
    /// What was read from it, with the user's edits.
    pub reading: Reading,
    /// What the rules read, where the user changed something of it.
    pub read: Option<Arc<AsRead>>,
}

/// What the rules read, beside what the user made of it.
#[derive(Clone, Debug)]
pub struct AsRead {
    /// The reading without the user's edits.
    pub reading: Reading,
    /// For each event of [`Document::reading`] its index here. In order; what is missing was rejected.
    pub origins: Vec<usize>,
    /// Events of [`Document::reading`] that the user has checked and found right. In order.
    pub accepted: Vec<usize>,
}

impl Document {
    /// A document as it was read.
    pub fn new(article: Article, reading: Reading) -> Self {
        Self {
            article,
            reading,
            read: None,
        }
    }

    /// An event as the rules read it, by its index in [`Document::reading`].
    pub fn as_read(&self, event: usize) -> Option<&Event> {
        match &self.read {
            None => self.reading.events.get(event),
            Some(read) => read.reading.events.get(*read.origins.get(event)?),
        }
    }

    /// The name of an event, by its index in [`Document::reading`].
    pub fn key(&self, event: usize) -> Option<EventKey> {
        Some(EventKey::of(&self.article, self.as_read(event)?))
    }

    /// Index in [`Document::reading`] of the event of a name; none if it was rejected or is not read any more.
    pub fn event_of(&self, key: &EventKey) -> Option<usize> {
        (0..self.reading.events.len()).find(|&event| {
            self.as_read(event)
                .is_some_and(|read| read.trigger == key.trigger && read.kind == key.kind)
        })
    }

    /// True if the user has checked the event and found it right.
    pub fn is_accepted(&self, event: usize) -> bool {
        let read = self.read.as_ref();
        read.is_some_and(|read| read.accepted.binary_search(&event).is_ok())
    }

    /// The events that the user rejected, as they were read.
    pub fn rejected(&self) -> impl Iterator<Item = &Event> {
        self.read.iter().flat_map(|read| {
            let events = read.reading.events.iter().enumerate();
            let gone = |(index, _): &(usize, &Event)| read.origins.binary_search(index).is_err();
            events.filter(gone).map(|(_, event)| event)
        })
    }

    /// Events whose type the user changed, with the type as it was read.
    fn retyped(&self) -> impl Iterator<Item = (usize, EventType)> {
        let events = self.read.iter().flat_map(|_| self.reading.events.iter());
        events.enumerate().filter_map(|(index, event)| {
            let read = self.as_read(index)?;
            (read.kind != event.kind).then_some((index, read.kind))
        })
    }
}

/// Everything that is open.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// In the order in which they were opened, with the user's edits. Shared, so that a copy of a project costs little.
    pub documents: Vec<Arc<Document>>,
    /// What could not be read, dated or placed.
    pub problems: Vec<Problem>,
    /// The merged events of all documents.
    pub chronology: Chronology,
}

impl Project {
    /// A project of documents as they were read, with the user's edits laid over them, merged. Publication dates are
    /// those of the documents: a change of one takes reading the article again (see [`Effects::published`]). Who does this
    /// again after each change keeps a [`Resolver`].
    pub fn of(read: Vec<Arc<Document>>, problems: Vec<Problem>, edits: &[Edit]) -> Self {
        Resolver::default().resolve(read, problems, edits)
    }

    /// The entry of a name, and its index in the chronology.
    pub fn entry(&self, id: EntryId) -> Option<(usize, &Entry)> {
        self.chronology
            .entries
            .iter()
            .enumerate()
            .find(|(_, entry)| entry.id == id)
    }

    /// What became of an entry of an earlier state of the project: the entry of that name, else the one that tells any of
    /// its reports. Joining, and older articles that come in, give an entry another name.
    pub fn successor(&self, earlier: &Self, id: EntryId) -> Option<EntryId> {
        if self.entry(id).is_some() {
            return Some(id);
        }
        let told = |project: &Self, report: &Report| {
            let (document, event) = project.report(*report)?;
            Some((document.article.id.clone(), event.trigger))
        };
        let (_, entry) = earlier.entry(id)?;
        let reports: Vec<_> = entry
            .reports
            .iter()
            .filter_map(|report| told(earlier, report))
            .collect();
        self.chronology
            .entries
            .iter()
            .find(|entry| {
                entry
                    .reports
                    .iter()
                    .filter_map(|report| told(self, report))
                    .any(|report| reports.contains(&report))
            })
            .map(|entry| entry.id)
    }

    /// The document and the event that a report points at.
    pub fn report(&self, report: Report) -> Option<(&Document, &Event)> {
        let document = self.documents.get(report.article)?;
        Some((document, document.reading.events.get(report.event)?))
    }

    /// The name of the event that a report points at.
    pub fn key(&self, report: Report) -> Option<EventKey> {
        self.documents.get(report.article)?.key(report.event)
    }
}
