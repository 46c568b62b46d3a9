//! What stands in a lane before it is packed: one event, or several as a fold; and how wide each is.

use super::form::{TimeForm, wing_around_px};
use super::lanes::Item;
use crate::model::Status;

/// Half the size of a disc.
pub(super) const DISC_RADIUS_PX: f64 = 5.0;
/// A date that is open at one end fades over this length.
const FADE_PX: f64 = 44.0;
/// A bar is at least as wide as a disc.
const LEAST_BAR_PX: f64 = 10.0;
/// A fold lists at most this many of its events.
pub(super) const MOST_LISTED: usize = 200;

/// Events drawn as one pill.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Folded {
    pub(super) count: u32,
    pub(super) class: u8,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) entries: Vec<u32>,
}

/// What is to be placed: one item, or a fold.
#[derive(Clone, Debug)]
pub(super) enum Content {
    One(Item),
    Fold(Folded),
    /// What stood here was folded with others after all.
    Moved,
}

impl Content {
    /// As a fold.
    pub(super) fn folded(&self) -> Folded {
        match self {
            Self::One(item) => fold_of([item].into_iter()),
            Self::Fold(fold) => fold.clone(),
            Self::Moved => fold_of([].into_iter()),
        }
    }
}

/// Of a fold, nothing: its number is no label.
pub(super) fn importance(content: &Content) -> u16 {
    match content {
        Content::One(item) => item.importance,
        Content::Fold(_) | Content::Moved => 0,
    }
}

pub(super) fn inside_px(content: &Content) -> (f64, f64) {
    match content {
        Content::One(item) => item.form.inside_px(),
        _ => TimeForm::Unit.inside_px(),
    }
}

/// Words are not written over the hatching of what was denied.
pub(super) fn may_stand_inside(content: &Content) -> bool {
    matches!(content, Content::One(item) if item.status != Status::Denied)
}

impl Folded {
    pub(super) fn add(&mut self, other: &Self) {
        if other.count > self.count {
            self.class = other.class;
        }
        self.count = self.count.saturating_add(other.count);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        let room = MOST_LISTED.saturating_sub(self.entries.len());
        self.entries.extend(other.entries.iter().take(room));
        // Entries are numbered in order of time.
        self.entries.sort_unstable();
    }
}

pub(super) fn fold_of<'i>(items: impl Iterator<Item = &'i Item>) -> Folded {
    let mut fold = Folded {
        count: 0,
        class: 4,
        first: i32::MAX,
        last: i32::MIN,
        entries: Vec::new(),
    };
    let mut classes = [0u32; 5];
    for item in items {
        fold.count += 1;
        fold.first = fold.first.min(item.first);
        fold.last = fold.last.max(item.first);
        classes[usize::from(item.class.min(4))] += 1;
        if fold.entries.len() < MOST_LISTED {
            fold.entries.push(item.entry);
        }
    }
    let best = (0..5).max_by_key(|&class| (classes[class], std::cmp::Reverse(class)));
    fold.class = best.unwrap_or(4) as u8;
    fold
}

/// Left and right edge of an item's mark, in pixels from day 0.
pub(super) fn extent_of(item: &Item, px_per_day: f64) -> (f64, f64) {
    let x = |day: f64| day * px_per_day;
    let middle = x(f64::from(item.first) + 0.5);
    if item.is_day() {
        return (middle - DISC_RADIUS_PX, middle + DISC_RADIUS_PX);
    }
    let (mut left, mut right) = (x(f64::from(item.first)), x(f64::from(item.last) + 1.0));
    match item.form {
        TimeForm::Before => left = left.min(right - FADE_PX),
        TimeForm::After => right = right.max(left + FADE_PX),
        // About a day: a disc with its wings.
        TimeForm::About if item.first == item.last => {
            let half = DISC_RADIUS_PX + wing_around_px(0.0);
            return (middle - half, middle + half);
        }
        TimeForm::About => {
            let wing = wing_around_px(right - left);
            left -= wing;
            right += wing;
        }
        _ => {}
    }
    if right - left < LEAST_BAR_PX {
        let middle = f64::midpoint(left, right);
        (left, right) = (middle - LEAST_BAR_PX / 2.0, middle + LEAST_BAR_PX / 2.0);
    }
    (left, right)
}
