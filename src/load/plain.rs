//! Plain text: line ends, stray control characters, lines that a mail program broke.

use super::{Parts, dateline};

/// Characters that a headline on a line of its own may have.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 8..=200;
/// Words of a line that says by whom.
const MOST_BYLINE_WORDS: usize = 10;
/// Lines shorter than this were not broken to fit a width.
const WRAPPED_LINE_CHARS: std::ops::RangeInclusive<usize> = 45..=100;

/// Reads a plain text file.
pub(super) fn read(text: &str) -> Parts {
    let text = tidy(text);
    Parts {
        title: title(&text),
        text,
        ..Parts::default()
    }
}

/// [`tidy_lines`], with hard-wrapped paragraphs joined and nothing after the last word.
pub(super) fn tidy(text: &str) -> String {
    let tidied = tidy_lines(text);
    unwrap_paragraphs(tidied.trim_end())
}

/// Line feeds at line ends, no byte order mark, no control characters.
pub(super) fn tidy_lines(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut tidied = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                tidied.push('\n');
            }
            '\u{85}' | '\u{2028}' => tidied.push('\n'),
            '\u{2029}' => tidied.push_str("\n\n"),
            '\n' | '\t' => tidied.push(c),
            // Soft hyphens and joiners of nothing: invisible, and they break words.
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            c if c.is_control() => tidied.push(' '),
            c => tidied.push(c),
        }
    }
    tidied
}

/// Joins the lines of paragraphs that were broken to fit a width: every line but the last is about as long as the
/// longest, and the next line's first word would not have fitted.
fn unwrap_paragraphs(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push_paragraph(&mut joined, &paragraph);
            paragraph.clear();
            joined.push_str(line);
        } else {
            paragraph.push(line);
        }
    }
    push_paragraph(&mut joined, &paragraph);
    joined
}

fn push_paragraph(text: &mut String, lines: &[&str]) {
    if !text.trim().is_empty() {
        return push_lines(text, lines);
    }
    // The head of an article: what says when and by whom stands apart from the headline and from the first sentence.
    let mut from = 0;
    for at in 1..lines.len() {
        let said_before =
            at > 1 && is_apart(lines[at - 2], lines[at - 1]) && says_no_more(lines[at - 1]);
        if is_apart(lines[at - 1], lines[at]) || said_before {
            push_lines(text, &lines[from..at]);
            text.push('\n');
            from = at;
        }
    }
    push_lines(text, &lines[from..]);
}

fn push_lines(text: &mut String, lines: &[&str]) {
    let wrapped = is_wrapped(lines);
    for (at, line) in lines.iter().enumerate() {
        match line.strip_suffix('\n') {
            Some(line) if wrapped && at + 1 < lines.len() => {
                text.push_str(line);
                text.push(' ');
            }
            _ => text.push_str(line),
        }
    }
}

/// Whether a line holds nothing but when and by whom; behind a dateline the report itself begins.
fn says_no_more(line: &str) -> bool {
    let dateline = |written: &dateline::Written| written.kind == dateline::WrittenKind::Dateline;
    !dateline::find(line).iter().any(dateline)
}

/// Whether a line below the headline says when or by whom: "August 12, 2018", "By Jane Doe". A sentence that was broken
/// before its last words goes on there.
fn is_apart(before: &str, line: &str) -> bool {
    const GOES_ON: &[&str] = &[
        "on", "in", "of", "the", "to", "from", "since", "until", "by", "after", "before", "for",
        "and", "or", "dated", "between", "late", "early", "last", "next", "about", "around",
    ];
    let (before, line) = (before.trim(), line.trim());
    let last = before.rsplit(' ').next().unwrap_or_default();
    let goes_on = before.ends_with(',') || GOES_ON.contains(&last.to_lowercase().as_str());
    let by = line.starts_with("By ") && line.split(' ').count() <= MOST_BYLINE_WORDS;
    let ends = line.ends_with(['.', '!', '?']);
    !goes_on && !ends && (by || !dateline::find(line).is_empty())
}

fn is_wrapped(lines: &[&str]) -> bool {
    let chars = |line: &str| line.trim_end().chars().count();
    let width = lines.iter().map(|line| chars(line)).max().unwrap_or(0);
    lines.len() > 1
        && WRAPPED_LINE_CHARS.contains(&width)
        && lines.windows(2).all(|pair| match pair {
            [line, next] => {
                let first_word = next.split_whitespace().next().unwrap_or_default();
                chars(line) + 1 + first_word.chars().count() > width
            }
            _ => false,
        })
}

/// The headline: a first line of its own, short, without a full stop.
pub(super) fn title(text: &str) -> Option<String> {
    let text = text.trim_start();
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim();
    let alone = rest
        .lines()
        .next()
        .is_some_and(|next| next.trim().is_empty());
    let ends_like_a_sentence = line.ends_with(['.', ':', ';', ',', '”', '"']);
    (alone && !ends_like_a_sentence && TITLE_CHARS.contains(&line.chars().count()))
        .then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_invisible_characters() {
        assert_eq!(
            tidy("\u{FEFF}One\r\ntwo\rthree\u{2029}fo\u{AD}ur\u{7}five  \n\n"),
            "One\ntwo\nthree\n\nfour five"
        );
    }

    #[test]
    fn broken_lines_are_joined_and_lists_are_not() {
        let letter = "The two ministers met in Geneva on Monday and agreed that\n\
                      the border would be opened again before the end of the\nyear.\n\nThey left.";
        assert_eq!(
            tidy(letter),
            "The two ministers met in Geneva on Monday and agreed that the border would be opened again before the \
             end of the year.\n\nThey left."
        );
        let list = "Present were the following ministers of the four countries:\nMr Novak\nMs Ito\n\nThey left.";
        assert_eq!(tidy(list), list);
    }

    #[test]
    fn headlines() {
        assert_eq!(
            title("Ministers meet in Geneva\n\nThe ministers met."),
            Some("Ministers meet in Geneva".to_owned())
        );
        assert_eq!(title("The ministers met.\n\nThey left."), None);
        assert_eq!(title("Ministers meet in Geneva\nThe ministers met."), None);
    }

    #[test]
    fn lines_that_say_when_and_by_whom_stay_apart_from_the_headline() {
        let headline = "Norway and Sweden agree to open the border again";
        for below in [
            "August 12, 2018",
            "By Jane Doe, Diplomatic Correspondent",
            "OSLO, Aug 12, 2018 (Agency) - Norway will open",
        ] {
            let text = tidy(&format!(
                "{headline}\n{below}\n\nThe border opens on Monday."
            ));
            assert_eq!(
                text,
                format!("{headline}\n\n{below}\n\nThe border opens on Monday.")
            );
            assert_eq!(title(&text).as_deref(), Some(headline), "{below}");
        }
        let head = "Norway and Sweden agree to open the border\nBy Jane Doe\n12 August 2018\nNorway and Sweden will open the \
                    border in May, they\nsaid on Monday.";
        let apart = "Norway and Sweden agree to open the border\n\nBy Jane Doe\n\n12 August 2018\n\nNorway and Sweden";
        assert!(tidy(head).starts_with(apart), "{}", tidy(head));
        let sentence = "The border had been closed by an order that was signed on\nAugust 12, 2018\n\nIt opens.";
        assert!(
            tidy(sentence)
                .starts_with("The border had been closed by an order that was signed on August 12")
        );
        let sentence =
            "The border had been closed by an order that was signed\nAugust 12, 2018.\n\nIt opens.";
        assert!(tidy(sentence).contains("signed August 12, 2018."));
    }
}
