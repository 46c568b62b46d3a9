//! A document, where it came from and when it was published.

use serde::{Deserialize, Serialize};

use super::{Precision, Span};
use crate::calendar::{Day, days_between, format_day};

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

/// One thing that speaks for a publication date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateClaim {
    /// The civil day it speaks for.
    pub date: Day,
    /// What kind of thing it is.
    pub basis: PublishedBasis,
    /// How much it is worth, from 0 to 1.
    pub confidence: f32,
    /// How exactly: of a guess often only the year is known, and the day stands for it.
    #[serde(default = "day", skip_serializing_if = "is_day")]
    pub precision: Precision,
    /// The reason for people: "‘article:published_time’ of the page", "the dateline ‘MINSK, Aug 17, 2023’".
    pub why: String,
}

fn day() -> Precision {
    Precision::Day
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_day(precision: &Precision) -> bool {
    *precision == Precision::Day
}

/// Dates of one article further apart than this contradict each other. Time zones, and editors who date by the night
/// before, make a day's difference.
const CONFLICT_DAYS: i64 = 1;

impl DateClaim {
    /// The date as exactly as it is known: `18 Aug 2023`, `Aug 2023`, `2023`.
    pub fn words(&self) -> String {
        let day = format_day(self.date);
        match self.precision {
            Precision::Year => self.date.year().to_string(),
            Precision::Month => day
                .split_once(' ')
                .map_or(day.clone(), |(_, rest)| rest.to_owned()),
            _ => day,
        }
    }
}

/// The publication date, how it is known, and everything that speaks for it or against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The civil day, if known.
    pub date: Option<Day>,
    /// Where it comes from.
    pub basis: PublishedBasis,
    /// All that was found, the best first. A guess ([`PublishedBasis::Inferred`]) stands here only: it becomes the
    /// date when the user accepts it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<DateClaim>,
}

impl Published {
    /// No date known.
    pub const UNKNOWN: Self = Self {
        date: None,
        basis: PublishedBasis::Unknown,
        claims: Vec::new(),
    };

    /// A date that the user or the input gave.
    pub fn given(date: Day) -> Self {
        Self {
            date: Some(date),
            basis: PublishedBasis::Given,
            claims: Vec::new(),
        }
    }

    /// The date that the most trusted of the claims speaks for; of equals the first. Guesses are kept, not followed.
    pub fn of(claims: Vec<DateClaim>) -> Self {
        let mut claims = claims;
        claims.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let best = claims
            .iter()
            .find(|claim| claim.basis != PublishedBasis::Inferred);
        Self {
            date: best.map(|claim| claim.date),
            basis: best.map_or(PublishedBasis::Unknown, |claim| claim.basis),
            claims,
        }
    }

    /// The claims that contradict the day that was chosen; guesses are no objection.
    pub fn objections(&self) -> impl Iterator<Item = &DateClaim> {
        self.claims.iter().filter(|claim| {
            let apart = |day| days_between(day, claim.date).abs() > CONFLICT_DAYS;
            claim.basis != PublishedBasis::Inferred && self.date.is_some_and(apart)
        })
    }

    /// The contradiction in words, if there is one: "18 Aug 2023 by the path of the file, but 1 Mar 2020 by …".
    pub fn conflict(&self) -> Option<String> {
        let chosen = self.date?;
        let reasons = |claims: Vec<&DateClaim>| {
            let words = claims
                .iter()
                .map(|claim| format!("{} by {}", claim.words(), claim.why));
            words.collect::<Vec<_>>().join(" and ")
        };
        let others: Vec<&DateClaim> = self.objections().collect();
        if others.is_empty() {
            return None;
        }
        let own = self.claims.iter().find(|claim| claim.date == chosen);
        let own = match (self.basis, own) {
            (PublishedBasis::Given, _) | (_, None) => format!("{} was given", format_day(chosen)),
            (_, Some(claim)) => reasons(vec![claim]),
        };
        Some(format!("{own}, but {}", reasons(others)))
    }

    /// The best guess, if no date is known.
    pub fn guess(&self) -> Option<&DateClaim> {
        self.claims
            .iter()
            .find(|claim| self.date.is_none() && claim.basis == PublishedBasis::Inferred)
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
