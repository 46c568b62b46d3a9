//! Who said what: direct, indirect and mixed quotations.
//!
//! A quotation hangs on a cue: a reporting word of the table, "according to", or the layout (a name before a colon, a
//! name behind a dash). Its content is what the tree puts under the cue (a clause, an infinitive, an object), the clause
//! that an attribution interrupts, and the words in quotation marks beside it; its source is the cue's subject. Words
//! in quotation marks without a cue of their own continue the speech before them. What is quoted within a quotation
//! belongs to it: the outer speaker vouches for it.

mod content;
mod edges;
mod layout;
mod marks;
mod nominal;
mod rules;
mod source;

use std::ops::Range;

use crate::model::{Mention, Quote, Span};

use super::Context;
use content::Page;
pub use rules::Rules;

/// A quotation over token indices.
#[derive(Debug, Clone)]
struct Draft {
    cue: Vec<usize>,
    /// The words at the cue that say who: a name, "he", "who".
    source: Option<Range<usize>>,
    /// Whom "who" and "which" stand for.
    named: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    /// Somebody says that it is so; not a wish, a plan or a feeling.
    asserts: bool,
}

/// All quotations in order of the text.
pub fn find(rules: &Rules, context: &Context<'_>, mentions: &[Mention]) -> Vec<Quote> {
    let (doc, text) = (context.doc, context.text);
    let quoted = marks::quoted(doc, text);
    let page = Page {
        rules,
        doc,
        text,
        quoted: &quoted,
    };
    let mut drafts: Vec<Draft> = (0..doc.len())
        .filter_map(|cue| content::at_cue(page, cue).or_else(|| nominal::at_cue(page, cue)))
        .collect();
    layout::find(page, &mut drafts);
    let mut drafts = outermost(drafts);
    each_part_once(&mut drafts);
    layout::join_speech(page, &mut drafts);
    drafts.sort_by_key(|draft| draft.content.iter().map(|part| part.start).min());
    let speakers = Speakers::new(mentions);
    drafts
        .iter()
        .filter_map(|draft| finish(page, draft, &speakers))
        .collect()
}

/// "“…,” she warned. “…,” she added": the second part belongs to the cue beside it, not to the first one as well.
fn each_part_once(drafts: &mut [Draft]) {
    let far = |draft: &Draft, part: &Range<usize>| {
        draft
            .cue
            .iter()
            .map(|cue| cue.abs_diff(part.start).min(cue.abs_diff(part.end)))
            .min()
            .unwrap_or(usize::MAX)
    };
    for index in 0..drafts.len() {
        let parts = drafts[index].content.clone();
        if parts.len() < 2 {
            continue;
        }
        let nearer = |part: &Range<usize>| {
            let own = far(&drafts[index], part);
            drafts.iter().enumerate().any(|(other, draft)| {
                other != index && draft.content.contains(part) && far(draft, part) < own
            })
        };
        let kept: Vec<_> = parts.iter().filter(|part| !nearer(part)).cloned().collect();
        if !kept.is_empty() {
            drafts[index].content = kept;
        }
    }
}

/// Without the quotations whose cue stands within the words of a larger one.
fn outermost(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts = drafts;
    drafts.sort_by_key(|draft| {
        let length: usize = draft.content.iter().map(Range::len).sum();
        (std::cmp::Reverse(length), draft.cue.first().copied())
    });
    // Tokens that the words of a kept quotation cover.
    let mut covered = std::collections::BTreeSet::new();
    drafts.retain(|draft| {
        let inside = draft.cue.first().is_some_and(|cue| covered.contains(cue));
        if !inside {
            covered.extend(draft.content.iter().cloned().flatten());
        }
        !inside
    });
    drafts
}

fn finish(page: Page<'_>, draft: &Draft, speakers: &Speakers<'_>) -> Option<Quote> {
    let (doc, text) = (page.doc, page.text);
    let content: Vec<Span> = draft
        .content
        .iter()
        .filter_map(|part| trim(page, part.clone()))
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
    let named = draft
        .named
        .clone()
        .map(|tokens| Span::from(doc.token_span(tokens)))
        .or(source);
    let speaker = named.and_then(|span| speakers.named_by(span));
    Some(Quote {
        content,
        source,
        cue,
        speaker: speaker.and_then(|mention| mention.actor.clone()),
        speaker_name: speaker
            .map(|mention| mention.name.clone())
            .or_else(|| named.map(|span| span.of(text).to_owned())),
        asserts: draft.asserts,
        direct: draft.content.iter().all(|part| {
            page.quote_at(part.start)
                .is_some_and(|quote| part.end <= quote.tokens.end)
        }),
    })
}

/// The mentions, by where their heads stand.
struct Speakers<'a> {
    mentions: &'a [Mention],
    /// Indices of the mentions in the order of their heads, each with the farthest end of a head so far.
    by_head: Vec<(usize, u32)>,
}

impl<'a> Speakers<'a> {
    fn new(mentions: &'a [Mention]) -> Self {
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|&index| mentions[index].head.start);
        let mut farthest = 0;
        let by_head = order.into_iter().map(|index| {
            farthest = farthest.max(mentions[index].head.end);
            (index, farthest)
        });
        Self {
            by_head: by_head.collect(),
            mentions,
        }
    }

    /// The mention that the source names: the longest that lies inside it, or that it lies in; none where it names several.
    fn named_by(&self, source: Span) -> Option<&'a Mention> {
        let mentions = self.mentions;
        let end = self
            .by_head
            .partition_point(|&(index, _)| mentions[index].head.start < source.end);
        let (index, _) = self.by_head[..end]
            .iter()
            .rev()
            .take_while(|&&(_, farthest)| farthest > source.start)
            .filter(|&&(index, _)| source.overlaps(mentions[index].head))
            .max_by_key(|&&(index, _)| {
                let mention = &mentions[index];
                (mention.actor.is_some(), mention.span.len(), index)
            })?;
        let named = mentions.get(*index)?;
        // "The two ministers said": none of them alone.
        let joint = self.by_head[..end]
            .iter()
            .rev()
            .take_while(|&&(_, farthest)| farthest > source.start)
            .any(|&(other, _)| {
                mentions[other].head == named.head && mentions[other].actor != named.actor
            });
        (!joint).then_some(named)
    }
}

/// Without commas, dashes and white space at the ends.
fn trim(page: Page<'_>, part: Range<usize>) -> Option<Range<usize>> {
    let (doc, text) = (page.doc, page.text);
    let loose = |index: usize| {
        let token = &doc.tokens[index];
        token.is_space()
            || matches!(
                doc.text_of(text, token),
                "," | ":" | ";" | "–" | "—" | "―" | "--" | "-"
            )
    };
    let (mut start, mut end) = (part.start, part.end.min(doc.len()));
    while start < end && loose(start) {
        start += 1;
    }
    // A full stop ends the sentence, not the words that somebody reported, unless it stands inside quotation marks.
    let full_stop = |index: usize| {
        doc.text_of(text, &doc.tokens[index]) == "." && page.quote_at(index).is_none()
    };
    while start < end && (loose(end - 1) || full_stop(end - 1)) {
        end -= 1;
    }
    (start < end).then_some(start..end)
}
