//! Whose a noun phrase is: the country, body or person among its modifiers, behind an "of", or before an "'s".

use std::ops::Range;

use super::memory::Identity;
use super::names::{Name, Referent, origin};
use super::phrases::{self, Phrase};
use super::resolve::Finder;
use crate::language::{Dep, Pos};
use crate::model::{ActorId, CountryCode, MentionKind, Sector};

/// Where the country or sector of a phrase comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Owner {
    pub(super) country: Option<CountryCode>,
    pub(super) sector: Option<Sector>,
    pub(super) actor: Option<ActorId>,
    /// The words that told it.
    pub(super) words: String,
}

impl Finder<'_> {
    /// Whose the phrase is: the names among its modifiers, behind an "of", or a possessive pronoun.
    pub(super) fn owner(&self, phrase: &Phrase, own_name: Option<&Range<usize>>) -> Owner {
        let before = phrases::names_in(&self.names, &phrase.core);
        let nearest = before
            .iter()
            .rev()
            .filter(|name| {
                own_name
                    .is_none_or(|own| name.tokens.end <= own.start || own.start < name.tokens.start)
            })
            .filter(|name| name.tokens.start <= phrase.head && Some(&name.tokens) != own_name)
            .filter_map(|name| self.owner_by_name(name))
            .find(|owner| owner.country.is_some() || owner.actor.is_some());
        if let Some(owner) = nearest.or_else(|| self.shared_owner(phrase)) {
            return owner;
        }
        // "its ambassador from Lima", "its troops in Mali": where they are is not whose they are.
        let possessor = self
            .doc
            .children(phrase.head)
            .find(|&child| self.doc.tokens[child].dep == Dep::Poss)
            .and_then(|at| self.by_token.get(&at))
            .map(|identity| Owner {
                country: identity.country,
                sector: None,
                // "The alliance's ministers" are those of a body without a country.
                actor: identity.actor.clone().filter(|_| {
                    identity.kind == MentionKind::Organisation && identity.country.is_none()
                }),
                words: identity.name.clone(),
            });
        match possessor {
            Some(owner) if owner.country.is_some() || owner.actor.is_some() => owner,
            possessor => self
                .owner_behind(phrase.head)
                .or(possessor)
                .unwrap_or_default(),
        }
    }

    /// "Turkey's justice and interior ministers": whose the first are, the second are too.
    fn shared_owner(&self, phrase: &Phrase) -> Option<Owner> {
        /// Words between the owner and "and".
        const MOST_WORDS: usize = 4;
        let tokens = &self.doc.tokens;
        let joint = phrase.core.start.checked_sub(1)?;
        let fits = &*tokens[joint].lower == "and"
            && matches!(
                &*tokens[phrase.head].lemma,
                "minister" | "secretary" | "ministry"
            );
        if !fits {
            return None;
        }
        let mut at = joint;
        for _ in 0..=MOST_WORDS {
            at = at.checked_sub(1)?;
            if let Some(name) = phrases::name_at(&self.names, at)
                && matches!(name.referent, Referent::Country(_) | Referent::Demonym(_))
            {
                // "Norway and foreign ministers": the country itself is one of the two.
                return (at + 1 < joint).then(|| self.owner_by_name(name))?;
            }
            let token = &tokens[at];
            let part = matches!(token.pos, Pos::Noun | Pos::Adj)
                && !token.morph.is("Number", "Plur")
                || matches!(&*token.lower, "'s" | "’s" | "'" | "’");
            if !part {
                return None;
            }
        }
        None
    }

    /// "The French and German foreign ministers", "U.S., British and Polish troops": one for each of the countries.
    pub(super) fn share_among_countries(&self, phrase: &Phrase, found: &mut Vec<Identity>) {
        let [only] = found.as_slice() else { return };
        if only.actor.is_some() || !self.doc.tokens[phrase.head].morph.is("Number", "Plur") {
            return;
        }
        let mut countries: Vec<CountryCode> = Vec::new();
        let mut end = None;
        // "The presidents of Kenya and Uganda" names them behind the head.
        let before = phrases::names_in(&self.names, &phrase.core);
        let names = match before {
            [] => phrases::names_in(&self.names, &(phrase.core.end..self.right_edge_of(phrase))),
            names => names,
        };
        for name in names {
            let (Referent::Country(code) | Referent::Demonym(code)) = name.referent else {
                return;
            };
            let joined = end.is_none_or(|end: usize| {
                let between = end..name.tokens.start;
                !between.is_empty()
                    && self.doc.tokens[between]
                        .iter()
                        .all(|token| matches!(&*token.lower, "," | "and" | "or" | "the"))
            });
            if !joined || name.tokens.contains(&phrase.head) {
                return;
            }
            if !countries.contains(&code) {
                countries.push(code);
            }
            end = Some(name.tokens.end);
        }
        // The country that the phrase has is one of them, else it came from elsewhere.
        if countries.len() < 2 || !only.country.is_some_and(|code| countries.contains(&code)) {
            return;
        }
        let shared = only.clone();
        *found = countries
            .into_iter()
            .map(|code| Identity {
                country: Some(code),
                office: None,
                why: format!("{}, one of several countries", shared.why),
                ..shared.clone()
            })
            .collect();
    }

    /// The end of the "of" phrase behind a head.
    fn right_edge_of(&self, phrase: &Phrase) -> usize {
        self.doc
            .children(phrase.head)
            .find(|&child| {
                child == phrase.core.end
                    && self.doc.tokens[child].dep == Dep::Prep
                    && &*self.doc.tokens[child].lower == "of"
            })
            .map_or(phrase.core.end, |of| self.doc.right_edge(of) + 1)
    }

    fn owner_by_name(&self, name: &Name) -> Option<Owner> {
        let tokens = &self.doc.tokens;
        let behind = |offset: usize| tokens.get(name.tokens.end + offset).map(|t| &*t.lower);
        let joined = behind(0) == Some("-") || behind(0) == Some("–");
        // "Iran-backed" is not of Iran; nor is "pro-Russian" or "anti-American".
        if joined
            && matches!(
                behind(1),
                Some(
                    "backed"
                        | "led"
                        | "allied"
                        | "aligned"
                        | "supported"
                        | "funded"
                        | "friendly"
                        | "linked"
                        | "trained"
                        | "supplied"
                        | "armed"
                        | "mediated"
                        | "brokered"
                        | "sponsored"
                )
            )
        {
            return None;
        }
        if let Some(at) = name.tokens.start.checked_sub(1)
            && (tokens[at].lower.starts_with("pro-")
                || tokens[at].lower.starts_with("anti-")
                || (&*tokens[at].lower == "-"
                    && at > 0
                    && matches!(&*tokens[at - 1].lower, "pro" | "anti" | "ex" | "non")))
        {
            return None;
        }
        let words = self.words(&name.tokens);
        match &name.referent {
            Referent::Person(index) => {
                let person = self.world.people().get(*index as usize)?;
                let (office, _) = person.office_at(self.day)?;
                Some(Owner {
                    country: office.country,
                    sector: office.sector(),
                    actor: None,
                    words,
                })
            }
            Referent::Other(_) => {
                let country = match self.memory.person(&words) {
                    Some(identity) => identity.country,
                    None => self.country_within(&name.tokens),
                };
                Some(Owner {
                    country: Some(country?),
                    sector: None,
                    actor: None,
                    words,
                })
            }
            Referent::Country(_) | Referent::Demonym(_) => {
                let (country, _) = origin(name, self.world)?;
                Some(Owner {
                    country,
                    sector: None,
                    actor: None,
                    words,
                })
            }
            _ => {
                let (country, sector) = origin(name, self.world)?;
                let actor = match &name.referent {
                    Referent::Body(index) => self
                        .world
                        .bodies()
                        .get(*index as usize)
                        .map(|body| body.actor.clone()),
                    _ => None,
                };
                let sector = match &name.referent {
                    Referent::Metonym(_) if !self.is_seat(name) => None,
                    _ => sector,
                };
                Some(Owner {
                    country,
                    sector,
                    actor,
                    words,
                })
            }
        }
    }

    fn is_seat(&self, name: &Name) -> bool {
        match name.referent {
            Referent::Metonym(index) => self
                .world
                .metonyms()
                .get(index as usize)
                .is_some_and(|metonym| !metonym.is_city),
            _ => false,
        }
    }

    /// The country that a longer name holds: "Bank of China".
    pub(super) fn country_within(&self, tokens: &Range<usize>) -> Option<CountryCode> {
        phrases::names_in(&self.names, tokens)
            .iter()
            .filter(|inner| inner.tokens != *tokens)
            .find_map(|inner| origin(inner, self.world).and_then(|(country, _)| country))
    }

    /// "the president of Chile", "trade unions in Denmark".
    fn owner_behind(&self, head: usize) -> Option<Owner> {
        self.doc
            .children(head)
            .filter(|&child| {
                child > head
                    && self.doc.tokens[child].dep == Dep::Prep
                    && (matches!(&*self.doc.tokens[child].lower, "of" | "in" | "from" | "at")
                        || (&*self.doc.tokens[child].lower == "for"
                            && self.doc.tokens[head].lemma.starts_with("spokes")))
            })
            .filter_map(|prep| self.doc.child(prep, Dep::Pobj))
            .filter_map(|object| phrases::name_at(&self.names, object))
            .filter_map(|name| self.owner_by_name(name))
            .find(|owner| owner.country.is_some() || owner.actor.is_some())
    }
}
