//! How long it takes to lay out the timeline, and to draw it as a picture.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/made/mod.rs"]
mod made;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::export::{PictureFormat, PictureOptions, picture};
use dateline::model::ActorId;
use dateline::scene::TextMeasure;
use dateline::timeline::{
    LabelWords, LaneMode, LaneNames, Lanes, LayoutOptions, TimeScale, density, lay_out,
};

struct NoNames;

impl LaneNames for NoNames {
    fn actor(&self, _: &ActorId) -> Option<String> {
        None
    }
    fn article(&self, index: usize) -> String {
        index.to_string()
    }
}

fn layout(criterion: &mut Criterion) {
    let measure = TextMeasure::new();
    for (name, count) in [
        ("1k", 1000),
        ("10k", 10_000),
        ("100k", 100_000),
        ("1M", 1_000_000),
    ] {
        let project = made::many(count, 20);
        let entries = &project.chronology.entries;
        let all: Vec<usize> = (0..entries.len()).collect();
        let lanes = Lanes::arrange(entries, &all, LaneMode::Country, &NoNames);
        let words = |index: u32| LabelWords {
            full: entries[index as usize].summary.as_str().into(),
            short: None,
        };
        let range = lanes.range.unwrap();
        let far = TimeScale::fitted(range, 1100.0, 16.0, 160.0);
        let near = far.zoomed(200.0, 500.0);
        for (view, scale) in [("all in view", far), ("a month in view", near)] {
            criterion.bench_function(&format!("layout/{name}/{view}"), |bench| {
                bench.iter(|| {
                    lay_out(
                        black_box(&lanes),
                        &scale,
                        &LayoutOptions::SCREEN,
                        &measure,
                        &words,
                    )
                });
            });
        }
        criterion.bench_function(&format!("density/{name}"), |bench| {
            bench.iter(|| density(black_box(&lanes.all), range, 1100.0, 5.0));
        });
        if count <= 100_000 {
            criterion.bench_function(&format!("arrange/{name}"), |bench| {
                bench
                    .iter(|| Lanes::arrange(black_box(entries), &all, LaneMode::Country, &NoNames));
            });
        }
    }
}

fn export(criterion: &mut Criterion) {
    let project = made::many(1000, 5);
    for (name, format) in [("svg", PictureFormat::Svg), ("png", PictureFormat::Png)] {
        let options = PictureOptions {
            format,
            ..PictureOptions::default()
        };
        criterion.bench_function(&format!("export/1k/{name}"), |bench| {
            bench.iter(|| picture(black_box(&project), &options).unwrap());
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    targets = layout, export
}
criterion_main!(benches);
