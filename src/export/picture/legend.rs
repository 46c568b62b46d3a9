//! The key to colours and shapes.

use crate::scene::{Point, Scene, TextMeasure, Theme, Weight, point};
use crate::timeline::{DrawingOptions, Key, KeyEntry, draw_mark, mark_color};

const SIZE_PX: f32 = 12.0;
/// Between an entry and the next.
const GAP_PX: f32 = 22.0;
/// Between a mark and its words.
const WORDS_GAP_PX: f32 = 7.0;
pub(super) const LINE_PX: f32 = 22.0;

/// Draws the key from `at` on, in lines no longer than `width_px`; returns its height. Colours and forms begin a line
/// each; so does what is left if it does not fit beside the forms.
pub(super) fn legend(
    scene: &mut Scene,
    theme: &Theme,
    measure: &TextMeasure,
    key: &Key,
    at: Point,
    width_px: f32,
) -> f32 {
    let mut pen = at;
    let entry_px = |entry: &KeyEntry| {
        let words_px = measure.width_px(entry.words, SIZE_PX, Weight::Regular);
        entry.width_px() + WORDS_GAP_PX + words_px
    };
    for (part, may_follow) in [
        (&key.classes, false),
        (&key.forms, false),
        (&key.statuses, true),
    ] {
        let part_px: f32 = part.iter().map(|entry| entry_px(entry) + GAP_PX).sum();
        let follows = may_follow && pen.x + part_px - GAP_PX <= at.x + width_px;
        if pen.x > at.x && !part.is_empty() && !follows {
            pen = point(at.x, pen.y + LINE_PX);
        }
        for entry in part {
            let mark_px = entry.width_px();
            let whole_px = entry_px(entry);
            if pen.x > at.x && pen.x + whole_px > at.x + width_px {
                pen = point(at.x, pen.y + LINE_PX);
            }
            let middle = pen.y + LINE_PX / 2.0;
            let from = scene.items.len();
            for mark in entry.marks(point(pen.x, middle)) {
                draw_mark(scene, &mark, point(0.0, 0.0), &plain(theme));
            }
            for item in &mut scene.items[from..] {
                // The key stands for no event.
                item.id = None;
            }
            scene.text(
                point(pen.x + mark_px + WORDS_GAP_PX, middle + SIZE_PX * 0.36),
                entry.words,
                SIZE_PX,
                Weight::Regular,
                theme.text_second,
            );
            pen.x += whole_px + GAP_PX;
        }
    }
    if pen.x > at.x {
        pen.y + LINE_PX - at.y
    } else {
        0.0
    }
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
