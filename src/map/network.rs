//! Countries and alliances as a plot: actors on a circle, alliances as bands around it, ties as curves across it.
//!
//! Units are those of the circle: radius 1, x to the right, y upwards. Neighbours on the circle share alliances, so that
//! each band runs unbroken as far as it can.

use std::collections::BTreeMap;
use std::f32::consts::{FRAC_PI_2, TAU};

use super::blocs::ShownBlocs;
use super::curves::{Curve, distance, width_px};
use super::layout::Hit;
use super::ties::{Actor, Ties};
use crate::scene::{Point, point};

/// As many actors as a circle can hold with names that can be read.
const MOST_NODES: usize = 48;
/// Between groups, in places on the circle.
const GROUP_GAP: f32 = 0.6;
/// Where the first band lies, and how far apart they are.
const FIRST_BAND: f32 = 1.085;
const BAND_STEP: f32 = 0.05;
/// How far ties are pulled from the straight line towards the middle of the circle.
const PULL: f32 = 0.7;
/// Between ties of the same two actors.
const SPREAD: f32 = 0.11;
/// Points along a quarter of the circle for a band.
const STEPS_PER_QUARTER: f32 = 24.0;

/// An actor on the circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Index into [`Ties::actors`].
    pub actor: usize,
    /// Radians from the right, against the clock.
    pub angle: f32,
    /// On the circle.
    pub at: Point,
    /// Radius of the disc in pixels, by the number of entries.
    pub radius_px: f32,
    /// The outermost of its bands, or the circle itself; the name stands beyond it.
    pub name_radius: f32,
}

/// A tie across the circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Index into [`Ties::ties`].
    pub tie: usize,
    /// Its way.
    pub curve: Curve,
    /// Its width in pixels.
    pub width_px: f32,
}

/// A run of members of an alliance.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Index into [`ShownBlocs::blocs`].
    pub bloc: usize,
    /// Along the band.
    pub points: Vec<Point>,
    /// The longest run of its alliance bears the name, at this point.
    pub name_at: Option<Point>,
}

/// The whole plot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Around the circle, clockwise from the top.
    pub places: Vec<Place>,
    /// The lightest first.
    pub edges: Vec<Edge>,
    /// Alliances, from the inside to the outside.
    pub bands: Vec<Band>,
    /// The outermost band of all.
    pub outer_radius: f32,
    /// Actors for whom there is no place.
    pub left_out: usize,
}

impl Network {
    /// Places the actors that are in most entries, their ties, and the alliances that are shown.
    pub fn new(ties: &Ties, blocs: &ShownBlocs) -> Self {
        let mut chosen: Vec<usize> = (0..ties.actors.len().min(MOST_NODES)).collect();
        chosen.sort_by_key(|actor| (group(&ties.actors[*actor], blocs), *actor));
        let angles = angles(&chosen, ties, blocs);
        let most = ties
            .actors
            .first()
            .map_or(1, |actor| actor.entries.len())
            .max(1);
        let places: Vec<Place> = chosen
            .iter()
            .zip(&angles)
            .map(|(actor, angle)| Place {
                actor: *actor,
                angle: *angle,
                at: point(angle.cos(), angle.sin()),
                name_radius: outermost_band(&ties.actors[*actor], blocs),
                radius_px: 4.0
                    + 8.0 * (ties.actors[*actor].entries.len() as f32 / most as f32).sqrt(),
            })
            .collect();
        let bands = bands(&places, ties, blocs);
        Self {
            edges: edges(ties, &places),
            outer_radius: places
                .iter()
                .map(|place| place.name_radius)
                .fold(1.0, f32::max),
            left_out: ties.actors.len() - chosen.len(),
            places,
            bands,
        }
    }

    /// What is at a point, if a unit is `unit_px` pixels long.
    pub fn hit(&self, at: Point, unit_px: f32) -> Option<Hit> {
        let over = |place: &&Place| distance(place.at, at) * unit_px <= place.radius_px + 3.0;
        if let Some(place) = self.places.iter().find(over) {
            return Some(Hit::Actor(place.actor));
        }
        self.edges
            .iter()
            .map(|edge| {
                (
                    edge.curve.distance_to(at) * unit_px - edge.width_px / 2.0,
                    edge,
                )
            })
            .filter(|(distance, _)| *distance <= 4.0)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, edge)| Hit::Tie(edge.tie))
    }
}

