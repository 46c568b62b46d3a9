//! Bars: how open a date is shows in their ends, and whether the event took place in their inside.

use std::ops::Range;

use super::drawing::{Brush, add, day};
use super::form::{TimeForm, wing_px};
use crate::model::Status;
use crate::scene::{Color, Fill, Rect, Scene, Shape, Stroke, point};

/// How strongly the colour of a bar shows where its days are not known.
const OPEN_STRENGTH: f32 = 0.5;
/// And at the far end of what fades.
const FADED: f32 = 0.04;
/// The inside of a bar that did not happen, or not yet.
const HOLLOW_STRENGTH: f32 = 0.2;
/// Width of an outline and of its dashes.
const OUTLINE_PX: f32 = 1.5;
const DASH_PX: f32 = 4.0;
/// Between two lines of the hatching.
const HATCH_PX: f32 = 7.0;
/// A bar about less than this is a disc with wings.
const LEAST_CORE_PX: f32 = 14.5;

/// A part of a bar with the strength of its colour at both ends, from 0 to 1.
#[derive(Clone, Copy, Debug)]
struct Piece {
    left: f32,
    right: f32,
    from: f32,
    to: f32,
}

impl Piece {
    fn strength_at(&self, x: f32) -> f32 {
        let share = (x - self.left) / (self.right - self.left).max(0.01);
        self.from + (self.to - self.from) * share.clamp(0.0, 1.0)
    }
}

/// The pieces of a bar from left to right.
fn pieces(rect: &Rect, form: TimeForm) -> Vec<Piece> {
    let piece = |left, right, from, to| Piece {
        left,
        right,
        from,
        to,
    };
    let (left, right) = (rect.left, rect.right);
    match form {
        TimeForm::Day | TimeForm::Unit | TimeForm::Span => vec![piece(left, right, 1.0, 1.0)],
        TimeForm::Within => {
            let middle = f32::midpoint(left, right);
            vec![
                piece(left, middle, FADED, OPEN_STRENGTH),
                piece(middle, right, OPEN_STRENGTH, FADED),
            ]
        }
        TimeForm::Before => vec![piece(left, right, FADED, OPEN_STRENGTH)],
        TimeForm::After => vec![piece(left, right, OPEN_STRENGTH, FADED)],
        TimeForm::About => {
            let wing = wing_px(f64::from(rect.width())) as f32;
            let (from, to) = (left + wing, right - wing);
            let full = 0.8;
            vec![
                piece(left, from, 0.0, full),
                piece(from, to, full, full),
                piece(to, right, full, 0.0),
            ]
        }
    }
}

/// The colour behind a label in the bar, where it is strongest.
pub(super) fn ground(form: TimeForm, status: Status, brush: &Brush) -> Color {
    let strongest = match form {
        TimeForm::Day | TimeForm::Unit | TimeForm::Span => 1.0,
        TimeForm::Within | TimeForm::Before | TimeForm::After => OPEN_STRENGTH,
        TimeForm::About => 0.8,
    };
    brush.surface.mixed(brush.color, strongest * inside(status))
}

fn inside(status: Status) -> f32 {
    if status == Status::Actual {
        1.0
    } else {
        HOLLOW_STRENGTH
    }
}

