//! A table with one row for each event, for spreadsheets: readable columns, the evidence sentence last.

use super::ExportError;
use crate::calendar::Day;
use crate::model::{Article, Event, Participant, Reading};

/// Names of the columns.
pub const COLUMNS: [&str; 21] = [
    "article",
    "title",
    "published",
    "source",
    "url",
    "earliest",
    "latest",
    "precision",
    "date basis",
    "type",
    "mode",
    "class",
    "status",
    "by",
    "by country",
    "to",
    "to country",
    "place",
    "summary",
    "confidence",
    "evidence",
];

/// The row of column names.
///
/// # Errors
/// If a value cannot be written.
pub fn header() -> Result<Vec<u8>, ExportError> {
    rows_of(std::iter::once(COLUMNS.map(str::to_owned).to_vec()))
}

/// The rows of one article's events, in order of the text.
///
/// # Errors
/// If a value cannot be written.
pub fn rows(article: &Article, reading: &Reading) -> Result<Vec<u8>, ExportError> {
    rows_of(reading.events.iter().map(|event| row(article, event)))
}

fn rows_of(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ExportError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map_err(|reason| ExportError::Format(reason.to_string()))
}

fn row(article: &Article, event: &Event) -> Vec<String> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| plain(text.unwrap_or_default());
    let evidence: Vec<String> = event
        .evidence
        .iter()
        .map(|span| plain(span.of(&article.text)))
        .collect();
    vec![
        plain(&article.id.0),
        plain(article.headline()),
        day(article.published.date),
        text(article.source.as_deref()),
        text(article.url.as_deref()),
        day(event.when.earliest),
        day(event.when.latest),
        word(&event.when.precision),
        word(&event.when.basis),
        event.kind.words().to_owned(),
        text(event.mode.as_deref()),
        event.kind.quad().map_or("", |quad| quad.words()).to_owned(),
        event.status.words().to_owned(),
        names(&event.sources),
        countries(&event.sources),
        names(&event.targets),
        countries(&event.targets),
        text(event.place.as_ref().map(|place| place.name.as_str())),
        plain(&event.summary),
        format!("{:.2}", event.confidence),
        evidence.join(" … "),
    ]
}

/// The word that the interchange format uses.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(|word| word.replace('_', " ")))
        .unwrap_or_default()
}

fn names(participants: &[Participant]) -> String {
    let names: Vec<String> = participants.iter().map(|p| plain(&p.name)).collect();
    names.join("; ")
}

fn countries(participants: &[Participant]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    for participant in participants {
        if let Some(code) = &participant.country
            && !codes.contains(&code.as_str())
        {
            codes.push(code.as_str());
        }
    }
    codes.join("; ")
}

/// On one line, and never a formula: spreadsheets run what begins with these signs.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(plain("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(plain("two\n lines"), "two lines");
    }
}
