//! The land as two meshes: countries in their tints, and coasts and borders as hairlines. Made again only when the
//! view, the tints or the theme change.

use std::sync::Arc;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Vec2, pos2, vec2};

use super::super::color;
use super::atlas::Atlas;
use crate::map::detail::{Level, LineKind, level_for};
use crate::map::projection::MapPoint;
use crate::map::viewport::Viewport;
use crate::scene::{Color, Theme, ThemeKind};

/// How a country is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tint {
    /// Index into the palette of alliances.
    pub(super) bloc: Option<usize>,
    /// It takes part in something that is shown.
    pub(super) takes_part: bool,
    /// It takes part in the selected event.
    pub(super) selected: bool,
    /// The pointer is over it.
    pub(super) hovered: bool,
}

impl Tint {
    /// The colour of the land.
    pub(super) fn fill(self, theme: &Theme) -> Color {
        let mut fill = self
            .bloc
            .map_or(theme.land, |bloc| theme.blocs[bloc % theme.blocs.len()]);
        if self.takes_part {
            fill = match (self.bloc, theme.kind) {
                (None, ThemeKind::Dark) => fill.mixed(theme.text, 0.09),
                (None, ThemeKind::Light) => fill.mixed(theme.text, 0.07),
                (Some(_), _) => fill.mixed(theme.text, 0.05),
            };
        }
        if self.selected {
            fill = fill.mixed(theme.accent, 0.1);
        }
        if self.hovered {
            fill = fill.mixed(theme.text, 0.08);
        }
        fill
    }
}

#[derive(Clone, PartialEq)]
struct Key {
    view: Viewport,
    origin: Pos2,
    pixels_per_point: f32,
    theme: ThemeKind,
    tints: Vec<Tint>,
}

/// The meshes of the last frame.
#[derive(Default)]
pub(super) struct Land {
    key: Option<Key>,
    fills: Arc<Mesh>,
    lines: Arc<Mesh>,
}

impl Land {
    /// The fills, then the lines, for a view whose left upper corner is at `origin`. `tints` are in the order of the
    /// shapes.
    pub(super) fn meshes(
        &mut self,
        atlas: &Atlas,
        view: &Viewport,
        origin: Pos2,
        pixels_per_point: f32,
        theme: &Theme,
        tints: &[Tint],
    ) -> [Arc<Mesh>; 2] {
        let key = Key {
            view: *view,
            origin,
            pixels_per_point,
            theme: theme.kind,
            tints: tints.to_vec(),
        };
        if self.key.as_ref() != Some(&key) {
            let scale = view.scale * f64::from(pixels_per_point);
            let level = &atlas.levels[level_for(scale).min(atlas.levels.len() - 1)];
            let place = Placing::new(view, origin);
            self.fills = Arc::new(fills(atlas, level, view, &place, theme, tints));
            self.lines = Arc::new(lines(level, view, &place, pixels_per_point, theme));
            self.key = Some(key);
        }
        [Arc::clone(&self.fills), Arc::clone(&self.lines)]
    }
}

/// From map units to the screen, in single precision: a multiplication and an addition.
struct Placing {
    scale: f32,
    shift: Vec2,
}

impl Placing {
    fn new(view: &Viewport, origin: Pos2) -> Self {
        let zero = view.to_screen(MapPoint::default());
        Self {
            scale: view.scale as f32,
            shift: vec2(zero.x + origin.x, zero.y + origin.y),
        }
    }

    fn at(&self, point: [f32; 2]) -> Pos2 {
        pos2(
            point[0] * self.scale + self.shift.x,
            self.shift.y - point[1] * self.scale,
        )
    }
}

fn vertex(pos: Pos2, color: Color32) -> Vertex {
    Vertex {
        pos,
        uv: WHITE_UV,
        color,
    }
}

fn fills(
    atlas: &Atlas,
    level: &Level,
    view: &Viewport,
    place: &Placing,
    theme: &Theme,
    tints: &[Tint],
) -> Mesh {
    let bounds = view.bounds();
    let mut mesh = Mesh::default();
    for (index, (country, part)) in atlas
        .shapes
        .countries()
        .iter()
        .zip(&level.countries)
        .enumerate()
    {
        if !country.bounds.overlaps(&bounds) {
            continue;
        }
        let fill = color(tints.get(index).copied().unwrap_or_default().fill(theme));
        // Vertices of a country are numbered from its first one.
        let base = mesh.vertices.len() as u32;
        let first = part.vertices.start as u32;
        mesh.vertices.extend(
            level.vertices[part.vertices.clone()]
                .iter()
                .map(|point| vertex(place.at(*point), fill)),
        );
        mesh.indices.extend(
            level.triangles[part.triangles.clone()]
                .iter()
                .map(|index| index - first + base),
        );
    }
    mesh
}

/// Hairlines: full colour in the middle, nothing a pixel away on both sides, which also smooths the edges of the fills.
fn lines(
    level: &Level,
    view: &Viewport,
    place: &Placing,
    pixels_per_point: f32,
    theme: &Theme,
) -> Mesh {
    let bounds = view.bounds();
    let coast = color(theme.coast);
    let border = color(theme.coast.faded(0.75));
    let half_width = 0.35 + 0.75 / pixels_per_point;
    let mut mesh = Mesh::default();
    for line in &level.lines {
        if !line.bounds.overlaps(&bounds) {
            continue;
        }
        let stroke = match line.kind {
            LineKind::Coast => coast,
            LineKind::Border => border,
        };
        let points: Vec<Pos2> = line.points.iter().map(|point| place.at(*point)).collect();
        add_hairline(&mut mesh, &points, half_width, stroke);
    }
    mesh
}

fn add_hairline(mesh: &mut Mesh, points: &[Pos2], half_width: f32, stroke: Color32) {
    let base = mesh.vertices.len() as u32;
    for index in 0..points.len() {
        let before = points[index.saturating_sub(1)];
        let after = points[(index + 1).min(points.len() - 1)];
        let along = (after - before).normalized();
        let side = vec2(-along.y, along.x) * half_width;
        mesh.vertices
            .push(vertex(points[index] + side, Color32::TRANSPARENT));
        mesh.vertices.push(vertex(points[index], stroke));
        mesh.vertices
            .push(vertex(points[index] - side, Color32::TRANSPARENT));
    }
    for step in 0..points.len().saturating_sub(1) as u32 {
        let a = base + 3 * step;
        for side in [0, 1] {
            mesh.add_triangle(a + side, a + side + 1, a + side + 3);
            mesh.add_triangle(a + side + 1, a + side + 3, a + side + 4);
        }
    }
}
