//! The interchange format, one article a line. The text is taken as it stands, so that offsets into it hold.

use serde::Deserialize;

use super::{Parts, dates, error};
use crate::model::{Article, Origin, Problem, Published};

/// The fields that are read; others are ignored.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: Option<String>,
    title: Option<String>,
    published: Option<serde_json::Value>,
    source: Option<String>,
    url: Option<String>,
}

/// Reads one line. A date that cannot be understood is told of beside the article.
pub(super) fn read(
    line: &str,
    origin: Origin,
    subject: &str,
) -> (Result<Article, Problem>, Option<Problem>) {
    let fields: Line = match serde_json::from_str(line) {
        Ok(fields) => fields,
        Err(reason) => return (Err(error(subject, json_reason(&reason))), None),
    };
    let Some(text) = fields.text else {
        return (Err(error(subject, "has no field \"text\"")), None);
    };
    let written = fields.published.as_ref().and_then(date_text);
    let published = written.and_then(dates::parse).map(Published::given);
    let warning = match written {
        Some(date) if published.is_none() && !date.trim().is_empty() => Some(super::warning(
            subject,
            format!("has a publication date that cannot be read: {date:?}"),
        )),
        _ => None,
    };
    let id = match fields.id {
        Some(serde_json::Value::String(id)) if !id.is_empty() => id,
        Some(serde_json::Value::Number(id)) => id.to_string(),
        _ => subject.to_owned(),
    };
    let parts = Parts {
        title: fields.title,
        source: fields.source,
        url: fields.url,
        published,
        text,
    };
    (parts.into_article(id, origin, subject), warning)
}

/// The date as a string, or as this program itself writes it: `{"date": ..., "basis": ...}`.
fn date_text(value: &serde_json::Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("date")?.as_str())
}

fn json_reason(reason: &serde_json::Error) -> String {
    let text = reason.to_string();
    let text = text.split(" at line").next().unwrap_or_default();
    match reason.classify() {
        serde_json::error::Category::Data => format!("is not an article: {text}"),
        _ => format!("is not JSON: {text} (column {})", reason.column()),
    }
}
