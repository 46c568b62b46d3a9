//! The slider below the map: shows what had happened by a day, and plays it.

use egui::{Align2, Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::{color, style};
use crate::calendar::{Day, days_between, format_day, shift_days};
use crate::scene::{Theme, Weight};

/// Height of the strip.
pub(super) const HEIGHT_PX: f32 = 30.0;
/// Seconds to play from the first day to the last.
const PLAY_SECONDS: f64 = 12.0;
const DAY_WIDTH_PX: f32 = 92.0;

/// Where the slider stands.
#[derive(Debug, Default)]
pub(super) struct TimeSlider {
    /// Only what began by this day is shown; none shows everything.
    pub(super) until: Option<Day>,
    playing: bool,
    /// Days since the first, with fractions, while playing.
    position: f64,
}

impl TimeSlider {
    /// Draws the strip for events between two days. True if the day has changed.
    pub(super) fn show(&mut self, ui: &mut Ui, theme: &Theme, first: Day, last: Day) -> bool {
        let before = self.until;
        let (strip, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT_PX), Sense::hover());
        let edge = strip.shrink2(vec2(style::EDGE_PX - 4.0, 0.0));
        ui.painter().rect_filled(strip, 0.0, color(theme.panel));
        ui.painter().hline(
            strip.x_range(),
            strip.top() + 0.5,
            Stroke::new(1.0, color(theme.line)),
        );
        let button =
            Rect::from_center_size(pos2(edge.left() + 10.0, edge.center().y), vec2(24.0, 24.0));
        self.play_button(ui, theme, button);
        let track = Rect::from_min_max(
            pos2(button.right() + 10.0, edge.top()),
            pos2(edge.right() - DAY_WIDTH_PX, edge.bottom()),
        );
        let span = days_between(first, last).max(1) as f64;
        self.advance(ui, first, last, span);
        self.track(ui, theme, track, first, last, span);
        let words = self.until.map_or_else(|| "all time".to_owned(), format_day);
        let ink = if self.until.is_some() {
            theme.text
        } else {
            theme.text_second
        };
        ui.painter().text(
            pos2(edge.right(), edge.center().y),
            Align2::RIGHT_CENTER,
            words,
            style::font(12.0, Weight::Regular),
            color(ink),
        );
        before != self.until
    }

    fn play_button(&mut self, ui: &Ui, theme: &Theme, rect: Rect) {
        let response = ui.interact(rect, ui.scope_id().with("play"), Sense::click());
        if response.hovered() || response.has_focus() {
            ui.painter()
                .rect_filled(rect, 6.0, color(theme.raised.mixed(theme.text, 0.06)));
        }
        let ink = color(if self.playing {
            theme.accent
        } else {
            theme.text_second
        });
        let middle = rect.center();
        if self.playing {
            for dx in [-3.0, 3.0] {
                let bar = Rect::from_center_size(middle + vec2(dx, 0.0), vec2(3.0, 10.0));
                ui.painter().rect_filled(bar, 1.0, ink);
            }
        } else {
            let corners = [vec2(-3.5, -5.5), vec2(5.5, 0.0), vec2(-3.5, 5.5)].map(|v| middle + v);
            ui.painter().add(egui::Shape::convex_polygon(
                corners.to_vec(),
                ink,
                Stroke::NONE,
            ));
        }
        let label = if self.playing { "Pause" } else { "Play time" };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        if response.on_hover_text(label).clicked() {
            self.playing = !self.playing;
        }
    }

    fn advance(&mut self, ui: &Ui, first: Day, last: Day, span: f64) {
        if !self.playing {
            return;
        }
        let at_rest = self.until.is_none_or(|day| day >= last);
        if at_rest {
            self.position = 0.0;
        }
        let seconds = f64::from(ui.input(|input| input.stable_dt).min(0.1));
        self.position += seconds / PLAY_SECONDS * span;
        if self.position >= span {
            self.playing = false;
            self.until = None;
        } else {
            self.until = Some(shift_days(first, self.position as i64));
        }
        ui.ctx().request_repaint();
    }

    fn track(&mut self, ui: &Ui, theme: &Theme, track: Rect, first: Day, last: Day, span: f64) {
        if track.width() < 40.0 {
            return;
        }
        let response = ui.interact(track, ui.scope_id().with("time"), Sense::click_and_drag());
        if let Some(pointer) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            let share = f64::from(((pointer.x - track.left()) / track.width()).clamp(0.0, 1.0));
            self.set(first, last, share * span);
        }
        self.keys(ui, &response, first, last, span);
        let share = self.until.map_or(1.0, |day| {
            (days_between(first, day) as f64 / span).clamp(0.0, 1.0)
        });
        let knob = pos2(
            track.left() + track.width() * share as f32,
            track.center().y,
        );
        ui.painter()
            .hline(track.x_range(), knob.y, Stroke::new(3.0, color(theme.line)));
        let played = if self.until.is_some() {
            theme.accent
        } else {
            theme.text_third.faded(0.6)
        };
        ui.painter().hline(
            track.left()..=knob.x,
            knob.y,
            Stroke::new(3.0, color(played)),
        );
        let radius = if response.hovered() || response.has_focus() {
            6.5
        } else {
            5.5
        };
        let knob_color = if self.until.is_some() {
            theme.accent
        } else {
            theme.text_second
        };
        ui.painter().circle(
            knob,
            radius,
            color(knob_color),
            Stroke::new(2.0, color(theme.panel)),
        );
        let value = self
            .until
            .map_or(span, |day| days_between(first, day) as f64);
        response.widget_info(|| {
            WidgetInfo::slider(
                true,
                value,
                format!("Events until, in days from {}", format_day(first)),
            )
        });
        response.on_hover_text("Only what had happened by this day; at the right end everything");
    }

    fn keys(&mut self, ui: &Ui, response: &Response, first: Day, last: Day, span: f64) {
        if !response.has_focus() {
            return;
        }
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    ..Default::default()
                },
            );
        });
        let now = self
            .until
            .map_or(span, |day| days_between(first, day) as f64);
        let step = (span / 50.0).max(1.0);
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        if pressed(Key::ArrowLeft) {
            self.set(first, last, (now - step).max(0.0));
        }
        if pressed(Key::ArrowRight) {
            self.set(first, last, now + step);
        }
    }

    fn set(&mut self, first: Day, last: Day, days: f64) {
        self.playing = false;
        self.position = days;
        let day = shift_days(first, days.round() as i64);
        self.until = (day < last).then_some(day);
    }
}
