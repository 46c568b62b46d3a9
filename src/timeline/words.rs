//! The date of an event in words: how open it is, what is known where the year is not, and why.

use crate::calendar::{Day, MONTH_NAMES, format_bounds, format_day, format_long_day, format_range};
use crate::model::{DateBasis, Precision, When};

/// "18 Aug 2023", "July 2023", "some day in 2023", "between 3 and 18 Aug 2023", "until 3 May 2023", "no date".
pub fn when_words(when: &When) -> String {
    let (Some(first), Some(last)) = (when.earliest, when.latest) else {
        return if when.is_undated() {
            "no date".to_owned()
        } else {
            format_bounds(when.earliest, when.latest)
        };
    };
    let words = format_range(first, last);
    match when.precision {
        Precision::Approximate => format!("about {words}"),
        Precision::Within if first < last => match words.split_once('–') {
            Some((from, to)) => format!("between {} and {}", from.trim(), to.trim()),
            None => format!("some day in {words}"),
        },
        Precision::Before if when.basis == DateBasis::Published => {
            format!("on or shortly before {}", format_day(last))
        }
        Precision::Before => format!("until {}", format_day(last)),
        Precision::After => format!("from {}", format_day(first)),
        _ => words,
    }
}

/// What is known of a date that no day can be given for: "June, year unknown", "a Thursday", "‘last month’".
pub fn known_words(when: &When) -> Option<String> {
    if !when.is_undated() {
        return None;
    }
    let known = when
        .value
        .as_deref()
        .and_then(words_of_value)
        .or_else(|| quoted(&when.why))?;
    Some(match when.precision {
        Precision::Approximate => format!("about {known}"),
        _ => known,
    })
}

/// A value of TIMEX3 whose year is not known, in words.
fn words_of_value(value: &str) -> Option<String> {
    const WEEKDAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let rest = value.strip_prefix("XXXX-")?;
    let named = |names: &[&'static str], number: &str| -> Option<&'static str> {
        let number: usize = number.parse().ok()?;
        names.get(number.checked_sub(1)?).copied()
    };
    if let Some(weekday) = rest.strip_prefix("WXX-") {
        return Some(format!("a {}", named(&WEEKDAYS, weekday)?));
    }
    let known = match rest {
        "SP" => "spring".to_owned(),
        "SU" => "summer".to_owned(),
        "FA" | "AU" => "autumn".to_owned(),
        "WI" => "winter".to_owned(),
        _ => match rest.split_once('-') {
            Some((month, day)) => {
                let day: u8 = day
                    .get(..2)?
                    .parse()
                    .ok()
                    .filter(|day| (1..=31).contains(day))?;
                format!("{day} {}", named(&MONTH_NAMES, month)?)
            }
            None => match rest.strip_prefix('Q') {
                Some(quarter) => format!("quarter {}", quarter.parse::<u8>().ok()?),
                None => named(&MONTH_NAMES, rest)?.to_owned(),
            },
        },
    };
    Some(format!("{known}, year unknown"))
}

/// The words of the article with which a reason begins.
fn quoted(why: &str) -> Option<String> {
    let rest = why.trim_start().strip_prefix(['‘', '“'])?;
    let (words, _) = rest.split_once(['’', '”'])?;
    let words = words.trim();
    (!words.is_empty()).then(|| format!("‘{words}’"))
}

/// The reason of a date, with the days that follow from it: "‘last month’, article of 18 Aug 2023 → 1–31 July 2023".
pub fn reason_words(when: &When) -> String {
    let why = when.why.trim();
    let (Some(first), Some(last)) = (when.earliest, when.latest) else {
        return why.to_owned();
    };
    match why.strip_suffix(format_range(first, last).as_str()) {
        Some(before) => format!("{before}{}", exact_days(first, last)),
        None => why.to_owned(),
    }
}

/// An interval by its first and last day, whatever unit it is: "1–31 July 2023".
fn exact_days(first: Day, last: Day) -> String {
    if first == last {
        return format_day(first);
    }
    let same_year = first.year() == last.year();
    if same_year && first.month() == last.month() {
        return format!("{}–{}", first.day(), format_long_day(last));
    }
    let from = format_day(first);
    let from = match from.rsplit_once(' ') {
        // Years before the first are two words, and stay.
        Some((day, _)) if same_year && first.year() > 0 => day,
        _ => from.as_str(),
    };
    format!("{from} – {}", format_day(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn july(precision: Precision) -> When {
        When {
            earliest: Some(date(2023, 7, 1)),
            latest: Some(date(2023, 7, 31)),
            precision,
            basis: DateBasis::Relative,
            ..When::unknown("‘last month’, article of 18 Aug 2023 → July 2023")
        }
    }

    #[test]
    fn how_open_a_date_is_shows_in_its_words() {
        let words = |precision| when_words(&july(precision));
        assert_eq!(words(Precision::Month), "July 2023");
        assert_eq!(words(Precision::Within), "some day in July 2023");
        assert_eq!(words(Precision::Approximate), "about July 2023");
        assert_eq!(words(Precision::Before), "until 31 Jul 2023");
        assert_eq!(words(Precision::After), "from 1 Jul 2023");
        assert_eq!(when_words(&When::unknown("")), "no date");
        let news = When {
            basis: DateBasis::Published,
            ..july(Precision::Before)
        };
        assert_eq!(when_words(&news), "on or shortly before 31 Jul 2023");
        let year = When {
            earliest: Some(date(2023, 1, 1)),
            latest: Some(date(2023, 8, 18)),
            ..july(Precision::Within)
        };
        assert_eq!(when_words(&year), "between 1 Jan and 18 Aug 2023");
    }

    #[test]
    fn a_reason_names_the_days() {
        assert_eq!(
            reason_words(&july(Precision::Month)),
            "‘last month’, article of 18 Aug 2023 → 1–31 July 2023"
        );
        let year = When {
            earliest: Some(date(2023, 1, 1)),
            latest: Some(date(2023, 12, 31)),
            ..When::unknown("‘this year’ → 2023")
        };
        assert_eq!(reason_words(&year), "‘this year’ → 1 Jan – 31 Dec 2023");
        assert_eq!(
            reason_words(&When::unknown(" no date in the text ")),
            "no date in the text"
        );
    }

    #[test]
    fn what_is_known_without_a_year_is_told() {
        let known = |value: &str| {
            known_words(&When {
                value: Some(value.to_owned()),
                ..When::unknown("‘then’, no publication date to reckon from")
            })
        };
        for (value, words) in [
            ("XXXX-06", "June, year unknown"),
            ("XXXX-06-12", "12 June, year unknown"),
            ("XXXX-SU", "summer, year unknown"),
            ("XXXX-Q3", "quarter 3, year unknown"),
            ("XXXX-WXX-4", "a Thursday"),
            // What says no more than the words of the article is told by these.
            ("XXXX-XX", "‘then’"),
            ("XXXX-99-99", "‘then’"),
            ("PAST_REF", "‘then’"),
        ] {
            assert_eq!(known(value).as_deref(), Some(words), "{value}");
        }
        assert_eq!(known_words(&When::unknown("no date in the text")), None);
        assert_eq!(known_words(&july(Precision::Month)), None);
        let about = When {
            value: Some("XXXX-06".to_owned()),
            precision: Precision::Approximate,
            ..When::unknown("")
        };
        assert_eq!(
            known_words(&about).as_deref(),
            Some("about June, year unknown")
        );
    }
}
