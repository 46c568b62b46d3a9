//! What a clause leaves out and its reader adds: the "was" of a headline, the other side of a second verb, whose envoy it is.
//!
//! Only what the words of the same sentence give is added; who pronouns stand for elsewhere is left to mentions.

use super::actors::{Scene, is_known};
use super::frames::{self, Clause};
use super::rules::{ByParticle, Effect, Frame, Need, Slot};
use super::tree::{self, Arguments};
use super::verbs;
use crate::language::{Dep, Tag};
use crate::model::{EventType, Participant};

/// Lines of more words are no headlines.
const HEADLINE_WORDS: usize = 22;

/// Verbs whose past tense is their participle although they do not end in "ed".
const UNCHANGED: &[&str] = &[
    "shot", "held", "hit", "sent", "put", "cut", "brought", "caught", "found", "sold", "hurt",
    "shut", "struck", "bought", "led", "fought", "laid", "hung", "told", "won", "lost", "bound",
    "split", "spared", "made", "left", "kept", "built",
];

/// "Envoy expelled over spying", "the woman, detained in Moscow, was": the participle stands without its auxiliary. Gives
/// the parts of the clause as a passive.
pub(super) fn bare_passive(
    scene: &Scene<'_>,
    uses: &ByParticle<usize>,
    clause: &Clause,
) -> Option<Arguments> {
    let doc = scene.doc;
    let verb = clause.word;
    let token = &doc.tokens[verb];
    let subject = clause.arguments.subject?;
    if clause.arguments.passive || subject >= verb || doc.tokens[subject].tag == Tag::Prp {
        return None;
    }
    let participle = token.tag == Tag::Vbn;
    let same_form = token.lower.ends_with("ed") || UNCHANGED.contains(&&*token.lower);
    if !(participle || token.tag == Tag::Vbd && same_form) {
        return None;
    }
    let aside = participle && &*doc.tokens[verb - 1].lower == ",";
    if !aside && !is_headline(scene, verb) {
        return None;
    }
    if !has_no_object(scene, verb, uses) || !doc.children(verb).any(|child| child == subject) {
        return None;
    }
    let agent = tree::phrases(doc, verb)
        .find(|&(prep, _)| &*doc.tokens[prep].lower == "by")
        .map(|(_, agent)| agent);
    let passive = Clause {
        arguments: Arguments {
            subject: agent,
            object: Some(subject),
            dative: None,
            passive: true,
        },
        ..clause.clone()
    };
    let particle = verbs::particle(scene, verb, |word| uses.knows(word));
    let fitting = |clause: &Clause| -> Option<&Frame> {
        uses.of(particle.map(|index| &*doc.tokens[index].lower))
            .iter()
            .map(|&index| scene.rules.frame(index))
            .find(|frame| frames::fits(scene, frame, clause, false))
    };
    // "Police fired on the crowd" has its target elsewhere.
    if fitting(clause).is_some_and(|active| aims_elsewhere(active) || active.reciprocal) {
        return None;
    }
    fitting(&passive)
        .is_some_and(takes_object)
        .then_some(passive.arguments)
}

/// A line without a full stop.
fn is_headline(scene: &Scene<'_>, verb: usize) -> bool {
    let doc = scene.doc;
    let sentence = doc.sentence_of(verb);
    let Some(last) = sentence
        .clone()
        .rev()
        .find(|&index| !doc.tokens[index].is_space())
    else {
        return false;
    };
    sentence.len() <= HEADLINE_WORDS
        && doc.tokens[last]
            .lower
            .chars()
            .all(|letter| letter.is_alphanumeric())
}

/// Whether nothing stands behind the verb that an active verb would act on.
fn has_no_object(scene: &Scene<'_>, verb: usize, uses: &ByParticle<usize>) -> bool {
    let doc = scene.doc;
    doc.children(verb).all(|child| {
        let token = &doc.tokens[child];
        match token.dep {
            Dep::Aux | Dep::AuxPass | Dep::Dative | Dep::Ccomp | Dep::Attr => false,
            Dep::Xcomp => token.tag == Tag::Vb,
            // "Expelled over spying": the parser takes the preposition for a particle.
            Dep::Dobj => doc
                .left_edge(child)
                .checked_sub(1)
                .map(|before| &*doc.tokens[before].lower)
                .is_some_and(|word| {
                    matches!(word, "over" | "off" | "in" | "on") && !uses.knows(word)
                }),
            _ => true,
        }
    })
}

