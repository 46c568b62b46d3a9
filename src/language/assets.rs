//! The embedded files of `assets/language` and how their two shapes are read: tables of text and tensors of numbers.
//!
//! Everything stays where it lies in the program; only what must be `f32` is converted. What a table means is left to its reader.

use std::borrow::Cow;
use std::collections::HashMap;

use thiserror::Error;

/// The embedded model could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the embedded language model is damaged: {reason} in assets/language/{file}")]
pub struct LoadError {
    file: &'static str,
    reason: String,
}

impl LoadError {
    pub(super) fn new(file: &'static str, reason: impl Into<String>) -> LoadError {
        LoadError {
            file,
            reason: reason.into(),
        }
    }
}

/// One table of text: the name of its file and what stands in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) file: &'static str,
    text: &'static str,
}

macro_rules! tables {
    ($($name:ident = $file:literal,)+) => {
        $(pub(super) const $name: Table = Table {
            file: $file,
            text: include_str!(concat!("../../assets/language/", $file)),
        };)+
    };
}

tables! {
    ACTIONS = "actions.tsv",
    AFFIXES = "affixes.tsv",
    CHARACTERS = "characters.tsv",
    LEMMA_EXCEPTIONS_ADJ = "lemma_exceptions_adj.tsv",
    LEMMA_EXCEPTIONS_ADV = "lemma_exceptions_adv.tsv",
    LEMMA_EXCEPTIONS_NOUN = "lemma_exceptions_noun.tsv",
    LEMMA_EXCEPTIONS_VERB = "lemma_exceptions_verb.tsv",
    LEMMA_INDEX_ADJ = "lemma_index_adj.tsv",
    LEMMA_INDEX_ADV = "lemma_index_adv.tsv",
    LEMMA_INDEX_NOUN = "lemma_index_noun.tsv",
    LEMMA_INDEX_VERB = "lemma_index_verb.tsv",
    LEMMA_RULES = "lemma_rules.tsv",
    NORMS = "norms.tsv",
    NORMS_BY_ID = "norms_by_id.tsv",
    RULER = "ruler.tsv",
    SYMBOLS = "symbols.tsv",
    TAGS = "tags.tsv",
    TOKENIZER_EXCEPTIONS = "tokenizer_exceptions.tsv",
    WEIGHTS = "weights.tsv",
}

const NETWORK: &[u8] = include_bytes!("../../assets/language/network.bin");
const VECTORS: &[u8] = include_bytes!("../../assets/language/vectors.bin");

impl Table {
    /// The lines below the header, cut at tabs, escapes left in.
    pub(super) fn rows(self) -> impl Iterator<Item = Vec<&'static str>> {
        self.text
            .lines()
            .skip(1)
            .map(|line| line.split('\t').collect())
    }

    /// The row as an array of exactly `N` fields.
    pub(super) fn fields<const N: usize>(
        self,
    ) -> impl Iterator<Item = Result<[&'static str; N], LoadError>> {
        self.rows().map(move |row| {
            <[&str; N]>::try_from(row)
                .map_err(|row| self.error(format!("a row of {} fields, not {N}", row.len())))
        })
    }

    pub(super) fn error(self, reason: impl Into<String>) -> LoadError {
        LoadError::new(self.file, reason)
    }

    /// The same table for look-ups.
    pub(super) fn sorted(self) -> SortedTable {
        let body = self.text.split_once('\n').map_or("", |(_, body)| body);
        SortedTable { body }
    }
}

/// Undoes the escapes of a field: `\t`, `\n`, `\r`, `\\`.
pub(super) fn unescape(field: &'static str) -> Cow<'static, str> {
    if !field.contains('\\') {
        return Cow::Borrowed(field);
    }
    let mut text = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(char) = chars.next() {
        match (char, char == '\\') {
            (_, true) => match chars.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            (char, false) => text.push(char),
        }
    }
    Cow::Owned(text)
}

/// A table whose lines are sorted by the bytes of their first field, searched in place: nothing to build, nothing to keep.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortedTable {
    body: &'static str,
}

