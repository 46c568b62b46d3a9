//! Cues that are no verbs: "the claim that …", "is sure that …", "reportedly", "in a poll, …".

use std::ops::Range;

use super::content::Page;
use super::rules::{Class, Frames};
use super::source::{self, Who};
use super::{Draft, edges};
use crate::language::{Dep, Pos, Tag};

/// The quotation that the noun, adjective or adverb `cue` reports, if it reports one.
pub(super) fn at_cue(page: Page<'_>, cue: usize) -> Option<Draft> {
    if page.quote_at(cue).is_some() {
        return None;
    }
    let token = &page.doc.tokens[cue];
    let find = |class, word: &str| page.rules.frames(class, word);
    let draft = match token.pos {
        Pos::Noun => find(Class::Noun, &token.lemma)
            .and_then(|frames| of_noun(page, frames, cue))
            .or_else(|| {
                find(Class::Frame, &token.lemma).and_then(|frames| of_frame(page, frames, cue))
            }),
        Pos::Adj | Pos::Verb => {
            find(Class::Adjective, &token.lower).and_then(|frames| of_adjective(page, frames, cue))
        }
        Pos::Adv => find(Class::Adverb, &token.lower).and_then(|_| of_adverb(page, cue)),
        _ => None,
    };
    let mut draft = draft?;
    edges::tidy(page, cue, &mut draft.content);
    (!draft.content.is_empty()).then_some(draft)
}

/// What a noun or adjective has behind it that its frames take.
fn complement(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Range<usize>> {
    let doc = page.doc;
    doc.children(cue)
        .filter(|&child| child > cue)
        .find_map(|child| {
            let token = &doc.tokens[child];
            let range = doc.subtree(child);
            let infinitive = doc
                .children(child)
                .any(|one| one < child && doc.tokens[one].tag == Tag::To && one == range.start);
            let that = page.is(range.start, &["that", "whether"])
                && doc.tokens[range.start].head as usize != cue
                && doc.tokens[range.start].dep == Dep::Mark;
            match token.dep {
                Dep::Acl | Dep::Ccomp | Dep::Xcomp | Dep::Advcl if infinitive => {
                    frames.infinitive.then_some(range)
                }
                Dep::Acl | Dep::Ccomp if that => frames.clause.then_some(range),
                Dep::Ccomp => frames.clause.then_some(range),
                Dep::Prep if frames.prepositions.contains(&&*token.lower) => doc
                    .child(child, Dep::Pobj)
                    .or_else(|| doc.child(child, Dep::Pcomp))
                    .map(|object| doc.subtree(object)),
                _ => None,
            }
        })
}

/// "X's claim that …", "made the claim that …", "calls by X for …".
fn of_noun(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    let content = complement(page, frames, cue)?;
    let owner = doc
        .child(cue, Dep::Poss)
        .map(|owner| source::named(doc, owner));
    let who = owner.or_else(|| by_whom(page, cue)).or_else(|| {
        let verb = doc.head(cue)?;
        let light = page.verb(verb).is_some_and(|frames| frames.light);
        (light && matches!(doc.tokens[cue].dep, Dep::Dobj | Dep::NsubjPass))
            .then(|| source::of_verb(doc, verb))
            .flatten()
    });
    Some(draft(vec![cue], who, content, frames))
}

/// "criticism from X", "a statement by X".
fn by_whom(page: Page<'_>, cue: usize) -> Option<Who> {
    let doc = page.doc;
    doc.children(cue)
        .filter(|&child| {
            doc.tokens[child].dep == Dep::Prep && page.is(child, &["by", "from", "among"])
        })
        .find_map(|prep| doc.child(prep, Dep::Pobj))
        .map(|head| source::named(doc, head))
}

/// "is convinced that …", "was wary of …", "it is clear that …".
fn of_adjective(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    let token = &doc.tokens[cue];
    let participle = token.pos == Pos::Verb;
    let copula = if participle {
        cue
    } else {
        doc.head(cue)
            .filter(|&verb| token.dep == Dep::Acomp && source::is_verb(doc, verb))?
    };
    let subject = doc
        .child(copula, Dep::NsubjPass)
        .or_else(|| doc.child(copula, Dep::Nsubj).filter(|_| !participle))?;
    let content = complement(page, frames, cue).or_else(|| {
        // "it is clear that …": the clause hangs on the verb.
        doc.children(copula)
            .filter(|&child| child > cue && frames.clause)
            .find(|&child| doc.tokens[child].dep == Dep::Ccomp)
            .map(|child| doc.subtree(child))
    })?;
    let who = (!page.is(subject, &["it", "that", "this", "there"]))
        .then(|| source::relative(doc, copula, subject));
    let mut words = vec![cue];
    if !participle {
        words.push(copula);
    }
    Some(draft(words, who, content, frames))
}

/// "The envoy reportedly left": the clause, told by nobody who is named.
fn of_adverb(page: Page<'_>, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    let verb = doc
        .head(cue)
        .filter(|&verb| source::is_verb(doc, verb) && page.verb(verb).is_none())?;
    let clause = doc.subtree(verb);
    let parts = edges::around(page, cue, cue..cue + 1)
        .into_iter()
        .map(|part| part.start.max(clause.start)..part.end.min(clause.end))
        .filter(|part| part.start < part.end)
        .collect();
    Some(Draft {
        cue: vec![cue],
        source: None,
        named: None,
        content: parts,
        asserts: true,
    })
}

/// "In a new poll, …", "…, in the words of the minister": the clause beside the phrase.
fn of_frame(page: Page<'_>, frames: &Frames, cue: usize) -> Option<Draft> {
    let doc = page.doc;
    let prep = doc.head(cue).filter(|&prep| {
        doc.tokens[cue].dep == Dep::Pobj && frames.prepositions.contains(&&*doc.tokens[prep].lower)
    })?;
    let verb = doc
        .head(prep)
        .filter(|&verb| source::is_verb(doc, verb) && page.verb(verb).is_none())?;
    let phrase = doc.subtree(prep);
    let clause = doc.subtree(verb);
    // Set off by a comma, or at the very end of the clause.
    let set_off = phrase.start == clause.start && page.is(phrase.end, &[","])
        || phrase.start > clause.start && page.is(phrase.start - 1, &[","]);
    if !set_off {
        return None;
    }
    let who = doc
        .child(cue, Dep::Poss)
        .map(|owner| source::named(doc, owner))
        .or_else(|| {
            let of = doc.children(cue).find(|&child| {
                doc.tokens[child].dep == Dep::Prep && page.is(child, &["of", "by"])
            })?;
            doc.child(of, Dep::Pobj)
                .map(|head| source::named(doc, head))
        })
        .unwrap_or_else(|| source::named(doc, cue));
    Some(Draft {
        cue: vec![prep],
        source: Some(who.words),
        named: who.named,
        content: edges::around(page, cue, phrase),
        asserts: true,
    })
}

fn draft(cue: Vec<usize>, who: Option<Who>, content: Range<usize>, frames: &Frames) -> Draft {
    let named = who.as_ref().and_then(|who| who.named.clone());
    Draft {
        cue,
        source: who.map(|who| who.words),
        named,
        content: vec![content],
        asserts: !frames.wish,
    }
}
