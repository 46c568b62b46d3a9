//! The names in a text and what each stands for: names of the tables joined with those the name finder found.

use std::collections::HashMap;
use std::ops::Range;

use super::preset;
use crate::calendar::Day;
use crate::language::{Doc, EntityLabel, Pos, Token};
use crate::model::{CountryCode, Sector};
use crate::world::{Caution, Known, Match, Place, Point, World};

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) enum Referent {
    Country(CountryCode),
    Demonym(CountryCode),
    Metonym(u32),
    Body(u32),
    Person(u32),
    Place(Place),
    /// A name that no table holds, with the name finder's label and a country and sector if a name within tells it.
    Other(EntityLabel),
}

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) referent: Referent,
}

/// All names from left to right. They overlap only where a longer name holds a country or people.
pub(super) fn names(doc: &Doc, text: &str, world: &World, day: Option<Day>) -> Vec<Name> {
    let tokens = &doc.tokens;
    let matches = world.find_names(tokens, text);
    let context = PlaceContext::new(&matches, world, day);
    let mut names = Vec::with_capacity(matches.len() + doc.entities.len());
    for found in &matches {
        let inside = doc
            .entity_at(found.tokens.start)
            .filter(|entity| entity.tokens.end >= found.tokens.end);
        let agrees = inside.is_some_and(|entity| {
            bare(&entity.tokens, tokens) == found.tokens && label_fits(entity.label, found)
        });
        let larger =
            inside.is_some_and(|entity| bare(&entity.tokens, tokens).len() > found.tokens.len());
        let accepted = match world.caution(found.name) {
            Caution::Word => agrees || single_phrase(doc),
            _ if agrees => true,
            Caution::Person => inside.is_none() && preset::stands_alone(found, tokens, text, world),
            // Within a longer name a country or people still tells whose it is.
            Caution::None => {
                !larger
                    || inside.is_some_and(|entity| entity.label != EntityLabel::Person)
                    || preset::stands_alone(found, tokens, text, world)
            }
        };
        if accepted {
            names.push(Name {
                tokens: found.tokens.clone(),
                referent: referent(found, &context, world, tokens, text),
            });
        }
    }
    // Which tokens a name of the tables covers up to where.
    let mut covered = vec![0usize; tokens.len()];
    for name in &names {
        for slot in &mut covered[name.tokens.clone()] {
            *slot = name.tokens.end;
        }
    }
    for entity in &doc.entities {
        let range = bare(&entity.tokens, tokens);
        if range.is_empty() || !is_name(entity.label) || !capitalised(&range, tokens, text) {
            continue;
        }
        if covered[range.start] >= range.end {
            continue;
        }
        let written = text.get(doc.token_span(range.clone())).unwrap_or_default();
        let place = match entity.label {
            EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => {
                context.place(written, &range, tokens, text, world)
            }
            EntityLabel::Org | EntityLabel::Person | EntityLabel::Norp
                if is_placed(&range, tokens, text, world) =>
            {
                context.place(written, &range, tokens, text, world)
            }
            _ => None,
        };
        let label = if is_street(written) {
            EntityLabel::Fac
        } else {
            entity.label
        };
        names.push(Name {
            tokens: range,
            referent: place.map_or(Referent::Other(label), Referent::Place),
        });
    }
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    agree(&mut names, doc, text);
    names
}

/// A name that was once found to be a place is that place wherever the name finder was less sure.
fn agree(names: &mut [Name], doc: &Doc, text: &str) {
    let mut places: HashMap<&str, Place> = HashMap::new();
    for name in names.iter() {
        if let Referent::Place(place) = &name.referent {
            let written = text
                .get(doc.token_span(name.tokens.clone()))
                .unwrap_or_default();
            places.entry(written).or_insert_with(|| place.clone());
        }
    }
    for name in names.iter_mut() {
        if let Referent::Other(label) = name.referent
            && label != EntityLabel::Person
            && let Some(place) = text
                .get(doc.token_span(name.tokens.clone()))
                .and_then(|written| places.get(written))
        {
            name.referent = Referent::Place(place.clone());
        }
    }
}

