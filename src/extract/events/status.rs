//! What became of a clause: done, planned, hedged, refused; read from its auxiliaries and from the words that govern it.

use super::actors::Scene;
use super::rules::Effect;
use super::{tree, verbs};
use crate::language::{Dep, Pos, Tag};
use crate::model::{EventType, Status};

/// The verdict on a clause.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) status: Status,
    /// The governing words make another type of it: "is willing to send" is AGREE.
    pub(super) turns_into: Option<EventType>,
    /// Another word names the event; this clause only says what about.
    pub(super) held: bool,
    /// The speaker wills it: "will", "is ready to".
    pub(super) intended: bool,
    /// "Failed to".
    pub(super) failed: bool,
    /// "Voted to": saying so is as good as doing it.
    pub(super) decided: bool,
    /// Not asserted by the article itself: "accused of", "for violating".
    pub(super) alleged: bool,
    /// The words that decided.
    pub(super) why: Option<String>,
}

impl Standing {
    fn real() -> Self {
        Self {
            status: Status::Actual,
            turns_into: None,
            held: false,
            intended: false,
            failed: false,
            decided: false,
            alleged: false,
            why: None,
        }
    }

    fn at_most(&mut self, status: Status, word: &str) {
        let rank = |status| match status {
            Status::Actual => 0,
            Status::Planned => 1,
            Status::Possible => 2,
            Status::Denied => 3,
        };
        if rank(status) > rank(self.status) {
            self.status = status;
            self.why = Some(format!("“{word}”: {}", status.words()));
        }
    }
}

enum Next {
    Up(usize),
    Stop,
}

/// What became of the event that the verb (or noun) at `word` names.
pub(super) fn standing(scene: &Scene<'_>, word: usize) -> Standing {
    let doc = scene.doc;
    let mut standing = Standing::real();
    let mut negated = false;
    let mut current = word;
    for _ in 0..12 {
        if tree::is_verb(doc, current) || doc.tokens[current].pos == Pos::Adj {
            negated ^= auxiliaries(scene, current, &mut standing);
        } else if current != word {
            // "Has no plans to attack".
            negated ^= names_none(scene, current);
        }
        let Some(head) = doc.head(current) else {
            break;
        };
        match step(scene, word, current, head, &mut standing, &mut negated) {
            Next::Up(next) => current = next,
            Next::Stop => break,
        }
        if standing.held {
            break;
        }
    }
    if negated {
        standing.status = Status::Denied;
        standing.why = Some("negated".to_owned());
    }
    standing
}

/// Reads "will", "may", "not" beside the verb; true if it is negated.
fn auxiliaries(scene: &Scene<'_>, verb: usize, standing: &mut Standing) -> bool {
    let doc = scene.doc;
    let mut negated = false;
    if is_headline_future(scene, verb) {
        standing.at_most(Status::Planned, "to");
        standing.intended = true;
    }
    for child in doc.children(verb) {
        let token = &doc.tokens[child];
        match token.dep {
            Dep::Neg if has_duty(scene, verb) => {}
            Dep::Neg => negated ^= &*token.lower != "only",
            Dep::Preconj => negated ^= &*token.lower == "neither",
            // "Had Iraq withdrawn", "should Norway attack": turned round for "if".
            Dep::Aux
                if doc.tokens[verb].dep == Dep::Advcl
                    && matches!(&*token.norm, "had" | "should" | "were")
                    && tree::own_subject(doc, verb).is_some_and(|subject| child < subject) =>
            {
                standing.at_most(Status::Possible, &token.lower);
            }
            Dep::Aux | Dep::AuxPass if token.tag == Tag::Md => match &*token.norm {
                "will" | "shall" => {
                    standing.at_most(Status::Planned, &token.lower);
                    standing.intended = true;
                }
                "would" => {
                    if reported(scene, verb) {
                        standing.at_most(Status::Planned, &token.lower);
                        standing.intended = true;
                    } else {
                        standing.at_most(Status::Possible, &token.lower);
                    }
                }
                // What somebody can do is no event.
                "can" => standing.held = true,
                _ => standing.at_most(Status::Possible, &token.lower),
            },
            Dep::Advmod => match &*token.lower {
                "allegedly" | "reportedly" | "possibly" | "perhaps" | "probably" | "supposedly" => {
                    standing.at_most(Status::Possible, &token.lower);
                }
                "never" | "hardly" => negated = true,
                _ => {}
            },
            Dep::Mark => {
                let condition = matches!(&*token.lower, "if" | "whether");
                if condition || is_awaited(scene, verb, &token.lower) {
                    standing.at_most(Status::Possible, &token.lower);
                }
                // What the speaker does not count on: "threatened sanctions unless the pastor is freed".
                standing.held |= matches!(&*token.lower, "unless" | "lest");
            }
            Dep::Nsubj | Dep::NsubjPass | Dep::Dobj => {
                negated ^= names_none(scene, child);
            }
            _ => {}
        }
    }
    negated
}

