//! Which frame of the tables a clause fits, and who fills its places.

use super::actors::{Scene, is_known};
use super::announced;
use super::rules::{Frame, Need, Slot, Words};
use super::tree::{self, Arguments};
use super::verbs;
use crate::language::{Dep, Pos, Tag};
use crate::model::{EventType, MentionKind, Participant};

/// A word of event with the parts of its clause.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The verb, or the noun of event.
    pub(super) word: usize,
    /// The verb that lends its grammar to a noun of event.
    pub(super) light: Option<usize>,
    pub(super) arguments: Arguments,
}

impl Clause {
    /// Words whose prepositional phrases belong to the event: the noun or verb, its object, the light verb.
    pub(super) fn holders(&self) -> impl Iterator<Item = usize> + '_ {
        [Some(self.word), self.arguments.object, self.light]
            .into_iter()
            .flatten()
    }
}

/// How far from its verb a word of the clause is looked for.
const NEAR_WORDS: usize = 20;

/// The usual places of a target.
const USUAL_TARGETS: &[Slot] = &[
    Slot::Object,
    Slot::After("against"),
    Slot::After("on"),
    Slot::After("to"),
    Slot::After("with"),
    Slot::After("for"),
    Slot::After("at"),
    Slot::After("in"),
];

/// Where a target may stand although the frame does not say so, if somebody known stands there.
const FURTHER_TARGETS: &[Slot] = &[
    Slot::After("against"),
    Slot::After("to"),
    Slot::After("toward"),
    Slot::After("towards"),
];

/// Whether all needs of the frame hold.
pub(super) fn fits(scene: &Scene<'_>, frame: &Frame, clause: &Clause, is_noun: bool) -> bool {
    frame
        .needs
        .iter()
        .all(|need| holds(scene, need, clause, is_noun))
}

fn holds(scene: &Scene<'_>, need: &Need, clause: &Clause, is_noun: bool) -> bool {
    let doc = scene.doc;
    let object = clause.arguments.object;
    match need {
        Need::Object => object.is_some(),
        Need::NoObject => object.is_none(),
        Need::ObjectIs(words) => object.is_some_and(|noun| scene.names(words, noun)),
        Need::ModifiedBy(words) => {
            if is_noun {
                return scene.is_qualified_by(words, clause.word);
            }
            object.is_some_and(|noun| {
                scene.names(words, noun)
                    || scene.is_qualified_by(words, noun)
                    || scene.is_qualified_by(words, scene.core(noun))
            })
        }
        Need::SubjectIs(words) => clause
            .arguments
            .subject
            .is_some_and(|noun| scene.names(words, noun) || scene.is_qualified_by(words, noun)),
        Need::Preposition(prepositions, None) => clause.holders().any(|holder| {
            doc.children(holder).any(|child| {
                matches!(doc.tokens[child].dep, Dep::Prep | Dep::Agent | Dep::Dative)
                    && prepositions.contains(&&*doc.tokens[child].lower)
            }) || tree::phrases(doc, holder)
                .any(|(prep, _)| prepositions.contains(&&*doc.tokens[prep].lower))
        }),
        Need::Preposition(prepositions, words) => clause.holders().any(|holder| {
            tree::phrases(doc, holder).any(|(prep, noun)| {
                prepositions.contains(&&*doc.tokens[prep].lower)
                    && words
                        .as_ref()
                        .is_none_or(|words: &Words| scene.names(words, noun))
            })
        }),
        Need::Clause => doc
            .children(clause.word)
            .any(|child| doc.tokens[child].dep == Dep::Ccomp),
        Need::Infinitive => doc.children(clause.word).any(|child| {
            let token = &doc.tokens[child];
            matches!(token.dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl)
                && token.tag == Tag::Vb
                && doc
                    .children(child)
                    .any(|aux| doc.tokens[aux].tag == Tag::To)
        }),
        Need::People => object.is_some_and(|noun| scene.is_human(noun) || known(scene, noun)),
        Need::Actor => object.is_some_and(|noun| known(scene, noun)),
        Need::Place => object.is_some_and(|noun| {
            scene.mention_at(noun).is_some_and(|mention| {
                matches!(mention.kind, MentionKind::Country | MentionKind::Place)
            })
        }),
        Need::Plural => clause.arguments.subject.is_some_and(|noun| {
            let tag = doc.tokens[noun].tag;
            matches!(tag, Tag::Nns | Tag::Nnps)
                || &*doc.tokens[noun].lower == "they"
                || tree::joined(doc, noun).len() > 1
        }),
        Need::Several => clause
            .arguments
            .subject
            .is_some_and(|noun| sides(&scene.agents(noun)) > 1),
        Need::State => clause
            .arguments
            .subject
            .is_some_and(|noun| scene.is_state(noun)),
        Need::Described => doc.children(clause.word).any(|child| {
            let token = &doc.tokens[child];
            token.dep == Dep::Oprd && token.pos != Pos::Propn
        }),
        Need::Complement(words) => doc.children(clause.word).any(|child| {
            matches!(
                doc.tokens[child].dep,
                Dep::Ccomp | Dep::Oprd | Dep::Acomp | Dep::Xcomp | Dep::Advcl
            ) && scene.is_one_of(words, child)
        }),
        Need::Active => !clause.arguments.passive,
        Need::Passive => clause.arguments.passive,
        Need::Light => clause.light.is_some(),
        Need::Near(words) => {
            let reach = doc.subtree(clause.light.unwrap_or(clause.word));
            let from = reach.start.max(clause.word.saturating_sub(NEAR_WORDS));
            let to = reach.end.min(clause.word + NEAR_WORDS);
            (from..to.max(from)).any(|index| scene.is_one_of(words, index))
        }
        Need::Not(need) => !holds(scene, need, clause, is_noun),
    }
}

