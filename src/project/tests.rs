use std::sync::Arc;

use super::*;
use crate::calendar::Day;
use crate::model::{
    ActorId, ArticleId, DateBasis, Mention, MentionKind, Origin, Participant, Precision, Published,
    PublishedBasis, Span, Status, When,
};

const TEXT: &str = "Norway met Sweden. Anna Berg met Denmark. She left Norway. Berg spoke.";

fn article(id: &str) -> Article {
    Article {
        id: ArticleId(id.to_owned()),
        origin: Origin::Pasted,
        title: Some(format!("Article {id}")),
        source: None,
        url: None,
        published: Published::given(Day::constant(2023, 8, 18)),
        text: TEXT.to_owned(),
        furniture: Vec::new(),
    }
}

fn span(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn identity(name: &str, code: &str) -> Identity {
    Identity {
        actor: Some(ActorId(code.to_owned())),
        name: name.to_owned(),
        country: code.parse().ok(),
        sector: None,
    }
}

fn somebody(words: &str, name: &str, code: &str) -> Participant {
    let who = identity(name, code);
    Participant {
        span: span(words),
        actor: who.actor,
        name: who.name,
        country: who.country,
        sector: None,
    }
}

fn mention(words: &str, name: &str, code: &str) -> Mention {
    let one = somebody(words, name, code);
    Mention {
        span: one.span,
        head: one.span,
        kind: MentionKind::Person,
        actor: one.actor,
        name: one.name,
        country: one.country,
        sector: None,
        latitude: None,
        longitude: None,
        office: None,
        why: String::new(),
    }
}

fn event(trigger: &str, evidence: &str, sides: [Participant; 2]) -> Event {
    let [source, target] = sides;
    Event {
        kind: EventType::Consult,
        mode: Some("meet".to_owned()),
        contexts: Vec::new(),
        summary: format!("{} meets {}", source.name, target.name),
        sources: vec![source],
        targets: vec![target],
        status: Status::Actual,
        trigger: span(trigger),
        when: When {
            value: None,
            earliest: Some(Day::constant(2023, 8, 17)),
            latest: Some(Day::constant(2023, 8, 17)),
            precision: Precision::Day,
            basis: DateBasis::Explicit,
            span: None,
            why: String::new(),
        },
        place: None,
        evidence: vec![span(evidence)],
        said_in: None,
        confidence: 0.9,
        why: Vec::new(),
        frame: "CONSULT verb meet".to_owned(),
        background: false,
    }
}

fn document(id: &str) -> Arc<Document> {
    let berg = || somebody("Anna Berg", "Anna Berg", "NOR");
    let reading = Reading {
        mentions: vec![
            mention("Anna Berg", "Anna Berg", "NOR"),
            mention("She", "Anna Berg", "NOR"),
            mention("Berg spoke", "Anna Berg", "NOR"),
        ],
        events: vec![
            event(
                "met Sweden",
                "Norway met Sweden.",
                [
                    somebody("Norway", "Norway", "NOR"),
                    somebody("Sweden", "Sweden", "SWE"),
                ],
            ),
            event(
                "met Denmark",
                "Anna Berg met Denmark.",
                [berg(), somebody("Denmark", "Denmark", "DNK")],
            ),
        ],
        ..Reading::default()
    };
    Arc::new(Document::new(article(id), reading))
}

fn project(documents: &[Arc<Document>], history: &History) -> Project {
    Project::of(documents.to_vec(), Vec::new(), history.current())
}

fn entry<'a>(project: &'a Project, summary: &str) -> &'a Entry {
    let found = project.chronology.entries.iter();
    let mut found = found.filter(|entry| entry.summary == summary);
    found.next().unwrap_or_else(|| panic!("no {summary:?}"))
}

fn summaries(project: &Project) -> Vec<&str> {
    let entries = project.chronology.entries.iter();
    entries.map(|entry| entry.summary.as_str()).collect()
}

