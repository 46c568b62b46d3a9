//! How days and intervals are written for people: "18 Aug 2023", "July 2023", "1 Jan – 18 Aug 2023", "2018".

use super::{Day, Interval};

/// Names of the months, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Their short forms.
pub const MONTH_SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month(names: &[&'static str; 12], day: Day) -> &'static str {
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or("?")
}

/// A year; those before year 1 as "480 BC".
pub fn format_year(year: i16) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i32::from(year))
    }
}

/// "18 Aug 2023".
pub fn format_day(day: Day) -> String {
    format!("{} {}", day_and_month(day), format_year(day.year()))
}

/// "18 August 2023".
pub fn format_long_day(day: Day) -> String {
    format!(
        "{} {} {}",
        day.day(),
        month(&MONTH_NAMES, day),
        format_year(day.year())
    )
}

fn day_and_month(day: Day) -> String {
    format!("{} {}", day.day(), month(&MONTH_SHORT, day))
}

/// An interval in the shortest form that says exactly which days it holds.
pub fn format_range(earliest: Day, latest: Day) -> String {
    let (first, last) = (earliest.min(latest), earliest.max(latest));
    if first == last {
        return format_day(first);
    }
    let same_year = first.year() == last.year();
    if first.day() == 1 && last.day() == last.days_in_month() {
        return whole_months(first, last);
    }
    if !same_year {
        return format!("{} – {}", format_day(first), format_day(last));
    }
    if first.month() == last.month() {
        return format!("{}–{}", first.day(), format_day(last));
    }
    format!("{} – {}", day_and_month(first), format_day(last))
}

/// From the first day of a month to the last day of one.
fn whole_months(first: Day, last: Day) -> String {
    let whole_years = first.month() == 1 && last.month() == 12;
    let (from, to) = (first.year(), last.year());
    if whole_years {
        return match i32::from(to) - i32::from(from) {
            0 => format_year(from),
            9 if from > 0 && from % 10 == 0 => format!("{from}s"),
            99 if from > 0 && from % 100 == 0 => format!("{from}–{to}"),
            _ if from > 0 => format!("{from}–{to}"),
            _ => format!("{} – {}", format_year(from), format_year(to)),
        };
    }
    if from != to {
        return format!(
            "{} {} – {} {}",
            month(&MONTH_SHORT, first),
            format_year(from),
            month(&MONTH_SHORT, last),
            format_year(to)
        );
    }
    if first.month() == last.month() {
        return format!("{} {}", month(&MONTH_NAMES, first), format_year(from));
    }
    format!(
        "{}–{} {}",
        month(&MONTH_SHORT, first),
        month(&MONTH_SHORT, last),
        format_year(from)
    )
}

/// As [`format_range`], with an end that may be open: "until 18 Aug 2023", "from 18 Aug 2023", "undated".
pub fn format_bounds(earliest: Option<Day>, latest: Option<Day>) -> String {
    match (earliest, latest) {
        (Some(first), Some(last)) => format_range(first, last),
        (Some(first), None) => format!("from {}", format_day(first)),
        (None, Some(last)) => format!("until {}", format_day(last)),
        (None, None) => "undated".to_owned(),
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format_range(self.earliest(), self.latest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ranges_in_their_shortest_form() {
        for (first, last, words) in [
            (date(2023, 8, 18), date(2023, 8, 18), "18 Aug 2023"),
            (date(2023, 7, 1), date(2023, 7, 31), "July 2023"),
            (date(2023, 1, 1), date(2023, 8, 18), "1 Jan – 18 Aug 2023"),
            (date(2018, 1, 1), date(2018, 12, 31), "2018"),
            (date(2014, 1, 1), date(2018, 12, 31), "2014–2018"),
            (date(1990, 1, 1), date(1999, 12, 31), "1990s"),
            (date(2023, 7, 1), date(2023, 9, 30), "Jul–Sep 2023"),
            (date(2023, 12, 1), date(2024, 2, 29), "Dec 2023 – Feb 2024"),
            (
                date(2023, 12, 30),
                date(2024, 1, 2),
                "30 Dec 2023 – 2 Jan 2024",
            ),
            (date(2023, 7, 17), date(2023, 7, 23), "17–23 Jul 2023"),
            (date(-479, 9, 1), date(-479, 9, 30), "September 480 BC"),
            (date(2023, 7, 31), date(2023, 7, 1), "July 2023"),
        ] {
            assert_eq!(format_range(first, last), words);
        }
    }

    #[test]
    fn open_ends() {
        let day = date(2023, 8, 18);
        assert_eq!(format_bounds(Some(day), None), "from 18 Aug 2023");
        assert_eq!(format_bounds(None, Some(day)), "until 18 Aug 2023");
        assert_eq!(format_bounds(None, None), "undated");
        assert_eq!(format_long_day(day), "18 August 2023");
    }
}
