//! What parser and names have in common: a small network that scores the next action from the tokens in a few slots.
//!
//! What a token contributes in each slot is worked out beforehand for all tokens at once; a step then only adds rows up.

use fearless_simd::{Level, Simd, dispatch};

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
    projection_bias: Vec<f32>,
    slots: Matrix,
    slots_bias: Vec<f32>,
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
        let weights = floats("score.weight", HIDDEN * actions)?;
        for (row, weights) in score.iter_mut().zip(weights.chunks_exact(actions)) {
            row[..actions].copy_from_slice(weights);
        }
        score_bias[..actions].copy_from_slice(&floats("score.bias", actions)?);
        Ok(Scorer {
            projection: Matrix::new(&floats("projection.weight", HIDDEN * WIDTH)?, WIDTH),
            projection_bias: floats("projection.bias", HIDDEN)?,
            slots: Matrix::new(
                &floats("slots.weight", slot_count * CANDIDATES * HIDDEN)?,
                HIDDEN,
            ),
            slots_bias: floats("slots.bias", CANDIDATES)?,
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
        for row in hidden.chunks_exact_mut(HIDDEN) {
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
        let mut candidates = [0f32; CANDIDATES];
        for (slot, token) in slots.into_iter().enumerate() {
            let place = slot * CANDIDATES;
            let row = match token {
                Some(token) => &contributions.rows[token * contributions.token_width + place..],
                None => &self.missing[place..],
            };
            add(&mut candidates, &row[..CANDIDATES]);
        }
        add(&mut candidates, &self.slots_bias);
        let mut hidden = [0f32; HIDDEN];
        for (index, value) in hidden.iter_mut().enumerate() {
            *value = greater(candidates[index], candidates[HIDDEN + index]);
        }
        let mut scores = self.score_bias;
        // 32 scores at a time stay in registers.
        for (number, scores) in scores.chunks_mut(32).enumerate() {
            let columns = number * 32..number * 32 + scores.len();
            let mut sums = [simd.splat_f32x8(0.0); 4];
            for (value, weights) in hidden.iter().zip(&self.score) {
                let value = simd.splat_f32x8(*value);
                let weights = weights[columns.clone()].as_chunks::<8>().0;
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = simd.mul_add_f32x8(value, simd.load_array_ref_f32x8(weights), *sum);
                }
            }
            for (scores, sum) in scores.chunks_exact_mut(8).zip(sums) {
                add(scores, &simd.as_array_f32x8(sum));
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
