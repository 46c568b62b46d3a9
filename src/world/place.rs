//! Places: cities, searched in the table as it stands, and regions, seas and sites.

use std::collections::HashSet;

use super::table::{Table, parts};
use super::{Point, World, WorldError};
use crate::model::CountryCode;

/// A place that is not a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name to show.
    pub name: &'static str,
    /// `city`, `sea`, `region`, ...
    pub kind: &'static str,
    /// Whose it is, if it lies in one country.
    pub country: Option<CountryCode>,
    /// Where.
    pub point: Point,
    /// Thousands of people; 0 for what is not a city.
    pub thousands: u32,
    /// State of the USA, as the post abbreviates it; else empty.
    pub state: &'static str,
}

/// What a word says of the name of a place beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceWord {
    /// A word of movement, whose "to" and "from" name places.
    Journey,
    /// A verb whose object is where one gets to, or what is hit.
    Goal,
    /// A noun that a town's name explains.
    Settlement,
    /// A preposition of place.
    Inside,
}

/// A named region, sea or site with its other names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) place: Place,
    pub(super) names: Vec<&'static str>,
}

const CITIES: Table = Table {
    name: "cities.tsv",
    text: include_str!("../../assets/world/cities.tsv"),
};
const PLACES: Table = Table {
    name: "places.tsv",
    text: include_str!("../../assets/world/places.tsv"),
};
const US_STATES: Table = Table {
    name: "us_states.tsv",
    text: include_str!("../../assets/world/us_states.tsv"),
};

const WORDS: Table = Table {
    name: "place_words.tsv",
    text: include_str!("../../assets/world/place_words.tsv"),
};

/// Words and what they say of a place beside them.
pub(super) fn words() -> Result<HashSet<(&'static str, PlaceWord)>, WorldError> {
    let mut words = HashSet::with_capacity(128);
    for row in WORDS.rows() {
        let [word, kind] = row.fields()?;
        let kind = match kind {
            "journey" => PlaceWord::Journey,
            "goal" => PlaceWord::Goal,
            "settlement" => PlaceWord::Settlement,
            "inside" => PlaceWord::Inside,
            _ => return Err(row.error(format!("unknown sort {kind:?}"))),
        };
        if !words.insert((word, kind)) {
            return Err(row.error(format!("{word:?} twice")));
        }
    }
    Ok(words)
}

/// Regions, seas and sites.
pub(super) fn load() -> Result<Vec<Named>, WorldError> {
    let mut places = Vec::with_capacity(500);
    for row in PLACES.rows() {
        let [name, others, kind, country, latitude, longitude] = row.fields()?;
        let point = Point::read(row, latitude, longitude)?
            .ok_or_else(|| row.error("a place without position"))?;
        let country = row.optional_code(country)?;
        places.push(Named {
            place: Place {
                name,
                kind,
                country,
                point,
                thousands: 0,
                state: "",
            },
            names: std::iter::once(name).chain(parts(others)).collect(),
        });
    }
    for row in US_STATES.rows() {
        let [name, others, latitude, longitude, state] = row.fields()?;
        let point = Point::read(row, latitude, longitude)?
            .ok_or_else(|| row.error("a state without position"))?;
        places.push(Named {
            place: Place {
                name,
                kind: "state",
                country: Some(row.code("USA")?),
                point,
                thousands: 0,
                state,
            },
            names: std::iter::once(name).chain(parts(others)).collect(),
        });
    }
    Ok(places)
}

/// All cities of the name, the largest first. The table is sorted by bytes and searched where it lies.
pub(super) fn cities(name: &str) -> Vec<Place> {
    let table = CITIES.text;
    let mut low = 0;
    let mut high = table.len();
    while low < high {
        let middle = low + (high - low) / 2;
        let start = line_start(table, middle);
        let line = line_at(table, start);
        if name_of(line).as_bytes() < name.as_bytes() {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    table
        .get(low..)
        .unwrap_or_default()
        .lines()
        .take_while(|line| name_of(line) == name)
        .filter_map(city)
        .collect()
}

fn line_start(table: &str, byte: usize) -> usize {
    table.as_bytes()[..byte]
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1)
}

fn line_at(table: &str, start: usize) -> &str {
    let rest = &table.as_bytes()[start..];
    let end = rest.iter().position(|&byte| byte == b'\n');
    table
        .get(start..end.map_or(table.len(), |end| start + end))
        .unwrap_or_default()
}

/// The name that a line is sorted by; comments at the head of the table sort before every name.
fn name_of(line: &str) -> &str {
    if line.starts_with('#') {
        return "";
    }
    line.split('\t').next().unwrap_or_default()
}

fn city(line: &'static str) -> Option<Place> {
    let mut fields = line.split('\t');
    Some(Place {
        name: fields.next()?,
        kind: "city",
        country: fields.next()?.parse().ok(),
        point: Point {
            latitude: fields.next()?.parse().ok()?,
            longitude: fields.next()?.parse().ok()?,
        },
        thousands: fields.next()?.parse().ok()?,
        state: fields.next().unwrap_or_default(),
    })
}

impl World {
    /// All places of the name: regions, seas and sites first, then cities, the largest first.
    pub fn places(&self, name: &str) -> Vec<Place> {
        let mut found: Vec<Place> = self
            .places
            .iter()
            .filter(|named| named.names.contains(&name))
            .map(|named| named.place.clone())
            .collect();
        found.extend(cities(name));
        found
    }

    /// Whether a lower-case word is of the kind.
    pub fn place_word(&self, word: &str, kind: PlaceWord) -> bool {
        self.place_words.contains(&(word, kind))
    }

    /// The place that a name means where nothing else is known.
    pub fn place(&self, name: &str) -> Option<Place> {
        self.places(name).into_iter().next()
    }

    /// The names in the table of cities, in its order.
    pub fn city_names() -> impl Iterator<Item = &'static str> {
        CITIES
            .text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(name_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_city_is_found_where_it_lies() {
        let mut last = "";
        for (index, name) in World::city_names().enumerate() {
            assert!(last.as_bytes() <= name.as_bytes(), "{last} before {name}");
            last = name;
            if index % 97 == 0 {
                assert!(!cities(name).is_empty(), "{name}");
            }
        }
        assert!(cities("Nowhere at all").is_empty());
        assert!(cities("").is_empty());
        assert!(cities("~").is_empty());
    }

    #[test]
    fn the_largest_city_of_a_name_comes_first() {
        let found = cities("Odessa");
        assert_eq!(found[0].country.unwrap().as_str(), "UKR");
        assert!(found.len() > 1);
    }
}
