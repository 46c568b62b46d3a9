//! The network of countries and alliances as a plot: `egui_plot` pans and zooms, the layout says where everything goes.

use egui::{Color32, Pos2, Rect, Response, Stroke, Ui, Vec2, vec2};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotTransform};

use super::super::{color, paint, style};
use crate::map::blocs::{ShownBlocs, short_name};
use crate::map::curves::Curve;
use crate::map::layout::Hit;
use crate::map::network::{Network, Place};
use crate::map::overlay::{self, Emphasis, FADED};
use crate::map::ties::Ties;
use crate::scene::{Item, Point, Shape, Theme, Weight, point};

const BAND_PX: f32 = 7.0;
const NAME_PX: f32 = 12.0;
const NAME_GAP_PX: f32 = 10.0;
/// Least distance between actors on the circle at which alliances bear their names.
const PLATE_STEP_PX: f32 = 34.0;

/// What the plot needs to be drawn.
pub(super) struct Content<'a> {
    pub(super) network: &'a Network,
    pub(super) ties: &'a Ties,
    pub(super) blocs: &'a ShownBlocs,
    pub(super) emphasis: &'a Emphasis,
    pub(super) theme: &'a Theme,
    /// By actor.
    pub(super) names: &'a [String],
}

/// What was drawn.
pub(super) struct Shown {
    pub(super) response: Response,
    /// What is under the pointer.
    pub(super) hit: Option<Hit>,
    /// The disc of every actor on the screen.
    pub(super) discs: Vec<(usize, Rect)>,
}

/// Draws the plot into the space that is left.
pub(super) fn show(ui: &mut Ui, content: &Content<'_>, fit: bool) -> Shown {
    let theme = content.theme;
    let bands: Vec<Line<'_>> = content
        .network
        .bands
        .iter()
        .map(|band| line(band, content))
        .collect();
    let reach = reach(content.network, ui.available_size());
    let mut plot = Plot::new("countries and alliances")
        .data_aspect(1.0)
        .show_axes(false)
        .show_grid(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .show_crosshair(false)
        .allow_boxed_zoom(false)
        .set_margin_fraction(Vec2::ZERO)
        .default_x_bounds(f64::from(-reach.x), f64::from(reach.x))
        .default_y_bounds(f64::from(-reach.y), f64::from(reach.y));
    if fit {
        plot = plot.reset();
    }
    let shown = plot.show(ui, |plot| {
        for band in bands {
            plot.line(band);
        }
    });
    let (response, transform) = (shown.response, shown.transform);
    let painter = ui
        .painter()
        .with_clip_rect(response.rect.intersect(ui.clip_rect()));
    let screen = |at: Point| on_screen(&transform, at);
    let items = items(content, &screen);
    let mut shapes = Vec::new();
    paint::shapes(ui, &items, Pos2::ZERO, &mut shapes);
    painter.extend(shapes);
    let discs = nodes(&painter, content, &screen);
    let unit_px = (screen(point(1.0, 0.0)).x - screen(point(0.0, 0.0)).x).abs();
    // In a crowd the plates would cover discs; the chips above tell the bands apart.
    let step_px = unit_px * std::f32::consts::TAU / content.network.places.len().max(1) as f32;
    if step_px > PLATE_STEP_PX {
        band_names(&painter, content, &screen);
    }
    names(&painter, content, &screen, response.rect);
    if content.network.places.is_empty() {
        painter.text(
            response.rect.center(),
            egui::Align2::CENTER_CENTER,
            "Nobody takes part in the events shown",
            style::font(13.0, Weight::Regular),
            color(theme.text_second),
        );
    }
    let hit = ui
        .ctx()
        .pointer_hover_pos()
        .filter(|_| ui.rect_contains_pointer(response.rect))
        .and_then(|pointer| {
            let value = transform.value_from_position(pointer);
            content
                .network
                .hit(point(value.x as f32, value.y as f32), unit_px)
        });
    Shown {
        response,
        hit,
        discs,
    }
}

/// How far the plot must reach from its middle, to the right and upwards, to hold the circle and the names.
fn reach(network: &Network, size: Vec2) -> Vec2 {
    let (width, height) = (size.x.max(60.0), size.y.max(60.0));
    let room_px = vec2(width / 2.0 - 100.0, height / 2.0 - 30.0).max(Vec2::splat(25.0));
    let unit_px = (room_px.x / network.outer_radius).min(room_px.y / network.outer_radius);
    vec2(width, height) / (2.0 * unit_px)
}

fn on_screen(transform: &PlotTransform, at: Point) -> Pos2 {
    transform.position_from_point(&PlotPoint::new(f64::from(at.x), f64::from(at.y)))
}

fn keeps(emphasis: &Emphasis, entries: &[usize]) -> f32 {
    match emphasis.selected {
        Some(selected) if entries.binary_search(&selected).is_err() => FADED,
        _ => 1.0,
    }
}

/// The tints of alliances are made for land; a band needs more contrast.
fn band_color(content: &Content<'_>, bloc: usize) -> Color32 {
    let theme = content.theme;
    let tint = content.blocs.blocs.get(bloc).map_or(0, |bloc| bloc.tint);
    color(theme.blocs[tint % theme.blocs.len()].mixed(theme.text, 0.22))
}

fn line<'a>(band: &crate::map::network::Band, content: &Content<'_>) -> Line<'a> {
    let points: PlotPoints<'a> = band
        .points
        .iter()
        .map(|at| [f64::from(at.x), f64::from(at.y)])
        .collect();
    let name = content
        .blocs
        .blocs
        .get(band.bloc)
        .map_or("", |bloc| short_name(&bloc.id));
    Line::new(name, points)
        .color(band_color(content, band.bloc))
        .width(BAND_PX)
        .allow_hover(false)
}