fn aims_elsewhere(frame: &Frame) -> bool {
    let asks = frame
        .needs
        .iter()
        .any(|need| matches!(need, Need::Preposition(..)));
    asks && frame
        .target
        .as_ref()
        .is_some_and(|slots| !slots.contains(&Slot::Object))
}

fn takes_object(frame: &Frame) -> bool {
    frame
        .target
        .iter()
        .flatten()
        .any(|slot| *slot == Slot::Object)
        || frame.needs.iter().any(|need| {
            matches!(
                need,
                Need::Object
                    | Need::ObjectIs(_)
                    | Need::ModifiedBy(_)
                    | Need::People
                    | Need::Actor
                    | Need::Place
                    | Need::Passive
            )
        })
}

/// "Condemned Rwanda and cut ties", "arrested the man and later freed him": the second verb acts on whom the first did.
pub(super) fn object_of_first_verb(
    scene: &Scene<'_>,
    clause: &Clause,
    kind: EventType,
    targets: &[Participant],
) -> Option<Vec<Participant>> {
    let doc = scene.doc;
    let verb = clause.light.unwrap_or(clause.word);
    if targets.iter().any(is_known) || !tree::is_verb(doc, verb) {
        return None;
    }
    let first = first_verb(scene, verb)?;
    let pronoun = clause.arguments.object.is_some_and(|noun| {
        let token = &doc.tokens[noun];
        token.tag == Tag::Prp && matches!(&*token.lower, "him" | "her" | "them" | "it")
    });
    // Acts between states that name only what belongs to both of them.
    let between_states = kind == EventType::Sanction
        && clause.arguments.object.is_some_and(|noun| {
            matches!(
                &*doc.tokens[scene.core(noun)].lemma,
                "tie"
                    | "relation"
                    | "ambassador"
                    | "envoy"
                    | "embassy"
                    | "contact"
                    | "talk"
                    | "link"
            )
        })
        && clause.holders().all(|holder| {
            tree::phrases(doc, holder)
                .all(|(prep, _)| !matches!(&*doc.tokens[prep].lower, "with" | "to" | "from"))
        });
    if !pronoun && !between_states || pronoun && !targets.is_empty() {
        return None;
    }
    let told = verbs::told(scene, first)?;
    let (_, found) = frames::roles(scene, told.frame, &told.clause);
    let fits = if between_states {
        found.iter().any(|one| one.country.is_some())
    } else {
        !found.is_empty()
    };
    fits.then_some(found)
}

/// "Will not end the strike until the company pays": the refusal is aimed at whoever has to act first.
pub(super) fn whoever_is_waited_for(
    scene: &Scene<'_>,
    clause: &Clause,
    announced: EventType,
    targets: &[Participant],
) -> Option<Vec<Participant>> {
    let doc = scene.doc;
    if announced != EventType::Reject || targets.iter().any(is_known) {
        return None;
    }
    let verb = clause.light.unwrap_or(clause.word);
    let condition = doc.children(verb).find(|&child| {
        child > verb
            && doc.tokens[child].dep == Dep::Advcl
            && doc.child(child, Dep::Mark).is_some_and(|mark| {
                matches!(
                    &*doc.tokens[mark].lower,
                    "until" | "till" | "unless" | "before" | "if"
                )
            })
    })?;
    let parts = tree::arguments(doc, condition);
    let found = scene.participants(parts.subject?);
    found.iter().any(is_known).then_some(found)
}

/// "Rejected the resolution", "boycotted the vote": where no person or state is named, the thing itself.
pub(super) fn thing_acted_upon(
    scene: &Scene<'_>,
    frame: &Frame,
    kind: EventType,
    clause: &Clause,
) -> Option<Participant> {
    let acts_on_things = matches!(
        kind,
        EventType::Reject
            | EventType::Protest
            | EventType::Accuse
            | EventType::Assault
            | EventType::Coerce
    );
    let takes = frame
        .target
        .as_ref()
        .is_none_or(|slots| slots.contains(&Slot::Object));
    let noun = clause
        .arguments
        .object
        .filter(|_| acts_on_things && takes)?;
    let token = &scene.doc.tokens[scene.core(noun)];
    if token.tag == Tag::Prp || !scene.noun_frames(noun).is_empty() {
        return None;
    }
    scene
        .participants(noun)
        .into_iter()
        .find(|one| !is_known(one) && !scene.is_vague(one))
}

