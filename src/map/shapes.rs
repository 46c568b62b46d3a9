//! The shapes of the countries: reads `assets/map/shapes.txt`, finds the country under a point.
//!
//! Coasts and borders are stored once, as arcs that neighbours share; [`super::detail`] thins and triangulates them
//! for a scale. The sources are named in the asset and in `assets/map/README.md`.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::projection::MapPoint;
use crate::model::CountryCode;

/// Whole numbers of the asset to a radian.
pub(super) const UNITS_PER_RADIAN: f64 = 20_000.0;

static ASSET: &str = include_str!("../../assets/map/shapes.txt");

/// The asset is malformed.
#[derive(Debug, thiserror::Error)]
#[error("{message} (map shapes, line {line})")]
pub struct ShapesError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A rectangle of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapBox {
    /// South-western corner.
    pub min: MapPoint,
    /// North-eastern corner.
    pub max: MapPoint,
}

impl MapBox {
    /// The box around nothing: any point widens it.
    pub const EMPTY: Self = Self {
        min: MapPoint::new(f64::INFINITY, f64::INFINITY),
        max: MapPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// Widens the box to hold a point.
    pub fn add(&mut self, point: MapPoint) {
        self.min.x = self.min.x.min(point.x);
        self.min.y = self.min.y.min(point.y);
        self.max.x = self.max.x.max(point.x);
        self.max.y = self.max.y.max(point.y);
    }

    /// True if the point lies inside or on the edge.
    pub fn contains(&self, point: MapPoint) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// True if the two share a point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// The middle.
    pub fn centre(&self) -> MapPoint {
        MapPoint::new(
            (self.min.x + self.max.x) / 2.0,
            (self.min.y + self.max.y) / 2.0,
        )
    }

    /// From west to east; 0 for an empty box.
    pub fn width(&self) -> f64 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// From south to north; 0 for an empty box.
    pub fn height(&self) -> f64 {
        (self.max.y - self.min.y).max(0.0)
    }
}

/// A use of an arc in a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ArcUse {
    pub(super) arc: usize,
    pub(super) backwards: bool,
}

/// One closed line.
pub(super) type Ring = Vec<ArcUse>;

/// A piece of land: the outer ring, then holes.
#[derive(Clone, Debug)]
pub(super) struct Polygon {
    pub(super) rings: Vec<Ring>,
    pub(super) bounds: MapBox,
}

/// A country's land.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its code; none for land that belongs to nobody in particular.
    pub code: Option<CountryCode>,
    /// A point well inside its largest piece.
    pub label: MapPoint,
    /// Around all its pieces.
    pub bounds: MapBox,
    /// Around its largest piece alone, so that far islands do not count.
    pub main_bounds: MapBox,
    pub(super) polygons: Vec<Polygon>,
}

/// All countries.
#[derive(Clone, Debug)]
pub struct Shapes {
    pub(super) arcs: Vec<Vec<MapPoint>>,
    countries: Vec<Country>,
    by_code: BTreeMap<CountryCode, usize>,
}

impl Shapes {
    /// Reads the shapes that come with the program; some milliseconds of work, for a worker thread.
    ///
    /// # Errors
    /// If the asset is malformed.
    pub fn load() -> Result<Self, ShapesError> {
        Self::parse(ASSET)
    }

    /// Reads shapes from the text of an asset.
    ///
    /// # Errors
    /// With the line of the first mistake.
    pub fn parse(text: &str) -> Result<Self, ShapesError> {
        let mut arcs: Vec<Vec<MapPoint>> = Vec::new();
        let mut countries: Vec<Country> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let at = |message: String| ShapesError {
                line: index + 1,
                message,
            };
            if line.is_empty() || line.starts_with('#') {
            } else if let Some(numbers) = line.strip_prefix("arc\t") {
                arcs.push(parse_arc(numbers).map_err(at)?);
            } else if let Some(fields) = line.strip_prefix("country\t") {
                countries.push(parse_country(fields, &arcs).map_err(at)?);
            } else {
                return Err(at(format!(
                    "neither an arc nor a country: {:?}",
                    clip(line)
                )));
            }
        }
        let by_code = countries
            .iter()
            .enumerate()
            .filter_map(|(index, country)| Some((country.code?, index)))
            .collect();
        Ok(Self {
            arcs,
            countries,
            by_code,
        })
    }

    /// In order of their codes.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The index of a country's shape in [`Self::countries`].
    pub fn index_of(&self, code: CountryCode) -> Option<usize> {
        self.by_code.get(&code).copied()
    }

    /// A country's shape.
    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.countries.get(self.index_of(code)?)
    }

    /// The index of the country that a point lies in.
    pub fn country_at(&self, point: MapPoint) -> Option<usize> {
        self.countries.iter().position(|country| {
            country.bounds.contains(point)
                && country
                    .polygons
                    .iter()
                    .any(|polygon| polygon.bounds.contains(point) && self.inside(polygon, point))
        })
    }

    /// Even-odd rule over all rings, so that holes count as outside.
    fn inside(&self, polygon: &Polygon, point: MapPoint) -> bool {
        let mut inside = false;
        for ring in &polygon.rings {
            for ArcUse { arc, .. } in ring {
                for pair in self.arcs[*arc].windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    if (a.y > point.y) != (b.y > point.y)
                        && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
                    {
                        inside = !inside;
                    }
                }
            }
        }
        inside
    }
}

