//! What a user does in the window, through the widgets as a reader of the screen finds them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod window_bench;

use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use dateline::app::{Answer, ArticleReader, Command, Question, ThemeChoice};
use dateline::model::{ActorId, PublishedBasis};
use dateline::project::Edit;
use dateline::scene::ThemeKind;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use window_bench::{Bench, day};

fn open() -> Bench {
    Bench::open(ThemeChoice::Dark, 1280.0, 800.0)
}

#[test]
fn files_come_in_through_the_dialog() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench.harness.run_steps(2);
    let paths = bench.write_all();
    bench
        .picker
        .answers
        .lock()
        .unwrap()
        .push(Answer::Paths(paths));
    bench.harness.get_by_label("Open articles…").click();
    bench.harness.run_steps(2);
    bench.wait("the articles", |window| {
        window.project().documents.len() == 3
    });
    assert_eq!(*bench.picker.asked.lock().unwrap(), [Question::Files]);
    bench.settle();
    assert!(
        bench
            .harness
            .query_by_label("Grain port hit again")
            .is_some()
    );
    // The order is that of opening, whichever was read first.
    let titles: Vec<_> = bench
        .window()
        .project()
        .documents
        .iter()
        .map(|document| document.article.headline().to_owned())
        .collect();
    assert_eq!(
        titles,
        [
            "Chinese defence minister in Minsk",
            "Grain port hit again",
            "Briefing note"
        ]
    );
}

#[test]
fn a_missing_dialog_is_said() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench
        .picker
        .answers
        .lock()
        .unwrap()
        .push(Answer::Unavailable);
    bench.send(Command::Open);
    bench.wait("the answer", |window| window.notice().is_some());
    assert!(bench.window().notice().unwrap().contains("Drop files"));
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench.send(Command::Open);
    bench.settle();
    assert!(bench.window().project().documents.is_empty());
    assert_eq!(bench.window().notice(), None);
}

#[test]
fn a_selected_event_shows_its_words() {
    let mut bench = open();
    let id = bench.id_of("China and Russia hold joint military drills");
    bench.send(Command::Select(id));
    bench.harness.run_steps(2);
    let evidence = "Evidence: China and Russia held joint drills last month in the Sea of Japan, the ministry said.";
    assert!(bench.harness.query_by_label(evidence).is_some());
    let shown = |words: &str| {
        bench
            .harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    };
    assert!(shown("‘last month’, article of 18 Aug 2023"));
    assert!(shown("the ministry"));
    assert!(shown("Sea of Japan"));
}

#[test]
fn keys_go_from_event_to_event() {
    let mut bench = open();
    let shown = bench.shown();
    bench.harness.key_press(Key::ArrowRight);
    bench.harness.run_steps(2);
    assert_eq!(bench.selected().as_ref(), shown.first());
    bench.harness.key_press(Key::ArrowDown);
    bench.harness.run_steps(2);
    assert_eq!(bench.selected().as_ref(), shown.get(1));
    bench.harness.key_press(Key::ArrowLeft);
    bench.harness.run_steps(2);
    assert_eq!(bench.selected().as_ref(), shown.first());
    bench.harness.get_by_label_contains("Next event").click();
    bench.harness.run_steps(2);
    assert_eq!(bench.selected().as_ref(), shown.get(1));
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    assert_eq!(bench.selected(), None);
}

#[test]
fn events_are_in_order_and_other_events_are_hidden_unless_asked_for() {
    let mut bench = open();
    assert_eq!(
        bench.shown(),
        [
            "Belarus and Russia agree to station weapons",
            "China and Russia hold joint military drills",
            "Russia shells a grain port in Ukraine",
            "Li Shangfu meets Lukashenko",
            "Ukraine criticises Russia",
            "China promises aid to Belarus",
        ]
    );
    bench.harness.get_by_label("Other events").click();
    bench.harness.run_steps(2);
    assert!(bench.shown().contains(&"Local election".to_owned()));
}

#[test]
fn a_click_on_an_actor_filters_and_a_chip_takes_it_back() {
    let mut bench = open();
    let all = bench.shown().len();
    bench.harness.get_by_label("Ukraine").click();
    bench.harness.run_steps(2);
    assert_eq!(
        bench.shown(),
        [
            "Russia shells a grain port in Ukraine",
            "Ukraine criticises Russia"
        ]
    );
    bench.harness.get_by_label("Remove with Ukraine").click();
    bench.harness.run_steps(2);
    assert_eq!(bench.shown().len(), all);
    assert!(bench.window().filter().is_empty());
}