/// Draws a bar: filled for what happened, outlined for what was planned, with a broken outline for what was possible,
/// hatched for what was denied. Patterns are drawn within `seen` only.
pub(super) fn bar(
    scene: &mut Scene,
    rect: &Rect,
    form: TimeForm,
    status: Status,
    seen: &Range<f32>,
    brush: &Brush,
) {
    let sharp = matches!(form, TimeForm::Day | TimeForm::Unit | TimeForm::Span);
    let as_disc = form == TimeForm::About && {
        let wing = wing_px(f64::from(rect.width())) as f32;
        rect.width() - 2.0 * wing <= LEAST_CORE_PX
    };
    if sharp {
        solid(scene, rect, form, status, brush);
    } else if as_disc {
        let center = rect.center();
        for (left, right, from, to) in [
            (rect.left, center.x, 0.0, OPEN_STRENGTH),
            (center.x, rect.right, OPEN_STRENGTH, 0.0),
        ] {
            let wing = Rect {
                left,
                right,
                top: center.y - 4.0,
                bottom: center.y + 4.0,
            };
            fading(scene, wing, brush.color, from, to);
        }
        day(scene, center, 5.0, status, brush);
    } else {
        let pieces = pieces(rect, form);
        for piece in &pieces {
            let part = Rect {
                left: piece.left,
                right: piece.right,
                ..*rect
            };
            let strength = inside(status);
            fading(
                scene,
                part,
                brush.color,
                piece.from * strength,
                piece.to * strength,
            );
        }
        if status != Status::Actual {
            edges(scene, rect, &pieces, status, seen, brush);
        }
    }
    ends(scene, rect, form, brush);
    if status == Status::Denied && !as_disc {
        hatching(scene, rect, &pieces(rect, form), seen, brush);
    }
    if brush.selected {
        add(
            scene,
            Shape::Rect {
                rect: rect.grown(2.5),
                radius_px: 6.0,
                fill: None,
                stroke: Some(Stroke::new(2.0, brush.accent)),
            },
        );
    }
}

/// A bar with two known ends.
fn solid(scene: &mut Scene, rect: &Rect, form: TimeForm, status: Status, brush: &Brush) {
    let happened = status == Status::Actual;
    add(
        scene,
        Shape::Rect {
            rect: if happened {
                *rect
            } else {
                rect.grown(-OUTLINE_PX / 2.0)
            },
            radius_px: if form == TimeForm::Span { 1.0 } else { 4.0 },
            fill: Some(Fill::Solid(
                brush.surface.mixed(brush.color, inside(status)),
            )),
            stroke: (!happened).then(|| Stroke {
                color: brush.color,
                width_px: OUTLINE_PX,
                dash_px: (status == Status::Possible).then_some(DASH_PX),
            }),
        },
    );
}

/// A rectangle of one colour whose strength changes from left to right.
fn fading(scene: &mut Scene, rect: Rect, color: Color, from: f32, to: f32) {
    if rect.right <= rect.left {
        return;
    }
    let fill = if (from - to).abs() < f32::EPSILON {
        Fill::Solid(color.faded(from))
    } else {
        Fill::LeftToRight(color.faded(from), color.faded(to))
    };
    add(
        scene,
        Shape::Rect {
            rect,
            radius_px: 0.0,
            fill: Some(fill),
            stroke: None,
        },
    );
}

/// The upper and the lower edge of a bar that fades.
fn edges(
    scene: &mut Scene,
    rect: &Rect,
    pieces: &[Piece],
    status: Status,
    seen: &Range<f32>,
    brush: &Brush,
) {
    // Stronger than the inside, so that the outline is seen while it fades.
    let strength = |inside: f32| (inside * 1.7).clamp(0.12, 1.0);
    for top in [rect.top, rect.bottom - OUTLINE_PX] {
        let line = |left: f32, right: f32| Rect {
            left,
            right,
            top,
            bottom: top + OUTLINE_PX,
        };
        for piece in pieces {
            if status != Status::Possible {
                let (from, to) = (strength(piece.from), strength(piece.to));
                fading(scene, line(piece.left, piece.right), brush.color, from, to);
                continue;
            }
            let mut left = piece.left
                + ((seen.start - piece.left) / (2.0 * DASH_PX))
                    .ceil()
                    .max(0.0)
                    * 2.0
                    * DASH_PX;
            let end = piece.right.min(seen.end);
            while left < end {
                let right = (left + DASH_PX).min(end);
                let middle = strength(piece.strength_at(f32::midpoint(left, right)));
                fading(scene, line(left, right), brush.color, middle, middle);
                left += 2.0 * DASH_PX;
            }
        }
    }
}

