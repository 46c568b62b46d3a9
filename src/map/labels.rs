//! Where each name goes: beside its mark, never over another name or mark, seldom over an arc.

use crate::scene::{Point, Rect, point};

/// Between a mark and its name.
const GAP_PX: f32 = 5.0;
/// What crossing one sample point of an arc costs against the order of the positions.
const ARC_COST: f32 = 2.0;
/// How much farther from its mark a name may stand in a crowd.
const FARTHER_PX: f32 = 9.0;
/// At most so many names; more could not be read.
const MOST: usize = 80;

/// A mark that wants a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Middle of the mark.
    pub at: Point,
    /// Radius of the mark.
    pub radius_px: f32,
    /// Width of the name.
    pub width_px: f32,
    /// Height of the name.
    pub height_px: f32,
}

/// Places names for marks, the first ones before the others. Every name lies wholly within `frame`; none where there is
/// no room. `arcs` are points along the arcs, `blocked` is taken.
pub fn place(
    wanted: &[Wanted],
    arcs: &[Point],
    blocked: &[Rect],
    frame: &Rect,
) -> Vec<Option<Rect>> {
    let marks: Vec<Rect> = wanted
        .iter()
        .map(|w| around(w.at, w.radius_px + 1.0))
        .collect();
    let mut placed: Vec<Option<Rect>> = Vec::with_capacity(wanted.len());
    for (index, want) in wanted.iter().enumerate() {
        let rect = if index < MOST && frame.contains(want.at) {
            best(want, index, &marks, arcs, blocked, frame, &placed)
        } else {
            None
        };
        placed.push(rect);
    }
    placed
}

fn around(at: Point, by_px: f32) -> Rect {
    Rect::new(at.x - by_px, at.y - by_px, 2.0 * by_px, 2.0 * by_px)
}

fn best(
    want: &Wanted,
    own: usize,
    marks: &[Rect],
    arcs: &[Point],
    blocked: &[Rect],
    frame: &Rect,
    placed: &[Option<Rect>],
) -> Option<Rect> {
    let mut best: Option<(f32, Rect)> = None;
    for (order, rect) in candidates(want).into_iter().enumerate() {
        let fits = frame.contains(point(rect.left, rect.top))
            && frame.contains(point(rect.right, rect.bottom))
            && !placed.iter().flatten().any(|other| other.overlaps(&rect))
            && !blocked.iter().any(|other| other.overlaps(&rect))
            && !marks
                .iter()
                .enumerate()
                .any(|(other, mark)| other != own && mark.overlaps(&rect));
        if !fits {
            continue;
        }
        let crossed = arcs.iter().filter(|p| rect.contains(**p)).count();
        let cost = order as f32 + ARC_COST * crossed as f32;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, rect));
        }
    }
    best.map(|(_, rect)| rect)
}

/// Right, left, below, above, the corners, then a little farther away for marks in a crowd.
fn candidates(want: &Wanted) -> [Rect; 16] {
    let (w, h) = (want.width_px, want.height_px);
    let reach = want.radius_px + GAP_PX;
    let corner = reach * 0.7;
    let Point { x, y } = want.at;
    [
        (x + reach, y - h / 2.0),
        (x - reach - w, y - h / 2.0),
        (x - w / 2.0, y + reach - 2.0),
        (x - w / 2.0, y - reach - h + 2.0),
        (x + corner, y - h - corner + 4.0),
        (x + corner, y + corner - 4.0),
        (x - corner - w, y - h - corner + 4.0),
        (x - corner - w, y + corner - 4.0),
        (x + reach, y - h - 2.0),
        (x + reach, y + 2.0),
        (x - reach - w, y - h - 2.0),
        (x - reach - w, y + 2.0),
        (x - w / 2.0, y + reach + FARTHER_PX),
        (x - w / 2.0, y - reach - h - FARTHER_PX),
        (x + reach + FARTHER_PX, y - h - FARTHER_PX),
        (x + reach + FARTHER_PX, y + FARTHER_PX),
    ]
    .map(|(left, top)| Rect::new(left, top, w, h))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wanted(x: f32, y: f32, width_px: f32) -> Wanted {
        Wanted {
            at: point(x, y),
            radius_px: 4.0,
            width_px,
            height_px: 14.0,
        }
    }

    #[test]
    fn right_of_the_mark_if_there_is_room() {
        let frame = Rect::new(0.0, 0.0, 200.0, 100.0);
        let placed = place(
            &[wanted(50.0, 50.0, 40.0), wanted(180.0, 50.0, 40.0)],
            &[],
            &[],
            &frame,
        );
        assert!(placed[0].unwrap().left > 50.0);
        assert!(placed[1].unwrap().right < 180.0);
    }

    #[test]
    fn moves_out_of_the_way_of_an_arc() {
        let frame = Rect::new(0.0, 0.0, 200.0, 100.0);
        let arc: Vec<Point> = (0..20)
            .map(|i| point(50.0 + i as f32 * 4.0, 50.0))
            .collect();
        let placed = place(&[wanted(50.0, 50.0, 40.0)], &arc, &[], &frame);
        assert!(placed[0].unwrap().right < 50.0);
    }

    proptest! {
        #[test]
        fn nothing_overlaps(
            marks in proptest::collection::vec((-20f32..320.0, -20f32..220.0, 10f32..90.0), 0..40),
        ) {
            let frame = Rect::new(0.0, 0.0, 300.0, 200.0);
            let wanted: Vec<Wanted> = marks.iter().map(|(x, y, w)| wanted(*x, *y, *w)).collect();
            let placed = place(&wanted, &[], &[], &frame);
            prop_assert_eq!(placed.len(), wanted.len());
            for (i, a) in placed.iter().enumerate() {
                let Some(a) = a else { continue };
                for b in placed[i + 1..].iter().flatten() {
                    prop_assert!(!a.overlaps(b));
                }
                for (j, mark) in wanted.iter().enumerate() {
                    prop_assert!(i == j || !a.overlaps(&around(mark.at, mark.radius_px)));
                }
            }
        }
    }
}
