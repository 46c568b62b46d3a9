//! What a change of one date costs in a project of 1,000 articles, beside reading the project.
//!
//! `cargo bench --bench redate` prints the share of each step in a full read; shares hold on a busy machine, times do not.

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
use dateline::project::{Document, Edit, Effects, Project, SearchIndex};

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
    let (project, merging) = timed(|| Project::of(documents.clone(), Vec::new(), &[]));
    let (_, indexing) = timed(|| SearchIndex::of(&project));
    let index = SearchIndex::of(&project);
    let mut next = documents.clone();
    next[0] = Arc::new((*next[0]).clone());
    let next = Project::of(next, Vec::new(), &[]);
    let (again, reindexing) = timed(|| SearchIndex::after(&index, &project, &next));
    assert_eq!(again, SearchIndex::of(&next));
    let entry = &project.chronology.entries[0];
    let edits = [Edit::reject(&project, entry)];
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
        "{ARTICLES} articles, {} entries",
        project.chronology.entries.len()
    );
    println!("reading all of them: 100 %, {full_read:?}");
    for (step, cost) in [
        ("reading one again", one_read),
        ("laying the edits over", laying),
        ("merging", merging),
        ("the search index of the whole", indexing),
        ("the search index after one article changed", reindexing),
    ] {
        println!("{step}: {:.2} %, {cost:?}", share(cost));
    }
}
