//! What the tokenizer may cut off the front and the back of a chunk of text, cut out of its middle, and leave whole as an address.
//!
//! The model defines these as regular expressions; they are written out by hand here because compiling them would take
//! longer than reading an article. `make_assets.py` checks that the expressions are still the ones this was written for.

use std::collections::HashSet;

use super::assets::{AFFIXES, LoadError};
use super::characters::{Characters, Class};

/// The rules for prefixes, suffixes, infixes and addresses.
pub(super) struct Affixes {
    prefix_marks: HashSet<char>,
    prefix_texts: Vec<&'static str>,
    suffix_marks: HashSet<char>,
    suffix_texts: Vec<&'static str>,
    after_digit: HashSet<&'static str>,
}

/// Hyphens in the order in which they are tried between two letters.
const HYPHENS: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];

impl Affixes {
    pub(super) fn load() -> Result<Affixes, LoadError> {
        let mut affixes = Affixes {
            prefix_marks: HashSet::new(),
            prefix_texts: Vec::new(),
            suffix_marks: HashSet::new(),
            suffix_texts: Vec::new(),
            after_digit: HashSet::new(),
        };
        for row in AFFIXES.fields::<2>() {
            let [kind, text] = row?;
            let mut chars = text.chars();
            let single = chars.next().filter(|_| chars.next().is_none());
            if text.is_empty() {
                return Err(AFFIXES.error("an empty text"));
            }
            match (kind, single) {
                ("prefix", Some(char)) => _ = affixes.prefix_marks.insert(char),
                ("prefix", None) => affixes.prefix_texts.push(text),
                ("suffix", Some(char)) => _ = affixes.suffix_marks.insert(char),
                ("suffix", None) => affixes.suffix_texts.push(text),
                ("suffix-after-digit", _) => _ = affixes.after_digit.insert(text),
                _ => return Err(AFFIXES.error(format!("unknown kind {kind}"))),
            }
        }
        Ok(affixes)
    }

    /// Bytes of the prefix of `text`; 0 if there is none.
    pub(super) fn prefix(&self, characters: &Characters, text: &str) -> usize {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return 0 };
        if first.is_ascii_alphanumeric() && !matches!(first, 'U' | 'C' | 'A') {
            return 0;
        }
        let bytes = text.as_bytes();
        match first {
            '+' => return usize::from(!bytes.get(1).is_some_and(u8::is_ascii_digit)),
            '.' => {
                let dots = bytes.iter().take_while(|&&byte| byte == b'.').count();
                return if dots >= 2 { dots } else { 0 };
            }
            _ => {}
        }
        if self.prefix_marks.contains(&first) || characters.is(first, Class::Icon) {
            return first.len_utf8();
        }
        let texts = self.prefix_texts.iter();
        texts
            .filter(|prefix| text.starts_with(**prefix))
            .map(|prefix| prefix.len())
            .next()
            .unwrap_or(0)
    }

    /// Bytes of the longest suffix of `text`; 0 if there is none.
    pub(super) fn suffix(&self, characters: &Characters, text: &str) -> usize {
        let mut before = text.chars();
        let Some(last) = before.next_back() else {
            return 0;
        };
        let mut length = 0;
        if !last.is_ascii_alphanumeric() {
            if self.suffix_marks.contains(&last)
                || characters.is(last, Class::Icon)
                || self.is_contextual_suffix(characters, last, before.as_str())
            {
                length = last.len_utf8();
            }
            if last == '.' {
                let dots = text.bytes().rev().take_while(|&byte| byte == b'.').count();
                length = if dots >= 2 { dots } else { length };
            }
        }
        for suffix in &self.suffix_texts {
            if suffix.len() > length && text.ends_with(suffix) {
                length = suffix.len();
            }
        }
        // Units and currencies hold no digit, so one of them after a digit is all that follows the last digit.
        if let Some(digit) = text.bytes().rposition(|byte| byte.is_ascii_digit()) {
            let unit = &text[digit + 1..];
            if unit.len() > length && self.after_digit.contains(unit) {
                length = unit.len();
            }
        }
        length
    }

    /// Whether the last character is a suffix because of what stands before it.
    fn is_contextual_suffix(&self, characters: &Characters, last: char, before: &str) -> bool {
        let mut chars = before.chars();
        let Some(previous) = chars.next_back() else {
            return false;
        };
        let earlier = chars.next_back();
        match last {
            '+' => previous.is_ascii_digit(),
            '.' => {
                characters.is(previous, Class::LowerLetter)
                    || characters.is(previous, Class::BeforeFinalStop)
                    || (matches!(previous, 'F' | 'f' | 'C' | 'c' | 'K' | 'k')
                        && earlier == Some('°'))
                    || (characters.is(previous, Class::UpperLetter)
                        && earlier.is_some_and(|char| characters.is(char, Class::UpperLetter)))
            }
            _ => false,
        }
    }

    /// Calls `found` with the byte range of each place in the middle of `text` where it is to be split.
    pub(super) fn infixes(
        &self,
        characters: &Characters,
        text: &str,
        mut found: impl FnMut(usize, usize),
    ) {
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return;
        }
        let (mut previous, mut place) = (None, 0);
        while let Some(char) = text[place..].chars().next() {
            let length = infix_at(characters, previous, char, &text[place..]);
            if length == 0 {
                previous = Some(char);
                place += char.len_utf8();
            } else {
                found(place, place + length);
                place += length;
                previous = text[..place].chars().next_back();
            }
        }
    }
}

