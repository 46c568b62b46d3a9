//! The layout of the timeline, through its public interface.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;

use dateline::merge::Entry;
use dateline::model::{ActorId, EventType, Precision, Status};
use dateline::project::Project;
use dateline::scene::{Rect, TextMeasure, point};
use dateline::timeline::{
    LabelSide, LabelWords, LaneKey, LaneMode, LaneNames, Lanes, Layout, LayoutOptions, MarkShape,
    TimeForm, TimeScale, day_of, lay_out,
};
use dateline::world::Term;
use jiff::civil::date;
use proptest::prelude::*;

struct NoNames;

impl LaneNames for NoNames {
    fn actor(&self, _: &ActorId) -> Option<String> {
        None
    }
    fn article(&self, index: usize) -> String {
        format!("article {index}")
    }
}

fn arranged(project: &Project, mode: LaneMode) -> Lanes {
    let all: Vec<usize> = (0..project.chronology.entries.len()).collect();
    Lanes::arrange(&project.chronology.entries, &all, mode, &NoNames)
}

fn laid_out(
    entries: &[Entry],
    lanes: &Lanes,
    scale: &TimeScale,
    options: &LayoutOptions,
) -> Layout {
    let words = |index: u32| LabelWords {
        full: entries[index as usize].summary.as_str().into(),
        short: None,
    };
    lay_out(lanes, scale, options, &TextMeasure::new(), &words)
}

fn fitted(lanes: &Lanes, width_px: f32) -> TimeScale {
    TimeScale::fitted(lanes.range.unwrap(), width_px, 12.0, 120.0)
}

/// Nothing overlaps anything else, and everything stands in its lane.
fn check(layout: &Layout) {
    for band in &layout.bands {
        let marks = &layout.marks[band.marks.clone()];
        let mut boxes: Vec<Rect> = Vec::new();
        for mark in marks {
            assert!(mark.rect.top >= band.top_px, "{mark:?} above {band:?}");
            assert!(mark.rect.bottom <= band.top_px + band.height_px);
            assert!(mark.rect.left < mark.rect.right);
            boxes.push(mark.rect);
            if let Some(label) = &mark.label {
                assert!(label.rect.width() > 0.0 && !label.text.is_empty());
                if label.side == LabelSide::Inside {
                    assert!(
                        label.rect.left >= mark.rect.left
                            && label.rect.right <= mark.rect.right + 0.5
                    );
                } else {
                    boxes.push(label.rect);
                }
            }
        }
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[index + 1..] {
                assert!(!a.overlaps(b), "{a:?} and {b:?} overlap in {band:?}");
            }
        }
    }
}

/// How many events the marks stand for.
fn events_drawn(layout: &Layout) -> usize {
    layout
        .marks
        .iter()
        .map(|mark| match &mark.shape {
            MarkShape::Folded { count, .. } => *count as usize,
            _ => 1,
        })
        .sum()
}

#[test]
fn a_day_is_a_disc_a_month_a_bar_and_an_open_date_fades() {
    let project = made::visit();
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Single);
    let layout = laid_out(
        entries,
        &lanes,
        &fitted(&lanes, 1400.0),
        &LayoutOptions::SCREEN,
    );
    let shape = |words: &str| {
        let index = entries
            .iter()
            .position(|e| e.summary.contains(words))
            .unwrap();
        let mark = layout.marks_of(index as u32).next().unwrap();
        (mark.shape.clone(), mark.rect.width())
    };
    assert_eq!(shape("meets the president").0, MarkShape::Disc);
    let known = MarkShape::Bar(TimeForm::Unit);
    let (drills, width) = shape("joint drills");
    assert_eq!(drills, known);
    let month = 31.0 * layout.scale.px_per_day as f32;
    assert!((width - month).abs() < 0.5, "{width} is not {month}");
    let faded = MarkShape::Bar(TimeForm::Within);
    assert_eq!(shape("deeper security ties").0, faded);
    let open = MarkShape::Bar(TimeForm::Before);
    assert_eq!(shape("lets Russian troops pass").0, open);
}

#[test]
fn one_date_of_long_ago_does_not_press_the_others_together() {
    let day = |day| made::when(Some(day), Some(day), Precision::Day);
    let event = |day_| made::Made {
        kind: EventType::Consult,
        sources: Vec::new(),
        targets: Vec::new(),
        when: day(day_),
        status: Status::Actual,
        summary: "An event".to_owned(),
        sentence: "An event.".to_owned(),
        articles: vec![0],
    };
    let mut events: Vec<made::Made> = (1..=28).map(|d| event(date(2023, 5, d))).collect();
    let lanes = arranged(&made::project(1, events), LaneMode::Single);
    assert_eq!(lanes.main_range(), lanes.range);
    events = (1..=28).map(|d| event(date(2023, 5, d))).collect();
    events.push(event(date(1914, 6, 28)));
    let lanes = arranged(&made::project(1, events), LaneMode::Single);
    let main = lanes.main_range().unwrap();
    assert!(day_of(main.first) >= date(2023, 4, 20), "{main:?}");
    assert_eq!(main.last, lanes.range.unwrap().last);
}

