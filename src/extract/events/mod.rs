//! Who did what to whom, when and where: events read from the tree.
//!
//! A verb or noun of the tables that fits one of its frames names an event; the frame says where source and target
//! stand, the words that govern the clause say what became of it. Dates come from `times`, people from `mentions`, the
//! speaker from `quotes`; one event told by several articles is left to `merge`.

mod actors;
mod announced;
mod background;
mod ellipsis;
mod frames;
mod nouns;
mod phrase;
mod reason;
mod references;
mod rules;
mod status;
mod summary;
mod tables;
mod telling;
mod tree;
mod verbs;
mod worth;

use std::ops::Range;

use actors::{Scene, is_known};
use frames::Clause;
use rules::{Frame, Slot};

use super::Context;
use crate::language::{Dep, Pos};
use crate::model::{Event, EventType, Mention, Participant, Quote, Status, TimeExpression};
pub use rules::Rules;

/// The rank of a frame that asks for a particular word.
const EXACT_RANK: u32 = 3;

/// An event over token indices.
#[derive(Debug, Clone)]
struct Draft {
    kind: EventType,
    mode: Option<&'static str>,
    /// The key of the frame.
    frame: String,
    /// The frame asks for particular words besides its own.
    exact: bool,
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
            drafts.extend(verbs::at_verb(&scene, index, &mut used));
            drafts.extend(verbs::at_duty(&scene, index));
        }
    }
    for (index, token) in doc.tokens.iter().enumerate() {
        if token.pos == Pos::Noun && !used[index] {
            drafts.extend(nouns::at_noun(&scene, index));
        }
    }
    worth::sift(&scene, &mut drafts);
    drafts.sort_by_key(|draft| (draft.trigger.start, draft.trigger.end));
    telling::without_repeats(&scene, &mut drafts);
    let claims = telling::Claims::new(quotes);
    let mut events: Vec<Event> = drafts
        .into_iter()
        .map(|draft| telling::finish(&scene, context, times, &claims, draft))
        .collect();
    telling::without_undated_twins(&mut events);
    telling::without_retellings(&scene, &mut events);
    background::mark(&scene, context.published, &mut events);
    events
}

fn draft(scene: &Scene<'_>, frame: &Frame, clause: Clause, trigger: Range<usize>) -> Option<Draft> {
    let kind = frame.kind?;
    let word = clause.light.unwrap_or(clause.word);
    let standing = if clause.light.is_none() && !tree::is_verb(scene.doc, word) {
        nouns::noun_standing(scene, word)
    } else {
        status::standing(scene, word)
    };
    let anybody = clause.arguments.subject.or(clause.arguments.object);
    if standing.held || anybody.is_some_and(|noun| ellipsis::is_anybody(scene, noun)) {
        return None;
    }
    let (mut sources, mut targets) = frames::roles(scene, frame, &clause);
    let kind = sworn_harm(scene, kind, &clause);
    let (announced, status) = announced::as_announced(kind, &standing);
    if announced::says_nothing(announced, status, &standing) {
        return None;
    }
    if ellipsis::is_the_thing_before(scene, &clause) {
        targets.clear();
    }
    if let Some(found) = ellipsis::object_of_first_verb(scene, &clause, kind, &targets)
        .or_else(|| ellipsis::whoever_is_waited_for(scene, &clause, announced, &targets))
    {
        targets = found;
    }
    ellipsis::envoy_of_the_other(scene, &clause, kind, &sources, &mut targets);
    let joint = matches!(
        announced,
        EventType::Agree | EventType::Consult | EventType::Cooperate
    );
    let truce = frame.mode == Some("ceasefire");
    let mutual = joint || frame.reciprocal || frame.names_other_side();
    if (mutual && !targets.iter().any(is_known) || truce) && frames::sides(&sources) > 1 {
        targets.clone_from(&sources);
    }
    if kind == EventType::Accuse
        && sources.is_empty()
        && scene.doc.tokens[word].pos == Pos::Adj
        && frame.source.as_ref().is_some_and(Vec::is_empty)
    {
        sources = sayer(scene, word);
        if sources.is_empty() {
            return None;
        }
    }
    if kind == EventType::Agree && sources.len() > 1 && is_mutual(scene, &clause, &targets) {
        targets.clone_from(&sources);
    }
    if !sources.iter().any(is_known)
        && !clause.arguments.passive
        && let Some(speaker) = speaker_for(scene, &clause)
    {
        sources = speaker;
    }
    if sources.is_empty() && clause.arguments.passive {
        sources = whoever_rules_there(scene, kind, &clause, &targets);
    }
    if mutual && sources.is_empty() && frames::sides(&targets) > 1 {
        sources.clone_from(&targets);
    }
    if !targets.iter().any(is_known)
        && is_aimed(kind)
        && sources.iter().any(is_known)
        && frame.target.as_ref().is_none_or(|slots| !slots.is_empty())
        && let Some(found) = frames::elsewhere(scene, &clause, &sources)
    {
        frames::place_or_replace(scene, &mut targets, found);
    }
    if targets.is_empty() && uses_force(scene, kind, &clause) {
        let place = [Slot::After("in"), Slot::After("at"), Slot::After("near")];
        targets = frames::fill(scene, &place, &clause, &sources, false);
        targets.retain(is_known);
    }
    if targets.is_empty() && clause.light.is_none() {
        targets.extend(ellipsis::thing_acted_upon(scene, frame, kind, &clause));
    }
    if is_said_by_a_thing(scene, kind, &clause, &sources) {
        return None;
    }
    if standing.alleged
        && matches!(
            kind,
            EventType::Cooperate | EventType::Aid | EventType::Reject
        )
    {
        return None;
    }
    let mut why = vec![reason::sentence(scene, frame, &clause, &trigger, kind)];
    if announced != kind {
        why.push(reason::turned(kind, announced));
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
        frame: frame.key.clone(),
        exact: frame.rank >= EXACT_RANK,
        trigger,
        clause,
        sources,
        targets,
        status,
        confidence,
        why,
    })
}

