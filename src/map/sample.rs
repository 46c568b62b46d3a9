//! Made-up entries for the tests and benchmarks of the map.

use crate::calendar::Day;
use crate::merge::{Entry, EntryId, Report};
use crate::model::{
    ActorId, DateBasis, EventType, Participant, Precision, Span, Status, When, Where,
};

/// An entry between actors: codes of countries, or names of bodies.
pub fn entry(id: u64, kind: EventType, sources: &[&str], targets: &[&str]) -> Entry {
    Entry {
        id: EntryId(id),
        kind,
        mode: None,
        sources: sources.iter().map(|key| participant(key)).collect(),
        targets: targets.iter().map(|key| participant(key)).collect(),
        status: Status::Actual,
        when: on(Day::new(2023, 1, 1).ok()),
        place: None,
        summary: format!(
            "{} {} {}",
            sources.join(" and "),
            kind.words().to_lowercase(),
            targets.join(" and ")
        ),
        confidence: 0.9,
        reports: vec![Report {
            article: 0,
            event: usize::try_from(id).unwrap_or_default(),
        }],
        independent_sources: 1,
        disagreements: Vec::new(),
        claims: Vec::new(),
        why: Vec::new(),
    }
}

/// A date of one day, or none.
pub fn on(day: Option<Day>) -> When {
    When {
        value: day.map(|d| d.to_string()),
        earliest: day,
        latest: day,
        precision: day.map_or(Precision::Unknown, |_| Precision::Day),
        basis: day.map_or(DateBasis::None, |_| DateBasis::Explicit),
        span: None,
        why: "made up".to_owned(),
    }
}

/// A place with a position.
pub fn place(name: &str, latitude: f64, longitude: f64) -> Where {
    Where {
        name: name.to_owned(),
        latitude: Some(latitude),
        longitude: Some(longitude),
        country: None,
        span: Span::new(0, 0),
    }
}

fn participant(key: &str) -> Participant {
    // Bodies with three capitals look like countries.
    let country = (!matches!(key, "SCO" | "CIS" | "WHO"))
        .then(|| key.parse().ok())
        .flatten();
    Participant {
        span: Span::new(0, 0),
        actor: Some(ActorId(key.to_owned())),
        name: key.to_owned(),
        country,
        sector: None,
    }
}

/// A chronology of `count` entries between many countries over some years; the same for the same count.
pub fn chronology(count: usize) -> Vec<Entry> {
    const KEYS: [&str; 24] = [
        "CHN", "RUS", "BLR", "UKR", "USA", "UN", "NATO", "EU", "DEU", "FRA", "GBR", "POL", "LTU",
        "IRN", "ISR", "IND", "PAK", "JPN", "KOR", "PRK", "TUR", "SAU", "EGY", "ZAF",
    ];
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    (0..count)
        .map(|number| {
            let kind = EventType::ALL[next(EventType::ALL.len())];
            let (source, target) = (KEYS[next(KEYS.len())], KEYS[next(KEYS.len())]);
            let mut entry = entry(number as u64, kind, &[source], &[target]);
            let month = i8::try_from(next(12) + 1).unwrap_or(1);
            let year = i16::try_from(2020 + next(5)).unwrap_or(2020);
            entry.when = on(Day::new(year, month, 1).ok());
            entry
        })
        .collect()
}
