//! The encoder: turns each token into 96 numbers that tell the word and the four words on either side of it.
//!
//! First each word by itself is mixed out of hashed features and its word vector. Then four layers look at a window of three
//! tokens each; what a word adds to the sums of the first of them, as left, middle and right of a window, depends on the word alone
//! as well. All that is kept by `words`, since words come again.
//! The model has two encoders: one shared by tagger and parser, one for names.

use std::sync::Arc;

use fearless_simd::{Level, Simd, dispatch};

use super::assets::{LoadError, Weights, half_to_f32};
use super::lexeme::{Lexeme, hash_rows};
use super::matrix::{Matrix, add, greater, room, sum};

/// Numbers for each token.
pub(super) const WIDTH: usize = 96;
/// The greatest of so many candidates is taken for each number.
const PIECES: usize = 3;
/// Layers that look at neighbours, and so also the rows of padding the model puts around a document.
const WINDOWS: usize = 4;
/// Weighted sums that a layer works out for each token.
const SUMS: usize = PIECES * WIDTH;
/// Numbers for each word by itself: its mix, and what it adds to the sums of the first window as left, middle and right of it.
pub(super) const WORD: usize = PARTS * WIDTH;
const PARTS: usize = 1 + 3 * PIECES;

/// Half-precision rows of `WIDTH` numbers, left where they lie in the program.
#[derive(Clone, Copy)]
struct HalfRows {
    rows: &'static [[u8; 2 * WIDTH]],
}

impl HalfRows {
    fn load(weights: &Weights, name: &str) -> Result<HalfRows, LoadError> {
        let rows = weights.bytes(name, "f16", 0)?.as_chunks().0;
        if rows.is_empty() {
            return Err(LoadError::new("weights.tsv", format!("{name} has no row")));
        }
        Ok(HalfRows { rows })
    }

    #[inline(always)]
    fn add_to(self, row: usize, target: &mut [f32; WIDTH]) {
        if let Some(row) = self.rows.get(row) {
            for (target, half) in target.iter_mut().zip(row.as_chunks::<2>().0) {
                *target += half_to_f32(*half);
            }
        }
    }
}

/// A layer that takes the greatest of three weighted sums for each output and evens out the row.
struct Layer {
    matrix: Matrix,
    norm: Norm,
}

/// What a layer does with its sums.
struct Norm {
    bias: [[f32; WIDTH]; PIECES],
    gain: [f32; WIDTH],
    shift: [f32; WIDTH],
}

impl Layer {
    fn load(weights: &Weights, name: &str, inputs: usize) -> Result<Layer, LoadError> {
        let matrix = weights.floats(&format!("{name}.weight"), SUMS * inputs)?;
        Ok(Layer {
            matrix: Matrix::new(&matrix, inputs),
            norm: Norm::load(weights, name)?,
        })
    }
}

impl Norm {
    fn load(weights: &Weights, name: &str) -> Result<Norm, LoadError> {
        let part = |part: &str| weights.array(&format!("{name}.{part}"));
        let bias: [f32; SUMS] = weights.array(&format!("{name}.bias"))?;
        let mut pieces = [[0f32; WIDTH]; PIECES];
        for (piece, values) in pieces.iter_mut().zip(bias.as_chunks::<WIDTH>().0) {
            *piece = *values;
        }
        Ok(Norm {
            bias: pieces,
            gain: part("gain")?,
            shift: part("shift")?,
        })
    }

    /// Finishes the rows of sums and adds them to the rows of the target.
    #[inline(always)]
    fn add_finished<S: Simd>(&self, simd: S, sums: &[f32], target: &mut [f32]) {
        let sums = sums.as_chunks::<WIDTH>().0.as_chunks::<PIECES>().0;
        for (row, sums) in target.as_chunks_mut::<WIDTH>().0.iter_mut().zip(sums) {
            add(row, &self.finish(simd, sums));
        }
    }

