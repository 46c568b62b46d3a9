//! Pictures of the window and its panels in both themes, compared with those under `tests/snapshots`.
//!
//! After a change that is meant, run with `UPDATE_SNAPSHOTS=true` and look at the pictures before keeping them.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod window_bench;

use dateline::app::{Command, ThemeChoice};
use egui::{Rect, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{SnapshotOptions, SnapshotResults};
use window_bench::Bench;

const THEMES: [(ThemeChoice, &str); 2] =
    [(ThemeChoice::Dark, "dark"), (ThemeChoice::Light, "light")];

/// Renderers differ in the last bit of an edge; words that moved differ in hundreds of pixels.
fn options() -> SnapshotOptions {
    SnapshotOptions::new().threshold(0.8).max_failed_pixels(40)
}

/// Covers how long reading took, which is never the same.
fn cover_time(bench: &mut Bench, width: f32, height: f32) {
    let corner = Rect::from_min_max(pos2(width - 260.0, height - 25.0), pos2(width, height));
    bench.harness.mask(corner);
}

/// The map is loaded on a thread of its own.
fn wait_for_map(bench: &mut Bench) {
    let canvas = egui::accesskit::Role::Canvas;
    for _ in 0..500 {
        let there = bench
            .harness
            .query_all_by_role(canvas)
            .any(|node| node.accesskit_node().label().as_deref() == Some("Map"));
        if there {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        bench.harness.step();
    }
    bench.harness.run_steps(3);
}

fn selected(theme: ThemeChoice, width: f32, height: f32) -> Bench {
    let mut bench = Bench::open(theme, width, height);
    let id = bench.id_of("China and Russia hold joint military drills");
    bench.send(Command::Select(id));
    bench.harness.run_steps(4);
    wait_for_map(&mut bench);
    bench
}

#[test]
fn the_whole_window() {
    let mut results = SnapshotResults::new();
    for (theme, name) in THEMES {
        for (width, height) in [(1280.0, 800.0), (2560.0, 1440.0)] {
            let mut bench = selected(theme, width, height);
            cover_time(&mut bench, width, height);
            let name = format!("window-{name}-{width}");
            results.add(bench.harness.try_snapshot_options(name, &options()));
        }
    }
}

/// A part of a picture of the window.
fn part(bench: &mut Bench, rect: Rect, name: &str) {
    let picture = bench.harness.render().expect("a picture");
    let [x, y] = [rect.left() as u32, rect.top() as u32];
    let [width, height] = [rect.width() as u32, rect.height() as u32];
    let part = image::imageops::crop_imm(&picture, x, y, width, height).to_image();
    egui_kittest::image_snapshot_options(&part, name, &options());
}

#[test]
fn the_side_columns() {
    for (theme, name) in THEMES {
        let mut bench = selected(theme, 1440.0, 900.0);
        let left = Rect::from_min_max(pos2(0.0, 44.0), pos2(228.0, 870.0));
        part(&mut bench, left, &format!("overview-{name}"));
        let right = Rect::from_min_max(pos2(1054.0, 44.0), pos2(1440.0, 870.0));
        part(&mut bench, right, &format!("source-{name}"));
    }
}

#[test]
fn the_top_bar_with_filters() {
    for (theme, name) in THEMES {
        let mut bench = selected(theme, 1440.0, 900.0);
        for country in ["CHN", "RUS"] {
            bench.send(Command::ToggleCountry(country.parse().unwrap()));
        }
        bench.send(Command::ToggleBetween);
        bench.harness.run_steps(2);
        let bar = Rect::from_min_max(pos2(0.0, 0.0), pos2(1440.0, 44.0));
        part(&mut bench, bar, &format!("top-bar-{name}"));
    }
}

#[test]
fn the_empty_state() {
    let mut results = SnapshotResults::new();
    for (theme, name) in THEMES {
        let mut bench = Bench::new(theme, 900.0, 600.0);
        bench.settle();
        let name = format!("welcome-{name}");
        results.add(bench.harness.try_snapshot_options(name, &options()));
    }
}

#[test]
fn problems_and_export() {
    for (theme, name) in THEMES {
        let mut bench = Bench::open(theme, 900.0, 600.0);
        let missing = "archive/2023/missing.txt".into();
        bench.send(Command::OpenPaths(vec![missing]));
        bench.wait("the problem", |window| {
            window.project().problems.len() == 1 && !window.is_working()
        });
        wait_for_map(&mut bench);
        bench.send(Command::ShowProblems);
        bench.harness.run_steps(4);
        let middle = Rect::from_min_max(pos2(150.0, 100.0), pos2(750.0, 500.0));
        part(&mut bench, middle, &format!("problems-{name}"));
        bench.send(Command::ShowProblems);
        bench.send(Command::Export);
        bench.harness.run_steps(4);
        part(&mut bench, middle, &format!("export-{name}"));
    }
}
