//! Bodies: international organisations and courts, organs of states, armed groups, parties, news agencies, companies.

use super::WorldError;
use super::table::{Table, parts};
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
}

impl Body {
    /// Whether it acts in its own name, not in that of its country: international bodies and armed groups do.
    pub fn acts_for_itself(&self) -> bool {
        self.country.is_none() || self.kind == "armed_group" || self.kind == "criminal_group"
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

/// All bodies in the order of the tables.
pub(super) fn load() -> Result<Vec<Body>, WorldError> {
    let mut bodies: Vec<Body> = Vec::with_capacity(700);
    for row in BODIES.rows() {
        let [
            id,
            name,
            kind,
            others,
            country,
            sector,
            parent,
            _founded,
            _ended,
        ] = row.fields()?;
        bodies.push(Body {
            actor: actor(id, name, kind, parent),
            id,
            name,
            kind,
            other_names: parts(others).collect(),
            country: row.optional_code(country)?,
            sector: sector_of(row, sector, kind)?,
        });
    }
    let first = bodies.len();
    for row in MORE.rows() {
        let [id, name, kind, others, country, sector] = row.fields()?;
        if let Some(known) = bodies[..first].iter_mut().find(|body| body.id == id) {
            let names = std::iter::once(name).chain(parts(others));
            known
                .other_names
                .extend(names.filter(|name| !name.is_empty()));
            continue;
        }
        bodies.push(Body {
            actor: actor(id, name, kind, ""),
            id,
            name,
            kind,
            other_names: parts(others).collect(),
            country: row.optional_code(country)?,
            sector: sector_of(row, sector, kind)?,
        });
    }
    Ok(bodies)
}

fn sector_of(
    row: super::table::Row,
    sector: &str,
    kind: &str,
) -> Result<Option<Sector>, WorldError> {
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
