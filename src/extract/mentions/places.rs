//! Which of several places of a name a text means.
//!
//! Every candidate of every name has a score, in powers of ten of inhabitants; the best wins. What counts, with its weight:
//!
//! - how large it is; countries and capitals are known to everybody ([`COUNTRY_PRIOR`], [`CAPITAL_BONUS`]);
//! - whether the text states where it lies, "Moscow, Idaho" ([`STATED`]);
//! - how much else the text names in its country ([`SAME_COUNTRY`]) and its state or region ([`SAME_REGION`]);
//! - how near other places of the text lie ([`NEAR`]);
//! - whether the words around speak of a town: "a Lebanon man" is not of the country ([`NO_COUNTRY`]).
//!
//! As other names are open too, all are weighed together in a few rounds, each candidate counting as much as it is likely
//! by then. A name means the same place throughout a text unless the text states otherwise. Where names stand is left to
//! `spots`.

use std::collections::{BTreeMap, HashMap};

use super::lookup::Lookup;
use super::source::Hints;
use super::spots::{Frame, Spot, Stated};
use super::unlisted;
use crate::model::CountryCode;
use crate::world::{Place, Point};

/// Score of a country by its name.
const COUNTRY_PRIOR: f64 = 9.0;
/// A capital is that much better known than other towns of its size.
const CAPITAL_BONUS: f64 = 1.5;
/// Score of a capital whose size is not known.
const CAPITAL_PRIOR: f64 = 6.5;
/// Score of states of the USA.
const STATE_PRIOR: f64 = 8.0;
/// Score of seas, regions and sites of our own table.
const TABLE_PRIOR: f64 = 7.0;
/// Score of provinces and other regions of the first level.
const PROVINCE_PRIOR: f64 = 6.0;
/// Score of the provinces of Canada and the states of Australia, which the English-speaking press names like those of the USA.
const WELL_KNOWN_PROVINCE_PRIOR: f64 = 7.5;
/// Score of counties and districts.
const COUNTY_PRIOR: f64 = 4.3;
/// A name in another language or of former times counts less.
const OTHER_NAME: f64 = -2.0;
/// The text says where it lies.
const STATED: f64 = 12.0;
/// All other places of the text lie in the same country.
const SAME_COUNTRY: f64 = 4.0;
/// All other places of the text lie in the same region of the first level.
const SAME_REGION: f64 = 3.5;
/// Other places of the text lie right beside it.
const NEAR: f64 = 4.0;
/// "Near" fades with the distance: what is left of it after so many kilometres is about a third.
const NEAR_KM: f64 = 80.0;
/// A country where the words around speak of a town.
const NO_COUNTRY: f64 = -4.0;
/// A country where its name stands before a noun like an adjective: "a Georgia judge".
const ATTRIBUTE: f64 = -2.0;
/// A country where the text names its capital, or other countries than that of the namesake.
const ABROAD: f64 = 1.0;
const MOST_ABROAD: f64 = 2.0;
/// A capital where they do.
const NO_CAPITAL: f64 = -1.0;
/// A state or province where the words around call it one: "the state of Victoria".
const REGION: f64 = 4.0;
/// How much a name that is national (a country, a capital) tells of which small town is meant, next to a local one.
const NATIONAL: f64 = 0.1;
/// How much a word of a country's public life tells of it.
const PRESS: f64 = 0.4;
/// Score from which on a town is known well enough to be taken where only the words around show a place.
const KNOWN: f64 = 4.6;
/// What all other evidence has to outweigh.
const DOUBT: f64 = 1.0;
/// What a name tells of others that may be no place.
const DOUBTFUL: f64 = 0.3;
const ROUNDS: usize = 4;
/// Bounds on the work in one text: further names are judged by themselves.
pub(super) const MOST_GROUPS: usize = 80;

/// What a name stands for already, as a candidate: a country, or a capital as such.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) country: Option<CountryCode>,
    pub(super) point: Option<Point>,
    pub(super) is_country: bool,
    /// Kind and name of a sea, region or site of our own table.
    pub(super) area: Option<(&'static str, &'static str)>,
}

