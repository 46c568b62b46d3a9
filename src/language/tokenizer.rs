//! Cuts text into tokens.
//!
//! Text is first cut at white space; each chunk is then looked up among the exceptions, stripped of prefixes and suffixes,
//! and split at infixes. At last, exceptions that those rules themselves would break (“Adm.”, “10a.m.”) are put together again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::affixes::{Affixes, is_address};
use super::assets::{LoadError, TOKENIZER_EXCEPTIONS, unescape};
use super::characters::{Characters, is_space};
use super::lexeme::{Lexeme, Vocabulary};

/// Code points after which a chunk without white space is cut, whatever stands there. No word is that long; the cut keeps a file
/// that is not text from becoming one token.
const LONGEST_CHUNK: usize = 10_000;
/// Longer chunks are not remembered: they hardly come again.
const LONGEST_REMEMBERED: usize = 64;
/// Chunks and words remembered before all are forgotten.
const MOST_REMEMBERED: usize = 50_000;

/// A piece of an exception: its text, and its norm if that is set.
type ExceptionPiece = (Cow<'static, str>, Option<&'static str>);

/// A part of a chunk: its length in bytes and its lexeme.
type Piece = (u32, Arc<Lexeme>);

/// A token before it is analysed.
#[derive(Debug, Clone)]
pub(super) struct RawToken {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) space_after: bool,
    pub(super) lexeme: Arc<Lexeme>,
}

/// Words and chunks seen before.
#[derive(Default)]
pub(super) struct TokenizerMemory {
    chunks: HashMap<Box<str>, Arc<[Piece]>>,
    lexemes: HashMap<Box<str>, Arc<Lexeme>>,
    /// Lexemes whose norm is set by an exception, by text and norm.
    exceptional: HashMap<(Box<str>, &'static str), Arc<Lexeme>>,
}

/// Exceptions that begin with the same token: each as the texts of its tokens.
type Phrases = HashMap<String, Vec<Vec<String>>>;

/// The tokenizer.
pub(super) struct Tokenizer {
    characters: Arc<Characters>,
    affixes: Affixes,
    vocabulary: Vocabulary,
    exceptions: HashMap<Cow<'static, str>, Vec<ExceptionPiece>>,
    longest_exception: usize,
    phrases: Phrases,
}

impl Tokenizer {
    pub(super) fn load(
        vocabulary: Vocabulary,
        characters: Arc<Characters>,
    ) -> Result<Tokenizer, LoadError> {
        let mut exceptions = HashMap::new();
        let mut longest_exception = 0;
        for row in TOKENIZER_EXCEPTIONS.rows() {
            let Some((text, fields)) = row.split_first() else {
                continue;
            };
            let (pairs, rest) = fields.as_chunks::<2>();
            if pairs.is_empty() || !rest.is_empty() {
                return Err(TOKENIZER_EXCEPTIONS.error(format!("no pieces of {text}")));
            }
            let pieces: Vec<ExceptionPiece> = pairs
                .iter()
                .map(|[piece, norm]| (unescape(piece), Some(*norm).filter(|norm| !norm.is_empty())))
                .collect();
            let text = unescape(text);
            if pieces.iter().map(|piece| piece.0.len()).sum::<usize>() != text.len() {
                return Err(
                    TOKENIZER_EXCEPTIONS.error(format!("pieces that do not make up {text}"))
                );
            }
            longest_exception = longest_exception.max(text.len());
            exceptions.insert(text, pieces);
        }
        let mut tokenizer = Tokenizer {
            characters,
            affixes: Affixes::load()?,
            vocabulary,
            exceptions,
            longest_exception,
            phrases: Phrases::new(),
        };
        tokenizer.phrases = tokenizer.find_phrases();
        Ok(tokenizer)
    }

    /// Exceptions that prefixes, suffixes or infixes would break, as the tokens they break into.
    fn find_phrases(&self) -> Phrases {
        let mut phrases = Phrases::new();
        for text in self.exceptions.keys() {
            let mut breaks = self.affixes.prefix(&self.characters, text) > 0
                || self.affixes.suffix(&self.characters, text) > 0
                || text.contains(' ');
            self.affixes
                .infixes(&self.characters, text, |_, _| breaks = true);
            if !breaks {
                continue;
            }
            let mut tokens: Vec<String> = Vec::new();
            for chunk in text.split_inclusive(is_space).flat_map(split_space) {
                self.split(chunk, false, |piece, _| tokens.push(piece.to_owned()));
            }
            if let Some(first) = tokens.first() {
                phrases.entry(first.clone()).or_default().push(tokens);
            }
        }
        phrases
    }

