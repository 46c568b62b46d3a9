//! Places: seas, sites and disputed areas of our own table; towns, regions and counties of the packed one.

use std::collections::HashSet;

use super::table::{Table, Tables, parts};
use super::{Known, Point, World, WorldError};
use crate::model::CountryCode;

/// What is to be said wherever places are shown: GeoNames asks for it.
pub const PLACES_CREDIT: &str = "Places: GeoNames (geonames.org), CC BY 4.0";

/// A place that is not a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name to show.
    pub name: &'static str,
    /// `city`, `province`, `county`, `district`; `sea`, `strait`, `region`, `base`, ... for those of our own table.
    pub kind: &'static str,
    /// Whose it is, if it lies in one country.
    pub country: Option<CountryCode>,
    /// Where.
    pub point: Point,
    /// Thousands of people; 0 for what is not a city.
    pub thousands: u32,
    /// State of the USA, as the post abbreviates it; else empty.
    pub state: &'static str,
    /// Name of the region of the first level that a town or county lies in; else empty.
    pub region: &'static str,
    /// Whether the name that was asked for is one of another language or of former times.
    pub by_other_name: bool,
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
pub(super) fn load(tables: &Tables<'_>) -> Result<Vec<Named>, WorldError> {
    let mut places: Vec<Named> = Vec::with_capacity(800);
    tables.each(PLACES, |row| {
        let [name, others, kind, country, latitude, longitude] = row.fields()?;
        let point = Point::read(row, latitude, longitude)?
            .ok_or_else(|| row.error("a place without position"))?;
        let country = row.optional_code(country)?;
        if row.own {
            // The user knows better where it is.
            places.retain(|known| known.place.name != name);
        }
        places.push(Named {
            place: Place {
                name,
                kind,
                country,
                point,
                thousands: 0,
                state: "",
                region: "",
                by_other_name: false,
            },
            names: std::iter::once(name).chain(parts(others)).collect(),
        });
        Ok(())
    })?;
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
                region: "",
                by_other_name: false,
            },
            names: std::iter::once(name)
                .chain(parts(others).flat_map(without_last_point))
                .collect(),
        });
    }
    Ok(places)
}

/// "N.Y." at the end of a sentence, or before a comma that swallowed the point, is "N.Y".
fn without_last_point(name: &'static str) -> impl Iterator<Item = &'static str> {
    let bare = name.strip_suffix('.').filter(|bare| bare.contains('.'));
    std::iter::once(name).chain(bare)
}

impl World {
    /// All places of the name: seas, sites and areas of our own table first, then towns, regions and counties, the weightiest
    /// first. Marks on letters, hyphens and points make no difference. Whether the words are a name is left to the caller.
    pub fn places(&self, name: &str) -> Vec<Place> {
        let mut found: Vec<Place> = self
            .named(name)
            .iter()
            .filter_map(|known| match known {
                Known::Place(index) => self.place_at(*index).cloned(),
                _ => None,
            })
            .collect();
        if name.starts_with(char::is_uppercase) {
            found.extend(self.towns.named(&self.letters.folded(name)));
        }
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
}

#[cfg(test)]
mod tests {
    use crate::world::World;

    #[test]
    fn the_largest_town_of_a_name_comes_first() {
        let world = World::load().unwrap();
        let found = world.places("Odessa");
        assert_eq!(found[0].name, "Odesa");
        assert!(found.iter().any(|place| place.state == "TX"));
        // Hong Kong is called Victoria too, but that is not what the name means first.
        let hong_kong = world.places("Victoria");
        let mut hong_kong = hong_kong.iter().filter(|place| place.name == "Hong Kong");
        assert!(hong_kong.all(|place| place.by_other_name));
        assert!(world.places("odessa").is_empty());
    }
}
