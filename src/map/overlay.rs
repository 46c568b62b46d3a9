//! The marks of the map as drawing primitives: what the screen and the exports draw on top of the land.

use super::layout::{
    Arc, Footing, Layout, NAME_SIZE_PX, NODE_RADIUS_PX, Node, PLACE_SIZE_PX, PlaceMark,
};
use super::ties::Ties;
use crate::merge::Entry;
use crate::scene::{Anchor, Item, Point, Rect, Shape, Stroke, Theme, Weight, point};

/// How much of itself a mark keeps that has nothing to do with the selection.
pub const FADED: f32 = 0.4;
/// Half the side of the mark of a body.
const BODY_PX: f32 = 3.6;
const ARROW_PX: f32 = 3.6;
const DASH_PX: f32 = 5.0;
/// What the lightest arcs keep of their colour in a crowd; they also lose their arrowheads.
pub const LIGHT: f32 = 0.42;
/// More arcs than this are a crowd.
const CROWD: usize = 70;

/// What stands out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Emphasis {
    /// Positions, in the list of entries that the ties were counted from, of the selected entry and of the one under
    /// the pointer. With a selection everything else fades.
    pub selected: Option<usize>,
    /// The entry under the pointer.
    pub hovered: Option<usize>,
    /// The tie under the pointer.
    pub tie: Option<usize>,
    /// The actor under the pointer or with the focus of the keyboard.
    pub actor: Option<usize>,
}

impl Emphasis {
    fn keeps(&self, entries: &[usize]) -> f32 {
        match self.selected {
            Some(selected) if entries.binary_search(&selected).is_err() => FADED,
            _ => 1.0,
        }
    }

    fn marks(&self, entries: &[usize]) -> bool {
        self.selected
            .into_iter()
            .chain(self.hovered)
            .any(|position| entries.binary_search(&position).is_ok())
    }
}

/// The arcs, marks and names in painting order. `entries` are those that the ties were counted from.
pub fn items(
    layout: &Layout,
    ties: &Ties,
    entries: &[&Entry],
    emphasis: &Emphasis,
    theme: &Theme,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut last = Vec::new();
    for arc in &layout.arcs {
        let list = &ties.ties[arc.tie].entries;
        let on_top = emphasis.tie == Some(arc.tie) || emphasis.marks(list);
        let into = if on_top { &mut last } else { &mut items };
        add_arc(into, ties, entries, arc, layout.arcs.len(), emphasis, theme);
    }
    items.append(&mut last);
    for mark in &layout.places {
        add_place(&mut items, mark, ties, emphasis, theme);
    }
    for node in &layout.nodes {
        add_node(&mut items, node, ties, emphasis, theme);
    }
    for node in &layout.nodes {
        if let Some(label) = node.label {
            let actor = &ties.actors[node.actor];
            let weight = if node.footing == Footing::Dock {
                Weight::Medium
            } else {
                Weight::SemiBold
            };
            let opacity = emphasis.keeps(&actor.entries);
            add_name(
                &mut items,
                &label,
                &node.name,
                NAME_SIZE_PX,
                weight,
                opacity,
                theme,
            );
        }
    }
    items
}

/// Among so many arcs, light ones step back, so that heavy ones can be seen: how much of its colour an arc keeps.
pub fn weight(entries: usize, arcs: usize) -> f32 {
    if arcs <= CROWD {
        return 1.0;
    }
    match entries {
        0 | 1 => LIGHT,
        2 => 0.7,
        _ => 0.95,
    }
}

fn plain(shape: Shape) -> Item {
    Item {
        shape,
        id: None,
        title: None,
    }
}

