//! The engine: holds the model and runs its parts one after the other.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use fearless_simd::Level;

use super::assets::{LoadError, TAGS, Weights};
use super::characters::Characters;
use super::doc::{Doc, Iob, PresetEntity, Token, Tokens};
use super::encoder::{Encoder, EncoderRoom, WIDTH};
use super::labels::{Dep, Morph, Pos, Tag};
use super::lemmatizer::{LemmaMemory, Lemmatizer};
use super::lexeme::{Lexeme, Vocabulary};
use super::matrix::Matrix;
use super::names::{Known, NameTag, Names};
use super::parser::Parser;
use super::ruler::Ruler;
use super::segments::{paragraph_starts, preset_tags, segments};
use super::tokenizer::{RawToken, Tokenizer, TokenizerMemory};
use super::transitions::{ScorerRoom, best};
use super::tree;
use super::words::MixedWords;

/// Assigns a tag to each encoded token.
struct Tagger {
    matrix: Matrix,
    bias: Vec<f32>,
    tags: Vec<Tag>,
}

/// What is worth keeping from one text to the next. It changes how fast an answer comes, never the answer.
#[derive(Default)]
struct Memory {
    tokenizer: TokenizerMemory,
    words: MixedWords,
    lemmas: LemmaMemory,
    encoder_room: EncoderRoom,
    scorer_room: ScorerRoom,
}

/// The English pipeline. Loaded once, shared by all threads.
pub struct Engine {
    tokenizer: Tokenizer,
    shared: Encoder,
    names_encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    names: Names,
    /// One memory for each thread at work.
    memories: Mutex<Vec<Memory>>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Makes the engine ready from the embedded files.
    ///
    /// # Errors
    /// If an embedded file is not what this program expects; never in a sound build.
    pub fn load() -> Result<Engine, LoadError> {
        let weights = Weights::open()?;
        let characters = Arc::new(Characters::load()?);
        let tags: Vec<Tag> = TAGS
            .fields::<1>()
            .map(|row| {
                row.and_then(|[tag]| tag.parse().map_err(|error| TAGS.error(format!("{error}"))))
            })
            .collect::<Result<_, _>>()?;
        Ok(Engine {
            tokenizer: Tokenizer::load(Vocabulary::load(&weights)?, Arc::clone(&characters))?,
            shared: Encoder::load(&weights, "shared", 6)?,
            names_encoder: Encoder::load(&weights, "names", 4)?,
            tagger: Tagger {
                matrix: Matrix::new(&weights.floats("tagger.weight", tags.len() * WIDTH)?, WIDTH),
                bias: weights.floats("tagger.bias", tags.len())?,
                tags,
            },
            parser: Parser::load(&weights)?,
            ruler: Ruler::load()?,
            lemmatizer: Lemmatizer::load(characters)?,
            names: Names::load(&weights)?,
            memories: Mutex::default(),
        })
    }

    /// Cuts the blocks of a text into tokens. Blocks are byte ranges, in order, not overlapping; each is read like a document of its
    /// own, and what lies outside is not read. Ranges that are out of order, out of the text or within a character are left out.
    pub fn tokenize(&self, text: &str, blocks: &[Range<usize>]) -> Tokens {
        let mut memory = self.take_memory();
        let mut result = Tokens::default();
        let mut read_to = 0;
        for block in blocks {
            let Some(part) = text.get(block.clone()).filter(|_| block.start >= read_to) else {
                continue;
            };
            // Positions are kept in 32 bits.
            if u32::try_from(block.end).is_err() {
                break;
            }
            read_to = block.end;
            let first = result.tokens.len();
            for raw in self
                .tokenizer
                .tokenize(part, block.start, &mut memory.tokenizer)
            {
                result.tokens.push(unanalysed(&raw));
                result.lexemes.push(raw.lexeme);
            }
            if first < result.tokens.len() {
                result.blocks.push(first..result.tokens.len());
            }
        }
        self.give_back(memory);
        result
    }

    /// Tags, parses, lemmatizes and finds names. `preset` holds names that are known beforehand, in order, not overlapping: they are
    /// kept and the rest is decoded around them (one that is empty, out of order or out of the text is left out). The first token of
    /// every paragraph, after a blank line, starts a sentence.
    pub fn analyze(&self, tokens: Tokens, text: &str, preset: &[PresetEntity]) -> Doc {
        let Tokens {
            mut tokens,
            lexemes,
            blocks,
        } = tokens;
        let mut memory = self.take_memory();
        let starts = paragraph_starts(&tokens, text);
        let presets = preset_tags(tokens.len(), preset);
        let mut edges = Vec::with_capacity(tokens.len());
        for block in blocks {
            for segment in segments(block, &tokens, &starts, &presets) {
                self.analyze_segment(
                    segment.start as u32,
                    &mut tokens[segment.clone()],
                    &lexemes[segment.clone()],
                    &starts[segment.clone()],
                    &presets[segment],
                    &mut memory,
                    &mut edges,
                );
            }
        }
        self.give_back(memory);
        Doc::new(tokens, edges)
    }

