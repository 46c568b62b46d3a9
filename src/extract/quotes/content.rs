//! What hangs on a reporting verb: clauses, infinitives, objects, and the clause that the verb stands beside.

use std::ops::Range;

use super::marks::Quoted;
use super::rules::{Class, Frames, Rules};
use super::{Draft, edges, source};
use crate::language::{Dep, Doc, Pos, Tag};

/// What the rules of a quotation look at.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) rules: &'a Rules,
    pub(super) doc: &'a Doc,
    pub(super) text: &'a str,
    /// Words in quotation marks.
    pub(super) quoted: &'a [Quoted],
}

impl Page<'_> {
    /// The frames of the verb `index`, if it is one that reports.
    pub(super) fn verb(&self, index: usize) -> Option<&Frames> {
        let token = &self.doc.tokens[index];
        (token.pos == Pos::Verb)
            .then(|| self.rules.frames(Class::Verb, &token.lemma))
            .flatten()
    }

    /// The quotation that the token stands in.
    pub(super) fn quote_at(&self, index: usize) -> Option<&Quoted> {
        let place = self
            .quoted
            .partition_point(|quote| quote.tokens.end <= index);
        self.quoted
            .get(place)
            .filter(|quote| quote.tokens.contains(&index))
    }

    /// Whether the token is white space that ends a paragraph.
    pub(super) fn ends_paragraph(&self, index: usize) -> bool {
        let token = &self.doc.tokens[index];
        token.is_space() && self.doc.text_of(self.text, token).contains('\n')
    }

    /// Whether the token is this mark or word.
    pub(super) fn is(&self, index: usize, words: &[&str]) -> bool {
        self.doc
            .tokens
            .get(index)
            .is_some_and(|token| words.contains(&&*token.lower))
    }
}

/// The quotation that the verb `cue` reports, if it reports one.
pub(super) fn at_cue(page: Page<'_>, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    if page.quote_at(cue).is_some() {
        return None;
    }
    if page.is(cue, &["according"]) {
        return according(page, cue);
    }
    let frames = page.verb(cue)?;
    let passive = doc.child(cue, Dep::NsubjPass);
    let mut content = match passive {
        Some(subject) => of_passive(page, frames, cue, subject),
        None => of_active(page, frames, cue),
    };
    if content.is_empty() && frames.speech && passive.is_none() {
        content = edges::clause_beside(page, cue);
    }
    if frames.speech {
        edges::quotes_beside(page, cue, &mut content);
    }
    if content.is_empty() {
        return None;
    }
    let who = source::of_verb(doc, cue);
    let said = frames.clause || frames.speech;
    if who.is_none() && passive.is_none() && !said {
        return None;
    }
    if let Some(who) = &who {
        content.retain(|part| !part.contains(&who.words.start) || part.len() > who.words.len());
    }
    edges::tidy(page, cue, &mut content);
    (!content.is_empty()).then(|| Draft {
        cue: cue_words(doc, cue),
        named: who.as_ref().and_then(|who| who.named.clone()),
        source: who.map(|who| who.words),
        content,
        asserts: !frames.wish,
    })
}

fn of_active(page: Page<'_>, frames: &Frames, cue: usize) -> Vec<Range<usize>> {
    let mut content = clauses(page, frames, cue);
    if content.is_empty() && (frames.object || frames.speech || frames.prepositions.contains(&"as"))
    {
        content.extend(object(page, frames, cue));
    }
    if content.is_empty() {
        content.extend(prepositional(page, frames, cue));
    }
    content
}

/// "He is expected to …", "they are known as …", "she was accused of …": the subject and what is said of it.
fn of_passive(page: Page<'_>, frames: &Frames, cue: usize, subject: usize) -> Vec<Range<usize>> {
    let doc = page.doc;
    let mut content = clauses(page, frames, cue);
    if page.is(subject, &["it"]) && !content.is_empty() {
        return content;
    }
    content.extend(prepositional(page, frames, cue));
    if let Some(named) = doc.child(cue, Dep::Oprd).filter(|_| frames.speech) {
        content.push(doc.subtree(named));
    }
    let by = doc.child(cue, Dep::Agent).is_some();
    let tells = frames.object && (by || frames.clause);
    if !content.is_empty() || tells {
        content.push(doc.subtree(subject));
    }
    content
}

/// "According to X, Y": the rest of the sentence is the content.
fn according(page: Page<'_>, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    let to = (cue + 1..doc.len().min(cue + 3)).find(|&index| page.is(index, &["to"]))?;
    let named = doc
        .child(to, Dep::Pobj)
        .or_else(|| doc.child(to, Dep::Pcomp))?;
    let who = source::phrase(doc, named);
    let sentence = doc.sentence_of(cue);
    let (from, end) = edges::set_off(page, cue, who.end, sentence);
    let mut content = edges::around(page, cue, from..end);
    edges::tidy(page, cue, &mut content);
    (!content.is_empty()).then(|| Draft {
        cue: vec![cue, to],
        source: Some(who),
        named: None,
        content,
        asserts: true,
    })
}

