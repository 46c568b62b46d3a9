//! Events that a verb names, alone or as a light verb with the noun in its object: "attacked", "held talks", "came under fire".
//!
//! Which frame fits is asked of `frames`; what became of the clause is left to `status`.

use std::ops::Range;

use super::actors::{Scene, is_known};
use super::announced;
use super::ellipsis;
use super::frames::{self, Clause};
use super::rules::{Effect, Frame, LightUse, Need, Slot};
use super::status::{self, Standing};
use super::tree::{self, Arguments};
use super::{Draft, draft};
use crate::language::{Dep, Pos, Tag};
use crate::model::{EventType, Participant, Status};

/// What a verb says: the frame that its clause fits.
pub(super) struct Told<'a> {
    pub(super) frame: &'a Frame,
    pub(super) clause: Clause,
    pub(super) trigger: Range<usize>,
    /// How the verb uses the noun of event, if it is a light verb.
    how: Option<LightUse>,
}

/// The frame that the clause of a verb fits, alone or with a noun of event.
pub(super) fn told<'a>(scene: &Scene<'a>, verb: usize) -> Option<Told<'a>> {
    let rules = scene.rules;
    let lemma = scene.lemma(verb);
    let uses = rules
        .verb(lemma)
        .or_else(|| rules.verb(stem(lemma)?))
        // "fined", whose lemma is no "fin".
        .or_else(|| rules.verb(scene.doc.tokens[verb].lower.strip_suffix('d')?));
    if uses.is_none() && rules.light(lemma).is_none() {
        return None;
    }
    let mut arguments = tree::arguments(scene.doc, verb);
    arguments.subject = arguments
        .subject
        .map(|subject| tree::behind_dateline(scene.doc, scene.text, subject, verb));
    if let Some(order) = order_before(scene, verb) {
        arguments.subject = tree::surface_subject(scene.doc, order, 0).or(arguments.subject);
        let told = tree::arguments(scene.doc, order).object;
        arguments.object = arguments
            .object
            .or(told.filter(|&noun| scene.is_human(noun)));
    }
    let mut clause = Clause {
        word: verb,
        light: None,
        arguments,
    };
    if is_noun_in_disguise(scene, verb, &clause) {
        return None;
    }
    if let Some(uses) = uses {
        if let Some(passive) = ellipsis::bare_passive(scene, uses, &clause) {
            clause.arguments = passive;
        }
        let particle = particle(scene, verb, |word| uses.knows(word));
        let fitting = uses
            .of(particle.map(|index| &*scene.doc.tokens[index].lower))
            .iter()
            .map(|&index| rules.frame(index))
            .find(|frame| frames::fits(scene, frame, &clause, false));
        if let Some(frame) = fitting {
            let trigger = match particle {
                Some(particle) if particle == verb + 1 => verb..particle + 1,
                _ => verb..verb + 1,
            };
            return Some(Told {
                frame,
                clause,
                trigger,
                how: None,
            });
        }
    }
    with_noun(scene, verb, &clause.arguments)
}

/// "Ordered the envoy to leave, accusing his country of spying": whoever gave the order speaks on, not the envoy, and
/// speaks to the envoy. The parser hangs the participle on the order or on its infinitive. Gives the verb of the order.
fn order_before(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let doc = scene.doc;
    let token = &doc.tokens[verb];
    let aside = token.tag == Tag::Vbg
        && token.dep == Dep::Advcl
        && verb > 0
        && &*doc.tokens[verb - 1].lower == ",";
    let speaks = |verb: usize| {
        matches!(
            scene.rules.effect(scene.lemma(verb), false),
            Some(Effect::Hold | Effect::Report)
        )
    };
    let above = doc.head(verb).filter(|_| aside && speaks(verb))?;
    let infinitive = doc.tokens[above].tag == Tag::Vb
        && matches!(doc.tokens[above].dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl);
    let order = if infinitive { doc.head(above)? } else { above };
    (tree::is_verb(doc, order) && speaks(order)).then_some(order)
}

