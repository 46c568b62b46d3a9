//! Headlines in title case, written small where the words are ordinary ones, so that the engine can tell verbs from names.
//!
//! "Kenya Lifts Travel Ban": only the copy that the engine reads is changed, byte for byte as long as the text; which words
//! are ordinary is asked of the tables of events, and what the tables of the world name stays as it is.

use std::ops::Range;

use crate::extract::events;
use crate::language::{PresetEntity, Tokens};

/// Lines of fewer words say too little about how they are written.
const FEWEST_WORDS: usize = 4;
/// Lines of more words are sentences.
const MOST_WORDS: usize = 24;

/// The text with its headlines in sentence case; `None` if there is nothing to change.
pub(super) fn in_sentence_case(
    rules: &events::Rules,
    tokens: &Tokens,
    text: &str,
    blocks: &[Range<usize>],
    preset: &[PresetEntity],
) -> Option<String> {
    let mut changed: Option<Vec<u8>> = None;
    let all = tokens.as_slice();
    let mut named = vec![false; all.len()];
    for entity in preset {
        if let Some(names) = named.get_mut(entity.tokens.clone()) {
            names.fill(true);
        }
    }
    for line in lines(text, blocks) {
        if !is_title_case(&text[line.clone()]) {
            continue;
        }
        let first = all.partition_point(|token| (token.start as usize) < line.start);
        let inside = all[first..]
            .iter()
            .take_while(|token| token.end as usize <= line.end);
        for (index, token) in inside.enumerate().skip(1) {
            let word = &text[token.range()];
            let capital = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
                && word
                    .bytes()
                    .skip(1)
                    .all(|letter| letter.is_ascii_lowercase());
            if capital && !named[first + index] && rules.knows_word(&token.lower) {
                changed.get_or_insert_with(|| text.as_bytes().to_vec())[token.start as usize]
                    .make_ascii_lowercase();
            }
        }
    }
    String::from_utf8(changed?).ok()
}

fn lines<'a>(text: &'a str, blocks: &'a [Range<usize>]) -> impl Iterator<Item = Range<usize>> + 'a {
    blocks.iter().flat_map(move |block| {
        let mut start = block.start;
        text[block.clone()].split_inclusive('\n').map(move |line| {
            let range = start..start + line.len();
            start = range.end;
            range
        })
    })
}

/// Whether all words but the little ones begin with a capital, and not only because all letters are capitals.
fn is_title_case(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let begins_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let capitals = words.iter().filter(|word| !begins_small(word)).count();
    let has_small = |word: &&str| word.chars().any(char::is_lowercase);
    (FEWEST_WORDS..=MOST_WORDS).contains(&words.len())
        && capitals >= FEWEST_WORDS - 1
        && words
            .iter()
            .filter(|word| begins_small(word))
            .all(|word| word.len() <= 5 && is_little(word))
        && words.iter().filter(|word| word.len() > 3).any(has_small)
}

fn is_little(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "in"
            | "on"
            | "to"
            | "for"
            | "and"
            | "or"
            | "nor"
            | "but"
            | "with"
            | "over"
            | "after"
            | "as"
            | "at"
            | "by"
            | "from"
            | "amid"
            | "into"
            | "off"
            | "up"
            | "out"
            | "is"
            | "are"
            | "s"
            | "vs"
            | "via"
            | "its"
            | "than"
            | "that"
            | "under"
            | "de"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "van"
            | "von"
            | "da"
            | "du"
            | "la"
    )
}
