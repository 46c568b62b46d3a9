//! Which articles tell the same story: they share their rare words and were published within weeks of each other.

use std::collections::{BTreeMap, HashMap};

use super::words::{self, StopWords};
use serde::{Deserialize, Serialize};

use crate::calendar::{Day, days_between};
use crate::model::{Article, Reading};

/// How alike two articles must be.
const LIKENESS: f32 = 0.12;
/// How alike two groups must be on the whole, as a share of that.
const ON_THE_WHOLE: f32 = 0.8;
/// How far apart they may be published, in days: trials and searches go on for a year.
const APART_DAYS: i64 = 400;
/// From how many days on they must be a little more alike, and by how much.
const SOON_DAYS: i64 = 60;
const LATER: f32 = 0.01;
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
    let order = super::by_publication(articles);
    let sorted: Vec<&Article> = order.iter().map(|&at| articles[at]).collect();
    let mut group = vec![0; articles.len()];
    for (number, &at) in in_order(&sorted).iter().zip(&order) {
        group[at] = *number;
    }
    numbered(&group)
}

/// The stories of at least two articles, which are in order of publication.
pub(super) fn listed(articles: &[&Article], numbers: &[usize]) -> Vec<Story> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        members.entry(*number).or_default().push(at);
    }
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
    stories.sort_by_key(|story| (story.first.is_none(), story.first, story.articles[0]));
    stories
}

/// A number for each of the articles, which are in order of publication.
pub(super) fn in_order(articles: &[&Article]) -> Vec<usize> {
    let stop = StopWords::load();
    let texts: Vec<Vec<String>> = articles
        .iter()
        .map(|article| lead(&stop, article))
        .collect();
    let profiles = words::profiles(&texts);
    let mut having: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, profile) in profiles.iter().enumerate() {
        for word in profile.top(KEY_WORDS) {
            having.entry(word).or_default().push(index);
        }
    }
    let mut likeness: HashMap<(usize, usize), f32> = HashMap::new();
    for indices in having.values().filter(|indices| indices.len() <= COMMON) {
        for (place, &b) in indices.iter().enumerate() {
            for &a in &indices[..place] {
                likeness.entry((a, b)).or_insert_with(|| {
                    let apart = apart_days(articles[a], articles[b]);
                    let like = profiles[a].likeness(&profiles[b]);
                    match apart {
                        0..=SOON_DAYS => like,
                        ..=APART_DAYS => like - LATER,
                        _ => 0.0,
                    }
                });
            }
        }
    }
    numbered(&join(articles.len(), &likeness))
}

fn lead(stop: &StopWords, article: &Article) -> Vec<String> {
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

/// How many days lie between them; none if one is undated.
fn apart_days(a: &Article, b: &Article) -> i64 {
    match (a.published.date, b.published.date) {
        (Some(a), Some(b)) => days_between(a, b).abs(),
        _ => 0,
    }
}

/// Joins the likest first; groups join if they are alike on the whole.
fn join(count: usize, likeness: &HashMap<(usize, usize), f32>) -> Vec<usize> {
    let mut pairs: Vec<((usize, usize), f32)> = likeness
        .iter()
        .filter(|(_, like)| **like >= LIKENESS)
        .map(|(pair, like)| (*pair, *like))
        .collect();
    pairs.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut group: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|index| vec![index]).collect();
    for ((a, b), _) in pairs {
        let (a, b) = (group[a].min(group[b]), group[a].max(group[b]));
        if a == b {
            continue;
        }
        let total: f32 = members[a]
            .iter()
            .flat_map(|&x| members[b].iter().map(move |&y| (x.min(y), x.max(y))))
            .map(|pair| likeness.get(&pair).copied().unwrap_or_default())
            .sum();
        if total / (members[a].len() * members[b].len()) as f32 >= LIKENESS * ON_THE_WHOLE {
            let moved = std::mem::take(&mut members[b]);
            for &index in &moved {
                group[index] = a;
            }
            members[a].extend(moved);
        }
    }
    group
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
