//! Whom a title without a name means: the holder of its office at the day of which the clause, or the event, tells.
//!
//! A title is read twice: here by the date in its own clause, else by that of the text; and in [`settle`] once the events
//! have their dates, since "the US president" of an event of 1998 is Clinton whenever the article appeared.

use std::collections::BTreeMap;

use super::memory::Identity;
use super::owners::Owner;
use super::phrases::{Found, Phrase};
use super::resolve::Finder;
use crate::calendar::{Day, days_between, format_range, shift_days};
use crate::extract::Context;
use crate::language::{Dep, EntityLabel, Pos};
use crate::model::{
    ActorId, CountryCode, DateBasis, Event, Mention, MentionKind, Participant, Sector, When,
};
use crate::world::World;

/// How far up the tree the verb of a clause is looked for.
const CLIMB: usize = 12;
/// Sentences with more times are lists and tables; the bound keeps the work in line with their length.
const TIMES_OF_A_SENTENCE: usize = 12;

impl Finder<'_> {
    /// The office that a title means one holder of.
    pub(super) fn office_meant(
        &self,
        found: &Found<'_>,
        phrase: &Phrase,
        owner: &Owner,
    ) -> Option<&'static str> {
        if found.plural || owner.sector.is_some() {
            return None;
        }
        let country = owner.country?;
        if found.role.words == "counterpart" {
            let possessor = self.doc.child(phrase.head, Dep::Poss)?;
            return self.office_of_possessor(possessor, phrase.head);
        }
        if found.role.office.is_empty() || self.has_sector_word(phrase, found) {
            return None;
        }
        let behind_indefinite = self.doc.child(phrase.head, Dep::Det).is_some_and(|det| {
            matches!(
                &*self.doc.tokens[det].lower,
                "a" | "an" | "any" | "another" | "no" | "some"
            )
        });
        if behind_indefinite {
            return None;
        }
        Some(match (found.role.words, country.as_str()) {
            // The president of Iran governs under the supreme leader.
            ("president", "IRN") => "head_of_government",
            _ => found.role.office,
        })
    }

    /// The office whose holder in another country is the counterpart of somebody.
    pub(super) fn office_of_possessor(&self, possessor: usize, at: usize) -> Option<&'static str> {
        let identity = self.by_token.get(&possessor)?;
        let by_title = identity.office;
        let person = identity
            .actor
            .as_ref()
            .and_then(|actor| self.world.person(actor.as_str()));
        let office = by_title.or_else(|| {
            let (office, _) = person?.office_at(self.day_at(at))?;
            Some(office.office)
        })?;
        Some(match office {
            "head_of_state" | "head_of_government" => "leader",
            office => office,
        })
    }

    /// The holder of an office at the date of the clause, else of the text; "the then president" only by the clause.
    pub(super) fn by_office(
        &self,
        office: &'static str,
        found: &Found<'_>,
        phrase: &Phrase,
        owner: &Owner,
        past: bool,
    ) -> Option<Identity> {
        let country = owner.country?;
        let dated = self.days_of_clause(phrase.head);
        let (first, last) = dated.or(self.day.filter(|_| !past).map(|day| (day, day)))?;
        let person = self
            .world
            .office_holder_within(country, office, first, last)?;
        // "The foreign minister, Helena Prado": who is named beside the title holds the office, whatever the tables say.
        if let Some(name) = self.name_beside(phrase.head)
            && !name.split(' ').any(|word| person.name.contains(word))
        {
            let several = name.contains(' ');
            return Some(Identity {
                kind: MentionKind::Person,
                actor: several.then(|| ActorId(crate::world::slug(&name))),
                country: Some(country),
                sector: found.role.sector.or(Some(Sector::Government)),
                point: None,
                office: None,
                why: format!(
                    "{} of {}, named beside: {name}",
                    found.role.words, owner.words
                ),
                name,
            });
        }
        let at = match dated {
            Some(_) => format!(" in {}", format_range(first, last)),
            None => String::new(),
        };
        Some(Identity {
            kind: MentionKind::Person,
            actor: Some(ActorId(person.id.clone())),
            name: person.name.to_owned(),
            country: Some(country),
            sector: found.role.sector.or(Some(Sector::Government)),
            point: None,
            office: Some(office),
            why: format!(
                "{} of {}{at}: {}",
                found.role.words, owner.words, person.name
            ),
        })
    }

    /// The name of a person that stands in apposition to a title.
    fn name_beside(&self, head: usize) -> Option<String> {
        let child = self
            .doc
            .children(head)
            .find(|&child| self.doc.tokens[child].dep == Dep::Appos && child > head)?;
        let entity = self.doc.entity_at(child)?;
        (entity.label == EntityLabel::Person).then(|| self.words(&entity.tokens))
    }

    /// "the former president" without a country: the holder of that office who was named last.
    pub(super) fn holder_named_before(
        &self,
        found: &Found<'_>,
        phrase: &Phrase,
        owner: &Owner,
        past: bool,
    ) -> Option<Identity> {
        let unowned = owner.country.is_none() && owner.actor.is_none();
        if found.role.office.is_empty()
            || found.plural
            || !unowned
            || !self.is_definite(phrase)
            || self.has_sector_word(phrase, found)
        {
            return None;
        }
        let same_office = |office: &str| {
            office == found.role.office
                || (found.role.office == "leader"
                    && matches!(office, "head_of_state" | "head_of_government"))
        };
        let before = self.memory.last_person(|identity| {
            let person = identity
                .actor
                .as_ref()
                .and_then(|actor| self.world.person(actor.as_str()));
            person.is_some_and(|person| {
                person.offices.iter().any(|office| {
                    same_office(office.office) && (past || office.term.holds_at(self.day))
                })
            })
        })?;
        Some(Identity {
            why: format!("“{}” as before: {}", found.role.words, before.name),
            ..before.clone()
        })
    }

    /// "the then defence minister", "then-president": of the time that is told of.
    pub(super) fn is_then(&self, phrase: &Phrase) -> bool {
        self.doc.tokens[phrase.core.clone()]
            .iter()
            .any(|token| &*token.lower == "then" || token.lower.starts_with("then-"))
    }

    /// The day to judge a person by: of the clause, else of the text.
    pub(super) fn day_at(&self, at: usize) -> Option<Day> {
        match self.days_of_clause(at) {
            Some((first, last)) => Some(shift_days(first, days_between(first, last) / 2)),
            None => self.day,
        }
    }

    /// The days that the clause of a word is dated to, if they lie before the text: "in 1998 the president ordered".
    fn days_of_clause(&self, at: usize) -> Option<(Day, Day)> {
        let sentence = self.doc.sentence_of(at);
        let first = self.doc.tokens.get(sentence.start)?.start;
        let end = self.doc.tokens.get(sentence.end.checked_sub(1)?)?.end;
        let from = self.times.partition_point(|time| time.span.end <= first);
        let inside = self.times[from..]
            .iter()
            .take_while(|time| time.span.start < end)
            .take(TIMES_OF_A_SENTENCE);
        let mut verbs: Option<Vec<usize>> = None;
        for time in inside {
            let (Some(earliest), Some(latest)) = (time.earliest, time.latest) else {
                continue;
            };
            let past = self.day.is_none_or(|day| latest < day);
            let Some(verb) = self.verb_of_time(time.span.start).filter(|_| past) else {
                continue;
            };
            if verbs
                .get_or_insert_with(|| self.verbs_above(at))
                .contains(&verb)
            {
                return Some((earliest, latest));
            }
        }
        None
    }

    /// The verb that a time hangs on without another noun between: "in 1998 ... ordered", "ordered on Monday".
    fn verb_of_time(&self, byte: u32) -> Option<usize> {
        let token = self.doc.token_at(byte as usize)?;
        let mut current = token;
        for _ in 0..4 {
            let head = self.doc.head(current)?;
            let governor = &self.doc.tokens[head];
            match governor.pos {
                Pos::Verb | Pos::Aux => return Some(head),
                // "Since 1998", "until 1998" and the like tell no day of the clause.
                Pos::Adp | Pos::Sconj
                    if !matches!(&*governor.lower, "in" | "on" | "at" | "during") =>
                {
                    return None;
                }
                Pos::Noun if self.time_at(governor.start).is_none() => return None,
                _ => current = head,
            }
        }
        None
    }

    /// The verb of the clause that a word stands in, and those it only completes: "decided to strike".
    fn verbs_above(&self, at: usize) -> Vec<usize> {
        let mut verbs = Vec::new();
        for up in self.doc.ancestors(at).take(CLIMB) {
            if !matches!(self.doc.tokens[up].pos, Pos::Verb | Pos::Aux) {
                if !verbs.is_empty() {
                    break;
                }
                continue;
            }
            verbs.push(up);
            if !matches!(
                self.doc.tokens[up].dep,
                Dep::Xcomp | Dep::Aux | Dep::AuxPass | Dep::Conj
            ) {
                break;
            }
        }
        verbs
    }
}

