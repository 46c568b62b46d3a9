//! The user's work: articles, what was read from them, the chronology, problems, and what the user changed.
//!
//! Plain state and pure changes; threads and files belong to `app` and `cli`.

mod filter;

pub use filter::{Facet, Filter, SearchIndex, is_actor, visible};

use std::sync::Arc;

use crate::calendar::Day;
use crate::merge::{Chronology, Entry, EntryId, Report, merge};
use crate::model::{Article, ArticleId, Event, Problem, Published, Reading};

/// An article with what was read from it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// What was read from it.
    pub reading: Reading,
}

/// Everything that is open.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// In the order in which they were opened. Shared, so that a copy of a project costs little.
    pub documents: Vec<Arc<Document>>,
    /// What could not be read, dated or placed.
    pub problems: Vec<Problem>,
    /// The merged events of all documents.
    pub chronology: Chronology,
}

impl Project {
    /// A project of these documents, merged.
    pub fn of(documents: Vec<Arc<Document>>, problems: Vec<Problem>) -> Self {
        let mut project = Self {
            documents,
            problems,
            chronology: Chronology::default(),
        };
        project.merge();
        project
    }

    /// Adds documents, or replaces those with the same id, and merges again.
    pub fn insert(&mut self, documents: impl IntoIterator<Item = Document>) {
        for document in documents {
            match self
                .documents
                .iter_mut()
                .find(|d| d.article.id == document.article.id)
            {
                Some(old) => *old = Arc::new(document),
                None => self.documents.push(Arc::new(document)),
            }
        }
        self.merge();
    }

    /// Sets the publication date of an article. Its reading is out of date until it is read again with
    /// [`Project::insert`].
    pub fn set_published(&mut self, id: &ArticleId, date: Option<Day>) -> Option<&Article> {
        let document = self.documents.iter_mut().find(|d| &d.article.id == id)?;
        let document = Arc::make_mut(document);
        document.article.published = date.map_or(Published::UNKNOWN, Published::given);
        Some(&document.article)
    }

    /// Removes an article and its events.
    pub fn remove(&mut self, id: &ArticleId) {
        self.documents.retain(|d| &d.article.id != id);
        self.merge();
    }

    /// The entry of a name, and its index in the chronology.
    pub fn entry(&self, id: EntryId) -> Option<(usize, &Entry)> {
        self.chronology
            .entries
            .iter()
            .enumerate()
            .find(|(_, entry)| entry.id == id)
    }

    /// The document and the event that a report points at.
    pub fn report(&self, report: Report) -> Option<(&Document, &Event)> {
        let document = self.documents.get(report.article)?;
        Some((document, document.reading.events.get(report.event)?))
    }

    fn merge(&mut self) {
        let articles: Vec<_> = self.documents.iter().map(|d| &d.article).collect();
        let readings: Vec<_> = self.documents.iter().map(|d| &d.reading).collect();
        self.chronology = merge(&articles, &readings);
    }
}
