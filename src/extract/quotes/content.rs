//! What hangs on a cue: clauses, infinitives, objects, and the words in quotation marks beside it.

use std::ops::Range;

use super::marks::Quoted;
use super::rules::{Frames, Rules};
use super::{Draft, source};
use crate::language::{Dep, Doc, Pos};

/// The quotation that the token `cue` reports, if it is a cue.
pub(super) fn at_cue(
    rules: &Rules,
    doc: &Doc,
    text: &str,
    quoted: &[Quoted],
    cue: usize,
) -> Option<Draft> {
    let token = &doc.tokens[cue];
    if &*token.lower == "according" {
        return according(doc, cue);
    }
    if token.pos != Pos::Verb {
        return None;
    }
    let frames = rules.frames(&token.lemma)?;
    if inside(quoted, cue).is_some() {
        return None;
    }
    let mut content = clauses(doc, frames, cue);
    if content.is_empty() && frames.speech {
        content.extend(predication(doc, frames, cue));
    }
    if frames.speech {
        beside(doc, text, quoted, cue, &mut content);
    }
    if content.is_empty() {
        content = objects(doc, frames, cue);
    }
    if content.is_empty() {
        return None;
    }
    let source = source::of_verb(doc, cue)?;
    content.retain(|part| !part.contains(&source.start) || part.len() > source.len());
    tidy(&mut content);
    (!content.is_empty()).then(|| Draft {
        cue: cue_words(doc, cue),
        source: Some(source),
        content,
    })
}

/// "According to X, Y": the rest of the sentence is the content.
fn according(doc: &Doc, cue: usize) -> Option<Draft> {
    let to = doc
        .children(cue)
        .chain(doc.head(cue))
        .find(|&child| &*doc.tokens[child].lower == "to")?;
    let named = doc.child(to, Dep::Pobj)?;
    let adjunct = doc.subtree(cue);
    let governor = doc.head(cue)?;
    let clause = doc.subtree(governor);
    let mut content = vec![
        clause.start..adjunct.start.clamp(clause.start, clause.end),
        adjunct.end.clamp(clause.start, clause.end)..clause.end,
    ];
    tidy(&mut content);
    (!content.is_empty()).then(|| Draft {
        cue: vec![cue, to],
        source: Some(source::phrase(doc, named)),
        content,
    })
}

/// Clauses and infinitives under the cue, split where the cue interrupts them.
fn clauses(doc: &Doc, frames: &Frames, cue: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for child in doc.children(cue) {
        let takes = match doc.tokens[child].dep {
            Dep::Ccomp => frames.clause || frames.speech,
            Dep::Xcomp => frames.infinitive,
            _ => false,
        };
        if !takes {
            continue;
        }
        let range = own_clause(doc, child);
        if range.contains(&cue) {
            // “…,” he said, “…”: the cue with its subject stands inside.
            let (mut from, mut to) = (cue, cue + 1);
            for own in doc.children(cue).filter(|&own| own != child) {
                if !matches!(doc.tokens[own].dep, Dep::Punct) {
                    from = from.min(doc.left_edge(own));
                    to = to.max(doc.right_edge(own) + 1);
                }
            }
            parts.push(range.start..from.max(range.start));
            parts.push(to.min(range.end)..range.end);
        } else {
            parts.push(range);
        }
    }
    parts
}

/// What hangs below the clause, without a following clause that has a subject of its own ("said that …, and others
/// warned …").
fn own_clause(doc: &Doc, clause: usize) -> Range<usize> {
    let whole = doc.subtree(clause);
    let Some(other) = doc.children(clause).find(|&child| {
        child > clause
            && doc.tokens[child].dep == Dep::Conj
            && doc.child(child, Dep::Nsubj).is_some()
    }) else {
        return whole;
    };
    let mut end = doc.left_edge(other);
    while end > clause + 1 && matches!(doc.tokens[end - 1].dep, Dep::Cc | Dep::Punct) {
        end -= 1;
    }
    whole.start..end.max(clause + 1)
}

/// "called him a liar", "described the plan as a trap": the object and what is said of it, as one stretch.
fn predication(doc: &Doc, frames: &Frames, cue: usize) -> Option<Range<usize>> {
    let object = doc.child(cue, Dep::Dobj)?;
    let said = doc
        .children(cue)
        .filter(|&child| child > object)
        .find(|&child| {
            let token = &doc.tokens[child];
            token.dep == Dep::Oprd
                || token.dep == Dep::Prep
                    && &*token.lower == "as"
                    && frames.prepositions.contains(&"as")
        })?;
    Some(doc.left_edge(object)..doc.right_edge(said) + 1)
}

