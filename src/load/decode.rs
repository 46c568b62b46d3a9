//! Bytes in, text out: byte order marks, UTF-8, UTF-16, Windows-1252 and other older encodings, and mixtures.

use std::fmt::Write as _;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and what is worth knowing about how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) warning: Option<String>,
}

/// Decodes a whole file. `declared` is the encoding that the file itself names, if it does.
///
/// # Errors
/// If the bytes are not text; the message says what they seem to be.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, String> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(with(encoding, bytes));
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(format!("is {kind}, not text; save it as text first"));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(with(encoding, bytes));
    }
    if let Some(reason) = binary(bytes) {
        return Err(format!("is not text ({reason})"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            warning: None,
        });
    }
    if is_mostly_utf8(bytes) {
        return Ok(mixed(bytes));
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible());
    Ok(with(declared.unwrap_or_else(|| guess(bytes)), bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _, had_errors) = encoding.decode(bytes);
    Decoded {
        warning: had_errors.then(|| {
            format!(
                "holds bytes that are not {}; each is shown as \u{FFFD}",
                encoding.name()
            )
        }),
        text: text.into_owned(),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// True if the text holds more characters written in several bytes of UTF-8 than bytes that do not belong there.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

/// UTF-8 with stray bytes: these were pasted from an older encoding, nearly always Windows-1252.
fn mixed(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut stray = 0usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        stray += chunk.invalid().len();
        let (decoded, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        // The few bytes that Windows-1252 leaves free come out as control characters, which no text means.
        text.extend(decoded.chars().map(|c| match c {
            '\u{80}'..='\u{9F}' => char::REPLACEMENT_CHARACTER,
            c => c,
        }));
    }
    let mut warning = String::from("mixes encodings: UTF-8, with ");
    // Writing to a string cannot fail.
    let _ = match stray {
        1 => write!(warning, "one byte read as Windows-1252"),
        _ => write!(warning, "{stray} bytes read as Windows-1252"),
    };
    Decoded {
        text,
        warning: Some(warning),
    }
}

/// How much of a file is looked at to tell text from data.
const HEAD_BYTES: usize = 64 << 10;

/// UTF-16 that lacks its byte order mark: mostly Latin text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES) & !1];
    let pairs = head.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if odd * 10 > pairs * 7 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 7 && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Files that people take for articles, by their first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP or office file (.docx, .odt)"),
        (b"\xD0\xCF\x11\xE0", "an office file (.doc)"),
        (b"{\\rtf", "an RTF file"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
        (b"SQLite format 3\0", "a database"),
        (b"\x7FELF", "a program"),
    ];
    KINDS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind)
}

fn binary(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if head.contains(&0) {
        return Some("it holds zero bytes");
    }
    let control = head
        .iter()
        .filter(|b| matches!(b, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    (control * 50 > head.len()).then_some("it holds control characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    #[test]
    fn encodings_are_told_apart() {
        let words = "Věra said “no” – the minister’s résumé was naïve.";
        assert_eq!(text_of(words.as_bytes()), words);
        let marked: Vec<u8> = [b"\xEF\xBB\xBF", words.as_bytes()].concat();
        assert_eq!(text_of(&marked), words);
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&[b"\xFF\xFE", &little[..]].concat()), words);
        assert_eq!(text_of(&little), words);
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&[b"\xFE\xFF", &big[..]].concat()), words);
        assert_eq!(text_of(&big), words);
        assert_eq!(
            text_of(b"The minister\x92s r\xE9sum\xE9 \x96 \x93no\x94, he said on Monday."),
            "The minister’s résumé – “no”, he said on Monday."
        );
        let cyrillic = encoding_rs::WINDOWS_1251
            .encode("Министр иностранных дел сказал, что переговоры будут.")
            .0;
        assert!(text_of(&cyrillic).starts_with("Министр"));
    }

    #[test]
    fn a_declared_encoding_is_believed_where_it_can_be() {
        let polish = encoding_rs::ISO_8859_2.encode("Łódź, powiedział").0;
        assert_eq!(
            decode(&polish, Some("iso-8859-2")).unwrap().text,
            "Łódź, powiedział"
        );
        let utf8 = "Łódź".as_bytes();
        assert_eq!(decode(utf8, Some("iso-8859-2")).unwrap().text, "Łódź");
        assert!(decode(b"caf\xE9", Some("nonsense")).is_ok());
    }

    #[test]
    fn mixtures_keep_every_letter_and_say_so() {
        let bytes = ["“Good”, said Věra. ".as_bytes(), b"\x93Bad\x94."].concat();
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.text, "“Good”, said Věra. “Bad”.");
        assert!(decoded.warning.unwrap().contains("2 bytes"));
    }

    #[test]
    fn data_is_not_taken_for_text() {
        for bytes in [
            &b"%PDF-1.7\n..."[..],
            b"PK\x03\x04rest",
            b"\x89PNG\r\n\x1a\n",
            b"abc\0\0\0def\0gh",
            b"\x01\x02\x03\x04\x05\x06",
        ] {
            assert!(decode(bytes, None).is_err());
        }
        assert!(decode(b"", None).unwrap().text.is_empty());
    }
}
