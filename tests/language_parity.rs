//! The language engine against the library its model comes from, on documents written for this project.
//!
//! `expected.tsv` and `vectors.tsv` are made by `assets/language/make_assets.py --goldens` out of `documents.jsonl`. With
//! `LANGUAGE_PARITY_FILE` set, another file of the same form is checked as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::language::{Doc, Engine, Iob, PresetEntity};
use serde_json::Value;

const GOLDENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/goldens/language");

struct Expected {
    text: String,
    preset: Vec<PresetEntity>,
    tokens: Vec<String>,
}

fn read_expected(path: &Path) -> Vec<Expected> {
    let content =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut documents: Vec<Expected> = Vec::new();
    for line in content.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(json) = line.strip_prefix("= ") {
            let document: Value = serde_json::from_str(json).unwrap();
            let names = document["names"].as_array().cloned().unwrap_or_default();
            documents.push(Expected {
                text: document["text"].as_str().unwrap().to_owned(),
                preset: names.iter().map(preset).collect(),
                tokens: Vec::new(),
            });
        } else {
            documents.last_mut().unwrap().tokens.push(line.to_owned());
        }
    }
    documents
}

fn preset(name: &Value) -> PresetEntity {
    let index = |place: usize| usize::try_from(name[place].as_u64().unwrap()).unwrap();
    PresetEntity {
        tokens: index(0)..index(1),
        label: name[2].as_str().unwrap().parse().unwrap(),
    }
}

/// The document in the form of `expected.tsv`, a line a token.
fn lines(text: &str, doc: &Doc) -> Vec<String> {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let (mut bytes, mut code_points) = (0, 0);
    doc.tokens
        .iter()
        .map(|token| {
            let start = token.start as usize;
            code_points += text[bytes..start].chars().count();
            bytes = start;
            let morph = token.morph.as_str();
            let name = match (token.iob, token.entity) {
                (Iob::Begin, Some(label)) => format!("B-{label}"),
                (Iob::Inside, Some(label)) => format!("I-{label}"),
                _ => "O".to_owned(),
            };
            [
                quoted(doc.text_of(text, token)),
                code_points.to_string(),
                u8::from(token.space_after).to_string(),
                quoted(&token.norm),
                quoted(&token.lower),
                quoted(&token.lemma),
                token.tag.to_string(),
                token.pos.to_string(),
                if morph.is_empty() { "_" } else { morph }.to_owned(),
                token.head.to_string(),
                token.dep.to_string(),
                u8::from(token.sentence_start).to_string(),
                name,
            ]
            .join("\t")
        })
        .collect()
}

/// The first differences, and how many documents and tokens there are.
fn differences(engine: &Engine, documents: &[Expected]) -> (String, usize) {
    let (mut report, mut different, mut count) = (String::new(), 0, 0);
    for document in documents {
        let text = &document.text;
        let all = 0..text.len();
        let tokens = engine.tokenize(text, std::slice::from_ref(&all));
        let doc = engine.analyze(tokens, text, &document.preset);
        let found = lines(text, &doc);
        count += found.len();
        if found == document.tokens {
            continue;
        }
        different += 1;
        if different > 20 {
            continue;
        }
        let longest = found.len().max(document.tokens.len());
        let place = (0..longest).find(|&index| found.get(index) != document.tokens.get(index));
        let place = place.unwrap_or_default();
        let shown: String = text.chars().take(60).collect();
        writeln!(report, "{shown:?}, token {place}").unwrap();
        writeln!(report, "  expected {:?}", document.tokens.get(place)).unwrap();
        writeln!(report, "  found    {:?}", found.get(place)).unwrap();
    }
    if different > 0 {
        writeln!(
            report,
            "{different} of {} documents differ",
            documents.len()
        )
        .unwrap();
    }
    (report, count)
}

#[test]
fn documents_come_out_as_the_library_reads_them() {
    let documents = read_expected(&Path::new(GOLDENS).join("expected.tsv"));
    assert!(documents.len() >= 250, "{} documents", documents.len());
    let (report, _) = differences(&Engine::load().unwrap(), &documents);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn another_file_comes_out_as_the_library_reads_it() {
    let Some(path) = std::env::var_os("LANGUAGE_PARITY_FILE") else {
        return;
    };
    let documents = read_expected(Path::new(&path));
    let (report, tokens) = differences(&Engine::load().unwrap(), &documents);
    println!("{} documents, {tokens} tokens", documents.len());
    assert!(report.is_empty(), "{report}");
}

#[test]
fn vectors_are_those_of_the_library() {
    let engine = Engine::load().unwrap();
    let documents = read_expected(&Path::new(GOLDENS).join("expected.tsv"));
    let vectors = fs::read_to_string(Path::new(GOLDENS).join("vectors.tsv")).unwrap();
    let mut compared = 0;
    let mut encoded: Vec<Vec<Vec<f32>>> = Vec::new();
    for document in &documents[..3] {
        encoded.push(engine.encoded(&document.text));
    }
    for line in vectors.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (document, token): (usize, usize) =
            (fields[0].parse().unwrap(), fields[1].parse().unwrap());
        for (found, expected) in encoded[document][token].iter().zip(fields[2].split(' ')) {
            let expected: f32 = expected.parse().unwrap();
            // The goldens come from the library with its weights rounded as ours are.
            assert!((found - expected).abs() < 1e-4, "{found} {expected}");
            compared += 1;
        }
    }
    assert!(compared > 30 * 96, "{compared} numbers compared");
}
