//! The few widgets that the window is made of: rows, chips, code boxes, buttons. Painted, named for readers of the
//! screen, quiet under the pointer.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Galley, Margin, Pos2, Rect, Response, Role,
    Sense, Stroke, StrokeKind, TextFormat, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::color;
use super::command::{Command, Now};
use super::style::{BODY_PX, EDGE_PX, LABEL_PX, ROW_PX, SMALL_PX, medium, regular, semi_bold};
use crate::scene::Theme;

/// One line of text, cut with "…" where it is wider than `width_px`.
pub(crate) fn line(ui: &Ui, text: &str, font: FontId, ink: Color32, width_px: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping {
        max_width: width_px.max(0.0),
        max_rows: 1,
        break_anywhere: true,
        overflow_character: Some('…'),
    };
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

/// Paints a line with its left end and middle at `at`; returns its width.
pub(crate) fn paint_line(ui: &Ui, at: Pos2, galley: Arc<Galley>) -> f32 {
    let size = galley.size();
    let top = at.y - size.y / 2.0;
    ui.painter()
        .galley(pos2(at.x, top), galley, Color32::PLACEHOLDER);
    size.x
}

/// The ground of the bars along the top and the bottom of the window.
pub(crate) fn bar_frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(color(theme.panel))
        .inner_margin(Margin::symmetric(14, 0))
}

/// A thin line from edge to edge of the window.
pub(crate) fn line_across(ui: &Ui, theme: &Theme, y: f32) {
    let window = ui.ctx().content_rect();
    ui.painter().with_clip_rect(window).hline(
        window.x_range(),
        y,
        Stroke::new(1.0, color(theme.line)),
    );
}

/// A small capital heading with a count or a word at its right end.
pub(crate) fn section(ui: &mut Ui, theme: &Theme, title: &str, right: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    let mut job = LayoutJob::default();
    let mut format = TextFormat::simple(semi_bold(SMALL_PX), color(theme.text_second));
    format.extra_letter_spacing = 0.5;
    job.append(&title.to_uppercase(), 0.0, format);
    let galley = ui.painter().layout_job(job);
    let middle = rect.bottom() - 12.0;
    paint_line(ui, pos2(rect.left() + EDGE_PX, middle), galley);
    let galley = line(
        ui,
        right,
        medium(SMALL_PX),
        color(theme.text_second),
        rect.width() / 2.0,
    );
    let left = rect.right() - EDGE_PX - galley.size().x;
    paint_line(ui, pos2(left, middle), galley);
}