#[test]
fn a_person_is_a_filter_of_its_own() {
    let mut bench = open();
    bench.send(Command::ToggleActor(ActorId("lukashenko".to_owned())));
    assert_eq!(bench.shown(), ["Li Shangfu meets Lukashenko"]);
}

#[test]
fn a_class_of_events_filters() {
    let mut bench = open();
    bench.harness.get_by_label("Verbal conflict").click();
    bench.harness.run_steps(2);
    assert_eq!(bench.shown(), ["Ukraine criticises Russia"]);
    bench.send(Command::ClearFilters);
    assert_eq!(bench.shown().len(), 6);
}

#[test]
fn what_is_less_sure_is_hidden_by_the_slider() {
    let mut bench = open();
    let all = bench.shown().len();
    let slider = "At least so sure, in per cent";
    bench.harness.get_by_label(slider).focus();
    bench.harness.run_steps(2);
    for _ in 0..13 {
        bench.harness.key_press(Key::ArrowRight);
        bench.harness.run_steps(2);
    }
    assert_eq!(bench.window().filter().least_confidence, 65);
    let shown = bench.shown();
    assert_eq!(shown.len(), all - 1);
    assert!(!shown.contains(&"Ukraine criticises Russia".to_owned()));
    bench.harness.get_by_label("Remove at least 65 %").click();
    bench.harness.run_steps(2);
    assert_eq!(bench.shown().len(), all);
}

#[test]
fn search_finds_words_of_the_evidence() {
    let mut bench = open();
    bench
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::K);
    bench.harness.run_steps(2);
    bench
        .harness
        .get_by_label_contains("Search events, people, quotes")
        .type_text("grain port");
    bench.harness.run_steps(3);
    assert_eq!(bench.shown(), ["Russia shells a grain port in Ukraine"]);
    bench.send(Command::Search("no such words".to_owned()));
    assert!(bench.shown().is_empty());
    bench.send(Command::Search(String::new()));
    assert_eq!(bench.shown().len(), 6);
}

#[test]
fn a_range_of_dates_leaves_undated_events_out() {
    let mut bench = open();
    bench.send(Command::SetDateRange {
        from: Some(day("2023-07-15")),
        to: Some(day("2023-08-10")),
    });
    assert_eq!(
        bench.shown(),
        [
            "China and Russia hold joint military drills",
            "Russia shells a grain port in Ukraine",
        ]
    );
}

#[test]
fn the_days_are_typed_in_the_bar() {
    let mut bench = open();
    bench.harness.get_by_label("Dates…").click();
    bench.harness.run_steps(3);
    bench.harness.get_by_label("From this day").focus();
    bench.harness.run_steps(2);
    bench
        .harness
        .get_by_label("From this day")
        .type_text("1 August 2023");
    bench.harness.run_steps(3);
    bench.harness.get_by_label("Show these days").click();
    bench.harness.run_steps(3);
    assert_eq!(
        bench.shown(),
        [
            "Russia shells a grain port in Ukraine",
            "Li Shangfu meets Lukashenko",
        ]
    );
}

#[test]
fn a_publication_date_moves_the_events_of_its_article() {
    let mut bench = open();
    let summary = "China promises aid to Belarus";
    let id = bench.id_of(summary);
    assert!(
        bench
            .window()
            .project()
            .entry(id)
            .unwrap()
            .1
            .when
            .is_undated()
    );
    bench.harness.get_by_label("Briefing note").click();
    bench.harness.run_steps(3);
    bench.harness.get_by_label("Set date").click();
    bench.harness.run_steps(3);
    bench
        .harness
        .get_by_label("Publication date")
        .type_text("5 March 2024");
    bench.harness.run_steps(3);
    bench.harness.get_by_label("Set date").click();
    bench.harness.run_steps(2);
    bench.wait("the new date", |window| {
        let (_, entry) = window.project().entry(id).expect("the event stays");
        entry.when.earliest == Some(day("2024-02-01"))
    });
    bench.send(Command::Select(id));
    assert_eq!(bench.selected().as_deref(), Some(summary));
}

