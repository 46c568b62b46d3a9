//! One event told by several articles, and what must stay apart.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::Reader;
use dateline::merge::{ByHand, Chronology, merge, stories};
use dateline::model::{Article, ArticleId, EventType, Origin, Published, Reading};

fn article(id: &str, published: &str, text: &str) -> Article {
    Article {
        id: ArticleId(id.to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::given(published.parse().unwrap()),
        text: text.to_owned(),
        furniture: Vec::new(),
    }
}

fn chronology(articles: &[Article]) -> Chronology {
    static READER: OnceLock<Reader> = OnceLock::new();
    let reader = READER.get_or_init(|| Reader::load().unwrap());
    let readings: Vec<Reading> = articles
        .iter()
        .map(|article| reader.read(article))
        .collect();
    let articles: Vec<&Article> = articles.iter().collect();
    let readings: Vec<&Reading> = readings.iter().collect();
    merge(&articles, &readings, &ByHand::default())
}

const MONDAY: &str =
    "Norway imposed sanctions on Sweden on 6 May 2024 after a dispute over herring quotas.";
const AGAIN: &str = "Oslo's dispute over herring goes on. On 6 May 2024 Norway imposed new sanctions on Sweden over herring quotas.";

#[test]
fn two_articles_one_event() {
    let chronology = chronology(&[
        article("a", "2024-05-07", MONDAY),
        article("b", "2024-05-08", AGAIN),
    ]);
    let sanctions: Vec<_> = chronology
        .entries
        .iter()
        .filter(|entry| entry.kind == EventType::Sanction)
        .collect();
    assert_eq!(sanctions.len(), 1, "{sanctions:#?}");
    assert_eq!(sanctions[0].reports.len(), 2);
}

#[test]
fn another_day_is_another_event() {
    let chronology = chronology(&[
        article("a", "2024-05-07", MONDAY),
        article("b", "2024-06-08", &MONDAY.replace("6 May", "3 June")),
    ]);
    assert_eq!(
        chronology
            .entries
            .iter()
            .filter(|entry| entry.kind == EventType::Sanction)
            .count(),
        2
    );
}

#[test]
fn other_actors_make_another_event() {
    let chronology = chronology(&[
        article("a", "2024-05-07", MONDAY),
        article("b", "2024-05-08", &MONDAY.replace("Norway", "Finland")),
    ]);
    assert!(
        chronology
            .entries
            .iter()
            .all(|entry| entry.reports.len() == 1)
    );
}

#[test]
fn an_entry_keeps_its_name_when_articles_are_added() {
    let first = article("a", "2024-05-07", MONDAY);
    let alone = chronology(std::slice::from_ref(&first));
    let both = chronology(&[first, article("b", "2024-05-08", AGAIN)]);
    assert_eq!(alone.entries.len(), 1);
    assert!(
        both.entries
            .iter()
            .any(|entry| entry.id == alone.entries[0].id)
    );
}

#[test]
fn dated_entries_come_first_and_in_order() {
    let chronology = chronology(&[article(
        "a",
        "2024-05-07",
        "Norway accused Sweden of theft on 3 May 2024. Finland praised Norway on 1 May 2024. Denmark criticised Finland.",
    )]);
    let days: Vec<_> = chronology
        .entries
        .iter()
        .map(|entry| entry.when.earliest)
        .collect();
    let dated: Vec<_> = days.iter().flatten().collect();
    assert!(dated.is_sorted());
    assert_eq!(
        days.iter().position(Option::is_none).unwrap_or(days.len()),
        dated.len()
    );
}

#[test]
fn stories_are_told_apart_by_their_rare_words() {
    let articles = [
        article(
            "a",
            "2024-05-07",
            "The herring quarrel between Norway and Sweden went on as trawlers left Bergen with full nets of herring.",
        ),
        article(
            "b",
            "2024-05-08",
            "Trawlers from Bergen landed herring again; the quarrel over nets and quotas is not settled in Norway.",
        ),
        article(
            "c",
            "2024-05-08",
            "A volcano in Iceland threw ash over Reykjavik and closed the airport for tourists.",
        ),
    ];
    let articles: Vec<&Article> = articles.iter().collect();
    let readings = vec![Reading::default(); 3];
    let readings: Vec<&Reading> = readings.iter().collect();
    assert_eq!(stories(&articles, &readings), [0, 0, 1]);
    assert!(stories(&[], &[]).is_empty());
}