fn objects(doc: &Doc, frames: &Frames, cue: usize) -> Vec<Range<usize>> {
    if let Some(whole) = predication(doc, frames, cue) {
        return vec![whole];
    }
    let mut parts = Vec::new();
    for child in doc.children(cue) {
        let token = &doc.tokens[child];
        match token.dep {
            Dep::Dobj | Dep::Oprd if frames.object => parts.push(doc.subtree(child)),
            Dep::Prep if frames.prepositions.contains(&&*token.lower) => {
                if let Some(object) = doc
                    .child(child, Dep::Pobj)
                    .or_else(|| doc.child(child, Dep::Pcomp))
                {
                    parts.push(doc.subtree(object));
                }
            }
            _ => {}
        }
    }
    parts
}

/// Adds words in quotation marks of the cue's sentence: those that touch the content, and for a cue without content
/// those that stand right beside it.
fn beside(doc: &Doc, text: &str, quoted: &[Quoted], cue: usize, content: &mut Vec<Range<usize>>) {
    let sentence = doc.sentence_of(cue);
    for quote in quoted {
        let range = &quote.tokens;
        if range.end <= sentence.start.saturating_sub(2) || range.start >= sentence.end {
            continue;
        }
        if let Some(part) = content.iter_mut().find(|part| touches(part, range)) {
            *part = part.start.min(range.start)..part.end.max(range.end);
        } else if near(doc, text, range, cue) {
            content.push(range.clone());
        }
    }
}

fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether only the cue's own words stand between it and the quotation: at most eight tokens and no other quotation.
fn near(doc: &Doc, text: &str, quote: &Range<usize>, cue: usize) -> bool {
    let gap = if quote.end <= cue {
        quote.end..cue
    } else {
        cue + 1..quote.start
    };
    let words = gap
        .clone()
        .filter(|&index| !matches!(doc.tokens[index].pos, Pos::Punct | Pos::Space))
        .count();
    words <= 8
        && gap
            .clone()
            .all(|index| !doc.text_of(text, &doc.tokens[index]).contains('\n'))
}

/// Words in quotation marks that no cue has claimed continue the speech before them in the same paragraph, or over
/// the paragraph when it was left open.
pub(super) fn join_speech(doc: &Doc, text: &str, quoted: &[Quoted], drafts: &mut [Draft]) {
    for (number, quote) in quoted.iter().enumerate() {
        let range = &quote.tokens;
        if drafts
            .iter()
            .any(|draft| draft.content.iter().any(|part| touches(part, range)))
        {
            continue;
        }
        let Some(before) = number.checked_sub(1).and_then(|last| quoted.get(last)) else {
            continue;
        };
        let gap = before.tokens.end..range.start;
        let same_paragraph = gap
            .clone()
            .all(|index| !doc.text_of(text, &doc.tokens[index]).contains('\n'));
        let starts_sentence = doc.sentence_of(range.start).start + 1 >= range.start
            || doc
                .tokens
                .get(range.start)
                .is_some_and(|t| t.sentence_start);
        if !(before.goes_on || same_paragraph && starts_sentence && range.len() > 4) {
            continue;
        }
        if let Some(draft) = drafts.iter_mut().find(|draft| {
            draft
                .content
                .iter()
                .any(|part| touches(part, &before.tokens))
        }) {
            draft.content.push(range.clone());
        }
    }
}

fn inside(quoted: &[Quoted], index: usize) -> Option<&Quoted> {
    let place = quoted.partition_point(|quote| quote.tokens.end <= index);
    quoted
        .get(place)
        .filter(|quote| quote.tokens.contains(&index))
}

/// In order, without overlaps and empty parts.
fn tidy(parts: &mut Vec<Range<usize>>) {
    parts.retain(|part| part.start < part.end);
    parts.sort_by_key(|part| part.start);
    let mut tidied: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts.drain(..) {
        match tidied.last_mut() {
            Some(last) if part.start < last.end => last.end = last.end.max(part.end),
            _ => tidied.push(part),
        }
    }
    *parts = tidied;
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
