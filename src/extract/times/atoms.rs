//! Cuts the text that is read into words, numbers and marks, finer than tokens: "third-quarter", "1861-1863", "10 a.m."
//! are all taken apart here, so that the grammar need not know how tokens are cut.

use crate::extract::Context;
use crate::language::Tag;

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Digits,
    /// One mark.
    Mark,
    /// The end of a paragraph, or a part that is not read.
    Break,
}

/// A word, a number or a mark.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Lower-case text.
    pub(super) lower: String,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// The token it lies in.
    pub(super) token: Option<usize>,
    /// Tag of that token.
    pub(super) tag: Option<Tag>,
}

/// The atoms of an article, in order.
pub(super) fn cut(context: &Context<'_>) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(context.text.len() / 5);
    for block in context.article.blocks() {
        let from = block.start;
        if let Some(text) = context.text.get(block) {
            cut_block(text, from, &mut atoms);
        }
        atoms.push(mark_break(context.text.len()));
    }
    let tokens = &context.doc.tokens;
    let mut token = 0;
    for atom in &mut atoms {
        while tokens
            .get(token)
            .is_some_and(|t| t.end as usize <= atom.start)
        {
            token += 1;
        }
        if let Some(found) = tokens.get(token).filter(|t| (t.start as usize) < atom.end) {
            atom.token = Some(token);
            atom.tag = Some(found.tag);
        }
    }
    atoms
}

fn mark_break(at: usize) -> Atom {
    Atom {
        start: at,
        end: at,
        kind: Kind::Break,
        lower: String::new(),
        capital: false,
        spaced: true,
        token: None,
        tag: None,
    }
}

/// Cuts one block; `from` is its place in the text.
pub(super) fn cut_block(text: &str, from: usize, atoms: &mut Vec<Atom>) {
    let class = |c: char| {
        if c.is_ascii_digit() {
            Some(Kind::Digits)
        } else if c.is_alphabetic() {
            Some(Kind::Word)
        } else if c.is_whitespace() {
            None
        } else {
            Some(Kind::Mark)
        }
    };
    let mut characters = text.char_indices().peekable();
    let (mut spaced, mut newlines) = (true, 0);
    while let Some((start, first)) = characters.next() {
        let Some(kind) = class(first) else {
            newlines += u32::from(first == '\n');
            spaced = true;
            continue;
        };
        if newlines > 1 {
            atoms.push(mark_break(from + start));
        }
        let mut end = start + first.len_utf8();
        if kind != Kind::Mark {
            while let Some((place, _)) = characters.next_if(|(_, c)| class(*c) == Some(kind)) {
                end = place;
            }
            end = characters
                .peek()
                .map_or(text.len(), |(place, _)| *place)
                .max(end);
        }
        let words = &text[start..end];
        atoms.push(Atom {
            start: from + start,
            end: from + end,
            kind,
            lower: words.to_lowercase(),
            capital: first.is_uppercase(),
            spaced,
            token: None,
            tag: None,
        });
        (spaced, newlines) = (false, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atoms_are_finer_than_tokens() {
        let text = "the third-quarter, 10 a.m. é1990s\n\nnext";
        let mut atoms = Vec::new();
        cut_block(text, 0, &mut atoms);
        let words: Vec<&str> = atoms.iter().map(|a| &text[a.start..a.end]).collect();
        assert_eq!(
            words,
            [
                "the", "third", "-", "quarter", ",", "10", "a", ".", "m", ".", "é", "1990", "s",
                "", "next"
            ]
        );
    }
}
