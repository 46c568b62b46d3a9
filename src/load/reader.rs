//! One file, an article at a time. Files of one article are read whole, within a limit; `.jsonl` files line by line, so
//! that their size does not matter.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::expand::io_reason;
use super::{
    Format, MAX_FILE_BYTES, MAX_LINE_BYTES, MAX_PAGE_BYTES, Parts, claim_of_path, decode, error,
    html, jsonl, markdown, megabytes, pdf, pdf::PdfError, plain, warning,
};
use crate::model::{Article, Origin, Problem};

/// How much is read between two looks at the stop flag.
const CHUNK_BYTES: usize = 1 << 20;
/// How much of a stream is looked at to tell its format.
const HEAD_BYTES: usize = 4 << 10;

/// The articles of one file or stream, and its problems, in order. After a problem that is an error of a line the next
/// lines go on.
pub struct Articles<'a> {
    ready: VecDeque<Result<Article, Problem>>,
    lines: Option<Lines<'a>>,
    stop: &'a AtomicBool,
}

/// A `.jsonl` file that is being read.
struct Lines<'a> {
    input: Box<dyn BufRead + Send + 'a>,
    origin: Origin,
    subject: String,
    number: usize,
    articles: usize,
    bad: usize,
}

/// Bad lines of one file that are named one by one; the others are counted.
const MAX_BAD_LINES: usize = 100;

/// What the next line of a file turned out to be.
enum NextLine {
    Text(Vec<u8>),
    TooLong,
    End,
}

impl<'a> Articles<'a> {
    pub(super) fn of_file(path: &Path, stop: &'a AtomicBool) -> Self {
        let subject = path.to_string_lossy().into_owned();
        let origin = Origin::File {
            path: subject.clone(),
            line: None,
        };
        match std::fs::metadata(path) {
            Ok(kind) if kind.is_dir() => Self::failed(error(subject, "is a folder"), stop),
            Ok(kind) if !kind.is_file() => Self::failed(error(subject, "is not a file"), stop),
            Ok(kind) => {
                let format = Format::of_path(path);
                let limit = limit_of(format);
                if format != Some(Format::Jsonl) && kind.len() > limit {
                    return Self::failed(too_large(&subject, Some(kind.len()), limit), stop);
                }
                match File::open(path) {
                    Ok(file) => Self::of_input(Box::new(file), format, origin, &subject, stop),
                    Err(reason) => Self::failed(error(subject, io_reason(&reason)), stop),
                }
            }
            Err(reason) => Self::failed(error(subject, io_reason(&reason)), stop),
        }
    }

    pub(super) fn of_stream(
        input: Box<dyn Read + Send + 'a>,
        origin: Origin,
        subject: &str,
        stop: &'a AtomicBool,
    ) -> Self {
        Self::of_input(input, None, origin, subject, stop)
    }

    /// The articles of a sample; what is wrong with one is found by the tests.
    pub(super) fn of_sample(name: &str, content: &'static str, format: Format) -> Vec<Article> {
        let go = AtomicBool::new(false);
        let origin = Origin::File {
            path: name.to_owned(),
            line: None,
        };
        let articles = Articles::of_input(
            Box::new(content.as_bytes()),
            Some(format),
            origin,
            name,
            &go,
        );
        articles.flatten().collect()
    }

    fn failed(problem: Problem, stop: &'a AtomicBool) -> Self {
        Self {
            ready: VecDeque::from([Err(problem)]),
            lines: None,
            stop,
        }
    }

