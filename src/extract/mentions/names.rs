//! The names in a text and what each stands for: names of the tables joined with those the name finder found.

use std::collections::HashMap;
use std::ops::Range;

use super::lookup::Lookup;
use super::places::{self, Choice, Standing};
use super::preset;
use super::repeats;
use super::rules::Rules;
use super::source::Hints;
use super::spots::{Scout, Spot};
use crate::calendar::Day;
use crate::extract::Context;
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

/// The dash behind a dateline stands among so many words.
const DATELINE_WORDS: usize = 14;

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) referent: Referent,
    /// For a place that no table holds: where the other places of the text lie.
    pub(super) around: Option<(Point, Option<CountryCode>)>,
}

/// All names from left to right, which overlap only where a longer name holds a country, a people or a place; and the
/// country whose public life the text speaks of.
pub(super) fn names(context: &Context<'_>, rules: &Rules) -> (Vec<Name>, Option<CountryCode>) {
    let (doc, text, world) = (context.doc, context.text, context.world);
    let tokens = &doc.tokens;
    let matches = world.find_names(tokens, text);
    let scene = Scene::new(&matches, world, context.published);
    let mut lookup = Lookup::new(world);
    let mut names = Vec::with_capacity(matches.len() + doc.entities.len());
    for found in &matches {
        if is_of_place(found)
            && let Some(region) = region_around(&found.tokens, doc, text, &mut lookup)
        {
            names.push(region);
        } else if is_accepted(found, doc, text, world, &mut lookup) {
            names.push(Name {
                tokens: found.tokens.clone(),
                referent: referent(found, &scene, world),
                around: None,
            });
        }
    }
    names.extend(hashtags(context));
    names.sort_by_key(|name| name.tokens.start);
    // Which tokens a name of the tables covers up to where.
    let mut covered = vec![0usize; tokens.len()];
    for name in &names {
        for slot in &mut covered[name.tokens.clone()] {
            *slot = name.tokens.end;
        }
    }
    for entity in &doc.entities {
        let range = bare(&entity.tokens, tokens);
        // "D" in "Smith, D-Ohio" is no name.
        let letter = range.len() == 1 && matches!(&*tokens[range.start].lower, "d" | "r" | "i");
        if range.is_empty()
            || letter
            || !is_name(entity.label)
            || !capitalised(&range, tokens, text)
        {
            continue;
        }
        if covered[range.start] >= range.end {
            continue;
        }
        let written = text.get(doc.token_span(range.clone())).unwrap_or_default();
        let label = if is_street(written) {
            EntityLabel::Fac
        } else {
            entity.label
        };
        names.push(Name {
            tokens: range,
            referent: Referent::Other(label),
            around: None,
        });
    }
    let scout = Scout {
        doc,
        text,
        world,
        rules,
    };
    let spots = scout.spots(&names, &mut lookup);
    let hints = Hints::new(context, rules, &mut lookup);
    let public_life = hints.public_life();
    place(&mut names, &spots, (hints, &scout), &mut lookup);
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    repeats::repeat(&mut names, &scout);
    (names, public_life)
}

/// The country of the capital that a report begins with: "LIMA, May 16 (Reuters) -".
pub(super) fn dateline(names: &[Name], context: &Context<'_>) -> Option<CountryCode> {
    let name = names.first().filter(|name| name.tokens.start < 2)?;
    let words = context
        .text
        .get(context.doc.token_span(name.tokens.clone()))?;
    let ended = context.doc.tokens.iter().take(DATELINE_WORDS);
    let dash = ended
        .skip(name.tokens.end)
        .any(|token| matches!(&*token.lower, "—" | "--" | "–" | "-"));
    let Referent::Metonym(index) = name.referent else {
        return None;
    };
    let metonym = context.world.metonyms().get(index as usize)?;
    // Reports on the EU come from Brussels, whatever Belgium does.
    let seat = matches!(metonym.name, "Brussels" | "Vienna");
    let capitals = !words.contains(char::is_lowercase);
    metonym
        .country
        .filter(|_| dash && capitals && metonym.is_city && !seat)
}

/// "#Nigeria": a country or people behind the mark of a network.
fn hashtags(context: &Context<'_>) -> impl Iterator<Item = Name> {
    context
        .doc
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| {
            let word = context.text.get(token.range())?.strip_prefix('#')?;
            let referent = match context.world.named(word).first()? {
                Known::Country(code) => Referent::Country(*code),
                Known::Demonym(code) => Referent::Demonym(*code),
                _ => return None,
            };
            Some(Name {
                tokens: at..at + 1,
                referent,
                around: None,
            })
        })
}