#[test]
fn every_edit_of_an_event_is_seen_and_undone() {
    let read = [document("a"), document("b")];
    let before = project(&read, &History::default());
    let met = "Norway meets Sweden";
    let of = |before: &Project, make: &dyn Fn(&Project, &Entry) -> Edit| {
        make(before, entry(before, met))
    };
    let place = crate::model::Where {
        name: "Oslo".to_owned(),
        latitude: None,
        longitude: None,
        country: None,
        span: span("met Sweden"),
    };
    let march = When {
        earliest: Some(Day::constant(2023, 3, 1)),
        latest: Some(Day::constant(2023, 3, 31)),
        precision: Precision::Month,
        basis: DateBasis::User,
        ..When::unknown("set by you")
    };
    type Make<'a> = &'a dyn Fn(&Project, &Entry) -> Edit;
    type Check<'a> = &'a dyn Fn(&Entry) -> bool;
    let edits: [(Make<'_>, Check<'_>); 6] = [
        (&|p, e| Edit::kind(p, e, EventType::Agree), &|e| {
            e.kind == EventType::Agree && e.mode.is_none()
        }),
        (&|p, e| Edit::status(p, e, Status::Planned), &|e| {
            e.status == Status::Planned
        }),
        (&|p, e| Edit::when(p, e, "March 2023", &march), &|e| {
            e.when == march
        }),
        (&|p, e| Edit::place(p, e, Some(&place)), &|e| {
            e.place.as_ref() == Some(&place)
        }),
        (
            &|p, e| Edit::sources(p, e, &[identity("Finland", "FIN")]),
            &|e| e.sources[0].country == "FIN".parse().ok() && e.summary == "Finland meets Sweden",
        ),
        (&|p, e| Edit::targets(p, e, &[]), &|e| e.targets.is_empty()),
    ];
    for (make, check) in edits {
        let mut history = History::default();
        let edit = of(&before, make);
        assert!(edit.label.contains(met), "{}", edit.label);
        assert_eq!(edit.changes.len(), 2, "one for each report");
        history.push(edit);
        let after = project(&read, &history);
        let id = entry(&before, met).id;
        let (_, changed) = after.entry(id).expect("an entry keeps its name");
        assert!(check(changed), "{changed:#?}");
        assert_eq!(changed.reports.len(), 2);
        history.undo();
        assert_eq!(project(&read, &history).chronology, before.chronology);
        history.redo();
        assert_eq!(project(&read, &history).chronology, after.chronology);
    }
}

#[test]
fn rejected_events_come_back() {
    let read = [document("a"), document("b")];
    let mut history = History::default();
    let before = project(&read, &history);
    history.push(Edit::reject(&before, entry(&before, "Norway meets Sweden")));
    let after = project(&read, &history);
    assert_eq!(summaries(&after), ["Anna Berg meets Denmark"]);
    let rejected: Vec<&Event> = after.documents[1].rejected().collect();
    assert_eq!(rejected.len(), 1);
    history.push(Edit::restore(&after.documents[1], rejected[0]));
    let restored = project(&read, &history);
    assert_eq!(restored.chronology.entries.len(), 2);
    assert_eq!(entry(&restored, "Norway meets Sweden").reports.len(), 1);
    history.push(Edit::never(&read[0].reading.events[0]).unwrap());
    assert!(summaries(&project(&read, &history)).is_empty());
}

