//! Which reports tell of the same event: actors that agree, the same kind of act, dates that agree, words in common.
//!
//! A wrong join hides an event, a missed one only repeats it: in doubt two reports stay apart. Two reports are compared
//! if they share an actor (or, without actors, the word that names the event) and either a month or a story. The likest
//! pairs join first; groups join only if each report of one agrees with each report of the other.
//!
//! What was compared is kept: when an article changes, only the shelves on which its reports stand are looked through
//! again, and only reports that hang together with them by pairs that are alike are grouped again. The result is the
//! same as from scratch.

use std::collections::HashSet;

use super::Report;
use super::likeness::likeness;
use super::quick::Quick;
use super::told::Told;
use crate::calendar::Day;
use crate::model::{DateBasis, Event};

/// With how many that follow a report is compared in one month or story of one actor, in order of their days.
const NEIGHBOURS: usize = 48;
/// How many reports of each of two groups are compared before the groups join.
const JUDGES: usize = 24;
/// A longer time says too little to find a report by.
const LONGEST_DAYS: i32 = 366;
/// How many days one report may be off another and still be compared.
const OFF_DAYS: i32 = 1;

/// The days that the event's own words give; the day of publication is no date of the event.
pub(super) fn interval(event: &Event) -> Option<(Day, Day)> {
    if matches!(event.when.basis, DateBasis::Published | DateBasis::None) {
        return None;
    }
    let from = event.when.earliest.or(event.when.latest)?;
    let to = event.when.latest.or(event.when.earliest)?;
    Some((from, to))
}

/// All reports as they stand, and the place of each article in the order of publication.
#[derive(Clone, Copy)]
pub(super) struct Reports<'a> {
    pub(super) told: &'a [Vec<Told>],
    pub(super) places: &'a [usize],
}

impl<'a> Reports<'a> {
    fn of(&self, report: Report) -> &'a Told {
        &self.told[report.article][report.event]
    }

    /// In order of publication, then of the text.
    pub(super) fn order(&self, report: Report) -> (usize, usize) {
        (self.places[report.article], report.event)
    }

    fn likeness(&self, a: Report, b: Report) -> f32 {
        likeness(self.of(a), self.of(b))
    }
}

/// Where a report is looked for: the class of event, an actor or a word, and a month or a story.
type ShelfKey = (u8, u32, Shelf);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shelf {
    Month(i32),
    Story(usize),
}

/// Reports that are compared with one another, in order of their days; and those of them that are alike, by their places
/// among them.
#[derive(Default)]
struct Compared {
    members: Vec<Report>,
    pairs: Vec<(f32, usize, usize)>,
}

/// What was compared so far, and the groups that came of it.
#[derive(Default)]
pub(super) struct Same {
    shelves: Quick<ShelfKey, Compared>,
    /// The shelves of each article's reports.
    shelved: Vec<Vec<ShelfKey>>,
    groups: Vec<Vec<Report>>,
}

impl Same {
    /// Groups of reports, each in order; groups in order of their first report. `changed` marks articles that are not
    /// what they were at the last call.
    pub(super) fn groups(&mut self, all: Reports<'_>, changed: &[bool]) -> &[Vec<Report>] {
        let mut stirred = HashSet::new();
        for (key, arriving) in self.put_on_shelves(all, changed) {
            let shelf = self.shelves.remove(&key).unwrap_or_default();
            let compared = shelf.compare(key.2, arriving, all, changed, &mut stirred);
            if !compared.members.is_empty() {
                self.shelves.insert(key, compared);
            }
        }
        self.join(all, changed, &stirred);
        &self.groups
    }

    /// For each shelf on which a report of a changed article stood or stands now: those that stand there now.
    fn put_on_shelves(
        &mut self,
        all: Reports<'_>,
        changed: &[bool],
    ) -> Quick<ShelfKey, Vec<Report>> {
        self.shelved.resize_with(changed.len(), Vec::new);
        let mut touched: Quick<ShelfKey, Vec<Report>> = Quick::default();
        for (article, _) in changed.iter().enumerate().filter(|(_, changed)| **changed) {
            for key in std::mem::take(&mut self.shelved[article]) {
                touched.entry(key).or_default();
            }
            let mut keys = Vec::new();
            for (event, one) in all.told[article].iter().enumerate() {
                for key in shelves_of(one) {
                    touched
                        .entry(key)
                        .or_default()
                        .push(Report { article, event });
                    keys.push(key);
                }
            }
            self.shelved[article] = keys;
        }
        touched
    }

