//! The key to colours and shapes.

use crate::model::{Quad, Status};
use crate::scene::{Point, Rect, Scene, TextMeasure, Theme, Weight, point};
use crate::timeline::{DrawingOptions, Mark, MarkShape, draw_mark, mark_color};

const SIZE_PX: f32 = 12.0;
const GAP_PX: f32 = 22.0;
pub(super) const LINE_PX: f32 = 22.0;

/// Draws the key from `at` on, in lines no longer than `width_px`; returns its height.
pub(super) fn legend(
    scene: &mut Scene,
    theme: &Theme,
    measure: &TextMeasure,
    at: Point,
    width_px: f32,
) -> f32 {
    let mut pen = at;
    let mut entry =
        |scene: &mut Scene, shape: MarkShape, class: u8, status: Status, words: &str| {
            let mark_px = if matches!(shape, MarkShape::Disc) {
                10.0
            } else {
                30.0
            };
            let words_px = measure.width_px(words, SIZE_PX, Weight::Regular);
            if pen.x > at.x && pen.x + mark_px + 7.0 + words_px > at.x + width_px {
                pen = point(at.x, pen.y + LINE_PX);
            }
            let half = if matches!(shape, MarkShape::Disc) {
                5.0
            } else {
                6.0
            };
            let middle = pen.y + LINE_PX / 2.0;
            let mark = Mark {
                entry: 0,
                rect: Rect {
                    left: pen.x,
                    top: middle - half,
                    right: pen.x + mark_px,
                    bottom: middle + half,
                },
                shape,
                class,
                status,
                label: None,
            };
            draw_mark(scene, &mark, point(0.0, 0.0), &plain(theme));
            scene.text(
                point(pen.x + mark_px + 7.0, middle + SIZE_PX * 0.36),
                words,
                SIZE_PX,
                Weight::Regular,
                theme.text_second,
            );
            pen.x += mark_px + 7.0 + words_px + GAP_PX;
        };
    for (class, quad) in (0u8..).zip(Quad::ALL) {
        entry(scene, MarkShape::Disc, class, Status::Actual, quad.words());
    }
    // The shapes are shown in grey, so that they are not taken for a class.
    let bar = |fade_left, fade_right| MarkShape::Bar {
        fade_left,
        fade_right,
    };
    let none = 4;
    entry(scene, MarkShape::Disc, none, Status::Actual, "A day");
    entry(
        scene,
        bar(false, false),
        none,
        Status::Actual,
        "A longer time",
    );
    entry(
        scene,
        bar(true, true),
        none,
        Status::Actual,
        "Some day within",
    );
    entry(
        scene,
        MarkShape::Disc,
        none,
        Status::Planned,
        "Planned or possible",
    );
    entry(scene, MarkShape::Disc, none, Status::Denied, "Denied");
    for item in &mut scene.items {
        // The key stands for no event.
        if item.id == Some(0) && item.title.is_none() {
            item.id = None;
        }
    }
    pen.y + LINE_PX - at.y
}

/// Drawing without selection.
pub(super) fn plain(theme: &Theme) -> DrawingOptions<'_> {
    DrawingOptions {
        theme,
        surface: theme.panel,
        label_size_px: SIZE_PX,
        opacity: &|_| 1.0,
        selected: &|_| false,
        hovered: &|_| false,
        title: &|_| None,
    }
}

/// A small disc of a class.
pub(super) fn dot(scene: &mut Scene, theme: &Theme, center: Point, class: u8) {
    scene.add(crate::scene::Shape::Circle {
        center,
        radius_px: 4.0,
        fill: Some(mark_color(theme, class)),
        stroke: None,
    });
}
