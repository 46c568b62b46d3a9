//! Dictionary forms, by suffix rules checked against lists of known words, for tokens whose lemma no ruler rule has set.

use std::collections::HashMap;
use std::sync::Arc;

use super::assets::{self, LEMMA_RULES, LoadError, SortedTable};
use super::characters::{Characters, Class};
use super::labels::{Morph, Pos};
use super::lexeme::Lexeme;

/// Lemmas remembered before all are forgotten.
const MOST_REMEMBERED: usize = 50_000;

/// Lemmas found before, by lexeme and part of speech.
pub(super) type LemmaMemory = HashMap<(u64, Pos), Arc<str>>;

/// The tables of one part of speech.
#[derive(Default)]
struct Tables {
    /// Suffix and what takes its place.
    rules: Vec<(&'static str, &'static str)>,
    exceptions: Option<SortedTable>,
    index: Option<SortedTable>,
}

/// The lemmatizer.
pub(super) struct Lemmatizer {
    characters: Arc<Characters>,
    tables: [(Pos, Tables); 5],
}

impl Lemmatizer {
    pub(super) fn load(characters: Arc<Characters>) -> Result<Lemmatizer, LoadError> {
        let tables = |exceptions: assets::Table, index: assets::Table| Tables {
            rules: Vec::new(),
            exceptions: Some(exceptions.sorted()),
            index: Some(index.sorted()),
        };
        let mut tables = [
            (
                Pos::Adj,
                tables(assets::LEMMA_EXCEPTIONS_ADJ, assets::LEMMA_INDEX_ADJ),
            ),
            (
                Pos::Adv,
                tables(assets::LEMMA_EXCEPTIONS_ADV, assets::LEMMA_INDEX_ADV),
            ),
            (
                Pos::Noun,
                tables(assets::LEMMA_EXCEPTIONS_NOUN, assets::LEMMA_INDEX_NOUN),
            ),
            (
                Pos::Verb,
                tables(assets::LEMMA_EXCEPTIONS_VERB, assets::LEMMA_INDEX_VERB),
            ),
            (Pos::Punct, Tables::default()),
        ];
        for row in LEMMA_RULES.fields::<3>() {
            let [part, suffix, replacement] = row?;
            let wanted = part.to_uppercase();
            match tables.iter_mut().find(|(pos, _)| pos.as_str() == wanted) {
                Some((_, tables)) => tables.rules.push((suffix, replacement)),
                None => return Err(LEMMA_RULES.error(format!("no tables for {part}"))),
            }
        }
        Ok(Lemmatizer { characters, tables })
    }

    /// The lemma of a word as this part of speech with these features.
    pub(super) fn lemma(
        &self,
        lexeme: &Lexeme,
        pos: Pos,
        morph: Morph,
        memory: &mut LemmaMemory,
    ) -> Arc<str> {
        if pos == Pos::Space || is_base_form(pos, morph) {
            return Arc::clone(&lexeme.lower);
        }
        let Some((_, tables)) = self.tables.iter().find(|(listed, _)| *listed == pos) else {
            let form = if pos == Pos::Propn {
                &lexeme.text
            } else {
                &lexeme.lower
            };
            return Arc::clone(form);
        };
        if memory.len() >= MOST_REMEMBERED {
            memory.clear();
        }
        let found = memory
            .entry((lexeme.number, pos))
            .or_insert_with(|| self.by_rules(lexeme, tables));
        Arc::clone(found)
    }

    fn by_rules(&self, lexeme: &Lexeme, tables: &Tables) -> Arc<str> {
        let word = &*lexeme.lower;
        let (mut forms, mut unknown_forms): (Vec<String>, Vec<String>) = Default::default();
        for (suffix, replacement) in &tables.rules {
            let Some(stem) = word.strip_suffix(suffix) else {
                continue;
            };
            let form = format!("{stem}{replacement}");
            if form.is_empty() {
                continue;
            }
            if tables
                .index
                .is_some_and(|index| index.find(&form).is_some())
            {
                forms.insert(0, form);
            } else if !form
                .chars()
                .all(|char| self.characters.is(char, Class::Alphabetic))
            {
                forms.push(form);
            } else {
                unknown_forms.push(form);
            }
        }
        // Listed forms go first, the last of them in front of all.
        let listed = tables.exceptions.and_then(|table| table.find(word));
        let last_new = listed
            .iter()
            .flat_map(|forms| forms.split('\t'))
            .rfind(|form| !forms.iter().any(|known| known == form));
        let first = last_new
            .map(str::to_owned)
            .or_else(|| forms.into_iter().next())
            .or_else(|| unknown_forms.into_iter().next());
        match first {
            Some(form) if form == word => Arc::clone(&lexeme.lower),
            Some(form) => Arc::from(form),
            None => Arc::clone(&lexeme.text),
        }
    }
}

/// Whether the features say that the word is its own lemma.
fn is_base_form(pos: Pos, morph: Morph) -> bool {
    let is = |feature, value| morph.is(feature, value);
    match pos {
        Pos::Noun if is("Number", "Sing") => true,
        Pos::Verb
            if is("VerbForm", "Fin") && is("Tense", "Pres") && morph.get("Number").is_none() =>
        {
            true
        }
        _ => is("VerbForm", "Inf") || is("Degree", "Pos"),
    }
}