/// Whether the noun itself (not what qualifies it) names somebody known.
fn known(scene: &Scene<'_>, noun: usize) -> bool {
    let core = scene.core(noun);
    scene.mention_at(core).is_some_and(|mention| {
        (mention.country.is_some() || mention.actor.is_some())
            && mention.kind != MentionKind::Nationality
            || mention.kind == MentionKind::Person && scene.doc.tokens[core].pos == Pos::Propn
    }) || tree::joined(scene.doc, noun).len() > 1
        && tree::joined(scene.doc, noun)
            .into_iter()
            .skip(1)
            .any(|other| {
                scene
                    .mention_at(other)
                    .is_some_and(|mention| mention.country.is_some() || mention.actor.is_some())
            })
}

/// Sources and targets of the frame.
pub(super) fn roles(
    scene: &Scene<'_>,
    frame: &Frame,
    clause: &Clause,
) -> (Vec<Participant>, Vec<Participant>) {
    let sources = match &frame.source {
        None => fill(scene, &[Slot::Subject], clause, &[], false),
        Some(slots) => fill(scene, slots, clause, &[], false),
    };
    let hits_object = frame.kind.is_some_and(announced::harms)
        && frame
            .target
            .as_ref()
            .is_some_and(|slots| slots.first() == Some(&Slot::Object));
    // "Warned that it would lead to escalation": warned nobody in particular.
    let says = frame.kind == Some(EventType::Threaten)
        && frame.needs.iter().any(|need| matches!(need, Need::Clause));
    let things = says
        || frame.kind.is_some_and(names_things)
        || !hits_object
            && frame
                .needs
                .iter()
                .any(|need| matches!(need, Need::ObjectIs(_) | Need::ModifiedBy(_)));
    let slots = frame.target.as_deref().unwrap_or(USUAL_TARGETS);
    let mut targets = fill(scene, slots, clause, &sources, things);
    if !targets.iter().any(is_known) && frame.target.as_ref().is_none_or(|slots| !slots.is_empty())
    {
        let further = fill(scene, FURTHER_TARGETS, clause, &sources, things);
        if further.iter().any(is_known) {
            targets = further;
        }
    }
    if frame.reciprocal || reflexive(scene, clause) {
        // A town where they met is no side.
        let joined = clause
            .arguments
            .subject
            .is_some_and(|noun| tree::joined(scene.doc, noun).len() > 1);
        targets.retain(|one| sources.len() < 2 && !joined || !scene.is_place(one));
        return both_sides(sources, targets);
    }
    (sources, targets)
}

