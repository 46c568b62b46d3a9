//! What the rules of events read from sentences: who, what, whom, and whether it took place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::Reader;
use dateline::model::{
    Article, ArticleId, Event, EventType, Origin, Participant, Published, Reading, Status,
};

fn read(text: &str) -> Reading {
    static READER: OnceLock<Reader> = OnceLock::new();
    let reader = READER.get_or_init(|| Reader::load().unwrap());
    reader.read(&Article {
        id: ArticleId("test".to_owned()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::given("2024-05-10".parse().unwrap()),
        text: text.to_owned(),
        furniture: Vec::new(),
    })
}

fn keys(side: &[Participant]) -> Vec<String> {
    let mut keys: Vec<String> = side
        .iter()
        .filter_map(Participant::key)
        .map(|key| key.to_string())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The events of a sentence as "TYPE sources > targets status".
fn told(text: &str) -> Vec<String> {
    read(text)
        .events
        .iter()
        .map(|event| {
            format!(
                "{} {} > {} {}",
                event.kind.code(),
                keys(&event.sources).join("+"),
                keys(&event.targets).join("+"),
                event.status.words()
            )
        })
        .collect()
}

#[track_caller]
fn tells(text: &str, expected: &str) {
    let told = told(text);
    assert!(
        told.iter().any(|line| line == expected),
        "{text}\nexpected {expected}\ngot      {told:?}"
    );
}

#[track_caller]
fn tells_nothing(text: &str) {
    let told = told(text);
    assert!(told.is_empty(), "{text}\ngot {told:?}");
}

#[test]
fn every_type_has_its_plain_sentence() {
    for (text, expected) in [
        (
            "Norway agreed to open talks with Sweden.",
            "AGREE NOR > SWE happened",
        ),
        (
            "The Swedish foreign minister visited Norway on Monday.",
            "CONSULT SWE > NOR happened",
        ),
        (
            "Norway praised Sweden for its reforms.",
            "SUPPORT NOR > SWE happened",
        ),
        (
            "Norway lifted sanctions on Sweden.",
            "CONCEDE NOR > SWE happened",
        ),
        (
            "Norway shared intelligence with Sweden.",
            "COOPERATE NOR > SWE happened",
        ),
        (
            "Norway donated vaccines to Kenya.",
            "AID NOR > KEN happened",
        ),
        (
            "Norway withdrew its troops from Kenya.",
            "RETREAT NOR > KEN happened",
        ),
        (
            "Norway urged Sweden to release the ships.",
            "REQUEST NOR > SWE happened",
        ),
        (
            "Norway accused Sweden of overfishing.",
            "ACCUSE NOR > SWE happened",
        ),
        (
            "Norway rejected a proposal from Sweden.",
            "REJECT NOR > SWE happened",
        ),
        (
            "Norway threatened to close its border with Sweden.",
            "THREATEN NOR > SWE happened",
        ),
        (
            "Norwegian fishermen protested against Sweden on Monday.",
            "PROTEST NOR > SWE happened",
        ),
        (
            "Norway imposed sanctions on Sweden.",
            "SANCTION NOR > SWE happened",
        ),
        (
            "Norway deployed troops along the border with Sweden.",
            "MOBILIZE NOR > SWE happened",
        ),
        (
            "Norwegian police arrested two Swedish diplomats.",
            "COERCE NOR > SWE happened",
        ),
        (
            "Norwegian forces shelled Swedish positions.",
            "ASSAULT NOR > SWE happened",
        ),
    ] {
        tells(text, expected);
    }
}

#[test]
fn plain_sentences_are_read_as_written_down() {
    let wrong = misread(include_str!("events/sentences.tsv"), 200);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clauses_are_read_as_written_down() {
    let wrong = misread(include_str!("events/clauses.tsv"), 200);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of a table that are not read as they say; the table must have more than `at_least` lines.
fn misread(table: &str, at_least: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, kind, sources, targets, status] = cells[..] else {
            panic!("five columns are expected: {line}");
        };
        lines += 1;
        if let Some(unwanted) = kind.strip_prefix('-') {
            let told = told(text);
            if told
                .iter()
                .any(|one| one.starts_with(&format!("{unwanted} ")))
            {
                wrong.push(format!(
                    "{text}\n  must not tell {unwanted}\n  got {told:?}"
                ));
            }
            continue;
        }
        let expected = format!("{kind} {sources} > {targets} {status}");
        let told = told(text);
        if !told.contains(&expected) {
            wrong.push(format!("{text}\n  expected {expected}\n  got {told:?}"));
        }
    }
    assert!(lines > at_least, "{lines} lines");
    wrong
}

#[test]
fn the_reason_names_the_frame_and_its_words() {
    let reading = read("Norway accused Sweden of overfishing.");
    let event = &reading.events[0];
    assert_eq!(
        event.why[0],
        "‘accused’ with subject ‘Norway’, object ‘Sweden’, ‘of overfishing’ reads as an accusation (allege): source \
         ‘Norway’, target ‘Sweden’"
    );
    assert_eq!(event.frame, "ACCUSE verb accuse +of");
    let again = read("Kenya accused Uganda of smuggling.");
    assert_eq!(again.events[0].frame, event.frame);
}

#[test]
fn what_came_before_the_news_is_background() {
    let background = |text: &str, kind: EventType| -> bool {
        let reading = read(text);
        let event = reading.events.iter().find(|event| event.kind == kind);
        event
            .unwrap_or_else(|| panic!("{text}: {:?}", reading.events))
            .background
    };
    let text = "Norway has sent aid to Ukraine since Russia's 2022 invasion of Ukraine.";
    assert!(background(text, EventType::Assault), "{text}");
    assert!(!background(text, EventType::Aid), "{text}");
    let text = "Norway condemned Sweden, which attacked Kenya in 2011.";
    assert!(background(text, EventType::Assault), "{text}");
    assert!(!background(text, EventType::Accuse), "{text}");
    let text = "Norway attacked Sweden on Monday.";
    assert!(!background(text, EventType::Assault), "{text}");
}

#[test]
fn sport_and_private_life_are_no_politics() {
    let sport = "The Rovers beat City on Saturday. Their coach praised the keeper, who had denied the visitors twice. The \
                 striker attacked the space behind the defence and fired past him. The captain accused the referee of \
                 ignoring a foul, and the manager threatened to leave. The club fined two players after the match and \
                 suspended a third for a week. The fans protested outside the stadium and called for talks with the \
                 owner, who refused to sell.";
    let told = told(sport);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn two_sentences_that_tell_the_same_make_one_event() {
    let reading = read(
        "Norway invaded Sweden on Monday. Finland called an emergency session of its parliament. Norway invaded Sweden \
         with three divisions.",
    );
    let invasions: Vec<&Event> = reading
        .events
        .iter()
        .filter(|event| event.kind == EventType::Assault)
        .collect();
    assert_eq!(invasions.len(), 1, "{invasions:?}");
    assert_eq!(invasions[0].evidence.len(), 2);
}

#[test]
fn a_passive_turns_the_sides_round() {
    tells(
        "Two Swedish ships were seized by Norway.",
        "COERCE NOR > SWE happened",
    );
    tells(
        "Sweden was condemned by Norway and Finland.",
        "ACCUSE FIN+NOR > SWE happened",
    );
}

#[test]
fn both_sides_meet() {
    for text in [
        "Norway and Sweden held talks in Geneva.",
        "Norwegian officials met with Swedish officials.",
        "Talks between Norway and Sweden resumed.",
    ] {
        tells(text, "CONSULT NOR+SWE > NOR+SWE happened");
    }
    tells(
        "Norway and Sweden conducted joint military drills.",
        "COOPERATE NOR+SWE > NOR+SWE happened",
    );
}

#[test]
fn what_is_to_come_is_planned() {
    tells(
        "Norway said it would send aid to Kenya.",
        "AGREE NOR > KEN planned",
    );
    tells(
        "The Norwegian prime minister will visit Sweden next week.",
        "AGREE NOR > SWE planned",
    );
    tells(
        "Norway is willing to withdraw its troops from Kenya.",
        "AGREE NOR > KEN planned",
    );
}

#[test]
fn what_is_hedged_or_denied_says_so() {
    let hedged = read("Norway may impose sanctions on Sweden.");
    assert!(
        hedged
            .events
            .iter()
            .all(|event| event.status != Status::Actual)
    );
    let denied = read("Norway did not attack Sweden.");
    assert!(
        denied
            .events
            .iter()
            .all(|event| event.status == Status::Denied && event.kind == EventType::Assault)
    );
    tells(
        "Norway refused to lift sanctions on Sweden.",
        "REJECT NOR > SWE happened",
    );
}

#[test]
fn a_light_verb_lends_its_subject_to_the_noun() {
    tells(
        "Norway launched an attack on Sweden.",
        "ASSAULT NOR > SWE happened",
    );
    tells(
        "Norway issued a warning to Sweden.",
        "THREATEN NOR > SWE happened",
    );
    tells(
        "Norway voiced concern over Sweden's decision.",
        "ACCUSE NOR > SWE happened",
    );
}

#[test]
fn joined_verbs_share_the_subject() {
    let told = told("Norway condemned Sweden and expelled its ambassador.");
    assert!(told.iter().any(|line| line.starts_with("ACCUSE NOR > SWE")));
    assert!(
        told.iter().any(|line| line.starts_with("SANCTION NOR > ")),
        "{told:?}"
    );
}

#[test]
fn armed_groups_act_in_their_own_name() {
    tells(
        "Boko Haram kidnapped three Nigerian teachers.",
        "ASSAULT boko-haram > NGA happened",
    );
}

#[test]
fn words_without_actors_tell_nothing() {
    tells_nothing("The weather was fine and the market was open.");
    tells_nothing("The committee attacked the problem with vigour.");
    tells_nothing("");
    tells_nothing("\u{feff}…—“”\n\n\t");
}

#[test]
fn reports_and_aims_are_no_events() {
    tells_nothing("Norway said the harvest was good.");
    let told = told("Norway sent envoys to discuss peace.");
    assert!(
        told.iter().all(|line| !line.starts_with("CONSULT")),
        "{told:?}"
    );
}

#[test]
fn every_event_can_be_explained() {
    let reading = read(
        "Norway and Sweden signed a treaty in Oslo on 3 May 2024. Finland praised the deal, but Russia accused Norway of \
         provocation and said it would deploy missiles near the border.",
    );
    assert!(reading.events.len() >= 3, "{:?}", reading.events);
    let check = |event: &Event| {
        assert!(!event.evidence.is_empty());
        assert!(
            event
                .evidence
                .iter()
                .any(|span| span.contains(event.trigger))
        );
        assert!(!event.why.is_empty());
        assert!(!event.summary.is_empty() && event.summary.chars().count() <= 75);
        assert!((0.0..=1.0).contains(&event.confidence));
    };
    reading.events.iter().for_each(check);
    assert!(reading.events.is_sorted_by_key(|event| event.trigger.start));
}

#[test]
fn joined_verbs_that_do_one_thing_are_one_event() {
    for text in [
        "Iranian commandos boarded and seized a Norwegian ship.",
        "The Slovak prime minister was shot and wounded on Monday.",
    ] {
        assert_eq!(told(text).len(), 1, "{text} {:?}", told(text));
    }
    let apart = told("The Swedish journalist was abducted and killed in Kenya.");
    assert_eq!(apart.len(), 2, "{apart:?}");
}

#[test]
fn the_line_of_a_report_is_no_part_of_who_acts() {
    for head in [
        "OSLO - ",
        "OSLO, 9 May 2024 - ",
        "OSLO, May 9, 2024 (Agency) -- ",
    ] {
        let text = format!("{head}Norwegian government forces shelled a Swedish post on Friday.");
        let events = read(&text).events;
        let sources: Vec<&str> = events
            .iter()
            .flat_map(|event| &event.sources)
            .map(|one| one.span.of(&text))
            .collect();
        assert_eq!(sources, ["Norwegian government forces"], "{text}");
    }
}

#[test]
fn two_verbs_of_one_act_tell_whom_it_was_done_to() {
    for text in [
        "Norwegian guards shot and wounded two Swedish smugglers.",
        "Norwegian guards boarded and seized a Swedish ship.",
    ] {
        let events = read(text).events;
        assert_eq!(events.len(), 1, "{text}");
        assert!(
            events[0].summary.contains("Swedish"),
            "{}",
            events[0].summary
        );
    }
}
