//! Speech that the layout tells, without a verb: headlines ("Minister: talks go on"), transcripts ("SMITH: Well, …"),
//! a name behind a dash under the words, and words in quotation marks that continue the speech before them.

use std::ops::Range;

use super::Draft;
use super::content::Page;
use super::rules::Class;
use crate::language::Pos;

/// How many words a name before a colon or behind a dash may have.
const NAME_WORDS: usize = 8;

/// What the layout alone tells of who speaks.
pub(super) fn find(page: Page<'_>, drafts: &mut Vec<Draft>) {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs(page).into_iter().enumerate() {
        found.extend(labelled(page, paragraph, number == 0));
    }
    found.extend(
        page.quoted
            .iter()
            .filter_map(|quote| signed(page, quote.tokens.clone())),
    );
    let mut owners = owners(page, drafts);
    for draft in found {
        let free = |part: &Range<usize>| {
            let owners = owners.get(part.clone()).unwrap_or_default();
            owners.iter().all(Option::is_none)
        };
        // A label says more than the verbs inside the words that it introduces.
        if draft.cue.len() == 1 && page.is(draft.cue[0], &[":"]) || draft.content.iter().all(free) {
            claim(&mut owners, drafts.len(), &draft);
            drafts.push(draft);
        }
    }
}

/// For each token the first draft that claims it. Looked up instead of all drafts, so that a text of nothing but quotations
/// is not read over once for each.
fn owners(page: Page<'_>, drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut owners = vec![None; page.doc.len()];
    for (number, draft) in drafts.iter().enumerate() {
        claim(&mut owners, number, draft);
    }
    owners
}

fn claim(owners: &mut [Option<usize>], number: usize, draft: &Draft) {
    for part in &draft.content {
        for owner in owners.get_mut(part.clone()).into_iter().flatten() {
            owner.get_or_insert(number);
        }
    }
}

fn paragraphs(page: Page<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for index in 0..=page.doc.len() {
        if index == page.doc.len() || page.ends_paragraph(index) {
            if start < index {
                found.push(start..index);
            }
            start = index + 1;
        }
    }
    found
}

/// "Poll: …" in a headline, "SMITH: …" in a transcript.
fn labelled(page: Page<'_>, paragraph: Range<usize>, headline: bool) -> Option<Draft> {
    let doc = page.doc;
    let colon = paragraph
        .clone()
        .take(NAME_WORDS + 1)
        .find(|&index| page.is(index, &[":"]))?;
    let label = paragraph.start..colon;
    let words = colon + 1..paragraph.end;
    if label.is_empty() || words.len() < 2 {
        return None;
    }
    let shouted = label.clone().all(|index| {
        let word = doc.text_of(page.text, &doc.tokens[index]);
        word.chars().all(|letter| !letter.is_lowercase())
    }) && label.clone().any(|index| doc.tokens[index].lower.len() > 2);
    let names = label
        .clone()
        .any(|index| doc.tokens[index].pos == Pos::Propn)
        && !label
            .clone()
            .any(|index| matches!(doc.tokens[index].pos, Pos::Verb | Pos::Aux));
    let polls = label.clone().any(|index| {
        page.rules
            .frames(Class::Frame, &doc.tokens[index].lower)
            .is_some()
    });
    (shouted && !headline || headline && (names || polls)).then(|| Draft {
        cue: vec![colon],
        source: Some(label),
        named: None,
        content: vec![words],
        asserts: true,
    })
}

/// “…” — Jane Smith
fn signed(page: Page<'_>, quote: Range<usize>) -> Option<Draft> {
    let doc = page.doc;
    let mut lines = 0;
    let dash = (quote.end..doc.len()).find(|&index| {
        lines += usize::from(page.ends_paragraph(index));
        !doc.tokens[index].is_space()
    })?;
    if lines > 1 || !page.is(dash, &["—", "―", "–", "--", "-", "‒"]) {
        return None;
    }
    let end = (dash + 1..doc.len().min(dash + NAME_WORDS * 2))
        .find(|&index| page.ends_paragraph(index))
        .unwrap_or(doc.len().min(dash + NAME_WORDS * 2));
    let first = doc.tokens.get(dash + 1)?;
    let capital = doc
        .text_of(page.text, first)
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    let at_end = end == doc.len() || page.ends_paragraph(end);
    (capital && at_end && end - dash - 1 <= NAME_WORDS).then(|| Draft {
        cue: vec![dash],
        source: Some(dash + 1..end),
        named: None,
        content: vec![quote],
        asserts: true,
    })
}

/// Words in quotation marks that no cue has claimed continue the speech before them in the same paragraph, or over
/// the paragraph when it was left open.
pub(super) fn join_speech(page: Page<'_>, drafts: &mut [Draft]) {
    let doc = page.doc;
    let mut owners = owners(page, drafts);
    for (number, quote) in page.quoted.iter().enumerate() {
        let range = &quote.tokens;
        if owners[range.clone()].iter().any(Option::is_some) {
            continue;
        }
        let Some(before) = number.checked_sub(1).and_then(|last| page.quoted.get(last)) else {
            continue;
        };
        let same_paragraph =
            !(before.tokens.end..range.start).any(|index| page.ends_paragraph(index));
        let starts_sentence = doc.sentence_of(range.start).start + 1 >= range.start
            || doc
                .tokens
                .get(range.start)
                .is_some_and(|t| t.sentence_start);
        if !(before.goes_on || same_paragraph && starts_sentence && range.len() > 4) {
            continue;
        }
        let claims = owners[before.tokens.clone()].iter().copied();
        if let Some(number) = claims.flatten().min() {
            drafts[number].content.push(range.clone());
            owners[range.clone()].fill(Some(number));
        }
    }
}
