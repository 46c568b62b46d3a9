//! Who says it: the subject of a cue.

use std::ops::Range;

use crate::language::{Dep, Doc, Pos};

/// The words that name who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    /// The words at the cue: "the minister", "who".
    pub(super) words: Range<usize>,
    /// For "who" and "which" the words that they stand for.
    pub(super) named: Option<Range<usize>>,
}

/// Who speaks at the verb `cue`.
pub(super) fn of_verb(doc: &Doc, cue: usize) -> Option<Who> {
    subject(doc, cue, 0)
}

/// Who a phrase names that has no relative pronoun.
pub(super) fn named(doc: &Doc, head: usize) -> Who {
    Who {
        words: phrase(doc, head),
        named: None,
    }
}

fn subject(doc: &Doc, verb: usize, depth: usize) -> Option<Who> {
    if depth > 4 {
        return None;
    }
    if let Some(agent) = doc.child(verb, Dep::Agent) {
        return doc.child(agent, Dep::Pobj).map(|head| named(doc, head));
    }
    if doc.child(verb, Dep::NsubjPass).is_some() {
        return None;
    }
    if let Some(subject) = doc.child(verb, Dep::Nsubj) {
        return Some(relative(doc, verb, subject));
    }
    let head = doc.head(verb)?;
    match doc.tokens[verb].dep {
        // "China, saying …", "the official saying …"
        Dep::Relcl | Dep::Acl => Some(named(doc, head)),
        // "He left, saying …", "refused to say …", "came and said …"
        Dep::Conj | Dep::Advcl | Dep::Xcomp if is_verb(doc, head) => {
            passive_or_active(doc, head, depth)
        }
        // "responded by saying …", "after saying …"
        Dep::Pcomp => {
            let governor = doc.head(head)?;
            if is_verb(doc, governor) {
                passive_or_active(doc, governor, depth)
            } else {
                doc.child(governor, Dep::Poss)
                    .map(|owner| named(doc, owner))
            }
        }
        _ => None,
    }
}

/// The subject of a verb that another one hangs on; here the subject of a passive will do.
fn passive_or_active(doc: &Doc, verb: usize, depth: usize) -> Option<Who> {
    match doc.child(verb, Dep::NsubjPass) {
        Some(subject) if doc.child(verb, Dep::Agent).is_none() => {
            Some(relative(doc, verb, subject))
        }
        _ => subject(doc, verb, depth + 1),
    }
}

/// "who" and "which" stand for the noun that the clause hangs on.
pub(super) fn relative(doc: &Doc, verb: usize, subject: usize) -> Who {
    let pronoun = matches!(&*doc.tokens[subject].lower, "who" | "which" | "that");
    let antecedent = doc
        .head(verb)
        .filter(|_| pronoun && doc.tokens[verb].dep == Dep::Relcl);
    Who {
        words: phrase(doc, subject),
        named: antecedent.map(|head| phrase(doc, head)),
    }
}

pub(super) fn is_verb(doc: &Doc, index: usize) -> bool {
    matches!(doc.tokens[index].pos, Pos::Verb | Pos::Aux)
}

/// The noun phrase around `head`, without relative clauses and what follows a comma.
pub(super) fn phrase(doc: &Doc, head: usize) -> Range<usize> {
    let start = doc.left_edge(head);
    let mut end = head + 1;
    for child in doc.children(head).filter(|&child| child > head) {
        match doc.tokens[child].dep {
            Dep::Relcl | Dep::Acl | Dep::Appos | Dep::Punct | Dep::Advcl | Dep::Parataxis => break,
            _ => end = doc.right_edge(child) + 1,
        }
    }
    start..end.max(head + 1)
}
