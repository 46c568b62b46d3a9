//! Where a text may name a town, county or other place: names that the name finder or the tables found, and those that
//! only the words around them show. Which place is meant is left to `places`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lookup::Lookup;
use super::names::{Name, Referent, is_name};
use super::rules::Rules;
use crate::language::{Doc, EntityLabel, Pos, Token};
use crate::model::{CountryCode, Sector};
use crate::world::{Caution, Known, RoleClass, World};

/// What the words around say of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing.
    None,
    /// Something is there: "near Alton".
    Where,
    /// It is a state or province: "the state of Victoria".
    Region,
    /// It is a town or county: "an Alton man", "Alton Police Department", "R-Alton", "the city of Alton".
    Local,
}

/// What stands behind a name and a comma: "Moscow, Idaho".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) state: &'static str,
    pub(super) country: Option<CountryCode>,
    /// The words, for regions that no table of names holds.
    pub(super) words: String,
}

/// A stretch of text that may name a place.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) tokens: Range<usize>,
    /// The name it is already, by its index.
    pub(super) name: Option<usize>,
    pub(super) frame: Frame,
    pub(super) stated: Option<Stated>,
    /// Whether it stands before a noun for people or bodies below the level of a state: "a Georgia judge".
    pub(super) is_attribute: bool,
    /// Whether it stands at the head of a report.
    pub(super) is_dateline: bool,
    /// Whether a longer name ends so: "Edison" in a text on "Detroit Edison".
    pub(super) is_repeat: bool,
    /// What to look up: the words, or "Ellis County" in "Navarro and Ellis counties".
    pub(super) written: String,
}

/// Looks for spots in one text.
pub(super) struct Scout<'a> {
    pub(super) doc: &'a Doc,
    pub(super) text: &'a str,
    pub(super) world: &'a World,
    pub(super) rules: &'a Rules,
}

/// Longest name of a town in words.
const LONGEST: usize = 4;
/// Counties that one list names at most.
const MOST_LISTED: usize = 16;