/// "Wounded in shooting near the border": a headline leaves the article out.
fn is_noun_in_disguise(scene: &Scene<'_>, verb: usize, clause: &Clause) -> bool {
    let doc = scene.doc;
    let token = &doc.tokens[verb];
    // "The president, second left, and the minister": where they stand in the picture.
    let side = |index: Option<usize>| {
        index
            .and_then(|index| doc.tokens.get(index))
            .is_some_and(|mark| matches!(&*mark.lower, "," | ")" | "(" | "second" | "third"))
    };
    if &*token.lower == "left" && side(verb.checked_sub(1)) && side(Some(verb + 1)) {
        return true;
    }
    // "Against visiting ministers".
    if token.tag == Tag::Vbg
        && &*token.lower == "visiting"
        && token.dep == Dep::Pcomp
        && doc.head(verb).is_some_and(|prep| {
            !matches!(
                &*doc.tokens[prep].lower,
                "after" | "before" | "while" | "by" | "of" | "since"
            )
        })
    {
        return true;
    }
    // "Held on spying charges".
    let charge = clause.arguments.object.is_some_and(|noun| {
        noun == verb + 1
            && matches!(
                &*doc.tokens[noun].lemma,
                "charge"
                    | "allegation"
                    | "accusation"
                    | "suspicion"
                    | "offence"
                    | "offense"
                    | "claim"
            )
    });
    if token.tag == Tag::Vbg && token.dep == Dep::Pcomp && charge {
        return true;
    }
    token.tag == Tag::Vbg
        && token.dep == Dep::Pcomp
        && clause.arguments.object.is_none()
        && doc
            .head(verb)
            .is_some_and(|prep| matches!(&*doc.tokens[prep].lower, "in" | "during" | "amid"))
        && !scene.rules.noun(&token.lower).is_empty()
}

/// The noun of event that a light verb lends its grammar to.
fn with_noun<'a>(scene: &Scene<'a>, verb: usize, arguments: &Arguments) -> Option<Told<'a>> {
    let doc = scene.doc;
    let light = scene.rules.light(scene.lemma(verb))?;
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
            .map(|&index| scene.rules.frame(index))
            .find(|frame| frames::fits(scene, frame, &clause, true))?;
        return Some(Told {
            frame,
            clause,
            trigger: verb.min(noun)..verb.max(noun) + 1,
            how: Some(how),
        });
    }
    None
}

/// The event that a verb names.
pub(super) fn at_verb(scene: &Scene<'_>, verb: usize, used: &mut [bool]) -> Option<Draft> {
    let told = told(scene, verb)?;
    let Some(how) = told.how else {
        use_up(scene, &told.clause, used);
        // "The talks collapsed" is no meeting.
        let by_subject = |need: &Need| matches!(need, Need::SubjectIs(_));
        if let Some(subject) = told.clause.arguments.subject
            && told.frame.kind.is_some()
            && told.frame.needs.iter().any(by_subject)
            && told.frame.mode == Some("meet")
        {
            used[subject] = true;
        }
        if scene.doc.tokens[verb].pos == Pos::Adj && told.frame.kind == Some(EventType::Agree) {
            return willing(scene, verb, told);
        }
        if let Some(aim) = spoken_aim(scene, verb, &told) {
            return Some(aim);
        }
        if status::ordered_force(scene, verb).is_some_and(|inner| is_event(scene, inner)) {
            return None;
        }
        return draft(scene, told.frame, told.clause, told.trigger);
    };
    used[told.clause.word] = true;
    if how == LightUse::Ends {
        return None;
    }
    let mut draft = draft(scene, told.frame, told.clause, told.trigger)?;
    if how == LightUse::Suffers {
        draft.sources = frames::fill(
            scene,
            &[Slot::After("from"), Slot::After("by"), Slot::Modifier],
            &draft.clause,
            &[],
            false,
        );
        draft.targets = tree::arguments(scene.doc, verb)
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
            (draft.kind, draft.status) = announced::as_announced(draft.kind, &standing);
        }
    }
    Some(draft)
}

