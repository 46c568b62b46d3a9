//! One event out of many reports.
//!
//! Takes the readings of all articles and gives a [`Chronology`]: entries in order of time, each with every report
//! that supports it, what they disagree in, and why they were taken for one. The result does not depend on the order in
//! which the articles come: all work is done in order of publication. Knows nothing of the window or of files.

mod copies;
mod differ;
mod entry;
mod hand;
mod likeness;
mod merger;
mod quick;
mod same;
mod stories;
mod told;
mod words;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::model::{
    ActorId, Article, DateBasis, Event, EventType, Participant, Quad, Reading, Span, Status, When,
    Where,
};
pub use differ::{Disagreement, Matter, Version};
pub use hand::ByHand;
pub use merger::{Input, Merger};
pub use stories::{Story, stories};

/// Names an entry across runs: derived from its first report, so that it stays when other articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u64);

/// Points at one event of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Report {
    /// Index into the articles given to [`merge`].
    pub article: usize,
    /// Index into that article's [`Reading::events`].
    pub event: usize,
}

/// One event of the chronology.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable name.
    pub id: EntryId,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who did it.
    pub sources: Vec<Participant>,
    /// To whom.
    pub targets: Vec<Participant>,
    /// Whether it took place.
    pub status: Status,
    /// The best date among the reports.
    pub when: When,
    /// Where.
    pub place: Option<Where>,
    /// One line for people.
    pub summary: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Every report, the leading one first. Never empty.
    pub reports: Vec<Report>,
    /// How many sources tell it that do not copy one another: articles of one publisher and texts that are one text
    /// count once.
    #[serde(default = "one")]
    pub independent_sources: usize,
    /// In what the reports disagree, every version with its reports.
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// Who says so, for each report in which it is not the article itself that says it.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Why the reports were taken for one event, in words; empty for one report.
    #[serde(default)]
    pub why: Vec<String>,
}

fn one() -> usize {
    1
}

/// Somebody's word for an event or against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The report that hands it on.
    pub report: Report,
    /// Who says it, if known.
    pub speaker: Option<ActorId>,
    /// Their name, to show.
    pub name: String,
    /// They say that it did not happen.
    pub denies: bool,
}

impl Entry {
    /// PLOVER class; none for other events.
    pub fn quad(&self) -> Option<Quad> {
        self.kind.quad()
    }

    /// No article says it in its own voice: all hand on what somebody claims.
    pub fn is_only_claimed(&self) -> bool {
        !self.claims.is_empty() && self.claims.len() == self.reports.len()
    }

    /// Who claims it and who denies it, side by side: "claimed by Moscow; denied by Kyiv". Empty if nobody is quoted.
    pub fn claim_words(&self) -> String {
        let names = |denies: bool| {
            let mut names: Vec<&str> = Vec::new();
            for claim in self.claims.iter().filter(|claim| claim.denies == denies) {
                if !names.contains(&claim.name.as_str()) {
                    names.push(&claim.name);
                }
            }
            names.join(", ")
        };
        let (claimed, denied) = (names(false), names(true));
        match (claimed.is_empty(), denied.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("claimed by {claimed}"),
            (true, false) => format!("denied by {denied}"),
            (false, false) => format!("claimed by {claimed}; denied by {denied}"),
        }
    }
}

/// The events of all articles, merged and in order: dated ones by first day, then the undated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chronology {
    /// Dated entries first, by earliest day, then latest, then id; undated ones last in order of articles.
    pub entries: Vec<Entry>,
    /// What the articles are about, for all stories of at least two articles, in order of their first day.
    #[serde(default)]
    pub stories: Vec<Story>,
}

/// Merges what all articles report. `articles` and `readings` have the same order and length; what the user joined or
/// parted goes before the rules. Who merges again after each change keeps a [`Merger`].
pub fn merge(articles: &[&Article], readings: &[&Reading], by_hand: &ByHand) -> Chronology {
    let inputs: Vec<Input<'_>> = articles
        .iter()
        .zip(readings)
        .map(|(article, reading)| Input {
            article,
            reading,
            version: 0,
        })
        .collect();
    Merger::default().merge(&inputs, by_hand)
}

/// First and last day; where one is open, the other. What is only known to be news stands at the day of its article.
fn days_of(when: &When) -> (Option<Day>, Option<Day>) {
    if when.basis == DateBasis::Published {
        let day = when.latest.or(when.earliest);
        return (day, day);
    }
    (when.earliest.or(when.latest), when.latest.or(when.earliest))
}

/// Indices of the articles in order of publication, then of their ids: an order that does not depend on theirs.
fn by_publication(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&at| {
        let article = articles[at];
        (
            article.published.date.is_none(),
            article.published.date,
            &article.id,
            at,
        )
    });
    order
}

/// Where each article stands in the order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = place;
    }
    places
}

/// The reading with each event once: what an article tells twice becomes one event with all its sentences, as it is
/// shown where no other article is at hand.
pub fn without_repeats(article: &Article, reading: &Reading) -> Reading {
    let merged = merge(&[article], &[reading], &ByHand::default());
    let mut events: Vec<Event> = merged
        .entries
        .into_iter()
        .filter_map(|merged| {
            let lead = reading.events.get(merged.reports.first()?.event)?;
            if merged.reports.len() == 1 {
                return Some(lead.clone());
            }
            let mut evidence: Vec<Span> = merged
                .reports
                .iter()
                .filter_map(|report| reading.events.get(report.event))
                .flat_map(|event| event.evidence.iter().copied())
                .collect();
            evidence.sort_unstable();
            evidence.dedup();
            let mut why = lead.why.clone();
            why.extend(merged.why);
            Some(Event {
                sources: merged.sources,
                targets: merged.targets,
                when: merged.when,
                place: merged.place,
                confidence: merged.confidence,
                evidence,
                why,
                ..lead.clone()
            })
        })
        .collect();
    events.sort_by_key(|event| event.trigger);
    Reading {
        events,
        ..reading.clone()
    }
}
