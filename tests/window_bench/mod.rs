//! A small world for the window's tests: invented articles, and a reader that knows what is in them.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dateline::app::{
    Answer, ArticleReader, Command, FilePicker, Question, Setup, ThemeChoice, Window,
};
use dateline::calendar::{Day, format_day, format_range};
use dateline::model::{
    ActorId, Article, CountryCode, DateBasis, DateClaim, Event, EventType, Participant, Precision,
    PublishedBasis, Quote, Reading, Span, Status, When, Where,
};
use egui_kittest::Harness;

/// What the reader looks for in an article.
struct Fact {
    trigger: &'static str,
    evidence: &'static str,
    kind: EventType,
    mode: Option<&'static str>,
    sources: &'static [(&'static str, &'static str, &'static str)],
    targets: &'static [(&'static str, &'static str, &'static str)],
    time: &'static str,
    place: Option<(&'static str, f64, f64)>,
    speaker: Option<&'static str>,
    summary: &'static str,
}

const CHINA: (&str, &str, &str) = ("China", "CHN", "CHN");
const RUSSIA: (&str, &str, &str) = ("Russia", "RUS", "RUS");
const BELARUS: (&str, &str, &str) = ("Belarus", "BLR", "BLR");
const UKRAINE: (&str, &str, &str) = ("Ukraine", "UKR", "UKR");
const LUKASHENKO: (&str, &str, &str) = ("Lukashenko", "lukashenko", "BLR");
const LI: (&str, &str, &str) = ("Li Shangfu", "li-shangfu", "CHN");

const FACTS: &[Fact] = &[
    Fact {
        trigger: "met",
        evidence: "Li Shangfu met Lukashenko in Minsk on Thursday to discuss military ties.",
        kind: EventType::Consult,
        mode: Some("visit"),
        sources: &[LI],
        targets: &[LUKASHENKO],
        time: "Thursday",
        place: Some(("Minsk", 53.9, 27.57)),
        speaker: None,
        summary: "Li Shangfu meets Lukashenko",
    },
    Fact {
        trigger: "drills",
        evidence: "China and Russia held joint drills last month in the Sea of Japan, the ministry said.",
        kind: EventType::Cooperate,
        mode: Some("military"),
        sources: &[CHINA, RUSSIA],
        targets: &[CHINA, RUSSIA],
        time: "last month",
        place: Some(("Sea of Japan", 40.0, 135.0)),
        speaker: Some("the ministry"),
        summary: "China and Russia hold joint military drills",
    },
    Fact {
        trigger: "criticised",
        evidence: "Ukraine criticised Russia over the deployment.",
        kind: EventType::Accuse,
        mode: None,
        sources: &[UKRAINE],
        targets: &[RUSSIA],
        time: "",
        place: None,
        speaker: None,
        summary: "Ukraine criticises Russia",
    },
    Fact {
        trigger: "shelled",
        evidence: "Russian forces shelled a grain port on 2 August 2023.",
        kind: EventType::Assault,
        mode: Some("artillery"),
        sources: &[RUSSIA],
        targets: &[UKRAINE],
        time: "2 August 2023",
        place: None,
        speaker: None,
        summary: "Russia shells a grain port in Ukraine",
    },
    Fact {
        trigger: "agreed",
        evidence: "Belarus and Russia agreed in May 2023 to station weapons.",
        kind: EventType::Agree,
        mode: None,
        sources: &[BELARUS, RUSSIA],
        targets: &[BELARUS, RUSSIA],
        time: "May 2023",
        place: None,
        speaker: None,
        summary: "Belarus and Russia agree to station weapons",
    },
    Fact {
        trigger: "election",
        evidence: "The local election passed without incident.",
        kind: EventType::Other,
        mode: None,
        sources: &[],
        targets: &[],
        time: "",
        place: None,
        speaker: None,
        summary: "Local election",
    },
    Fact {
        trigger: "promised",
        evidence: "China promised aid to Belarus last month.",
        kind: EventType::Aid,
        mode: None,
        sources: &[CHINA],
        targets: &[BELARUS],
        time: "last month",
        place: None,
        speaker: None,
        summary: "China promises aid to Belarus",
    },
];

pub const VISIT: &str = "Chinese defence minister in Minsk

Li Shangfu met Lukashenko in Minsk on Thursday to discuss military ties. It was the second visit this year, and both sides spoke of a new level of trust.

Before that he had stopped in Moscow, where officials received him at the airport and took him straight to a conference on security.

China and Russia held joint drills last month in the Sea of Japan, the ministry said. Ships from both fleets took part for a week.

03:15

Ukraine criticised Russia over the deployment. The local election passed without incident.
";

