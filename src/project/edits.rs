//! What the user changed, as a list of steps that can be undone and done again.
//!
//! Readings stay as the rules made them; an [`Edit`] says what is to be seen instead, and [`super::Project::of`] lays
//! the edits that hold over the readings (see [`super::effective`]). So undoing is taking the last edit off the list,
//! whatever it did. An event is named by its article, the place of its trigger and the type that the rules gave it
//! ([`EventKey`]), so that an edit holds when the article is read again.
//!
//! To change something, make an [`Edit`] with one of its constructors and give it to the window as
//! `Command::Edit`. Constructors for events take an entry of the chronology and change all of its reports.

use serde::{Deserialize, Serialize};

use super::{Document, Project};
use crate::calendar::{Day, format_day};
use crate::merge::{Entry, Report};
use crate::model::{
    ActorId, Article, ArticleId, CountryCode, DateBasis, Event, EventType, Participant,
    PublishedBasis, Sector, Span, Status, When, Where,
};

/// Names an event of an article, also after it is read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventKey {
    /// The article.
    pub article: ArticleId,
    /// Its trigger.
    pub trigger: Span,
    /// The type that the rules gave it, whatever the user made of it.
    pub kind: EventType,
}

impl EventKey {
    /// The key of an event as it was read.
    pub fn of(article: &Article, read: &Event) -> Self {
        Self {
            article: article.id.clone(),
            trigger: read.trigger,
            kind: read.kind,
        }
    }
}

/// Who is meant by some words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Who, if it is somebody of the tables or of the user's.
    pub actor: Option<ActorId>,
    /// Name to show.
    pub name: String,
    /// The country that stands behind them.
    pub country: Option<CountryCode>,
    /// Part of society.
    pub sector: Option<Sector>,
}

impl Identity {
    /// As a participant of an event: at the words of its evidence that name them, else at its trigger.
    pub fn participant(&self, document: &Document, event: &Event) -> Participant {
        let text = document.article.text.as_str();
        let named = event.evidence.iter().find_map(|span| {
            let at = span.of(text).find(self.name.as_str())? + span.start as usize;
            (!self.name.is_empty()).then(|| Span::new(at, at + self.name.len()))
        });
        Participant {
            span: named.unwrap_or(event.trigger),
            actor: self.actor.clone(),
            name: self.name.clone(),
            country: self.country,
            sector: self.sector,
        }
    }
}

/// Where a correction holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// In one article.
    Article(ArticleId),
    /// In all articles of the project, also those that are opened later.
    Project,
}

/// A way of reading that the user does not want: a frame of the rules, which its key names with the lemma of its word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pattern {
    /// [`Event::frame`].
    pub frame: String,
}

impl Pattern {
    /// The pattern that an event was read by; none if it was read by no frame.
    pub fn of(event: &Event) -> Option<Self> {
        (!event.frame.is_empty()).then(|| Self {
            frame: event.frame.clone(),
        })
    }

    /// True if the event was read by it.
    pub fn made(&self, event: &Event) -> bool {
        event.frame == self.frame
    }
}

/// One thing that is to be seen otherwise than it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// The publication date of an article, or that it has none.
    Published {
        /// Which.
        article: ArticleId,
        /// The day, or none.
        date: Option<Day>,
        /// [`PublishedBasis::Given`], or [`PublishedBasis::Inferred`] for a guess that was accepted.
        basis: PublishedBasis,
    },
    /// The date of an event.
    When(EventKey, When),
    /// It is not an event.
    Reject(EventKey),
    /// It is an event after all.
    Restore(EventKey),
    /// The user has checked it and finds it right, or no longer does.
    Accept(EventKey, bool),
    /// The type; the mode that was read goes.
    Kind(EventKey, EventType),
    /// Whether it took place.
    Status(EventKey, Status),
    /// Who did it.
    Sources(EventKey, Vec<Participant>),
    /// To whom.
    Targets(EventKey, Vec<Participant>),
    /// Where, or that no place is known.
    Place(EventKey, Option<Where>),
    /// Who is meant by these words.
    Meaning {
        /// As they are written, capitals aside.
        words: String,
        /// Where.
        scope: Scope,
        /// Who it is.
        who: Identity,
    },
    /// A name that the program did not know; like a meaning in the whole project.
    Alias {
        /// The words.
        words: String,
        /// Who it is.
        who: Identity,
    },
    /// Nothing that is read by this pattern is an event.
    Never(Pattern),
    /// These reports tell of one event.
    Together(Vec<EventKey>),
    /// This report tells of another event than those.
    Apart(EventKey, Vec<EventKey>),
}

