//! Reading PDF files: those that real programs made, and those that are made here to be odd.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;

static GO: AtomicBool = AtomicBool::new(false);
const PAGES: &[u8] = include_bytes!("../../../tests/pdf/pages.pdf");
const COLUMNS: &[u8] = include_bytes!("../../../tests/pdf/columns.pdf");
const PRINT: &[u8] = include_bytes!("../../../tests/pdf/print.pdf");
const TITLE: &str = "Norway and Sweden sign an accord on herring";

fn parts(bytes: &[u8]) -> Parts {
    read(bytes.to_vec(), &GO).unwrap()
}

fn paragraphs(parts: &Parts) -> Vec<&str> {
    let is_furniture = |text: &str| {
        let start = text.as_ptr() as usize - parts.text.as_ptr() as usize;
        parts
            .furniture
            .iter()
            .any(|span| span.start as usize == start)
    };
    let all = parts.text.split("\n\n");
    all.filter(|text| !is_furniture(text)).collect()
}

fn dates(parts: &Parts) -> Vec<String> {
    let claims = parts.claims.iter();
    claims.map(|claim| claim.date.to_string()).collect()
}

/// A file of these objects, the first of which is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF").bytes(),
    );
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    let length = content.len();
    format!("<< {dictionary} /Length {length} >>\nstream\n{content}\nendstream")
}

/// A file with one page for each of these contents.
pub(in crate::load) fn pages(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            kids.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /X {} 0 R >> >> >>",
            5 + 2 * at,
            5 + 2 * at
        ));
        objects.push(stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
            content,
        ));
    }
    file(&objects)
}

/// The file with these fields in its information dictionary.
pub(in crate::load) fn with_information(bytes: &[u8], fields: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let trailer = format!("/Root 1 0 R /Info << {fields} >>");
    text.replace("/Root 1 0 R", &trailer).into_bytes()
}

/// Lines of text, each at its place.
pub(in crate::load) fn lines(lines: &[(i32, i32, &str)]) -> String {
    let shown = lines
        .iter()
        .map(|(x, y, text)| format!("1 0 0 1 {x} {y} Tm ({text}) Tj"));
    format!("BT /F 11 Tf {} ET", shown.collect::<Vec<_>>().join("\n"))
}

