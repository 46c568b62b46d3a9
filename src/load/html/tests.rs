//! Pages as they are found on the web, and pages that nobody should have written.

use proptest::prelude::*;

use super::*;

const PAGE: &str = r#"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>
<title>Ministers meet in Vienna - The Courier</title>
<meta property="og:site_name" content="The Courier">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Ministers meet in Vienna","datePublished":"2024-03-05T22:10:00-05:00"}]}</script>
<script>document.write("<p>not text</p>")</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>
<article><h1>Ministers meet in Vienna</h1>
<p>The foreign ministers of Norland and Sudland met in Vienna on Monday, a spokesman said, in the first talks
between the two neighbours since the border was closed in January.
<p>“We are ready to talk,” the <b>Norland</b> minister said &amp; smiled.<br>He left on Tuesday, and the delegation
of the other side stayed for two more days to work out the details of the agreement.</p>
<figure><img src=a.jpg><figcaption>The palace in Vienna. Photo: A. Roe</figcaption></figure>
<p>The border is to be opened again next month, according to a joint statement that both sides signed.</p></article>
<footer>Terms of use</footer></body></html>"#;

fn best(claims: &[crate::model::DateClaim]) -> Option<crate::calendar::Day> {
    crate::model::Published::of(claims.to_vec()).date
}

#[test]
fn a_news_page() {
    let parts = read(PAGE).unwrap();
    assert_eq!(parts.title.as_deref(), Some("Ministers meet in Vienna"));
    assert_eq!(parts.source.as_deref(), Some("The Courier"));
    assert_eq!(
        best(&parts.claims).map(|d| d.to_string()),
        Some("2024-03-05".to_owned())
    );
    let paragraphs: Vec<&str> = parts.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{:#?}", parts.text);
    assert!(paragraphs[0].starts_with("The foreign ministers"));
    assert!(paragraphs[1].contains("the Norland minister said & smiled.\nHe left"));
    assert!(!parts.text.contains("not text") && !parts.text.contains("Photo"));
}

#[test]
fn dates_wherever_pages_keep_them() {
    for head in [
        r#"<meta property="article:published_time" content="2024-03-05T01:00:00Z">"#,
        r#"<meta name="date" content="March 5, 2024">"#,
        r#"<link rel=canonical href="https://example.org/2024/03/05/talks">"#,
        r#"</head><body><article><time datetime="2024-03-05">yesterday</time></article>"#,
        r#"</head><body><span itemprop=datePublished>5 March 2024</span>"#,
        r#"<script type=application/ld+json>[{"datePublished":"2024-03-05"}]</script>"#,
    ] {
        let page = format!("<html><head>{head}<p>The ministers met in Vienna.");
        let date = best(&read(&page).unwrap().claims);
        assert_eq!(
            date.map(|d| d.to_string()),
            Some("2024-03-05".to_owned()),
            "{head}"
        );
    }
}

#[test]
fn a_short_page_without_structure() {
    let parts = read("<p>The ministers met.<p>They left.").unwrap();
    assert_eq!(parts.text, "The ministers met.\n\nThey left.");
}

#[test]
fn declared_encodings() {
    assert_eq!(
        declared_encoding(b"<META CHARSET='ISO-8859-2'>").as_deref(),
        Some("iso-8859-2")
    );
    assert_eq!(
        declared_encoding(b"<meta content=\"text/html; charset=windows-1251\">").as_deref(),
        Some("windows-1251")
    );
    assert_eq!(declared_encoding(b"<p>no charset here"), None);
}

/// Markup that makes parsers work without end. Each must be done, one way or the other, in a moment.
#[test]
fn markup_without_measure() {
    let repeat = |piece: &str| piece.repeat(100_000);
    assert_eq!(read(&repeat("<div>")).unwrap_err(), ScanError::TooDeep);
    assert_eq!(
        read(&repeat("<div><table><tr><td></div>")).unwrap_err(),
        ScanError::TooDeep
    );
    assert_eq!(
        read(&"<p>x</p>".repeat(250_000)).unwrap_err(),
        ScanError::TooManyElements
    );
    let started = std::time::Instant::now();
    for piece in [
        "<b>",
        "<p>",
        "<li>",
        "<td>",
        "<a href=x>",
        "</div>",
        "<font color=1>x<p>",
        "<!--",
        "<![CDATA[",
        "<svg>",
        "<select><option>",
        "<",
        "<a ",
        "<script>",
        "&",
        "<p x='",
        "<form><p></form>",
    ] {
        let _ = read(&repeat(piece));
    }
    let attributes: String = (0..200_000)
        .map(|n| format!(" a{n}=1 class=c{n}"))
        .collect();
    let _ = read(&format!("<div{attributes}>The ministers met."));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn any_markup_is_survived(page in r#"([a-z ]|<|>|/|"|'|=|<p>|<div |</div>|<table>|<td>|<script|-->|<!--|é|&amp;){0,60}"#) {
        let _ = read(&page);
    }
}