/// "No troops", "neither Kenya nor Uganda", "none of them".
fn names_none(scene: &Scene<'_>, noun: usize) -> bool {
    let doc = scene.doc;
    matches!(&*doc.tokens[noun].lower, "nobody" | "none" | "neither")
        || doc.children(noun).any(|child| {
            let token = &doc.tokens[child];
            match token.dep {
                Dep::Det => matches!(&*token.lower, "no" | "neither"),
                Dep::Preconj | Dep::Cc => &*token.lower == "neither",
                _ => false,
            }
        })
}

/// "Must not attack": forbidden, not denied.
fn has_duty(scene: &Scene<'_>, verb: usize) -> bool {
    scene.doc.children(verb).any(|child| {
        let token = &scene.doc.tokens[child];
        token.dep == Dep::Aux && matches!(&*token.lower, "must" | "should" | "ought")
    })
}

/// "Will not resume aid until the troops leave": what is waited for has not happened.
fn is_awaited(scene: &Scene<'_>, verb: usize, mark: &str) -> bool {
    let doc = scene.doc;
    if !matches!(
        mark,
        "until" | "till" | "once" | "before" | "provided" | "when" | "after"
    ) {
        return false;
    }
    let present = matches!(doc.tokens[verb].tag, Tag::Vbp | Tag::Vbz | Tag::Vb)
        || matches!(doc.tokens[verb].tag, Tag::Vbn | Tag::Vbg)
            && doc.children(verb).any(|child| {
                matches!(doc.tokens[child].dep, Dep::Aux | Dep::AuxPass)
                    && matches!(doc.tokens[child].tag, Tag::Vbp | Tag::Vbz)
            });
    if present && matches!(mark, "until" | "till") {
        return true;
    }
    doc.head(verb).is_some_and(|above| {
        doc.children(above).any(|child| {
            let token = &doc.tokens[child];
            // "Said it would not talk until they withdrew": told of the past, to come all the same.
            token.tag == Tag::Md
                && token.dep == Dep::Aux
                && (present || matches!(&*token.lower, "would" | "could" | "might"))
        })
    })
}

/// "Norway to withdraw troops": the main verb of a headline.
fn is_headline_future(scene: &Scene<'_>, verb: usize) -> bool {
    let doc = scene.doc;
    let token = &doc.tokens[verb];
    token.tag == Tag::Vb
        && token.dep == Dep::Root
        && doc
            .children(verb)
            .any(|child| doc.tokens[child].tag == Tag::To)
        && tree::own_subject(doc, verb).is_some()
}

/// Whether the clause stands under "said that", where "would" is the future.
fn reported(scene: &Scene<'_>, verb: usize) -> bool {
    let doc = scene.doc;
    matches!(
        doc.tokens[verb].dep,
        Dep::Ccomp | Dep::Conj | Dep::Root | Dep::Relcl
    ) && doc
        .ancestors(verb)
        .take(3)
        .any(|up| scene.rules.effect(scene.lemma(up), true) == Some(Effect::Report))
}