/// Acts that are done to somebody even where the clause says only where.
fn is_aimed(kind: EventType) -> bool {
    !matches!(
        kind,
        EventType::Consult | EventType::Other | EventType::Mobilize | EventType::Protest
    )
}

/// "Police opened fire in the Kenyan capital": whoever they are, they did it to those of the place.
fn uses_force(scene: &Scene<'_>, kind: EventType, clause: &Clause) -> bool {
    kind == EventType::Assault
        && clause
            .arguments
            .subject
            .is_some_and(|noun| scene.is_human(noun))
}

/// "Vowed to crush the rebels": a promise to do harm is a threat.
fn sworn_harm(scene: &Scene<'_>, kind: EventType, clause: &Clause) -> EventType {
    let swears = kind == EventType::Agree
        && matches!(
            scene.lemma(clause.word),
            "vow" | "pledge" | "promise" | "swear" | "undertake"
        );
    let harmful = |inner: usize| {
        scene.doc.child(inner, Dep::Neg).is_none()
            && verbs::told(scene, inner)
                .and_then(|told| told.frame.kind)
                .is_some_and(announced::harms)
    };
    let inner = tree::complement(scene.doc, clause.word).filter(|_| swears);
    match inner {
        Some(inner) if harmful(inner) => EventType::Threaten,
        _ => kind,
    }
}

/// "The announcement raised doubts": nobody says anything.
fn is_said_by_a_thing(
    scene: &Scene<'_>,
    kind: EventType,
    clause: &Clause,
    sources: &[Participant],
) -> bool {
    let verbal = matches!(
        kind,
        EventType::Accuse
            | EventType::Request
            | EventType::Reject
            | EventType::Support
            | EventType::Threaten
            | EventType::Agree
    );
    verbal
        && !sources.iter().any(is_known)
        && clause.arguments.subject.is_some_and(|noun| {
            let token = &scene.doc.tokens[scene.core(noun)];
            token.pos == Pos::Noun
                && token.entity.is_none()
                && !scene.is_human(noun)
                && !tree::is_message(scene.doc, noun)
        })
}

/// "Kenya and Uganda agreed to share intelligence": with each other, unless they agreed to do something to a third.
fn is_mutual(scene: &Scene<'_>, clause: &Clause, targets: &[Participant]) -> bool {
    let inner = tree::complement(scene.doc, clause.word)
        .and_then(|inner| verbs::told(scene, inner))
        .and_then(|told| told.frame.kind);
    match inner {
        Some(EventType::Cooperate | EventType::Consult | EventType::Agree | EventType::Retreat) => {
            true
        }
        _ => !targets.iter().any(is_known),
    }
}

/// "Kenya said the rebels were responsible": Kenya accuses.
fn sayer(scene: &Scene<'_>, word: usize) -> Vec<Participant> {
    scene
        .doc
        .ancestors(word)
        .take(3)
        .find(|&up| scene.rules.effect(scene.lemma(up), true) == Some(rules::Effect::Report))
        .and_then(|speech| tree::surface_subject(scene.doc, speech, 0))
        .map(|noun| scene.participants(noun))
        .unwrap_or_default()
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
    let mut found = frames::fill(scene, slots, clause, targets, false);
    found.retain(|one| one.country.is_some());
    found.truncate(1);
    found
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
    // "The rebels said they will release": they need not be known to the tables.
    (!found.is_empty()).then_some(found)
}