fn add_arc(
    items: &mut Vec<Item>,
    ties: &Ties,
    entries: &[&Entry],
    arc: &Arc,
    all: usize,
    emphasis: &Emphasis,
    theme: &Theme,
) {
    let tie = &ties.ties[arc.tie];
    let pointed = emphasis.tie == Some(arc.tie);
    let keeps = if pointed {
        1.0
    } else {
        emphasis.keeps(&tie.entries)
    };
    let marked = pointed || emphasis.marks(&tie.entries);
    let weight = if marked {
        1.0
    } else {
        weight(tie.entries.len(), all)
    };
    let color = theme.quad(tie.quad).faded(keeps * weight);
    let curve = arc.curve;
    let stroke = |width_px, color| Stroke {
        color,
        width_px,
        dash_px: None,
    };
    let line = |stroke| Shape::Curve {
        from: curve.from,
        control: curve.control,
        to: curve.to,
        stroke,
    };
    // A rim in the colour of the sea keeps crossing arcs apart; the accent shows what is selected or pointed at.
    let rim = if marked {
        stroke(arc.width_px + 4.0, theme.accent.faded(0.55))
    } else {
        stroke(arc.width_px + 1.6, theme.sea.faded(0.55 * keeps * weight))
    };
    items.push(plain(line(rim)));
    let dash_px = (!tie.settled).then_some(DASH_PX);
    items.push(Item {
        shape: line(Stroke {
            color,
            width_px: arc.width_px,
            dash_px,
        }),
        id: tie
            .entries
            .first()
            .and_then(|e| entries.get(*e))
            .map(|entry| entry.id.0),
        title: None,
    });
    if tie.mutual || weight <= LIGHT {
        return;
    }
    let size = ARROW_PX + arc.width_px * 0.5;
    if let Some(corners) = curve.arrowhead(size, NODE_RADIUS_PX + 3.0) {
        items.push(plain(Shape::Polygon {
            rings: vec![corners.to_vec()],
            fill: Some(color),
            stroke: None,
        }));
    }
}

fn add_place(
    items: &mut Vec<Item>,
    mark: &PlaceMark,
    ties: &Ties,
    emphasis: &Emphasis,
    theme: &Theme,
) {
    let place = &ties.places[mark.place];
    let keeps = emphasis.keeps(&place.entries);
    let ring = |radius_px, fill, stroke| Shape::Circle {
        center: mark.at,
        radius_px,
        fill,
        stroke,
    };
    let color = if emphasis.marks(&place.entries) {
        theme.accent
    } else {
        theme.text_second
    };
    items.push(plain(ring(
        NODE_RADIUS_PX + 1.0,
        Some(theme.sea.faded(keeps)),
        Some(Stroke::new(1.5, color.faded(keeps))),
    )));
    items.push(Item {
        shape: ring(2.0, Some(color.faded(keeps)), None),
        id: None,
        title: Some(place.name.clone()),
    });
    if let Some(label) = mark.label {
        add_halo(
            items,
            &label,
            &place.name,
            PLACE_SIZE_PX,
            Weight::Italic,
            keeps,
            theme,
        );
        items.push(plain(Shape::Text {
            at: baseline(&label, PLACE_SIZE_PX),
            text: place.name.clone(),
            size_px: PLACE_SIZE_PX,
            weight: Weight::Italic,
            anchor: Anchor::Start,
            color: theme.text_second.faded(keeps),
        }));
    }
}

