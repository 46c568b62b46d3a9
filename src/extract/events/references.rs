//! Words that take up somebody named before: "the two leaders", "the country", "the organisation", "him".
//!
//! Most of that is done for mentions; what only a clause can tell is done here.

use super::actors::{NONE, Scene, is_resolved};
use crate::language::{Dep, Tag};
use crate::model::{Mention, MentionKind, Participant};

impl Scene<'_> {
    /// "The two leaders": one mention for each, over the same words.
    pub(super) fn several(&self, noun: usize) -> Vec<Participant> {
        let core = self.core(noun);
        let index = match (self.at_head[core], self.cover[core]) {
            (NONE, cover) => cover,
            (head, _) => head,
        } as usize;
        let Some(first) = self.mentions.get(index) else {
            return Vec::new();
        };
        let same = |mention: &&Mention| mention.span == first.span && is_resolved(mention);
        let before = self.mentions[..index].iter().rev().take_while(same).count();
        self.mentions[index - before..]
            .iter()
            .take_while(same)
            .map(|mention| self.party(mention))
            .collect()
    }

    /// "Called him": the object is somebody else than the subject, the last one named before.
    pub(super) fn rebind(&self, one: &mut Participant, taken: &[Participant]) -> bool {
        let Some(index) = self.doc.token_at(one.span.start as usize) else {
            return true;
        };
        let token = &self.doc.tokens[index];
        let alone = token.end == one.span.end;
        let object = matches!(&*token.lower, "him" | "her" | "them" | "it");
        let same = |other: &Participant| other.key().is_some() && other.key() == one.key();
        if !alone || !taken.iter().any(same) {
            return true;
        }
        if token.tag == Tag::PrpPossessive {
            // "Put its garrison on alert": nothing is done to somebody else.
            return false;
        }
        if token.tag != Tag::Prp || !object {
            return true;
        }
        let person = matches!(&*token.lower, "him" | "her");
        let sentence = self.doc.sentence_of(index);
        let other = (sentence.start..index).rev().find_map(|before| {
            let mention = self.mentions.get(self.at_head[before] as usize)?;
            let fits = (mention.kind == MentionKind::Person) == person
                && is_resolved(mention)
                && mention.kind != MentionKind::Nationality
                && taken.iter().all(|taken| taken.actor != mention.actor);
            fits.then(|| self.party(mention))
        });
        match other {
            Some(other) => {
                *one = Participant {
                    span: one.span,
                    ..other
                };
                true
            }
            None => false,
        }
    }

    /// "The eastern European country": the one that the sentences before speak of.
    pub(super) fn the_country(&self, noun: usize) -> Option<Participant> {
        let doc = self.doc;
        let token = &doc.tokens[noun];
        if token.tag == Tag::Nns || !self.is_definite(noun) {
            return None;
        }
        if matches!(
            &*token.lemma,
            "organisation"
                | "organization"
                | "bloc"
                | "alliance"
                | "body"
                | "group"
                | "union"
                | "agency"
        ) {
            return self.the_body(noun);
        }
        if !matches!(
            &*token.lemma,
            "country" | "nation" | "state" | "republic" | "kingdom"
        ) {
            return None;
        }
        let sentence = doc.sentence_index(noun);
        for index in (sentence.saturating_sub(3)..sentence).rev() {
            let range = doc.sentences[index].clone();
            let subject = range.clone().find(|&word| {
                matches!(doc.tokens[word].dep, Dep::Nsubj | Dep::NsubjPass)
                    && self
                        .mention_at(word)
                        .is_some_and(|mention| mention.country.is_some())
            });
            if let Some(mention) = subject.and_then(|word| self.mention_at(word)) {
                let span = self.words_of(noun);
                return Some(Participant {
                    span,
                    actor: mention.country.map(Into::into),
                    name: self.country_name(mention),
                    country: mention.country,
                    sector: None,
                });
            }
        }
        None
    }

    /// "The organisation": the last international body that the text named.
    fn the_body(&self, noun: usize) -> Option<Participant> {
        let doc = self.doc;
        let from = doc.sentences[doc.sentence_index(noun).saturating_sub(2)].start;
        if doc.children(noun).any(|child| {
            matches!(
                doc.tokens[child].dep,
                Dep::Amod | Dep::Compound | Dep::Prep | Dep::Relcl | Dep::Acl
            )
        }) {
            return None;
        }
        (from..noun).rev().find_map(|index| {
            let mention = self.mentions.get(self.at_head[index] as usize)?;
            let fit = mention.kind == MentionKind::Organisation
                && mention.actor.is_some()
                && mention.country.is_none();
            fit.then(|| Participant {
                span: self.words_of(noun),
                ..self.party(mention)
            })
        })
    }

    fn is_definite(&self, noun: usize) -> bool {
        self.doc.child(noun, Dep::Det).is_some_and(|det| {
            matches!(
                &*self.doc.tokens[det].lower,
                "the" | "this" | "that" | "these" | "those" | "both"
            )
        })
    }

    /// The country whose people the text up to `before` speaks of most, other than the one given.
    pub(super) fn other_side(&self, one: &Participant, before: usize) -> Option<Participant> {
        let end = self.doc.tokens[before].start;
        let mut counts: Vec<(usize, &Mention)> = Vec::new();
        for mention in self.mentions.iter().filter(|mention| {
            mention.span.end <= end
                && mention.kind == MentionKind::Person
                && mention.country.is_some()
                && mention.country != one.country
        }) {
            match counts
                .iter_mut()
                .find(|(_, other)| other.country == mention.country)
            {
                Some((count, _)) => *count += 1,
                None => counts.push((1, mention)),
            }
        }
        let (_, mention) = counts.into_iter().rev().max_by_key(|(count, _)| *count)?;
        Some(self.party(mention))
    }

    fn country_name(&self, mention: &Mention) -> String {
        let code = mention.country;
        self.mentions
            .iter()
            .find(|other| other.kind == MentionKind::Country && other.country == code)
            .map_or_else(|| mention.name.clone(), |other| other.name.clone())
    }

    /// "The two leaders", "both sides", "the three countries": the last countries that the text spoke of.
    pub(super) fn pair(&self, noun: usize) -> Vec<Participant> {
        let doc = self.doc;
        let token = &doc.tokens[noun];
        let wanted = doc
            .children(noun)
            .filter(|&child| child < noun)
            .chain(std::iter::once(noun))
            .find_map(|word| match &*doc.tokens[word].lower {
                "two" | "both" | "rival" | "neighbouring" => Some(2),
                "three" => Some(3),
                "four" => Some(4),
                _ => None,
            });
        let Some(wanted) = wanted else {
            return Vec::new();
        };
        let pairable = matches!(
            &*token.lemma,
            "leader"
                | "president"
                | "minister"
                | "side"
                | "country"
                | "nation"
                | "ally"
                | "neighbour"
                | "neighbor"
                | "government"
                | "state"
                | "party"
                | "power"
                | "official"
                | "diplomat"
                | "man"
                | "rival"
                | "capital"
        );
        if !pairable || token.tag != Tag::Nns || self.mention_at(noun).is_some_and(is_resolved) {
            return Vec::new();
        }
        if !self.is_definite(noun) && &*token.lower != "sides" {
            return Vec::new();
        }
        let from = doc.sentences[doc.sentence_index(noun).saturating_sub(3)].start;
        let people = matches!(
            &*token.lemma,
            "leader" | "president" | "minister" | "official" | "diplomat" | "man"
        );
        let span = self.words_of(noun);
        let mut found: Vec<Participant> = Vec::new();
        for index in (from..doc.left_edge(noun)).rev() {
            let Some(mention) = self.mentions.get(self.at_head[index] as usize) else {
                continue;
            };
            if people && mention.kind != MentionKind::Person {
                continue;
            }
            let Some(country) = mention.country else {
                continue;
            };
            if found.iter().any(|other| other.country == Some(country)) {
                continue;
            }
            found.push(Participant {
                span,
                actor: if people {
                    mention.actor.clone()
                } else {
                    Some(country.into())
                },
                name: if people {
                    mention.name.clone()
                } else {
                    self.country_name(mention)
                },
                country: Some(country),
                sector: mention.sector,
            });
            if found.len() == wanted {
                found.reverse();
                return found;
            }
        }
        Vec::new()
    }
}
