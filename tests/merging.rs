//! One event told by several articles, and what must stay apart.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::Reader;
use dateline::merge::{ByHand, Chronology, Entry, Matter, merge, stories, without_repeats};
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

fn kind(chronology: &Chronology, kind: EventType) -> Vec<&Entry> {
    chronology
        .entries
        .iter()
        .filter(|entry| entry.kind == kind)
        .collect()
}

#[test]
fn a_text_that_is_copied_counts_as_one_source() {
    let agency = "Norway imposed sanctions on Sweden on 6 May 2024 after a long dispute over herring quotas in the \
        North Sea, the ministry of fisheries in Oslo said in a short statement.";
    let copies = chronology(&[
        article("a", "2024-05-07", agency),
        article("b", "2024-05-07", agency),
        article("c", "2024-05-08", AGAIN),
    ]);
    let sanctions = kind(&copies, EventType::Sanction);
    assert_eq!(sanctions.len(), 1, "{sanctions:#?}");
    assert_eq!(sanctions[0].reports.len(), 3);
    assert_eq!(sanctions[0].independent_sources, 2);
    assert!(
        sanctions[0]
            .why
            .iter()
            .any(|line| line.contains("counted once")),
        "{:?}",
        sanctions[0].why
    );
}

#[test]
fn articles_of_one_publisher_are_one_source() {
    let mut articles = [
        article("a", "2024-05-07", MONDAY),
        article("b", "2024-05-08", AGAIN),
    ];
    for article in &mut articles {
        article.source = Some("The Bergen Courier".to_owned());
    }
    let merged = chronology(&articles);
    let sanctions = kind(&merged, EventType::Sanction);
    assert_eq!(sanctions[0].reports.len(), 2);
    assert_eq!(sanctions[0].independent_sources, 1);
}

#[test]
fn reports_that_count_differently_disagree_about_the_number() {
    let one = "Norway attacked Sweden near Kiruna on 6 May 2024, killing 14 soldiers.";
    let merged = chronology(&[
        article("a", "2024-05-07", one),
        article("b", "2024-05-08", &one.replace("14", "17")),
    ]);
    let attacks = kind(&merged, EventType::Assault);
    let disagreement = attacks
        .iter()
        .flat_map(|entry| &entry.disagreements)
        .find(|disagreement| disagreement.about == Matter::Number)
        .unwrap_or_else(|| panic!("{attacks:#?}"));
    assert_eq!(disagreement.versions.len(), 2);
    assert!(
        disagreement.line().contains("14 soldiers (1 article)"),
        "{}",
        disagreement.line()
    );
    assert!(
        disagreement.line().contains("17 soldiers (1 article)"),
        "{}",
        disagreement.line()
    );
}

#[test]
fn a_claim_and_its_denial_stand_side_by_side() {
    let merged = chronology(&[
        article(
            "a",
            "2024-05-07",
            "Sweden said that Norway had bombed a village near Kiruna on 6 May 2024.",
        ),
        article(
            "b",
            "2024-05-07",
            "Norway said that it had not bombed a village near Kiruna on 6 May 2024.",
        ),
    ]);
    let claims: Vec<_> = merged
        .entries
        .iter()
        .flat_map(|entry| &entry.claims)
        .map(|claim| (claim.name.as_str(), claim.denies))
        .collect();
    assert!(claims.iter().any(|(_, denies)| !denies), "{claims:?}");
    let both = merged
        .entries
        .iter()
        .find(|entry| entry.claims.iter().any(|claim| claim.denies));
    if let Some(entry) = both.filter(|entry| entry.reports.len() == 2) {
        assert_eq!(entry.claim_words(), "claimed by Sweden; denied by Norway");
        assert!(entry.is_only_claimed());
        assert!(
            entry
                .disagreements
                .iter()
                .any(|one| one.about == Matter::Status)
        );
    } else {
        panic!("{:#?}", merged.entries);
    }
}

#[test]
fn what_one_article_tells_twice_is_printed_once() {
    let text = "Norway seized a Swedish trawler on 6 May 2024.\n\nThe trawler was seized by Norway near Bergen.";
    let article = article("a", "2024-05-07", text);
    let reading = Reader::load().unwrap().read(&article);
    let once = without_repeats(&article, &reading);
    let of = |reading: &Reading| {
        reading
            .events
            .iter()
            .filter(|event| event.trigger.of(text) == "seized")
            .count()
    };
    assert_eq!((of(&reading), of(&once)), (2, 1), "{:#?}", once.events);
    let event = once
        .events
        .iter()
        .find(|event| event.trigger.of(text) == "seized")
        .unwrap();
    assert_eq!(event.evidence.len(), 2);
    assert_eq!(event.when.earliest, Some("2024-05-06".parse().unwrap()));
}

/// A chronology without the order of the files: each report by the id of its article.
fn named(chronology: &Chronology, articles: &[Article]) -> Vec<String> {
    chronology
        .entries
        .iter()
        .map(|entry| {
            let reports: Vec<String> = entry
                .reports
                .iter()
                .map(|report| format!("{}#{}", articles[report.article].id.0, report.event))
                .collect();
            format!(
                "{:016x} {} {:?} {} {reports:?} {:?}",
                entry.id.0, entry.summary, entry.when, entry.confidence, entry.why
            )
        })
        .collect()
}

fn shelf() -> Vec<Article> {
    vec![
        article("a", "2024-05-07", MONDAY),
        article("b", "2024-05-08", AGAIN),
        article(
            "c",
            "2024-05-08",
            &format!("{MONDAY} Finland praised Norway on 7 May 2024."),
        ),
        article(
            "d",
            "2024-05-09",
            "Finland praised Norway on 7 May 2024. Sweden accused Norway of theft.",
        ),
        article(
            "e",
            "2024-05-09",
            "Sweden accused Norway of theft after the sanctions over herring quotas.",
        ),
        article("f", "2024-06-08", &MONDAY.replace("6 May", "3 June")),
    ]
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_the_files_changes_nothing(keys in proptest::collection::vec(0u32..1_000, 6)) {
        let sorted = shelf();
        let mut mixed: Vec<(u32, Article)> = keys.into_iter().zip(shelf()).collect();
        mixed.sort_by_key(|(key, _)| *key);
        let mixed: Vec<Article> = mixed.into_iter().map(|(_, article)| article).collect();
        let (one, other) = (chronology(&sorted), chronology(&mixed));
        proptest::prop_assert_eq!(named(&one, &sorted), named(&other, &mixed));
        let titles = |chronology: &Chronology| -> Vec<(String, usize)> {
            chronology.stories.iter().map(|story| (story.title.clone(), story.articles.len())).collect()
        };
        proptest::prop_assert_eq!(titles(&one), titles(&other));
    }
}

#[test]
fn stories_of_several_articles_are_listed_with_title_and_days() {
    let merged = chronology(&shelf());
    let story = merged.stories.first().unwrap();
    assert!(story.articles.len() > 1);
    assert_eq!(story.first, Some("2024-05-07".parse().unwrap()));
    assert!(story.title.starts_with("Norway imposed sanctions"));
    assert!(
        chronology(&[article("a", "2024-05-07", MONDAY)])
            .stories
            .is_empty()
    );
}
