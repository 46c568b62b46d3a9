//! The marks of the map: where every actor, arc, place and name goes, for one viewport.
//!
//! Land is left to [`super::detail`]; colours and what is faded to [`super::overlay`].

use super::blocs;
use super::curves::{self, Curve, distance};
use super::labels::{self, Wanted};
use super::projection::forward;
use super::seats::Seats;
use super::ties::{Actor, Ties};
use super::viewport::Viewport;
use crate::model::CountryCode;
use crate::scene::{Point, Rect, TextMeasure, Weight, point};
use crate::world::World;

/// Size of the names of actors.
pub const NAME_SIZE_PX: f32 = 12.0;
/// Size of the names of places.
pub const PLACE_SIZE_PX: f32 = 11.0;
/// Radius of the mark of an actor and of a place.
pub const NODE_RADIUS_PX: f32 = 4.0;
const NAME_HEIGHT_PX: f32 = 15.0;
/// Marks closer than this are moved apart.
const APART_PX: f32 = 15.0;
/// The heaviest ties are drawn; more could not be told apart.
const MOST_ARCS: usize = 600;
/// Actors without a seat stand in a row at the bottom; at most so many.
const MOST_DOCKED: usize = 6;
const DOCK_STEP_PX: f32 = 120.0;
const DOCK_UP_PX: f32 = 22.0;
/// The dock keeps this far from the right edge, and from what covers the left.
const DOCK_EDGE_PX: f32 = 30.0;
/// The note on actors that are not drawn: its type, and how far it keeps from the edge and from the dock.
pub const NOTE_SIZE_PX: f32 = 11.0;
const NOTE_EDGE_PX: f32 = 14.0;
const NOTE_UP_PX: f32 = 8.0;
/// Bodies with more letters than this are shown by their abbreviation.
const LONG_NAME: usize = 14;
/// A place this close to the mark of an actor is not marked: zooming in parts them.
const SAME_SPOT_PX: f32 = 9.0;
/// A click or a pointer this close to an arc means it.
const REACH_PX: f32 = 4.0;

/// What the mark of an actor stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// The capital of a country.
    Country,
    /// The seat of a body, or beside the capital of the country that a group is at home in.
    Seat,
    /// A row at the bottom, for those without a place of their own.
    Dock,
}

/// The mark of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Index into [`Ties::actors`].
    pub actor: usize,
    /// What it stands on.
    pub footing: Footing,
    /// The middle.
    pub at: Point,
    /// Name to show.
    pub name: String,
    /// Around the name, where there is room for it.
    pub label: Option<Rect>,
}

/// The arc of a tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Index into [`Ties::ties`].
    pub tie: usize,
    /// Its way.
    pub curve: Curve,
    /// Its width.
    pub width_px: f32,
}

/// A place where something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMark {
    /// Index into [`Ties::places`].
    pub place: usize,
    /// The middle.
    pub at: Point,
    /// Around the name, where there is room for it.
    pub label: Option<Rect>,
}

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// An index into [`Ties::actors`].
    Actor(usize),
    /// An index into [`Ties::ties`].
    Tie(usize),
    /// An index into [`Ties::places`].
    Place(usize),
}

/// All marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// In the order of the actors.
    pub nodes: Vec<Node>,
    /// The lightest first, so that the heavy ones lie on top.
    pub arcs: Vec<Arc>,
    /// In the order of the places.
    pub places: Vec<PlaceMark>,
    /// Actors that have no place and no room in the dock.
    pub left_out: usize,
    /// Says so, where there are any.
    pub note: Option<(String, Rect)>,
}

/// How many actors are not drawn, in words.
pub fn left_out_words(left_out: usize) -> String {
    let actors = if left_out == 1 { "actor" } else { "actors" };
    format!("{left_out} more {actors} without room here")
}

/// The name to show for an actor: the world's where it knows one, the letters for a body with a long name, else the one in
/// the texts.
pub fn actor_name(world: &World, actor: &Actor) -> String {
    // A person who speaks for a body is not its name.
    let name = world.actor_name(&actor.key).unwrap_or(&actor.name);
    let key = actor.key.as_str();
    // "AMNESTY" is no abbreviation of Amnesty International.
    let begins = name.to_uppercase().starts_with(key);
    let is_letters = !begins && key.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    if actor.country.is_none() && is_letters && name.chars().count() > LONG_NAME {
        return blocs::short_name(key).replace('_', " ");
    }
    name.to_owned()
}

impl Layout {
    /// Places everything for a viewport. `blocked` is covered by something else, such as a legend.
    pub fn new(
        ties: &Ties,
        seats: &Seats,
        world: &World,
        view: &Viewport,
        measure: &TextMeasure,
        blocked: &[Rect],
    ) -> Self {
        let (nodes, left_out) = nodes(ties, seats, world, view, blocked);
        let arcs = arcs(ties, &nodes);
        let mut layout = Self {
            nodes,
            arcs,
            places: Vec::new(),
            left_out,
            note: None,
        };
        layout.note = (left_out > 0).then(|| layout.note(view, measure));
        layout.places = places(ties, view, &layout.nodes);
        layout.place_names(ties, view, measure, blocked);
        layout
    }

