//! Pairs of quotation marks.
//!
//! Marks are paired within a paragraph. A paragraph whose quotation is not closed and whose successor opens with a mark
//! is a speech over several paragraphs (the usual typography); any other unclosed mark is ignored.

use std::ops::Range;

use crate::language::{Doc, Tag};

/// Words between quotation marks, the marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Token indices.
    pub(super) tokens: Range<usize>,
    /// The speech goes on in the next paragraph.
    pub(super) goes_on: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

fn mark(doc: &Doc, text: &str, index: usize) -> Option<Mark> {
    let token = &doc.tokens[index];
    match doc.text_of(text, token) {
        "“" | "``" | "„" | "«" => Some(Mark::Opens),
        "”" | "»" => Some(Mark::Closes),
        // Some agencies write two apostrophes on both sides.
        "''" => Some(Mark::Either),
        "\"" => Some(match token.tag {
            Tag::OpeningQuote => Mark::Either,
            _ if token.space_after => Mark::Closes,
            _ => Mark::Either,
        }),
        _ => None,
    }
}

/// All quotations, in order, not nested.
pub(super) fn quoted(doc: &Doc, text: &str) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph_start = true;
    for index in 0..doc.len() {
        let token = &doc.tokens[index];
        if token.is_space() && doc.text_of(text, token).contains('\n') {
            if let Some(start) = open.take()
                && next_paragraph_opens(doc, text, index)
            {
                found.push(Quoted {
                    tokens: start..index,
                    goes_on: true,
                });
            }
            paragraph_start = true;
            continue;
        }
        match (mark(doc, text, index), open) {
            (Some(Mark::Opens | Mark::Either), None) => open = Some(index),
            // A straight mark that looks like a closing one still opens a paragraph.
            (Some(Mark::Closes), None) if paragraph_start => open = Some(index),
            (Some(Mark::Closes | Mark::Either), Some(start)) => {
                found.push(Quoted {
                    tokens: start..index + 1,
                    goes_on: false,
                });
                open = None;
            }
            _ => {}
        }
        if !token.is_space() {
            paragraph_start = false;
        }
    }
    found
}

fn next_paragraph_opens(doc: &Doc, text: &str, from: usize) -> bool {
    (from..doc.len())
        .find(|&index| !doc.tokens[index].is_space())
        .is_some_and(|index| matches!(mark(doc, text, index), Some(Mark::Opens | Mark::Either)))
}
