//! From drafts over tokens to events over the text: evidence, contexts, place, speaker; what is told twice goes.

use std::collections::HashMap;
use std::ops::Range;

use super::actors::Scene;
use super::{Draft, reason, summary, tree};
use crate::extract::Context;
use crate::language::{Dep, Pos, Tag};
use crate::model::{
    ActorId, DateBasis, Event, EventType, MentionKind, Participant, Quote, Span, TimeExpression,
    Where,
};

/// "The first time that a minister has met him: Wei met him in April 2018": the dated one stays.
pub(super) fn without_undated_twins(events: &mut Vec<Event>) {
    let undated = |event: &Event| {
        matches!(
            event.when.basis,
            DateBasis::None | DateBasis::Published | DateBasis::Inherited
        )
    };
    let twin = |event: &Event, other: &Event| {
        !undated(other)
            && other.kind == event.kind
            && other.status == event.status
            && keys(&other.sources) == keys(&event.sources)
            && keys(&other.targets) == keys(&event.targets)
    };
    // Events of one sentence stand side by side.
    let twins: Vec<bool> = events
        .chunk_by(|a, b| a.evidence == b.evidence)
        .flat_map(|sentence| {
            sentence
                .iter()
                .map(move |event| undated(event) && sentence.iter().any(|other| twin(event, other)))
        })
        .collect();
    let mut index = 0;
    events.retain(|_| {
        index += 1;
        !twins[index - 1]
    });
}

/// What several sentences of the article tell with the same words is one event, with all its sentences as evidence.
pub(super) fn without_retellings(scene: &Scene<'_>, events: &mut Vec<Event>) {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut index: HashMap<_, Vec<usize>> = HashMap::new();
    for event in events.drain(..) {
        let sources = keys(&event.sources);
        let targets = keys(&event.targets);
        let word = scene
            .doc
            .token_at(event.trigger.start as usize)
            .map(|token| scene.lemma(token).to_owned());
        let named = !sources.is_empty() && !targets.is_empty()
            || event.kind == EventType::Mobilize && !sources.is_empty();
        let same = index
            .entry((event.kind, event.status, word, sources, targets))
            .or_default();
        let first = same
            .iter()
            .copied()
            .find(|&other| named && may_be_one(&kept[other], &event));
        let Some(first) = first else {
            same.push(kept.len());
            kept.push(event);
            continue;
        };
        let other = &mut kept[first];
        let more = event.evidence.clone();
        if !is_dated(other) && is_dated(&event) {
            other.when = event.when;
        }
        for span in more {
            if !other.evidence.contains(&span) {
                other.evidence.push(span);
            }
        }
    }
    *events = kept;
}

fn keys(list: &[Participant]) -> Vec<ActorId> {
    let mut keys: Vec<_> = list.iter().filter_map(Participant::key).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn is_dated(event: &Event) -> bool {
    matches!(event.when.basis, DateBasis::Explicit | DateBasis::Relative)
}

/// Not if each has a date of its own and these differ, nor if one sentence tells both.
fn may_be_one(one: &Event, other: &Event) -> bool {
    let apart = one.when.latest < other.when.earliest || other.when.latest < one.when.earliest;
    if is_dated(one) && is_dated(other) && apart {
        return false;
    }
    let mut told = other.evidence.iter();
    !told.any(|span| one.evidence.contains(span))
}

/// One clause can tell an event twice ("launched attacks, attacking"): the first, fuller one stays.
pub(super) fn without_repeats(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let key = |draft: &Draft| {
        (
            scene.doc.sentence_index(draft.trigger.start),
            draft.kind,
            keys(&draft.sources),
            keys(&draft.targets),
        )
    };
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let noun = !tree::is_verb(scene.doc, draft.trigger.start);
        let this = key(&draft);
        // "Convicted him and sentenced him to three years" is one event.
        let convicts = |draft: &Draft| draft.mode == Some("convict");
        if convicts(&draft)
            && let Some(other) = kept.iter_mut().rev().find(|other| {
                convicts(other) && scene.doc.sentence_index(other.trigger.start) == this.0
            })
            && (keys(&other.sources) == this.2 || draft.sources.is_empty())
            && (this.3.is_empty() || keys(&other.targets) == this.3)
        {
            continue;
        }
        let near = kept
            .iter_mut()
            .rev()
            .take_while(|other| scene.doc.sentence_index(other.trigger.start) == this.0)
            .find(|other| key(other) == this);
        match near {
            Some(other) if is_one_act(scene, other, &draft) => {
                // "Shot and killed two": the words of the object stand with the second verb.
                let object = draft.clause.arguments.object;
                let governs = object.and_then(|object| scene.doc.head(object));
                if draft.mode.is_some() || governs == Some(draft.trigger.start) {
                    *other = draft;
                }
            }
            Some(other) => {
                let other_noun = !tree::is_verb(scene.doc, other.trigger.start);
                if noun == other_noun && !noun {
                    kept.push(draft);
                } else if other_noun && !noun {
                    *other = draft;
                }
            }
            None => kept.push(draft),
        }
    }
    *drafts = kept;
}

