//! Which articles tell the same story: they share their rare words and were published within weeks of each other.

use std::collections::{BTreeMap, HashMap};

use super::words::{self, StopWords};
use crate::calendar::days_between;
use crate::model::{Article, Reading};

/// How alike two articles must be.
const LIKENESS: f32 = 0.12;
/// How far apart they may be published, in days.
const APART_DAYS: i64 = 30;
/// How much of an article is compared: news tells the matter first.
const LEAD_BYTES: usize = 1_500;
/// By how many of its words an article looks for others.
const KEY_WORDS: usize = 60;
/// A key word that more articles have finds nothing.
const COMMON: usize = 150;

/// A number for each article; the same number for articles of one story. Numbered in the order of the articles.
pub fn stories(articles: &[&Article], _readings: &[&Reading]) -> Vec<usize> {
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
                    if near(articles[a], articles[b]) {
                        profiles[a].likeness(&profiles[b])
                    } else {
                        0.0
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

fn near(a: &Article, b: &Article) -> bool {
    match (a.published.date, b.published.date) {
        (Some(a), Some(b)) => days_between(a, b).abs() <= APART_DAYS,
        _ => true,
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
        if total / (members[a].len() * members[b].len()) as f32 >= LIKENESS * 0.8 {
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
