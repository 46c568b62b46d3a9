//! Who did what to whom, when and where: events read from the tree.
//!
//! A verb or noun of the tables that fits one of its frames names an event; the frame says where source and target
//! stand, the words that govern the clause say what became of it. Dates come from `times`, people from `mentions`, the
//! speaker from `quotes`; one event told by several articles is left to `merge`.

mod actors;
mod frames;
mod nouns;
mod references;
mod rules;
mod status;
mod summary;
mod tables;
mod telling;
mod tree;

use std::ops::Range;

use actors::{Scene, is_known};
use frames::Clause;
use rules::{Effect, Frame, LightUse, Slot};
use status::Standing;
use tree::Arguments;

use super::Context;
use crate::language::{Dep, Pos};
use crate::model::{Event, EventType, Mention, Participant, Quote, Status, TimeExpression};
pub use rules::Rules;

/// An event over token indices.
#[derive(Debug, Clone)]
struct Draft {
    kind: EventType,
    mode: Option<&'static str>,
    trigger: Range<usize>,
    clause: Clause,
    sources: Vec<Participant>,
    targets: Vec<Participant>,
    status: Status,
    confidence: f32,
    why: Vec<String>,
}

/// All events in order of their triggers.
pub fn find(
    rules: &Rules,
    context: &Context<'_>,
    times: &[TimeExpression],
    mentions: &[Mention],
    quotes: &[Quote],
) -> Vec<Event> {
    let doc = context.doc;
    let scene = Scene::new(rules, doc, context.text, mentions, context.world);
    let mut used = vec![false; doc.len()];
    let mut drafts = Vec::new();
    for (index, token) in doc.tokens.iter().enumerate() {
        let says = token.pos == Pos::Adj && matches!(token.dep, Dep::Acomp | Dep::Oprd);
        if token.pos == Pos::Verb || says {
            drafts.extend(at_verb(&scene, index, &mut used));
            drafts.extend(at_duty(&scene, index));
        }
    }
    for (index, token) in doc.tokens.iter().enumerate() {
        if token.pos == Pos::Noun && !used[index] {
            drafts.extend(nouns::at_noun(&scene, index));
        }
    }
    drafts.retain(|draft| is_worth_telling(&scene, draft));
    drafts.sort_by_key(|draft| (draft.trigger.start, draft.trigger.end));
    telling::without_repeats(&scene, &mut drafts);
    let mut events: Vec<Event> = drafts
        .into_iter()
        .map(|draft| telling::finish(&scene, context, times, quotes, draft))
        .collect();
    telling::without_undated_twins(&mut events);
    events
}

/// Somebody known takes part, or people on both sides.
fn is_worth_telling(scene: &Scene<'_>, draft: &Draft) -> bool {
    let source = draft.sources.iter().any(is_known);
    if source || draft.kind != EventType::Consult && draft.targets.iter().any(is_known) {
        return true;
    }
    let parts = &draft.clause.arguments;
    draft.kind != EventType::Consult
        && !draft.sources.is_empty()
        && !draft.targets.is_empty()
        && draft.status == Status::Actual
        && parts.subject.is_some_and(|noun| scene.is_human(noun))
        && parts.object.is_some_and(|noun| scene.is_human(noun))
}

/// The event that a verb names, alone or with its object.
fn at_verb(scene: &Scene<'_>, verb: usize, used: &mut [bool]) -> Option<Draft> {
    let rules = scene.rules;
    let lemma = scene.lemma(verb);
    let frames = rules.verb(lemma).or_else(|| rules.verb(stem(lemma)?));
    let light = rules.light(lemma);
    if frames.is_none() && light.is_none() {
        return None;
    }
    let mut arguments = tree::arguments(scene.doc, verb);
    arguments.subject = arguments
        .subject
        .map(|subject| tree::behind_dateline(scene.doc, scene.text, subject, verb));
    let clause = Clause {
        word: verb,
        light: None,
        arguments,
    };
    if let Some(frames) = frames {
        let particle = particle(scene, verb, |word| frames.knows(word));
        let fitting = frames
            .of(particle.map(|index| &*scene.doc.tokens[index].lower))
            .iter()
            .map(|&index| rules.frame(index))
            .find(|frame| frames::fits(scene, frame, &clause, false));
        if let Some(frame) = fitting {
            use_up(scene, &clause, used);
            let last = particle.unwrap_or(verb).max(verb);
            let trigger = match particle {
                Some(particle) if particle == verb + 1 => verb..last + 1,
                _ => verb..verb + 1,
            };
            return draft(scene, frame, clause, trigger);
        }
    }
    at_light_verb(scene, verb, &clause.arguments, used)
}