fn is_event(scene: &Scene<'_>, verb: usize) -> bool {
    told(scene, verb).is_some_and(|told| told.frame.kind.is_some())
}

/// "Is ready to contribute": to come. Where the infinitive is an event of its own, that one says so.
fn willing(scene: &Scene<'_>, verb: usize, told_here: Told<'_>) -> Option<Draft> {
    let inner = tree::complement(scene.doc, verb).and_then(|inner| told(scene, inner));
    if inner.is_some_and(|inner| inner.frame.kind.is_some()) {
        return None;
    }
    let mut draft = draft(scene, told_here.frame, told_here.clause, told_here.trigger)?;
    if draft.status == Status::Actual {
        draft.status = Status::Planned;
    }
    Some(draft)
}

/// "Called Ankara to congratulate": the call is the way, what was said is the event.
fn spoken_aim(scene: &Scene<'_>, verb: usize, call: &Told<'_>) -> Option<Draft> {
    if call.frame.mode != Some("phone") {
        return None;
    }
    let aim = scene
        .doc
        .children(verb)
        .find(|&child| child > verb && is_aim(scene, child))?;
    let told = told(scene, aim)?;
    let spoken = matches!(
        told.frame.kind?,
        EventType::Support | EventType::Request | EventType::Accuse | EventType::Threaten
    );
    if !spoken {
        return None;
    }
    let mut draft = draft(
        scene,
        call.frame,
        call.clause.clone(),
        call.trigger.start..aim + 1,
    )?;
    let targets = call
        .clause
        .arguments
        .object
        .map(|noun| scene.participants(noun));
    draft.kind = told.frame.kind?;
    draft.mode = told.frame.mode;
    draft.frame.clone_from(&told.frame.key);
    draft.sources = frames::fill(scene, &[Slot::Subject], &call.clause, &[], false);
    draft.targets = targets.unwrap_or_default();
    Some(draft)
}

/// "The minister said that Indonesia must ensure security": somebody asks it of somebody.
pub(super) fn at_duty(scene: &Scene<'_>, verb: usize) -> Option<Draft> {
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
    let distinct = sources.iter().all(|one| {
        let same = |other: &Participant| {
            other.span == one.span || other.actor == one.actor && other.sector == one.sector
        };
        !targets.iter().any(same)
    });
    if !sources.iter().any(is_known) || !targets.iter().any(is_known) || !distinct {
        return None;
    }
    let word = &doc.tokens[must].lower;
    Some(Draft {
        kind: EventType::Request,
        mode: None,
        frame: format!("REQUEST duty {word}"),
        exact: false,
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
            "saying that somebody ‘{word}’ do something reads as a request"
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

pub(super) fn particle(
    scene: &Scene<'_>,
    verb: usize,
    known: impl Fn(&str) -> bool,
) -> Option<usize> {
    scene.doc.children(verb).find(|&child| {
        let token = &scene.doc.tokens[child];
        matches!(
            token.dep,
            Dep::Prt | Dep::Advmod | Dep::Prep | Dep::Acomp | Dep::Npadvmod
        ) && child > verb
            && (token.dep != Dep::Prep
                || scene.doc.child(child, Dep::Pobj).is_none()
                    && scene.doc.child(child, Dep::Pcomp).is_none())
            && known(&token.lower)
    })
}

/// The infinitive of an aim: "sent ships to protect Kuwait".
pub(super) fn is_aim(scene: &Scene<'_>, verb: usize) -> bool {
    scene.doc.tokens[verb].tag == Tag::Vb
        && scene
            .doc
            .children(verb)
            .any(|child| scene.doc.tokens[child].tag == Tag::To)
}
