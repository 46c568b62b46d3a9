//! The picture of a view: lanes with their heights, marks and labels in pixels, and what lies under a point.

use std::borrow::Cow;
use std::ops::Range;

use super::contents::{Content, DISC_RADIUS_PX};
use super::form::TimeForm;
use super::lanes::Lanes;
use super::packing::{CELL_PX, Packer, Placed};
use super::{DayRange, TimeScale};
use crate::model::Status;
use crate::scene::{Point, Rect, TextMeasure, Weight};

/// Sizes and limits.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutOptions {
    /// Size of the labels' type.
    pub label_size_px: f32,
    /// Height of a row of marks.
    pub row_px: f32,
    /// Above and below the rows of a lane.
    pub lane_padding_px: f32,
    /// No lane is lower.
    pub least_lane_px: f32,
    /// Rows of a lane before marks are folded; at least 2.
    pub most_rows: usize,
    /// Rows that labels may open.
    pub label_rows: usize,
    /// Longer labels are shortened.
    pub most_label_px: f32,
    /// Fold where there are more events than rows. Without it every event has its own mark.
    pub fold: bool,
    /// No label crosses the right edge of the view.
    pub keep_labels_inside: bool,
    /// No label reaches further beyond the last event.
    pub after_last_px: f32,
}

impl LayoutOptions {
    /// For the window.
    pub const SCREEN: Self = Self {
        label_size_px: 12.0,
        row_px: 23.0,
        lane_padding_px: 7.0,
        least_lane_px: 44.0,
        most_rows: 6,
        label_rows: 5,
        most_label_px: 300.0,
        fold: true,
        keep_labels_inside: false,
        after_last_px: 160.0,
    };
}

/// The words at a mark.
#[derive(Clone, Debug, Default)]
pub struct LabelWords<'a> {
    /// What is written where there is room.
    pub full: Cow<'a, str>,
    /// What is written where there is little.
    pub short: Option<Cow<'a, str>>,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSide {
    /// Right of its mark.
    Right,
    /// Left of its mark.
    Left,
    /// In its bar.
    Inside,
}

/// Words at a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What is written.
    pub text: String,
    /// Where; as high as its row's type.
    pub rect: Rect,
    /// On which side of the mark.
    pub side: LabelSide,
}

/// How a mark is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkShape {
    /// A day.
    Disc,
    /// A longer time, or one that is not known to the day.
    Bar(TimeForm),
    /// Several events.
    Folded {
        /// How many.
        count: u32,
        /// First days of the first and the last of them.
        days: DayRange,
        /// Which, in order of time, as far as a list can show them (200).
        entries: Vec<u32>,
    },
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index of the event; of a fold, of its first.
    pub entry: u32,
    /// Where.
    pub rect: Rect,
    /// What it looks like.
    pub shape: MarkShape,
    /// Place of the class in [`crate::model::Quad::ALL`]; 4 for none.
    pub class: u8,
    /// Whether it took place; of a fold, always [`Status::Actual`].
    pub status: Status,
    /// Only recalled, not told as news; of a fold, never.
    pub background: bool,
    /// Its words, if there is room.
    pub label: Option<Label>,
}

impl Mark {
    /// True if the mark is drawn for this event, alone or folded with others.
    pub fn stands_for(&self, entry: u32) -> bool {
        match &self.shape {
            MarkShape::Folded { entries, .. } => entries.contains(&entry),
            _ => self.entry == entry,
        }
    }

    /// The mark with its label.
    pub fn bounds(&self) -> Rect {
        let Some(label) = &self.label else {
            return self.rect;
        };
        Rect {
            left: self.rect.left.min(label.rect.left),
            top: self.rect.top.min(label.rect.top),
            right: self.rect.right.max(label.rect.right),
            bottom: self.rect.bottom.max(label.rect.bottom),
        }
    }
}

/// A lane's place.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBand {
    /// Index into [`Lanes::lanes`].
    pub lane: usize,
    /// Upper edge.
    pub top_px: f32,
    /// Height.
    pub height_px: f32,
    /// Its marks in [`Layout::marks`], from left to right.
    pub marks: Range<usize>,
}

/// What is to be drawn. Pixels count from the left edge of the view and the upper edge of the first lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The part of time that is shown.
    pub scale: TimeScale,
    /// From top to bottom.
    pub bands: Vec<LaneBand>,
    /// In order of lanes, then from left to right.
    pub marks: Vec<Mark>,
    /// Height of all lanes together.
    pub height_px: f32,
}

/// With no more marks than this the rows are packed over all time, so that moving the view never changes them.
const PACK_ALL: usize = 3000;
/// Otherwise they are packed over whole chunks of this width.
const CHUNK_PX: f64 = CELL_PX * 16.0;
/// Marks this far outside the view are still given, because their labels may reach into it.
const MARGIN_PX: f64 = 320.0;