impl Scout<'_> {
    /// All spots, in no order: first those that are names already.
    pub(super) fn spots(&self, names: &[Name], lookup: &mut Lookup<'_>) -> Vec<Spot> {
        let surnames = self.surnames(names);
        let lasts = self.last_words_of_bodies(names);
        let mut covered = vec![0usize; self.doc.len()];
        let mut spots = Vec::new();
        for (index, name) in names.iter().enumerate() {
            for end in &mut covered[name.tokens.clone()] {
                *end = (*end).max(name.tokens.end);
            }
            let mut spot = self.spot(name.tokens.clone(), Some(index));
            let after_the = self.lower(name.tokens.start.checked_sub(1)) == "the";
            spot.is_repeat = matches!(name.referent, Referent::Other(_))
                && name.tokens.len() == 1
                && (after_the || lasts.contains(spot.written.as_str()));
            let taken = match &name.referent {
                Referent::Country(_) | Referent::Place(_) | Referent::Metonym(_) => true,
                Referent::Other(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) => true,
                Referent::Other(_) => {
                    self.is_placed(&spot)
                        && !surnames.contains(spot.written.as_str())
                        && !lookup.places(&spot.written).is_empty()
                }
                _ => false,
            };
            if taken {
                spots.push(spot);
            }
        }
        self.counties(&mut spots);
        let counties: HashSet<usize> = spots
            .iter()
            .filter(|spot| spot.name.is_none())
            .map(|spot| spot.tokens.start)
            .collect();
        let mut shortest: HashMap<usize, usize> = HashMap::new();
        for name in names {
            let end = shortest.entry(name.tokens.start).or_insert(usize::MAX);
            *end = (*end).min(name.tokens.end);
        }
        for name in names {
            match name.referent {
                Referent::Other(EntityLabel::Person) => {}
                Referent::Other(_) if !counties.contains(&name.tokens.start) => {
                    spots.extend(self.town_of_body(name, &shortest, lookup));
                    spots.extend(self.town_behind(name, names, lookup));
                }
                Referent::Body(_) => spots.extend(self.state_of_body(name)),
                _ => {}
            }
        }
        self.unnamed(&covered, &surnames, lookup, &mut spots);
        spots.retain(|spot| {
            let known = spot
                .name
                .is_some_and(|index| !matches!(names[index].referent, Referent::Other(_)));
            known || !self.is_also_a_word(&spot.written)
        });
        spots
    }

    /// "The North": a region of some country is called so, but nobody means it.
    fn is_also_a_word(&self, written: &str) -> bool {
        let word = written.strip_prefix("The ").unwrap_or(written);
        self.world.caution(word) == Caution::Word
            && self
                .world
                .places(word)
                .iter()
                .any(|place| place.kind == "province")
    }

    fn word(&self, at: usize) -> &str {
        self.doc
            .tokens
            .get(at)
            .and_then(|token| self.text.get(token.range()))
            .unwrap_or_default()
    }

    fn words(&self, tokens: &Range<usize>) -> &str {
        self.text
            .get(self.doc.token_span(tokens.clone()))
            .unwrap_or_default()
    }

    fn lower(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.doc.tokens.get(at))
            .map_or("", |token| &*token.lower)
    }

    fn spot(&self, tokens: Range<usize>, name: Option<usize>) -> Spot {
        Spot {
            frame: self.frame(&tokens),
            is_dateline: self.is_dateline(&tokens),
            is_attribute: self.is_attribute(&tokens),
            is_repeat: false,
            stated: stated(tokens.end, &self.doc.tokens, self.text, self.world),
            written: self.words(&tokens).to_owned(),
            name,
            tokens,
        }
    }

    /// Last words of the names of people: "Henry" in a text on Pete Henry is no town.
    fn surnames(&self, names: &[Name]) -> HashSet<&str> {
        names
            .iter()
            .filter(|name| {
                name.tokens.len() > 1
                    && matches!(
                        name.referent,
                        Referent::Person(_) | Referent::Other(EntityLabel::Person)
                    )
            })
            .map(|name| self.word(name.tokens.end - 1))
            .collect()
    }

    /// Last words of the names of bodies, other than "Canada" in "Bank of Canada".
    fn last_words_of_bodies(&self, names: &[Name]) -> HashSet<&str> {
        names
            .iter()
            .filter(|name| {
                name.tokens.len() > 1
                    && matches!(name.referent, Referent::Other(EntityLabel::Org))
                    && self.lower(name.tokens.end.checked_sub(2)) != "of"
            })
            .map(|name| self.word(name.tokens.end - 1))
            .collect()
    }

    fn frame(&self, tokens: &Range<usize>) -> Frame {
        let before = |back: usize| tokens.start.checked_sub(back);
        let next = self.lower(Some(tokens.end));
        let goes_on = self
            .doc
            .tokens
            .get(tokens.end)
            .is_some_and(|next| matches!(next.pos, Pos::Propn | Pos::Noun));
        let party = matches!(self.lower(before(1)), "-" | "–")
            && before(2).is_some_and(|at| matches!(self.word(at), "R" | "D" | "I"));
        let aged = self.lower(before(1)) == "of"
            && self.lower(before(2)) == ","
            && before(3).is_some_and(|at| self.doc.tokens[at].lower.parse::<u8>().is_ok());
        let settlement = self.lower(before(1)) == "of"
            && matches!(
                self.lower(before(2)),
                "city" | "town" | "village" | "borough" | "township" | "suburb" | "hamlet"
            );
        let region = self.lower(before(1)) == "of"
            && matches!(
                self.lower(before(2)),
                "state" | "states" | "province" | "provinces"
            );
        let follows = self.rules.hint(next);
        let owner = follows.owner && self.word(tokens.end).starts_with(char::is_uppercase);
        if party || aged || settlement || follows.local || owner {
            Frame::Local
        } else if region {
            Frame::Region
        } else if self.is_dateline(tokens)
            || (!goes_on
                && matches!(
                    self.lower(before(1)),
                    "in" | "near" | "at" | "outside" | "around" | "across" | "between"
                ))
        {
            Frame::Where
        } else {
            Frame::None
        }
    }

    /// Countries have an adjective for it; what is named like a country may not. But "the Georgia government".
    fn is_attribute(&self, tokens: &Range<usize>) -> bool {
        let next = self.doc.tokens.get(tokens.end);
        let Some(next) = next.filter(|next| next.pos == Pos::Noun) else {
            return false;
        };
        let role = self
            .world
            .role(&next.lower)
            .or_else(|| self.world.role(&next.lemma));
        role.is_some_and(|role| {
            role.class != RoleClass::Thing
                && role.office.is_empty()
                && role.sector != Some(Sector::Military)
                && !matches!(
                    role.words,
                    "government" | "parliament" | "ministry" | "embassy"
                )
        })
    }

    /// "ALTON — Police said" at the head of a report.
    fn is_dateline(&self, tokens: &Range<usize>) -> bool {
        let words = self.words(tokens);
        let capitals = words.len() > 3 && !words.contains(char::is_lowercase);
        let first = tokens.start == 0
            || self.doc.tokens[tokens.start].sentence_start
            || self.doc.tokens[tokens.start - 1].is_space();
        let next = self.lower(Some(tokens.end));
        let dash = matches!(next, "—" | "--" | "---" | "–" | "-" | ":");
        (dash && (first || capitals)) || (capitals && first && matches!(next, "(" | ","))
    }

    /// Whether the words around say that a name is that of a place.
    fn is_placed(&self, spot: &Spot) -> bool {
        let last = self.lower(spot.tokens.end.checked_sub(1));
        let named_so = spot.tokens.len() > 1
            && matches!(last, "state" | "province" | "region" | "oblast" | "county");
        // A text of a few words, to be looked up, has nothing around that could show it.
        let alone = self.doc.len() <= 2;
        named_so
            || alone
            || spot.frame != Frame::None
            || spot
                .stated
                .as_ref()
                .is_some_and(|stated| !stated.state.is_empty())
    }

    /// Words that begin the names of bodies without being a place: "Supreme", "Federal", "North".
    fn is_ordinary(&self, at: usize) -> bool {
        let word = self.lower(Some(at));
        let hint = self.rules.hint(word);
        hint.owner
            || hint.never
            || self.world.role(word).is_some()
            || self.world.modifier(word).is_some()
    }

    /// Whether the noun names an institution.
    pub(super) fn is_body(&self, at: usize) -> bool {
        self.world
            .role(self.lower(Some(at)))
            .is_some_and(|role| matches!(role.class, RoleClass::Body | RoleClass::General))
    }

    /// "Dublin" in "Dublin Road" is a street.
    pub(super) fn is_in_street(&self, end: usize) -> bool {
        self.rules.hint(self.lower(Some(end))).street
            && self.word(end).starts_with(char::is_uppercase)
    }

    /// "Alton" in "Alton Police Department".
    fn town_of_body(
        &self,
        body: &Name,
        shortest: &HashMap<usize, usize>,
        lookup: &mut Lookup<'_>,
    ) -> Option<Spot> {
        let start = body.tokens.start;
        if self.is_ordinary(start) || !lookup.places(self.words(&body.tokens)).is_empty() {
            return None;
        }
        let longest = (body.tokens.len() - 1).min(LONGEST - 1);
        let tokens = (1..=longest)
            .rev()
            .map(|length| start..start + length)
            .find(|tokens| {
                self.rules.hint(self.lower(Some(tokens.end))).owner
                    && self.word(tokens.end).starts_with(char::is_uppercase)
                    && !lookup.places(self.words(tokens)).is_empty()
            })?;
        let known = shortest.get(&start).is_some_and(|end| *end <= tokens.end);
        (!known).then(|| self.spot(tokens, None))
    }

    /// "Louisville" in "Eastern High School of Louisville".
    fn town_behind(&self, body: &Name, names: &[Name], lookup: &mut Lookup<'_>) -> Option<Spot> {
        let of = body
            .tokens
            .clone()
            .rev()
            .find(|&at| self.lower(Some(at)) == "of")
            .filter(|&of| of > body.tokens.start)?;
        let tokens = of + 1..body.tokens.end;
        let known = super::phrases::name_at(names, of + 1)
            .is_some_and(|inner| inner.tokens.start > body.tokens.start);
        let institution = self.rules.hint(self.lower(Some(of - 1))).owner;
        (institution
            && !known
            && !tokens.is_empty()
            && tokens.len() <= LONGEST
            && !self.is_ordinary(tokens.start)
            && !lookup.places(self.words(&tokens)).is_empty())
        .then(|| self.spot(tokens, None))
    }

    /// "Florida" in "Florida Highway Patrol", a body of the tables.
    fn state_of_body(&self, body: &Name) -> Option<Spot> {
        let start = body.tokens.start;
        (1..body.tokens.len().min(LONGEST))
            .rev()
            .map(|length| start..start + length)
            .find(|tokens| self.is_state(tokens))
            .map(|tokens| self.spot(tokens, None))
    }

    /// Whether the words name a state of the USA.
    fn is_state(&self, tokens: &Range<usize>) -> bool {
        let known = self.world.named(self.words(tokens)).iter();
        known
            .filter_map(|known| match known {
                Known::Place(index) => self.world.place_at(*index),
                _ => None,
            })
            .any(|place| place.kind == "state")
    }

    /// "D-Charleston" behind the name of a member of parliament.
    fn seat(&self, at: usize, lookup: &mut Lookup<'_>) -> Option<Spot> {
        let town = ["R-", "D-", "I-"]
            .iter()
            .find_map(|party| self.word(at).strip_prefix(party))?;
        (!lookup.places(town).is_empty()).then(|| Spot {
            written: town.to_owned(),
            frame: Frame::Local,
            ..self.spot(at..at + 1, None)
        })
    }

    /// "Ellis County" and "Navarro and Ellis counties", whatever name they stand in.
    fn counties(&self, spots: &mut Vec<Spot>) {
        let mut known: HashMap<Range<usize>, usize> = (0..spots.len())
            .map(|index| (spots[index].tokens.clone(), index))
            .collect();
        let mut add = |tokens: Range<usize>, written: String| {
            if let Some(&index) = known.get(&tokens) {
                spots[index].written = written;
                spots[index].frame = Frame::Local;
            } else {
                known.insert(tokens.clone(), spots.len());
                spots.push(Spot {
                    written,
                    frame: Frame::Local,
                    ..self.spot(tokens, None)
                });
            }
        };
        for at in 1..self.doc.len() {
            match self.word(at) {
                "County" | "Parish" | "Township" => {
                    let start = self.capitals_before(at, 3);
                    if start < at {
                        add(start..at + 1, self.words(&(start..at + 1)).to_owned());
                    }
                }
                "counties" | "Counties" | "parishes" => {
                    let one = if self.word(at) == "parishes" {
                        "Parish"
                    } else {
                        "County"
                    };
                    let mut end = at;
                    for _ in 0..MOST_LISTED {
                        let start = self.capitals_before(end, 3);
                        if start == end {
                            break;
                        }
                        let tokens = start..end;
                        // "Indiana counties" are those of the state.
                        let listed =
                            matches!(self.lower(start.checked_sub(1)), "and" | "&" | "or" | ",");
                        if end == at && !listed && self.is_state(&tokens) {
                            break;
                        }
                        add(tokens.clone(), format!("{} {one}", self.words(&tokens)));
                        end = start;
                        while end > 0
                            && matches!(self.lower(Some(end - 1)), "," | "and" | "&" | "or")
                        {
                            end -= 1;
                        }
                        if end == start {
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Where the capitalised words right before a token begin.
    fn capitals_before(&self, end: usize, most: usize) -> usize {
        (end.saturating_sub(most)..end)
            .rev()
            .take_while(|&at| {
                let word = self.word(at);
                word.starts_with(char::is_uppercase)
                    && word.len() > 1
                    && self.doc.tokens[at].pos == Pos::Propn
            })
            .last()
            .unwrap_or(end)
    }

    /// Capitalised words that no name covers, where the words around show a place.
    fn unnamed(
        &self,
        covered: &[usize],
        surnames: &HashSet<&str>,
        lookup: &mut Lookup<'_>,
        spots: &mut Vec<Spot>,
    ) {
        let taken: HashSet<usize> = spots.iter().flat_map(|spot| spot.tokens.clone()).collect();
        let free = |at: usize| {
            covered.get(at) == Some(&0)
                && !taken.contains(&at)
                && self.doc.tokens[at].entity.is_none_or(is_name)
                && self.doc.tokens[at].pos == Pos::Propn
                && self.word(at).starts_with(char::is_uppercase)
        };
        let mut at = 0;
        while at < self.doc.len() {
            if !taken.contains(&at) && covered.get(at) == Some(&0) {
                spots.extend(self.seat(at, lookup));
            }
            if !free(at) {
                at += 1;
                continue;
            }
            // No further than a name may reach: a text of nothing but capitals would be walked over once for each word.
            let end = self.doc.len().min(at + LONGEST);
            let run = (at..end).take_while(|&next| free(next)).count();
            let found = (1..=run).rev().find_map(|length| {
                let spot = self.spot(at..at + length, None);
                let bare = spot.written.chars().all(char::is_uppercase) && spot.written.len() < 4;
                // "A Florida Highway Patrol report".
                let state = self.doc.tokens[at].entity.is_none()
                    && self.is_state(&spot.tokens)
                    && matches!(
                        self.lower(at.checked_sub(1)),
                        "a" | "an" | "the" | "of" | "from" | "by" | "with"
                    );
                if state {
                    return Some(spot);
                }
                (!bare
                    && self.is_placed(&spot)
                    && !self.is_ordinary(at)
                    && !self.is_in_street(spot.tokens.end)
                    && !surnames.contains(spot.written.as_str())
                    && self.world.named(&spot.written).is_empty()
                    && self.world.role(&spot.written.to_lowercase()).is_none()
                    && !lookup.places(&spot.written).is_empty())
                .then_some(spot)
            });
            at += found.as_ref().map_or(1, |spot| spot.tokens.len());
            spots.extend(found);
        }
    }
}

/// The state, region or country that stands behind a name and a comma.
pub(super) fn stated(end: usize, tokens: &[Token], text: &str, world: &World) -> Option<Stated> {
    tokens.get(end).filter(|token| &*token.lower == ",")?;
    let first = tokens.get(end + 1)?;
    let capital = |at: usize| {
        tokens.get(at).filter(|token| {
            text.get(token.range())
                .is_some_and(|word| word.starts_with(char::is_uppercase))
        })
    };
    capital(end + 1)?;
    let longest = (end + 2..end + 4)
        .take_while(|&at| capital(at).is_some())
        .count();
    for last in (0..=longest).rev() {
        let words = text.get(first.start as usize..tokens[end + 1 + last].end as usize)?;
        let mut state = "";
        let mut country = None;
        for known in world.named(words) {
            match known {
                Known::Country(code) => country = country.or(Some(*code)),
                Known::Place(index) => {
                    let place = world.place_at(*index).filter(|place| place.kind == "state");
                    state = place.map_or(state, |place| place.state);
                }
                _ => {}
            }
        }
        if words == "Georgia" {
            state = "GA";
        }
        if !state.is_empty() || country.is_some() || last == 0 {
            return Some(Stated {
                state,
                country,
                words: words.to_owned(),
            });
        }
    }
    None
}
