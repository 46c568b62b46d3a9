//! The article within a page: which of its paragraphs are prose of the article and which are menus, teasers, comments.
//!
//! Every paragraph counts for or against the elements around it: prose by its length, link lists and the blocks that
//! [`PAGE_RULES`] names against. The article is the innermost element with the best sum.

use std::sync::OnceLock;

use super::page::{Element, Node, Page};

/// Words in the classes and ids of blocks.
const PAGE_RULES: &str = include_str!("../../../assets/rules/page.tsv");
/// A paragraph from this length on is prose even without a full stop, in bytes.
const PROSE_BYTES: usize = 80;
/// Share of linked words from which a paragraph is a list of links.
const LINKED_SHARE: f64 = 0.5;

/// Elements that stand in a paragraph of their own.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
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
    "head",
    "header",
    "hr",
    "html",
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
    "title",
    "tr",
    "ul",
];
/// Elements whose words are not the article's: menus, captions, the page's head.
const SILENT: &[&str] = &[
    "head",
    "title",
    "nav",
    "figcaption",
    "footer",
    "aside",
    "form",
    "caption",
];

/// A stretch of text without a block in it.
struct Paragraph {
    /// Index of its first text node.
    at: usize,
    text: String,
    linked_bytes: usize,
    /// Within a block that is not the article's.
    silent: bool,
    heading: bool,
}

impl Paragraph {
    fn is_links(&self) -> bool {
        self.linked_bytes as f64 > LINKED_SHARE * self.text.len() as f64
    }

    fn is_prose(&self) -> bool {
        let ends = self
            .text
            .ends_with(['.', '!', '?', '”', '"', '’', ':', ')']);
        !self.is_links() && !self.heading && (self.text.len() >= PROSE_BYTES || ends)
    }

    /// For (above zero) or against the elements around it.
    fn worth(&self) -> f64 {
        let bytes = self.text.len() as f64;
        match () {
            () if self.silent => -0.5 * bytes,
            () if self.is_links() => -bytes,
            () if self.is_prose() => bytes,
            () if self.heading => 0.0,
            () => -0.3 * bytes,
        }
    }
}

/// The text of the page's article, a blank line between paragraphs; of the whole page if no part stands out.
pub(super) fn text(page: &Page) -> String {
    let paragraphs = paragraphs(page);
    let best = best_element(page, &paragraphs);
    let join = |chosen: Vec<&Paragraph>| {
        let texts: Vec<&str> = chosen.iter().map(|p| p.text.as_str()).collect();
        texts.join("\n\n")
    };
    let found = best.map(|range| {
        join(
            paragraphs
                .iter()
                .filter(|p| range.contains(&p.at) && !p.silent && !p.is_links())
                .collect(),
        )
    });
    found
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| join(paragraphs.iter().filter(|p| !p.silent).collect()))
}

/// The range of nodes of the innermost element with the best sum; none if no sum is above zero.
fn best_element(page: &Page, paragraphs: &[Paragraph]) -> Option<std::ops::Range<usize>> {
    let mut sums = vec![0.0];
    let mut sum = 0.0;
    for paragraph in paragraphs {
        sum += paragraph.worth();
        sums.push(sum);
    }
    let before = |node: usize| sums[paragraphs.partition_point(|p| p.at < node)];
    // A page may lack an element that holds everything.
    let mut best = (sum > 0.0).then_some(0..page.nodes.len());
    let mut best_worth = sum.max(0.0);
    for (at, element) in page.elements() {
        let is_article = element.name == "article"
            || element.attribute("itemprop") == Some("articleBody")
            || element.attribute("role") == Some("article");
        let worth = (before(element.end) - before(at)) * if is_article { 1.2 } else { 1.0 };
        // Sums of the same paragraphs may differ in the last digit.
        if worth > 0.0 && worth >= best_worth * 0.999_999 {
            best_worth = worth;
            best = Some(at..element.end);
        }
    }
    best
}