/// Titles in dated events mean whoever held the office then, and people have the part in society that they had then.
pub fn settle(context: &Context<'_>, mentions: &mut [Mention], events: &mut [Event]) {
    let mut renamed: BTreeMap<usize, Participant> = BTreeMap::new();
    for event in events {
        let Some((first, last)) = days_before(&event.when, context.published) else {
            continue;
        };
        let (mut summary, mut reasons) = (event.summary.clone(), Vec::new());
        for one in event.sources.iter_mut().chain(&mut event.targets) {
            let Some((index, mention)) = titled(mentions, one) else {
                continue;
            };
            let (Some(country), Some(office)) = (mention.country, &mention.office) else {
                continue;
            };
            let words = mention.span.of(context.text);
            let then = holder_then(one, (country, office), (first, last), words, context.world);
            if then.actor == one.actor {
                continue;
            }
            reasons.push(format!(
                "“{words}” in {}: {}",
                format_range(first, last),
                match then.actor {
                    Some(_) => &then.name,
                    None => "the holder of the office is not known",
                }
            ));
            summary = summary.replace(&one.name, &then.name);
            if event
                .evidence
                .iter()
                .any(|span| span.contains(mention.span))
            {
                renamed.entry(index).or_insert_with(|| then.clone());
            }
            *one = then;
        }
        reasons.dedup();
        event.why.extend(reasons);
        event.summary = summary;
    }
    for (index, then) in renamed {
        let mention = &mut mentions[index];
        mention.why = match then.actor {
            Some(_) => format!("{}; at the date of the event: {}", mention.why, then.name),
            None => format!("{}; at the date of the event not known", mention.why),
        };
        mention.actor = then.actor;
        mention.name = then.name;
    }
}

