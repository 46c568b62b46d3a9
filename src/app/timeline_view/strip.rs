//! The strip below the lanes: how many events there are over all the time, and which part is in view.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::{EDGE_PX, TimelineView, paint};
use crate::app::color;
use crate::app::view::ViewContext;
use crate::scene::Weight;
use crate::timeline::{day_of, mark_color, ticks};

const LABELS_PX: f32 = 16.0;

impl TimelineView {
    pub(super) fn strip(&mut self, ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
        let theme = context.theme;
        ui.painter().hline(
            rect.x_range(),
            rect.top() + 0.5,
            Stroke::new(1.0, color(theme.line)),
        );
        let area = Rect::from_min_max(
            pos2(rect.left() + self.names_px, rect.top() + 5.0),
            pos2(rect.right(), rect.bottom()),
        );
        let bars = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - LABELS_PX));
        let (Some(range), Some(scale)) = (self.lanes.range, self.scale) else {
            return;
        };
        let (from, to) = (day_of(range.first).year(), day_of(range.last).year());
        let years = if from == to {
            crate::calendar::format_year(from)
        } else {
            format!(
                "{} – {}",
                crate::calendar::format_year(from),
                crate::calendar::format_year(to)
            )
        };
        ui.painter().text(
            pos2(rect.left() + EDGE_PX, bars.center().y),
            Align2::LEFT_CENTER,
            years,
            paint::font(ui, 12.0, Weight::Regular),
            color(theme.text_second),
        );
        let Some(density) = self.density(context.revision, area.width()).cloned() else {
            return;
        };
        let x_of = |time: f64| area.left() + density.scale.x_px(time) as f32;
        let window = Rect::from_min_max(
            pos2(
                x_of(scale.left_day).clamp(area.left(), area.right() - 4.0),
                bars.top() - 2.0,
            ),
            pos2(
                x_of(scale.right_day()).clamp(area.left() + 4.0, area.right()),
                bars.bottom(),
            ),
        );
        ui.painter()
            .rect_filled(window, 3.0, color(theme.accent.faded(0.13)));
        for (column, counts) in (0u16..).zip(&density.columns) {
            let left = area.left() + f32::from(column) * density.column_px;
            let total: u32 = counts.iter().sum();
            let mut bottom = bars.bottom();
            let height = density.height(total) * (bars.height() - 3.0);
            for (class, count) in (0u8..).zip(counts) {
                if *count == 0 {
                    continue;
                }
                let part = height * *count as f32 / total as f32;
                let bar = Rect::from_min_max(
                    pos2(left + 0.5, bottom - part),
                    pos2(left + density.column_px - 1.0, bottom),
                );
                bottom -= part;
                ui.painter()
                    .rect_filled(bar, 0.0, color(mark_color(theme, class)));
            }
        }
        let (_, ticks) = ticks(&density.scale, 84.0);
        for tick in ticks {
            let x = x_of(f64::from(tick.day));
            if x + 30.0 > area.right() {
                continue;
            }
            ui.painter().vline(
                x,
                bars.bottom()..=bars.bottom() + 4.0,
                Stroke::new(1.0, color(theme.line)),
            );
            ui.painter().text(
                pos2(x + 3.0, area.bottom() - LABELS_PX / 2.0),
                Align2::LEFT_CENTER,
                tick.label,
                paint::font(ui, 11.0, Weight::Regular),
                color(theme.text_third),
            );
        }
        ui.painter().rect_stroke(
            window,
            3.0,
            Stroke::new(1.0, color(theme.accent.faded(0.45))),
            egui::StrokeKind::Inside,
        );
        let response = ui.interact(area, ui.scope_id().with("strip"), Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, "Part of the time that is in view")
        });
        if response.hovered() {
            ui.ctx().set_cursor_icon(if response.dragged() {
                CursorIcon::Grabbing
            } else {
                CursorIcon::Grab
            });
        }
        if (response.dragged() || response.clicked())
            && let Some(at) = response.interact_pointer_pos()
        {
            let middle = density.scale.time_at(f64::from(at.x - area.left()));
            let by = scale.x_px(middle) - f64::from(scale.width_px) / 2.0;
            self.pan(-by);
        }
        if let Some(at) = response.hover_pos() {
            let (scroll, zoom) =
                ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let factor = f64::from(zoom) * f64::from(scroll.y / 240.0).exp();
            if factor != 1.0 {
                let middle = density.scale.time_at(f64::from(at.x - area.left()));
                self.zoom(factor, scale.x_px(middle));
            }
        }
    }
}
