//! What a filter shows, and what its lists of choices count, through the public interface.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;

use std::collections::BTreeMap;

use dateline::model::{ActorId, EventType};
use dateline::project::{Facets, Filter, Project, SearchIndex, is_actor, visible};
use proptest::prelude::*;

fn shown(project: &Project, filter: &Filter) -> Vec<usize> {
    visible(project, &SearchIndex::of(project), filter)
}

/// A choice counts what would be shown if it were the only one of its list.
fn check(project: &Project, filter: &Filter) {
    let index = SearchIndex::of(project);
    let facets = Facets::of(project, &index, filter, &BTreeMap::new());
    let entries = &project.chronology.entries;
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        visible(project, &index, &filter)
    };
    for (document, count) in project.documents.iter().zip(&facets.articles) {
        let only = with(&|filter| filter.articles = [document.article.id.clone()].into());
        assert_eq!(only.len(), *count, "{}", document.article.id.0);
    }
    for (story, count) in project.chronology.stories.iter().zip(&facets.stories) {
        let only = with(&|filter| {
            let ids = story
                .articles
                .iter()
                .map(|at| project.documents[*at].article.id.clone());
            filter.articles = ids.collect();
        });
        assert_eq!(only.len(), *count);
    }
    for kind in EventType::ALL {
        let only = with(&|filter| {
            filter.kinds = [*kind].into();
            filter.quads.clear();
        });
        let counted = facets.kinds.get(kind).copied().unwrap_or_default();
        // Types outside the four classes are counted where they are shown.
        if *kind != EventType::Other || filter.other {
            assert_eq!(only.len(), counted, "{kind:?}");
        }
    }
    let free = with(&|filter| {
        filter.actors.clear();
        filter.blocs.clear();
    });
    for actor in &facets.actors {
        let of = free.iter().filter(|at| {
            let entry = &entries[**at];
            let mut all = entry.sources.iter().chain(&entry.targets);
            all.any(|one| is_actor(one, &actor.id))
        });
        assert_eq!(of.count(), actor.count, "{}", actor.name);
    }
    let all = shown(project, filter);
    let undated = all.iter().filter(|at| entries[**at].when.is_undated());
    assert_eq!(undated.count(), facets.undated);
    let last = all
        .iter()
        .filter_map(|at| entries[*at].when.latest.or(entries[*at].when.earliest));
    assert_eq!(last.max(), facets.latest);
}

#[test]
fn lists_of_choices_count_what_each_would_show() {
    let project = made::visit();
    check(&project, &Filter::default());
    let mut filter = Filter::default();
    filter.toggle_actor(ActorId("BLR".to_owned()));
    check(&project, &filter);
    filter.toggle_kind(EventType::Consult);
    check(&project, &filter);
    filter.toggle_article(project.documents[0].article.id.clone());
    check(&project, &filter);
    filter.search = "minister".to_owned();
    check(&project, &filter);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn lists_of_choices_agree_with_the_filter(
        count in 0usize..300,
        actors in prop::sample::subsequence(vec!["BLR", "CHN", "RUS", "UKR", "POL"], 0..4),
        kinds in prop::sample::subsequence(EventType::ALL.to_vec(), 0..3),
        articles in prop::sample::subsequence(vec![0usize, 1, 2, 3], 0..3),
        between: bool,
        other: bool,
        search in prop::sample::select(vec!["", "event 1", "pol"]),
    ) {
        let project = made::many(count, 3);
        let filter = Filter {
            actors: actors.into_iter().map(|id| ActorId(id.to_owned())).collect(),
            kinds: kinds.into_iter().collect(),
            articles: articles.into_iter().map(|at| project.documents[at].article.id.clone()).collect(),
            between,
            other,
            search: search.to_owned(),
            ..Filter::default()
        };
        check(&project, &filter);
    }
}