/// What was chosen for a spot.
#[derive(Clone, Debug)]
pub(super) enum Choice {
    /// What it stands for already.
    Keep,
    /// This place.
    Place(Place),
    /// No table has it; the other places of the text lie around this point.
    Unlisted(Option<(Point, Option<CountryCode>)>),
}

pub(super) struct Candidate {
    /// None: what the name stands for already.
    pub(super) place: Option<Place>,
    pub(super) country: Option<CountryCode>,
    pub(super) region: &'static str,
    pub(super) point: Option<Point>,
    /// Below the level of countries, so that it tells where a text is at home.
    pub(super) local: bool,
    /// A town or county, so that distances to it mean something.
    pub(super) small: bool,
    pub(super) is_country: bool,
    pub(super) is_demoted: bool,
    pub(super) prior: f64,
    pub(super) likely: f64,
}

/// The spots that mean one place.
pub(super) struct Group {
    /// None for what only the source of the article names.
    pub(super) spots: Vec<usize>,
    pub(super) stated: Option<Stated>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) weight: f64,
    /// The state that the text puts it in, if no table knows it there.
    pub(super) within: Option<(Point, Option<CountryCode>)>,
    /// Only the words around show a place: it has to be a likely one.
    pub(super) doubtful: bool,
}

impl Group {
    /// Places that nothing in the text names, but that lie beside what it is about.
    pub(super) fn beside(places: &[Place], weight: f64) -> Self {
        let mut group = Self {
            spots: Vec::new(),
            stated: None,
            candidates: places
                .iter()
                .map(|place| Candidate::of(place, None))
                .collect(),
            weight,
            within: None,
            doubtful: false,
        };
        group.begin();
        group
    }

    /// What is likely before anything else is weighed.
    fn begin(&mut self) {
        let scores: Vec<f64> = self.candidates.iter().map(|c| c.prior).collect();
        for (candidate, likely) in self.candidates.iter_mut().zip(softmax(&scores)) {
            candidate.likely = likely;
        }
    }
}

/// Chooses for every spot; `standing` says what a spot's name stands for already.
pub(super) fn choose(
    spots: &[Spot],
    standing: &[Option<Standing>],
    hints: &Hints,
    lookup: &mut Lookup<'_>,
) -> Vec<Choice> {
    let mut groups = groups(spots, standing, lookup);
    groups.extend(hints.town_of_source(spots, lookup));
    for _ in 0..ROUNDS {
        let next: Vec<Vec<f64>> = (0..groups.len().min(MOST_GROUPS))
            .map(|index| likelihoods(&groups, index, &hints.press))
            .collect();
        for (group, likely) in groups.iter_mut().zip(next) {
            for (candidate, likely) in group.candidates.iter_mut().zip(likely) {
                candidate.likely = likely;
            }
        }
    }
    let around = unlisted::middle(&groups);
    let mut choices = vec![Choice::Unlisted(around); spots.len()];
    for (index, group) in groups.iter().enumerate() {
        if let Some(within) = group.within {
            for &spot in &group.spots {
                choices[spot] = Choice::Unlisted(Some(within));
            }
        }
        if let Some(best) = best(group) {
            if group.doubtful && best.prior < KNOWN && nearness(&groups, index, best) < 0.1 {
                for &spot in &group.spots {
                    choices[spot] = Choice::Unlisted(None);
                }
                continue;
            }
            let choice = match (&best.place, unlisted::elsewhere(&groups, index, best)) {
                (Some(_), Some(home)) => Choice::Unlisted(Some(home)),
                (Some(place), None) => Choice::Place(place.clone()),
                (None, _) => Choice::Keep,
            };
            for &spot in &group.spots {
                choices[spot] = choice.clone();
            }
        }
    }
    choices
}