fn step(
    scene: &Scene<'_>,
    word: usize,
    current: usize,
    head: usize,
    standing: &mut Standing,
    negated: &mut bool,
) -> Next {
    let doc = scene.doc;
    let token = &doc.tokens[current];
    match token.dep {
        Dep::Conj if tree::is_verb(doc, head) && tree::is_verb(doc, current) => {
            // A joined verb shares the auxiliaries unless it begins anew.
            if tree::own_subject(doc, current).is_some() {
                return match doc.tokens[head].dep {
                    Dep::Ccomp | Dep::Xcomp => govern(scene, word, head, standing, negated),
                    _ => Next::Stop,
                };
            }
            let finite = doc.tokens[head].tag;
            let bare = matches!(token.tag, Tag::Vb | Tag::Vbn | Tag::Vbg);
            if bare || finite == token.tag && doc.tokens[head].dep != Dep::Root {
                Next::Up(head)
            } else {
                Next::Stop
            }
        }
        Dep::Xcomp | Dep::Ccomp => govern(scene, word, current, standing, negated),
        Dep::Acomp | Dep::Attr | Dep::Oprd => Next::Up(head),
        Dep::Advcl => {
            if is_infinitive(scene, current) && !has_own_subject_or_modal(scene, current) {
                // An aim, not a fact.
                standing.held = true;
            }
            Next::Stop
        }
        // "Norway to withdraw troops": a headline.
        Dep::Acl
            if token.tag == Tag::Vb
                && doc.tokens[head].dep == Dep::Root
                && scene.rules.effect(scene.lemma(head), false).is_none() =>
        {
            standing.at_most(Status::Planned, "to");
            standing.intended = true;
            Next::Stop
        }
        // "Raided the embassy in Quito to seize": the aim of the act, which the parser hangs on a name.
        Dep::Acl if is_infinitive(scene, current) && is_named_part(scene, head) => {
            standing.held = true;
            Next::Stop
        }
        Dep::Acl if is_infinitive(scene, current) => {
            govern(scene, word, current, standing, negated)
        }
        // "Failed to pass a resolution calling for a truce": what was not issued calls for nothing.
        Dep::Acl if token.tag == Tag::Vbg && tree::is_message(doc, head) => {
            standing.held |= is_stopped(scene, head);
            Next::Stop
        }
        Dep::Acl if is_content(scene, current) => {
            claimed(scene, head, standing);
            Next::Stop
        }
        Dep::Pcomp => {
            let preposition = &*doc.tokens[head].lower;
            let Some(above) = doc.head(head) else {
                return Next::Stop;
            };
            let effect = scene.rules.effect(scene.lemma(above), false);
            match preposition {
                "without" | "instead" => {
                    *negated = true;
                }
                "from" if matches!(effect, Some(Effect::Hold | Effect::Deny | Effect::Refuse)) => {
                    standing.held = true;
                }
                "for" | "by" | "after" | "since" | "following" | "before" | "while" | "over" => {
                    standing.alleged = preposition == "for";
                }
                "of" if !tree::is_verb(doc, above) => standing.held = true,
                _ => {
                    apply(scene, word, effect, above, standing, negated);
                }
            }
            Next::Stop
        }
        _ => Next::Stop,
    }
}

/// Whether the noun names somebody whom the clause acts upon, or a place.
fn is_named_part(scene: &Scene<'_>, noun: usize) -> bool {
    let token = &scene.doc.tokens[noun];
    matches!(token.dep, Dep::Dobj | Dep::Pobj)
        && token.pos == Pos::Propn
        && scene.named_at(noun).is_some()
}

/// Whether the verb that the message is the object of did not take place, or refuses it.
fn is_stopped(scene: &Scene<'_>, message: usize) -> bool {
    let doc = scene.doc;
    let Some(verb) = doc
        .head(message)
        .filter(|&verb| doc.tokens[message].dep == Dep::Dobj && tree::is_verb(doc, verb))
    else {
        return false;
    };
    let refuses =
        verbs::told(scene, verb).is_some_and(|told| told.frame.kind == Some(EventType::Reject));
    refuses || standing(scene, verb).status == Status::Denied
}

