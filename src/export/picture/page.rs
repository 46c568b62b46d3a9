//! The page: title, key, axis, lanes, sources, undated events.

use std::collections::BTreeMap;
use std::ops::Range;

use super::legend::{legend, plain};
use super::sources::{Source, sources};
use super::{Names, PictureOptions};
use crate::calendar::{format_day, format_range};
use crate::project::Project;
use crate::scene::{Rect, Scene, Shape, Stroke, TextMeasure, Theme, Weight, point};
use crate::timeline::{
    DayRange, DrawingOptions, Key, LabelWords, Lanes, Layout, LayoutOptions, Tick, TimeScale,
    day_number, day_of, draw_lanes, lay_out, reason_words, ticks, when_words,
};

const MARGIN_PX: f32 = 40.0;
const LABEL_PX: f32 = 12.0;
const CREDIT_PX: f32 = 10.0;
const AXIS_PX: f32 = 30.0;
const AXIS_SIZE_PX: f32 = 11.0;

/// Every event has its own mark and at least its number, so the lanes grow instead of folding.
const LAYOUT: LayoutOptions = LayoutOptions {
    label_size_px: LABEL_PX,
    row_px: 23.0,
    lane_padding_px: 9.0,
    least_lane_px: 41.0,
    most_rows: usize::MAX,
    label_rows: 30,
    most_label_px: 340.0,
    fold: false,
    keep_labels_inside: true,
    after_last_px: 0.0,
};

/// What is put on the page.
pub(super) struct Content<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a PictureOptions,
    pub(super) names: &'a Names<'a>,
    /// Indices of entries, dated ones first.
    pub(super) shown: &'a [usize],
    /// How many entries are not shown.
    pub(super) hidden: usize,
    pub(super) theme: &'a Theme,
    pub(super) measure: &'a TextMeasure,
}

/// Lays out the page.
pub(super) fn page(content: &Content<'_>) -> Scene {
    let theme = content.theme;
    let width_px = content.options.width_px as f32;
    let mut scene = Scene::new(width_px, 0.0, theme.panel);
    let entries = &content.project.chronology.entries;
    let lanes = Lanes::arrange(entries, content.shown, content.options.lanes, content.names);
    let numbers = numbers(&lanes);
    let inner_px = width_px - 2.0 * MARGIN_PX;

    let mut y = head(&mut scene, content, &lanes);
    y += legend(
        &mut scene,
        theme,
        content.measure,
        &Key::of(&lanes.all, false),
        point(MARGIN_PX, y),
        inner_px,
    ) + 18.0;
    if let Some(range) = lanes.range {
        y = timeline(&mut scene, content, &lanes, &numbers, range, y);
    } else {
        let words = if content.shown.is_empty() {
            "No events."
        } else {
            "No event has a date."
        };
        let at = point(MARGIN_PX, y + 20.0);
        scene.text(at, words, 14.0, Weight::Regular, theme.text_second);
        y += 40.0;
    }
    let list = |undated: bool| -> Vec<Source<'_>> {
        let indices: Vec<u32> = if undated {
            lanes.undated.clone()
        } else {
            dated(&lanes)
        };
        indices
            .into_iter()
            .filter_map(|index| {
                Some(Source {
                    number: *numbers.get(&index)?,
                    entry: entries.get(index as usize)?,
                })
            })
            .collect()
    };
    for (undated, heading) in [(false, "Sources"), (true, "Without a date")] {
        let list = list(undated);
        if !list.is_empty() {
            y = sources(&mut scene, content, heading, &list, MARGIN_PX, y + 30.0);
        }
    }
    let placed = |index: &usize| {
        entries
            .get(*index)
            .is_some_and(|entry| entry.place.is_some())
    };
    if content.shown.iter().any(placed) {
        y += 24.0;
        let at = point(MARGIN_PX, y);
        scene.text(
            at,
            crate::world::PLACES_CREDIT,
            CREDIT_PX,
            Weight::Regular,
            theme.text_second,
        );
    }
    scene.height_px = (y + MARGIN_PX).ceil();
    scene
}

