//! One entry out of the reports that tell of one event: the best words, the best date, everything that speaks for it
//! and against it, and why the reports were taken for one.

use std::collections::BTreeSet;

use super::copies::Copies;
use super::differ::{self, Heard};
use super::words::StopWords;
use super::{ByHand, Claim, Entry, EntryId, Report};
use crate::calendar::{Day, days_between};
use crate::model::{Article, DateBasis, Event, EventType, Participant, Reading, Status, When};

/// What entries are made from.
pub(super) struct Desk<'a> {
    pub(super) articles: &'a [&'a Article],
    pub(super) readings: &'a [&'a Reading],
    pub(super) stop: &'a StopWords,
    pub(super) copies: &'a mut Copies,
    pub(super) by_hand: &'a ByHand,
}

impl<'a> Desk<'a> {
    fn heard(&self, report: Report) -> Option<Heard<'a>> {
        Some(Heard {
            report,
            event: self
                .readings
                .get(report.article)?
                .events
                .get(report.event)?,
            text: self.articles.get(report.article)?.text.as_str(),
        })
    }

    /// One entry out of reports in order of publication; the leading report gives its words.
    pub(super) fn entry(&mut self, reports: &[Report]) -> Option<Entry> {
        let mut heard: Vec<Heard<'_>> = reports
            .iter()
            .filter_map(|report| self.heard(*report))
            .collect();
        let first = heard.first()?;
        let read_as = self.by_hand.read_as.get(&first.report);
        let kind = read_as.copied().unwrap_or(first.event.kind);
        let id = entry_id(self.articles.get(first.report.article)?, first.event, kind);
        heard.sort_by_key(|one| rank(one.event));
        let lead = heard.first()?.event;
        let dated = heard
            .iter()
            .map(|one| one.event)
            .min_by_key(|event| date_rank(&event.when))?;
        let most = heard
            .iter()
            .map(|one| one.event.confidence)
            .fold(0.0, f32::max);
        let sources = self.copies.sources(self.articles, self.readings, reports);
        // Each further independent source makes the event a little more certain.
        let further = i32::try_from(sources.len()).unwrap_or(i32::MAX) - 1;
        let doubt = (1.0 - most) * 0.7f32.powi(further);
        let side = |of: fn(&Event) -> &Vec<Participant>| {
            let told = heard
                .iter()
                .map(|one| of(one.event))
                .find(|list| list.iter().any(|one| one.key().is_some()));
            if of(lead).iter().any(|one| one.key().is_some()) {
                of(lead).clone()
            } else {
                told.unwrap_or(of(lead)).clone()
            }
        };
        Some(Entry {
            id,
            kind: lead.kind,
            mode: lead.mode.clone(),
            sources: side(|event| &event.sources),
            targets: side(|event| &event.targets),
            status: lead.status,
            when: dated.when.clone(),
            place: lead
                .place
                .clone()
                .or_else(|| heard.iter().find_map(|one| one.event.place.clone())),
            summary: lead.summary.clone(),
            confidence: 1.0 - doubt,
            independent_sources: sources.len(),
            disagreements: differ::disagreements(self.stop, &heard),
            claims: self.claims(&heard),
            why: self.why(&heard, &sources),
            reports: heard.iter().map(|one| one.report).collect(),
        })
    }

    /// Who says so, where it is not the article that says it.
    fn claims(&self, heard: &[Heard<'_>]) -> Vec<Claim> {
        heard
            .iter()
            .filter_map(|one| {
                let quotes = &self.readings.get(one.report.article)?.quotes;
                let quote = quotes.get(one.event.said_in?)?;
                let name = quote.speaker_name.clone()?;
                Some(Claim {
                    report: one.report,
                    speaker: quote.speaker.clone(),
                    name,
                    denies: one.event.status == Status::Denied,
                })
            })
            .collect()
    }

    /// Why the reports were taken for one event; nothing for one report alone.
    fn why(&self, heard: &[Heard<'_>], sources: &[Vec<usize>]) -> Vec<String> {
        let Some((lead, others)) = heard.split_first() else {
            return Vec::new();
        };
        if others.is_empty() {
            return Vec::new();
        }
        let articles: BTreeSet<usize> = heard.iter().map(|one| one.report.article).collect();
        let mut why = vec![if articles.len() == 1 {
            format!("told {} times in one article", heard.len())
        } else {
            format!("{} reports in {} articles", heard.len(), articles.len())
        }];
        let kinds: BTreeSet<&str> = heard.iter().map(|one| one.event.kind.words()).collect();
        let kinds: Vec<&str> = kinds.into_iter().collect();
        let names = |list: &[Participant]| -> Vec<String> {
            let keys: BTreeSet<String> = list
                .iter()
                .filter_map(|one| one.key().map(|_| one.name.clone()))
                .collect();
            keys.into_iter().collect()
        };
        let mut who = names(&lead.event.sources);
        who.extend(names(&lead.event.targets));
        who.dedup();
        why.push(format!("type: {}", kinds.join(" or ")));
        if !who.is_empty() {
            why.push(format!("actors: {}", who.join(", ")));
        }
        let dated = heard
            .iter()
            .filter(|one| super::same::interval(one.event).is_some())
            .count();
        why.push(match dated {
            0 => "no report says when".to_owned(),
            some if some == heard.len() => "the dates agree".to_owned(),
            some => format!("{some} of {} reports say when", heard.len()),
        });
        let mut common = self.told(lead);
        for other in others {
            let theirs = self.told(other);
            let theirs: BTreeSet<&str> = theirs.iter().map(|(stem, _)| stem.as_str()).collect();
            let shared: Vec<(String, &str)> = common
                .iter()
                .filter(|(stem, _)| theirs.contains(stem.as_str()))
                .cloned()
                .collect();
            // With many reports there may be no word that all have: then what the lead shares with the others so far.
            if !shared.is_empty() {
                common = shared;
            }
        }
        common.truncate(6);
        if !common.is_empty() {
            let words: Vec<&str> = common.iter().map(|(_, written)| *written).collect();
            why.push(format!("words in common: {}", words.join(", ")));
        }
        for group in sources.iter().filter(|group| group.len() > 1) {
            let ids: Vec<&str> = group
                .iter()
                .filter_map(|&at| self.articles.get(at).map(|article| article.headline()))
                .collect();
            why.push(format!(
                "counted once, one publisher or one text: {}",
                ids.join("; ")
            ));
        }
        why
    }

    /// The words of a report that count, without endings and as they are written, each once.
    fn told<'t>(&self, one: &Heard<'t>) -> Vec<(String, &'t str)> {
        let mut seen = BTreeSet::new();
        one.event
            .evidence
            .iter()
            .flat_map(|span| self.stop.written(span.of(one.text)))
            .filter(|(stem, _)| seen.insert(stem.clone()))
            .collect()
    }
}

