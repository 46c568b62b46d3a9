//! Packs the marks of one lane into rows: what does not fit beside goes below, and what fits nowhere is folded.
//!
//! Works from left to right in pixels counted from a fixed day, so that moving the view changes nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::contents::{
    Content, MOST_LISTED, extent_of, fold_of, importance, inside_px, may_stand_inside,
};
use super::lanes::Lane;
use super::layout::{LabelSide, LabelWords, LayoutOptions};
use crate::scene::{TextMeasure, Weight};

/// Free room between a mark or label and the next.
const GAP_PX: f64 = 8.0;
/// Between a mark and its label.
const LABEL_GAP_PX: f64 = 7.0;
/// Items whose first days lie in the same cell share its rows; the rest of them is folded.
pub(super) const CELL_PX: f64 = 40.0;
/// Room that a pill may take; a little less than a cell, so that neighbours do not touch.
const SLOT_PX: f64 = 36.0;

/// An event that matters more by so much keeps its words or gets a mark of its own before another has one.
const FAR_MORE: u16 = 150;
/// A label is not cut shorter than this.
const LEAST_CUT_PX: f64 = 84.0;

/// A mark in pixels from the fixed day.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) row: usize,
    pub(super) content: Content,
    pub(super) label: Option<PlacedLabel>,
}

#[derive(Clone, Debug)]
pub(super) struct PlacedLabel {
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) text: String,
    pub(super) side: LabelSide,
}

/// One row while it is filled.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// End of everything before the last mark.
    end_before: f64,
    /// End of the last mark.
    mark_end: f64,
    /// End of the last mark and its label.
    end: f64,
    /// The last mark.
    last: usize,
}

const EMPTY: Row = Row {
    end_before: f64::NEG_INFINITY,
    mark_end: f64::NEG_INFINITY,
    end: f64::NEG_INFINITY,
    last: usize::MAX,
};

/// Fills the rows of a lane.
pub(super) struct Packer<'p, 'w> {
    options: &'p LayoutOptions,
    measure: &'p TextMeasure,
    words: &'p dyn Fn(u32) -> LabelWords<'w>,
    px_per_day: f64,
    /// Nothing may be written outside.
    limits: Range<f64>,
    rows: Vec<Row>,
    pub(super) placed: Vec<Placed>,
}

impl<'p, 'w> Packer<'p, 'w> {
    pub(super) fn new(
        options: &'p LayoutOptions,
        measure: &'p TextMeasure,
        words: &'p dyn Fn(u32) -> LabelWords<'w>,
        px_per_day: f64,
        limits: Range<f64>,
    ) -> Self {
        Self {
            options,
            measure,
            words,
            px_per_day,
            limits,
            rows: Vec::new(),
            placed: Vec::new(),
        }
    }

    pub(super) fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Places the items of `lane` in `run`, folding where a cell holds more than the rows can take. Items that begin
    /// before `from` and end after it count as beginning there.
    pub(super) fn pack(&mut self, lane: &Lane, run: Range<usize>, from: i32) {
        let items = lane.items();
        let mut contents = Vec::new();
        if self.options.fold {
            let mut at = run.start;
            // Long bars from before the window come first, as a cell of their own.
            let begun = at + items[run.clone()].partition_point(|item| item.first < from);
            if begun > at {
                let carried: Vec<usize> = (at..begun).filter(|&i| items[i].last >= from).collect();
                self.keep_most_important(lane, &carried, &mut contents);
                at = begun;
            }
            while at < run.end {
                let cell = (f64::from(items[at].first) * self.px_per_day / CELL_PX).floor();
                let cell_end = (cell + 1.0) * CELL_PX;
                let next = at
                    + items[at..run.end]
                        .partition_point(|i| f64::from(i.first) * self.px_per_day < cell_end)
                        .max(1);
                self.cell(lane, at..next, &mut contents);
                at = next;
            }
        } else {
            contents.extend(items[run].iter().copied().map(Content::One));
        }
        let mut extents: Vec<(f64, f64, Content)> = contents
            .into_iter()
            .map(|content| {
                let (left, right) = self.extent(&content);
                (left, right, content)
            })
            .collect();
        // Stable, so that equal beginnings keep the order of days.
        extents.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (left, right, content) in extents {
            self.place(left, right, content);
        }
    }

    /// What becomes of the items of one cell.
    fn cell(&self, lane: &Lane, run: Range<usize>, contents: &mut Vec<Content>) {
        let room = self.options.most_rows.max(2);
        if run.len() <= room {
            contents.extend(lane.items()[run].iter().copied().map(Content::One));
        } else if run.len() <= 64 {
            let all: Vec<usize> = run.collect();
            self.keep_most_important(lane, &all, contents);
        } else {
            let best = lane.most_important(run.clone());
            let class = lane.main_class(run.clone());
            let items = &lane.items()[run.clone()];
            let mut fold = fold_of(items.iter().take(MOST_LISTED));
            fold.class = class;
            fold.count = u32::try_from(run.len() - 1).unwrap_or(u32::MAX);
            fold.last = items.last().map_or(fold.last, |item| item.first);
            contents.push(Content::One(lane.items()[best]));
            contents.push(Content::Fold(fold));
        }
    }

