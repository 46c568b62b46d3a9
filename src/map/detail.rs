//! The shapes thinned and cut into triangles for a scale: what a painter needs, and no more points than it can show.
//!
//! Arcs are thinned by Visvalingam and Whyatt's effective areas ("Line generalisation by repeated elimination of
//! points", The Cartographic Journal 30, 1993). An arc is thinned once for both neighbours, so no gap opens between
//! them. Colours are left to the painter.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::projection::{MAX_Y, MapPoint, edge_x};
use super::shapes::{MapBox, Ring, Shapes, UNITS_PER_RADIAN};

/// Pixels to a radian that the levels are made for, the coarsest first; the last shows everything there is.
pub const LEVEL_SCALES: [f64; 5] = [140.0, 300.0, 640.0, 1_400.0, f64::INFINITY];

/// A detail is left out if its area in pixels is smaller.
const LEAST_AREA_PX: f64 = 0.7;
/// A piece of land is left out if its area in pixels is smaller; states that vanish get a dot.
const LEAST_LAND_PX: f64 = 1.0;

/// What a line parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Land from water.
    Coast,
    /// A country from its neighbour.
    Border,
}

/// A line to draw.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it parts.
    pub kind: LineKind,
    /// Two points or more.
    pub points: Vec<[f32; 2]>,
    /// Around the points.
    pub bounds: MapBox,
}

/// A country's part of the vertices and triangles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryMesh {
    /// Into [`Level::vertices`].
    pub vertices: Range<usize>,
    /// Into [`Level::triangles`]; three for each triangle.
    pub triangles: Range<usize>,
}

/// The world for a scale.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// Points in map units.
    pub vertices: Vec<[f32; 2]>,
    /// Indices into the vertices, three for each triangle.
    pub triangles: Vec<u32>,
    /// In the order of [`Shapes::countries`]; empty where a country is too small to show.
    pub countries: Vec<CountryMesh>,
    /// Coasts and borders.
    pub lines: Vec<Line>,
}

impl Level {
    /// Thins and triangulates the world for a scale in pixels to a radian.
    pub fn new(shapes: &Shapes, scale: f64) -> Self {
        let pixel_area = 1.0 / (scale * scale);
        let thinned = thinned(shapes, pixel_area);
        let mut level = Self::default();
        for country in shapes.countries() {
            let (vertices, triangles) = (level.vertices.len(), level.triangles.len());
            for polygon in &country.polygons {
                level.add_polygon(&polygon.rings, &thinned, LEAST_LAND_PX * pixel_area);
            }
            level.countries.push(CountryMesh {
                vertices: vertices..level.vertices.len(),
                triangles: triangles..level.triangles.len(),
            });
        }
        level.add_lines(shapes, &thinned, LEAST_LAND_PX * pixel_area);
        level
    }

    fn add_polygon(&mut self, rings: &[Ring], arcs: &[Vec<MapPoint>], least_area: f64) {
        let (mut flat, mut holes) = (Vec::new(), Vec::new());
        for (index, points) in kept_rings(rings, arcs, least_area).iter().enumerate() {
            if index > 0 {
                holes.push(flat.len() / 2);
            }
            flat.extend(points.iter().flat_map(|p| [p.x, p.y]));
        }
        if flat.is_empty() {
            return;
        }
        // A ring that cannot be cut is left out; with our own shapes there is none (tested).
        let Ok(indices) = earcutr::earcut(&flat, &holes, 2) else {
            return;
        };
        let base = self.vertices.len();
        self.vertices
            .extend(flat.chunks_exact(2).map(|p| [p[0] as f32, p[1] as f32]));
        self.triangles.extend(
            indices
                .iter()
                .filter_map(|index| u32::try_from(base + index).ok()),
        );
    }

    fn add_lines(&mut self, shapes: &Shapes, arcs: &[Vec<MapPoint>], least_area: f64) {
        let owners = owners(shapes);
        for (arc, points) in arcs.iter().enumerate() {
            let kind = match owners[arc] {
                Owners::One(_) => LineKind::Coast,
                Owners::Two => LineKind::Border,
                Owners::None | Owners::OneTwice => continue,
            };
            let closed = points.first() == points.last();
            if closed && (points.len() < 4 || area(points) < least_area) {
                continue;
            }
            for part in points.split_inclusive_edges() {
                let mut bounds = MapBox::EMPTY;
                part.iter().for_each(|p| bounds.add(*p));
                self.lines.push(Line {
                    kind,
                    points: part.iter().map(|p| [p.x as f32, p.y as f32]).collect(),
                    bounds,
                });
            }
        }
    }
}

/// Rings and lines thinned for a scale: for pictures that are drawn once, without triangles.
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    /// In the order of [`Shapes::countries`]: polygons of rings, the outer one first.
    pub countries: Vec<Vec<Vec<Vec<MapPoint>>>>,
    /// Coasts and borders.
    pub lines: Vec<(LineKind, Vec<MapPoint>)>,
}

