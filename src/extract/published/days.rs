//! The day on which a text was written, once its year is known, and where its first sentences name it.

use super::hints::{MOST_DATES, WEEKDAYS, dated, flat, is_to_come};
use crate::calendar::{Day, days_between};
use crate::load::dates_written;
use crate::model::{Article, Precision, Reading, Status, TimeExpression};

/// Sentences that tell the news, the headline among them.
const NEWS_SENTENCES: usize = 3;

/// "Signed an accord on Wednesday, July 17, 2019": news that names weekday and year in its first sentences was written on
/// that day or right after it, if nothing that happened in the text is later.
pub(super) fn day_of_news(article: &Article, reading: &Reading) -> Option<(Day, String)> {
    let text = article.text.as_str();
    let lead_end = reading.sentences[..reading.sentences.len().min(NEWS_SENTENCES)]
        .last()?
        .end;
    let day_of = |time: &TimeExpression| {
        let (first, last) = dated(time)?;
        (first == last).then_some(first)
    };
    let names_weekday = |time: &TimeExpression| {
        let words = time.span.of(text).split(|c: char| !c.is_alphabetic());
        words.into_iter().any(|word| {
            let short = word.get(..3).unwrap_or_default();
            WEEKDAYS.iter().any(|day| {
                day.eq_ignore_ascii_case(word)
                    || word.len() <= 5 && short.eq_ignore_ascii_case(&day[..3])
            })
        })
    };
    let tells = |time: &TimeExpression| {
        reading.events.iter().any(|event| {
            event.when.span == Some(time.span)
                && event.status == Status::Actual
                && !event.background
        })
    };
    let found = reading.times.iter().find(|time| {
        time.span.start < lead_end && day_of(time).is_some() && names_weekday(time) && tells(time)
    })?;
    let day = day_of(found)?;
    let later = reading.times.iter().take(MOST_DATES).any(|time| {
        dated(time).is_some_and(|(first, _)| first > day) && !is_to_come(text, reading, time.span)
    });
    (!later).then(|| (day, flat(found.span.of(text))))
}

/// The last day of a year that the text tells of, or the first day of the last month, and its words.
pub(super) fn last_day_in(
    article: &Article,
    reading: &Reading,
    year: i16,
) -> Option<(Day, Precision, String)> {
    let text = article.text.as_str();
    let told = || {
        let times = reading.times.iter().take(MOST_DATES);
        times.filter(|time| !is_to_come(text, reading, time.span))
    };
    let full = told().filter_map(|time| {
        let (first, last) = dated(time)?;
        let exact = first.year() == year && last.year() == year && first.month() == last.month();
        exact.then_some((last, Precision::Month, time.span))
    });
    // A day or month without a year is of the year in which the text was written, or of the one before.
    let partial = told().filter_map(|time| {
        let rest = time.value.strip_prefix("XXXX-")?;
        let month = rest.get(..2)?.parse().ok()?;
        let day = rest.get(3..5).and_then(|day| day.parse().ok()).unwrap_or(1);
        Some((Day::new(year, month, day).ok()?, Precision::Year, time.span))
    });
    let (day, precision, span) = full
        .chain(partial)
        .max_by_key(|(day, _, span)| (*day, span.start))?;
    Some((day, precision, flat(span.of(text))))
}

/// How far the day of a file may lie from the dateline of its text, in days.
const NEAR_DATELINE: i64 = 7;
/// How long after the last day that it tells of a text may be written, in days.
const LONG_AFTER: i64 = 800;

/// Whether the day on which a file was changed may be that of its text: a dateline of another day, or dates that all lie
/// long before, speak against it.
pub(super) fn may_be_of(article: &Article, reading: &Reading, day: Day) -> bool {
    let near = |written: Day| days_between(written, day).abs() <= NEAR_DATELINE;
    let dateline = dates_written(&article.text).into_iter().all(|written| {
        let of = |year: i16| Day::new(year, written.month, written.day).ok();
        let years = [day.year() - 1, day.year(), day.year() + 1];
        match written.year {
            Some(year) => of(year).is_some_and(near),
            None => years.into_iter().filter_map(of).any(near),
        }
    });
    let last = reading
        .times
        .iter()
        .take(MOST_DATES)
        .filter_map(|time| Some(dated(time)?.1))
        .max();
    dateline && last.is_none_or(|last| days_between(last, day) <= LONG_AFTER)
}
