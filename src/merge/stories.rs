//! Which articles tell the same story: they share their rare words and were published within weeks of each other.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::quick::Quick;
use super::told::day_number;
use super::words::{Profile, Spread, StopWords, Vocabulary};
use crate::calendar::Day;
use crate::model::{Article, Reading};

/// How alike two articles must be.
const LIKENESS: f32 = 0.12;
/// How alike two groups must be on the whole, as a share of that.
const ON_THE_WHOLE: f32 = 0.8;
/// How far apart they may be published, in days: trials and searches go on for a year.
const APART_DAYS: i32 = 400;
/// From how many days on they must be a little more alike, and by how much.
const SOON_DAYS: i32 = 60;
const LATER: f32 = 0.01;
/// What likeness counts where one of them bears no date: it may be of any year.
const UNDATED: f32 = 0.6;
/// How much of an article is compared: news tells the matter first.
const LEAD_BYTES: usize = 1_500;
/// By how many of its words an article looks for others.
const KEY_WORDS: usize = 60;
/// A key word that more articles have finds nothing.
const COMMON: usize = 150;

/// Articles about the same main event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The headline of the first article.
    pub title: String,
    /// Indices of the articles, in order of publication. At least two.
    pub articles: Vec<usize>,
    /// The day on which the first was published, if known.
    pub first: Option<Day>,
    /// And the last.
    pub last: Option<Day>,
}

/// A number for each article; the same number for articles of one story. Numbered in the order of the articles; who
/// belongs together does not depend on it.
pub fn stories(articles: &[&Article], _readings: &[&Reading]) -> Vec<usize> {
    let stop = StopWords::load();
    let mut vocabulary = Vocabulary::default();
    let leads: Vec<Lead> = articles
        .iter()
        .map(|article| vocabulary.counted(&lead(&stop, article)))
        .collect();
    let order = super::by_publication(articles);
    let days: Vec<Option<i32>> = articles.iter().map(|article| published(article)).collect();
    numbered(&Leads::of(leads.iter(), &vocabulary).stories(&order, &days))
}

/// The words that an article begins with, counted.
pub(super) type Lead = Vec<(u32, u32)>;

/// The day of publication as a number.
pub(super) fn published(article: &Article) -> Option<i32> {
    article.published.date.map(day_number)
}

/// The stories of at least two articles, in order of publication; `names` has the same number for articles of one story,
/// and `order` tells in which order they were published.
pub(super) fn listed(articles: &[&Article], names: &[usize], order: &[usize]) -> Vec<Story> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in order {
        members.entry(names[at]).or_default().push(at);
    }
    let places = super::places(order);
    let mut stories: Vec<Story> = members
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|members| {
            let days = || members.iter().filter_map(|&at| articles[at].published.date);
            Story {
                title: articles[members[0]].headline().to_owned(),
                first: days().min(),
                last: days().max(),
                articles: members,
            }
        })
        .collect();
    stories.sort_by_key(|story| {
        (
            story.first.is_none(),
            story.first,
            places[story.articles[0]],
        )
    });
    stories
}

/// How alike the beginnings of articles are, whenever they were published.
#[derive(Default)]
pub(super) struct Leads {
    likeness: Quick<(usize, usize), f32>,
    /// The pairs that may join.
    strong: Vec<(usize, usize, f32)>,
}

