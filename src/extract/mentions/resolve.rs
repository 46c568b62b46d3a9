//! Walks the text from left to right and says of each noun phrase who or what it is.

use std::collections::HashMap;
use std::ops::Range;

use super::super::Context;
use super::memory::{Identity, Memory};
use super::names::{self, Name, Referent};
use super::phrases::{self, Phrase};
use super::rules::Rules;
use crate::calendar::Day;
use crate::language::{Dep, Doc, EntityLabel, Pos};
use crate::model::{ActorId, CountryCode, Mention, MentionKind, Span, TimeExpression};
use crate::world::{Gender, Point, World};

/// One pass over one text.
pub(super) struct Finder<'a> {
    pub(super) doc: &'a Doc,
    pub(super) text: &'a str,
    pub(super) world: &'a World,
    pub(super) day: Option<Day>,
    pub(super) names: Vec<Name>,
    pub(super) memory: Memory,
    /// Who the phrase of a head is.
    pub(super) by_token: HashMap<usize, Identity>,
    /// Time expressions: they name nobody, and date clauses.
    pub(super) times: &'a [TimeExpression],
    /// The country whose capital the report comes from.
    pub(super) dateline: Option<CountryCode>,
    /// The country whose public life most of the words belong to.
    pub(super) public_life: Option<CountryCode>,
    mentions: Vec<Mention>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(rules: &Rules, context: &Context<'a>, times: &'a [TimeExpression]) -> Self {
        let (names, public_life) = names::names(context, rules);
        let dateline = names::dateline(&names, context);
        Self {
            doc: context.doc,
            text: context.text,
            world: context.world,
            day: context.published,
            names,
            dateline,
            public_life,
            memory: Memory::default(),
            by_token: HashMap::new(),
            times,
            mentions: Vec::new(),
        }
    }

    pub(super) fn find(mut self) -> Vec<Mention> {
        let mut next_name = 0;
        // Names that the phrase with the token as head has taken for its own.
        let mut own = vec![false; self.names.len()];
        for at in 0..self.doc.len() {
            if phrases::is_head(self.doc, at) && !self.is_time(at) {
                self.read_phrase(at, &mut own);
            }
            // Names that are only part of a phrase: "Chinese" in "Chinese warships".
            while self
                .names
                .get(next_name)
                .is_some_and(|name| name.tokens.end <= at + 1)
            {
                if !own[next_name] {
                    self.read_inner_name(next_name);
                }
                next_name += 1;
            }
        }
        self.fill_countries();
        self.mentions
    }

    /// Somebody who is introduced with a country only later has it from the first mention on.
    fn fill_countries(&mut self) {
        let mut said: HashMap<ActorId, CountryCode> = HashMap::new();
        for mention in &self.mentions {
            if let (MentionKind::Person, Some(actor), Some(country)) =
                (mention.kind, &mention.actor, mention.country)
            {
                said.entry(actor.clone()).or_insert(country);
            }
        }
        let home = self.memory.only_country();
        let sole = self.memory.sole_country();
        for mention in &mut self.mentions {
            // Who speaks for the UN is of no country, whatever the text is about.
            let of_body = mention.actor.as_ref().is_some_and(|actor| {
                let mut bodies = self.world.bodies().iter();
                mention.country.is_none() && bodies.any(|body| body.actor == *actor)
            });
            let unknown =
                mention.kind == MentionKind::Person && mention.country.is_none() && !of_body;
            if let Some(country) = mention
                .actor
                .as_ref()
                .filter(|_| unknown)
                .and_then(|actor| said.get(actor))
            {
                mention.country = Some(*country);
                mention.why = format!("{}, elsewhere in the text of {country}", mention.why);
            } else if unknown && let Some(country) = home.filter(|_| is_private(mention)) {
                mention.country = Some(country);
                mention.why = format!("{}, in an account of {country}", mention.why);
            } else if unknown && let Some(country) = sole.filter(|_| is_office(mention, self.world))
            {
                mention.country = Some(country);
                mention.why = format!("{}, the text names only {country}", mention.why);
            }
        }
    }

    fn is_time(&self, at: usize) -> bool {
        self.time_at(self.doc.tokens[at].start).is_some()
    }

    /// The time expression that covers a byte.
    pub(super) fn time_at(&self, byte: u32) -> Option<&'a TimeExpression> {
        let place = self.times.partition_point(|time| time.span.end <= byte);
        self.times.get(place).filter(|time| time.span.start <= byte)
    }

    /// The words of a range of tokens, on one line.
    pub(super) fn words(&self, tokens: &Range<usize>) -> String {
        let words = self
            .text
            .get(self.doc.token_span(tokens.clone()))
            .unwrap_or_default();
        if words.contains(['\n', '\t', '\r']) {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            words.to_owned()
        }
    }

    fn read_phrase(&mut self, at: usize, own: &mut [bool]) {
        let token = &self.doc.tokens[at];
        if token.pos == Pos::Pron {
            let identities = self.by_pronoun(at);
            let shared = identities.len() > 1;
            for identity in identities {
                let gender = match &*token.lower {
                    "he" | "him" | "his" => Some(Gender::Male),
                    "she" | "her" => Some(Gender::Female),
                    _ => None,
                };
                if let Some(gender) = gender {
                    self.memory.set_gender(&identity.name, gender);
                }
                self.push(&identity, at..at + 1, at);
                self.memory.add(&identity, self.doc, at, shared, shared);
                self.by_token.entry(at).or_insert(identity);
            }
            return;
        }
        let phrase = phrases::phrase(self.doc, at, &self.names);
        let half = matches!(&*token.lower, "north" | "south")
            && self.half_of_korea(&token.lower).is_some();
        let mut own_name = self.own_name(&phrase);
        if half && let Some(index) = own_name.take() {
            own[index] = true;
        }
        let own_name = own_name.filter(|_| &*token.lower != "koreas");
        if let Some(index) = own_name {
            let root = self.doc.span_root(self.names[index].tokens.clone());
            // Where the parser tore a name apart it is read once, at its topmost word.
            if own[index] || root.is_some_and(|root| root != at) {
                return;
            }
        }
        let identities = match own_name {
            Some(index) => self.by_name(&phrase, index).into_iter().collect(),
            None => {
                let mut found = self.by_anaphora(&phrase);
                if found.is_empty() {
                    found.extend(self.by_surname_alone(&phrase));
                }
                if found.is_empty() {
                    found.extend(
                        self.by_title_and_name(&phrase)
                            .or_else(|| self.by_role(&phrase)),
                    );
                    self.share_among_countries(&phrase, &mut found);
                }
                found
            }
        };
        if let Some(index) = own_name
            && !identities.is_empty()
        {
            own[index] = true;
        }
        let mut identities = identities;
        if let [one] = identities.as_mut_slice()
            && one.kind == MentionKind::Group
            && one.country.is_none()
            && one.actor.is_none()
            && let Some((country, name)) = self.example(at)
        {
            one.country = Some(country);
            one.why = format!("{}, including {name}", one.why);
        }
        let shared = identities.len() > 1;
        let plural = self.doc.tokens[at].morph.is("Number", "Plur") || shared;
        for identity in &identities {
            self.push(identity, phrase.tokens.clone(), at);
            self.memory.add(identity, self.doc, at, plural, shared);
        }
        if let Some(identity) = identities.into_iter().next() {
            self.remember_words(&phrase, own_name, &identity);
            self.by_token.insert(at, identity);
        }
    }

    /// Who is named as one of a group, "the defendants, including Morsi", and of which country.
    fn example(&self, at: usize) -> Option<(CountryCode, String)> {
        // "23 of the defendants, including Morsi".
        let whole = self
            .doc
            .head(at)
            .filter(|&of| &*self.doc.tokens[of].lower == "of")
            .and_then(|of| self.doc.head(of));
        let including = std::iter::once(at)
            .chain(whole)
            .flat_map(|head| self.doc.children(head))
            .find(|&child| child > at && &*self.doc.tokens[child].lower == "including")?;
        let named = self.doc.child(including, Dep::Pobj)?;
        let name = phrases::name_at(&self.names, named)?;
        let words = self.words(&name.tokens);
        let country = match &name.referent {
            Referent::Person(index) => {
                let person = self.world.people().get(*index as usize)?;
                let (office, _) = person.office_at(self.day_at(at))?;
                office.country
            }
            Referent::Other(EntityLabel::Person) => self.memory.person(&words)?.country,
            _ => None,
        };
        Some((country?, words))
    }

    /// The name whose last words the head is.
    fn own_name(&self, phrase: &Phrase) -> Option<usize> {
        let from = self
            .names
            .partition_point(|name| name.tokens.start < phrase.core.start);
        let to = self
            .names
            .partition_point(|name| name.tokens.start <= phrase.head);
        (from..to).find(|&index| self.names[index].tokens.contains(&phrase.head))
    }

    fn remember_words(&mut self, phrase: &Phrase, name: Option<usize>, identity: &Identity) {
        let lemma = self.doc.tokens[phrase.head].lemma.to_lowercase();
        let named = name.map(|index| self.names[index].tokens.clone());
        let named = match (named, phrase.title_of) {
            (Some(named), _) => Some(named),
            (None, Some(title_of)) => {
                phrases::name_at(&self.names, title_of).map(|name| name.tokens.clone())
            }
            (None, None) => None,
        };
        if identity.kind == MentionKind::Person {
            if let Some(tokens) = &named {
                self.remember_person(tokens, identity);
                // "The minister" takes up "Defence Minister Jan Kowalski".
                let title = self.title_of_name(phrase, tokens);
                let office = title.filter(|title| !title.role.office.is_empty());
                if let Some(words) = office.map(|title| title.role.words) {
                    self.memory.add_head(words);
                }
            } else if self.is_proper(phrase.head) {
                let word = self.words(&(phrase.head..phrase.head + 1));
                self.memory.add_surname(&word);
            }
            let title = self.doc.tokens[phrase.core.clone()].iter().any(|t| {
                matches!(
                    &*t.lower,
                    "mrs"
                        | "mrs."
                        | "ms"
                        | "ms."
                        | "spokeswoman"
                        | "chairwoman"
                        | "queen"
                        | "woman"
                )
            });
            if title {
                self.memory.set_gender(&identity.name, Gender::Female);
            }
        }
        if named.is_none() || identity.kind == MentionKind::Organisation {
            self.memory.add_head(&lemma);
        }
    }

    fn remember_person(&mut self, tokens: &Range<usize>, identity: &Identity) {
        if tokens.len() > 1 {
            let given = self.words(&(tokens.start..tokens.start + 1));
            if let Some(gender) = self.world.gender(&given) {
                self.memory.set_gender(&identity.name, gender);
            }
        }
        if let Some(last) = tokens.clone().next_back() {
            let word = self.words(&(last..last + 1));
            self.memory.add_surname(&word);
        }
        // Family names come first in much of East Asia.
        let asian = identity.country.is_some_and(|code| {
            matches!(
                code.as_str(),
                "CHN" | "PRK" | "KOR" | "TWN" | "HKG" | "VNM" | "KHM" | "SGP" | "MAC"
            )
        });
        if asian && tokens.len() > 1 {
            let word = self.words(&(tokens.start..tokens.start + 1));
            self.memory.add_surname(&word);
        }
    }

    /// A name that no phrase has as its own.
    fn read_inner_name(&mut self, index: usize) {
        let name = self.names[index].clone();
        let Some(head) = self.doc.span_root(name.tokens.clone()) else {
            return;
        };
        let phrase = Phrase {
            head,
            tokens: name.tokens.clone(),
            core: name.tokens.clone(),
            title_of: None,
        };
        if let Referent::Other(_) = name.referent
            && !matches!(name.referent, Referent::Other(EntityLabel::Org))
        {
            return;
        }
        if let Some(identity) = self.name_alone(&phrase, &name) {
            // Modifiers do not act: "the Putin government" is no mention of Putin, but counts for his country.
            self.push(&identity, name.tokens.clone(), head);
            if identity.kind != MentionKind::Person {
                self.memory.add(&identity, self.doc, head, false, false);
            }
            self.by_token.entry(head).or_insert(identity);
        }
    }

    fn push(&mut self, identity: &Identity, tokens: Range<usize>, head: usize) {
        let point: Option<Point> = identity.point;
        self.mentions.push(Mention {
            span: Span::from(self.doc.token_span(tokens)),
            head: Span::from(self.doc.tokens[head].range()),
            kind: identity.kind,
            actor: identity.actor.clone(),
            name: identity.name.clone(),
            country: identity.country,
            sector: identity.sector,
            latitude: point.map(|point| point.latitude),
            longitude: point.map(|point| point.longitude),
            office: identity.office.map(str::to_owned),
            why: identity.why.clone(),
        });
    }
}

/// "The foreign minister" without a country.
fn is_office(mention: &Mention, world: &World) -> bool {
    let name = mention.name.to_lowercase();
    mention.actor.is_none()
        && name.strip_prefix("the ").is_some_and(|title| {
            let role = world.role(title);
            role.is_some_and(|role| !role.office.is_empty())
        })
}

/// Somebody with a name of their own of whom the text says neither country nor body.
fn is_private(mention: &Mention) -> bool {
    mention.actor.is_some() && mention.sector.is_none()
}