/// The ties, those that stand out last.
fn items(content: &Content<'_>, screen: &impl Fn(Point) -> Pos2) -> Vec<Item> {
    let (ties, emphasis, theme) = (content.ties, content.emphasis, content.theme);
    let mut below = Vec::new();
    let mut above = Vec::new();
    for edge in &content.network.edges {
        let tie = &ties.ties[edge.tie];
        let holds = |position: Option<usize>| {
            position.is_some_and(|p| tie.entries.binary_search(&p).is_ok())
        };
        let pointed = emphasis.tie == Some(edge.tie);
        let marked = pointed || holds(emphasis.selected) || holds(emphasis.hovered);
        let opacity = if marked {
            1.0
        } else {
            keeps(emphasis, &tie.entries)
        };
        let curve = on_screen_curve(&edge.curve, screen);
        let mut add = |shape| {
            let into = if marked { &mut above } else { &mut below };
            into.push(Item {
                shape,
                id: None,
                title: None,
            });
        };
        let way = |width_px, color, dash_px| Shape::Curve {
            from: curve.from,
            control: curve.control,
            to: curve.to,
            stroke: crate::scene::Stroke {
                color,
                width_px,
                dash_px,
            },
        };
        if marked {
            add(way(edge.width_px + 4.0, theme.accent.faded(0.55), None));
        }
        let weight = overlay::weight(tie.entries.len(), content.network.edges.len());
        let ink = theme
            .quad(tie.quad)
            .faded(opacity * if marked { 1.0 } else { weight });
        add(way(edge.width_px, ink, (!tie.settled).then_some(5.0)));
        if !tie.mutual
            && (marked || weight > overlay::LIGHT)
            && let Some(corners) = curve.arrowhead(3.2 + edge.width_px * 0.5, 13.0)
        {
            add(Shape::Polygon {
                rings: vec![corners.to_vec()],
                fill: Some(ink),
                stroke: None,
            });
        }
    }
    below.append(&mut above);
    below
}

fn on_screen_curve(curve: &Curve, screen: &impl Fn(Point) -> Pos2) -> Curve {
    let [from, control, to] = [curve.from, curve.control, curve.to].map(|at| {
        let at = screen(at);
        point(at.x, at.y)
    });
    Curve { from, control, to }
}