impl Change {
    /// The event that it is about, if it is about one.
    pub fn event(&self) -> Option<&EventKey> {
        match self {
            Self::When(key, _)
            | Self::Reject(key)
            | Self::Restore(key)
            | Self::Accept(key, _)
            | Self::Kind(key, _)
            | Self::Status(key, _)
            | Self::Sources(key, _)
            | Self::Targets(key, _)
            | Self::Place(key, _) => Some(key),
            _ => None,
        }
    }
}

/// What the user did in one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What it does, for people, as in "Undo: …": `date of “China promises aid” set to 1 Feb 2024`.
    pub label: String,
    /// All of it, in order.
    pub changes: Vec<Change>,
}

impl Edit {
    /// A step of any changes.
    pub fn new(label: impl Into<String>, changes: Vec<Change>) -> Self {
        Self {
            label: label.into(),
            changes,
        }
    }

    /// Sets or removes the publication date of an article.
    pub fn published(article: &Article, date: Option<Day>) -> Self {
        let set = date.map_or("removed".to_owned(), |day| {
            format!("set to {}", format_day(day))
        });
        Self::new(
            format!("publication date of “{}” {set}", article.headline()),
            vec![Change::Published {
                article: article.id.clone(),
                date,
                basis: PublishedBasis::Given,
            }],
        )
    }

    /// Takes the best guess for the publication date of an article; none if there is no guess.
    pub fn accept_guess(article: &Article) -> Option<Self> {
        let day = article.published.guess()?.date;
        Some(Self::new(
            format!(
                "publication date of “{}” confirmed as {}",
                article.headline(),
                format_day(day)
            ),
            vec![Change::Published {
                article: article.id.clone(),
                date: Some(day),
                basis: PublishedBasis::Inferred,
            }],
        ))
    }

    /// Sets the date of an event, and of those that took theirs from the same words of its article. `words` are what
    /// the user typed.
    pub fn when(project: &Project, entry: &Entry, words: &str, when: &When) -> Self {
        let label = format!("date of “{}” set to {words}", entry.summary);
        let mut edit = Self::each(project, entry, label, |key, _, _| {
            Change::When(key, when.clone())
        });
        for report in &entry.reports {
            let Some((document, event)) = project.report(*report) else {
                continue;
            };
            let Some(span) = event.when.span else {
                continue;
            };
            let others = document.reading.events.iter().enumerate();
            let followers = others.filter(|(index, other)| {
                let inherits = other.when.basis == DateBasis::Inherited;
                *index != report.event && inherits && other.when.span == Some(span)
            });
            for (index, _) in followers {
                let when = When {
                    why: format!("as “{}”: {}", entry.summary, when.why),
                    ..when.clone()
                };
                let change = document.key(index).map(|key| Change::When(key, when));
                edit.changes.extend(change);
            }
        }
        edit
    }

    /// Takes an event out; [`Edit::restore`] brings it back.
    pub fn reject(project: &Project, entry: &Entry) -> Self {
        let label = format!("“{}” rejected", entry.summary);
        Self::each(project, entry, label, |key, _, _| Change::Reject(key))
    }

    /// Marks an event as checked and right, or takes the mark away.
    pub fn accept(project: &Project, entry: &Entry, right: bool) -> Self {
        let what = if right { "accepted" } else { "not accepted" };
        let label = format!("“{}” {what}", entry.summary);
        Self::each(project, entry, label, |key, _, _| {
            Change::Accept(key, right)
        })
    }

    /// Brings an event back that was rejected, by itself or by its pattern (see [`Document::rejected`]).
    pub fn restore(document: &Document, read: &Event) -> Self {
        Self::new(
            format!("“{}” restored", read.summary),
            vec![Change::Restore(EventKey::of(&document.article, read))],
        )
    }

    /// Changes the type of an event.
    pub fn kind(project: &Project, entry: &Entry, kind: EventType) -> Self {
        let label = format!("type of “{}” changed to {}", entry.summary, kind.words());
        Self::each(project, entry, label, |key, _, _| Change::Kind(key, kind))
    }

    /// Changes whether an event took place.
    pub fn status(project: &Project, entry: &Entry, status: Status) -> Self {
        let label = format!("“{}” marked as {}", entry.summary, status.words());
        Self::each(project, entry, label, |key, _, _| {
            Change::Status(key, status)
        })
    }