    /// Groups what hangs together with a stirred report or a changed article anew; the rest stays as it is.
    fn join(&mut self, all: Reports<'_>, changed: &[bool], stirred: &HashSet<Report>) {
        let numbers = Numbers::of_all(all.told);
        let mut heaps = Heaps::new(numbers.count);
        for (_, a, b) in self.shelves.values().flat_map(Compared::alike) {
            heaps.join(numbers.of(a), numbers.of(b));
        }
        let mut again = vec![false; numbers.count];
        let of_changed = changed
            .iter()
            .enumerate()
            .filter(|(_, changed)| **changed)
            .flat_map(|(article, _)| {
                (0..all.told[article].len()).map(move |event| Report { article, event })
            });
        for report in of_changed.chain(stirred.iter().copied()) {
            if report.event < all.told[report.article].len() {
                again[heaps.root(numbers.of(report))] = true;
            }
        }
        let is_stirred = |report: Report, heaps: &mut Heaps| {
            report.event >= all.told[report.article].len()
                || changed[report.article]
                || again[heaps.root(numbers.of(report))]
        };
        let mut groups = std::mem::take(&mut self.groups);
        // All of a group hang together.
        groups.retain(|group| !group.iter().any(|&report| is_stirred(report, &mut heaps)));
        let mut pairs = Vec::new();
        for pair in self.shelves.values().flat_map(Compared::alike) {
            if is_stirred(pair.1, &mut heaps) {
                pairs.push(pair);
            }
        }
        let mut reports: Vec<Report> = Vec::new();
        for (article, told) in all.told.iter().enumerate() {
            let here = (0..told.len()).map(|event| Report { article, event });
            reports.extend(here.filter(|&report| is_stirred(report, &mut heaps)));
        }
        groups.extend(joined(all, reports, pairs));
        groups.sort_by_cached_key(|group| group.first().map(|first| all.order(*first)));
        self.groups = groups;
    }
}

impl Compared {
    /// Compares those who arrive with the members as far as they stand near each other, and notes whose pairs changed.
    fn compare(
        self,
        shelf: Shelf,
        arriving: Vec<Report>,
        all: Reports<'_>,
        changed: &[bool],
        stirred: &mut HashSet<Report>,
    ) -> Self {
        let stays = |report: &Report| !changed[report.article];
        // Old places go along, so that nothing need be looked up by its name.
        let mut list: Vec<(Report, Option<usize>)> = (0..)
            .zip(&self.members)
            .filter(|(_, report)| stays(report))
            .map(|(place, report)| (*report, Some(place)))
            .chain(arriving.into_iter().map(|report| (report, None)))
            .collect();
        list.sort_unstable_by_key(|&(report, _)| {
            let days = all.of(report).interval;
            (days.map(|days| days.0), all.order(report))
        });
        let mut now: Vec<Option<usize>> = vec![None; self.members.len()];
        for (place, (_, before)) in list.iter().enumerate() {
            if let Some(before) = before {
                now[*before] = Some(place);
            }
        }
        let mut pairs = Vec::new();
        for (like, x, y) in self.pairs {
            match (now[x], now[y]) {
                (Some(a), Some(b)) if a.abs_diff(b) <= NEIGHBOURS => pairs.push((like, a, b)),
                _ => stirred.extend([self.members[x], self.members[y]]),
            }
        }
        for (at, &(a, a_before)) in list.iter().enumerate() {
            for (other, &(b, b_before)) in list.iter().enumerate().skip(at + 1).take(NEIGHBOURS) {
                if let (Some(x), Some(y)) = (a_before, b_before)
                    && x.abs_diff(y) <= NEIGHBOURS
                {
                    continue;
                }
                if let (Shelf::Month(_), Some((_, end)), Some((start, _))) =
                    (shelf, all.of(a).interval, all.of(b).interval)
                    && start - end > OFF_DAYS
                {
                    continue;
                }
                let like = all.likeness(a, b);
                if like > 0.0 {
                    pairs.push((like, at, other));
                    stirred.extend([a, b]);
                }
            }
        }
        Self {
            members: list.into_iter().map(|(report, _)| report).collect(),
            pairs,
        }
    }