pub const PORT: &str = "Grain port hit again

Russian forces shelled a grain port on 2 August 2023. Nobody was hurt, the harbour master told reporters.

Belarus and Russia agreed in May 2023 to station weapons.
";

pub const NOTE: &str = "Briefing note

China promised aid to Belarus last month. The amount was not made public.
";

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|at| Span::new(at, at + words.len()))
}

fn participants(text: &str, evidence: Span, who: &[(&str, &str, &str)]) -> Vec<Participant> {
    who.iter()
        .map(|(name, actor, country)| {
            let at = evidence.of(text).find(name).unwrap_or(0) + evidence.start as usize;
            Participant {
                span: Span::new(at, at + name.len()),
                actor: Some(ActorId((*actor).to_owned())),
                name: (*name).to_owned(),
                country: country.parse::<CountryCode>().ok(),
                sector: None,
            }
        })
        .collect()
}

fn when(text: &str, evidence: Span, words: &str, published: Option<Day>) -> When {
    let span = (!words.is_empty())
        .then(|| find(evidence.of(text), words))
        .flatten()
        .map(|s| {
            Span::new(
                s.start as usize + evidence.start as usize,
                s.end as usize + evidence.start as usize,
            )
        });
    let month = |first: Day| (first, first.last_of_month());
    let made = |range: (Day, Day), precision, basis, why: String| When {
        value: None,
        earliest: Some(range.0),
        latest: Some(range.1),
        precision,
        basis,
        span,
        why,
    };
    match (words, published) {
        ("2 August 2023", _) => {
            let at = day("2023-08-02");
            made(
                (at, at),
                Precision::Day,
                DateBasis::Explicit,
                "written in the sentence".into(),
            )
        }
        ("May 2023", _) => made(
            month(day("2023-05-01")),
            Precision::Month,
            DateBasis::Explicit,
            "written in the sentence".into(),
        ),
        ("last month", Some(at)) => {
            let first = at
                .first_of_month()
                .yesterday()
                .expect("a day")
                .first_of_month();
            made(
                month(first),
                Precision::Month,
                DateBasis::Relative,
                format!(
                    "‘last month’, article of {} → {}",
                    format_day(at),
                    format_range(first, first.last_of_month())
                ),
            )
        }
        ("Thursday", Some(at)) => {
            let at = at.yesterday().expect("a day");
            made(
                (at, at),
                Precision::Day,
                DateBasis::Relative,
                "“Thursday”, the day before the article".into(),
            )
        }
        _ => When::unknown("no date in the text"),
    }
}

/// Finds the facts above, word for word.
pub struct TestReader;

impl ArticleReader for TestReader {
    fn read(&self, article: &Article) -> Reading {
        let text = article.text.as_str();
        let mut reading = Reading::default();
        for fact in FACTS {
            let Some(evidence) = find(text, fact.evidence) else {
                continue;
            };
            let at = evidence.start as usize;
            let trigger = find(fact.evidence, fact.trigger).expect("a trigger");
            let trigger = Span::new(at + trigger.start as usize, at + trigger.end as usize);
            let said_in = fact.speaker.map(|speaker| {
                reading.quotes.push(Quote {
                    content: vec![evidence],
                    source: find(text, speaker),
                    cue: None,
                    speaker: None,
                    speaker_name: Some(speaker.to_owned()),
                    asserts: true,
                    direct: false,
                });
                reading.quotes.len() - 1
            });
            reading.events.push(Event {
                kind: fact.kind,
                mode: fact.mode.map(str::to_owned),
                contexts: Vec::new(),
                sources: participants(text, evidence, fact.sources),
                targets: participants(text, evidence, fact.targets),
                status: Status::Actual,
                trigger,
                when: when(text, evidence, fact.time, article.published.date),
                place: fact.place.map(|(name, latitude, longitude)| Where {
                    name: name.to_owned(),
                    latitude: Some(latitude),
                    longitude: Some(longitude),
                    country: None,
                    span: find(text, name).unwrap_or(trigger),
                }),
                evidence: vec![evidence],
                said_in,
                summary: fact.summary.to_owned(),
                confidence: if fact.kind == EventType::Accuse {
                    0.6
                } else {
                    0.9
                },
                why: vec![
                    format!("the verb “{}”", fact.trigger),
                    "both sides named".to_owned(),
                ],
                // Two articles tell of what was agreed by the same pattern.
                frame: match fact.trigger {
                    "agreed" | "promised" => "AGREE verb agree to".to_owned(),
                    _ => String::new(),
                },
                background: false,
            });
        }
        reading.events.sort_by_key(|event| event.trigger.start);
        reading
    }

