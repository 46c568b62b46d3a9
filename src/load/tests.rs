//! Reading through the public interface of `load`.

use std::path::PathBuf;

use super::*;

static GO: AtomicBool = AtomicBool::new(false);

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let folder = folder_with(&[(name, bytes)]);
    articles(&folder.path().join(name), &GO).collect()
}

fn one(name: &str, bytes: &[u8]) -> Article {
    let mut read = read(name, bytes);
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0).unwrap()
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    let mut read = read(name, bytes);
    let problem = match read.remove(0) {
        Ok(article) => panic!("{:.80} was read", article.text),
        Err(problem) => problem,
    };
    assert!(problem.subject.contains(name), "{problem:?}");
    problem.message
}

#[test]
fn formats_by_their_names() {
    let text = "Ministers meet\n\nThe ministers met in Vienna on Monday.";
    let article = one("2024-03-05-talks.txt", text.as_bytes());
    assert_eq!(article.text, text);
    assert_eq!(article.title.as_deref(), Some("Ministers meet"));
    assert_eq!(article.published.basis, PublishedBasis::Filename);
    let article = one("talks.md", b"# Ministers meet\n\nThe *ministers* met.");
    assert_eq!(article.text, "The ministers met.");
    let article = one(
        "talks.htm",
        b"<title>Ministers meet</title><p>The ministers met.",
    );
    assert_eq!(article.text, "The ministers met.");
    assert_eq!(
        one("talks.news", b"The ministers met.").text,
        "The ministers met."
    );
}

#[test]
fn lines_of_articles() {
    let file = "{\"id\": \"a\", \"text\": \"One\\r\\ntwo \", \"published\": \"2024-03-05\", \"gold\": {}}\n\
                \n{\"id\": 7, \"text\": \"Three\", \"published\": null}\n\
                {\"id\": \"b\"}\nnonsense\n{\"text\": \"Four\", \"published\": \"soon\"}\n\
                {\"text\": \"Five\", \"published\": {\"date\": \"2024-03-06\", \"basis\": \"given\"}}";
    let read = read("many.jsonl", file.as_bytes());
    let texts: Vec<String> = read
        .iter()
        .map(|article| match article {
            Ok(article) => format!(
                "{}={}",
                article.id.0.rsplit('/').next().unwrap(),
                article.text
            ),
            Err(problem) => format!(
                "{:?} {}",
                problem.severity,
                problem.subject.rsplit(", ").next().unwrap()
            ),
        })
        .collect();
    assert_eq!(
        texts,
        [
            "a=One\r\ntwo ",
            "7=Three",
            "Error line 4",
            "Error line 5",
            "Warning line 6",
            "many.jsonl, line 6=Four",
            "many.jsonl, line 7=Five"
        ]
    );
    let dates: Vec<_> = read.iter().flatten().map(|a| a.published.date).collect();
    assert!(dates[0].is_some() && dates[1].is_none() && dates[2].is_none() && dates[3].is_some());
}

#[test]
fn a_date_in_figures_is_read_and_other_figures_are_not() {
    assert_eq!(one("a.txt", b"2/29").text, "2/29");
    assert_eq!(one("a.txt", b"10/01/2018 - 12/31/2018").text.len(), 23);
    assert!(refusal("a.txt", b"7").contains("no words"));
    assert!(refusal("a.txt", b"1 2 3 4 5 6 7 8 9 10 11 12 13 14").contains("no words"));
    assert!(refusal("a.txt", b"*** 2/29 ***").contains("no words"));
}

#[test]
fn refusals_name_the_reason() {
    assert_eq!(refusal("a.txt", b""), "is empty");
    assert_eq!(refusal("a.txt", b" \n \n"), "holds no text");
    assert_eq!(refusal("a.jsonl", b"\n"), "holds no article");
    assert!(refusal("a.txt", b"%PDF-1.4").contains("PDF"));
    assert!(refusal("a.txt", b"a\0b\0\0\0c").contains("not text"));
    let french = "Le ministre des affaires étrangères a déclaré que les deux pays allaient reprendre les négociations \
                  dès la semaine prochaine, après des mois de silence entre les deux capitales.";
    assert!(refusal("a.txt", french.as_bytes()).contains("French"));
    let russian = "Министры иностранных дел двух стран встретились в понедельник.";
    assert!(refusal("a.txt", russian.as_bytes()).contains("Russian"));
    assert!(refusal("a.txt", &vec![b'x'; 3 << 20]).contains("no words"));
    let long = "The ministers met in Vienna. ".repeat(200_000);
    assert!(refusal("a.txt", long.as_bytes()).contains("5.5 MB"));
}

#[test]
fn bad_lines_are_counted_when_there_are_many() {
    let read = read("bad.jsonl", "nonsense\n".repeat(5_000).as_bytes());
    assert_eq!(read.len(), 101);
    let last = read.last().unwrap().as_ref().unwrap_err();
    assert!(last.message.contains("4900 more lines"));
}

#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let mut file = vec![b'x'; MAX_LINE_BYTES + 1];
    file.extend_from_slice(b"\n{\"text\": \"Here we are.\"}\n");
    let read = read("long.jsonl", &file);
    assert!(
        read[0]
            .as_ref()
            .unwrap_err()
            .message
            .contains("longer than 32 MB")
    );
    assert_eq!(read[1].as_ref().unwrap().text, "Here we are.");
}

