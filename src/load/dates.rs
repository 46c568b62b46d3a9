//! Publication dates as metadata, front matter and file names write them. Civil days as written: a time zone is never
//! applied. Dates in running text belong to `extract`.

use crate::calendar::{Day, MONTH_NAMES};

/// Years that a publication date may have.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day that a metadata value names: `2023-08-18T10:00:00+08:00`, `2023/08/18`, `20230818`, `18 August 2023`,
/// `Fri, 18 Aug 2023 10:00:00 GMT`, `August 18, 2023`.
pub(super) fn parse(value: &str) -> Option<Day> {
    let value = value.trim();
    leading_digits(value).or_else(|| words(value))
}

/// The date in a path: in the file's name (`2023-08-18-title.txt`), else in its folders (`2023/08/18/title.html`,
/// `2023/aug/18/title`). Addresses of web pages work likewise.
pub(super) fn in_path(path: &str) -> Option<Day> {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let name = parts.last()?;
    if let Some(day) = in_name(name) {
        return Some(day);
    }
    let folders = parts.windows(3).rev().find_map(|three| {
        let [year, month, day] = three else {
            return None;
        };
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        let day = day.get(..digits).filter(|d| d.len() <= 2)?;
        civil(year, month, day).filter(|_| year.len() == 4)
    });
    folders.or_else(|| parts.iter().rev().skip(1).find_map(|part| in_name(part)))
}

/// A date of eight digits, apart or together, anywhere in a name.
fn in_name(name: &str) -> Option<Day> {
    let bytes = name.as_bytes();
    (0..bytes.len())
        .filter(|&at| bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit()))
        .find_map(|at| leading_digits(name.get(at..)?))
}

/// `YYYY-MM-DD` with any one of `-_./` or nothing between, at the beginning.
fn leading_digits(text: &str) -> Option<Day> {
    let separated = || {
        let year = text.get(..4)?;
        let separator = text.as_bytes().get(4)?;
        let rest = text.get(5..)?;
        if !b"-_./".contains(separator) {
            return None;
        }
        let at = rest.bytes().position(|b| b == *separator)?;
        let (month, rest) = (rest.get(..at)?, rest.get(at + 1..)?);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        civil(year, month, rest.get(..digits)?)
    };
    let together = || {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 8 || !(text.starts_with("19") || text.starts_with("20")) {
            return None;
        }
        civil(text.get(..4)?, text.get(4..6)?, text.get(6..8)?)
    };
    separated().or_else(together)
}

/// A date with the month as a word.
fn words(value: &str) -> Option<Day> {
    let (mut year, mut month, mut day) = (None, None, None);
    // The time of day follows the date, so the first number that fits is the right one.
    for word in value
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
    {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            match word.len() {
                4 if year.is_none() => year = Some(word),
                1 | 2 if day.is_none() => day = Some(word),
                _ => {}
            }
        } else if month.is_none() && month_number(word).is_some() {
            month = Some(word);
        } else if day.is_none() {
            day = ["st", "nd", "rd", "th"]
                .iter()
                .find_map(|ending| word.strip_suffix(ending))
                .filter(|number| number.bytes().all(|b| b.is_ascii_digit()));
        }
    }
    civil(year?, month?, day?)
}

/// The month that a whole word names: `Aug`, `August`, `Sept`.
pub(super) fn month_word(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let whole = MONTH_NAMES
        .iter()
        .position(|name| name.eq_ignore_ascii_case(&word));
    let short = || match word.as_str() {
        "sept" => Some(8),
        word => MONTHS.iter().position(|month| *month == word),
    };
    i8::try_from(whole.or_else(short)? + 1).ok()
}

fn month_number(word: &str) -> Option<i8> {
    let head = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == head)?;
    i8::try_from(at + 1).ok()
}

fn civil(year: &str, month: &str, day: &str) -> Option<Day> {
    let number = |text: &str| {
        Some(text)
            .filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|t| t.parse::<i16>().ok())
    };
    let year = number(year).filter(|year| YEARS.contains(year))?;
    let month = match number(month) {
        Some(month) => i8::try_from(month).ok()?,
        None => month_number(month)?,
    };
    Day::new(year, month, i8::try_from(number(day)?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Option<Day> {
        Day::new(year, month, day).ok()
    }

    #[test]
    fn metadata_in_many_spellings() {
        for value in [
            "2023-08-18",
            "2023-08-18T23:30:00-11:00",
            "2023/08/18 10:00",
            "20230818",
            "18 August 2023",
            "18th Aug. 2023",
            "Fri, 18 Aug 2023 10:00:00 GMT",
            "August 18, 2023 at 9:15 am",
            "2023-8-18",
        ] {
            assert_eq!(parse(value), day(2023, 8, 18), "{value}");
        }
        for value in [
            "",
            "yesterday",
            "2023",
            "2023-13-01",
            "2023-02-30",
            "August",
        ] {
            assert_eq!(parse(value), None, "{value}");
        }
    }

    #[test]
    fn names_of_files_and_folders() {
        for path in [
            "2023-08-18-title.txt",
            "news/20230818_title.html",
            "a/2023/08/18/title.html",
            "a/2023/aug/18/title",
            "a/2023/08/18-title.txt",
            "2023-08-18/title.txt",
            r"C:\news\2023\8\18\title.txt",
        ] {
            assert_eq!(in_path(path), day(2023, 8, 18), "{path}");
        }
        for path in [
            "title.txt",
            "12345678.txt",
            "a/2023/title.txt",
            "belarus-2023.txt",
            "",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            let _ = parse(&text);
            let _ = in_path(&text);
        }

        #[test]
        fn what_is_written_is_read(days in 0i64..290_000) {
            let day = Day::new(1400, 1, 1).unwrap() + jiff::Span::new().days(days);
            prop_assert_eq!(parse(&day.to_string()), Some(day));
        }
    }
}