/// Places what `scale` shows.
pub fn lay_out<'a>(
    lanes: &Lanes,
    scale: &TimeScale,
    options: &LayoutOptions,
    measure: &TextMeasure,
    words: &dyn Fn(u32) -> LabelWords<'a>,
) -> Layout {
    let total: usize = lanes.lanes.iter().map(|lane| lane.items().len()).sum();
    let view_left = scale.left_day * scale.px_per_day;
    let view_right = view_left + f64::from(scale.width_px);
    let window = (total > PACK_ALL && options.fold).then(|| {
        let first = (view_left / CHUNK_PX).floor() * CHUNK_PX - MARGIN_PX.max(CHUNK_PX);
        let last = (view_right / CHUNK_PX).ceil() * CHUNK_PX;
        (
            days(first / scale.px_per_day),
            days(last / scale.px_per_day),
        )
    });
    let mut layout = Layout {
        scale: *scale,
        bands: Vec::with_capacity(lanes.lanes.len()),
        marks: Vec::new(),
        height_px: 0.0,
    };
    // No label reaches far beyond the first and the last event: where all events are in view, so are all labels.
    let (left_limit, mut right_limit) =
        lanes
            .range
            .map_or((f64::NEG_INFINITY, f64::INFINITY), |range| {
                let (first, last) = (f64::from(range.first), f64::from(range.last) + 1.0);
                (
                    first * scale.px_per_day - 16.0,
                    last * scale.px_per_day + f64::from(options.after_last_px) - 10.0,
                )
            });
    if options.keep_labels_inside {
        right_limit = view_right - 4.0;
    }
    for (number, lane) in lanes.lanes.iter().enumerate() {
        let mut packer = Packer::new(
            options,
            measure,
            words,
            scale.px_per_day,
            left_limit..right_limit,
        );
        match window {
            Some((first, last)) => packer.pack(lane, lane.touching(first, last), first),
            None => packer.pack(lane, 0..lane.items().len(), i32::MIN),
        }
        layout.add_lane(number, packer, view_left, options, measure);
    }
    layout
}

fn days(days: f64) -> i32 {
    days.clamp(-1e9, 1e9).floor() as i32
}

impl Layout {
    fn add_lane(
        &mut self,
        number: usize,
        packer: Packer<'_, '_>,
        view_left: f64,
        options: &LayoutOptions,
        measure: &TextMeasure,
    ) {
        let rows_px = packer.row_count().max(1) as f32 * options.row_px;
        let height_px = (rows_px + 2.0 * options.lane_padding_px).max(options.least_lane_px);
        let rows_top = self.height_px + (height_px - rows_px) / 2.0;
        let first = self.marks.len();
        let width = f64::from(self.scale.width_px);
        for placed in packer.placed {
            let (mut left, mut right) = (placed.left, placed.right);
            if let Some(label) = &placed.label {
                left = left.min(label.left);
                right = right.max(label.left + label.width);
            }
            if right - view_left < 0.0 || left - view_left > width {
                continue;
            }
            let middle = rows_top + (placed.row as f32 + 0.5) * options.row_px;
            self.marks
                .extend(mark(placed, middle, view_left, width, options, measure));
        }
        self.bands.push(LaneBand {
            lane: number,
            top_px: self.height_px,
            height_px,
            marks: first..self.marks.len(),
        });
        self.height_px += height_px;
    }

    /// The band at a height.
    pub fn band_at(&self, y_px: f32) -> Option<&LaneBand> {
        let after = self.bands.partition_point(|band| band.top_px <= y_px);
        let band = self.bands.get(after.checked_sub(1)?)?;
        (y_px <= band.top_px + band.height_px).then_some(band)
    }

    /// The mark under a point, or the nearest within a few pixels. Its label counts as the mark.
    pub fn hit(&self, at: Point) -> Option<usize> {
        const REACH_PX: f32 = 4.0;
        let band = self.band_at(at.y)?;
        let distance = |rect: &Rect| {
            let dx = (rect.left - at.x).max(at.x - rect.right).max(0.0);
            let dy = (rect.top - at.y).max(at.y - rect.bottom).max(0.0);
            dx.hypot(dy)
        };
        band.marks
            .clone()
            .filter_map(|index| {
                let mark = self.marks.get(index)?;
                let of_label = mark
                    .label
                    .as_ref()
                    .map_or(f32::INFINITY, |label| distance(&label.rect));
                let nearest = distance(&mark.rect).min(of_label);
                (nearest <= REACH_PX).then_some((index, nearest))
            })
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(index, _)| index)
    }

    /// The marks of an event: one in each lane that it stands in, and the folds that hold it.
    pub fn marks_of(&self, entry: u32) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.stands_for(entry))
    }
}