/// A word at the right of the heading that was just drawn, to be clicked; returns whether it was. `name` is for those who
/// hear it, `hint` for the pointer.
pub(crate) fn heading_switch(
    ui: &mut Ui,
    theme: &Theme,
    word: &str,
    name: &str,
    hint: &str,
) -> bool {
    let rect = ui.min_rect();
    let galley = line(ui, word, regular(SMALL_PX), color(theme.accent), 120.0);
    let middle = rect.bottom() - 12.0;
    let left = rect.right() - EDGE_PX - galley.size().x;
    let area = Rect::from_min_max(
        pos2(left - 4.0, middle - 10.0),
        pos2(rect.right() - EDGE_PX + 4.0, middle + 10.0),
    );
    let response = ui.interact(area, ui.scope_id().with(("switch", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.has_focus() || response.hovered() {
        ui.painter().rect_filled(area, 4.0, color(theme.raised));
    }
    paint_line(ui, pos2(left, middle), galley);
    response.on_hover_text(hint).clicked()
}

/// A row over the whole width that can be clicked: lighter under the pointer, marked in the accent when selected.
pub(crate) fn row(
    ui: &mut Ui,
    theme: &Theme,
    height_px: f32,
    selected: bool,
    name: &str,
) -> (Rect, Response) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height_px), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    if ui.is_rect_visible(rect) {
        let lift = if selected {
            color(theme.raised)
        } else if response.hovered() || response.has_focus() {
            color(theme.raised.mixed(theme.panel, 0.4))
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, 0.0, lift);
        if selected {
            let bar = Rect::from_min_size(rect.min, vec2(2.0, height_px));
            ui.painter().rect_filled(bar, 0.0, color(theme.accent));
        }
    }
    (rect, response)
}

/// A count at the right end of a row; returns where the space left of it ends.
pub(crate) fn count(ui: &Ui, theme: &Theme, rect: Rect, number: usize) -> f32 {
    let galley = line(
        ui,
        &number.to_string(),
        regular(LABEL_PX),
        color(theme.text_second),
        80.0,
    );
    let left = rect.right() - EDGE_PX - galley.size().x;
    paint_line(ui, pos2(left, rect.center().y), galley);
    left - 8.0
}

/// Width of the box around a code of three letters.
pub(crate) const CODE_PX: f32 = 30.0;

/// A country's code in a small box, its left end and middle at `at`.
pub(crate) fn code_box(ui: &Ui, theme: &Theme, at: Pos2, code: &str) -> f32 {
    let galley = line(ui, code, semi_bold(9.5), color(theme.text_second), 60.0);
    let width = CODE_PX.max(galley.size().x + 10.0);
    let rect = Rect::from_min_size(pos2(at.x, at.y - 8.0), vec2(width, 16.0));
    ui.painter().rect(
        rect,
        CornerRadius::same(3),
        color(theme.raised),
        Stroke::new(1.0, color(theme.line)),
        StrokeKind::Inside,
    );
    let left = rect.center().x - galley.size().x / 2.0;
    paint_line(ui, pos2(left, at.y), galley);
    width
}

/// The disc of a class of events.
pub(crate) fn dot(ui: &Ui, at: Pos2, ink: Color32) {
    ui.painter().circle_filled(at, 4.5, ink);
}

/// Draws rows of one height, only those that can be seen.
pub(crate) fn rows(
    ui: &mut Ui,
    height_px: f32,
    number: usize,
    mut add: impl FnMut(&mut Ui, usize),
) {
    let top = ui.cursor().top();
    let seen = ui.clip_rect();
    let index = |y: f32| ((y - top) / height_px).max(0.0) as usize;
    let first = index(seen.top()).min(number);
    let last = (index(seen.bottom()) + 1).clamp(first, number);
    let skip = |ui: &mut Ui, rows: usize| {
        if rows > 0 {
            ui.allocate_space(vec2(1.0, rows as f32 * height_px));
        }
    };
    skip(ui, first);
    for number in first..last {
        ui.push_id(number, |ui| add(ui, number));
    }
    skip(ui, number - last);
}

/// A button that gives a command; grey while it cannot be done.
pub(crate) fn command_button(
    ui: &mut Ui,
    theme: &Theme,
    now: &Now,
    command: &Command,
    accent: bool,
) -> bool {
    let enabled = command.enabled(now);
    let (fill, ink) = if accent && enabled {
        (color(theme.accent), color(theme.on_accent))
    } else {
        (color(theme.raised), color(theme.text))
    };
    let text = egui::RichText::new(command.label())
        .font(medium(BODY_PX))
        .color(ink);
    let button = egui::Button::new(text)
        .fill(fill)
        .min_size(vec2(0.0, 28.0))
        .corner_radius(6);
    let button = if accent && enabled {
        button.stroke(Stroke::NONE)
    } else {
        button
    };
    let hint = command.hint(ui.ctx());
    ui.add_enabled(enabled, button)
        .on_hover_text(&hint)
        .on_disabled_hover_text(&hint)
        .clicked()
}

/// What is painted on an icon button.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Previous,
    Next,
    Close,
    Pencil,
    Theme,
    /// An i in a circle.
    Info,
    Undo,
    Redo,
    Down,
    Right,
}

/// A square button with a painted icon; its name is also its tooltip.
pub(crate) fn icon_button(
    ui: &mut Ui,
    theme: &Theme,
    icon: Icon,
    size_px: f32,
    enabled: bool,
    framed: bool,
    name: &str,
) -> Response {
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size_px), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let lit = enabled && (response.hovered() || response.has_focus());
    if framed {
        let fill = if lit {
            theme.raised.mixed(theme.text, 0.06)
        } else {
            theme.raised
        };
        ui.painter().rect(
            rect,
            CornerRadius::same(6),
            color(fill),
            Stroke::new(1.0, color(theme.line)),
            StrokeKind::Inside,
        );
    } else if lit {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(4), color(theme.raised));
    }
    let ink = match (enabled, lit) {
        (false, _) => theme.text_third.faded(0.6),
        (true, true) => theme.text,
        (true, false) => theme.text_second,
    };
    paint_icon(ui, icon, rect.center(), color(ink));
    response.on_hover_text(name)
}

