//! Time to load, thin and lay out the map, and to find what is under the pointer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::map::detail::{LEVEL_SCALES, Level};
use dateline::map::layout::Layout;
use dateline::map::network::Network;
use dateline::map::projection::forward;
use dateline::map::sample;
use dateline::map::seats::Seats;
use dateline::map::shapes::Shapes;
use dateline::map::ties::Ties;
use dateline::map::viewport::Viewport;
use dateline::map::{blocs, blocs::ShownBlocs};
use dateline::merge::Entry;
use dateline::scene::{TextMeasure, point};
use dateline::world::World;

fn map(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("map");
    group.sample_size(20);
    let (Ok(shapes), Ok(world)) = (Shapes::load(), World::load()) else {
        return;
    };
    let Ok(seats) = Seats::load(&world, &shapes) else {
        return;
    };
    group.bench_function("read the shapes", |b| b.iter(Shapes::load));
    for scale in LEVEL_SCALES {
        group.bench_function(format!("thin and triangulate for {scale} px"), |b| {
            b.iter(|| Level::new(&shapes, scale));
        });
    }
    let chronology = sample::chronology(10_000);
    let entries: Vec<&Entry> = chronology.iter().collect();
    group.bench_function("count the ties of 10,000 entries", |b| {
        b.iter(|| Ties::new(&entries))
    });
    let ties = Ties::new(&entries);
    let view = Viewport::world(1600.0, 900.0);
    let measure = TextMeasure::new();
    let lay_out = || Layout::new(&ties, &seats, &world, &view, &measure, &[]);
    group.bench_function("lay out arcs and names of 10,000 entries", |b| {
        b.iter(lay_out)
    });
    let layout = lay_out();
    group.bench_function("what is under the pointer", |b| {
        b.iter(|| layout.hit(point(811.0, 333.0)));
    });
    group.bench_function("the country under the pointer", |b| {
        b.iter(|| shapes.country_at(forward(-29.0, 25.0)));
    });
    let ids: Vec<String> = blocs::OFFERED
        .iter()
        .take(3)
        .map(|(id, _)| (*id).to_owned())
        .collect();
    let shown = ShownBlocs::new(&world, &ids, None);
    group.bench_function("lay out the network of 10,000 entries", |b| {
        b.iter(|| Network::new(&ties, &shown));
    });
    group.finish();
}

criterion_group!(benches, map);
criterion_main!(benches);
