//! A guess at the publication date of an article that bears none: what its text says must fit together.
//!
//! Every hint speaks for some years (`hints`); the year with the most on its side wins, and the day comes from the
//! dateline or from the last date that the text tells of. The guess is only offered: it becomes the date when the user
//! takes it.

mod hints;

use self::hints::Hint;
use crate::calendar::Day;
use crate::load::{WrittenKind, dates_written};
use crate::model::{Article, DateClaim, Precision, PublishedBasis, Reading};
use crate::world::World;

/// Years that may be guessed.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;
/// Hints that leave as many years as this, from first to last, say nothing.
const MOST_YEARS: i16 = 2;
/// Reasons that are told.
const MOST_REASONS: usize = 5;

/// The best guess for an article that was read without a publication date; none where the text gives no hint.
pub fn guess(article: &Article, reading: &Reading, world: &World) -> Option<DateClaim> {
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

/// The year that most speaks for, and by how much it leads the years beyond its neighbours. None where the hints leave
/// too many years: a guess that is often wrong is worse than none.
fn best_year(hints: &[Hint]) -> Option<(i16, f32)> {
    // All years at which some hint begins or ends, and those beside them, can be best.
    let mut years: Vec<i16> = hints
        .iter()
        .flat_map(|hint| [hint.first, hint.last])
        .flat_map(|year| (-MOST_YEARS..=MOST_YEARS).map(move |step| year.saturating_add(step)))
        .chain(hints.iter().flat_map(Hint::years))
        .filter(|year| YEARS.contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let worth = |year: i16, priors: bool| -> f32 {
        let fitting = hints.iter().filter(|hint| hint.fits(year));
        fitting
            .filter(|hint| priors || !hint.prior)
            .map(|hint| hint.weight)
            .sum()
    };
    let most = years
        .iter()
        .map(|&year| worth(year, false))
        .max_by(f32::total_cmp)?;
    let best: Vec<i16> = years
        .iter()
        .copied()
        .filter(|&year| worth(year, false) >= most - 0.01)
        .collect();
    if most <= 0.0 || best.last()? - best.first()? >= MOST_YEARS {
        return None;
    }
    let year = best
        .iter()
        .copied()
        .max_by(|a, b| worth(*a, true).total_cmp(&worth(*b, true)).then(b.cmp(a)))?;
    let second = years
        .iter()
        .filter(|other| !best.contains(other))
        .map(|&other| worth(other, false))
        .max_by(f32::total_cmp);
    Some((year, most - second.unwrap_or_default()))
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
    if let Some((day, precision, words)) = hints::last_day_in(article, reading, year) {
        let reason = format!("the last date of the text is ‘{words}’");
        return (day, precision, Some(reason));
    }
    let middle = Day::new(year, 7, 1).unwrap_or_default();
    (middle, Precision::Year, None)
}

#[cfg(test)]
mod tests;
