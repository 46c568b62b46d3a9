//! Is it English? Asked of texts that are long enough to tell; short ones and doubtful ones are read.

use whatlang::Lang;

use super::error;
use crate::model::{Article, Problem};

/// Letters below which no language is told.
const MIN_LETTERS: usize = 100;
/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES: usize = 20_000;
/// "10/01/2018 - 12/31/2018" is the longest date in figures.
const MOST_DATE_BYTES: usize = 32;
const MOST_DATE_DIGITS: usize = 16;
/// English words that no English text of some length lacks.
const COMMON: [&str; 12] = [
    "the", "of", "and", "to", "in", "that", "said", "was", "for", "on", "with", "is",
];

/// Refuses an article that is surely in another language, or that has nothing to read besides furniture.
pub(super) fn check(article: &Article, subject: &str) -> Result<(), Problem> {
    let blocks = article.blocks();
    let mut sample = String::new();
    for block in blocks {
        let text = article.text.get(block).unwrap_or_default();
        let room = SAMPLE_BYTES.saturating_sub(sample.len()).min(text.len());
        sample.push_str(
            text.get(..text.floor_char_boundary(room))
                .unwrap_or_default(),
        );
        sample.push('\n');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 && !is_date(sample.trim()) {
        return Err(error(
            subject,
            "holds no words to read, only figures, signs or runs of letters without a space",
        ));
    }
    match language(&sample, letters) {
        Some(language) => Err(error(
            subject,
            format!("seems to be in {language}; Dateline reads English"),
        )),
        None => Ok(()),
    }
}

/// A date in figures alone, "2/29" or "=2019", is something to read.
fn is_date(text: &str) -> bool {
    let signs = |c: char| c.is_whitespace() || "/-–.,:=".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let short = text.len() <= MOST_DATE_BYTES && (2..=MOST_DATE_DIGITS).contains(&digits);
    short && text.chars().all(|c| c.is_ascii_digit() || signs(c))
}

/// The name of the language, if it is surely not English.
fn language(sample: &str, letters: usize) -> Option<&'static str> {
    let foreign_script = sample
        .chars()
        .filter(|c| c.is_alphabetic() && !is_latin(*c))
        .count();
    let mostly_foreign = foreign_script * 2 > letters && letters >= 30;
    if letters < MIN_LETTERS && !mostly_foreign {
        return None;
    }
    let (mut words, mut english) = (0usize, 0usize);
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        words += 1;
        english += usize::from(
            COMMON
                .iter()
                .any(|common| word.eq_ignore_ascii_case(common)),
        );
    }
    // One word in eight or more of a running English text is among the common ones; names and tables have fewer.
    if english * 12 > words {
        return None;
    }
    // Hardly any of them: a list of names, or another language; then a fair guess is good enough.
    let sure = if english * 30 < words { 0.3 } else { 0.8 };
    let info = whatlang::detect(sample)?;
    (info.lang() != Lang::Eng && info.confidence() >= sure).then(|| info.lang().eng_name())
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}
