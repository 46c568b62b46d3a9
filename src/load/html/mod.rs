//! Web pages: title, publication date, publisher, and the main text as paragraphs.
//!
//! A page is scanned once into a flat list of nodes, within bounds; its metadata are looked up there, and its article is
//! told from what stands around it. Nothing is fetched and no script is run.

mod article;
mod metadata;
mod page;
mod references;
mod scan;

use super::Parts;

pub(super) use metadata::declared_encoding;
pub(super) use scan::ScanError;

/// Reads a page.
///
/// # Errors
/// If its markup is beyond all measure.
pub(super) fn read(source: &str) -> Result<Parts, ScanError> {
    let page = scan::scan(source)?;
    let found = metadata::find(&page);
    let text = article::text(&page);
    Ok(Parts {
        text: without_title(text, found.title.as_deref()),
        ..found
    })
}

/// The text without its first paragraph if that only says the title again.
fn without_title(text: String, title: Option<&str>) -> String {
    match (text.split_once("\n\n"), title) {
        (Some((first, rest)), Some(title)) if first.trim().eq_ignore_ascii_case(title.trim()) => {
            rest.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests;