    fn guess(&self, article: &Article, _reading: &Reading) -> Option<DateClaim> {
        article
            .text
            .contains("China promised aid")
            .then(|| DateClaim {
                date: day("2023-07-01"),
                basis: PublishedBasis::Inferred,
                confidence: 0.4,
                precision: Precision::Year,
                why: "it tells of ‘2023’".to_owned(),
            })
    }

    fn typed_date(&self, words: &str, _published: Option<Day>) -> Option<When> {
        let at = words.parse::<Day>().ok()?;
        Some(When {
            value: Some(words.to_owned()),
            earliest: Some(at),
            latest: Some(at),
            precision: Precision::Day,
            basis: DateBasis::User,
            span: None,
            why: format!("set by you: ‘{words}’"),
        })
    }

    fn country_name(&self, code: CountryCode) -> Option<String> {
        [CHINA, RUSSIA, BELARUS, UKRAINE]
            .iter()
            .find(|(_, id, _)| *id == code.as_str())
            .map(|(name, _, _)| (*name).to_owned())
    }
}

/// Answers dialogs with what a test has put in.
#[derive(Default)]
pub struct TestPicker {
    pub answers: Mutex<Vec<Answer>>,
    pub asked: Mutex<Vec<Question>>,
}

impl FilePicker for TestPicker {
    fn ask(&self, question: &Question) -> Answer {
        self.asked.lock().unwrap().push(question.clone());
        self.answers
            .lock()
            .unwrap()
            .pop()
            .unwrap_or(Answer::Cancelled)
    }
}

/// A window in a harness, and what it was given.
pub struct Bench {
    pub harness: Harness<'static, Window>,
    pub picker: Arc<TestPicker>,
    pub folder: tempfile::TempDir,
}

impl Bench {
    pub fn new(theme: ThemeChoice, width: f32, height: f32) -> Self {
        let picker = Arc::new(TestPicker::default());
        let given = Arc::clone(&picker);
        let folder = tempfile::tempdir().expect("a folder");
        let world = Some(folder.path().join("world"));
        let harness = Harness::builder()
            .with_size([width, height])
            .with_max_steps(12)
            .build_eframe(move |creation| {
                Window::new(
                    &creation.egui_ctx,
                    None,
                    Setup {
                        picker: given,
                        load: Box::new(|| Ok(Arc::new(TestReader))),
                        paths: Vec::new(),
                        world,
                        theme: Some(theme),
                    },
                )
            });
        Self {
            harness,
            picker,
            folder,
        }
    }

    /// A window with the three articles open.
    pub fn open(theme: ThemeChoice, width: f32, height: f32) -> Self {
        let mut bench = Self::new(theme, width, height);
        let paths = bench.write_all();
        bench.send(Command::OpenPaths(paths));
        bench.settle();
        bench
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// The three articles as files; the names of two give their dates.
    pub fn write_all(&self) -> Vec<PathBuf> {
        vec![
            self.write("2023-08-18-visit.txt", VISIT),
            self.write("2023-08-05-port.txt", PORT),
            self.write("note.txt", NOTE),
        ]
    }

    pub fn send(&mut self, command: Command) {
        self.harness.state_mut().send(command);
        self.harness.run_steps(2);
    }

    /// Frames until nothing is being read or written.
    pub fn settle(&mut self) {
        self.wait("the threads to finish", |window| !window.is_working());
        self.harness.run_steps(3);
    }

    pub fn wait(&mut self, what: &str, until: impl Fn(&Window) -> bool) {
        let start = Instant::now();
        let mut calm = 0;
        loop {
            self.harness.step();
            if until(self.harness.state()) {
                calm += 1;
                if calm > 6 {
                    return;
                }
            } else {
                calm = 0;
            }
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "waited for {what}"
            );
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub fn window(&self) -> &Window {
        self.harness.state()
    }

    /// Summaries of the events that are shown, in order.
    pub fn shown(&self) -> Vec<String> {
        let window = self.window();
        let entries = &window.project().chronology.entries;
        window
            .visible()
            .iter()
            .map(|&index| entries[index].summary.clone())
            .collect()
    }

    /// The summary of the selected event.
    pub fn selected(&self) -> Option<String> {
        let id = self.window().selection()?;
        Some(self.window().project().entry(id)?.1.summary.clone())
    }

    pub fn id_of(&self, summary: &str) -> dateline::merge::EntryId {
        let entries = &self.window().project().chronology.entries;
        entries
            .iter()
            .find(|entry| entry.summary == summary)
            .unwrap_or_else(|| panic!("no event {summary:?} among {entries:#?}"))
            .id
    }
}
