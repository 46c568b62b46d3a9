//! Pronouns and phrases that take up what was named before: "he", "its", "the country", "both sides".

use super::memory::Identity;
use super::phrases::Phrase;
use super::resolve::Finder;
use crate::language::{Dep, Pos};
use crate::model::{CountryCode, MentionKind};
use crate::world::Gender;

impl Finder<'_> {
    /// Whom a pronoun means.
    pub(super) fn by_pronoun(&self, at: usize) -> Option<Identity> {
        let token = &self.doc.tokens[at];
        let found = match &*token.lower {
            "he" | "him" | "his" | "himself" => self.memory.he_or_she(Gender::Male, self.doc, at),
            "she" | "her" | "hers" | "herself" => {
                self.memory.he_or_she(Gender::Female, self.doc, at)
            }
            "it" if token.dep == Dep::Expl || self.is_empty_it(at) => None,
            "it" | "its" | "itself" => self.memory.it(self.doc, at),
            "they" | "them" | "their" | "themselves" => self.memory.they(self.doc, at),
            "who" | "which" | "that" | "whom" | "whose" => self.antecedent(at),
            _ => None,
        }?;
        Some(Identity {
            why: format!("“{}” for {}", token.lower, found.name),
            ..found
        })
    }

    /// "it is unclear that", "it said that" keeps its subject: only the copula with an adjective is empty.
    fn is_empty_it(&self, at: usize) -> bool {
        let Some(verb) = self.doc.head(at) else {
            return false;
        };
        &*self.doc.tokens[verb].lemma == "be"
            && self.doc.children(verb).any(|child| {
                matches!(self.doc.tokens[child].dep, Dep::Acomp | Dep::Attr)
                    || matches!(self.doc.tokens[child].dep, Dep::Csubj)
            })
    }

    /// The noun that a relative clause hangs on.
    fn antecedent(&self, at: usize) -> Option<Identity> {
        let clause = std::iter::successors(Some(at), |&token| self.doc.head(token))
            .take(8)
            .find(|&token| self.doc.tokens[token].dep == Dep::Relcl)?;
        let noun = self.doc.head(clause)?;
        self.by_token.get(&noun).cloned()
    }

    /// Whom a definite phrase without a name takes up; two identities for "the two countries".
    pub(super) fn by_anaphora(&self, phrase: &Phrase) -> Vec<Identity> {
        let head = &self.doc.tokens[phrase.head];
        if head.pos == Pos::Pron {
            return Vec::new();
        }
        let lemma = head.lemma.to_lowercase();
        let two = self.doc.children(phrase.head).any(|child| {
            let token = &self.doc.tokens[child];
            child < phrase.head && matches!(&*token.lower, "two" | "both")
        });
        if lemma == "koreas" || (lemma == "korea" && &*head.lower == "koreas") {
            return self.koreas(phrase);
        }
        if two && head.morph.is("Number", "Plur") {
            return self.two(&lemma, phrase);
        }
        if !self.is_definite(phrase) || head.morph.is("Number", "Plur") {
            return Vec::new();
        }
        let found = match &*lemma {
            "country" | "nation" | "republic" | "kingdom" => self.own_country(phrase),
            "bloc" | "alliance" | "organisation" | "organization" | "grouping" => {
                self.memory.body()
            }
            "north" | "south" if self.is_proper(phrase.head) => self.half_of_korea(&lemma),
            _ => None,
        };
        found
            .map(|identity| Identity {
                why: format!("“{}” for {}", self.words(&phrase.core), identity.name),
                ..identity
            })
            .into_iter()
            .collect()
    }

    /// "his country", "the country": as a country, not as the person who was named.
    fn own_country(&self, phrase: &Phrase) -> Option<Identity> {
        let possessor = self
            .doc
            .child(phrase.head, Dep::Poss)
            .and_then(|at| self.by_token.get(&at));
        let identity = match possessor {
            Some(identity) => identity.clone(),
            None => self.memory.country(self.doc, phrase.head)?,
        };
        self.as_country(identity.country?)
    }

    pub(super) fn as_country(&self, code: CountryCode) -> Option<Identity> {
        let country = self.world.country(code)?;
        Some(Identity {
            kind: MentionKind::Country,
            actor: Some(code.into()),
            name: country.name.to_owned(),
            country: Some(code),
            sector: None,
            point: country.label_point,
            why: "name of a country".to_owned(),
        })
    }

    fn two(&self, lemma: &str, phrase: &Phrase) -> Vec<Identity> {
        let people = matches!(
            lemma,
            "leader"
                | "president"
                | "minister"
                | "man"
                | "woman"
                | "official"
                | "diplomat"
                | "premier"
                | "chief"
        );
        let states = matches!(
            lemma,
            "country"
                | "nation"
                | "side"
                | "state"
                | "government"
                | "ally"
                | "neighbour"
                | "neighbor"
                | "rival"
                | "power"
                | "party"
                | "enemy"
                | "people"
        );
        if !people && !states {
            return Vec::new();
        }
        let words = self.words(&phrase.core);
        self.memory
            .two(people, self.doc, phrase.head)
            .into_iter()
            .filter_map(|identity| {
                if people {
                    Some(identity)
                } else {
                    self.as_country(identity.country?)
                }
            })
            .map(|identity| Identity {
                why: format!("“{words}”, one of them {}", identity.name),
                ..identity
            })
            .collect()
    }

    fn koreas(&self, phrase: &Phrase) -> Vec<Identity> {
        ["KOR", "PRK"]
            .into_iter()
            .filter_map(|code| self.as_country(code.parse().ok()?))
            .map(|identity| Identity {
                why: format!("“{}”", self.words(&phrase.core)),
                ..identity
            })
            .collect()
    }

    /// "the North" in a text about Korea.
    pub(super) fn half_of_korea(&self, lemma: &str) -> Option<Identity> {
        let north: CountryCode = "PRK".parse().ok()?;
        let south: CountryCode = "KOR".parse().ok()?;
        if !self.memory.has_named(north) {
            return None;
        }
        self.as_country(if lemma == "north" { north } else { south })
    }
}
