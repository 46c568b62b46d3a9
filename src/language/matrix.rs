//! The few operations on rows of numbers that the network is made of, with the widest instructions the processor has.

use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch, f32x8};

/// Columns kept together.
const PANEL: usize = 32;

/// The weights of one place of the input row for the columns of a panel, on a border of the memory's lines.
#[repr(align(64))]
struct Weights([f32; PANEL]);

/// A matrix of weights, laid out for multiplication: panels of columns one after the other.
pub(super) struct Matrix {
    /// Numbers of an input row.
    width: usize,
    panels: Vec<Weights>,
}

impl Matrix {
    /// From one row of `width` weights for each output.
    pub(super) fn new(weights: &[f32], width: usize) -> Matrix {
        let mut panels = Vec::with_capacity(weights.len() / PANEL + width);
        for rows in weights.chunks(PANEL * width) {
            for place in 0..width {
                let mut column = [0f32; PANEL];
                for (value, row) in column.iter_mut().zip(rows.chunks_exact(width)) {
                    *value = row[place];
                }
                panels.push(Weights(column));
            }
        }
        Matrix { width, panels }
    }

    /// Numbers of an input row.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Numbers of an output row: the outputs, filled up with zeros to whole panels.
    pub(super) fn outputs(&self) -> usize {
        self.panels.len() / self.width * PANEL
    }

    /// Multiplies each row of the inputs. Rows begin `stride` numbers apart and may overlap; there is one for each row of `outputs`.
    /// The result of a row does not depend on the rows around it, nor on how many columns an instruction works on: each is
    /// one sum, in the order of the input row.
    pub(super) fn multiply(
        &self,
        level: Level,
        inputs: &[f32],
        stride: usize,
        outputs: &mut [f32],
    ) {
        dispatch!(level, simd => self.multiply_with(simd, inputs, stride, outputs));
    }

    #[inline(always)]
    fn multiply_with<S: Simd>(&self, simd: S, inputs: &[f32], stride: usize, outputs: &mut [f32]) {
        let rows = Rows {
            inputs,
            stride,
            width: self.width,
        };
        // With two registers of sums for each row, all sums of a block of rows stay in registers.
        if S::f32s::LEN >= 16 {
            self.multiply_blocks::<S, 12>(simd, rows, outputs);
        } else {
            self.multiply_blocks::<S, 6>(simd, rows, outputs);
        }
    }

    #[inline(always)]
    fn multiply_blocks<S: Simd, const BLOCK: usize>(
        &self,
        simd: S,
        rows: Rows<'_>,
        outputs: &mut [f32],
    ) {
        let columns = self.outputs();
        // A panel stays in the nearest cache while all rows pass by.
        for (number, panel) in self.panels.chunks_exact(self.width).enumerate() {
            for (block, outputs) in outputs.chunks_mut(BLOCK * columns).enumerate() {
                let count = outputs.len() / columns;
                let place = Place {
                    first_row: block * BLOCK,
                    columns,
                    first_column: number * PANEL,
                };
                match count {
                    0 => {}
                    1 => panel_times_rows::<S, 1>(simd, panel, rows, place, outputs),
                    2..=3 => panel_times_rows::<S, 3>(simd, panel, rows, place, outputs),
                    4..=6 => panel_times_rows::<S, 6>(simd, panel, rows, place, outputs),
                    _ => panel_times_rows::<S, BLOCK>(simd, panel, rows, place, outputs),
                }
            }
        }
    }
}

/// The rows of the inputs.
#[derive(Clone, Copy)]
struct Rows<'inputs> {
    inputs: &'inputs [f32],
    stride: usize,
    width: usize,
}

impl<'inputs> Rows<'inputs> {
    #[inline(always)]
    fn row(&self, index: usize) -> &'inputs [f32] {
        &self.inputs[index * self.stride..index * self.stride + self.width]
    }
}

/// Where a block lies: its first row among the inputs, the numbers of an output row, its first column among them.
#[derive(Clone, Copy)]
struct Place {
    first_row: usize,
    columns: usize,
    first_column: usize,
}

/// Puts the products of a few rows with one panel into their columns of the output rows, of which there may be fewer than `ROWS`.
#[inline(always)]
fn panel_times_rows<S: Simd, const ROWS: usize>(
    simd: S,
    panel: &[Weights],
    rows: Rows<'_>,
    place: Place,
    outputs: &mut [f32],
) {
    let last = outputs.len() / place.columns - 1;
    // Rows that are wanting are filled up with the last.
    let rows: [&[f32]; ROWS] =
        std::array::from_fn(|index| &rows.row(place.first_row + index.min(last))[..panel.len()]);
    let lanes = S::f32s::LEN;
    let load = |weights: &Weights, first: usize| {
        S::f32s::from_slice(simd, &weights.0[first..first + lanes])
    };
    // Plain counting loops, which every build unrolls; the sums must never leave the registers.
    for first in (0..PANEL).step_by(2 * lanes) {
        let mut low_sums = [S::f32s::splat(simd, 0.0); ROWS];
        let mut high_sums = low_sums;
        for (place, weights) in panel.iter().enumerate() {
            let (low, high) = (load(weights, first), load(weights, first + lanes));
            for index in 0..ROWS {
                let input = S::f32s::splat(simd, rows[index][place]);
                low_sums[index] = input.mul_add(low, low_sums[index]);
                high_sums[index] = input.mul_add(high, high_sums[index]);
            }
        }
        for index in 0..ROWS {
            if index > last {
                break;
            }
            let start = index * place.columns + place.first_column + first;
            low_sums[index].store_slice(&mut outputs[start..start + lanes]);
            high_sums[index].store_slice(&mut outputs[start + lanes..start + 2 * lanes]);
        }
    }
}

