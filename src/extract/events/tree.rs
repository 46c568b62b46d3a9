//! Who stands where in a clause: subjects and objects of verbs, also those that a verb borrows from another one.
//!
//! Only the tree and the tags are looked at; who the words name is left to `actors`.

use crate::language::{Dep, Doc, Pos, Tag};

/// How far chains of borrowed subjects and clauses are followed.
const DEPTH: usize = 8;

/// The parts of a clause in the order of sense: in a passive the subject is the one behind "by".
#[derive(Debug, Clone, Default)]
pub(super) struct Arguments {
    pub(super) subject: Option<usize>,
    pub(super) object: Option<usize>,
    pub(super) dative: Option<usize>,
    pub(super) passive: bool,
}

pub(super) fn is_verb(doc: &Doc, index: usize) -> bool {
    matches!(doc.tokens[index].pos, Pos::Verb | Pos::Aux)
}

/// Whether the verb stands in the passive, also as a participle behind a noun ("ships seized by").
pub(super) fn is_passive(doc: &Doc, verb: usize) -> bool {
    let token = &doc.tokens[verb];
    let mut own_subject = false;
    let mut own_aux = false;
    let mut own_object = false;
    for child in doc.children(verb) {
        match doc.tokens[child].dep {
            Dep::AuxPass | Dep::NsubjPass | Dep::CsubjPass => return true,
            Dep::Nsubj => own_subject = true,
            Dep::Aux => own_aux = true,
            Dep::Dobj => own_object = true,
            _ => {}
        }
    }
    if token.tag != Tag::Vbn || own_subject || own_aux || own_object {
        return false;
    }
    match token.dep {
        Dep::Acl | Dep::Advcl => true,
        Dep::Conj => doc
            .head(verb)
            .is_some_and(|head| is_verb(doc, head) && is_passive(doc, head)),
        _ => false,
    }
}

/// The parts of the clause of `verb`.
pub(super) fn arguments(doc: &Doc, verb: usize) -> Arguments {
    if let Some((subject, object)) = mistaken_for_qualifier(doc, verb) {
        return Arguments {
            subject: Some(subject),
            object: Some(object),
            ..Arguments::default()
        };
    }
    let passive = is_passive(doc, verb);
    let surface = surface_subject(doc, verb, 0);
    let dative = doc.children(verb).find_map(|child| {
        let token = &doc.tokens[child];
        (token.dep == Dep::Dative).then(|| {
            if token.pos == Pos::Adp {
                doc.child(child, Dep::Pobj)
            } else {
                Some(child)
            }
        })?
    });
    if passive {
        let agent = doc
            .child(verb, Dep::Agent)
            .or_else(|| by_phrase(doc, doc.child(verb, Dep::Dobj)?))
            .and_then(|by| doc.child(by, Dep::Pobj));
        // "He was handed a sentence": the object stays, the receiver is the subject.
        let kept = doc.child(verb, Dep::Dobj);
        return Arguments {
            subject: agent,
            object: kept.or(surface),
            dative: dative.or_else(|| kept.and(surface)),
            passive,
        };
    }
    Arguments {
        subject: surface,
        object: object(doc, verb, 0),
        dative,
        passive,
    }
}

/// "A court on Tuesday freed activist Hansen": the parser takes the verb for a participle in front of its object. Gives
/// subject and object.
fn mistaken_for_qualifier(doc: &Doc, verb: usize) -> Option<(usize, usize)> {
    let token = &doc.tokens[verb];
    if token.dep != Dep::Amod || !matches!(token.tag, Tag::Vbd | Tag::Vbn) {
        return None;
    }
    let object = doc.head(verb)?;
    let first = doc.left_edge(object);
    let before = |index: usize| {
        index
            .checked_sub(1)
            .map(|before| &*doc.tokens[before].lower)
    };
    match doc.tokens[object].dep {
        // An apposition without a comma, after which the verb stands first.
        Dep::Appos if first == verb && before(verb).is_some_and(is_word) => {
            doc.head(object).map(|subject| (subject, object))
        }
        Dep::Root if token.tag == Tag::Vbd => doc
            .children(object)
            .rfind(|&child| {
                child < verb && matches!(doc.tokens[child].dep, Dep::Nmod | Dep::Compound)
            })
            .map(|subject| (subject, object)),
        _ => None,
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphanumeric)
}

/// "Was given loans by Norway": the parser hangs the phrase on the loans.
fn by_phrase(doc: &Doc, noun: usize) -> Option<usize> {
    doc.children(noun)
        .find(|&child| doc.tokens[child].dep == Dep::Prep && &*doc.tokens[child].lower == "by")
}

