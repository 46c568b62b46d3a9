//! Where an actor's arcs begin and end: the capital of a country, the seat of a body.

use std::collections::BTreeMap;

use super::projection::{MapPoint, forward};
use super::shapes::Shapes;
use crate::model::{ActorId, CountryCode};
use crate::world::World;

static ASSET: &str = include_str!("../../assets/map/seats.tsv");

/// The table of seats is malformed.
#[derive(Debug, thiserror::Error)]
#[error("not an id, a place, a latitude and a longitude (map seats, line {line})")]
pub struct SeatsError {
    /// The line, from 1.
    pub line: usize,
}

/// The seats of everybody who has one.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    points: BTreeMap<ActorId, MapPoint>,
}

impl Seats {
    /// Capitals from the world's tables, points inside the shapes for countries without one, and the seats of bodies and
    /// dissolved states that come with the map.
    ///
    /// # Errors
    /// If the table of seats is malformed.
    pub fn load(world: &World, shapes: &Shapes) -> Result<Self, SeatsError> {
        let mut points = BTreeMap::new();
        for country in shapes.countries() {
            if let Some(code) = country.code {
                points.insert(code.into(), country.label);
            }
        }
        points.extend(parse(ASSET)?);
        for country in world.countries() {
            if let Some(capital) = country.capital_point {
                points.insert(
                    country.code.into(),
                    forward(capital.latitude, capital.longitude),
                );
            }
        }
        Ok(Self { points })
    }

    /// Where an actor sits; none for people, groups and bodies without a seat.
    pub fn of(&self, actor: &ActorId) -> Option<MapPoint> {
        self.points.get(actor).copied()
    }

    /// Where a country is governed from.
    pub fn of_country(&self, code: CountryCode) -> Option<MapPoint> {
        self.of(&code.into())
    }
}

fn parse(text: &str) -> Result<Vec<(ActorId, MapPoint)>, SeatsError> {
    let mut seats = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mistake = || SeatsError { line: index + 1 };
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, _place, latitude, longitude] = fields[..] else {
            return Err(mistake());
        };
        let degrees = |text: &str| text.parse::<f64>().map_err(|_| mistake());
        seats.push((
            ActorId(id.to_owned()),
            forward(degrees(latitude)?, degrees(longitude)?),
        ));
    }
    Ok(seats)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_lie_in_or_beside_their_countries() {
        let shapes = Shapes::load().unwrap();
        let seats = Seats::load(&World::load().unwrap(), &shapes).unwrap();
        let mut outside = Vec::new();
        for country in shapes.countries() {
            let Some(code) = country.code else { continue };
            let seat = seats.of_country(code).unwrap();
            // Coasts are rough: a capital may lie some kilometres off its shore.
            let near = 0.02;
            if seat.x < country.bounds.min.x - near
                || seat.x > country.bounds.max.x + near
                || seat.y < country.bounds.min.y - near
                || seat.y > country.bounds.max.y + near
            {
                outside.push(code);
            }
        }
        // The British Indian Ocean Territory is one atoll on this map, and not the one with the garrison.
        assert_eq!(outside, ["IOT".parse().unwrap()]);
    }

    #[test]
    fn bodies_and_dissolved_states_have_seats() {
        let shapes = Shapes::load().unwrap();
        let seats = Seats::load(&World::load().unwrap(), &shapes).unwrap();
        for id in [
            "UN", "NATO", "EU", "SCO", "CSTO", "AU", "ASEAN", "SUN", "YUG", "VAT", "XKX",
        ] {
            assert!(seats.of(&ActorId(id.to_owned())).is_some(), "{id}");
        }
        assert!(seats.of(&ActorId("boko-haram".to_owned())).is_none());
    }

    #[test]
    fn mistakes_name_their_line() {
        assert_eq!(parse("# fine\nUN\tNew York\t40").unwrap_err().line, 2);
        assert_eq!(parse("UN\tNew York\tnorth\t2").unwrap_err().line, 1);
    }
}
