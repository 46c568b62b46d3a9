//! Where the words that somebody said begin and end: the clause around an attribution, words in quotation marks beside
//! it, and what follows the words but is not said.

use std::ops::Range;

use super::content::Page;
use crate::language::{Dep, Pos};

/// The cue with its subject and adverbs, the commas around it included.
pub(super) fn of_cue(page: Page<'_>, cue: usize, clause: Option<usize>) -> Range<usize> {
    let doc = page.doc;
    let (mut from, mut to) = (cue, cue + 1);
    for own in doc.children(cue).filter(|&own| Some(own) != clause) {
        if !matches!(
            doc.tokens[own].dep,
            Dep::Punct | Dep::Ccomp | Dep::Conj | Dep::Cc
        ) {
            from = from.min(doc.left_edge(own));
            to = to.max(doc.right_edge(own) + 1);
        }
    }
    from..to
}

/// "The plan, he said, would fail": the clause that the attribution stands in or behind, without the attribution.
pub(super) fn clause_beside(page: Page<'_>, cue: usize) -> Vec<Range<usize>> {
    let doc = page.doc;
    let has_subject = doc.child(cue, Dep::Nsubj).is_some();
    if !has_subject {
        return Vec::new();
    }
    let own = of_cue(page, cue, None);
    let sentence = doc.sentence_of(cue);
    let behind_comma =
        own.start > sentence.start && page.is(own.start - 1, &[",", "—", "―", "–", "--"]);
    let before_comma = page.is(own.end, &[","]);
    if doc.tokens[cue].dep == Dep::Parataxis && (behind_comma || before_comma) {
        return around(page, cue, own);
    }
    let at_end = (own.end..sentence.end)
        .all(|index| matches!(doc.tokens[index].pos, Pos::Punct | Pos::Space));
    if behind_comma && (at_end || before_comma) && own.len() <= 12 {
        return around(page, cue, own);
    }
    // "… said that …", where the tree lost the clause.
    let next = own.end.max(cue + 1);
    if page.is(next, &["that"]) && next + 2 < sentence.end {
        return std::iter::once(next..sentence.end).collect();
    }
    Vec::new()
}

/// The sentence of `cue` within its paragraph, without `own`.
pub(super) fn around(page: Page<'_>, cue: usize, own: Range<usize>) -> Vec<Range<usize>> {
    let sentence = page.doc.sentence_of(cue);
    let from = (sentence.start..own.start)
        .rev()
        .find(|&index| page.ends_paragraph(index))
        .map_or(sentence.start, |index| index + 1);
    let end = (own.end..sentence.end)
        .find(|&index| page.ends_paragraph(index))
        .unwrap_or(sentence.end);
    [from..own.start.max(from), own.end.min(end)..end]
        .into_iter()
        .filter(|part| {
            part.clone().any(|index| {
                !matches!(
                    page.doc.tokens[index].pos,
                    Pos::Punct | Pos::Space | Pos::Cconj
                )
            })
        })
        .collect()
}

/// From `from` to `to`, together with what stands before the next comma ("according to the minister, who resigned, …" is
/// left alone: the phrase ends at its comma or at the end of the sentence).
pub(super) fn set_off(
    page: Page<'_>,
    from: usize,
    to: usize,
    sentence: Range<usize>,
) -> (usize, usize) {
    let end = (to..sentence.end)
        .find(|&index| page.is(index, &[",", ";", "—", "–", "--"]) || page.ends_paragraph(index))
        .unwrap_or(sentence.end);
    (from, end.max(to))
}

