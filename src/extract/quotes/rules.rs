//! The table of reporting verbs and what may hold the words that they report.

use std::collections::HashMap;

use crate::extract::RulesError;

const TABLE: &str = "quotes.tsv";
const TEXT: &str = include_str!("../../../assets/rules/quotes.tsv");

/// What a reporting verb takes.
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
    /// Prepositions whose object says what: "called for talks".
    pub(super) prepositions: Vec<&'static str>,
}

/// The reporting verbs by lemma.
#[derive(Debug)]
pub struct Rules {
    verbs: HashMap<&'static str, Frames>,
}

impl Rules {
    /// Reads the table that comes with the program.
    ///
    /// # Errors
    /// If a line is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut verbs = HashMap::new();
        for (number, line) in TEXT.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((lemma, words)) = line.split_once('\t') else {
                return Err(RulesError {
                    table: TABLE,
                    line: number + 1,
                    message: "a lemma, a tab and its frames are expected".to_owned(),
                });
            };
            let mut frames = Frames::default();
            for word in words.split(' ') {
                match word {
                    "clause" => frames.clause = true,
                    "speech" => frames.speech = true,
                    "infinitive" => frames.infinitive = true,
                    "object" => frames.object = true,
                    preposition => frames.prepositions.push(preposition),
                }
            }
            if verbs.insert(lemma, frames).is_some() {
                return Err(RulesError {
                    table: TABLE,
                    line: number + 1,
                    message: format!("“{lemma}” stands twice"),
                });
            }
        }
        Ok(Self { verbs })
    }

    /// What the verb takes; none if it reports nothing.
    pub(super) fn frames(&self, lemma: &str) -> Option<&Frames> {
        self.verbs.get(lemma)
    }
}
