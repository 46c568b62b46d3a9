//! Axis and lanes: one plot with one item, moved by the pointer.

use egui::{Align2, Color32, Rect, Sense, Shape, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_plot::{Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};

use super::marks::Clicked;
use super::{AXIS_PX, EDGE_PX, Follows, TimelineView, paint};
use crate::app::command::Command;
use crate::app::view::ViewContext;
use crate::app::{color, timeline_view::entry_at};
use crate::calendar::{Day, format_day};
use crate::scene::{self, Scene, Stroke as SceneStroke, Weight, point};
use crate::timeline::{Layout, Tick, day_number, day_of, ticks};

/// Where lanes go on below, the lowest fade over this height.
const FADE_PX: f32 = 16.0;

/// Shows that more lies below.
fn fade(ui: &Ui, rect: Rect, surface: scene::Color, strength: f32) {
    let (full, none) = (color(surface.faded(strength)), color(surface.faded(0.0)));
    let edge = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FADE_PX), rect.max);
    let mut mesh = egui::Mesh::default();
    for (at, ink) in [
        (edge.left_top(), none),
        (edge.right_top(), none),
        (edge.right_bottom(), full),
        (edge.left_bottom(), full),
    ] {
        mesh.colored_vertex(at, ink);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    ui.painter().add(Shape::mesh(mesh));
}

/// The whole layout as one item of the plot: shapes in pixels from its left upper corner.
struct Picture {
    base: PlotItemBase,
    scene: Scene,
    /// Time and height at the left upper corner.
    corner: PlotPoint,
}