fn is_member(actor: &Actor, bloc: &super::blocs::ShownBloc) -> bool {
    // An alliance that acts itself stands among its members.
    actor.key.as_str() == bloc.id
        || actor
            .country
            .is_some_and(|country| bloc.members.binary_search(&country).is_ok())
}

fn outermost_band(actor: &Actor, blocs: &ShownBlocs) -> f32 {
    let last = blocs.blocs.iter().rposition(|bloc| is_member(actor, bloc));
    last.map_or(1.0, |index| FIRST_BAND + BAND_STEP * index as f32)
}

/// Actors that share more alliances stand closer: the first alliance decides, then whether the others hold too. Those
/// in none come last.
fn group(actor: &Actor, blocs: &ShownBlocs) -> (usize, Vec<bool>) {
    let outside: Vec<bool> = blocs
        .blocs
        .iter()
        .map(|bloc| !is_member(actor, bloc))
        .collect();
    let first = outside.iter().position(|o| !o).unwrap_or(outside.len());
    // Groups lean towards each other: within the first alliance, those that are also in the second come last.
    let leaning = outside.iter().map(|o| !o).collect();
    (first, leaning)
}

/// Clockwise from the top, with gaps between groups.
fn angles(chosen: &[usize], ties: &Ties, blocs: &ShownBlocs) -> Vec<f32> {
    let mut positions = Vec::with_capacity(chosen.len());
    let mut at = 0.0;
    let mut before = None;
    for actor in chosen {
        let first = group(&ties.actors[*actor], blocs).0;
        if before.is_some_and(|b| b != first) {
            at += GROUP_GAP;
        }
        before = Some(first);
        positions.push(at);
        at += 1.0;
    }
    let round = (at + GROUP_GAP).max(3.0);
    positions
        .into_iter()
        .map(|position| FRAC_PI_2 - (position + 0.5) / round * TAU)
        .collect()
}

fn bands(places: &[Place], ties: &Ties, blocs: &ShownBlocs) -> Vec<Band> {
    let step = places
        .windows(2)
        .map(|pair| pair[0].angle - pair[1].angle)
        .fold(TAU / 3.0, f32::min);
    let mut bands = Vec::new();
    for (index, bloc) in blocs.blocs.iter().enumerate() {
        let radius = FIRST_BAND + BAND_STEP * index as f32;
        let mut runs: Vec<(f32, f32)> = Vec::new();
        let mut open = false;
        for place in places {
            if !is_member(&ties.actors[place.actor], bloc) {
                open = false;
                continue;
            }
            match runs.last_mut() {
                Some(run) if open => run.1 = place.angle - step * 0.42,
                _ => runs.push((place.angle + step * 0.42, place.angle - step * 0.42)),
            }
            open = true;
        }
        let longest = runs
            .iter()
            .enumerate()
            .max_by(|a, b| {
                (a.1.0 - a.1.1)
                    .total_cmp(&(b.1.0 - b.1.1))
                    .then(b.0.cmp(&a.0))
            })
            .map(|(run, _)| run);
        for (number, (from, to)) in runs.into_iter().enumerate() {
            let middle = f32::midpoint(from, to);
            bands.push(Band {
                bloc: index,
                points: arc_points(from, to, radius),
                name_at: (Some(number) == longest)
                    .then(|| point(radius * middle.cos(), radius * middle.sin())),
            });
        }
    }
    bands
}

fn arc_points(from: f32, to: f32, radius: f32) -> Vec<Point> {
    let steps = ((from - to) / FRAC_PI_2 * STEPS_PER_QUARTER)
        .ceil()
        .clamp(4.0, 200.0);
    (0..=steps as usize)
        .map(|step| {
            let angle = from + (to - from) * step as f32 / steps;
            point(radius * angle.cos(), radius * angle.sin())
        })
        .collect()
}

