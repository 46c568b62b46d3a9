//! People: known by their offices, or by what the text says when it introduces them.

use std::ops::Range;

use super::memory::Identity;
use super::names::Referent;
use super::owners::Owner;
use super::phrases::{self, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, EntityLabel};
use crate::model::{ActorId, CountryCode, MentionKind, Sector};
use crate::world::{Caution, Holding, Known, Person, World};

impl<'a> Finder<'a> {
    /// Of several people of a name the one of the country that the words beside it tell, or who held office at the time.
    pub(super) fn person_called(
        &self,
        index: u32,
        phrase: &Phrase,
        name: &Range<usize>,
    ) -> Option<&'a Person> {
        let world: &'a World = self.world;
        let words = self.words(name);
        let others: Vec<&Person> = world
            .named(&words)
            .iter()
            .filter_map(|known| match known {
                Known::Person(index) => world.people().get(*index as usize),
                _ => None,
            })
            .collect();
        if others.len() < 2 {
            return world.people().get(index as usize);
        }
        let country = self.owner(phrase, Some(name)).country;
        let day = self.day_at(phrase.head);
        let of_country = |person: &Person| {
            country.is_some() && person.offices.iter().any(|held| held.country == country)
        };
        // The first of the tables where nothing tells them apart.
        others
            .into_iter()
            .rev()
            .max_by_key(|person| (of_country(person), person.nearness(day)))
    }

    pub(super) fn known_person(
        &self,
        person: &Person,
        phrase: &Phrase,
        name: &Range<usize>,
    ) -> Identity {
        let title = self.title_of_name(phrase, name);
        let owner = self.owner(phrase, Some(name));
        let office = person.office_at(self.day_at(phrase.head));
        let mut sector = office.and_then(|(office, holding)| match (office.sector(), holding) {
            (Some(Sector::Government | Sector::Legislature), Holding::Held) => Some(Sector::Elite),
            (_, Holding::WillHold) => None,
            (sector, _) => sector,
        });
        let mut country = office.and_then(|(office, _)| office.country);
        let body =
            office.and_then(|(office, _)| (office.office == "org_head").then_some(office.title));
        let mut why = match office {
            Some((office, Holding::Holds)) if !office.title.is_empty() => {
                format!("{}, {}", person.name, office.title)
            }
            Some((office, Holding::Held)) => {
                format!(
                    "{}, former {}",
                    person.name,
                    office.office.replace('_', " ")
                )
            }
            _ => format!("{}, of the table of people", person.name),
        };
        if let Some(title) = &title {
            if let Some(said) = self.title_sector(title, phrase, &owner) {
                sector = Some(said);
            }
            if country.is_none() && body.is_none() {
                country = owner.country;
            }
            why = format!("{why}; “{}” in the text", title.role.words);
        }
        Identity {
            kind: MentionKind::Person,
            // The head of an international body speaks for it.
            actor: Some(body.map_or_else(|| ActorId(person.id.clone()), |id| self.body_actor(id))),
            name: person.name.to_owned(),
            country,
            sector,
            point: None,
            office: None,
            why,
        }
    }

    /// Whoever leads or led a country and is known by the surname alone.
    pub(super) fn leader_by_surname(&self, word: &str) -> Option<&'a Person> {
        let world: &'a World = self.world;
        if world.caution(word) == Caution::Word || !word.starts_with(char::is_uppercase) {
            return None;
        }
        let person = world.person_by_surname(word, self.day)?;
        person
            .offices
            .iter()
            .any(|office| {
                matches!(
                    office.office,
                    "head_of_state" | "head_of_government" | "org_head"
                )
            })
            .then_some(person)
    }

    /// A surname that the name finder passed over, or a name of several words that it did.
    pub(super) fn by_surname_alone(&self, phrase: &Phrase) -> Option<Identity> {
        let head = phrase.head..phrase.head + 1;
        let word = self.words(&head);
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let start = (phrase.core.start..phrase.head)
            .rev()
            .take_while(|&at| self.is_proper(at))
            .last()
            .unwrap_or(phrase.head);
        if start < phrase.head {
            let name = start..phrase.head + 1;
            let whole = self.is_proper(phrase.head)
                && self.doc.child(phrase.head, Dep::Det).is_none()
                && self.doc.tokens[name.clone()].iter().all(|token| {
                    token.entity.is_none()
                        && token.lower.chars().all(char::is_alphabetic)
                        && self.world.role(&token.lower).is_none()
                        && self.world.modifier(&token.lower).is_none()
                });
            return whole.then(|| self.unknown_person(phrase, &name));
        }
        if let Some(before) = self.memory.person(&word) {
            return Some(Identity {
                why: format!("as before: {}", before.name),
                ..before.clone()
            });
        }
        if let Some(person) = self.leader_by_surname(&word) {
            return Some(self.known_person(person, phrase, &head));
        }
        self.large_city(phrase, &word)
    }

    fn body_actor(&self, id: &str) -> ActorId {
        self.world
            .bodies()
            .iter()
            .find(|body| body.id == id)
            .map_or_else(|| ActorId(id.to_owned()), |body| body.actor.clone())
    }

    pub(super) fn unknown_person(&self, phrase: &Phrase, name: &Range<usize>) -> Identity {
        let words = self.words(name);
        let last = self.words(&(name.end - 1..name.end));
        if name.len() == 1
            && let Some(before) = self.memory.person(&words)
        {
            return Identity {
                why: format!("as before: {}", before.name),
                ..before.clone()
            };
        }
        let owner = self.owner(phrase, Some(name));
        let title = self.title_of_name(phrase, name);
        if let Some(person) = self.known_by_part(name, &last, &owner, title.is_some()) {
            return self.known_person(person, phrase, name);
        }
        if let Some(before) = self
            .memory
            .person(&last)
            .filter(|before| before.name.ends_with(&words) || words.ends_with(&before.name))
        {
            let mut known = before.clone();
            known.country = known.country.or(owner.country);
            return known;
        }
        let mut sector = title
            .as_ref()
            .and_then(|title| self.title_sector(title, phrase, &owner));
        let mut country = owner.country;
        let mut actor = None;
        let mut why = match &title {
            Some(title) if country.is_some() => {
                format!("“{}” of “{}”", title.role.words, owner.words)
            }
            Some(title) => format!("“{}”", title.role.words),
            None if country.is_some() => format!("of “{}”", owner.words),
            None => "taken for the name of a person".to_owned(),
        };
        if country.is_none() && sector.is_none() {
            if let Some(said) = self.apposition(phrase) {
                country = said.country;
                sector = said.sector;
                actor = said.actor.filter(|_| said.country.is_none());
                why = format!("introduced as {}", said.name);
            }
        } else if country.is_none() && title.is_some() {
            country = self.title_country(phrase, title.as_ref().map(|title| title.tokens.end - 1));
            if let Some(code) = country {
                why = format!("{why} in an account of {code}");
            }
        }
        if owner.country.is_none() {
            actor = actor.or(owner.actor);
        }
        Identity {
            kind: MentionKind::Person,
            actor: actor.or_else(|| (name.len() > 1).then(|| ActorId(crate::world::slug(&words)))),
            name: words,
            country,
            sector,
            point: None,
            office: None,
            why,
        }
    }

    /// The country of a title that stands without one, taken as for the title alone: "foreign minister Smith said".
    fn title_country(&self, phrase: &Phrase, last: Option<usize>) -> Option<CountryCode> {
        let last = last?;
        let title = Phrase {
            head: last,
            tokens: phrase.core.start..last + 1,
            core: phrase.core.start..last + 1,
            title_of: None,
        };
        let role = self.by_role(&title)?;
        let of_state = role.actor.is_none() && role.sector == Some(Sector::Government);
        role.country.or_else(|| {
            // "Foreign Minister Rafael Quintero" in a report that began with what Ecuador did.
            let sentence = self.doc.sentence_index(phrase.head);
            (1..=sentence.min(3))
                .filter(|_| of_state)
                .find_map(|back| self.memory.subject_country(sentence - back))
        })
    }

    /// A known person by given name and surname where the spelling between differs, or by a surname alone.
    fn known_by_part(
        &self,
        name: &Range<usize>,
        last: &str,
        owner: &Owner,
        titled: bool,
    ) -> Option<&'a Person> {
        let world: &'a World = self.world;
        if name.len() > 1 {
            let first = self.words(&(name.start..name.start + 1));
            let words = self.words(name);
            return world
                .people_by_surname(last)
                .iter()
                .chain(world.people_by_surname(&first))
                .filter_map(|&index| world.people().get(index as usize))
                .find(|person| {
                    std::iter::once(person.name)
                        .chain(person.other_names.iter().copied())
                        .any(|known| same_name(known, &words))
                });
        }
        let person = match owner.country {
            None => world.person_by_surname(last, self.day)?,
            Some(country) => world
                .people_by_surname(last)
                .iter()
                .filter_map(|&index| world.people().get(index as usize))
                .find(|person| {
                    person
                        .office_at(self.day)
                        .is_some_and(|(office, _)| office.country == Some(country))
                })?,
        };
        let (office, _) = person.office_at(self.day)?;
        let leads = matches!(
            office.office,
            "head_of_state" | "head_of_government" | "org_head"
        );
        (leads || titled || owner.country.is_some()).then_some(person)
    }

    /// What a phrase in apposition says of a person: "Li Shangfu, China's defence minister", or the other way round.
    fn apposition(&self, phrase: &Phrase) -> Option<Identity> {
        if self.doc.tokens[phrase.head].dep == Dep::Appos
            && let Some(head) = self.doc.head(phrase.head)
            && !self.is_proper(head)
            && let Some(identity) = self.by_token.get(&head)
            && matches!(identity.kind, MentionKind::Person | MentionKind::Group)
        {
            return Some(identity.clone());
        }
        let child = self
            .doc
            .children(phrase.head)
            .find(|&child| child > phrase.head && self.doc.tokens[child].dep == Dep::Appos)?;
        let inner = phrases::phrase(self.doc, child, &self.names);
        self.by_role(&inner)
            .filter(|identity| matches!(identity.kind, MentionKind::Person | MentionKind::Group))
    }

    /// "spokesman Geng Shuang" where the parser hangs the name on the title.
    pub(super) fn by_title_and_name(&self, phrase: &Phrase) -> Option<Identity> {
        let at = phrase.title_of?;
        let name = phrases::name_at(&self.names, at)?;
        let whole = Phrase {
            head: phrase.head,
            tokens: phrase.tokens.clone(),
            core: phrase.core.start..name.tokens.end,
            title_of: None,
        };
        match &name.referent {
            Referent::Person(index) => {
                let person = self.person_called(*index, &whole, &name.tokens)?;
                Some(self.known_person(person, &whole, &name.tokens))
            }
            Referent::Other(EntityLabel::Person) => {
                let role = self.by_role(phrase)?;
                let known = self.unknown_person(&whole, &name.tokens);
                Some(Identity {
                    country: known.country.or(role.country),
                    sector: known.sector.or(role.sector),
                    ..known
                })
            }
            _ => None,
        }
    }
}

/// Whether two spellings are one name: letters without marks, initials and hyphens do not count.
fn same_name(known: &str, written: &str) -> bool {
    let plain = |name: &str| {
        name.split([' ', '-', '.'])
            .filter(|part| part.chars().count() > 1)
            .map(|part| {
                part.chars()
                    .filter(|c| c.is_alphabetic())
                    .flat_map(char::to_lowercase)
                    .collect::<String>()
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    plain(known) == plain(written)
}