#[test]
fn every_change_is_undone_and_done_again() {
    let mut bench = open();
    let summary = "China promises aid to Belarus";
    let id = bench.id_of(summary);
    let article = bench.window().project().documents[2].article.id.clone();
    let undated = |window: &dateline::app::Window| {
        let (_, entry) = window.project().entry(id).expect("the event stays");
        entry.when.is_undated()
    };
    bench.send(Command::SetPublished {
        article,
        date: Some(day("2024-03-05")),
    });
    bench.wait("the new date", |window| !undated(window));
    let hint = "publication date of “Briefing note” set to 5 Mar 2024";
    assert_eq!(
        bench.window().notice(),
        Some(format!("Changed: {hint}").as_str())
    );
    bench
        .harness
        .get_by_label_contains(&format!("Undo: {hint}"))
        .click();
    bench.harness.run_steps(2);
    bench.wait("no date again", undated);
    assert_eq!(
        bench.window().notice(),
        Some(format!("Undone: {hint}").as_str())
    );
    bench
        .harness
        .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    bench.harness.run_steps(2);
    bench.wait("the date again", |window| !undated(window));
    let edit = {
        let project = bench.window().project();
        Edit::reject(project, project.entry(id).unwrap().1)
    };
    bench.send(Command::Edit(Box::new(edit)));
    bench.wait("the event to go", |window| {
        window.project().entry(id).is_none()
    });
    bench
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    bench.harness.run_steps(2);
    bench.wait("the event", |window| window.project().entry(id).is_some());
    bench
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    bench.harness.run_steps(2);
    bench.wait("no date", undated);
    assert!(bench.window().history().to_undo().is_none());
    bench
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Y);
    bench.harness.run_steps(2);
    bench.wait("the date", |window| !undated(window));
}

#[test]
fn a_guess_is_only_offered_until_it_is_confirmed() {
    let mut bench = open();
    let id = bench.id_of("China promises aid to Belarus");
    let undated = |window: &dateline::app::Window| {
        let (_, entry) = window.project().entry(id).expect("the event stays");
        entry.when.is_undated()
    };
    assert!(undated(bench.window()), "a guess is not followed");
    bench.harness.get_by_label("Briefing note").click();
    bench.harness.run_steps(3);
    let reason = "No date; 2023 is inferred: it tells of ‘2023’.";
    assert!(bench.harness.query_by_label(reason).is_some());
    bench.harness.get_by_label("Confirm 2023").click();
    bench.harness.run_steps(2);
    bench.wait("the date", |window| !undated(window));
    let published = bench.window().project().documents[2]
        .article
        .published
        .clone();
    assert_eq!(published.date, Some(day("2023-07-01")));
    assert_eq!(published.basis, PublishedBasis::Inferred);
    bench.send(Command::Undo);
    bench.wait("no date", undated);
    assert!(bench.harness.query_by_label("Confirm 2023").is_some());
}

/// What the window's own reader offers where a text gives no hint.
#[test]
fn the_time_of_the_file_is_the_last_guess() {
    let reader = dateline::extract::Reader::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    // 18 August 2023.
    let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(1_692_360_000);
    let guess = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(changed).unwrap();
        let stop = AtomicBool::new(false);
        let article = dateline::load::articles(&path, &stop)
            .next()
            .unwrap()
            .unwrap();
        let reading = ArticleReader::read(&reader, &article);
        ArticleReader::guess(&reader, &article, &reading)
    };
    let text = "Norway recalled its ambassador from Sweden after a dispute over herring.";
    let offered = guess("note.txt", text).unwrap();
    assert_eq!(offered.date, day("2023-08-18"));
    assert_eq!(offered.why, "the file was last changed on 18 Aug 2023");
    let dated = format!("Published: 3 May 2021\n\n{text}");
    assert_eq!(guess("dated.txt", &dated), None);
}

#[test]
fn dates_that_contradict_each_other_are_shown() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    let text = format!("Published: 1 March 2020\n\n{}", window_bench::NOTE);
    let path = bench.write("2023-08-18-note.txt", &text);
    bench.send(Command::OpenPaths(vec![path]));
    bench.settle();
    let words = "1 Mar 2020 by the line ‘1 March 2020’, but 18 Aug 2023 by the path of the file";
    let project = bench.window().project();
    assert_eq!(project.problems.len(), 1, "{:?}", project.problems);
    assert!(project.problems[0].message.ends_with(words));
    let id = project.documents[0].article.id.clone();
    bench.send(Command::ShowArticle(id));
    bench.harness.run_steps(2);
    assert!(bench.harness.query_by_label(words).is_some());
}

