//! Days whose date has to be reckoned: Easter, and the nth weekday of a month.

use super::Day;
use super::arithmetic::{days_in_month, shift_days, weekday_number};

/// Easter Sunday of the western churches (Gregorian computus of Meeus, Jones and Butcher); none before 1583.
pub fn easter(year: i16) -> Option<Day> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday of the Orthodox churches, by the Julian computus of Meeus, as a Gregorian day; none before 1583.
pub fn orthodox_easter(year: i16) -> Option<Day> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    // What the Julian calendar lags behind: three days in four centuries.
    let lag = y / 100 - y / 400 - 2;
    Some(shift_days(julian, i64::from(lag)))
}

/// The nth weekday (Monday 1 to Sunday 7) of a month, from its end if `nth` is negative; none if there is no such day.
pub fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Day> {
    let length = days_in_month(year, month);
    let day = if nth > 0 {
        let first = Day::new(year, month, 1).ok()?;
        let ahead = (weekday - weekday_number(first)).rem_euclid(7);
        shift_days(first, i64::from(ahead) + 7 * i64::from(nth - 1))
    } else {
        let last = Day::new(year, month, length).ok()?;
        let back = (weekday_number(last) - weekday).rem_euclid(7);
        shift_days(last, -i64::from(back) + 7 * (i64::from(nth) + 1))
    };
    (nth != 0 && day.month() == month).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easters() {
        for (year, month, day) in [
            (1998, 4, 12),
            (2018, 4, 1),
            (2019, 4, 21),
            (2024, 3, 31),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn orthodox_easters() {
        for (year, month, day) in [
            (1998, 4, 19),
            (2016, 5, 1),
            (2017, 4, 16),
            (2023, 4, 16),
            (2024, 5, 5),
        ] {
            assert_eq!(orthodox_easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn weekdays_of_months() {
        assert_eq!(nth_weekday(2023, 11, 4, 4), Some(date(2023, 11, 23)));
        assert_eq!(nth_weekday(2023, 5, 1, -1), Some(date(2023, 5, 29)));
        assert_eq!(nth_weekday(2023, 2, 1, 5), None);
        assert_eq!(nth_weekday(2023, 2, 1, 0), None);
    }
}
