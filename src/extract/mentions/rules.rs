//! The table of words beside which a name is that of a town.

use std::collections::HashMap;

use crate::extract::RulesError;
use crate::model::CountryCode;

const TABLE: &str = "places.tsv";
const TEXT: &str = include_str!("../../../assets/rules/places.tsv");

/// What a word tells of places.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hint {
    /// Begins what is left of the name of a body behind that of its town.
    pub(super) owner: bool,
    /// A noun that a town's name stands before, but never a country's.
    pub(super) local: bool,
    /// Begins the names of bodies without being a place.
    pub(super) never: bool,
    /// Ends the name of a street.
    pub(super) street: bool,
    /// The country whose public life it belongs to.
    pub(super) press: Option<CountryCode>,
}

/// The words in small letters.
#[derive(Debug)]
pub struct Rules {
    words: HashMap<&'static str, Hint>,
}

impl Rules {
    /// Reads the table that comes with the program.
    ///
    /// # Errors
    /// If a line is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut words: HashMap<&'static str, Hint> = HashMap::with_capacity(200);
        for (number, line) in TEXT.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |message: &str| RulesError {
                table: TABLE,
                line: number + 1,
                message: message.to_owned(),
            };
            let mut fields = line.split('\t');
            let (word, sort) = fields
                .next()
                .zip(fields.next())
                .ok_or_else(|| error("a word, a tab and its sort are expected"))?;
            let hint = words.entry(word).or_default();
            match sort {
                "owner" => hint.owner = true,
                "local" => hint.local = true,
                "never" => hint.never = true,
                "street" => hint.street = true,
                "press" => {
                    let code = fields.next().and_then(|code| code.parse().ok());
                    hint.press = Some(code.ok_or_else(|| error("a code is expected"))?);
                }
                _ => return Err(error("unknown sort")),
            }
        }
        Ok(Self { words })
    }

    /// What a word in small letters tells.
    pub(super) fn hint(&self, word: &str) -> Hint {
        self.words.get(word).copied().unwrap_or_default()
    }
}