#[test]
fn the_date_of_an_event_is_typed_in_its_card() {
    let mut bench = open();
    let id = bench.id_of("Ukraine criticises Russia");
    bench.send(Command::Select(id));
    bench.harness.run_steps(2);
    let type_words = |bench: &mut Bench, words: &str| {
        bench
            .harness
            .get_by_label("Change the date of the event")
            .click();
        bench.harness.run_steps(3);
        bench
            .harness
            .get_by_label("Date of the event")
            .type_text(words);
        bench.harness.run_steps(3);
        bench.harness.get_by_label("Set").click();
        bench.harness.run_steps(2);
    };
    type_words(&mut bench, "some day");
    bench.wait("the answer", |window| window.notice().is_some());
    assert!(
        bench
            .window()
            .notice()
            .unwrap()
            .starts_with("“some day” is no date.")
    );
    type_words(&mut bench, "2023-08-09");
    let dated = |window: &dateline::app::Window| {
        let (_, entry) = window.project().entry(id).expect("the event stays");
        entry.when.earliest
    };
    bench.wait("the date", |window| {
        dated(window) == Some(day("2023-08-09"))
    });
    assert_eq!(
        bench.window().notice(),
        Some("Changed: date of “Ukraine criticises Russia” set to 2023-08-09")
    );
    bench.send(Command::Undo);
    bench.wait("no date", |window| dated(window).is_none());
}

#[test]
fn what_cannot_be_read_is_a_problem_and_the_rest_goes_on() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    let mut paths = bench.write_all();
    paths.insert(1, bench.folder.path().join("missing.txt"));
    paths.insert(2, bench.write("empty.txt", ""));
    bench.send(Command::OpenPaths(paths));
    bench.settle();
    assert_eq!(bench.window().project().documents.len(), 3);
    let problems = &bench.window().project().problems;
    assert_eq!(problems.len(), 2, "{problems:?}");
    bench.send(Command::ShowProblems);
    bench.harness.run_steps(2);
    assert!(
        bench
            .harness
            .query_all_by_label_contains("missing.txt")
            .next()
            .is_some()
    );
    bench.harness.get_by_label("Copy the list").click();
    bench.harness.run_steps(2);
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    assert!(bench.harness.query_by_label("Copy the list").is_none());
}

#[test]
fn the_theme_changes_in_the_window() {
    let mut bench = open();
    assert_eq!(bench.window().theme(), ThemeKind::Dark);
    bench.harness.get_by_label_contains("Dark or light").click();
    bench.harness.run_steps(4);
    assert_eq!(bench.window().theme(), ThemeKind::Light);
}

#[test]
fn the_samples_open_from_the_empty_state() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench.harness.run_steps(2);
    bench.harness.get_by_label("Open the samples").click();
    bench.harness.run_steps(2);
    bench.settle();
    let number = dateline::load::samples().len();
    assert!(number >= 10);
    assert_eq!(bench.window().project().documents.len(), number);
}

#[test]
fn pasted_text_becomes_an_article() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench.harness.run_steps(2);
    bench
        .harness
        .event(egui::Event::Paste(window_bench::PORT.to_owned()));
    bench.harness.run_steps(2);
    bench.settle();
    assert_eq!(bench.window().project().documents.len(), 1);
    assert_eq!(bench.shown().len(), 2);
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|reason| reason.to_string())
    }
}

#[test]
fn dropped_files_are_opened() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    bench.harness.run_steps(2);
    for path in bench.write_all() {
        let file = std::sync::Arc::new(Dropped(path));
        bench.harness.input_mut().dropped_files.push(file);
    }
    bench.harness.run_steps(2);
    bench.settle();
    assert_eq!(bench.window().project().documents.len(), 3);
}

#[test]
fn an_article_opened_twice_is_there_once() {
    let mut bench = open();
    let paths = bench.write_all();
    bench.send(Command::OpenPaths(paths));
    bench.settle();
    assert_eq!(bench.window().project().documents.len(), 3);
    assert_eq!(bench.shown().len(), 6);
}

