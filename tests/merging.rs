//! One event told by several articles, and what must stay apart.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::Reader;
use dateline::merge::{
    ByHand, Chronology, Entry, Input, Matter, Merger, Report, merge, stories, without_repeats,
};
use dateline::model::{Article, ArticleId, DateBasis, EventType, Origin, Published, Reading};

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

fn read(article: &Article) -> Reading {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::load().unwrap()).read(article)
}

fn chronology(articles: &[Article]) -> Chronology {
    let readings: Vec<Reading> = articles.iter().map(read).collect();
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
    // What is only known to be news stands at the day of its article.
    let days: Vec<_> = chronology
        .entries
        .iter()
        .map(|entry| match entry.when.basis {
            DateBasis::Published => entry.when.latest,
            _ => entry.when.earliest,
        })
        .collect();
    assert_eq!(days.len(), 3);
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

/// Diplomacy has its words in common; without a date they say still less.
#[test]
fn an_article_without_a_date_joins_a_story_only_if_it_is_very_like() {
    const DEAL: &str = "The foreign ministers of Greece and Macedonia signed an agreement on the name of the country at a lake; \
                        the opposition called for protests, and the European Union welcomed the accord between the leaders.";
    const OTHER: &str = "Sudan's army and its opposition signed an accord in Khartoum. Rebels from Darfur rejected it, and \
                         doctors counted the dead of a sit-in; Egypt and the African Union hailed the deal.";
    const SAME: &str = "Greece and Macedonia end the quarrel on the name of the country: the foreign ministers signed the accord \
                        at a lake, and the opposition called for protests.";
    let undated = |id: &str, text: &str| Article {
        published: Published::UNKNOWN,
        ..article(id, "2018-06-17", text)
    };
    let told = |second: &Article| {
        let first = article("a", "2018-06-17", DEAL);
        let readings = [&Reading::default(), &Reading::default()];
        stories(&[&first, second], &readings) == [0, 0]
    };
    assert!(told(&undated("b", SAME)));
    assert!(!told(&undated("b", OTHER)));
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
    let reading = read(&article);
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

/// For each entry of a type the words that name it, report by report, in order of the articles.
fn told(chronology: &Chronology, articles: &[Article], of: EventType) -> Vec<Vec<String>> {
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let word = |report: &Report| {
        let event = &readings[report.article].events[report.event];
        event.trigger.of(&articles[report.article].text).to_owned()
    };
    let mut all: Vec<Vec<String>> = kind(chronology, of)
        .into_iter()
        .map(|entry| {
            let mut words: Vec<String> = entry.reports.iter().map(word).collect();
            words.sort();
            words
        })
        .collect();
    all.sort();
    all
}

#[test]
fn two_acts_of_one_sentence_are_two_events_even_if_two_articles_tell_both() {
    let articles = [
        article(
            "a",
            "2024-05-07",
            "Norway recalled its ambassador from Stockholm on Monday and expelled two Swedish diplomats.",
        ),
        article(
            "b",
            "2024-05-08",
            "Norway expelled two Swedish diplomats on 6 May and recalled its ambassador from Stockholm.",
        ),
    ];
    let merged = chronology(&articles);
    assert_eq!(
        told(&merged, &articles, EventType::Sanction),
        [["expelled", "expelled"], ["recalled", "recalled"]]
    );
}

#[test]
fn acts_in_a_row_are_not_joined_by_a_report_of_one_of_them() {
    let articles = [
        article(
            "a",
            "2024-05-07",
            "Norway imposed tariffs on Sweden on Monday and froze the accounts of three Swedish shipyards.",
        ),
        article(
            "b",
            "2024-05-08",
            "Norway imposed tariffs on Sweden on Monday.",
        ),
    ];
    for entry in &chronology(&articles).entries {
        let own = entry.reports.iter().filter(|report| report.article == 0);
        assert!(own.count() < 2, "{entry:#?}");
    }
}

#[test]
fn what_came_of_an_act_is_the_same_event() {
    let articles = [article(
        "a",
        "2024-05-07",
        "Norwegian troops shelled two villages near Kiruna on Monday, killing ten Swedish soldiers.\n\n\
            On Friday Norway's army carried out an air strike on a market, killing at least a hundred people.",
    )];
    let merged = chronology(&articles);
    let attacks = told(&merged, &articles, EventType::Assault);
    assert_eq!(attacks.len(), 2, "{attacks:?}");
    assert!(attacks.contains(&vec!["killing".to_owned(), "shelled".to_owned()]));
}

#[test]
fn one_more_of_a_kind_is_another_event() {
    let articles = [article(
        "a",
        "2024-05-07",
        "Pirates abducted forty Norwegian sailors in 2022. Thousands of other Norwegian sailors have been abducted by \
            pirates.",
    )];
    for entry in chronology(&articles).entries {
        assert_eq!(entry.reports.len(), 1, "{entry:#?}");
    }
}

/// What happens to the articles that are open.
#[derive(Clone, Debug)]
enum Step {
    Date(usize, i64),
    Remove(usize),
    Add(usize),
    Reject(usize),
    Part(usize),
}

fn step() -> impl proptest::strategy::Strategy<Value = Step> {
    use proptest::prelude::{Strategy, prop_oneof};
    prop_oneof![
        3 => (0usize..20, -40i64..40).prop_map(|(at, days)| Step::Date(at, days)),
        1 => (0usize..20).prop_map(Step::Remove),
        1 => (0usize..20).prop_map(Step::Add),
        1 => (0usize..20).prop_map(Step::Reject),
        1 => (0usize..20).prop_map(Step::Part),
    ]
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn merging_again_after_a_change_is_like_merging_from_scratch(
        steps in proptest::collection::vec(step(), 1..8)
    ) {
        let mut shelf = shelf();
        shelf.extend(self::shelf().into_iter().map(|mut article| {
            article.id.0.push('2');
            article
        }));
        let mut open: Vec<(Article, Reading, u64)> = shelf
            .iter()
            .map(|article| (article.clone(), read(article), 0))
            .collect();
        let mut by_hand = ByHand::default();
        let mut merger = Merger::default();
        for (version, step) in (1..).zip(steps) {
            let count = open.len().max(1);
            match step {
                Step::Date(at, days) if !open.is_empty() => {
                    let (article, reading, changed) = &mut open[at % count];
                    let day = article.published.date.unwrap();
                    let day = day.checked_add(jiff::Span::new().days(days)).unwrap();
                    article.published = Published::given(day);
                    *reading = read(article);
                    *changed = version;
                }
                Step::Remove(at) if !open.is_empty() => {
                    open.remove(at % count);
                    by_hand = ByHand::default();
                }
                Step::Add(at) => {
                    let mut article = shelf[at % shelf.len()].clone();
                    article.id.0.push_str(&format!(" {version}"));
                    open.insert(at % count, (article.clone(), read(&article), version));
                    by_hand = ByHand::default();
                }
                Step::Reject(at) if !open.is_empty() => {
                    let (_, reading, changed) = &mut open[at % count];
                    reading.events.pop();
                    *changed = version;
                }
                Step::Part(at) => {
                    let report = |article: usize| Report { article: article % count, event: 0 };
                    by_hand.apart.insert((report(at), report(at + 1)));
                    by_hand.together.insert((report(at + 2), report(at + 5)));
                }
                _ => {}
            }
            let inputs: Vec<Input<'_>> = open
                .iter()
                .map(|(article, reading, version)| Input { article, reading, version: *version })
                .collect();
            let articles: Vec<&Article> = open.iter().map(|one| &one.0).collect();
            let readings: Vec<&Reading> = open.iter().map(|one| &one.1).collect();
            proptest::prop_assert_eq!(
                merger.merge(&inputs, &by_hand),
                merge(&articles, &readings, &by_hand)
            );
        }
    }
}