    /// Keeps as many of a cell's items as there are rows, less one for the pill that holds the others.
    fn keep_most_important(&self, lane: &Lane, run: &[usize], contents: &mut Vec<Content>) {
        let items = lane.items();
        let room = self.options.most_rows.max(2);
        if run.len() <= room {
            contents.extend(run.iter().map(|&i| Content::One(items[i])));
            return;
        }
        // Where a cell holds far more than fits, a full stack of discs would say less than the number.
        let kept = if run.len() > room * 3 {
            2.min(room - 1)
        } else {
            room - 1
        };
        let mut by_importance = run.to_vec();
        by_importance.sort_by_key(|&i| (std::cmp::Reverse(items[i].importance), i));
        let mut folded = by_importance.split_off(kept);
        folded.sort_unstable();
        contents.extend(by_importance.iter().map(|&i| Content::One(items[i])));
        contents.push(Content::Fold(fold_of(folded.iter().map(|&i| &items[i]))));
    }

    /// Left and right edge of a mark.
    fn extent(&self, content: &Content) -> (f64, f64) {
        match content {
            Content::One(item) => extent_of(item, self.px_per_day),
            Content::Moved => (0.0, 0.0),
            Content::Fold(fold) => {
                let x = |day: i32| f64::from(day) * self.px_per_day;
                let middle = (x(fold.first) + x(fold.last) + self.px_per_day) / 2.0;
                let cell_left = (x(fold.first) / CELL_PX).floor() * CELL_PX;
                // Within its cell, so that the pills of neighbouring cells never meet; a day that is wider than a cell
                // has its pill in its middle.
                let middle = if self.px_per_day > CELL_PX {
                    middle
                } else {
                    middle.clamp(
                        cell_left + SLOT_PX / 2.0,
                        cell_left + CELL_PX - SLOT_PX / 2.0,
                    )
                };
                (middle - SLOT_PX / 2.0, middle + SLOT_PX / 2.0)
            }
        }
    }

    fn place(&mut self, left: f64, right: f64, content: Content) {
        let (inside_left, inside_right) = inside_px(&content);
        let label = match &content {
            Content::One(item) => {
                self.full_label(item.entry, right - left - inside_left - inside_right)
            }
            Content::Fold(_) | Content::Moved => None,
        };
        let narrow = right - left <= SLOT_PX;
        // The last row is kept for narrow marks, so that long bars cannot leave them without any.
        let marks_rows = if narrow {
            self.options.most_rows
        } else {
            self.options.most_rows.saturating_sub(1).max(1)
        };
        let shared_row = self
            .options
            .fold
            .then(|| self.options.most_rows.saturating_sub(1));
        let open_rows = marks_rows.min(shared_row.unwrap_or(usize::MAX)).max(1);
        if let Some((text, width)) = label {
            if width + inside_left + inside_right <= right - left
                && may_stand_inside(&content)
                && let Some(row) = self.free_row(left, open_rows)
            {
                let label = self.label(left + inside_left, width, text, LabelSide::Inside);
                self.put(row, left, right, content, Some(label));
                return;
            }
            let rows = self.options.label_rows.min(open_rows);
            if let Some((row, side, label_left)) = self.row_with_label(left, right, width, rows) {
                let label = self.label(label_left, width, text, side);
                self.put(row, left, right, content, Some(label));
                return;
            }
            if let Some((text, width)) = self.cut_to_limit(&text, right, width)
                && let Some((row, side, label_left)) = self.row_with_label(left, right, width, rows)
            {
                let label = self.label(label_left, width, text, side);
                self.put(row, left, right, content, Some(label));
                return;
            }
            let short = self.short_label(&content);
            if let Some((text, width)) = short
                && let Some((row, side, label_left)) =
                    self.row_with_label(left, right, width, open_rows)
            {
                let label = self.label(label_left, width, text, side);
                self.put(row, left, right, content, Some(label));
                return;
            }
            // Nothing stands right of here yet: where there is room for a mark, there is room for its words, if those of
            // a less important one give way.
            if right + LABEL_GAP_PX + width <= self.limits.end
                && let Some(row) = self.row_to_take(left, rows, importance(&content))
            {
                self.make_way(row, left - GAP_PX);
                let label = self.label(right + LABEL_GAP_PX, width, text, LabelSide::Right);
                self.put(row, left, right, content, Some(label));
                return;
            }
        }
        if let Some(row) = self.free_row(left, open_rows) {
            self.put(row, left, right, content, None);
        } else if let Some(row) = self.row_to_take(left, open_rows, importance(&content) + FAR_MORE)
        {
            self.make_way(row, left - GAP_PX);
            self.put(row, left, right, content, None);
        } else if let Some(row) = self.row_to_clear(left, open_rows, importance(&content)) {
            self.clear(row);
            self.place(left, right, content);
        } else {
            self.share_last_row(left, right, content);
        }
    }

