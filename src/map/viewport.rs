//! What part of the map is in view, and the way between map units and pixels.

use super::projection::{MAX_X, MAX_Y, MapPoint, edge_x};
use super::shapes::MapBox;
use crate::scene::{Point, point};

/// No closer than this, in pixels to a radian: a degree is about 700 pixels.
const CLOSEST: f64 = 40_000.0;
/// From the coldest settled south to the northernmost land: what "the whole world" shows.
const WORLD: MapBox = MapBox {
    min: MapPoint::new(-2.6, -1.02),
    max: MapPoint::new(2.6, 1.28),
};

/// A part of the map in a rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// What is in the middle.
    pub centre: MapPoint,
    /// Pixels to a radian.
    pub scale: f64,
    /// Width in pixels.
    pub width_px: f32,
    /// Height in pixels.
    pub height_px: f32,
}

impl Viewport {
    /// The whole world.
    pub fn world(width_px: f32, height_px: f32) -> Self {
        Self::fitting(&WORLD, width_px, height_px)
    }

    /// As close as possible with a part of the map in view.
    pub fn fitting(part: &MapBox, width_px: f32, height_px: f32) -> Self {
        let (width, height) = (f64::from(width_px.max(1.0)), f64::from(height_px.max(1.0)));
        let scale = (width / part.width().max(1e-6)).min(height / part.height().max(1e-6));
        let view = Self {
            centre: part.centre(),
            scale,
            width_px,
            height_px,
        };
        view.kept_on_the_map()
    }

    /// A point of the map in pixels from the left upper corner.
    pub fn to_screen(&self, at: MapPoint) -> Point {
        point(
            ((at.x - self.centre.x) * self.scale + f64::from(self.width_px) / 2.0) as f32,
            ((self.centre.y - at.y) * self.scale + f64::from(self.height_px) / 2.0) as f32,
        )
    }

    /// The point of the map at pixels from the left upper corner.
    pub fn to_map(&self, at: Point) -> MapPoint {
        MapPoint::new(
            self.centre.x + (f64::from(at.x) - f64::from(self.width_px) / 2.0) / self.scale,
            self.centre.y - (f64::from(at.y) - f64::from(self.height_px) / 2.0) / self.scale,
        )
    }

    /// The part of the map that is in view.
    pub fn bounds(&self) -> MapBox {
        let mut bounds = MapBox::EMPTY;
        bounds.add(self.to_map(point(0.0, 0.0)));
        bounds.add(self.to_map(point(self.width_px, self.height_px)));
        bounds
    }

    /// Closer by a factor, what is at `about` stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: Point) -> Self {
        let fixed = self.to_map(about);
        let least = Self::least_scale(self.width_px, self.height_px);
        let mut view = *self;
        view.scale = (self.scale * factor).clamp(least, CLOSEST);
        let moved = view.to_map(about);
        view.centre.x += fixed.x - moved.x;
        view.centre.y += fixed.y - moved.y;
        view.kept_on_the_map()
    }

    /// Moved with the pointer.
    #[must_use]
    pub fn panned(&self, dx_px: f32, dy_px: f32) -> Self {
        let mut view = *self;
        view.centre.x -= f64::from(dx_px) / self.scale;
        view.centre.y += f64::from(dy_px) / self.scale;
        view.kept_on_the_map()
    }

    /// The same middle and scale in another rectangle.
    #[must_use]
    pub fn resized(&self, width_px: f32, height_px: f32) -> Self {
        let mut view = *self;
        view.width_px = width_px;
        view.height_px = height_px;
        view.kept_on_the_map()
    }

    /// Not farther than the whole map.
    fn least_scale(width_px: f32, height_px: f32) -> f64 {
        (f64::from(width_px.max(1.0)) / (2.0 * MAX_X))
            .min(f64::from(height_px.max(1.0)) / (2.0 * MAX_Y))
    }

    fn kept_on_the_map(mut self) -> Self {
        let least = Self::least_scale(self.width_px, self.height_px);
        if !self.scale.is_finite() {
            self.scale = least;
        }
        self.scale = self.scale.clamp(least, CLOSEST.max(least));
        if !(self.centre.x.is_finite() && self.centre.y.is_finite()) {
            self.centre = MapPoint::default();
        }
        let half_height = f64::from(self.height_px) / 2.0 / self.scale;
        self.centre.y = clamp_or_middle(self.centre.y, MAX_Y - half_height);
        let half_width = f64::from(self.width_px) / 2.0 / self.scale;
        self.centre.x = clamp_or_middle(self.centre.x, edge_x(0.0) - half_width);
        self
    }
}

/// Within `room` on both sides of 0; 0 if there is no room.
fn clamp_or_middle(value: f64, room: f64) -> f64 {
    if room <= 0.0 {
        0.0
    } else {
        value.clamp(-room, room)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let view = Viewport::world(800.0, 400.0).zoomed(4.0, point(500.0, 150.0));
        let about = point(300.0, 220.0);
        let before = view.to_map(about);
        let after = view.zoomed(1.7, about).to_map(about);
        assert!((before.x - after.x).abs() < 1e-9 && (before.y - after.y).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn there_and_back(
            x in 0f32..800.0, y in 0f32..400.0, factor in 1.0..50.0f64, dx in -300f32..300.0, dy in -300f32..300.0,
        ) {
            let view = Viewport::world(800.0, 400.0).zoomed(factor, point(x, y)).panned(dx, dy);
            let back = view.to_screen(view.to_map(point(x, y)));
            prop_assert!((back.x - x).abs() < 0.01 && (back.y - y).abs() < 0.01);
        }

        #[test]
        fn never_leaves_the_map(
            steps in proptest::collection::vec((0.01..20.0f64, -2000f32..2000.0, -2000f32..2000.0), 0..12),
            width in 0f32..3000.0, height in 0f32..2000.0,
        ) {
            let mut view = Viewport::world(800.0, 400.0);
            for (factor, x, y) in steps {
                view = view.zoomed(factor, point(x, y)).panned(x, y);
            }
            let view = view.resized(width, height);
            prop_assert!(view.scale.is_finite() && view.scale > 0.0);
            prop_assert!(view.centre.x.abs() <= MAX_X && view.centre.y.abs() <= MAX_Y);
        }
    }
}
