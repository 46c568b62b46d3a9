//! What the network gets to see of a word: its normal form, first and last letters and shape, as numbers.
//!
//! All of it depends on the text alone (and on a norm that a tokenizer exception may set), so it is worked out once per word.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::assets::{LoadError, NORMS, NORMS_BY_ID, SYMBOLS, SortedTable, Weights};
use super::characters::{Characters, Class, is_space};

/// Code points from which on a word has no shape of its own.
const LONG_WORD: usize = 100;

/// A word as the network sees it.
#[derive(Debug)]
pub(super) struct Lexeme {
    /// Different for every lexeme of an engine.
    pub(super) number: u64,
    pub(super) text: Arc<str>,
    pub(super) lower: Arc<str>,
    pub(super) norm: Arc<str>,
    /// String ids of norm, first letter, last three letters and shape.
    pub(super) ids: [u64; 4],
    /// Row of its word vector.
    pub(super) vector: Option<u16>,
    pub(super) is_space: bool,
    /// Whether a text of several tokens that is an exception may begin with this word.
    pub(super) begins_phrase: bool,
}

/// Makes lexemes.
pub(super) struct Vocabulary {
    symbols: SortedTable,
    norms: SortedTable,
    norms_by_id: SortedTable,
    vector_keys: &'static [[u8; 8]],
    vector_rows: &'static [[u8; 2]],
    next_number: AtomicU64,
}

impl Vocabulary {
    pub(super) fn load(weights: &Weights) -> Result<Vocabulary, LoadError> {
        Ok(Vocabulary {
            symbols: SYMBOLS.sorted(),
            norms: NORMS.sorted(),
            norms_by_id: NORMS_BY_ID.sorted(),
            vector_keys: weights.bytes("vector.keys", "u64", 0)?.as_chunks().0,
            vector_rows: weights.bytes("vector.rows", "u16", 0)?.as_chunks().0,
            next_number: AtomicU64::new(0),
        })
    }

    /// The lexeme of a text, with the norm of an exception if there is one.
    pub(super) fn lexeme(
        &self,
        characters: &Characters,
        text: &str,
        norm: Option<&str>,
        begins_phrase: bool,
    ) -> Lexeme {
        let text: Arc<str> = Arc::from(text);
        let lowered = text.to_lowercase();
        let lower = if *lowered == *text {
            Arc::clone(&text)
        } else {
            Arc::from(lowered)
        };
        let text_id = self.id(&text);
        let norm: Arc<str> = match norm.or_else(|| self.listed_norm(&text, text_id)) {
            Some(norm) => Arc::from(norm),
            None => Arc::clone(&lower),
        };
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text
            .char_indices()
            .rev()
            .nth(2)
            .map_or(0, |(place, _)| place);
        let ids = [
            self.id(&norm),
            self.id(&text[..prefix]),
            self.id(&text[suffix..]),
            self.id(&shape(characters, &text)),
        ];
        Lexeme {
            number: self.next_number.fetch_add(1, Ordering::Relaxed),
            ids,
            vector: self.vector_row(text_id),
            is_space: text.chars().all(is_space),
            begins_phrase,
            lower,
            norm,
            text,
        }
    }

    fn listed_norm(&self, text: &str, text_id: u64) -> Option<&'static str> {
        self.norms
            .find(text)
            .or_else(|| self.norms_by_id.find(&format!("{text_id:016x}")))
    }

    fn vector_row(&self, id: u64) -> Option<u16> {
        let place = self
            .vector_keys
            .binary_search_by_key(&id, |&key| u64::from_le_bytes(key))
            .ok()?;
        self.vector_rows
            .get(place)
            .map(|&row| u16::from_le_bytes(row))
    }

    /// The number a text goes by: a small one for the symbols of the model's library (among them ordinary words such as “mark”
    /// and the shape “X”), 0 for nothing, else the hash.
    fn id(&self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        match self.symbols.find(text) {
            Some(number) => number.parse().unwrap_or(0),
            None => murmur_64a(text.as_bytes()),
        }
    }
}

/// Letters become `X` or `x`, digits `d`, anything else stays; runs are cut to four.
fn shape(characters: &Characters, text: &str) -> String {
    if text.chars().nth(LONG_WORD - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len().min(LONG_WORD));
    let (mut last, mut run) = (None, 0);
    for char in text.chars() {
        let kind = if characters.is(char, Class::Alphabetic) {
            if characters.is(char, Class::UpperCase) {
                'X'
            } else {
                'x'
            }
        } else if characters.is(char, Class::Digit) {
            'd'
        } else {
            char
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// MurmurHash64A with seed 1, the hash of the model's string store.
fn murmur_64a(data: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (data.len() as u64).wrapping_mul(M);
    let (blocks, rest) = data.as_chunks::<8>();
    for block in blocks {
        let mut key = u64::from_le_bytes(*block).wrapping_mul(M);
        key ^= key >> 47;
        hash = (hash ^ key.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ hash >> 47
}

/// Four rows of a hash table for an id: the 128-bit hash of `MurmurHash3` as the model's library has it (one block, no mixing of
/// the halves in between), cut into four.
pub(super) fn hash_rows(id: u64, seed: u32, rows: u32) -> [u32; 4] {
    fn mix(mut half: u64) -> u64 {
        half = (half ^ half >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        half = (half ^ half >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        half ^ half >> 33
    }
    let block = id
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut high = u64::from(seed) ^ 8;
    let mut low = (block ^ high).wrapping_add(high);
    high = high.wrapping_add(low);
    low = mix(low);
    high = mix(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [
        low as u32,
        (low >> 32) as u32,
        high as u32,
        (high >> 32) as u32,
    ]
    .map(|word| word % rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexeme(text: &str) -> Lexeme {
        let weights = Weights::open().unwrap();
        let characters = Characters::load().unwrap();
        Vocabulary::load(&weights)
            .unwrap()
            .lexeme(&characters, text, None, false)
    }

    #[test]
    fn shapes_keep_four_of_a_run() {
        let characters = Characters::load().unwrap();
        assert_eq!(shape(&characters, "Washington-based"), "Xxxxx-xxxx");
        assert_eq!(shape(&characters, "U.S.2024"), "X.X.dddd");
        assert_eq!(shape(&characters, &"é".repeat(100)), "LONG");
        assert_eq!(shape(&characters, &"é".repeat(99)), "xxxx");
        assert_eq!(shape(&characters, "½3²"), "½dd");
    }

    #[test]
    fn symbols_go_by_their_number() {
        // The shape of “A” is “X”, which is also the name of a part of speech, number 101 in the model's library.
        assert_eq!(lexeme("A").ids[3], 101);
        assert_eq!(lexeme("").ids, [0; 4]);
    }

    #[test]
    fn norms_resolve_spelling_and_contraction() {
        assert_eq!(&*lexeme("organised").norm, "organized");
        assert_eq!(&*lexeme("Vilnius").norm, "vilnius");
        assert_eq!(&*lexeme("“").norm, "\"");
    }
}
