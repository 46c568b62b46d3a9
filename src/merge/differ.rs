//! In what the reports of one event disagree: date, place, number, status. All versions are kept, each with its reports.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Report;
use super::likeness::far_apart;
use super::same::interval;
use super::words::{StopWords, without_ending};
use crate::calendar::{Day, MONTH_NAMES, format_range};
use crate::model::{Event, Status};

/// What reports disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// When it happened.
    Date,
    /// Where.
    Place,
    /// How many.
    Number,
    /// Whether it happened.
    Status,
}

impl Matter {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Place => "place",
            Self::Number => "number",
            Self::Status => "status",
        }
    }
}

/// What some of the reports say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// For people: "3 May 2024", "14 soldiers", "denied".
    pub words: String,
    /// Which reports say so, in order.
    pub reports: Vec<Report>,
}

/// One matter in which the reports of an event disagree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disagreement {
    /// What it is about.
    pub about: Matter,
    /// At least two versions, the one with the most reports first.
    pub versions: Vec<Version>,
}

impl Disagreement {
    /// One line for people: "number: 14 killed (2 articles), 15 killed (1 article)".
    pub fn line(&self) -> String {
        let versions: Vec<String> = self
            .versions
            .iter()
            .map(|version| {
                let articles: BTreeSet<usize> =
                    version.reports.iter().map(|one| one.article).collect();
                let count = articles.len();
                let noun = if count == 1 { "article" } else { "articles" };
                format!("{} ({count} {noun})", version.words)
            })
            .collect();
        format!("{}: {}", self.about.words(), versions.join(", "))
    }
}

/// A report with its event and the text of its article.
pub(super) struct Heard<'a> {
    pub(super) report: Report,
    pub(super) event: &'a Event,
    pub(super) text: &'a str,
}

/// Everything in which these reports of one event disagree.
pub(super) fn disagreements(stop: &StopWords, heard: &[Heard<'_>]) -> Vec<Disagreement> {
    if heard.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(dates(heard));
    found.extend(places(heard));
    found.extend(numbers(stop, heard));
    found.extend(statuses(heard));
    found
}

fn disagreement(about: Matter, versions: BTreeMap<String, Vec<Report>>) -> Option<Disagreement> {
    if versions.len() < 2 {
        return None;
    }
    let mut versions: Vec<Version> = versions
        .into_iter()
        .map(|(words, reports)| Version { words, reports })
        .collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.reports.len()));
    Some(Disagreement { about, versions })
}

