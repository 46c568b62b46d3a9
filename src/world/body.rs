//! Bodies: international organisations and courts, organs of states, armed groups, parties, news agencies, companies.

use std::collections::HashMap;

use super::WorldError;
use super::table::{Row, Table, Tables, Term, parts};
use crate::model::{ActorId, CountryCode, Sector};

/// A body or group that has a name of its own.
#[derive(Clone, Debug)]
pub struct Body {
    /// Who it is as an actor. An organ counts as the body it belongs to; an armed group is written in lower case.
    pub actor: ActorId,
    /// Its own id in the tables.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// What sort: `igo`, `state_organ`, `armed_group`, `news_agency`, ...
    pub kind: &'static str,
    /// Other names.
    pub other_names: Vec<&'static str>,
    /// The country it belongs to or is at home in; none for international bodies.
    pub country: Option<CountryCode>,
    /// Its part of society.
    pub sector: Option<Sector>,
    /// From its founding to its end, as far as the tables tell.
    pub term: Term,
}

impl Body {
    /// Whether it acts in its own name, not in that of its country: international bodies and armed groups do.
    pub fn acts_for_itself(&self) -> bool {
        self.country.is_none() || self.kind == "armed_group" || self.kind == "criminal_group"
    }

    /// Takes over the names of another line about it, and what that line tells if it is the user's.
    fn learn(&mut self, line: Self, override_ours: bool) {
        let names = std::iter::once(line.name).chain(line.other_names);
        self.other_names
            .extend(names.filter(|name| !name.is_empty()));
        if !override_ours {
            return;
        }
        if !line.name.is_empty() {
            self.name = line.name;
        }
        self.country = line.country.or(self.country);
        self.sector = line.sector.or(self.sector);
        if line.term != Term::ALWAYS {
            self.term = line.term;
        }
    }
}

const BODIES: Table = Table {
    name: "bodies.tsv",
    text: include_str!("../../assets/world/bodies.tsv"),
};
const MORE: Table = Table {
    name: "bodies_more.tsv",
    text: include_str!("../../assets/world/bodies_more.tsv"),
};
const OFFICES: Table = Table {
    name: "offices.tsv",
    text: include_str!("../../assets/world/offices.tsv"),
};

/// All bodies in the order of the tables. A line whose id is known adds names to it; the user's may change the rest too.
pub(super) fn load(tables: &Tables<'_>) -> Result<Vec<Body>, WorldError> {
    let mut bodies: Vec<Body> = Vec::with_capacity(1500);
    let mut known: HashMap<&'static str, usize> = HashMap::with_capacity(1500);
    tables.all(&[BODIES, MORE, OFFICES], |row| {
        let [
            id,
            name,
            kind,
            others,
            country,
            sector,
            parent,
            founded,
            ended,
        ] = row.fields()?;
        if id.is_empty() {
            return Err(row.error("a body without id"));
        }
        let body = Body {
            actor: actor(id, name, kind, parent),
            id,
            name,
            kind,
            other_names: parts(others).collect(),
            country: row.optional_code(country)?,
            sector: sector_of(row, sector, kind)?,
            term: Term::read(row, founded, ended)?,
        };
        match known.get(id) {
            Some(&index) => bodies[index].learn(body, row.own),
            None if name.is_empty() => return Err(row.error(format!("unknown body {id:?}"))),
            None => {
                known.insert(id, bodies.len());
                bodies.push(body);
            }
        }
        Ok(())
    })?;
    Ok(bodies)
}

fn sector_of(row: Row, sector: &str, kind: &str) -> Result<Option<Sector>, WorldError> {
    match (sector, kind) {
        ("", "news_agency") => Ok(Some(Sector::Media)),
        ("", "ngo") => Ok(Some(Sector::NonGovernmental)),
        ("", _) => Ok(None),
        _ => sector
            .parse()
            .map(Some)
            .map_err(|error: String| row.error(error)),
    }
}

fn actor(id: &str, name: &str, kind: &str, parent: &str) -> ActorId {
    if !parent.is_empty() {
        return ActorId(parent.to_owned());
    }
    ActorId(match kind {
        "armed_group" | "criminal_group" => super::people::slug(name),
        _ => id.to_owned(),
    })
}
