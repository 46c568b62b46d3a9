//! Markdown: front matter, the first heading as the title, paragraphs as text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Parts, claim, claim_of_url, dates, plain};
use crate::model::PublishedBasis;

/// Reads a Markdown file.
pub(super) fn read(text: &str) -> Parts {
    let text = plain::tidy_lines(text);
    let (front, body) = front_matter(&text);
    let mut parts = Parts::default();
    for (key, value) in front {
        match key.as_str() {
            "title" | "headline" => parts.title = Some(value),
            "source" | "publisher" | "site" | "publication" => parts.source = Some(value),
            "url" | "link" | "canonical" => parts.url = Some(value),
            "date" | "published" | "pubdate" | "publishdate" | "date_published" => {
                let why = format!("‘{key}’ of the front matter");
                let date = dates::parse(&value);
                let found = date.map(|date| claim(date, PublishedBasis::Metadata, 0.9, why));
                parts.claims.extend(found);
            }
            _ => {}
        }
    }
    let address = parts.url.as_deref().and_then(claim_of_url);
    parts.claims.extend(address);
    let (heading, text) = paragraphs(body);
    parts.title = parts.title.or(heading);
    parts.text = text;
    parts
}

/// `key: value` lines between `---`, or `key = "value"` lines between `+++`, and what follows them.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let nothing = (Vec::new(), text);
    let Some(fence) = ["---", "+++"].into_iter().find(|f| text.starts_with(f)) else {
        return nothing;
    };
    let mut fields = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        match number {
            0 if line != fence => return nothing,
            0 => {}
            _ if line == fence || (fence == "---" && line == "...") => {
                return (fields, text.get(at..).unwrap_or_default());
            }
            _ => {
                let separator = if fence == "---" { ':' } else { '=' };
                // Only simple fields of the top level; lists and nested ones are of no use here.
                if let Some((key, value)) = line.split_once(separator)
                    && !line.starts_with([' ', '\t', '-', '#'])
                {
                    let value = value.trim().trim_matches(['"', '\'']).trim();
                    if !value.is_empty() {
                        fields.push((key.trim().to_ascii_lowercase(), value.to_owned()));
                    }
                }
            }
        }
    }
    nothing
}

/// The first heading if nothing comes before it, and the text: one paragraph, heading or list item each, a blank line
/// between them. Code, tables' rules and raw markup are left out.
fn paragraphs(body: &str) -> (Option<String>, String) {
    let mut title = None;
    let mut text = String::new();
    let mut block = String::new();
    let mut silent = 0usize;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                silent = silent.saturating_sub(1);
            }
            Event::Text(words) | Event::Code(words) if silent == 0 => block.push_str(&words),
            Event::SoftBreak => block.push(' '),
            Event::HardBreak => block.push('\n'),
            Event::End(TagEnd::Heading(_)) if title.is_none() && text.is_empty() => {
                let heading = std::mem::take(&mut block);
                title = Some(heading.trim().to_owned()).filter(|t| !t.is_empty());
            }
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableRow | Tag::TableHead,
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => flush(&mut block, &mut text),
            Event::End(TagEnd::TableCell) => block.push(' '),
            _ => {}
        }
    }
    flush(&mut block, &mut text);
    (title, text)
}

fn flush(block: &mut String, text: &mut String) {
    let words = block.trim();
    if !words.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(words);
    }
    block.clear();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn front_matter_heading_and_paragraphs() {
        let parts = read(
            "---\ntitle: \"Talks: a first round\"\ndate: 2024-03-05\nsource: The Courier\ntags:\n  - date: 1999-01-01\n---\n\n\
             # A heading\n\nThe *two* sides\nmet [in Vienna](https://example.org).\n\n- One point\n- Another\n\n\
             ```\ncode\n```\n\n![photo](a.png)\n\n> They agreed.\n",
        );
        assert_eq!(parts.title.as_deref(), Some("Talks: a first round"));
        assert_eq!(parts.source.as_deref(), Some("The Courier"));
        assert_eq!(
            parts
                .claims
                .iter()
                .map(|claim| (claim.date.to_string(), claim.basis))
                .collect::<Vec<_>>(),
            [("2024-03-05".to_owned(), PublishedBasis::Metadata)]
        );
        assert_eq!(
            parts.text,
            "The two sides met in Vienna.\n\nOne point\n\nAnother\n\nThey agreed."
        );
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        let parts = read("---\n\nThe two sides met.\n");
        assert_eq!(parts.text, "The two sides met.");
        assert_eq!(read("# Title\n\nText.").title.as_deref(), Some("Title"));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[-+#*>`|\\[\\]()! a\n]{0,200}") {
            let _ = read(&text);
        }
    }
}