#[test]
fn heads_and_numbers_of_pages_are_furniture() {
    let read = parts(PAGES);
    let own = paragraphs(&read);
    assert_eq!(read.title.as_deref(), Some(TITLE));
    assert_eq!(own.len(), 6, "{own:#?}");
    assert!(own[0].starts_with("OSLO, Aug 17 (NTB) - Norway and Sweden signed"));
    assert!(own[0].ends_with(
        "a dispute of long-term standing in which the government of Norway \
                              had imposed sanctions on Swedish trawlers."
    ));
    let furniture: Vec<&str> = read
        .furniture
        .iter()
        .map(|span| span.of(&read.text))
        .collect();
    let head = "The Courier Weekend edition";
    assert_eq!(furniture, [head, "Page 1", head, "Page 2"]);
    assert_eq!(dates(&read), ["2023-08-18"]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let read = parts(COLUMNS);
    assert_eq!(read.title.as_deref(), Some(TITLE));
    let own = paragraphs(&read);
    let begins: Vec<&str> = own
        .iter()
        .filter_map(|text| text.split_once(' '))
        .map(|(first, _)| first)
        .collect();
    assert_eq!(begins, ["OSLO,", "“We", "Sweden", "The"]);
    assert!(own[3].ends_with("smaller catches and fewer inspections at sea."));
}

#[test]
fn a_print_of_a_web_page_names_its_address() {
    let read = parts(PRINT);
    assert_eq!(read.title.as_deref(), Some(TITLE));
    assert_eq!(
        read.url.as_deref(),
        Some("https://courier.example/2023/08/17/herring")
    );
    assert_eq!(paragraphs(&read).len(), 4);
    assert_eq!(read.furniture.len(), 4);
    assert_eq!(dates(&read), ["2023-08-19", "2023-08-17"]);
}

#[test]
fn lines_become_paragraphs_over_pages_and_hyphens() {
    let first = lines(&[
        (
            60,
            700,
            "The two ministers met in Geneva on Monday and agreed that the govern-",
        ),
        (
            60,
            686,
            "ment of Norway would lift its sanctions, which fishermen in the north-",
        ),
        (60, 672, "east had asked for in long-"),
        (60, 658, "term talks."),
        (
            60,
            630,
            "A second paragraph begins here and it goes on over the end of this page",
        ),
    ]);
    let second = lines(&[
        (60, 700, "to the next one, where it ends."),
        (60, 686, "They left."),
    ]);
    let read = parts(&pages(&[first, second]));
    assert_eq!(
        paragraphs(&read),
        [
            "The two ministers met in Geneva on Monday and agreed that the government of Norway would lift its \
             sanctions, which fishermen in the north-east had asked for in long-term talks.",
            "A second paragraph begins here and it goes on over the end of this page to the next one, where it ends.",
            "They left."
        ]
    );
}

#[test]
fn a_table_of_days_is_read_by_rows() {
    let days = [
        "3 May 2020",
        "4 May 2020",
        "9 May 2020",
        "1 June 2020",
        "2 June 2020",
        "5 July 2020",
    ];
    let rows: Vec<(i32, i32, &str)> = (0..)
        .zip(days)
        .flat_map(|(row, day)| {
            let y = 700 - 20 * row;
            [
                (60, y, day),
                (180, y, "Norway and Sweden met for talks on the border."),
            ]
        })
        .collect();
    let read = parts(&pages(&[lines(&rows)]));
    assert!(
        read.text.starts_with("3 May 2020 Norway and Sweden met"),
        "{}",
        read.text
    );
}

#[test]
fn the_packet_and_the_dictionary_may_differ() {
    let packet = "<rdf:Description xmp:CreateDate=\"2023-08-18T10:00:00Z\"><xmp:ModifyDate>2024-01-01</xmp:ModifyDate>\
                  <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Norway &amp; Sweden</rdf:li></rdf:Alt></dc:title>";
    let page = stream("", &lines(&[(60, 700, "Norway met Sweden in Oslo.")]));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F 3 0 R >> >> >>"
            .to_owned(),
        page,
        stream("/Type /Metadata /Subtype /XML", packet),
    ];
    let bytes = file(&objects);
    let read = parts(&bytes);
    assert_eq!(read.title.as_deref(), Some("Norway & Sweden"));
    assert_eq!(dates(&read), ["2023-08-18"]);
    let same = with_information(&bytes, "/CreationDate (D:20230818) /Title (herring.doc)");
    assert_eq!(dates(&parts(&same)), ["2023-08-18"]);
    let other = parts(&with_information(&bytes, "/CreationDate (D:20230820)"));
    assert_eq!(dates(&other), ["2023-08-18", "2023-08-20"]);
    assert!(other.claims[0].why.contains("xmp:CreateDate"));
}

#[test]
fn what_has_no_text_says_why() {
    let why = |bytes: Vec<u8>| read(bytes, &GO).unwrap_err();
    assert_eq!(why(b"<html>Please log in".to_vec()), PdfError::NoPdf);
    assert_eq!(why(b"%PDF-1.4".to_vec()), PdfError::Damaged);
    assert_eq!(why(pages(&[String::new()])), PdfError::Empty);
    let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI".to_owned();
    assert_eq!(why(pages(&[picture])), PdfError::Pictures);
    let stopped = AtomicBool::new(true);
    let slow = pages(&vec![lines(&[(60, 700, "Norway met Sweden.")]); 3_000]);
    assert_eq!(read(slow, &stopped), Err(PdfError::Stopped));
}

#[test]
fn locked_files_are_told_from_damaged_ones() {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
    ];
    let key = "0".repeat(64);
    objects.push(format!(
        "<< /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>"
    ));
    let bytes = String::from_utf8(file(&objects)).unwrap();
    let bytes = bytes.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]");
    assert_eq!(read(bytes.into_bytes(), &GO), Err(PdfError::Protected));
}