    /// From the weighted sums of a row to its output.
    #[inline(always)]
    fn finish<S: Simd>(&self, simd: S, sums: &[[f32; WIDTH]; PIECES]) -> [f32; WIDTH] {
        let [first, second, third] = sums;
        let [first_bias, second_bias, third_bias] = &self.bias;
        let mut output = [0f32; WIDTH];
        for (index, value) in output.iter_mut().enumerate() {
            let best = greater(
                first[index] + first_bias[index],
                second[index] + second_bias[index],
            );
            *value = greater(best, third[index] + third_bias[index]);
        }
        let mean = sum(simd, &output, |values| values) / WIDTH as f32;
        for value in output.iter_mut() {
            *value -= mean;
        }
        let variance = sum(simd, &output, |values| values * values) / WIDTH as f32;
        let scale = 1.0 / (variance + 1e-8).sqrt();
        for (value, (gain, shift)) in output.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
            *value = *value * scale * gain + shift;
        }
        output
    }
}

/// One encoder.
pub(super) struct Encoder {
    /// One hash table for each feature, in the order of `Lexeme::ids`, then the blank after the word and being white space.
    tables: Vec<HalfRows>,
    vectors: HalfRows,
    mixer: Layer,
    /// The first window, its weights for left, middle and right token one after the other.
    first_window: Matrix,
    first_norm: Norm,
    later_windows: Vec<Layer>,
    level: Level,
}

/// A word as it is mixed: the lexeme, and whether a blank follows.
pub(super) type Word = (Arc<Lexeme>, bool);

/// Room for the work, kept from text to text.
#[derive(Default)]
pub(super) struct EncoderRoom {
    features: Vec<f32>,
    mixed: Vec<f32>,
    sums: Vec<f32>,
    tokens: Vec<f32>,
}

impl Encoder {
    pub(super) fn load(
        weights: &Weights,
        name: &str,
        features: usize,
    ) -> Result<Encoder, LoadError> {
        let tables =
            (0..features).map(|feature| HalfRows::load(weights, &format!("{name}.embed{feature}")));
        let later_windows = (1..WINDOWS)
            .map(|window| Layer::load(weights, &format!("{name}.window{window}"), 3 * WIDTH));
        let window = weights.floats(&format!("{name}.window0.weight"), SUMS * 3 * WIDTH)?;
        let mut first_window = Vec::with_capacity(window.len());
        for side in 0..3 {
            for row in window.chunks_exact(3 * WIDTH) {
                first_window.extend_from_slice(&row[side * WIDTH..(side + 1) * WIDTH]);
            }
        }
        Ok(Encoder {
            tables: tables.collect::<Result<_, _>>()?,
            vectors: HalfRows::load(weights, &format!("{name}.vectors"))?,
            mixer: Layer::load(weights, &format!("{name}.mixer"), (features + 1) * WIDTH)?,
            first_window: Matrix::new(&first_window, WIDTH),
            first_norm: Norm::load(weights, &format!("{name}.window0"))?,
            later_windows: later_windows.collect::<Result<_, _>>()?,
            level: Level::new(),
        })
    }

    /// Mixes words one by one, `WORD` numbers each, at the end of `rows`.
    pub(super) fn mix(&self, words: &[Word], rows: &mut Vec<f32>, work: &mut EncoderRoom) {
        let inputs = self.mixer.matrix.width();
        let features = room(&mut work.features, words.len() * inputs);
        features.fill(0.0);
        dispatch!(self.level, simd => self.add_features(simd, words, features));
        let sums = room(&mut work.sums, words.len() * SUMS);
        let mixed = room(&mut work.mixed, words.len() * WIDTH);
        mixed.fill(0.0);
        self.mixer
            .matrix
            .multiply(self.level, features, inputs, sums);
        dispatch!(self.level, simd => self.mixer.norm.add_finished(simd, sums, mixed));
        let sums = room(&mut work.sums, words.len() * 3 * SUMS);
        self.first_window.multiply(self.level, mixed, WIDTH, sums);
        for (mixed, sums) in mixed.chunks_exact(WIDTH).zip(sums.chunks_exact(3 * SUMS)) {
            rows.extend_from_slice(mixed);
            rows.extend_from_slice(sums);
        }
    }