/// A text of a few words (a phrase to be looked up) has no context that could speak against a name.
fn single_phrase(doc: &Doc) -> bool {
    doc.tokens.len() <= 4
}

fn is_name(label: EntityLabel) -> bool {
    matches!(
        label,
        EntityLabel::Person
            | EntityLabel::Org
            | EntityLabel::Gpe
            | EntityLabel::Loc
            | EntityLabel::Fac
            | EntityLabel::Norp
    )
}

/// Whether the words around say that a name is that of a place: a state behind it, or "in" before it.
fn is_placed(range: &Range<usize>, tokens: &[Token], text: &str, world: &World) -> bool {
    let before = range.start.checked_sub(1).map(|at| &*tokens[at].lower);
    let goes_on = tokens
        .get(range.end)
        .is_some_and(|next| matches!(next.pos, Pos::Propn | Pos::Noun));
    let last = range.end.checked_sub(1).map(|at| &*tokens[at].lower);
    let named_so =
        range.len() > 1 && matches!(last, Some("state" | "province" | "region" | "oblast"));
    named_so
        || state_behind(range.end, tokens, text, world).is_some()
        || (matches!(before, Some("in" | "near" | "at" | "outside")) && !goes_on)
}

/// "Main Street", "Laurel County": places by their last word.
fn is_street(name: &str) -> bool {
    const ENDS: [&str; 24] = [
        "Street",
        "St.",
        "Avenue",
        "Ave.",
        "Road",
        "Drive",
        "Lane",
        "Parkway",
        "Boulevard",
        "Highway",
        "Bridge",
        "River",
        "Creek",
        "Lake",
        "County",
        "Parish",
        "Township",
        "Island",
        "Islands",
        "Valley",
        "Mountain",
        "Mountains",
        "Park",
        "Airport",
    ];
    name.split(' ')
        .next_back()
        .is_some_and(|last| ENDS.contains(&last) && last.len() < name.len())
        || name.starts_with("Interstate ")
        || name.starts_with("Highway ")
}

/// Names are written with capitals; what the name finder takes in lower case is none.
fn capitalised(range: &Range<usize>, tokens: &[Token], text: &str) -> bool {
    tokens[range.clone()].iter().any(|token| {
        text.get(token.range())
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    })
}

/// Without article in front and possessive behind.
fn bare(range: &Range<usize>, tokens: &[Token]) -> Range<usize> {
    let mut range = range.clone();
    while range.start < range.end && &*tokens[range.start].lower == "the" {
        range.start += 1;
    }
    while range.start < range.end
        && matches!(&*tokens[range.end - 1].lower, "'s" | "’s" | "'" | "’")
    {
        range.end -= 1;
    }
    range
}

fn label_fits(label: EntityLabel, found: &Match<'_>) -> bool {
    match found.known.first() {
        Some(Known::Person(_)) => label == EntityLabel::Person,
        Some(Known::Body(_)) => {
            matches!(
                label,
                EntityLabel::Org | EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Fac
            )
        }
        _ => label != EntityLabel::Person,
    }
}

fn state_of_georgia() -> Place {
    Place {
        name: "Georgia",
        kind: "state",
        country: "USA".parse().ok(),
        point: Point {
            latitude: 32.7,
            longitude: -83.4,
        },
        thousands: 0,
        state: "GA",
        region: "Georgia",
        by_other_name: false,
    }
}

/// The state of that name that exists at the day: Burma was one until it was called Myanmar.
fn living(
    found: &Match<'_>,
    first: CountryCode,
    day: Option<Day>,
    world: &World,
) -> Option<CountryCode> {
    let codes = found.known.iter().filter_map(|known| match known {
        Known::Country(code) | Known::Demonym(code) => Some(*code),
        _ => None,
    });
    std::iter::once(first).chain(codes).find(|code| {
        world
            .country(*code)
            .is_some_and(|country| country.term.holds_at(day))
    })
}