/// The object of an active verb: its own, the subject of its infinitive ("allow troops to pass"), the noun that a relative
/// clause hangs on, or the one that the next verb has ("seized and inspected a ship").
fn object(doc: &Doc, verb: usize, depth: usize) -> Option<usize> {
    let mut small_clause = None;
    let mut named = None;
    let mut next_verb = None;
    for child in doc.children(verb) {
        let token = &doc.tokens[child];
        match token.dep {
            Dep::Dobj => return Some(relative(doc, verb, child)),
            // "Called the Prime Minister Scott Morrison": the parser takes the name for what somebody is called.
            Dep::Oprd if token.pos == Pos::Propn && named.is_none() => named = Some(child),
            Dep::Ccomp | Dep::Xcomp if small_clause.is_none() => {
                let lets = matches!(&*doc.tokens[verb].lemma, "let" | "make" | "help")
                    && token.tag == Tag::Vbp;
                let infinitive = (token.tag == Tag::Vb || lets) && !has_modal(doc, child);
                let state = !is_verb(doc, child);
                if infinitive || state || token.tag == Tag::Vbg {
                    small_clause = own_subject(doc, child);
                }
            }
            Dep::Conj if child > verb && child - verb <= 3 && depth < DEPTH => {
                next_verb = Some(child);
            }
            _ => {}
        }
    }
    small_clause
        .or(named)
        .or_else(|| {
            next_verb
                .filter(|&next| is_verb(doc, next) && own_subject(doc, next).is_none())
                .filter(|&next| !is_passive(doc, next))
                .and_then(|next| object(doc, next, depth + 1))
        })
        .or_else(|| {
            let token = &doc.tokens[verb];
            let gap = token.dep == Dep::Relcl
                && own_subject(doc, verb).is_some_and(|subject| {
                    let raw = raw_subject(doc, verb);
                    raw == Some(subject)
                })
                && !doc
                    .children(verb)
                    .any(|child| matches!(doc.tokens[child].dep, Dep::Ccomp | Dep::Xcomp));
            gap.then(|| doc.head(verb)).flatten()
        })
}

fn has_modal(doc: &Doc, verb: usize) -> bool {
    doc.children(verb)
        .any(|child| doc.tokens[child].tag == Tag::Md)
}

fn raw_subject(doc: &Doc, verb: usize) -> Option<usize> {
    doc.children(verb)
        .find(|&child| matches!(doc.tokens[child].dep, Dep::Nsubj | Dep::NsubjPass))
}

/// The verb's own subject; for a relative pronoun the noun that it stands for.
pub(super) fn own_subject(doc: &Doc, verb: usize) -> Option<usize> {
    raw_subject(doc, verb).map(|subject| relative(doc, verb, subject))
}

/// The noun that a relative pronoun stands for; any other word itself.
fn relative(doc: &Doc, verb: usize, word: usize) -> usize {
    if !matches!(doc.tokens[word].tag, Tag::Wdt | Tag::Wp) {
        return word;
    }
    std::iter::once(verb)
        .chain(doc.ancestors(verb).take(DEPTH))
        .find(|&index| doc.tokens[index].dep == Dep::Relcl)
        .and_then(|clause| doc.head(clause))
        .unwrap_or(word)
}

