//! The words of a text by which two texts are compared: no function words, no endings, rare words first.

use std::collections::{BTreeMap, HashMap};

const STOP: &str = include_str!("../../assets/rules/stop-words.txt");

/// Words that tell nothing about what a text is about.
pub(super) struct StopWords(std::collections::HashSet<&'static str>);

impl StopWords {
    pub(super) fn load() -> Self {
        Self(
            STOP.lines()
                .filter(|line| !line.starts_with('#'))
                .flat_map(str::split_whitespace)
                .collect(),
        )
    }

    /// The words of a text that count, without endings, in order.
    pub(super) fn content(&self, text: &str) -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
            .filter_map(|word| {
                let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
                let word = word.split(['\'', '’']).next().unwrap_or_default();
                let word = word.to_lowercase();
                let counts = word.chars().count() > 2 && !self.0.contains(word.as_str());
                (counts || word.len() >= 2 && word.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| without_ending(&word).to_owned())
            })
            .collect()
    }
}

/// "talks" → "talk", "attacked" → "attack", "negotiations" and "negotiating" → "negotiat": enough to compare, not to
/// read.
pub(super) fn without_ending(word: &str) -> &str {
    let mut stem = word;
    for endings in [["es", "s"].as_slice(), &["ing", "ion", "ed"]] {
        for ending in endings {
            if let Some(shorter) = stem.strip_suffix(ending)
                && shorter.len() > 3
                && !shorter.ends_with('s')
            {
                stem = shorter;
                break;
            }
        }
    }
    match stem.strip_suffix('e') {
        Some(shorter) if shorter.len() > 3 => shorter,
        _ => stem,
    }
}

/// A text as weights of its words, of length one, in order of the words' numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile(Vec<(u32, f32)>);

impl Profile {
    /// The cosine of the angle between two texts: 0 nothing in common, 1 the same words.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((x, weight)), Some((y, against))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    sum += weight * against;
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }

    /// The heaviest words.
    pub(super) fn top(&self, count: usize) -> Vec<u32> {
        let mut words = self.0.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(count);
        words.into_iter().map(|(word, _)| word).collect()
    }
}

/// Profiles of many texts: words that few of them share weigh most.
pub(super) fn profiles(texts: &[Vec<String>]) -> Vec<Profile> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut spread: Vec<u32> = Vec::new();
    let mut counts: Vec<BTreeMap<u32, u32>> = Vec::with_capacity(texts.len());
    for text in texts {
        let mut count = BTreeMap::new();
        for word in text {
            let next = u32::try_from(spread.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(word.as_str()).or_insert(next);
            if number == next {
                spread.push(0);
            }
            *count.entry(number).or_insert(0) += 1;
        }
        for number in count.keys() {
            spread[*number as usize] += 1;
        }
        counts.push(count);
    }
    // Some more texts than there are: with two or three, shared words are no accident either.
    let total = texts.len() as f32 + 10.0;
    counts
        .into_iter()
        .map(|count| {
            let weights: Vec<(u32, f32)> = count
                .into_iter()
                .map(|(word, times)| {
                    let rare = (total / (spread[word as usize] as f32 + 0.5)).ln();
                    (word, (1.0 + (times as f32).ln()) * rare)
                })
                .collect();
            let length = weights.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
            Profile(
                weights
                    .into_iter()
                    .map(|(word, x)| (word, x / length.max(f32::EPSILON)))
                    .collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for [one, other] in [
            ["negotiations", "negotiating"],
            ["seized", "seizes"],
            ["attack", "attacked"],
            ["sanctions", "sanction"],
        ] {
            assert_eq!(without_ending(one), without_ending(other));
        }
        assert_ne!(without_ending("sing"), without_ending("singer"));
    }
}