/// Bytes of the infix that `rest` begins with, given the character before it.
fn infix_at(characters: &Characters, previous: Option<char>, char: char, rest: &str) -> usize {
    if char.is_ascii_alphanumeric() {
        return 0;
    }
    if char == '…' || characters.is(char, Class::Icon) {
        return char.len_utf8();
    }
    let is = |char: Option<char>, classes: &[Class]| {
        char.is_some_and(|char| classes.iter().any(|&class| characters.is(char, class)))
    };
    let next = rest[char.len_utf8()..].chars().next();
    let digit_before = previous.is_some_and(|char| char.is_ascii_digit());
    let letter_before = is(previous, &[Class::Letter]);
    let letter_after = is(next, &[Class::Letter]);
    match char {
        '.' if next == Some('.') => {
            return rest.bytes().take_while(|&byte| byte == b'.').count();
        }
        '.' => {
            let split = is(previous, &[Class::LowerLetter, Class::Quote])
                && is(next, &[Class::UpperLetter, Class::Quote]);
            return usize::from(split);
        }
        ',' => return usize::from(letter_before && letter_after),
        ':' | '<' | '>' | '=' | '/' => {
            return usize::from((letter_before || digit_before) && letter_after);
        }
        '+' | '-' | '*' | '^'
            if digit_before && next.is_some_and(|char| char == '-' || char.is_ascii_digit()) =>
        {
            return 1;
        }
        _ => {}
    }
    if !(letter_before || digit_before) {
        return 0;
    }
    let joins = |hyphen: &&&str| {
        rest.strip_prefix(**hyphen)
            .is_some_and(|after| is(after.chars().next(), &[Class::Letter]))
    };
    HYPHENS.iter().find(joins).map_or(0, |hyphen| hyphen.len())
}

/// Whether the whole chunk is an address of the net: `[scheme://][user@]host.domain[:port][/path]`, or with four numbers for host.
pub(super) fn is_address(characters: &Characters, text: &str) -> bool {
    if !text.contains('.') {
        return false;
    }
    // A user name may hold anything, so after every @ a host may begin.
    let after_scheme = text
        .find("://")
        .filter(|&place| is_scheme(characters, &text[..place]));
    let after_user = text
        .match_indices('@')
        .map(|(place, _)| place)
        .filter(|&place| place > 0);
    std::iter::once(0)
        .chain(after_scheme.map(|place| place + 3))
        .chain(after_user.map(|place| place + 1))
        .any(|start| is_host_and_path(characters, &text[start..]))
}

fn is_scheme(characters: &Characters, text: &str) -> bool {
    text.chars().nth(1).is_some()
        && text.chars().all(|char| {
            matches!(char, '+' | '-' | '.' | '_')
                || characters.is(char, Class::Alphabetic)
                || char.is_numeric()
        })
}

fn is_host_and_path(characters: &Characters, text: &str) -> bool {
    // Up to the next user name at most, so that a text full of @ is still read once only.
    let end = text.find([':', '/', '?', '#', '@']).unwrap_or(text.len());
    let (host, mut rest) = text.split_at(end);
    if let Some(after) = rest.strip_prefix(':') {
        let digits = after
            .chars()
            .take_while(|&char| characters.is(char, Class::Digit))
            .count();
        let length = after
            .chars()
            .take(digits)
            .map(char::len_utf8)
            .sum::<usize>();
        if !(2..=5).contains(&digits) {
            return false;
        }
        rest = &after[length..];
    }
    let ends_well = rest.is_empty() || rest.starts_with(['/', '?', '#']);
    ends_well && (is_domain_name(characters, host) || is_public_number(host))
}

fn is_domain_name(characters: &Characters, host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    let top_length = top.chars().take(64).count();
    let is_plain =
        |char: char| char.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&char);
    let is_label = |label: &str| {
        label.chars().take(65).count() <= 64
            && label.starts_with(is_plain)
            && label.ends_with(is_plain)
            && label
                .chars()
                .all(|char| is_plain(char) || matches!(char, '_' | '-'))
    };
    (2..=63).contains(&top_length)
        && top
            .chars()
            .all(|char| characters.is(char, Class::LowerLetter))
        && labels.split('.').all(is_label)
}

/// Four numbers that name a machine on the public net.
fn is_public_number(host: &str) -> bool {
    let parts: Option<Vec<u16>> = host
        .split('.')
        .map(|part| {
            let digits =
                (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        })
        .collect();
    let Some([first, second, third, last]) = parts.as_deref() else {
        return false;
    };
    let leading_zero = |part: usize| {
        host.split('.')
            .nth(part)
            .is_some_and(|text| text.starts_with('0'))
    };
    let private = matches!((first, second), (10 | 127, _) | (169, 254) | (192, 168))
        || (*first == 172 && (16..=31).contains(second));
    let three_digits_from_zero = |part: usize| {
        host.split('.')
            .nth(part)
            .is_some_and(|text| text.len() == 3 && text.starts_with('0'))
    };
    !private
        && (1..=223).contains(first)
        && !leading_zero(0)
        && *second <= 255
        && *third <= 255
        && !three_digits_from_zero(1)
        && !three_digits_from_zero(2)
        && (1..=254).contains(last)
        && !leading_zero(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_abbreviations() {
        let characters = Characters::load().unwrap();
        for text in [
            "www.example.org/a?b=c",
            "https://example.com:8080",
            "desk@example.net",
            "8.8.4.4",
            "example.co.uk",
        ] {
            assert!(is_address(&characters, text), "{text}");
        }
        for text in [
            "U.S.-led",
            "10.0.0.1",
            "3.5",
            "e.g.",
            "Washington,D.C.",
            "@a",
            "example.org:1",
            "example.ORG",
        ] {
            assert!(!is_address(&characters, text), "{text}");
        }
    }
}
