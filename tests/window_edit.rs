//! What a user does with actors in the window: lists, cards, corrections.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod window_bench;

use dateline::app::{Command, ThemeChoice};
use dateline::model::ActorId;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use window_bench::Bench;

fn open() -> Bench {
    Bench::open(ThemeChoice::Dark, 1280.0, 800.0)
}

fn click(bench: &mut Bench, label: &str) {
    bench.harness.get_by_label(label).click();
    bench.harness.run_steps(3);
}

fn type_who_is_meant(bench: &mut Bench, name: &str) {
    bench.harness.get_by_label("Who is meant").type_text(name);
    bench.harness.run_steps(2);
    bench.harness.key_press(Key::Enter);
    bench.harness.run_steps(3);
}

fn shows(bench: &Bench, words: &str) -> bool {
    bench
        .harness
        .query_all_by_label_contains(words)
        .next()
        .is_some()
}

fn actor(id: &str) -> ActorId {
    ActorId(id.to_owned())
}

#[test]
fn people_stand_below_their_country_and_filter_by_a_click() {
    let mut bench = open();
    click(&mut bench, "1 more people and bodies of China");
    click(&mut bench, "Li Shangfu");
    assert_eq!(bench.shown(), ["Li Shangfu meets Lukashenko"]);
    click(&mut bench, "Li Shangfu");
    click(&mut bench, "Fewer people and bodies of China");
    assert!(bench.harness.query_by_label("Li Shangfu").is_none());
}

#[test]
fn an_actor_is_found_by_the_beginning_of_the_name() {
    const FIELD: &str = "Find an actor by name; Enter shows only events with the first";
    // High enough for all actors below the articles and stories.
    let mut bench = Bench::open(ThemeChoice::Dark, 1280.0, 1000.0);
    let type_in = |bench: &mut Bench, words: &str| {
        bench.harness.get_by_label(FIELD).focus();
        bench.harness.run_steps(2);
        bench.harness.get_by_label(FIELD).type_text(words);
        bench.harness.run_steps(2);
    };
    type_in(&mut bench, "li sh");
    assert!(bench.harness.query_by_label("Li Shangfu").is_some());
    assert!(bench.harness.query_by_label("Belarus").is_none());
    bench.harness.key_press(Key::Enter);
    bench.harness.run_steps(3);
    assert_eq!(bench.shown(), ["Li Shangfu meets Lukashenko"]);
    click(&mut bench, "Show all actors again");
    assert!(bench.harness.query_by_label("Belarus").is_some());
    bench.send(Command::ClearFilters);
    // Nobody: the list says so. Escape takes the words away.
    type_in(&mut bench, "zz");
    assert!(shows(
        &bench,
        "Nobody of that name takes part in these events."
    ));
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(3);
    assert!(bench.harness.query_by_label("Belarus").is_some());
}

#[test]
fn the_card_of_an_actor_opens_from_the_list_and_goes_back() {
    let mut bench = open();
    click(&mut bench, "About China");
    assert_eq!(bench.window().actor(), Some(&actor("CHN")));
    assert!(shows(&bench, "capital Beijing"));
    // Its events by date; a click selects one and the card stays.
    bench
        .harness
        .get_by_label("17 Aug 2023: Li Shangfu meets Lukashenko")
        .click();
    bench.harness.run_steps(3);
    assert_eq!(
        bench.selected().as_deref(),
        Some("Li Shangfu meets Lukashenko")
    );
    assert_eq!(bench.window().actor(), Some(&actor("CHN")));
    // On to another actor, and back step by step.
    bench.send(Command::ShowActor(actor("li-shangfu")));
    assert!(shows(&bench, "12 Mar 2023"));
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    assert_eq!(bench.window().actor(), Some(&actor("CHN")));
    click(&mut bench, "Back (Escape)");
    assert_eq!(bench.window().actor(), None);
    assert_eq!(
        bench.selected().as_deref(),
        Some("Li Shangfu meets Lukashenko")
    );
}

#[test]
fn the_card_of_an_actor_has_the_column_for_itself() {
    let mut bench = open();
    let hint = "Select an event to read its source";
    bench.harness.run_steps(2);
    assert!(is_painted(&bench, hint));
    bench.send(Command::ShowActor(actor("BLR")));
    bench.harness.run_steps(2);
    assert!(!is_painted(&bench, hint));
}

/// Whether the words are drawn anywhere, as text that no screen reader is told of.
fn is_painted(bench: &Bench, words: &str) -> bool {
    bench.harness.output().shapes.iter().any(
        |clipped| matches!(&clipped.shape, egui::Shape::Text(text) if text.galley.text() == words),
    )
}

