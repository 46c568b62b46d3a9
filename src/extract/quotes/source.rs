//! The subject of a cue: who says it.

use std::ops::Range;

use crate::language::{Dep, Doc, Pos};

/// The tokens that name who speaks at the verb `cue`.
pub(super) fn of_verb(doc: &Doc, cue: usize) -> Option<Range<usize>> {
    subject(doc, cue, 0).map(|head| phrase(doc, head))
}

fn subject(doc: &Doc, verb: usize, depth: usize) -> Option<usize> {
    if depth > 4 {
        return None;
    }
    if let Some(agent) = doc.child(verb, Dep::Agent) {
        return doc.child(agent, Dep::Pobj);
    }
    let passive = doc.child(verb, Dep::NsubjPass).is_some();
    if let Some(subject) = doc.child(verb, Dep::Nsubj) {
        return relative(doc, verb, subject);
    }
    if passive {
        return None;
    }
    let head = doc.head(verb)?;
    match doc.tokens[verb].dep {
        // "China, which says …" without a visible subject, "the official saying …"
        Dep::Relcl | Dep::Acl => Some(head),
        // "He left, saying …", "refused to say …", "came and said …"
        Dep::Conj | Dep::Advcl | Dep::Xcomp if is_verb(doc, head) => subject(doc, head, depth + 1),
        _ => None,
    }
}

/// "who" and "which" stand for the noun that the clause hangs on.
fn relative(doc: &Doc, verb: usize, subject: usize) -> Option<usize> {
    let pronoun = matches!(&*doc.tokens[subject].lower, "who" | "which" | "that");
    if pronoun && doc.tokens[verb].dep == Dep::Relcl {
        return doc.head(verb);
    }
    Some(subject)
}

fn is_verb(doc: &Doc, index: usize) -> bool {
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
