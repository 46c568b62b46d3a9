//! One event out of many reports.
//!
//! Takes the readings of all articles and gives a [`Chronology`]: entries in order of time, each with every report
//! that supports it. Knows nothing of the window or of files.

mod hand;
mod same;
mod stories;
mod words;

use serde::{Deserialize, Serialize};

use crate::calendar::days_between;
use crate::model::{
    Article, DateBasis, Event, EventType, Participant, Quad, Reading, Status, When, Where,
};
pub use hand::ByHand;
pub use stories::stories;

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
}

impl Entry {
    /// PLOVER class; none for other events.
    pub fn quad(&self) -> Option<Quad> {
        self.kind.quad()
    }
}

/// The events of all articles, merged and in order: dated ones by first day, then the undated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chronology {
    /// Dated entries first, by earliest day, then latest, then id; undated ones last in order of articles.
    pub entries: Vec<Entry>,
}

/// Merges what all articles report. `articles` and `readings` have the same order and length; what the user joined or
/// parted goes before the rules.
pub fn merge(articles: &[&Article], readings: &[&Reading], by_hand: &ByHand) -> Chronology {
    let stories = stories(articles, readings);
    let groups = hand::apply(same::groups(articles, readings, &stories), by_hand);
    let mut entries: Vec<Entry> = groups
        .into_iter()
        .filter_map(|reports| entry(articles, readings, by_hand, reports))
        .collect();
    entries.sort_by_key(order);
    Chronology { entries }
}

/// Dated before undated, then by day, then in order of the reports.
fn order(
    entry: &Entry,
) -> (
    bool,
    Option<crate::calendar::Day>,
    Option<crate::calendar::Day>,
    Option<Report>,
) {
    let from = entry.when.earliest.or(entry.when.latest);
    let to = entry.when.latest.or(entry.when.earliest);
    (
        from.is_none(),
        from,
        to,
        entry.reports.iter().min().copied(),
    )
}

/// One entry out of reports in order of the articles; the leading report gives its words.
fn entry(
    articles: &[&Article],
    readings: &[&Reading],
    by_hand: &ByHand,
    reports: Vec<Report>,
) -> Option<Entry> {
    let event_of = |report: &Report| readings.get(report.article)?.events.get(report.event);
    let first = *reports.iter().min()?;
    let mut reports = reports;
    reports.sort_by_key(|report| (event_of(report).map(rank), *report));
    let lead = event_of(reports.first()?)?;
    let dated = reports
        .iter()
        .filter_map(event_of)
        .min_by_key(|event| date_rank(&event.when))?;
    let place = reports
        .iter()
        .filter_map(event_of)
        .find_map(|event| event.place.clone());
    let most = reports
        .iter()
        .filter_map(event_of)
        .map(|event| event.confidence)
        .fold(0.0, f32::max);
    // Each further article makes the event a little more certain.
    let mut sources: Vec<usize> = reports.iter().map(|report| report.article).collect();
    sources.sort_unstable();
    sources.dedup();
    let doubt = (1.0 - most) * 0.7f32.powi(i32::try_from(sources.len()).unwrap_or(i32::MAX) - 1);
    let named = event_of(&first)?;
    let kind = by_hand.read_as.get(&first).copied().unwrap_or(named.kind);
    Some(Entry {
        id: entry_id(articles.get(first.article)?, named, kind),
        kind: lead.kind,
        mode: lead.mode.clone(),
        sources: lead.sources.clone(),
        targets: lead.targets.clone(),
        status: lead.status,
        when: dated.when.clone(),
        place: lead.place.clone().or(place),
        summary: lead.summary.clone(),
        confidence: 1.0 - doubt,
        reports,
    })
}

/// Which report leads: one that says it happened, says who and whom, and is sure; the smaller, the better.
fn rank(event: &Event) -> (u8, u8, i32) {
    let status = match event.status {
        Status::Actual => 0,
        Status::Denied => 1,
        Status::Planned => 2,
        Status::Possible => 3,
    };
    let sides = u8::from(event.sources.iter().all(|one| one.key().is_none()))
        + u8::from(event.targets.iter().all(|one| one.key().is_none()));
    (status, sides, -(event.confidence * 100.0) as i32)
}

/// Which date is best: the one that rests on words of the event's own sentence, then the narrowest.
fn date_rank(when: &When) -> (u8, i64) {
    let basis = match when.basis {
        DateBasis::User => 0,
        DateBasis::Explicit => 1,
        DateBasis::Relative => 2,
        DateBasis::Inherited => 3,
        DateBasis::Published => 4,
        DateBasis::None => 5,
    };
    let days = match (when.earliest, when.latest) {
        (Some(earliest), Some(latest)) => days_between(earliest, latest),
        (None, None) => i64::MAX,
        _ => i64::MAX - 1,
    };
    // A day that is only reckoned beats a month that is named.
    let width = match days {
        0..=1 => 0,
        2..=31 => 1,
        32..=366 => 2,
        _ => 3,
    };
    (width * 10 + basis, days)
}

/// FNV-1a over the article's id, the place of the trigger and the type as read.
fn entry_id(article: &Article, event: &Event, kind: EventType) -> EntryId {
    let place = format!("{}\0{}\0{}", article.id.0, event.trigger.start, kind.code());
    EntryId(place.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}
