//! Marks under the pointer and for readers of the screen: names, tooltips, clicks, what fades.

use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{TimelineView, entry_at, paint};
use crate::app::command::Command;
use crate::app::view::ViewContext;
use crate::app::{color, event_menu};
use crate::calendar::format_range;
use crate::merge::{Entry, EntryId};
use crate::model::{ActorId, Status};
use crate::scene::{Scene, Weight, point};
use crate::timeline::{
    DayRange, DrawingOptions, Layout, LayoutOptions, Mark, MarkShape, day_of, draw_lanes,
    reason_words, when_words,
};

/// More marks than this are no longer given a node each; there is no room for their words anyway.
const MOST_NODES: usize = 300;
/// How strongly unrelated marks show.
const FADED: f32 = 0.4;

/// What the nodes of the marks have met in a frame.
#[derive(Default)]
pub(super) struct Clicked {
    /// The mark that was clicked.
    pub(super) mark: Option<usize>,
    /// The pointer is over one of them.
    pub(super) contains_pointer: bool,
    /// How far one of them was dragged: that moves the view.
    pub(super) drag: Vec2,
}

impl TimelineView {
    /// Draws the marks. While the pointer is on an event, those that have no actor in common with it fade.
    pub(super) fn draw_marks(&self, scene: &mut Scene, layout: &Layout, context: &ViewContext<'_>) {
        let index_of = |id| context.project.entry(id).map(|(index, _)| index as u32);
        let selected = context.selection.and_then(index_of);
        let hovered = context.hover.and_then(index_of);
        let actors = hovered
            .and_then(|index| entry_at(context, index))
            .map(actors_of);
        let related = |mark: &Mark| {
            let Some(actors) = &actors else {
                return true;
            };
            let of = |index: u32| {
                entry_at(context, index)
                    .is_some_and(|entry| actors_of(entry).iter().any(|id| actors.contains(id)))
            };
            match &mark.shape {
                MarkShape::Folded { entries, .. } => {
                    entries.iter().take(20).any(|index| of(*index))
                }
                _ => of(mark.entry),
            }
        };
        let opacity = |mark: &Mark| if related(mark) { 1.0 } else { FADED };
        let is = |which: Option<u32>| {
            move |mark: &Mark| which.is_some_and(|index| mark.stands_for(index))
        };
        draw_lanes(
            scene,
            layout,
            point(0.0, 0.0),
            &DrawingOptions {
                theme: context.theme,
                surface: context.theme.panel,
                label_size_px: LayoutOptions::SCREEN.label_size_px,
                opacity: &opacity,
                selected: &is(selected),
                hovered: &is(hovered),
                title: &|_| None,
            },
        );
    }

    /// A node for each mark in sight: it can be found by name, focused, clicked, and tells its words.
    pub(super) fn nodes(
        &self,
        ui: &mut Ui,
        rect: Rect,
        layout: &Layout,
        context: &mut ViewContext<'_>,
    ) -> Clicked {
        let mut clicked = Clicked::default();
        let mut number = 0;
        for band in &layout.bands {
            for index in band.marks.clone() {
                let Some(mark) = layout.marks.get(index) else {
                    continue;
                };
                let by = rect.min.to_vec2() - vec2(0.0, self.scroll_px);
                let bounds = mark.bounds();
                let place = Rect::from_min_max(
                    pos2(bounds.left - 2.0, bounds.top - 2.0) + by,
                    pos2(bounds.right + 2.0, bounds.bottom + 2.0) + by,
                )
                .intersect(rect);
                if !place.is_positive() || number >= MOST_NODES {
                    continue;
                }
                number += 1;
                let id = ui
                    .scope_id()
                    .with(("mark", band.lane, mark.entry, &words_of_shape(mark)));
                let response = ui.interact(place, id, Sense::click_and_drag());
                response
                    .widget_info(|| WidgetInfo::labeled(Role::Button, true, name(mark, context)));
                clicked.contains_pointer |= response.contains_pointer();
                clicked.drag += response.drag_delta();
                if response.clicked() {
                    clicked.mark = Some(index);
                }
                if response.has_focus() {
                    ui.painter().rect_stroke(
                        place,
                        4.0,
                        egui::Stroke::new(1.0, color(context.theme.accent)),
                        egui::StrokeKind::Outside,
                    );
                }
                event_menu::at(&response, context, |context| events_of(mark, context));
                response.on_hover_ui_at_pointer(|ui| tooltip(ui, mark, context));
            }
        }
        clicked
    }