/// Clauses and infinitives under the cue, split where the cue interrupts them.
fn clauses(page: Page<'_>, frames: &Frames, cue: usize) -> Vec<Range<usize>> {
    let doc = page.doc;
    let mut parts = Vec::new();
    let object = doc.child(cue, Dep::Dobj);
    for child in doc.children(cue) {
        let token = &doc.tokens[child];
        let calls_for = frames.prepositions.contains(&"for")
            && matches!(token.dep, Dep::Ccomp | Dep::Xcomp | Dep::Advcl)
            && page.is(doc.left_edge(child), &["for"])
            && child > cue;
        let takes = match token.dep {
            Dep::Ccomp => frames.clause || frames.speech || frames.infinitive,
            Dep::Xcomp => frames.infinitive || frames.object && object.is_some(),
            _ => false,
        };
        if !takes && !calls_for {
            continue;
        }
        let mut range = own_clause(page, cue, child);
        if calls_for {
            range.start = (range.start + 1).min(range.end);
        }
        if token.dep == Dep::Xcomp
            && let Some(object) = object.filter(|&object| object < child)
        {
            // "urged them to stay": whom it concerns belongs to what is said.
            range.start = range.start.min(doc.left_edge(object));
        }
        if range.contains(&cue) {
            let own = edges::of_cue(page, cue, Some(child));
            parts.push(range.start..own.start.max(range.start));
            parts.push(own.end.min(range.end)..range.end);
        } else {
            parts.push(range);
        }
    }
    parts
}

/// What hangs below the clause, without a following clause that reports something else ("said that …, and others
/// warned …").
fn own_clause(page: Page<'_>, cue: usize, clause: usize) -> Range<usize> {
    let doc = page.doc;
    let whole = doc.subtree(clause);
    let Some(other) = doc.children(clause).find(|&child| {
        child > clause
            && doc.tokens[child].dep == Dep::Conj
            && other_report(page, cue, clause, child)
    }) else {
        return whole;
    };
    let mut end = doc.left_edge(other);
    while end > clause + 1 && matches!(doc.tokens[end - 1].dep, Dep::Cc | Dep::Punct) {
        end -= 1;
    }
    whole.start..end.max(clause + 1)
}

/// Whether `verb`, joined to the clause by "and", reports something itself: it has its own subject, or it has the tense of
/// the cue and the clause has not ("said that they would leave and urged others to stay").
fn other_report(page: Page<'_>, cue: usize, clause: usize, verb: usize) -> bool {
    let doc = page.doc;
    let Some(frames) = page.verb(verb) else {
        return false;
    };
    if doc.child(verb, Dep::Nsubj).is_some() {
        return frames.speech && frames.clause;
    }
    let tag = |index: usize| doc.tokens[index].tag;
    let own = doc.child(verb, Dep::Aux).or(doc.child(verb, Dep::AuxPass));
    own.is_none()
        && matches!(tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && tag(verb) == tag(cue)
        && tag(verb) != tag(clause)
}

/// Prepositions by which something is said of an object.
const OF_THE_OBJECT: &[&str] = &["as", "for", "of", "over", "about"];

/// "called him a liar", "described the plan as a trap", "praised her for …": the object and what is said of it, as one
/// stretch.
fn object(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Range<usize>> {
    let doc = page.doc;
    let object = doc
        .child(cue, Dep::Dobj)
        .or_else(|| doc.child(cue, Dep::Oprd))?;
    let mut end = doc.right_edge(object) + 1;
    let mut said = false;
    for child in doc.children(cue).filter(|&child| child > object) {
        let token = &doc.tokens[child];
        let of_it = match token.dep {
            Dep::Oprd | Dep::Xcomp | Dep::Ccomp | Dep::Acomp => true,
            Dep::Prep => {
                frames.prepositions.contains(&&*token.lower)
                    || frames.object && OF_THE_OBJECT.contains(&&*token.lower)
            }
            _ => false,
        };
        if of_it {
            said = true;
            end = end.max(doc.right_edge(child) + 1);
        } else if token.dep != Dep::Punct {
            break;
        }
    }
    // "called the charges unfounded": the participle stands after its noun.
    let described = doc
        .children(object)
        .any(|child| child > object && matches!(doc.tokens[child].dep, Dep::Acl | Dep::Amod));
    (frames.object || said || described && frames.speech && !frames.clause)
        .then(|| doc.left_edge(object)..end)
}

/// "called for talks", "spoke of her fears": the object of the preposition, with what follows it.
fn prepositional(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Range<usize>> {
    let doc = page.doc;
    let (prep, object) = doc
        .children(cue)
        .filter(|&child| {
            doc.tokens[child].dep == Dep::Prep
                && frames.prepositions.contains(&&*doc.tokens[child].lower)
        })
        .find_map(|prep| {
            let object = doc
                .child(prep, Dep::Pobj)
                .or_else(|| doc.child(prep, Dep::Pcomp))?;
            Some((prep, object))
        })?;
    let range = doc.subtree(object);
    let more = doc
        .children(cue)
        .filter(|&child| child > prep && doc.tokens[child].dep == Dep::Xcomp)
        .map(|child| doc.right_edge(child) + 1)
        .max();
    Some(range.start..more.unwrap_or(range.end).max(range.end))
}

/// The verb with its auxiliaries and particle.
fn cue_words(doc: &Doc, cue: usize) -> Vec<usize> {
    let mut words = vec![cue];
    words.extend(doc.children(cue).filter(|&child| {
        matches!(
            doc.tokens[child].dep,
            Dep::Aux | Dep::AuxPass | Dep::Neg | Dep::Prt
        )
    }));
    words
}
