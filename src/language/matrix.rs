//! The few operations on rows of numbers that the network is made of, with the widest instructions the processor has.

use fearless_simd::{Level, Simd, dispatch};

/// Columns worked on at a time.
const PANEL: usize = 16;
/// Rows worked on at a time. With two registers each, all sums of a block stay in registers.
const BLOCK: usize = 6;

/// A matrix of weights, laid out for multiplication: panels of 16 columns one after the other.
pub(super) struct Matrix {
    /// Numbers of an input row.
    width: usize,
    panels: Vec<[f32; PANEL]>,
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
                panels.push(column);
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
    /// The result of a row does not depend on the rows around it.
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
        let columns = self.outputs();
        let row = |index: usize| &inputs[index * stride..index * stride + self.width];
        let rows = outputs.len() / columns;
        // A panel stays in the nearest cache while all rows pass by.
        for (number, panel) in self.panels.chunks_exact(self.width).enumerate() {
            let first_column = number * PANEL;
            let mut first_row = 0;
            let mut blocks = outputs.chunks_exact_mut(BLOCK * columns);
            for block in &mut blocks {
                let inputs = std::array::from_fn::<_, BLOCK, _>(|index| row(first_row + index));
                put(
                    panel_times_rows(simd, panel, inputs),
                    block,
                    columns,
                    first_column,
                );
                first_row += BLOCK;
            }
            if rows >= BLOCK && first_row < rows {
                // The last block reaches back over rows already done, which is quicker than to do the rest one by one.
                first_row = rows - BLOCK;
                let inputs = std::array::from_fn::<_, BLOCK, _>(|index| row(first_row + index));
                let block = &mut outputs[first_row * columns..];
                put(
                    panel_times_rows(simd, panel, inputs),
                    block,
                    columns,
                    first_column,
                );
            } else {
                for block in outputs[first_row * columns..].chunks_exact_mut(columns) {
                    put(
                        panel_times_rows(simd, panel, [row(first_row)]),
                        block,
                        columns,
                        first_column,
                    );
                    first_row += 1;
                }
            }
        }
    }
}

/// Puts sums into their columns of the output rows.
#[inline(always)]
fn put<const ROWS: usize>(
    sums: [[f32; PANEL]; ROWS],
    outputs: &mut [f32],
    columns: usize,
    first_column: usize,
) {
    for (output, sums) in outputs.chunks_exact_mut(columns).zip(sums) {
        output[first_column..first_column + PANEL].copy_from_slice(&sums);
    }
}

/// The products of a few rows with one panel.
#[inline(always)]
fn panel_times_rows<S: Simd, const ROWS: usize>(
    simd: S,
    panel: &[[f32; PANEL]],
    rows: [&[f32]; ROWS],
) -> [[f32; PANEL]; ROWS] {
    let zero = simd.splat_f32x8(0.0);
    let mut sums = [[zero; 2]; ROWS];
    let rows = rows.map(|row| &row[..panel.len()]);
    for (place, weights) in panel.iter().enumerate() {
        let halves = weights.as_chunks::<8>().0;
        let low = simd.load_array_ref_f32x8(&halves[0]);
        let high = simd.load_array_ref_f32x8(&halves[1]);
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let input = simd.splat_f32x8(row[place]);
            sums[0] = simd.mul_add_f32x8(input, low, sums[0]);
            sums[1] = simd.mul_add_f32x8(input, high, sums[1]);
        }
    }
    sums.map(|[low, high]| {
        let mut row = [0f32; PANEL];
        row[..8].copy_from_slice(&simd.as_array_f32x8(low));
        row[8..].copy_from_slice(&simd.as_array_f32x8(high));
        row
    })
}

/// `target[i] += values[i]`
#[inline(always)]
pub(super) fn add(target: &mut [f32], values: &[f32]) {
    for (target, value) in target.iter_mut().zip(values) {
        *target += value;
    }
}

/// The sum of `part` over the numbers, in eight strands, so that it can be done eight numbers at a time.
#[inline(always)]
pub(super) fn sum(values: &[f32], part: impl Fn(f32) -> f32) -> f32 {
    let mut strands = [0f32; 8];
    let (blocks, rest) = values.as_chunks::<8>();
    for block in blocks {
        for (strand, value) in strands.iter_mut().zip(block) {
            *strand += part(*value);
        }
    }
    strands.iter().sum::<f32>() + rest.iter().map(|value| part(*value)).sum::<f32>()
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
        for (rows, width, outputs) in [(1, 1, 1), (5, 3, 16), (6, 8, 17), (13, 96, 50), (0, 4, 4)] {
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

    #[test]
    fn rows_may_overlap() {
        let matrix = Matrix::new(&[1.0, 10.0, 100.0], 3);
        let mut products = vec![0.0; 3 * PANEL];
        matrix.multiply(Level::new(), &[1.0, 2.0, 3.0, 4.0, 5.0], 1, &mut products);
        let firsts: Vec<f32> = products.chunks(PANEL).map(|row| row[0]).collect();
        assert_eq!(firsts, [321.0, 432.0, 543.0]);
    }
}
