//! Merging again and again while articles come and change: what did not change is not looked at again.
//!
//! The result is that of merging from scratch, whatever happened before: weights of words come from the sentences of all
//! articles, which a date or an edit does not change; when they do change, all is compared anew.

use std::collections::HashMap;

use super::copies::Copies;
use super::entry::Desk;
use super::same::{Reports, Same};
use super::stories::{self, Lead, Leads};
use super::told::{self, Told};
use super::words::{Spread, StopWords, Vocabulary};
use super::{ByHand, Chronology, Entry, Report, by_publication, days_of, hand, places};
use crate::model::{Article, ArticleId, Reading};

/// An article to merge.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it reports.
    pub reading: &'a Reading,
    /// Whoever gives the same article with the same version again promises that nothing of it changed.
    pub version: u64,
}

/// Merges articles and remembers what it found out.
#[derive(Default)]
pub struct Merger {
    stop: Option<StopWords>,
    vocabulary: Vocabulary,
    kept: Vec<Kept>,
    told: Vec<Vec<Told>>,
    spread: Spread,
    leads: Leads,
    same: Same,
    copies: Copies,
    /// By their first reports, with all of their reports in order.
    entries: HashMap<Report, (Vec<Report>, Entry)>,
    by_hand: ByHand,
}

/// What is kept of an article.
struct Kept {
    id: ArticleId,
    version: u64,
    lead: Lead,
    /// How many sentences there are, and in how many of them each word stands.
    sentences: (u32, Vec<(u32, u32)>),
}

