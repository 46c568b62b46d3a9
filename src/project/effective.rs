//! Lays the user's edits over what was read. Pure: the same readings and edits give the same documents.
//!
//! What no edit is about is shared, not copied.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::edits::{Change, Edit, EventKey, Identity, Scope};
use super::{AsRead, Document};
use crate::calendar::{Day, format_range, shift_days};
use crate::merge::{ByHand, Report};
use crate::model::{
    ActorId, Article, ArticleId, CountryCode, DateBasis, Event, Mention, Participant, Precision,
    Published, PublishedBasis, Reading, Span,
};

/// The edits that hold, by what they are about.
#[derive(Debug, Default)]
pub struct Effects<'a> {
    /// In order.
    changes: Vec<&'a Change>,
    /// Indices into `changes` of what is about an event or words of one article.
    by_article: HashMap<&'a ArticleId, Vec<usize>>,
    /// Indices of what is about all articles.
    everywhere: Vec<usize>,
    published: HashMap<&'a ArticleId, (Option<Day>, PublishedBasis)>,
}

impl<'a> Effects<'a> {
    /// Sorts the edits; later ones go before earlier ones.
    pub fn of(edits: &'a [Edit]) -> Self {
        let mut effects = Self::default();
        for change in edits.iter().flat_map(|edit| &edit.changes) {
            let index = effects.changes.len();
            effects.changes.push(change);
            match change {
                Change::Published {
                    article,
                    date,
                    basis,
                } => {
                    effects.published.insert(article, (*date, *basis));
                }
                Change::Meaning {
                    scope: Scope::Article(article),
                    ..
                } => effects.by_article.entry(article).or_default().push(index),
                Change::Meaning { .. } | Change::Alias { .. } | Change::Never(_) => {
                    effects.everywhere.push(index);
                }
                Change::Together(_) | Change::Apart(..) => {}
                other => {
                    if let Some(key) = other.event() {
                        let list = effects.by_article.entry(&key.article).or_default();
                        list.push(index);
                    }
                }
            }
        }
        effects
    }

    /// The publication date of an article, of what its file said and what the user says.
    pub fn published(&self, id: &ArticleId, loaded: &Published) -> Published {
        match self.published.get(id) {
            None => loaded.clone(),
            Some(&(date, basis)) => Published {
                date,
                basis: date.map_or(PublishedBasis::Unknown, |_| basis),
                claims: loaded.claims.clone(),
            },
        }
    }

    /// True if an edit is about the publication date of this article.
    pub fn dates(&self, id: &ArticleId) -> bool {
        self.published.contains_key(id)
    }

    /// Everything that may change this document, in order.
    pub(super) fn about(&self, article: &ArticleId) -> Vec<&'a Change> {
        let own = self.by_article.get(article).map_or(&[][..], Vec::as_slice);
        let mut indices: Vec<usize> = own.iter().chain(&self.everywhere).copied().collect();
        indices.sort_unstable();
        indices
            .into_iter()
            .filter_map(|index| self.changes.get(index).copied())
            .collect()
    }

    /// The document as the user wants to see it.
    pub fn document(&self, read: &Arc<Document>) -> Arc<Document> {
        let changes = self.about(&read.article.id);
        if changes.is_empty() {
            return Arc::clone(read);
        }
        let mut draft = Draft::of(read);
        let mut changed = false;
        for change in changes {
            changed |= draft.apply(change);
        }
        if changed {
            Arc::new(draft.finish(read))
        } else {
            Arc::clone(read)
        }
    }

    /// What is joined and parted by hand, for [`crate::merge::merge`]. `documents` are those of [`Effects::document`].
    pub fn by_hand(&self, documents: &[Arc<Document>]) -> ByHand {
        let mut by_hand = ByHand::default();
        for (article, document) in documents.iter().enumerate() {
            for (event, kind) in document.retyped() {
                by_hand.read_as.insert(Report { article, event }, kind);
            }
        }
        let joins = |change: &&&Change| matches!(change, Change::Together(_) | Change::Apart(..));
        if !self.changes.iter().any(|change| joins(&change)) {
            return by_hand;
        }
        let places: HashMap<&ArticleId, usize> = documents
            .iter()
            .enumerate()
            .map(|(index, document)| (&document.article.id, index))
            .collect();
        let report = |key: &EventKey| {
            let article = *places.get(&key.article)?;
            let event = documents.get(article)?.event_of(key)?;
            Some(Report { article, event })
        };
        // The last word on a pair holds.
        let mut pairs: BTreeMap<(Report, Report), bool> = BTreeMap::new();
        let mut say = |a: Report, b: Report, same: bool| {
            if a != b {
                pairs.insert((a.min(b), a.max(b)), same);
            }
        };
        for change in self.changes.iter().filter(joins) {
            match change {
                Change::Together(keys) => {
                    let reports: BTreeSet<Report> = keys.iter().filter_map(report).collect();
                    for &a in &reports {
                        for &b in &reports {
                            say(a, b, true);
                        }
                    }
                }
                Change::Apart(key, others) => {
                    for other in others.iter().filter_map(report) {
                        if let Some(key) = report(key) {
                            say(key, other, false);
                        }
                    }
                }
                _ => {}
            }
        }
        for (pair, same) in pairs {
            let list = if same {
                &mut by_hand.together
            } else {
                &mut by_hand.apart
            };
            list.insert(pair);
        }
        by_hand
    }
}

