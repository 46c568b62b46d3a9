//! A made-up chronology for tests and benches that must not depend on the reading of text.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test program uses a part of it, and may fail loudly"
)]

use std::sync::Arc;

use dateline::calendar::Day;
use dateline::merge::{Chronology, Entry, EntryId, Report};
use dateline::model::{
    Article, ArticleId, DateBasis, Event, EventType, Origin, Participant, Precision, Published,
    Reading, Span, Status, When,
};
use dateline::project::{Document, Project};
use jiff::ToSpan;
use jiff::civil::date;

/// A country or body as it takes part in an event.
pub fn participant(code: &str, name: &str) -> Participant {
    Participant {
        span: Span::new(0, 0),
        actor: Some(dateline::model::ActorId(code.to_owned())),
        name: name.to_owned(),
        country: (code.len() == 3 && code != "SCO").then(|| code.parse().unwrap()),
        sector: None,
    }
}

/// A date from its first to its last day.
pub fn when(first: Option<Day>, last: Option<Day>, precision: Precision) -> When {
    When {
        value: None,
        earliest: first,
        latest: last,
        precision,
        basis: DateBasis::Explicit,
        span: None,
        why: "made up".to_owned(),
    }
}

/// An event to be made.
pub struct Made {
    pub kind: EventType,
    pub sources: Vec<Participant>,
    pub targets: Vec<Participant>,
    pub when: When,
    pub status: Status,
    pub summary: String,
    pub sentence: String,
    pub articles: Vec<usize>,
}

/// A project of these events, told by the given number of articles.
pub fn project(articles: usize, events: Vec<Made>) -> Project {
    let mut documents: Vec<Document> = (0..articles).map(document).collect();
    let mut entries = Vec::new();
    for (index, made) in events.into_iter().enumerate() {
        let reports = made
            .articles
            .iter()
            .map(|&article| {
                let document = &mut documents[article];
                let start = document.article.text.len();
                document.article.text.push_str(&made.sentence);
                document.article.text.push_str("\n\n");
                let span = Span::new(start, start + made.sentence.len());
                document.reading.events.push(event(&made, span));
                Report {
                    article,
                    event: document.reading.events.len() - 1,
                }
            })
            .collect();
        entries.push(Entry {
            id: EntryId(index as u64 + 1),
            kind: made.kind,
            mode: None,
            sources: made.sources,
            targets: made.targets,
            status: made.status,
            when: made.when,
            place: None,
            summary: made.summary,
            confidence: 0.8,
            independent_sources: made.articles.len(),
            disagreements: Vec::new(),
            claims: Vec::new(),
            why: Vec::new(),
            reports,
        });
    }
    entries.sort_by_key(|entry| {
        let from = match entry.when.basis {
            DateBasis::Published => entry.when.latest,
            _ => entry.when.earliest.or(entry.when.latest),
        };
        (from.is_none(), from, entry.id)
    });
    Project {
        documents: documents.into_iter().map(Arc::new).collect(),
        problems: Vec::new(),
        chronology: Chronology {
            entries,
            stories: Vec::new(),
        },
    }
}

fn event(made: &Made, span: Span) -> Event {
    Event {
        kind: made.kind,
        mode: None,
        contexts: Vec::new(),
        sources: made.sources.clone(),
        targets: made.targets.clone(),
        status: made.status,
        trigger: span,
        when: made.when.clone(),
        place: None,
        evidence: vec![span],
        said_in: None,
        summary: made.summary.clone(),
        confidence: 0.8,
        why: Vec::new(),
        frame: String::new(),
        background: false,
    }
}

fn document(index: usize) -> Document {
    let titles = [
        "Harbour talks end with a joint plan",
        "Drills close off the northern coast",
        "Minister leaves after a night of talks",
        "What the two capitals agreed, and what they did not",
    ];
    Document {
        article: Article {
            id: ArticleId(format!("made-{index}")),
            origin: Origin::Pasted,
            title: Some(titles[index % titles.len()].to_owned()),
            source: Some(["The Courier", "Northern Post", "Evening Wire"][index % 3].to_owned()),
            url: None,
            published: Published::given(date(2023, 8, 18)),
            text: String::new(),
            furniture: Vec::new(),
        },
        reading: Reading::default(),
        read: None,
    }
}