#[test]
fn removing_an_article_removes_its_events() {
    let mut bench = open();
    let id = bench.window().project().documents[0].article.id.clone();
    bench.send(Command::RemoveArticle(id));
    bench.wait("the article to go", |window| {
        window.project().documents.len() == 2
    });
    assert!(
        !bench
            .shown()
            .contains(&"Li Shangfu meets Lukashenko".to_owned())
    );
}

#[test]
fn export_writes_a_picture() {
    let mut bench = open();
    let path = bench.folder.path().join("out.svg");
    bench
        .picker
        .answers
        .lock()
        .unwrap()
        .push(Answer::Paths(vec![path.clone()]));
    bench.harness.get_by_label("Export").click();
    bench.harness.run_steps(3);
    bench.harness.get_by_label("SVG").click();
    bench.harness.run_steps(2);
    bench.harness.get_by_label("Save picture…").click();
    bench.harness.run_steps(2);
    bench.wait("the picture", |window| {
        window
            .notice()
            .is_some_and(|words| words.starts_with("Saved to"))
    });
    let picture = std::fs::read_to_string(path).unwrap();
    assert!(picture.contains("<svg"));
    assert!(picture.contains("Li Shangfu meets Lukashenko"));
}

#[test]
fn a_small_window_shows_all_columns() {
    let bench = Bench::open(ThemeChoice::Light, 900.0, 600.0);
    assert!(bench.harness.query_by_label("Actors").is_some());
    let left = bench.harness.get_by_label("Actors").rect();
    assert!(left.width() >= 150.0, "{left:?}");
}

#[test]
fn a_thousand_articles_keep_frames_short() {
    let mut bench = Bench::new(ThemeChoice::Dark, 1280.0, 800.0);
    let lines: String = (0..1000)
        .map(|number| {
            let text = window_bench::VISIT.replace("Chinese defence minister", &format!("Visit {number}:"));
            let line = serde_json::json!({ "id": format!("a{number}"), "date": "2023-08-18", "text": text });
            format!("{line}\n")
        })
        .collect();
    let path = bench.write("many.jsonl", &lines);
    bench.send(Command::OpenPaths(vec![path]));
    bench.wait("all articles", |window| {
        window.project().documents.len() == 1000 && !window.is_working()
    });
    let ids: Vec<_> = bench
        .window()
        .project()
        .documents
        .iter()
        .map(|d| d.article.id.0.clone())
        .collect();
    let expected: Vec<_> = (0..1000).map(|number| format!("a{number}")).collect();
    assert_eq!(ids, expected, "articles stand in the order of the file");
    let start = std::time::Instant::now();
    bench.harness.run_steps(10);
    let frame = start.elapsed() / 10;
    assert!(
        frame < std::time::Duration::from_millis(150),
        "{frame:?} a frame"
    );
}

#[test]
fn about_names_whose_data_is_shown() {
    let mut bench = open();
    bench.harness.key_press(Key::F1);
    bench.harness.run_steps(2);
    assert!(
        bench
            .harness
            .query_by_label_contains("GeoNames (geonames.org), CC BY 4.0")
            .is_some()
    );
    bench.harness.key_press(Key::Escape);
    bench.harness.run_steps(2);
    assert!(bench.harness.query_by_label_contains("GeoNames").is_none());
}

#[test]
fn a_name_is_told_once_for_all_articles() {
    let mut bench = open();
    bench.send(Command::Teach("Zorblatt".to_owned()));
    let text = egui::accesskit::Role::TextInput;
    bench.harness.get_by_role_and_label(text, "Means").focus();
    bench.harness.run_steps(2);
    bench
        .harness
        .get_by_role_and_label(text, "Means")
        .type_text("Russia");
    bench.harness.run_steps(2);
    assert!(bench.harness.query_by_label("Russia (RUS)").is_some());
    bench.harness.get_by_label("Keep for all articles").click();
    bench.harness.run_steps(2);
    bench.settle();
    let kept = std::fs::read_to_string(bench.folder.path().join("world/aliases.tsv")).unwrap();
    assert!(kept.ends_with("Zorblatt\tRUS\n"), "{kept}");
    assert!(bench.harness.query_by_label("Who is this?").is_none());
    assert_eq!(bench.window().project().documents.len(), 3);
}
