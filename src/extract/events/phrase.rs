//! The words that stand for a participant: how far they reach, what they are, and what is left where nobody is known.

use super::actors::{Scene, bare};
use super::tree;
use crate::extract::mentions::line_of_report;
use crate::language::{Dep, EntityLabel, Pos};
use crate::model::{MentionKind, Participant, Span};

/// Longer phrases are cut to the words that name somebody.
const LONGEST_PHRASE_BYTES: usize = 90;

impl Scene<'_> {
    /// The words of the noun and of the phrase behind it that names somebody: "a base in northern Mali".
    pub(super) fn whole_phrase(&self, own: Span, found: &Participant) -> Span {
        let pronoun = self
            .doc
            .token_at(found.span.start as usize)
            .is_some_and(|index| {
                let token = &self.doc.tokens[index];
                token.end == found.span.end && matches!(token.pos, Pos::Pron)
            });
        let (start, end) = (own.start.min(found.span.start), own.end.max(found.span.end));
        if pronoun || (end - start) as usize > LONGEST_PHRASE_BYTES {
            return found.span;
        }
        Span { start, end }
    }

    /// From the first word that qualifies the noun to the noun.
    pub(super) fn words_of(&self, noun: usize) -> Span {
        let doc = self.doc;
        let first = doc
            .children(noun)
            .filter(|&child| {
                child < noun
                    && !matches!(
                        doc.tokens[child].dep,
                        Dep::Punct
                            | Dep::Relcl
                            | Dep::Acl
                            | Dep::Cc
                            | Dep::Preconj
                            | Dep::Prep
                            | Dep::Case
                    )
            })
            .map(|child| doc.left_edge(child))
            .min()
            .unwrap_or(noun);
        let first = first.max(noun.saturating_sub(8)).min(noun);
        let first = first.max(line_of_report(doc, noun));
        Span::from(doc.token_span(first..noun + 1))
    }

    /// "Norway moved troops to the border": what belongs to the source is no target, unless it is people.
    pub(super) fn is_own_thing(
        &self,
        one: &Participant,
        taken: &[Participant],
        after: Option<&str>,
    ) -> bool {
        let same = |other: &Participant| other.key().is_some() && other.key() == one.key();
        if !taken.iter().any(same) {
            return false;
        }
        let last = (one.span.end as usize).saturating_sub(1);
        let Some(index) = self.doc.token_at(last) else {
            return true;
        };
        // A state acts on its own people, also where the text names the place alone: "declared a curfew in Lagos".
        let others = self.mention_at(index).is_some_and(|mention| {
            matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Group | MentionKind::Organisation
            ) || mention.kind == MentionKind::Place && after.is_some()
                || mention.kind == MentionKind::Country
                    && mention.span == one.span
                    && matches!(after, Some("in" | "across" | "throughout"))
        });
        !others
            && !self.rules.is_human(self.lemma(index))
            && self.doc.tokens[index].entity != Some(EntityLabel::Person)
    }

    /// Whether it stands for a place: "in Louisiana".
    pub(super) fn is_place(&self, one: &Participant) -> bool {
        self.doc
            .token_at((one.span.end as usize).saturating_sub(1))
            .and_then(|index| self.mention_at(index))
            .is_some_and(|mention| mention.kind == MentionKind::Place)
    }

    /// Whether the last of its words names people.
    pub(super) fn ends_in_people(&self, one: &Participant) -> bool {
        self.doc
            .token_at((one.span.end as usize).saturating_sub(1))
            .is_some_and(|noun| self.is_human(noun))
    }

    /// Whether the words name nobody: "addition", "response".
    pub(super) fn is_vague(&self, one: &Participant) -> bool {
        let last = self
            .doc
            .token_at((one.span.end as usize).saturating_sub(1))
            .map(|index| self.lemma(index));
        last.is_none_or(|lemma| self.rules.is_vague(lemma))
    }

    /// "Demands from the drivers", "the killing of a mayor": the people, not the thing.
    fn people_behind(&self, noun: usize) -> Option<usize> {
        if self.is_human(noun) || self.mention_at(noun).is_some() {
            return None;
        }
        tree::phrases(self.doc, noun)
            .filter(|&(prep, _)| {
                matches!(
                    &*self.doc.tokens[prep].lower,
                    "of" | "from" | "by" | "against"
                )
            })
            .map(|(_, inner)| self.core(inner))
            .find(|&inner| inner > noun && self.is_human(inner))
    }

    /// Words that name nobody known, kept as they stand.
    pub(super) fn unknown(&self, noun: usize) -> Option<Participant> {
        if let Some(people) = self.people_behind(noun) {
            return self.unknown(people);
        }
        let token = &self.doc.tokens[noun];
        if !matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Num)
            || matches!(
                token.entity,
                Some(
                    EntityLabel::Date
                        | EntityLabel::Time
                        | EntityLabel::Percent
                        | EntityLabel::Money
                        | EntityLabel::Quantity
                        | EntityLabel::Ordinal
                )
            )
        {
            return None;
        }
        if let Some(mention) = self.mention_at(noun) {
            return Some(self.party(mention));
        }
        let span = self.words_of(noun);
        Some(Participant {
            span,
            actor: None,
            name: bare(span.of(self.text)).to_owned(),
            country: None,
            sector: None,
        })
    }
}
