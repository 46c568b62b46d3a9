//! Where places lie that no table holds: by the other places of the text.
//!
//! A text names hamlets that no table has, and some bear the name of a town far away. Who reads "Springdale" in a report on
//! one county takes it for a place of that county, unless the text says otherwise; so does this. Which of the places that
//! the tables hold is meant is left to `places`.

use std::collections::HashMap;

use super::places::{Candidate, Group, MOST_GROUPS, best, km};
use crate::model::CountryCode;
use crate::world::Point;

/// A point and the country that it lies in.
type Home = (Point, Option<CountryCode>);

/// Towns from this power of ten of inhabitants on are known well enough to be meant in a text about somewhere else.
const KNOWN_FAR: f64 = 4.8;
/// What has to lie in one region of all else that the text names below the level of countries.
const SHARE_AT_HOME: f64 = 0.6;
/// That much must be named there: a county and a town, or one of them more than once.
const LEAST_AT_HOME: f64 = 1.2;
/// A town that lies so near to another of the text is taken for what it is.
const BESIDE_KM: f64 = 75.0;
const AROUND_KM: f64 = 150.0;
/// What has to lie around the middle of a text of all the towns that it names.
const SHARE_AROUND: f64 = 0.55;
/// Where towns have English names, so that many have the same.
const ENGLISH: [&str; 7] = ["USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF"];

/// Where a name lies whose best candidate is a small town far from all that the text is about.
pub(super) fn elsewhere(groups: &[Group], index: usize, chosen: &Candidate) -> Option<Home> {
    let group = &groups[index];
    let place = chosen.place.as_ref()?;
    if group.stated.is_some() || place.kind != "city" || chosen.prior >= KNOWN_FAR {
        return None;
    }
    let (country, region) = region_at_home(groups, index)?;
    let namesake = match place.country {
        Some(other) if Some(other) == country => {
            (group.candidates.len() > 1 || place.by_other_name) && place.region != region
        }
        Some(other) => ENGLISH.contains(&other.as_str()),
        None => false,
    };
    if !namesake || is_beside(groups, index, chosen) {
        return None;
    }
    point_of(groups, index, country, region).map(|point| (point, country))
}

/// Whether another town of the text lies near by.
fn is_beside(groups: &[Group], index: usize, chosen: &Candidate) -> bool {
    let others = groups
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    others
        .filter_map(|(_, group)| best(group).filter(|best| best.small)?.point)
        .any(|point| chosen.point.is_some_and(|own| km(own, point) < BESIDE_KM))
}

/// The region that most of the other names lie in.
fn region_at_home(groups: &[Group], index: usize) -> Option<(Option<CountryCode>, &'static str)> {
    let mut all = 0.0;
    let mut weights: HashMap<(Option<CountryCode>, &'static str), f64> = HashMap::new();
    for (other, group) in groups.iter().take(MOST_GROUPS).enumerate() {
        for candidate in &group.candidates {
            if other != index && candidate.local {
                let weight = group.weight * candidate.likely;
                all += weight;
                if !candidate.region.is_empty() {
                    *weights
                        .entry((candidate.country, candidate.region))
                        .or_default() += weight;
                }
            }
        }
    }
    weights
        .into_iter()
        .find(|(_, weight)| *weight >= LEAST_AT_HOME && *weight >= SHARE_AT_HOME * all)
        .map(|(home, _)| home)
}

/// The town or county named most in a region, else the region itself.
fn point_of(
    groups: &[Group],
    index: usize,
    country: Option<CountryCode>,
    region: &str,
) -> Option<Point> {
    let others = groups
        .iter()
        .take(MOST_GROUPS)
        .enumerate()
        .filter(|(other, _)| *other != index);
    others
        .filter_map(|(_, group)| Some((group, best(group)?)))
        .filter(|(_, best)| best.country == country && best.region == region)
        .rev()
        .max_by(|(one, first), (other, second)| {
            let weight = |group: &Group, best: &Candidate| {
                group.weight * best.likely + if best.small { 10.0 } else { 0.0 }
            };
            weight(one, first).total_cmp(&weight(other, second))
        })
        .and_then(|(_, best)| best.point)
}

/// The place around which most others of the text lie; where no town is named, the only state.
pub(super) fn middle(groups: &[Group]) -> Option<Home> {
    let sure: Vec<(f64, &Candidate, Point)> = groups
        .iter()
        .take(MOST_GROUPS)
        .filter_map(|group| {
            let best = best(group).filter(|best| best.small && best.likely > 0.5)?;
            Some((group.weight, best, best.point?))
        })
        .collect();
    let all: f64 = sure.iter().map(|(weight, ..)| weight).sum();
    let around = |point: Point| -> f64 {
        let near = sure
            .iter()
            .filter(|(_, _, other)| km(point, *other) < AROUND_KM);
        near.map(|(weight, ..)| weight).sum()
    };
    let middle = sure
        .iter()
        .map(|(weight, best, point)| (around(*point), *weight, best.country, *point))
        .rev()
        .max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    match middle {
        Some((near, _, country, point)) => {
            (all > 1.0 && near >= SHARE_AROUND * all).then_some((point, country))
        }
        None => {
            let (country, region) = region_at_home(groups, usize::MAX)?;
            point_of(groups, usize::MAX, country, region).map(|point| (point, country))
        }
    }
}