/// A country of that name; where none exists any more, the region of that name ("Tibet"), else the dissolved state.
fn country_at(found: &Match<'_>, first: CountryCode, day: Option<Day>, world: &World) -> Referent {
    if let Some(code) = living(found, first, day, world) {
        return Referent::Country(code);
    }
    let region = found.known.iter().find_map(|known| match known {
        Known::Place(index) => world.place_at(*index).cloned(),
        _ => None,
    });
    region.map_or(Referent::Country(first), Referent::Place)
}

/// What the tables say a name stands for, judged by the text around it.
fn referent(
    found: &Match<'_>,
    context: &PlaceContext,
    world: &World,
    tokens: &[Token],
    text: &str,
) -> Referent {
    match found.known.first() {
        Some(Known::Country(_)) if found.name == "Georgia" && context.in_usa() => {
            Referent::Place(state_of_georgia())
        }
        Some(&Known::Country(first)) => country_at(found, first, context.day, world),
        Some(&Known::Demonym(first)) => {
            let code = living(found, first, context.day, world).unwrap_or(first);
            Referent::Demonym(world.code_at(code, context.day))
        }
        Some(&Known::Metonym(index)) => {
            // "Moscow, Idaho", or Paris in a text about Texas that does not name France.
            let capital_of = world
                .metonyms()
                .get(index as usize)
                .and_then(|metonym| metonym.country);
            let named = capital_of.is_some_and(|code| context.is_named_beside(code, found.name));
            let elsewhere = context
                .place(found.name, &found.tokens, tokens, text, world)
                .filter(|place| {
                    let stated = state_behind(found.tokens.end, tokens, text, world).is_some();
                    !place.state.is_empty()
                        && found.name != "Washington"
                        && (stated || (!named && context.states.contains_key(place.state)))
                });
            elsewhere.map_or(Referent::Metonym(index), Referent::Place)
        }
        Some(Known::Body(_)) => {
            // Of several bodies of a name ("Workers' Party") the one whose country the text names most.
            let weight = |index: u32| {
                world
                    .bodies()
                    .get(index as usize)
                    .and_then(|body| body.country)
                    .and_then(|code| context.countries.get(&code))
                    .copied()
                    .unwrap_or_default()
            };
            found
                .known
                .iter()
                .filter_map(|known| match known {
                    Known::Body(index) => Some(*index),
                    _ => None,
                })
                .enumerate()
                .max_by_key(|(order, index)| (weight(*index), std::cmp::Reverse(*order)))
                .map_or(Referent::Other(EntityLabel::Org), |(_, index)| {
                    Referent::Body(index)
                })
        }
        Some(&Known::Person(index)) => Referent::Person(index),
        Some(&Known::Place(index)) => world
            .place_at(index)
            .map_or(Referent::Other(EntityLabel::Loc), |place| {
                Referent::Place(place.clone())
            }),
        None => Referent::Other(EntityLabel::Org),
    }
}

/// Which countries a text speaks of, so that of several places of a name the right one is taken.
#[derive(Debug, Default)]
struct PlaceContext {
    /// The date of the text.
    day: Option<Day>,
    countries: HashMap<CountryCode, u32>,
    states: HashMap<&'static str, u32>,
    capitals: HashMap<&'static str, u32>,
    caucasus: u32,
}

