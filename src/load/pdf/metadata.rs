//! What a PDF says about itself: its title and when it was made. In its XMP packet and in the older information
//! dictionary; the two may differ.

use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Stream};

use super::super::{Parts, claim, dates};
use super::bounds;
use crate::calendar::Day;
use crate::model::{DateClaim, PublishedBasis};

/// Most of an XMP packet that is looked at, in bytes.
const MAX_PACKET_BYTES: usize = 1 << 20;
/// A file is made after the text was written, and anew with each print: less than any date in the text or in the name that
/// a reader gave the file.
const CREATED: f32 = 0.49;
/// The time of the last change, where no time of making is known.
const CHANGED: f32 = 0.42;
/// Longest title.
const MAX_TITLE_CHARS: usize = 300;

/// Title and dates.
pub(super) fn find(pdf: &Pdf) -> Parts {
    let packet = packet(pdf).unwrap_or_default();
    let information = pdf.metadata();
    let value = |names: &[&str]| names.iter().find_map(|name| property(&packet, name));
    let title = value(&["dc:title"])
        .or_else(|| information.title.as_deref().and_then(text_of))
        .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let created = [
        (
            value(&["xmp:CreateDate", "xap:CreateDate"]),
            information.creation_date,
        ),
        (
            value(&["xmp:ModifyDate", "xap:ModifyDate"]),
            information.modification_date,
        ),
    ];
    let [created, changed] = [(0, "/CreationDate"), (1, "/ModDate")].map(|(at, field)| {
        let (packet, old) = &created[at];
        let packet = packet.as_deref().and_then(dates::parse);
        let old = old.as_ref().and_then(day_of);
        (packet, old.or_else(|| unmarked(pdf.data().as_ref(), field)))
    });
    let mut claims = dated(
        created,
        CREATED,
        "creation",
        ["xmp:CreateDate", "CreationDate"],
    );
    if claims.is_empty() {
        claims = dated(
            changed,
            CHANGED,
            "last change",
            ["xmp:ModifyDate", "ModDate"],
        );
    }
    Parts {
        title,
        claims,
        ..Parts::default()
    }
}

/// The dates of the packet and of the dictionary; once if they are the same.
fn dated(
    (packet, old): (Option<Day>, Option<Day>),
    confidence: f32,
    what: &str,
    fields: [&str; 2],
) -> Vec<DateClaim> {
    let old = old.filter(|old| packet != Some(*old));
    let named = [packet, old].into_iter().zip(fields);
    let claims = named.filter_map(|(date, field)| {
        let why = format!("the PDF’s date of {what} (‘{field}’), which may be that of a print");
        Some(claim(date?, PublishedBasis::Metadata, confidence, why))
    });
    claims.collect()
}

fn day_of(date: &DateTime) -> Option<Day> {
    dates::parse(&format!(
        "{:04}-{:02}-{:02}",
        date.year, date.month, date.day
    ))
}

/// A date that a program wrote without the mark that the format asks for: `(20230818103000Z)`.
fn unmarked(bytes: &[u8], field: &str) -> Option<Day> {
    let at = bounds::find(bytes, field.as_bytes())? + field.len();
    let value = bytes.get(at..)?.trim_ascii_start().strip_prefix(b"(")?;
    let digits = std::str::from_utf8(value.get(..8)?).ok()?;
    dates::parse(digits)
}

/// The XMP packet of the document.
fn packet(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let stream = catalog.get::<Stream<'_>>("Metadata")?;
    let bytes = stream.decoded_data().ok()?;
    let bytes = &bytes[..bytes.len().min(MAX_PACKET_BYTES)];
    Some(String::from_utf8_lossy(bytes).into_owned())
}

/// The value of a property, which XMP writes as an attribute or as an element, perhaps with a list within.
fn property(packet: &str, name: &str) -> Option<String> {
    let mut rest = packet;
    while let Some((_, after)) = rest.split_once(name) {
        rest = after;
        let value = if let Some(value) = after.trim_start().strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| "\"'".contains(*c))?;
            value[1..].split(quote).next()
        } else {
            let Some((attributes, content)) = after.split_once('>') else {
                continue;
            };
            if attributes.ends_with('/') {
                continue;
            }
            innermost(content, name)
        };
        let value = value.map(|value| unescaped(value.trim()));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            return Some(value);
        }
    }
    None
}

/// The first text between an element's begin and end that is not white space.
fn innermost<'a>(content: &'a str, name: &str) -> Option<&'a str> {
    let end = content.find(&format!("</{name}"))?;
    let mut rest = content.get(..end)?;
    loop {
        let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
        if !text.trim().is_empty() {
            return Some(text);
        }
        rest = after.split_once('>')?.1;
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let replaced = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    pairs.iter().fold(text.to_owned(), replaced)
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, else close to Latin 1.
fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|two| unit(*two))
            .collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    };
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The title: the file's own if it is one, else the largest paragraph of the first page. The headline in print is
/// preferred where the file's own title is only a part of it or adds the name of the site.
pub(super) fn title(own: Option<String>, headline: Option<&str>, text: &str) -> Option<String> {
    let headline = headline.filter(|line| (3..=MAX_TITLE_CHARS).contains(&line.chars().count()));
    let own = own.filter(|own| is_title(own));
    match (own, headline) {
        (Some(own), Some(headline)) => {
            let (lower, printed) = (own.to_lowercase(), headline.to_lowercase());
            let related = lower.contains(&printed) || printed.contains(&lower);
            Some(if related { headline.to_owned() } else { own })
        }
        (own, headline) => own
            .or_else(|| headline.map(str::to_owned))
            .or_else(|| super::super::plain::title(text)),
    }
}

/// Programs write the name of a file, or nothing, for a title.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let file = [
        ".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".tex", ".dvi", ".txt", ".rtf", ".odt",
        ".html", ".htm", ".tif", ".jpg", ".ps", ".pub", ".pptx",
    ];
    (3..=MAX_TITLE_CHARS).contains(&lower.chars().count())
        && lower.contains(' ')
        && lower.chars().any(char::is_alphabetic)
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && !file.iter().any(|ending| lower.ends_with(ending))
}