#[test]
fn folders_in_order_and_once() {
    let folder = folder_with(&[
        ("b.txt", b"b"),
        ("a/z.md", b"z"),
        ("a/y.html", b"y"),
        ("a/picture.png", b"p"),
        (".git/config.txt", b"c"),
        ("a/odd \u{1F600} name\n.txt", b"o"),
    ]);
    let root = folder.path().to_owned();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&root, root.join("a/loop")).unwrap();
    let expanded = expand(
        &[root.clone(), root.join("b.txt"), root.join("missing.txt")],
        &GO,
    );
    let names: Vec<String> = expanded
        .files
        .iter()
        .map(|f| {
            f.strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(
        names,
        ["a/odd \u{1F600} name\n.txt", "a/y.html", "a/z.md", "b.txt"]
    );
    let problems: Vec<_> = expanded
        .problems
        .iter()
        .map(|p| p.message.as_str())
        .collect();
    assert_eq!(
        problems,
        ["one file of another kind was passed over", "does not exist"]
    );
}

#[test]
fn streams_are_told_apart_by_their_beginning() {
    let texts = |bytes: &'static [u8]| -> Vec<String> {
        articles_from(Box::new(bytes), &GO)
            .map(|a| a.unwrap().text)
            .collect()
    };
    assert_eq!(texts(b"The ministers met."), ["The ministers met."]);
    assert_eq!(
        texts(b"<!doctype html><p>The ministers met."),
        ["The ministers met."]
    );
    assert_eq!(
        texts(b"{\"text\": \"One\"}\n{\"text\": \"Two\"}"),
        ["One", "Two"]
    );
    let utf16: Vec<u8> = "\u{FEFF}{\"text\": \"Süß\"}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(one("a.jsonl", &utf16).text, "Süß");
}

#[test]
fn reading_stops_when_asked() {
    let stop = AtomicBool::new(true);
    let folder = folder_with(&[
        ("a.txt", b"The ministers met."),
        ("b.jsonl", b"{\"text\": \"x\"}\n"),
    ]);
    assert_eq!(articles(&folder.path().join("a.txt"), &stop).count(), 0);
    assert_eq!(articles(&folder.path().join("b.jsonl"), &stop).count(), 0);
    assert!(expand(&[folder.path().to_owned()], &stop).files.is_empty());
}

#[test]
fn pasted_text_has_the_same_name_each_time() {
    let paste = || from_text("Ministers meet\r\n\r\nThey met.").unwrap();
    assert_eq!(paste().id, paste().id);
    assert_eq!(paste().text, "Ministers meet\n\nThey met.");
    assert!(from_text("  ").is_err());
    let _: Vec<PathBuf> = Vec::new();
}

#[test]
fn the_first_article() {
    let text = "Talks open\n\nThe ministers met.\n\n03:15\n\nThe ministers met in the old town hall\n\n\
                The ministers met in the old town hall\n\nThey left.";
    let article = one("a.txt", text.as_bytes());
    assert_eq!(article.furniture.len(), 2);
    assert_eq!(article.blocks().len(), 3);
}

#[test]
fn everything_that_speaks_for_a_date_is_kept() {
    let body = "Norway imposed sanctions on Sweden after a dispute over herring, a spokesman said in Oslo.";
    let text = format!("Published: 1 March 2020\n\nOSLO, Aug 17 (NTB) - {body}");
    let line = serde_json::json!({"id": "a", "text": text, "date": "2023-08-18"}).to_string();
    let (article, _) = jsonl::read(&line, Origin::Pasted, "a");
    let published = article.unwrap().published;
    assert_eq!(published.date, Day::new(2023, 8, 18).ok());
    assert_eq!(published.basis, PublishedBasis::Metadata);
    let claims: Vec<String> = published
        .claims
        .iter()
        .map(|claim| format!("{} {}", claim.date, claim.why))
        .collect();
    assert_eq!(
        claims,
        [
            "2023-08-18 the field ‘date’",
            "2020-03-01 the line ‘1 March 2020’",
            "2023-08-17 the dateline ‘Aug 17’",
        ]
    );
    assert_eq!(
        published.conflict().as_deref(),
        Some("18 Aug 2023 by the field ‘date’, but 1 Mar 2020 by the line ‘1 March 2020’")
    );
    let given = line.replace("\"date\"", "\"published\"");
    let published = jsonl::read(&given, Origin::Pasted, "a")
        .0
        .unwrap()
        .published;
    assert_eq!(published.basis, PublishedBasis::Given);
    assert_eq!(
        published.conflict().as_deref(),
        Some("18 Aug 2023 was given, but 1 Mar 2020 by the line ‘1 March 2020’")
    );
}

#[test]
fn a_dateline_without_a_year_alone_is_no_date() {
    let text =
        "OSLO, Aug 17 (NTB) - Norway imposed sanctions on Sweden after a dispute over herring.";
    assert_eq!(from_text(text).unwrap().published, Published::UNKNOWN);
    let text = text.replace("Aug 17", "Aug 17, 2023");
    let published = from_text(&text).unwrap().published;
    assert_eq!(published.date, Day::new(2023, 8, 17).ok());
    assert_eq!(published.basis, PublishedBasis::Dateline);
}