/// "Boarded and seized a ship", "was shot and wounded": what was done to one and the same by two joined verbs of one kind.
/// Whoever is abducted or tortured and then killed has suffered two things.
fn is_one_act(scene: &Scene<'_>, first: &Draft, second: &Draft) -> bool {
    let verb = second.trigger.start;
    let apart = matches!(first.mode, Some("abduct" | "torture" | "sexual"));
    let modes = second.mode == first.mode || second.mode.is_none() && !apart;
    let object = second.clause.arguments.object;
    modes
        && scene.doc.tokens[verb].dep == Dep::Conj
        && scene.doc.head(verb) == Some(first.trigger.start)
        && object.is_some()
        && object == first.clause.arguments.object
        && first.status == second.status
}

pub(super) fn finish(
    scene: &Scene<'_>,
    context: &Context<'_>,
    times: &[TimeExpression],
    claims: &Claims,
    draft: Draft,
) -> Event {
    let doc = scene.doc;
    let trigger = Span::from(doc.token_span(draft.trigger.clone()));
    let sentence = doc.sentence_of(draft.trigger.start);
    let place = place(scene, &draft);
    let summary = summary::line(scene, &draft);
    let mut draft = draft;
    for one in draft.sources.iter_mut().chain(&mut draft.targets) {
        one.span = named_in_sentence(scene, one, &sentence);
    }
    let anchor = draft.clause.light.unwrap_or(draft.clause.word);
    let mut why = std::mem::take(&mut draft.why);
    if let Some(first) = why.first_mut() {
        first.push_str(&reason::who(&draft.sources, &draft.targets));
    }
    Event {
        kind: draft.kind,
        mode: draft.mode.map(str::to_owned),
        contexts: contexts(scene, &sentence, &draft),
        sources: draft.sources,
        targets: draft.targets,
        status: draft.status,
        trigger,
        when: crate::extract::times::anchor(context, times, anchor),
        place,
        evidence: vec![trimmed(scene, sentence)],
        said_in: claims.around(trigger),
        summary,
        confidence: draft.confidence.clamp(0.1, 1.0),
        why,
        frame: draft.frame,
        background: false,
    }
}

/// The sentence without the white space at its ends. One that begins with a comma or dash ("GENEVA | , March 6 – …") was cut
/// from what stands before.
fn trimmed(scene: &Scene<'_>, sentence: Range<usize>) -> Span {
    let (mut start, mut end) = (sentence.start, sentence.end);
    while start < end && scene.doc.tokens[start].is_space() {
        start += 1;
    }
    while start > 0
        && matches!(
            &*scene.doc.tokens[start].lower,
            "," | ";" | ":" | "–" | "—" | "-" | "--"
        )
        && !scene.doc.tokens[start - 1].is_space()
    {
        start = scene.doc.sentence_of(start - 1).start;
    }
    while start < end && scene.doc.tokens[end - 1].is_space() {
        end -= 1;
    }
    Span::from(scene.doc.token_span(start..end))
}