/// How many countries and bodies there are.
pub(super) fn sides(participants: &[Participant]) -> usize {
    let mut keys: Vec<_> = participants.iter().filter_map(Participant::key).collect();
    keys.sort();
    keys.dedup();
    keys.len()
}

/// Whoever else the clause names behind a preposition, if its frame found nobody: "set up hospitals in Louisiana".
pub(super) fn elsewhere(
    scene: &Scene<'_>,
    clause: &Clause,
    taken: &[Participant],
) -> Option<Participant> {
    let doc = scene.doc;
    let verb = clause.light.unwrap_or(clause.word);
    let first = verb.min(clause.word) + 1;
    let last = doc.subtree(verb).end.min(verb + 2 * NEAR_WORDS);
    (first..last.max(first)).find_map(|index| {
        let mention = scene.named_at(index)?;
        let stands = doc.tokens[index].dep == Dep::Pobj
            && doc
                .head(index)
                .is_some_and(|prep| is_inner(&doc.tokens[prep].lower))
            && !is_beyond(scene, index, verb);
        let party = scene.party(mention);
        let known = is_known(&party) && !taken.iter().any(|other| other.key() == party.key());
        (stands && known && mention.kind != MentionKind::Nationality).then_some(party)
    })
}

/// People are those of the place; anything else makes room for it.
pub(super) fn place_or_replace(
    scene: &Scene<'_>,
    targets: &mut Vec<Participant>,
    found: Participant,
) {
    let people = targets.iter().any(|one| scene.ends_in_people(one));
    if !people {
        *targets = vec![found];
        return;
    }
    for one in targets {
        one.country = one.country.or(found.country);
    }
}

fn is_inner(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "of"
            | "to"
            | "for"
            | "at"
            | "into"
            | "from"
            | "with"
            | "across"
            | "within"
            | "inside"
            | "throughout"
            | "on"
    )
}

