//! Names found in a text: the longest match of whole words, case-sensitive.
//!
//! Finds what is written; what a name means where it stands (a person called Jordan, a capital as a government) is left
//! to `extract::mentions`.

use std::collections::HashMap;
use std::ops::Range;

use super::table::{Table, Tables};
use super::{World, WorldError};
use crate::language::Token;
use crate::model::CountryCode;

/// What a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A country or dissolved state.
    Country(CountryCode),
    /// A word for its people, and the adjective.
    Demonym(CountryCode),
    /// A city or building that stands for a government: index into [`World::metonyms`].
    Metonym(u32),
    /// Index into [`World::bodies`].
    Body(u32),
    /// Index into [`World::people`].
    Person(u32),
    /// Index into the regions, seas and sites.
    Place(u32),
}

/// A city or building that stands for a government or body.
#[derive(Clone, Copy, Debug)]
pub struct Metonym {
    /// The name.
    pub name: &'static str,
    /// The country that it stands for; none where it is a body.
    pub country: Option<CountryCode>,
    /// The body that it stands for, else empty.
    pub body: &'static str,
    /// Whether it is a city as well, not only a seat.
    pub is_city: bool,
    /// The part of society.
    pub sector: Option<crate::model::Sector>,
}

/// How far a name can be trusted to mean what the tables say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// It means that.
    None,
    /// It is also a given or family name.
    Person,
    /// It is also an ordinary word or another name.
    Word,
}

const AMBIGUOUS: Table = Table {
    name: "ambiguous.tsv",
    text: include_str!("../../assets/world/ambiguous.tsv"),
};

pub(super) fn cautions(tables: &Tables<'_>) -> Result<HashMap<&'static str, Caution>, WorldError> {
    let mut cautions = HashMap::with_capacity(250);
    tables.each(AMBIGUOUS, |row| {
        let [name, kind] = row.fields()?;
        let caution = match kind {
            "person" => Caution::Person,
            "word" => Caution::Word,
            "safe" => Caution::None,
            _ => return Err(row.error(format!("unknown sort {kind:?}"))),
        };
        if cautions.insert(name, caution).is_some() && !row.own {
            return Err(row.error(format!("{name:?} twice")));
        }
        Ok(())
    })?;
    Ok(cautions)
}

/// A name of the tables found in a text.
#[derive(Clone, Debug)]
pub struct Match<'world> {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The name as the tables write it.
    pub name: &'static str,
    /// What it may stand for, the likeliest first.
    pub known: &'world [Known],
}

/// Names by their first word.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    /// First word in lower case: names that begin with it, the longest first.
    by_word: HashMap<Box<str>, Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    text: &'static str,
    known: Vec<Known>,
}

impl Gazetteer {
    pub(super) fn add(&mut self, text: &'static str, known: Known) {
        let word = first_word(text);
        if word.is_empty() {
            return;
        }
        let names = match self.by_word.get_mut(word.to_lowercase().as_str()) {
            Some(names) => names,
            None => self.by_word.entry(word.to_lowercase().into()).or_default(),
        };
        match names.iter_mut().find(|name| name.text == text) {
            Some(name) if name.known.contains(&known) => {}
            Some(name) => name.known.push(known),
            None => names.push(Name {
                text,
                known: vec![known],
            }),
        }
    }

    /// Enters a name that means this before anything else.
    pub(super) fn put_first(&mut self, text: &'static str, known: Known) {
        self.add(text, known);
        let names = self
            .by_word
            .get_mut(first_word(text).to_lowercase().as_str());
        if let Some(name) = names.and_then(|names| names.iter_mut().find(|name| name.text == text))
        {
            name.known.retain(|other| *other != known);
            name.known.insert(0, known);
        }
    }