impl PlotItem for Picture {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let origin = transform.position_from_point(&self.corner);
        paint::shapes(ui, &self.scene.items, origin, shapes);
    }

    fn initialize(&mut self, _: std::ops::RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

impl TimelineView {
    /// Axis above, names at the left, lanes in the middle.
    pub(super) fn body(&mut self, ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
        let Some(layout) = self.layout.take() else {
            let words = if context.visible.is_empty() {
                "No event passes the filters"
            } else {
                "None of these events has a date; they wait below"
            };
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                words,
                paint::font(ui, 13.0, Weight::Regular),
                color(context.theme.text_second),
            );
            return;
        };
        let plot = Rect::from_min_max(
            pos2(rect.left() + self.names_px, rect.top() + AXIS_PX),
            rect.max,
        );
        self.scroll_px = self
            .scroll_px
            .clamp(0.0, (layout.height_px - plot.height()).max(0.0));
        let (_, ticks) = ticks(&layout.scale, 66.0);
        self.axis(ui, rect, plot, &ticks, context);
        self.names(ui, rect, plot, &layout, context);
        self.plot(ui, plot, &layout, &ticks, context);
        self.layout = Some(layout);
    }

    fn axis(&self, ui: &Ui, rect: Rect, plot: Rect, ticks: &[Tick], context: &ViewContext<'_>) {
        let theme = context.theme;
        let Some(scale) = self.scale else {
            return;
        };
        let painter = ui.painter().with_clip_rect(Rect::from_x_y_ranges(
            plot.left()..=plot.right(),
            rect.y_range(),
        ));
        let axis = Rect::from_x_y_ranges(plot.x_range(), rect.top()..=plot.top());
        let taken = self.flag(ui, axis, context);
        for tick in ticks {
            let x = plot.left() + scale.x_px(f64::from(tick.day)) as f32;
            let weight = if tick.strong {
                Weight::Medium
            } else {
                Weight::Regular
            };
            let width = self.measure.width_px(&tick.label, 11.0, weight);
            if taken.is_some_and(|taken| taken.min < x + 4.0 + width && x + 4.0 < taken.max) {
                continue;
            }
            painter.text(
                pos2(x + 4.0, axis.center().y),
                Align2::LEFT_CENTER,
                &tick.label,
                paint::font(ui, 11.0, weight),
                color(theme.text_second),
            );
        }
        ui.painter().hline(
            rect.x_range(),
            plot.top() - 0.5,
            Stroke::new(1.0, color(theme.faint_line)),
        );
    }

    /// The names of the lanes; scrolling over them moves the lanes up and down.
    fn names(
        &mut self,
        ui: &Ui,
        rect: Rect,
        plot: Rect,
        layout: &Layout,
        context: &ViewContext<'_>,
    ) {
        let theme = context.theme;
        let column = Rect::from_min_max(
            pos2(rect.left(), plot.top()),
            pos2(plot.left(), rect.bottom()),
        );
        let painter = ui
            .painter()
            .with_clip_rect(column.intersect(ui.clip_rect()));
        for band in &layout.bands {
            let top = plot.top() + band.top_px - self.scroll_px;
            if top > plot.bottom() || top + band.height_px < plot.top() {
                continue;
            }
            let Some(lane) = self.lanes.lanes.get(band.lane) else {
                continue;
            };
            let room = self.names_px - EDGE_PX * 1.5;
            let name = self
                .measure
                .shortened(&lane.name, room, 12.0, Weight::Medium);
            // In a lane higher than the view the name stays in sight.
            let seen = (
                top.max(plot.top()),
                (top + band.height_px).min(plot.bottom()),
            );
            let y = f32::midpoint(seen.0, seen.1).clamp(top + 12.0, top + band.height_px - 12.0);
            painter.text(
                pos2(column.left() + EDGE_PX, y),
                Align2::LEFT_CENTER,
                name,
                paint::font(ui, 12.0, Weight::Medium),
                color(theme.text_second),
            );
            painter.hline(
                column.x_range(),
                top + band.height_px,
                Stroke::new(1.0, color(theme.faint_line)),
            );
        }
        let pointer = ui.input(|input| input.pointer.hover_pos());
        if pointer.is_some_and(|at| column.contains(at)) && ui.rect_contains_pointer(column) {
            self.scroll_px -= ui.input(|input| input.smooth_scroll_delta().y);
        }
    }

    fn plot(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        layout: &Layout,
        ticks: &[Tick],
        context: &mut ViewContext<'_>,
    ) {
        let scale = layout.scale;
        let scene = self.scene(layout, ticks, rect, context);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        child.shrink_clip_rect(rect);
        let (top, height) = (f64::from(self.scroll_px), f64::from(rect.height()));
        let bounds =
            PlotBounds::from_min_max([scale.left_day, -top - height], [scale.right_day(), -top]);
        let picture = Picture {
            base: PlotItemBase::new("events".to_owned()),
            scene,
            corner: PlotPoint::new(scale.left_day, 0.0),
        };
        let shown = Plot::new("timeline")
            .width(rect.width())
            .height(rect.height())
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .show_crosshair(false)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .set_margin_fraction(vec2(0.0, 0.0))
            .sense(Sense::click_and_drag())
            .show(&mut child, |plot| {
                plot.set_plot_bounds(bounds);
                plot.add(picture);
            });
        let response = shown.response;
        let nodes = self.nodes(&mut child, rect, layout, context);
        self.pointer(ui, rect, layout, &response, &nodes, context);
        self.scroll_bar(ui, rect, layout, context);
    }

    /// Everything in the plot as shapes.
    fn scene(
        &self,
        layout: &Layout,
        ticks: &[Tick],
        rect: Rect,
        context: &ViewContext<'_>,
    ) -> Scene {
        let theme = context.theme;
        let (width, height) = (rect.width(), rect.height());
        let mut scene = Scene::new(width, layout.height_px, theme.panel);
        let (top, bottom) = (self.scroll_px, self.scroll_px + height);
        let mut line = |from: scene::Point, to: scene::Point, stroke: SceneStroke| {
            scene.add(scene::Shape::Line {
                points: vec![from, to],
                stroke,
            });
        };
        let vertical = |x: f32| (point(x, top), point(x, bottom));
        for tick in ticks {
            let (from, to) = vertical(layout.scale.x_px(f64::from(tick.day)) as f32);
            let ink = if tick.strong {
                theme.line
            } else {
                theme.faint_line
            };
            line(from, to, SceneStroke::new(1.0, ink));
        }
        for band in &layout.bands {
            let y = band.top_px + band.height_px;
            line(
                point(0.0, y),
                point(width, y),
                SceneStroke::new(1.0, theme.faint_line),
            );
        }
        if let Some(day) = context.time_cursor.filter(|_| !self.cursor_here) {
            let x = layout.scale.x_px(f64::from(day_number(day)) + 0.5) as f32;
            let (from, to) = vertical(x);
            line(from, to, SceneStroke::new(1.0, theme.accent.faded(0.5)));
        }
        if let Some((_, x)) = self.published(context) {
            scene.add(scene::Shape::Line {
                points: vec![point(x, top), point(x, bottom)],
                stroke: SceneStroke {
                    color: theme.accent.faded(0.8),
                    width_px: 1.0,
                    dash_px: Some(3.0),
                },
            });
        }
        self.draw_marks(&mut scene, layout, context);
        scene
    }

    /// The day on which the article of the selected event was published, and where it ends in the view: what an article
    /// tells lies before it.
    fn published(&self, context: &ViewContext<'_>) -> Option<(Day, f32)> {
        let scale = self.scale?;
        let report = context.selected()?.reports.first()?;
        let document = context.project.documents.get(report.article)?;
        let day = document.article.published.date?;
        let x = scale.x_px(f64::from(day_number(day)) + 1.0) as f32;
        (0.0..=scale.width_px).contains(&x).then_some((day, x))
    }

    /// Names the line of the publication date above the lanes, where it stands in the way of no event. Gives the part of
    /// the axis that it takes.
    fn flag(&self, ui: &Ui, axis: Rect, context: &ViewContext<'_>) -> Option<egui::Rangef> {
        let (day, x) = self.published(context)?;
        let ink = color(context.theme.accent);
        let galley = ui.painter().layout_no_wrap(
            format!("{}: article published", format_day(day)),
            paint::font(ui, 11.0, Weight::Regular),
            ink,
        );
        let (x, width) = (axis.left() + x, galley.size().x);
        let left = if x + width + 8.0 > axis.right() {
            x - width - 5.0
        } else {
            x + 5.0
        };
        let top = axis.center().y - galley.size().y / 2.0;
        ui.painter().vline(
            x,
            axis.top() + 4.0..=axis.bottom(),
            Stroke::new(1.0, color(context.theme.accent.faded(0.8))),
        );
        ui.painter().galley(pos2(left, top), galley, ink);
        Some(egui::Rangef::new(
            (left - 6.0).min(x - 4.0),
            (left + width + 8.0).max(x + 4.0),
        ))
    }

    /// Wheel, drag, clicks, and what lies under the pointer.
    fn pointer(
        &mut self,
        ui: &Ui,
        rect: Rect,
        layout: &Layout,
        response: &egui::Response,
        nodes: &Clicked,
        context: &mut ViewContext<'_>,
    ) {
        let inside = response.contains_pointer() || nodes.contains_pointer;
        let at = ui
            .input(|input| input.pointer.hover_pos())
            .filter(|at| inside && rect.contains(*at));
        if let Some(at) = at {
            let (scroll, zoom) =
                ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let x = f64::from(at.x - rect.left());
            let factor = f64::from(zoom) * f64::from(scroll.y / 240.0).exp();
            if factor != 1.0 {
                self.zoom(factor, x);
            }
            self.pan(f64::from(scroll.x));
        }
        let drag = response.drag_delta() + nodes.drag;
        self.pan(f64::from(drag.x));
        self.scroll_px -= drag.y;

        let place = |at: egui::Pos2| point(at.x - rect.left(), at.y - rect.top() + self.scroll_px);
        let under = at.and_then(|at| layout.hit(place(at)));
        let day = at.map(|at| {
            let time = layout.scale.time_at(f64::from(at.x - rect.left()));
            day_of(time.clamp(-4e6, 3e6).floor() as i32)
        });
        self.tell_hover(layout, under, day, context);
        if under.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if let Some(mark) = nodes.mark.or(if response.clicked() { under } else { None }) {
            let join = ui.input(|input| input.modifiers.shift);
            self.click(layout, mark, join, context);
        } else if response.double_clicked() {
            self.follows = Follows::All;
        } else if response.clicked() && context.selection.is_some() {
            context.send(Command::ClearSelection);
        }
    }

    /// Tells the other views what lies under the pointer, once when it changes.
    fn tell_hover(
        &mut self,
        layout: &Layout,
        under: Option<usize>,
        day: Option<Day>,
        context: &mut ViewContext<'_>,
    ) {
        let hover = under
            .and_then(|index| layout.marks.get(index))
            .and_then(|mark| entry_at(context, mark.entry))
            .map(|entry| entry.id);
        if hover != self.hovered_here {
            self.hovered_here = hover;
            context.send(Command::Hover(hover));
        }
        let here = day.is_some();
        if (here || self.cursor_here) && day != context.time_cursor {
            context.send(Command::SetTimeCursor(day));
        }
        self.cursor_here = here;
    }

    fn scroll_bar(&mut self, ui: &Ui, rect: Rect, layout: &Layout, context: &ViewContext<'_>) {
        if layout.height_px <= rect.height() + 0.5 {
            return;
        }
        let below = layout.height_px - self.scroll_px - rect.height();
        if below > 1.0 {
            fade(ui, rect, context.theme.panel, (below / FADE_PX).min(1.0));
        }
        let track = Rect::from_min_max(pos2(rect.right() - 10.0, rect.top()), rect.max);
        let share = rect.height() / layout.height_px;
        let length = (share * track.height()).max(24.0);
        let most = layout.height_px - rect.height();
        let top = track.top() + self.scroll_px / most * (track.height() - length);
        let thumb = Rect::from_min_size(pos2(track.left() + 3.0, top), vec2(4.0, length));
        let response = ui.interact(track, ui.scope_id().with("scroll bar"), Sense::drag());
        if response.dragged() {
            self.scroll_px += response.drag_delta().y * most / (track.height() - length).max(1.0);
        }
        let strength = if response.hovered() || response.dragged() {
            0.6
        } else {
            0.28
        };
        let ink = context.theme.text_third.faded(strength + 0.2);
        ui.painter().rect_filled(thumb, 2.0, color(ink));
    }
}