fn groups(spots: &[Spot], standing: &[Option<Standing>], lookup: &mut Lookup<'_>) -> Vec<Group> {
    let mut by_words: HashMap<(String, String), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (index, spot) in spots.iter().enumerate() {
        let own = standing[index];
        let within = spot.stated.as_ref().and_then(|stated| lookup.state(stated));
        let base = lookup.base(&spot.written).to_owned();
        let places = lookup.places(&spot.written);
        // "China, Japan" and "New York, Ohio" are lists.
        let is_state = places.iter().any(|place| place.kind == "state");
        let said = |stated: &&Stated| {
            (!stated.state.is_empty() && !is_state)
                || (own.is_none_or(|own| !own.is_country)
                    && stated.country.is_none_or(|_| {
                        places
                            .iter()
                            .any(|place| !place.by_other_name && lies_in(place, stated))
                    }))
        };
        let stated =
            spot.stated.as_ref().filter(said).filter(|stated| {
                within.is_some() || places.iter().any(|place| lies_in(place, stated))
            });
        let elsewhere = stated.is_some()
            && !places
                .iter()
                .any(|place| stated.is_some_and(|stated| lies_in(place, stated)));
        let key = (
            base,
            stated.map_or_else(String::new, |stated| stated.words.clone()),
        );
        if let Some(&known) = by_words.get(&key) {
            groups[known].spots.push(index);
            groups[known].weight = (groups[known].weight + 1.0).min(3.0);
            if spot.frame == Frame::Local {
                for candidate in &mut groups[known].candidates {
                    candidate.demote();
                }
            }
            continue;
        }
        by_words.insert(key, groups.len());
        let mut candidates: Vec<Candidate> = own
            .iter()
            .map(|own| Candidate::standing(own, places))
            .collect();
        candidates.extend(
            places
                .iter()
                .filter(|place| is_other(place, own.as_ref(), stated))
                .map(|place| Candidate::of(place, stated)),
        );
        if elsewhere {
            candidates.clear();
        }
        if spot.frame == Frame::Region {
            for candidate in &mut candidates {
                candidate.prefer_region();
            }
        }
        if spot.frame == Frame::Local {
            candidates.iter_mut().for_each(Candidate::demote);
        }
        if spot.is_attribute {
            candidates
                .iter_mut()
                .filter(|candidate| candidate.is_country && !candidate.is_demoted)
                .for_each(|candidate| candidate.prior += ATTRIBUTE);
        }
        // Reports are sent from towns: "MALTA — About 5,000 books".
        if spot.is_dateline {
            candidates
                .iter_mut()
                .filter(|candidate| candidate.is_country)
                .for_each(Candidate::demote);
        }
        let doubtful = stated.is_none()
            && match spot.name {
                None => !spot.written.contains(" County"),
                // "His wife, Amelia", "the Earth": taken for a place, but nothing beside it speaks of one.
                Some(_) => {
                    spot.frame == Frame::None
                        && (spot.is_repeat || lookup.is_given_name(&spot.written))
                }
            };
        groups.push(Group {
            spots: vec![index],
            stated: stated.cloned(),
            candidates,
            weight: if doubtful { DOUBTFUL } else { 1.0 },
            within: within.filter(|_| elsewhere),
            doubtful,
        });
    }
    // A name without a statement means what the same name with one does.
    let said: Vec<usize> = (0..groups.len())
        .filter(|&index| groups[index].stated.is_some())
        .collect();
    for index in said {
        let words = lookup
            .base(&spots[groups[index].spots[0]].written)
            .to_owned();
        if let Some(&plain) = by_words.get(&(words, String::new())) {
            let moved = std::mem::take(&mut groups[plain].spots);
            groups[index].weight = (groups[index].weight + groups[plain].weight).min(3.0);
            groups[index].spots.extend(moved);
        }
    }
    groups.retain(|group| !group.spots.is_empty());
    groups.iter_mut().for_each(Group::begin);
    groups
}

/// The power of ten of its inhabitants.
fn size(town: &Place) -> f64 {
    (f64::from(town.thousands) * 1000.0 + 500.0).log10()
}

