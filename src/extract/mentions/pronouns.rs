//! Pronouns and phrases that take up what was named before: "he", "its", "the country", "both sides".

use super::memory::{Identity, Pair};
use super::names::Referent;
use super::phrases::{self, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, Pos};
use crate::model::{CountryCode, MentionKind};
use crate::world::Gender;

impl Finder<'_> {
    /// Whom a pronoun means; "they" may be several.
    pub(super) fn by_pronoun(&self, at: usize) -> Vec<Identity> {
        let token = &self.doc.tokens[at];
        if let Some(identity) = self.blamed(at) {
            return vec![Identity {
                why: format!("“{}” for {}", token.lower, identity.name),
                ..identity
            }];
        }
        let one = match &*token.lower {
            "he" | "him" | "his" | "himself" => {
                self.memory
                    .he_or_she(Gender::Male, self.not_object(at), self.doc, at)
            }
            "she" | "her" | "hers" | "herself" => {
                self.memory
                    .he_or_she(Gender::Female, self.not_object(at), self.doc, at)
            }
            "it" if token.dep == Dep::Expl || self.is_empty_it(at) => None,
            "it" | "its" | "itself" => self.memory.it(self.doc, at),
            "who" | "which" | "that" | "whom" | "whose" => self.antecedent(at),
            "both" if phrases::is_two(self.doc, at) => return self.the_two(at),
            _ => None,
        };
        let found = match &*token.lower {
            "they" | "them" | "their" | "themselves" => self.memory.they(self.doc, at),
            _ => one.into_iter().collect(),
        };
        found
            .into_iter()
            .map(|identity| Identity {
                why: format!("“{}” for {}", token.lower, identity.name),
                ..identity
            })
            .collect()
    }

    /// "Cut ties with Israel over its offensive", "thanked Poland for its help": whose the thing is for which somebody is
    /// blamed or thanked, unless the verb owns up to it.
    fn blamed(&self, at: usize) -> Option<Identity> {
        let token = &self.doc.tokens[at];
        let person = matches!(&*token.lower, "his" | "her");
        if token.dep != Dep::Poss || !person && &*token.lower != "its" {
            return None;
        }
        let prep = self.doc.ancestors(at).take(3).find(|&up| {
            self.doc.tokens[up].dep == Dep::Prep
                && matches!(&*self.doc.tokens[up].lower, "over" | "for")
        })?;
        let verb = self
            .doc
            .ancestors(prep)
            .take(3)
            .find(|&up| self.doc.tokens[up].pos == Pos::Verb)?;
        let owns_up = matches!(
            &*self.doc.tokens[verb].lemma,
            "apologise" | "apologize" | "atone" | "compensate" | "answer" | "pay"
        );
        if owns_up || verb >= prep || self.doc.child(verb, Dep::NsubjPass).is_some() {
            return None;
        }
        let found = (verb + 1..prep)
            .rev()
            .find_map(|index| self.by_token.get(&index))?;
        match found.kind {
            MentionKind::Person if person => Some(found.clone()),
            MentionKind::Country | MentionKind::Organisation if !person => Some(found.clone()),
            MentionKind::Person | MentionKind::Group if !person => self.as_country(found.country?),
            _ => None,
        }
    }

    /// "She told her": whom an object cannot mean, the subject of its own clause.
    fn not_object(&self, at: usize) -> Option<&str> {
        let token = &self.doc.tokens[at];
        let verb = match token.dep {
            Dep::Dobj | Dep::Dative => self.doc.head(at),
            Dep::Pobj => self.doc.head(at).and_then(|prep| self.doc.head(prep)),
            _ => None,
        }
        .filter(|_| matches!(&*token.lower, "him" | "her"))?;
        let subject = self.doc.child(verb, Dep::Nsubj)?;
        self.by_token
            .get(&subject)
            .map(|identity| identity.name.as_str())
    }

    /// "The two", "both", "the pair": two people or states of this sentence or the one before.
    fn the_two(&self, at: usize) -> Vec<Identity> {
        let outside = self.outsider(at);
        let near = (self.doc, at);
        let people = self.memory.two(Pair::People, 1, near, None);
        let found = if people.is_empty() {
            let states = self.memory.two(Pair::Countries, 1, near, outside);
            states
                .into_iter()
                .filter_map(|state| self.as_country(state.country?))
                .collect()
        } else {
            people
        };
        let word = &self.doc.tokens[at].lower;
        found
            .into_iter()
            .map(|identity| Identity {
                why: format!("“{word}”, one of them {}", identity.name),
                ..identity
            })
            .collect()
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
        let qualified = |words: &[&str]| {
            self.doc
                .children(phrase.head)
                .any(|child| child < phrase.head && words.contains(&&*self.doc.tokens[child].lower))
        };
        if lemma == "koreas" || (lemma == "korea" && &*head.lower == "koreas") {
            return self.koreas(phrase);
        }
        if phrases::is_two(self.doc, phrase.head) {
            return self.the_two(phrase.head);
        }
        // "Two Turkish ministers" are whoever the words say.
        let named = phrases::names_in(&self.names, &phrase.core)
            .iter()
            .any(|name| matches!(name.referent, Referent::Country(_) | Referent::Demonym(_)));
        if !named && head.morph.is("Number", "Plur") && qualified(&["two", "both", "their"]) {
            return self.two(&lemma, phrase);
        }
        if let Some(count) = self.count_of(phrase) {
            return self.several(count, &lemma, phrase);
        }
        if let Some(other) = self.guest(&lemma, phrase) {
            return vec![other];
        }
        if let Some(group) = self.armed_group(phrase, &lemma) {
            return vec![group];
        }
        if !self.is_definite(phrase) || head.morph.is("Number", "Plur") {
            return Vec::new();
        }
        let found = match &*lemma {
            "pair" | "duo" => return self.the_two(phrase.head),
            "country" | "nation" | "state"
                if qualified(&["neighbouring", "neighboring", "other", "rival"]) =>
            {
                self.other_country(phrase)
            }
            "country" | "nation" | "republic" | "kingdom" | "sultanate" | "emirate" => {
                self.own_country(phrase)
            }
            "former" | "latter" => {
                // Not what this sentence has taken up already: "the former accused the latter".
                let start = self.doc.sentence_of(phrase.head).start;
                let near = (self.doc, start);
                let mut two = self.memory.two(Pair::Countries, 1, near, None);
                let chosen = if lemma == "former" {
                    two.drain(..).next()
                } else {
                    two.pop()
                };
                chosen.and_then(|identity| self.as_country(identity.country?))
            }
            "ally" | "partner" | "neighbour" | "neighbor" | "rival" | "foe" | "enemy"
            | "adversary" | "patron" | "backer" => self.by_relation(&lemma, phrase),
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

    /// "The insurgents", "the Lebanese group": the only armed group that the last sentences name.
    fn armed_group(&self, phrase: &Phrase, lemma: &str) -> Option<Identity> {
        let plural = self.doc.tokens[phrase.head].morph.is("Number", "Plur");
        let fits = if plural {
            matches!(
                lemma,
                "insurgent"
                    | "guerrilla"
                    | "militant"
                    | "rebel"
                    | "jihadist"
                    | "jihadi"
                    | "extremist"
            )
        } else {
            matches!(lemma, "group" | "movement" | "militia")
        };
        let own = |dep: Dep| self.doc.child(phrase.head, dep).is_some();
        let followed = self.doc.children(phrase.head).any(|child| {
            child > phrase.head
                && (matches!(self.doc.tokens[child].dep, Dep::Appos | Dep::Relcl)
                    || &*self.doc.tokens[child].lower == "of")
        });
        if !fits || !self.is_definite(phrase) || own(Dep::Poss) || followed {
            return None;
        }
        let group = self.memory.armed_group(self.doc, phrase.head, !plural)?;
        // What else the phrase says has to agree: "the Lebanese group" is no Yemeni one.
        let agrees = phrases::names_in(&self.names, &phrase.core)
            .iter()
            .all(|name| match name.referent {
                Referent::Country(code) | Referent::Demonym(code) => group.country == Some(code),
                _ => false,
            });
        agrees.then(|| Identity {
            kind: if plural {
                MentionKind::Group
            } else {
                MentionKind::Organisation
            },
            why: format!("“{}” for {}", self.words(&phrase.core), group.name),
            ..group
        })
    }

    /// "his country", "the country": as a country, not as the person who was named.
    fn own_country(&self, phrase: &Phrase) -> Option<Identity> {
        let possessor = self
            .doc
            .child(phrase.head, Dep::Poss)
            .and_then(|at| self.by_token.get(&at));
        let identity = match possessor {
            Some(identity) => identity.clone(),
            None => {
                // "The kingdom" takes up a country that calls itself so.
                let kind = self.doc.tokens[phrase.head].lemma.to_lowercase();
                let is_such = |code: CountryCode| match &*kind {
                    "country" | "nation" | "republic" => true,
                    _ => self.calls_itself(code, &kind),
                };
                self.memory.country(self.doc, phrase.head, is_such)?
            }
        };
        self.as_country(identity.country?)
    }

    fn calls_itself(&self, code: CountryCode, kind: &str) -> bool {
        self.world.country(code).is_some_and(|country| {
            std::iter::once(country.name)
                .chain(country.other_names.iter().copied())
                .flat_map(str::split_whitespace)
                .any(|word| word.to_lowercase().trim_end_matches('s') == kind)
        })
    }

    /// "The neighbouring country", "the other country": not the one that was spoken of.
    fn other_country(&self, phrase: &Phrase) -> Option<Identity> {
        let spoken_of = self
            .memory
            .country(self.doc, phrase.head, |_| true)?
            .country?;
        let other = self
            .memory
            .other_country(spoken_of, self.doc, phrase.head, |_| true)?;
        self.as_country(other)
    }

    /// "Its ally Poland", "its neighbour": the country that the words name, else the only other one nearby. An ally has to
    /// be in an alliance with it.
    fn by_relation(&self, lemma: &str, phrase: &Phrase) -> Option<Identity> {
        let named = self
            .doc
            .children(phrase.head)
            .filter(|&child| child > phrase.head && self.doc.tokens[child].dep == Dep::Appos)
            .filter_map(|child| phrases::name_at(&self.names, child))
            .find_map(|name| match name.referent {
                Referent::Country(code) => Some(code),
                _ => None,
            });
        if let Some(code) = named {
            return self.as_country(code);
        }
        let owner = self.owner(phrase, None).country?;
        let friend = matches!(lemma, "ally" | "partner" | "patron" | "backer");
        let fits = |code: CountryCode| {
            !friend
                || self
                    .world
                    .blocs_of(owner, self.day)
                    .any(|bloc| bloc.is_alliance() && bloc.has_member(code, self.day))
        };
        let other = self
            .memory
            .other_country(owner, self.doc, phrase.head, fits)?;
        self.as_country(other)
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
            office: None,
            why: "name of a country".to_owned(),
        })
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
