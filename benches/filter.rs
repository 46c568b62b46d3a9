//! How long it takes to find what a filter shows, and to count what each choice would show. The window does the first in a
//! frame, the second beside it.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/made/mod.rs"]
mod made;

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::model::ActorId;
use dateline::project::{Facets, Filter, SearchIndex, visible};

fn filter(criterion: &mut Criterion) {
    for (name, count) in [("1k", 1000), ("10k", 10_000), ("100k", 100_000)] {
        let project = made::many(count, 20);
        let index = SearchIndex::of(&project);
        let mut asked = Filter {
            search: "event 7".to_owned(),
            ..Filter::default()
        };
        asked.toggle_actor(ActorId("BLR".to_owned()));
        for (kind, filter) in [
            ("everything", Filter::default()),
            ("words and an actor", asked),
        ] {
            criterion.bench_function(&format!("visible/{name}/{kind}"), |bench| {
                bench.iter(|| visible(black_box(&project), &index, &filter));
            });
            criterion.bench_function(&format!("facets/{name}/{kind}"), |bench| {
                bench.iter(|| Facets::of(black_box(&project), &index, &filter, &BTreeMap::new()));
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = filter
}
criterion_main!(benches);
