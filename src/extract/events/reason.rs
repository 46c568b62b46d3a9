//! Why a clause reads as an event, in a sentence that a user can check against the words of the article.

use std::ops::Range;

use super::actors::Scene;
use super::frames::Clause;
use super::rules::{Frame, Need, Slot};
use super::tree;
use crate::model::{EventType, Participant};

/// "‘accused’ with object ‘Minsk’ reads as an accusation".
pub(super) fn sentence(
    scene: &Scene<'_>,
    frame: &Frame,
    clause: &Clause,
    trigger: &Range<usize>,
    kind: EventType,
) -> String {
    let words = scene.doc.token_span(trigger.clone());
    let mut line = format!("‘{}’", flat(&scene.text[words]));
    let mut parts = Vec::new();
    for (name, noun) in [
        ("subject", clause.arguments.subject),
        ("object", clause.arguments.object),
    ] {
        if let Some(noun) = noun.filter(|noun| !trigger.contains(noun)) {
            parts.push(format!("{name} ‘{}’", phrase(scene, noun)));
        }
    }
    for (prep, noun) in clause
        .holders()
        .flat_map(|holder| tree::phrases(scene.doc, holder))
    {
        let preposition = &*scene.doc.tokens[prep].lower;
        if parts.len() < 4 && asked_for(frame, preposition) && !trigger.contains(&noun) {
            let words = phrase(scene, noun);
            parts.push(format!("‘{preposition} {words}’"));
        }
    }
    if !parts.is_empty() {
        line.push_str(" with ");
        line.push_str(&parts.join(", "));
    }
    line.push_str(" reads as ");
    line.push_str(noun_of(kind));
    if let Some(mode) = frame.mode {
        line.push_str(&format!(" ({mode})"));
    }
    line
}

/// ": source ‘Kyiv’, target ‘Minsk’".
pub(super) fn who(sources: &[Participant], targets: &[Participant]) -> String {
    let sides: Vec<String> = [("source", sources), ("target", targets)]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(side, list)| {
            let names: Vec<&str> = list.iter().map(|one| one.name.as_str()).collect();
            format!("{side} ‘{}’", names.join("’, ‘"))
        })
        .collect();
    if sides.is_empty() {
        return String::new();
    }
    format!(": {}", sides.join(", "))
}

/// What is only announced or is refused counts as another type.
pub(super) fn turned(from: EventType, to: EventType) -> String {
    let how = match to {
        EventType::Reject => "refused",
        _ => "announced, not done",
    };
    format!("{} that is {how} counts as {}", noun_of(from), noun_of(to))
}

fn asked_for(frame: &Frame, preposition: &str) -> bool {
    let needed = frame.needs.iter().any(
        |need| matches!(need, Need::Preposition(prepositions, _) if prepositions.contains(&preposition)),
    );
    let listed = |slots: &Option<Vec<Slot>>| {
        slots
            .iter()
            .flatten()
            .any(|slot| matches!(slot, Slot::After(wanted) if *wanted == preposition))
    };
    needed || listed(&frame.source) || listed(&frame.target)
}

fn phrase(scene: &Scene<'_>, noun: usize) -> String {
    flat(scene.words_of(noun).of(scene.text))
}

fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The type as a noun with its article.
fn noun_of(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree => "an agreement",
        EventType::Consult => "a consultation",
        EventType::Support => "support",
        EventType::Concede => "a concession",
        EventType::Cooperate => "co-operation",
        EventType::Aid => "aid",
        EventType::Retreat => "a retreat",
        EventType::Request => "a request",
        EventType::Accuse => "an accusation",
        EventType::Reject => "a rejection",
        EventType::Threaten => "a threat",
        EventType::Protest => "a protest",
        EventType::Sanction => "a sanction",
        EventType::Mobilize => "a mobilisation",
        EventType::Coerce => "coercion",
        EventType::Assault => "an assault",
        EventType::Other => "an event of another kind",
    }
}