/// The days of an event that the text dates and that lies before it.
fn days_before(when: &When, published: Option<Day>) -> Option<(Day, Day)> {
    let dated = matches!(
        when.basis,
        DateBasis::Explicit | DateBasis::Relative | DateBasis::Inherited
    );
    let (first, last) = when.earliest.zip(when.latest).filter(|_| dated)?;
    published
        .is_none_or(|published| last < published)
        .then_some((first, last))
}

/// The mention of a title that a participant comes from.
fn titled<'m>(mentions: &'m [Mention], one: &Participant) -> Option<(usize, &'m Mention)> {
    let start = mentions.partition_point(|mention| mention.span.start < one.span.start);
    mentions
        .iter()
        .enumerate()
        .skip(start)
        .take_while(|(_, mention)| mention.span.start == one.span.start)
        .find(|(_, mention)| {
            mention.office.is_some() && mention.span == one.span && mention.actor == one.actor
        })
}

fn holder_then(
    one: &Participant,
    (country, office): (CountryCode, &str),
    (first, last): (Day, Day),
    words: &str,
    world: &World,
) -> Participant {
    let holder = world.office_holder_within(country, office, first, last);
    Participant {
        actor: holder.map(|person| ActorId(person.id.clone())),
        name: holder.map_or_else(|| words.to_owned(), |person| person.name.to_owned()),
        ..one.clone()
    }
}
