//! Files that no program should be given: each is named with its reason, the others go on, and nothing takes long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod common;

use std::time::{Duration, Instant};

use common::{Run, dateline, folder_with, run};

const GOOD: &[u8] =
    b"Ecuador recalled its ambassador from Lima on Wednesday, the foreign ministry said.";
/// Generous, because tests run without optimisation on machines with other work to do.
const MOMENT: Duration = Duration::from_secs(60);

/// Extracts a folder with this file and a good one: the bad file must be named, the good one read.
fn beside_a_good_one(name: &str, bytes: &[u8]) -> String {
    let folder = folder_with(&[(name, bytes), ("zz-good.txt", GOOD)]);
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stderr);
    assert!(run.stdout.contains("zz-good.txt"));
    assert!(run.stderr.contains(name), "{}", run.stderr);
    run.stderr
}

fn extract(paths: &[&str]) -> Run {
    let started = Instant::now();
    let run = run(
        dateline()
            .args(["extract", "--format", "jsonl"])
            .args(paths),
        b"",
    );
    assert!(started.elapsed() < MOMENT, "{:?}", started.elapsed());
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

#[test]
fn missing_and_empty() {
    let run = extract(&["no-such-file.txt"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.stderr.trim(),
        "dateline: no-such-file.txt: does not exist"
    );
    let folder = folder_with(&[]);
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(
        run.stderr
            .contains("holds no .txt, .md, .html, .pdf or .jsonl file")
    );
    assert!(beside_a_good_one("empty.txt", b"").contains("is empty"));
    assert!(beside_a_good_one("blank.txt", b"\n \n").contains("holds no text"));
    assert!(beside_a_good_one("empty.jsonl", b"").contains("holds no article"));
    assert!(beside_a_good_one("empty.html", b"<html></html>").contains("holds no text"));
}

#[cfg(unix)]
#[test]
fn unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with(&[("secret.txt", GOOD), ("good.txt", GOOD)]);
    let secret = folder.path().join("secret.txt");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&secret).is_ok() {
        // The superuser may read everything.
        return;
    }
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("secret.txt: may not be read"));
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn binary() {
    let noise: Vec<u8> = (0..100_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert!(beside_a_good_one("noise.txt", &noise).contains("not text"));
    assert!(beside_a_good_one("report.txt", b"%PDF-1.7\n1 0 obj").contains("PDF"));
    assert!(beside_a_good_one("noise.jsonl", &noise).contains("line 1"));
    assert!(beside_a_good_one("noise.html", &noise).contains("not text"));
}

#[test]
fn other_languages() {
    let german = "Der Außenminister hat am Mittwoch erklärt, dass die Verhandlungen zwischen den beiden Ländern in der \
                  nächsten Woche fortgesetzt werden. Die Regierung wollte sich dazu nicht äußern.";
    let message = beside_a_good_one("deutsch.txt", german.as_bytes());
    assert!(message.contains("German"), "{message}");
}

#[test]
fn encodings() {
    let words = "The minister’s résumé was “naïve”, said Mr Müller on Wednesday in Lima, Peru.";
    let latin = encoding_rs::WINDOWS_1252.encode(words).0.into_owned();
    let utf16: Vec<u8> = format!("\u{FEFF}{words}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mixed = [words.as_bytes(), b" \x93Yes\x94, he said."].concat();
    let folder = folder_with(&[("a.txt", &latin), ("b.txt", &utf16), ("c.txt", &mixed)]);
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout
            .matches("The minister’s résumé was “naïve”, said Mr Müller")
            .count(),
        3
    );
    assert!(run.stderr.contains("warning") && run.stderr.contains("c.txt: mixes encodings"));
    assert!(run.stdout.contains("“Yes”, he said."));
}

#[test]
fn a_line_of_ten_megabytes_without_a_space() {
    assert!(beside_a_good_one("line.txt", &vec![b'x'; 10 << 20]).contains("10 MB"));
    assert!(beside_a_good_one("short.txt", &vec![b'x'; 3 << 20]).contains("no words"));
    let line = format!("{{\"id\": \"x\", \"text\": \"{}\"}}", "x".repeat(10 << 20));
    assert!(beside_a_good_one("line.jsonl", line.as_bytes()).contains("line.jsonl, line 1"));
    let page = format!("<p>{}</p>", "x".repeat(10 << 20));
    assert!(beside_a_good_one("line.html", page.as_bytes()).contains("10 MB"));
}

#[test]
fn a_long_word_among_others_is_passed_over() {
    let text = [GOOD, b"\n\n", &vec![b'x'; 2 << 20][..]].concat();
    let folder = folder_with(&[("tail.txt", &text)]);
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn a_hundred_thousand_nested_tags() {
    for tag in [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "<a href=x><span>",
    ] {
        let page = format!("<html><body>{}The end.", tag.repeat(100_000));
        let folder = folder_with(&[("deep.html", page.as_bytes()), ("good.txt", GOOD)]);
        let run = extract(&[folder.path().to_str().unwrap()]);
        // Tags without a meaning for the text are passed over; blocks within blocks are refused.
        if run.status != 0 {
            let reasons = [
                "nests its tags more than 400 deep",
                "holds more than 200000 tags",
            ];
            assert!(run.stderr.contains("deep.html: "), "{}", run.stderr);
            assert!(
                reasons.iter().any(|reason| run.stderr.contains(reason)),
                "{}",
                run.stderr
            );
        }
        assert!(run.stdout.contains("good.txt"));
    }
    let deep = "<div>".repeat(100_000);
    assert!(
        beside_a_good_one("deep.html", deep.as_bytes())
            .contains("nests its tags more than 400 deep")
    );
    let quotes = ">".repeat(100_000) + " deep";
    let lists = "- ".repeat(100_000) + " deep";
    let folder = folder_with(&[
        ("quotes.md", quotes.as_bytes()),
        ("lists.md", lists.as_bytes()),
    ]);
    extract(&[folder.path().to_str().unwrap()]);
}

#[test]
fn three_hundred_megabytes() {
    let folder = folder_with(&[("good.txt", GOOD)]);
    for name in ["large.txt", "large.html", "large.jsonl"] {
        // Sparse, so that nothing is written; read as zeros.
        let file = std::fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(300 << 20).unwrap();
    }
    let run = extract(&[folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout.lines().count(), 1);
    for (name, reason) in [
        ("large.txt", "300 MB, and the limit is 64 MB"),
        ("large.html", "300 MB, and the limit is 16 MB"),
        ("large.jsonl, line 1", "longer than 32 MB"),
    ] {
        assert!(
            run.stderr.contains(name) && run.stderr.contains(reason),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn bad_lines_between_good_ones() {
    let lines = b"{\"id\": \"a\", \"text\": \"Peru recalled its envoy.\"}\n{\"id\": \"b\"\n\xFF\xFE\n[1]\n\
                  {\"id\": \"c\", \"text\": 7}\n{\"id\": \"d\", \"text\": \"Peru freed two men.\", \"published\": null}\n";
    let folder = folder_with(&[("mixed.jsonl", lines)]);
    let path = folder.path().join("mixed.jsonl");
    let run = extract(&[path.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout.lines().count(), 2);
    assert_eq!(run.stderr.lines().count(), 4, "{}", run.stderr);
    for line in ["line 2", "line 3", "line 4", "line 5"] {
        assert!(
            run.stderr.contains(&format!("mixed.jsonl, {line}: ")),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn standard_input_is_limited_too() {
    let text = "The ministers met in Vienna. ".repeat(200_000);
    let run = run(dateline().args(["extract", "-"]), text.as_bytes());
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("standard input: holds 5.5 MB of text"),
        "{}",
        run.stderr
    );
}
