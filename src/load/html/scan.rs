//! One pass over the source of a page that keeps what matters for reading: blocks, links, text, metadata. Scripts,
//! styles, comments, pictures and attributes that nobody looks at go.
//!
//! The standard's parser repairs what it reads, and some of its repairs take time or memory that grows with the square
//! of the input. This one repairs less and has bounds on depth and number, so that its time grows with the input alone.

use super::page::{Element, Node, Page};
use super::references;

/// Elements within elements; browsers stop at 512.
const MAX_DEPTH: usize = 400;
/// Elements of a page; a long page has some ten thousand.
pub(super) const MAX_ELEMENTS: usize = 200_000;
/// Longest attribute value that is kept, in bytes.
const MAX_VALUE_BYTES: usize = 4_000;
/// Attributes of one tag that are kept.
const MAX_ATTRIBUTES: usize = 64;

/// Why a page was not read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum ScanError {
    /// Elements within elements without end.
    #[error("nests its tags more than {MAX_DEPTH} deep, as no article does")]
    TooDeep,
    /// More elements than any article has.
    #[error("holds more than {MAX_ELEMENTS} tags, as no article does")]
    TooManyElements,
}

/// Attributes that the search for the article or its metadata looks at.
const KEPT_ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "itemprop",
    "itemtype",
    "property",
    "name",
    "content",
    "href",
    "datetime",
    "rel",
    "role",
    "pubdate",
    "aria-hidden",
    "style",
    "lang",
    "data-testid",
];
/// Elements whose content is not text of the page.
const DROPPED_WITH_CONTENT: &[&str] = &[
    "script", "style", "noscript", "iframe", "noembed", "noframes", "textarea", "template", "svg",
    "math", "select", "object", "audio", "video", "canvas", "button", "dialog", "datalist",
];
/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];
const KEPT_VOID: &[&str] = &["br", "hr", "link", "meta"];
/// Elements that begin a block and so end an open paragraph.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
    "caption",
    "center",
];
/// Elements that are kept beside the blocks; all others lose their tags and keep their words.
const KEPT_INLINE: &[&str] = &[
    "html", "head", "body", "title", "a", "time", "span", "cite", "q",
];

/// Reads a page once, from left to right.
pub(super) fn scan(source: &str) -> Result<Page, ScanError> {
    let mut scanner = Scanner::default();
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        scanner.text(&rest[..at]);
        rest = &rest[at..];
        rest = match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => after(rest, "-->"),
            Some(b'!' | b'?') => after(rest, ">"),
            Some(b'/') => {
                let (name, _) = name_at(&rest[2..]);
                scanner.close(&name);
                after(rest, ">")
            }
            Some(letter) if letter.is_ascii_alphabetic() => scanner.open(rest)?,
            _ => {
                scanner.text("<");
                &rest[1..]
            }
        };
    }
    scanner.text(rest);
    scanner.close_down_to(0);
    Ok(scanner.page)
}

/// The rest after the next `end`; nothing if there is none.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// A tag's name in lower case, and how long it is.
fn name_at(text: &str) -> (String, usize) {
    let length = text
        .bytes()
        .position(|b| b.is_ascii_whitespace() || b == b'/' || b == b'>')
        .unwrap_or(text.len());
    (text[..length].to_ascii_lowercase(), length)
}

#[derive(Default)]
struct Scanner {
    page: Page,
    /// Indices of the open elements.
    open: Vec<usize>,
    elements: usize,
}

