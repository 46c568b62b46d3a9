//! What titles and other nouns tell: country, sector, and who holds the office.

use std::ops::Range;

use super::memory::Identity;
use super::names::{Referent, origin};
use super::owners::Owner;
use super::phrases::{self, Found, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, Pos};
use crate::model::{CountryCode, MentionKind, Sector};
use crate::world::RoleClass;

impl Finder<'_> {
    /// The identity of a phrase whose head is a noun that the table of roles holds.
    pub(super) fn by_role(&self, phrase: &Phrase) -> Option<Identity> {
        let found = phrases::role_of_head(self.doc, phrase.core.start, phrase.head, self.world)?;
        if found.role.class != RoleClass::Thing
            && found.role.sector == Some(Sector::Government)
            && found.role.words == "state"
        {
            return None;
        }
        let owner = self.owner(phrase, None);
        if let Some(person) = self.named_behind(phrase) {
            return Some(person);
        }
        let sector = self.role_sector(&found, phrase, &owner);
        let definite = self.is_definite(phrase) || owner.country.is_some();
        let past = self.is_past(phrase);
        let office = self
            .office_meant(&found, phrase, &owner)
            .filter(|_| definite && (!past || self.is_then(phrase)));
        if let Some(office) = office
            && let Some(identity) = self.by_office(office, &found, phrase, &owner, past)
        {
            return Some(identity);
        }
        if let Some(person) = self.holder_named_before(&found, phrase, &owner, past) {
            return Some(person);
        }
        let bare = owner.country.is_none() && owner.actor.is_none() && sector.is_none();
        if bare
            && found.role.class == RoleClass::General
            && is_collective(&self.doc.tokens[phrase.head].lemma.to_lowercase())
        {
            // "took office", "the agency": nothing tells whose.
            let sentence = self.doc.sentence_index(phrase.head);
            self.memory
                .by_head(&self.doc.tokens[phrase.head].lemma, sentence)
                .filter(|_| self.is_definite(phrase))?;
        }
        if found.role.class == RoleClass::Thing && owner.country.is_none() && owner.actor.is_none()
        {
            return None;
        }
        let lemma = &*self.doc.tokens[phrase.head].lemma;
        let mut country = owner.country;
        let mut actor = None;
        let mut said = None;
        let mut why = if owner.words.is_empty() {
            format!("“{}”", found.role.words)
        } else {
            format!("“{}” of “{}”", found.role.words, owner.words)
        };
        if country.is_none() && owner.actor.is_some() {
            actor.clone_from(&owner.actor);
        }
        if country.is_none() && actor.is_none() && self.takes_up(&found, phrase) {
            let sentence = self.doc.sentence_index(phrase.head);
            let before = self
                .taken_up(found.role.words, lemma, sentence)
                .filter(|_| definite);
            let scene = self.country_of_scene(phrase.head).or_else(|| {
                let definite = self.is_definite(phrase);
                self.memory.sole_country().filter(|_| definite)
            });
            match (before, scene) {
                // "The council": the one that was named, whoever else the sentence names.
                (Some((before, distance)), scene)
                    if distance <= 3
                        || scene.is_none()
                        || is_chamber(lemma) && distance <= FAR_SENTENCES =>
                {
                    country = before.country;
                    actor.clone_from(&before.actor);
                    said = before.sector;
                    why = format!("“{}” as before: {}", found.role.words, before.name);
                }
                (_, Some(code)) => {
                    country = Some(code);
                    why = format!("“{}” in an account of {code}", found.role.words);
                }
                _ => {}
            }
        }
        // Members of an armed group or of a body act for it.
        if owner.country.is_some()
            && let Some(owner) = &owner.actor
            && !matches!(found.role.class, RoleClass::Thing)
        {
            actor = Some(owner.clone());
        }
        let sector = if past && sector == Some(Sector::Government) {
            Some(Sector::Elite)
        } else {
            sector
        };
        let sector = sector.or(said);
        let kind = match found.role.class {
            RoleClass::Title if !found.plural => MentionKind::Person,
            RoleClass::General if !found.plural && !is_collective(&lemma.to_lowercase()) => {
                MentionKind::Person
            }
            RoleClass::Body => MentionKind::Organisation,
            RoleClass::General if !found.plural => MentionKind::Organisation,
            _ => MentionKind::Group,
        };
        Some(Identity {
            kind,
            actor,
            name: self.words(&phrase.core),
            country,
            sector,
            point: None,
            office,
            why,
        })
    }

    /// Who was introduced by the same title or noun before, and how many sentences ago; an envoy may be the ambassador.
    fn taken_up(&self, title: &str, lemma: &str, sentence: usize) -> Option<(&Identity, usize)> {
        let ambassador = matches!(title, "envoy" | "diplomat")
            .then(|| self.memory.by_head("ambassador", sentence))
            .flatten();
        self.memory
            .by_head(title, sentence)
            .or_else(|| self.memory.by_head(lemma, sentence))
            .or(ambassador)
    }

    /// "his Lebanese counterpart, Michel Aoun": the known person whose name explains the title.
    pub(super) fn named_behind(&self, phrase: &Phrase) -> Option<Identity> {
        let child = self
            .doc
            .children(phrase.head)
            .find(|&child| child > phrase.head && self.doc.tokens[child].dep == Dep::Appos)?;
        let name = phrases::name_at(&self.names, child)?;
        let Referent::Person(index) = name.referent else {
            return None;
        };
        let person = self.world.people().get(index as usize)?;
        let inner = phrases::phrase(self.doc, child, &self.names);
        Some(self.known_person(person, &inner, &name.tokens))
    }

    pub(super) fn has_sector_word(&self, phrase: &Phrase, found: &Found<'_>) -> bool {
        self.doc.tokens[phrase.core.start..found.tokens.start]
            .iter()
            .any(|token| {
                self.world.modifier(&token.lower).is_some()
                    || &*token.lower == "deputy"
                    || &*token.lower == "party"
            })
    }

    /// The sector: of the role, or for general words that of the word before it or of its owner.
    fn role_sector(&self, found: &Found<'_>, phrase: &Phrase, owner: &Owner) -> Option<Sector> {
        let modifier = || {
            self.doc.tokens[phrase.core.start..found.tokens.start]
                .iter()
                .rev()
                .filter(|token| !self.is_negated(token.start))
                .find_map(|token| {
                    self.world
                        .modifier(&token.lower)
                        .or_else(|| self.world.role(&token.lemma).and_then(|role| role.sector))
                })
        };
        let of = || {
            let of = self.doc.children(phrase.head).find(|&child| {
                self.doc.tokens[child].dep == Dep::Prep && &*self.doc.tokens[child].lower == "of"
            })?;
            let object = self.doc.child(of, Dep::Pobj)?;
            let start = self.doc.left_edge(object);
            phrases::role_ending_at(self.doc, start, object, self.world)?
                .role
                .sector
        };
        let possessor = || {
            let possessor = self.doc.child(phrase.head, Dep::Poss)?;
            let start = self.doc.left_edge(possessor);
            phrases::role_ending_at(self.doc, start, possessor, self.world)?
                .role
                .sector
        };
        let general = found.role.class == RoleClass::General;
        // "a former White House official", "a Hamas leader", "Boko Haram fighters": the owner's sector.
        let vague = general
            || matches!(
                found.role.words,
                "official"
                    | "commander"
                    | "member"
                    | "fighter"
                    | "gunman"
                    | "militant"
                    | "troop"
                    | "minister"
            );
        if found.role.class == RoleClass::Title && found.role.words == "minister" {
            return found.role.sector;
        }
        if vague && let Some(sector) = owner.sector {
            return Some(sector);
        }
        if general {
            return modifier()
                .or_else(of)
                .or_else(possessor)
                .or(match found.role.office {
                    "leader" if owner.country.is_some() && owner.actor.is_none() => {
                        Some(Sector::Government)
                    }
                    _ => found.role.sector,
                });
        }
        // "rebel soldiers", "opposition lawmakers" keep their own sector; "police spokesman" was general.
        found.role.sector
    }

    /// "non-governmental", written as one word or three.
    fn is_negated(&self, byte: u32) -> bool {
        let before = self.text.get(..byte as usize).unwrap_or_default();
        before.ends_with("non-") || before.ends_with("Non-")
    }

    /// Whether a role without country may take that of the text: organs and servants of a state do, people at large do not.
    fn takes_up(&self, found: &Found<'_>, phrase: &Phrase) -> bool {
        let of_state = matches!(
            found.role.sector,
            Some(
                Sector::Government
                    | Sector::Military
                    | Sector::Legislature
                    | Sector::Judiciary
                    | Sector::Police
                    | Sector::Intelligence
                    | Sector::Opposition
                    | Sector::Rebels
            )
        );
        let general = found.role.class == RoleClass::General
            && matches!(
                found.role.words,
                "spokesman" | "spokeswoman" | "spokesperson" | "leadership" | "agency"
            );
        let newspaper = found.role.sector == Some(Sector::Media) && self.is_definite(phrase);
        of_state || general || newspaper
    }

    /// The one country that the sentence has named so far, else the country that the text is about.
    fn country_of_scene(&self, at: usize) -> Option<CountryCode> {
        let sentence = self.doc.sentence_of(at);
        let mut named: Vec<CountryCode> = phrases::names_in(&self.names, &(sentence.start..at))
            .iter()
            .filter(|name| !matches!(name.referent, Referent::Body(_)))
            .filter_map(|name| origin(name, self.world).and_then(|(country, _)| country))
            .collect();
        named.sort_unstable();
        named.dedup();
        match named.as_slice() {
            [only] => Some(*only),
            [] => self.memory.home().or_else(|| self.country_of_paper()),
            // "France has sent experts to Saudi Arabia, a ministry spokeswoman said": the subject's.
            _ => self
                .memory
                .subject_country(self.doc.sentence_index(at))
                .or_else(|| self.memory.home())
                .or_else(|| self.country_of_paper()),
        }
    }

    /// The country whose capital the report comes from, else that of whose public life it speaks.
    fn country_of_paper(&self) -> Option<CountryCode> {
        self.dateline.or(self.public_life)
    }

    pub(super) fn is_definite(&self, phrase: &Phrase) -> bool {
        self.doc.children(phrase.head).any(|child| {
            let token = &self.doc.tokens[child];
            (token.dep == Dep::Det
                && matches!(&*token.lower, "the" | "this" | "that" | "these" | "those"))
                || token.dep == Dep::Poss
        })
    }

    /// "former president", "then-defence chief", "ex-minister".
    pub(super) fn is_past(&self, phrase: &Phrase) -> bool {
        self.doc.tokens[phrase.core.clone()].iter().any(|token| {
            matches!(
                &*token.lower,
                "former"
                    | "ex"
                    | "then"
                    | "late"
                    | "ousted"
                    | "deposed"
                    | "longtime"
                    | "retired"
                    | "onetime"
                    | "erstwhile"
            ) || token.lower.starts_with("ex-")
                || token.lower.starts_with("then-")
        })
    }

    /// The title before a person's name in the phrase.
    pub(super) fn title_of_name(&self, phrase: &Phrase, name: &Range<usize>) -> Option<Found<'_>> {
        let range = phrase.core.start..name.start.max(phrase.core.start);
        phrases::title_before(self.doc, range, self.world).filter(|found| {
            matches!(
                found.role.class,
                RoleClass::Title | RoleClass::General | RoleClass::Group
            )
        })
    }

    /// The sector of a title in front of a name.
    pub(super) fn title_sector(
        &self,
        found: &Found<'_>,
        phrase: &Phrase,
        owner: &Owner,
    ) -> Option<Sector> {
        let sector = self.role_sector(found, phrase, owner);
        if self.is_past(phrase) && sector == Some(Sector::Government) {
            return Some(Sector::Elite);
        }
        sector
    }

    /// Whether the head is written as a name although no table or name finder knows it.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        self.doc.tokens[at].pos == Pos::Propn
    }
}

/// How many sentences ago a chamber may have been named that is taken up by its noun.
const FAR_SENTENCES: usize = 12;

/// Nouns for bodies of which a text seldom names two.
fn is_chamber(lemma: &str) -> bool {
    matches!(
        lemma,
        "council"
            | "commission"
            | "coalition"
            | "assembly"
            | "junta"
            | "congress"
            | "senate"
            | "tribunal"
    )
}

/// Nouns that stand for several people though in the singular.
fn is_collective(lemma: &str) -> bool {
    matches!(
        lemma,
        "staff"
            | "personnel"
            | "team"
            | "delegation"
            | "mission"
            | "office"
            | "agency"
            | "unit"
            | "force"
            | "group"
            | "faction"
            | "movement"
            | "wing"
            | "organisation"
            | "organization"
            | "leadership"
            | "crew"
            | "convoy"
            | "base"
            | "headquarters"
            | "division"
    )
}