fn is_federation(country: CountryCode) -> bool {
    matches!(country.as_str(), "CAN" | "AUS")
}

/// Whether a place is another one than what the name stands for: not that one again, and none in the country of a capital
/// or sea, where nobody would call it by the bare name.
fn is_other(place: &Place, own: Option<&Standing>, stated: Option<&Stated>) -> bool {
    let Some(own) = own else { return true };
    stated.is_some_and(|stated| lies_in(place, stated))
        || (own.point.is_none_or(|point| km(point, place.point) > 50.0)
            && (own.is_country || own.country.is_none() || own.country != place.country))
}

fn lies_in(place: &Place, stated: &Stated) -> bool {
    if !stated.state.is_empty() {
        return place.state == stated.state && place.kind != "state";
    }
    let same_region = !place.region.is_empty() && place.region.eq_ignore_ascii_case(&stated.words);
    same_region || (stated.country.is_some() && place.country == stated.country)
}

impl Candidate {
    fn standing(standing: &Standing, places: &[Place]) -> Self {
        let capital = || {
            let point = standing.point?;
            let town = places
                .iter()
                .filter(|place| place.kind == "city" && km(point, place.point) < 50.0)
                .max_by_key(|place| place.thousands)?;
            Some(size(town) + CAPITAL_BONUS)
        };
        let province = standing
            .area
            .filter(|(kind, _)| *kind == "province")
            .map(|(_, name)| name);
        let of_federation = province.is_some() && standing.country.is_some_and(is_federation);
        Self {
            place: None,
            country: standing.country,
            region: province.unwrap_or_default(),
            point: standing.point,
            local: province.is_some(),
            small: false,
            is_country: standing.is_country,
            // "Ontario police" are those of the province.
            is_demoted: of_federation,
            prior: if standing.is_country {
                COUNTRY_PRIOR
            } else if of_federation {
                WELL_KNOWN_PROVINCE_PRIOR
            } else if standing.area.is_some() {
                TABLE_PRIOR
            } else {
                capital().unwrap_or(CAPITAL_PRIOR)
            },
            likely: 0.0,
        }
    }

    fn of(place: &Place, stated: Option<&Stated>) -> Self {
        let mut prior = match place.kind {
            "city" => size(place),
            "county" | "district" => COUNTY_PRIOR,
            "province" if !place.state.is_empty() => STATE_PRIOR,
            "province" if place.country.is_some_and(is_federation) => WELL_KNOWN_PROVINCE_PRIOR,
            "province" => PROVINCE_PRIOR,
            "state" => STATE_PRIOR,
            _ => TABLE_PRIOR,
        };
        if place.by_other_name {
            prior += OTHER_NAME;
        }
        if stated.is_some_and(|stated| lies_in(place, stated)) {
            prior += STATED;
        }
        Self {
            country: place.country,
            region: if place.kind == "state" {
                place.name
            } else {
                place.region
            },
            point: Some(place.point),
            local: matches!(
                place.kind,
                "city" | "county" | "district" | "state" | "province"
            ),
            small: matches!(place.kind, "city" | "county" | "district"),
            is_country: false,
            is_demoted: false,
            prior,
            likely: 0.0,
            place: Some(place.clone()),
        }
    }

    /// The words around speak of a state or province.
    fn prefer_region(&mut self) {
        if let Some(place) = &self.place
            && matches!(place.kind, "state" | "province" | "region")
        {
            self.prior += REGION;
        }
    }

    /// The words around speak of a town.
    fn demote(&mut self) {
        if self.place.is_none() && !self.is_demoted {
            self.is_demoted = true;
            self.prior += if self.is_country {
                NO_COUNTRY
            } else {
                NO_CAPITAL
            };
        }
    }
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let weights: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| weight / sum.max(1e-9))
        .collect()
}

