//! What is read from the sample articles, against the recorded reading of each: one line for each event, time and quote.
//!
//! `UPDATE_GOLDENS=1 cargo test --test samples` writes the records anew; read the difference before it is committed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline::extract::Reader;
use dateline::load;
use dateline::model::{Article, Event, Participant, Reading};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/samples")
}

fn names(participants: &[Participant]) -> String {
    let names: Vec<String> = participants
        .iter()
        .map(|participant| match participant.key() {
            Some(key) => format!("{} [{key}]", participant.name),
            None => participant.name.clone(),
        })
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(", ")
    }
}

fn event_line(article: &Article, event: &Event) -> String {
    let day =
        |day: Option<dateline::calendar::Day>| day.map_or("?".to_owned(), |day| day.to_string());
    let when = match (event.when.earliest, event.when.latest) {
        (None, None) => "undated".to_owned(),
        (from, to) if from == to => day(from),
        (from, to) => format!("{}..{}", day(from), day(to)),
    };
    format!(
        "{when} | {} | {} | {} > {} | {}",
        event.kind.code(),
        event.status.words(),
        names(&event.sources),
        names(&event.targets),
        event.trigger.of(&article.text),
    )
}

fn record(article: &Article, reading: &Reading) -> String {
    let text = &article.text;
    let mut record = String::new();
    let published = article
        .published
        .date
        .map_or("unknown".to_owned(), |day| day.to_string());
    let _ = writeln!(
        record,
        "{}\npublished {published}\n\n# events",
        article.headline()
    );
    for event in &reading.events {
        let _ = writeln!(record, "{}", event_line(article, event));
    }
    let _ = writeln!(record, "\n# times");
    for time in &reading.times {
        let _ = writeln!(record, "{} | {}", time.span.of(text), time.value);
    }
    let _ = writeln!(record, "\n# quotes");
    for quote in &reading.quotes {
        let speaker = quote.speaker_name.as_deref().unwrap_or("?");
        let words: Vec<&str> = quote.content.iter().map(|span| span.of(text)).collect();
        let _ = writeln!(record, "{speaker}: {}", words.join(" … "));
    }
    record
}

#[test]
fn samples_are_read_as_recorded() {
    let reader = Reader::load().unwrap();
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut differ = Vec::new();
    for article in load::samples() {
        let record = record(&article, &reader.read(&article));
        let name = article.id.0.replace(", line ", "-");
        let path = folder().join(format!("{name}.txt"));
        if update {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, &record).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != record {
            differ.push(format!("--- {name}\n{record}"));
        }
    }
    assert!(
        differ.is_empty(),
        "the reading of these samples differs from tests/goldens/samples; if it is better, write it anew with \
         UPDATE_GOLDENS=1\n{}",
        differ.join("\n")
    );
}

#[test]
fn the_samples_show_the_program_off() {
    let reader = Reader::load().unwrap();
    let samples = load::samples();
    let mut events = 0;
    let mut dated = 0;
    let mut countries = std::collections::BTreeSet::new();
    let mut quotes = 0;
    for article in &samples {
        let reading = reader.read(article);
        quotes += reading.quotes.iter().filter(|quote| quote.direct).count();
        for event in &reading.events {
            events += 1;
            dated += usize::from(!event.when.is_undated());
            countries.extend(
                event
                    .sources
                    .iter()
                    .chain(&event.targets)
                    .filter_map(|p| p.country),
            );
        }
    }
    assert!(events >= 60, "{events} events");
    assert!(
        dated * 2 >= events,
        "{dated} of {events} events have a date"
    );
    assert!(countries.len() >= 10, "{countries:?}");
    assert!(quotes >= 12, "{quotes} quotes");
}
