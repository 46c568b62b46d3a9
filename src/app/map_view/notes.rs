//! Words over the map and beside the pointer: what is not drawn, and what lies under the pointer.

use egui::{Pos2, Rect, Response, Ui};

use super::super::{color, style};
use super::{Drawn, legend};
use crate::map::blocs::{OFFERED, short_name};
use crate::map::layout::NOTE_SIZE_PX;
use crate::map::ties::Ties;
use crate::scene::{Theme, Weight};

/// What is missing for arcs to be drawn.
pub(super) fn empty_words(ties: &Ties) -> Option<String> {
    let words = if ties.actors.is_empty() {
        "No events to show"
    } else if ties.ties.is_empty() {
        "No events between two actors"
    } else {
        return None;
    };
    Some(words.to_owned())
}

/// The right lower corner of words on a whole canvas.
pub(super) fn note_corner(canvas: Rect) -> Pos2 {
    canvas.max - egui::vec2(14.0, 8.0)
}

/// What cannot be drawn is said, in words that end at a point.
pub(super) fn note(painter: &egui::Painter, theme: &Theme, words: Option<(String, Pos2)>) {
    let Some((words, corner)) = words else {
        return;
    };
    painter.text(
        corner,
        egui::Align2::RIGHT_BOTTOM,
        words,
        style::font(NOTE_SIZE_PX, Weight::Regular),
        color(theme.text_second),
    );
}

pub(super) fn country_words(
    drawn: &Drawn<'_>,
    code: crate::model::CountryCode,
    owner: Option<usize>,
) -> (String, Vec<String>) {
    let world = &drawn.atlas.world;
    let name = world
        .country(code)
        .map_or(code.as_str(), |country| country.name)
        .to_owned();
    let mut lines = Vec::new();
    if let Some(actor) = owner.and_then(|actor| drawn.counted.ties.actors.get(actor)) {
        lines.push(legend::count_words(&actor.entries, drawn.entries));
    }
    let blocs: Vec<&str> = OFFERED
        .iter()
        .filter(|(id, _)| {
            world
                .bloc(id)
                .is_some_and(|bloc| bloc.has_member(code, drawn.day))
        })
        .map(|(id, _)| short_name(id))
        .collect();
    if !blocs.is_empty() {
        lines.push(blocs.join(", "));
    }
    (name, lines)
}

/// Words beside the pointer.
pub(super) fn tip(ui: &Ui, theme: &Theme, response: &Response, head: &str, lines: &[String]) {
    egui::Tooltip::always_open(
        ui.ctx().clone(),
        response.layer_id,
        response.id.with("words"),
        egui::PopupAnchor::Pointer,
    )
    .gap(14.0)
    .width(320.0)
    .show(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let words = |text: &str, weight, ink| {
            egui::RichText::new(text)
                .font(style::font(12.0, weight))
                .color(color(ink))
        };
        ui.label(words(head, Weight::SemiBold, theme.text));
        for line in lines {
            ui.label(words(line, Weight::Regular, theme.text_second));
        }
    });
}