    #[inline(always)]
    fn add_features<S: Simd>(&self, _simd: S, words: &[Word], features: &mut [f32]) {
        let rows = features.chunks_exact_mut(self.mixer.matrix.width());
        for ((lexeme, space_after), row) in words.iter().zip(rows) {
            let flags = [u64::from(*space_after), u64::from(lexeme.is_space)];
            let ids = lexeme.ids.iter().chain(&flags);
            let (parts, _) = row.as_chunks_mut::<WIDTH>();
            let tables = self.tables.iter().zip(ids).zip(&mut *parts);
            for (seed, ((table, id), part)) in (8u32..).zip(tables) {
                for row in hash_rows(*id, seed, table.rows.len() as u32) {
                    table.add_to(row as usize, part);
                }
            }
            if let (Some(vector), Some(part)) = (lexeme.vector, parts.last_mut()) {
                self.vectors.add_to(usize::from(vector), part);
            }
        }
    }

    /// The encoded tokens, `WIDTH` numbers each, from the rows of words (`WORD` numbers each) at these places.
    pub(super) fn encode<'work>(
        &self,
        words: &[f32],
        places: &[usize],
        work: &'work mut EncoderRoom,
    ) -> &'work [f32] {
        // The padding goes through the layers like tokens do. One more row at either end makes a window of three
        // a plain stretch of the buffer.
        let padded = places.len() + 2 * WINDOWS;
        let tokens = room(&mut work.tokens, (padded + 2) * WIDTH);
        tokens.fill(0.0);
        dispatch!(self.level, simd => self.apply_first_window(simd, words, places, tokens));
        for (number, layer) in (1..).zip(&self.later_windows) {
            // Each layer needs one row fewer at either end: the outermost is not seen by any token any more.
            let rows = padded - 2 * number;
            let windows = &tokens[number * WIDTH..];
            let sums = room(&mut work.sums, rows * SUMS);
            layer.matrix.multiply(self.level, windows, WIDTH, sums);
            let middles = &mut tokens[(number + 1) * WIDTH..];
            dispatch!(self.level, simd => layer.norm.add_finished(simd, sums, middles));
        }
        let first = (WINDOWS + 1) * WIDTH;
        &tokens[first..first + places.len() * WIDTH]
    }

    #[inline(always)]
    fn apply_first_window<S: Simd>(
        &self,
        simd: S,
        words: &[f32],
        places: &[usize],
        tokens: &mut [f32],
    ) {
        // The rows of the buffer are one extra, the padding, the tokens, the padding again, one extra.
        let words = words.as_chunks::<WIDTH>().0.as_chunks::<PARTS>().0;
        let word = |row: usize| words.get(*places.get(row.checked_sub(WINDOWS + 1)?)?);
        let rows = tokens.as_chunks_mut::<WIDTH>().0;
        for (row, target) in rows.iter_mut().enumerate().skip(1) {
            if row > places.len() + 2 * WINDOWS {
                break;
            }
            let mut sums = [[0f32; WIDTH]; PIECES];
            let neighbours = [word(row - 1), word(row), word(row + 1)];
            for (side, neighbour) in neighbours.into_iter().enumerate() {
                if let Some(parts) = neighbour {
                    let start = 1 + side * PIECES;
                    for (sums, part) in sums.iter_mut().zip(&parts[start..start + PIECES]) {
                        add(sums, part);
                    }
                }
            }
            if let Some(parts) = neighbours[1] {
                *target = parts[0];
            }
            add(target, &self.first_norm.finish(simd, &sums));
        }
    }
}
