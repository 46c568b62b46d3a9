//! Positions in a text.

use serde::{Deserialize, Serialize};

/// A range of bytes of an article's text, end exclusive, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; an inverted pair gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Self { start, end }
    }

    /// As a range for indexing into a text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Converts byte offsets of one text into Unicode code points, in O(log n) each after one pass over the text.
pub struct CodePoints {
    /// For every 64th byte: how many code points begin before it. `None` where bytes and code points agree.
    before: Option<Vec<u32>>,
    bytes: Vec<u8>,
}

impl CodePoints {
    const STEP: usize = 64;

    /// Prepares the conversion for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                before: None,
                bytes: Vec::new(),
            };
        }
        let bytes = text.as_bytes().to_vec();
        let mut before = Vec::with_capacity(bytes.len() / Self::STEP + 1);
        let mut count = 0;
        for (i, byte) in bytes.iter().enumerate() {
            if i % Self::STEP == 0 {
                before.push(count);
            }
            count += u32::from(byte & 0xC0 != 0x80);
        }
        before.push(count);
        Self {
            before: Some(before),
            bytes,
        }
    }

    /// How many code points begin before `byte`.
    pub fn at(&self, byte: u32) -> usize {
        let Some(before) = &self.before else {
            return byte as usize;
        };
        let byte = (byte as usize).min(self.bytes.len());
        let block = byte / Self::STEP;
        let counted = before.get(block).copied().unwrap_or_default() as usize;
        counted
            + self.bytes[block * Self::STEP..byte]
                .iter()
                .filter(|b| *b & 0xC0 != 0x80)
                .count()
    }

    /// A span as a pair of code points.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_of_mixed_text() {
        let text = "a“é”😀z".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte as u32), count);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count());
    }
}
