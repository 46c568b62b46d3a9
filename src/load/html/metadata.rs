//! Title, date, publisher and address from a page's head: JSON-LD, Open Graph, meta tags, `time` elements.

use serde_json::Value;

use super::super::{Parts, claim, claim_of_url, dates};
use super::page::{Element, Page, squeeze};
use crate::calendar::Day;
use crate::model::{DateClaim, PublishedBasis};

/// Meta tags with the publication date, the best first, by `property`, `name` or `itemprop`.
const DATE_TAGS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publication_date",
    "publishdate",
    "publish-date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "article:published",
    "datecreated",
];
const TITLE_TAGS: &[&str] = &["og:title", "headline", "twitter:title", "dc.title", "title"];
const SOURCE_TAGS: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
];
/// How much of a page is searched for its declared encoding; the standard says 1024.
const ENCODING_BYTES: usize = 4096;
/// Levels of JSON-LD that are searched.
const MAX_LEVELS: usize = 6;

/// The encoding that a page's own head declares.
pub(in crate::load) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(ENCODING_BYTES)]).to_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let label: String = rest
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Some(label).filter(|label| !label.is_empty())
}

/// Everything about a page but its text.
pub(super) fn find(page: &Page) -> Parts {
    let tags = meta_tags(page);
    let json_ld: Vec<Value> = page
        .json_ld
        .iter()
        .filter_map(|script| serde_json::from_str(script.trim()).ok())
        .collect();
    let tag = |names: &[&str]| {
        names.iter().find_map(|name| {
            tags.iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        })
    };
    let of_json = |key: &str| json_ld.iter().find_map(|value| string_of(value, key, 0));
    let is_canonical = |e: &Element| e.name == "link" && e.attribute("rel") == Some("canonical");
    let url = page
        .elements()
        .find(|(_, element)| is_canonical(element))
        .and_then(|(_, link)| link.attribute("href"))
        .map(str::to_owned)
        .or_else(|| tag(&["og:url"]))
        .filter(|url| url.starts_with("http"));
    let claims = claims(page, &tags, &json_ld, url.as_deref());
    let site = tag(SOURCE_TAGS).or_else(|| {
        json_ld
            .iter()
            .find_map(|value| string_of(find_key(value, "publisher", 0)?, "name", 0))
    });
    let named = |name: &str| {
        let found = page.elements().find(|(_, element)| element.name == name);
        found.map(|(at, _)| page.words(at))
    };
    let written = || named("title").map(|title| without_site(&title, site.as_deref()).to_owned());
    Parts {
        title: of_json("headline")
            .or_else(|| tag(TITLE_TAGS))
            .or_else(written)
            .or_else(|| named("h1"))
            .map(|title| squeeze(&title))
            .filter(|title| !title.is_empty()),
        source: site.map(|site| squeeze(&site)),
        url,
        claims,
        ..Parts::default()
    }
}

/// Everything that speaks for a publication date.
fn claims(
    page: &Page,
    tags: &[(String, String)],
    json_ld: &[Value],
    url: Option<&str>,
) -> Vec<DateClaim> {
    let meta = PublishedBasis::Metadata;
    let mut claims = Vec::new();
    let dated = json_ld
        .iter()
        .find_map(|value| string_of(value, "datePublished", 0))
        .and_then(|date| dates::parse(&date));
    let json = "‘datePublished’ of the page’s JSON-LD";
    claims.extend(dated.map(|date| claim(date, meta, 0.95, json)));
    // The names are in order of what they are worth; each is a witness of its own.
    let mut worth = 0.93;
    for name in DATE_TAGS {
        let value = tags.iter().find(|(key, _)| key == name);
        let date = value.and_then(|(_, value)| dates::parse(value));
        if let Some(date) = date {
            claims.push(claim(date, meta, worth, format!("‘{name}’ of the page")));
            worth -= 0.01;
        }
    }
    if let Some((date, marked)) = time_element(page) {
        let (confidence, why) = if marked {
            (0.9, "the time that the page marks as that of publication")
        } else {
            (0.78, "a time element of the page")
        };
        claims.push(claim(date, meta, confidence, why));
    }
    claims.extend(url.and_then(claim_of_url));
    claims
}

/// Keys in lower case and values of all meta tags that say something.
fn meta_tags(page: &Page) -> Vec<(String, String)> {
    page.elements()
        .filter(|(_, element)| element.name == "meta")
        .filter_map(|(_, tag)| {
            let key = ["property", "name", "itemprop"]
                .iter()
                .find_map(|key| tag.attribute(key))?;
            let value = tag.attribute("content")?.trim();
            (!value.is_empty()).then(|| (key.trim().to_lowercase(), value.to_owned()))
        })
        .collect()
}

/// The date of the element that is marked as the publication's, else of the first `time` within an article or its
/// header, else of the first one of the page; and whether it is marked.
fn time_element(page: &Page) -> Option<(Day, bool)> {
    let marked = |_: usize, e: &Element| {
        e.attribute("itemprop") == Some("datePublished") || e.attribute("pubdate").is_some()
    };
    let in_article = |at: usize, e: &Element| {
        e.name == "time"
            && page
                .ancestors(at)
                .any(|outer| matches!(outer.name.as_str(), "article" | "header" | "main"))
    };
    let any = |_: usize, e: &Element| e.name == "time";
    let date = |at: usize, e: &Element| {
        ["datetime", "content"]
            .iter()
            .find_map(|name| dates::parse(e.attribute(name)?))
            .or_else(|| dates::parse(&page.words(at)))
    };
    let first = |fits: &dyn Fn(usize, &Element) -> bool| {
        let (at, element) = page.elements().find(|(at, element)| fits(*at, element))?;
        date(at, element)
    };
    if let Some(date) = first(&marked) {
        return Some((date, true));
    }
    let date = first(&in_article).or_else(|| first(&any))?;
    Some((date, false))
}

/// The value of a key, anywhere in a tree of JSON, level by level.
fn find_key<'a>(value: &'a Value, key: &str, level: usize) -> Option<&'a Value> {
    if level > MAX_LEVELS {
        return None;
    }
    match value {
        Value::Object(fields) => fields.get(key).or_else(|| {
            fields
                .iter()
                .filter(|(name, _)| {
                    matches!(name.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage")
                })
                .find_map(|(_, inner)| find_key(inner, key, level + 1))
        }),
        Value::Array(items) => items
            .iter()
            .find_map(|inner| find_key(inner, key, level + 1)),
        _ => None,
    }
}

fn string_of(value: &Value, key: &str, level: usize) -> Option<String> {
    find_key(value, key, level)?
        .as_str()
        .map(str::to_owned)
        .filter(|text| !text.trim().is_empty())
}

/// `Ministers meet | The Courier` without the publisher.
fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let cut = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|separator| title.rfind(separator))
        .max();
    match cut {
        Some(at) => {
            let tail = title[at..].trim_matches([' ', '|', '-', '–', '—']);
            let is_site = site.is_some_and(|site| site.eq_ignore_ascii_case(tail));
            if is_site || title[at..].starts_with(" |") {
                title[..at].trim_end()
            } else {
                title
            }
        }
        None => title,
    }
}