fn edges(ties: &Ties, places: &[Place]) -> Vec<Edge> {
    let at: BTreeMap<usize, Point> = places.iter().map(|p| (p.actor, p.at)).collect();
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for tie in &ties.ties {
        *pairs.entry(pair(tie.source, tie.target)).or_default() += 1;
    }
    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut edges = Vec::new();
    for (index, tie) in ties.ties.iter().enumerate() {
        let key = pair(tie.source, tie.target);
        let slot = taken.entry(key).or_default();
        let number = *slot;
        *slot += 1;
        let (Some(from), Some(to)) = (at.get(&tie.source), at.get(&tie.target)) else {
            continue;
        };
        // The side is that of the pair, not of the tie, or two opposite ties would fall together.
        let (low, high) = (at[&key.0], at[&key.1]);
        let (dx, dy) = (high.x - low.x, high.y - low.y);
        let length = dx.hypot(dy).max(1e-3);
        let offset = SPREAD * (number as f32 - (pairs[&key] as f32 - 1.0) / 2.0) * 2.0;
        let control = point(
            f32::midpoint(from.x, to.x) * (1.0 - PULL) - dy / length * offset,
            f32::midpoint(from.y, to.y) * (1.0 - PULL) + dx / length * offset,
        );
        edges.push(Edge {
            tie: index,
            curve: Curve {
                from: *from,
                control,
                to: *to,
            },
            width_px: width_px(tie.entries.len()),
        });
    }
    edges.sort_by_key(|edge| (ties.ties[edge.tie].entries.len(), edge.tie));
    edges
}

fn pair(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::map::sample;
    use crate::merge::Entry;
    use crate::model::EventType;
    use crate::world::World;

    fn plot(entries: &[Entry], blocs: &[&str]) -> (Ties, Network) {
        let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
        let ids: Vec<String> = blocs.iter().map(|b| (*b).to_owned()).collect();
        let shown = ShownBlocs::new(&World::load().unwrap(), &ids, Day::new(2023, 8, 17).ok());
        let network = Network::new(&ties, &shown);
        (ties, network)
    }

    #[test]
    fn allies_stand_together() {
        let entries = [
            sample::entry(1, EventType::Accuse, &["RUS"], &["POL"]),
            sample::entry(2, EventType::Accuse, &["CHN"], &["DEU"]),
            sample::entry(3, EventType::Accuse, &["IND"], &["NATO"]),
            sample::entry(4, EventType::Accuse, &["BRA"], &["FRA"]),
        ];
        let (ties, network) = plot(&entries, &["SCO", "NATO"]);
        let keys: Vec<&str> = network
            .places
            .iter()
            .map(|p| ties.actors[p.actor].key.as_str())
            .collect();
        assert_eq!(
            keys,
            ["CHN", "IND", "RUS", "DEU", "FRA", "NATO", "POL", "BRA"]
        );
        // One unbroken band each.
        assert_eq!(network.bands.len(), 2);
        assert!(network.bands.iter().all(|band| band.name_at.is_some()));
    }

    #[test]
    fn nobody_is_lost() {
        let names: Vec<String> = (0..70).map(|i| format!("group-{i}")).collect();
        let entries: Vec<Entry> = names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                sample::entry(i as u64, EventType::Assault, &[name.as_str()], &["NGA"])
            })
            .collect();
        let (ties, network) = plot(&entries, &["AU"]);
        assert_eq!(network.places.len() + network.left_out, ties.actors.len());
        for (i, a) in network.places.iter().enumerate() {
            for b in &network.places[i + 1..] {
                assert!(distance(a.at, b.at) > 0.05);
            }
        }
    }

    #[test]
    fn ties_of_one_pair_lie_apart_and_can_be_hit() {
        let entries = [
            sample::entry(1, EventType::Accuse, &["RUS"], &["POL"]),
            sample::entry(2, EventType::Accuse, &["POL"], &["RUS"]),
            sample::entry(3, EventType::Consult, &["POL", "RUS"], &["RUS", "POL"]),
        ];
        let (_, network) = plot(&entries, &["SCO", "NATO"]);
        assert_eq!(network.edges.len(), 3);
        for (i, a) in network.edges.iter().enumerate() {
            assert_eq!(network.hit(a.curve.at(0.5), 300.0), Some(Hit::Tie(a.tie)));
            for b in &network.edges[i + 1..] {
                assert!(distance(a.curve.at(0.5), b.curve.at(0.5)) > 0.05);
            }
        }
        for place in &network.places {
            assert_eq!(network.hit(place.at, 300.0), Some(Hit::Actor(place.actor)));
        }
        assert_eq!(network.hit(point(3.0, 3.0), 300.0), None);
    }

    #[test]
    fn nothing_to_show() {
        let (_, network) = plot(&[], &["SCO"]);
        assert!(network.places.is_empty() && network.bands.is_empty() && network.edges.is_empty());
    }
}