    /// The tokens of one block of text, byte offsets counted from `offset`.
    pub(super) fn tokenize(
        &self,
        text: &str,
        offset: usize,
        memory: &mut TokenizerMemory,
    ) -> Vec<RawToken> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let Some(first) = text.chars().next() else {
            return tokens;
        };
        let mut in_space = is_space(first);
        let (mut start, mut length) = (0, 0);
        for (place, char) in text.char_indices() {
            let turns = is_space(char) != in_space;
            if !turns && length < LONGEST_CHUNK {
                length += 1;
                continue;
            }
            if start < place {
                self.add_chunk(text, start..place, memory, &mut tokens);
            }
            (start, length) = (place, 1);
            if turns {
                in_space = !in_space;
                if char == ' ' {
                    // One blank belongs to the token before it.
                    if let Some(token) = tokens.last_mut() {
                        token.space_after = true;
                    }
                    (start, length) = (place + 1, 0);
                }
            }
        }
        if start < text.len() {
            self.add_chunk(text, start..text.len(), memory, &mut tokens);
            if let Some(token) = tokens.last_mut() {
                token.space_after = text.ends_with(' ') && !in_space;
            }
        }
        self.join_phrases(&mut tokens, memory);
        for token in &mut tokens {
            token.start += offset;
            token.end += offset;
        }
        tokens
    }

    fn add_chunk(
        &self,
        text: &str,
        range: Range<usize>,
        memory: &mut TokenizerMemory,
        tokens: &mut Vec<RawToken>,
    ) {
        let chunk = &text[range.clone()];
        if let Some(pieces) = memory.chunks.get(chunk) {
            push_pieces(tokens, range.start, pieces);
            return;
        }
        if memory.chunks.len() >= MOST_REMEMBERED {
            *memory = TokenizerMemory::default();
        }
        let mut pieces: Vec<Piece> = Vec::new();
        self.split(chunk, true, |piece, norm| {
            pieces.push((piece.len() as u32, self.lexeme(piece, norm, memory)));
        });
        push_pieces(tokens, range.start, &pieces);
        if chunk.len() <= LONGEST_REMEMBERED {
            memory.chunks.insert(Box::from(chunk), Arc::from(pieces));
        }
    }

    fn lexeme(
        &self,
        text: &str,
        norm: Option<&'static str>,
        memory: &mut TokenizerMemory,
    ) -> Arc<Lexeme> {
        let known = match norm {
            None => memory.lexemes.get(text),
            Some(norm) => memory.exceptional.get(&(Box::from(text), norm)),
        };
        if let Some(lexeme) = known {
            return Arc::clone(lexeme);
        }
        let begins_phrase = self.phrases.contains_key(text);
        let lexeme = Arc::new(
            self.vocabulary
                .lexeme(&self.characters, text, norm, begins_phrase),
        );
        if text.len() <= LONGEST_REMEMBERED {
            match norm {
                None => _ = memory.lexemes.insert(Box::from(text), Arc::clone(&lexeme)),
                Some(norm) => {
                    _ = memory
                        .exceptional
                        .insert((Box::from(text), norm), Arc::clone(&lexeme));
                }
            }
        }
        lexeme
    }

    fn exception(&self, text: &str) -> Option<&[ExceptionPiece]> {
        if text.len() > self.longest_exception {
            return None;
        }
        self.exceptions.get(text).map(Vec::as_slice)
    }

