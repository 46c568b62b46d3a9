//! The bar above the timeline: what is in view, how near, in which lanes.

use egui::{
    Align, Align2, ComboBox, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{EDGE_PX, Follows, TimelineView, paint::font};
use crate::app::color;
use crate::app::status::grouped;
use crate::app::view::ViewContext;
use crate::scene::{Theme, Weight};
use crate::timeline::{LaneMode, TickUnit, ticks};

impl TimelineView {
    pub(super) fn header(&mut self, ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
        let theme = context.theme;
        let middle = rect.center().y;
        let title = ui.painter().text(
            pos2(rect.left() + EDGE_PX, middle),
            Align2::LEFT_CENTER,
            "Timeline",
            font(ui, 13.0, Weight::SemiBold),
            color(theme.text),
        );
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, color(theme.line)),
        );
        let mut tools = ui.new_child(
            UiBuilder::new()
                .max_rect(rect.shrink2(vec2(EDGE_PX, 5.0)))
                .layout(Layout::right_to_left(Align::Center)),
        );
        tools.spacing_mut().item_spacing.x = 8.0;
        // In a narrow view the wheel and the keys have to do for the switch of scales.
        let room = rect.right() - title.right() - 2.0 * EDGE_PX;
        self.lane_switch(&mut tools, room < 380.0);
        self.key_switch(&mut tools, context);
        if room > 300.0 {
            self.fit_switch(&mut tools, context);
        }
        if room > 380.0 {
            self.zoom_switch(&mut tools, context);
        }
        let free = tools.min_rect().left() - title.right() - 20.0;
        let words = self.words();
        let galley = ui.painter().layout_no_wrap(
            words,
            font(ui, 12.0, Weight::Regular),
            color(theme.text_second),
        );
        if galley.size().x <= free {
            let at = pos2(title.right() + 10.0, middle - galley.size().y / 2.0);
            ui.painter().galley(at, galley, color(theme.text_second));
        }
    }

    /// "62 events in view".
    fn words(&self) -> String {
        let Some(scale) = self.scale else {
            return String::new();
        };
        let (first, last) = (
            scale.left_day.floor() as i32,
            scale.right_day().floor() as i32,
        );
        let all = &self.lanes.all;
        let from = all.partition_point(|item| item.first < first);
        let to = all.partition_point(|item| item.first <= last);
        // Bars that began before count too; there are few of them unless the view is deep inside, so they are looked at
        // only as far as a frame allows.
        let begun = all[..from]
            .iter()
            .rev()
            .take(5000)
            .filter(|item| item.last >= first);
        let number = to - from + begun.count();
        let events = if number == 1 { "event" } else { "events" };
        format!("{} {events} in view", grouped(number))
    }

    fn zoom_switch(&mut self, ui: &mut Ui, context: &ViewContext<'_>) {
        let Some(scale) = self.scale else {
            return;
        };
        let (unit, _) = ticks(&scale, 66.0);
        let now = match unit {
            TickUnit::Day | TickUnit::Week => 0,
            TickUnit::Month | TickUnit::Quarter => 1,
            TickUnit::Years(_) => 2,
        };
        // Day: a fortnight or two in view; month: a year; year: a decade.
        let choices = [
            ("Day", "Show days", 40.0),
            ("Month", "Show months", 2.4),
            ("Year", "Show years", 0.25),
        ];
        let labels = choices.map(|(label, tooltip, _)| (label, tooltip));
        if let Some(chosen) = segmented(ui, context.theme, &labels, Some(now)) {
            let px_per_day = choices[chosen].2;
            self.zoom(px_per_day / scale.px_per_day, self.focus_px(context));
        }
    }

    fn fit_switch(&mut self, ui: &mut Ui, context: &ViewContext<'_>) {
        let fit = [("Fit", "Show all events (Home)")];
        if segmented(ui, context.theme, &fit, None).is_some() {
            self.follows = Follows::All;
        }
    }

    /// The button of the key, which opens below it.
    fn key_switch(&mut self, ui: &mut Ui, context: &ViewContext<'_>) {
        let before = self.key_open;
        let now = before.then_some(0);
        let key = [("Key", "What the marks mean (L)")];
        let scope = ui.scope(|ui| segmented(ui, context.theme, &key, now));
        if scope.inner.is_some() {
            self.key_open = !before;
        }
        self.key(&scope.response, context);
    }

    fn lane_switch(&mut self, ui: &mut Ui, narrow: bool) {
        let words = |mode: LaneMode| match mode {
            LaneMode::Single => "One lane".to_owned(),
            other => format!("Lanes by {}", other.words()),
        };
        let chosen = match self.mode {
            mode if narrow && mode != LaneMode::Single => format!("By {}", mode.words()),
            mode => words(mode),
        };
        ComboBox::from_id_salt("lanes")
            .selected_text(chosen)
            .width(if narrow { 84.0 } else { 124.0 })
            .show_ui(ui, |ui| {
                for mode in LaneMode::ALL {
                    ui.selectable_value(&mut self.mode, mode, words(mode));
                }
            })
            .response
            .on_hover_text("What the lanes stand for");
    }
}

/// A few choices side by side in one frame; gives the one that was clicked.
fn segmented(
    ui: &mut Ui,
    theme: &Theme,
    choices: &[(&str, &str)],
    now: Option<usize>,
) -> Option<usize> {
    const HEIGHT_PX: f32 = 24.0;
    let galleys: Vec<_> = choices
        .iter()
        .map(|(label, _)| {
            ui.painter().layout_no_wrap(
                (*label).to_owned(),
                font(ui, 12.0, Weight::Medium),
                egui::Color32::PLACEHOLDER,
            )
        })
        .collect();
    let width: f32 = galleys.iter().map(|galley| galley.size().x + 20.0).sum();
    let (frame, _) = ui.allocate_exact_size(vec2(width, HEIGHT_PX), Sense::hover());
    ui.painter().rect(
        frame,
        CornerRadius::same(6),
        color(theme.panel),
        Stroke::new(1.0, color(theme.line)),
        StrokeKind::Inside,
    );
    let mut clicked = None;
    let mut left = frame.left();
    for (index, (galley, (label, tooltip))) in galleys.into_iter().zip(choices).enumerate() {
        let rect = Rect::from_min_size(
            pos2(left, frame.top()),
            vec2(galley.size().x + 20.0, HEIGHT_PX),
        );
        left = rect.right();
        let id = ui.scope_id().with(("segment", label));
        let response: Response = ui.interact(rect, id, Sense::click());
        let selected = now == Some(index);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, *label));
        if selected || response.hovered() || response.has_focus() {
            ui.painter().rect_filled(
                rect.shrink(1.0),
                5.0,
                color(theme.raised.mixed(theme.line, 0.5)),
            );
        }
        let ink = if selected {
            theme.text
        } else {
            theme.text_second
        };
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, color(ink));
        if response.on_hover_text(*tooltip).clicked() {
            clicked = Some(index);
        }
    }
    clicked
}