    /// Selects an event, or joins it with the selected one; opens a fold by zooming in on it.
    pub(super) fn click(
        &mut self,
        layout: &Layout,
        mark: usize,
        join: bool,
        context: &mut ViewContext<'_>,
    ) {
        let Some(mark) = layout.marks.get(mark) else {
            return;
        };
        let MarkShape::Folded { days, entries, .. } = &mark.shape else {
            if let Some(entry) = entry_at(context, mark.entry) {
                // It is in sight already: the view stays where it is.
                self.last_selection = Some(entry.id);
                context.choose(entry.id, join);
            }
            return;
        };
        let scale = layout.scale;
        let width = f64::from(scale.width_px);
        let nearer = (width * 0.6 / days.length_days()).min(scale.px_per_day * 12.0);
        if days.first < days.last && nearer > scale.px_per_day * 1.2 {
            self.zoom(nearer / scale.px_per_day, f64::from(mark.rect.center().x));
            return;
        }
        // All on the same day: step through them.
        let selected = context
            .selection
            .and_then(|id| context.project.entry(id))
            .and_then(|(index, _)| entries.iter().position(|entry| *entry as usize == index));
        let next = selected.map_or(0, |position| (position + 1) % entries.len().max(1));
        if let Some(entry) = entries
            .get(next)
            .and_then(|index| entry_at(context, *index))
        {
            self.last_selection = Some(entry.id);
            context.send(Command::Select(entry.id));
        }
    }
}

fn words_of_shape(mark: &Mark) -> &'static str {
    match mark.shape {
        MarkShape::Disc => "disc",
        MarkShape::Bar { .. } => "bar",
        MarkShape::Folded { .. } => "fold",
    }
}

fn actors_of(entry: &Entry) -> Vec<ActorId> {
    entry
        .sources
        .iter()
        .chain(&entry.targets)
        .filter_map(|participant| participant.key())
        .collect()
}

/// The events that a mark stands for.
fn events_of(mark: &Mark, context: &ViewContext<'_>) -> Vec<EntryId> {
    let one = [mark.entry];
    let entries = match &mark.shape {
        MarkShape::Folded { entries, .. } => entries.as_slice(),
        _ => &one,
    };
    let entries = entries.iter();
    entries
        .filter_map(|index| Some(entry_at(context, *index)?.id))
        .collect()
}

fn days_words(days: DayRange) -> String {
    format_range(day_of(days.first), day_of(days.last))
}

/// The name for readers of the screen and for tests.
fn name(mark: &Mark, context: &ViewContext<'_>) -> String {
    if let MarkShape::Folded { count, days, .. } = &mark.shape {
        return format!("{count} events, {}", days_words(*days));
    }
    entry_at(context, mark.entry).map_or_else(String::new, |entry| {
        let status = match entry.status {
            Status::Actual => String::new(),
            other => format!(", {}", other.words()),
        };
        let background = if mark.background { ", background" } else { "" };
        format!(
            "{}, {}{status}{background}",
            entry.summary,
            when_words(&entry.when)
        )
    })
}

fn tooltip(ui: &mut Ui, mark: &Mark, context: &ViewContext<'_>) {
    let theme = context.theme;
    ui.set_max_width(340.0);
    let strong = paint::font(ui, 13.0, Weight::SemiBold);
    let plain = paint::font(ui, 12.0, Weight::Regular);
    let head = |words: String| {
        egui::RichText::new(words)
            .font(strong.clone())
            .color(color(theme.text))
    };
    let line = |words: String| {
        egui::RichText::new(words)
            .font(plain.clone())
            .color(color(theme.text_second))
    };
    if let MarkShape::Folded {
        count,
        days,
        entries,
    } = &mark.shape
    {
        ui.label(head(format!("{count} events")));
        ui.label(line(days_words(*days)));
        for entry in entries
            .iter()
            .take(6)
            .filter_map(|index| entry_at(context, *index))
        {
            ui.label(line(format!("· {}", entry.summary)));
        }
        if days.first < days.last {
            ui.label(line("Click to zoom in".to_owned()));
        } else {
            ui.label(line("Click to step through them".to_owned()));
        }
        return;
    }
    let Some(entry) = entry_at(context, mark.entry) else {
        return;
    };
    ui.label(head(entry.summary.clone()));
    let when = egui::RichText::new(when_words(&entry.when))
        .font(paint::font(ui, 12.0, Weight::Medium))
        .color(color(theme.text));
    ui.label(when);
    let why = reason_words(&entry.when);
    if !why.is_empty() {
        ui.label(line(why));
    }
    let reports = match entry.reports.len() {
        1 => "1 report".to_owned(),
        number => format!("{number} reports"),
    };
    if mark.background {
        ui.label(line("Background: recalled, not told as news".to_owned()));
    }
    ui.label(line(format!(
        "{} ({}) · {} · {reports}",
        entry.kind.words(),
        entry.kind.code(),
        entry.status.words()
    )));
}
