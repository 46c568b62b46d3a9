//! The Equal Earth projection, forwards and backwards, about the meridian at which the shapes were cut.
//!
//! Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of Geographical Information
//! Science 33 (2019): equal areas, rounded sides, closed formulas.

/// The meridian in the middle of the map, degrees east. The map is cut on the other side, at 169 degrees west, where
/// there is next to no land.
pub const CENTRAL_MERIDIAN: f64 = 11.0;

/// The farthest point to the east or west, at the equator.
pub const MAX_X: f64 = 2.706_629_983_696_046_5;
/// The poles.
pub const MAX_Y: f64 = 1.317_362_759_157_413_2;

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;
/// Newton's method converges in four to five steps; more are never needed.
const NEWTON_STEPS: usize = 12;

/// A point of the projected map, in radians of the globe at the centre: x to the east, y to the north.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapPoint {
    /// To the east of the central meridian.
    pub x: f64,
    /// To the north of the equator.
    pub y: f64,
}

impl MapPoint {
    /// A point from its parts.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// Where a place of the globe lies on the map; latitude and longitude in degrees north and east. Longitudes may go
/// round; latitudes beyond the poles are taken as the pole.
pub fn forward(latitude: f64, longitude: f64) -> MapPoint {
    let phi = latitude.clamp(-90.0, 90.0).to_radians();
    let lambda = wrap_degrees(longitude - CENTRAL_MERIDIAN).to_radians();
    let theta = (3f64.sqrt() / 2.0 * phi.sin()).asin();
    MapPoint {
        x: lambda * theta.cos() / x_divisor(theta),
        y: northing(theta),
    }
}

/// The latitude and longitude, in degrees, of a point of the map; none for a point outside of it.
pub fn inverse(point: MapPoint) -> Option<(f64, f64)> {
    if !(point.y.abs() <= MAX_Y && point.x.is_finite()) {
        return None;
    }
    let mut theta = point.y / A1;
    for _ in 0..NEWTON_STEPS {
        let step = (northing(theta) - point.y) / northing_slope(theta);
        theta -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    let phi = (2.0 * theta.sin() / 3f64.sqrt()).clamp(-1.0, 1.0).asin();
    let lambda = (point.x * x_divisor(theta) / theta.cos()).to_degrees();
    if lambda.abs() > 180.0 + 1e-9 {
        return None;
    }
    Some((phi.to_degrees(), wrap_degrees(lambda + CENTRAL_MERIDIAN)))
}

/// How far the map reaches to the east at a height of the map.
pub fn edge_x(y: f64) -> f64 {
    let mut theta = y.clamp(-MAX_Y, MAX_Y) / A1;
    for _ in 0..NEWTON_STEPS {
        theta -= (northing(theta) - y.clamp(-MAX_Y, MAX_Y)) / northing_slope(theta);
    }
    std::f64::consts::PI * theta.cos() / x_divisor(theta)
}

fn northing(theta: f64) -> f64 {
    let square = theta * theta;
    let sixth = square * square * square;
    theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
}

fn northing_slope(theta: f64) -> f64 {
    let square = theta * theta;
    let sixth = square * square * square;
    A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square)
}

fn x_divisor(theta: f64) -> f64 {
    3f64.sqrt() / 2.0 * northing_slope(theta)
}

/// Into -180 to 180; the edge itself stays on the side it was given.
fn wrap_degrees(degrees: f64) -> f64 {
    if degrees.abs() <= 180.0 {
        return degrees;
    }
    let turned = (degrees + 180.0).rem_euclid(360.0) - 180.0;
    if turned.is_finite() { turned } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_points() {
        let centre = forward(0.0, CENTRAL_MERIDIAN);
        assert!(centre.x.abs() < 1e-12 && centre.y.abs() < 1e-12);
        assert!((forward(90.0, 50.0).y - MAX_Y).abs() < 1e-9);
        assert!((forward(0.0, CENTRAL_MERIDIAN + 180.0).x - MAX_X).abs() < 1e-9);
        assert!((edge_x(0.0) - MAX_X).abs() < 1e-9);
        // Moscow lies east and north of the centre, Lima west and south.
        let (moscow, lima) = (forward(55.75, 37.62), forward(-12.05, -77.05));
        assert!(moscow.x > 0.0 && moscow.y > 0.8);
        assert!(lima.x < 0.0 && lima.y < 0.0);
    }

    #[test]
    fn outside_is_nothing() {
        assert_eq!(inverse(MapPoint::new(0.0, 2.0)), None);
        assert_eq!(inverse(MapPoint::new(2.7, 1.2)), None);
        assert_eq!(inverse(MapPoint::new(f64::NAN, 0.0)), None);
        assert_eq!(inverse(MapPoint::new(0.0, f64::NAN)), None);
    }

    proptest! {
        #[test]
        fn there_and_back(latitude in -89.9..89.9f64, longitude in -179.9..179.9f64) {
            let point = forward(latitude, longitude);
            prop_assert!(point.x.abs() <= edge_x(point.y) + 1e-9);
            let (back_latitude, back_longitude) = inverse(point).expect("on the map");
            prop_assert!((back_latitude - latitude).abs() < 1e-7);
            let turn = (back_longitude - longitude).abs();
            prop_assert!(turn.min(360.0 - turn) < 1e-6);
        }

        #[test]
        fn hostile_numbers_do_no_harm(latitude in any::<f64>(), longitude in any::<f64>()) {
            let point = forward(latitude, longitude);
            let _ = inverse(point);
        }
    }
}