/// Whether another clause lies between the word and the verb, or what it came from: "after talks with Poland".
fn is_beyond(scene: &Scene<'_>, word: usize, verb: usize) -> bool {
    let doc = scene.doc;
    std::iter::once(word)
        .chain(doc.ancestors(word))
        .take_while(|&up| up != verb)
        .any(|up| {
            matches!(
                doc.tokens[up].dep,
                Dep::Relcl | Dep::Advcl | Dep::Acl | Dep::Pcomp | Dep::Parataxis
            ) || matches!(doc.tokens[up].dep, Dep::Conj | Dep::Ccomp) && tree::is_verb(doc, up)
                || doc.tokens[up].dep == Dep::Prep
                    && scene.rules.is_circumstance(&doc.tokens[up].lower)
        })
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

/// "Each other", "one another".
fn reflexive(scene: &Scene<'_>, clause: &Clause) -> bool {
    clause.arguments.object.is_some_and(|noun| {
        matches!(&*scene.doc.tokens[noun].lower, "other" | "another")
            && scene
                .doc
                .children(noun)
                .any(|child| matches!(&*scene.doc.tokens[child].lower, "each" | "one"))
    })
}

/// Both sides as sources and as targets, if there are two.
pub(super) fn both_sides(
    sources: Vec<Participant>,
    targets: Vec<Participant>,
) -> (Vec<Participant>, Vec<Participant>) {
    let mut all = sources.clone();
    for target in &targets {
        if !all
            .iter()
            .any(|other| other.span == target.span && other.country == target.country)
        {
            all.push(target.clone());
        }
    }
    if all.iter().any(is_known) {
        all.retain(is_known);
    }
    if all.len() < 2 {
        return (sources, targets.into_iter().filter(is_known).collect());
    }
    (all.clone(), all)
}

/// The first slot that names somebody known; else the first that names anybody. Where the frame says what `things` its
/// object names ("imposed sanctions"), these are nobody.
pub(super) fn fill(
    scene: &Scene<'_>,
    slots: &[Slot],
    clause: &Clause,
    taken: &[Participant],
    things: bool,
) -> Vec<Participant> {
    let mut unknown: Option<(Vec<Participant>, bool)> = None;
    for (rank, slot) in slots.iter().enumerate() {
        let found = standing_in(scene, *slot, clause, taken);
        if found.is_empty() {
            continue;
        }
        let human = slot_head(*slot, clause).is_some_and(|noun| scene.is_human(noun));
        if found.iter().any(is_known) {
            if let Some((people, true)) = &mut unknown {
                // "arrested a man in Niger": the man is the target, of Niger.
                if matches!(slot, Slot::After("in" | "at" | "near" | "across" | "from")) {
                    let country = found[0].country;
                    for person in people.iter_mut() {
                        person.country = country;
                    }
                }
                return std::mem::take(people);
            }
            return found;
        }
        let fits = match slot {
            // "Promised to send food": the food is nobody.
            Slot::Clause if things => found.iter().all(|one| scene.ends_in_people(one)),
            Slot::Clause => rank == 0 || !found.iter().all(|one| scene.is_vague(one)),
            Slot::Object if things => human,
            // "In addition" names nobody.
            Slot::After(_) => found.iter().all(|one| !scene.is_vague(one)),
            _ => true,
        };
        if unknown.is_none() && fits {
            unknown = Some((found, human));
        }
    }
    unknown.map_or_else(Vec::new, |(found, _)| found)
}

/// Whoever stands in the slot and is not named elsewhere in the clause already.
fn standing_in(
    scene: &Scene<'_>,
    slot: Slot,
    clause: &Clause,
    taken: &[Participant],
) -> Vec<Participant> {
    let mut found = in_slot(scene, slot, clause, taken);
    let after = match slot {
        Slot::After(preposition) => Some(preposition),
        _ => None,
    };
    found.retain_mut(|one| scene.rebind(one, taken) && !scene.is_own_thing(one, taken, after));
    let inside = matches!(slot, Slot::Clause | Slot::ClauseSubject);
    found.retain(|one| {
        !taken.iter().any(|other| {
            other.span == one.span && other.country == one.country
                || inside
                    && other.key().is_some()
                    && other.key() == one.key()
                    && !scene.is_place(one)
        })
    });
    found
}

fn slot_head(slot: Slot, clause: &Clause) -> Option<usize> {
    match slot {
        Slot::Subject => clause.arguments.subject,
        Slot::Object => clause.arguments.object,
        Slot::Dative => clause.arguments.dative,
        _ => None,
    }
}

fn in_slot(
    scene: &Scene<'_>,
    slot: Slot,
    clause: &Clause,
    taken: &[Participant],
) -> Vec<Participant> {
    let doc = scene.doc;
    match slot {
        Slot::Subject => slot_head(slot, clause)
            .map(|noun| scene.agents(noun))
            .unwrap_or_default(),
        Slot::Object | Slot::Dative => slot_head(slot, clause)
            .map(|noun| scene.participants(noun))
            .unwrap_or_default(),
        Slot::Within(preposition) => clause
            .holders()
            .flat_map(|holder| tree::phrases(doc, holder))
            .filter(|&(prep, _)| &*doc.tokens[prep].lower == preposition)
            .map(|(_, noun)| {
                let agents = scene.agents(noun);
                if agents.iter().any(is_known) {
                    return agents;
                }
                // "Killed in a clash with rebels".
                tree::phrases(doc, noun)
                    .filter(|&(prep, _)| &*doc.tokens[prep].lower == "with")
                    .flat_map(|(_, other)| scene.agents(other))
                    .collect()
            })
            .find(|found| found.iter().any(is_known))
            .unwrap_or_default(),
        Slot::After(preposition) => clause
            .holders()
            .flat_map(|holder| tree::phrases(doc, holder))
            .filter(|&(prep, _)| &*doc.tokens[prep].lower == preposition)
            .map(|(_, noun)| scene.participants(noun))
            .find(|found| !found.is_empty())
            .unwrap_or_else(|| deeper(scene, preposition, clause)),
        Slot::Modifier => doc
            .children(clause.word)
            .filter(|&child| {
                matches!(
                    doc.tokens[child].dep,
                    Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod
                )
            })
            .flat_map(|child| scene.participants(child))
            .filter(is_known)
            .collect(),
        Slot::ClauseSubject => tree::complement(doc, clause.word)
            .and_then(|verb| tree::own_subject(doc, verb))
            .filter(|&noun| scene.is_somebody(noun))
            .map(|noun| scene.participants(noun))
            .unwrap_or_default(),
        Slot::Clause => clause
            .holders()
            .find_map(|holder| tree::complement(doc, holder).or_else(|| aim(scene, holder)))
            .map(|verb| in_complement(scene, verb, 0, taken))
            .unwrap_or_default(),
    }
}

/// "Called for sanctions against Myanmar": the phrase hangs on the noun of another phrase.
fn deeper(scene: &Scene<'_>, preposition: &str, clause: &Clause) -> Vec<Participant> {
    let doc = scene.doc;
    let against = preposition == "against";
    let imposed = clause.arguments.object.into_iter().flat_map(|object| {
        doc.children(object)
            .filter(|&child| doc.tokens[child].dep == Dep::Acl && doc.tokens[child].tag == Tag::Vbn)
    });
    clause
        .holders()
        .flat_map(|holder| tree::phrases(doc, holder))
        // "Freed prisoners under a deal with Poland": what it came from or with is no part of the act.
        .filter(|&(outer, _)| !scene.rules.is_circumstance(&doc.tokens[outer].lower))
        .map(|(_, noun)| noun)
        .chain(imposed)
        .flat_map(|noun| tree::phrases(doc, noun))
        .filter(|&(prep, _)| &*doc.tokens[prep].lower == preposition)
        .map(|(_, noun)| scene.participants(noun))
        .find(|found| found.iter().any(is_known) || against && !found.is_empty())
        .unwrap_or_default()
}

/// "Gave money to help people in Somalia".
fn aim(scene: &Scene<'_>, holder: usize) -> Option<usize> {
    scene.doc.children(holder).find(|&child| {
        matches!(
            scene.doc.tokens[child].dep,
            Dep::Advcl | Dep::Acl | Dep::Relcl
        ) && verbs::is_aim(scene, child)
    })
}

/// Whom the complement clause acts upon, by its own frame if it has one, else whoever stands in it.
fn in_complement(
    scene: &Scene<'_>,
    verb: usize,
    depth: usize,
    taken: &[Participant],
) -> Vec<Participant> {
    let mut unknown = Vec::new();
    if depth < 3
        && let Some(told) = verbs::told(scene, verb)
    {
        let (_, targets) = roles(scene, told.frame, &told.clause);
        let found = not_taken(scene, targets, taken);
        if found.iter().any(is_known) {
            return found;
        }
        unknown = found;
    }
    let doc = scene.doc;
    let parts = tree::arguments(doc, verb);
    let nouns = [parts.dative, parts.object]
        .into_iter()
        .flatten()
        .chain(tree::phrases(doc, verb).map(|(_, noun)| noun))
        .chain(
            parts
                .object
                .into_iter()
                .flat_map(|noun| tree::phrases(doc, noun).map(|(_, inner)| inner)),
        );
    for noun in nouns {
        let found = not_taken(scene, scene.participants(noun), taken);
        if found.iter().any(is_known) {
            return found;
        }
        // "Took place".
        let bare = doc.children(noun).next().is_none();
        if unknown.is_empty() && !(bare && found.iter().all(|one| scene.is_vague(one))) {
            unknown = found;
        }
    }
    let inner = tree::complement(doc, verb).or_else(|| aim(scene, verb));
    if depth < 3
        && let Some(inner) = inner
    {
        let found = in_complement(scene, inner, depth + 1, taken);
        if found.iter().any(is_known) {
            return found;
        }
    }
    let subject = tree::own_subject(doc, verb)
        .filter(|&noun| scene.is_somebody(noun))
        .map(|noun| not_taken(scene, scene.participants(noun), taken))
        .unwrap_or_default();
    if subject.iter().any(is_known) {
        return subject;
    }
    unknown
}

fn not_taken(
    scene: &Scene<'_>,
    mut found: Vec<Participant>,
    taken: &[Participant],
) -> Vec<Participant> {
    found.retain_mut(|one| {
        let same = |other: &Participant| {
            other.span == one.span
                || other.key().is_some() && other.key() == one.key() && !scene.is_place(one)
        };
        !taken.iter().any(same) && scene.rebind(one, taken)
    });
    found
}