impl SortedTable {
    /// What follows the key on its line (empty when the key is all).
    pub(super) fn find(self, key: &str) -> Option<&'static str> {
        let bytes = self.body.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle]
                .iter()
                .rposition(|&byte| byte == b'\n')
                .map_or(low, |place| low + place + 1);
            let end = bytes[middle..high]
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(high, |place| middle + place);
            let line = &self.body[start..end];
            let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
            match first.as_bytes().cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

/// Where each tensor lies in the two binary files.
pub(super) struct Weights {
    index: HashMap<&'static str, (&'static str, &'static [u8])>,
}

impl Weights {
    pub(super) fn open() -> Result<Weights, LoadError> {
        let mut index = HashMap::new();
        for row in WEIGHTS.fields::<5>() {
            let [name, file, kind, shape, first] = row?;
            let bytes = match file {
                "network.bin" => NETWORK,
                "vectors.bin" => VECTORS,
                _ => return Err(WEIGHTS.error(format!("unknown file {file}"))),
            };
            let width = if kind == "u64" { 8 } else { 2 };
            let count = shape.split('x').try_fold(1usize, |product, size| {
                size.parse().ok().and_then(|size| product.checked_mul(size))
            });
            let data = count
                .zip(first.parse::<usize>().ok())
                .and_then(|(count, first)| bytes.get(first..first + count * width))
                .ok_or_else(|| WEIGHTS.error(format!("{name} lies outside its file")))?;
            index.insert(name, (kind, data));
        }
        Ok(Weights { index })
    }

    /// The bytes of a tensor of `count` values (any number if 0) of this kind.
    pub(super) fn bytes(
        &self,
        name: &str,
        kind: &str,
        count: usize,
    ) -> Result<&'static [u8], LoadError> {
        let width = if kind == "u64" { 8 } else { 2 };
        match self.index.get(name) {
            Some(&(found, data))
                if found == kind && (count == 0 || data.len() == count * width) =>
            {
                Ok(data)
            }
            _ => Err(WEIGHTS.error(format!("no {kind} tensor {name} of {count} values"))),
        }
    }

    /// A tensor of `count` values (any number if 0) as `f32`.
    pub(super) fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, LoadError> {
        let data = self.bytes(name, "f16", count)?;
        Ok(data
            .as_chunks()
            .0
            .iter()
            .copied()
            .map(half_to_f32)
            .collect())
    }

    /// A tensor of `COUNT` values as `f32`.
    pub(super) fn array<const COUNT: usize>(&self, name: &str) -> Result<[f32; COUNT], LoadError> {
        let data = self.bytes(name, "f16", COUNT)?;
        let mut values = [0f32; COUNT];
        for (value, half) in values.iter_mut().zip(data.as_chunks().0) {
            *value = half_to_f32(*half);
        }
        Ok(values)
    }
}

/// A finite half-precision number. Shifting exponent and fraction into place and scaling by 2^112 is exact, also for the
/// smallest numbers, and free of branches, so that whole rows are converted at once.
#[inline(always)]
pub(super) fn half_to_f32(bytes: [u8; 2]) -> f32 {
    const SCALE: f32 = f32::from_bits((127 + 112) << 23);
    let bits = u32::from(u16::from_le_bytes(bytes));
    let magnitude = f32::from_bits((bits & 0x7fff) << 13) * SCALE;
    f32::from_bits(magnitude.to_bits() | (bits & 0x8000) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_the_same_numbers() {
        for (half, number) in [
            (0x0000u16, 0.0f32),
            (0x3c00, 1.0),
            (0xbc00, -1.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x7bff, 65504.0),
            (0x8400, -6.103_515_6e-5),
        ] {
            assert_eq!(half_to_f32(half.to_le_bytes()), number);
        }
    }

    #[test]
    fn every_key_of_a_sorted_table_is_found() {
        for table in [NORMS, SYMBOLS, LEMMA_EXCEPTIONS_VERB, LEMMA_INDEX_ADV] {
            for row in table.rows() {
                let rest = row[1..].join("\t");
                assert_eq!(
                    table.sorted().find(row[0]),
                    Some(rest.as_str()),
                    "{}",
                    row[0]
                );
            }
            assert_eq!(table.sorted().find("no such word"), None);
            assert_eq!(table.sorted().find("\u{10ffff}"), None);
            assert_eq!(table.sorted().find(""), None);
        }
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescape("a\\tb\\\\n\\n"), "a\tb\\n\n");
    }
}
