//! A document, where it came from and when it was published.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::calendar::Day;

/// Names an article within a project: the `id` of a JSONL line, else derived from the path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub String);

/// Where an article was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Origin {
    /// A file, and for files with several articles the line (from 1).
    File {
        /// The path as it was given, shown to the user; odd bytes are replaced.
        path: String,
        /// Line of a JSONL file.
        line: Option<usize>,
    },
    /// Pasted into the window.
    Pasted,
    /// Standard input.
    Stdin,
    /// A sample that comes with the program.
    Sample(String),
}

/// How the publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBasis {
    /// The user or the input said so.
    Given,
    /// Metadata of the file (HTML meta tags, front matter).
    Metadata,
    /// The dateline or byline in the text.
    Dateline,
    /// The name of the file.
    Filename,
    /// Worked out from what the text says.
    Inferred,
    /// Not known.
    Unknown,
}

/// The publication date and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The civil day, if known.
    pub date: Option<Day>,
    /// Where it comes from.
    pub basis: PublishedBasis,
}

impl Published {
    /// No date known.
    pub const UNKNOWN: Self = Self {
        date: None,
        basis: PublishedBasis::Unknown,
    };

    /// A date that the user or the input gave.
    pub fn given(date: Day) -> Self {
        Self {
            date: Some(date),
            basis: PublishedBasis::Given,
        }
    }
}

/// One document, cleaned of markup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in a project.
    pub id: ArticleId,
    /// Where it came from.
    pub origin: Origin,
    /// The headline where the format names one apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Published,
    /// The text that every span refers to.
    pub text: String,
    /// Parts of the text that are not the article (video times, repeated captions, tracking tails): shown dimmed, never
    /// read. In order, not overlapping.
    pub furniture: Vec<Span>,
}

impl Article {
    /// What to call the article on screen: its title, else its first line of text, else its id.
    pub fn headline(&self) -> &str {
        if let Some(title) = self
            .title
            .as_deref()
            .map(str::trim)
            .filter(|t| !t.is_empty())
        {
            return title;
        }
        self.text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or(&self.id.0)
    }

    /// The parts of the text that are to be read: everything that is not furniture.
    pub fn blocks(&self) -> Vec<std::ops::Range<usize>> {
        let mut blocks = Vec::with_capacity(self.furniture.len() + 1);
        let mut from = 0;
        for span in &self.furniture {
            let range = span.range();
            if range.start > from {
                blocks.push(from..range.start);
            }
            from = from.max(range.end);
        }
        if from < self.text.len() {
            blocks.push(from..self.text.len());
        }
        blocks
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; the article was read.
    Warning,
    /// The file or article was not read.
    Error,
}

/// Something that could not be read, dated or placed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// File (and line) or article that it concerns.
    pub subject: String,
    /// How bad.
    pub severity: Severity,
    /// What is wrong and what can be done, one sentence.
    pub message: String,
}
