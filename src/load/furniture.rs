//! What is on the page but not in the article: video times, captions printed twice, tracking tails, and the lines that
//! web sites put between paragraphs.
//!
//! Furniture is never read for events and is shown dimmed, so the rules are strict: they look at whole lines that stand
//! alone, and their words are in `assets/rules/furniture.tsv`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::model::Span;

const TABLE: &str = include_str!("../../assets/rules/furniture.tsv");

/// A line printed twice is a caption if it has at least this many words.
const REPEATED_WORDS: usize = 5;
/// A line without a space is a tracking tail from this length on, in bytes.
const TAIL_BYTES: usize = 40;
/// No word, number or address of a text is this long; such a run would only slow the reading down. In bytes.
const RUN_BYTES: usize = 500;
/// Credits of pictures are short.
const CREDIT_WORDS: usize = 10;

/// The words of the table, in lower case.
#[derive(Default)]
struct Rules {
    /// Lines that are furniture as a whole.
    lines: BTreeSet<&'static str>,
    /// Beginnings, and how many words a line with such a beginning may have.
    starts: Vec<(&'static str, usize)>,
    /// Names of picture agencies.
    agencies: Vec<&'static str>,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut rules = Rules::default();
        for row in TABLE.lines().filter(|row| !row.starts_with('#')) {
            let mut fields = row.split('\t');
            match (fields.next(), fields.next(), fields.next()) {
                (Some("line"), Some(words), _) => {
                    rules.lines.insert(words);
                }
                (Some("start"), Some(words), Some(most)) => {
                    rules.starts.push((words, most.parse().unwrap_or(0)));
                }
                (Some("agency"), Some(words), _) => rules.agencies.push(words),
                _ => {}
            }
        }
        rules
    })
}

/// The furniture of a text: in order, not overlapping.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut printed: BTreeSet<String> = BTreeSet::new();
    // A line that continues the one before it belongs to running text that was broken to fit a width.
    let mut continues = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            continues = false;
            continue;
        }
        if is_furniture(words, continues, &mut printed) {
            found.push(Span::new(start, start + words.len()));
        } else {
            long_runs(words, start, &mut found);
            continues = !words.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', ']', '_']);
        }
    }
    found
}

/// The furniture of two sources as one.
pub(super) fn with(known: Vec<Span>, found: Vec<Span>) -> Vec<Span> {
    if known.is_empty() {
        return found;
    }
    let mut all = known;
    all.extend(found);
    all.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn is_furniture(line: &str, continues: bool, printed: &mut BTreeSet<String>) -> bool {
    if is_tail(line) {
        return true;
    }
    if line.len() > 1_000 {
        return is_repeated(line, printed);
    }
    !continues && (is_video_time(line) || is_site_line(line) || is_credit(line))
        || is_repeated(line, printed)
}

/// `03:15`, `1:02:45`.
fn is_video_time(line: &str) -> bool {
    let parts: Vec<&str> = line.split(':').collect();
    let digits = |part: &&str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(parts.len(), 2 | 3)
        && parts.first().is_some_and(|first| digits(first, 2))
        && parts
            .iter()
            .skip(1)
            .all(|part| part.len() == 2 && digits(part, 2))
}

/// The second printing of a line of some length.
fn is_repeated(line: &str, printed: &mut BTreeSet<String>) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() >= REPEATED_WORDS && !printed.insert(words.join(" "))
}

/// A line that is one run of letters and figures as computers write them.
fn is_tail(line: &str) -> bool {
    line.len() >= TAIL_BYTES
        && line
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=%_-".contains(&b))
        && line.bytes().any(|b| b.is_ascii_digit())
        && line.bytes().any(|b| b.is_ascii_lowercase())
        && line.bytes().any(|b| b.is_ascii_uppercase())
}