/// The world in outlines for a scale in pixels to a radian.
pub fn outlines(shapes: &Shapes, scale: f64) -> Outlines {
    let pixel_area = 1.0 / (scale * scale);
    let arcs = thinned(shapes, pixel_area);
    let countries = shapes
        .countries()
        .iter()
        .map(|country| {
            country
                .polygons
                .iter()
                .map(|polygon| kept_rings(&polygon.rings, &arcs, LEAST_LAND_PX * pixel_area))
                .filter(|rings| !rings.is_empty())
                .collect()
        })
        .collect();
    let mut level = Level::default();
    level.add_lines(shapes, &arcs, LEAST_LAND_PX * pixel_area);
    let wide = |p: &[f32; 2]| MapPoint::new(f64::from(p[0]), f64::from(p[1]));
    let lines = level
        .lines
        .iter()
        .map(|line| (line.kind, line.points.iter().map(wide).collect()))
        .collect();
    Outlines { countries, lines }
}

fn thinned(shapes: &Shapes, pixel_area: f64) -> Vec<Vec<MapPoint>> {
    let least = LEAST_AREA_PX * pixel_area;
    shapes.arcs.iter().map(|arc| thin(arc, least)).collect()
}

/// The rings that are large enough; none if the outer one is not.
fn kept_rings(rings: &[Ring], arcs: &[Vec<MapPoint>], least_area: f64) -> Vec<Vec<MapPoint>> {
    let mut kept = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        let points = ring_points(ring, arcs);
        if points.len() >= 3 && area(&points) >= least_area {
            kept.push(points);
        } else if index == 0 {
            return kept;
        }
    }
    kept
}

