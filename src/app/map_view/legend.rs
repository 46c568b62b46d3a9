//! The legend in the corner, the buttons for the view, and the words under the pointer.

use egui::{
    Align2, CornerRadius, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::{color, style};
use crate::map::layout::{Hit, actor_name};
use crate::map::ties::Ties;
use crate::merge::Entry;
use crate::model::Quad;
use crate::scene::{Theme, Weight};
use crate::world::World;

const ROW_PX: f32 = 17.0;
const WIDTH_PX: f32 = 166.0;
const MARGIN_PX: f32 = 12.0;
/// At most so many summaries under the pointer.
const MOST_SUMMARIES: usize = 4;

/// The classes that occur, in the order of legends.
pub(super) fn classes(ties: &Ties) -> Vec<Option<Quad>> {
    Quad::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .filter(|class| ties.ties.iter().any(|tie| tie.quad == *class))
        .collect()
}

fn has_open(ties: &Ties) -> bool {
    ties.ties.iter().any(|tie| !tie.settled)
}

/// The space that the legend takes in a canvas of a size, from its left upper corner; none if there is nothing to
/// explain or no room.
pub(super) fn space(ties: &Ties, width_px: f32, height_px: f32) -> Option<crate::scene::Rect> {
    let rows = classes(ties).len() + usize::from(has_open(ties));
    if rows == 0 || width_px < 420.0 || height_px < 220.0 {
        return None;
    }
    let height = ROW_PX * rows as f32 + 14.0;
    Some(crate::scene::Rect::new(
        MARGIN_PX,
        height_px - MARGIN_PX - height,
        WIDTH_PX,
        height,
    ))
}

/// Draws the legend into its space.
pub(super) fn show(painter: &Painter, theme: &Theme, ties: &Ties, rect: Rect) {
    painter.rect(
        rect,
        CornerRadius::same(8),
        color(theme.panel.faded(0.82)),
        Stroke::new(1.0, color(theme.line.faded(0.7))),
        StrokeKind::Inside,
    );
    let mut y = rect.top() + 7.0 + ROW_PX / 2.0;
    let mut row = |words: &str, stroke: Stroke, dashed: bool| {
        let line = [pos2(rect.left() + 11.0, y), pos2(rect.left() + 29.0, y)];
        if dashed {
            painter.extend(egui::Shape::dashed_line(&line, stroke, 4.0, 3.0));
        } else {
            painter.line_segment(line, stroke);
        }
        painter.text(
            pos2(rect.left() + 37.0, y),
            Align2::LEFT_CENTER,
            words,
            style::font(11.0, Weight::Regular),
            color(theme.text_second),
        );
        y += ROW_PX;
    };
    for class in classes(ties) {
        let words = class.map_or("Other", Quad::words);
        row(words, Stroke::new(3.0, color(theme.quad(class))), false);
    }
    if has_open(ties) {
        row(
            "Planned or possible",
            Stroke::new(2.0, color(theme.text_second)),
            true,
        );
    }
}

/// What a button of the view does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ViewButton {
    /// Closer.
    In,
    /// Farther.
    Out,
    /// To what takes part.
    Fit,
}

/// The three buttons in the right upper corner of the canvas.
pub(super) fn buttons(ui: &Ui, theme: &Theme, canvas: Rect) -> Option<ViewButton> {
    let size = 26.0;
    let frame = Rect::from_min_size(
        pos2(canvas.right() - MARGIN_PX - size, canvas.top() + MARGIN_PX),
        vec2(size, 3.0 * size),
    );
    if canvas.height() < 160.0 || canvas.width() < 200.0 {
        return None;
    }
    ui.painter().rect(
        frame,
        CornerRadius::same(7),
        color(theme.panel.faded(0.88)),
        Stroke::new(1.0, color(theme.line)),
        StrokeKind::Inside,
    );
    let mut pressed = None;
    for (row, (button, label)) in [
        (ViewButton::In, "Closer (+)"),
        (ViewButton::Out, "Farther (-)"),
        (ViewButton::Fit, "Fit to what is shown (Home)"),
    ]
    .into_iter()
    .enumerate()
    {
        let rect = Rect::from_min_size(frame.min + vec2(0.0, size * row as f32), vec2(size, size));
        let response = ui.interact(rect, ui.scope_id().with(label), Sense::click());
        if response.hovered() || response.has_focus() {
            let fill = color(theme.raised.mixed(theme.text, 0.08));
            ui.painter()
                .rect_filled(rect.shrink(2.0), CornerRadius::same(5), fill);
        }
        glyph(
            ui.painter(),
            rect,
            button,
            Stroke::new(1.5, color(theme.text_second)),
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        if response.on_hover_text(label).clicked() {
            pressed = Some(button);
        }
    }
    pressed
}

fn glyph(painter: &Painter, rect: Rect, button: ViewButton, stroke: Stroke) {
    let (middle, arm) = (rect.center(), 4.5);
    match button {
        ViewButton::In | ViewButton::Out => {
            painter.hline(middle.x - arm..=middle.x + arm, middle.y, stroke);
            if button == ViewButton::In {
                painter.vline(middle.x, middle.y - arm..=middle.y + arm, stroke);
            }
        }
        ViewButton::Fit => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
                let corner = middle + vec2(x, y) * 5.0;
                painter.line_segment([corner, corner - vec2(x * 3.5, 0.0)], stroke);
                painter.line_segment([corner, corner - vec2(0.0, y * 3.5)], stroke);
            }
        }
    }
}

/// The head and the lines to show for what is under the pointer.
pub(super) fn words(
    hit: Hit,
    ties: &Ties,
    entries: &[&Entry],
    world: &World,
) -> (String, Vec<String>) {
    let name = |actor: usize| {
        ties.actors
            .get(actor)
            .map_or_else(String::new, |a| actor_name(world, a))
    };
    let (head, list) = match hit {
        Hit::Actor(actor) => (name(actor), ties.actors.get(actor).map(|a| &a.entries)),
        Hit::Place(place) => match ties.places.get(place) {
            Some(place) => (place.name.clone(), Some(&place.entries)),
            None => (String::new(), None),
        },
        Hit::Tie(tie) => match ties.ties.get(tie) {
            Some(tie) => {
                let arrow = if tie.mutual { "and" } else { "→" };
                let head = format!("{} {arrow} {}", name(tie.source), name(tie.target));
                (head, Some(&tie.entries))
            }
            None => (String::new(), None),
        },
    };
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let mut lines = vec![count_words(list, entries)];
    if let Hit::Tie(_) | Hit::Place(_) = hit {
        lines.extend(
            list.iter()
                .take(MOST_SUMMARIES)
                .filter_map(|position| entries.get(*position))
                .map(|entry| entry.summary.clone()),
        );
        if list.len() > MOST_SUMMARIES {
            lines.push(format!("and {} more", list.len() - MOST_SUMMARIES));
        }
    }
    (head, lines)
}

/// "21 events: 12 verbal co-operation, 9 material conflict".
pub(super) fn count_words(list: &[usize], entries: &[&Entry]) -> String {
    let total = match list.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    };
    let parts: Vec<String> = Quad::ALL
        .into_iter()
        .filter_map(|quad| {
            let count = list
                .iter()
                .filter_map(|position| entries.get(*position))
                .filter(|entry| entry.quad() == Some(quad))
                .count();
            (count > 0).then(|| format!("{count} {}", quad.words().to_lowercase()))
        })
        .collect();
    if parts.is_empty() {
        total
    } else {
        format!("{total}: {}", parts.join(", "))
    }
}
