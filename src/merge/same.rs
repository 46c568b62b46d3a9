//! Which reports tell of the same event: the same actors, the same kind of act, dates that agree, words in common.
//!
//! A wrong join hides an event, a missed one only repeats it: in doubt two reports stay apart.

use std::collections::BTreeMap;

use super::Report;
use super::words::{self, Profile, StopWords};
use crate::calendar::{Day, days_between};
use crate::model::{ActorId, Article, DateBasis, Event, Participant, Quad, Reading, Status};

/// One report with what it is compared by.
struct Told<'a> {
    report: Report,
    event: &'a Event,
    story: usize,
    profile: Profile,
    trigger: Vec<String>,
    interval: Option<(Day, Day)>,
    denied: bool,
}

/// Groups of reports, each in order of the articles; groups in order of their first report.
pub(super) fn groups(
    articles: &[&Article],
    readings: &[&Reading],
    stories: &[usize],
) -> Vec<Vec<Report>> {
    let stop = StopWords::load();
    let mut reports = Vec::new();
    let mut texts = Vec::new();
    let mut triggers = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let Some(text) = articles.get(article).map(|article| article.text.as_str()) else {
            continue;
        };
        for (event, told) in reading.events.iter().enumerate() {
            reports.push((Report { article, event }, told));
            texts.push(
                told.evidence
                    .iter()
                    .flat_map(|span| stop.content(span.of(text)))
                    .collect::<Vec<_>>(),
            );
            triggers.push(stop.content(told.trigger.of(text)));
        }
    }
    let profiles = words::profiles(&texts);
    let mut blocks: BTreeMap<(Option<Quad>, Vec<ActorId>), Vec<Told<'_>>> = BTreeMap::new();
    for (((report, event), profile), trigger) in reports.into_iter().zip(profiles).zip(triggers) {
        let told = Told {
            report,
            event,
            story: stories
                .get(report.article)
                .copied()
                .unwrap_or(report.article),
            profile,
            trigger,
            interval: interval(event),
            denied: event.status == Status::Denied,
        };
        blocks
            .entry((event.kind.quad(), actors(event)))
            .or_default()
            .push(told);
    }
    let mut groups: Vec<Vec<Report>> = blocks
        .iter()
        .flat_map(|((_, actors), block)| within(block, actors.len()))
        .collect();
    groups.sort_by_key(|group| group.first().copied());
    groups
}

/// Everybody who takes part, by key.
fn actors(event: &Event) -> Vec<ActorId> {
    let mut keys: Vec<ActorId> = event
        .sources
        .iter()
        .chain(&event.targets)
        .filter_map(Participant::key)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The days that the event's own words give; the day of publication is no date of the event.
fn interval(event: &Event) -> Option<(Day, Day)> {
    if matches!(event.when.basis, DateBasis::Published | DateBasis::None) {
        return None;
    }
    let from = event.when.earliest.or(event.when.latest)?;
    let to = event.when.latest.or(event.when.earliest)?;
    Some((from, to))
}

/// How many of the groups found last a report is compared with.
const LOOK_BACK: usize = 200;

fn within(block: &[Told<'_>], actors: usize) -> Vec<Vec<Report>> {
    let mut groups: Vec<Vec<&Told<'_>>> = Vec::new();
    for told in block {
        let best = groups
            .iter()
            .enumerate()
            .rev()
            .take(LOOK_BACK)
            .filter_map(|(index, group)| {
                let worst = group
                    .iter()
                    .map(|other| likeness(told, other, actors))
                    .min_by(f32::total_cmp)?;
                (worst > 0.0).then_some((index, worst))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best.and_then(|(index, _)| groups.get_mut(index)) {
            Some(group) => group.push(told),
            None => groups.push(vec![told]),
        }
    }
    groups
        .into_iter()
        .map(|group| group.into_iter().map(|told| told.report).collect())
        .collect()
}

/// How alike two reports with the same actors are; 0 if they cannot be the same event.
fn likeness(a: &Told<'_>, b: &Told<'_>, actors: usize) -> f32 {
    if a.denied != b.denied
        || directions_clash(a.event, b.event)
        || strangers(&a.event.sources, &b.event.sources)
        || strangers(&a.event.targets, &b.event.targets)
    {
        return 0.0;
    }
    let days = match (a.interval, b.interval) {
        (Some(x), Some(y)) => match agreement(x, y) {
            Some(days) => days,
            None => return 0.0,
        },
        // Only one article, or articles of one story, can speak of the same event without saying when.
        _ if a.story == b.story => Agreement::Silent,
        _ => return 0.0,
    };
    let words = a.profile.likeness(&b.profile);
    let same_kind = a.event.kind == b.event.kind;
    let same_word = a.trigger.iter().any(|word| b.trigger.contains(word));
    let bonus = if same_word { 0.1 } else { 0.0 };
    let needed = match days {
        Agreement::Day if actors > 1 => 0.12,
        Agreement::Day => 0.25,
        Agreement::Narrow if actors > 1 => 0.25,
        Agreement::Narrow => 0.35,
        Agreement::Wide => 0.4,
        Agreement::Silent => 0.3,
    } + if same_kind { 0.0 } else { 0.2 }
        + if a.report.article == b.report.article {
            0.1
        } else {
            0.0
        };
    let like = words + bonus;
    if like >= needed { like } else { 0.0 }
}

/// Two sides whom nobody knows, with no word in common: "a flight attendant", "the association".
fn strangers(a: &[Participant], b: &[Participant]) -> bool {
    let unknown =
        |list: &[Participant]| !list.is_empty() && list.iter().all(|one| one.key().is_none());
    let shares = |a: &Participant, b: &Participant| {
        a.name
            .split_whitespace()
            .any(|word| word.len() > 2 && b.name.split_whitespace().any(|other| other == word))
    };
    unknown(a) && unknown(b) && !a.iter().any(|x| b.iter().any(|y| shares(x, y)))
}

/// The source of one is the target of the other, and neither is reciprocal.
fn directions_clash(a: &Event, b: &Event) -> bool {
    let keys = |list: &[Participant]| {
        let mut keys: Vec<ActorId> = list.iter().filter_map(Participant::key).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let (a_from, a_to) = (keys(&a.sources), keys(&a.targets));
    let (b_from, b_to) = (keys(&b.sources), keys(&b.targets));
    if a_from == a_to || b_from == b_to {
        return false;
    }
    !a_from.is_empty() && a_from == b_to || !b_from.is_empty() && b_from == a_to
}

/// How well two intervals agree.
enum Agreement {
    /// Both name the same day.
    Day,
    /// They overlap, and neither is longer than a month.
    Narrow,
    /// They overlap.
    Wide,
    /// One says nothing.
    Silent,
}

fn agreement(x: (Day, Day), y: (Day, Day)) -> Option<Agreement> {
    if x.0 > y.1 || y.0 > x.1 {
        return None;
    }
    let longest = days_between(x.0, x.1).max(days_between(y.0, y.1));
    Some(match longest {
        0 => Agreement::Day,
        1..=31 => Agreement::Narrow,
        _ => Agreement::Wide,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_apart_never_agree() {
        let thursday = (day("2023-08-17"), day("2023-08-17"));
        let friday = (day("2023-08-18"), day("2023-08-18"));
        let august = (day("2023-08-01"), day("2023-08-31"));
        assert!(agreement(thursday, friday).is_none());
        assert!(matches!(
            agreement(thursday, thursday),
            Some(Agreement::Day)
        ));
        assert!(matches!(
            agreement(thursday, august),
            Some(Agreement::Narrow)
        ));
    }
}