#[test]
fn the_card_shows_alliances_as_they_were_and_filters_by_them() {
    let mut bench = open();
    bench.send(Command::ShowActor(actor("BLR")));
    assert!(shows(&bench, "as of 17 Aug 2023"));
    click(&mut bench, "CSTO");
    assert!(bench.shown().iter().all(|summary| {
        ["Belarus", "Russia", "Lukashenko"]
            .iter()
            .any(|name| summary.contains(name))
    }));
    click(&mut bench, "Remove with members of CSTO");
    assert!(bench.window().filter().is_empty());
}

#[test]
fn actors_are_listed_by_alliance_on_demand() {
    let mut bench = open();
    assert!(bench.harness.query_by_label("Show members: CSTO").is_none());
    click(&mut bench, "List actors by alliance");
    click(&mut bench, "Show members: CSTO");
    let csto = bench.harness.get_by_label("CSTO").rect();
    let belarus = bench.harness.get_by_label("Belarus").rect();
    assert!(belarus.top() > csto.top());
    click(&mut bench, "CSTO");
    assert_eq!(bench.window().filter().blocs.len(), 1);
    assert!(!bench.shown().is_empty());
    click(&mut bench, "List actors by country");
    assert!(bench.harness.query_by_label("Hide members: CSTO").is_none());
}

/// A second article that tells of the drills, two days off and with other words.
const SECOND: &str = "Fleets at sea

China and Russia held joint drills last month in the Sea of Japan, the ministry said.
";

fn select(bench: &mut Bench, summary: &str) {
    let id = bench.id_of(summary);
    bench.send(Command::Select(id));
    bench.harness.run_steps(2);
}

fn key(bench: &mut Bench, key: Key) {
    bench.harness.key_press(key);
    bench.harness.run_steps(2);
    bench.settle();
}

#[test]
fn an_event_is_rejected_with_a_key_and_comes_back() {
    let mut bench = open();
    let all = bench.shown();
    select(&mut bench, "China and Russia hold joint military drills");
    key(&mut bench, Key::X);
    assert_eq!(bench.shown().len(), all.len() - 1);
    // On to the next one.
    assert_eq!(
        bench.selected().as_deref(),
        Some("Russia shells a grain port in Ukraine")
    );
    bench
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    bench.settle();
    assert_eq!(bench.shown(), all);
    // Rejected again, it is restored from the list.
    select(&mut bench, "China and Russia hold joint military drills");
    key(&mut bench, Key::X);
    bench.send(Command::ShowRejected);
    bench.harness.run_steps(3);
    assert!(shows(&bench, "1 rejected"));
    click(
        &mut bench,
        "Restore: China and Russia hold joint military drills",
    );
    bench.settle();
    assert_eq!(bench.shown(), all);
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    assert!(!shows(&bench, "Nothing is rejected any more."));
}

#[test]
fn an_event_is_accepted_and_the_mark_can_be_taken_away() {
    let mut bench = open();
    select(&mut bench, "Ukraine criticises Russia");
    key(&mut bench, Key::A);
    assert!(bench.harness.query_by_label("Accepted").is_some());
    key(&mut bench, Key::A);
    assert!(bench.harness.query_by_label("Accepted").is_none());
    assert!(bench.harness.query_by_label("Accept").is_some());
}

#[test]
fn the_form_changes_type_status_date_and_actors() {
    let mut bench = open();
    let summary = "Ukraine criticises Russia";
    select(&mut bench, summary);
    key(&mut bench, Key::E);
    click(&mut bench, "Type: Accuse");
    click(&mut bench, "Threaten · Verbal conflict");
    bench.settle();
    click(&mut bench, "planned");
    bench.settle();
    let entry = |bench: &Bench| {
        let id = bench.window().selection().unwrap();
        bench.window().project().entry(id).unwrap().1.clone()
    };
    assert_eq!(entry(&bench).kind.code(), "THREATEN");
    assert_eq!(entry(&bench).status.words(), "planned");
    // A date, with Enter.
    bench.harness.get_by_label("Date of the event").focus();
    bench.harness.run_steps(2);
    bench
        .harness
        .get_by_label("Date of the event")
        .type_text("Aug 2023");
    bench.harness.run_steps(2);
    bench.harness.key_press(Key::Enter);
    bench.settle();
    let when = entry(&bench).when;
    assert_eq!(when.earliest, Some(window_bench::day("2023-08-01")));
    assert_eq!(when.latest, Some(window_bench::day("2023-08-31")));
    // One actor goes, another one comes.
    click(&mut bench, "To whom: take Russia out");
    bench.settle();
    bench.harness.get_by_label("To whom: add an actor").focus();
    bench.harness.run_steps(2);
    bench
        .harness
        .get_by_label("To whom: add an actor")
        .type_text("belar");
    bench.harness.run_steps(2);
    bench.harness.key_press(Key::Enter);
    bench.settle();
    let targets: Vec<String> = entry(&bench)
        .targets
        .iter()
        .map(|t| t.name.clone())
        .collect();
    assert_eq!(targets, ["Belarus"]);
    // Each step can be taken back.
    assert_eq!(bench.window().history().current().len(), 5);
}