impl PlaceContext {
    fn new(matches: &[Match<'_>], world: &World, day: Option<Day>) -> Self {
        let mut context = Self {
            day,
            ..Self::default()
        };
        for found in matches {
            let country = match found.known.first() {
                Some(Known::Country(code) | Known::Demonym(code)) => Some(*code),
                Some(Known::Metonym(index)) => world
                    .metonyms()
                    .get(*index as usize)
                    .and_then(|metonym| metonym.country),
                Some(Known::Place(index)) => world.place_at(*index).and_then(|place| {
                    if place.kind == "state" {
                        *context.states.entry(place.state).or_default() += 1;
                    }
                    place.country
                }),
                _ => None,
            };
            if let Some(Known::Metonym(_)) = found.known.first() {
                *context.capitals.entry(found.name).or_default() += 1;
            }
            if let Some(code) = country
                && found.name != "Georgia"
            {
                *context.countries.entry(code).or_default() += 1;
                if matches!(code.as_str(), "GEO" | "RUS" | "ARM" | "AZE" | "TUR" | "UKR") {
                    context.caucasus += 1;
                }
            }
        }
        context
    }

    /// Whether a text that names Georgia means the state: it names other states, or nothing of the Caucasus but the USA.
    fn in_usa(&self) -> bool {
        let states: u32 = self.states.values().sum();
        states > self.caucasus
    }

    /// Whether the text names the country otherwise than by this capital.
    fn is_named_beside(&self, code: CountryCode, capital: &str) -> bool {
        let all = self.countries.get(&code).copied().unwrap_or_default();
        let own = self.capitals.get(capital).copied().unwrap_or_default();
        all > own
    }

    /// The place that a name means in this text.
    fn place(
        &self,
        name: &str,
        range: &Range<usize>,
        tokens: &[Token],
        text: &str,
        world: &World,
    ) -> Option<Place> {
        let mut candidates = world.places(name);
        for end in [
            " State",
            " state",
            " Province",
            " province",
            " Region",
            " region",
            " City",
            " city",
        ] {
            if candidates.is_empty()
                && let Some(bare) = name.strip_suffix(end)
            {
                candidates = world.places(bare);
            }
        }
        if candidates.is_empty() && name.chars().all(|c| !c.is_lowercase()) {
            candidates = world.places(&title_case(name));
        }
        let state = state_behind(range.end, tokens, text, world);
        candidates
            .into_iter()
            .enumerate()
            .max_by_key(|(order, place)| {
                let stated = state.is_some_and(|state| place.state == state);
                let named_state = self.states.get(place.state).copied().unwrap_or_default();
                let named = place
                    .country
                    .and_then(|code| self.countries.get(&code))
                    .copied()
                    .unwrap_or_default();
                let size = match place.kind {
                    "city" if place.by_other_name => place.thousands / 20,
                    "city" => place.thousands,
                    "district" => 1,
                    _ => 500,
                };
                let score = u64::from(size)
                    + u64::from(named.min(5)) * 300
                    + u64::from(named_state.min(3)) * 1500;
                (stated, score, std::cmp::Reverse(*order))
            })
            .map(|(_, place)| place)
    }
}

/// The state of the USA that stands behind a name: "Moscow, Idaho".
fn state_behind(end: usize, tokens: &[Token], text: &str, world: &World) -> Option<&'static str> {
    tokens.get(end).filter(|token| &*token.lower == ",")?;
    let next = tokens.get(end + 1)?;
    let one = text.get(next.range());
    let two = tokens
        .get(end + 2)
        .and_then(|last| text.get(next.start as usize..last.end as usize));
    [two, one].into_iter().flatten().find_map(|name| {
        world.named(name).iter().find_map(|known| match known {
            Known::Place(index) => world
                .place_at(*index)
                .filter(|place| place.kind == "state")
                .map(|place| place.state),
            Known::Country(_) if name == "Georgia" => Some("GA"),
            _ => None,
        })
    })
}

fn title_case(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|character| {
            let lower: Vec<char> = if start {
                vec![character]
            } else {
                character.to_lowercase().collect()
            };
            start = !character.is_alphabetic();
            lower
        })
        .collect()
}

/// The country and sector that a name tells of the noun phrase it stands in.
pub(super) fn origin(name: &Name, world: &World) -> Option<(Option<CountryCode>, Option<Sector>)> {
    match &name.referent {
        Referent::Country(code) | Referent::Demonym(code) => Some((Some(*code), None)),
        Referent::Metonym(index) => world
            .metonyms()
            .get(*index as usize)
            .map(|metonym| (metonym.country, metonym.sector)),
        Referent::Body(index) => world
            .bodies()
            .get(*index as usize)
            .map(|body| (body.country, body.sector)),
        Referent::Place(place) => place.country.map(|code| (Some(code), None)),
        Referent::Person(_) | Referent::Other(_) => None,
    }
}