/// Which report leads: one that says it happened, says who and whom, names most of them, and is sure; the smaller, the
/// better.
fn rank(event: &Event) -> (u8, u8, std::cmp::Reverse<usize>, i32) {
    let status = match event.status {
        Status::Actual => 0,
        Status::Denied => 1,
        Status::Planned => 2,
        Status::Possible => 3,
    };
    let sides = u8::from(event.sources.iter().all(|one| one.key().is_none()))
        + u8::from(event.targets.iter().all(|one| one.key().is_none()));
    let everybody: BTreeSet<_> = event
        .sources
        .iter()
        .chain(&event.targets)
        .filter_map(Participant::key)
        .collect();
    let sure = -(event.confidence * 100.0) as i32;
    (status, sides, std::cmp::Reverse(everybody.len()), sure)
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
    if when.basis == DateBasis::Published {
        // Any words about its date say more; of several articles the first one had it from the latest day.
        return (
            90,
            when.latest
                .map_or(i64::MAX, |day| days_between(Day::MIN, day)),
        );
    }
    (width * 10 + basis, days)
}

/// FNV-1a over the article's id, the place of the trigger and the type as read.
fn entry_id(article: &Article, event: &Event, kind: EventType) -> EntryId {
    let place = format!("{}\0{}\0{}", article.id.0, event.trigger.start, kind.code());
    EntryId(place.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}
