//! The line at the bottom: how much there is, what is being done, what was done last.

use std::time::Duration;

use egui::{Align, Layout, Panel, RichText, Sense, Ui, vec2};

use super::command::Command;
use super::style::{LABEL_PX, SMALL_PX, STATUS_PX, regular};
use super::window::Window;
use super::{color, widgets};

/// How long a notice stays.
const NOTICE: Duration = Duration::from_secs(12);

/// Draws the line.
pub(crate) fn ui(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    if let Some(notice) = &window.notice {
        let age = notice.since.elapsed();
        if age >= NOTICE {
            window.notice = None;
        } else {
            ui.ctx().request_repaint_after(NOTICE - age);
        }
    }
    Panel::bottom("status")
        .exact_size(STATUS_PX)
        .resizable(false)
        .show_separator_line(false)
        .frame(widgets::bar_frame(theme))
        .show(ui, |ui| {
            widgets::line_across(ui, theme, ui.max_rect().top() + 0.5);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                progress(window, ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| left(window, ui));
            });
        });
}

fn small(words: impl Into<String>, ink: crate::scene::Color) -> RichText {
    RichText::new(words)
        .font(regular(SMALL_PX))
        .color(color(ink))
}

fn left(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    if let Some(notice) = &window.notice {
        let ink = if notice.failed {
            theme.error
        } else {
            theme.text
        };
        let words = RichText::new(&notice.words)
            .font(regular(LABEL_PX))
            .color(color(ink));
        ui.add(egui::Label::new(words).truncate());
        return;
    }
    let project = window.project();
    if project.documents.is_empty() {
        return;
    }
    let (articles, events) = (project.documents.len(), window.visible.len());
    let all = project.chronology.entries.len();
    let hidden = all - events;
    let mut words = format!(
        "{} · {}",
        counted(articles, "article"),
        counted(events, "event")
    );
    if window.facets.undated > 0 {
        words = format!("{words} · {} undated", grouped(window.facets.undated));
    }
    ui.label(small(words, theme.text_second));
    if hidden > 0 {
        ui.add_space(12.0);
        ui.label(small(
            format!("{} hidden", grouped(hidden)),
            theme.text_second,
        ));
    }
    if window.rejected > 0 {
        ui.add_space(12.0);
        let words = small(
            format!("{} rejected", grouped(window.rejected)),
            theme.accent,
        );
        let button = egui::Button::new(words)
            .frame(false)
            .min_size(vec2(0.0, 20.0));
        let command = Command::ShowRejected;
        if ui.add(button).on_hover_text(command.tooltip()).clicked() {
            window.send(command);
        }
    }
}

fn progress(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    let progress = window.progress;
    if window.export.writing {
        ui.label(small("writing the picture…", theme.text_second));
    }
    if progress.working {
        let cancel = RichText::new("Cancel").font(regular(SMALL_PX));
        let button = egui::Button::new(cancel)
            .min_size(vec2(0.0, 20.0))
            .fill(egui::Color32::TRANSPARENT)
            .stroke(egui::Stroke::NONE);
        if ui
            .add(button)
            .on_hover_text(Command::Cancel.tooltip())
            .clicked()
        {
            window.send(Command::Cancel);
        }
        let share = if progress.total == 0 {
            0.0
        } else {
            progress.done as f32 / progress.total as f32
        };
        let (rect, response) = ui.allocate_exact_size(vec2(140.0, 4.0), Sense::hover());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, "Reading files")
        });
        ui.painter().rect_filled(rect, 2.0, color(theme.line));
        let mut full = rect;
        full.set_width(rect.width() * share);
        ui.painter().rect_filled(full, 2.0, color(theme.accent));
        let words = format!(
            "reading {} of {}",
            grouped(progress.done),
            grouped(progress.total)
        );
        ui.label(small(words, theme.text_second));
    } else if progress.total > 0 {
        let words = if progress.cancelled {
            format!("stopped after {} of {}", progress.done, progress.total)
        } else {
            format!(
                "{} of {} read in {}",
                grouped(progress.done),
                grouped(progress.total),
                duration(progress.seconds)
            )
        };
        ui.label(small(words, theme.text_second));
    }
}

fn duration(seconds: f32) -> String {
    if seconds < 0.1 {
        "under 0.1 s".to_owned()
    } else if seconds < 10.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{seconds:.0} s")
    }
}

/// `1 event`, `12,345 events`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A number with a comma at every thousand.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(counted(1_234_567, "event"), "1,234,567 events");
        assert_eq!(counted(1, "event"), "1 event");
    }
}
