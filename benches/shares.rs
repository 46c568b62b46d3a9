//! What share of the time of reading goes into language, mentions, times, quotes and events.
//!
//! usage: cargo bench --bench shares [-- FILE.jsonl]. Without a file the samples that come with the program are read. The
//! stages take turns within each article, so that a noisy machine slows all of them alike; the shares are what counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and prints its figures"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::extract::{Reader, Stage};
use dateline::load;
use dateline::model::Article;

const STAGES: [(Stage, &str); 5] = [
    (Stage::Language, "language"),
    (Stage::Mentions, "mentions"),
    (Stage::Times, "times"),
    (Stage::Quotes, "quotes"),
    (Stage::Events, "events"),
];
const PASSES: usize = 3;

fn articles(path: PathBuf) -> Vec<Article> {
    let stop = AtomicBool::new(false);
    let files = load::expand(&[path], &stop).files;
    files
        .iter()
        .flat_map(|file| {
            load::articles(file, &stop)
                .filter_map(Result::ok)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn main() {
    let named = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let path = named.map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples")),
        PathBuf::from,
    );
    let articles = articles(path);
    let reader = Reader::load().unwrap();
    let mut spent: BTreeMap<Stage, Duration> = BTreeMap::new();
    for pass in 0..=PASSES {
        for article in &articles {
            let mut begin = Instant::now();
            reader.read_in_stages(article, &mut |stage| {
                // The first pass warms the caches.
                if pass > 0 {
                    *spent.entry(stage).or_default() += begin.elapsed();
                }
                begin = Instant::now();
            });
        }
    }
    let all: Duration = spent.values().sum();
    println!("{} articles, {PASSES} passes", articles.len());
    for (stage, name) in STAGES {
        let time = spent.get(&stage).copied().unwrap_or_default();
        println!(
            "{name:10} {:8.3} s {:6.2} %",
            time.as_secs_f64(),
            100.0 * time.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE)
        );
    }
}