fn clip(line: &str) -> String {
    line.chars().take(20).collect()
}

fn number<T: FromStr>(text: Option<&str>) -> Result<T, String> {
    let text = text.ok_or("a number is missing")?;
    text.parse()
        .map_err(|_| format!("not a whole number: {:?}", clip(text)))
}

fn point(x: i32, y: i32) -> MapPoint {
    MapPoint::new(
        f64::from(x) / UNITS_PER_RADIAN,
        f64::from(y) / UNITS_PER_RADIAN,
    )
}

/// Pairs of whole numbers: the first point, then steps.
fn parse_arc(numbers: &str) -> Result<Vec<MapPoint>, String> {
    let mut points = Vec::with_capacity(numbers.len() / 5);
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut numbers = numbers.split(' ');
    while let Some(dx) = numbers.next() {
        x = x.saturating_add(number(Some(dx))?);
        y = y.saturating_add(number(numbers.next())?);
        points.push(point(x, y));
    }
    if points.len() < 2 {
        return Err("an arc has two points at least".to_owned());
    }
    Ok(points)
}

fn parse_country(fields: &str, arcs: &[Vec<MapPoint>]) -> Result<Country, String> {
    let mut fields = fields.split('\t');
    let code = match fields.next() {
        Some("-") => None,
        code => Some(code.unwrap_or_default().parse::<CountryCode>()?),
    };
    let mut label = fields.next().unwrap_or_default().split(' ');
    let label = point(number(label.next())?, number(label.next())?);
    let polygons = fields
        .next()
        .ok_or("the polygons are missing")?
        .split('|')
        .map(|polygon| parse_polygon(polygon, arcs))
        .collect::<Result<Vec<_>, _>>()?;
    let mut bounds = MapBox::EMPTY;
    for polygon in &polygons {
        bounds.add(polygon.bounds.min);
        bounds.add(polygon.bounds.max);
    }
    Ok(Country {
        code,
        label,
        bounds,
        main_bounds: polygons.first().map_or(MapBox::EMPTY, |p| p.bounds),
        polygons,
    })
}

fn parse_polygon(polygon: &str, arcs: &[Vec<MapPoint>]) -> Result<Polygon, String> {
    let mut rings = Vec::new();
    let mut bounds = MapBox::EMPTY;
    for ring in polygon.split(';') {
        let mut uses = Vec::new();
        for name in ring.split(' ') {
            let backwards = name.starts_with('~');
            let arc: usize = number(Some(name.trim_start_matches('~')))?;
            let points = arcs.get(arc).ok_or_else(|| format!("no arc {arc} above"))?;
            points.iter().for_each(|p| bounds.add(*p));
            uses.push(ArcUse { arc, backwards });
        }
        rings.push(uses);
    }
    Ok(Polygon { rings, bounds })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::map::projection::forward;

    fn code_at(shapes: &Shapes, latitude: f64, longitude: f64) -> String {
        shapes
            .country_at(forward(latitude, longitude))
            .and_then(|index| shapes.countries()[index].code)
            .map_or_else(String::new, |code| code.to_string())
    }

    #[test]
    fn places_lie_in_their_countries() {
        let shapes = Shapes::load().unwrap();
        for (latitude, longitude, code) in [
            (53.9, 27.6, "BLR"),
            (55.75, 37.6, "RUS"),
            (66.0, -172.0, "RUS"),
            (66.0, -150.0, "USA"),
            (45.0, 34.0, "UKR"),
            (40.0, 116.0, "CHN"),
            (42.6, 21.0, "XKX"),
            (35.3, 33.6, "CYP"),
            (9.6, 44.1, "SOM"),
            (24.5, -13.0, "ESH"),
            (31.4, 34.35, "PSE"),
            (-29.5, 28.3, "LSO"),
            (-29.0, 25.0, "ZAF"),
            (-80.0, 0.0, "ATA"),
            (35.0, -40.0, ""),
            (42.0, 51.0, ""),
        ] {
            assert_eq!(
                code_at(&shapes, latitude, longitude),
                code,
                "{latitude} {longitude}"
            );
        }
    }

    #[test]
    fn labels_lie_inside() {
        let shapes = Shapes::load().unwrap();
        assert!(shapes.countries().len() > 230);
        for (index, country) in shapes.countries().iter().enumerate() {
            assert_eq!(
                shapes.country_at(country.label),
                Some(index),
                "{:?}",
                country.code
            );
        }
    }

    #[test]
    fn mistakes_name_their_line() {
        for (text, line) in [
            ("arc\t1 2 3", 1),
            ("# fine\narc\t0 0", 2),
            ("arc\t0 0 1 1\ncountry\tABC\t0 0\t7", 2),
            ("arc\t0 0 1 1\ncountry\tAbc\t0 0\t0", 2),
            ("something", 1),
        ] {
            assert_eq!(Shapes::parse(text).unwrap_err().line, line, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read(text in "(arc|country|#|\t|[0-9~;| -]){0,40}") {
            let _ = Shapes::parse(&text);
        }
    }
}
