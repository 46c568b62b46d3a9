//! PDF: the text in the order in which it is read, the title, and the dates that the file bears.
//!
//! The file is foreign and the library that reads it is large, so the work is done on a thread of its own with a stack
//! that deep nesting does not exhaust; a fault there costs the file and not the program, and whoever waits can stop. What
//! an unpacked file may take is bounded before (`bounds`). Pages are read one after the other into words (`text`), lines
//! and columns (`layout`) and paragraphs (`paragraphs`). No picture is read: a scanned page has no text.

mod bounds;
mod layout;
mod metadata;
mod paragraphs;
mod text;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{MAX_ARTICLE_BYTES, Parts, claim_of_url};
use crate::model::Span;

/// Enough for the deepest nesting that the library goes into.
const STACK_BYTES: usize = 64 << 20;
/// How long the stop flag is not looked at.
const PATIENCE: Duration = Duration::from_millis(20);
/// More pages than these are no article, nor a book.
const MAX_PAGES: usize = 20_000;

/// Fewer letters that cannot be read are taken for the bullets and ornaments of a page.
const FEW_LETTERS: usize = 12;

/// Why a PDF was not read.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(super) enum PdfError {
    #[error("is not a PDF, whatever its name says")]
    NoPdf,
    #[error("cannot be read: the PDF is damaged or incomplete")]
    Damaged,
    #[error("is protected by a password")]
    Protected,
    #[error("is encrypted in a way that Dateline does not know")]
    Encrypted,
    #[error("no text in this PDF: pages are pictures")]
    Pictures,
    #[error("no text in this PDF: its fonts do not say which letters they show")]
    Unknown,
    #[error("holds no text")]
    Empty,
    #[error("is too large to be an article once it is unpacked")]
    TooLarge,
    #[error("was not read to its end")]
    Stopped,
}

/// Where the mark of the end stands at the latest, from the end.
const TAIL_BYTES: usize = 2048;

/// Whether the end of the file is missing, and with it perhaps pages.
fn is_cut_short(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL_BYTES)..];
    bounds::find(tail, b"%%EOF").is_none()
}

/// Reads a file.
///
/// # Errors
/// If it holds no text that can be read, or if `stop` became true.
pub(super) fn read(bytes: Vec<u8>, stop: &AtomicBool) -> Result<Parts, PdfError> {
    let (sender, receiver) = channel();
    let given_up = Arc::new(AtomicBool::new(false));
    let worker = {
        let given_up = Arc::clone(&given_up);
        std::thread::Builder::new()
            .name("pdf".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || {
                // If nobody waits any more, there is nobody to tell.
                let _ = sender.send(read_here(bytes, &given_up));
            })
    };
    if worker.is_err() {
        return Err(PdfError::Damaged);
    }
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(result) => return result,
            // The thread came to a bad end.
            Err(RecvTimeoutError::Disconnected) => return Err(PdfError::Damaged),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if stop.load(Ordering::Relaxed) {
            given_up.store(true, Ordering::Relaxed);
            return Err(PdfError::Stopped);
        }
    }
}

fn read_here(bytes: Vec<u8>, stop: &AtomicBool) -> Result<Parts, PdfError> {
    // Some bytes of another kind may stand before.
    let head = &bytes[..bytes.len().min(1024)];
    if bounds::find(head, b"%PDF-").is_none() {
        return Err(PdfError::NoPdf);
    }
    bounds::check(&bytes, stop)?;
    let cut_short = is_cut_short(&bytes);
    let pdf = Pdf::new(bytes).map_err(|reason| match reason {
        LoadPdfError::Invalid => PdfError::Damaged,
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Protected,
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
    })?;
    let mut scribe = text::Scribe::new(stop);
    let mut pages = Vec::new();
    let (mut pictures, mut unknown, mut length) = (false, 0usize, 0usize);
    for page in pdf.pages().iter().take(MAX_PAGES) {
        if stop.load(Ordering::Relaxed) {
            return Err(PdfError::Stopped);
        }
        let words = scribe.page(page)?;
        pictures |= words.pictures;
        unknown += words.unknown;
        let lines = layout::lines(words);
        length += lines.iter().map(|line| line.text.len() + 1).sum::<usize>();
        pages.push(lines);
        // It is refused for its length; no need to read on.
        if length > 2 * MAX_ARTICLE_BYTES {
            break;
        }
    }
    if length == 0 || unknown > length {
        return Err(match () {
            () if unknown > 0 => PdfError::Unknown,
            () if pictures => PdfError::Pictures,
            () => PdfError::Empty,
        });
    }
    let mut warnings = Vec::new();
    if cut_short {
        warnings.push("is cut short: pages at its end may be missing".to_owned());
    }
    if pdf.pages().len() > MAX_PAGES {
        warnings.push(format!("only its first {MAX_PAGES} pages were read"));
    }
    if unknown >= FEW_LETTERS {
        let message = "letters are missing: a font does not say which ones it shows";
        warnings.push(format!("{unknown} {message}"));
    }
    let joined = paragraphs::join(pages);
    let found = metadata::find(&pdf);
    let title = metadata::title(found.title, joined.headline.as_deref(), &joined.text);
    let (text, furniture) = without_title(joined.text, joined.furniture, title.as_deref());
    let mut claims = found.claims;
    let url = paragraphs::printed_address(&text, &furniture).map(str::to_owned);
    claims.extend(url.as_deref().and_then(claim_of_url));
    Ok(Parts {
        title,
        url,
        claims,
        text,
        furniture,
        warnings,
        ..Parts::default()
    })
}

/// The text without its first paragraph if that only says the title, as with web pages. The page's head may stand before.
fn without_title(
    mut text: String,
    mut furniture: Vec<Span>,
    title: Option<&str>,
) -> (String, Vec<Span>) {
    let mut start = 0;
    let heads = furniture.iter().take_while(|span| {
        let next = span.start as usize == start;
        start = if next { span.end as usize + 2 } else { start };
        next
    });
    let heads = heads.count();
    let first = text.get(start..).and_then(|rest| rest.split_once("\n\n"));
    let (Some((first, _)), Some(title)) = (first, title) else {
        return (text, furniture);
    };
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !bare(first).eq_ignore_ascii_case(&bare(title)) {
        return (text, furniture);
    }
    let cut = first.len() + 2;
    text.replace_range(start..start + cut, "");
    for span in furniture.iter_mut().skip(heads) {
        *span = Span::new(span.start as usize - cut, span.end as usize - cut);
    }
    (text, furniture)
}

#[cfg(test)]
pub(super) mod tests;