impl Leads {
    pub(super) fn of<'a>(
        leads: impl Iterator<Item = &'a Lead> + Clone,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut spread = Spread::default();
        for lead in leads.clone() {
            let once: Vec<(u32, u32)> = lead.iter().map(|(word, _)| (*word, 1)).collect();
            spread.add(1, &once);
        }
        let profiles: Vec<Profile> = leads.map(|lead| spread.profile(lead)).collect();
        let mut having: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, profile) in profiles.iter().enumerate() {
            for word in profile.top(KEY_WORDS, vocabulary) {
                having.entry(word).or_default().push(index);
            }
        }
        let mut likeness: Quick<(usize, usize), f32> = Quick::default();
        for indices in having.values().filter(|indices| indices.len() <= COMMON) {
            for (place, &b) in indices.iter().enumerate() {
                for &a in &indices[..place] {
                    likeness
                        .entry((a, b))
                        .or_insert_with(|| profiles[a].likeness(&profiles[b]));
                }
            }
        }
        let mut strong: Vec<(usize, usize, f32)> = likeness
            .iter()
            .filter(|(_, like)| **like >= LIKENESS)
            .map(|(&(a, b), &like)| (a, b, like))
            .collect();
        strong.sort_unstable_by_key(|pair| (pair.0, pair.1));
        Self { likeness, strong }
    }

    /// For each article the same number as for the others of its story: the smallest of their indices.
    pub(super) fn stories(&self, order: &[usize], days: &[Option<i32>]) -> Vec<usize> {
        let places = super::places(order);
        let mut pairs: Vec<(f32, usize, usize)> = self
            .strong
            .iter()
            .map(|&(a, b, like)| {
                let (x, y) = (places[a], places[b]);
                (timely(like, days[a], days[b]), x.min(y), x.max(y))
            })
            .filter(|pair| pair.0 >= LIKENESS)
            .collect();
        pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let like = |x: usize, y: usize| {
            let (a, b) = (order[x].min(order[y]), order[x].max(order[y]));
            let like = self.likeness.get(&(a, b)).copied().unwrap_or_default();
            timely(like, days[a], days[b])
        };
        let members = joined(order.len(), pairs, like);
        let mut names = vec![0; order.len()];
        for members in members {
            let indices = || members.iter().map(|&place| order[place]);
            let name = indices().min().unwrap_or_default();
            for at in indices() {
                names[at] = name;
            }
        }
        names
    }
}

/// What likeness counts between articles of these days.
fn timely(like: f32, a: Option<i32>, b: Option<i32>) -> f32 {
    let (Some(a), Some(b)) = (a, b) else {
        return like * UNDATED;
    };
    match (a - b).abs() {
        0..=SOON_DAYS => like,
        ..=APART_DAYS => (like - LATER).max(0.0),
        _ => 0.0,
    }
}

/// The words of the headline and of the first paragraphs.
pub(super) fn lead(stop: &StopWords, article: &Article) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(title) = &article.title {
        // The headline counts twice.
        words.extend(stop.content(title));
        words.extend(stop.content(title));
    }
    let mut left = LEAD_BYTES;
    for block in article.blocks() {
        if left == 0 {
            break;
        }
        let text = article.text.get(block).unwrap_or_default();
        let mut end = text.len().min(left);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        words.extend(stop.content(&text[..end]));
        left -= end.min(left);
    }
    words
}

/// Joins the likest first; groups join if they are alike on the whole.
fn joined(
    count: usize,
    pairs: Vec<(f32, usize, usize)>,
    like: impl Fn(usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|index| vec![index]).collect();
    let mut refused: Quick<(usize, usize, usize, usize), ()> = Quick::default();
    for (_, a, b) in pairs {
        let (a, b) = (group[a].min(group[b]), group[a].max(group[b]));
        let state = (a, b, members[a].len(), members[b].len());
        if a == b || refused.contains_key(&state) {
            continue;
        }
        let total: f32 = members[a]
            .iter()
            .flat_map(|&x| members[b].iter().map(move |&y| (x, y)))
            .map(|(x, y)| like(x, y))
            .sum();
        if total / ((state.2 * state.3) as f32) < LIKENESS * ON_THE_WHOLE {
            refused.insert(state, ());
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for &index in &moved {
            group[index] = a;
        }
        members[a].extend(moved);
    }
    members
}

/// 0, 1, 2 ... in order of first appearance.
fn numbered(group: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    group
        .iter()
        .map(|key| {
            let next = numbers.len();
            *numbers.entry(*key).or_insert(next)
        })
        .collect()
}
