//! What a list of choices counts: events by article, story, actor and type, each with the other parts of the filter
//! applied. Made again when project or filter change, in one pass over the entries.

use std::collections::{BTreeMap, HashMap};

use super::{Filter, Project, SearchIndex};
use crate::calendar::Day;
use crate::merge::Entry;
use crate::model::{ActorId, EventType, Participant};

/// An actor and how many events it takes part in.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorCount {
    /// Country code or id.
    pub id: ActorId,
    /// Name to show.
    pub name: String,
    /// Events.
    pub count: usize,
    /// The code to show in a box, for countries and bodies known by one.
    pub code: Option<String>,
    /// People and bodies of a country, the most frequent first.
    pub people: Vec<(ActorId, String, usize)>,
}

/// The counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// The state of project and filter that was counted, by the number that its owner gave it.
    pub revision: u64,
    /// Events of each document, in order of the documents.
    pub articles: Vec<usize>,
    /// Events of each story, in order of the stories.
    pub stories: Vec<usize>,
    /// By number of events, then by name.
    pub actors: Vec<ActorCount>,
    /// Events of each type.
    pub kinds: BTreeMap<EventType, usize>,
    /// Events outside the four classes, shown or not.
    pub other: usize,
    /// Events shown that have no date.
    pub undated: usize,
    /// The day of the latest event that is shown: alliances are as they were then.
    pub latest: Option<Day>,
}

impl Facets {
    /// Counts what each choice would show. `names` are those that are better than the names in the texts.
    pub fn of(
        project: &Project,
        index: &SearchIndex,
        filter: &Filter,
        names: &BTreeMap<ActorId, String>,
    ) -> Self {
        let mut by_article = ByArticle::of(project);
        let mut by_actor = ByActor::default();
        let mut facets = Self::default();
        let words = filter.search_words();
        for (number, entry) in project.chronology.entries.iter().enumerate() {
            facets.other += usize::from(entry.quad().is_none());
            let parts = filter.parts(project, entry);
            // At most one part may stand in the way of a choice of that part.
            if !parts.rest || parts.refused() > 1 || !index.holds(number, &words) {
                continue;
            }
            let refused = parts.refused();
            if refused == 0 {
                facets.undated += usize::from(entry.when.is_undated());
                facets.latest = facets.latest.max(entry.when.latest.or(entry.when.earliest));
            }
            if refused == 0 || !parts.articles {
                by_article.add(entry);
            }
            if refused == 0 || !parts.kinds {
                *facets.kinds.entry(entry.kind).or_default() += 1;
            }
            if refused == 0 || !parts.actors {
                by_actor.add(entry);
            }
        }
        facets.articles = by_article.articles;
        facets.stories = by_article.stories;
        facets.actors = by_actor.sorted(names);
        facets
    }
}

/// Events of each article and of each story.
struct ByArticle {
    articles: Vec<usize>,
    stories: Vec<usize>,
    /// The story of an article.
    story_of: HashMap<usize, usize>,
}

impl ByArticle {
    fn of(project: &Project) -> Self {
        let stories = &project.chronology.stories;
        Self {
            articles: vec![0; project.documents.len()],
            stories: vec![0; stories.len()],
            story_of: (0..)
                .zip(stories)
                .flat_map(|(at, story)| story.articles.iter().map(move |article| (*article, at)))
                .collect(),
        }
    }

    /// An event of several reports counts once for each article and each story.
    fn add(&mut self, entry: &Entry) {
        let mut articles: Vec<usize> = entry.reports.iter().map(|r| r.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut stories: Vec<usize> = articles
            .iter()
            .filter_map(|article| self.story_of.get(article).copied())
            .collect();
        stories.sort_unstable();
        stories.dedup();
        for (counts, found) in [(&mut self.articles, articles), (&mut self.stories, stories)] {
            for at in found {
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
        }
    }
}

#[derive(Default)]
struct Count {
    events: usize,
    /// How often each name stands for it.
    names: BTreeMap<String, usize>,
    people: BTreeMap<ActorId, (String, usize)>,
}

/// Events of each actor.
#[derive(Default)]
struct ByActor(BTreeMap<ActorId, Count>);

impl ByActor {
    fn add(&mut self, entry: &Entry) {
        let mut seen: Vec<ActorId> = Vec::new();
        for participant in entry.sources.iter().chain(&entry.targets) {
            let Some(key) = participant.key() else {
                continue;
            };
            let count = self.0.entry(key.clone()).or_default();
            if !seen.contains(&key) {
                count.events += 1;
                seen.push(key.clone());
            }
            add_name(count, participant, &key, &mut seen);
        }
    }

    fn sorted(self, names: &BTreeMap<ActorId, String>) -> Vec<ActorCount> {
        let mut actors: Vec<ActorCount> = self
            .0
            .into_iter()
            .map(|(id, count)| actor(id, count, names))
            .collect();
        actors.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        actors
    }
}

fn add_name(count: &mut Count, participant: &Participant, key: &ActorId, seen: &mut Vec<ActorId>) {
    match &participant.actor {
        Some(actor) if actor != key => {
            if !seen.contains(actor) {
                seen.push(actor.clone());
                let person = count
                    .people
                    .entry(actor.clone())
                    .or_insert_with(|| (participant.name.clone(), 0));
                person.1 += 1;
            }
        }
        _ => *count.names.entry(participant.name.clone()).or_default() += 1,
    }
}

fn actor(id: ActorId, count: Count, names: &BTreeMap<ActorId, String>) -> ActorCount {
    let is_code = id.as_str().len() <= 4
        && id
            .as_str()
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let usual = count
        .names
        .iter()
        .max_by_key(|(_, times)| **times)
        .map(|(name, _)| name.clone());
    let name = names
        .get(&id)
        .cloned()
        .or(usual)
        .unwrap_or_else(|| id.as_str().to_owned());
    let mut people: Vec<_> = count
        .people
        .into_iter()
        .map(|(id, (name, events))| (id, name, events))
        .collect();
    people.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    ActorCount {
        code: is_code.then(|| id.as_str().to_owned()),
        id,
        name,
        count: count.events,
        people,
    }
}
