//! The words behind an event and where they stand, as one quotes them: in the list below a picture, on the clipboard.

use crate::calendar::format_day;
use crate::merge::{Entry, Report};
use crate::model::{Event, Status};
use crate::project::{Document, Project};
use crate::timeline::{known_words, when_words};

/// A sentence is never longer; text without any full stop is.
const MOST_CHARACTERS: usize = 1500;
/// A headline is not quoted beyond so many characters.
const MOST_HEADLINE: usize = 300;

/// What happened, the words of one report, and the article with its address: three lines for notes and footnotes.
pub fn quotation(project: &Project, entry: &Entry, report: Report) -> Option<String> {
    let (document, event) = project.report(report)?;
    let mut lines = vec![heading(entry)];
    let words = words(document, event);
    if !words.is_empty() {
        lines.push(words);
    }
    let mut citation = citation(document);
    let url = document.article.url.as_deref().map(str::trim);
    if let Some(url) = url.filter(|url| !url.is_empty()) {
        citation = format!("{citation}, {url}");
    }
    lines.push(citation);
    Some(lines.join("\n"))
}

/// "17 Aug 2023 — China and Belarus met (consult, planned)".
pub(super) fn heading(entry: &Entry) -> String {
    let status = match entry.status {
        Status::Actual => String::new(),
        other => format!(", {}", other.words()),
    };
    let when = known_words(&entry.when).unwrap_or_else(|| when_words(&entry.when));
    format!(
        "{when} — {} ({}{status})",
        entry.summary,
        entry.kind.words()
    )
}

/// The exact words that support the event, in marks of quotation; gaps between sentences are marked. Empty where there are
/// none.
pub(super) fn words(document: &Document, event: &Event) -> String {
    let parts: Vec<String> = event
        .evidence
        .iter()
        .map(|span| {
            let words = span.of(&document.article.text);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .filter(|words| !words.is_empty())
        .collect();
    let words = parts.join(" […] ");
    let words = match words.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{} […]", &words[..end]),
        None => words,
    };
    // The words stay exactly as they are; those that begin with a mark of quotation get no second one.
    if words.is_empty() || words.starts_with(['“', '"', '‘', '«']) {
        words
    } else {
        format!("“{words}”")
    }
}

/// "Headline, The Paper, published 18 Aug 2023".
pub(super) fn citation(document: &Document) -> String {
    let article = &document.article;
    let headline: String = article.headline().chars().take(MOST_HEADLINE).collect();
    let headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
    let source = article.source.as_deref().map(str::trim).unwrap_or_default();
    let published = match article.published.date {
        Some(day) => format!("published {}", format_day(day)),
        None => "no publication date".to_owned(),
    };
    let parts = [headline.as_str(), source, published.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