#[test]
fn undated_events_wait_and_are_drawn_nowhere() {
    let project = made::visit();
    let lanes = arranged(&project, LaneMode::Country);
    let entries = &project.chronology.entries;
    let undated = entries.iter().filter(|e| e.when.is_undated()).count();
    assert_eq!(lanes.undated.len(), undated);
    let layout = laid_out(
        entries,
        &lanes,
        &fitted(&lanes, 1000.0),
        &LayoutOptions::SCREEN,
    );
    for mark in &layout.marks {
        assert!(!entries[mark.entry as usize].when.is_undated());
    }
}

#[test]
fn an_event_stands_in_the_lane_of_each_country() {
    let project = made::visit();
    let lanes = arranged(&project, LaneMode::Country);
    let drills = project
        .chronology
        .entries
        .iter()
        .position(|e| e.summary.contains("joint drills"))
        .unwrap();
    let keys: Vec<&LaneKey> = lanes
        .lanes
        .iter()
        .filter(|lane| {
            lane.items()
                .iter()
                .any(|item| item.entry as usize == drills)
        })
        .map(|lane| &lane.key)
        .collect();
    let actor = |code: &str| LaneKey::Actor(ActorId(code.to_owned()));
    assert_eq!(keys, [&actor("RUS"), &actor("CHN")]);
    // Most events first.
    let counts: Vec<usize> = lanes.lanes.iter().map(|lane| lane.items().len()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
}

#[test]
fn every_event_has_a_lane_in_every_mode() {
    let project = made::many(500, 3);
    for mode in LaneMode::ALL {
        let lanes = arranged(&project, mode);
        let mut seen: Vec<u32> = lanes
            .lanes
            .iter()
            .flat_map(|lane| lane.items().iter().map(|item| item.entry))
            .chain(lanes.undated.iter().copied())
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 500, "{mode:?}");
    }
}

#[test]
fn more_lanes_than_can_be_shown_are_gathered() {
    let codes: Vec<String> = (0..60u8)
        .map(|i| format!("A{}{}", (b'A' + i / 26) as char, (b'A' + i % 26) as char))
        .collect();
    let day = date(2023, 5, 1);
    let events = codes
        .iter()
        .map(|code| made::Made {
            kind: EventType::Consult,
            sources: vec![made::participant(code, code)],
            targets: Vec::new(),
            when: made::when(Some(day), Some(day), Precision::Day),
            status: Status::Actual,
            summary: code.clone(),
            sentence: code.clone(),
            articles: vec![0],
        })
        .collect();
    let project = made::project(1, events);
    let lanes = arranged(&project, LaneMode::Country);
    assert_eq!(lanes.lanes.len(), 40);
    assert_eq!(lanes.lanes.last().unwrap().name, "21 more");
    let items: usize = lanes.lanes.iter().map(|lane| lane.items().len()).sum();
    assert_eq!(items, 60);
}

#[test]
fn a_fold_counts_what_it_hides_and_keeps_the_most_reported() {
    let mut events: Vec<made::Made> = (0..50)
        .map(|index| made::Made {
            kind: EventType::Assault,
            sources: vec![made::participant("RUS", "Russia")],
            targets: Vec::new(),
            when: made::when(
                Some(date(2023, 5, 1)),
                Some(date(2023, 5, 1)),
                Precision::Day,
            ),
            status: Status::Actual,
            summary: format!("event {index}"),
            sentence: "An event.".to_owned(),
            articles: vec![0],
        })
        .collect();
    events[33].articles = vec![0, 1, 2];
    let project = made::project(3, events);
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Single);
    let layout = laid_out(
        entries,
        &lanes,
        &fitted(&lanes, 800.0),
        &LayoutOptions::SCREEN,
    );
    check(&layout);
    assert_eq!(events_drawn(&layout), 50);
    let alone = layout
        .marks
        .iter()
        .any(|mark| mark.entry == 33 && mark.shape == MarkShape::Disc);
    assert!(alone, "the event with most reports is not folded");
}

