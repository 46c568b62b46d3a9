use std::sync::OnceLock;

use crate::extract::Reader;
use crate::model::{Article, ArticleId, DateClaim, Origin, Published, PublishedBasis};

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::load().unwrap())
}

fn article(text: &str) -> Article {
    Article {
        id: ArticleId("a".to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::UNKNOWN,
        text: text.to_owned(),
        furniture: Vec::new(),
    }
}

fn guess(text: &str) -> Option<DateClaim> {
    let article = article(text);
    let reading = reader().read(&article);
    let guess = reader().guess(&article, &reading);
    if let Some(guess) = &guess {
        assert_eq!(guess.basis, PublishedBasis::Inferred);
        assert!(!guess.why.is_empty());
    }
    guess
}

fn year(text: &str) -> Option<i16> {
    guess(text).map(|guess| guess.date.year())
}

#[test]
fn lengths_of_time_make_the_year() {
    let text = "Norway’s defence minister met his Finnish counterpart in Oslo, the first such visit in six years. \
                The last one was in March 2016.";
    let found = guess(text).unwrap();
    assert_eq!(found.date.year(), 2022);
    assert!(
        found
            .why
            .contains("‘first such visit in six years’ with ‘March 2016’ makes it 2022"),
        "{}",
        found.why
    );
    assert_eq!(
        year("Norway and Sweden signed the treaty four years ago, in 2011. It was broken."),
        Some(2015)
    );
    assert_eq!(
        year("Crowds in Oslo marked the 25th anniversary of the 1990 accord on Thursday."),
        Some(2015)
    );
}

#[test]
fn people_in_office_make_the_year_if_no_single_one_decides() {
    // May came in July 2016, Renzi went in December, Obama in the first weeks of 2017.
    let text = "Prime Minister Theresa May met Prime Minister Matteo Renzi and President Barack Obama on Thursday.";
    assert_eq!(year(text), Some(2016));
    assert_eq!(
        year("Crowds gathered where President Juvenal Habyarimana died on 6 April 1994."),
        None
    );
    // One office after the other is one time in office.
    assert_eq!(
        year("President Fidel Castro spoke in Havana on Thursday."),
        None
    );
}

#[test]
fn what_is_told_and_what_is_to_come_leaves_the_year_open() {
    let text = "Sweden joined the talks in May 2021. Norway signed the accord on 3 June 2022. \
                The parties will build the road by 2025, the accord says.";
    assert_eq!(guess(text), None);
}

#[test]
fn a_dateline_gives_the_day() {
    let found =
        guess("OSLO, Aug 17 (NTB) - Norway left the pact four years ago, in 2015. Sweden stayed.")
            .unwrap();
    assert_eq!(found.date.to_string(), "2019-08-17");
    assert_eq!(found.words(), "17 Aug 2019");
    assert!(found.why.contains("the dateline ‘Aug 17’"));
}

#[test]
fn nothing_is_guessed_from_nothing() {
    assert_eq!(
        guess("Norway met Sweden on Thursday to talk about fish."),
        None
    );
    assert_eq!(guess(""), None);
    // News seldom writes the year that it is: this may be of any later year.
    assert_eq!(
        guess("Norway left the pact that it had signed in January 2019."),
        None
    );
}

#[test]
fn news_that_names_its_day_in_full_was_written_then() {
    let lead = "Norway’s army and the rebels signed an accord on Wednesday, July 17, 2019, after weeks of talks.";
    let found = guess(&format!(
        "{lead} The talks began in May 2018. Elections will be held in 2022."
    ))
    .unwrap();
    assert_eq!(found.date.to_string(), "2019-07-17");
    assert!(
        found.why.contains("‘Wednesday, July 17, 2019’"),
        "{}",
        found.why
    );
    // Something later happened: it is a look back.
    let later = guess(&format!("{lead} The army broke it in March 2021."));
    assert!(later.is_none_or(|guess| guess.date.to_string() != "2019-07-17"));
    // A history names no weekdays.
    assert_eq!(
        guess("Norway’s army and the rebels signed an accord on July 17, 1919. The king fled."),
        None
    );
}

#[test]
fn the_time_of_a_file_must_not_contradict_its_text() {
    let day = |text: &str| text.parse().unwrap();
    for (text, file, fits) in [
        (
            "OSLO, 16 December (Agency) – Norway recalled its envoy.",
            "2026-12-18",
            true,
        ),
        (
            "OSLO, 16 December (Agency) – Norway recalled its envoy.",
            "2026-11-26",
            false,
        ),
        (
            "OSLO, 2 January (Agency) – Norway recalled its envoy.",
            "2025-12-30",
            true,
        ),
        (
            "Norway recalled its envoy in May 2018.",
            "2026-11-26",
            false,
        ),
        ("Norway recalled its envoy in May 2026.", "2026-11-26", true),
        ("Norway recalled its envoy.", "2026-11-26", true),
    ] {
        let article = article(text);
        let reading = reader().read(&article);
        assert_eq!(
            super::may_be_of(&article, &reading, day(file)),
            fits,
            "{text} {file}"
        );
    }
}