    fn of_input(
        mut input: Box<dyn Read + Send + 'a>,
        format: Option<Format>,
        origin: Origin,
        subject: &str,
        stop: &'a AtomicBool,
    ) -> Self {
        let mut head = Vec::new();
        if let Err(reason) = input
            .by_ref()
            .take(HEAD_BYTES as u64)
            .read_to_end(&mut head)
        {
            return Self::failed(error(subject, io_reason(&reason)), stop);
        }
        let marked_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
        let format = format.unwrap_or_else(|| {
            if head.starts_with(b"%PDF-") {
                return Format::Pdf;
            }
            decode::decode(&head, None).map_or(Format::Plain, |head| Format::of_text(&head.text))
        });
        let input = Box::new(Cursor::new(head).chain(input));
        if format == Format::Jsonl && !marked_utf16 {
            return Self::of_lines(Box::new(BufReader::new(input)), origin, subject, stop);
        }
        let limit = limit_of(Some(format));
        let bytes = match read_whole(input, limit, stop) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Self::failed(too_large(subject, None, limit), stop),
            Err(reason) => return Self::failed(error(subject, io_reason(&reason)), stop),
        };
        if stop.load(Ordering::Relaxed) {
            return Self::empty(stop);
        }
        if format == Format::Jsonl {
            // A shell that writes UTF-16: rare enough to be read whole.
            return match decode::decode(&bytes, None) {
                Ok(decoded) => {
                    let text = Cursor::new(decoded.text.into_bytes());
                    Self::of_lines(Box::new(text), origin, subject, stop)
                }
                Err(reason) => Self::failed(error(subject, reason), stop),
            };
        }
        if format == Format::Pdf {
            return Self::of_pdf(bytes, origin, subject, stop);
        }
        let mut ready = VecDeque::new();
        one_article(&bytes, format, origin, subject, &mut ready);
        Self {
            ready,
            lines: None,
            stop,
        }
    }

    fn of_pdf(bytes: Vec<u8>, origin: Origin, subject: &str, stop: &'a AtomicBool) -> Self {
        if bytes.is_empty() {
            return Self::failed(error(subject, "is empty"), stop);
        }
        let mut ready = VecDeque::new();
        match pdf::read(bytes, stop) {
            Err(PdfError::Stopped) => {}
            Err(reason) => ready.push_back(Err(error(subject, reason.to_string()))),
            Ok(mut parts) => {
                let warnings = std::mem::take(&mut parts.warnings);
                ready.extend(
                    warnings
                        .iter()
                        .map(|message| Err(warning(subject, message))),
                );
                ready.push_back(finished(parts, origin, subject));
            }
        }
        Self {
            ready,
            ..Self::empty(stop)
        }
    }

    fn empty(stop: &'a AtomicBool) -> Self {
        Self {
            ready: VecDeque::new(),
            lines: None,
            stop,
        }
    }

    fn of_lines(
        input: Box<dyn BufRead + Send + 'a>,
        origin: Origin,
        subject: &str,
        stop: &'a AtomicBool,
    ) -> Self {
        Self {
            lines: Some(Lines {
                input,
                origin,
                subject: subject.to_owned(),
                number: 0,
                articles: 0,
                bad: 0,
            }),
            ..Self::empty(stop)
        }
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let goes_on = self.lines.as_mut()?.advance(&mut self.ready, self.stop);
            if !goes_on || self.stop.load(Ordering::Relaxed) {
                self.lines = None;
            }
        }
    }
}

impl Lines<'_> {
    /// Reads one line; false at the end of the file.
    fn advance(
        &mut self,
        ready: &mut VecDeque<Result<Article, Problem>>,
        stop: &AtomicBool,
    ) -> bool {
        self.number += 1;
        let subject = format!("{}, line {}", self.subject, self.number);
        let result = match next_line(&mut self.input, stop) {
            Ok(NextLine::Text(bytes)) => {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
                match std::str::from_utf8(bytes) {
                    Ok(line) if line.trim().is_empty() => return true,
                    Ok(line) => {
                        let (article, warning) = jsonl::read(line, self.origin_here(), &subject);
                        ready.extend(warning.map(Err));
                        article
                    }
                    Err(reason) => Err(error(
                        subject,
                        format!("is not UTF-8 (byte {})", reason.valid_up_to() + 1),
                    )),
                }
            }
            Ok(NextLine::TooLong) => {
                let limit = megabytes(MAX_LINE_BYTES as u64);
                Err(error(subject, format!("is longer than {limit}")))
            }
            Ok(NextLine::End) => {
                if !stop.load(Ordering::Relaxed) {
                    ready.extend(self.at_end().map(Err));
                }
                return false;
            }
            Err(reason) => {
                ready.push_back(Err(error(subject, io_reason(&reason))));
                return false;
            }
        };
        self.articles += 1;
        self.bad += usize::from(result.is_err());
        if result.is_ok() || self.bad <= MAX_BAD_LINES {
            ready.push_back(result);
        }
        true
    }

    fn origin_here(&self) -> Origin {
        match &self.origin {
            Origin::File { path, .. } => Origin::File {
                path: path.clone(),
                line: Some(self.number),
            },
            other => other.clone(),
        }
    }

    /// What there is to say when the file is done.
    fn at_end(&self) -> Option<Problem> {
        if self.articles == 0 {
            return Some(error(&self.subject, "holds no article"));
        }
        let more = self.bad.saturating_sub(MAX_BAD_LINES);
        (more > 0).then(|| {
            error(
                &self.subject,
                format!("{more} more lines could not be read"),
            )
        })
    }
}

