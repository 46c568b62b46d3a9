//! The empty state: what the program does in one line, and three ways to begin.

use egui::{RichText, Stroke, Ui, vec2};

use super::color;
use super::command::Command;
use super::style::{BODY_PX, LABEL_PX, medium, regular, semi_bold};
use super::window::Window;

/// Draws the empty state.
pub(crate) fn ui(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    let height = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space((height * 0.36).max(40.0));
        ui.label(
            RichText::new("Turn news articles into a chronology you can trust and cite")
                .font(semi_bold(22.0))
                .color(color(theme.text)),
        );
        ui.add_space(10.0);
        ui.label(
            RichText::new("Every event leads to the exact words of an article.")
                .font(regular(BODY_PX + 1.0))
                .color(color(theme.text_second)),
        );
        ui.add_space(28.0);
        let ways = [
            (Command::Open, "Open articles…", true),
            (Command::OpenSamples, "Open the samples", false),
        ];
        ui.allocate_ui_with_layout(
            vec2(320.0, 36.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                for (command, words, accent) in ways {
                    let (fill, ink, stroke) = if accent {
                        (theme.accent, theme.on_accent, theme.accent)
                    } else {
                        (theme.raised, theme.text, theme.line)
                    };
                    let text = RichText::new(words).font(medium(BODY_PX)).color(color(ink));
                    let button = egui::Button::new(text)
                        .fill(color(fill))
                        .stroke(Stroke::new(1.0, color(stroke)))
                        .min_size(vec2(154.0, 34.0));
                    let hint = command.hint(ui.ctx());
                    if ui.add(button).on_hover_text(hint).clicked() {
                        window.send(command);
                    }
                }
            },
        );
        ui.add_space(20.0);
        ui.label(
            RichText::new("or drop files and folders here, or paste the text of an article")
                .font(regular(LABEL_PX))
                .color(color(theme.text_second)),
        );
        ui.add_space(6.0);
        ui.label(
            RichText::new("Text, Markdown, HTML, PDF, JSON lines")
                .font(regular(LABEL_PX))
                .color(color(theme.text_third)),
        );
    });
}
