//! The interchange format, one article a line. The text is taken as it stands, so that offsets into it hold.

use serde::Deserialize;

use super::{Parts, claim, claim_of_url, dates, error};
use crate::model::{Article, DateClaim, Origin, Problem, PublishedBasis};

/// The fields that are read; others are ignored.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: Option<String>,
    title: Option<String>,
    published: Option<serde_json::Value>,
    source: Option<String>,
    url: Option<String>,
    // Other names that tools give to the date.
    #[serde(rename = "datePublished")]
    date_published: Option<serde_json::Value>,
    date_publish: Option<serde_json::Value>,
    published_at: Option<serde_json::Value>,
    #[serde(rename = "publishedAt")]
    published_at_camel: Option<serde_json::Value>,
    publication_date: Option<serde_json::Value>,
    #[serde(rename = "pubDate")]
    pub_date: Option<serde_json::Value>,
    date: Option<serde_json::Value>,
}

impl Line {
    /// What the other fields say of the date.
    fn claims(&self) -> impl Iterator<Item = DateClaim> {
        [
            ("datePublished", &self.date_published),
            ("date_publish", &self.date_publish),
            ("published_at", &self.published_at),
            ("publishedAt", &self.published_at_camel),
            ("publication_date", &self.publication_date),
            ("pubDate", &self.pub_date),
            ("date", &self.date),
        ]
        .into_iter()
        .filter_map(|(name, value)| {
            let date = dates::parse(date_text(value.as_ref()?)?)?;
            let why = format!("the field ‘{name}’");
            Some(claim(date, PublishedBasis::Metadata, 0.9, why))
        })
    }
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
    let mut claims: Vec<DateClaim> = fields.claims().collect();
    let Some(text) = fields.text else {
        return (Err(error(subject, "has no field \"text\"")), None);
    };
    let written = fields.published.as_ref().and_then(date_text);
    let given = written.and_then(dates::parse);
    let warning = match written {
        Some(date) if given.is_none() && !date.trim().is_empty() => Some(super::warning(
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
    claims.extend(fields.url.as_deref().and_then(claim_of_url));
    let parts = Parts {
        claims,
        title: fields.title,
        source: fields.source,
        url: fields.url,
        text,
        ..Parts::default()
    };
    let article = parts.into_article(id, origin, subject).map(|mut article| {
        if let Some(date) = given {
            article.published.date = Some(date);
            article.published.basis = PublishedBasis::Given;
        }
        article
    });
    (article, warning)
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
