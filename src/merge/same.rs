//! Which reports tell of the same event: actors that agree, the same kind of act, dates that agree, words in common.
//!
//! A wrong join hides an event, a missed one only repeats it: in doubt two reports stay apart. Two reports are compared
//! if they share an actor (or, without actors, the word that names the event) and either a month or a story. The likest
//! pairs join first; groups join only if each report of one agrees with each report of the other.

use std::collections::BTreeMap;

use super::Report;
use super::likeness::{Told, likeness};
use super::words::{self, StopWords};
use crate::calendar::{Day, days_between};
use crate::model::{ActorId, Article, DateBasis, Event, Participant, Reading, Status};

/// With how many that follow a report is compared in one month or story of one actor, in order of their days.
const NEIGHBOURS: usize = 48;
/// How many reports of each of two groups are compared before the groups join.
const JUDGES: usize = 24;
/// A longer time says too little to find a report by.
const LONGEST_DAYS: i64 = 366;
/// How many days one report may be off another and still be compared.
const OFF_DAYS: i64 = 1;

/// Groups of reports, each in order; groups in order of their first report.
pub(super) fn groups(
    articles: &[&Article],
    readings: &[&Reading],
    stories: &[usize],
) -> Vec<Vec<Report>> {
    let told = tell(articles, readings, stories);
    let pairs = pairs(&told);
    let mut groups: Vec<Vec<Report>> = join(&told, pairs)
        .into_iter()
        .map(|group| {
            let mut group: Vec<Report> = group.into_iter().map(|at| told[at].report).collect();
            group.sort_unstable();
            group
        })
        .collect();
    groups.sort_by_key(|group| group.first().copied());
    groups
}

/// Every report with what it is compared by, in order.
fn tell<'a>(articles: &[&Article], readings: &[&'a Reading], stories: &[usize]) -> Vec<Told<'a>> {
    let stop = StopWords::load();
    let mut reports = Vec::new();
    let mut texts = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let Some(text) = articles.get(article).map(|article| article.text.as_str()) else {
            continue;
        };
        for (event, told) in reading.events.iter().enumerate() {
            texts.push(
                told.evidence
                    .iter()
                    .flat_map(|span| stop.content(span.of(text)))
                    .collect::<Vec<_>>(),
            );
            reports.push((
                Report { article, event },
                told,
                stop.content(told.trigger.of(text)),
            ));
        }
    }
    reports
        .into_iter()
        .zip(words::profiles(&texts))
        .map(|((report, event, trigger), profile)| Told {
            report,
            event,
            story: stories
                .get(report.article)
                .copied()
                .unwrap_or(report.article),
            published: articles
                .get(report.article)
                .and_then(|article| article.published.date),
            profile,
            trigger,
            interval: interval(event),
            denied: event.status == Status::Denied,
            sources: keys(&event.sources),
            targets: keys(&event.targets),
        })
        .collect()
}

fn keys(list: &[Participant]) -> Vec<ActorId> {
    let mut keys: Vec<ActorId> = list.iter().filter_map(Participant::key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The days that the event's own words give; the day of publication is no date of the event.
pub(super) fn interval(event: &Event) -> Option<(Day, Day)> {
    if matches!(event.when.basis, DateBasis::Published | DateBasis::None) {
        return None;
    }
    let from = event.when.earliest.or(event.when.latest)?;
    let to = event.when.latest.or(event.when.earliest)?;
    Some((from, to))
}

/// Where a report is looked for: the class of event, an actor or a word, and a month or a story.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    Month(i32),
    Story(usize),
}

/// Pairs that are alike, the likest first.
fn pairs(told: &[Told<'_>]) -> Vec<(usize, usize)> {
    let mut shelves: BTreeMap<(u8, &str, Shelf), Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        let quad = one.event.kind.quad().map_or(u8::MAX, |quad| quad as u8);
        for word in one.looked_up_by() {
            let mut put = |shelf| shelves.entry((quad, word, shelf)).or_default().push(at);
            put(Shelf::Story(one.story));
            let Some((from, to)) = one.interval else {
                continue;
            };
            if days_between(from, to) <= LONGEST_DAYS {
                for month in month(from)..=month(to) {
                    put(Shelf::Month(month));
                }
            }
        }
    }
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for ((_, _, shelf), mut members) in shelves {
        members.sort_by_key(|&at| (told[at].interval.map(|days| days.0), at));
        for (place, &a) in members.iter().enumerate() {
            for &b in members[place + 1..].iter().take(NEIGHBOURS) {
                if let (Shelf::Month(_), Some((_, end)), Some((start, _))) =
                    (&shelf, told[a].interval, told[b].interval)
                    && days_between(end, start) > OFF_DAYS
                {
                    continue;
                }
                let (a, b) = (a.min(b), a.max(b));
                let like = likeness(&told[a], &told[b]);
                if like > 0.0 {
                    alike.push((like, a, b));
                }
            }
        }
    }
    alike.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    alike.dedup_by_key(|pair| (pair.1, pair.2));
    alike.into_iter().map(|(_, a, b)| (a, b)).collect()
}

fn month(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}

fn join(told: &[Told<'_>], pairs: Vec<(usize, usize)>) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..told.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..told.len()).map(|at| vec![at]).collect();
    for (a, b) in pairs {
        let (a, b) = (group[a].min(group[b]), group[a].max(group[b]));
        if a == b {
            continue;
        }
        let agree = members[a].iter().take(JUDGES).all(|&x| {
            members[b]
                .iter()
                .take(JUDGES)
                .all(|&y| likeness(&told[x.min(y)], &told[x.max(y)]) > 0.0)
        });
        if agree {
            let moved = std::mem::take(&mut members[b]);
            for &at in &moved {
                group[at] = a;
            }
            members[a].extend(moved);
            members[a].sort_unstable();
        }
    }
    members.retain(|members| !members.is_empty());
    members
}
