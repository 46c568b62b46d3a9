//! The command line, end to end: what comes out, where, and with which exit status.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod common;

use common::{Run, dateline, folder_with, run, samples};

fn extract(arguments: &[&str]) -> Run {
    run(dateline().arg("extract").args(arguments), b"")
}

#[test]
fn help_and_version() {
    let help = run(dateline().arg("--help"), b"");
    assert_eq!(help.status, 0);
    assert!(help.stdout.contains("extract") && help.stdout.contains("FILE|DIR"));
    assert_eq!(
        run(dateline().arg("--version"), b"").stdout.trim(),
        "dateline 0.1.0"
    );
}

#[test]
fn wrong_usage_is_status_2() {
    for arguments in [
        &["extract"][..],
        &["extract", "--format", "xml", "a.txt"],
        &["extract", "--published", "yesterday", "a.txt"],
        &["extract", "--published", "2023-02-30", "a.txt"],
        &["extract", "--jobs", "0", "a.txt"],
        &["--nonsense"],
    ] {
        let run = run(dateline().args(arguments), b"");
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty() && run.stdout.is_empty());
    }
}

#[test]
fn one_line_for_each_article_in_order() {
    let run = extract(&["--format", "jsonl", &samples()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 13);
    let ids: Vec<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert!(
        ids[0].ends_with("2025-01-14-border-shooting.txt"),
        "{ids:?}"
    );
    assert_eq!(lines[0]["published"]["date"], "2025-01-14");
    assert_eq!(lines[0]["published"]["basis"], "filename");
    for line in &lines {
        for field in ["times", "mentions", "quotes", "events"] {
            assert!(line[field].is_array(), "{field}");
        }
        assert!(line["story"].is_string());
        let length = line["text"].as_str().unwrap().chars().count() as u64;
        for event in line["events"].as_array().unwrap() {
            let trigger = &event["trigger"];
            assert!(
                trigger[0].as_u64() < trigger[1].as_u64() && trigger[1].as_u64() <= Some(length)
            );
        }
    }
}

#[test]
fn text_of_jsonl_is_taken_unchanged() {
    let text = " “One”\r\n\ttwo\u{AD}three — 03:15\n\n";
    let line = serde_json::json!({"id": "a", "text": text, "published": null, "gold": {"x": 1}});
    let run = run(
        dateline().args(["extract", "--format", "jsonl", "-"]),
        line.to_string().as_bytes(),
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let out: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(out["text"], text);
    assert_eq!(
        out["published"],
        serde_json::json!({"date": null, "basis": "unknown"})
    );
}

#[test]
fn one_document_with_merged_events() {
    let run = extract(&[&samples()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["schema"], "dateline/1");
    assert_eq!(document["articles"].as_array().unwrap().len(), 13);
    assert!(document["events"].is_array() && document["actors"].is_array());
}

#[test]
fn a_table_with_a_row_for_each_event() {
    let run = extract(&["--format", "csv", &samples()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    let columns = table.headers().unwrap().clone();
    assert_eq!(columns.get(0), Some("article"));
    assert_eq!(columns.get(columns.len() - 1), Some("evidence"));
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert!(
        rows.iter()
            .all(|row| !row.get(columns.len() - 1).unwrap().is_empty())
    );
}

#[test]
fn the_date_given_by_the_user_wins() {
    let run = extract(&["--format", "jsonl", "--published", "2020-05-06", &samples()]);
    for line in run.stdout.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            line["published"],
            serde_json::json!({"date": "2020-05-06", "basis": "given"})
        );
    }
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    for format in ["jsonl", "json", "csv"] {
        let one = extract(&["--format", format, "--jobs", "1", &samples()]);
        assert!(!one.stdout.is_empty());
        for jobs in ["2", "7"] {
            let many = extract(&["--format", format, "--jobs", jobs, &samples()]);
            assert!(one.stdout == many.stdout, "{format} with {jobs} jobs");
        }
    }
}

#[test]
fn a_file_appears_when_it_is_complete() {
    let folder = folder_with(&[]);
    let place = folder.path().join("out.jsonl");
    let name = place.to_str().unwrap();
    let written = extract(&["--format", "jsonl", "-o", name, &samples()]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""));
    let printed = extract(&["--format", "jsonl", &samples()]);
    assert_eq!(std::fs::read_to_string(&place).unwrap(), printed.stdout);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let nowhere = folder.path().join("no/such/folder/out.json");
    let failed = extract(&["-o", nowhere.to_str().unwrap(), &samples()]);
    assert_eq!(failed.status, 1);
    assert!(failed.stderr.contains("no/such/folder/out.json"));
    let folder_itself = extract(&["-o", folder.path().to_str().unwrap(), &samples()]);
    assert_eq!(folder_itself.status, 1);
    assert!(folder_itself.stderr.contains("is a folder"));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let bin = env!("CARGO_BIN_EXE_dateline");
    let script = format!("{bin} extract --format jsonl {} | head -c 10", samples());
    let run = run(std::process::Command::new("sh").args(["-c", &script]), b"");
    assert_eq!(run.stderr, "");
}

#[test]
fn pictures_of_the_samples() {
    let folder = folder_with(&[]);
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let export = |name: &str, more: &[&str]| {
        let place = place(name);
        let run = run(
            dateline()
                .args(["export", "-o", &place])
                .args(more)
                .arg(samples()),
            b"",
        );
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{name}");
        std::fs::read(&place).unwrap()
    };
    let svg = String::from_utf8(export("a.svg", &["--title", "Rivers & borders"])).unwrap();
    assert!(
        svg.starts_with("<svg") || svg.starts_with("<?xml"),
        "{svg:.60}"
    );
    assert!(svg.contains("Rivers &amp; borders"));
    assert!(svg.contains("The Pacific Courier"), "the sources are named");
    assert!(export("b.svg", &["--title", "Rivers & borders", "--jobs", "1"]) == svg.as_bytes());
    let png = export("a.png", &[]);
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(export("b.png", &["--jobs", "3"]) == png);
    assert!(export("picture", &["--format", "png", "--theme", "dark"]) != png);
    assert!(
        export(
            "c.png",
            &["--width", "900", "--lanes", "pair", "--dpi", "48"]
        ) != png
    );
}

#[test]
fn pictures_that_cannot_be() {
    let folder = folder_with(&[]);
    let place = folder.path().join("a.gif");
    let place = place.to_str().unwrap();
    for arguments in [
        &["export", "-o", place, "assets/samples"][..],
        &["export", "--format", "gif", "-o", place, "assets/samples"],
        &[
            "export",
            "--format",
            "png",
            "--width",
            "3",
            "-o",
            place,
            "assets/samples",
        ],
        &["export", "--format", "png", "assets/samples"],
    ] {
        let run = run(dateline().args(arguments), b"");
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
    }
    let nothing = run(
        dateline().args(["export", "-o", "a.png", "no-such-file.txt"]),
        b"",
    );
    assert_eq!(nothing.status, 1);
    assert!(nothing.stderr.contains("no-such-file.txt: does not exist"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn no_display_is_one_sentence() {
    let mut command = dateline();
    command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET");
    if cfg!(all(unix, not(target_os = "macos"))) {
        let run = run(&mut command, b"");
        assert_eq!(run.status, 1);
        assert_eq!(run.stderr.trim().lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains("dateline extract") && run.stderr.contains("dateline export"));
    }
}

#[test]
fn what_the_user_knows_is_read_and_mistakes_in_it_are_told() {
    let folder = folder_with(&[
        ("own/aliases.tsv", b"Zorblatt\tFRA\n"),
        ("own/people.tsv", b"A B\t\tFrance\tminister\n"),
        ("a.txt", b"Zorblatt condemned the strike on Tuesday."),
    ]);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (own, article) = (path("own"), path("a.txt"));
    let with = extract(&["--format", "jsonl", "--world", &own, &article]);
    assert_eq!(with.status, 0, "{}", with.stderr);
    assert!(with.stdout.contains("\"FRA\""), "{}", with.stdout);
    assert!(
        with.stderr.contains("people.tsv:1: not a country code"),
        "{}",
        with.stderr
    );
    let without = extract(&["--format", "jsonl", "--world", "none", &article]);
    assert!(!without.stdout.contains("\"FRA\""), "{}", without.stdout);
    assert_eq!(without.stderr, "");
    let default = extract(&["--format", "jsonl", &article]);
    assert_eq!(default.stdout, without.stdout);
}
