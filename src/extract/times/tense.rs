//! Whether the clause that holds a word speaks of what was, is or will be.

use super::rules::Rules;
use crate::language::{Dep, Doc, Pos, Tag};

/// The tense of a clause, as far as it helps to place a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// "He attacked the town in January", whatever the month is now: no day to come can be meant.
    Done,
    Past,
    Present,
    Future,
    Unknown,
}

/// How many steps up the tree are worth looking at.
const REACH: usize = 12;

/// The tense of the clause around the token.
pub(super) fn tense_at(rules: &Rules, doc: &Doc, token: usize) -> Tense {
    // "Wednesday's ruling", "the Jan. 14 deadline": the clause around the noun says nothing about its date.
    if matches!(doc.tokens[token].dep, Dep::Poss | Dep::Compound | Dep::Nmod) {
        return Tense::Unknown;
    }
    let mut at = token;
    let mut through_preposition = false;
    for _ in 0..REACH {
        let Some(head) = doc.head(at) else {
            return verb_tense(rules, doc, at, through_preposition).unwrap_or(Tense::Unknown);
        };
        if at != token
            && let Some(tense) = verb_tense(rules, doc, at, through_preposition)
        {
            return tense;
        }
        if doc.tokens[at].pos == Pos::Adp
            && ["for", "until", "till", "to", "by"].contains(&&*doc.tokens[at].lower)
        {
            through_preposition = true;
        } else if doc.tokens[at].pos == Pos::Noun
            && future_word(rules, doc, at)
            && through_preposition
        {
            return Tense::Future;
        }
        at = head;
    }
    Tense::Unknown
}

impl Tense {
    /// Whether it speaks of what was.
    pub(super) fn is_past(self) -> bool {
        matches!(self, Self::Done | Self::Past)
    }
}

/// Whether the clause around the token says that something was done: a verb in the past that does not, as "announced" and
/// "set" do, speak of what may be to come.
pub(super) fn is_done(rules: &Rules, doc: &Doc, token: usize) -> bool {
    let Some(verb) = clause_verb(doc, token) else {
        return false;
    };
    let nouns = doc
        .ancestors(token)
        .take_while(|&up| up != verb)
        .filter(|&up| matches!(doc.tokens[up].pos, Pos::Noun | Pos::Propn | Pos::Pron));
    let senses = rules.senses(&doc.tokens[verb].lemma);
    doc.tokens[verb].tag == Tag::Vbd
        && !(senses.future || senses.arranged || senses.foretold)
        && nouns
            .take(2)
            .filter(|&noun| !future_word(rules, doc, noun))
            .count()
            < 2
}

fn future_word(rules: &Rules, doc: &Doc, at: usize) -> bool {
    rules.senses(&doc.tokens[at].lemma).future
}

/// The tense of a verb with its auxiliaries; none if it does not show one and its governor decides.
fn verb_tense(rules: &Rules, doc: &Doc, at: usize, through_preposition: bool) -> Option<Tense> {
    let token = &doc.tokens[at];
    if !matches!(token.pos, Pos::Verb | Pos::Aux) {
        let due = &*token.lower == "due"
            || (token.pos == Pos::Adj && future_word(rules, doc, at) && through_preposition);
        return due.then_some(Tense::Future);
    }
    let auxiliaries = || {
        doc.children(at)
            .filter(|&child| matches!(doc.tokens[child].dep, Dep::Aux | Dep::AuxPass))
            .map(|child| &doc.tokens[child])
    };
    if auxiliaries().any(|aux| aux.tag == Tag::Md) {
        // "could not be reached Friday" tells of the past.
        let past = auxiliaries().any(|aux| ["could", "had", "have"].contains(&&*aux.norm))
            && auxiliaries().any(|aux| ["be", "have"].contains(&&*aux.lemma));
        return Some(if past { Tense::Past } else { Tense::Future });
    }
    let finite = auxiliaries().find_map(|aux| match aux.tag {
        Tag::Vbd => Some(Tense::Past),
        Tag::Vbz | Tag::Vbp if &*aux.lemma == "have" => Some(Tense::Past),
        Tag::Vbz | Tag::Vbp => Some(Tense::Present),
        _ => None,
    });
    // "had been scheduled for Friday", "had not called them until Thursday": whatever it was, it was before.
    if has_had(doc, at) {
        return Some(Tense::Past);
    }
    if rules.senses(&token.lemma).arranged && matches!(token.tag, Tag::Vbd | Tag::Vbn) {
        return Some(Tense::Future);
    }
    let planned = future_word(rules, doc, at) && through_preposition;
    match (token.tag, finite) {
        (Tag::Vbn, Some(_)) | (Tag::Vbn, None) if planned => Some(Tense::Future),
        (_, Some(tense)) => Some(tense),
        (Tag::Vbd, None) if planned && token.dep != Dep::Root => Some(Tense::Future),
        (Tag::Vbd, None) => Some(Tense::Past),
        (Tag::Vbz | Tag::Vbp, None) => Some(Tense::Present),
        (Tag::Vbn, None) => Some(Tense::Unknown),
        (Tag::Vb, None) if auxiliaries().any(|aux| aux.tag == Tag::To) => {
            let governor = doc.head(at)?;
            let governed = matches!(
                token.dep,
                Dep::Xcomp | Dep::Acl | Dep::Ccomp | Dep::Advcl | Dep::Relcl
            );
            // "is to resume trading"
            if governed && has_had(doc, governor) {
                return Some(Tense::Past);
            }
            let to_come = governed
                && (future_word(rules, doc, governor) || &*doc.tokens[governor].lemma == "be");
            Some(if to_come {
                Tense::Future
            } else {
                Tense::Unknown
            })
        }
        _ => None,
    }
}

/// Whether the verb speaks of what is to come: with "will", "shall", "would" or "to".
pub(super) fn is_future(doc: &Doc, verb: usize) -> bool {
    doc.children(verb).any(|child| {
        let token = &doc.tokens[child];
        token.dep == Dep::Aux
            && matches!(&*token.norm, "will" | "shall" | "would" | "may" | "might")
    })
}

/// Whether the clause of the token goes back behind what the text tells: "had invaded".
pub(super) fn goes_back(doc: &Doc, token: usize) -> bool {
    clause_verb(doc, token).is_some_and(|verb| has_had(doc, verb))
}

/// Whether the clause of the token tells what holds on: "has extended".
pub(super) fn holds_on(doc: &Doc, token: usize) -> bool {
    clause_verb(doc, token).is_some_and(|verb| {
        doc.children(verb).any(|child| {
            let token = &doc.tokens[child];
            token.dep == Dep::Aux
                && matches!(token.tag, Tag::Vbz | Tag::Vbp)
                && &*token.lemma == "have"
        })
    })
}

fn clause_verb(doc: &Doc, token: usize) -> Option<usize> {
    doc.ancestors(token).take(REACH).find(|&at| {
        matches!(doc.tokens[at].pos, Pos::Verb | Pos::Aux) && doc.tokens[at].dep != Dep::Aux
    })
}

/// "had invaded".
fn has_had(doc: &Doc, verb: usize) -> bool {
    doc.children(verb).any(|child| {
        let token = &doc.tokens[child];
        token.dep == Dep::Aux && token.tag == Tag::Vbd && &*token.lemma == "have"
    })
}