/// The index of the level to draw at a scale in physical pixels to a radian.
pub fn level_for(scale: f64) -> usize {
    LEVEL_SCALES
        .iter()
        .position(|made_for| scale <= *made_for)
        .unwrap_or(LEVEL_SCALES.len() - 1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owners {
    None,
    One(usize),
    OneTwice,
    Two,
}

/// Which countries use each arc.
fn owners(shapes: &Shapes) -> Vec<Owners> {
    let mut owners = vec![Owners::None; shapes.arcs.len()];
    for (country, shape) in shapes.countries().iter().enumerate() {
        for used in shape.polygons.iter().flat_map(|p| &p.rings).flatten() {
            let owner = &mut owners[used.arc];
            *owner = match *owner {
                Owners::None => Owners::One(country),
                Owners::One(other) if other == country => Owners::OneTwice,
                _ => Owners::Two,
            };
        }
    }
    owners
}

trait SplitAtMapEdge {
    /// The runs of points without the stretches along the map's edge, where land was cut and no coast is.
    fn split_inclusive_edges(&self) -> Vec<&[MapPoint]>;
}

impl SplitAtMapEdge for Vec<MapPoint> {
    fn split_inclusive_edges(&self) -> Vec<&[MapPoint]> {
        let on_edge: Vec<bool> = self.iter().map(|p| is_on_edge(*p)).collect();
        let mut parts = Vec::new();
        let mut start = 0;
        for index in 1..self.len() {
            if on_edge[index - 1] && on_edge[index] {
                if index - start > 1 {
                    parts.push(&self[start..index]);
                }
                start = index;
            }
        }
        if self.len() - start > 1 {
            parts.push(&self[start..]);
        }
        parts
    }
}

fn is_on_edge(point: MapPoint) -> bool {
    let tolerance = 2.0 / UNITS_PER_RADIAN;
    point.y.abs() > MAX_Y - tolerance
        || (point.x.abs() > 0.5 && point.x.abs() > edge_x(point.y) - tolerance)
}

/// The points of a closed line, the first not repeated at the end.
fn ring_points(ring: &Ring, arcs: &[Vec<MapPoint>]) -> Vec<MapPoint> {
    let mut points: Vec<MapPoint> = Vec::new();
    for used in ring {
        let arc = &arcs[used.arc];
        points.pop();
        if used.backwards {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    points.pop();
    points
}

/// Half the absolute sum of cross products; the line is closed if it is open.
fn area(points: &[MapPoint]) -> f64 {
    let Some(last) = points.last() else {
        return 0.0;
    };
    let mut previous = *last;
    let mut sum = 0.0;
    for point in points {
        sum += previous.x * point.y - point.x * previous.y;
        previous = *point;
    }
    sum.abs() / 2.0
}

fn triangle_area(a: MapPoint, b: MapPoint, c: MapPoint) -> f64 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

/// Takes away, the least first, every inner point whose triangle with its neighbours is smaller than an area.
fn thin(points: &[MapPoint], least_area: f64) -> Vec<MapPoint> {
    let count = points.len();
    if count <= 2 || least_area <= 0.0 {
        return points.to_vec();
    }
    let mut before: Vec<usize> = (0..count).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..count).map(|i| (i + 1).min(count - 1)).collect();
    let mut kept = vec![true; count];
    let mut areas = vec![f64::INFINITY; count];
    let mut queue = BinaryHeap::new();
    for i in 1..count - 1 {
        areas[i] = triangle_area(points[i - 1], points[i], points[i + 1]);
        if areas[i] < least_area {
            queue.push(Reverse((areas[i].to_bits(), i)));
        }
    }
    while let Some(Reverse((bits, i))) = queue.pop() {
        // Areas are positive, so their bits are in order; an entry that was overtaken is passed over.
        if !kept[i] || areas[i].to_bits() != bits {
            continue;
        }
        kept[i] = false;
        let (left, right) = (before[i], after[i]);
        after[left] = right;
        before[right] = left;
        for j in [left, right] {
            if j == 0 || j == count - 1 {
                continue;
            }
            // Never less than the point just taken, or a bay would vanish in the wrong order.
            areas[j] = triangle_area(points[before[j]], points[j], points[after[j]])
                .max(f64::from_bits(bits));
            if areas[j] < least_area {
                queue.push(Reverse((areas[j].to_bits(), j)));
            }
        }
    }
    points
        .iter()
        .zip(&kept)
        .filter_map(|(point, kept)| kept.then_some(*point))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn triangles_area(level: &Level, country: &CountryMesh) -> f64 {
        level.triangles[country.triangles.clone()]
            .chunks_exact(3)
            .map(|t| {
                let [a, b, c] = [0, 1, 2].map(|i| {
                    let [x, y] = level.vertices[t[i] as usize];
                    MapPoint::new(f64::from(x), f64::from(y))
                });
                triangle_area(a, b, c)
            })
            .sum()
    }

    #[test]
    fn triangles_cover_the_countries() {
        let shapes = Shapes::load().unwrap();
        let level = Level::new(&shapes, f64::INFINITY);
        for (country, mesh) in shapes.countries().iter().zip(&level.countries) {
            let land: f64 = country
                .polygons
                .iter()
                .map(|polygon| {
                    let rings: Vec<f64> = polygon
                        .rings
                        .iter()
                        .map(|ring| area(&ring_points(ring, &shapes.arcs)))
                        .collect();
                    rings[0] - rings[1..].iter().sum::<f64>()
                })
                .sum();
            let covered = triangles_area(&level, mesh);
            assert!(
                (covered - land).abs() <= land * 0.002 + 1e-8,
                "{:?}: {covered} of {land}",
                country.code
            );
        }
    }

    #[test]
    fn coarser_levels_have_fewer_points_and_about_the_same_land() {
        let shapes = Shapes::load().unwrap();
        let levels: Vec<Level> = LEVEL_SCALES
            .iter()
            .map(|s| Level::new(&shapes, *s))
            .collect();
        let land = |level: &Level| -> f64 {
            level
                .countries
                .iter()
                .map(|c| triangles_area(level, c))
                .sum()
        };
        let whole = land(&levels[levels.len() - 1]);
        for pair in levels.windows(2) {
            assert!(pair[0].vertices.len() < pair[1].vertices.len());
            assert!(
                (land(&pair[0]) - whole).abs() < whole * 0.02,
                "{} {whole}",
                land(&pair[0])
            );
        }
        assert!(
            levels[0].vertices.len() < 9_000,
            "{}",
            levels[0].vertices.len()
        );
    }

    #[test]
    fn no_line_runs_along_the_edge_of_the_map() {
        let shapes = Shapes::load().unwrap();
        let level = Level::new(&shapes, f64::INFINITY);
        for line in &level.lines {
            for pair in line.points.windows(2) {
                let both = pair
                    .iter()
                    .all(|p| is_on_edge(MapPoint::new(f64::from(p[0]), f64::from(p[1]))));
                assert!(!both, "{pair:?}");
            }
        }
        assert!(level.lines.iter().any(|line| line.kind == LineKind::Border));
    }

    proptest! {
        #[test]
        fn thinning_keeps_ends_and_order(
            numbers in proptest::collection::vec((-50i32..50, -50i32..50), 2..40),
            least in 0.0..500.0f64,
        ) {
            let points: Vec<MapPoint> = numbers.iter().map(|(x, y)| MapPoint::new(f64::from(*x), f64::from(*y))).collect();
            let thinned = thin(&points, least);
            prop_assert_eq!(thinned.first(), points.first());
            prop_assert_eq!(thinned.last(), points.last());
            let mut rest = points.iter();
            for point in &thinned {
                prop_assert!(rest.any(|p| p == point));
            }
        }
    }
}
