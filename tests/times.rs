//! Time expressions and the dates of events, through the reader that the program uses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::{Arc, LazyLock};

use dateline::calendar::{Day, format_range};
use dateline::extract::Reader;
use dateline::model::{
    Article, ArticleId, DateBasis, Origin, Precision, Published, Reading, TimeExpression, TimeKind,
};
use dateline::project::{Document, Edit, Project};
use proptest::prelude::*;

#[path = "times/centuries.rs"]
mod centuries;
#[path = "times/histories.rs"]
mod histories;
#[path = "times/order.rs"]
mod order;
#[path = "times/reports.rs"]
mod reports;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::load().unwrap());

fn article(published: Option<&str>, text: &str) -> Article {
    Article {
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
    }
}

fn read(published: Option<&str>, text: &str) -> Reading {
    READER.read(&article(published, text))
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
    for (published, text) in [
        (Some("2023-08-18"), "China had condemned the sanctions."),
        (None, "China condemned the sanctions."),
    ] {
        for event in read(published, text).events {
            assert!(event.when.is_undated(), "{event:?}");
            assert_eq!(event.when.basis, DateBasis::None);
        }
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

#[test]
fn two_dates_bound_a_stretch() {
    // 18 August 2023 is a Friday.
    for (text, first, second) in [
        (
            "The talks will last from September to November.",
            "Sep–Oct 2023",
            "November 2023",
        ),
        (
            "The siege lasted from March to May 2020.",
            "Mar–Apr 2020",
            "May 2020",
        ),
        ("The war lasted from 2014 to 2018.", "2014–2017", "2018"),
        ("He ruled between 2007 and 2009.", "2007–2008", "2009"),
        (
            "The visit is from Nov. 18 to Dec. 3, 2021.",
            "18 Nov – 2 Dec 2021",
            "3 Dec 2021",
        ),
        (
            "The war lasted from November to February 2019.",
            "Nov 2018 – Jan 2019",
            "February 2019",
        ),
    ] {
        let times = read(Some("2023-08-18"), text).times;
        assert_eq!(times.len(), 2, "{text}: {times:?}");
        assert_eq!(days(&times[0]), first, "{text}");
        assert_eq!(days(&times[1]), second, "{text}");
        assert_eq!(times[0].precision, Precision::Span, "{text}");
    }
}

#[test]
fn figures_follow_the_habit_of_the_article() {
    let habit = |text: &str| {
        let times = read(Some("2023-08-18"), text).times;
        times.last().map(|time| time.value.clone()).unwrap()
    };
    assert_eq!(habit("It was signed on 3/4/2021."), "2021-03-04");
    assert_eq!(
        habit("It was drafted on 25/12/2020 and signed on 3/4/2021."),
        "2021-04-03"
    );
    assert_eq!(
        habit("It was drafted on 12/25/2020 and signed on 3/4/2021."),
        "2021-03-04"
    );
    assert_eq!(
        habit("It was drafted on 25 December 2020 and signed on 3/4/2021."),
        "2021-04-03"
    );
    // What can be read in one way only is read so.
    assert_eq!(habit("It was signed on 17/8/23."), "2023-08-17");
}

#[test]
fn well_known_events_and_feasts_tell_the_time() {
    for (published, text, words, range) in [
        (
            "2023-08-18",
            "Trade has grown since the fall of the Berlin Wall.",
            "the fall of the Berlin Wall",
            "9 Nov 1989",
        ),
        (
            "2023-08-18",
            "The port closed a year after the invasion of Ukraine.",
            "a year after the invasion of Ukraine",
            "24 Feb 2023",
        ),
        (
            "2023-08-18",
            "The bank moved its gold during World War II.",
            "World War II",
            "1 Sep 1939 – 2 Sep 1945",
        ),
        (
            "2024-05-20",
            "The ministers met on Orthodox Easter.",
            "Orthodox Easter",
            "5 May 2024",
        ),
        (
            "2024-05-20",
            "The ministers met on Ascension Day.",
            "Ascension Day",
            "9 May 2024",
        ),
        (
            "2024-05-20",
            "Flights resumed before the Lunar New Year.",
            "Lunar New Year",
            "10 Feb 2024",
        ),
    ] {
        let times = read(Some(published), text).times;
        let time = times
            .iter()
            .find(|time| time.span.of(text) == words)
            .unwrap_or_else(|| panic!("{text}: {times:?}"));
        assert_eq!(days(time), range, "{text}");
    }
    // An article that is older than the event cannot mean it.
    let text = "Trade has grown since the invasion of Ukraine.";
    assert_eq!(times("1990-05-01", text), Vec::<String>::new());
}

#[test]
fn a_year_that_interrupts_a_history_does_not_carry_on() {
    let text = "In 1961 the rising began. In 1962 the court fled to the north. In 1963 the rebels took the port. In 1964 the \
                fleet came. A report of 2005 doubts it. On 4 August the capital fell. In 1964 a truce was signed. In 1965 the \
                war ended.";
    let found = times("2023-08-18", text);
    assert!(
        found.contains(&"4 August=1964-08-04".to_owned()),
        "{found:?}"
    );
}

#[test]
fn what_came_after_another_event_begins_with_it() {
    let text = "On June 15, Russia attacked Ukraine. In June, France condemned Russia after it attacked Ukraine on June 15.";
    let reading = read(Some("2023-08-18"), text);
    let condemned = reading
        .events
        .iter()
        .find(|event| event.trigger.of(text).contains("condemned"))
        .expect("a condemnation");
    assert_eq!(condemned.when.earliest, Some(Day::constant(2023, 6, 15)));
    assert_eq!(condemned.when.latest, Some(Day::constant(2023, 6, 30)));
    assert!(condemned.when.why.contains("after"), "{condemned:?}");
}

#[test]
fn events_of_one_day_stand_in_the_order_in_which_they_happened() {
    let text = "On June 15, France condemned Russia after it attacked Ukraine on June 15.";
    let reading = read(Some("2023-08-18"), text);
    let told: Vec<&str> = reading
        .events
        .iter()
        .map(|event| event.trigger.of(text))
        .filter(|words| words.contains("condemned") || words.contains("attacked"))
        .collect();
    assert_eq!(told, ["attacked", "condemned"]);
}

#[test]
fn undated_articles_keep_their_relative_dates_in_order() {
    let text =
        "The talks began in May. The treaty was signed in June. Two days later it was torn up.";
    let values: Vec<String> = read(None, text)
        .times
        .iter()
        .map(|time| time.value.clone())
        .collect();
    assert_eq!(values[..2], ["XXXX-05", "XXXX-06"]);
    for time in read(None, text).times {
        assert_eq!(time.earliest, None, "{time:?}");
    }
}

/// Sentences whose dates hang on the publication date.
fn relative_sentence() -> impl Strategy<Value = String> {
    let time = prop::sample::select(vec![
        "on Thursday",
        "on Monday",
        "yesterday",
        "today",
        "last week",
        "this week",
        "two days ago",
        "three weeks ago",
        "over the weekend",
        "last Tuesday",
        "on Friday morning",
        "earlier this week",
        "last weekend",
    ]);
    let verb = prop::sample::select(vec!["met", "will meet", "are meeting"]);
    (verb, time).prop_map(|(verb, time)| format!("The ministers {verb} {time}."))
}

/// Sentences whose dates hang on it in any other way.
fn dated_sentence() -> impl Strategy<Value = String> {
    let time = prop::sample::select(vec![
        "in June",
        "on March 3",
        "last month",
        "next year",
        "three years ago",
        "in the summer",
        "earlier this year",
        "at the end of the year",
        "from March to May",
        "in the third quarter",
        "on the 17th",
        "last decade",
        "on Thursday, Aug. 17",
        "over the past two months",
        "on Easter Monday",
        "in early July",
        "last Thanksgiving",
        "on Labor Day",
    ]);
    let verb = prop::sample::select(vec!["met", "will meet"]);
    prop_oneof![
        (verb, time).prop_map(|(verb, time)| format!("The ministers {verb} {time}.")),
        relative_sentence(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn weeks_later_every_weekday_day_and_week_is_as_much_later(
        text in relative_sentence(), day in 700_000i64..760_000, weeks in -2_000i64..2_000
    ) {
        let published = dateline::calendar::shift_days(Day::constant(1, 1, 1), day);
        let later = dateline::calendar::shift_days(published, weeks * 7);
        let one = read(Some(&published.to_string()), &text).times;
        let other = read(Some(&later.to_string()), &text).times;
        prop_assert!(!one.is_empty(), "{}", text);
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            let shifted = |day: Option<Day>| day.map(|day| dateline::calendar::shift_days(day, weeks * 7));
            prop_assert_eq!(shifted(one.earliest), other.earliest, "{}", text);
            prop_assert_eq!(shifted(one.latest), other.latest, "{}", text);
        }
    }

    #[test]
    fn four_centuries_later_every_relative_date_is_as_much_later(
        text in dated_sentence(), day in 584_000i64..900_000
    ) {
        let published = dateline::calendar::shift_days(Day::constant(1, 1, 1), day);
        let later = dateline::calendar::shift_months(published, 4_800);
        let one = read(Some(&published.to_string()), &text).times;
        let other = read(Some(&later.to_string()), &text).times;
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            let shifted = |day: Option<Day>| day.map(|day| dateline::calendar::shift_months(day, 4_800));
            prop_assert!(one.earliest.is_some() || one.kind == TimeKind::Duration, "{}", text);
            // Easter comes round only after 5,700,000 years.
            if !text.contains("Easter") {
                prop_assert_eq!(shifted(one.earliest), other.earliest, "{}", text);
                prop_assert_eq!(shifted(one.latest), other.latest, "{}", text);
            }
        }
    }

    #[test]
    fn a_value_means_the_days_of_its_expression(text in dated_sentence(), day in 584_000i64..900_000) {
        let published = dateline::calendar::shift_days(Day::constant(1, 1, 1), day);
        for time in read(Some(&published.to_string()), &text).times {
            let value: dateline::calendar::Value = time.value.parse().unwrap();
            let whole = !matches!(
                time.precision,
                Precision::Within | Precision::Span | Precision::Approximate | Precision::Unknown
            );
            if let Some(days) = value.interval().filter(|_| whole) {
                prop_assert_eq!(time.earliest, Some(days.earliest()), "{}", text);
                prop_assert_eq!(time.latest, Some(days.latest()), "{}", text);
            }
        }
    }
}

#[test]
fn long_texts_take_linear_time() {
    // Counted in expressions, not in seconds: the grammar may look only so far from where it stands.
    let part = "from the end of the first week of the second month of the year to the 3rd of May, two days after 5/6-7/8, ";
    for times in [1, 400] {
        let found = read(Some("2023-08-18"), &part.repeat(times)).times.len();
        assert!(found >= times, "{times}: {found}");
    }
}

/// The date of the only event of that word, as its basis with its days.
fn dated(published: Option<&str>, text: &str, word: &str) -> String {
    let reading = read(published, text);
    let event = reading
        .events
        .iter()
        .find(|event| event.trigger.of(text).contains(word))
        .unwrap_or_else(|| panic!("no event ‘{word}’ in {text}"));
    let days = format!(
        "{}..{}",
        event
            .when
            .earliest
            .map(|day| day.to_string())
            .unwrap_or_default(),
        event
            .when
            .latest
            .map(|day| day.to_string())
            .unwrap_or_default()
    );
    format!("{:?} {days}", event.when.basis)
}

#[test]
fn what_news_tells_as_new_happened_about_its_publication() {
    let shortly_before = "Published 2023-08-12..2023-08-18";
    for (text, word) in [
        ("Peru rejected the accusation.", "rejected"),
        (
            "Kenya condemned the attack and recalled its ambassador from Sudan.",
            "condemned",
        ),
        (
            "Police arrested 20 protesters in Lima, a local newspaper reported.",
            "arrested",
        ),
        (
            "Norway recalls ambassador from Russia\n\nThe ministry said so in Oslo.",
            "recalls",
        ),
        (
            "Kenya accused Uganda of an attack, warning its government.",
            "warning",
        ),
        (
            "Sweden promised to send troops to Finland by June 2024.",
            "promised",
        ),
        (
            "Norway and Sweden met on Thursday.\n\nRussia criticised the plan.",
            "criticised",
        ),
    ] {
        assert_eq!(
            dated(Some("2023-08-18"), text, word),
            shortly_before,
            "{text}"
        );
    }
    assert_eq!(
        dated(
            Some("2023-08-18"),
            "Norway has recalled its ambassador from Russia.",
            "recalled"
        ),
        "Published 2023-07-19..2023-08-18"
    );
    assert_eq!(
        dated(
            Some("2023-08-18"),
            "Norway will send troops to Finland.",
            "send"
        ),
        "Published 2023-08-18.."
    );
    let reading = read(Some("2023-08-18"), "Peru rejected the accusation.");
    let when = &reading.events[0].when;
    assert_eq!(when.precision, Precision::Before);
    assert_eq!(
        when.why,
        "told as news without a date, article of 18 Aug 2023 → on or shortly before 18 Aug 2023"
    );
}

#[test]
fn what_the_text_takes_back_is_not_dated_by_its_publication() {
    for (text, word) in [
        (
            "Norway had recalled its ambassador from Russia.",
            "recalled",
        ),
        (
            "Norway earlier recalled its ambassador from Russia.",
            "recalled",
        ),
        ("Russia has repeatedly condemned Norway.", "condemned"),
        ("Peru condemned Ecuador for years.", "condemned"),
        (
            "Ecuador accused Peru in November 2019 of theft. Peru denied it.",
            "denied",
        ),
        (
            "After a test in January 2016, Norway imposed sanctions on Sweden.",
            "imposed",
        ),
        (
            "In the years that followed, Norway expelled many Russian diplomats.",
            "expelled",
        ),
        (
            "“Norway attacked Sweden without warning,” Anna Berg told reporters in Oslo.",
            "attacked",
        ),
        ("Norway closed its border a few weeks later.", "closed"),
    ] {
        let found = dated(Some("2023-08-18"), text, word);
        assert!(!found.starts_with("Published"), "{text}: {found}");
    }
    let nothing = read(None, "Peru rejected the accusation.");
    assert_eq!(nothing.events[0].when.basis, DateBasis::None);
    assert!(nothing.events[0].when.is_undated());
    assert!(nothing.events[0].when.why.contains("has none itself"));
}

#[test]
fn a_clause_that_tells_what_happened_in_a_month_has_its_date() {
    assert_eq!(
        dated(
            Some("2023-08-18"),
            "The talks nearly collapsed in March, when Sudanese aircraft bombed a bridge near Metemma.",
            "bombed"
        ),
        "Relative 2023-03-01..2023-03-31"
    );
}

#[test]
fn feasts_of_other_calendars_have_their_days() {
    for (published, words, first, last) in [
        ("2024-04-15", "Eid al-Fitr", "2024-04-09", "2024-04-11"),
        ("2023-07-01", "Eid al-Adha", "2023-06-28", "2023-06-30"),
        ("2023-04-08", "Passover", "2023-04-06", "2023-04-06"),
        ("2023-09-28", "Yom Kippur", "2023-09-25", "2023-09-25"),
        ("2023-11-15", "Diwali", "2023-11-11", "2023-11-13"),
        ("2023-05-01", "Ramadan", "2023-03-22", "2023-04-22"),
    ] {
        let text = format!("The two armies clashed again on {words}.");
        let time = only(Some(published), &text);
        assert_eq!(time.span.of(&text), words);
        let days = (
            time.earliest.unwrap().to_string(),
            time.latest.unwrap().to_string(),
        );
        assert_eq!(days, (first.to_owned(), last.to_owned()), "{words}");
        let about = !["Passover", "Yom Kippur"].contains(&words);
        assert_eq!(time.precision == Precision::Approximate, about, "{words}");
    }
}

#[test]
fn two_days_later_follows_the_date_that_the_user_gives_to_the_event_before() {
    let text = "Norway met Sweden in Oslo. Two days later Russia condemned the talks.";
    let article = Article {
        id: ArticleId("test".to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::UNKNOWN,
        text: text.to_owned(),
        furniture: Vec::new(),
    };
    let reading = READER.read(&article);
    let document = Arc::new(Document::new(article, reading));
    let project = |edits: &[Edit]| Project::of(vec![Arc::clone(&document)], Vec::new(), edits);
    let found = |project: &Project, word: &str| {
        let entries = &project.chronology.entries;
        let entry = entries.iter().find(|entry| {
            let (_, event) = project.report(entry.reports[0]).unwrap();
            event.trigger.of(text) == word
        });
        entry.unwrap().clone()
    };
    let before = project(&[]);
    assert!(found(&before, "condemned").when.is_undated());
    let set = READER.typed_date("3 May 2021", None).unwrap();
    let edit = Edit::when(&before, &found(&before, "met"), "3 May 2021", &set);
    let after = project(&[edit]);
    let followed = found(&after, "condemned").when;
    let day: Day = "2021-05-05".parse().unwrap();
    assert_eq!((followed.earliest, followed.latest), (Some(day), Some(day)));
    assert_eq!(followed.basis, DateBasis::Relative);
    assert_eq!(
        followed.why,
        "‘Two days later’, reckoned from the date set by you → 5 May 2021"
    );
    // Taking the edit back takes the date back.
    assert!(found(&project(&[]), "condemned").when.is_undated());
}
