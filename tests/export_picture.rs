//! Pictures of a whole chronology.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;

use dateline::export::{ExportError, PictureFormat, PictureOptions, picture};
use dateline::model::{DateBasis, EventType, Precision, Status, When};
use dateline::project::Project;

use dateline::scene::ThemeKind;
use dateline::timeline::LaneMode;
use jiff::civil::date;

fn svg(project: &Project, options: PictureOptions) -> String {
    let options = PictureOptions {
        format: PictureFormat::Svg,
        ..options
    };
    String::from_utf8(picture(project, &options).unwrap()).unwrap()
}

#[test]
fn every_event_is_in_the_picture_with_its_source() {
    let project = made::visit();
    let svg = svg(&project, PictureOptions::default());
    let entries = &project.chronology.entries;
    for (number, entry) in (1..).zip(entries) {
        let start: String = entry.summary.chars().take(24).collect();
        assert!(svg.contains(&start), "{start} is missing");
        assert!(
            svg.contains(&format!(">{number}</text>")),
            "number {number} is missing"
        );
    }
    for words in [
        "Without a date",
        "Sources",
        "published 18 Aug 2023",
        "Verbal co-operation",
        "The Courier",
    ] {
        assert!(svg.contains(words), "{words} is missing");
    }
}

#[test]
fn the_key_tells_what_occurs_and_nothing_else() {
    let mut project = made::visit();
    let all = svg(&project, PictureOptions::default());
    for words in [
        "On a day",
        "In a week, month or year",
        "Some time within",
        "By then or before",
        "From then on or after",
        "Planned",
        "Possible",
        "Denied",
        "Material conflict",
    ] {
        assert!(
            all.contains(&format!(">{words}</text>")),
            "{words} is missing"
        );
    }
    for words in ["About then", "From one day to another", "Other events"] {
        assert!(
            !all.contains(&format!(">{words}</text>")),
            "{words} does not occur"
        );
    }
    project.chronology.entries.retain(|entry| {
        entry.status == dateline::model::Status::Actual
            && entry.when.precision == dateline::model::Precision::Day
    });
    let days = svg(&project, PictureOptions::default());
    assert!(days.contains(">On a day</text>"));
    for words in ["Some time within", "Planned", "By then or before"] {
        assert!(
            !days.contains(&format!(">{words}</text>")),
            "{words} is not there any more"
        );
    }
}

#[test]
fn the_day_of_publication_is_marked_where_there_is_one() {
    let mut project = made::visit();
    let words = "18 Aug 2023: published";
    assert!(svg(&project, PictureOptions::default()).contains(words));
    let other = std::sync::Arc::make_mut(&mut project.documents[1]);
    other.article.published.date = Some(jiff::civil::date(2023, 8, 17));
    assert!(!svg(&project, PictureOptions::default()).contains(words));
}

#[test]
fn what_is_known_of_a_date_without_a_year_is_written() {
    let mut project = made::visit();
    let undated = project
        .chronology
        .entries
        .iter_mut()
        .rfind(|e| e.when.is_undated());
    undated.unwrap().when.value = Some("XXXX-06".to_owned());
    assert!(svg(&project, PictureOptions::default()).contains("June, year unknown — "));
}

#[test]
fn sources_stand_in_the_order_of_the_chronology() {
    let day = date(2025, 1, 12);
    let mut news = made::when(
        Some(date(2025, 1, 8)),
        Some(date(2025, 1, 14)),
        Precision::Week,
    );
    news.basis = DateBasis::Published;
    let told = |summary: &str, when: When| made::Made {
        kind: EventType::Reject,
        sources: vec![made::participant("PER", "Peru")],
        targets: Vec::new(),
        when,
        status: Status::Actual,
        summary: summary.to_owned(),
        sentence: format!("{summary}."),
        articles: vec![0],
    };
    let project = made::project(
        1,
        vec![
            told(
                "Troops crossed the river",
                made::when(Some(day), Some(day), Precision::Day),
            ),
            told("Peru rejected the accusation", news),
        ],
    );
    let svg = svg(&project, PictureOptions::default());
    let list = svg.rsplit_once("Sources").unwrap().1;
    let crossed = list.find("Troops crossed").unwrap();
    let rejected = list.find("Peru rejected").unwrap();
    assert!(
        crossed < rejected,
        "the news of the 14th stands before the 12th"
    );
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    for format in [PictureFormat::Svg, PictureFormat::Png] {
        let options = PictureOptions {
            format,
            ..PictureOptions::default()
        };
        let once = picture(&made::visit(), &options).unwrap();
        let again = picture(&made::visit(), &options).unwrap();
        assert!(once == again);
    }
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let size = |dpi: f32| {
        let options = PictureOptions {
            dpi,
            width_px: 1000,
            ..PictureOptions::default()
        };
        let png = picture(&made::visit(), &options).unwrap();
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        u32::from_be_bytes(png[16..20].try_into().unwrap())
    };
    assert_eq!(size(96.0), 1000);
    assert_eq!(size(144.0), 1500);
}

#[test]
fn sizes_out_of_range_are_refused() {
    let project = made::visit();
    let refused = |options: PictureOptions| picture(&project, &options).unwrap_err().to_string();
    assert!(
        refused(PictureOptions {
            width_px: 20,
            ..Default::default()
        })
        .contains("20 px")
    );
    assert!(
        refused(PictureOptions {
            dpi: f32::NAN,
            ..Default::default()
        })
        .contains("dpi")
    );
    let error = picture(
        &project,
        &PictureOptions {
            dpi: 1200.0,
            width_px: 10_000,
            ..Default::default()
        },
    );
    assert!(matches!(error, Err(ExportError::TooLarge { .. })));
}

#[test]
fn an_empty_project_gives_a_picture_that_says_so() {
    let svg = svg(&Project::default(), PictureOptions::default());
    assert!(svg.contains("No events."));
}

#[test]
fn hostile_words_stay_words() {
    let mut project = made::visit();
    project.chronology.entries[0].summary =
        "<script>alert(1)</script> & \u{0}\u{8}]]> <image href=\"http://example.com/x.png\"/>"
            .to_owned();
    for theme in [ThemeKind::Dark, ThemeKind::Light] {
        let svg = svg(
            &project,
            PictureOptions {
                theme,
                ..Default::default()
            },
        );
        assert!(!svg.contains("<script"));
        assert!(!svg.contains("<image"));
        assert!(!svg.chars().any(|c| c.is_control() && c != '\n'));
        let options = PictureOptions {
            theme,
            ..Default::default()
        };
        assert!(picture(&project, &options).is_ok());
    }
}

/// With `DATELINE_PICTURES` set to a folder, writes what there is to look at.
#[test]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("DATELINE_PICTURES") else {
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    for theme in [ThemeKind::Dark, ThemeKind::Light] {
        for (name, project, lanes) in [
            ("country", made::visit(), LaneMode::Country),
            ("pair", made::visit(), LaneMode::Pair),
            ("single", made::many(300, 2), LaneMode::Class),
        ] {
            let options = PictureOptions {
                theme,
                lanes,
                width_px: 1000,
                title: Some("Minsk visit".to_owned()),
                ..Default::default()
            };
            let png = picture(&project, &options).unwrap();
            std::fs::write(folder.join(format!("{name}-{theme:?}.png")), png).unwrap();
        }
    }
}