/// Whether a name of the tables means what they say where it stands.
fn is_accepted(
    found: &Match<'_>,
    doc: &Doc,
    text: &str,
    world: &World,
    lookup: &mut Lookup<'_>,
) -> bool {
    let tokens = &doc.tokens;
    let inside = doc
        .entity_at(found.tokens.start)
        .filter(|entity| entity.tokens.end >= found.tokens.end);
    let whole = inside.map(|entity| bare(&entity.tokens, tokens));
    let agrees = inside.is_some_and(|entity| {
        whole.as_ref() == Some(&found.tokens) && label_fits(entity.label, found)
    });
    let larger = whole
        .as_ref()
        .is_some_and(|whole| whole.len() > found.tokens.len());
    match world.caution(found.name) {
        Caution::Word => agrees || single_phrase(doc),
        _ if agrees => true,
        Caution::Person => inside.is_none() && preset::stands_alone(found, tokens, text, world),
        // "Kansas City" and "Dublin Road" are places of their own.
        Caution::None
            if larger
                && is_of_place(found)
                && whole.is_some_and(|whole| {
                    let written = text.get(doc.token_span(whole)).unwrap_or_default();
                    is_street(written) || !lookup.places(written).is_empty()
                }) =>
        {
            false
        }
        // Within a longer name a country or people still tells whose it is.
        Caution::None => {
            !larger
                || inside.is_some_and(|entity| entity.label != EntityLabel::Person)
                || preset::stands_alone(found, tokens, text, world)
        }
    }
}

/// Whether a proper noun in capitals stands there.
pub(super) fn is_proper(doc: &Doc, text: &str, at: usize) -> bool {
    doc.tokens.get(at).is_some_and(|token| {
        token.pos == Pos::Propn
            && text
                .get(token.range())
                .is_some_and(|word| word.starts_with(char::is_uppercase))
    })
}

/// "Baja California Sur": a region elsewhere, within whose name the tables find a state or country.
fn region_around(
    range: &Range<usize>,
    doc: &Doc,
    text: &str,
    lookup: &mut Lookup<'_>,
) -> Option<Name> {
    let proper = |at: usize| is_proper(doc, text, at);
    let start = range.start.checked_sub(1).filter(|&at| proper(at))?;
    let longest = range.end + usize::from(proper(range.end));
    (range.end..=longest).rev().find_map(|end| {
        let written = text.get(doc.token_span(start..end))?;
        // "Northeast Georgia" is no region of its own.
        if lookup.base(written) != written.to_lowercase() {
            return None;
        }
        let region = lookup
            .places(written)
            .iter()
            .find(|place| place.kind == "province")?;
        Some(Name {
            tokens: start..end,
            referent: Referent::Place(region.clone()),
            around: None,
        })
    })
}

fn is_of_place(found: &Match<'_>) -> bool {
    matches!(
        found.known.first(),
        Some(Known::Country(_) | Known::Metonym(_) | Known::Place(_))
    )
}

