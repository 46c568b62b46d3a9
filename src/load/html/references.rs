//! Character references: `&amp;`, `&#8217;`, `&#x2019;`, `&eacute`.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of the standard's table, in bytes.
const MAX_NAME_BYTES: usize = 33;

/// Reads the references of a text; what is no reference stays as it is.
pub(super) fn read(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let used = if let Some(number) = rest.strip_prefix('#') {
            numeric(number, &mut read).map(|used| used + 1)
        } else {
            named(rest, &mut read)
        };
        match used {
            Some(used) => rest = &rest[used..],
            None => read.push('&'),
        }
    }
    read.push_str(rest);
    read
}

/// Writes the character of `8217;` or `x2019;` and gives how many bytes that took.
fn numeric(text: &str, read: &mut String) -> Option<usize> {
    let (radix, prefix) = match text.as_bytes().first()? {
        b'x' | b'X' => (16, 1),
        _ => (10, 0),
    };
    let digits = text[prefix..]
        .bytes()
        .take_while(|b| char::from(*b).is_digit(radix))
        .count();
    if digits == 0 {
        return None;
    }
    let end = prefix + digits;
    // A number beyond measure is no character.
    let number = u32::from_str_radix(&text[prefix..end], radix).unwrap_or(u32::MAX);
    let character = match number {
        0x80..=0x9F => C1_REPLACEMENTS
            .get(number as usize - 0x80)
            .copied()
            .flatten(),
        0 => None,
        _ => char::from_u32(number),
    };
    read.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(end + usize::from(text[end..].starts_with(';')))
}

/// Writes the characters of the longest name at the beginning and gives its length in bytes.
fn named(text: &str, read: &mut String) -> Option<usize> {
    let letters = text
        .bytes()
        .take(MAX_NAME_BYTES)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let longest = letters + usize::from(text[letters..].starts_with(';'));
    (2..=longest).rev().find_map(|length| {
        let (first, second) = NAMED_ENTITIES.get(&text[..length])?;
        // The table also lists the beginnings of names, as zero.
        let first = char::from_u32(*first).filter(|c| *c != '\0')?;
        read.push(first);
        read.extend(char::from_u32(*second).filter(|c| *c != '\0'));
        Some(length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(
            read(
                "AT&amp;T &#8217;&#x2019;&#146; &eacute&nbsp;x &rsquo;s & &nosuch; &#; &#xffffffff;"
            ),
            "AT&T ’’’ é\u{A0}x ’s & &nosuch; &#; \u{FFFD}"
        );
        assert_eq!(read("a &"), "a &");
        assert_eq!(read("&é;"), "&é;");
    }
}