    /// Stands in the right lower corner, above the dock.
    fn note(&self, view: &Viewport, measure: &TextMeasure) -> (String, Rect) {
        let words = left_out_words(self.left_out);
        let width_px = measure.width_px(&words, NOTE_SIZE_PX, Weight::Regular);
        let place = Rect::new(
            view.width_px - NOTE_EDGE_PX - width_px,
            view.height_px - self.dock_height_px() - NOTE_UP_PX - NAME_HEIGHT_PX,
            width_px,
            NAME_HEIGHT_PX,
        );
        (words, place)
    }

    /// The node of an actor.
    pub fn node_of(&self, actor: usize) -> Option<&Node> {
        self.nodes.iter().find(|node| node.actor == actor)
    }

    /// The mark or arc at a point; marks before arcs, thin arcs before thick ones.
    pub fn hit(&self, at: Point) -> Option<Hit> {
        let near = |mark: Point| distance(mark, at) <= NODE_RADIUS_PX + REACH_PX;
        if let Some(node) = self.nodes.iter().find(|node| near(node.at)) {
            return Some(Hit::Actor(node.actor));
        }
        if let Some(mark) = self.places.iter().find(|mark| near(mark.at)) {
            return Some(Hit::Place(mark.place));
        }
        let on_name = |label: &Option<Rect>| label.is_some_and(|rect| rect.contains(at));
        if let Some(node) = self.nodes.iter().find(|node| on_name(&node.label)) {
            return Some(Hit::Actor(node.actor));
        }
        self.arcs
            .iter()
            .filter(|arc| near_box(&arc.curve, at))
            .map(|arc| (arc.curve.distance_to(at) - arc.width_px / 2.0, arc))
            .filter(|(distance, _)| *distance <= REACH_PX)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, arc)| Hit::Tie(arc.tie))
    }

    fn place_names(
        &mut self,
        ties: &Ties,
        view: &Viewport,
        measure: &TextMeasure,
        blocked: &[Rect],
    ) {
        let frame = Rect::new(2.0, 2.0, view.width_px - 4.0, view.height_px - 4.0);
        let mut blocked = blocked.to_vec();
        blocked.extend(self.note.as_ref().map(|(_, place)| place.grown(3.0)));
        for node in self
            .nodes
            .iter_mut()
            .filter(|node| node.footing == Footing::Dock)
        {
            let room_px = DOCK_STEP_PX - 22.0;
            node.name = measure.shortened(&node.name, room_px, NAME_SIZE_PX, Weight::Medium);
            let width_px = measure.width_px(&node.name, NAME_SIZE_PX, Weight::Medium);
            let label = Rect::new(
                node.at.x + NODE_RADIUS_PX + 4.0,
                node.at.y - NAME_HEIGHT_PX / 2.0,
                width_px + 2.0,
                NAME_HEIGHT_PX,
            );
            node.label = Some(label);
            blocked.push(label.grown(3.0));
        }
        let samples: Vec<Point> = self
            .arcs
            .iter()
            .flat_map(|arc| arc.curve.points())
            .collect();
        let (wanted_nodes, mut wanted): (Vec<usize>, Vec<Wanted>) = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.footing != Footing::Dock)
            .map(|(index, node)| (index, Self::wanted_by(node, measure)))
            .unzip();
        wanted.extend(self.places.iter().map(|mark| Wanted {
            at: mark.at,
            radius_px: NODE_RADIUS_PX,
            width_px: measure.width_px(
                &ties.places[mark.place].name,
                PLACE_SIZE_PX,
                Weight::Italic,
            ) + 2.0,
            height_px: NAME_HEIGHT_PX,
        }));
        let placed = labels::place(&wanted, &samples, &blocked, &frame);
        let (for_nodes, for_places) = placed.split_at(wanted_nodes.len());
        for (node, label) in wanted_nodes.into_iter().zip(for_nodes) {
            self.nodes[node].label = *label;
        }
        for (mark, label) in self.places.iter_mut().zip(for_places) {
            mark.label = *label;
        }
    }

    /// Height of the row at the bottom of those without a place of their own, in pixels; 0 where there is none.
    fn dock_height_px(&self) -> f32 {
        if self.nodes.iter().any(|node| node.footing == Footing::Dock) {
            DOCK_UP_PX + NAME_HEIGHT_PX
        } else {
            0.0
        }
    }

    fn wanted_by(node: &Node, measure: &TextMeasure) -> Wanted {
        Wanted {
            at: node.at,
            radius_px: NODE_RADIUS_PX,
            width_px: measure.width_px(&node.name, NAME_SIZE_PX, Weight::SemiBold) + 2.0,
            height_px: NAME_HEIGHT_PX,
        }
    }
}

/// A quick test before the distance is measured: the curve lies within the box of its three points.
fn near_box(curve: &Curve, at: Point) -> bool {
    let low = |a: f32, b: f32, c: f32| a.min(b).min(c) - 10.0;
    let high = |a: f32, b: f32, c: f32| a.max(b).max(c) + 10.0;
    let (a, b, c) = (curve.from, curve.control, curve.to);
    (low(a.x, b.x, c.x)..=high(a.x, b.x, c.x)).contains(&at.x)
        && (low(a.y, b.y, c.y)..=high(a.y, b.y, c.y)).contains(&at.y)
}

