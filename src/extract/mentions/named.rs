//! What a name means where it stands: a country, a capital as a government or as a place, a body, a town.

use std::ops::Range;

use super::memory::Identity;
use super::names::{self, Name, Referent};
use super::phrases::{self, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, EntityLabel};
use crate::model::{CountryCode, MentionKind, Sector};
use crate::world::{Caution, Place, PlaceWord, Point, RoleClass};

impl Finder<'_> {
    /// Who a phrase is whose head is a name.
    pub(super) fn by_name(&self, phrase: &Phrase, index: usize) -> Option<Identity> {
        let name = &self.names[index];
        match &name.referent {
            Referent::Person(person) => {
                let person = self.person_called(*person, phrase, &name.tokens)?;
                Some(self.known_person(person, phrase, &name.tokens))
            }
            // "the village of Nabi Saleh" names no person.
            Referent::Other(EntityLabel::Person) if self.is_in_settlement(phrase.head) => {
                self.other(EntityLabel::Gpe, phrase, name)
            }
            Referent::Other(EntityLabel::Person) if self.is_work(&name.tokens) => None,
            // "MPs" are no person.
            Referent::Other(EntityLabel::Person) if self.is_group(&name.tokens) => {
                self.by_role(phrase)
            }
            Referent::Other(EntityLabel::Person) => self
                .city_taken(phrase, name)
                .or_else(|| Some(self.unknown_person(phrase, &name.tokens))),
            Referent::Other(EntityLabel::Org) => self
                .city_taken(phrase, name)
                .or_else(|| self.unknown_body(phrase, name)),
            Referent::Country(code) => match self.within_another(*code, phrase.head) {
                Some(place) => Some(place),
                None => self.name_alone(phrase, name),
            },
            Referent::Body(body) => match self.organ_of_another(*body, phrase, name) {
                Some(organ) => Some(organ),
                None => self.name_alone(phrase, name),
            },
            _ => self.name_alone(phrase, name),
        }
    }

    /// "Peru's Congress", "the Iraqi Supreme Court": an organ or party that the table holds for one country only, named as
    /// another's.
    fn organ_of_another(&self, body: u32, phrase: &Phrase, name: &Name) -> Option<Identity> {
        let body = self.world.bodies().get(body as usize)?;
        let own = body.country?;
        if !matches!(body.kind, "state_organ" | "court" | "party") {
            return None;
        }
        let before = phrase.core.start..name.tokens.start.max(phrase.core.start);
        let country = phrases::names_in(&self.names, &before)
            .iter()
            .rev()
            .filter(|other| matches!(other.referent, Referent::Country(_) | Referent::Demonym(_)))
            .find_map(|other| names::origin(other, self.world).and_then(|(country, _)| country))
            .filter(|country| *country != own)?;
        let words = self.words(&name.tokens);
        Some(Identity {
            kind: MentionKind::Organisation,
            actor: None,
            why: format!("“{words}” of {country}"),
            name: words,
            country: Some(country),
            sector: body.sector,
            point: None,
            office: None,
        })
    }

    /// "The Greek region of Macedonia": a region of another country that is called like a country.
    fn within_another(&self, code: CountryCode, at: usize) -> Option<Identity> {
        let noun = self
            .doc
            .head(at)
            .filter(|&of| &*self.doc.tokens[of].lower == "of")
            .and_then(|of| self.doc.head(of))?;
        let region = matches!(
            &*self.doc.tokens[noun].lemma,
            "region" | "province" | "state" | "department" | "district" | "prefecture" | "county"
        );
        let core = self.doc.left_edge(noun)..noun;
        let other = phrases::names_in(&self.names, &core)
            .iter()
            .filter_map(|name| names::origin(name, self.world).and_then(|(country, _)| country))
            .find(|other| region && *other != code)?;
        let words = self.words(&(at..at + 1));
        let place = self
            .world
            .places(&words)
            .into_iter()
            .find(|place| place.country == Some(other));
        let point = place.map(|place| place.point).or_else(|| {
            self.world
                .country(other)
                .and_then(|country| country.label_point)
        });
        Some(Identity {
            kind: MentionKind::Place,
            actor: None,
            name: words,
            country: Some(other),
            sector: None,
            point,
            office: None,
            why: format!("a {} of {other}", self.doc.tokens[noun].lemma),
        })
    }

    /// What a name means without the words around it.
    pub(super) fn name_alone(&self, phrase: &Phrase, name: &Name) -> Option<Identity> {
        match &name.referent {
            Referent::Country(code) => {
                let country = self.as_country(*code)?;
                let part = self.part_of_country(*code, &self.words(&name.tokens));
                Some(Identity {
                    point: part.or(country.point),
                    ..country
                })
            }
            Referent::Demonym(code) => {
                let country = self.world.country(*code)?;
                Some(Identity {
                    kind: MentionKind::Nationality,
                    actor: Some((*code).into()),
                    name: self.words(&name.tokens),
                    country: Some(*code),
                    sector: None,
                    point: country.label_point,
                    office: None,
                    why: format!("of {}", country.name),
                })
            }
            Referent::Metonym(index) => self.metonym(*index, phrase),
            Referent::Body(index) => {
                let body = self.world.bodies().get(*index as usize)?;
                // "South Ossetia" is a place that may act.
                let place = (body.kind == "unrecognised_state")
                    .then(|| self.world.place(body.name))
                    .flatten();
                Some(Identity {
                    kind: match place {
                        Some(_) => MentionKind::Place,
                        None => MentionKind::Organisation,
                    },
                    actor: Some(body.actor.clone()),
                    name: body.name.to_owned(),
                    country: body.country,
                    sector: body.sector,
                    point: place.map(|place| place.point),
                    office: None,
                    why: format!("known as {}", body.name),
                })
            }
            // A surname may be the name of a town elsewhere.
            Referent::Place(place)
                if place.kind == "city"
                    && self.memory.person(&self.words(&name.tokens)).is_some() =>
            {
                self.memory.person(&self.words(&name.tokens)).cloned()
            }
            Referent::Place(place) => Some(Identity {
                kind: MentionKind::Place,
                actor: None,
                name: place.name.to_owned(),
                country: place.country,
                sector: (place.kind == "city" && !self.is_where(phrase.head))
                    .then_some(Sector::Civilian),
                point: Some(place.point),
                office: None,
                why: place_of(place),
            }),
            Referent::Person(index) => {
                let person = self.world.people().get(*index as usize)?;
                Some(self.known_person(person, phrase, &name.tokens))
            }
            Referent::Other(label) => self.other(*label, phrase, name),
        }
    }

    /// Where "Scotland" lies, which counts as Britain.
    fn part_of_country(&self, code: CountryCode, words: &str) -> Option<Point> {
        let country = self
            .world
            .country(code)
            .filter(|country| country.name != words)?;
        let places = self.world.places(words);
        let part = places.iter().find(|place| {
            place.kind == "province" && place.name == words && place.country == Some(country.code)
        })?;
        Some(part.point)
    }

    fn other(&self, label: EntityLabel, phrase: &Phrase, name: &Name) -> Option<Identity> {
        let kind = match label {
            EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => MentionKind::Place,
            EntityLabel::Norp => MentionKind::Group,
            EntityLabel::Org => MentionKind::Organisation,
            _ => return None,
        };
        let words = self.words(&name.tokens);
        if matches!(&*words, "North" | "South")
            && let Some(half) = self.half_of_korea(&words.to_lowercase())
        {
            return Some(half);
        }
        // "Li" may be taken for a place or body where the person was introduced before.
        if let Some(person) = self.memory.person(&self.words(&name.tokens)) {
            return Some(Identity {
                why: format!("as before: {}", person.name),
                ..person.clone()
            });
        }
        if name.tokens.len() == 1
            && let Some(person) = self.leader_by_surname(&words)
        {
            return Some(self.known_person(person, phrase, &name.tokens));
        }
        let around = name.around.filter(|_| kind == MentionKind::Place);
        let country = self
            .country_within(&name.tokens)
            .or_else(|| self.owner(phrase, Some(&name.tokens)).country)
            .or_else(|| around.and_then(|(_, country)| country));
        let point = around.map(|(point, _)| point).or_else(|| {
            country
                .filter(|_| kind == MentionKind::Place)
                .and_then(|code| self.world.country(code))
                .and_then(|country| country.label_point)
        });
        Some(Identity {
            kind,
            actor: None,
            name: words,
            country,
            sector: None,
            point,
            office: None,
            why: match around {
                Some(_) => "taken for a name; set beside the other places of the text".to_owned(),
                None => "taken for a name".to_owned(),
            },
        })
    }

    /// A capital or seat: as its government where it acts, as a place where something happens there.
    fn metonym(&self, index: u32, phrase: &Phrase) -> Option<Identity> {
        let metonym = *self.world.metonyms().get(index as usize)?;
        let country = metonym.country.and_then(|code| self.world.country(code));
        if metonym.is_city && self.is_where(phrase.head) {
            // Of the cities of that name the one in the country that it governs.
            let mut cities = self.world.places(metonym.name);
            cities.sort_by_key(|city| city.country != metonym.country);
            let city = cities.into_iter().next();
            let point = city.as_ref().map(|city| city.point);
            let capital = country.filter(|country| country.capital == metonym.name);
            return Some(Identity {
                kind: MentionKind::Place,
                actor: None,
                name: metonym.name.to_owned(),
                country: city.and_then(|city| city.country).or(metonym.country),
                sector: None,
                point: capital.and_then(|country| country.capital_point).or(point),
                office: None,
                why: "where something happens".to_owned(),
            });
        }
        // Casablanca has the name of the White House in another language.
        let point = self
            .world
            .place(metonym.name)
            .filter(|city| metonym.country.is_none() || city.country == metonym.country)
            .map(|city| city.point);
        let (actor, name, stands_for) = match country {
            Some(country) => (
                Some(country.code.into()),
                metonym.name.to_owned(),
                country.name,
            ),
            None => {
                let body = self
                    .world
                    .bodies()
                    .iter()
                    .find(|body| body.id == metonym.body)?;
                (Some(body.actor.clone()), metonym.name.to_owned(), body.name)
            }
        };
        Some(Identity {
            kind: if country.is_some() && metonym.is_city {
                MentionKind::Country
            } else {
                MentionKind::Organisation
            },
            actor,
            name,
            country: metonym.country,
            sector: metonym.sector,
            point: point.or_else(|| country.and_then(|country| country.capital_point)),
            office: None,
            why: format!("“{}” stands for {stands_for}", metonym.name),
        })
    }

    /// Whether the word says where something happens: behind "in", "at", "near", as the goal of a journey, or at the
    /// head of a report.
    fn is_where(&self, at: usize) -> bool {
        let token = &self.doc.tokens[at];
        let first = at == 0 || token.sentence_start || self.doc.tokens[at - 1].is_space();
        let capitals = self
            .text
            .get(token.range())
            .is_some_and(|word| word.len() > 3 && !word.contains(char::is_lowercase));
        let dateline = self.doc.tokens.get(at + 1).is_some_and(|next| {
            let dash = matches!(&*next.lower, "—" | "--" | "–" | "-");
            (dash && (first || capitals)) || (capitals && matches!(&*next.lower, "(" | ","))
        });
        if dateline {
            return true;
        }
        let Some(head) = self.doc.head(at) else {
            return false;
        };
        let governor = &self.doc.tokens[head];
        match token.dep {
            Dep::Pobj => match &*governor.lower {
                word if self.world.place_word(word, PlaceWord::Inside) => true,
                "of" => self
                    .doc
                    .head(head)
                    .is_some_and(|noun| self.is_kind(noun, PlaceWord::Settlement)),
                "to" | "from" | "for" => self
                    .doc
                    .head(head)
                    .is_some_and(|verb| self.is_kind(verb, PlaceWord::Journey)),
                _ => false,
            },
            Dep::Dobj => self.is_kind(head, PlaceWord::Goal),
            Dep::Appos | Dep::Npadvmod => self.doc.head(at).is_some_and(|head| {
                self.is_kind(head, PlaceWord::Settlement)
                    || phrases::name_at(&self.names, head)
                        .is_some_and(|name| matches!(name.referent, Referent::Place(_)))
            }),
            Dep::Conj => self.is_where(head),
            _ => false,
        }
    }

    /// Whether the last word of a name is a noun for people of a kind, written as it is: "MPs".
    fn is_group(&self, tokens: &Range<usize>) -> bool {
        let last = &self.doc.tokens[tokens.end - 1];
        self.world
            .role(&last.lower)
            .is_some_and(|role| role.class == RoleClass::Group)
            && last.morph.is("Number", "Plur")
    }

    /// A title in quotation marks or an address of the web is no person.
    fn is_work(&self, tokens: &Range<usize>) -> bool {
        let lower = |at: usize| self.doc.tokens.get(at).map(|token| &*token.lower);
        let opened = tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(lower(at), Some("“" | "\"" | "‘" | "``")));
        let closed = (tokens.end..tokens.end + 2)
            .any(|at| matches!(lower(at), Some("”" | "\"" | "’" | "''")));
        (opened && closed) || self.words(tokens).contains("://")
    }

    fn is_kind(&self, at: usize, kind: PlaceWord) -> bool {
        self.world.place_word(&self.doc.tokens[at].lemma, kind)
    }

    fn is_in_settlement(&self, at: usize) -> bool {
        let token = &self.doc.tokens[at];
        let noun = match token.dep {
            Dep::Pobj => self
                .doc
                .head(at)
                .filter(|&of| &*self.doc.tokens[of].lower == "of")
                .and_then(|of| self.doc.head(of)),
            Dep::Appos => self.doc.head(at),
            _ => None,
        };
        noun.is_some_and(|noun| {
            matches!(
                &*self.doc.tokens[noun].lemma,
                "village" | "town" | "city" | "port" | "suburb" | "district"
            )
        })
    }

    /// A city that the name finder passed over: only one large enough to be known by its name alone.
    pub(super) fn large_city(&self, phrase: &Phrase, word: &str) -> Option<Identity> {
        const THOUSANDS: u32 = 200;
        if !self.is_proper(phrase.head)
            || phrase.core.len() > 1
            || self.world.caution(word) != Caution::None
            || self.doc.tokens[phrase.head].entity.is_some()
        {
            return None;
        }
        let place = self
            .world
            .place(word)
            .filter(|place| place.thousands >= THOUSANDS)?;
        self.name_alone(
            phrase,
            &Name {
                tokens: phrase.head..phrase.head + 1,
                referent: Referent::Place(place),
                around: None,
            },
        )
    }

    /// "The Taliban captured Kunduz": a city that the name finder takes for somebody, where the words say that it is a place
    /// or nobody else could be meant: "Mykolaiv was shelled".
    fn city_taken(&self, phrase: &Phrase, name: &Name) -> Option<Identity> {
        const THOUSANDS: u32 = 100;
        const THOUSANDS_ALONE: u32 = 200;
        const THOUSANDS_ELSEWHERE: u32 = 5;
        // Where surnames and towns have the same names.
        const SURNAMES: [&str; 6] = ["USA", "GBR", "CAN", "AUS", "NZL", "IRL"];
        let words = self.words(&name.tokens);
        if phrase.core != name.tokens
            || self.memory.person(&words).is_some()
            || self.world.caution(&words) != Caution::None
            || self.world.gender(&words).is_some()
            || !self.world.people_by_surname(&words).is_empty()
        {
            return None;
        }
        let person = matches!(name.referent, Referent::Other(EntityLabel::Person));
        let least = match self.is_where(phrase.head) {
            true => THOUSANDS,
            false if person && name.tokens.len() == 1 => THOUSANDS_ALONE,
            false => return None,
        };
        let place = self.world.place(&words).filter(|place| {
            let surname = place
                .country
                .is_none_or(|code| SURNAMES.contains(&code.as_str()));
            place.thousands >= least && !place.by_other_name && !surname
        })?;
        // "Alexandria" alone may be any of many.
        let known_elsewhere = |other: &Place| {
            other.kind == "city"
                && !other.by_other_name
                && other.thousands >= THOUSANDS_ELSEWHERE
                && other
                    .country
                    .is_some_and(|code| SURNAMES.contains(&code.as_str()))
        };
        if least == THOUSANDS_ALONE && self.world.places(&words).iter().any(known_elsewhere) {
            return None;
        }
        let city = Name {
            tokens: name.tokens.clone(),
            referent: Referent::Place(place),
            around: None,
        };
        self.name_alone(phrase, &city)
    }

    /// A body that no table holds: its role and country are told by the words of its name.
    fn unknown_body(&self, phrase: &Phrase, name: &Name) -> Option<Identity> {
        let words = self.words(&name.tokens);
        if let Some(person) = self.memory.person(&words) {
            return Some(person.clone());
        }
        if name.tokens.len() == 1
            && let Some(person) = self.leader_by_surname(&words)
        {
            return Some(self.known_person(person, phrase, &name.tokens));
        }
        let last = name.tokens.end - 1;
        let role = phrases::role_ending_at(self.doc, name.tokens.start, last, self.world)
            .filter(|found| found.role.sector.is_some())
            .or_else(|| {
                name.tokens
                    .clone()
                    .rev()
                    .filter_map(|last| {
                        phrases::role_ending_at(self.doc, name.tokens.start, last, self.world)
                    })
                    .find(|found| found.role.sector.is_some())
            });
        let whole = Phrase {
            head: phrase.head,
            tokens: phrase.tokens.clone(),
            core: phrase.core.start..phrase.core.end.max(name.tokens.end),
            title_of: None,
        };
        // Countries within the name count as well as those before it.
        let inner = phrases::names_in(&self.names, &name.tokens)
            .iter()
            .filter(|inner| inner.tokens != name.tokens)
            .find_map(|inner| names::origin(inner, self.world).and_then(|(country, _)| country));
        let owner = self.owner(&whole, Some(&name.tokens));
        let country = inner.or(owner.country);
        let sector = role.as_ref().and_then(|found| found.role.sector);
        let person = role.as_ref().is_some_and(|found| {
            found.role.class == RoleClass::Title && found.tokens.end == name.tokens.end
        });
        Some(Identity {
            kind: if person {
                MentionKind::Person
            } else {
                MentionKind::Organisation
            },
            actor: None,
            name: words,
            country,
            sector,
            point: None,
            office: None,
            why: match country {
                Some(code) => format!("name of a body, of {code}"),
                None => "taken for the name of a body".to_owned(),
            },
        })
    }
}

/// Which place of its name was taken.
fn place_of(place: &Place) -> String {
    let within = [
        place.region,
        place.country.as_ref().map_or("", |code| code.as_str()),
    ]
    .into_iter()
    .filter(|part| !part.is_empty() && *part != place.name)
    .collect::<Vec<_>>()
    .join(", ");
    if within.is_empty() {
        format!("{} of the table of places", place.kind)
    } else {
        format!("{} in {within}", place.kind)
    }
}
