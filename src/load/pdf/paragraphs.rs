//! Lines into paragraphs: what a line's end hides, what goes on in the next column or on the next page, and which lines
//! are the heads, feet and numbers of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::layout::Line;
use crate::model::Span;

const HYPHENS: &str = include_str!("../../../assets/rules/hyphens.tsv");

/// Lines at each end of a page that may be its head or foot.
const EDGE_LINES: usize = 3;
/// Heads of two pages stand at the same height, to so many points.
const SAME_HEIGHT: f64 = 4.0;
/// Letters larger than those of the text by this much make a headline.
const HEADLINE: f64 = 1.12;
/// Lines further apart than the usual by this much are two paragraphs.
const GAP: f64 = 1.25;
/// Fewer lines do not tell how wide a column is.
const MIN_FLOW_LINES: usize = 3;
/// A first line begins further right by this part of the letters' size.
const INDENT: f64 = 0.7;

/// The text of all pages.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Text {
    pub(super) text: String,
    /// Heads and feet of pages.
    pub(super) furniture: Vec<Span>,
    /// The first paragraph that is set larger than the text.
    pub(super) headline: Option<String>,
}

struct Paragraph {
    text: String,
    size: f64,
    furniture: bool,
    page: usize,
    /// Its last line.
    last: Line,
    indent: f64,
}

/// What is usual in a document.
struct Usual {
    size: f64,
    /// From line to line, in the letters' size.
    pitch: f64,
    words: BTreeSet<String>,
}

/// Joins the lines of the pages.
pub(super) fn join(mut pages: Vec<Vec<Line>>) -> Text {
    mark_edges(&mut pages);
    let usual = usual(&pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    // The left and right ends of the last column of some length.
    let mut column = (f64::NAN, f64::NAN);
    for (page, lines) in pages.into_iter().enumerate() {
        for flow in lines.chunk_by(|a, b| a.flow == b.flow) {
            let ends = Ends::of(flow);
            let left = flow.iter().map(|line| line.start).fold(f64::NAN, f64::min);
            if flow.len() >= MIN_FLOW_LINES {
                column = (left, ends.right(usual.size));
            }
            let mut last: Option<&Line> = None;
            for line in flow {
                let mut right = ends.right(line.size);
                // A few lines do not show how wide their column is.
                if flow.len() < MIN_FLOW_LINES && (left - column.0).abs() < line.size {
                    right = right.max(column.1);
                }
                let open = paragraphs.last_mut().zip(last);
                match open {
                    Some((paragraph, last)) if !begins(paragraph, last, line, right, &usual) => {
                        push(&mut paragraph.text, &line.text, &usual.words);
                        paragraph.last = line.clone();
                    }
                    _ => begin(&mut paragraphs, line, page, last.is_none(), &usual),
                }
                last = Some(line);
            }
        }
    }
    text_of(paragraphs, &usual)
}

/// How far the lines of a column reach, for each size of letters.
struct Ends(BTreeMap<i64, f64>);

impl Ends {
    fn of(flow: &[Line]) -> Self {
        let mut ends = BTreeMap::new();
        for line in flow {
            let end = ends.entry(step_of(line.size)).or_insert(line.end);
            *end = line.end.max(*end);
        }
        Self(ends)
    }

    fn right(&self, size: f64) -> f64 {
        let step = step_of(size);
        let near = self.0.range(step - 2..=step + 2).map(|(_, end)| *end);
        near.fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Sizes of letters that are about the same.
fn step_of(size: f64) -> i64 {
    (size * 4.0) as i64
}

/// Begins a paragraph, unless the line goes on with one of the column or page before.
fn begin(
    paragraphs: &mut Vec<Paragraph>,
    line: &Line,
    page: usize,
    first_of_flow: bool,
    usual: &Usual,
) {
    let before = paragraphs
        .iter_mut()
        .rev()
        .find(|paragraph| !paragraph.furniture);
    if let Some(before) = before
        && first_of_flow
        && !line.furniture
        && page - before.page <= 1
        && goes_on(before, line)
    {
        push(&mut before.text, &line.text, &usual.words);
        before.last = line.clone();
        before.page = page;
        return;
    }
    paragraphs.push(Paragraph {
        text: line.text.clone(),
        size: line.size,
        furniture: line.furniture,
        page,
        last: line.clone(),
        indent: line.start,
    });
}

/// Does a line begin a paragraph, after a line of the same column?
fn begins(paragraph: &Paragraph, last: &Line, line: &Line, right: f64, usual: &Usual) -> bool {
    let step = line.baseline - last.baseline;
    let other_size = (line.size - last.size).abs() > (HEADLINE - 1.0) * last.size;
    if other_size
        || line.furniture != last.furniture
        || step <= 0.0
        || step > GAP * usual.pitch * line.size.max(last.size)
    {
        return true;
    }
    if line.size > HEADLINE * usual.size {
        return false;
    }
    if is_item(&line.text) {
        return true;
    }
    let indented = line.start > last.start + INDENT * line.size;
    let hangs = is_item(&paragraph.text) && line.start > paragraph.indent;
    // The next word would have fitted.
    let fits = last.end + 0.3 * last.size + line.first_word < right - 0.3 * last.size;
    // A narrower paragraph among wider ones: its sentence goes on.
    let lower = line.text.chars().next().is_some_and(char::is_lowercase);
    let open = last
        .text
        .ends_with(|c: char| c.is_alphanumeric() || "-,".contains(c));
    let short = fits && !(open && lower) && !last.text.ends_with('-');
    (indented && !hangs) || short
}

/// Does a line at the top of a column or page go on with a paragraph?
fn goes_on(before: &Paragraph, line: &Line) -> bool {
    if (line.size - before.last.size).abs() > 0.06 * line.size {
        return false;
    }
    let lower = line.text.chars().next().is_some_and(char::is_lowercase);
    let open = !before
        .text
        .trim_end_matches(['”', '’', '"', '\'', ')'])
        .ends_with(['.', '!', '?', ':']);
    open && (lower || before.text.ends_with(['-', ',']))
}

/// A line of a list.
fn is_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '■', '◦', '–', '—'])
}