/// The grammatical subject: the verb's own or the one that it borrows.
pub(super) fn surface_subject(doc: &Doc, verb: usize, depth: usize) -> Option<usize> {
    if let Some(own) = own_subject(doc, verb) {
        return Some(own);
    }
    if depth > DEPTH {
        return None;
    }
    let head = doc.head(verb)?;
    match doc.tokens[verb].dep {
        Dep::Conj if is_verb(doc, head) => {
            // The subject of a passive is no subject of an active verb that has its own object elsewhere; taking it is
            // right for "was caught and jailed" and for "was freed and left the country" alike.
            surface_subject(doc, head, depth + 1)
        }
        Dep::Xcomp | Dep::Ccomp => controller(doc, verb, head, depth),
        Dep::Advcl if is_verb(doc, head) => {
            if let Some(noun) = described_aside(doc, verb) {
                return Some(noun);
            }
            // "Fighters overran a base, officials said, killing five": the fighters did it.
            let said = matches!(
                &*doc.tokens[head].lemma,
                "say" | "report" | "announce" | "tell" | "add"
            );
            said.then(|| {
                doc.children(head)
                    .find(|&child| doc.tokens[child].dep == Dep::Ccomp && child < head)
            })
            .flatten()
            .filter(|&clause| is_verb(doc, clause))
            .and_then(|clause| surface_subject(doc, clause, depth + 1))
            .or_else(|| surface_subject(doc, head, depth + 1))
        }
        Dep::Acomp | Dep::Attr | Dep::Oprd => surface_subject(doc, head, depth + 1),
        Dep::Acl => match doc.tokens[verb].tag {
            // "An EU statement condemning": whose it is, not who got it.
            Tag::Vbg if is_message(doc, head) => doc
                .child(head, Dep::Compound)
                .filter(|&owner| doc.tokens[owner].pos == Pos::Propn)
                .or_else(|| holder(doc, head, depth))
                .or(Some(head)),
            Tag::Vbg => Some(first_joined(doc, head)),
            // A finite verb on a noun is the parser's mistake: the noun is its subject.
            Tag::Vbn | Tag::Vbd | Tag::Vbz | Tag::Vbp => Some(head),
            _ => holder(doc, head, depth),
        },
        Dep::Pcomp => {
            let above = doc.head(head)?;
            if is_verb(doc, above) {
                if is_passive(doc, above) {
                    return surface_subject(doc, above, depth + 1);
                }
                // "accused Russia of sending", but "left after signing".
                let of_object = matches!(&*doc.tokens[head].lower, "of" | "for" | "from");
                return of_object
                    .then(|| object(doc, above, DEPTH))
                    .flatten()
                    .or_else(|| surface_subject(doc, above, depth + 1));
            }
            holder(doc, above, depth)
        }
        _ => None,
    }
}

/// "Under the deal, brokered by the union, troops will leave": the participle describes the noun before the comma.
fn described_aside(doc: &Doc, participle: usize) -> Option<usize> {
    let noun = participle.checked_sub(2)?;
    let fits = doc.tokens[participle].tag == Tag::Vbn
        && &*doc.tokens[participle - 1].lower == ","
        && doc.tokens[noun].dep == Dep::Pobj
        && matches!(doc.tokens[noun].pos, Pos::Noun | Pos::Propn);
    fits.then_some(noun)
}

/// "Issued a statement calling on": its author calls.
pub(super) fn is_message(doc: &Doc, noun: usize) -> bool {
    matches!(
        &*doc.tokens[noun].lemma,
        "statement"
            | "report"
            | "letter"
            | "resolution"
            | "motion"
            | "editorial"
            | "message"
            | "tweet"
            | "article"
            | "declaration"
            | "note"
            | "communique"
            | "communiqué"
            | "speech"
            | "address"
            | "post"
            | "petition"
            | "video"
            | "interview"
            | "decree"
            | "order"
            | "bill"
            | "law"
    )
}

/// "With Seoul and Washington condemning": the clause hangs on the last of the joined nouns.
fn first_joined(doc: &Doc, noun: usize) -> usize {
    let mut first = noun;
    while doc.tokens[first].dep == Dep::Conj {
        let Some(head) = doc.head(first).filter(|&head| !is_verb(doc, head)) else {
            break;
        };
        first = head;
    }
    let with = doc.tokens[first].dep == Dep::Pobj
        && doc
            .head(first)
            .is_some_and(|prep| &*doc.tokens[prep].lower == "with");
    if with { first } else { noun }
}

/// Whose infinitive it is: the object of "urge" and "allow", else the subject of the governing word.
fn controller(doc: &Doc, verb: usize, head: usize, depth: usize) -> Option<usize> {
    if !is_verb(doc, head) {
        // "is willing to": the adjective hangs on the verb that has the subject.
        return doc
            .head(head)
            .filter(|&above| is_verb(doc, above))
            .and_then(|above| surface_subject(doc, above, depth + 1))
            .or_else(|| holder(doc, head, depth));
    }
    if doc.tokens[verb].dep == Dep::Ccomp && doc.tokens[verb].tag != Tag::Vb {
        return None;
    }
    let object = doc.child(head, Dep::Dobj);
    match object {
        Some(object) if &*doc.tokens[head].lemma != "promise" => Some(object),
        _ => surface_subject(doc, head, depth + 1),
    }
}

/// Who has the plan, the offer, the threat: its possessor, or the subject of the verb that it is the object of.
fn holder(doc: &Doc, noun: usize, depth: usize) -> Option<usize> {
    if let Some(owner) = doc.child(noun, Dep::Poss) {
        return Some(owner);
    }
    if let Some(owner) = doc
        .child(noun, Dep::Prep)
        .filter(|&prep| matches!(&*doc.tokens[prep].lower, "by" | "from"))
        .and_then(|prep| doc.child(prep, Dep::Pobj))
    {
        return Some(owner);
    }
    let verb = doc.ancestors(noun).take(3).find(|&up| is_verb(doc, up))?;
    surface_subject(doc, verb, depth + 1)
}