fn paragraphs(page: &Page) -> Vec<Paragraph> {
    let mut writer = Writer::default();
    // Blocks, links and silent elements that are open, by where they end.
    let mut open: Vec<(usize, Kind)> = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        while let Some((_, kind)) = open.pop_if(|(end, _)| *end <= at) {
            if kind.block {
                writer.end_block();
            }
        }
        match node {
            Node::Text(text) => {
                let here = |of: fn(&Kind) -> bool| open.iter().any(|(_, kind)| of(kind));
                writer.context = Context {
                    silent: here(|kind| kind.silent),
                    linked: here(|kind| kind.link),
                    heading: here(|kind| kind.heading),
                };
                writer.words(text, at);
            }
            Node::Element(element) if element.name == "br" => writer.line_break(),
            Node::Element(element) => {
                let kind = Kind::of(element);
                if kind.block {
                    writer.end_block();
                }
                open.push((element.end, kind));
            }
        }
    }
    writer.end_block();
    writer.paragraphs
}

/// What an element means for the words in it.
struct Kind {
    block: bool,
    silent: bool,
    link: bool,
    heading: bool,
}

impl Kind {
    fn of(element: &Element) -> Self {
        let name = element.name.as_str();
        Self {
            block: BLOCK.contains(&name),
            silent: SILENT.contains(&name) || is_beside(element),
            link: name == "a",
            heading: matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
        }
    }
}

/// True for a block whose class, id or role says that it stands beside the article.
fn is_beside(element: &Element) -> bool {
    static RULES: OnceLock<(Vec<&str>, Vec<&str>)> = OnceLock::new();
    let (beside, article) = RULES.get_or_init(|| {
        let words = |kind: &str| {
            PAGE_RULES
                .lines()
                .filter_map(|row| row.split_once('\t'))
                .filter(|(first, _)| *first == kind)
                .map(|(_, word)| word)
                .collect()
        };
        (words("beside"), words("article"))
    });
    if matches!(element.name.as_str(), "html" | "body" | "article" | "main") {
        return false;
    }
    let hidden = element.attribute("aria-hidden") == Some("true")
        || element.attribute("style").is_some_and(|style| {
            let style: String = style.split_whitespace().collect();
            style.contains("display:none")
        });
    let role = element.attribute("role").unwrap_or_default();
    let mut named = String::new();
    for name in ["class", "id"] {
        named.push_str(element.attribute(name).unwrap_or_default());
        named.push(' ');
    }
    let named = named.to_ascii_lowercase();
    let has = |words: &[&str]| {
        named
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| words.contains(&part))
    };
    hidden
        || matches!(
            role,
            "navigation" | "complementary" | "banner" | "contentinfo" | "menu" | "dialog" | "alert"
        )
        || (has(beside) && !has(article))
}

/// Where the words that are being written stand.
#[derive(Clone, Copy, Default)]
struct Context {
    silent: bool,
    linked: bool,
    heading: bool,
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<Paragraph>,
    context: Context,
    block: String,
    at: Option<usize>,
    linked_bytes: usize,
    block_context: Context,
    breaks: usize,
}

impl Writer {
    /// Adds words, with runs of white space as one space.
    fn words(&mut self, words: &str, at: usize) {
        let before = self.block.len();
        for c in words.chars() {
            match c {
                '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
                c if c.is_whitespace() || c.is_control() => {
                    if !self.block.is_empty() && !self.block.ends_with([' ', '\n']) {
                        self.block.push(' ');
                    }
                }
                c => {
                    self.breaks = 0;
                    if self.at.is_none() {
                        self.at = Some(at);
                        self.block_context = self.context;
                    }
                    self.block.push(c);
                }
            }
        }
        if self.context.linked {
            self.linked_bytes += self.block.len() - before;
        }
    }

    /// One break is a new line, two are a new paragraph.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.end_block();
        } else {
            self.block.truncate(self.block.trim_end().len());
            if !self.block.is_empty() {
                self.block.push('\n');
            }
        }
    }

    fn end_block(&mut self) {
        let text = self.block.trim();
        if let (false, Some(at)) = (text.is_empty(), self.at) {
            self.paragraphs.push(Paragraph {
                at,
                text: text.to_owned(),
                linked_bytes: self.linked_bytes,
                silent: self.block_context.silent,
                heading: self.block_context.heading,
            });
        }
        self.block.clear();
        self.at = None;
        self.linked_bytes = 0;
        self.breaks = 0;
    }
}