/// `target[i] += values[i]`
#[inline(always)]
pub(super) fn add<const COUNT: usize>(target: &mut [f32; COUNT], values: &[f32; COUNT]) {
    for (target, value) in target.iter_mut().zip(values) {
        *target += value;
    }
}

/// The sum of `part` over the numbers, in eight strands, whatever the width of the processor's registers.
#[inline(always)]
pub(super) fn sum<S: Simd, const COUNT: usize>(
    simd: S,
    values: &[f32; COUNT],
    part: impl Fn(f32x8<S>) -> f32x8<S>,
) -> f32 {
    const { assert!(COUNT.is_multiple_of(8)) };
    let mut strands = f32x8::splat(simd, 0.0);
    for block in values.as_chunks::<8>().0 {
        strands += part(f32x8::load_array_ref(simd, block));
    }
    strands.to_array().into_iter().sum()
}

/// The first `length` numbers of the space, which grows if need be; what stands there is left over from before.
pub(super) fn room(space: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if space.len() < length {
        space.resize(length, 0.0);
    }
    &mut space[..length]
}

/// The greater; the second if they do not compare.
#[inline(always)]
pub(super) fn greater(first: f32, second: f32) -> f32 {
    if first > second { first } else { second }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_right_at_every_edge() {
        let number = |seed: usize| ((seed * 7919) % 23) as f32 - 11.0;
        for (rows, width, outputs) in [
            (1, 1, 1),
            (3, 3, 16),
            (5, 3, 33),
            (6, 8, 17),
            (13, 96, 50),
            (31, 5, 70),
            (0, 4, 4),
        ] {
            let inputs: Vec<f32> = (0..rows * width).map(number).collect();
            let weights: Vec<f32> = (0..outputs * width).map(|seed| number(seed + 5)).collect();
            let matrix = Matrix::new(&weights, width);
            let columns = matrix.outputs();
            let mut products = vec![f32::NAN; rows * columns];
            matrix.multiply(Level::new(), &inputs, width, &mut products);
            for row in 0..rows {
                for column in 0..columns {
                    let expected: f32 = (0..width)
                        .filter(|_| column < outputs)
                        .map(|place| inputs[row * width + place] * weights[column * width + place])
                        .sum();
                    assert_eq!(products[row * columns + column], expected);
                }
            }
        }
    }

    /// Every level of instructions that this processor has and that multiplies and adds in one step.
    fn fused_levels() -> Vec<Level> {
        let level = Level::new();
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        let levels = [
            level.as_avx2().map(Level::Avx2),
            level.as_avx512().map(Level::Avx512),
        ];
        #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
        let levels = [Some(level)];
        levels.into_iter().flatten().collect()
    }

    #[test]
    fn width_of_registers_changes_no_bit() {
        // Numbers of many sizes, so that any other order of adding, or a rounding in between, would show.
        let number = |seed: usize| {
            let mixed = (seed as u32).wrapping_mul(0x9e37_79b9) ^ 0x5bd1_e995;
            let size = [1e-3, 1.0, 37.0, 1e4][mixed as usize % 4];
            (mixed as f32 / u32::MAX as f32 - 0.5) * size
        };
        for (rows, width, outputs) in [(1, 96, 288), (2, 64, 50), (5, 96, 64), (47, 288, 288)] {
            let inputs: Vec<f32> = (0..rows * width).map(number).collect();
            let weights: Vec<f32> = (0..outputs * width).map(|seed| number(seed + 77)).collect();
            let matrix = Matrix::new(&weights, width);
            let mut expected = vec![0.0; rows * matrix.outputs()];
            for (row, sums) in inputs
                .chunks_exact(width)
                .zip(expected.chunks_exact_mut(matrix.outputs()))
            {
                for (weights, sum) in weights.chunks_exact(width).zip(sums) {
                    *sum = row
                        .iter()
                        .zip(weights)
                        .fold(0f32, |sum, (input, weight)| input.mul_add(*weight, sum));
                }
            }
            let bits = |numbers: &[f32]| numbers.iter().map(|number| number.to_bits()).collect();
            let expected: Vec<u32> = bits(&expected);
            for level in fused_levels() {
                let mut products = vec![f32::NAN; expected.len()];
                matrix.multiply(level, &inputs, width, &mut products);
                let products: Vec<u32> = bits(&products);
                assert!(products == expected, "{level:?}, {rows} rows");
            }
        }
    }

    #[test]
    fn rows_may_overlap() {
        let matrix = Matrix::new(&[1.0, 10.0, 100.0], 3);
        let mut products = vec![0.0; 3 * PANEL];
        matrix.multiply(Level::new(), &[1.0, 2.0, 3.0, 4.0, 5.0], 1, &mut products);
        let firsts: Vec<f32> = products.chunks(PANEL).map(|row| row[0]).collect();
        assert_eq!(firsts, [321.0, 432.0, 543.0]);
    }
}