fn nodes(
    ties: &Ties,
    seats: &Seats,
    world: &World,
    view: &Viewport,
    blocked: &[Rect],
) -> (Vec<Node>, usize) {
    let mut nodes: Vec<Node> = Vec::new();
    let mut bodies = Vec::new();
    let mut homeless = Vec::new();
    for (index, actor) in ties.actors.iter().enumerate() {
        let node = |footing, at| Node {
            actor: index,
            footing,
            at,
            name: actor_name(world, actor),
            label: None,
        };
        match (seats.of(&actor.key), actor.country) {
            (Some(seat), Some(_)) => nodes.push(node(Footing::Country, view.to_screen(seat))),
            (Some(seat), None) => bodies.push(node(Footing::Seat, view.to_screen(seat))),
            (None, _) => match world
                .home_of(&actor.key)
                .and_then(|home| seats.of_country(home))
            {
                Some(seat) => bodies.push(node(Footing::Seat, view.to_screen(seat))),
                None => homeless.push(node(Footing::Dock, Point::default())),
            },
        }
    }
    for mut body in bodies {
        body.at = free_spot(body.at, &nodes);
        nodes.push(body);
    }
    // What covers the left lower corner, such as a legend, leaves the dock less room.
    let dock_top = view.height_px - DOCK_UP_PX - NAME_HEIGHT_PX;
    let covered_px = (blocked.iter())
        .filter(|rect| rect.bottom >= dock_top)
        .fold(0.0, |most: f32, rect| most.max(rect.right));
    let room_px = view.width_px - DOCK_EDGE_PX - covered_px - DOCK_EDGE_PX / 2.0;
    let room = (room_px / DOCK_STEP_PX).max(0.0) as usize;
    let docked = homeless.len().min(MOST_DOCKED).min(room);
    let left_out = homeless.len() - docked;
    let first_x = view.width_px - DOCK_EDGE_PX - DOCK_STEP_PX * docked as f32;
    for (place, mut node) in homeless.into_iter().take(docked).enumerate() {
        node.at = point(
            first_x + DOCK_STEP_PX * place as f32,
            view.height_px - DOCK_UP_PX,
        );
        nodes.push(node);
    }
    nodes.sort_by_key(|node| node.actor);
    (nodes, left_out)
}

/// The nearest spot around a seat that is not too close to another mark.
fn free_spot(seat: Point, nodes: &[Node]) -> Point {
    let is_free = |at: Point| nodes.iter().all(|node| distance(node.at, at) >= APART_PX);
    if is_free(seat) {
        return seat;
    }
    for ring in 1_u8..=4 {
        // From the right upper corner on, clockwise: names stand to the right.
        for step in 0_u8..8 {
            let angle = (f32::from(step) - 1.0) * std::f32::consts::FRAC_PI_4;
            let reach = APART_PX * f32::from(ring) * 1.1;
            let spot = point(seat.x + reach * angle.cos(), seat.y + reach * angle.sin());
            if is_free(spot) {
                return spot;
            }
        }
    }
    seat
}

fn arcs(ties: &Ties, nodes: &[Node]) -> Vec<Arc> {
    let mut points: Vec<Option<Point>> = vec![None; ties.actors.len()];
    for node in nodes {
        points[node.actor] = Some(node.at);
    }
    let bends = curves::bends(ties, &points);
    let mut arcs: Vec<Arc> = ties
        .ties
        .iter()
        .enumerate()
        .filter_map(|(index, tie)| {
            let (from, to) = (points[tie.source]?, points[tie.target]?);
            Some(Arc {
                tie: index,
                curve: Curve::bent(from, to, bends[index]),
                width_px: curves::width_px(tie.entries.len()),
            })
        })
        .collect();
    arcs.sort_by_key(|arc| (ties.ties[arc.tie].entries.len(), arc.tie));
    let first = arcs.len().saturating_sub(MOST_ARCS);
    arcs.split_off(first)
}

/// Places apart from the actors; a country is not a place of its own.
fn places(ties: &Ties, view: &Viewport, nodes: &[Node]) -> Vec<PlaceMark> {
    ties.places
        .iter()
        .enumerate()
        .map(|(index, place)| PlaceMark {
            place: index,
            at: view.to_screen(forward(place.latitude, place.longitude)),
            label: None,
        })
        .filter(|mark| {
            let name = &ties.places[mark.place].name;
            nodes
                .iter()
                .all(|node| node.name != *name && distance(node.at, mark.at) > SAME_SPOT_PX)
        })
        .collect()
}

/// The actors that are countries, with their numbers of entries.
pub fn country_weights(ties: &Ties) -> Vec<(CountryCode, usize)> {
    ties.actors
        .iter()
        .filter_map(|actor| Some((actor.country?, actor.entries.len())))
        .collect()
}

#[cfg(test)]
mod tests;