/// Dates that exclude one another: a day within a month that another report names is no disagreement.
fn dates(heard: &[Heard<'_>]) -> Option<Disagreement> {
    let told: Vec<(Report, (Day, Day))> = heard
        .iter()
        .filter_map(|one| Some((one.report, interval(one.event)?)))
        .collect();
    let within = |x: &(Day, Day), y: &(Day, Day)| y.0 <= x.0 && x.1 <= y.1;
    let mut versions: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for (report, days) in &told {
        if told
            .iter()
            .any(|(_, other)| !within(days, other) && !within(other, days))
        {
            let words = format_range(days.0, days.1);
            versions.entry(words).or_default().push(*report);
        }
    }
    disagreement(Matter::Date, versions)
}

fn places(heard: &[Heard<'_>]) -> Option<Disagreement> {
    let mut versions: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for one in heard {
        let place = one.event.place.as_ref();
        if let Some(named) = place
            && heard
                .iter()
                .any(|other| far_apart(place, other.event.place.as_ref()))
        {
            versions
                .entry(named.name.clone())
                .or_default()
                .push(one.report);
        }
    }
    disagreement(Matter::Place, versions)
}

fn statuses(heard: &[Heard<'_>]) -> Option<Disagreement> {
    let mut versions: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    let all: BTreeSet<Status> = heard.iter().map(|one| one.event.status).collect();
    // A plan that came true is no contradiction; a denial is, and so is a doubt.
    let contradicts = all.contains(&Status::Denied) || all.contains(&Status::Possible);
    for one in heard.iter().filter(|_| contradicts) {
        versions
            .entry(one.event.status.words().to_owned())
            .or_default()
            .push(one.report);
    }
    disagreement(Matter::Status, versions)
}

/// The first thing that two reports count differently.
fn numbers(stop: &StopWords, heard: &[Heard<'_>]) -> Option<Disagreement> {
    let mut counted: BTreeMap<String, BTreeMap<u64, Vec<Report>>> = BTreeMap::new();
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for one in heard {
        let mut here: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        for span in &one.event.evidence {
            for (number, noun) in counts(stop, span.of(one.text)) {
                let stem = without_ending(&noun).to_owned();
                shown.entry(stem.clone()).or_insert(noun);
                here.entry(stem).or_default().insert(number);
            }
        }
        for (stem, numbers) in here {
            // "Two killed here, three there": a report with two numbers contradicts nobody.
            if let (1, Some(number)) = (numbers.len(), numbers.first()) {
                let reports = counted.entry(stem).or_default().entry(*number).or_default();
                reports.push(one.report);
            }
        }
    }
    counted
        .into_iter()
        .filter(|(_, by_number)| by_number.len() > 1)
        .max_by_key(|(_, by_number)| by_number.values().map(Vec::len).sum::<usize>())
        .and_then(|(stem, by_number)| {
            let noun = shown.get(&stem)?;
            let versions = by_number
                .into_iter()
                .map(|(number, reports)| (format!("{number} {noun}"), reports))
                .collect();
            disagreement(Matter::Number, versions)
        })
}

const SMALL: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
/// What is counted of every event alike, or not counted but named: days and parts of a date. Months are added to these.
const NOT_COUNTED: &[&str] = &[
    "second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "time",
    "oclock",
];

/// Numbers with the words that say what they count: "14 soldiers", "at least two people killed".
fn counts(stop: &StopWords, text: &str) -> Vec<(u64, String)> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(number) = number(word) else {
            continue;
        };
        let counted: Vec<&String> = words[at + 1..]
            .iter()
            .take(3)
            .take_while(|word| self::number(word).is_none())
            .collect();
        let dated = |word: &&String| {
            let stem = without_ending(word);
            [word.as_str(), stem].into_iter().any(|word| {
                NOT_COUNTED.contains(&word)
                    || MONTH_NAMES
                        .iter()
                        .any(|month| month.eq_ignore_ascii_case(word))
            })
        };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        if counted.first().is_some_and(dated) || before.as_ref().is_some_and(dated) {
            continue;
        }
        found.extend(
            counted
                .into_iter()
                .filter(|word| !stop.content(word).is_empty())
                .filter(|word| word.chars().all(char::is_alphabetic))
                .map(|word| (number, word.clone())),
        );
    }
    found
}

/// A whole number in digits ("1,200") or a small one in letters; not a year.
fn number(word: &str) -> Option<u64> {
    if let Some(place) = SMALL.iter().position(|small| *small == word) {
        return u64::try_from(place + 1).ok().filter(|number| *number > 1);
    }
    let digits: String = word.chars().filter(|letter| *letter != ',').collect();
    let number: u64 = digits.parse().ok()?;
    let year = digits.len() == 4 && digits.len() == word.len() && (1_800..2_200).contains(&number);
    (!year).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_what_they_count() {
        let stop = StopWords::load();
        let found = counts(
            &stop,
            "On 6 May 2024 at least 1,200 Norwegian sailors and two captains left within 3 days.",
        );
        assert!(found.contains(&(1_200, "sailors".to_owned())), "{found:?}");
        assert!(found.contains(&(2, "captains".to_owned())), "{found:?}");
        assert!(
            found.iter().all(|(number, _)| [2, 1_200].contains(number)),
            "{found:?}"
        );
    }
}
