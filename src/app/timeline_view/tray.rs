//! The tray: events without a date wait here, so that none is lost.

use egui::{
    Align2, Popup, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{EDGE_PX, TimelineView, entry_at, paint};
use crate::app::view::ViewContext;
use crate::app::{color, event_menu};
use crate::merge::Entry;
use crate::scene::{Shape, Weight, point};
use crate::timeline::{known_words, mark_color};

const CHIP_PX: f32 = 22.0;
const MOST_CHIP_PX: f32 = 260.0;
const MOST_KNOWN_PX: f32 = 150.0;

impl TimelineView {
    pub(super) fn tray(&mut self, ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
        let theme = context.theme;
        ui.painter().hline(
            rect.x_range(),
            rect.top() + 0.5,
            Stroke::new(1.0, color(theme.line)),
        );
        let middle = rect.center().y;
        let title = ui.painter().text(
            pos2(rect.left() + EDGE_PX, middle),
            Align2::LEFT_CENTER,
            "Undated",
            paint::font(ui, 12.0, Weight::Regular),
            color(theme.text_second),
        );
        let mut left = title.right() + 14.0;
        let undated = self.lanes.undated.clone();
        let mut shown = 0;
        for index in &undated {
            let Some(entry) = entry_at(context, *index) else {
                continue;
            };
            let room = rect.right() - EDGE_PX - 44.0 - left;
            let known = known_words(&entry.when).unwrap_or_default();
            let known = self
                .measure
                .shortened(&known, MOST_KNOWN_PX, 12.0, Weight::Regular);
            let known_px = match known.as_str() {
                "" => 0.0,
                known => self.measure.width_px(known, 12.0, Weight::Regular) + 8.0,
            };
            let words = self.measure.shortened(
                &entry.summary,
                MOST_CHIP_PX.min(room - 34.0 - known_px),
                12.0,
                Weight::Medium,
            );
            let width = self.measure.width_px(&words, 12.0, Weight::Medium) + known_px + 34.0;
            if width > room || room < 90.0 + known_px {
                break;
            }
            let place =
                Rect::from_min_size(pos2(left, middle - CHIP_PX / 2.0), vec2(width, CHIP_PX));
            chip(
                ui,
                place,
                entry,
                [(&known, 0.0), (&words, known_px)],
                context,
            );
            left = place.right() + 8.0;
            shown += 1;
        }
        if shown < undated.len() {
            let place =
                Rect::from_min_size(pos2(left, middle - CHIP_PX / 2.0), vec2(44.0, CHIP_PX));
            self.more(ui, place, undated.get(shown..).unwrap_or_default(), context);
        }
    }

    /// "+7", with a list of the others.
    fn more(&self, ui: &mut Ui, place: Rect, others: &[u32], context: &mut ViewContext<'_>) {
        let theme = context.theme;
        let response = ui.interact(place, ui.scope_id().with("more undated"), Sense::click());
        let name = format!("{} more without a date", others.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let ink = if response.hovered() {
            theme.text
        } else {
            theme.text_second
        };
        ui.painter().text(
            place.left_center() + vec2(6.0, 0.0),
            Align2::LEFT_CENTER,
            format!("+{}", others.len()),
            paint::font(ui, 12.0, Weight::Medium),
            color(ink),
        );
        Popup::menu(&response).show(|ui| {
            ui.set_min_width(300.0);
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                // A list of thousands would not be read; the search box finds the rest.
                for index in others.iter().take(500) {
                    let Some(entry) = entry_at(context, *index) else {
                        continue;
                    };
                    let words = match known_words(&entry.when) {
                        Some(known) => format!("{known} · {}", entry.summary),
                        None => entry.summary.clone(),
                    };
                    let words =
                        egui::RichText::new(words).font(paint::font(ui, 12.0, Weight::Regular));
                    let selected = context.selection == Some(entry.id);
                    if ui.selectable_label(selected, words).clicked() {
                        context.choose(entry.id, ui.input(|input| input.modifiers.shift));
                    }
                }
            });
        });
        response.on_hover_text(name);
    }
}

/// A chip with what is known of the date, and the event; each with its distance from the first.
fn chip(
    ui: &Ui,
    place: Rect,
    entry: &Entry,
    [known, summary]: [(&str, f32); 2],
    context: &mut ViewContext<'_>,
) {
    let theme = context.theme;
    let response = ui.interact(
        place,
        ui.scope_id().with(("undated", entry.id.0)),
        Sense::click(),
    );
    event_menu::at(&response, context, |_| vec![entry.id]);
    response.widget_info(|| {
        let known = known_words(&entry.when);
        let known = known.as_deref().unwrap_or("no date");
        WidgetInfo::labeled(Role::Button, true, format!("{}, {known}", entry.summary))
    });
    let selected = context.selection == Some(entry.id);
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter()
            .rect_filled(place, CHIP_PX / 2.0, color(theme.raised));
    }
    if selected {
        ui.painter().rect_stroke(
            place,
            CHIP_PX / 2.0,
            Stroke::new(1.5, color(theme.accent)),
            StrokeKind::Inside,
        );
    } else {
        let outline = rounded(place.shrink(0.5));
        let stroke = Stroke::new(1.0, color(theme.line.mixed(theme.text_third, 0.35)));
        ui.painter()
            .extend(egui::Shape::dashed_line(&outline, stroke, 3.0, 3.0));
    }
    let class = (0u8..)
        .zip(crate::model::Quad::ALL)
        .find(|(_, quad)| entry.quad() == Some(*quad))
        .map_or(4, |(class, _)| class);
    let middle = place.center().y;
    ui.painter().circle_filled(
        pos2(place.left() + 13.0, middle),
        4.5,
        color(mark_color(theme, class)),
    );
    let mut out = Vec::new();
    for ((words, by), weight, ink) in [
        (known, Weight::Regular, theme.text_second),
        (summary, Weight::Medium, theme.text),
    ] {
        let text = crate::scene::Item {
            shape: Shape::Text {
                at: point(place.left() + 23.0 + by, middle + 12.0 * 0.36),
                text: words.to_owned(),
                size_px: 12.0,
                weight,
                anchor: crate::scene::Anchor::Start,
                color: ink,
            },
            id: None,
            title: None,
        };
        paint::shapes(ui, &[text], pos2(0.0, 0.0), &mut out);
    }
    ui.painter().extend(out);
    if response.clicked() {
        context.choose(entry.id, ui.input(|input| input.modifiers.shift));
    }
    let why = entry.when.why.trim();
    response.on_hover_text(if why.is_empty() {
        entry.summary.clone()
    } else {
        format!("{}\n{why}", entry.summary)
    });
}

/// The outline of a pill, closed.
fn rounded(rect: Rect) -> Vec<egui::Pos2> {
    let radius = rect.height() / 2.0;
    let mut points = Vec::with_capacity(28);
    for (center, from) in [
        (pos2(rect.right() - radius, rect.center().y), -90.0f32),
        (pos2(rect.left() + radius, rect.center().y), 90.0),
    ] {
        for step in 0..=12u8 {
            let angle = (from + f32::from(step) * 15.0).to_radians();
            points.push(center + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    points.extend(points.first().copied());
    points
}
