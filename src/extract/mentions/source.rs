//! What tells, apart from the names of a text, where it is at home: words of a country's public life, and who published it.
//!
//! The publisher is a weak hint: "The Alexandria Town Talk" makes towns near some Alexandria likelier, an address that ends
//! in ".co.uk" towns of Britain.

use std::collections::BTreeMap;

use super::lookup::Lookup;
use super::places::Group;
use super::rules::Rules;
use super::spots::Spot;
use crate::extract::Context;
use crate::model::CountryCode;

/// How often a country's words would have to stand in a text to tell as much as the end of its address.
const DOMAIN_WORDS: u32 = 3;
/// How much the town of a newspaper tells, next to one that the text names.
const SOURCE_WEIGHT: f64 = 0.7;
/// Ends of addresses that are sold to everybody.
const SOLD: [&str; 10] = ["ai", "am", "cc", "co", "fm", "io", "me", "to", "tv", "ws"];
/// Longest name of a town in the name of a newspaper, in words.
const LONGEST: usize = 3;

/// Weak hints for a whole text.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// How often words of a country's public life stand in the text.
    pub(super) press: BTreeMap<CountryCode, u32>,
    /// What the name of the newspaper begins with.
    town: Option<String>,
}

impl Hints {
    /// Reads the words of the text, and its source and address.
    pub(super) fn new(context: &Context<'_>, rules: &Rules, lookup: &mut Lookup<'_>) -> Self {
        let source = context.article.source.as_deref().unwrap_or_default();
        let mut hints = Self {
            press: BTreeMap::new(),
            town: town(source, rules, lookup),
        };
        for token in &context.doc.tokens {
            if let Some(code) = rules.hint(&token.lower).press {
                hints.add(code);
            }
        }
        let address = context.article.url.as_deref().unwrap_or_default();
        if let Some(code) = country_of_address(address, context) {
            *hints.press.entry(code).or_default() += DOMAIN_WORDS;
        }
        hints
    }

    /// Another word of the country's public life.
    pub(super) fn add(&mut self, code: CountryCode) {
        *self.press.entry(code).or_default() += 1;
    }

    /// The country that nearly all words of public life belong to.
    pub(super) fn public_life(&self) -> Option<CountryCode> {
        let all: u32 = self.press.values().sum();
        let (code, count) = self.press.iter().max_by_key(|(_, count)| **count)?;
        (*count >= DOMAIN_WORDS && count * 4 >= all * 3).then_some(*code)
    }

    /// The town of the newspaper, unless the text names it itself.
    pub(super) fn town_of_source(&self, spots: &[Spot], lookup: &mut Lookup<'_>) -> Option<Group> {
        let town = self.town.as_deref()?;
        let named = |spot: &Spot| spot.written.eq_ignore_ascii_case(town);
        (!spots.iter().any(named)).then(|| Group::beside(lookup.places(town), SOURCE_WEIGHT))
    }
}

fn country_of_address(address: &str, context: &Context<'_>) -> Option<CountryCode> {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next()?;
    let (_, end) = host.rsplit_once('.')?;
    let end = match end.to_ascii_lowercase().as_str() {
        "uk" => "gb".to_owned(),
        sold if SOLD.contains(&sold) => return None,
        end => end.to_owned(),
    };
    let mut countries = context.world.countries().iter();
    countries
        .find(|country| country.iso2.eq_ignore_ascii_case(&end))
        .map(|country| country.code)
}

/// The longest name of a place that a newspaper's name begins with.
fn town(source: &str, rules: &Rules, lookup: &mut Lookup<'_>) -> Option<String> {
    let words: Vec<&str> = source
        .split_whitespace()
        .skip_while(|word| word.eq_ignore_ascii_case("the"))
        .take(LONGEST + 1)
        .collect();
    let hint = rules.hint(&words.first()?.to_lowercase());
    if hint.owner || hint.never {
        return None;
    }
    // A bare "Independent" or "Guardian" is no town.
    let longest = words.len().saturating_sub(1).min(LONGEST);
    (1..=longest)
        .rev()
        .map(|length| words[..length].join(" "))
        .find(|name| !lookup.places(name).is_empty())
}
