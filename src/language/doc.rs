//! What the engine hands out: tokens, their tree, sentences and names, over byte offsets of the text that was read.
//!
//! Only data and ways to walk it; nothing here reads a model. Conversion to code points is left to the outputs.

use std::ops::Range;
use std::sync::Arc;

use super::labels::{Dep, EntityLabel, Morph, Pos, Tag};
use super::lexeme::Lexeme;

/// Where a token stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Iob {
    /// The token belongs to no name.
    Outside,
    /// First token of a name.
    Begin,
    /// Later token of a name.
    Inside,
}

/// One token: a word, a mark, or a run of white space other than a single blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Whether one blank follows directly.
    pub space_after: bool,
    /// Lower-case text.
    pub lower: Arc<str>,
    /// Normal form: like `lower`, with contractions and spelling variants resolved (“n't” is “not”).
    pub norm: Arc<str>,
    /// Dictionary form; lower case except for names.
    pub lemma: Arc<str>,
    /// Penn tag.
    pub tag: Tag,
    /// Universal part of speech.
    pub pos: Pos,
    /// Morphological features.
    pub morph: Morph,
    /// Index of the head in the document; a root is its own head.
    pub head: u32,
    /// Label of the arc to the head.
    pub dep: Dep,
    /// Whether a sentence starts here.
    pub sentence_start: bool,
    /// Label of the name the token belongs to.
    pub entity: Option<EntityLabel>,
    /// Position in that name.
    pub iob: Iob,
}

impl Token {
    /// Byte range in the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the token is nothing but white space.
    pub fn is_space(&self) -> bool {
        self.pos == Pos::Space
    }
}

/// A name already known from a list, to be kept as it is while the rest is decoded around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresetEntity {
    /// Token indices.
    pub tokens: Range<usize>,
    /// Its label.
    pub label: EntityLabel,
}

/// A name found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Token indices.
    pub tokens: Range<usize>,
    /// Its label.
    pub label: EntityLabel,
}

/// A text cut into tokens, not analysed yet: of the fields of a token only position, `space_after`, `lower`, `norm`,
/// and `pos == Space` for white space mean anything.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    pub(super) tokens: Vec<Token>,
    /// The word each token is, as the network sees it.
    pub(super) lexemes: Vec<Arc<Lexeme>>,
    /// Token ranges that are read as documents of their own, in order, covering all tokens.
    pub(super) blocks: Vec<Range<usize>>,
}

impl Tokens {
    /// The tokens in order.
    pub fn as_slice(&self) -> &[Token] {
        &self.tokens
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token at all.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

/// An analysed text.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// All tokens, white space included.
    pub tokens: Vec<Token>,
    /// Token ranges of the sentences, in order, covering all tokens.
    pub sentences: Vec<Range<usize>>,
    /// Names, in order, not overlapping.
    pub entities: Vec<Entity>,
    /// Children of token `i`: `children[child_starts[i]..child_starts[i + 1]]`.
    child_starts: Vec<u32>,
    children: Vec<u32>,
    /// Outermost descendants of each token, itself included.
    edges: Vec<(u32, u32)>,
}

impl Doc {
    /// Builds the walking tables over finished tokens. `edges` holds the first and last descendant of each token.
    pub(super) fn new(tokens: Vec<Token>, edges: Vec<(u32, u32)>) -> Doc {
        let count = tokens.len();
        debug_assert_eq!(count, edges.len());
        let mut child_starts = vec![0u32; count + 1];
        for (index, token) in tokens.iter().enumerate() {
            if token.head as usize != index {
                child_starts[token.head as usize + 1] += 1;
            }
        }
        for index in 0..count {
            child_starts[index + 1] += child_starts[index];
        }
        let mut next = child_starts.clone();
        let mut children = vec![0u32; child_starts[count] as usize];
        for (index, token) in tokens.iter().enumerate() {
            if token.head as usize != index {
                let slot = &mut next[token.head as usize];
                children[*slot as usize] = index as u32;
                *slot += 1;
            }
        }
        let sentences = ranges_from_starts(count, |index| tokens[index].sentence_start);
        let entities = entities_of(&tokens);
        Doc {
            tokens,
            sentences,
            entities,
            child_starts,
            children,
            edges,
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token at all.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token's text. `text` is the text the document was made from.
    pub fn text_of<'text>(&self, text: &'text str, token: &Token) -> &'text str {
        text.get(token.range()).unwrap_or_default()
    }

    /// Direct dependants of token `index`, left to right.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.child_starts[index] as usize..self.child_starts[index + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// First dependant of token `index` with the label.
    pub fn child(&self, index: usize, dep: Dep) -> Option<usize> {
        self.children(index)
            .find(|&child| self.tokens[child].dep == dep)
    }

    /// The head of token `index`; none for a root.
    pub fn head(&self, index: usize) -> Option<usize> {
        let head = self.tokens[index].head as usize;
        (head != index).then_some(head)
    }

    /// Head, head of the head, and so on up to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(index), |&token| self.head(token))
    }

    /// First token of all that hangs below token `index`, itself included.
    pub fn left_edge(&self, index: usize) -> usize {
        self.edges[index].0 as usize
    }

    /// Last token of all that hangs below token `index`, itself included.
    pub fn right_edge(&self, index: usize) -> usize {
        self.edges[index].1 as usize
    }

    /// Tokens from the left to the right edge. In the rare crossing tree this may hold tokens that hang elsewhere.
    pub fn subtree(&self, index: usize) -> Range<usize> {
        self.left_edge(index)..self.right_edge(index) + 1
    }

    /// Index in `sentences` of the sentence that holds token `index`.
    pub fn sentence_index(&self, index: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.end <= index)
    }

    /// Token range of the sentence that holds token `index`.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        self.sentences
            .get(self.sentence_index(index))
            .cloned()
            .unwrap_or(index..index)
    }

    /// The topmost token of a range of tokens: the first whose head lies outside, or that has none.
    pub fn span_root(&self, tokens: Range<usize>) -> Option<usize> {
        tokens
            .clone()
            .find(|&index| self.head(index).is_none_or(|head| !tokens.contains(&head)))
    }

    /// The name that token `index` belongs to.
    pub fn entity_at(&self, index: usize) -> Option<&Entity> {
        let place = self
            .entities
            .partition_point(|entity| entity.tokens.end <= index);
        self.entities
            .get(place)
            .filter(|entity| entity.tokens.contains(&index))
    }

    /// The token that covers the byte; none in a gap (a single blank, or a part of the text that was not read).
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let place = self
            .tokens
            .partition_point(|token| token.end as usize <= byte);
        self.tokens
            .get(place)
            .filter(|token| token.start as usize <= byte)
            .map(|_| place)
    }

    /// Byte range from the first to the last token of the range.
    pub fn token_span(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.range(),
            _ => 0..0,
        }
    }
}

/// Cuts `0..count` in front of each index for which `starts` holds (index 0 always starts).
fn ranges_from_starts(count: usize, starts: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut first = 0;
    for index in 1..=count {
        if index == count || starts(index) {
            ranges.push(first..index);
            first = index;
        }
    }
    ranges
}

fn entities_of(tokens: &[Token]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match (token.iob, token.entity) {
            (Iob::Begin, Some(label)) => entities.push(Entity {
                tokens: index..index + 1,
                label,
            }),
            (Iob::Inside, Some(_)) => {
                if let Some(entity) = entities.last_mut() {
                    entity.tokens.end = index + 1;
                }
            }
            _ => {}
        }
    }
    entities
}