    /// Cuts a chunk, in order, into pieces with the norm that an exception sets.
    fn split<'chunk>(
        &self,
        chunk: &'chunk str,
        with_exceptions: bool,
        mut push: impl FnMut(&'chunk str, Option<&'static str>),
    ) {
        let exception = |text: &str| {
            let pieces = if with_exceptions {
                self.exception(text)
            } else {
                None
            };
            pieces.filter(|_| !text.is_empty())
        };
        let mut rest = chunk;
        let mut suffixes: Vec<&str> = Vec::new();
        let mut last_length = usize::MAX;
        while !rest.is_empty() && rest.len() != last_length && exception(rest).is_none() {
            last_length = rest.len();
            let prefix = self.affixes.prefix(&self.characters, rest);
            if prefix > 0 && exception(&rest[prefix..]).is_some() {
                push(&rest[..prefix], None);
                rest = &rest[prefix..];
                break;
            }
            let suffix = self.affixes.suffix(&self.characters, &rest[prefix..]);
            let before_suffix = rest.len() - suffix;
            if suffix > 0 && exception(&rest[..before_suffix]).is_some() {
                suffixes.push(&rest[before_suffix..]);
                rest = &rest[..before_suffix];
                break;
            }
            // The suffix is looked for behind the prefix, so the two never overlap.
            if prefix > 0 {
                push(&rest[..prefix], None);
            }
            if suffix > 0 {
                suffixes.push(&rest[before_suffix..]);
            }
            rest = &rest[prefix..before_suffix];
        }
        if let Some(pieces) = exception(rest) {
            let mut start = 0;
            for (piece, norm) in pieces {
                push(&rest[start..start + piece.len()], *norm);
                start += piece.len();
            }
        } else if !rest.is_empty() {
            self.split_infixes(rest, &mut push);
        }
        for suffix in suffixes.into_iter().rev() {
            push(suffix, None);
        }
    }

    fn split_infixes<'chunk>(
        &self,
        text: &'chunk str,
        push: &mut impl FnMut(&'chunk str, Option<&'static str>),
    ) {
        if is_address(&self.characters, text) {
            push(text, None);
            return;
        }
        let mut start = 0;
        self.affixes.infixes(&self.characters, text, |first, end| {
            // A match at the very front does not split.
            if first > 0 {
                if first > start {
                    push(&text[start..first], None);
                }
                push(&text[first..end], None);
                start = end;
            }
        });
        if start < text.len() {
            push(&text[start..], None);
        }
    }

    /// Puts together exceptions that came out as several tokens: the longest first, the leftmost among equals.
    fn join_phrases(&self, tokens: &mut Vec<RawToken>, memory: &mut TokenizerMemory) {
        let mut matches = self.phrase_matches(tokens);
        if matches.is_empty() {
            return;
        }
        matches.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
        let mut seen = vec![false; tokens.len()];
        matches.retain(|range| {
            let free = !seen[range.start] && !seen[range.end - 1];
            seen[range.clone()].fill(true);
            free
        });
        matches.sort_by_key(|range| range.start);
        let mut joined = Vec::with_capacity(tokens.len());
        let mut next = 0;
        for range in matches {
            // Ranges that share inner tokens with one kept before are not free at their ends, so these never overlap.
            joined.extend_from_slice(&tokens[next..range.start]);
            next = range.end;
            match self.exception_over(&tokens[range.clone()]) {
                Some(pieces) => {
                    let mut start = tokens[range.start].start;
                    for (piece, norm) in pieces {
                        joined.push(RawToken {
                            start,
                            end: start + piece.len(),
                            space_after: false,
                            lexeme: self.lexeme(piece, *norm, memory),
                        });
                        start += piece.len();
                    }
                    if let Some(token) = joined.last_mut() {
                        token.space_after = tokens[range.end - 1].space_after;
                    }
                }
                None => joined.extend_from_slice(&tokens[range]),
            }
        }
        joined.extend_from_slice(&tokens[next..]);
        *tokens = joined;
    }

    fn phrase_matches(&self, tokens: &[RawToken]) -> Vec<Range<usize>> {
        let mut matches = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            if !token.lexeme.begins_phrase {
                continue;
            }
            for phrase in self.phrases.get(&*token.lexeme.text).into_iter().flatten() {
                let end = index + phrase.len();
                let found = tokens.get(index..end).is_some_and(|tokens| {
                    tokens
                        .iter()
                        .zip(phrase)
                        .all(|(token, text)| *token.lexeme.text == **text)
                });
                // Two exceptions may break into the same tokens.
                if found && matches.last() != Some(&(index..end)) {
                    matches.push(index..end);
                }
            }
        }
        matches
    }

    fn exception_over(&self, tokens: &[RawToken]) -> Option<&[ExceptionPiece]> {
        let mut text = String::new();
        for (index, token) in tokens.iter().enumerate() {
            text.push_str(&token.lexeme.text);
            if token.space_after && index + 1 < tokens.len() {
                text.push(' ');
            }
        }
        self.exception(&text)
    }
}

/// A chunk that ends in white space, as the part before and the white space.
fn split_space(chunk: &str) -> impl Iterator<Item = &str> {
    let word = chunk.trim_end_matches(is_space);
    [word, &chunk[word.len()..]]
        .into_iter()
        .filter(|part| !part.is_empty())
}

fn push_pieces(tokens: &mut Vec<RawToken>, start: usize, pieces: &[Piece]) {
    let mut place = start;
    for (length, lexeme) in pieces {
        let end = place + *length as usize;
        tokens.push(RawToken {
            start: place,
            end,
            space_after: false,
            lexeme: Arc::clone(lexeme),
        });
        place = end;
    }
}
