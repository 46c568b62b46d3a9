//! The table of reporting words and what may hold the words that they report.

use std::collections::HashMap;

use crate::extract::RulesError;

const TABLE: &str = "quotes.tsv";
const TEXT: &str = include_str!("../../../assets/rules/quotes.tsv");

/// What kind of word reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// "said".
    Verb,
    /// "the claim that …".
    Noun,
    /// "is sure that …"; as it is written, participles too.
    Adjective,
    /// "reportedly".
    Adverb,
    /// "in a poll, …".
    Frame,
}

/// What a reporting word takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frames {
    /// A clause says what: "said that …".
    pub(super) clause: bool,
    /// May stand beside words in quotation marks.
    pub(super) speech: bool,
    /// An infinitive says what: "refused to …".
    pub(super) infinitive: bool,
    /// The direct object says what: "voiced concern".
    pub(super) object: bool,
    /// The noun after it reports, not the verb: "made the claim that …".
    pub(super) light: bool,
    /// An attitude, a plan or a demand, not a claim that something is so.
    pub(super) wish: bool,
    /// Prepositions whose object says what: "called for talks".
    pub(super) prepositions: Vec<&'static str>,
}

/// The reporting words by class and form.
#[derive(Debug)]
pub struct Rules {
    words: HashMap<Class, HashMap<&'static str, Frames>>,
}

impl Rules {
    /// Reads the table that comes with the program.
    ///
    /// # Errors
    /// If a line is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut words: HashMap<Class, HashMap<&'static str, Frames>> = HashMap::new();
        for (number, line) in TEXT.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |message: String| RulesError {
                table: TABLE,
                line: number + 1,
                message,
            };
            let mut fields = line.split('\t');
            let (Some(word), Some(class), Some(takes), None) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                return Err(fault(
                    "a word, its class and its frames are expected".to_owned(),
                ));
            };
            let class = match class {
                "verb" => Class::Verb,
                "noun" => Class::Noun,
                "adjective" => Class::Adjective,
                "adverb" => Class::Adverb,
                "frame" => Class::Frame,
                other => return Err(fault(format!("“{other}” is no class of words"))),
            };
            if words
                .entry(class)
                .or_default()
                .insert(word, frames_of(takes))
                .is_some()
            {
                return Err(fault(format!("“{word}” stands twice")));
            }
        }
        Ok(Self { words })
    }

    /// What the word takes; none if it reports nothing.
    pub(super) fn frames(&self, class: Class, word: &str) -> Option<&Frames> {
        self.words.get(&class)?.get(word)
    }
}

fn frames_of(takes: &'static str) -> Frames {
    let mut frames = Frames::default();
    for word in takes.split(' ').filter(|word| !word.is_empty()) {
        match word {
            "clause" => frames.clause = true,
            "speech" => frames.speech = true,
            "infinitive" => frames.infinitive = true,
            "object" => frames.object = true,
            "light" => frames.light = true,
            "wish" => frames.wish = true,
            preposition => frames.prepositions.push(preposition),
        }
    }
    frames
}
