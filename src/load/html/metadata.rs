//! Title, date, publisher and address from a page's head: JSON-LD, Open Graph, meta tags, `time` elements.

use serde_json::Value;

use super::super::{Parts, claim, dates};
use super::page::{Element, Page, squeeze};
use crate::model::{Published, PublishedBasis};

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
    let dated_json = || of_json("datePublished").and_then(|date| dates::parse(&date));
    let dated_tag = || {
        DATE_TAGS
            .iter()
            .find_map(|name| dates::parse(&tag(&[name])?))
    };
    let date = dated_json()
        .or_else(dated_tag)
        .or_else(|| time_element(page))
        .or_else(|| dates::in_path(url.as_deref()?));
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
        published: date.map(|date| {
            let why = "metadata of the page";
            Published::of(vec![claim(date, PublishedBasis::Metadata, 0.9, why)])
        }),
        text: String::new(),
    }
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
/// header, else of the first one of the page.
fn time_element(page: &Page) -> Option<crate::calendar::Day> {
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
    first(&marked)
        .or_else(|| first(&in_article))
        .or_else(|| first(&any))
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