    /// A row whose last mark stands in the way and matters less than what wants to stand there, least of all such.
    fn row_to_clear(&self, left: f64, rows: usize, importance: u16) -> Option<usize> {
        if !self.options.fold {
            return None;
        }
        let matters = |state: &Row| {
            let mark = self.placed.get(state.last)?;
            match &mark.content {
                Content::One(item) if item.importance + FAR_MORE < importance => {
                    Some(item.importance)
                }
                _ => None,
            }
        };
        (self.rows.iter().enumerate().take(rows))
            .filter(|(_, state)| state.end_before + GAP_PX <= left)
            .filter_map(|(row, state)| Some((matters(state)?, row)))
            .min()
            .map(|(_, row)| row)
    }

    /// Puts the last mark of a row into the row that is kept for folds.
    fn clear(&mut self, row: usize) {
        let state = self.rows[row];
        self.rows[row] = Row {
            mark_end: state.end_before,
            end: state.end_before,
            last: usize::MAX,
            ..state
        };
        if let Some(mark) = self.placed.get_mut(state.last) {
            let content = std::mem::replace(&mut mark.content, Content::Moved);
            mark.label = None;
            let (left, right) = (mark.left, mark.right);
            self.share_last_row(left, right, content);
        }
    }

    /// A row with room for a mark, though not beside the words of the mark before: one whose words can be moved or
    /// shortened, else the one whose words matter least, and less than what wants to stand there.
    fn row_to_take(&self, left: f64, rows: usize, importance: u16) -> Option<usize> {
        let mut best: Option<(u16, usize)> = None;
        for (row, state) in self.rows.iter().enumerate().take(rows) {
            if state.mark_end + GAP_PX > left {
                continue;
            }
            let loss = self.loss(state, left - GAP_PX);
            if loss == 0 {
                return Some(row);
            }
            // Without folding there is no other place for a mark.
            if (loss < importance || !self.options.fold)
                && best.is_none_or(|(least, _)| loss < least)
            {
                best = Some((loss, row));
            }
        }
        best.map(|(_, row)| row)
    }

    /// How much matters what would lose its words if a row had to be free from `end` on; 0 for nothing.
    fn loss(&self, state: &Row, end: f64) -> u16 {
        let Some(mark) = self.placed.get(state.last) else {
            return 0;
        };
        let Some(label) = mark.label.as_ref().filter(|l| l.side == LabelSide::Right) else {
            return 0;
        };
        let to_the_left = mark.left - LABEL_GAP_PX - label.width;
        let kept = (state.end_before + GAP_PX).max(self.limits.start) <= to_the_left
            || end - label.left >= LEAST_CUT_PX;
        if kept {
            0
        } else {
            importance(&mark.content).max(1)
        }
    }

    fn label(&self, left: f64, width: f64, text: Cow<'w, str>, side: LabelSide) -> PlacedLabel {
        PlacedLabel {
            left,
            width,
            text: text.into_owned(),
            side,
        }
    }

    /// The label of an event, no wider than the options say or its bar has room for.
    fn full_label(&self, entry: u32, bar_px: f64) -> Option<(Cow<'w, str>, f64)> {
        if self.options.label_rows == 0 {
            return None;
        }
        let text = (self.words)(entry).full;
        self.measured(text, self.options.most_label_px.max(bar_px as f32))
    }

    fn short_label(&self, content: &Content) -> Option<(Cow<'w, str>, f64)> {
        let Content::One(item) = content else {
            return None;
        };
        let text = (self.words)(item.entry).short?;
        self.measured(text, self.options.most_label_px)
    }

    fn measured(&self, text: Cow<'w, str>, most: f32) -> Option<(Cow<'w, str>, f64)> {
        if text.is_empty() {
            return None;
        }
        let (size, weight) = (self.options.label_size_px, Weight::Medium);
        // Only the beginning of a very long text can be shown: measure no more than that.
        let text = match text.char_indices().nth(240) {
            Some((end, _)) => Cow::Owned(text[..end].to_owned()),
            None => text,
        };
        let width = self.measure.width_px(&text, size, weight);
        if width <= most {
            return Some((text, f64::from(width)));
        }
        let text = self.measure.shortened(&text, most, size, weight);
        let width = self.measure.width_px(&text, size, weight);
        Some((Cow::Owned(text), f64::from(width)))
    }

