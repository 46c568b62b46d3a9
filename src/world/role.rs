//! What nouns say about who somebody is: titles, groups, bodies, and the words that tell their sector.

use std::collections::HashMap;

use super::table::{Table, Tables};
use super::{World, WorldError};
use crate::model::Sector;

/// What a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleClass {
    /// A person, by title or profession.
    Title,
    /// People of a kind.
    Group,
    /// An institution.
    Body,
    /// A machine that stands for its owner.
    Thing,
    /// A person or group whose sector the word before tells: "spokesman", "group".
    General,
}

/// What is known of a noun.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// The words as in the table.
    pub words: &'static str,
    /// What it stands for.
    pub class: RoleClass,
    /// Its part of society; none for general words.
    pub sector: Option<Sector>,
    /// The office, whose holder at a date is known; else empty.
    pub office: &'static str,
}

/// The roles by their words.
#[derive(Debug, Default)]
pub(super) struct Roles {
    by_words: HashMap<&'static str, Role>,
    modifiers: HashMap<&'static str, Sector>,
}

const ROLES: Table = Table {
    name: "roles.tsv",
    text: include_str!("../../assets/world/roles.tsv"),
};

/// The roles and the words that tell a sector.
pub(super) fn load(tables: &Tables<'_>) -> Result<Roles, WorldError> {
    let mut roles = Roles::default();
    tables.each(ROLES, |row| {
        let [words, class, sector, office] = row.fields()?;
        let sector: Option<Sector> = match sector {
            "" => None,
            _ => Some(sector.parse().map_err(|error: String| row.error(error))?),
        };
        let class = match class {
            "title" => RoleClass::Title,
            "group" => RoleClass::Group,
            "body" => RoleClass::Body,
            "thing" => RoleClass::Thing,
            "general" => RoleClass::General,
            "modifier" => {
                let sector = sector.ok_or_else(|| row.error("a modifier without sector"))?;
                roles.modifiers.insert(words, sector);
                return Ok(());
            }
            _ => return Err(row.error(format!("unknown class {class:?}"))),
        };
        let role = Role {
            words,
            class,
            sector,
            office,
        };
        if roles.by_words.insert(words, role).is_some() && !row.own {
            return Err(row.error(format!("{words:?} twice")));
        }
        Ok(())
    })?;
    Ok(roles)
}

impl World {
    /// The role that lower-case words name, as in `foreign minister`; nouns in the singular.
    pub fn role(&self, words: &str) -> Option<&Role> {
        self.roles.by_words.get(words)
    }

    /// The sector that a word tells of the noun behind it: `rebel`, `military`.
    pub fn modifier(&self, word: &str) -> Option<Sector> {
        self.roles.modifiers.get(word).copied()
    }
}
