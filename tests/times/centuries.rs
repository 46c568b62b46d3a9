//! Articles of another century are read like one of today.

use super::{Reading, read};
use dateline::calendar::{Day, shift_days};

const TEXT: &str = "Peru recalls envoy from Ecuador\n\n\
    QUITO - Peru recalled its ambassador from Ecuador on Sunday, a day after Ecuador had expelled two Peruvian diplomats. \
    Ecuador will close its border with Peru on Friday, the government said. Last week Sweden condemned Peru.\n\n\
    Norway and Sweden signed a treaty two days ago. Peru rejected the accusation yesterday.\n";

/// What happened, and from when to when.
fn told(reading: &Reading) -> Vec<(String, Option<Day>, Option<Day>)> {
    reading
        .events
        .iter()
        .map(|event| {
            let what = format!("{} {}", event.kind.code(), event.summary);
            (what, event.when.earliest, event.when.latest)
        })
        .collect()
}

#[test]
fn articles_of_1926_and_2126_are_read_like_one_of_today() {
    let now = told(&read(Some("2026-08-18"), TEXT));
    let dated = now.iter().filter(|(_, first, _)| first.is_some()).count();
    assert!(dated >= 5, "{now:?}");
    // So many whole weeks that a century has passed.
    for (published, days) in [("1926-08-17", -36_526), ("2126-08-20", 36_526)] {
        let expected: Vec<_> = now
            .iter()
            .map(|(what, first, last)| {
                let moved = |day: &Option<Day>| day.map(|day| shift_days(day, days));
                (what.clone(), moved(first), moved(last))
            })
            .collect();
        assert_eq!(told(&read(Some(published), TEXT)), expected, "{published}");
    }
}