/// Paints an icon around a point.
pub(crate) fn paint_icon(ui: &Ui, icon: Icon, at: Pos2, ink: Color32) {
    let stroke = Stroke::new(1.4, ink);
    let p = |x: f32, y: f32| pos2(at.x + x, at.y + y);
    let line = |points: Vec<Pos2>| {
        ui.painter().add(egui::Shape::line(points, stroke));
    };
    match icon {
        Icon::Previous => line(vec![p(2.0, -4.0), p(-2.0, 0.0), p(2.0, 4.0)]),
        Icon::Next | Icon::Right => line(vec![p(-2.0, -4.0), p(2.0, 0.0), p(-2.0, 4.0)]),
        Icon::Down => line(vec![p(-4.0, -2.0), p(0.0, 2.0), p(4.0, -2.0)]),
        Icon::Close => {
            line(vec![p(-3.0, -3.0), p(3.0, 3.0)]);
            line(vec![p(3.0, -3.0), p(-3.0, 3.0)]);
        }
        Icon::Pencil => {
            line(vec![
                p(-4.5, 4.5),
                p(-4.0, 2.0),
                p(2.5, -4.5),
                p(4.5, -2.5),
                p(-2.0, 4.0),
                p(-4.5, 4.5),
            ]);
            line(vec![p(1.0, -3.0), p(3.0, -1.0)]);
        }
        Icon::Undo | Icon::Redo => {
            let side = if icon == Icon::Undo { 1.0 } else { -1.0 };
            let mut arrow = vec![p(-5.0 * side, -1.5), p(1.5 * side, -1.5)];
            arrow.extend((0..=8).map(|step| {
                let angle = std::f32::consts::PI * (step as f32 / 8.0 - 0.5);
                p((1.5 + 3.0 * angle.cos()) * side, 1.5 + 3.0 * angle.sin())
            }));
            arrow.push(p(-side, 4.5));
            line(arrow);
            line(vec![
                p(-2.0 * side, -4.5),
                p(-5.0 * side, -1.5),
                p(-2.0 * side, 1.5),
            ]);
        }
        Icon::Info => {
            ui.painter().circle_stroke(at, 6.0, stroke);
            line(vec![p(0.0, -0.5), p(0.0, 3.0)]);
            ui.painter().circle_filled(p(0.0, -2.8), 0.9, ink);
        }
        Icon::Theme => {
            ui.painter().circle_stroke(at, 5.5, stroke);
            let half: Vec<Pos2> = (0..=16)
                .map(|step| {
                    let angle = std::f32::consts::PI * (step as f32 / 16.0 - 0.5);
                    p(5.5 * angle.cos(), 5.5 * angle.sin())
                })
                .collect();
            ui.painter()
                .add(egui::Shape::convex_polygon(half, ink, Stroke::NONE));
        }
    }
}

/// A chip with a cross: true if the cross was clicked. The first words are in the second colour, the others bold.
pub(crate) fn chip(ui: &mut Ui, theme: &Theme, words: &str, bold: &str) -> ChipResponse {
    let second = TextFormat::simple(regular(LABEL_PX), color(theme.text_second));
    let strong = TextFormat::simple(semi_bold(LABEL_PX), color(theme.text));
    let mut job = LayoutJob::default();
    if !words.is_empty() {
        job.append(words, 0.0, second);
    }
    job.append(bold, if words.is_empty() { 0.0 } else { 4.0 }, strong);
    job.wrap = TextWrapping::truncate_at_width(240.0);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 36.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{words} {bold}").trim().to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.painter().rect(
        rect,
        CornerRadius::same(12),
        color(theme.raised),
        Stroke::new(1.0, color(theme.line)),
        StrokeKind::Inside,
    );
    paint_line(ui, pos2(rect.left() + 12.0, rect.center().y), galley);
    let cross = Rect::from_center_size(
        pos2(rect.right() - 14.0, rect.center().y),
        Vec2::splat(20.0),
    );
    let cross = ui.interact(cross, response.id.with("cross"), Sense::click());
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {name}")));
    let ink = if cross.hovered() {
        theme.text
    } else {
        theme.text_second
    };
    paint_small_cross(ui, cross.rect.center(), color(ink));
    ChipResponse {
        removed: cross.on_hover_text("Remove this filter").clicked(),
        body: response,
    }
}

/// What was done to a chip.
pub(crate) struct ChipResponse {
    /// Its cross was clicked.
    pub(crate) removed: bool,
    /// The rest of it.
    pub(crate) body: Response,
}

fn paint_small_cross(ui: &Ui, at: Pos2, ink: Color32) {
    let stroke = Stroke::new(1.2, ink);
    for (x, y) in [(-2.5, -2.5), (-2.5, 2.5)] {
        ui.painter()
            .line_segment([at + vec2(x, y), at - vec2(x, y)], stroke);
    }
}

/// A link-like row at the end of a list: "Show all 120".
pub(crate) fn more_row(ui: &mut Ui, theme: &Theme, words: &str) -> bool {
    let (rect, response) = row(ui, theme, ROW_PX, false, words);
    let galley = line(
        ui,
        words,
        regular(LABEL_PX),
        color(theme.accent),
        rect.width() - 2.0 * EDGE_PX,
    );
    paint_line(ui, pos2(rect.left() + EDGE_PX, rect.center().y), galley);
    response.clicked()
}

/// Words in the middle of an empty space.
pub(crate) fn centred(ui: &Ui, theme: &Theme, words: &str) {
    ui.painter().text(
        ui.max_rect().center(),
        Align2::CENTER_CENTER,
        words,
        regular(BODY_PX),
        color(theme.text_third),
    );
}
