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
use egui_kittest::kittest::Queryable;
use window_bench::Bench;

fn open() -> Bench {
    Bench::open(ThemeChoice::Dark, 1280.0, 800.0)
}

fn click(bench: &mut Bench, label: &str) {
    bench.harness.get_by_label(label).click();
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
