//! What the program knows: countries, people, organisations, blocs, places, each with dates.
//!
//! Facts only, read from the tables under `assets/world/`; where a text names them is found by `extract::mentions`, what
//! they look like on a map is left to `map`. All names are slices of the embedded tables. A day of `None` in a question
//! means that the date of the text is not known: then what still holds today is answered.

mod bloc;
mod body;
mod country;
mod gazetteer;
mod letters;
mod own;
mod people;
mod place;
mod role;
mod table;
mod towns;

pub use bloc::{Bloc, Membership, Standing};
pub use body::Body;
pub use country::Country;
pub use gazetteer::{Caution, Known, Match, Metonym};
pub use own::{NewPerson, Own, add_alias, add_person};
pub use people::{Gender, Holding, Office, Person, slug};
pub use place::{PLACES_CREDIT, Place, PlaceWord};
pub use role::{Role, RoleClass};
pub use table::Term;

use std::collections::{HashMap, HashSet};

use crate::calendar::Day;
use crate::model::{ActorId, CountryCode};

/// The knowledge of the world, read from the tables under `assets/world/`.
#[derive(Debug)]
pub struct World {
    countries: Vec<Country>,
    blocs: Vec<Bloc>,
    bodies: Vec<Body>,
    people: Vec<Person>,
    by_surname: HashMap<&'static str, Vec<u32>>,
    by_person_id: HashMap<String, u32>,
    given_names: HashMap<&'static str, Gender>,
    common_surnames: HashMap<&'static str, Vec<CountryCode>>,
    metonyms: Vec<Metonym>,
    places: Vec<place::Named>,
    towns: towns::Towns,
    letters: letters::Letters,
    place_words: HashSet<(&'static str, PlaceWord)>,
    roles: role::Roles,
    gazetteer: gazetteer::Gazetteer,
    cautions: HashMap<&'static str, Caution>,
    aliases: Vec<(&'static str, Known)>,
    problems: Vec<WorldError>,
}

/// A table of the world could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}{}: {message}", line_of(*line))]
pub struct WorldError {
    /// The table.
    pub table: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A position on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Point {
    fn read(row: table::Row, latitude: &str, longitude: &str) -> Result<Option<Self>, WorldError> {
        if latitude.is_empty() && longitude.is_empty() {
            return Ok(None);
        }
        let point = Self {
            latitude: row.number(latitude)?,
            longitude: row.number(longitude)?,
        };
        if point.latitude.abs() > 90.0 || point.longitude.abs() > 180.0 {
            return Err(row.error(format!("{latitude}, {longitude} is not on the globe")));
        }
        Ok(Some(point))
    }
}

impl World {
    /// Reads the tables that come with the program.
    ///
    /// # Errors
    /// If a table is malformed.
    pub fn load() -> Result<Self, WorldError> {
        Self::load_with(&Own::default())
    }

    /// Reads the tables that come with the program and those of the user. What is wrong with the latter is in
    /// [`Self::problems`].
    ///
    /// # Errors
    /// If a table of the program is malformed.
    pub fn load_with(own: &Own) -> Result<Self, WorldError> {
        let tables = table::Tables::new(own);
        let given_names = people::given_names()?;
        let mut world = Self {
            countries: country::load(&tables)?,
            blocs: bloc::load(&tables)?,
            bodies: body::load(&tables)?,
            people: people::load(&tables, &given_names)?,
            common_surnames: people::common_surnames()?,
            by_surname: HashMap::new(),
            by_person_id: HashMap::new(),
            given_names,
            metonyms: metonyms(&tables)?,
            places: place::load(&tables)?,
            towns: towns()?,
            letters: letters::Letters::load()?,
            place_words: place::words()?,
            roles: role::load(&tables)?,
            gazetteer: gazetteer::Gazetteer::default(),
            cautions: gazetteer::cautions(&tables)?,
            aliases: Vec::new(),
            problems: Vec::new(),
        };
        for (index, person) in (0..).zip(&world.people) {
            for surname in people::surnames(person.surname) {
                world.by_surname.entry(surname).or_default().push(index);
            }
            world.by_person_id.insert(person.id.clone(), index);
        }
        world.read_aliases(&tables)?;
        world.fill_gazetteer();
        world.problems = tables.problems();
        Ok(world)
    }

    /// Enters every name. The order tells what a name means first where it means several things.
    fn fill_gazetteer(&mut self) {
        let gazetteer = &mut self.gazetteer;
        for country in &self.countries {
            for name in std::iter::once(country.name).chain(country.other_names.iter().copied()) {
                gazetteer.add(without_article(name), Known::Country(country.code));
            }
        }
        for country in &self.countries {
            for demonym in &country.demonyms {
                gazetteer.add(demonym, Known::Demonym(country.code));
            }
        }
        for (index, metonym) in (0..).zip(&self.metonyms) {
            gazetteer.add(metonym.name, Known::Metonym(index));
        }
        for (index, body) in (0..).zip(&self.bodies) {
            for name in std::iter::once(body.name).chain(body.other_names.iter().copied()) {
                gazetteer.add(without_article(name), Known::Body(index));
            }
        }
        for (index, named) in (0..).zip(&self.places) {
            for name in &named.names {
                gazetteer.add(without_article(name), Known::Place(index));
            }
        }
        for (index, person) in (0..).zip(&self.people) {
            for name in std::iter::once(person.name).chain(person.other_names.iter().copied()) {
                gazetteer.add(without_article(name), Known::Person(index));
            }
        }
        for (name, known) in &self.aliases {
            gazetteer.put_first(without_article(name), *known);
        }
        gazetteer.finish();
    }

    /// The user's further names of what the tables know.
    fn read_aliases(&mut self, tables: &table::Tables<'_>) -> Result<(), WorldError> {
        let mut aliases = Vec::new();
        tables.each(ALIASES, |row| {
            let [name, actor] = row.fields()?;
            if name.is_empty() {
                return Err(row.error("an empty name"));
            }
            let known = self
                .known_by_id(actor)
                .ok_or_else(|| row.error(format!("nothing is known as {actor:?}")))?;
            aliases.push((name, known));
            Ok(())
        })?;
        self.aliases = aliases;
        Ok(())
    }

    /// The country, body or person with the id.
    fn known_by_id(&self, id: &str) -> Option<Known> {
        if let Some(country) = id.parse().ok().and_then(|code| self.country(code)) {
            return Some(Known::Country(country.code));
        }
        if let Some(index) = self.by_person_id.get(id) {
            return Some(Known::Person(*index));
        }
        let position = self
            .bodies
            .iter()
            .position(|body| body.id == id)
            .or_else(|| self.bodies.iter().position(|body| body.actor.0 == id))?;
        Some(Known::Body(u32::try_from(position).ok()?))
    }

    /// The country, body or person that somebody typed, by id or by name.
    pub fn actor_called(&self, words: &str) -> Option<ActorId> {
        let known = self
            .known_by_id(words)
            .or_else(|| self.named(without_article_of(words)).first().copied())?;
        Some(match known {
            Known::Country(code) | Known::Demonym(code) => code.into(),
            Known::Body(index) => ActorId(self.bodies.get(index as usize)?.id.to_owned()),
            Known::Person(index) => ActorId(self.people.get(index as usize)?.id.clone()),
            Known::Metonym(index) => self.metonyms.get(index as usize)?.country?.into(),
            Known::Place(_) => return None,
        })
    }

    /// What is wrong with the user's tables, in their order.
    pub fn problems(&self) -> &[WorldError] {
        &self.problems
    }

    /// All bodies and groups.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// A region, sea or site by its index, as in [`Known::Place`].
    pub fn place_at(&self, index: u32) -> Option<&Place> {
        self.places.get(index as usize).map(|named| &named.place)
    }

    /// All countries, territories and dissolved states, sorted by code.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The country or dissolved state with the code.
    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.countries
            .binary_search_by_key(&code, |country| country.code)
            .ok()
            .map(|index| &self.countries[index])
    }

    /// The code to read at a day: a dissolved state counts as its successor once it has ended.
    pub fn code_at(&self, code: CountryCode, day: Option<Day>) -> CountryCode {
        let mut code = code;
        // Chains are short (YUG, SCG, SRB); the bound guards against a circle in the table.
        for _ in 0..4 {
            let Some(country) = self.country(code) else {
                break;
            };
            match (country.successor, country.term.end) {
                (Some(successor), Some(end)) if day.is_none_or(|day| day >= end) => {
                    code = successor;
                }
                _ => break,
            }
        }
        code
    }

    /// All alliances and organisations of states.
    pub fn blocs(&self) -> &[Bloc] {
        &self.blocs
    }

    /// The bloc with the id.
    pub fn bloc(&self, id: &str) -> Option<&Bloc> {
        self.blocs.iter().find(|bloc| bloc.id == id)
    }

    /// The blocs that the country is a full member of at the day, in the order of the table.
    pub fn blocs_of(
        &self,
        country: CountryCode,
        day: Option<Day>,
    ) -> impl Iterator<Item = &Bloc> + '_ {
        self.blocs
            .iter()
            .filter(move |bloc| bloc.has_member(country, day))
    }

    /// The country that a body, group or party is at home in; none for international bodies and for those not in the tables.
    pub fn home_of(&self, actor: &ActorId) -> Option<CountryCode> {
        self.bodies
            .iter()
            .find(|body| body.id == actor.as_str() || body.actor == *actor)?
            .country
    }

    /// The name to show for an actor: a country, a bloc or a body; none for people and groups that the tables do not hold.
    pub fn actor_name(&self, actor: &ActorId) -> Option<&str> {
        if let Ok(code) = actor.as_str().parse()
            && let Some(country) = self.country(code)
        {
            return Some(country.name);
        }
        let body = self
            .bodies
            .iter()
            .find(|body| body.id == actor.as_str())
            .or_else(|| self.bodies.iter().find(|body| body.actor == *actor));
        if let Some(body) = body {
            return Some(body.name);
        }
        if let Some(bloc) = self.bloc(actor.as_str()) {
            return Some(bloc.name);
        }
        self.person(actor.as_str()).map(|person| person.name)
    }
}

fn towns() -> Result<towns::Towns, WorldError> {
    towns::Towns::embedded().ok_or_else(|| WorldError {
        table: "cities.bin".to_owned(),
        line: 1,
        message: "damaged".to_owned(),
    })
}

fn line_of(line: usize) -> String {
    match line {
        0 => String::new(),
        _ => format!(":{line}"),
    }
}

/// Only a user has further names apart; ours are in the tables of what they name.
const ALIASES: table::Table = table::Table {
    name: "aliases.tsv",
    text: "",
};

/// Names are entered without the article that texts may put before them.
fn without_article(name: &'static str) -> &'static str {
    without_article_of(name)
}

fn without_article_of(name: &str) -> &str {
    name.strip_prefix("the ")
        .or_else(|| name.strip_prefix("The ").filter(|rest| rest.contains(' ')))
        .unwrap_or(name)
}

const METONYMS: table::Table = table::Table {
    name: "metonyms.tsv",
    text: include_str!("../../assets/world/metonyms.tsv"),
};

fn metonyms(tables: &table::Tables<'_>) -> Result<Vec<Metonym>, WorldError> {
    let mut metonyms: Vec<Metonym> = Vec::with_capacity(250);
    tables.each(METONYMS, |row| {
        let [name, referent, sort, sector] = row.fields()?;
        let country = row.code(referent).ok();
        if row.own {
            metonyms.retain(|known| known.name != name);
        }
        metonyms.push(Metonym {
            name,
            country,
            body: if country.is_some() { "" } else { referent },
            is_city: sort == "city",
            sector: match sector {
                "" => None,
                _ => Some(sector.parse().map_err(|error: String| row.error(error))?),
            },
        });
        Ok(())
    })?;
    Ok(metonyms)
}