#[test]
fn what_matters_most_has_a_mark_of_its_own_and_its_words() {
    for (count, rows) in [(60, 4), (400, 6), (3000, 9)] {
        let mut project = made::many(count, 2);
        let entries = &mut project.chronology.entries;
        let middle = entries.len() / 2;
        entries[middle].reports = (0..4)
            .map(|article| dateline::merge::Report { article, event: 0 })
            .collect();
        entries[middle].kind = EventType::Assault;
        let entries = &project.chronology.entries;
        let lanes = arranged(&project, LaneMode::Single);
        let best = lanes.all.iter().max_by_key(|item| item.importance).unwrap();
        assert_eq!(best.entry as usize, middle);
        let options = LayoutOptions {
            most_rows: rows,
            label_rows: rows - 1,
            ..LayoutOptions::SCREEN
        };
        let layout = laid_out(entries, &lanes, &fitted(&lanes, 1200.0), &options);
        check(&layout);
        let mark = layout.marks.iter().find(|mark| {
            mark.entry as usize == middle && !matches!(mark.shape, MarkShape::Folded { .. })
        });
        let mark = mark.unwrap_or_else(|| panic!("folded among {count} in {rows} rows"));
        assert!(
            mark.label.is_some(),
            "no words among {count} in {rows} rows"
        );
    }
}

#[test]
fn an_event_stands_in_the_lanes_of_its_blocs_on_its_day() {
    struct Blocs;
    impl LaneNames for Blocs {
        fn actor(&self, _: &ActorId) -> Option<String> {
            None
        }
        fn article(&self, _: usize) -> String {
            String::new()
        }
        fn blocs(&self, actor: &ActorId) -> Vec<(ActorId, Term)> {
            let term = Term {
                start: Some(date(2023, 5, 10)),
                end: None,
            };
            let bloc = ActorId("PACT".to_owned());
            if actor.0 == "RUS" {
                vec![(bloc, term)]
            } else {
                Vec::new()
            }
        }
    }
    let event = |day| made::Made {
        kind: EventType::Consult,
        sources: vec![made::participant("RUS", "Russia")],
        targets: vec![made::participant("CHN", "China")],
        when: made::when(Some(day), Some(day), Precision::Day),
        status: Status::Actual,
        summary: "An event".to_owned(),
        sentence: "An event.".to_owned(),
        articles: vec![0],
    };
    let project = made::project(1, vec![event(date(2023, 5, 1)), event(date(2023, 5, 20))]);
    let lanes = Lanes::arrange(&project.chronology.entries, &[0, 1], LaneMode::Bloc, &Blocs);
    let found: Vec<(&str, Vec<u32>)> = lanes
        .lanes
        .iter()
        .map(|lane| {
            (
                lane.name.as_str(),
                lane.items().iter().map(|i| i.entry).collect(),
            )
        })
        .collect();
    assert_eq!(found, [("PACT", vec![1]), ("In no bloc", vec![0])]);
}

#[test]
fn nothing_is_lost_when_all_is_in_view() {
    for count in [10, 300, 5000] {
        let project = made::many(count, 4);
        let entries = &project.chronology.entries;
        for mode in [LaneMode::Single, LaneMode::Class] {
            let lanes = arranged(&project, mode);
            let layout = laid_out(
                entries,
                &lanes,
                &fitted(&lanes, 1200.0),
                &LayoutOptions::SCREEN,
            );
            check(&layout);
            assert_eq!(events_drawn(&layout), count, "{mode:?}");
        }
    }
}

#[test]
fn without_folding_every_event_has_a_mark_of_its_own() {
    let project = made::many(400, 2);
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Class);
    let options = LayoutOptions {
        fold: false,
        most_rows: usize::MAX,
        label_rows: 30,
        keep_labels_inside: true,
        ..LayoutOptions::SCREEN
    };
    let layout = laid_out(entries, &lanes, &fitted(&lanes, 1200.0), &options);
    check(&layout);
    assert_eq!(layout.marks.len(), 400);
    assert!(
        layout
            .marks
            .iter()
            .all(|m| !matches!(m.shape, MarkShape::Folded { .. }))
    );
    for mark in &layout.marks {
        if let Some(label) = &mark.label {
            assert!(label.rect.right <= 1200.0 && label.rect.left >= -400.0);
        }
    }
}

#[test]
fn the_pointer_finds_what_is_drawn() {
    let project = made::visit();
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Country);
    let layout = laid_out(
        entries,
        &lanes,
        &fitted(&lanes, 1200.0),
        &LayoutOptions::SCREEN,
    );
    for (index, mark) in layout.marks.iter().enumerate() {
        assert_eq!(layout.hit(mark.rect.center()), Some(index));
        if let Some(label) = &mark.label
            && label.side != LabelSide::Inside
        {
            assert_eq!(layout.hit(label.rect.center()), Some(index));
        }
    }
    assert_eq!(layout.hit(point(-5000.0, 10.0)), None);
    assert_eq!(layout.hit(point(10.0, 1e6)), None);
}

