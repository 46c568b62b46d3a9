//! The whole map as a picture for the exports: sea, land in the tints of alliances, coasts, and the same marks as on the
//! screen.

use super::blocs::{ShownBlocs, short_name};
use super::detail::{LineKind, outlines};
use super::layout::Layout;
use super::overlay::{self, Emphasis};
use super::projection::MapPoint;
use super::shapes::Shapes;
use super::ties::Ties;
use super::viewport::Viewport;
use crate::merge::Entry;
use crate::scene::{Anchor, Item, Point, Rect, Scene, Shape, Stroke, Theme, Weight, point};

const COAST_PX: f32 = 0.8;
const BORDER_PX: f32 = 0.5;

/// What a picture shows.
pub struct Content<'a> {
    /// Counted from `entries`.
    pub ties: &'a Ties,
    /// Those that are shown.
    pub entries: &'a [&'a Entry],
    /// Alliances at a day.
    pub blocs: &'a ShownBlocs,
    /// The marks for `view`.
    pub layout: &'a Layout,
    /// What part of the map.
    pub view: &'a Viewport,
}

/// Draws the map.
pub fn scene(shapes: &Shapes, content: &Content<'_>, theme: &Theme) -> Scene {
    let view = content.view;
    let mut scene = Scene::new(view.width_px, view.height_px, theme.sea);
    let bounds = view.bounds();
    let outlines = outlines(shapes, view.scale * 2.0);
    let on_screen =
        |points: &[MapPoint]| -> Vec<Point> { points.iter().map(|p| view.to_screen(*p)).collect() };
    for (country, polygons) in shapes.countries().iter().zip(&outlines.countries) {
        if !country.bounds.overlaps(&bounds) {
            continue;
        }
        let tint = country.code.and_then(|code| content.blocs.tint_of(code));
        let takes_part = country.code.is_some_and(|code| {
            content
                .ties
                .actors
                .iter()
                .any(|actor| actor.country == Some(code))
        });
        let fill = tint.map_or(theme.land, |tint| theme.blocs[tint % theme.blocs.len()]);
        let fill = if takes_part {
            fill.mixed(theme.text, 0.06)
        } else {
            fill
        };
        for rings in polygons {
            scene.items.push(Item {
                shape: Shape::Polygon {
                    rings: rings.iter().map(|ring| on_screen(ring)).collect(),
                    fill: Some(fill),
                    stroke: None,
                },
                id: None,
                title: country.code.map(|code| code.to_string()),
            });
        }
    }
    for (kind, points) in &outlines.lines {
        let width_px = match kind {
            LineKind::Coast => COAST_PX,
            LineKind::Border => BORDER_PX,
        };
        scene.add(Shape::Line {
            points: on_screen(points),
            stroke: Stroke::new(width_px, theme.coast),
        });
    }
    let emphasis = Emphasis::default();
    scene.items.extend(overlay::items(
        content.layout,
        content.ties,
        content.entries,
        &emphasis,
        theme,
    ));
    add_legend(&mut scene, content.blocs, theme);
    scene
}

/// The alliances and their tints, in the left lower corner.
fn add_legend(scene: &mut Scene, blocs: &ShownBlocs, theme: &Theme) {
    let mut y = scene.height_px - 14.0 - 16.0 * blocs.blocs.len() as f32;
    for bloc in &blocs.blocs {
        let tint = theme.blocs[bloc.tint % theme.blocs.len()].mixed(theme.text, 0.12);
        scene.add(Shape::Rect {
            rect: Rect::new(14.0, y, 10.0, 10.0),
            radius_px: 2.0,
            fill: Some(crate::scene::Fill::Solid(tint)),
            stroke: None,
        });
        scene.add(Shape::Text {
            at: point(30.0, y + 9.0),
            text: short_name(&bloc.id).to_owned(),
            size_px: 11.0,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            color: theme.text_second,
        });
        y += 16.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::map::sample;
    use crate::map::seats::Seats;
    use crate::model::EventType;
    use crate::scene::TextMeasure;
    use crate::world::World;

    #[test]
    fn the_picture_has_land_arcs_and_names() {
        let world = World::load().unwrap();
        let shapes = Shapes::load().unwrap();
        let seats = Seats::load(&world, &shapes).unwrap();
        let entries = [sample::entry(1, EventType::Aid, &["CHN"], &["BLR"])];
        let entries: Vec<&Entry> = entries.iter().collect();
        let ties = Ties::new(&entries);
        let view = Viewport::world(1200.0, 600.0);
        let layout = Layout::new(&ties, &seats, &world, &view, &TextMeasure::new(), &[]);
        let blocs = ShownBlocs::new(&world, &["SCO".to_owned()], Day::new(2023, 8, 17).ok());
        let content = Content {
            ties: &ties,
            entries: &entries,
            blocs: &blocs,
            layout: &layout,
            view: &view,
        };
        let one = scene(&shapes, &content, &Theme::LIGHT);
        let count =
            |is: fn(&Shape) -> bool| one.items.iter().filter(|item| is(&item.shape)).count();
        assert!(count(|s| matches!(s, Shape::Polygon { .. })) > 200);
        assert!(count(|s| matches!(s, Shape::Curve { .. })) >= 1);
        assert!(
            one.items
                .iter()
                .any(|i| matches!(&i.shape, Shape::Text { text, .. } if text == "Belarus"))
        );
        assert_eq!(one, scene(&shapes, &content, &Theme::LIGHT));
    }
}
