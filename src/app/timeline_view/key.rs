//! The key of the marks, as a small panel below its button.

use egui::{Popup, PopupCloseBehavior, Response, Sense, Ui, WidgetInfo, vec2};

use super::{TimelineView, paint};
use crate::app::color;
use crate::app::view::ViewContext;
use crate::scene::{Scene, Theme, Weight, point};
use crate::timeline::{DrawingOptions, Key, KeyEntry, draw_mark};

const ROW_PX: f32 = 24.0;
const MARKS_PX: f32 = 48.0;
const COLUMN_PX: f32 = 236.0;

impl TimelineView {
    /// Shows the key while it is open.
    pub(super) fn key(&mut self, button: &Response, context: &ViewContext<'_>) {
        let theme = context.theme;
        Popup::from_response(button)
            .open_bool(&mut self.key_open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .align(egui::RectAlign::BOTTOM_END)
            .gap(6.0)
            .accessible_name("What the marks mean")
            .show(|ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                let key = Key::whole();
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        part(ui, theme, "When", &key.forms);
                    });
                    ui.vertical(|ui| {
                        part(ui, theme, "What happened", &key.classes);
                        ui.add_space(6.0);
                        part(ui, theme, "Whether it did", &key.statuses);
                    });
                });
            });
    }
}

fn part(ui: &mut Ui, theme: &Theme, heading: &str, entries: &[KeyEntry]) {
    ui.set_width(COLUMN_PX);
    let (rect, response) = ui.allocate_exact_size(vec2(COLUMN_PX, ROW_PX), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, heading));
    ui.painter().text(
        rect.left_center() + vec2(6.0, 0.0),
        egui::Align2::LEFT_CENTER,
        heading,
        paint::font(ui, 11.0, Weight::SemiBold),
        color(theme.text_second),
    );
    for entry in entries {
        row(ui, theme, entry);
    }
}

fn row(ui: &mut Ui, theme: &Theme, entry: &KeyEntry) {
    let (rect, response) = ui.allocate_exact_size(vec2(COLUMN_PX, ROW_PX), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, entry.words));
    let mut scene = Scene::new(COLUMN_PX, ROW_PX, theme.panel);
    let options = DrawingOptions {
        theme,
        surface: theme.panel,
        label_size_px: 12.0,
        opacity: &|_| 1.0,
        selected: &|_| false,
        hovered: &|_| false,
        title: &|_| None,
    };
    let left = 6.0 + (MARKS_PX - 8.0 - entry.width_px()) / 2.0;
    for mark in entry.marks(point(left, ROW_PX / 2.0)) {
        draw_mark(&mut scene, &mark, point(0.0, 0.0), &options);
    }
    scene.text(
        point(6.0 + MARKS_PX, ROW_PX / 2.0 + 12.0 * 0.36),
        entry.words,
        12.0,
        Weight::Regular,
        theme.text,
    );
    let mut shapes = Vec::new();
    paint::shapes(ui, &scene.items, rect.min, &mut shapes);
    ui.painter().extend(shapes);
}
