//! The list of events that the user rejected, each with its sentence and a button that brings it back.

use egui::{RichText, ScrollArea, vec2};

use super::color;
use super::command::Command;
use super::dialogs::dialog;
use super::style::{BODY_PX, LABEL_PX, medium, regular};
use super::window::Window;
use crate::project::{Edit, Project};

/// Rejected events that are listed; the others come up as these are restored.
const LISTED: usize = 200;

/// How many events the user rejected.
pub(crate) fn number(project: &Project) -> usize {
    let documents = project.documents.iter();
    documents.map(|document| document.rejected().count()).sum()
}

/// Draws the list, if it is open.
pub(crate) fn ui(window: &mut Window, context: &egui::Context) {
    if !window.show_rejected {
        return;
    }
    let theme = window.theme;
    let snapshot = std::sync::Arc::clone(&window.snapshot);
    let mut restore = None;
    let number = number(&snapshot.project);
    let title = format!("{number} rejected");
    let close = dialog(context, theme, &title, 480.0, |ui| {
        let documents = snapshot.project.documents.iter();
        let events =
            documents.flat_map(|document| document.rejected().map(move |event| (document, event)));
        ScrollArea::vertical()
            .min_scrolled_height(320.0)
            .max_height(360.0)
            .show(ui, |ui| {
                for (index, (document, event)) in events.take(LISTED).enumerate() {
                    ui.push_id(index, |ui| {
                        ui.horizontal_top(|ui| {
                            let button =
                                egui::Button::new(RichText::new("Restore").font(medium(LABEL_PX)))
                                    .min_size(vec2(0.0, 24.0));
                            let response = ui.add(button);
                            let label = format!("Restore: {}", event.summary);
                            response.widget_info(|| {
                                egui::WidgetInfo::labeled(egui::Role::Button, true, &label)
                            });
                            if response.on_hover_text(label).clicked() {
                                restore = Some(Edit::restore(document, event));
                            }
                            ui.vertical(|ui| {
                                let text = RichText::new(&event.summary)
                                    .font(medium(BODY_PX))
                                    .color(color(theme.text));
                                ui.add(egui::Label::new(text).wrap());
                                let sentence = event
                                    .evidence
                                    .first()
                                    .map_or("", |span| span.of(&document.article.text));
                                let text = RichText::new(sentence)
                                    .font(regular(LABEL_PX))
                                    .color(color(theme.text_second));
                                ui.add(egui::Label::new(text).wrap());
                            });
                        });
                        ui.add_space(6.0);
                    });
                }
                if number == 0 {
                    let text = RichText::new("Nothing is rejected any more.")
                        .font(regular(BODY_PX))
                        .color(color(theme.text_second));
                    ui.label(text);
                }
            });
    });
    if let Some(edit) = restore {
        window.send(Command::Edit(Box::new(edit)));
    }
    if close {
        window.show_rejected = false;
    }
}