/// How likely each candidate of a group is, judging by what the other groups are likely to be.
fn likelihoods(groups: &[Group], index: usize, press: &BTreeMap<CountryCode, u32>) -> Vec<f64> {
    let mut in_country: HashMap<CountryCode, f64> = HashMap::new();
    let mut in_region: HashMap<(Option<CountryCode>, &str), f64> = HashMap::new();
    // What is known to everybody speaks for countries, if not for small towns.
    let mut abroad: HashMap<CountryCode, f64> = HashMap::new();
    let mut all = DOUBT;
    let mut national = 0.0;
    for (other, group) in groups.iter().take(MOST_GROUPS).enumerate() {
        if other == index {
            continue;
        }
        for candidate in &group.candidates {
            let Some(country) = candidate.country else {
                continue;
            };
            let mut weight = group.weight * candidate.likely;
            if !candidate.local {
                *abroad.entry(country).or_default() += weight;
                weight *= NATIONAL;
                national += weight;
            }
            all += weight;
            *in_country.entry(country).or_default() += weight;
            if !candidate.region.is_empty() {
                *in_region
                    .entry((candidate.country, candidate.region))
                    .or_default() += weight;
            }
        }
    }
    for (country, count) in press {
        let weight = PRESS * f64::from((*count).min(4));
        all += weight;
        national += weight;
        *in_country.entry(*country).or_default() += weight;
    }
    let local = (all - national).max(DOUBT);
    let all_abroad: f64 = abroad.values().sum();
    let namesake = groups[index]
        .candidates
        .iter()
        .find(|candidate| candidate.local)
        .and_then(|candidate| candidate.country);
    let world = |candidate: &Candidate| {
        if !candidate.is_country {
            return 0.0;
        }
        let at_home = namesake.and_then(|code| abroad.get(&code)).copied();
        let own = candidate
            .country
            .and_then(|code| abroad.get(&code))
            .copied();
        let others = all_abroad - at_home.unwrap_or_default() + own.unwrap_or_default();
        ABROAD * others.clamp(0.0, MOST_ABROAD)
    };
    let scores: Vec<f64> = groups[index]
        .candidates
        .iter()
        .map(|candidate| {
            let country = candidate
                .country
                .and_then(|code| in_country.get(&code))
                .map_or(0.0, |weight| weight / all);
            let region = in_region
                .get(&(candidate.country, candidate.region))
                .map_or(0.0, |weight| weight / local);
            candidate.prior
                + world(candidate)
                + SAME_COUNTRY * country
                + SAME_REGION * region
                + NEAR * nearness(groups, index, candidate)
        })
        .collect();
    softmax(&scores)
}

/// Whether other places of the text lie beside a candidate, from 0 to 1.
pub(super) fn nearness(groups: &[Group], index: usize, candidate: &Candidate) -> f64 {
    let Some(point) = candidate.point.filter(|_| candidate.small) else {
        return 0.0;
    };
    let mut far = 1.0;
    for (other, group) in groups.iter().take(MOST_GROUPS).enumerate() {
        if other == index {
            continue;
        }
        let near = group
            .candidates
            .iter()
            .filter(|other| other.small)
            .filter_map(|other| {
                let other_point = other.point?;
                if (point.latitude - other_point.latitude).abs() > 4.0 {
                    return None;
                }
                let distance = km(point, other_point);
                (distance < 5.0 * NEAR_KM)
                    .then(|| (-distance / NEAR_KM).exp() * other.likely.sqrt())
            })
            .fold(0.0, f64::max);
        far *= 1.0 - 0.7 * near;
    }
    1.0 - far
}

pub(super) fn best(group: &Group) -> Option<&Candidate> {
    group
        .candidates
        .iter()
        .rev()
        .max_by(|one, other| one.likely.total_cmp(&other.likely))
}

/// Kilometres between two points; good enough to tell near from far.
pub(super) fn km(one: Point, other: Point) -> f64 {
    const DEGREE: f64 = 111.2;
    let mut east = (one.longitude - other.longitude).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let north = one.latitude - other.latitude;
    let middle = f64::midpoint(one.latitude, other.latitude).to_radians();
    (east * middle.cos()).hypot(north) * DEGREE
}