impl Merger {
    /// Merges what all articles report; what the user joined or parted goes before the rules.
    pub fn merge(&mut self, inputs: &[Input<'_>], by_hand: &ByHand) -> Chronology {
        let (edited, words_changed) = self.take_in(inputs);
        let mut changed = edited.clone();
        if words_changed {
            self.weigh_words();
            changed.fill(true);
        }
        let articles: Vec<&Article> = inputs.iter().map(|input| input.article).collect();
        let order = by_publication(&articles);
        let places = places(&order);
        let days: Vec<Option<i32>> = articles.iter().map(|a| stories::published(a)).collect();
        let names = self.leads.stories(&order, &days);
        for (article, told) in self.told.iter_mut().enumerate() {
            for one in told.iter_mut() {
                changed[article] |= one.story != names[article];
                one.story = names[article];
                if changed[article] {
                    one.profile = self.spread.profile(&one.counted);
                }
            }
        }
        let all = Reports {
            told: &self.told,
            places: &places,
        };
        let groups = self.same.groups(all, &changed);
        let groups = hand::apply(groups, by_hand, |report| all.order(report));
        let readings: Vec<&Reading> = inputs.iter().map(|input| input.reading).collect();
        let entries = self.write_entries(groups, &articles, &readings, (by_hand, &edited), &places);
        Chronology {
            entries,
            stories: stories::listed(&articles, &names, &order),
        }
    }

    /// Reads the words of articles that are new or changed. Returns which these are, and whether the words of all
    /// articles together are others than before.
    fn take_in(&mut self, inputs: &[Input<'_>]) -> (Vec<bool>, bool) {
        let same_articles = self.kept.len() == inputs.len()
            && self
                .kept
                .iter()
                .zip(inputs)
                .all(|(kept, input)| kept.id == input.article.id);
        if !same_articles {
            self.same = Same::default();
            self.copies = Copies::default();
            self.entries.clear();
        }
        let mut words_changed = !same_articles;
        let mut edited = vec![!same_articles; inputs.len()];
        let old: Vec<(Kept, Vec<Told>)> = self.kept.drain(..).zip(self.told.drain(..)).collect();
        let mut old: Vec<Option<(Kept, Vec<Told>)>> = old.into_iter().map(Some).collect();
        let mut at_id: HashMap<ArticleId, usize> = HashMap::new();
        for (at, one) in old.iter().enumerate().filter(|_| !same_articles) {
            at_id.extend(one.iter().map(|(kept, _)| (kept.id.clone(), at)));
        }
        let stop = self.stop.get_or_insert_with(StopWords::load);
        for (number, input) in inputs.iter().enumerate() {
            let at = if same_articles {
                Some(number)
            } else {
                at_id.get(&input.article.id).copied()
            };
            let before = at.and_then(|at| old.get_mut(at)?.take());
            if let Some((kept, mut told)) = before {
                if kept.version == input.version {
                    for one in &mut told {
                        one.article = number;
                    }
                    self.kept.push(kept);
                    self.told.push(told);
                    continue;
                }
                let now = Kept::of(input, stop, &mut self.vocabulary);
                words_changed |= now.lead != kept.lead || now.sentences != kept.sentences;
                self.kept.push(now);
            } else {
                self.kept.push(Kept::of(input, stop, &mut self.vocabulary));
                words_changed = true;
            }
            edited[number] = true;
            let (article, reading) = (input.article, input.reading);
            let told = told::tell(number, article, reading, stop, &mut self.vocabulary);
            self.told.push(told);
        }
        self.copies.forget(&edited);
        (edited, words_changed)
    }

    fn weigh_words(&mut self) {
        self.spread = Spread::default();
        for kept in &self.kept {
            self.spread.add(kept.sentences.0, &kept.sentences.1);
        }
        let leads = self.kept.iter().map(|kept| &kept.lead);
        self.leads = Leads::of(leads, &self.vocabulary);
    }

    /// The entries of these groups in order of time; those of which nothing changed are as they were.
    fn write_entries(
        &mut self,
        groups: Vec<Vec<Report>>,
        articles: &[&Article],
        readings: &[&Reading],
        (by_hand, edited): (&ByHand, &[bool]),
        places: &[usize],
    ) -> Vec<Entry> {
        let renamed = self.by_hand.read_as != by_hand.read_as;
        let mut before = std::mem::take(&mut self.entries);
        if renamed {
            before.clear();
        }
        self.by_hand.read_as.clone_from(&by_hand.read_as);
        let stop = self.stop.get_or_insert_with(StopWords::load);
        let mut desk = Desk {
            articles,
            readings,
            stop,
            copies: &mut self.copies,
            by_hand,
        };
        let mut entries = HashMap::with_capacity(groups.len());
        for group in groups {
            let Some(&first) = group.first() else {
                continue;
            };
            let as_before = before.remove(&first).filter(|(reports, _)| {
                *reports == group && group.iter().all(|report| !edited[report.article])
            });
            let written = match as_before {
                Some((_, entry)) => Some(entry),
                None => desk.entry(&group),
            };
            if let Some(entry) = written {
                entries.insert(first, (group, entry));
            }
        }
        self.entries = entries;
        let mut sorted: Vec<(&Report, &Entry)> = self
            .entries
            .iter()
            .map(|(first, (_, entry))| (first, entry))
            .collect();
        sorted.sort_unstable_by_key(|(first, entry)| {
            let (from, to) = days_of(&entry.when);
            (from.is_none(), from, to, places[first.article], first.event)
        });
        sorted.into_iter().map(|(_, entry)| entry.clone()).collect()
    }
}

impl Kept {
    fn of(input: &Input<'_>, stop: &StopWords, vocabulary: &mut Vocabulary) -> Self {
        let (article, reading) = (input.article, input.reading);
        let lead = vocabulary.counted(&stories::lead(stop, article));
        let mut having: Vec<String> = Vec::new();
        for sentence in &reading.sentences {
            let mut words = stop.content(sentence.of(&article.text));
            words.sort_unstable();
            words.dedup();
            having.extend(words);
        }
        let count = u32::try_from(reading.sentences.len()).unwrap_or(u32::MAX);
        Self {
            id: article.id.clone(),
            version: input.version,
            lead,
            sentences: (count, vocabulary.counted(&having)),
        }
    }
}