#[test]
fn many_pages_and_loops_come_to_an_end() {
    let page = lines(&[(60, 700, "Norway met Sweden in Oslo."), (60, 30, "7")]);
    let read = parts(&pages(&vec![page; 10_000]));
    assert_eq!(read.text.matches("Norway").count(), 10_000);
    // Each form draws itself twice.
    let twice = lines(&[(60, 700, "Norway met Sweden.")]) + " /X Do /X Do";
    let read = super::read(pages(&[twice]), &GO).unwrap();
    assert!(read.text.contains("Norway met Sweden."));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".to_owned(),
    ];
    assert!(super::read(file(&objects), &GO).is_err());
    let deep = "[".repeat(1 << 20);
    assert!(super::read(pages(&[deep]), &GO).is_err());
}

#[test]
fn a_stream_that_unpacks_without_end_is_refused() {
    use std::io::Write;
    let zeros = vec![b' '; 1 << 20];
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..65 {
        packed.write_all(&zeros).unwrap();
    }
    let once = packed.finish().unwrap();
    let mut again = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    again.write_all(&once).unwrap();
    let twice = again.finish().unwrap();
    assert!(twice.len() < 20_000, "{}", twice.len());
    let mut thrice = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    thrice.write_all(&twice).unwrap();
    let thrice = thrice.finish().unwrap();
    for (data, filter) in [
        (thrice, "[/FlateDecode /FlateDecode /FlateDecode]"),
        (once, "/FlateDecode"),
        (twice, "[/FlateDecode /FlateDecode]"),
    ] {
        let mut bytes = b"%PDF-1.4\n4 0 obj\n<< /Length 9 /Filter ".to_vec();
        bytes.extend(filter.bytes());
        bytes.extend(b" >>\nstream\n");
        bytes.extend(data);
        bytes.extend(b"\nendstream\nendobj\n");
        assert_eq!(read(bytes, &GO), Err(PdfError::TooLarge), "{filter}");
    }
}

#[test]
fn letters_that_cannot_be_read_are_told() {
    let lost = |letters: usize| {
        let shown = lines(&[(60, 700, "Norway met Sweden in Oslo.")])
            + &format!(" BT /G 11 Tf 60 600 Td ({}) Tj ET", "A".repeat(letters));
        let text = String::from_utf8(pages(&[shown])).unwrap();
        // A font that calls its letters by names which nobody knows.
        let font = "/F 3 0 R /G << /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 65 /LastChar 65 \
                    /Widths [600] /Encoding << /Type /Encoding /Differences [65 /zq17] >> >>";
        parts(text.replace("/F 3 0 R", font).as_bytes())
    };
    assert!(lost(3).warnings.is_empty());
    let many = lost(20);
    assert!(many.text.contains("Norway met Sweden in Oslo."));
    let [warning] = &many.warnings[..] else {
        panic!("{:?}", many.warnings);
    };
    assert!(warning.starts_with("20 letters are missing"), "{warning}");
}

/// What can still be read is read, but not in silence.
#[test]
fn a_file_that_is_cut_short_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.pdf");
    std::fs::write(&path, &PAGES[..PAGES.len() - 200]).unwrap();
    let found: Vec<_> = crate::load::articles(&path, &GO).collect();
    let [Err(problem), Ok(article)] = &found[..] else {
        panic!("a warning and an article: {found:?}");
    };
    assert!(problem.message.contains("cut short"), "{problem:?}");
    assert!(article.text.contains("herring"));
    std::fs::write(&path, PAGES).unwrap();
    assert!(crate::load::articles(&path, &GO).all(|read| read.is_ok()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn damaged_files_are_survived(
        which in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut bytes = [PAGES, COLUMNS, PRINT][which].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        // Without the thread: a fault of the library would show here.
        if let Ok(read) = read_here(bytes, &GO) {
            let mut end = 0;
            for span in read.furniture {
                prop_assert!(span.start >= end && read.text.get(span.range()).is_some());
                end = span.end;
            }
        }
    }

    #[test]
    fn words_anywhere_are_survived(places in prop::collection::vec((-900i32..900, -900i32..900), 0..40)) {
        let words: Vec<(i32, i32, &str)> = places.iter().map(|(x, y)| (*x, *y, "Norway met Sweden")).collect();
        if let Ok(read) = read_here(pages(&[lines(&words)]), &GO) {
            prop_assert!(read.text.matches("Norway").count() <= places.len());
        }
    }
}