/// The verb that this one is joined to, if it has no subject of its own.
fn first_verb(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let doc = scene.doc;
    let head = doc.head(verb)?;
    let joined = doc.tokens[verb].dep == Dep::Conj
        && tree::is_verb(doc, head)
        && tree::own_subject(doc, verb).is_none();
    joined.then_some(head)
}

/// "Condemned Sweden and expelled its ambassador": nobody expels an envoy of his own; the envoy is that of whom the first
/// verb named.
pub(super) fn envoy_of_the_other(
    scene: &Scene<'_>,
    clause: &Clause,
    kind: EventType,
    sources: &[Participant],
    targets: &mut Vec<Participant>,
) {
    let doc = scene.doc;
    if !matches!(
        kind,
        EventType::Sanction | EventType::Accuse | EventType::Assault | EventType::Coerce
    ) {
        return;
    }
    let own = clause
        .arguments
        .object
        .and_then(|noun| doc.child(noun, Dep::Poss))
        .filter(|&owner| doc.tokens[owner].tag == Tag::PrpPossessive);
    let (Some(owner), ours) = (own, |one: &Participant| {
        sources.iter().any(|source| source.country == one.country)
    }) else {
        return;
    };
    if !targets.iter().all(ours) {
        return;
    }
    let named = match first_verb(scene, clause.word) {
        Some(first) => verbs::told(scene, first)
            .map(|told| frames::roles(scene, told.frame, &told.clause).1)
            .unwrap_or_default(),
        None => speaker(scene, clause.word),
    };
    let Some(other) = named.iter().find(|one| one.country.is_some() && !ours(one)) else {
        return;
    };
    if targets.is_empty() {
        let words = scene
            .doc
            .token_span(owner..clause.arguments.object.unwrap_or(owner) + 1);
        targets.push(Participant {
            span: words.into(),
            ..other.clone()
        });
    }
    for one in targets {
        one.country = other.country;
        one.actor = None;
    }
}

/// "Armenia says Azerbaijan shelled its villages": whoever says so.
fn speaker(scene: &Scene<'_>, verb: usize) -> Vec<Participant> {
    let doc = scene.doc;
    if doc.tokens[verb].dep != Dep::Ccomp {
        return Vec::new();
    }
    doc.head(verb)
        .filter(|&speech| {
            scene.rules.effect(scene.lemma(speech), true) == Some(Effect::Report) && speech < verb
        })
        .and_then(|speech| tree::own_subject(doc, speech))
        .map(|noun| scene.participants(noun))
        .unwrap_or_default()
}

/// "Croatia welcomed the ruling but Serbia rejected it": not Croatia.
pub(super) fn is_the_thing_before(scene: &Scene<'_>, clause: &Clause) -> bool {
    let doc = scene.doc;
    let it = clause
        .arguments
        .object
        .is_some_and(|noun| &*doc.tokens[noun].lower == "it");
    let first = doc
        .head(clause.word)
        .filter(|&head| it && doc.tokens[clause.word].dep == Dep::Conj && tree::is_verb(doc, head));
    first
        .and_then(|first| doc.child(first, Dep::Dobj))
        .is_some_and(|thing| {
            doc.tokens[thing].tag == Tag::Nn
                && !scene.is_human(thing)
                && scene.mention_at(thing).is_none()
        })
}

/// "Those who attack", "anyone who helps": nobody in particular.
pub(super) fn is_anybody(scene: &Scene<'_>, noun: usize) -> bool {
    let doc = scene.doc;
    let generic = matches!(
        &*doc.tokens[noun].lower,
        "those" | "anyone" | "anybody" | "everyone" | "whoever" | "someone" | "everybody"
    );
    generic && doc.child(noun, Dep::Relcl).is_some() || &*doc.tokens[noun].lower == "whoever"
}