fn nodes(
    painter: &egui::Painter,
    content: &Content<'_>,
    screen: &impl Fn(Point) -> Pos2,
) -> Vec<(usize, Rect)> {
    let (emphasis, theme) = (content.emphasis, content.theme);
    let mut discs = Vec::new();
    for place in &content.network.places {
        let actor = &content.ties.actors[place.actor];
        let pointed = emphasis.actor == Some(place.actor);
        let chosen = emphasis
            .selected
            .is_some_and(|p| actor.entries.binary_search(&p).is_ok());
        let opacity = if pointed {
            1.0
        } else {
            keeps(emphasis, &actor.entries)
        };
        let at = screen(place.at);
        let tint = actor
            .country
            .and_then(|country| content.blocs.tint_of(country))
            .map_or(theme.land, |tint| theme.blocs[tint % theme.blocs.len()]);
        let fill = tint
            .mixed(theme.text, 0.3)
            .mixed(theme.panel, 1.0 - opacity);
        let rim = if pointed || chosen {
            theme.accent
        } else {
            theme.panel
        };
        let stroke = Stroke::new(2.0, color(rim));
        if actor.country.is_some() {
            painter.circle(at, place.radius_px, color(fill), stroke);
        } else {
            let rect = Rect::from_center_size(at, Vec2::splat(1.7 * place.radius_px));
            painter.rect(rect, 3.0, color(fill), stroke, egui::StrokeKind::Middle);
        }
        discs.push((
            place.actor,
            Rect::from_center_size(at, Vec2::splat(2.0 * place.radius_px + 4.0)),
        ));
    }
    discs
}

/// Names stand outside of the bands; of two that would overlap, the one with more events stays.
fn names(
    painter: &egui::Painter,
    content: &Content<'_>,
    screen: &impl Fn(Point) -> Pos2,
    frame: Rect,
) {
    let mut by_weight: Vec<&Place> = content.network.places.iter().collect();
    by_weight.sort_by_key(|place| {
        let pointed = content.emphasis.actor == Some(place.actor);
        (!pointed, place.actor)
    });
    let mut taken: Vec<Rect> = Vec::new();
    for place in by_weight {
        let radius = place.name_radius;
        // Without a band the disc is what the name must clear.
        let gap = if radius > 1.0 {
            0.0
        } else {
            place.radius_px - 4.0
        };
        let outwards = vec2(place.angle.cos(), -place.angle.sin());
        let at = screen(point(radius * outwards.x, -radius * outwards.y))
            + outwards * (NAME_GAP_PX + gap);
        let opacity = keeps(content.emphasis, &content.ties.actors[place.actor].entries);
        let name = content.names.get(place.actor).map_or("", String::as_str);
        let ink = color(content.theme.text.faded(opacity));
        let galley =
            painter.layout_no_wrap(name.to_owned(), style::font(NAME_PX, Weight::Medium), ink);
        // From the left end at the right side of the circle to the right end at its left side, smoothly.
        let share = ((1.0 - place.angle.cos() * 1.6) / 2.0).clamp(0.0, 1.0);
        let down = ((1.0 - place.angle.sin() * 1.2) / 2.0).clamp(0.0, 1.0) - 1.0;
        let size = galley.size();
        let rect = Rect::from_min_size(at + vec2(-share * size.x, down * size.y), size);
        if !frame.intersects(rect) || taken.iter().any(|other| other.intersects(rect)) {
            continue;
        }
        taken.push(rect);
        painter.galley(rect.min, galley, ink);
    }
}

/// The name of an alliance on its band, as a small plate.
fn band_names(painter: &egui::Painter, content: &Content<'_>, screen: &impl Fn(Point) -> Pos2) {
    for band in &content.network.bands {
        let (Some(at), Some(bloc)) = (band.name_at, content.blocs.blocs.get(band.bloc)) else {
            continue;
        };
        let at = screen(at);
        let name = short_name(&bloc.id);
        let ink = color(content.theme.text_second);
        let font = style::font(11.0, Weight::SemiBold);
        let galley = painter.layout_no_wrap(name.to_owned(), font, ink);
        let plate = Rect::from_center_size(at, galley.size() + vec2(12.0, 3.0));
        painter.rect(
            plate,
            8.0,
            color(content.theme.panel),
            Stroke::new(1.5, band_color(content, band.bloc)),
            egui::StrokeKind::Inside,
        );
        painter.galley(at - galley.size() / 2.0, galley, ink);
    }
}