/// A reading that is being changed.
struct Draft<'a> {
    article: &'a Article,
    reading: Reading,
    /// The keys of its events.
    keys: Vec<(Span, crate::model::EventType)>,
    hidden: Vec<bool>,
    accepted: Vec<bool>,
}

impl<'a> Draft<'a> {
    fn of(document: &'a Document) -> Self {
        let reading = document.reading.clone();
        Self {
            article: &document.article,
            keys: reading.events.iter().map(|e| (e.trigger, e.kind)).collect(),
            hidden: vec![false; reading.events.len()],
            accepted: vec![false; reading.events.len()],
            reading,
        }
    }

    /// True if it changed something.
    fn apply(&mut self, change: &Change) -> bool {
        match change {
            Change::Never(pattern) => {
                let mut any = false;
                let marks = self.hidden.iter_mut().zip(&self.accepted);
                for (event, (hidden, accepted)) in self.reading.events.iter().zip(marks) {
                    if pattern.made(event) && !*hidden && !*accepted {
                        *hidden = true;
                        any = true;
                    }
                }
                any
            }
            Change::Meaning { words, who, .. } | Change::Alias { words, who } => {
                self.rename(words, who)
            }
            other => match other.event() {
                Some(key) => self.change_event(key, other),
                None => false,
            },
        }
    }

    fn change_event(&mut self, key: &EventKey, change: &Change) -> bool {
        let named = |(_, (trigger, kind)): &(usize, &(Span, _))| {
            *trigger == key.trigger && *kind == key.kind
        };
        let Some((index, _)) = self.keys.iter().enumerate().find(named) else {
            return false;
        };
        let (Some(event), Some(hidden)) = (
            self.reading.events.get_mut(index),
            self.hidden.get_mut(index),
        ) else {
            return false;
        };
        match change {
            Change::Reject(_) => *hidden = true,
            Change::Restore(_) => *hidden = false,
            Change::Accept(_, right) => {
                if let Some(accepted) = self.accepted.get_mut(index) {
                    *accepted = *right;
                }
            }
            Change::When(_, when) => {
                event.when = when.clone();
                event.when.basis = DateBasis::User;
            }
            Change::Kind(_, kind) => {
                if event.kind != *kind {
                    event.kind = *kind;
                    event.mode = None;
                }
            }
            Change::Status(_, status) => event.status = *status,
            Change::Sources(_, list) => {
                event.summary = renamed(&event.summary, &event.sources, list);
                event.sources.clone_from(list);
            }
            Change::Targets(_, list) => {
                event.summary = renamed(&event.summary, &event.targets, list);
                event.targets.clone_from(list);
            }
            Change::Place(_, place) => event.place.clone_from(place),
            _ => return false,
        }
        true
    }

    /// Corrects who is meant by some words: where they stand, where a part of them stands for the same, and where a
    /// pronoun after them does.
    fn rename(&mut self, words: &str, who: &Identity) -> bool {
        let text = self.article.text.as_str();
        let meant = words_of(words);
        if meant.is_empty() {
            return false;
        }
        let mut renamed: BTreeMap<Span, Who> = BTreeMap::new();
        let mut last: Vec<(Who, bool)> = Vec::new();
        for mention in &mut self.reading.mentions {
            let old = Who::of_mention(mention);
            let here = words_of(mention.span.of(text));
            let before = last.iter().rev().find(|(who, _)| *who == old);
            let hit = here == meant
                || match before {
                    Some((_, hit)) if is_pronoun(&here) => *hit,
                    Some(_) => is_part(&here, &meant) && last.iter().any(|(w, h)| *w == old && *h),
                    None => false,
                };
            if !is_pronoun(&here) {
                last.retain(|(who, _)| *who != old);
                last.push((old.clone(), hit));
            }
            if hit {
                renamed.insert(mention.span, old);
                who.give_to(mention);
            }
        }
        let mut any = !renamed.is_empty();
        for event in &mut self.reading.events {
            let before = event.clone();
            for one in event.sources.iter_mut().chain(&mut event.targets) {
                let same = |old: &Who| *old == Who::of(one);
                if renamed.get(&one.span).is_some_and(same) || words_of(one.span.of(text)) == meant
                {
                    who.give(one);
                }
            }
            if event.sources != before.sources || event.targets != before.targets {
                any = true;
                event.summary = renamed_in(&before, event);
            }
        }
        for quote in &mut self.reading.quotes {
            if let Some(source) = quote.source
                && (renamed.contains_key(&source) || words_of(source.of(text)) == meant)
            {
                quote.speaker.clone_from(&who.actor);
                quote.speaker_name = Some(who.name.clone());
                any = true;
            }
        }
        any
    }