#[test]
fn a_corrected_name_is_corrected_wherever_it_stands_for_the_same() {
    let read = [document("a"), document("b")];
    let mut history = History::default();
    let scope = Scope::Article(ArticleId("a".to_owned()));
    let who = identity("Anna Berg of Finland", "FIN");
    history.push(Edit::meaning("anna berg", scope, who.clone()));
    let after = project(&read, &history);
    let countries = |document: &Document| {
        let mentions = document.reading.mentions.iter();
        mentions
            .map(|m| m.country.unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(countries(&after.documents[0]), ["FIN", "FIN", "NOR"]);
    assert_eq!(countries(&after.documents[1]), ["NOR", "NOR", "NOR"]);
    assert_eq!(
        after.documents[0].reading.events[1].summary,
        "Anna Berg of Finland meets Denmark"
    );
    assert!(Arc::ptr_eq(&after.documents[1], &read[1]), "not copied");
    history.push(Edit::meaning("Anna Berg", Scope::Project, who));
    let after = project(&read, &history);
    assert_eq!(countries(&after.documents[1]), ["FIN", "FIN", "NOR"]);
}

#[test]
fn reports_are_split_off_and_joined_and_the_last_word_holds() {
    let read = [document("a"), document("b"), document("c")];
    let mut history = History::default();
    let before = project(&read, &history);
    let all = entry(&before, "Norway meets Sweden");
    assert_eq!(all.reports.len(), 3);
    let last = *all.reports.iter().max().unwrap();
    history.push(Edit::apart(&before, all, last).unwrap());
    let after = project(&read, &history);
    assert_eq!(after.chronology.entries.len(), 3);
    assert_eq!(after.entry(all.id).unwrap().1.reports.len(), 2);
    let alone = after
        .chronology
        .entries
        .iter()
        .find(|e| e.reports == [last]);
    let edit = Edit::together(&after, after.entry(all.id).unwrap().1, alone.unwrap());
    history.push(edit);
    assert_eq!(project(&read, &history).chronology, before.chronology);
    let other = entry(&before, "Anna Berg meets Denmark");
    history.push(Edit::together(&before, all, other));
    let one = project(&read, &history);
    assert_eq!(one.chronology.entries.len(), 1);
    assert_eq!(one.chronology.entries[0].reports.len(), 6);
    assert!(Edit::apart(&after, alone.unwrap(), last).is_none());
}

#[test]
fn a_publication_date_of_the_user_keeps_what_the_file_said() {
    let mut history = History::default();
    let article = article("a");
    history.push(Edit::published(&article, None));
    assert_eq!(
        history.to_undo().unwrap().label,
        "publication date of “Article a” removed"
    );
    let effects = Effects::of(history.current());
    let published = effects.published(&article.id, &article.published);
    assert_eq!(published.date, None);
    assert_eq!(published.basis, PublishedBasis::Unknown);
    let other = ArticleId("b".to_owned());
    assert_eq!(
        effects.published(&other, &article.published),
        article.published
    );
}

#[test]
fn what_was_undone_is_gone_after_the_next_edit() {
    let mut history = History::default();
    assert!(history.undo().is_none() && history.redo().is_none());
    let edit = |name: &str| Edit::alias(name, Identity::default());
    history.push(edit("a"));
    history.push(edit("b"));
    history.push(Edit::new("nothing", Vec::new()));
    assert_eq!(history.undo(), Some(&edit("b")));
    history.push(edit("c"));
    assert_eq!(history.to_redo(), None);
    assert_eq!(history.current(), [edit("a"), edit("c")]);
    let written = serde_json::to_string(&history).unwrap();
    let read: History = serde_json::from_str(&written).unwrap();
    assert_eq!(read, history);
}

#[test]
fn an_index_made_from_the_last_one_is_that_of_the_whole() {
    let read = [document("a"), document("b"), document("c")];
    let mut history = History::default();
    let mut last = project(&read, &history);
    let mut index = SearchIndex::of(&last);
    let scope = Scope::Article(ArticleId("b".to_owned()));
    let met = entry(&last, "Norway meets Sweden");
    let mut edits = vec![
        Edit::reject(&last, met),
        Edit::kind(&last, met, EventType::Agree),
        Edit::meaning("Anna Berg", scope, identity("Finland", "FIN")),
    ];
    edits.extend(Edit::apart(&last, met, met.reports[0]));
    for edit in edits {
        history.push(edit);
        let next = project(&read, &history);
        index = SearchIndex::after(&index, &last, &next);
        assert_eq!(index, SearchIndex::of(&next));
        last = next;
    }
    // Another order of the documents.
    let turned = [Arc::clone(&read[2]), Arc::clone(&read[0])];
    let next = project(&turned, &history);
    assert_eq!(
        SearchIndex::after(&index, &last, &next),
        SearchIndex::of(&next)
    );
}