/// "The minister said that Indonesia must ensure security": somebody asks it of somebody.
fn at_duty(scene: &Scene<'_>, verb: usize) -> Option<Draft> {
    let doc = scene.doc;
    let must = doc.children(verb).find(|&child| {
        doc.tokens[child].dep == Dep::Aux && matches!(&*doc.tokens[child].lower, "must" | "should")
    })?;
    if doc.tokens[verb].dep != Dep::Ccomp || doc.child(verb, Dep::Neg).is_some() {
        return None;
    }
    let speech = doc.head(verb)?;
    if scene.rules.effect(scene.lemma(speech), true) != Some(Effect::Report) {
        return None;
    }
    let sources = scene.participants(tree::surface_subject(doc, speech, 0)?);
    let own = tree::own_subject(doc, verb)?;
    let targets = scene.participants(own);
    let distinct = sources
        .iter()
        .all(|one| targets.iter().all(|other| other.key() != one.key()));
    if !sources.iter().any(is_known) || !targets.iter().any(is_known) || !distinct {
        return None;
    }
    Some(Draft {
        kind: EventType::Request,
        mode: None,
        trigger: must..verb.max(must) + 1,
        clause: Clause {
            word: speech,
            light: None,
            arguments: tree::arguments(doc, speech),
        },
        sources,
        targets,
        status: Status::Actual,
        confidence: 0.6,
        why: vec![format!(
            "said that somebody “{}” → REQUEST",
            doc.tokens[must].lower
        )],
    })
}

/// The stem of a form that the dictionary left as it was: "maimed" → "maim".
fn stem(lemma: &str) -> Option<&str> {
    let stem = lemma
        .strip_suffix("ed")
        .or_else(|| lemma.strip_suffix("ing"))?;
    let mut letters = stem.bytes().rev();
    let doubled = letters.next() == letters.next();
    if doubled && !stem.ends_with("ss") && !stem.ends_with("ll") {
        return stem.get(..stem.len() - 1);
    }
    Some(stem)
}

/// The noun of the event in the object is told; it is no event of its own.
fn use_up(scene: &Scene<'_>, clause: &Clause, used: &mut [bool]) {
    if let Some(object) = clause.arguments.object {
        used[object] = true;
        used[scene.core(object)] = true;
        for child in tree::joined(scene.doc, object) {
            used[child] = true;
        }
    }
    for (_, noun) in tree::phrases(scene.doc, clause.word) {
        if !scene.noun_frames(noun).is_empty() && scene.doc.child(noun, Dep::Poss).is_none() {
            used[noun] = scene.doc.tokens[noun].head as usize != clause.word || used[noun];
        }
    }
}

fn particle(scene: &Scene<'_>, verb: usize, known: impl Fn(&str) -> bool) -> Option<usize> {
    scene.doc.children(verb).find(|&child| {
        let token = &scene.doc.tokens[child];
        matches!(
            token.dep,
            Dep::Prt | Dep::Advmod | Dep::Prep | Dep::Acomp | Dep::Npadvmod
        ) && child > verb
            && (token.dep != Dep::Prep || scene.doc.child(child, Dep::Pobj).is_none())
            && known(&token.lower)
    })
}

fn at_light_verb(
    scene: &Scene<'_>,
    verb: usize,
    arguments: &Arguments,
    used: &mut [bool],
) -> Option<Draft> {
    let doc = scene.doc;
    let rules = scene.rules;
    let light = rules.light(scene.lemma(verb))?;
    let particle = particle(scene, verb, |word| light.knows(word));
    let uses = light.of(particle.map(|index| &*doc.tokens[index].lower));
    for &(how, through) in uses {
        let noun = match through {
            None => arguments.object.map(|noun| scene.core(noun)),
            Some(wanted) => tree::phrases(doc, verb)
                .find(|&(prep, _)| &*doc.tokens[prep].lower == wanted)
                .map(|(_, noun)| noun),
        };
        let Some(noun) = noun.filter(|&noun| !scene.noun_frames(noun).is_empty()) else {
            continue;
        };
        used[noun] = true;
        if how == LightUse::Ends {
            return None;
        }
        let subject = match how {
            LightUse::Suffers => None,
            _ => arguments.subject.or_else(|| doc.child(noun, Dep::Poss)),
        };
        let clause = Clause {
            word: noun,
            light: Some(verb),
            arguments: Arguments {
                subject,
                object: None,
                dative: arguments.dative,
                passive: arguments.passive,
            },
        };
        let frame = scene
            .noun_frames(noun)
            .iter()
            .map(|&index| rules.frame(index))
            .find(|frame| frames::fits(scene, frame, &clause, true))?;
        let trigger = verb.min(noun)..verb.max(noun) + 1;
        let mut draft = draft(scene, frame, clause, trigger)?;
        if how == LightUse::Suffers {
            draft.sources = frames::fill(
                scene,
                &[Slot::After("from"), Slot::After("by"), Slot::Modifier],
                &draft.clause,
                &[],
            );
            draft.targets = arguments
                .subject
                .map(|noun| scene.participants(noun))
                .unwrap_or_default();
        }
        if how == LightUse::Plans && draft.status == Status::Actual {
            draft.status = Status::Planned;
            let standing = Standing {
                intended: true,
                status: Status::Planned,
                ..status::standing(scene, verb)
            };
            if !standing.held {
                (draft.kind, draft.status) = status::as_announced(draft.kind, &standing);
            }
        }
        return Some(draft);
    }
    None
}

