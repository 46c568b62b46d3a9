//! The canvas: paints the map or the network, and answers the pointer and the keyboard.

use egui::{CursorIcon, Key, Rect, Response, Sense, Stroke, Ui, pos2};

use super::super::{color, paint};
use super::land::Tint;
use super::legend::{self, ViewButton};
use super::notes::{country_words, empty_words, note, note_corner, tip};
use super::{Drawn, LaidOut, MapView, menu, named_mark};
use crate::app::view::ViewContext;
use crate::map::layout::{Hit, Layout, NODE_RADIUS_PX};
use crate::map::overlay;
use crate::map::projection::forward;
use crate::map::shapes::MapBox;
use crate::map::viewport::Viewport;
use crate::scene::{self, Theme, point};

/// A step of the buttons and keys.
const ZOOM_STEP: f64 = 1.5;
/// How much closer one pixel of the wheel brings the map.
const ZOOM_PER_PX: f64 = 0.004;
/// Space around what is fitted, as a share of its size, and the least size in radians.
const MARGIN: f64 = 0.22;
const LEAST_FIT: f64 = 0.42;
const MOST_MARGIN: f64 = 0.2;
/// States smaller than this on the screen are drawn as dots.
const SMALL_STATE_PX: f64 = 4.0;

impl MapView {
    /// Draws the map.
    pub(super) fn map(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        drawn: &Drawn<'_>,
        canvas: Rect,
    ) {
        let theme = context.theme;
        let response = ui.interact(
            canvas,
            ui.scope_id().with("canvas"),
            Sense::click_and_drag(),
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Map"));
        let view = self.viewport(ui, drawn, canvas, &response);
        let blocked = legend::space(&drawn.counted.ties, canvas.width(), canvas.height());
        self.lay_out(drawn, &view, blocked);
        self.land(ui, theme, drawn, canvas, &view);
        let Some(laid_out) = self.laid_out.take() else {
            return;
        };
        let painter = ui
            .painter()
            .with_clip_rect(canvas.intersect(ui.clip_rect()));
        let ties = &drawn.counted.ties;
        let items = overlay::items(&laid_out.layout, ties, drawn.entries, drawn.emphasis, theme);
        let mut shapes = Vec::new();
        paint::shapes(ui, &items, canvas.min, &mut shapes);
        painter.extend(shapes);
        if let Some(rect) = laid_out.blocked {
            let rect = to_egui(&rect).translate(canvas.min.to_vec2());
            legend::show(&painter, theme, ties, rect);
        }
        let words = match &laid_out.layout.note {
            Some((words, place)) => Some((
                words.clone(),
                to_egui(place).translate(canvas.min.to_vec2()).max,
            )),
            None => empty_words(ties).map(|words| (words, note_corner(canvas))),
        };
        note(&painter, theme, words);
        let focused = self.marks(ui, context, drawn, canvas, &laid_out.layout);
        if let Some(button) = legend::buttons(ui, theme, canvas) {
            self.press(button, drawn, canvas);
        }
        self.pointer(
            ui,
            context,
            drawn,
            canvas,
            &response,
            &view,
            &laid_out.layout,
            focused,
        );
        self.laid_out = Some(laid_out);
    }

    /// The view of this frame, after wheel, drag, double click and keys.
    fn viewport(
        &mut self,
        ui: &Ui,
        drawn: &Drawn<'_>,
        canvas: Rect,
        response: &Response,
    ) -> Viewport {
        let (width, height) = (canvas.width(), canvas.height());
        let over = ui.rect_contains_pointer(canvas);
        let mut view = match self.view {
            // Nothing moves under the pointer.
            Some(view) if self.moved || over => view.resized(width, height),
            _ => fit(drawn, width, height),
        };
        if response.dragged() {
            let delta = response.drag_delta();
            view = view.panned(delta.x, delta.y);
            self.moved = true;
        }
        let pointer = ui.ctx().pointer_hover_pos().filter(|_| over);
        if let Some(pointer) = pointer {
            let (scroll, pinch) =
                ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
            let factor = (f64::from(scroll) * ZOOM_PER_PX).exp() * f64::from(pinch);
            if (factor - 1.0).abs() > 1e-6 {
                let about = pointer - canvas.min;
                view = view.zoomed(factor, point(about.x, about.y));
                self.moved = true;
            }
        }
        if response.double_clicked() {
            view = fit(drawn, width, height);
            self.moved = false;
        }
        self.view = Some(view);
        if response.has_focus() {
            self.keys(ui, drawn, canvas);
        }
        self.view.unwrap_or(view)
    }

    fn keys(&mut self, ui: &Ui, drawn: &Drawn<'_>, canvas: Rect) {
        for (key, button) in [
            (Key::Plus, ViewButton::In),
            (Key::Equals, ViewButton::In),
            (Key::Minus, ViewButton::Out),
            (Key::Home, ViewButton::Fit),
        ] {
            if ui.input(|input| input.key_pressed(key)) {
                self.press(button, drawn, canvas);
            }
        }
    }

    fn press(&mut self, button: ViewButton, drawn: &Drawn<'_>, canvas: Rect) {
        let (width, height) = (canvas.width(), canvas.height());
        let view = self.view.unwrap_or_else(|| Viewport::world(width, height));
        let middle = point(width / 2.0, height / 2.0);
        self.moved = button != ViewButton::Fit;
        self.view = Some(match button {
            ViewButton::In => view.zoomed(ZOOM_STEP, middle),
            ViewButton::Out => view.zoomed(1.0 / ZOOM_STEP, middle),
            ViewButton::Fit => fit(drawn, width, height),
        });
    }

    fn lay_out(&mut self, drawn: &Drawn<'_>, view: &Viewport, blocked: Option<scene::Rect>) {
        let current = |l: &LaidOut| l.view == *view && l.blocked == blocked;
        if self.laid_out.as_ref().is_some_and(current) {
            return;
        }
        let layout = Layout::new(
            &drawn.counted.ties,
            &drawn.atlas.seats,
            &drawn.atlas.world,
            view,
            &drawn.atlas.measure,
            blocked.as_slice(),
        );
        self.laid_out = Some(LaidOut {
            view: *view,
            blocked,
            layout,
        });
    }

    fn land(&mut self, ui: &Ui, theme: &Theme, drawn: &Drawn<'_>, canvas: Rect, view: &Viewport) {
        let tints = self.tints(drawn);
        let meshes = self.land.meshes(
            drawn.atlas,
            view,
            canvas.min,
            ui.ctx().pixels_per_point(),
            theme,
            &tints,
        );
        let painter = ui
            .painter()
            .with_clip_rect(canvas.intersect(ui.clip_rect()));
        painter.rect_filled(canvas, 0.0, color(theme.sea));
        for mesh in meshes {
            painter.add(egui::Shape::Mesh(mesh));
        }
        for (country, tint) in drawn.atlas.shapes.countries().iter().zip(&tints) {
            let size_px = country
                .main_bounds
                .width()
                .max(country.main_bounds.height())
                * view.scale;
            if size_px < SMALL_STATE_PX && *tint != Tint::default() {
                let at = view.to_screen(country.label);
                let fill = tint.fill(theme).mixed(theme.text, 0.1);
                painter.circle(
                    pos2(at.x, at.y) + canvas.min.to_vec2(),
                    2.2,
                    color(fill),
                    Stroke::new(0.7, color(theme.coast)),
                );
            }
        }
    }

    fn tints(&self, drawn: &Drawn<'_>) -> Vec<Tint> {
        let ties = &drawn.counted.ties;
        let mut tints: Vec<Tint> = drawn
            .atlas
            .shapes
            .countries()
            .iter()
            .map(|country| Tint {
                bloc: country.code.and_then(|code| drawn.shown.tint_of(code)),
                ..Tint::default()
            })
            .collect();
        for (index, actor) in ties.actors.iter().enumerate() {
            let Some(shape) = actor
                .country
                .and_then(|code| drawn.atlas.shapes.index_of(code))
            else {
                continue;
            };
            let in_selection = |position| actor.entries.binary_search(&position).is_ok();
            tints[shape].takes_part = true;
            tints[shape].selected = drawn.emphasis.selected.is_some_and(in_selection);
            tints[shape].hovered = drawn.emphasis.actor == Some(index);
        }
        if let Some(tint) = self.land_under.and_then(|shape| tints.get_mut(shape)) {
            tint.hovered = true;
        }
        tints
    }

    /// Makes every actor reachable; gives the one with the focus of the keyboard.
    fn marks(
        &mut self,
        ui: &Ui,
        context: &mut ViewContext<'_>,
        drawn: &Drawn<'_>,
        canvas: Rect,
        layout: &Layout,
    ) -> Option<Hit> {
        let mut focused = None;
        for node in &layout.nodes {
            let mark = Rect::from_center_size(
                pos2(node.at.x, node.at.y),
                egui::Vec2::splat(2.0 * NODE_RADIUS_PX + 6.0),
            );
            let rect = mark.translate(canvas.min.to_vec2());
            if !canvas.contains(rect.center()) {
                continue;
            }
            let actor = &drawn.counted.ties.actors[node.actor];
            let response = named_mark(
                ui,
                rect,
                actor.key.as_str(),
                &node.name,
                actor.entries.len(),
            );
            let hit = Hit::Actor(node.actor);
            if response.clicked() {
                Self::click(context, drawn, hit);
            }
            menu::at(&response, context, drawn, hit);
            if response.has_focus() {
                focused = Some(hit);
            }
        }
        focused
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one frame's worth of things the pointer can meet"
    )]
    fn pointer(
        &mut self,
        ui: &Ui,
        context: &mut ViewContext<'_>,
        drawn: &Drawn<'_>,
        canvas: Rect,
        response: &Response,
        view: &Viewport,
        layout: &Layout,
        focused: Option<Hit>,
    ) {
        let pointer = ui
            .ctx()
            .pointer_hover_pos()
            .filter(|_| ui.rect_contains_pointer(canvas) && !response.dragged());
        let local = pointer.map(|pointer| {
            let local = pointer - canvas.min;
            point(local.x, local.y)
        });
        let hit = local.and_then(|at| layout.hit(at));
        self.land_under = match (hit, local) {
            (None, Some(at)) => drawn.atlas.shapes.country_at(view.to_map(at)),
            _ => None,
        };
        let country = self
            .land_under
            .and_then(|shape| drawn.atlas.shapes.countries()[shape].code);
        let owner = country.and_then(|code| drawn.counted.ties.actor(&code.into()));
        if response.clicked() {
            response.request_focus();
            if let Some(hit) = hit.or(owner.map(Hit::Actor)) {
                Self::click(context, drawn, hit);
            }
        }
        self.menu(response, context, drawn, hit.or(owner.map(Hit::Actor)));
        if hit.is_some() || owner.is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        self.point_at(context, drawn, hit);
        self.set_under(ui, hit.or(focused));
        if pointer.is_some() {
            let theme = context.theme;
            match (hit, country) {
                (Some(hit), _) => {
                    let (head, lines) =
                        legend::words(hit, &drawn.counted.ties, drawn.entries, &drawn.atlas.world);
                    tip(ui, theme, response, &head, &lines);
                }
                (None, Some(code)) => {
                    let (head, lines) = country_words(drawn, code, owner);
                    tip(ui, theme, response, &head, &lines);
                }
                (None, None) => {}
            }
        }
    }

