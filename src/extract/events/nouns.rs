//! Events that a noun names on its own: "the invasion of Ukraine", "talks between", "in the meeting on Thursday".

use super::actors::{Scene, is_known};
use super::frames::{self, Clause};
use super::rules::Slot;
use super::status::{self, Standing};
use super::tree::{self, Arguments};
use super::{Draft, draft};
use crate::language::Dep;
use crate::model::{EventType, Status};

/// The event that a noun names on its own: only where it says who and whom.
pub(super) fn at_noun(scene: &Scene<'_>, noun: usize) -> Option<Draft> {
    let doc = scene.doc;
    let frames = scene.noun_frames(noun);
    if frames.is_empty()
        || matches!(
            doc.tokens[noun].dep,
            Dep::Compound | Dep::Amod | Dep::Npadvmod
        )
    {
        return None;
    }
    let mut clause = Clause {
        word: noun,
        light: None,
        arguments: Arguments {
            subject: doer(scene, noun),
            ..Arguments::default()
        },
    };
    let frame = frames
        .iter()
        .map(|&index| scene.rules.frame(index))
        .find(|frame| frames::fits(scene, frame, &clause, true))?;
    // "The visit of the president to Kenya": nobody is visited behind "of".
    let takes_of = frame
        .target
        .as_ref()
        .is_none_or(|slots| slots.contains(&Slot::After("of")));
    if clause.arguments.subject.is_none() && !takes_of {
        clause.arguments.subject = behind(scene, noun, "of");
    }
    let mut draft = draft(scene, frame, clause, noun..noun + 1)?;
    if draft.kind == EventType::Consult && draft.sources.is_empty() {
        meet_in_context(scene, noun, &mut draft);
    }
    let source = draft.sources.iter().any(is_known);
    let target = draft.targets.iter().any(is_known);
    // A weapon test needs no target; other nouns tell an event only if they say who and whom.
    let alone = source && draft.kind == EventType::Mobilize && frame.mode == Some("weapons")
        || target && draft.kind == EventType::Assault && is_new(scene, noun);
    if !(source && target || alone) || draft.status != Status::Actual {
        return None;
    }
    draft.confidence -= 0.15;
    Some(draft)
}

/// Who does what the noun names: whose it is, the one behind "by", or the name in front of it.
fn doer(scene: &Scene<'_>, noun: usize) -> Option<usize> {
    let doc = scene.doc;
    let named = |word: usize| {
        scene
            .mention_at(word)
            .is_some_and(|mention| mention.country.is_some() || mention.actor.is_some())
    };
    doc.child(noun, Dep::Poss)
        .or_else(|| behind(scene, noun, "by"))
        // "The arrest of two nurses by the police".
        .or_else(|| behind(scene, behind(scene, noun, "of")?, "by"))
        .or_else(|| {
            doc.children(noun)
                .filter(|&child| {
                    matches!(doc.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
                })
                .find_map(|child| {
                    // "The Saudi-led bombing".
                    let led = matches!(&*doc.tokens[child].lower, "led" | "backed");
                    let leader = || doc.children(child).find(|&word| led && named(word));
                    named(child).then_some(child).or_else(leader)
                })
        })
}

fn behind(scene: &Scene<'_>, noun: usize, preposition: &str) -> Option<usize> {
    tree::phrases(scene.doc, noun)
        .find(|&(prep, _)| &*scene.doc.tokens[prep].lower == preposition)
        .map(|(_, inner)| inner)
}

/// "An assault on its troops", not "the war in".
fn is_new(scene: &Scene<'_>, noun: usize) -> bool {
    let doc = scene.doc;
    doc.child(noun, Dep::Det)
        .is_some_and(|det| matches!(&*doc.tokens[det].lower, "a" | "an"))
        && doc.tokens[noun].dep != Dep::Attr
}

/// "In the meeting on Thursday, Lukashenko said": the subject met whoever else the text speaks of most.
fn meet_in_context(scene: &Scene<'_>, noun: usize, draft: &mut Draft) {
    let doc = scene.doc;
    let the = doc
        .child(noun, Dep::Det)
        .is_some_and(|det| &*doc.tokens[det].lower == "the");
    let meeting = matches!(
        &*doc.tokens[noun].lemma,
        "meeting" | "talk" | "summit" | "visit"
    );
    let Some(prep) = doc.head(noun).filter(|_| the && meeting) else {
        return;
    };
    let fits = doc.tokens[noun].dep == Dep::Pobj
        && matches!(
            &*doc.tokens[prep].lower,
            "in" | "at" | "during" | "after" | "before"
        );
    let Some(verb) = doc.head(prep).filter(|&up| fits && tree::is_verb(doc, up)) else {
        return;
    };
    let Some(subject) = tree::surface_subject(doc, verb, 0) else {
        return;
    };
    let who = scene.participants(subject);
    let Some(first) = who
        .iter()
        .find(|one| is_known(one) && one.country.is_some())
    else {
        return;
    };
    if let Some(other) = scene.other_side(first, noun) {
        draft.sources = vec![first.clone(), other];
        draft.targets.clone_from(&draft.sources);
        draft.confidence -= 0.2;
        draft.why.push(format!(
            "‘the {}’ is taken for one of the two sides that the text speaks of",
            doc.tokens[noun].lower
        ));
    }
}

/// A noun of event is as real as the clause that it stands in, unless a planning noun or verb holds it.
pub(super) fn noun_standing(scene: &Scene<'_>, noun: usize) -> Standing {
    let doc = scene.doc;
    let verb = doc
        .ancestors(noun)
        .take(6)
        .find(|&up| tree::is_verb(doc, up));
    let mut standing = match verb {
        Some(verb) => status::standing(scene, verb),
        None => status::standing(scene, noun),
    };
    standing.held = false;
    standing.turns_into = None;
    standing
}
