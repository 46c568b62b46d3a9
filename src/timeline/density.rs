//! How many events there are over the whole time: the strip below the lanes.

use super::lanes::Item;
use super::{DayRange, TimeScale};

/// Numbers of events in columns of equal width.
#[derive(Clone, Debug, PartialEq)]
pub struct Density {
    /// The scale of the strip: all of the time.
    pub scale: TimeScale,
    /// Width of a column.
    pub column_px: f32,
    /// For each column the number of events of each class (in the order of [`crate::model::Quad::ALL`], then others).
    pub columns: Vec<[u32; 5]>,
    /// The largest sum of a column.
    pub most: u32,
}

impl Density {
    /// Height of a column of `count` events, from 0 to 1. The root keeps single events visible beside thousands.
    pub fn height(&self, count: u32) -> f32 {
        if self.most == 0 {
            return 0.0;
        }
        (count as f32 / self.most as f32).sqrt()
    }
}

/// Counts the first days of `items`, which are in order, in columns of about `column_px`.
pub fn density(items: &[Item], range: DayRange, width_px: f32, column_px: f32) -> Density {
    let scale = TimeScale::fitted(range, width_px, 2.0, 2.0);
    let number = (width_px / column_px).floor().clamp(1.0, 4000.0) as usize;
    let mut columns = vec![[0u32; 5]; number];
    for item in items {
        let x = scale.x_px(f64::from(item.first) + 0.5);
        let column = (x / f64::from(column_px)).max(0.0) as usize;
        columns[column.min(number - 1)][usize::from(item.class.min(4))] += 1;
    }
    let most = columns
        .iter()
        .map(|column| column.iter().sum())
        .max()
        .unwrap_or_default();
    Density {
        scale,
        column_px,
        columns,
        most,
    }
}