/// A line that a web site puts between paragraphs.
fn is_site_line(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let rules = rules();
    // A broken line of running text begins in lower case, a site's line hardly ever does.
    if line.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    let count = lower.split_whitespace().count();
    rules.lines.contains(bare)
        || rules
            .starts
            .iter()
            .any(|(start, most)| count <= *most && bare.starts_with(start))
}

/// `Photo: Jane Roe/Reuters` without the word: names around a slash or "via", the last an agency; or agencies alone.
fn is_credit(line: &str) -> bool {
    if line.split_whitespace().count() > CREDIT_WORDS || line.ends_with('.') {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = bare
        .split(['/', '|', ','])
        .flat_map(|part| part.split(" via "))
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let is_agency = |part: &&str| rules().agencies.contains(part);
    parts.iter().all(is_agency)
        || (parts.len() > 1
            && (bare.contains('/') || bare.contains(" via "))
            && parts.last().is_some_and(is_agency))
}

/// Stretches without a space that are too long for a word, within a line.
fn long_runs(line: &str, start: usize, found: &mut Vec<Span>) {
    if line.len() < RUN_BYTES {
        return;
    }
    let mut at = start;
    for run in line.split_inclusive(char::is_whitespace) {
        let word = run.trim_end();
        if word.len() >= RUN_BYTES {
            found.push(Span::new(at, at + word.len()));
        }
        at += run.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn furniture(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_table_is_well_formed() {
        for row in TABLE.lines().filter(|row| !row.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(row, row.to_lowercase(), "the table is in lower case");
            match fields[..] {
                ["line" | "agency", words] => assert!(!words.is_empty()),
                ["start", words, most] => {
                    assert!(!words.is_empty() && most.parse::<usize>().unwrap() > 0);
                }
                _ => panic!("{row:?}"),
            }
        }
    }

    #[test]
    fn video_times_captions_and_tails() {
        let tail = "aGVsbG8gd29ybGQ%2BbXkgbmFtZSBpcyBub2JvZHkgYW5kIEkgYW0gYSB0cmFja2VyMTIz";
        let text = format!(
            "Ministers meet in Geneva\n\nThe ministers met at 03:15 on Monday.\n\n03:15\n\n\
             Crowds wait outside the palace of nations\n\nCrowds wait outside the palace of nations\n\n\
             They left.\n\nThey left.\n\n{tail}"
        );
        assert_eq!(
            furniture(&text),
            ["03:15", "Crowds wait outside the palace of nations", tail]
        );
        assert_eq!(find(&text)[1].start as usize, text.rfind("Crowds").unwrap());
    }

    #[test]
    fn lines_of_web_sites() {
        let text = "ADVERTISEMENT\n\nThe two sides signed a truce.\nRead more: How the war began\nAnna Roe/AFP via Getty Images\n\
                    Photograph: John Doe/AP\n\nSign up for our newsletter\n\n© 2024 The Courier. All rights reserved.";
        assert_eq!(furniture(text).len(), 6, "{:?}", furniture(text));
    }

    #[test]
    fn running_text_is_left_alone() {
        let text = "The company lost two dollars a\nshare\nin March and said that it would\nFollow us\n\n\
                    Share prices fell on Monday.\n\nAdvertisements for the army were shown in Kyiv.\n\n\
                    Reuters reported the strike.\n\nhttps://example.org/2024/a-very-long-address-of-a-page-without-capitals\n\n\
                    Read more books, the minister told the children of the school in the small town.";
        assert_eq!(furniture(text), Vec::<&str>::new());
    }

    #[test]
    fn runs_without_a_space_are_passed_over() {
        let text = format!("The minister {} resigned.", "x".repeat(2_000_000));
        assert_eq!(find(&text), [Span::new(13, 2_000_013)]);
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_characters(text in "[ a-cA-Z0-9:é…©\n]{0,300}") {
            let mut end = 0;
            for span in find(&text) {
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(text.get(span.range()).is_some());
                end = span.end;
            }
        }
    }
}
