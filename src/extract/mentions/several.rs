//! Several at once whom a phrase takes up by their number: "the two leaders", "both sides", "the three countries", "their
//! foreign ministers"; and who is host or guest of somebody: "his Turkish guest".

use super::memory::{Identity, Pair};
use super::names::Referent;
use super::phrases::{self, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, Pos};
use crate::model::{ActorId, CountryCode, MentionKind, Sector};

/// What a noun in the plural asks for.
fn wanted(lemma: &str) -> Option<Pair> {
    Some(match lemma {
        "leader" | "president" | "minister" | "man" | "woman" | "official" | "diplomat"
        | "premier" | "chief" => Pair::People,
        "side" | "party" | "rival" | "enemy" => Pair::Sides,
        "country" | "nation" | "state" | "government" | "ally" | "neighbour" | "neighbor"
        | "power" | "people" | "capital" => Pair::Countries,
        _ => return None,
    })
}

impl Finder<'_> {
    /// Whom "the two leaders", "both sides" or "their ministers" takes up.
    pub(super) fn two(&self, lemma: &str, phrase: &Phrase) -> Vec<Identity> {
        let Some(wanted) = wanted(lemma) else {
            return Vec::new();
        };
        let words = self.words(&phrase.core);
        // Who congratulates both leaders is neither.
        let outside = self
            .outsider(phrase.head)
            .filter(|one| wanted != Pair::People || one.kind == MentionKind::Person);
        let near = (self.doc, phrase.head);
        let found = self.memory.two(wanted, 3, near, outside);
        // Whoever calls on both sides from outside speaks to those that the text is about.
        let main = outside
            .filter(|_| wanted != Pair::People && !found.iter().any(Identity::is_own_side))
            .and_then(|outside| self.memory.main_two(outside.country));
        let found = match main {
            Some(two) => two
                .into_iter()
                .filter_map(|code| self.as_country(code))
                .collect(),
            None => found,
        };
        if found.is_empty() && wanted == Pair::People {
            return self.holders(phrase, &words);
        }
        found
            .into_iter()
            .filter_map(|identity| {
                if wanted == Pair::People || wanted == Pair::Sides && identity.is_own_side() {
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

    /// "The two foreign ministers" where only their countries were named.
    fn holders(&self, phrase: &Phrase, words: &str) -> Vec<Identity> {
        let role = phrases::role_ending_at(self.doc, phrase.core.start, phrase.head, self.world);
        let Some(role) = role
            .map(|found| found.role)
            .filter(|role| !role.office.is_empty())
        else {
            return Vec::new();
        };
        let near = (self.doc, phrase.head);
        let states = self.memory.two(Pair::Countries, 2, near, None);
        let countries = states.iter().filter_map(|state| state.country);
        countries
            .map(|country| {
                let name = format!("{} of {country}", role.words);
                self.holder(country, role.office, name, role.sector)
            })
            .map(|identity| Identity {
                why: format!("“{words}”, one of them {}", identity.name),
                ..identity
            })
            .collect()
    }

    /// Whoever holds an office of a country at the time of the text; by the title alone if the tables do not know.
    fn holder(
        &self,
        country: CountryCode,
        office: &'static str,
        title: String,
        sector: Option<Sector>,
    ) -> Identity {
        let day = self.day;
        let person = day.and_then(|day| self.world.office_holder_within(country, office, day, day));
        Identity {
            kind: MentionKind::Person,
            actor: person.map(|person| ActorId(person.id.clone())),
            name: person.map_or(title, |person| person.name.to_owned()),
            country: Some(country),
            sector: sector.or(Some(Sector::Government)),
            point: None,
            office: Some(office),
            why: String::new(),
        }
    }

    /// How many a phrase counts, from three on: "the three countries", "all four nations".
    pub(super) fn count_of(&self, phrase: &Phrase) -> Option<usize> {
        let plural = self.doc.tokens[phrase.head].morph.is("Number", "Plur");
        let counted = self
            .doc
            .children(phrase.head)
            .filter(|&child| child < phrase.head)
            .find_map(|child| match &*self.doc.tokens[child].lower {
                "three" => Some(3),
                "four" => Some(4),
                "five" => Some(5),
                "six" => Some(6),
                _ => None,
            })?;
        (plural && self.is_definite(phrase)).then_some(counted)
    }

    /// The countries that one sentence named, if they are as many.
    pub(super) fn several(&self, count: usize, lemma: &str, phrase: &Phrase) -> Vec<Identity> {
        if !matches!(wanted(lemma), Some(Pair::Countries | Pair::Sides)) {
            return Vec::new();
        }
        let words = self.words(&phrase.core);
        self.memory
            .several(count, self.doc, phrase.head)
            .into_iter()
            .filter_map(|country| self.as_country(country))
            .map(|identity| Identity {
                why: format!("“{words}”, one of them {}", identity.name),
                ..identity
            })
            .collect()
    }

    /// Who does something to the two, and so is none of them: "Nigeria urged both sides to talk".
    pub(super) fn outsider(&self, at: usize) -> Option<&Identity> {
        let token = &self.doc.tokens[at];
        let head = self.doc.head(at)?;
        let verb = match token.dep {
            Dep::Dobj | Dep::Dative => head,
            Dep::Pobj => self.doc.head(head)?,
            // "Urged both sides to talk": they are the subject of what they are urged to do.
            Dep::Nsubj if self.doc.tokens[head].dep == Dep::Ccomp => {
                let verb = self.doc.head(head)?;
                let urges = matches!(
                    &*self.doc.tokens[verb].lemma,
                    "urge" | "ask" | "tell" | "want" | "help" | "invite" | "let" | "allow"
                );
                urges.then_some(verb)?
            }
            _ => return None,
        };
        let subject = self
            .doc
            .child(verb, Dep::Nsubj)
            .filter(|_| self.doc.tokens[verb].pos == Pos::Verb)?;
        self.by_token
            .get(&subject)
            .filter(|identity| identity.kind != MentionKind::Group)
    }

    /// "His Turkish guest", "her German hosts": whoever holds the same office there; several stand for their government.
    pub(super) fn guest(&self, lemma: &str, phrase: &Phrase) -> Option<Identity> {
        let fits = matches!(
            lemma,
            "host" | "guest" | "ally" | "colleague" | "visitor" | "friend" | "rival" | "peer"
        );
        let possessor = self.doc.child(phrase.head, Dep::Poss).filter(|_| fits)?;
        let own = self.by_token.get(&possessor)?;
        let country = phrases::names_in(&self.names, &phrase.core)
            .iter()
            .filter(|name| name.tokens.start > possessor)
            .find_map(|name| match name.referent {
                Referent::Demonym(code) => Some(code),
                _ => None,
            })
            .filter(|code| own.kind == MentionKind::Person && own.country != Some(*code))?;
        if let Some(person) = self.named_behind(phrase) {
            return Some(person);
        }
        let words = self.words(&phrase.core);
        if self.doc.tokens[phrase.head].morph.is("Number", "Plur") {
            let state = self.as_country(country)?;
            return Some(Identity {
                sector: Some(Sector::Government),
                why: format!("“{words}” for {}", state.name),
                ..state
            });
        }
        let found = match self.office_of_possessor(possessor, phrase.head) {
            Some(office) => self.holder(country, office, words.clone(), None),
            None => Identity {
                kind: MentionKind::Person,
                actor: None,
                name: words.clone(),
                country: Some(country),
                sector: own.sector,
                point: None,
                office: None,
                why: String::new(),
            },
        };
        Some(Identity {
            why: format!("“{words}”: {}", found.name),
            ..found
        })
    }
}