#[test]
fn moving_the_view_moves_marks_and_changes_nothing_else() {
    let project = made::visit();
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Country);
    let scale = fitted(&lanes, 1200.0);
    let before = laid_out(entries, &lanes, &scale, &LayoutOptions::SCREEN);
    let after = laid_out(
        entries,
        &lanes,
        &scale.panned(-37.0),
        &LayoutOptions::SCREEN,
    );
    assert_eq!(before.height_px, after.height_px);
    let places = |layout: &Layout, by: f32| -> Vec<(u32, i32, i32)> {
        let mut places: Vec<_> = layout
            .marks
            .iter()
            .filter(|m| m.rect.left + by > 60.0 && m.rect.right + by < 1100.0)
            .map(|m| {
                (
                    m.entry,
                    (m.rect.left + by).round() as i32,
                    m.rect.top as i32,
                )
            })
            .collect();
        places.sort_unstable();
        places
    };
    assert_eq!(places(&before, 0.0), places(&after, 37.0));
}

#[test]
fn words_end_where_the_view_ends_and_go_with_their_mark() {
    let project = made::visit();
    let entries = &project.chronology.entries;
    let lanes = arranged(&project, LaneMode::Country);
    let scale = fitted(&lanes, 1200.0);
    let (mut shortened, mut gone) = (0, 0);
    for step in 0..120 {
        let panned = scale.panned(f64::from(step) * 20.0 - 1200.0);
        let layout = laid_out(entries, &lanes, &panned, &LayoutOptions::SCREEN);
        for mark in &layout.marks {
            let seen = mark.rect.right > 0.0 && mark.rect.left < 1200.0;
            let Some(label) = &mark.label else {
                gone += usize::from(!seen);
                continue;
            };
            assert!(seen, "words without their mark: {mark:?}");
            let inside = label.rect.left >= -0.5 && label.rect.right <= 1200.5;
            assert!(inside, "{label:?}");
            shortened += usize::from(label.text.ends_with('…'));
        }
    }
    assert!(shortened > 0 && gone > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn marks_and_labels_never_overlap(
        events in prop::collection::vec((0i32..900, 0i32..200, 0u8..9, "[a-z ]{0,40}"), 1..120),
        zoom in 0.2..40.0f64,
        at in 0.0..900.0f64,
        mode in prop::sample::select(LaneMode::ALL.to_vec()),
        rows in 2usize..9,
    ) {
        let events = events
            .into_iter()
            .map(|(first, length, kind, summary)| {
                let (first, last) = (day_of(19_000 + first), day_of(19_000 + first + length));
                let when = match kind {
                    0 => made::when(Some(first), Some(last), Precision::Span),
                    1 => made::when(Some(first), Some(last), Precision::Within),
                    2 => made::when(None, Some(last), Precision::Before),
                    3 => made::when(Some(first), None, Precision::After),
                    4 => made::when(Some(first), Some(last), Precision::Approximate),
                    5 => made::when(Some(first), Some(first), Precision::Approximate),
                    6 => made::when(Some(first), Some(last), Precision::Month),
                    _ => made::when(Some(first), Some(first), Precision::Day),
                };
                made::Made {
                    kind: EventType::ALL[length as usize % EventType::ALL.len()],
                    sources: vec![made::participant("RUS", "Russia")],
                    targets: vec![made::participant("UKR", "Ukraine")],
                    when,
                    status: [Status::Actual, Status::Planned, Status::Possible, Status::Denied]
                        [length as usize % 4],
                    summary,
                    sentence: "An event.".to_owned(),
                    articles: vec![length as usize % 3],
                }
            })
            .collect();
        let project = made::project(3, events);
        let entries = &project.chronology.entries;
        let lanes = arranged(&project, mode);
        let options = LayoutOptions { most_rows: rows, label_rows: rows - 1, ..LayoutOptions::SCREEN };
        let scale = fitted(&lanes, 1000.0).zoomed(zoom, at);
        check(&laid_out(entries, &lanes, &scale, &options));
        let whole = LayoutOptions { most_rows: usize::MAX, fold: false, keep_labels_inside: true, ..options };
        let layout = laid_out(entries, &lanes, &fitted(&lanes, 1000.0), &whole);
        check(&layout);
        prop_assert_eq!(layout.marks.len(), lanes.lanes.iter().map(|lane| lane.items().len()).sum::<usize>());
    }
}
