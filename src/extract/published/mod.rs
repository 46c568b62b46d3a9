//! A guess at the publication date of an article that bears none: what its text says must fit together.
//!
//! Every hint speaks for some years (`hints`); the year with the most on its side wins, and the day comes from the
//! dateline or from the last date that the text tells of. The guess is only offered: it becomes the date when the user
//! takes it.

mod days;
mod hints;

use self::hints::Hint;
use crate::calendar::Day;
use crate::load::{WrittenKind, dates_written};
use crate::model::{Article, DateClaim, Precision, PublishedBasis, Reading};
use crate::world::World;

/// Years that may be guessed.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;
/// How many years beside those at which a hint begins or ends are looked at.
const BESIDE: i16 = 2;
/// Without any one of the hints there may be so many years from the first to the last that fit.
const MOST_YEARS: i16 = 4;
/// Reasons that are told.
const MOST_REASONS: usize = 5;

/// The best guess for an article that was read without a publication date; none where the text gives no hint.
pub fn guess(article: &Article, reading: &Reading, world: &World) -> Option<DateClaim> {
    if let Some((date, words)) = days::day_of_news(article, reading) {
        return Some(DateClaim {
            date,
            basis: PublishedBasis::Inferred,
            confidence: 0.45,
            precision: Precision::Day,
            why: format!(
                "the first sentences tell of ‘{words}’, and nothing that the text dates is later"
            ),
        });
    }
    let hints = hints::find(article, reading, world);
    let (year, margin) = best_year(&hints)?;
    let (date, precision, told) = day_in(article, reading, year);
    let mut fitting: Vec<&Hint> = hints.iter().filter(|hint| hint.fits(year)).collect();
    fitting.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut reasons: Vec<String> = Vec::new();
    for hint in &fitting {
        if !reasons.contains(&hint.why) {
            reasons.push(hint.why.clone());
        }
    }
    reasons.truncate(MOST_REASONS);
    reasons.extend(told);
    Some(DateClaim {
        date,
        basis: PublishedBasis::Inferred,
        // A guess stays less than anything that is written.
        confidence: (0.25 + 0.1 * margin).clamp(0.2, 0.49),
        precision,
        why: reasons.join("; "),
    })
}

/// Whether a day that is known of the file of an article may be that of its publication.
pub fn may_be_of(article: &Article, reading: &Reading, day: Day) -> bool {
    days::may_be_of(article, reading, day)
}

/// The only year that fits, and by how much it leads the years beyond its neighbours. None where the hints leave more, or
/// where all hangs on one of them: people are named who hold their office no more, and a guess that is often wrong is
/// worse than none.
fn best_year(hints: &[Hint]) -> Option<(i16, f32)> {
    let all: Vec<&Hint> = hints.iter().filter(|hint| !hint.prior).collect();
    let (year, last, margin) = fitting_years(&all)?;
    if year != last {
        return None;
    }
    let reckoned = all.iter().any(|hint| hint.reckoned && hint.fits(year));
    let contradicted = all.iter().any(|hint| !hint.fits(year));
    let stands = || {
        all.iter().enumerate().all(|(without, _)| {
            let others: Vec<&Hint> = all
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != without)
                .map(|(_, hint)| *hint)
                .collect();
            fitting_years(&others).is_some_and(|(first, last, _)| {
                (first..=last).contains(&year) && last - first <= MOST_YEARS
            })
        })
    };
    let sure = if reckoned { !contradicted } else { stands() };
    sure.then_some((year, margin))
}

/// The first and the last of the years for which most speaks, and by how much they lead.
fn fitting_years(hints: &[&Hint]) -> Option<(i16, i16, f32)> {
    // All years at which some hint begins or ends, and those beside them, can be best.
    let mut years: Vec<i16> = hints
        .iter()
        .flat_map(|hint| [hint.first, hint.last])
        .flat_map(|year| (-BESIDE..=BESIDE).map(move |step| year.saturating_add(step)))
        .chain(hints.iter().flat_map(|hint| hint.years()))
        .filter(|year| YEARS.contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let worth = |year: i16| -> f32 {
        let fitting = hints.iter().filter(|hint| hint.fits(year));
        fitting.map(|hint| hint.weight).sum()
    };
    let most = years
        .iter()
        .map(|&year| worth(year))
        .max_by(f32::total_cmp)
        .filter(|most| *most > 0.0)?;
    let is_best = |year: &i16| worth(*year) >= most - 0.01;
    let best: Vec<i16> = years.iter().copied().filter(is_best).collect();
    let second = years
        .iter()
        .filter(|year| !is_best(year))
        .map(|&year| worth(year))
        .max_by(f32::total_cmp);
    Some((
        *best.first()?,
        *best.last()?,
        most - second.unwrap_or_default(),
    ))
}

/// The day within the year: the dateline's, else the last one that the text names, else the middle of the year.
fn day_in(article: &Article, reading: &Reading, year: i16) -> (Day, Precision, Option<String>) {
    let written = dates_written(&article.text).into_iter().find(|written| {
        written.year.is_none_or(|own| own == year) && written.kind != WrittenKind::Changed
    });
    if let Some(written) = written
        && let Ok(day) = Day::new(year, written.month, written.day)
    {
        let words = article.text.get(written.words).unwrap_or_default();
        return (day, Precision::Day, Some(format!("the dateline ‘{words}’")));
    }
    if let Some((day, precision, words)) = days::last_day_in(article, reading, year) {
        let reason = format!("the last date of the text is ‘{words}’");
        return (day, precision, Some(reason));
    }
    let middle = Day::new(year, 7, 1).unwrap_or_default();
    (middle, Precision::Year, None)
}

#[cfg(test)]
mod tests;
