//! Paints a scene into the window.

use std::sync::Arc;

use egui::epaint::{
    CircleShape, Mesh, PathShape, QuadraticBezierShape, RectShape, TextShape, Vertex,
};
use egui::{
    Color32, FontFamily, FontId, Galley, Pos2, Rect, Shape as Painted, Stroke, Ui, Vec2, pos2,
};

use super::color;
use crate::scene::{self, Anchor, Fill, Shape, Weight};

/// Straight pieces of a quarter of a dashed circle.
const ARC_STEPS: u8 = 8;
/// Straight pieces of a dashed curve.
const DASHED_STEPS: u16 = 48;

/// The font of a size and weight, as the window has installed them.
pub(super) fn font(ui: &Ui, size_px: f32, weight: Weight) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => FontFamily::Name("medium".into()),
        Weight::SemiBold => FontFamily::Name("semi-bold".into()),
        Weight::Italic => FontFamily::Name("italic".into()),
    };
    // Asking for a family that is not installed would end the program; a picture test may have installed none.
    let installed = ui
        .ctx()
        .fonts(|fonts| fonts.definitions().families.contains_key(&family));
    FontId::new(
        size_px,
        if installed {
            family
        } else {
            FontFamily::Proportional
        },
    )
}

/// Appends the shapes of `items`, with the scene's left upper corner at `origin`.
pub(super) fn shapes(ui: &Ui, items: &[scene::Item], origin: Pos2, out: &mut Vec<Painted>) {
    let by = origin.to_vec2();
    out.reserve(items.len());
    for item in items {
        if let Some(shape) = painted(ui, &item.shape, by) {
            out.push(shape);
        }
    }
}

fn at(point: scene::Point, by: Vec2) -> Pos2 {
    pos2(point.x, point.y) + by
}

fn stroke(stroke: &scene::Stroke) -> Stroke {
    Stroke::new(stroke.width_px, color(stroke.color))
}

fn painted(ui: &Ui, shape: &Shape, by: Vec2) -> Option<Painted> {
    Some(match shape {
        Shape::Rect {
            rect,
            radius_px,
            fill,
            stroke: outline,
        } => {
            let rect = Rect::from_min_max(
                pos2(rect.left, rect.top) + by,
                pos2(rect.right, rect.bottom) + by,
            );
            if let Some(Fill::LeftToRight(from, to)) = fill {
                return Some(fading(rect, color(*from), color(*to)));
            }
            let inside = match fill {
                Some(Fill::Solid(inside)) => color(*inside),
                _ => Color32::TRANSPARENT,
            };
            let whole = outline.filter(|outline| outline.dash_px.is_none());
            let filled = Painted::Rect(RectShape::new(
                rect,
                *radius_px,
                inside,
                whole.as_ref().map_or(Stroke::NONE, stroke),
                egui::StrokeKind::Middle,
            ));
            dashed(filled, outline.as_ref(), || {
                rounded(rect.intersect(ui.clip_rect().expand(40.0)), *radius_px)
            })
        }
        Shape::Circle {
            center,
            radius_px,
            fill,
            stroke: outline,
        } => {
            let whole = outline.filter(|outline| outline.dash_px.is_none());
            let center = at(*center, by);
            let filled = Painted::Circle(CircleShape {
                center,
                radius: *radius_px,
                fill: fill.map_or(Color32::TRANSPARENT, color),
                stroke: whole.as_ref().map_or(Stroke::NONE, stroke),
            });
            dashed(filled, outline.as_ref(), || arc(center, *radius_px, 0.0, 4))
        }
        Shape::Line {
            points,
            stroke: how,
        } => {
            let points: Vec<Pos2> = points.iter().map(|p| at(*p, by)).collect();
            match how.dash_px {
                Some(dash) => Painted::Vec(Painted::dashed_line(&points, stroke(how), dash, dash)),
                None => Painted::line(points, stroke(how)),
            }
        }
        Shape::Curve {
            from,
            control,
            to,
            stroke: how,
        } => {
            let points = [at(*from, by), at(*control, by), at(*to, by)];
            curve(points, stroke(how), how.dash_px)
        }
        Shape::Polygon {
            rings,
            fill,
            stroke: outline,
        } => {
            // Fills are right for convex rings only; the map brings its own triangles.
            let outline = outline.as_ref().map_or(Stroke::NONE, stroke);
            let fill = fill.map_or(Color32::TRANSPARENT, color);
            Painted::Vec(
                rings
                    .iter()
                    .map(|ring| {
                        let points = ring.iter().map(|p| at(*p, by)).collect();
                        Painted::Path(PathShape::convex_polygon(points, fill, outline))
                    })
                    .collect(),
            )
        }
        Shape::Text {
            at: place,
            text,
            size_px,
            weight,
            anchor,
            color: ink,
        } => {
            let ink = color(*ink);
            let galley = ui.painter().layout_no_wrap(
                text.clone(),
                font(ui, *size_px, *weight),
                Color32::PLACEHOLDER,
            );
            let left = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => -galley.size().x / 2.0,
                Anchor::End => -galley.size().x,
            };
            let top = at(*place, by) + egui::vec2(left, -ascent(&galley, *size_px));
            Painted::Text(TextShape::new(top, galley, ink))
        }
    })
}