fn add_node(items: &mut Vec<Item>, node: &Node, ties: &Ties, emphasis: &Emphasis, theme: &Theme) {
    let actor = &ties.actors[node.actor];
    let pointed = emphasis.actor == Some(node.actor);
    let keeps = if pointed {
        1.0
    } else {
        emphasis.keeps(&actor.entries)
    };
    let rim = if pointed || (emphasis.selected.is_some() && emphasis.marks(&actor.entries)) {
        Stroke::new(2.0, theme.accent)
    } else {
        Stroke::new(1.5, theme.sea.faded(keeps))
    };
    let fill = theme.text.mixed(theme.sea, 1.0 - keeps);
    if let (Footing::Dock, Some(label)) = (node.footing, node.label) {
        // A plate sets those without a place apart from the map.
        let mut plate = label.grown(4.0);
        plate.left = node.at.x - 9.0;
        items.push(plain(Shape::Rect {
            rect: plate,
            radius_px: 8.0,
            fill: Some(crate::scene::Fill::Solid(theme.panel.faded(0.85))),
            stroke: Some(Stroke::new(1.0, theme.line)),
        }));
    }
    let shape = if node.footing == Footing::Country {
        Shape::Circle {
            center: node.at,
            radius_px: NODE_RADIUS_PX,
            fill: Some(fill),
            stroke: Some(rim),
        }
    } else {
        Shape::Rect {
            rect: Rect::new(
                node.at.x - BODY_PX,
                node.at.y - BODY_PX,
                2.0 * BODY_PX,
                2.0 * BODY_PX,
            ),
            radius_px: 1.5,
            fill: Some(crate::scene::Fill::Solid(fill)),
            stroke: Some(rim),
        }
    };
    items.push(Item {
        shape,
        id: None,
        title: Some(format!("{}: {} events", node.name, actor.entries.len())),
    });
}

/// The start of the baseline of a line of text in a rectangle.
fn baseline(rect: &Rect, size_px: f32) -> Point {
    point(rect.left + 1.0, rect.center().y + size_px * 0.36)
}

fn add_name(
    items: &mut Vec<Item>,
    label: &Rect,
    name: &str,
    size_px: f32,
    weight: Weight,
    keeps: f32,
    theme: &Theme,
) {
    add_halo(items, label, name, size_px, weight, keeps, theme);
    items.push(plain(Shape::Text {
        at: baseline(label, size_px),
        text: name.to_owned(),
        size_px,
        weight,
        anchor: Anchor::Start,
        color: theme.text.faded(keeps),
    }));
}

/// The name in the colour of the sea around itself, so that it can be read across arcs and borders.
fn add_halo(
    items: &mut Vec<Item>,
    label: &Rect,
    name: &str,
    size_px: f32,
    weight: Weight,
    keeps: f32,
    theme: &Theme,
) {
    let at = baseline(label, size_px);
    for (dx, dy) in [
        (-1.0, -0.7),
        (1.0, -0.7),
        (-1.0, 0.7),
        (1.0, 0.7),
        (0.0, 1.2),
        (0.0, -1.2),
    ] {
        items.push(plain(Shape::Text {
            at: point(at.x + dx, at.y + dy),
            text: name.to_owned(),
            size_px,
            weight,
            anchor: Anchor::Start,
            color: theme.sea.faded(0.6 * keeps),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::sample;
    use crate::map::seats::Seats;
    use crate::map::shapes::Shapes;
    use crate::map::viewport::Viewport;
    use crate::model::EventType;
    use crate::scene::TextMeasure;
    use crate::world::World;

    #[test]
    fn a_selection_fades_what_has_nothing_to_do_with_it() {
        let world = World::load().unwrap();
        let seats = Seats::load(&world, &Shapes::load().unwrap()).unwrap();
        let entries = [
            sample::entry(1, EventType::Assault, &["RUS"], &["UKR"]),
            sample::entry(2, EventType::Agree, &["CHN"], &["BLR"]),
        ];
        let entries: Vec<&Entry> = entries.iter().collect();
        let ties = Ties::new(&entries);
        let view = Viewport::world(900.0, 400.0);
        let layout = Layout::new(&ties, &seats, &world, &view, &TextMeasure::new(), &[]);
        let emphasis = Emphasis {
            selected: Some(1),
            ..Emphasis::default()
        };
        let opacity = |id: u64| {
            items(&layout, &ties, &entries, &emphasis, &Theme::DARK)
                .iter()
                .find_map(|item| match (&item.shape, item.id) {
                    (Shape::Curve { stroke, .. }, Some(found)) if found == id => {
                        Some(stroke.color.a)
                    }
                    _ => None,
                })
                .unwrap()
        };
        assert_eq!(opacity(2), 255);
        assert_eq!(opacity(1), 102);
    }
}
