//! The date of an event in words, with how open it is.

use crate::calendar::{format_bounds, format_day, format_range};
use crate::model::{Precision, When};

/// "18 Aug 2023", "July 2023", "some day in 2023", "until 3 May 2023", "no date".
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
        Precision::Within if first < last => format!("some day in {words}"),
        Precision::Before => format!("until {}", format_day(last)),
        Precision::After => format!("from {}", format_day(first)),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateBasis;
    use jiff::civil::date;

    fn words(precision: Precision) -> String {
        when_words(&When {
            earliest: Some(date(2023, 7, 1)),
            latest: Some(date(2023, 7, 31)),
            precision,
            basis: DateBasis::Relative,
            ..When::unknown("")
        })
    }

    #[test]
    fn how_open_a_date_is_shows_in_its_words() {
        assert_eq!(words(Precision::Month), "July 2023");
        assert_eq!(words(Precision::Within), "some day in July 2023");
        assert_eq!(words(Precision::Approximate), "about July 2023");
        assert_eq!(words(Precision::Before), "until 31 Jul 2023");
        assert_eq!(words(Precision::After), "from 1 Jul 2023");
        assert_eq!(when_words(&When::unknown("")), "no date");
    }
}
