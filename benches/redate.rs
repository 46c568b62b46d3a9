//! What a change of one date costs in a project of 1,000 articles: one publication date, one date of an event. Beside it
//! what reading all articles and merging all of them from scratch cost in the same run, and a check that both ways come
//! to the same chronology.
//!
//! `cargo bench --bench redate` prints times and their shares in a full read; shares hold on a busy machine, times do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench may fail loudly"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::extract::Reader;
use dateline::load;
use dateline::model::{Article, ArticleId, Published};
use dateline::project::{Document, Edit, Effects, Project, Resolver, SearchIndex};

const ARTICLES: usize = 1000;
/// Articles that are read to know what reading costs.
const READ: usize = 100;

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let from = Instant::now();
    let done = work();
    (done, from.elapsed())
}

fn main() {
    let reader = Reader::load().unwrap();
    let samples = load::samples();
    // Other articles of the same length: every copy names other days and has a name of its own.
    let article = |number: usize| -> Article {
        let mut article = samples[number % samples.len()].clone();
        article.id = ArticleId(format!("{number}"));
        let day = samples[0].published.date.unwrap();
        let day = day
            .checked_add(jiff::Span::new().days(number as i64))
            .unwrap();
        article.published = Published::given(day);
        article
    };
    let (read, reading) = timed(|| -> Vec<Arc<Document>> {
        (0..READ)
            .map(|number| {
                let article = article(number);
                let reading = reader.read(&article);
                Arc::new(Document::new(article, reading))
            })
            .collect()
    });
    let one_read = reading / READ as u32;
    let documents: Vec<Arc<Document>> = (0..ARTICLES)
        .map(|number| {
            let mut document = (*read[number % READ]).clone();
            document.article.id = ArticleId(format!("{number}"));
            Arc::new(document)
        })
        .collect();
    let full_read = one_read * ARTICLES as u32;
    let mut resolver = Resolver::default();
    let mut resolve = |documents: &[Arc<Document>], edits: &[Edit]| {
        timed(|| resolver.resolve(documents.to_vec(), Vec::new(), edits))
    };
    let (project, merging) = resolve(&documents, &[]);
    let (index, indexing) = timed(|| SearchIndex::of(&project));
    // Another publication date for one article in the middle of its story.
    let changed = ARTICLES / 2;
    let mut next = documents.clone();
    let mut article = next[changed].article.clone();
    let day = article.published.date.unwrap();
    article.published = Published::given(day.checked_add(jiff::Span::new().days(9)).unwrap());
    let (reading, rereading) = timed(|| reader.read(&article));
    next[changed] = Arc::new(Document::new(article, reading));
    let (redated, remerging) = resolve(&next, &[]);
    assert_eq!(
        redated.chronology,
        Project::of(next.clone(), Vec::new(), &[]).chronology
    );
    let (again, reindexing) = timed(|| SearchIndex::after(&index, &project, &redated));
    assert_eq!(again, SearchIndex::of(&redated));
    // Another date for one event.
    let told = &redated.chronology.entries;
    let entry = &told[told.len() / 3];
    let mut when = entry.when.clone();
    when.earliest = when.earliest.map(|day| day.tomorrow().unwrap());
    when.latest = when.earliest;
    let edits = [Edit::when(&redated, entry, "the next day", &when)];
    let (edited, editing) = resolve(&next, &edits);
    assert_ne!(edited.chronology, redated.chronology);
    assert_eq!(
        edited.chronology,
        Project::of(next.clone(), Vec::new(), &edits).chronology
    );
    let (_, laying) = timed(|| {
        let effects = Effects::of(&edits);
        documents
            .iter()
            .map(|d| effects.document(d))
            .collect::<Vec<_>>()
            .len()
    });
    let share = |part: Duration| part.as_secs_f64() / full_read.as_secs_f64() * 100.0;
    println!(
        "{ARTICLES} articles, {} entries, {} stories; all shares are of reading all articles, {full_read:?}",
        project.chronology.entries.len(),
        project.chronology.stories.len(),
    );
    println!(
        "a publication date changed: {:?}",
        rereading + remerging + reindexing
    );
    for (step, cost) in [
        ("  reading the article again", rereading),
        ("  merging again", remerging),
        ("  the search index again", reindexing),
        ("an event's date changed: merging again", editing),
        ("  of this, laying the edits over", laying),
        ("merging from scratch", merging),
        ("the search index from scratch", indexing),
    ] {
        println!("{step}: {:.3} %, {cost:?}", share(cost));
    }
    println!(
        "merging again after one change costs 1/{:.0} of merging from scratch",
        merging.as_secs_f64() / remerging.as_secs_f64()
    );
}