/// Gives the names that are places their place, and adds those that only the words around them show.
fn place(
    names: &mut Vec<Name>,
    spots: &[Spot],
    (mut hints, scout): (Hints, &Scout<'_>),
    lookup: &mut Lookup<'_>,
) {
    let world = scout.world;
    let standing: Vec<Option<Standing>> = spots
        .iter()
        .map(|spot| match spot.name {
            Some(index) => standing(&names[index].referent, world),
            // "Georgia" in "Northeast Georgia Medical Center" may be the country too.
            None => world
                .named(&spot.written)
                .iter()
                .find_map(|known| match known {
                    Known::Country(code) => standing(&Referent::Country(*code), world),
                    _ => None,
                }),
        })
        .collect();
    for name in names.iter() {
        if let Referent::Demonym(code) = name.referent {
            hints.add(code);
        }
    }
    let choices = places::choose(spots, &standing, &hints, lookup);
    let mut counties = Vec::new();
    for (spot, choice) in spots.iter().zip(choices) {
        match (spot.name, choice) {
            (_, Choice::Keep) => {}
            (Some(index), Choice::Place(place)) => names[index].referent = Referent::Place(place),
            (Some(index), Choice::Unlisted(around)) => {
                names[index].around = around;
                // "Belgrade, Minn.": the capital is not meant, whether or not a table has the other.
                let label = match names[index].referent {
                    Referent::Other(label) => Some(label),
                    _ => None,
                };
                if around.is_some() && label.is_none_or(|label| label == EntityLabel::Org) {
                    names[index].referent = Referent::Other(EntityLabel::Gpe);
                }
            }
            (None, choice) => {
                let (referent, around) = match choice {
                    Choice::Place(place) => (Referent::Place(place), None),
                    Choice::Unlisted(_) if spot.name.is_none() && !is_county(&spot.written) => {
                        continue;
                    }
                    Choice::Unlisted(around) => (Referent::Other(EntityLabel::Gpe), around),
                    Choice::Keep => continue,
                };
                counties.push(spot.tokens.clone());
                names.push(Name {
                    tokens: spot.tokens.clone(),
                    referent,
                    around,
                });
            }
        }
    }
    // Which of the added names covers a token.
    let mut inner = vec![0usize; scout.doc.len()];
    for (number, tokens) in (1..).zip(&counties) {
        inner[tokens.clone()].fill(number);
    }
    let added = |at: usize| inner[at].checked_sub(1).map(|index| &counties[index]);
    for name in names.iter_mut() {
        // "Alton County Sheriff's Office" is a body, even if the name finder takes it for a place.
        if let Referent::Other(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) =
            name.referent
            && scout.is_body(name.tokens.end - 1)
            && added(name.tokens.start).is_some_and(|inner| inner.end < name.tokens.end)
        {
            name.referent = Referent::Other(EntityLabel::Org);
        }
    }
    // "Guernsey County" does not name Guernsey.
    names.retain(|name| {
        added(name.tokens.start)
            .is_none_or(|inner| inner.len() <= name.tokens.len() || inner.end < name.tokens.end)
    });
}

fn is_county(written: &str) -> bool {
    written.ends_with(" County") || written.ends_with(" Parish") || written.ends_with(" Township")
}

/// What a name stands for before places of its name elsewhere are thought of.
fn standing(referent: &Referent, world: &World) -> Option<Standing> {
    match referent {
        Referent::Country(code) => Some(Standing {
            country: Some(*code),
            point: world.country(*code).and_then(|country| country.label_point),
            is_country: true,
            area: None,
        }),
        Referent::Metonym(index) => {
            let metonym = world.metonyms().get(*index as usize)?;
            let country = metonym.country.and_then(|code| world.country(code));
            Some(Standing {
                country: metonym.country,
                point: country.and_then(|country| {
                    if country.capital == metonym.name {
                        country.capital_point
                    } else {
                        world
                            .place(metonym.name)
                            .filter(|place| place.country == metonym.country)
                            .map(|place| place.point)
                    }
                }),
                is_country: false,
                area: None,
            })
        }
        Referent::Place(place) if place.kind != "state" => Some(Standing {
            country: place.country,
            point: Some(place.point),
            is_country: false,
            area: Some((place.kind, place.name)),
        }),
        _ => None,
    }
}

/// A text of a few words (a phrase to be looked up) has no context that could speak against a name.
fn single_phrase(doc: &Doc) -> bool {
    doc.tokens.len() <= 4
}

pub(super) fn is_name(label: EntityLabel) -> bool {
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

/// Without article or party in front and possessive behind.
fn bare(range: &Range<usize>, tokens: &[Token]) -> Range<usize> {
    let mut range = range.clone();
    // "Limassol. Photo: AP": the sentence ends within what the name finder took.
    let stop = range.clone().skip(1).find(|&at| &*tokens[at].lower == ".");
    range.end = stop.unwrap_or(range.end);
    while range.start < range.end && &*tokens[range.start].lower == "the" {
        range.start += 1;
    }
    // "D-Charleston".
    let party = range.len() > 2
        && matches!(&*tokens[range.start].lower, "d" | "r" | "i")
        && &*tokens[range.start + 1].lower == "-";
    if party {
        range.start += 2;
    }
    while range.start < range.end
        && (matches!(&*tokens[range.end - 1].lower, "'s" | "’s")
            || !tokens[range.end - 1].lower.contains(char::is_alphanumeric))
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
fn referent(found: &Match<'_>, context: &Scene, world: &World) -> Referent {
    match found.known.first() {
        Some(&Known::Country(first)) => country_at(found, first, context.day, world),
        Some(&Known::Demonym(first)) => {
            let code = living(found, first, context.day, world).unwrap_or(first);
            Referent::Demonym(world.code_at(code, context.day))
        }
        Some(&Known::Metonym(index)) => Referent::Metonym(index),
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

/// Which countries a text speaks of, so that of several bodies of a name the right one is taken.
#[derive(Debug, Default)]
struct Scene {
    /// The date of the text.
    day: Option<Day>,
    countries: HashMap<CountryCode, u32>,
}

impl Scene {
    fn new(matches: &[Match<'_>], world: &World, day: Option<Day>) -> Self {
        let mut countries: HashMap<CountryCode, u32> = HashMap::new();
        for found in matches {
            let country = match found.known.first() {
                Some(Known::Country(code) | Known::Demonym(code)) => Some(*code),
                Some(Known::Metonym(index)) => world
                    .metonyms()
                    .get(*index as usize)
                    .and_then(|metonym| metonym.country),
                Some(Known::Place(index)) => world.place_at(*index).and_then(|place| place.country),
                _ => None,
            };
            if let Some(code) = country {
                *countries.entry(code).or_default() += 1;
            }
        }
        Self { day, countries }
    }
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
