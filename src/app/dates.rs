//! Dates as the window writes and reads them: "18 Aug 2023".

use crate::calendar::{Day, MONTH_NAMES, format_bounds, format_day};

/// A day for people: `18 Aug 2023`.
pub(crate) fn written(day: Day) -> String {
    format_day(day)
}

/// A range for people: `Jan–Nov 2023`, `from 3 May 2023`, `until 1 Jun 2024`.
pub(crate) fn written_range(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (None, None) => "any date".to_owned(),
        bounds => format_bounds(bounds.0, bounds.1),
    }
}

/// Reads what a user types for a day: `2023-08-18`, `18 Aug 2023`, `August 18, 2023`, `18.8.2023` (day first).
pub(crate) fn read(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    if a.len() == 4 {
        return day(a, month(b)?, c);
    }
    if let Some(month) = month_name(a) {
        return day(c, month, b);
    }
    day(c, month(b)?, a)
}

fn day(year: &str, month: i8, day: &str) -> Option<Day> {
    if year.len() != 4 {
        return None;
    }
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Day::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn month(text: &str) -> Option<i8> {
    month_name(text).or_else(|| text.parse().ok())
}

fn month_name(text: &str) -> Option<i8> {
    let text = text.to_lowercase();
    if text.len() < 3 {
        return None;
    }
    let index = MONTH_NAMES
        .iter()
        .position(|name| name.to_lowercase().starts_with(&text))?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        let day = Day::constant(2023, 8, 18);
        for text in [
            "2023-08-18",
            "2023/8/18",
            "18 Aug 2023",
            "18 August 2023",
            " 18.8.2023 ",
            "Aug 18, 2023",
            "August 18th 2023",
        ] {
            assert_eq!(read(text), Some(day), "{text}");
        }
        for text in [
            "",
            "2023",
            "18 Aug",
            "31 Feb 2023",
            "18 Xyz 2023",
            "1/2/3/4",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn written_dates_are_read_back() {
        for day in [Day::constant(2023, 8, 18), Day::constant(1999, 12, 1)] {
            assert_eq!(read(&written(day)), Some(day));
        }
    }
}