/// The dated events in the order of the chronology, where news stands at the day of its article and not at the first day
/// on which it may have happened.
fn dated(lanes: &Lanes) -> Vec<u32> {
    let mut dated: Vec<u32> = lanes.all.iter().map(|item| item.entry).collect();
    dated.sort_unstable();
    dated
}

/// The dated events are numbered in order of time, the undated ones after them.
fn numbers(lanes: &Lanes) -> BTreeMap<u32, usize> {
    dated(lanes)
        .into_iter()
        .chain(lanes.undated.iter().copied())
        .zip(1..)
        .collect()
}

/// Title and one line that says what is shown. Returns where the rest begins.
fn head(scene: &mut Scene, content: &Content<'_>, lanes: &Lanes) -> f32 {
    let theme = content.theme;
    let title = content
        .options
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .unwrap_or("Timeline");
    let width_px = scene.width_px - 2.0 * MARGIN_PX;
    let mut y = MARGIN_PX + 18.0;
    let lines = content
        .measure
        .wrapped(title, width_px, 24.0, Weight::SemiBold);
    for line in lines.into_iter().take(3) {
        scene.text(
            point(MARGIN_PX, y),
            line,
            24.0,
            Weight::SemiBold,
            theme.text,
        );
        y += 30.0;
    }
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let mut parts = vec![
        count(content.shown.len(), "event", "events"),
        count(content.project.documents.len(), "article", "articles"),
    ];
    if let Some(range) = lanes.range {
        parts.push(format_range(day_of(range.first), day_of(range.last)));
    }
    if !lanes.undated.is_empty() {
        parts.push(format!("{} without a date", lanes.undated.len()));
    }
    if content.hidden > 0 {
        parts.push(format!("{} not shown", content.hidden));
    }
    let line = parts.join("  ·  ");
    let at = point(MARGIN_PX, y - 4.0);
    scene.text(at, line, 13.0, Weight::Regular, theme.text_second);
    y + 14.0
}

/// Axis and lanes. Returns where they end.
fn timeline(
    scene: &mut Scene,
    content: &Content<'_>,
    lanes: &Lanes,
    numbers: &BTreeMap<u32, usize>,
    range: DayRange,
    top: f32,
) -> f32 {
    let names_px = lanes
        .lanes
        .iter()
        .map(|lane| {
            content
                .measure
                .width_px(&lane.name, LABEL_PX, Weight::Medium)
        })
        .fold(60.0, f32::max)
        .min(scene.width_px * 0.16)
        + 16.0;
    let left = MARGIN_PX + names_px;
    let width_px = scene.width_px - MARGIN_PX - left;
    let scale = TimeScale::fitted(range, width_px, 12.0, 60.0);
    let entries = &content.project.chronology.entries;
    let words = |index: u32| {
        let number = numbers.get(&index).copied().unwrap_or_default().to_string();
        let summary = entries
            .get(index as usize)
            .map_or("", |entry| entry.summary.as_str());
        LabelWords {
            full: format!("{number}  {summary}").into(),
            short: Some(number.into()),
        }
    };
    let layout = lay_out(lanes, &scale, &LAYOUT, content.measure, &words);
    let (_, ticks) = ticks(&scale, 66.0);
    let area = Rect::new(left, top + AXIS_PX, width_px, layout.height_px);
    let taken = published(scene, content, &scale, &area);
    let free = |tick: &Tick| {
        let left = area.left + scale.x_px(f64::from(tick.day)) as f32;
        let width = content
            .measure
            .width_px(&tick.label, AXIS_SIZE_PX, Weight::Medium);
        taken
            .as_ref()
            .is_none_or(|taken| left + width + 6.0 < taken.start || taken.end < left)
    };
    grid(scene, content.theme, &scale, &ticks, &free, &area);
    lane_names(scene, content, lanes, &layout, &area, names_px);
    let title = |mark: &crate::timeline::Mark| {
        let entry = entries.get(mark.entry as usize)?;
        let when = when_words(&entry.when);
        let why = reason_words(&entry.when);
        Some(match why.as_str() {
            "" => format!("{} ({when})", entry.summary),
            why => format!("{} ({when}: {why})", entry.summary),
        })
    };
    let drawing = DrawingOptions {
        title: &title,
        ..plain(content.theme)
    };
    draw_lanes(scene, &layout, point(area.left, area.top), &drawing);
    area.bottom
}