/// Stops at the ends that are known to the day, arrows at those that are open.
fn ends(scene: &mut Scene, rect: &Rect, form: TimeForm, brush: &Brush) {
    let stops: &[f32] = match form {
        TimeForm::Span => &[rect.left, rect.right - STOP_PX],
        TimeForm::Before => &[rect.right - STOP_PX],
        TimeForm::After => &[rect.left],
        _ => &[],
    };
    for left in stops {
        add(
            scene,
            Shape::Rect {
                rect: Rect {
                    left: *left,
                    right: left + STOP_PX,
                    top: rect.top - 2.0,
                    bottom: rect.bottom + 2.0,
                },
                radius_px: 1.0,
                fill: Some(Fill::Solid(brush.color)),
                stroke: None,
            },
        );
    }
    let (tip, to) = match form {
        TimeForm::Before => (rect.left + 1.5, 1.0),
        TimeForm::After => (rect.right - 1.5, -1.0),
        _ => return,
    };
    let y = rect.center().y;
    let points = vec![
        point(tip + to * 5.0, y - 5.0),
        point(tip, y),
        point(tip + to * 5.0, y + 5.0),
    ];
    let stroke = Stroke::new(2.0, brush.color);
    add(scene, Shape::Line { points, stroke });
}

/// Width of the line at an end that is known.
const STOP_PX: f32 = 3.0;

/// Slanting lines over the whole bar.
fn hatching(scene: &mut Scene, rect: &Rect, pieces: &[Piece], seen: &Range<f32>, brush: &Brush) {
    let height = rect.height();
    let (from, to) = (rect.left.max(seen.start), rect.right.min(seen.end));
    let strength = |x: f32| {
        let piece = pieces.iter().find(|piece| x <= piece.right);
        piece.map_or(1.0, |piece| piece.strength_at(x))
    };
    let steps = ((from - rect.left) / HATCH_PX).ceil();
    let mut foot = rect.left + steps * HATCH_PX - height;
    while foot < to {
        // From the foot at the lower edge up to the right, cut at both ends of the bar.
        let (low, high) = (foot.max(from), (foot + height).min(to));
        if high - low > 1.0 {
            let y = |x: f32| rect.bottom - (x - foot);
            let ink = brush
                .color
                .faded((strength(f32::midpoint(low, high)) * 1.4).clamp(0.15, 0.75));
            add(
                scene,
                Shape::Line {
                    points: vec![point(low, y(low)), point(high, y(high))],
                    stroke: Stroke::new(1.2, ink),
                },
            );
        }
        foot += HATCH_PX;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Theme;

    fn drawn(form: TimeForm, status: Status, width: f32, seen: &Range<f32>) -> Vec<Shape> {
        let theme = &Theme::DARK;
        let mut scene = Scene::new(100.0, 20.0, theme.panel);
        let brush = Brush {
            color: theme.quads[0],
            surface: theme.panel,
            accent: theme.accent,
            selected: false,
        };
        let rect = Rect::new(0.0, 0.0, width, 16.0);
        bar(&mut scene, &rect, form, status, seen, &brush);
        scene.items.into_iter().map(|item| item.shape).collect()
    }

    #[test]
    fn every_form_and_every_status_looks_different() {
        let mut seen: Vec<(TimeForm, Status, Vec<Shape>)> = Vec::new();
        for form in TimeForm::ALL
            .into_iter()
            .filter(|form| *form != TimeForm::Day)
        {
            for status in [
                Status::Actual,
                Status::Planned,
                Status::Possible,
                Status::Denied,
            ] {
                let shapes = drawn(form, status, 120.0, &(0.0..120.0));
                for (other, its_status, others) in &seen {
                    assert_ne!(
                        &shapes, others,
                        "{form:?} {status:?}, {other:?} {its_status:?}"
                    );
                }
                seen.push((form, status, shapes));
            }
        }
    }

    #[test]
    fn a_bar_of_any_length_costs_what_is_seen_of_it() {
        for status in [Status::Possible, Status::Denied] {
            let shapes = drawn(TimeForm::Within, status, 4e6, &(2e6..2e6 + 1000.0));
            assert!(shapes.len() < 600, "{}", shapes.len());
        }
    }
}