    /// Reports that are alike, and how much.
    fn alike(&self) -> impl Iterator<Item = (f32, Report, Report)> + '_ {
        self.pairs
            .iter()
            .map(|&(like, a, b)| (like, self.members[a], self.members[b]))
    }
}

/// Each once.
fn shelves_of(one: &Told) -> Vec<ShelfKey> {
    let quad = one.kind.quad().map_or(u8::MAX, |quad| quad as u8);
    let mut keys = Vec::new();
    for word in one.looked_up_by() {
        keys.push((quad, word, Shelf::Story(one.story)));
        if let (Some((from, to)), Some((first, last))) = (one.interval, one.months)
            && to - from <= LONGEST_DAYS
        {
            keys.extend((first..=last).map(|month| (quad, word, Shelf::Month(month))));
        }
    }
    keys
}

/// Joins reports by their pairs, the likest first. Who is in a group with whom depends on nothing outside.
fn joined(
    all: Reports<'_>,
    mut reports: Vec<Report>,
    pairs: Vec<(f32, Report, Report)>,
) -> Vec<Vec<Report>> {
    reports.sort_unstable_by_key(|report| all.order(*report));
    let numbers: Quick<Report, usize> = (0..)
        .zip(&reports)
        .map(|(number, report)| (*report, number))
        .collect();
    let mut pairs: Vec<(f32, usize, usize)> = pairs
        .into_iter()
        .map(|(like, a, b)| {
            let (a, b) = (numbers[&a], numbers[&b]);
            (like, a.min(b), a.max(b))
        })
        .collect();
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.dedup_by_key(|pair| (pair.1, pair.2));
    let alike: Quick<(usize, usize), ()> =
        pairs.iter().map(|pair| ((pair.1, pair.2), ())).collect();
    let agree = |x: usize, y: usize| {
        alike.contains_key(&(x.min(y), x.max(y))) || all.likeness(reports[x], reports[y]) > 0.0
    };
    let mut group: Vec<usize> = (0..reports.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..reports.len()).map(|at| vec![at]).collect();
    let mut refused: Quick<(usize, usize, usize, usize), ()> = Quick::default();
    for (_, a, b) in pairs {
        let (a, b) = (group[a].min(group[b]), group[a].max(group[b]));
        if a == b || refused.contains_key(&(a, b, members[a].len(), members[b].len())) {
            continue;
        }
        let (ours, theirs) = (
            judges(all, &reports, &members[a]),
            judges(all, &reports, &members[b]),
        );
        let all_agree = |&x: &usize| theirs.iter().all(|&y| agree(x, y));
        if !ours.iter().all(all_agree) {
            refused.insert((a, b, members[a].len(), members[b].len()), ());
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for &at in &moved {
            group[at] = a;
        }
        members[a].extend(moved);
        members[a].sort_unstable();
    }
    members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|members| members.into_iter().map(|at| reports[at]).collect())
        .collect()
}

/// The members of a group that must agree with another group: what only came of an act that is a member has no say.
fn judges(all: Reports<'_>, reports: &[Report], members: &[usize]) -> Vec<usize> {
    let told = |at: &usize| all.of(reports[*at]);
    let only_came_of_it = |at: &&usize| {
        let mut acts = members.iter().filter(|other| !told(other).is_result());
        told(at).is_result() && acts.any(|act| told(act).shares_a_sentence(told(at)))
    };
    members
        .iter()
        .filter(|at| !only_came_of_it(at))
        .take(JUDGES)
        .copied()
        .collect()
}

/// A number for each report, without gaps.
struct Numbers {
    first: Vec<usize>,
    count: usize,
}

impl Numbers {
    fn of_all(told: &[Vec<Told>]) -> Self {
        let mut count = 0;
        let first = told
            .iter()
            .map(|told| {
                count += told.len();
                count - told.len()
            })
            .collect();
        Self { first, count }
    }

    fn of(&self, report: Report) -> usize {
        self.first[report.article] + report.event
    }
}

/// What hangs together.
struct Heaps(Vec<usize>);

impl Heaps {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