/// Adds words in quotation marks: those that touch the content grow it, and for a cue without a clause those that stand
/// right beside it.
pub(super) fn quotes_beside(page: Page<'_>, cue: usize, content: &mut Vec<Range<usize>>) {
    let doc = page.doc;
    let sentence = doc.sentence_of(cue);
    let own = content.clone();
    let first = page
        .quoted
        .partition_point(|quote| quote.tokens.end <= sentence.start.saturating_sub(3));
    for quote in page.quoted[first..]
        .iter()
        .take_while(|quote| quote.tokens.start < sentence.end + 4)
    {
        let range = &quote.tokens;
        if let Some(part) = content.iter_mut().find(|part| touches(part, range)) {
            *part = part.start.min(range.start)..part.end.max(range.end);
        } else if near(page, range, cue)
            && (own.is_empty() || own.iter().any(|part| page.quote_at(part.start).is_some()))
        {
            content.push(range.clone());
        }
    }
}

fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether only the cue's own words stand between it and the quotation: at most eight words, and a new paragraph only
/// after a colon.
fn near(page: Page<'_>, quote: &Range<usize>, cue: usize) -> bool {
    let doc = page.doc;
    let gap = if quote.end <= cue {
        quote.end..cue
    } else {
        cue + 1..quote.start
    };
    let words = gap
        .clone()
        .filter(|&index| !matches!(doc.tokens[index].pos, Pos::Punct | Pos::Space))
        .count();
    let colon = gap.clone().any(|index| page.is(index, &[":"]));
    let other_cue = gap.clone().any(|index| {
        page.verb(index).is_some_and(|frames| frames.speech) && doc.tokens[index].dep != Dep::Acl
    });
    words <= 8
        && !other_cue
        && (colon && quote.start > cue || !gap.clone().any(|index| page.ends_paragraph(index)))
}

/// In order, without overlaps, empty parts and what is not said any more; never over the end of a paragraph, unless in
/// quotation marks.
pub(super) fn tidy(page: Page<'_>, cue: usize, parts: &mut Vec<Range<usize>>) {
    for part in parts.iter_mut() {
        *part = one_paragraph(page, cue, part.clone());
        part.end = said_end(page, part);
    }
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

fn one_paragraph(page: Page<'_>, cue: usize, part: Range<usize>) -> Range<usize> {
    if page.quote_at(part.start).is_some() || part.len() > 2_000 {
        return part;
    }
    let mut range = part.clone();
    for index in part {
        if page.ends_paragraph(index) && page.quote_at(index).is_none() {
            if index < cue {
                range.start = range.start.max(index + 1);
            } else {
                range.end = range.end.min(index);
            }
        }
    }
    range.start..range.end.max(range.start)
}

/// Where the words end: before ", which …", ", adding …" and a remark after a dash.
fn said_end(page: Page<'_>, part: &Range<usize>) -> usize {
    let doc = page.doc;
    let mut dashes = 0;
    let mut cut = part.end;
    for index in part.clone().skip(2) {
        if page.quote_at(index).is_some() {
            continue;
        }
        let comma = page.is(index, &[","]);
        let next = index + 1;
        if comma && next < part.end {
            let relative = page.is(next, &["which", "who", "whom", "whose", "where"])
                || page.is(next + 1, &["which", "whom"]);
            let adds = page
                .verb(next)
                .is_some_and(|frames| frames.speech && frames.clause)
                && doc.tokens[next].tag == crate::language::Tag::Vbg;
            // Only what runs to the end of the words: a clause in the middle belongs to them.
            let to_end = relative
                && doc
                    .tokens
                    .get(next)
                    .map(|_| clause_end(page, next))
                    .is_some_and(|end| end + 1 >= part.end);
            if adds || to_end {
                cut = cut.min(index);
                break;
            }
        }
        if page.is(index, &["—", "―", "–", "--"]) {
            dashes += 1;
            if dashes == 1 {
                cut = cut.min(index);
            }
        }
    }
    if dashes > 1 { part.end } else { cut }
}

/// The end of the relative clause that begins at `pronoun`.
fn clause_end(page: Page<'_>, pronoun: usize) -> usize {
    let doc = page.doc;
    std::iter::once(pronoun)
        .chain(doc.ancestors(pronoun))
        .find(|&index| doc.tokens[index].dep == Dep::Relcl)
        .map_or(pronoun, |verb| doc.right_edge(verb) + 1)
}
