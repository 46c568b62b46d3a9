//! Who said what, through the reader: kinds of cues, where the words begin and end, who is meant.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::Reader;
use dateline::model::{Article, ArticleId, Origin, Published, Quote, Reading};

fn article(text: &str) -> Article {
    Article {
        id: ArticleId("a".to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::given("2024-05-07".parse().unwrap()),
        text: text.to_owned(),
        furniture: Vec::new(),
    }
}

fn read(text: &str) -> Reading {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER
        .get_or_init(|| Reader::load().unwrap())
        .read(&article(text))
}

/// Each quotation as "source | content … content".
fn quotes(text: &str) -> Vec<String> {
    read(text)
        .quotes
        .iter()
        .map(|quote| line(quote, text))
        .collect()
}

fn line(quote: &Quote, text: &str) -> String {
    let source = quote.source.map_or("-", |span| span.of(text));
    let content: Vec<&str> = quote.content.iter().map(|span| span.of(text)).collect();
    format!("{source} | {}", content.join(" … "))
}

#[test]
fn direct_speech_before_between_and_behind_its_cue() {
    assert_eq!(
        quotes("“The talks are over,” the minister said."),
        ["the minister | “The talks are over,”"]
    );
    assert_eq!(
        quotes("“The talks,” she added, “will go on next week.”"),
        ["she | “The talks,” … “will go on next week.”"]
    );
    assert_eq!(
        quotes("Anna Berg said: “The talks will go on next week.”"),
        ["Anna Berg | “The talks will go on next week.”"]
    );
}

#[test]
fn a_speech_goes_on_in_the_next_paragraph() {
    let found = quotes(
        "“We shall not give up the islands,” the president said. “Nobody will take them from us.\n\n“They are ours for ever.”",
    );
    assert_eq!(
        found,
        [
            "the president | “We shall not give up the islands,” … “Nobody will take them from us. … “They are ours for ever.”"
        ]
    );
}

#[test]
fn an_attribution_within_the_clause_is_no_part_of_the_words() {
    assert_eq!(
        quotes("The bridge, the mayor said, would stay closed until June."),
        ["the mayor | The bridge … would stay closed until June"]
    );
}

#[test]
fn what_follows_the_words_is_not_said() {
    let found = quotes("Norway said that the fleet had left Bergen, which was calm on Monday.");
    assert_eq!(found, ["Norway | that the fleet had left Bergen"]);
}

#[test]
fn according_to_a_document() {
    assert_eq!(
        quotes("Fourteen ships were lost in the storm, according to a report by the ministry."),
        ["a report by the ministry | Fourteen ships were lost in the storm"]
    );
}

#[test]
fn nouns_adjectives_and_adverbs_report_too() {
    let found = quotes("Sweden rejected Norway's claim that the herring belonged to Bergen.");
    assert!(
        found
            .iter()
            .any(|line| line.contains("claim that the herring belonged to Bergen")),
        "{found:?}"
    );
    assert_eq!(
        quotes("The minister made the claim that the herring belonged to Bergen."),
        ["The minister | that the herring belonged to Bergen"]
    );
    assert_eq!(
        quotes("Officials were confident that the ceasefire would hold."),
        ["Officials | that the ceasefire would hold"]
    );
    assert_eq!(
        quotes("In a new poll, the governor led her rival by four points."),
        ["a new poll | the governor led her rival by four points"]
    );
}

#[test]
fn a_transcript_and_a_signature_name_the_speaker() {
    let found = quotes(
        "A talk about the harbour took place on Monday.\n\nBERG: The harbour is too small for us.\n\nHOLM: Then build another one.",
    );
    assert!(
        found.contains(&"BERG | The harbour is too small for us".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"HOLM | Then build another one".to_owned()),
        "{found:?}"
    );
    let found = quotes(
        "Readers wrote about the plan.\n\n“A harbour for whales, not for people.” — Anna Berg",
    );
    assert!(
        found.contains(&"Anna Berg | “A harbour for whales, not for people.”".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_relative_pronoun_speaks_for_whom_it_stands() {
    let text = "Vladimir Putin, who said that the war was over, left Moscow.";
    let reading = read(text);
    let quote = reading.quotes.first().unwrap();
    assert_eq!(line(quote, text), "who | that the war was over");
    assert!(
        quote.speaker_name.as_deref().unwrap().contains("Putin"),
        "{quote:?}"
    );
}

#[test]
fn what_is_quoted_within_a_quotation_belongs_to_it() {
    let found = quotes("The minister said that the rebels had promised that they would leave.");
    assert_eq!(
        found,
        ["The minister | that the rebels had promised that they would leave"]
    );
}

#[test]
fn an_event_that_somebody_claims_carries_the_claim() {
    let text = "Moscow said that Ukraine had bombed a Russian town on Monday.";
    let reading = read(text);
    let event = reading
        .events
        .iter()
        .find(|event| event.trigger.of(text).contains("bombed"))
        .unwrap();
    let quote = &reading.quotes[event.said_in.unwrap()];
    assert!(quote.asserts);
    assert_eq!(quote.source.unwrap().of(text), "Moscow");
}

#[test]
fn a_wish_is_no_claim() {
    let text = "Norway wants Sweden to withdraw its troops from Finland.";
    let reading = read(text);
    assert!(
        reading.quotes.iter().any(|quote| !quote.asserts),
        "{:?}",
        reading.quotes
    );
    assert!(reading.events.iter().all(|event| event.said_in.is_none()));
}

#[test]
fn odd_marks_and_empty_texts_do_no_harm() {
    for text in [
        "",
        "”",
        "“",
        "\"\"\"",
        "“ ” “",
        ": x",
        "A: b",
        "— —",
        "“x” —",
        "said said said",
        "according to",
    ] {
        quotes(text);
    }
}

#[test]
fn what_several_say_together_is_said_by_none_of_them_alone() {
    let reading = read(
        "Norway and Sweden signed a treaty in Oslo. The two countries said the border would be opened in May.",
    );
    let said = reading.quotes.last().unwrap();
    assert_eq!(
        (said.speaker.as_ref(), said.speaker_name.as_deref()),
        (None, Some("The two countries"))
    );
}