/// Some thirty events of a visit, as a reader would meet them.
pub fn visit() -> Project {
    use EventType::{
        Accuse, Agree, Aid, Assault, Consult, Cooperate, Mobilize, Reject, Request, Sanction,
        Support, Threaten,
    };
    let by = participant("BLR", "Belarus");
    let cn = participant("CHN", "China");
    let ru = participant("RUS", "Russia");
    let ua = participant("UKR", "Ukraine");
    let pl = participant("POL", "Poland");
    let lt = participant("LTU", "Lithuania");
    let sco = participant("SCO", "Shanghai Co-operation Organisation");
    let day = |m, d| {
        let day = date(2023, m, d);
        when(Some(day), Some(day), Precision::Day)
    };
    let month = |m| {
        let first = date(2023, m, 1);
        when(Some(first), Some(first.last_of_month()), Precision::Month)
    };
    let within = |from: Day, to: Day| when(Some(from), Some(to), Precision::Within);
    let mut events = Vec::new();
    let mut add =
        |kind, from: &Participant, to: &Participant, when: When, status, summary: &str| {
            let articles = match summary.len() % 3 {
                0 => vec![0, 1],
                1 => vec![0],
                _ => vec![2, 3, 1],
            };
            let sentence = format!("{summary}, officials of both sides said after the meeting.");
            events.push(Made {
                kind,
                sources: vec![from.clone()],
                targets: vec![to.clone()],
                when,
                status,
                summary: summary.to_owned(),
                sentence,
                articles,
            });
        };
    use Status::{Actual, Denied, Planned, Possible};
    let published = date(2023, 8, 18);
    add(
        Consult,
        &cn,
        &by,
        day(8, 17),
        Actual,
        "China’s defence minister meets the president of Belarus",
    );
    add(
        Agree,
        &cn,
        &by,
        within(date(2023, 1, 1), published),
        Actual,
        "China and Belarus commit to deeper security ties",
    );
    add(
        Consult,
        &cn,
        &ru,
        day(8, 14),
        Actual,
        "China’s defence minister visits Moscow",
    );
    add(
        Cooperate,
        &cn,
        &ru,
        month(7),
        Actual,
        "China and Russia hold joint drills",
    );
    add(
        Support,
        &cn,
        &sco,
        day(8, 17),
        Planned,
        "China to strengthen co-operation with the organisation",
    );
    add(
        Agree,
        &by,
        &ru,
        month(3),
        Actual,
        "Belarus and Russia agree on a deployment",
    );
    add(
        Aid,
        &ru,
        &by,
        month(6),
        Actual,
        "Russia delivers arms to Belarus",
    );
    add(
        Request,
        &ua,
        &ru,
        day(3, 26),
        Actual,
        "Ukraine calls for a meeting of the Security Council",
    );
    for (m, d) in [
        (4, 28),
        (5, 1),
        (5, 3),
        (5, 4),
        (5, 4),
        (5, 8),
        (5, 9),
        (5, 16),
        (5, 18),
        (5, 25),
        (5, 28),
        (5, 29),
    ] {
        add(
            Assault,
            &ru,
            &ua,
            day(m, d),
            Actual,
            "Russia attacks Ukraine with drones",
        );
    }
    for (m, d) in [(7, 6), (7, 7), (7, 7), (7, 7), (7, 8), (7, 11)] {
        add(
            Assault,
            &ua,
            &ru,
            day(m, d),
            Possible,
            "Ukraine strikes a depot",
        );
    }
    add(
        Accuse,
        &pl,
        &by,
        day(8, 1),
        Actual,
        "Poland accuses Belarus of entering its air space",
    );
    add(
        Reject,
        &by,
        &pl,
        day(8, 1),
        Denied,
        "Belarus denies that its helicopters crossed the border",
    );
    add(
        Mobilize,
        &pl,
        &by,
        day(8, 9),
        Planned,
        "Poland to send 2,000 more troops to the border",
    );
    add(
        Threaten,
        &lt,
        &by,
        day(8, 16),
        Possible,
        "Lithuania may close its border with Belarus",
    );
    add(
        Sanction,
        &lt,
        &by,
        day(8, 18),
        Actual,
        "Lithuania shuts two crossings",
    );
    add(
        Consult,
        &cn,
        &ru,
        within(date(2023, 3, 1), date(2023, 3, 31)),
        Actual,
        "Leaders of China and Russia meet in Moscow",
    );
    add(
        Agree,
        &by,
        &ru,
        when(None, Some(date(2023, 2, 10)), Precision::Before),
        Actual,
        "Belarus lets Russian troops pass",
    );
    add(
        Support,
        &cn,
        &ru,
        when(Some(date(2023, 8, 20)), None, Precision::After),
        Planned,
        "China to take part in the Moscow forum",
    );
    let none = || When::unknown("no date in the text");
    add(
        Accuse,
        &cn,
        &ru,
        none(),
        Actual,
        "China voices concern to Russia",
    );
    add(
        Cooperate,
        &cn,
        &by,
        none(),
        Actual,
        "China reinforces ties with Belarus",
    );
    add(Reject, &ua, &ru, none(), Actual, "Ukraine rejects the plan");
    project(4, events)
}

/// `count` events over `years`, the same every time.
pub fn many(count: usize, years: i32) -> Project {
    let codes = [
        "BLR", "CHN", "RUS", "UKR", "POL", "LTU", "DEU", "USA", "FRA", "TUR", "IND", "IRN",
    ];
    let mut seed = 42u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % below
    };
    let first = date(2023 - years as i16 + 1, 1, 1);
    let events = (0..count)
        .map(|index| {
            let (a, b) = (next(codes.len()), next(codes.len()));
            let start = first
                .checked_add((next(years as usize * 365) as i64).days())
                .unwrap();
            let (last, precision) = match next(10) {
                0 => (start.last_of_month(), Precision::Month),
                1 => (start.checked_add(90.days()).unwrap(), Precision::Within),
                _ => (start, Precision::Day),
            };
            Made {
                kind: EventType::ALL[next(EventType::ALL.len() - 1)],
                sources: vec![participant(codes[a], codes[a])],
                targets: vec![participant(codes[b], codes[b])],
                when: when(Some(start), Some(last), precision),
                status: Status::Actual,
                summary: format!("{} and {} in event {index}", codes[a], codes[b]),
                sentence: format!("Event {index} took place."),
                articles: vec![next(4)],
            }
        })
        .collect();
    project(4, events)
}
