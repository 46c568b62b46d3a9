//! The curve of an arc: how far it bends, so that no two arcs between the same actors coincide.

use std::collections::BTreeMap;

use super::ties::{Tie, Ties};
use crate::scene::{Point, point};

/// The bend of the flattest arc, and how much more each next one between the same two actors bends, as a share of the
/// distance between them.
const FIRST_BEND: f32 = 0.16;
const NEXT_BEND: f32 = 0.12;
/// Points that stand for a curve when distances are measured.
const STEPS: usize = 24;

/// A curve with one control point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// Where it begins.
    pub from: Point,
    /// Where it bends to.
    pub control: Point,
    /// Where it ends.
    pub to: Point,
}

impl Curve {
    /// From one point to another, bent to the left of its way by a share of the distance (to the right if negative);
    /// left and right are those of the screen, where y grows downwards.
    pub fn bent(from: Point, to: Point, bend: f32) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        // A control point twice as far away as the curve is to go.
        let control = point(
            f32::midpoint(from.x, to.x) + dy * bend * 2.0,
            f32::midpoint(from.y, to.y) - dx * bend * 2.0,
        );
        Self { from, control, to }
    }

    /// The point at `t` from 0 to 1.
    pub fn at(&self, t: f32) -> Point {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        point(
            a * self.from.x + b * self.control.x + c * self.to.x,
            a * self.from.y + b * self.control.y + c * self.to.y,
        )
    }

    /// Points along the curve, both ends included.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        (0..=STEPS).map(|step| self.at(step as f32 / STEPS as f32))
    }

    /// How far a point is from the curve, in pixels.
    pub fn distance_to(&self, at: Point) -> f32 {
        let mut least = f32::INFINITY;
        let mut previous = self.from;
        for next in self.points().skip(1) {
            least = least.min(distance_to_segment(at, previous, next));
            previous = next;
        }
        least
    }

    /// Three corners of an arrowhead whose tip is `gap_px` before the end; none for a curve that is too short.
    pub fn arrowhead(&self, size_px: f32, gap_px: f32) -> Option<[Point; 3]> {
        let length = distance(self.from, self.to);
        if length < gap_px + 3.0 * size_px {
            return None;
        }
        let mut t = 1.0;
        while t > 0.5 && distance(self.at(t), self.to) < gap_px {
            t -= 0.004;
        }
        let tip = self.at(t);
        while t > 0.3 && distance(self.at(t), tip) < size_px * 1.6 {
            t -= 0.004;
        }
        let base = self.at(t);
        let (dx, dy) = (tip.x - base.x, tip.y - base.y);
        let run = dx.hypot(dy).max(1e-3);
        let (nx, ny) = (-dy / run * size_px, dx / run * size_px);
        Some([
            tip,
            point(base.x + nx, base.y + ny),
            point(base.x - nx, base.y - ny),
        ])
    }
}

/// From one point to another, in pixels.
pub fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn distance_to_segment(at: Point, a: Point, b: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 {
        (((at.x - a.x) * dx + (at.y - a.y) * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    distance(at, point(a.x + t * dx, a.y + t * dy))
}

/// The width of an arc for a number of entries.
pub fn width_px(entries: usize) -> f32 {
    (1.4 + 1.15 * (entries.max(1) as f32).log2()).min(8.0)
}

/// The bend of every tie, for ends at `points` (by actor). Mutual ties bend upwards on the screen, others to the left
/// of their way; ties that share a side bend one farther than the other.
pub fn bends(ties: &Ties, points: &[Option<Point>]) -> Vec<f32> {
    let mut taken: BTreeMap<(usize, usize, bool), f32> = BTreeMap::new();
    ties.ties
        .iter()
        .map(|tie| {
            let left = bends_left(tie, points);
            // Left of the way from the lower index to the higher one.
            let rising = tie.source < tie.target;
            let side = left == rising;
            let pair = (tie.source.min(tie.target), tie.source.max(tie.target), side);
            let next = taken.entry(pair).or_insert(FIRST_BEND);
            let bend = *next;
            *next += NEXT_BEND;
            if left { bend } else { -bend }
        })
        .collect()
}

fn bends_left(tie: &Tie, points: &[Option<Point>]) -> bool {
    if !tie.mutual {
        return true;
    }
    let end = |actor: usize| points.get(actor).copied().flatten().unwrap_or_default();
    // Left of a way to the right is up.
    end(tie.source).x <= end(tie.target).x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::sample;
    use crate::model::EventType;

    fn middles(entries: &[crate::merge::Entry], points: &[Point]) -> Vec<Point> {
        let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
        let points: Vec<Option<Point>> = points.iter().copied().map(Some).collect();
        let bends = bends(&ties, &points);
        ties.ties
            .iter()
            .zip(bends)
            .map(|(tie, bend)| {
                let end = |actor: usize| points[actor].unwrap();
                Curve::bent(end(tie.source), end(tie.target), bend).at(0.5)
            })
            .collect()
    }

    #[test]
    fn no_two_arcs_between_two_actors_coincide() {
        let kinds = [
            EventType::Agree,
            EventType::Aid,
            EventType::Accuse,
            EventType::Assault,
        ];
        let mut entries = Vec::new();
        for (number, kind) in kinds.into_iter().enumerate() {
            let number = number as u64 * 3;
            entries.push(sample::entry(number, kind, &["AAA"], &["BBB"]));
            entries.push(sample::entry(number + 1, kind, &["BBB"], &["AAA"]));
            entries.push(sample::entry(
                number + 2,
                kind,
                &["AAA", "BBB"],
                &["AAA", "BBB"],
            ));
        }
        for points in [
            [point(0.0, 0.0), point(100.0, 20.0)],
            [point(100.0, 20.0), point(0.0, 0.0)],
            [point(50.0, 0.0), point(50.0, 200.0)],
        ] {
            let middles = middles(&entries, &points);
            assert_eq!(middles.len(), 12);
            for (i, a) in middles.iter().enumerate() {
                for b in &middles[i + 1..] {
                    assert!(distance(*a, *b) > 5.0, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn mutual_arcs_bend_upwards() {
        let entries = [sample::entry(
            1,
            EventType::Consult,
            &["AAA", "BBB"],
            &["AAA", "BBB"],
        )];
        for points in [
            [point(0.0, 100.0), point(100.0, 100.0)],
            [point(100.0, 100.0), point(0.0, 100.0)],
        ] {
            assert!(middles(&entries, &points)[0].y < 95.0);
        }
    }

    #[test]
    fn distance_is_nought_on_the_curve() {
        let curve = Curve::bent(point(0.0, 0.0), point(100.0, 0.0), 0.2);
        assert!(curve.distance_to(curve.at(0.5)) < 0.2);
        assert!((curve.at(0.5).y + 20.0).abs() < 0.01);
        assert!(curve.distance_to(point(50.0, 30.0)) > 40.0);
        let [tip, _, _] = curve.arrowhead(4.0, 8.0).unwrap();
        assert!((distance(tip, curve.to) - 8.0).abs() < 1.0);
    }
}
