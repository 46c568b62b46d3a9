//! Time expressions and the dates of events, through the reader that the program uses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::LazyLock;

use dateline::calendar::{Day, format_range};
use dateline::extract::Reader;
use dateline::model::{
    Article, ArticleId, DateBasis, Origin, Precision, Published, Reading, TimeExpression, TimeKind,
};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::load().unwrap());

fn read(published: Option<&str>, text: &str) -> Reading {
    READER.read(&Article {
        id: ArticleId("test".to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: published.map_or(Published::UNKNOWN, |date| {
            Published::given(date.parse().unwrap())
        }),
        text: text.to_owned(),
        furniture: Vec::new(),
    })
}

/// The times as `words=value` with their days, in short.
fn times(published: &str, text: &str) -> Vec<String> {
    read(Some(published), text)
        .times
        .iter()
        .map(|time| format!("{}={}", time.span.of(text), time.value))
        .collect()
}

fn only(published: Option<&str>, text: &str) -> TimeExpression {
    let times = read(published, text).times;
    assert_eq!(times.len(), 1, "{text}: {times:?}");
    times[0].clone()
}

fn days(time: &TimeExpression) -> String {
    match (time.earliest, time.latest) {
        (Some(first), Some(last)) => format_range(first, last),
        _ => "-".to_owned(),
    }
}

#[test]
fn explicit_dates_in_every_style() {
    for (words, value) in [
        ("Aug. 17, 2023", "2023-08-17"),
        ("17 August 2023", "2023-08-17"),
        ("August 17th, 2023", "2023-08-17"),
        ("the 17th of August 2023", "2023-08-17"),
        ("8/17/23", "2023-08-17"),
        ("2023-08-17", "2023-08-17"),
        ("17-Aug-2023", "2023-08-17"),
        ("Thursday, Aug. 17, 2023", "2023-08-17"),
        ("August 2023", "2023-08"),
        ("the third quarter of 2021", "2021-Q3"),
        ("the summer of 2019", "2019-SU"),
        ("the 1990s", "199"),
        ("the 19th century", "18"),
        ("480 BC", "BC0480"),
    ] {
        let text = format!("The treaty dates from {words}.");
        let time = only(Some("2023-08-18"), &text);
        assert_eq!(time.span.of(&text), words);
        assert_eq!(time.value, value, "{words}");
        assert_eq!(time.kind, TimeKind::Date);
        assert!(time.earliest.is_some() && time.latest.is_some());
    }
}

#[test]
fn relative_dates_hang_on_publication_and_tense() {
    // 18 August 2023 is a Friday.
    for (text, words, range) in [
        ("The ministers met on Thursday.", "Thursday", "17 Aug 2023"),
        (
            "The ministers will meet on Thursday.",
            "Thursday",
            "24 Aug 2023",
        ),
        ("The ministers met on Friday.", "Friday", "18 Aug 2023"),
        ("The ministers met last month.", "last month", "July 2023"),
        ("The ministers met in June.", "June", "June 2023"),
        (
            "The ministers met in November.",
            "November",
            "November 2022",
        ),
        (
            "The ministers will meet in November.",
            "November",
            "November 2023",
        ),
        (
            "The ministers met earlier this year.",
            "earlier this year",
            "1 Jan – 18 Aug 2023",
        ),
        (
            "The ministers met three years ago.",
            "three years ago",
            "2020",
        ),
        ("The ministers will meet next year.", "next year", "2024"),
        ("The ministers met yesterday.", "yesterday", "17 Aug 2023"),
        ("The ministers met last week.", "last week", "7–13 Aug 2023"),
        ("The ministers met on Aug. 3.", "Aug. 3", "3 Aug 2023"),
        (
            "The ministers met in mid-July.",
            "mid-July",
            "10–20 Jul 2023",
        ),
        (
            "The ministers met at the end of 2022.",
            "the end of 2022",
            "Sep–Dec 2022",
        ),
        ("The ministers met last June.", "last June", "June 2023"),
        (
            "The ministers met last Thanksgiving.",
            "last Thanksgiving",
            "24 Nov 2022",
        ),
    ] {
        let time = only(Some("2023-08-18"), text);
        assert_eq!(time.span.of(text), words, "{text}");
        assert_eq!(days(&time), range, "{text}: {}", time.why);
        assert!(time.why.contains(words), "{}", time.why);
    }
}

#[test]
fn without_a_publication_date_relative_times_have_no_days() {
    for (text, value) in [
        ("The ministers met in June.", "XXXX-06"),
        ("The ministers met on Tuesday.", "XXXX-WXX-2"),
        ("The ministers met last month.", "XXXX-XX"),
    ] {
        let time = only(None, text);
        assert_eq!((time.earliest, time.latest), (None, None), "{text}");
        assert_eq!(time.value, value);
        assert_eq!(time.precision, Precision::Unknown);
    }
    assert_eq!(
        days(&only(None, "The ministers met in June 2020.")),
        "June 2020"
    );
}

#[test]
fn lengths_and_recurring_times_are_not_dates() {
    for (text, kind, value) in [
        ("The war lasted three weeks.", TimeKind::Duration, "P3W"),
        ("They signed a 30-year lease.", TimeKind::Duration, "P30Y"),
        ("The talks took several days.", TimeKind::Duration, "PXD"),
        (
            "They waited for two and a half years.",
            TimeKind::Duration,
            "P2Y6M",
        ),
        ("The council meets every week.", TimeKind::Set, "P1W"),
    ] {
        let found = read(Some("2023-08-18"), text).times;
        let time = found.last().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((time.kind, time.earliest), (kind, None), "{text}");
        assert_eq!(time.value, value, "{text}");
    }
}

#[test]
fn words_that_only_look_like_times() {
    for text in [
        "The army may march to the border.",
        "Troops marched in the sun.",
        "Prices will fall and spring back.",
        "The second man was 34 years old.",
        "They paid $2,000 for 1,999 rifles.",
        "More than 2000 soldiers crossed the bridge.",
        "The seconded officer sat down.",
    ] {
        assert_eq!(times("2023-08-18", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn dates_hang_on_the_date_before_them() {
    assert_eq!(
        times(
            "2023-08-18",
            "The army attacked on July 4, 2021. Two days later it withdrew."
        ),
        ["July 4, 2021=2021-07-04", "Two days later=2021-07-06"]
    );
    assert_eq!(
        times("2023-08-18", "Talks were held in April and June 2015."),
        ["April=2015-04", "June 2015=2015-06"]
    );
    assert_eq!(
        times("2023-08-18", "The summit took place on July 11 and 12."),
        ["July 11=2023-07-11", "12=2023-07-12"]
    );
}

#[test]
fn histories_reckon_from_the_year_that_they_have_reached() {
    let text = "In 1911 the rising began. In 1912 the court fled to the north. On March 3 the rebels took the port, \
                and in May they besieged the capital. In 1913 a truce was signed. By 1914 the country was divided. \
                In September the fleet returned. In 1916 the war ended.";
    let found = times("2023-08-18", text);
    assert!(
        found.contains(&"March 3=1912-03-03".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"May=1912-05".to_owned()), "{found:?}");
}

#[test]
fn each_event_has_its_own_date() {
    let text = "In June, the president also announced that his country had started taking delivery of Russian weapons after \
                Russian President Vladimir Putin said in March that Russia and Belarus had agreed on the deployment.";
    let reading = read(Some("2023-08-18"), text);
    let agreed = reading
        .events
        .iter()
        .find(|event| event.trigger.of(text).contains("agreed"))
        .expect("an agreement");
    assert_eq!(agreed.when.earliest, Some(Day::constant(2023, 3, 1)));
    assert_eq!(agreed.when.latest, Some(Day::constant(2023, 3, 31)));
    assert_eq!(agreed.when.basis, DateBasis::Relative);
    assert!(agreed.when.why.contains("March"), "{}", agreed.when.why);
}

#[test]
fn the_day_of_filing_dates_no_event() {
    let text = "GENEVA, March 6 – Delegations from Ethiopia and Sudan met in Geneva on Wednesday.";
    let events = read(Some("2025-03-06"), text).events;
    assert!(!events.is_empty());
    for event in events.iter().filter(|event| !event.when.is_undated()) {
        assert_eq!(
            event.when.earliest,
            Some(Day::constant(2025, 3, 5)),
            "{event:?}"
        );
    }
}

#[test]
fn an_event_without_a_date_has_none() {
    let text = "China condemned the sanctions.";
    for event in read(Some("2023-08-18"), text).events {
        assert!(event.when.is_undated(), "{event:?}");
        assert_eq!(event.when.basis, DateBasis::None);
    }
}

/// Words that the grammar knows, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the", "last", "next", "this", "that", "of", "first", "week", "month", "June", "March",
        "May", "7", "2023", "31", "Friday", "two", "hundred", "thousand", "a", "few", "years",
        "ago", "later", "before", "after", "early", "end", "in", "-", "/", ",", ".", "'90s",
        "1990s", "BC", "quarter", "third", "Easter", "a.m.", "10:35", "noon", "9999", "year",
        "half", "century", "and", "to", "today", "\n\n", "é", "499", "P3W", "½",
    ]);
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_words_are_read_without_harm(text in words(), day in prop::option::of(0i64..3_600_000)) {
        let published = day.map(|days| dateline::calendar::shift_days(Day::MIN, days * 2).to_string());
        let reading = read(published.as_deref(), &text);
        let mut end = 0;
        for time in &reading.times {
            prop_assert!(time.span.start >= end, "in order, not overlapping");
            prop_assert!(!time.span.of(&text).is_empty());
            prop_assert!(time.earliest <= time.latest || time.latest.is_none());
            prop_assert_eq!(time.earliest.is_some(), time.latest.is_some());
            end = time.span.end;
        }
    }
}

#[test]
fn rules_nest_only_so_deep() {
    let text = "the first week of the first month of ".repeat(3_000)
        + "June last June last ".repeat(3_000).as_str();
    assert!(!read(Some("2023-08-18"), &text).times.is_empty());
}