    /// The menu of what was under the pointer at the last right click.
    pub(super) fn menu(
        &mut self,
        response: &Response,
        context: &mut ViewContext<'_>,
        drawn: &Drawn<'_>,
        hit: Option<Hit>,
    ) {
        if response.secondary_clicked() {
            self.asked = hit;
        }
        if let Some(hit) = self.asked {
            menu::at(response, context, drawn, hit);
        }
    }

    pub(super) fn set_under(&mut self, ui: &Ui, under: Option<Hit>) {
        if self.under != under {
            self.under = under;
            ui.ctx().request_repaint();
        }
    }
}

/// What takes part, with a margin; the whole world if nobody does. Of many, those that make up nine tenths of what
/// happened count.
fn fit(drawn: &Drawn<'_>, width_px: f32, height_px: f32) -> Viewport {
    let ties = &drawn.counted.ties;
    let total: usize = ties.actors.iter().map(|actor| actor.entries.len()).sum();
    let mut part = MapBox::EMPTY;
    let mut counted = 0;
    for only_countries in [true, false] {
        for actor in &ties.actors {
            if counted * 10 > total * 9 || (only_countries && actor.country.is_none()) {
                continue;
            }
            if let Some(seat) = drawn.atlas.seats.of(&actor.key) {
                part.add(seat);
                counted += actor.entries.len();
            }
            // A country that is not too large is shown whole.
            let shape = actor
                .country
                .and_then(|code| drawn.atlas.shapes.country(code));
            if let Some(bounds) = shape.map(|shape| shape.main_bounds)
                && bounds.width() < 0.5
            {
                part.add(bounds.min);
                part.add(bounds.max);
            }
        }
        if part.min.x <= part.max.x {
            break;
        }
    }
    for place in &ties.places {
        part.add(forward(place.latitude, place.longitude));
    }
    if part.min.x > part.max.x {
        return Viewport::world(width_px, height_px);
    }
    let reach = part.width().max(part.height()).max(LEAST_FIT);
    let (grow_x, grow_y) = (
        (LEAST_FIT - part.width()).max(0.0) / 2.0 + (reach * MARGIN * 0.8).min(MOST_MARGIN),
        (LEAST_FIT * 0.6 - part.height()).max(0.0) / 2.0 + (reach * MARGIN * 0.55).min(MOST_MARGIN),
    );
    part.min.x -= grow_x;
    part.max.x += grow_x;
    part.min.y -= grow_y;
    // Arcs bend upwards.
    part.max.y += grow_y * 1.25;
    Viewport::fitting(&part, width_px, height_px)
}

pub(super) fn to_egui(rect: &scene::Rect) -> Rect {
    Rect::from_min_max(pos2(rect.left, rect.top), pos2(rect.right, rect.bottom))
}