fn contexts(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Vec<String> {
    let doc = scene.doc;
    let word = draft.clause.light.unwrap_or(draft.clause.word);
    let reach = doc.subtree(word);
    let from = reach.start.max(sentence.start).max(word.saturating_sub(15));
    let to = reach.end.min(sentence.end).min(word + 15);
    let mut set = 0;
    for index in from..to.max(from) {
        if matches!(doc.tokens[index].pos, Pos::Noun | Pos::Adj | Pos::Propn) {
            set |= scene.rules.contexts(scene.lemma(index));
        }
    }
    scene.rules.context_names(set)
}

/// The parts of quotations that claim what they say, ready to be searched by place.
pub(super) struct Claims {
    /// Each part, the quotation it belongs to and how long that is in all; by where they begin.
    parts: Vec<(Span, usize, usize)>,
    /// The furthest end of the parts up to each.
    reach: Vec<u32>,
}

impl Claims {
    pub(super) fn new(quotes: &[Quote]) -> Self {
        let mut parts: Vec<(Span, usize, usize)> = Vec::new();
        for (index, quote) in quotes.iter().enumerate().filter(|(_, quote)| quote.asserts) {
            let length = quote.content.iter().map(|part| part.len()).sum();
            parts.extend(quote.content.iter().map(|part| (*part, index, length)));
        }
        parts.sort_by_key(|(part, index, _)| (part.start, *index));
        let reach = parts
            .iter()
            .scan(0, |furthest, (part, ..)| {
                *furthest = part.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Self { parts, reach }
    }

    /// The smallest quotation that the trigger stands in; the first of equals.
    fn around(&self, trigger: Span) -> Option<usize> {
        let behind = self
            .parts
            .partition_point(|(part, ..)| part.start <= trigger.start);
        (0..behind)
            .rev()
            .take_while(|&at| self.reach[at] >= trigger.end)
            .map(|at| &self.parts[at])
            .filter(|(part, ..)| part.contains(trigger))
            .min_by_key(|(_, index, length)| (*length, *index))
            .map(|(_, index, _)| *index)
    }
}

/// The place that a phrase of the clause names: "in Beijing", "in the Sea of Japan".
fn place(scene: &Scene<'_>, draft: &Draft) -> Option<Where> {
    let doc = scene.doc;
    let clause = &draft.clause;
    [Some(clause.word), clause.light, clause.arguments.object]
        .into_iter()
        .flatten()
        .flat_map(|holder| tree::phrases(doc, holder))
        .filter(|&(prep, _)| {
            matches!(
                &*doc.tokens[prep].lower,
                "in" | "at" | "near" | "off" | "outside" | "over" | "on" | "into"
            )
        })
        .find_map(|(_, noun)| {
            let mention = scene.mention_at(noun)?;
            let fit = matches!(mention.kind, MentionKind::Place | MentionKind::Country)
                && doc.tokens[noun].tag != Tag::Jj;
            fit.then(|| Where {
                name: mention.name.clone(),
                latitude: mention.latitude,
                longitude: mention.longitude,
                country: mention.country,
                span: mention.span,
            })
        })
}

/// The words that name somebody; for a pronoun those that it stands for, if they are in the sentence.
fn named_in_sentence(scene: &Scene<'_>, one: &Participant, sentence: &Range<usize>) -> Span {
    let doc = scene.doc;
    let is_pronoun = |span: Span| {
        doc.token_at(span.start as usize).is_some_and(|index| {
            let token = &doc.tokens[index];
            token.end == span.end && matches!(token.tag, Tag::Prp | Tag::PrpPossessive)
        })
    };
    if !is_pronoun(one.span) {
        return one.span;
    }
    let from = Span::from(doc.token_span(sentence.clone())).start;
    let first = scene
        .mentions
        .partition_point(|mention| mention.span.start < from);
    let last = scene
        .mentions
        .partition_point(|mention| mention.span.start < one.span.start);
    scene.mentions[first..last.max(first)]
        .iter()
        .rfind(|mention| {
            mention.kind != MentionKind::Nationality
                && !is_pronoun(mention.span)
                && scene.party(mention).country == one.country
                && (mention.actor == one.actor || mention.country.is_some())
        })
        .map_or(one.span, |mention| mention.span)
}