    /// Changes who did it.
    pub fn sources(project: &Project, entry: &Entry, who: &[Identity]) -> Self {
        let label = format!("who did “{}” changed", entry.summary);
        Self::each(project, entry, label, |key, document, event| {
            let all = who.iter().map(|one| one.participant(document, event));
            Change::Sources(key, all.collect())
        })
    }

    /// Changes to whom it was done.
    pub fn targets(project: &Project, entry: &Entry, who: &[Identity]) -> Self {
        let label = format!("to whom “{}” changed", entry.summary);
        Self::each(project, entry, label, |key, document, event| {
            let all = who.iter().map(|one| one.participant(document, event));
            Change::Targets(key, all.collect())
        })
    }

    /// Changes where an event happened.
    pub fn place(project: &Project, entry: &Entry, place: Option<&Where>) -> Self {
        let label = format!("place of “{}” changed", entry.summary);
        Self::each(project, entry, label, |key, _, _| {
            Change::Place(key, place.cloned())
        })
    }

    /// Says who is meant by some words.
    pub fn meaning(words: &str, scope: Scope, who: Identity) -> Self {
        Self::new(
            format!("“{words}” means {}", who.name),
            vec![Change::Meaning {
                words: words.to_owned(),
                scope,
                who,
            }],
        )
    }

    /// Adds a name that the program did not know.
    pub fn alias(words: &str, who: Identity) -> Self {
        Self::new(
            format!("“{words}” added as a name of {}", who.name),
            vec![Change::Alias {
                words: words.to_owned(),
                who,
            }],
        )
    }

    /// Takes out all events that are read by the pattern of this one; none if it was read by no frame.
    pub fn never(event: &Event) -> Option<Self> {
        let pattern = Pattern::of(event)?;
        Some(Self::new(
            format!("never again “{}”", pattern.frame),
            vec![Change::Never(pattern)],
        ))
    }

    /// Makes one entry of two.
    pub fn together(project: &Project, a: &Entry, b: &Entry) -> Self {
        let keys = a.reports.iter().chain(&b.reports);
        let keys = keys.filter_map(|report| project.key(*report)).collect();
        Self::new(
            format!("“{}” and “{}” joined", a.summary, b.summary),
            vec![Change::Together(keys)],
        )
    }

    /// Makes an entry of its own of one report; none if it is alone.
    pub fn apart(project: &Project, entry: &Entry, report: Report) -> Option<Self> {
        let others: Vec<EventKey> = entry
            .reports
            .iter()
            .filter(|other| **other != report)
            .filter_map(|other| project.key(*other))
            .collect();
        let key = project.key(report).filter(|_| !others.is_empty())?;
        Some(Self::new(
            format!("a report of “{}” split off", entry.summary),
            vec![Change::Apart(key, others)],
        ))
    }

    /// The same change for all reports of an entry.
    fn each(
        project: &Project,
        entry: &Entry,
        label: String,
        change: impl Fn(EventKey, &Document, &Event) -> Change,
    ) -> Self {
        let changes = entry
            .reports
            .iter()
            .filter_map(|report| {
                let (document, event) = project.report(*report)?;
                Some(change(project.key(*report)?, document, event))
            })
            .collect();
        Self::new(label, changes)
    }
}

/// The user's edits, and how many of them hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    edits: Vec<Edit>,
    done: usize,
}

impl History {
    /// Adds an edit; what was undone before is gone. An edit without changes is passed over.
    pub fn push(&mut self, edit: Edit) {
        if edit.changes.is_empty() {
            return;
        }
        self.edits.truncate(self.done);
        self.edits.push(edit);
        self.done = self.edits.len();
    }

    /// Takes the last edit back, and says which it was.
    pub fn undo(&mut self) -> Option<&Edit> {
        self.done = self.done.checked_sub(1)?;
        self.edits.get(self.done)
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) -> Option<&Edit> {
        let edit = self.edits.get(self.done)?;
        self.done += 1;
        Some(edit)
    }

    /// The edits that hold, in order.
    pub fn current(&self) -> &[Edit] {
        self.edits.get(..self.done).unwrap_or_default()
    }

    /// What [`History::undo`] would take back.
    pub fn to_undo(&self) -> Option<&Edit> {
        self.current().last()
    }

    /// What [`History::redo`] would do again.
    pub fn to_redo(&self) -> Option<&Edit> {
        self.edits.get(self.done)
    }
}
