//! The words of a text by which two texts are compared: no function words, no endings, rare words first.

use std::collections::HashMap;

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
        self.written(text).map(|(stem, _)| stem).collect()
    }

    /// The words of a text that count, without endings and as they are written, in order.
    pub(super) fn written<'t>(&self, text: &'t str) -> impl Iterator<Item = (String, &'t str)> {
        text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
            .filter_map(|word| {
                let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
                let written = word.split(['\'', '’']).next().unwrap_or_default();
                let word = written.to_lowercase();
                let counts = word.chars().count() > 2 && !self.0.contains(word.as_str());
                (counts || word.len() >= 2 && word.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| (without_ending(&word).to_owned(), written))
            })
    }
}

/// "talks" → "talk", "attacked" → "attack", "barred" and "bars" → "bar", "negotiations" and "negotiating" → "negotiat":
/// enough to compare, not to read.
pub(super) fn without_ending(word: &str) -> &str {
    let mut stem = word;
    for endings in [["es", "s"].as_slice(), &["ing", "ion", "ed"]] {
        for ending in endings {
            if let Some(shorter) = stem.strip_suffix(ending)
                && shorter.len() > if *ending == "s" { 2 } else { 3 }
                && !shorter.ends_with('s')
            {
                stem = shorter;
                break;
            }
        }
    }
    match stem.strip_suffix('e') {
        Some(shorter) if shorter.len() > 3 => return shorter,
        _ => {}
    }
    let mut ends = stem.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before))
            if last == before && stem.len() > 3 && last.is_ascii_lowercase() && last != 's' =>
        {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

/// Words as numbers. Which word has which number depends on who came first: numbers are compared, never put in order.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Vocabulary {
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }

    /// How often each word stands in the list; by number.
    pub(super) fn counted(&mut self, words: &[String]) -> Vec<(u32, u32)> {
        let mut numbers: Vec<u32> = words.iter().map(|word| self.number(word)).collect();
        numbers.sort_unstable();
        numbers
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX)))
            .collect()
    }
}

/// In how many texts each word stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    texts: u32,
    having: HashMap<u32, u32>,
}

impl Spread {
    /// Adds as many texts, and in how many of them each word stands.
    pub(super) fn add(&mut self, texts: u32, having: &[(u32, u32)]) {
        self.texts += texts;
        for &(word, count) in having {
            *self.having.entry(word).or_default() += count;
        }
    }

    /// The profile of a text of so many times these words: words that few texts share weigh most.
    pub(super) fn profile(&self, counted: &[(u32, u32)]) -> Profile {
        // Some more texts than there are: with two or three, shared words are no accident either.
        let total = self.texts as f32 + 10.0;
        let weights: Vec<(u32, u32)> = counted
            .iter()
            .map(|&(word, times)| {
                let having = self.having.get(&word).copied().unwrap_or_default();
                let rare = (total / (having as f32 + 0.5)).ln().max(0.0);
                let weight = (1.0 + (times as f32).ln()) * rare;
                (word, (weight * FINE) as u32)
            })
            .collect();
        let squares: u64 = weights.iter().map(|(_, x)| u64::from(*x).pow(2)).sum();
        Profile {
            weights,
            length: (squares as f64).sqrt() as f32,
        }
    }
}

/// Weights are whole numbers, so that a sum does not depend on the order of the words.
const FINE: f32 = 1_024.0;

/// A text as weights of its words, by the words' numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    weights: Vec<(u32, u32)>,
    length: f32,
}

impl Profile {
    /// The cosine of the angle between two texts: 0 nothing in common, 1 the same words.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let (a, b) = (&self.weights, &other.weights);
        let (mut i, mut j, mut sum) = (0, 0, 0u64);
        while let (Some(&(x, weight)), Some(&(y, against))) = (a.get(i), b.get(j)) {
            if x == y {
                sum += u64::from(weight) * u64::from(against);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        sum as f32 / (self.length * other.length).max(f32::EPSILON)
    }

    /// The heaviest words.
    pub(super) fn top(&self, count: usize, vocabulary: &Vocabulary) -> Vec<u32> {
        let mut words = self.weights.clone();
        words.sort_by(|a, b| {
            let by_name = || vocabulary.word(a.0).cmp(vocabulary.word(b.0));
            b.1.cmp(&a.1).then_with(by_name)
        });
        words.truncate(count);
        words.into_iter().map(|(word, _)| word).collect()
    }
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
            ["bars", "barred"],
            ["kill", "killed"],
            ["banning", "bans"],
        ] {
            assert_eq!(without_ending(one), without_ending(other));
        }
        assert_ne!(without_ending("sing"), without_ending("singer"));
    }
}
