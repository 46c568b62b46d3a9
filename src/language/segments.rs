//! Where paragraphs start, which tokens belong to names known beforehand, and where a long text is cut so that memory stays bounded.

use std::ops::Range;

use super::doc::{Iob, PresetEntity, Token};
use super::names::NameTag;

/// Tokens after which a long block is cut at the end of a paragraph.
const SEGMENT_TOKENS: usize = 2_000;
/// Tokens after which it is cut even within a paragraph.
const LONGEST_SEGMENT_TOKENS: usize = 4_000;

/// Marks the tokens that follow a blank line.
pub(super) fn paragraph_starts(tokens: &[Token], text: &str) -> Vec<bool> {
    let mut after_blank_line = false;
    tokens
        .iter()
        .map(|token| {
            let starts = after_blank_line;
            after_blank_line =
                token.is_space() && text.get(token.range()).is_some_and(holds_blank_line);
            starts
        })
        .collect()
}

/// Whether white space holds two ends of lines, or the end of a paragraph.
fn holds_blank_line(space: &str) -> bool {
    let mut previous = None;
    let ends = space.chars().filter(|&char| {
        let is_end = match char {
            '\n' => previous != Some('\r'),
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => true,
            _ => false,
        };
        previous = Some(char);
        is_end
    });
    ends.count() >= 2 || space.contains('\u{2029}')
}

/// The place of each token in the names known beforehand. Names that are empty, out of order or out of the text are left out.
pub(super) fn preset_tags(count: usize, preset: &[PresetEntity]) -> Vec<NameTag> {
    let mut tags = vec![(Iob::Outside, None); count];
    let mut read_to = 0;
    for entity in preset {
        let range = entity.tokens.clone();
        if range.start < read_to || range.is_empty() || range.end > count {
            continue;
        }
        read_to = range.end;
        for (place, tag) in tags[range].iter_mut().enumerate() {
            let iob = if place == 0 { Iob::Begin } else { Iob::Inside };
            *tag = (iob, Some(entity.label));
        }
    }
    tags
}

/// Cuts a long block: at the last paragraph within the usual length, else at the next one, else after the end of a
/// sentence as far as marks tell, else anywhere; but not within a preset name, if that can be helped.
pub(super) fn segments(
    block: Range<usize>,
    tokens: &[Token],
    starts: &[bool],
    presets: &[NameTag],
) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut first = block.start;
    while block.end - first > SEGMENT_TOKENS {
        let usual = first + SEGMENT_TOKENS;
        let longest = block.end.min(first + LONGEST_SEGMENT_TOKENS);
        let paragraph = (first + 1..=usual.min(block.end - 1))
            .rfind(|&token| starts[token])
            .or_else(|| (usual..longest).find(|&token| starts[token]));
        let mut cut = match paragraph {
            Some(token) => token,
            None if longest == block.end => block.end,
            None => (usual..longest)
                .rfind(|&token| {
                    seems_to_end_sentence(&tokens[first..token]) && !tokens[token].is_space()
                })
                .unwrap_or(longest),
        };
        if cut < block.end {
            let before = (first + 1..=cut).rfind(|&token| presets[token].0 != Iob::Inside);
            cut = before.unwrap_or(cut);
        }
        segments.push(first..cut);
        first = cut;
    }
    if first < block.end {
        segments.push(first..block.end);
    }
    segments
}

/// Whether the last token that is not white space is a mark that mostly ends sentences.
fn seems_to_end_sentence(tokens: &[Token]) -> bool {
    let last = tokens.iter().rfind(|token| !token.is_space());
    last.is_some_and(|token| matches!(&*token.lower, "." | "!" | "?"))
}