/// A placed mark in pixels of the view, `middle` being the middle of its row.
fn mark(
    placed: Placed,
    middle: f32,
    view_left: f64,
    view_width: f64,
    options: &LayoutOptions,
    measure: &TextMeasure,
) -> Option<Mark> {
    const BAR_HALF_PX: f32 = 8.0;
    const PILL_HALF_PX: f32 = 9.0;
    let label_half = options.label_size_px * 0.65;
    let x = |px: f64| (px - view_left) as f32;
    let span = |half: f32, left: f32, right: f32| Rect {
        left,
        top: middle - half,
        right,
        bottom: middle + half,
    };
    let (left, right) = (x(placed.left), x(placed.right));
    let view = view_left..view_left + view_width;
    let seen = placed.label.and_then(|mut label| {
        let (before, after) = match (&placed.content, label.side) {
            (Content::One(item), LabelSide::Inside) => item.form.inside_px(),
            _ => (0.0, 0.0),
        };
        let mark = placed.left + before..placed.right - after;
        let view = view.start + before..view.end - after;
        keep_in_view(&mut label, &mark, &view, options, measure)?;
        Some(Label {
            rect: span(label_half, x(label.left), x(label.left + label.width)),
            text: label.text,
            side: label.side,
        })
    });
    Some(match placed.content {
        Content::Moved => return None,
        Content::One(item) if item.is_day() => {
            let half = DISC_RADIUS_PX as f32;
            let center = f32::midpoint(left, right);
            Mark {
                entry: item.entry,
                rect: span(half, center - half, center + half),
                shape: MarkShape::Disc,
                class: item.class,
                status: item.status,
                background: item.background,
                label: seen,
            }
        }
        Content::One(item) => Mark {
            entry: item.entry,
            rect: span(BAR_HALF_PX, left, right),
            shape: MarkShape::Bar(item.form),
            class: item.class,
            status: item.status,
            background: item.background,
            label: seen,
        },
        Content::Fold(fold) => {
            let words = count_words(fold.count);
            let width = measure.width_px(&words, FOLD_SIZE_PX, Weight::SemiBold) + 14.0;
            let half_width = (width / 2.0).clamp(11.0, (right - left) / 2.0);
            let center = f32::midpoint(left, right);
            Mark {
                entry: fold.entries.first().copied().unwrap_or_default(),
                rect: span(PILL_HALF_PX, center - half_width, center + half_width),
                class: fold.class,
                status: Status::Actual,
                background: false,
                label: None,
                shape: MarkShape::Folded {
                    count: fold.count,
                    days: DayRange {
                        first: fold.first,
                        last: fold.last,
                    },
                    entries: fold.entries,
                },
            }
        }
    })
}

/// Size of the number in a pill.
pub(super) const FOLD_SIZE_PX: f32 = 11.0;

/// A number that fits into a pill: 7, 640, 1.2k, 84k, 3M.
pub(super) fn count_words(count: u32) -> String {
    match count {
        0..=999 => count.to_string(),
        1000..=9999 => format!("{}.{}k", count / 1000, count % 1000 / 100),
        10_000..=999_999 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// Keeps the words of a mark in the part of the view that they have, shortened if they must be: those in a bar stand in
/// the part of it that is seen, those beside a mark end where the view ends, and go with the mark when it leaves. `mark` and
/// `view` are where words may stand in them.
fn keep_in_view(
    label: &mut super::packing::PlacedLabel,
    mark: &Range<f64>,
    view: &Range<f64>,
    options: &LayoutOptions,
    measure: &TextMeasure,
) -> Option<()> {
    /// Fewer pixels hold no word.
    const LEAST_PX: f64 = 48.0;
    /// Between words that were shortened and the edge of the view.
    const EDGE_PX: f64 = 4.0;
    let end = label.left + label.width;
    let room = match label.side {
        LabelSide::Inside => {
            let left = mark.start.max(view.start);
            label.left = left.min(mark.end - label.width).max(mark.start);
            mark.end.min(view.end) - left
        }
        _ if mark.end <= view.start || mark.start >= view.end => return None,
        LabelSide::Right if end <= view.end => label.width,
        LabelSide::Right => view.end - EDGE_PX - label.left,
        LabelSide::Left if label.left >= view.start => label.width,
        LabelSide::Left => end - EDGE_PX - view.start,
    };
    if label.width <= room {
        return Some(());
    }
    if room < LEAST_PX {
        return None;
    }
    let (size, weight) = (options.label_size_px, Weight::Medium);
    label.text = measure.shortened(&label.text, room as f32, size, weight);
    label.width = f64::from(measure.width_px(&label.text, size, weight));
    label.left = match label.side {
        LabelSide::Inside => mark.start.max(view.start),
        LabelSide::Right => label.left,
        LabelSide::Left => end - label.width,
    };
    Some(())
}