/// "Claims that it had bombed": what the noun says.
fn is_content(scene: &Scene<'_>, verb: usize) -> bool {
    let doc = scene.doc;
    doc.child(verb, Dep::Mark)
        .is_some_and(|mark| &*doc.tokens[mark].lower == "that")
}

/// What a noun only claims is not asserted; what is denied as well is told by the denial.
fn claimed(scene: &Scene<'_>, noun: usize, standing: &mut Standing) {
    let doc = scene.doc;
    let lemma = &*doc.tokens[noun].lemma;
    let claim = matches!(
        lemma,
        "claim"
            | "allegation"
            | "accusation"
            | "suggestion"
            | "rumour"
            | "rumor"
            | "speculation"
            | "charge"
            | "suspicion"
            | "possibility"
            | "fear"
            | "hope"
            | "concern"
            | "worry"
            | "danger"
            | "risk"
            | "threat"
            | "chance"
            | "condition"
            | "idea"
            | "notion"
            | "expectation"
    );
    if !claim {
        return;
    }
    standing.at_most(Status::Possible, lemma);
    let denied = doc.head(noun).is_some_and(|verb| {
        scene.rules.effect(scene.lemma(verb), false) == Some(Effect::Hold)
            || scene.rules.effect(scene.lemma(verb), false) == Some(Effect::Refuse)
    });
    standing.held |= denied;
}

/// "Ordered its army to attack": the infinitive of an order to the speaker's own people; the order stands for the act.
pub(super) fn ordered_force(scene: &Scene<'_>, order: usize) -> Option<usize> {
    let doc = scene.doc;
    if !matches!(
        scene.lemma(order),
        "order" | "instruct" | "command" | "direct"
    ) {
        return None;
    }
    let inner = doc.children(order).find(|&child| {
        let token = &doc.tokens[child];
        child > order && matches!(token.dep, Dep::Xcomp | Dep::Ccomp) && token.tag == Tag::Vb
    })?;
    let force = tree::own_subject(doc, inner).or_else(|| doc.child(order, Dep::Dobj))?;
    let own = doc.children(force).any(|child| {
        doc.tokens[child].dep == Dep::Poss && doc.tokens[child].tag == Tag::PrpPossessive
    });
    (own && scene.is_force(force)).then_some(inner)
}

/// "To release", "to be released".
fn is_infinitive(scene: &Scene<'_>, verb: usize) -> bool {
    let doc = scene.doc;
    let child = |dep, word: &str| {
        doc.children(verb)
            .any(|child| doc.tokens[child].dep == dep && &*doc.tokens[child].lower == word)
    };
    doc.tokens[verb].tag == Tag::Vb || child(Dep::Aux, "to") && child(Dep::AuxPass, "be")
}

fn has_own_subject_or_modal(scene: &Scene<'_>, verb: usize) -> bool {
    scene.doc.children(verb).any(|child| {
        let token = &scene.doc.tokens[child];
        matches!(token.dep, Dep::Nsubj | Dep::NsubjPass) || token.tag == Tag::Md
    })
}

/// The clause at `current` is the complement of its head.
fn govern(
    scene: &Scene<'_>,
    word: usize,
    current: usize,
    standing: &mut Standing,
    negated: &mut bool,
) -> Next {
    let doc = scene.doc;
    let Some(head) = doc.head(current) else {
        return Next::Stop;
    };
    let finite = doc.tokens[current].dep == Dep::Ccomp
        && tree::own_subject(doc, current).is_some()
        && doc.tokens[current].tag != Tag::Vb;
    if ordered_force(scene, head) == Some(current) {
        standing.at_most(Status::Planned, &doc.tokens[head].lower);
        return Next::Stop;
    }
    if &*doc.tokens[head].lemma == "be" && scene.doc.tokens[head].pos == Pos::Aux {
        return through_copula(scene, word, current, head, standing, negated);
    }
    let particle = doc
        .child(head, Dep::Prt)
        .map(|child| &*doc.tokens[child].lower);
    let mut effect = particle
        .and_then(|particle| {
            let whole = format!("{} {particle}", scene.lemma(head));
            scene.rules.effect(&whole, finite)
        })
        .or_else(|| scene.rules.effect(scene.lemma(head), finite));
    if &*doc.tokens[head].lemma == "go" && doc.tokens[current].tag == Tag::Vb {
        effect = Some(Effect::Plan);
        standing.intended = true;
    }
    apply(scene, word, effect, head, standing, negated)
}

