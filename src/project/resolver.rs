//! Lays edits over documents and merges them, again and again: what an edit or a date does not touch is kept.

use std::sync::Arc;

use super::edits::{Change, Edit};
use super::{Document, Effects, Project};
use crate::merge::{Input, Merger};
use crate::model::Problem;

/// Makes projects of documents and edits, each like [`Project::of`], faster after the first.
#[derive(Default)]
pub struct Resolver {
    merger: Merger,
    laid: Vec<Laid>,
    /// How many documents were made or taken in so far.
    versions: u64,
}

/// A document with the edits that were laid over it.
struct Laid {
    read: Arc<Document>,
    about: Vec<Change>,
    document: Arc<Document>,
    version: u64,
}

impl Resolver {
    /// The project of documents as they were read, with the user's edits laid over them, merged.
    pub fn resolve(
        &mut self,
        read: Vec<Arc<Document>>,
        problems: Vec<Problem>,
        edits: &[Edit],
    ) -> Project {
        let effects = Effects::of(edits);
        let before = std::mem::take(&mut self.laid);
        let mut before: Vec<Option<Laid>> = before.into_iter().map(Some).collect();
        for (place, read) in read.into_iter().enumerate() {
            let about = effects.about(&read.article.id);
            let kept = before.get_mut(place).and_then(Option::take).filter(|laid| {
                Arc::ptr_eq(&laid.read, &read) && laid.about.iter().eq(about.iter().copied())
            });
            self.laid.push(kept.unwrap_or_else(|| {
                self.versions += 1;
                Laid {
                    document: effects.document(&read),
                    about: about.into_iter().cloned().collect(),
                    read,
                    version: self.versions,
                }
            }));
        }
        let documents: Vec<Arc<Document>> = self
            .laid
            .iter()
            .map(|laid| Arc::clone(&laid.document))
            .collect();
        let inputs: Vec<Input<'_>> = self
            .laid
            .iter()
            .map(|laid| Input {
                article: &laid.document.article,
                reading: &laid.document.reading,
                version: laid.version,
            })
            .collect();
        let chronology = self.merger.merge(&inputs, &effects.by_hand(&documents));
        Project {
            documents,
            problems,
            chronology,
        }
    }
}