    /// Puts the longest names first. To be called once, after the last name.
    pub(super) fn finish(&mut self) {
        for names in self.by_word.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
        }
    }

    /// The longest name that starts at a token.
    fn longest_at(&self, tokens: &[Token], at: usize, text: &str) -> Option<Match<'_>> {
        let token = &tokens[at];
        let names = self.by_word.get(first_word(&token.lower))?;
        names.iter().find_map(|name| {
            let end = match_length(name.text, text.get(token.start as usize..)?)?;
            let end = token.start as usize + end;
            // Only a name that ends with a token is a name: words, never parts of words.
            let last = tokens[at..]
                .iter()
                .take_while(|token| token.end as usize <= end)
                .count();
            let last_end = tokens.get((at + last).checked_sub(1)?)?.end as usize;
            (last > 0 && last_end == end).then(|| Match {
                tokens: at..at + last,
                name: name.text,
                known: &name.known,
            })
        })
    }
}

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(_, character)| !character.is_alphanumeric())
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// How many bytes at the head of the text spell the name; none if it says something else. Any white space counts as a
/// blank, typographic marks as plain ones; capitals throughout match any case, so that headlines are read.
fn match_length(name: &str, text: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    let mut capitals = 0;
    let mut exact = true;
    for wanted in name.chars() {
        let (_, found) = rest.next()?;
        let same = match wanted {
            ' ' => {
                if !found.is_whitespace() {
                    return None;
                }
                while rest.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                true
            }
            '\'' => matches!(found, '\'' | '’' | '‘' | 'ʼ'),
            '-' => matches!(found, '-' | '‐' | '‑' | '–'),
            _ => {
                if found.is_uppercase() {
                    capitals += 1;
                }
                if found != wanted {
                    exact = false;
                    if !(found.is_uppercase() && wanted.to_uppercase().eq([found])) {
                        return None;
                    }
                }
                true
            }
        };
        if !same {
            return None;
        }
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let all_capitals = letters >= 4 && capitals >= letters;
    if !exact && !all_capitals {
        return None;
    }
    let end = rest.peek().map_or(text.len(), |(at, _)| *at);
    // Blanks that a match of white space ran over belong to the name; the next character must not go on with the word.
    match text[end..].chars().next() {
        Some(next) if next.is_alphanumeric() => None,
        _ => Some(end),
    }
}

impl World {
    /// Cities and buildings that stand for governments.
    pub fn metonyms(&self) -> &[Metonym] {
        &self.metonyms
    }

    /// All names of the tables in a text, the longest where several start at one word, from left to right, not
    /// overlapping.
    pub fn find_names<'world>(&'world self, tokens: &[Token], text: &str) -> Vec<Match<'world>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.gazetteer.longest_at(tokens, at, text) {
                Some(name) => {
                    at = name.tokens.end;
                    found.push(name);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Every name of the tables with what it may stand for, in no order.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &[Known])> {
        let names = self.gazetteer.by_word.values().flatten();
        names.map(|name| (name.text, name.known.as_slice()))
    }

    /// How far a name can be trusted.
    pub fn caution(&self, name: &str) -> Caution {
        self.cautions.get(name).copied().unwrap_or(Caution::None)
    }

    /// What a name written exactly so may stand for.
    pub fn named(&self, name: &str) -> &[Known] {
        self.gazetteer
            .by_word
            .get(first_word(name).to_lowercase().as_str())
            .and_then(|names| names.iter().find(|known| known.text == name))
            .map_or(&[], |known| known.known.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_whole_words_in_their_own_case() {
        assert_eq!(match_length("Turkey", "Turkey said"), Some(6));
        assert_eq!(match_length("Turkey", "turkey"), None);
        assert_eq!(match_length("Turkey", "TURKEY: news"), Some(6));
        assert_eq!(match_length("Oman", "Omani"), None);
        assert_eq!(match_length("United States", "United\n States, "), Some(14));
        assert_eq!(match_length("People's Daily", "People’s Daily"), Some(16));
        assert_eq!(match_length("US", "us"), None);
        assert_eq!(match_length("Chad", "CHAd"), None);
    }
}