#[test]
fn a_name_is_corrected_in_the_article() {
    let mut bench = open();
    select(&mut bench, "Li Shangfu meets Lukashenko");
    click(&mut bench, "Who: Li Shangfu");
    click(&mut bench, "Somebody else…");
    assert!(shows(&bench, "Who is “Li Shangfu”?"));
    type_who_is_meant(&mut bench, "wang yi");
    click(&mut bench, "In this article");
    bench.settle();
    let shown = bench.shown();
    assert!(
        shown.contains(&"Wang Yi meets Lukashenko".to_owned()),
        "{shown:?}"
    );
    bench.send(Command::Undo);
    bench.settle();
    assert!(
        bench
            .shown()
            .contains(&"Li Shangfu meets Lukashenko".to_owned())
    );
}

#[test]
fn a_name_is_corrected_everywhere_and_undone() {
    let mut bench = open();
    select(&mut bench, "Li Shangfu meets Lukashenko");
    click(&mut bench, "Who: Li Shangfu");
    click(&mut bench, "Somebody else…");
    type_who_is_meant(&mut bench, "wang yi");
    click(&mut bench, "Everywhere");
    bench.settle();
    let meets =
        |bench: &Bench, who: &str| bench.shown().contains(&format!("{who} meets Lukashenko"));
    assert!(meets(&bench, "Wang Yi"), "{:?}", bench.shown());
    bench
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    bench.settle();
    assert!(meets(&bench, "Li Shangfu"), "{:?}", bench.shown());
}

#[test]
fn a_pattern_is_turned_off_for_all_articles_and_comes_back() {
    let mut bench = open();
    let all = bench.shown();
    let read_by_it = [
        "Belarus and Russia agree to station weapons",
        "China promises aid to Belarus",
    ];
    let left: Vec<String> = all
        .iter()
        .filter(|summary| !read_by_it.contains(&summary.as_str()))
        .cloned()
        .collect();
    assert_eq!(left.len() + read_by_it.len(), all.len());
    select(&mut bench, read_by_it[0]);
    click(&mut bench, "Never this pattern");
    bench.settle();
    // The events of both articles are gone, and only they.
    assert_eq!(bench.shown(), left);
    bench
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    bench.settle();
    assert_eq!(bench.shown(), all);
    // Turned off again, each can be taken back from the list.
    select(&mut bench, read_by_it[1]);
    click(&mut bench, "Never this pattern");
    bench.settle();
    bench.send(Command::ShowRejected);
    bench.harness.run_steps(3);
    assert!(shows(&bench, "2 rejected"));
    click(&mut bench, "Restore: China promises aid to Belarus");
    bench.settle();
    assert_eq!(bench.shown().len(), all.len() - 1);
    // An event that no pattern made has none to turn off.
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    select(&mut bench, "Ukraine criticises Russia");
    click(&mut bench, "Never this pattern");
    bench.settle();
    assert_eq!(bench.shown().len(), all.len() - 1);
}

#[test]
fn two_events_are_joined_and_a_report_is_split_off() {
    let mut bench = open();
    let number = bench.shown().len();
    select(&mut bench, "Belarus and Russia agree to station weapons");
    key(&mut bench, Key::J);
    let label = "Join with China and Russia hold joint military drills, July 2023";
    click(&mut bench, label);
    bench.settle();
    assert_eq!(bench.shown().len(), number - 1);
    assert!(shows(&bench, "2 reports"));
    bench
        .harness
        .get_by_label("Split off report 2: it tells of another event")
        .click();
    bench.harness.run_steps(2);
    bench.settle();
    assert_eq!(bench.shown().len(), number);
}

#[test]
fn every_report_is_listed_with_its_sentence() {
    let mut bench = open();
    let path = bench.write("2023-08-20-fleets.txt", SECOND);
    bench.send(Command::OpenPaths(vec![path]));
    bench.settle();
    select(&mut bench, "China and Russia hold joint military drills");
    assert!(shows(
        &bench,
        "Report 1: Chinese defence minister in Minsk, 18 Aug 2023: China and"
    ));
    bench
        .harness
        .get_by_label_contains("Report 2: Fleets at sea")
        .click();
    bench.harness.run_steps(3);
    assert!(shows(&bench, "2023-08-20-fleets.txt"));
}