    fn finish(self, read: &Document) -> Document {
        let mut reading = self.reading;
        follow_dates(&read.reading, &mut reading);
        let mut origins = Vec::with_capacity(reading.events.len());
        let mut accepted = Vec::new();
        let mut index = 0;
        reading.events.retain(|_| {
            let keep = !self.hidden.get(index).copied().unwrap_or_default();
            if keep {
                if self.accepted.get(index).copied().unwrap_or_default() {
                    accepted.push(origins.len());
                }
                origins.push(index);
            }
            index += 1;
            keep
        });
        Document {
            article: read.article.clone(),
            reading,
            read: Some(Arc::new(AsRead {
                reading: read.reading.clone(),
                origins,
                accepted,
            })),
        }
    }
}

/// "Two days later" is reckoned from the date that the user gave to the event before.
fn follow_dates(read: &Reading, reading: &mut Reading) {
    let by_user = |event: &Event| event.when.basis == DateBasis::User;
    if !reading.events.iter().any(by_user) || !read.times.iter().any(|t| t.reckoned.is_some()) {
        return;
    }
    let days = |event: &Event| Some((event.when.earliest?, event.when.latest?));
    let mut known: HashMap<Span, (Day, Day)> = HashMap::new();
    for (read, event) in read.events.iter().zip(&reading.events) {
        if let (true, Some(span), Some(days)) = (by_user(event), read.when.span, days(event)) {
            known.insert(span, days);
        }
    }
    let mut followed: HashMap<Span, (Day, Day)> = HashMap::new();
    for time in &read.times {
        let Some(reckoned) = time.reckoned else {
            continue;
        };
        let from = reckoned.from.map_or(0, |span| span.end);
        let between = |event: &&Event| (from..time.span.start).contains(&event.trigger.start);
        let told = reading.events.iter().filter(between);
        let before = told.max_by_key(|event| event.trigger.start);
        let base = match before.filter(|event| by_user(event)).and_then(days) {
            Some(days) => Some(days),
            None => reckoned.from.and_then(|span| known.get(&span).copied()),
        };
        if let Some((first, last)) = base {
            let days = (
                shift_days(first, reckoned.days),
                shift_days(last, reckoned.days),
            );
            known.insert(time.span, days);
            followed.insert(time.span, days);
        }
    }
    for event in reading.events.iter_mut().filter(|event| !by_user(event)) {
        let Some((span, (first, last))) = event
            .when
            .span
            .and_then(|span| Some((span, *followed.get(&span)?)))
        else {
            continue;
        };
        let words = read.times.iter().find(|time| time.span == span);
        let words = words.and_then(|time| time.why.split(',').next());
        event.when.value = None;
        (event.when.earliest, event.when.latest) = (Some(first), Some(last));
        event.when.precision = if first == last {
            Precision::Day
        } else {
            Precision::Within
        };
        event.when.basis = DateBasis::Relative;
        event.when.why = format!(
            "{}, reckoned from the date set by you → {}",
            words.unwrap_or_default(),
            format_range(first, last)
        );
    }
}

/// Somebody as they were read.
#[derive(Clone, PartialEq)]
struct Who(Option<ActorId>, String, Option<CountryCode>);

impl Who {
    fn of_mention(mention: &Mention) -> Self {
        Self(mention.actor.clone(), mention.name.clone(), mention.country)
    }

    fn of(one: &Participant) -> Self {
        Self(one.actor.clone(), one.name.clone(), one.country)
    }
}

impl Identity {
    fn give_to(&self, mention: &mut Mention) {
        mention.actor.clone_from(&self.actor);
        mention.name.clone_from(&self.name);
        mention.country = self.country;
        mention.sector = self.sector;
        "corrected by you".clone_into(&mut mention.why);
    }

    fn give(&self, one: &mut Participant) {
        one.actor.clone_from(&self.actor);
        one.name.clone_from(&self.name);
        one.country = self.country;
        one.sector = self.sector;
    }
}

/// The words in lower case.
fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn is_pronoun(words: &[String]) -> bool {
    const PRONOUNS: &[&str] = &[
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "who",
        "whose",
        "whom",
    ];
    matches!(words, [one] if PRONOUNS.contains(&one.as_str()))
}

/// "Li" of "Li Shangfu".
fn is_part(part: &[String], whole: &[String]) -> bool {
    !part.is_empty()
        && part.len() < whole.len()
        && whole.windows(part.len()).any(|window| window == part)
}

/// A line with the names of some changed, one for one.
fn renamed(line: &str, from: &[Participant], to: &[Participant]) -> String {
    let mut line = line.to_owned();
    for (old, new) in from.iter().zip(to) {
        if old.name != new.name && !old.name.is_empty() {
            line = line.replacen(&old.name, &new.name, 1);
        }
    }
    line
}

fn renamed_in(before: &Event, after: &Event) -> String {
    let line = renamed(&before.summary, &before.sources, &after.sources);
    if before.sources == before.targets {
        return line;
    }
    renamed(&line, &before.targets, &after.targets)
}
