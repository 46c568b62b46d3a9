//! Where each event goes on the axis of time: lanes, scale, marks, folds, labels, ticks.
//!
//! Pure: entries and widths of words in, a [`Layout`] in pixels out. The same layout is painted on the screen, hit by
//! the pointer, read out to assistive technology and written into pictures. Knows no window and no file format.
//!
//! Two steps. [`Lanes::arrange`] sorts the entries into lanes; it depends on the entries and the filters only.
//! [`lay_out`] places what a [`TimeScale`] shows; it runs whenever the view moves, by binary search over the sorted
//! lanes, so that its cost depends on the pixels and not on the number of events.

mod axis;
mod bar;
mod contents;
mod density;
mod drawing;
mod form;
mod importance;
mod key;
mod keys;
mod lanes;
mod layout;
mod packing;
mod scale;
mod words;

pub use axis::{Tick, TickUnit, ticks};
pub use density::{Density, density};
pub use drawing::{DrawingOptions, draw_lanes, draw_mark, mark_color};
pub use form::TimeForm;
pub use importance::importance;
pub use key::{Key, KeyEntry};
pub use lanes::{Item, Lane, LaneKey, LaneMode, LaneNames, Lanes};
pub use layout::{
    Label, LabelSide, LabelWords, LaneBand, Layout, LayoutOptions, Mark, MarkShape, lay_out,
};
pub use scale::{DayRange, TimeScale, day_number, day_of};
pub use words::{known_words, reason_words, when_words};
