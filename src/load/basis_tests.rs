//! Everything that a publication date may rest on: each alone, and all of them in order of what they are worth.

use std::time::{Duration, SystemTime};

use super::pdf::tests::{lines, pages, with_information};
use super::*;

static GO: AtomicBool = AtomicBool::new(false);
const BODY: &str = "Norway and Sweden signed an accord on herring after a long dispute.";

fn one(name: &str, bytes: &[u8]) -> Article {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let mut read: Vec<_> = articles(&path, &GO).collect();
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0).unwrap()
}

fn page(head: &str) -> Vec<u8> {
    format!("<html><head>{head}</head><body><p>{BODY}</p></body></html>").into_bytes()
}

fn pdf(information: &str) -> Vec<u8> {
    with_information(&pages(&[lines(&[(60, 700, BODY)])]), information)
}

fn day() -> Day {
    Day::new(2023, 8, 18).unwrap()
}

/// Name of the file, its content, the basis, and words of the reason: the strongest first.
fn table() -> Vec<(&'static str, Vec<u8>, PublishedBasis, &'static str)> {
    use PublishedBasis::{Dateline, Filename, Metadata};
    let text = |first: &str| format!("{first}{BODY}").into_bytes();
    let line = |field: &str, value: &str| {
        serde_json::json!({"id": "a", "text": BODY, field: value})
            .to_string()
            .into_bytes()
    };
    vec![
        (
            "a.html",
            page(r#"<script type="application/ld+json">{"datePublished": "2023-08-18"}</script>"#),
            Metadata,
            "‘datePublished’ of the page’s JSON-LD",
        ),
        (
            "a.html",
            page(r#"<meta property="article:published_time" content="2023-08-18T10:00:00Z">"#),
            Metadata,
            "‘article:published_time’ of the page",
        ),
        (
            "a.html",
            page(r#"<meta name="date" content="18 August 2023">"#),
            Metadata,
            "‘date’ of the page",
        ),
        (
            "a.html",
            page(r#"<time itemprop="datePublished" datetime="2023-08-18">Friday</time>"#),
            Metadata,
            "marks as that of publication",
        ),
        (
            "a.jsonl",
            line("publication_date", "2023-08-18"),
            Metadata,
            "the field ‘publication_date’",
        ),
        (
            "a.txt",
            text("OSLO, Aug. 18, 2023 (NTB) - "),
            Dateline,
            "the dateline ‘",
        ),
        (
            "a.txt",
            text("Published: 18 August 2023\n\n"),
            Dateline,
            "the line ‘18 August 2023’",
        ),
        (
            "a.html",
            page(r#"</head><body><time datetime="2023-08-18">Friday</time>"#),
            Metadata,
            "a time element of the page",
        ),
        (
            "a.jsonl",
            line("url", "https://courier.example/2023/08/18/herring"),
            Metadata,
            "the address of the page",
        ),
        (
            "2023-08-18 herring.txt",
            text(""),
            Filename,
            "the path of the file",
        ),
        (
            "2023/08/18/a.txt",
            text(""),
            Filename,
            "the path of the file",
        ),
        (
            "a.txt",
            text("Updated: 18 August 2023\n\n"),
            Dateline,
            "the line of the last change",
        ),
        (
            "a.pdf",
            pdf("/CreationDate (D:20230818093000Z) /ModDate (D:20240101000000Z)"),
            Metadata,
            "date of creation (‘CreationDate’)",
        ),
        (
            "a.pdf",
            pdf("/ModDate (D:20230818093000+02'00')"),
            Metadata,
            "date of last change (‘ModDate’)",
        ),
    ]
}

#[test]
fn each_basis_alone_and_all_in_order() {
    let mut before = f32::INFINITY;
    for (name, bytes, basis, why) in table() {
        let published = one(name, &bytes).published;
        assert_eq!(published.date, Some(day()), "{name}, {why}");
        assert_eq!(published.basis, basis, "{why}");
        assert_eq!(published.claims.len(), 1, "{:?}", published.claims);
        let claim = &published.claims[0];
        assert!(claim.why.contains(why), "{} has no {why}", claim.why);
        assert!(claim.confidence <= before, "{why} is out of order");
        assert_eq!(published.conflict(), None);
        before = claim.confidence;
    }
}

#[test]
fn what_is_given_stands_above_all() {
    let line = serde_json::json!({
        "id": "a", "text": BODY, "published": "2023-08-18", "date": "2020-03-01",
    });
    let published = one("2021-01-01.jsonl", line.to_string().as_bytes()).published;
    assert_eq!(published.basis, PublishedBasis::Given);
    assert_eq!(published.date, Some(day()));
    assert!(published.conflict().unwrap().contains("1 Mar 2020"));
}

#[test]
fn a_pdf_that_contradicts_itself_is_told_of() {
    let dateline = lines(&[(
        60,
        700,
        "OSLO, Aug. 18, 2023 \\(NTB\\) - Norway met Sweden.",
    )]);
    let bytes = with_information(
        &pages(&[dateline]),
        "/CreationDate (D:20240205120000Z) /Title (Norway meets Sweden)",
    );
    let article = one("a.pdf", &bytes);
    assert_eq!(article.title.as_deref(), Some("Norway meets Sweden"));
    assert_eq!(article.published.date, Some(day()));
    assert_eq!(article.published.basis, PublishedBasis::Dateline);
    let conflict = article.published.conflict().unwrap();
    assert!(
        conflict.contains("but 5 Feb 2024 by the PDF’s date of creation"),
        "{conflict}"
    );
}

#[test]
fn the_time_of_a_file_is_offered_and_never_applied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, BODY).unwrap();
    // 18 August 2023, 23:00.
    let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(1_692_399_600);
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(changed).unwrap();
    drop(file);
    let mut article = articles(&path, &GO).next().unwrap().unwrap();
    assert_eq!(article.published, Published::UNKNOWN);
    let guess = guess_of_file(&article).unwrap();
    assert_eq!(guess.date, day());
    assert_eq!(guess.basis, PublishedBasis::Inferred);
    assert_eq!(guess.why, "the file was last changed on 18 Aug 2023");
    let weakest = table().pop().unwrap();
    let weakest = one(weakest.0, &weakest.1).published.claims.remove(0);
    assert!(guess.confidence < weakest.confidence);
    let published = Published::of(vec![guess.clone()]);
    assert_eq!((published.date, published.guess()), (None, Some(&guess)));
    // Of a file with many articles the time says nothing, nor of a text without a file.
    article.origin = Origin::File {
        path: path.to_string_lossy().into_owned(),
        line: Some(1),
    };
    assert_eq!(guess_of_file(&article), None);
    article.origin = Origin::Pasted;
    assert_eq!(guess_of_file(&article), None);
}