/// A shape with a broken line around it, where its outline is broken.
fn dashed(
    filled: Painted,
    outline: Option<&scene::Stroke>,
    around: impl FnOnce() -> Vec<Pos2>,
) -> Painted {
    let Some((how, dash)) = outline.and_then(|how| Some((how, how.dash_px?))) else {
        return filled;
    };
    let mut parts = vec![filled];
    parts.extend(Painted::dashed_line(&around(), stroke(how), dash, dash));
    Painted::Vec(parts)
}

/// Points on a circle from a number of quarters on, clockwise from the right.
fn arc(center: Pos2, radius_px: f32, from: f32, quarters: u8) -> Vec<Pos2> {
    let steps = quarters * ARC_STEPS;
    (0..=steps)
        .map(|step| {
            let share = from + f32::from(step) / f32::from(ARC_STEPS);
            center + radius_px * Vec2::angled(share * std::f32::consts::FRAC_PI_2)
        })
        .collect()
}

/// The outline of a rectangle with round corners, closed; as SVG draws it, from the left end of its upper edge.
fn rounded(rect: Rect, radius_px: f32) -> Vec<Pos2> {
    let radius = radius_px.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let inner = rect.shrink(radius);
    let mut points = vec![pos2(inner.left(), rect.top())];
    for (corner, from) in [
        (inner.right_top(), 3.0),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 1.0),
        (inner.left_top(), 2.0),
    ] {
        points.extend(arc(corner, radius, from, 1));
    }
    points
}

fn curve(points: [Pos2; 3], stroke: Stroke, dash_px: Option<f32>) -> Painted {
    let curve =
        QuadraticBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    let Some(dash) = dash_px else {
        return Painted::QuadraticBezier(curve);
    };
    let along: Vec<Pos2> = (0..=DASHED_STEPS)
        .map(|step| curve.sample(f32::from(step) / f32::from(DASHED_STEPS)))
        .collect();
    Painted::Vec(Painted::dashed_line(&along, stroke, dash, dash))
}

/// From the top of a line of text to its baseline.
fn ascent(galley: &Arc<Galley>, size_px: f32) -> f32 {
    galley
        .rows
        .first()
        .and_then(|row| row.glyphs.first())
        .map_or(size_px, |glyph| glyph.pos.y)
}

/// A rectangle whose colour changes from left to right.
fn fading(rect: Rect, from: Color32, to: Color32) -> Painted {
    let mut mesh = Mesh::default();
    for (position, color) in [
        (rect.left_top(), from),
        (rect.right_top(), to),
        (rect.right_bottom(), to),
        (rect.left_bottom(), from),
    ] {
        mesh.vertices.push(Vertex {
            pos: position,
            uv: egui::epaint::WHITE_UV,
            color,
        });
    }
    mesh.indices.extend([0, 1, 2, 0, 2, 3]);
    Painted::mesh(mesh)
}
