//! Time to merge what many articles report: 10,000 articles with 100,000 events, and 1,000 articles of a project.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::calendar::Day;
use dateline::merge::{ByHand, merge};
use dateline::model::{
    ActorId, Article, ArticleId, DateBasis, Event, EventType, Origin, Participant, Precision,
    Published, Reading, Span, Status, When,
};

const ACTORS: [&str; 24] = [
    "USA", "RUS", "CHN", "UKR", "ISR", "PSE", "IRN", "TUR", "GBR", "FRA", "DEU", "IND", "PAK",
    "JPN", "KOR", "PRK", "SYR", "IRQ", "SAU", "EGY", "NGA", "BRA", "POL", "BLR",
];
const ACTS: [(&str, EventType); 8] = [
    ("accused", EventType::Accuse),
    ("attacked", EventType::Assault),
    ("met", EventType::Consult),
    ("sanctioned", EventType::Sanction),
    ("threatened", EventType::Threaten),
    ("praised", EventType::Support),
    ("urged", EventType::Request),
    ("arrested", EventType::Coerce),
];
const THINGS: [&str; 16] = [
    "harbour",
    "pipeline",
    "border",
    "satellite",
    "grain",
    "tariff",
    "hostage",
    "election",
    "drone",
    "summit",
    "reactor",
    "fishery",
    "refugee",
    "railway",
    "ceasefire",
    "embassy",
];

/// A small generator of numbers, the same on each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn participant(code: &str) -> Participant {
    Participant {
        span: Span::new(0, 0),
        actor: Some(ActorId(code.to_owned())),
        name: code.to_owned(),
        country: code.parse().ok(),
        sector: None,
    }
}

/// Articles of ten events each, of which every third is told by another article too.
fn corpus(articles: usize) -> (Vec<Article>, Vec<Reading>) {
    let mut dice = Dice(7);
    let first = Day::new(2020, 1, 1).unwrap();
    let mut corpus = (Vec::new(), Vec::new());
    for number in 0..articles {
        let day = first
            .checked_add(jiff::Span::new().days((number * 1_500 / articles) as i64))
            .unwrap();
        let mut text = String::new();
        let mut reading = Reading::default();
        for _ in 0..10 {
            let source = ACTORS[dice.below(ACTORS.len()) * dice.below(ACTORS.len()) / ACTORS.len()];
            let target = ACTORS[dice.below(ACTORS.len())];
            let (word, kind) = ACTS[dice.below(ACTS.len())];
            let (one, other) = (THINGS[dice.below(16)], THINGS[dice.below(16)]);
            let place = dice.below(2_000);
            let start = text.len();
            text.push_str(&format!(
                "{source} {word} {target} over the {one} and the {other} near town{place}. "
            ));
            let trigger = start + source.len() + 1;
            reading.events.push(Event {
                kind,
                mode: None,
                contexts: Vec::new(),
                sources: vec![participant(source)],
                targets: vec![participant(target)],
                status: Status::Actual,
                trigger: Span::new(trigger, trigger + word.len()),
                when: When {
                    value: Some(day.to_string()),
                    earliest: Some(day),
                    latest: Some(day),
                    precision: Precision::Day,
                    basis: DateBasis::Relative,
                    span: None,
                    why: String::new(),
                },
                place: None,
                evidence: vec![Span::new(start, text.len() - 1)],
                said_in: None,
                summary: String::new(),
                confidence: 0.8,
                why: Vec::new(),
                frame: String::new(),
                background: false,
            });
        }
        corpus.0.push(Article {
            id: ArticleId(format!("{number:06}")),
            origin: Origin::Pasted,
            title: None,
            source: None,
            url: None,
            published: Published::given(day),
            text,
            furniture: Vec::new(),
        });
        corpus.1.push(reading);
    }
    corpus
}

fn merging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("merge");
    group.sample_size(10);
    for articles in [1_000, 10_000] {
        let (documents, readings) = corpus(articles);
        let documents: Vec<&Article> = documents.iter().collect();
        let readings: Vec<&Reading> = readings.iter().collect();
        group.bench_function(
            format!("{} events of {articles} articles", articles * 10),
            |b| {
                b.iter(|| merge(&documents, &readings, &ByHand::default()));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, merging);
criterion_main!(benches);
