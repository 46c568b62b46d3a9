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

/// The days on which a day of the Islamic calendar falls in a civil year, by the tabular calendar (civil epoch, leap years
/// 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30): mostly one, sometimes two or none. Where the new moon is watched for, it
/// may be a day earlier or later.
pub fn islamic_days(year: i16, month: i8, day: i8) -> Vec<Day> {
    let Ok(new_year) = Day::new(year, 1, 1) else {
        return Vec::new();
    };
    // Days before the first of the year 1 (16 July 622 of the Julian calendar), counted from 1 January 1970.
    const EPOCH: i64 = -492_148;
    let since_1970 = super::days_between(Day::constant(1970, 1, 1), new_year);
    let near = (since_1970 - EPOCH) * 30 / 10_631;
    let (month, day) = (i64::from(month), i64::from(day));
    (near - 1..=near + 2)
        .filter(|islamic| *islamic > 0)
        .map(|islamic| {
            let before_year = 354 * (islamic - 1) + (11 * islamic + 3).div_euclid(30);
            let before_month = 29 * (month - 1) + month / 2;
            shift_days(
                Day::constant(1970, 1, 1),
                EPOCH + before_year + before_month + day - 1,
            )
        })
        .filter(|found| found.year() == year)
        .collect()
}

/// The first day of Passover (15 Nisan) in a civil year, by the rule of Gauss; none before 1583.
pub fn passover(year: i16) -> Option<Day> {
    if year < 1583 {
        return None;
    }
    let hebrew = i64::from(year) + 3760;
    let (a, b) = ((12 * hebrew + 17) % 19, hebrew % 4);
    // The moment of the moon in units of 1/492,480 of a day, so that nothing is rounded.
    const UNIT: i64 = 492_480;
    let moment = 15_781_075 + 765_433 * a + 123_120 * b - 1_565 * hebrew;
    let (whole, rest) = (moment.div_euclid(UNIT), moment.rem_euclid(UNIT));
    let weekday = (3 * hebrew + 5 * b + whole + 5).rem_euclid(7);
    let shift = match weekday {
        2 | 4 | 6 => 1,
        1 if a > 6 && rest >= 311_676 => 2,
        0 if a > 11 && rest >= 442_111 => 1,
        _ => 0,
    };
    let y = i64::from(year);
    // Gauss counts from the beginning of March of the Julian calendar.
    let lag = y / 100 - y / 400 - 2;
    let march = Day::new(year, 3, 1).ok()?;
    Some(shift_days(march, whole + shift + lag - 1))
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

    #[test]
    fn passover_and_the_islamic_feasts_fall_where_they_fell() {
        for (year, day) in [
            (1948, date(1948, 4, 24)),
            (1997, date(1997, 4, 22)),
            (2005, date(2005, 4, 24)),
            (2016, date(2016, 4, 23)),
            (2023, date(2023, 4, 6)),
            (2025, date(2025, 4, 13)),
        ] {
            assert_eq!(passover(year), Some(day));
        }
        assert_eq!(passover(1500), None);
        // As they were kept in Saudi Arabia; the tables may be a day off.
        for (year, month, day, kept) in [
            (2016, 10, 1, date(2016, 7, 6)),
            (2020, 10, 1, date(2020, 5, 24)),
            (2023, 10, 1, date(2023, 4, 21)),
            (2024, 10, 1, date(2024, 4, 10)),
            (2023, 12, 10, date(2023, 6, 28)),
            (2024, 12, 10, date(2024, 6, 16)),
            (2001, 9, 1, date(2001, 11, 16)),
            (1979, 1, 1, date(1979, 11, 20)),
        ] {
            let found = islamic_days(year, month, day);
            assert_eq!(found.len(), 1, "{year}: {found:?}");
            let off = super::super::days_between(kept, found[0]).abs();
            assert!(off <= 1, "{kept}: {found:?}");
        }
        assert_eq!(islamic_days(2030, 9, 1).len(), 2);
        assert_eq!(islamic_days(500, 9, 1), Vec::new());
    }
}
