//! Who said what: direct, indirect and mixed quotations.
//!
//! A quotation hangs on a cue: a reporting verb of the table, or "according to". Its content is what the tree puts under
//! the cue (a clause, an infinitive, an object) and the words in quotation marks beside it; its source is the cue's
//! subject. Words in quotation marks without a cue of their own continue the speech before them.

mod content;
mod marks;
mod rules;
mod source;

use crate::language::Doc;
use crate::model::{Mention, Quote, Span};

use super::Context;
pub use rules::Rules;

/// A quotation over token indices.
#[derive(Debug, Clone)]
struct Draft {
    cue: Vec<usize>,
    source: Option<std::ops::Range<usize>>,
    content: Vec<std::ops::Range<usize>>,
}

/// All quotations in order of the text.
pub fn find(rules: &Rules, context: &Context<'_>, mentions: &[Mention]) -> Vec<Quote> {
    let (doc, text) = (context.doc, context.text);
    let quoted = marks::quoted(doc, text);
    let mut drafts: Vec<Draft> = Vec::new();
    for cue in 0..doc.len() {
        if let Some(draft) = content::at_cue(rules, doc, text, &quoted, cue) {
            drafts.push(draft);
        }
    }
    content::join_speech(doc, text, &quoted, &mut drafts);
    drafts.sort_by_key(|draft| draft.content.first().map(|part| part.start));
    drafts
        .iter()
        .filter_map(|draft| finish(doc, text, &quoted, draft, mentions))
        .collect()
}

fn finish(
    doc: &Doc,
    text: &str,
    quoted: &[marks::Quoted],
    draft: &Draft,
    mentions: &[Mention],
) -> Option<Quote> {
    let content: Vec<Span> = draft
        .content
        .iter()
        .filter_map(|part| trim(doc, text, part.clone()))
        .map(|part| Span::from(doc.token_span(part)))
        .collect();
    if content.is_empty() {
        return None;
    }
    let source = draft
        .source
        .clone()
        .map(|tokens| Span::from(doc.token_span(tokens)));
    let cue = draft
        .cue
        .iter()
        .min()
        .zip(draft.cue.iter().max())
        .map(|(&first, &last)| Span::from(doc.token_span(first..last + 1)));
    let speaker = source.and_then(|span| speaker(span, mentions));
    Some(Quote {
        content,
        source,
        cue,
        speaker: speaker.and_then(|mention| mention.actor.clone()),
        speaker_name: speaker
            .map(|mention| mention.name.clone())
            .or_else(|| source.map(|span| span.of(text).to_owned())),
        direct: draft.content.iter().all(|part| {
            quoted
                .iter()
                .any(|q| q.tokens.start <= part.start && part.end <= q.tokens.end)
        }),
    })
}

/// The mention that the source names: the longest that lies inside it, or that it lies in.
fn speaker(source: Span, mentions: &[Mention]) -> Option<&Mention> {
    mentions
        .iter()
        .filter(|mention| source.overlaps(mention.head))
        .max_by_key(|mention| (mention.actor.is_some(), mention.span.len()))
}

/// Without commas, dashes and white space at the ends.
fn trim(doc: &Doc, text: &str, part: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let loose = |index: usize| {
        let token = &doc.tokens[index];
        token.is_space()
            || matches!(
                doc.text_of(text, token),
                "," | ":" | ";" | "–" | "—" | "--" | "-"
            )
    };
    let (mut start, mut end) = (part.start, part.end.min(doc.len()));
    while start < end && loose(start) {
        start += 1;
    }
    // A full stop ends the sentence, not the words that somebody reported, unless it stands inside quotation marks.
    while start < end && (loose(end - 1) || matches!(doc.text_of(text, &doc.tokens[end - 1]), "."))
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}