impl Scanner {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.page.nodes.push(Node::Text(references::read(text)));
        }
    }

    fn name(&self, depth: usize) -> &str {
        self.open
            .get(depth)
            .and_then(|at| self.page.element(*at))
            .map_or("", |element| element.name.as_str())
    }

    /// Reads a start tag at the beginning of `rest` and gives what follows it, or what follows its whole element.
    fn open<'a>(&mut self, rest: &'a str) -> Result<&'a str, ScanError> {
        let (name, length) = name_at(&rest[1..]);
        let (attributes, following) = attributes(&rest[1 + length..]);
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(ScanError::TooManyElements);
        }
        if DROPPED_WITH_CONTENT.contains(&name.as_str()) {
            return Ok(self.skip_element(&name, &attributes, following));
        }
        if VOID.contains(&name.as_str()) {
            if name == "hr" {
                self.close_paragraph();
            }
            if KEPT_VOID.contains(&name.as_str()) {
                self.push_element(name, attributes);
            }
            return Ok(following);
        }
        let is_block = BLOCK.contains(&name.as_str()) && name != "time";
        if !is_block && !KEPT_INLINE.contains(&name.as_str()) {
            return Ok(following);
        }
        if is_block {
            self.close_paragraph();
            self.close_implied(&name);
        }
        // One of each: a second one adds nothing. A link within a link ends the first.
        match name.as_str() {
            "html" | "head" | "body" if (0..self.open.len()).any(|at| self.name(at) == name) => {
                return Ok(following);
            }
            "a" => self.close("a"),
            _ => {}
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(ScanError::TooDeep);
        }
        self.open.push(self.page.nodes.len());
        self.push_element(name, attributes);
        Ok(following)
    }

    /// Passes over an element whose content is not text, keeping what JSON-LD says.
    fn skip_element<'a>(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        following: &'a str,
    ) -> &'a str {
        let (content, rest) = split_at_end_tag(following, name);
        let is_json_ld = attributes
            .iter()
            .any(|(key, value)| key == "type" && value.eq_ignore_ascii_case("application/ld+json"));
        if name == "script" && is_json_ld {
            self.page.json_ld.push(content.to_owned());
        }
        rest
    }

    fn push_element(&mut self, name: String, attributes: Vec<(String, String)>) {
        let at = self.page.nodes.len();
        let parent = self.open.iter().rev().copied().find(|open| *open < at);
        self.page.nodes.push(Node::Element(Element {
            name,
            // The first of two with the same name counts.
            attributes: attributes.into_iter().rev().collect(),
            end: at + 1,
            parent,
        }));
    }

    /// Reads an end tag: closes the element and all that is open within it, but never beyond a table's cell.
    fn close(&mut self, name: &str) {
        // What comes after the end of a page is still read.
        if matches!(name, "html" | "body") {
            return;
        }
        let fence: &[&str] = match name {
            "table" => &[],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => &["table"],
            "li" => &["ul", "ol", "td", "th", "table"],
            _ => &["td", "th", "table", "caption"],
        };
        self.close_up_to_fence(&[name], fence);
    }

    /// Closes the innermost open element of `names`, unless an element of `fence` lies in between.
    fn close_up_to_fence(&mut self, names: &[&str], fence: &[&str]) {
        for at in (0..self.open.len()).rev() {
            let open = self.name(at);
            if names.contains(&open) {
                self.close_down_to(at);
                return;
            }
            if fence.contains(&open) {
                return;
            }
        }
    }

    fn close_paragraph(&mut self) {
        self.close_up_to_fence(&["p"], &["td", "th", "table", "caption"]);
        self.close_up_to_fence(&["head"], &["body"]);
    }

    /// Closes the list item, cell or row that a new one of its kind ends.
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_up_to_fence(&["li"], &["ul", "ol", "td", "th", "table"]),
            "dt" | "dd" => self.close_up_to_fence(&["dt", "dd"], &["dl", "td", "th", "table"]),
            "td" | "th" => self.close_up_to_fence(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_up_to_fence(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_up_to_fence(&["tbody", "thead", "tfoot"], &["table"]);
            }
            _ => {}
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        let end = self.page.nodes.len();
        for at in self.open.drain(depth.min(self.open.len())..) {
            if let Some(Node::Element(element)) = self.page.nodes.get_mut(at) {
                element.end = end;
            }
        }
    }
}

/// Splits at `</name`, and drops that tag; without one, the element takes all the rest.
fn split_at_end_tag<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("</")) {
        let at = from + found;
        let candidate = text.as_bytes().get(at + 2..at + 2 + name.len());
        let ends = text
            .as_bytes()
            .get(at + 2 + name.len())
            .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
        if ends && candidate.is_some_and(|c| c.eq_ignore_ascii_case(name.as_bytes())) {
            return (&text[..at], after(&text[at..], ">"));
        }
        from = at + 2;
    }
    (text, "")
}

/// The attributes up to the end of the tag, and what follows the tag.
fn attributes(text: &str) -> (Vec<(String, String)>, &str) {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let skip = |at: &mut usize, stop: &dyn Fn(u8) -> bool| {
        let start = *at;
        while bytes.get(*at).is_some_and(|b| !stop(*b)) {
            *at += 1;
        }
        start..*at
    };
    loop {
        skip(&mut at, &|b| !b.is_ascii_whitespace() && b != b'/');
        match bytes.get(at) {
            None => return (found, ""),
            Some(b'>') => return (found, &text[at + 1..]),
            Some(_) => {}
        }
        let start = at;
        // A name may begin with "=".
        at += 1;
        skip(&mut at, &|b| {
            b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/')
        });
        let name = start..at;
        skip(&mut at, &|b| !b.is_ascii_whitespace());
        let mut value = 0..0;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            skip(&mut at, &|b| !b.is_ascii_whitespace());
            value = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    at += 1;
                    let value = skip(&mut at, &|b| b == *quote);
                    at += 1;
                    value
                }
                _ => skip(&mut at, &|b| b.is_ascii_whitespace() || b == b'>'),
            };
        }
        // What is not kept need not be copied; a type tells JSON-LD from programs.
        let name = text.get(name).unwrap_or_default().to_ascii_lowercase();
        let value = text.get(value).unwrap_or_default();
        let kept = name == "type" || KEPT_ATTRIBUTES.contains(&name.as_str());
        if kept && value.len() <= MAX_VALUE_BYTES && found.len() < MAX_ATTRIBUTES {
            found.push((name, references::read(value)));
        }
    }
}
