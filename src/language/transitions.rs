//! What parser and names have in common: a small network that scores the next action from the tokens in a few slots.
//!
//! What a token contributes in each slot is worked out beforehand for all tokens at once; a step then only adds rows up.

use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch};

use super::assets::{ACTIONS, LoadError, Weights};
use super::encoder::WIDTH;
use super::matrix::{Matrix, add, greater, room};

/// Numbers between projection and scores.
const HIDDEN: usize = 64;
/// A slot contributes two candidates for each.
const CANDIDATES: usize = 2 * HIDDEN;

/// The scoring network, for up to `SCORES` actions.
pub(super) struct Scorer<const SCORES: usize> {
    projection: Matrix,
    projection_bias: [f32; HIDDEN],
    slots: Matrix,
    slots_bias: [f32; CANDIDATES],
    missing: Vec<f32>,
    score: Vec<[f32; SCORES]>,
    score_bias: [f32; SCORES],
    level: Level,
}

/// What each token of a document contributes in each slot.
pub(super) struct Contributions<'work> {
    rows: &'work [f32],
    token_width: usize,
}

/// Room for the work, kept from text to text.
#[derive(Default)]
pub(super) struct ScorerRoom {
    hidden: Vec<f32>,
    rows: Vec<f32>,
}

impl<const SCORES: usize> Scorer<SCORES> {
    pub(super) fn load(
        weights: &Weights,
        name: &str,
        slot_count: usize,
        actions: usize,
    ) -> Result<Scorer<SCORES>, LoadError> {
        let floats = |part: &str, count: usize| weights.floats(&format!("{name}.{part}"), count);
        let mut score = vec![[0f32; SCORES]; HIDDEN];
        let mut score_bias = [0f32; SCORES];
        if actions > SCORES {
            return Err(ACTIONS.error(format!("more than {SCORES} actions for {name}")));
        }
        let score_weights = floats("score.weight", HIDDEN * actions)?;
        for (row, weights) in score.iter_mut().zip(score_weights.chunks_exact(actions)) {
            row[..actions].copy_from_slice(weights);
        }
        score_bias[..actions].copy_from_slice(&floats("score.bias", actions)?);
        Ok(Scorer {
            projection: Matrix::new(&floats("projection.weight", HIDDEN * WIDTH)?, WIDTH),
            projection_bias: weights.array(&format!("{name}.projection.bias"))?,
            slots: Matrix::new(
                &floats("slots.weight", slot_count * CANDIDATES * HIDDEN)?,
                HIDDEN,
            ),
            slots_bias: weights.array(&format!("{name}.slots.bias"))?,
            missing: floats("slots.missing", slot_count * CANDIDATES)?,
            score,
            score_bias,
            level: Level::new(),
        })
    }

    /// Works out what every encoded token contributes.
    pub(super) fn prepare<'work>(
        &self,
        encoded: &[f32],
        work: &'work mut ScorerRoom,
    ) -> Contributions<'work> {
        let count = encoded.len() / WIDTH;
        let hidden = room(&mut work.hidden, count * HIDDEN);
        self.projection.multiply(self.level, encoded, WIDTH, hidden);
        for row in hidden.as_chunks_mut::<HIDDEN>().0 {
            add(row, &self.projection_bias);
        }
        let token_width = self.slots.outputs();
        let rows = room(&mut work.rows, count * token_width);
        self.slots.multiply(self.level, hidden, HIDDEN, rows);
        Contributions { rows, token_width }
    }

    /// Scores all actions with these tokens in the slots.
    pub(super) fn score<const SLOTS: usize>(
        &self,
        contributions: &Contributions<'_>,
        slots: [Option<usize>; SLOTS],
    ) -> [f32; SCORES] {
        dispatch!(self.level, simd => self.score_with(simd, contributions, slots))
    }

    #[inline(always)]
    fn score_with<S: Simd, const SLOTS: usize>(
        &self,
        simd: S,
        contributions: &Contributions<'_>,
        slots: [Option<usize>; SLOTS],
    ) -> [f32; SCORES] {
        let missing = self.missing.as_chunks::<CANDIDATES>().0;
        let given = contributions.rows.as_chunks::<CANDIDATES>().0;
        let token_slots = contributions.token_width / CANDIDATES;
        let rows: [&[f32; CANDIDATES]; SLOTS] = std::array::from_fn(|slot| match slots[slot] {
            Some(token) => &given[token * token_slots + slot],
            None => &missing[slot],
        });
        let lanes = S::f32s::LEN;
        let candidates = |first: usize| {
            let mut sum = S::f32s::splat(simd, 0.0);
            for row in rows.iter().chain(&[&self.slots_bias]) {
                sum += S::f32s::from_slice(simd, &row[first..first + lanes]);
            }
            sum
        };
        let mut hidden = [0f32; HIDDEN];
        for first in (0..HIDDEN).step_by(lanes) {
            let (firsts, seconds) = (candidates(first), candidates(HIDDEN + first));
            let pairs = firsts.as_slice().iter().zip(seconds.as_slice());
            for (value, (first, second)) in hidden[first..first + lanes].iter_mut().zip(pairs) {
                *value = greater(*first, *second);
            }
        }
        let mut scores = self.score_bias;
        // Four registers of scores at a time, so that no sum waits for the one before it.
        for (number, scores) in scores.chunks_mut(4 * lanes).enumerate() {
            let first = number * 4 * lanes;
            let mut sums = [S::f32s::splat(simd, 0.0); 4];
            for (value, weights) in hidden.iter().zip(&self.score) {
                let value = S::f32s::splat(simd, *value);
                let weights = &weights[first..first + scores.len()];
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(lanes)) {
                    *sum = value.mul_add(S::f32s::from_slice(simd, weights), *sum);
                }
            }
            for (scores, sum) in scores.chunks_exact_mut(lanes).zip(sums) {
                (S::f32s::from_slice(simd, scores) + sum).store_slice(scores);
            }
        }
        scores
    }
}

/// The kinds and labels of a component's actions, in the order of their scores.
pub(super) fn actions(component: &str) -> Result<Vec<(&'static str, &'static str)>, LoadError> {
    let mut actions = Vec::new();
    for row in ACTIONS.fields::<3>() {
        let [owner, kind, label] = row?;
        if owner == component {
            actions.push((kind, label));
        }
    }
    Ok(actions)
}

/// The index of the greatest score for which `valid` holds; the first among equals.
pub(super) fn best(scores: &[f32], valid: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (index, score) in scores.iter().enumerate() {
        if best.is_none_or(|best| *score > scores[best]) && valid(index) {
            best = Some(index);
        }
    }
    best
}
