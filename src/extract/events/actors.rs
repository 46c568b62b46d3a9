//! Who a noun phrase names: through the mention at its head, else through whose it is, what qualifies it, or where it is.

use super::rules::{Rules, Words};
use super::tree;
use crate::extract::mentions::party;
use crate::language::{Dep, Doc, EntityLabel, Pos};
use crate::model::{Mention, MentionKind, Participant, Sector, Span};
use crate::world::World;

pub(super) const NONE: u32 = u32::MAX;

/// The article as the rules of events see it.
pub(super) struct Scene<'a> {
    pub(super) rules: &'a Rules,
    pub(super) doc: &'a Doc,
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    world: &'a World,
    /// The mention whose head each token is.
    pub(super) at_head: Vec<u32>,
    /// The longest mention that covers each token.
    pub(super) cover: Vec<u32>,
}

/// Whether the participant is a country, body, group or known person.
pub(super) fn is_known(participant: &Participant) -> bool {
    participant.country.is_some() || participant.actor.is_some()
}

/// Without the article.
pub(super) fn bare(words: &str) -> &str {
    ["the ", "a ", "an ", "The ", "A ", "An "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
}

pub(super) fn is_resolved(mention: &Mention) -> bool {
    mention.country.is_some() || mention.actor.is_some()
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        doc: &'a Doc,
        text: &'a str,
        mentions: &'a [Mention],
        world: &'a World,
    ) -> Self {
        let mut at_head = vec![NONE; doc.len()];
        let mut cover = vec![NONE; doc.len()];
        let better = |old: u32, new: &Mention| {
            mentions.get(old as usize).is_none_or(|old| {
                (is_resolved(new), new.span.len()) > (is_resolved(old), old.span.len())
            })
        };
        for (index, mention) in mentions.iter().enumerate() {
            let number = u32::try_from(index).unwrap_or(NONE);
            if let Some(head) = doc.token_at(mention.head.start as usize)
                && better(at_head[head], mention)
            {
                at_head[head] = number;
            }
            let first = doc
                .tokens
                .partition_point(|token| token.end <= mention.span.start);
            for (token, slot) in doc.tokens[first..].iter().zip(&mut cover[first..]) {
                if token.start >= mention.span.end {
                    break;
                }
                if better(*slot, mention) {
                    *slot = number;
                }
            }
        }
        Self {
            rules,
            doc,
            text,
            mentions,
            world,
            at_head,
            cover,
        }
    }

    /// The participant that a mention names; armed groups act in their own name, not in that of their country.
    pub(super) fn party(&self, mention: &Mention) -> Participant {
        let mut participant = Participant::from(mention);
        if matches!(mention.kind, MentionKind::Organisation | MentionKind::Group) {
            participant.country = party(mention, self.world);
        }
        participant
    }

    /// Whether the tables know it as a body that acts for itself: the UN, an armed group.
    pub(super) fn is_body(&self, one: &Participant) -> bool {
        one.actor.as_ref().is_some_and(|actor| {
            let mut bodies = self.world.bodies().iter();
            bodies.any(|body| body.actor == *actor && body.acts_for_itself())
        })
    }

    pub(super) fn lemma(&self, index: usize) -> &str {
        let token = &self.doc.tokens[index];
        if token.pos == Pos::Propn {
            &token.lower
        } else {
            &token.lemma
        }
    }

    /// "cease-fire", which the tokenizer cuts in three.
    pub(super) fn hyphenated(&self, index: usize) -> Option<String> {
        let (first, dash) = (index.checked_sub(2)?, index.checked_sub(1)?);
        let tokens = &self.doc.tokens;
        let joined =
            &*tokens[dash].lower == "-" && !tokens[first].space_after && !tokens[dash].space_after;
        joined.then(|| format!("{}-{}", tokens[first].lower, self.lemma(index)))
    }

    /// The frames of the noun of event at a token.
    pub(super) fn noun_frames(&self, index: usize) -> &'a [usize] {
        if let Some(whole) = self.hyphenated(index) {
            let frames = self.rules.noun(&whole);
            if !frames.is_empty() {
                return frames;
            }
        }
        self.rules.noun(self.lemma(index))
    }

    /// The mention that the token heads, or that covers it.
    pub(super) fn mention_at(&self, index: usize) -> Option<&'a Mention> {
        self.mentions
            .get(self.at_head[index] as usize)
            .or_else(|| self.mentions.get(self.cover[index] as usize))
    }

    fn resolved_at(&self, index: usize) -> Option<&'a Mention> {
        self.mention_at(index)
            .filter(|mention| is_resolved(mention))
    }

    /// The mention whose head the token is, if it names somebody.
    pub(super) fn named_at(&self, index: usize) -> Option<&'a Mention> {
        self.mentions
            .get(self.at_head[index] as usize)
            .filter(|mention| is_resolved(mention))
    }

    /// The noun that is meant where the head only measures it: "dozens of soldiers".
    pub(super) fn core(&self, noun: usize) -> usize {
        let token = &self.doc.tokens[noun];
        let measures = token.pos == Pos::Num
            || token.pos == Pos::Det
            || token.pos == Pos::Sym
            || self.rules.is_quantity(&token.lemma);
        if !measures {
            return noun;
        }
        self.doc
            .children(noun)
            .find(|&child| {
                self.doc.tokens[child].dep == Dep::Prep && &*self.doc.tokens[child].lower == "of"
            })
            .and_then(|of| self.doc.child(of, Dep::Pobj))
            .unwrap_or(noun)
    }

    pub(super) fn is_one_of(&self, words: &Words, index: usize) -> bool {
        let token = &self.doc.tokens[index];
        let lemma = self.lemma(index);
        if let Some(whole) = self.hyphenated(index)
            && (words.lemmas.contains(&whole.as_str())
                || self.rules.classes(&whole) & words.classes != 0)
        {
            return true;
        }
        (words.classes != 0
            && (self.rules.classes(lemma) | self.rules.classes(&token.lower)) & words.classes != 0)
            || words
                .lemmas
                .iter()
                .any(|word| *word == lemma || **word == *token.lower)
            || (words.actor && self.resolved_at(index).is_some() && !self.is_strength(index))
    }

    /// "An exercise with 20,000 soldiers": how large it was, nobody beside.
    fn is_strength(&self, noun: usize) -> bool {
        self.is_force(noun)
            && self.doc.child(noun, Dep::Nummod).is_some()
            && self.doc.child(noun, Dep::Amod).is_none()
    }

    /// Whether the noun, what it measures, or one joined to it is one of the words.
    pub(super) fn names(&self, words: &Words, noun: usize) -> bool {
        self.is_one_of(words, noun)
            || tree::joined(self.doc, self.core(noun))
                .into_iter()
                .any(|other| self.is_one_of(words, other))
            || tree::joined(self.doc, noun)
                .into_iter()
                .skip(1)
                .any(|other| self.is_one_of(words, other))
    }

    /// Whether the noun names soldiers or police.
    pub(super) fn is_force(&self, noun: usize) -> bool {
        self.rules.is_force(self.lemma(self.core(noun)))
    }

    /// Whether a word in front of the noun is one of the words.
    pub(super) fn is_qualified_by(&self, words: &Words, noun: usize) -> bool {
        self.doc.children(noun).any(|child| {
            matches!(
                self.doc.tokens[child].dep,
                Dep::Amod | Dep::Compound | Dep::Nmod
            ) && (self.is_one_of(words, child) || self.is_qualified_by(words, child))
        })
    }

    /// Whether the noun names people or those who act for them.
    pub(super) fn is_human(&self, noun: usize) -> bool {
        let core = self.core(noun);
        let token = &self.doc.tokens[core];
        if let Some(mention) = self.mention_at(core)
            && !matches!(mention.kind, MentionKind::Place)
        {
            return true;
        }
        token.entity == Some(EntityLabel::Person)
            || matches!(&*token.lower, "him" | "her" | "them" | "who" | "us" | "me")
            || self.rules.is_human(self.lemma(core))
    }

    /// Whether the noun is somebody, not a thing that belongs to somebody: "deliveries to Kiev" are nobody.
    pub(super) fn is_somebody(&self, noun: usize) -> bool {
        self.is_human(noun) || self.resolved_at(self.core(noun)).is_some()
    }

    /// Whether the noun names a state or one of its organs, also by its capital; no crowd of its people.
    pub(super) fn is_state(&self, noun: usize) -> bool {
        let core = self.core(noun);
        let organ = |sector| {
            matches!(
                sector,
                Sector::Government | Sector::Military | Sector::Legislature
            )
        };
        self.resolved_at(core).is_some_and(|mention| {
            mention.country.is_some()
                && match mention.sector {
                    Some(sector) => organ(sector),
                    None => matches!(mention.kind, MentionKind::Country | MentionKind::Place),
                }
        })
    }

    /// Everybody whom the noun and those joined to it name.
    pub(super) fn participants(&self, noun: usize) -> Vec<Participant> {
        self.named_by(noun, false)
    }

    /// The same for those who act: a bomb in Kiev does not act for Ukraine.
    pub(super) fn agents(&self, noun: usize) -> Vec<Participant> {
        self.named_by(noun, true)
    }

    /// "China, Russia hold drills": a headline joins its subjects by a comma.
    fn before_comma(&self, noun: usize) -> Option<usize> {
        let tokens = &self.doc.tokens;
        let first = self.doc.left_edge(noun);
        let comma = (self.doc.sentence_of(noun).start..noun)
            .rev()
            .find(|&index| &*tokens[index].lower == ",")?;
        let before = comma.checked_sub(1)?;
        let bare = |index: usize| {
            self.at_head[index] != NONE
                && self.mention_at(index).is_some_and(|mention| {
                    is_resolved(mention)
                        && matches!(mention.kind, MentionKind::Country | MentionKind::Person)
                        && self.doc.token_at(mention.span.start as usize)
                            == Some(self.doc.sentence_of(noun).start)
                })
        };
        let direct = first.max(comma) == first || first == comma + 1;
        let named = self.at_head[noun] != NONE && comma + 2 >= noun;
        let verb_next = tokens
            .get(noun + 1)
            .is_some_and(|next| matches!(next.pos, Pos::Verb | Pos::Aux | Pos::Part));
        (direct && named && verb_next && bare(before)).then_some(before)
    }

    fn named_by(&self, noun: usize, acting: bool) -> Vec<Participant> {
        let mut found: Vec<(Participant, bool)> = Vec::new();
        let paired = acting.then(|| self.before_comma(noun)).flatten();
        let beside = acting.then(|| tree::beside(self.doc, noun));
        let all = paired
            .into_iter()
            .chain(tree::joined(self.doc, noun))
            .chain(beside.into_iter().flatten());
        for each in all {
            let human = self.is_human(each);
            for participant in self.group_or_one(each, acting) {
                let twin = |(other, _): &(Participant, bool)| {
                    other.span == participant.span && other.country == participant.country
                };
                if !found.iter().any(twin) {
                    found.push((participant, human));
                }
            }
        }
        if found.iter().any(|(one, _)| is_known(one)) {
            found.retain(|(one, human)| *human || is_known(one));
        }
        found.into_iter().map(|(one, _)| one).collect()
    }

    fn group_or_one(&self, noun: usize, acting: bool) -> Vec<Participant> {
        let several = self.several(noun);
        if several.len() > 1 {
            return several;
        }
        let pair = self.pair(noun);
        if !pair.is_empty() {
            return pair;
        }
        // "The ministers of the two countries".
        let of_pair = tree::phrases(self.doc, noun)
            .find(|&(prep, _)| {
                matches!(&*self.doc.tokens[prep].lower, "of" | "between")
                    && self
                        .mention_at(noun)
                        .is_none_or(|mention| !is_resolved(mention))
            })
            .map(|(_, inner)| self.pair(inner))
            .filter(|pair| pair.len() > 1);
        if let Some(pair) = of_pair {
            return pair;
        }
        // "Talks between Norway and Sweden": both.
        if !self.noun_frames(noun).is_empty()
            && let Some((_, inner)) = tree::phrases(self.doc, noun)
                .find(|&(prep, _)| &*self.doc.tokens[prep].lower == "between")
        {
            return tree::joined(self.doc, inner)
                .into_iter()
                .filter_map(|each| self.one(each, 1, acting))
                .collect();
        }
        let joined = self.country_and_people(noun);
        if joined.len() > 1 {
            return joined;
        }
        let qualified = self.by_qualifiers(noun);
        if qualified.len() > 1 {
            return qualified;
        }
        let origins = self.by_origins(noun);
        if origins.len() > 1 {
            return origins;
        }
        self.one(noun, 0, acting).into_iter().collect()
    }

    /// "Colombia and FARC rebels": the country as such, and the people; the parser takes both for qualifiers.
    fn country_and_people(&self, noun: usize) -> Vec<Participant> {
        let doc = self.doc;
        if !self.is_human(noun) {
            return Vec::new();
        }
        let Some((country, people)) = doc
            .children(noun)
            .filter(|&child| {
                child < noun && matches!(doc.tokens[child].dep, Dep::Nmod | Dep::Compound)
            })
            .find_map(|child| {
                let mention = self
                    .named_at(child)
                    .filter(|mention| mention.kind == MentionKind::Country)?;
                Some((mention, doc.child(child, Dep::Conj)?))
            })
        else {
            return Vec::new();
        };
        let own = self
            .resolved_at(people)
            .map_or_else(|| self.party(country), |mention| self.party(mention));
        let span: Span = doc.token_span(people..noun + 1).into();
        vec![
            self.party(country),
            Participant {
                span,
                name: span.of(self.text).to_owned(),
                sector: self.mention_at(noun).and_then(|mention| mention.sector),
                ..own
            },
        ]
    }

    /// "Kenyan and Ugandan officials": those of each country.
    fn by_qualifiers(&self, noun: usize) -> Vec<Participant> {
        let doc = self.doc;
        let named = |word: usize| {
            self.mention_at(word)
                .filter(|mention| mention.kind == MentionKind::Nationality && is_resolved(mention))
        };
        doc.children(noun)
            .filter(|&child| child < noun && matches!(doc.tokens[child].dep, Dep::Amod | Dep::Nmod))
            .filter(|&child| doc.child(child, Dep::Conj).is_some() && named(child).is_some())
            .flat_map(|child| tree::joined(doc, child))
            .filter_map(named)
            .map(|mention| self.party(mention))
            .collect()
    }

    /// "Delegations from Norway and Sweden", "the leaders of Hamas and Fatah": those of each.
    fn by_origins(&self, noun: usize) -> Vec<Participant> {
        let doc = self.doc;
        if !self.is_human(noun) {
            return Vec::new();
        }
        tree::phrases(doc, noun)
            .filter(|&(prep, _)| matches!(&*doc.tokens[prep].lower, "of" | "from"))
            .map(|(_, inner)| {
                tree::joined(doc, inner)
                    .into_iter()
                    .filter_map(|each| self.named_at(each))
                    .filter(|mention| {
                        matches!(
                            mention.kind,
                            MentionKind::Country | MentionKind::Organisation
                        )
                    })
                    .map(|mention| self.party(mention))
                    .collect::<Vec<_>>()
            })
            .find(|several| several.len() > 1)
            .unwrap_or_default()
    }

    /// Who one noun names. Inside another phrase (`depth` > 0) only somebody known will do.
    fn one(&self, noun: usize, depth: usize, acting: bool) -> Option<Participant> {
        let core = self.core(noun);
        if let Some(found) = self.the_country(core) {
            return Some(found);
        }
        if let Some(mention) = self.named_beside(core).or_else(|| self.resolved_at(core)) {
            return Some(self.party(mention));
        }
        if depth < 4
            && let Some(found) = self.through_parts(core, depth, acting)
        {
            return Some(self.widened(core, found));
        }
        if depth > 0 {
            return None;
        }
        self.unknown(core)
    }

    /// "His Sudanese counterpart, Osman Idris": who is named beside a noun that only relates him to another.
    fn named_beside(&self, noun: usize) -> Option<&'a Mention> {
        if !self.rules.is_relation(self.lemma(noun)) {
            return None;
        }
        self.doc
            .children(noun)
            .filter(|&child| self.doc.tokens[child].dep == Dep::Appos)
            .find_map(|child| self.resolved_at(child))
    }

    /// Somebody known whom the phrase names besides its head.
    fn through_parts(&self, noun: usize, depth: usize, acting: bool) -> Option<Participant> {
        let doc = self.doc;
        // "His Chinese counterpart Xi Jinping" is no part of "him".
        let relational = self.rules.is_relation(self.lemma(noun));
        for dep in [Dep::Poss, Dep::Compound, Dep::Amod, Dep::Nmod, Dep::Appos] {
            if relational && dep == Dep::Poss {
                continue;
            }
            for child in doc.children(noun).filter(|&c| doc.tokens[c].dep == dep) {
                let found = match self.resolved_at(child) {
                    Some(mention) => Some(self.party(mention)),
                    None => self.through_hyphen(child).or_else(|| {
                        matches!(dep, Dep::Poss | Dep::Appos | Dep::Compound)
                            .then(|| self.one(child, depth + 1, acting))?
                    }),
                };
                if found.is_some() {
                    return found;
                }
            }
        }
        let human = self.is_human(noun);
        let order: &[&str] = if human {
            &[
                "of", "from", "in", "by", "for", "at", "to", "with", "on", "loyal", "near",
            ]
        } else if acting {
            &["of", "by", "from"]
        } else {
            &[
                "of", "by", "from", "against", "on", "in", "for", "to", "with", "between", "at",
                "near", "into",
            ]
        };
        order
            .iter()
            .flat_map(|wanted| {
                tree::phrases(doc, noun)
                    .filter(move |&(prep, _)| &*doc.tokens[prep].lower == *wanted)
                    // "Freed prisoners under a deal with Washington": only what stands at the noun itself.
                    .filter(move |&(prep, _)| *wanted != "with" || prep == noun + 1)
            })
            .find_map(|(_, object)| {
                tree::joined(doc, object)
                    .into_iter()
                    .find_map(|each| self.one(each, depth + 1, acting))
            })
            .or_else(|| {
                // "a resolution proposed by", "missiles fired by", but not "rebels backed by".
                doc.children(noun)
                    .filter(|&child| {
                        !human
                            && doc.tokens[child].dep == Dep::Acl
                            && self.rules.is_making(self.lemma(child))
                    })
                    .find_map(|clause| {
                        doc.child(clause, Dep::Agent)
                            .and_then(|by| doc.child(by, Dep::Pobj))
                            .and_then(|agent| self.one(agent, depth + 1, acting))
                    })
            })
    }

    /// "Panama-flagged tanker", "UN-backed government": a name joined to a participle.
    fn through_hyphen(&self, word: usize) -> Option<Participant> {
        let doc = self.doc;
        doc.children(word)
            .filter(|&child| {
                matches!(
                    doc.tokens[child].dep,
                    Dep::Npadvmod | Dep::Compound | Dep::Advmod | Dep::Amod | Dep::Nmod
                )
            })
            .find_map(|child| self.resolved_at(child))
            .map(|mention| self.party(mention))
    }

    /// People keep their own words: "protesters" of Peru, not Peru.
    fn widened(&self, noun: usize, found: Participant) -> Participant {
        let own = self.words_of(noun);
        let keep = found.actor.is_some() && found.country.is_none();
        let whole = self.whole_phrase(own, &found);
        if !self.is_human(noun) || keep || own.contains(found.span) {
            return Participant {
                span: whole,
                ..found
            };
        }
        Participant {
            span: whole,
            actor: None,
            name: bare(own.of(self.text)).to_owned(),
            country: found.country,
            sector: self.mention_at(noun).and_then(|mention| mention.sector),
        }
    }
}
