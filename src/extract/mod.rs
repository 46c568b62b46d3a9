//! From an article to what it says: times, mentions, quotes and events, each with its reason.
//!
//! The order of work: the engine splits the text into tokens; the gazetteer presets names; the engine tags, parses and
//! finds names; then times, mentions, quotes and events are read from the tree, each from what came before it. Merging
//! across articles is left to `merge`.

pub mod events;
mod headlines;
pub mod mentions;
pub mod published;
pub mod quotes;
pub mod times;
mod typed;

use std::sync::Arc;

use crate::calendar::Day;
use crate::language::{Doc, Engine};
use crate::model::{Article, DateClaim, Reading, Span};
use crate::world::{Own, World};

/// What the rules may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article, with its text and furniture.
    pub article: &'a Article,
    /// Its text; all spans refer to it.
    pub text: &'a str,
    /// Its tokens, tree and names.
    pub doc: &'a Doc,
    /// What the program knows.
    pub world: &'a World,
    /// The publication date, if known.
    pub published: Option<Day>,
}

/// Reads articles. Immutable once loaded; share it between threads.
pub struct Reader {
    engine: Engine,
    world: Arc<World>,
    times: times::Rules,
    mentions: mentions::Rules,
    quotes: quotes::Rules,
    events: events::Rules,
}

/// What a part of the work of reading goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Tokens, tags, tree, names, lemmas.
    Language,
    /// Who and what is named.
    Mentions,
    /// When.
    Times,
    /// Who said what.
    Quotes,
    /// Who did what to whom.
    Events,
}

/// The program's own data could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The language engine.
    #[error("the language engine could not be loaded: {0}")]
    Language(#[from] crate::language::LoadError),
    /// The tables of the world.
    #[error("the tables of the world could not be loaded: {0}")]
    World(#[from] crate::world::WorldError),
    /// A table of rules.
    #[error("a table of rules could not be loaded: {0}")]
    Rules(#[from] RulesError),
}

/// A line of a table of rules is malformed.
#[derive(Debug, thiserror::Error)]
#[error("{message} ({table}, line {line})")]
pub struct RulesError {
    /// The table under `assets/rules/` or `assets/events/`.
    pub table: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Reader {
    /// Loads the engine, the world and the rules.
    ///
    /// # Errors
    /// If data that comes with the program is damaged.
    pub fn load() -> Result<Self, ReaderError> {
        Self::load_with(&Own::default())
    }

    /// Loads the engine, the world with what the user knows of it, and the rules.
    ///
    /// # Errors
    /// If data that comes with the program is damaged.
    pub fn load_with(own: &Own) -> Result<Self, ReaderError> {
        Ok(Self {
            engine: Engine::load()?,
            world: Arc::new(World::load_with(own)?),
            times: times::Rules::load()?,
            mentions: mentions::Rules::load()?,
            quotes: quotes::Rules::load()?,
            events: events::Rules::load()?,
        })
    }

    /// What the program knows about the world.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The same for others to share.
    pub fn shared_world(&self) -> Arc<World> {
        Arc::clone(&self.world)
    }

    /// The best guess for the publication date of an article that bears none, from what was read of it.
    pub fn guess(&self, article: &Article, reading: &Reading) -> Option<DateClaim> {
        if article.published.date.is_some() {
            return None;
        }
        published::guess(article, reading, &self.world)
    }

    /// Reads one article.
    pub fn read(&self, article: &Article) -> Reading {
        self.read_in_stages(article, &mut |_| {})
    }

    /// Reads one article and says when each stage is done, so that a caller can tell what it costs.
    pub fn read_in_stages(&self, article: &Article, done: &mut dyn FnMut(Stage)) -> Reading {
        let text = article.text.as_str();
        let blocks = article.blocks();
        let mut tokens = self.engine.tokenize(text, &blocks);
        done(Stage::Language);
        let mut preset = mentions::preset(&tokens, text, &self.world);
        done(Stage::Mentions);
        if let Some(plain) =
            headlines::in_sentence_case(&self.events, &tokens, text, &blocks, &preset)
        {
            tokens = self.engine.tokenize(&plain, &blocks);
            preset = mentions::preset(&tokens, text, &self.world);
        }
        let doc = self.engine.analyze(tokens, text, &preset);
        done(Stage::Language);
        let context = Context {
            article,
            text,
            doc: &doc,
            world: &self.world,
            published: article.published.date,
        };
        let times = times::find(&self.times, &context);
        done(Stage::Times);
        let mut mentions = mentions::find(&self.mentions, &context, &times);
        done(Stage::Mentions);
        let quotes = quotes::find(&self.quotes, &context, &mentions);
        done(Stage::Quotes);
        let mut events = events::find(&self.events, &context, &times, &mentions, &quotes);
        done(Stage::Events);
        times::measure(&context, &times, &mut events);
        times::date_by_publication(&self.times, &context, &times, &quotes, &mut events);
        times::relate(&context, &mut events);
        done(Stage::Times);
        mentions::settle(&context, &mut mentions, &mut events);
        done(Stage::Mentions);
        let sentences = doc
            .sentences
            .iter()
            .map(|tokens| Span::from(doc.token_span(tokens.clone())))
            .collect();
        Reading {
            times,
            mentions,
            quotes,
            events,
            sentences,
        }
    }
}
