//! Names, titles and pronouns: where a text names somebody or some place, and who that is.
//!
//! A mention is a whole noun phrase: "Iranian Foreign Minister Mohammad Javad Zarif" is one mention, a person, of Iran, of
//! government. What stands within ("Iranian") is a mention too. For those who read mentions:
//!
//! - the mention of an argument of a verb is the one whose `head` is that word: [`with_head`];
//! - "the two leaders" gives two mentions with the same span and head, one for each: [`with_head`] hands out both;
//! - a country stands behind every mention whose `country` is set, but armed groups and international bodies act in their own
//!   name: [`party`] tells which country, if any, a participant counts as;
//! - a capital that acts is of kind `Country` ("Moscow denied"), one where something happens of kind `Place` ("in Moscow").
//!
//! Which words are verbs and who did what is left to `events`; who is quoted, to `quotes`.

mod lookup;
mod memory;
mod named;
mod names;
mod offices;
mod owners;
mod persons;
mod phrases;
mod places;
mod preset;
mod pronouns;
mod repeats;
mod resolve;
mod rules;
mod several;
mod source;
mod spots;
mod titles;
mod unlisted;

pub use offices::settle;
pub(in crate::extract) use phrases::line_of_report;
pub use preset::preset;
pub use rules::Rules;

use super::Context;
use crate::model::{CountryCode, Mention, Span, TimeExpression};
use crate::world::World;

/// All mentions in order of the text; of those that start at one word the longest first.
pub fn find(rules: &Rules, context: &Context<'_>, times: &[TimeExpression]) -> Vec<Mention> {
    let mut mentions = resolve::Finder::new(rules, context, times).find();
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    mentions
}

/// The mentions whose head covers a byte: one, or two for "the two leaders"; none if the word names nobody.
pub fn with_head(mentions: &[Mention], byte: u32) -> impl Iterator<Item = &Mention> {
    // A head never lies before the start of its mention.
    let end = mentions.partition_point(|mention| mention.span.start <= byte);
    mentions[..end]
        .iter()
        .filter(move |mention| mention.head.start <= byte && byte < mention.head.end)
}

/// All mentions with the span of one of them: both of "the two leaders".
pub fn members(mentions: &[Mention], span: Span) -> impl Iterator<Item = &Mention> {
    let start = mentions.partition_point(|mention| mention.span.start < span.start);
    mentions[start..]
        .iter()
        .take_while(move |mention| mention.span.start == span.start)
        .filter(move |mention| mention.span == span)
}

/// The country that a participant counts as: none for armed groups and international bodies, which act in their own name.
pub fn party(mention: &Mention, world: &World) -> Option<CountryCode> {
    let own = mention.actor.as_ref().is_some_and(|actor| {
        world
            .bodies()
            .iter()
            .any(|body| body.actor == *actor && body.acts_for_itself())
    });
    if own { None } else { mention.country }
}
