//! Turns a layout into shapes: the same for the window and for pictures.

use std::ops::Range;

use super::bar::{bar, ground};
use super::layout::{FOLD_SIZE_PX, Label, LabelSide, Layout, Mark, MarkShape, count_words};
use crate::model::Status;
use crate::scene::{
    Anchor, Color, Fill, Item as SceneItem, Point, Rect, Scene, Shape, Stroke, Theme, Weight, point,
};

/// Words must stand out from a bar by so much.
const LEAST_CONTRAST: f32 = 4.4;

/// How strongly the colour of background shows.
const BACKGROUND_STRENGTH: f32 = 0.6;

/// How marks are drawn.
pub struct DrawingOptions<'a> {
    /// The palette.
    pub theme: &'a Theme,
    /// Behind the marks.
    pub surface: Color,
    /// Size of the labels' type.
    pub label_size_px: f32,
    /// From 0 to 1 for each mark: what has nothing to do with the selection fades.
    pub opacity: &'a dyn Fn(&Mark) -> f32,
    /// Marks that are ringed.
    pub selected: &'a dyn Fn(&Mark) -> bool,
    /// Marks that are lightened.
    pub hovered: &'a dyn Fn(&Mark) -> bool,
    /// Words for a tooltip in a picture.
    pub title: &'a dyn Fn(&Mark) -> Option<String>,
}

/// The colour of a class by its place in [`crate::model::Quad::ALL`].
pub fn mark_color(theme: &Theme, class: u8) -> Color {
    theme
        .quads
        .get(usize::from(class))
        .copied()
        .unwrap_or(theme.other)
}

/// Draws all marks and labels with the left upper corner of the layout at `origin`.
pub fn draw_lanes(scene: &mut Scene, layout: &Layout, origin: Point, options: &DrawingOptions<'_>) {
    // Bars first: a disc is never hidden.
    let seen = origin.x - 20.0..origin.x + layout.scale.width_px + 20.0;
    for bars in [true, false] {
        for mark in &layout.marks {
            if matches!(mark.shape, MarkShape::Bar(_)) == bars {
                draw(scene, mark, origin, &seen, options);
            }
        }
    }
}

/// Draws one mark with its label.
pub fn draw_mark(scene: &mut Scene, mark: &Mark, origin: Point, options: &DrawingOptions<'_>) {
    let all = mark.rect.left + origin.x..mark.rect.right + origin.x;
    draw(scene, mark, origin, &all, options);
}

/// `seen` is what can be seen: patterns are drawn no further.
fn draw(
    scene: &mut Scene,
    mark: &Mark,
    origin: Point,
    seen: &Range<f32>,
    options: &DrawingOptions<'_>,
) {
    let from = scene.items.len();
    let opacity = (options.opacity)(mark);
    let theme = options.theme;
    let mut color = mark_color(theme, mark.class);
    if mark.background {
        color = options.surface.mixed(color, BACKGROUND_STRENGTH);
    }
    if (options.hovered)(mark) {
        color = color.mixed(theme.text, 0.22);
    }
    let selected = (options.selected)(mark);
    let rect = moved(&mark.rect, origin);
    let brush = Brush {
        color: options.surface.mixed(color, opacity),
        surface: options.surface,
        accent: theme.accent,
        selected,
    };
    match &mark.shape {
        MarkShape::Disc => disc(scene, &rect, mark.status, &brush),
        MarkShape::Bar(form) => bar(scene, &rect, *form, mark.status, seen, &brush),
        MarkShape::Folded { count, .. } => pill(scene, &rect, *count, &brush),
    }
    if let Some(label) = &mark.label {
        draw_label(scene, mark, label, &brush, origin, opacity, options);
    }
    let title = (options.title)(mark);
    for item in &mut scene.items[from..] {
        item.id = Some(u64::from(mark.entry));
        item.title.clone_from(&title);
    }
}

/// What a mark is painted with.
pub(super) struct Brush {
    pub(super) color: Color,
    pub(super) surface: Color,
    pub(super) accent: Color,
    pub(super) selected: bool,
}

fn moved(rect: &Rect, by: Point) -> Rect {
    Rect {
        left: rect.left + by.x,
        top: rect.top + by.y,
        right: rect.right + by.x,
        bottom: rect.bottom + by.y,
    }
}

