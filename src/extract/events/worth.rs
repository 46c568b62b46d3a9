//! Which drafts are worth telling: somebody takes part who acts for a state, an armed group, a public body or a people.
//!
//! Sport, business and private life use the words of politics too ("Bayern crushed Porto", "the actress accused the
//! producer"); what they tell is no political event unless the text around it is about politics.

use super::Draft;
use super::actors::{Scene, is_known};
use crate::language::{Dep, EntityLabel, Tag};
use crate::model::{EventType, MentionKind, Participant, Sector, Status};

/// Texts of fewer words say too little about their subject.
const SHORT_WORDS: usize = 70;
/// Texts with more political events in a thousand words than this are about politics.
const POLITICAL_PER_THOUSAND: usize = 12;

pub(super) fn sift(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| names_somebody(scene, draft));
    let words = scene.doc.len();
    let political = drafts
        .iter()
        .filter(|draft| draft.kind != EventType::Other && is_political(scene, draft))
        .count();
    if words >= SHORT_WORDS && political * 1000 < POLITICAL_PER_THOUSAND * words {
        drafts.retain(|draft| is_political(scene, draft));
    }
}

/// Somebody known takes part, or people on both sides.
fn names_somebody(scene: &Scene<'_>, draft: &Draft) -> bool {
    let source = draft.sources.iter().any(is_known);
    if source || draft.kind != EventType::Consult && draft.targets.iter().any(is_known) {
        return true;
    }
    let parts = &draft.clause.arguments;
    let acts = |noun: usize| {
        scene.is_human(noun) || scene.doc.tokens[scene.core(noun)].entity == Some(EntityLabel::Org)
    };
    // An exact frame needs no known names.
    if scene.doc.len() < SHORT_WORDS
        && draft.exact
        && (!draft.targets.is_empty() || refuses(draft.kind))
        && !draft.sources.is_empty()
        && parts.subject.is_some_and(acts)
    {
        return true;
    }
    draft.kind != EventType::Consult
        && !draft.sources.is_empty()
        && !draft.targets.is_empty()
        && draft.status == Status::Actual
        && parts.subject.is_some_and(|noun| scene.is_human(noun))
        && parts.object.is_some_and(|noun| scene.is_human(noun))
}

/// Acts that need nobody on the other side: workers strike, refuse to end it, or warn that they will.
fn refuses(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Reject | EventType::Protest | EventType::Concede | EventType::Threaten
    )
}

fn is_political(scene: &Scene<'_>, draft: &Draft) -> bool {
    let public = |one: &Participant| is_public(scene, one);
    let sources = draft.sources.iter().any(public);
    let targets = draft.targets.iter().any(public);
    // What is done to a state by nobody in particular needs a stronger word.
    sources || targets && (!draft.sources.is_empty() || is_force(draft.kind))
}

fn is_force(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault
            | EventType::Coerce
            | EventType::Sanction
            | EventType::Retreat
            | EventType::Other
    )
}

/// Whether the participant acts for a state, an armed group or an international body, or is a country.
fn is_public(scene: &Scene<'_>, one: &Participant) -> bool {
    let Some(head) = scene
        .doc
        .token_at((one.span.end as usize).saturating_sub(1))
    else {
        return false;
    };
    let mention = scene.mention_at(head);
    // "American Airlines", "Cleveland Indians": a name of a firm or club names no country.
    let firm = scene.doc.tokens[head].entity == Some(EntityLabel::Org)
        && mention.is_none_or(|mention| {
            matches!(
                mention.kind,
                MentionKind::Nationality | MentionKind::Country | MentionKind::Place
            )
        });
    if firm && one.sector.is_none() {
        return false;
    }
    if let Some(sector) = one.sector {
        return is_political_sector(sector);
    }
    let kind = mention.map(|mention| mention.kind);
    if one.country.is_none() || kind == Some(MentionKind::Organisation) {
        return scene.is_body(one);
    }
    !matches!(kind, Some(MentionKind::Person | MentionKind::Place))
        && !is_firm_adjective(scene, head)
}

/// "American pledged to hire": the airline; people would be "Americans".
fn is_firm_adjective(scene: &Scene<'_>, head: usize) -> bool {
    let token = &scene.doc.tokens[head];
    let argument = matches!(
        token.dep,
        Dep::Nsubj | Dep::NsubjPass | Dep::Dobj | Dep::Pobj | Dep::Poss
    );
    argument
        && token.lower.ends_with("an")
        && !matches!(token.tag, Tag::Nns | Tag::Nnps)
        && scene.doc.child(head, Dep::Det).is_none()
        && scene
            .mention_at(head)
            .is_some_and(|mention| mention.kind == MentionKind::Nationality)
}

fn is_political_sector(sector: Sector) -> bool {
    matches!(
        sector,
        Sector::Government
            | Sector::Military
            | Sector::Legislature
            | Sector::Judiciary
            | Sector::Police
            | Sector::Intelligence
            | Sector::Rebels
            | Sector::Paramilitary
            | Sector::Party
            | Sector::Opposition
            | Sector::Refugees
    )
}
