//! How fast the language engine is: loading, and reading from text to names and lemmas on one thread.
//!
//! With `LANGUAGE_BENCH_FILE` set to a file of JSON lines with a `text` each, that corpus is read instead, three times over after a
//! first time, and one line tells the best rate: `words 12345 seconds 0.250 words-per-second 49380`. `compare_spacy.py` reads it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, Throughput};
use dateline::language::Engine;

fn texts(path: &str) -> Vec<String> {
    let content = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    content
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|document| document["text"].as_str().map(str::to_owned))
        .collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The project's own sentences as paragraphs of three, up to a thousand words.
fn article() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/goldens/language/documents.jsonl"
    );
    let mut article = String::new();
    for paragraph in texts(path).chunks(3) {
        if words(&article) >= 1_000 {
            break;
        }
        article.push_str(&paragraph.join(" "));
        article.push_str("\n\n");
    }
    article
}

fn measure_corpus(path: &str) {
    let engine = Engine::load().unwrap_or_else(|error| panic!("{error}"));
    let texts = texts(path);
    let count: usize = texts.iter().map(|text| words(text)).sum();
    let mut best = f64::INFINITY;
    for pass in 0..4 {
        let begin = Instant::now();
        for text in &texts {
            black_box(engine.read(text));
        }
        if pass > 0 {
            best = best.min(begin.elapsed().as_secs_f64());
        }
    }
    let rate = count as f64 / best;
    #[expect(clippy::print_stdout, reason = "the result of the benchmark")]
    {
        println!("words {count} seconds {best:.3} words-per-second {rate:.0}");
    }
}

fn main() {
    if let Ok(path) = std::env::var("LANGUAGE_BENCH_FILE") {
        measure_corpus(&path);
        return;
    }
    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("load", |bencher| bencher.iter(Engine::load));
    let engine = Engine::load().unwrap_or_else(|error| panic!("{error}"));
    let article = article();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Elements(words(&article) as u64));
    group.bench_function("article seen before", |bencher| {
        bencher.iter(|| engine.read(&article))
    });
    group.sample_size(20);
    group.bench_function("article on a fresh engine", |bencher| {
        bencher.iter_batched(
            || Engine::load().unwrap_or_else(|error| panic!("{error}")),
            |engine| engine.read(&article),
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
    criterion.final_summary();
}
