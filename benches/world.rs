//! How long the tables of the world take to load, and how much memory they hold, after the first look-ups.
//!
//! `cargo bench --bench world`. Time is the least of many loads; memory is what the process grew by (Linux only).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench reports and may fail loudly"
)]

use std::time::Instant;

use dateline::world::World;

/// Kilobytes that the process holds.
fn resident_kb() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let before = resident_kb();
    let world = World::load().unwrap();
    for name in [
        "Paris",
        "Springfield",
        "Kharkiv",
        "Harris County",
        "Nowhere",
    ] {
        assert!(name == "Nowhere" || !world.places(name).is_empty());
    }
    if let (Some(before), Some(after)) = (before, resident_kb()) {
        println!("memory: {:.1} MB", (after - before) as f64 / 1024.0);
    }
    let names = world.names().count();
    println!(
        "{} people, {} bodies, {names} names",
        world.people().len(),
        world.bodies().len()
    );
    let least = (0..20)
        .map(|_| {
            let start = Instant::now();
            let world = World::load().unwrap();
            let took = start.elapsed();
            drop(world);
            took
        })
        .min();
    println!(
        "load: {:.1} ms",
        least.unwrap_or_default().as_secs_f64() * 1000.0
    );
    let start = Instant::now();
    for _ in 0..10_000 {
        std::hint::black_box(world.places("Springfield"));
    }
    println!(
        "places of a name: {:.1} µs",
        start.elapsed().as_secs_f64() * 100.0
    );
}
