//! Files in, clean articles out: formats, encodings, markup, title, publication date, and what is not the article.
//!
//! The window and the command line both come in here: [`expand`] turns what the user named into a list of files, and
//! [`articles`] reads one file, an article at a time. Whatever cannot be read comes out as a [`Problem`] that names
//! the file and the reason; nothing panics, and every loop over foreign input has a limit and can be stopped. What
//! the text says is left to `extract`.

mod dateline;
mod dates;
mod decode;
mod english;
mod expand;
mod furniture;
mod html;
mod jsonl;
mod markdown;
mod pdf;
mod plain;
mod reader;
mod samples;

use std::io::Read;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::calendar::{Day, days_between, format_day};
use crate::model::{
    Article, ArticleId, DateClaim, Origin, Precision, Problem, Published, PublishedBasis, Severity,
    Span,
};

pub use dateline::{Written, WrittenKind, find as dates_written};
pub use expand::{Expanded, expand};
pub use reader::Articles;
pub use samples::samples;

/// Largest file that is read as one article, in bytes. A news page has a hundredth of it.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// Largest web page, in bytes: a tree of elements takes several times the memory of its text.
pub const MAX_PAGE_BYTES: u64 = 16 << 20;
/// Longest text of one article, in bytes; more than the longest of novels.
pub const MAX_ARTICLE_BYTES: usize = 4 << 20;
/// Longest line of a `.jsonl` file, in bytes.
pub const MAX_LINE_BYTES: usize = 32 << 20;

/// In the time of the world, which is that of file systems.
const SECONDS_OF_DAY: u64 = 86_400;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One article a line, in the interchange format.
    Jsonl,
    /// Printed pages.
    Pdf,
}

impl Format {
    /// The format that a file name's ending stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// The format that the beginning of a text looks like.
    fn of_text(head: &str) -> Self {
        let head = head.trim_start();
        let begins = |word: &str| {
            head.get(..word.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(word))
        };
        if head.starts_with('{') {
            Self::Jsonl
        } else if begins("<!doctype html") || begins("<html") || begins("<?xml") {
            Self::Html
        } else {
            Self::Plain
        }
    }
}

/// Reads the articles of one file, one at a time. Stops early when `stop` becomes true.
pub fn articles<'a>(path: &Path, stop: &'a AtomicBool) -> Articles<'a> {
    Articles::of_file(path, stop)
}

/// Reads articles from standard input or another stream: plain text, a web page, or the interchange format, by its
/// beginning.
pub fn articles_from<'a>(input: Box<dyn Read + Send + 'a>, stop: &'a AtomicBool) -> Articles<'a> {
    Articles::of_stream(input, Origin::Stdin, "standard input", stop)
}

/// Makes an article of text that the user pasted.
///
/// # Errors
/// If the text is empty, too long, or not English.
pub fn from_text(text: &str) -> Result<Article, Problem> {
    const SUBJECT: &str = "pasted text";
    let text = plain::tidy(text);
    let parts = Parts {
        title: plain::title(&text),
        text,
        ..Parts::default()
    };
    let id = format!("pasted-{:016x}", fingerprint(&parts.text));
    parts.into_article(id, Origin::Pasted, SUBJECT)
}

/// What a format's reader finds in a document.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    /// What speaks for a publication date, the text itself left aside.
    claims: Vec<DateClaim>,
    text: String,
    /// What the format itself tells from the article, in order; [`furniture`] finds more.
    furniture: Vec<Span>,
    /// What may be missing, in words for the list of problems.
    warnings: Vec<String>,
}

impl Parts {
    /// Checks the text and makes the article.
    fn into_article(self, id: String, origin: Origin, subject: &str) -> Result<Article, Problem> {
        if self.text.trim().is_empty() {
            return Err(error(subject, "holds no text"));
        }
        if self.text.len() > MAX_ARTICLE_BYTES {
            return Err(error(
                subject,
                format!(
                    "holds {} of text; Dateline reads articles of up to {}",
                    megabytes(self.text.len() as u64),
                    megabytes(MAX_ARTICLE_BYTES as u64)
                ),
            ));
        }
        let article = Article {
            id: ArticleId(id),
            origin,
            title: self.title,
            source: self.source,
            url: self.url,
            published: published(self.claims, &self.text),
            furniture: furniture::with(self.furniture, furniture::find(&self.text)),
            text: self.text,
        };
        english::check(&article, subject)?;
        Ok(article)
    }
}