    /// A label that would cross the right limit, shortened so that it does not; none if too little would be left.
    fn cut_to_limit(&self, text: &str, right: f64, width: f64) -> Option<(Cow<'w, str>, f64)> {
        let room = self.limits.end - right - LABEL_GAP_PX;
        if width <= room || room < LEAST_CUT_PX {
            return None;
        }
        let (size, weight) = (self.options.label_size_px, Weight::Medium);
        let text = self
            .measure
            .shortened(text, room as f32 - 0.5, size, weight);
        let width = self.measure.width_px(&text, size, weight);
        Some((Cow::Owned(text), f64::from(width)))
    }

    /// The first row that has room from `left` on, opening one if need be.
    fn free_row(&self, left: f64, rows: usize) -> Option<usize> {
        (0..self.rows.len().min(rows))
            .find(|&row| self.rows[row].end + GAP_PX <= left)
            .or_else(|| (self.rows.len() < rows).then_some(self.rows.len()))
    }

    /// The first row that has room for a mark and its label, right of it or else left.
    fn row_with_label(
        &self,
        left: f64,
        right: f64,
        width: f64,
        rows: usize,
    ) -> Option<(usize, LabelSide, f64)> {
        let fits_right = right + LABEL_GAP_PX + width <= self.limits.end;
        let label_left = left - LABEL_GAP_PX - width;
        for row in 0..(self.rows.len() + 1).min(rows) {
            let end = self.rows.get(row).unwrap_or(&EMPTY).end;
            if fits_right && end + GAP_PX <= left {
                return Some((row, LabelSide::Right, right + LABEL_GAP_PX));
            }
            if !fits_right && (end + GAP_PX).max(self.limits.start) <= label_left {
                return Some((row, LabelSide::Left, label_left));
            }
        }
        None
    }

    /// Moves the label of the row's last mark to the left, shortens it or drops it, so that the row is free from
    /// `end` on.
    fn make_way(&mut self, row: usize, end: f64) {
        let state = self.rows[row];
        let Some(mark) = self.placed.get_mut(state.last) else {
            return;
        };
        let Some(label) = mark.label.as_mut() else {
            return;
        };
        if label.side != LabelSide::Right {
            return;
        }
        let to_the_left = mark.left - LABEL_GAP_PX - label.width;
        let room = end - label.left;
        if (state.end_before + GAP_PX).max(self.limits.start) <= to_the_left {
            label.left = to_the_left;
            label.side = LabelSide::Left;
            self.rows[row].end = state.mark_end;
        } else if room >= LEAST_CUT_PX {
            let (size, weight) = (self.options.label_size_px, Weight::Medium);
            label.text = self
                .measure
                .shortened(&label.text, room as f32, size, weight);
            label.width = f64::from(self.measure.width_px(&label.text, size, weight));
            self.rows[row].end = label.left + label.width;
        } else {
            mark.label = None;
            self.rows[row].end = state.mark_end;
        }
    }

    fn put(
        &mut self,
        row: usize,
        left: f64,
        right: f64,
        content: Content,
        label: Option<PlacedLabel>,
    ) {
        while self.rows.len() <= row {
            self.rows.push(EMPTY);
        }
        let label_end = match &label {
            Some(label) if label.side == LabelSide::Right => label.left + label.width,
            _ => right,
        };
        let state = &mut self.rows[row];
        *state = Row {
            end_before: state.end,
            mark_end: right,
            end: label_end.max(state.end),
            last: self.placed.len(),
        };
        self.placed.push(Placed {
            left,
            right,
            row,
            content,
            label,
        });
    }

    /// Puts a mark into the row that is kept for this; where it would touch the one before, both become a fold.
    fn share_last_row(&mut self, left: f64, right: f64, content: Content) {
        let row = self.options.most_rows.saturating_sub(1);
        // A bar that found no row stands here with its beginning.
        let right = right.min(left + SLOT_PX);
        let middle = (left + right) / 2.0;
        let (slot_left, slot_right) = (middle - SLOT_PX / 2.0, middle + SLOT_PX / 2.0);
        let state = self.rows.get(row).copied().unwrap_or(EMPTY);
        if state.end + 2.0 <= slot_left {
            let content = match content {
                Content::One(item) if !item.is_day() => Content::Fold(fold_of([&item].into_iter())),
                other => other,
            };
            self.put(row, slot_left, slot_right, content, None);
            return;
        }
        if let Some(mark) = self.placed.get_mut(state.last) {
            let mut fold = mark.content.folded();
            fold.add(&content.folded());
            mark.content = Content::Fold(fold);
            mark.label = None;
        }
    }
}