/// "It is true that", "are to disarm", "were Norway to attack".
fn through_copula(
    scene: &Scene<'_>,
    word: usize,
    current: usize,
    copula: usize,
    standing: &mut Standing,
    negated: &mut bool,
) -> Next {
    let doc = scene.doc;
    let token = &doc.tokens[copula];
    let to = doc.tokens[current].tag == Tag::Vb
        && doc
            .children(current)
            .any(|child| doc.tokens[child].tag == Tag::To);
    let state = doc
        .child(copula, Dep::Acomp)
        .or_else(|| doc.child(copula, Dep::Attr));
    match state {
        Some(state) => {
            let effect = scene.rules.effect(scene.lemma(state), !to);
            apply(scene, word, effect, state, standing, negated)
        }
        None if to && tree::own_subject(doc, copula).is_some_and(|subject| subject > copula) => {
            standing.at_most(Status::Possible, &token.lower);
            Next::Stop
        }
        None if to && copula + 2 >= doc.left_edge(current) => {
            standing.at_most(Status::Planned, &token.lower);
            standing.intended = true;
            Next::Up(copula)
        }
        None => Next::Stop,
    }
}

fn apply(
    scene: &Scene<'_>,
    word: usize,
    effect: Option<Effect>,
    governor: usize,
    standing: &mut Standing,
    negated: &mut bool,
) -> Next {
    let doc = scene.doc;
    let token = &doc.tokens[governor];
    let verb = token.pos == Pos::Verb;
    match effect {
        Some(Effect::Plan) => {
            standing.at_most(Status::Planned, &token.lower);
            standing.intended = true;
            Next::Up(governor)
        }
        Some(Effect::Decide) => {
            standing.at_most(Status::Planned, &token.lower);
            standing.decided = true;
            Next::Up(governor)
        }
        Some(Effect::Possible) => {
            standing.at_most(Status::Possible, &token.lower);
            Next::Up(governor)
        }
        Some(Effect::Agree) if verb && token.tag != Tag::Vbn => {
            standing.held = true;
            Next::Stop
        }
        Some(Effect::Agree) => {
            if !verb || tree::is_passive(doc, governor) {
                standing.turns_into = Some(EventType::Agree);
                standing.at_most(Status::Planned, &token.lower);
                standing.intended = true;
                Next::Up(governor)
            } else {
                standing.held = true;
                Next::Stop
            }
        }
        Some(Effect::Refuse) => {
            if verb {
                standing.held = true;
                Next::Stop
            } else {
                standing.turns_into = Some(EventType::Reject);
                Next::Up(governor)
            }
        }
        Some(Effect::Threaten) => {
            if verb {
                standing.held = true;
                Next::Stop
            } else {
                standing.turns_into = Some(EventType::Threaten);
                Next::Stop
            }
        }
        Some(Effect::Hold) => {
            standing.held = governor != word;
            Next::Stop
        }
        Some(Effect::Deny) => {
            *negated ^= true;
            standing.failed = true;
            Next::Up(governor)
        }
        Some(Effect::Report) => {
            // "is said to have": hearsay; "said that": the speaker's word, looked up in the quotations.
            if verb && tree::is_passive(doc, governor) {
                standing.at_most(Status::Possible, &token.lower);
                return Next::Up(governor);
            }
            Next::Stop
        }
        Some(Effect::Aspect | Effect::Cause) => Next::Up(governor),
        None => Next::Stop,
    }
}