/// Adds a line. A hyphen at the end of the last one goes if it only parts a word.
fn push(text: &mut String, line: &str, words: &BTreeSet<String>) {
    let Some(head) = text.strip_suffix('-') else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let parts = |c: char| c.is_whitespace() || "(“\"‘—–".contains(c);
    let first = head.rsplit(parts).next().unwrap_or_default().to_lowercase();
    let second = line.split(|c: char| !c.is_alphabetic()).next();
    let second = second.unwrap_or_default();
    let lower = second.chars().next().is_some_and(char::is_lowercase);
    let second = second.to_lowercase();
    let letters = first.ends_with(char::is_alphabetic);
    if first.is_empty() {
        // A dash at the end of a line.
        text.push(' ');
    } else if letters && lower && is_one_word(&first, &second, words) {
        text.pop();
    }
    text.push_str(line);
}

/// "govern-ment" is one word, "long-term" are two.
fn is_one_word(first: &str, second: &str, words: &BTreeSet<String>) -> bool {
    if words.contains(&format!("{first}{second}")) {
        return true;
    }
    if words.contains(&format!("{first}-{second}")) || first.contains('-') {
        return false;
    }
    static KEPT: OnceLock<BTreeSet<(&str, &str)>> = OnceLock::new();
    let kept = KEPT.get_or_init(|| {
        let rows = HYPHENS.lines().filter(|row| !row.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t')).collect()
    });
    !kept.contains(&("first", first)) && !kept.contains(&("second", second))
}

fn text_of(paragraphs: Vec<Paragraph>, usual: &Usual) -> Text {
    let headline = paragraphs.iter().take_while(|p| p.page == 0);
    let headline = headline
        .filter(|p| !p.furniture && p.size > HEADLINE * usual.size)
        .max_by(|a, b| a.size.total_cmp(&b.size).then(std::cmp::Ordering::Greater))
        .map(|paragraph| paragraph.text.clone());
    let mut all = Text {
        headline,
        ..Text::default()
    };
    for paragraph in paragraphs {
        if !all.text.is_empty() {
            all.text.push_str("\n\n");
        }
        let start = all.text.len();
        all.text.push_str(&paragraph.text);
        if paragraph.furniture {
            all.furniture.push(Span::new(start, all.text.len()));
        }
    }
    all
}

fn usual(pages: &[Vec<Line>]) -> Usual {
    let lines = || pages.iter().flatten().filter(|line| !line.furniture);
    // The size of most of the letters.
    let mut letters: BTreeMap<i64, usize> = BTreeMap::new();
    for line in lines() {
        *letters.entry(step_of(line.size)).or_default() += line.text.len();
    }
    let most = letters.iter().max_by_key(|(_, count)| **count);
    let size = most.map_or(0.0, |(size, _)| *size as f64 / 4.0);
    let mut pitches: Vec<f64> = Vec::new();
    for page in pages {
        for pair in page.windows(2) {
            let [last, line] = pair else { continue };
            let pitch = (line.baseline - last.baseline) / line.size;
            let same = last.flow == line.flow && (last.size - line.size).abs() < 0.1 * line.size;
            if same && (0.8..3.5).contains(&pitch) {
                pitches.push(pitch);
            }
        }
    }
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.get(pitches.len() * 2 / 5).copied().unwrap_or(1.3);
    let mut words = BTreeSet::new();
    for line in lines() {
        // The last word of a line is what is in question.
        let whole = line.text.strip_suffix('-').and_then(|l| l.rsplit_once(' '));
        let whole = match whole {
            Some((head, _)) => head,
            None if line.text.ends_with('-') => "",
            None => &line.text,
        };
        let parts = whole.split(|c: char| !c.is_alphabetic() && c != '-');
        words.extend(parts.filter(|word| word.len() > 3).map(str::to_lowercase));
    }
    Usual { size, pitch, words }
}

/// Marks the heads and feet of pages: lines at an edge that stand on two pages at the same height, numbers apart, and
/// numbers alone.
fn mark_edges(pages: &mut [Vec<Line>]) {
    let mut seen: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    let edges: Vec<Vec<usize>> = pages.iter().map(|page| edge_lines(page)).collect();
    for (number, (page, edges)) in pages.iter().zip(&edges).enumerate() {
        for &at in edges {
            let places = seen.entry(without_numbers(&page[at].text)).or_default();
            places.push((number, page[at].baseline));
        }
    }
    for places in seen.values_mut() {
        places.sort_by(|a, b| a.1.total_cmp(&b.1));
    }
    for (number, (page, edges)) in pages.iter_mut().zip(&edges).enumerate() {
        let outermost = (edges.first().copied(), edges.last().copied());
        for &at in edges {
            let line = &page[at];
            let key = without_numbers(&line.text);
            let places = seen.get(&key).map(Vec::as_slice).unwrap_or_default();
            let from = places.partition_point(|(_, height)| *height < line.baseline - SAME_HEIGHT);
            let repeated = places[from..]
                .iter()
                .take_while(|(_, height)| *height <= line.baseline + SAME_HEIGHT)
                .any(|(other, _)| *other != number);
            let outer = outermost.0 == Some(at) || outermost.1 == Some(at);
            let alone = outer && edges.len() > 2 && is_page_number(&key);
            if repeated || alone || (outer && is_print_mark(&line.text)) {
                page[at].furniture = true;
            }
        }
    }
}

/// The lines at the top and the bottom of a page, from the top down.
fn edge_lines(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*a].baseline.total_cmp(&page[*b].baseline));
    if order.len() > 2 * EDGE_LINES {
        order.drain(EDGE_LINES..order.len() - EDGE_LINES);
    }
    order
}

fn without_numbers(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// "3", "– 3 –", "Page 3 of 9", "3/9".
fn is_page_number(key: &str) -> bool {
    let mut words = key
        .split(|c: char| c.is_whitespace() || "-–—|/.[]()".contains(c))
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| matches!(word, "#" | "page" | "of" | "p"))
}

/// The address of the page that a browser printed at its foot.
pub(super) fn printed_address<'a>(text: &'a str, furniture: &[Span]) -> Option<&'a str> {
    let mut lines = furniture.iter().map(|span| span.of(text));
    let line = lines.find(|line| line.starts_with("http") && is_print_mark(line))?;
    line.split_whitespace().next()
}

/// What a browser prints above and below a page: the address and the page's number, or the time of the print.
fn is_print_mark(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let figures = |word: &str, sign: char| {
        word.contains(sign)
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || c == sign || c == ',')
    };
    let address = first.starts_with("http://") || first.starts_with("https://");
    (address && (figures(last, '/') || last == first))
        || (first.ends_with(',') && figures(first, '/') && figures(second, ':'))
}