/// The publication date that a path names, if it names one.
fn claim_of_path(path: &str) -> Option<DateClaim> {
    let date = dates::in_path(path)?;
    let why = "the path of the file";
    Some(claim(date, PublishedBasis::Filename, 0.7, why))
}

/// The publication date that an address names, if it names one.
fn claim_of_url(url: &str) -> Option<DateClaim> {
    let date = dates::in_path(url)?;
    let why = "the address of the page";
    Some(claim(date, PublishedBasis::Metadata, 0.75, why))
}

/// When the file of an article was last changed, as a guess at its publication: a copy of the file may bear another time,
/// so it is for the user to judge, and never applied unasked. None for a file of many articles.
pub fn guess_of_file(article: &Article) -> Option<DateClaim> {
    let Origin::File { path, line: None } = &article.origin else {
        return None;
    };
    let changed = std::fs::metadata(path).ok()?.modified().ok()?;
    let seconds = changed
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?
        .as_secs();
    let days = i64::try_from(seconds / SECONDS_OF_DAY).ok()?;
    let date = Day::new(1970, 1, 1)
        .ok()?
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()?;
    let why = format!("the file was last changed on {}", format_day(date));
    Some(claim(date, PublishedBasis::Inferred, 0.1, why))
}

/// Weighs what was found beside the text with what the text bears itself.
fn published(mut claims: Vec<DateClaim>, text: &str) -> Published {
    let best = claims
        .iter()
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let best = best.map(|claim| claim.date);
    for written in dateline::find(text) {
        let Some(date) = written.date().or_else(|| completed(&written, best?)) else {
            continue;
        };
        let words = text.get(written.words.clone()).unwrap_or_default();
        let (confidence, why) = match written.kind {
            _ if written.year.is_none() => (0.6, format!("the dateline ‘{words}’")),
            WrittenKind::Dateline => (0.85, format!("the dateline ‘{words}’")),
            WrittenKind::Byline => (0.8, format!("the line ‘{words}’")),
            WrittenKind::Changed => (0.5, format!("the line of the last change, ‘{words}’")),
        };
        claims.push(claim(date, PublishedBasis::Dateline, confidence, why));
    }
    // The same day for the same reason once.
    let mut kept: Vec<DateClaim> = Vec::with_capacity(claims.len());
    for claim in claims {
        if !kept
            .iter()
            .any(|k| k.date == claim.date && k.why == claim.why)
        {
            kept.push(claim);
        }
    }
    Published::of(kept)
}

/// "Aug 17" in the year that is nearest to another date of the article.
fn completed(written: &Written, near: Day) -> Option<Day> {
    (-1..=1)
        .filter_map(|shift| Day::new(near.year() + shift, written.month, written.day).ok())
        .min_by_key(|day| days_between(near, *day).abs())
}

/// Something that speaks for a publication date.
fn claim(date: Day, basis: PublishedBasis, confidence: f32, why: impl Into<String>) -> DateClaim {
    DateClaim {
        date,
        basis,
        confidence,
        precision: Precision::Day,
        why: why.into(),
    }
}

/// A file or article that was not read.
fn error(subject: impl Into<String>, message: impl Into<String>) -> Problem {
    Problem {
        subject: subject.into(),
        severity: Severity::Error,
        message: message.into(),
    }
}

/// Something worth knowing about a file that was read.
fn warning(subject: impl Into<String>, message: impl Into<String>) -> Problem {
    Problem {
        severity: Severity::Warning,
        ..error(subject, message)
    }
}

/// A size for people.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    match tenths {
        0 => format!("{bytes} bytes"),
        _ if tenths.is_multiple_of(10) => format!("{} MB", tenths / 10),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}

/// FNV-1a: the same name for the same text, on every machine.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod basis_tests;
#[cfg(test)]
mod tests;
