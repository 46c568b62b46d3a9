//! The timeline in the window: header, axis, lanes, strip of all the time, tray of what has no date.
//!
//! What is drawn where comes from [`crate::timeline`]; here are the pointer, the keys and the painting. The layout is
//! kept until the events, the view or the size change.

mod header;
mod key;
mod lanes;
mod marks;
mod strip;
mod tray;

use egui::{Rect, Ui, UiBuilder, pos2};

use super::paint;
use super::view::ViewContext;
use crate::export::Names;
use crate::merge::{Entry, EntryId};
use crate::scene::TextMeasure;
use crate::timeline::{
    DayRange, Density, LabelWords, LaneMode, Lanes, Layout, LayoutOptions, TimeScale, density,
    lay_out,
};
use crate::world::World;

const HEADER_PX: f32 = 36.0;
const AXIS_PX: f32 = 26.0;
const STRIP_PX: f32 = 54.0;
const TRAY_PX: f32 = 36.0;
const EDGE_PX: f32 = 12.0;

/// The timeline's own state: what is in view, and what has been laid out for it.
pub struct TimelineView {
    mode: LaneMode,
    scale: Option<TimeScale>,
    follows: Follows,
    scroll_px: f32,
    measure: TextMeasure,
    world: Option<World>,
    lanes: Lanes,
    main_range: Option<DayRange>,
    /// Of `lanes`.
    arranged_for: Option<(u64, LaneMode)>,
    layout: Option<Layout>,
    laid_out_for: Option<LayoutKey>,
    density: Option<Density>,
    counted_for: Option<(u64, f32)>,
    /// As of the last frame, to see what others changed.
    last_selection: Option<EntryId>,
    /// The event under the pointer here.
    hovered_here: Option<EntryId>,
    cursor_here: bool,
    /// The key of the marks is shown.
    key_open: bool,
    names_px: f32,
}

/// What the view keeps to while events come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Follows {
    /// Where most events are.
    #[default]
    Most,
    /// All events.
    All,
    /// Where the user has moved it.
    User,
}

/// What a layout depends on.
#[derive(Clone, Copy, PartialEq)]
struct LayoutKey {
    revision: u64,
    mode: LaneMode,
    scale: TimeScale,
    rows: usize,
}

impl Default for TimelineView {
    fn default() -> Self {
        Self {
            mode: LaneMode::default(),
            scale: None,
            follows: Follows::default(),
            scroll_px: 0.0,
            measure: TextMeasure::new(),
            world: None,
            lanes: Lanes::default(),
            main_range: None,
            arranged_for: None,
            layout: None,
            laid_out_for: None,
            density: None,
            counted_for: None,
            last_selection: None,
            hovered_here: None,
            cursor_here: false,
            key_open: false,
            names_px: 90.0,
        }
    }
}