fn draft(scene: &Scene<'_>, frame: &Frame, clause: Clause, trigger: Range<usize>) -> Option<Draft> {
    let kind = frame.kind?;
    let word = clause.light.unwrap_or(clause.word);
    let standing = if clause.light.is_none() && !tree::is_verb(scene.doc, word) {
        nouns::noun_standing(scene, word)
    } else {
        status::standing(scene, word)
    };
    if standing.held {
        return None;
    }
    let (mut sources, mut targets) = frames::roles(scene, frame, &clause);
    let (announced, status) = status::as_announced(kind, &standing);
    let joint = matches!(
        announced,
        EventType::Agree | EventType::Consult | EventType::Cooperate
    );
    let truce = frame.mode == Some("ceasefire");
    if (joint && targets.is_empty() || truce) && countries(&sources) > 1 {
        targets.clone_from(&sources);
    }
    if sources.is_empty()
        && !clause.arguments.passive
        && let Some(speaker) = speaker_for(scene, &clause)
    {
        sources = speaker;
    }
    if sources.is_empty() && clause.arguments.passive {
        sources = whoever_rules_there(scene, kind, &clause, &targets);
    }
    if standing.alleged && matches!(kind, EventType::Cooperate | EventType::Aid) {
        return None;
    }
    if names_things(kind) && !targets.iter().any(is_known) {
        let object = clause.arguments.object;
        if !object.is_some_and(|noun| scene.is_human(noun)) && !truce {
            targets.clear();
        }
    }
    let mut why = vec![reason(
        frame,
        kind,
        clause.light.map(|verb| scene.lemma(verb)),
    )];
    if announced != kind {
        why.push(format!(
            "announced or refused: {} → {}",
            kind.code(),
            announced.code()
        ));
    }
    why.extend(standing.why.clone());
    let mut confidence: f32 = 0.9;
    if !sources.iter().any(is_known) {
        confidence -= 0.2;
    }
    if !targets.iter().any(is_known) {
        confidence -= 0.15;
    }
    if standing.alleged || status == Status::Possible {
        confidence -= 0.15;
    }
    Some(Draft {
        kind: announced,
        mode: frame.mode.filter(|_| announced == kind),
        trigger,
        clause,
        sources,
        targets,
        status,
        confidence,
        why,
    })
}

/// "Was arrested in Niger", "were expelled from North Korea": the state of the place did it.
fn whoever_rules_there(
    scene: &Scene<'_>,
    kind: EventType,
    clause: &Clause,
    targets: &[Participant],
) -> Vec<Participant> {
    let slots: &[Slot] = match kind {
        EventType::Coerce => &[Slot::After("in"), Slot::After("at")],
        EventType::Sanction => &[Slot::After("from")],
        _ => return Vec::new(),
    };
    let mut found = frames::fill(scene, slots, clause, targets);
    found.retain(|one| one.country.is_some());
    found.truncate(1);
    found
}

/// Acts whose object is a thing: what is sent, held or agreed on is no target.
fn names_things(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Consult
            | EventType::Mobilize
            | EventType::Agree
            | EventType::Cooperate
            | EventType::Aid
    )
}

/// "It would strengthen": the pronoun stands for the speaker of the clause above.
fn speaker_for(scene: &Scene<'_>, clause: &Clause) -> Option<Vec<Participant>> {
    let doc = scene.doc;
    let subject = clause.arguments.subject?;
    if !matches!(
        &*doc.tokens[subject].lower,
        "it" | "he" | "she" | "they" | "we" | "i"
    ) {
        return None;
    }
    let verb = doc.ancestors(subject).take(6).find(|&up| {
        tree::is_verb(doc, up) && tree::own_subject(doc, up).is_some_and(|other| other != subject)
    })?;
    let found = scene.participants(tree::own_subject(doc, verb)?);
    found.iter().any(is_known).then_some(found)
}

fn reason(frame: &Frame, kind: EventType, light: Option<&str>) -> String {
    match light {
        Some(verb) => format!("“{verb} {}” → {}", frame.word, kind.code()),
        None => format!("“{}” → {}", frame.word, kind.code()),
    }
}

fn countries(participants: &[Participant]) -> usize {
    let mut keys: Vec<_> = participants.iter().filter_map(Participant::key).collect();
    keys.sort();
    keys.dedup();
    keys.len()
}