    /// Tokenizes and analyses a whole text as one block, with no name known beforehand.
    pub fn read(&self, text: &str) -> Doc {
        let all = 0..text.len();
        self.analyze(self.tokenize(text, std::slice::from_ref(&all)), text, &[])
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the parallel columns of one segment"
    )]
    fn analyze_segment(
        &self,
        offset: u32,
        tokens: &mut [Token],
        lexemes: &[Arc<Lexeme>],
        starts: &[bool],
        presets: &[NameTag],
        memory: &mut Memory,
        edges: &mut Vec<(u32, u32)>,
    ) {
        let Memory {
            words,
            encoder_room,
            scorer_room,
            ..
        } = memory;
        let spaces = tokens.iter().map(|token| token.space_after);
        let keys = lexemes.iter().cloned().zip(spaces);
        let places = words.places(&self.shared, &self.names_encoder, keys, encoder_room);

        let encoded = self.shared.encode(&words.shared, &places, encoder_room);
        self.tagger.tag(encoded, tokens);
        let arcs = self.parser.parse(encoded, starts.to_vec(), scorer_room);
        let is_space: Vec<bool> = lexemes.iter().map(|lexeme| lexeme.is_space).collect();
        let tree = tree::build(arcs, &is_space);
        for (index, token) in tokens.iter_mut().enumerate() {
            token.head = offset + tree.heads[index] as u32;
            token.dep = tree.deps[index];
            token.sentence_start = tree.sentence_starts[index];
        }
        let shifted = |(left, right)| (offset + left as u32, offset + right as u32);
        edges.extend(tree.edges.iter().copied().map(shifted));

        let has_lemma = self.ruler.apply(tokens);
        for ((token, lexeme), has_lemma) in tokens.iter_mut().zip(lexemes).zip(has_lemma) {
            if !has_lemma {
                token.lemma =
                    self.lemmatizer
                        .lemma(lexeme, token.pos, token.morph, &mut memory.lemmas);
            }
        }

        let encoded = self
            .names_encoder
            .encode(&words.names, &places, encoder_room);
        let known: Vec<Known> = (0..tokens.len())
            .map(|index| Known {
                preset: match presets[index] {
                    // The rest of a preset name too long for one segment.
                    (Iob::Inside, label) if index == 0 => (Iob::Begin, label),
                    preset => preset,
                },
                is_space: is_space[index],
                starts_sentence: tree.sentence_starts[index],
            })
            .collect();
        let names = self.names.find(encoded, &known, scorer_room);
        for (token, (iob, label)) in tokens.iter_mut().zip(names) {
            token.iob = iob;
            token.entity = label;
        }
    }

    fn take_memory(&self) -> Memory {
        let mut memories = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        memories.pop().unwrap_or_default()
    }

    fn give_back(&self, memory: Memory) {
        let mut memories = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        memories.push(memory);
    }

    /// The vectors of the shared encoder for a text read as one block, for checks against the model's library.
    #[doc(hidden)]
    pub fn encoded(&self, text: &str) -> Vec<Vec<f32>> {
        let tokens = self.tokenize(text, std::slice::from_ref(&(0..text.len())));
        let mut memory = self.take_memory();
        let Memory {
            words,
            encoder_room,
            ..
        } = &mut memory;
        let spaces = tokens.tokens.iter().map(|token| token.space_after);
        let keys = tokens.lexemes.iter().cloned().zip(spaces);
        let places = words.places(&self.shared, &self.names_encoder, keys, encoder_room);
        let encoded = self.shared.encode(&words.shared, &places, encoder_room);
        let vectors = encoded.chunks(WIDTH).map(<[f32]>::to_vec).collect();
        self.give_back(memory);
        vectors
    }
}

impl Tagger {
    fn tag(&self, encoded: &[f32], tokens: &mut [Token]) {
        let columns = self.matrix.outputs();
        let mut scores = vec![0f32; tokens.len() * columns];
        self.matrix
            .multiply(Level::new(), encoded, WIDTH, &mut scores);
        for (token, scores) in tokens.iter_mut().zip(scores.chunks_exact_mut(columns)) {
            let scores = &mut scores[..self.tags.len()];
            for (score, bias) in scores.iter_mut().zip(&self.bias) {
                *score += bias;
            }
            if let Some(tag) = best(scores, |_| true) {
                token.tag = self.tags[tag];
            }
        }
    }
}

fn unanalysed(raw: &RawToken) -> Token {
    let lexeme = &raw.lexeme;
    Token {
        start: raw.start as u32,
        end: raw.end as u32,
        space_after: raw.space_after,
        lower: Arc::clone(&lexeme.lower),
        norm: Arc::clone(&lexeme.norm),
        lemma: Arc::clone(&lexeme.lower),
        tag: Tag::Xx,
        pos: if lexeme.is_space { Pos::Space } else { Pos::X },
        morph: Morph::default(),
        head: 0,
        dep: Dep::Dep,
        sentence_start: false,
        entity: None,
        iob: Iob::Outside,
    }
}
