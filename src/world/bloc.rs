//! Alliances and organisations of states, and who belonged to them when.

use super::WorldError;
use super::table::{Table, Tables, Term};
use crate::calendar::Day;
use crate::model::CountryCode;

/// How a country belongs to a bloc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A full member.
    Member,
    /// A partner.
    Partner,
    /// An observer or associate.
    Observer,
    /// A member whose rights are suspended.
    Suspended,
}

/// One country's time in a bloc.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// Who.
    pub country: CountryCode,
    /// From when to when.
    pub term: Term,
    /// As what.
    pub standing: Standing,
}

/// An alliance or organisation of states.
#[derive(Clone, Debug)]
pub struct Bloc {
    /// Its id, as in actors: `NATO`, `SCO`.
    pub id: &'static str,
    /// Its full name.
    pub name: &'static str,
    /// What sort: `military_alliance`, `regional`, `economic`, ...
    pub kind: &'static str,
    /// Everybody who ever belonged to it, in the order of the table.
    pub memberships: Vec<Membership>,
}

impl Bloc {
    /// Whether its members are called each other's allies.
    pub fn is_alliance(&self) -> bool {
        matches!(
            self.kind,
            "military_alliance"
                | "military_partnership"
                | "bilateral_defence_treaty"
                | "bilateral_partnership"
                | "union"
                | "supranational"
        )
    }

    /// Full members at a day (suspended ones included), sorted by code. Without a day: those of today's table.
    pub fn members(&self, day: Option<Day>) -> Vec<CountryCode> {
        let mut members: Vec<CountryCode> = self
            .memberships
            .iter()
            .filter(|membership| {
                matches!(membership.standing, Standing::Member | Standing::Suspended)
                    && membership.term.holds_at(day)
            })
            .map(|membership| membership.country)
            .collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// Whether the country is a full member at the day.
    pub fn has_member(&self, country: CountryCode, day: Option<Day>) -> bool {
        self.memberships.iter().any(|membership| {
            membership.country == country
                && matches!(membership.standing, Standing::Member | Standing::Suspended)
                && membership.term.holds_at(day)
        })
    }
}

const BLOCS: Table = Table {
    name: "blocs.tsv",
    text: include_str!("../../assets/world/blocs.tsv"),
};
const MEMBERS: Table = Table {
    name: "members.tsv",
    text: include_str!("../../assets/world/members.tsv"),
};

/// All blocs in the order of their table.
pub(super) fn load(tables: &Tables<'_>) -> Result<Vec<Bloc>, WorldError> {
    let mut blocs: Vec<Bloc> = Vec::with_capacity(100);
    tables.each(BLOCS, |row| {
        let [id, name, kind] = row.fields()?;
        if let Some(known) = blocs.iter_mut().find(|bloc| bloc.id == id) {
            if !row.own {
                return Err(row.error(format!("{id:?} twice")));
            }
            (known.name, known.kind) = (name, kind);
            return Ok(());
        }
        blocs.push(Bloc {
            id,
            name,
            kind,
            memberships: Vec::new(),
        });
        Ok(())
    })?;
    let mut at = 0;
    tables.each(MEMBERS, |row| {
        let [id, country, joined, left, standing] = row.fields()?;
        // The tables are in the same order, so the bloc is nearly always the one of the line before.
        if blocs.get(at).is_none_or(|bloc| bloc.id != id) {
            at = blocs
                .iter()
                .position(|bloc| bloc.id == id)
                .ok_or_else(|| row.error(format!("unknown bloc {id:?}")))?;
        }
        let membership = Membership {
            country: row.code(country)?,
            term: Term::read(row, joined, left)?,
            standing: match standing {
                "member" => Standing::Member,
                "partner" => Standing::Partner,
                "observer" => Standing::Observer,
                "suspended" => Standing::Suspended,
                _ => return Err(row.error(format!("unknown standing {standing:?}"))),
            },
        };
        if row.own {
            // The user knows better when the country joined or left.
            blocs[at].memberships.retain(|known| {
                known.country != membership.country || !known.term.overlaps(membership.term)
            });
        }
        blocs[at].memberships.push(membership);
        Ok(())
    })?;
    Ok(blocs)
}
