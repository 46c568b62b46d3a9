//! Who copies whom: articles of one publisher, and texts that are one text, count as one source.
//!
//! Two texts are one if most runs of words of the shorter one stand in the longer one too (shingles of five words; of a
//! long text only those with the smallest hashes are kept). An article that only takes over the sentence of an agency
//! copies it for the event that the sentence tells.

use std::collections::HashMap;

use super::Report;
use super::quick::Quick;
use crate::model::{Article, Reading};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// How many shingles are kept of a text.
const KEPT: usize = 400;
/// Which share of the shorter text makes a copy.
const COPY: f32 = 0.5;
/// Which share of a sentence, and how many words it must have at least: short sentences look alike by chance.
const COPIED_SENTENCE: f32 = 0.75;
const SENTENCE_WORDS: usize = 12;
/// How many articles of one event are compared with one another.
const COMPARED: usize = 300;

/// The shingles of the articles that were asked for.
#[derive(Default)]
pub(super) struct Copies {
    sketches: HashMap<usize, Vec<u64>>,
    /// What was found of two articles.
    one_text: Quick<(usize, usize), bool>,
}

impl Copies {
    /// Forgets what the marked articles said.
    pub(super) fn forget(&mut self, changed: &[bool]) {
        self.sketches.retain(|article, _| !changed[*article]);
        self.one_text
            .retain(|(a, b), _| !changed[*a] && !changed[*b]);
    }

    /// The articles of these reports, grouped: each group is one independent source. In the order of the reports, in
    /// which those of one article follow one another.
    pub(super) fn sources(
        &mut self,
        articles: &[&Article],
        readings: &[&Reading],
        reports: &[Report],
    ) -> Vec<Vec<usize>> {
        let sentences: Vec<(usize, Vec<u64>)> = reports
            .chunk_by(|a, b| a.article == b.article)
            .map(|reports| {
                let text = told(articles, readings, reports);
                let article = reports[0].article;
                (article, shingles(&text, SENTENCE_WORDS, usize::MAX))
            })
            .collect();
        // Places in the list of sentences.
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, (article, sentence)) in sentences.iter().enumerate() {
            let from = place.saturating_sub(COMPARED);
            let like: Vec<usize> = (from..place)
                .filter(|&other| {
                    let (other, told) = &sentences[other];
                    same_publisher(articles, *article, *other)
                        || share(sentence, told) >= COPIED_SENTENCE
                        || self.one_text(articles, *article, *other)
                })
                .collect();
            let (mut mine, others): (Vec<_>, Vec<_>) = groups
                .into_iter()
                .partition(|group| group.iter().any(|other| like.contains(other)));
            groups = others;
            let mut group: Vec<usize> = mine.drain(..).flatten().collect();
            group.push(place);
            group.sort_unstable();
            groups.push(group);
        }
        groups.sort();
        let article = |place: usize| sentences[place].0;
        groups
            .into_iter()
            .map(|group| group.into_iter().map(article).collect())
            .collect()
    }

    fn one_text(&mut self, articles: &[&Article], a: usize, b: usize) -> bool {
        if let Some(known) = self.one_text.get(&(a, b)) {
            return *known;
        }
        for at in [a, b] {
            if let Some(article) = articles.get(at) {
                self.sketches
                    .entry(at)
                    .or_insert_with(|| shingles(&article.text, SENTENCE_WORDS, KEPT));
            }
        }
        let one = match (self.sketches.get(&a), self.sketches.get(&b)) {
            (Some(x), Some(y)) => share(x, y) >= COPY,
            _ => false,
        };
        self.one_text.insert((a, b), one);
        one
    }
}

/// The sentences of an article that tell of the event.
fn told(articles: &[&Article], readings: &[&Reading], reports: &[Report]) -> String {
    let mut text = String::new();
    for report in reports {
        let (Some(article), Some(event)) = (
            articles.get(report.article),
            readings
                .get(report.article)
                .and_then(|reading| reading.events.get(report.event)),
        ) else {
            continue;
        };
        for span in &event.evidence {
            text.push_str(span.of(&article.text));
            text.push(' ');
        }
    }
    text
}

fn same_publisher(articles: &[&Article], a: usize, b: usize) -> bool {
    let name = |at: usize| {
        let name = articles.get(at)?.source.as_deref()?.trim();
        (!name.is_empty()).then(|| name.to_lowercase())
    };
    name(a).is_some_and(|name_a| name(b).is_some_and(|name_b| name_a == name_b))
}

/// Which share of the smaller set stands in the larger one; both are in order. Of long texts only the hashes below the
/// lower of both limits can be compared.
fn share(a: &[u64], b: &[u64]) -> f32 {
    let limit = |set: &[u64]| match set.last() {
        Some(last) if set.len() >= KEPT => *last,
        _ => u64::MAX,
    };
    let limit = limit(a).min(limit(b));
    let a = &a[..a.partition_point(|hash| *hash <= limit)];
    let b = &b[..b.partition_point(|hash| *hash <= limit)];
    let (mut i, mut j, mut shared) = (0, 0, 0u32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    match a.len().min(b.len()) {
        0 => 0.0,
        fewer => shared as f32 / fewer as f32,
    }
}

/// The hashes of the runs of words of a text, the `kept` smallest, in order; none for a text of fewer than `least` words.
fn shingles(text: &str, least: usize, kept: usize) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .flat_map(char::to_lowercase)
                .fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
                    mix(hash, u64::from(u32::from(letter)))
                })
        })
        .collect();
    if words.len() < least {
        return Vec::new();
    }
    let run = |run: &[u64]| {
        run.iter()
            .fold(0x9e37_79b9_7f4a_7c15, |hash, &word| mix(hash, word))
    };
    let mut hashes: Vec<u64> = words.windows(SHINGLE).map(run).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(kept);
    hashes
}

/// FNV-1a over a whole word, with the high bits stirred in so that small hashes are no property of the words.
fn mix(hash: u64, value: u64) -> u64 {
    let hash = (hash ^ value).wrapping_mul(0x0100_0000_01b3);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ferry left the harbour of Bergen at dawn with forty cars and a herd of sheep on its deck, and \
        nobody on the quay thought that it would come back without the sheep a week later.";

    #[test]
    fn a_text_within_a_longer_one_is_shared_and_another_text_is_not() {
        let longer =
            format!("A reporter adds a few words of her own here. {TEXT} And more words follow.");
        let other = "The minister of fisheries opened a new hall for dried cod in the north of the country on Monday \
            and spoke about the price of fuel for an hour.";
        let set = |text: &str| shingles(text, SENTENCE_WORDS, KEPT);
        assert!(share(&set(TEXT), &set(&longer)) > 0.99);
        assert!(share(&set(TEXT), &set(other)) < 0.01);
        assert!(share(&set(""), &set(TEXT)) < 0.01);
    }
}