impl TimelineView {
    /// Draws the timeline into the space that is left.
    pub fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>) {
        let whole = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(whole);
        ui.painter()
            .rect_filled(whole, 0.0, super::color(context.theme.panel));
        self.arrange(context);
        let header = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + HEADER_PX));
        let has_tray = !self.lanes.undated.is_empty();
        let tray_top = whole.bottom() - if has_tray { TRAY_PX } else { 0.0 };
        let strip_top = tray_top - STRIP_PX;
        let body = Rect::from_min_max(
            pos2(whole.left(), header.bottom()),
            pos2(whole.right(), strip_top),
        );
        let strip =
            Rect::from_min_max(pos2(whole.left(), strip_top), pos2(whole.right(), tray_top));
        let tray = Rect::from_min_max(pos2(whole.left(), tray_top), whole.max);
        let width_px = (whole.width() - self.names_px).max(60.0);
        self.follow(width_px);
        self.keys(ui, context);
        self.lay_out(context, body.height() - AXIS_PX);
        self.show_selection(context, body.height() - AXIS_PX);

        let mut within = |rect: Rect, add: &mut dyn FnMut(&mut Ui)| {
            if rect.is_positive() {
                let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
                child.shrink_clip_rect(rect);
                add(&mut child);
            }
        };
        within(header, &mut |ui| self.header(ui, header, context));
        within(body, &mut |ui| self.body(ui, body, context));
        within(strip, &mut |ui| self.strip(ui, strip, context));
        within(tray, &mut |ui| self.tray(ui, tray, context));
    }

    /// The part of time that is in view; none before the first event with a date.
    pub fn scale(&self) -> Option<TimeScale> {
        self.scale
    }

    /// What the lanes stand for.
    pub fn mode(&self) -> LaneMode {
        self.mode
    }

    /// Sorts the events into lanes when they or the lanes have changed.
    fn arrange(&mut self, context: &ViewContext<'_>) {
        let key = Some((context.revision, self.mode));
        if self.arranged_for == key {
            return;
        }
        // Not before there is something to name: an empty window opens sooner.
        if self.world.is_none() && !context.visible.is_empty() {
            self.world = World::load().ok();
        }
        let names = Names {
            project: context.project,
            world: self.world.as_ref(),
        };
        let entries = &context.project.chronology.entries;
        self.lanes = Lanes::arrange(entries, context.visible, self.mode, &names);
        self.main_range = self.lanes.main_range();
        self.arranged_for = key;
        let widest = self
            .lanes
            .lanes
            .iter()
            .map(|lane| {
                self.measure
                    .width_px(&lane.name, 12.0, crate::scene::Weight::Medium)
            })
            .fold(64.0, f32::max);
        self.names_px = widest.min(150.0) + EDGE_PX * 2.0;
    }

    /// Keeps the view at the events until the user moves it, and at its size.
    fn follow(&mut self, width_px: f32) {
        let Some(range) = self.lanes.range else {
            self.scale = None;
            self.follows = Follows::default();
            return;
        };
        let scale = match self.scale {
            Some(scale) if self.follows == Follows::User => {
                scale.resized(width_px).within(range, 80.0)
            }
            _ if self.follows == Follows::All => fit(range, width_px),
            _ => fit(self.main_range.unwrap_or(range), width_px),
        };
        self.scale = Some(scale);
    }

    fn lay_out(&mut self, context: &ViewContext<'_>, height_px: f32) {
        let Some(scale) = self.scale else {
            self.layout = None;
            self.laid_out_for = None;
            return;
        };
        // As many rows as fit when a few lanes are to be seen at once.
        let lanes = self.lanes.lanes.len().clamp(1, 3) as f32;
        let rows = (height_px / lanes / LayoutOptions::SCREEN.row_px).floor();
        let rows = rows.clamp(7.0, 16.0) as usize;
        let key = LayoutKey {
            revision: context.revision,
            mode: self.mode,
            scale,
            rows,
        };
        if self.laid_out_for == Some(key) {
            return;
        }
        let entries = &context.project.chronology.entries;
        let words = |index: u32| LabelWords {
            full: entries
                .get(index as usize)
                .map_or("", |entry| entry.summary.as_str())
                .into(),
            short: None,
        };
        let options = LayoutOptions {
            most_rows: rows,
            label_rows: rows.saturating_sub(1),
            after_last_px: after_last_px(scale.width_px),
            ..LayoutOptions::SCREEN
        };
        self.layout = Some(lay_out(
            &self.lanes,
            &scale,
            &options,
            &self.measure,
            &words,
        ));
        self.laid_out_for = Some(key);
    }

    /// Brings an event that was selected elsewhere into view.
    fn show_selection(&mut self, context: &ViewContext<'_>, height_px: f32) {
        if context.selection == self.last_selection {
            return;
        }
        self.last_selection = context.selection;
        let Some((index, _)) = context.selection.and_then(|id| context.project.entry(id)) else {
            return;
        };
        let Some(item) = self
            .lanes
            .all
            .iter()
            .find(|item| item.entry as usize == index)
            .copied()
        else {
            return;
        };
        if let Some(scale) = self.scale {
            let (left, right) = (
                scale.x_px(f64::from(item.first)),
                scale.x_px(f64::from(item.last) + 1.0),
            );
            let width = f64::from(scale.width_px);
            if right < 8.0 || left > width - 24.0 {
                let middle = f64::midpoint(left, right.min(left + width / 2.0));
                self.scale = Some(scale.panned(width * 0.4 - middle));
                self.follows = Follows::User;
                self.lay_out(context, height_px);
            }
        }
        let Some(layout) = &self.layout else {
            return;
        };
        let seen = self.scroll_px..self.scroll_px + height_px;
        let in_sight = |mark: &&crate::timeline::Mark| {
            seen.contains(&mark.rect.top) && seen.contains(&mark.rect.bottom)
        };
        let entry = item.entry;
        if layout.marks_of(entry).find(in_sight).is_none()
            && let Some(mark) = layout.marks_of(entry).next()
        {
            self.scroll_px = mark.rect.top - height_px / 3.0;
        }
    }

    /// Keys of the timeline while nobody is writing.
    fn keys(&mut self, ui: &Ui, context: &ViewContext<'_>) {
        if ui.ctx().egui_wants_keyboard_input()
            || ui.ctx().memory(|memory| memory.focused().is_some())
        {
            return;
        }
        use egui::Key;
        let (nearer, further, home, key) = ui.input(|input| {
            let plain = !input.modifiers.command && !input.modifiers.alt;
            (
                plain && (input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals)),
                plain && input.key_pressed(Key::Minus),
                plain && input.key_pressed(Key::Home),
                plain && input.key_pressed(Key::L),
            )
        });
        if key {
            self.key_open = !self.key_open;
        }
        if nearer {
            self.zoom(1.5, self.focus_px(context));
        }
        if further {
            self.zoom(1.0 / 1.5, self.focus_px(context));
        }
        if home {
            self.follows = Follows::All;
        }
    }

    /// Where to zoom without a pointer: at the selected event if it is in view, else in the middle.
    fn focus_px(&self, context: &ViewContext<'_>) -> f64 {
        let Some(scale) = self.scale else {
            return 0.0;
        };
        let width = f64::from(scale.width_px);
        context
            .selected()
            .and_then(|entry| entry.when.earliest.or(entry.when.latest))
            .map(|day| scale.x_px(f64::from(crate::timeline::day_number(day)) + 0.5))
            .filter(|x| (0.0..width).contains(x))
            .unwrap_or(width / 2.0)
    }

    fn zoom(&mut self, factor: f64, x_px: f64) {
        if let Some(scale) = self.scale {
            self.scale = Some(scale.zoomed(factor, x_px));
            self.follows = Follows::User;
        }
    }

    fn pan(&mut self, by_px: f64) {
        if let Some(scale) = self.scale
            && by_px != 0.0
        {
            self.scale = Some(scale.panned(by_px));
            self.follows = Follows::User;
        }
    }

    /// The strip's columns, counted again when the events or its width have changed.
    fn density(&mut self, revision: u64, width_px: f32) -> Option<&Density> {
        let range = self.lanes.range?;
        if self.counted_for != Some((revision, width_px)) {
            self.density = Some(density(&self.lanes.all, range, width_px, 5.0));
            self.counted_for = Some((revision, width_px));
        }
        self.density.as_ref()
    }
}

/// All events in view, with room for the last label.
fn fit(range: DayRange, width_px: f32) -> TimeScale {
    TimeScale::fitted(range, width_px, 16.0, after_last_px(width_px))
}

/// Room for the last label.
fn after_last_px(width_px: f32) -> f32 {
    LayoutOptions::SCREEN.after_last_px.min(width_px * 0.3)
}

/// The entry at an index.
fn entry_at<'a>(context: &ViewContext<'a>, index: u32) -> Option<&'a Entry> {
    context.project.chronology.entries.get(index as usize)
}