/// The next line without its end. A line beyond the limit is passed over without being kept.
fn next_line(input: &mut dyn BufRead, stop: &AtomicBool) -> std::io::Result<NextLine> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(reason) if reason.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(reason) => return Err(reason),
        };
        if buffer.is_empty() || stop.load(Ordering::Relaxed) {
            return Ok(match () {
                () if too_long => NextLine::TooLong,
                () if line.is_empty() => NextLine::End,
                () => NextLine::Text(line),
            });
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + part.len() > MAX_LINE_BYTES {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(if too_long {
                NextLine::TooLong
            } else {
                NextLine::Text(line)
            });
        }
    }
}

/// Everything up to `limit` bytes; none if there is more. What was read so far if stopped.
fn read_whole(
    mut input: impl Read,
    limit: u64,
    stop: &AtomicBool,
) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let read = input
            .by_ref()
            .take(CHUNK_BYTES as u64)
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Ok(None);
        }
        if read == 0 {
            break;
        }
    }
    Ok(Some(bytes))
}

fn limit_of(format: Option<Format>) -> u64 {
    match format {
        Some(Format::Html) => MAX_PAGE_BYTES,
        _ => MAX_FILE_BYTES,
    }
}

fn too_large(subject: &str, size: Option<u64>, limit: u64) -> Problem {
    let limit = megabytes(limit);
    let message = match size {
        Some(size) => format!(
            "is too large to be an article: {}, and the limit is {limit}",
            megabytes(size)
        ),
        None => format!("is too large to be an article: the limit is {limit}"),
    };
    error(subject, message)
}

/// Decodes and reads a file that holds one article.
fn one_article(
    bytes: &[u8],
    format: Format,
    origin: Origin,
    subject: &str,
    ready: &mut VecDeque<Result<Article, Problem>>,
) {
    if bytes.is_empty() {
        ready.push_back(Err(error(subject, "is empty")));
        return;
    }
    let declared = (format == Format::Html)
        .then(|| html::declared_encoding(bytes))
        .flatten();
    let decoded = match decode::decode(bytes, declared.as_deref()) {
        Ok(decoded) => decoded,
        Err(reason) => {
            ready.push_back(Err(error(subject, reason)));
            return;
        }
    };
    if let Some(message) = decoded.warning {
        ready.push_back(Err(warning(subject, message)));
    }
    let parts = match format {
        Format::Html => html::read(&decoded.text),
        Format::Markdown => Ok(markdown::read(&decoded.text)),
        Format::Plain | Format::Jsonl | Format::Pdf => Ok(plain::read(&decoded.text)),
    };
    let article = parts
        .map_err(|reason| error(subject, reason.to_string()))
        .and_then(|parts: Parts| finished(parts, origin, subject));
    ready.push_back(article);
}

/// The article of a file that holds one.
fn finished(mut parts: Parts, origin: Origin, subject: &str) -> Result<Article, Problem> {
    if let Origin::File { path, .. } = &origin {
        parts.claims.extend(claim_of_path(path));
    }
    parts.into_article(subject.to_owned(), origin, subject)
}
