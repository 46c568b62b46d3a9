//! The order of the events of an article in the chronology: dates first, then what the text says of before and after.

use dateline::merge::{ByHand, merge};

use super::{article, read};

/// Which events stand in the chronology, in its order: their trigger words and days.
fn chronology(published: Option<&str>, text: &str) -> Vec<(String, String)> {
    let (article, reading) = (article(published, text), read(published, text));
    let merged = merge(&[&article], &[&reading], &ByHand::default());
    merged
        .entries
        .iter()
        .map(|entry| {
            let event = &reading.events[entry.reports[0].event];
            let days = match (entry.when.earliest, entry.when.latest) {
                (Some(first), Some(last)) => format!("{first}/{last}"),
                _ => "-".to_owned(),
            };
            (event.trigger.of(text).to_owned(), days)
        })
        .collect()
}

fn words(chronology: &[(String, String)]) -> Vec<&str> {
    chronology.iter().map(|(words, _)| words.as_str()).collect()
}

#[test]
fn equal_days_follow_before_and_after() {
    for text in [
        "On June 15, France condemned Russia after it attacked Ukraine on June 15.",
        "After Russia attacked Ukraine on June 15, France condemned Russia on June 15.",
    ] {
        let found = chronology(Some("2023-08-18"), text);
        assert_eq!(words(&found), ["attacked", "condemned"], "{text}");
    }
    for text in [
        "Before Russia attacked Ukraine on June 15, France condemned Russia on June 15.",
        "On June 15, France condemned Russia before it attacked Ukraine on June 15.",
    ] {
        let found = chronology(Some("2023-08-18"), text);
        assert_eq!(words(&found), ["condemned", "attacked"], "{text}");
    }
}

#[test]
fn undated_events_are_ordered_among_themselves_behind_the_dated_ones() {
    let text =
        "France condemned Russia after it attacked Ukraine. In 2014, Germany recalled its envoy.";
    let found = chronology(None, text);
    assert_eq!(
        words(&found),
        ["recalled", "attacked", "condemned"],
        "{found:?}"
    );
    assert!(found[1..].iter().all(|(_, days)| days == "-"), "{found:?}");
}

#[test]
fn what_came_before_another_event_ends_with_it() {
    let text = "In June, France condemned Russia before it attacked Ukraine on June 15.";
    let found = chronology(Some("2023-08-18"), text);
    let days = |words: &str| {
        let event = found.iter().find(|(told, _)| told == words);
        event.map(|(_, days)| days.as_str())
    };
    assert_eq!(days("condemned"), Some("2023-06-01/2023-06-15"));
    assert_eq!(days("attacked"), Some("2023-06-15/2023-06-15"));
}

#[test]
fn a_text_that_contradicts_itself_loses_no_event() {
    let states = [
        "France", "Germany", "Russia", "Ukraine", "Poland", "Italy", "Spain", "Norway",
    ];
    let mut text = String::new();
    for one in states {
        for other in states.iter().filter(|other| **other != one) {
            // Each attack comes after the other, and the sentence about the other says the same.
            text += &format!("{one} attacked {other} after {other} attacked {one}. ");
        }
    }
    for published in [None, Some("2023-08-18")] {
        let reading = read(published, &text);
        let mut triggers: Vec<u32> = reading
            .events
            .iter()
            .map(|event| event.trigger.start)
            .collect();
        triggers.sort_unstable();
        triggers.dedup();
        assert_eq!(
            triggers.len(),
            reading.events.len(),
            "an event stands twice"
        );
        assert!(triggers.len() >= 50, "{}", triggers.len());
        let reports: usize = merge(
            &[&article(published, &text)],
            &[&reading],
            &ByHand::default(),
        )
        .entries
        .iter()
        .map(|entry| entry.reports.len())
        .sum();
        assert_eq!(reports, reading.events.len());
    }
}

#[test]
fn what_is_denied_now_is_of_now_whatever_was_told_before() {
    let text = "LIMA, Aug 18 (Reuters) - Ecuador accused Peru on Thursday of arming rebels.\n\nIn 1995 Peru seized a border \
                post, killing three soldiers. Peru denies the charge. Ecuador condemned the move.";
    let reading = read(Some("2023-08-18"), text);
    let when = |words: &str| {
        let event = reading
            .events
            .iter()
            .find(|event| event.trigger.of(text) == words);
        event.map(|event| event.when.latest.map(|day| day.to_string()))
    };
    assert_eq!(when("denies"), Some(Some("2023-08-18".to_owned())));
    // What goes on from 1995 in the past tense may be of then.
    assert_eq!(when("condemned"), Some(None));
}

#[test]
fn a_length_between_two_events_dates_the_other() {
    let found = |text: &str| chronology(Some("2023-05-17"), text);
    let days = |first: &str, last: &str| format!("{first}/{last}");
    assert_eq!(
        found(
            "Peru recalled its ambassador from Ecuador on Sunday, two days after Ecuador expelled two Peruvian diplomats."
        ),
        [
            ("expelled".to_owned(), days("2023-05-12", "2023-05-12")),
            ("recalled".to_owned(), days("2023-05-14", "2023-05-14")),
        ]
    );
    assert_eq!(
        found(
            "Iran seized a British tanker three days before British marines attacked Iran on 10 May 2023."
        ),
        [
            ("seized".to_owned(), days("2023-05-07", "2023-05-07")),
            ("attacked".to_owned(), days("2023-05-10", "2023-05-10")),
        ]
    );
    // Weeks are told in round numbers.
    assert_eq!(
        found(
            "Iran seized a British tanker on Friday, two weeks after British marines attacked Iran."
        )[0]
        .1,
        days("2023-04-25", "2023-05-01")
    );
}

#[test]
fn a_day_after_something_dates_it_whatever_the_sentence_is_about() {
    let days = |text: &str, word: &str| {
        let found = chronology(Some("2003-05-09"), text);
        let event = found.into_iter().find(|(words, _)| words == word);
        event.map_or_else(|| "none".to_owned(), |(_, days)| days)
    };
    let yesterday = "2003-05-08/2003-05-08";
    for (text, word) in [
        (
            "Ecuador recalled its envoy on Friday, a day after Peru expelled two diplomats.",
            "expelled",
        ),
        (
            "The road was closed on Friday, a day after Peru expelled two diplomats.",
            "expelled",
        ),
        (
            "Ecuador told its navy on Friday to guard the port, a day after Peru attacked two ships.",
            "attacked",
        ),
        (
            "Ecuador recalled its envoy on Friday, a day after Peru attacked a post and killed two soldiers.",
            "killed",
        ),
    ] {
        assert_eq!(days(text, word), yesterday, "{text}");
    }
}