/// Another report of the visit, so that two articles tell one story.
const FOLLOW_UP: &str = "Minsk after the visit

Li Shangfu met Lukashenko in Minsk on Thursday to discuss military ties. It was the second visit this year, and both sides spoke of a new level of trust, officials said at the airport.

China promised aid to Belarus last month.
";

#[test]
fn a_story_is_listed_and_filters_by_a_click() {
    let mut bench = open();
    assert!(shows(&bench, "Stories"));
    assert!(!shows(&bench, "Story: "));
    let path = bench.write("2023-08-19-follow-up.txt", FOLLOW_UP);
    bench.send(Command::OpenPaths(vec![path]));
    bench.settle();
    let all = bench.shown();
    assert!(all.contains(&"Russia shells a grain port in Ukraine".to_owned()));
    click(&mut bench, "Story: Chinese defence minister in Minsk");
    let shown = bench.shown();
    assert!(shown.contains(&"Li Shangfu meets Lukashenko".to_owned()));
    assert!(!shown.contains(&"Russia shells a grain port in Ukraine".to_owned()));
    assert_eq!(bench.window().filter().articles.len(), 2);
    // The map and the panel read the same indices; another click shows all again.
    click(&mut bench, "Story: Chinese defence minister in Minsk");
    assert_eq!(bench.shown(), all);
    // Clearing the filters does too.
    click(&mut bench, "Story: Chinese defence minister in Minsk");
    bench.send(Command::ClearFilters);
    assert_eq!(bench.shown(), all);
}

#[test]
fn a_click_with_shift_joins_two_events_and_undo_parts_them() {
    let mut bench = open();
    let number = bench.shown().len();
    select(&mut bench, "Belarus and Russia agree to station weapons");
    let other = "Russia shells a grain port in Ukraine";
    bench
        .harness
        .query_all_by_label_contains(other)
        .next()
        .unwrap()
        .click_modifiers(egui::Modifiers::SHIFT);
    bench.harness.run_steps(2);
    bench.settle();
    assert_eq!(bench.shown().len(), number - 1);
    assert!(shows(&bench, "2 reports"));
    bench.send(Command::Undo);
    bench.settle();
    assert_eq!(bench.shown().len(), number);
}

/// A right click on the first thing whose name begins with these words.
fn right_click(bench: &mut Bench, name: &str) {
    bench
        .harness
        .query_all_by_label_contains(name)
        .next()
        .unwrap()
        .click_secondary();
    bench.harness.run_steps(3);
}

#[test]
fn a_right_click_on_a_mark_selects_it_and_offers_what_can_be_done() {
    let mut bench = open();
    let all = bench.shown();
    let summary = "Russia shells a grain port in Ukraine";
    right_click(&mut bench, summary);
    assert_eq!(bench.selected().as_deref(), Some(summary));
    click(&mut bench, "Only events with Ukraine");
    bench.settle();
    let shown = bench.shown();
    assert!(shown.len() < all.len() && shown.contains(&summary.to_owned()));
    right_click(&mut bench, summary);
    click(&mut bench, "No longer only events with Ukraine");
    bench.settle();
    assert_eq!(bench.shown(), all);
}

#[test]
fn a_right_click_on_the_map_offers_the_events_of_an_actor() {
    let mut bench = open();
    let on_the_map = bench
        .harness
        .query_all_by_label_contains("events on the map")
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Belarus, "))
        .unwrap();
    right_click(&mut bench, &on_the_map);
    click(&mut bench, "Only events with Belarus");
    bench.settle();
    let filter = bench.window().filter();
    assert!(filter.actors.contains(&actor("BLR")));
    right_click(&mut bench, "Belarus, ");
    assert!(shows(&bench, "No longer only events with Belarus"));
}

#[test]
fn the_words_of_an_event_are_copied_with_their_source() {
    let mut bench = open();
    select(&mut bench, "Russia shells a grain port in Ukraine");
    bench.harness.key_down(Key::C);
    let mut copied = None;
    for _ in 0..4 {
        bench.harness.step();
        let commands = &bench.harness.output().platform_output.commands;
        copied = copied.or(commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    let copied = copied.expect("nothing was copied");
    let lines: Vec<&str> = copied.lines().collect();
    let [heading, words, citation] = lines.as_slice() else {
        panic!("{copied}");
    };
    assert!(heading.ends_with("Russia shells a grain port in Ukraine (Assault)"));
    assert!(words.starts_with('“') && words.ends_with('”'), "{words}");
    assert!(citation.contains("published "), "{citation}");
}