pub(super) fn add(scene: &mut Scene, shape: Shape) {
    scene.items.push(SceneItem {
        shape,
        id: None,
        title: None,
    });
}

/// A solid disc for what happened, a ring for what was planned, a broken ring for what was possible, a ring struck
/// through for what was denied.
fn disc(scene: &mut Scene, rect: &Rect, status: Status, brush: &Brush) {
    let center = rect.center();
    let radius_px = rect.width() / 2.0;
    if brush.selected {
        add(
            scene,
            Shape::Circle {
                center,
                radius_px: radius_px + 3.5,
                fill: None,
                stroke: Some(Stroke::new(2.0, brush.accent)),
            },
        );
    }
    day(scene, center, radius_px, status, brush);
}

/// The disc alone.
pub(super) fn day(scene: &mut Scene, center: Point, radius_px: f32, status: Status, brush: &Brush) {
    const RING_PX: f32 = 2.0;
    let happened = status == Status::Actual;
    let ring_radius_px = radius_px - RING_PX / 2.0;
    add(
        scene,
        Shape::Circle {
            center,
            radius_px: if happened { radius_px } else { ring_radius_px },
            fill: Some(if happened { brush.color } else { brush.surface }),
            stroke: (!happened).then(|| Stroke {
                color: brush.color,
                width_px: RING_PX,
                // Six dashes to a round, so that it closes.
                dash_px: (status == Status::Possible)
                    .then_some(std::f32::consts::TAU * ring_radius_px / 12.0),
            }),
        },
    );
    if status == Status::Denied {
        let reach = radius_px * 0.62;
        add(
            scene,
            Shape::Line {
                points: vec![
                    point(center.x - reach, center.y + reach),
                    point(center.x + reach, center.y - reach),
                ],
                stroke: Stroke::new(1.6, brush.color),
            },
        );
    }
}

fn pill(scene: &mut Scene, rect: &Rect, count: u32, brush: &Brush) {
    add(
        scene,
        Shape::Rect {
            rect: *rect,
            radius_px: rect.height() / 2.0,
            fill: Some(Fill::Solid(brush.color)),
            stroke: brush.selected.then(|| Stroke::new(2.0, brush.accent)),
        },
    );
    let center = rect.center();
    add(
        scene,
        Shape::Text {
            at: point(center.x, center.y + FOLD_SIZE_PX * 0.36),
            text: count_words(count),
            size_px: FOLD_SIZE_PX,
            weight: Weight::SemiBold,
            anchor: Anchor::Middle,
            color: ink_on(brush.color),
        },
    );
}

/// Black or white, whichever can be read on a colour.
fn ink_on(color: Color) -> Color {
    let (dark, light) = (Color::hex(0x0d_17_24), Color::hex(0xff_ff_ff));
    // White is preferred down to the contrast of large type: it looks calmer on saturated colours.
    if light.contrast(color) >= 3.6 {
        light
    } else {
        dark
    }
}

fn draw_label(
    scene: &mut Scene,
    mark: &Mark,
    label: &Label,
    brush: &Brush,
    origin: Point,
    opacity: f32,
    options: &DrawingOptions<'_>,
) {
    let theme = options.theme;
    let rect = moved(&label.rect, origin);
    let ground = match &mark.shape {
        MarkShape::Bar(form) if label.side == LabelSide::Inside => {
            Some(ground(*form, mark.status, brush))
        }
        _ => None,
    };
    let color = match ground {
        // The colour of words where they can be read, so that they do not change within a row without need.
        Some(ground) if theme.text.contrast(ground) < LEAST_CONTRAST => ink_on(ground),
        _ => {
            let ink = if mark.background {
                theme.text_second
            } else {
                theme.text
            };
            options.surface.mixed(ink, opacity.max(0.35))
        }
    };
    add(
        scene,
        Shape::Text {
            at: point(rect.left, rect.center().y + options.label_size_px * 0.36),
            text: label.text.clone(),
            size_px: options.label_size_px,
            weight: Weight::Medium,
            anchor: Anchor::Start,
            color,
        },
    );
}