/// The prepositional phrases of a word: preposition and its noun, also behind "out of".
pub(super) fn phrases(doc: &Doc, word: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    doc.children(word)
        .filter(|&child| {
            let token = &doc.tokens[child];
            matches!(token.dep, Dep::Prep | Dep::Agent)
                || (token.dep == Dep::Dative && token.pos == Pos::Adp)
                || (token.dep == Dep::Advmod
                    && (token.pos == Pos::Adp
                        || matches!(
                            &*token.lower,
                            "out" | "away" | "up" | "back" | "along" | "together"
                        )))
                || (token.dep == Dep::Prt)
        })
        .flat_map(move |prep| {
            let inner = doc.child(prep, Dep::Prep).filter(|_| {
                matches!(
                    &*doc.tokens[prep].lower,
                    "out" | "away" | "up" | "back" | "along" | "together"
                )
            });
            [Some(prep), inner]
                .into_iter()
                .flatten()
                .filter_map(move |prep| doc.child(prep, Dep::Pobj).map(|object| (prep, object)))
        })
}

/// The nouns joined to this one by "and", itself first.
pub(super) fn joined(doc: &Doc, noun: usize) -> Vec<usize> {
    let mut nouns = vec![noun];
    let mut next = 0;
    while let Some(&current) = nouns.get(next) {
        for child in doc.children(current) {
            if doc.tokens[child].dep == Dep::Conj && !is_verb(doc, child) && nouns.len() < 24 {
                nouns.push(child);
            }
        }
        next += 1;
    }
    nouns
}

/// Who acts beside a subject: "Rwanda, together with Uganda".
pub(super) fn beside(doc: &Doc, noun: usize) -> impl Iterator<Item = usize> + '_ {
    doc.children(noun)
        .filter(|&prep| {
            doc.tokens[prep].dep == Dep::Prep
                && match &*doc.tokens[prep].lower {
                    "alongside" => true,
                    "with" => prep.checked_sub(1).is_some_and(|before| {
                        matches!(&*doc.tokens[before].lower, "together" | "along")
                    }),
                    _ => false,
                }
        })
        .filter_map(|prep| doc.child(prep, Dep::Pobj))
}

/// The clause that completes the verb: an infinitive, a that-clause, or a gerund behind a preposition.
pub(super) fn complement(doc: &Doc, word: usize) -> Option<usize> {
    doc.children(word)
        .find_map(|child| match doc.tokens[child].dep {
            Dep::Xcomp | Dep::Ccomp => Some(child),
            Dep::Prep => doc.child(child, Dep::Pcomp),
            Dep::Acl if doc.tokens[child].tag == Tag::Vb => Some(child),
            // "Claims that it had bombed".
            Dep::Acl => doc
                .child(child, Dep::Mark)
                .is_some_and(|mark| &*doc.tokens[mark].lower == "that")
                .then_some(child),
            _ => None,
        })
}

/// "QUITO – Peruvian troops opened fire": the subject is what stands behind the dash, not the place of the report.
pub(super) fn behind_dateline(doc: &Doc, text: &str, subject: usize, verb: usize) -> usize {
    let start = doc.sentence_of(subject).start;
    if subject >= verb || subject - start > 6 {
        return subject;
    }
    let is_dash = |index: usize| {
        let mark = doc.text_of(text, &doc.tokens[index]);
        mark == ":" || matches!(mark, "–" | "—" | "-" | "--") && doc.tokens[index - 1].space_after
    };
    let mut dashes = (subject + 1..verb.min(subject + 8)).filter(|&index| is_dash(index));
    let (Some(dash), None) = (dashes.next(), dashes.next()) else {
        return subject;
    };
    let shouted = |index: usize| {
        let word = doc.text_of(text, &doc.tokens[index]);
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
    };
    let starts_text = start == 0 || doc.tokens[start - 1].is_space();
    if !starts_text && !shouted(subject) {
        return subject;
    }
    (dash + 1..verb)
        .find(|&index| {
            matches!(doc.tokens[index].pos, Pos::Noun | Pos::Propn | Pos::Pron)
                && doc.head(index).is_none_or(|head| {
                    // "…, wounding three soldiers": the subject of the clause above.
                    head <= dash || head >= verb || doc.ancestors(verb).any(|above| above == head)
                })
        })
        .unwrap_or(subject)
}