fn line(scene: &mut Scene, from: (f32, f32), to: (f32, f32), stroke: Stroke) {
    scene.add(Shape::Line {
        points: vec![point(from.0, from.1), point(to.0, to.1)],
        stroke,
    });
}

/// A dotted line at the end of the day on which everything was published, where that is one day. Gives the part of the
/// axis that its words take.
fn published(
    scene: &mut Scene,
    content: &Content<'_>,
    scale: &TimeScale,
    area: &Rect,
) -> Option<Range<f32>> {
    let mut days = content
        .project
        .documents
        .iter()
        .map(|document| document.article.published.date);
    let day = days.next()??;
    let x = area.left + scale.x_px(f64::from(day_number(day)) + 1.0) as f32;
    if days.any(|other| other != Some(day)) || !(area.left..=area.right).contains(&x) {
        return None;
    }
    let accent = content.theme.accent;
    let stroke = Stroke {
        dash_px: Some(3.0),
        ..Stroke::new(1.0, accent.faded(0.8))
    };
    line(scene, (x, area.top - 24.0), (x, area.bottom), stroke);
    let words = format!("{}: published", format_day(day));
    let width = content
        .measure
        .width_px(&words, AXIS_SIZE_PX, Weight::Regular);
    let left = if x + width + 8.0 > area.right {
        x - width - 5.0
    } else {
        x + 5.0
    };
    let at = point(left, area.top - 14.0);
    scene.text(at, words, AXIS_SIZE_PX, Weight::Regular, accent);
    Some(left.min(x) - 6.0..(left + width).max(x) + 6.0)
}

/// Lines of the calendar with their labels above.
fn grid(
    scene: &mut Scene,
    theme: &Theme,
    scale: &TimeScale,
    ticks: &[Tick],
    free: &dyn Fn(&Tick) -> bool,
    area: &Rect,
) {
    for tick in ticks {
        let x = area.left + scale.x_px(f64::from(tick.day)) as f32;
        let color = if tick.strong {
            theme.line
        } else {
            theme.faint_line
        };
        line(
            scene,
            (x, area.top - 8.0),
            (x, area.bottom),
            Stroke::new(1.0, color),
        );
        if !free(tick) {
            continue;
        }
        scene.text(
            point(x + 2.0, area.top - 14.0),
            tick.label.as_str(),
            AXIS_SIZE_PX,
            if tick.strong {
                Weight::Medium
            } else {
                Weight::Regular
            },
            theme.text_second,
        );
    }
}

fn lane_names(
    scene: &mut Scene,
    content: &Content<'_>,
    lanes: &Lanes,
    layout: &Layout,
    area: &Rect,
    names_px: f32,
) {
    let theme = content.theme;
    for band in &layout.bands {
        let top = area.top + band.top_px;
        line(
            scene,
            (MARGIN_PX, top),
            (area.right, top),
            Stroke::new(1.0, theme.line),
        );
        let name = lanes
            .lanes
            .get(band.lane)
            .map_or("", |lane| lane.name.as_str());
        let name = content
            .measure
            .shortened(name, names_px - 16.0, LABEL_PX, Weight::Medium);
        // Beside the first row: in a high lane the middle would be far from the first events.
        let middle = top + LAYOUT.lane_padding_px + LAYOUT.row_px / 2.0;
        scene.text(
            point(MARGIN_PX, middle + LABEL_PX * 0.36),
            name,
            LABEL_PX,
            Weight::Medium,
            theme.text_second,
        );
    }
    line(
        scene,
        (MARGIN_PX, area.bottom),
        (area.right, area.bottom),
        Stroke::new(1.0, theme.line),
    );
}
