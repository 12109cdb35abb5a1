//! The survey's own projection: Gauss–Krüger on CGCS2000, in belts three degrees wide.
//!
//! Sheets are drawn in it, so that a millimetre on paper is the same length on the ground all over a district.
//! Series in the third flattening to the fourth order: exact to a millimetre within the belt and far beyond it.

use domain::place::Position;

/// Half the long axis of the CGCS2000 ellipsoid in metres.
const EQUATOR: f64 = 6_378_137.0;
/// Third flattening n = f / (2 - f) of 1/298.257222101.
const THIRD: f64 = 0.001_679_220_394_628_745_8;
/// What is added to every easting, so that none is negative.
const FALSE_EASTING: f64 = 500_000.0;
/// Degrees that a belt is wide.
const WIDTH: f64 = 3.0;

/// A belt three degrees wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Belt {
    /// Its middle, in degrees.
    meridian: f64,
}

/// A place in a belt, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metric {
    /// East of a line 500 km west of the belt's middle.
    pub east: f64,
    /// North of the equator.
    pub north: f64,
}

impl Belt {
    /// The belt in whose reach a longitude in degrees lies.
    pub fn around(longitude: f64) -> Self {
        Self { meridian: (longitude / WIDTH).round() * WIDTH }
    }

    /// Its middle, in degrees.
    pub fn meridian(self) -> f64 {
        self.meridian
    }

    /// Its number, counted from Greenwich eastward from 1, as Chinese maps write it before the easting.
    pub fn number(self) -> Option<u8> {
        (self.meridian > 0.0).then(|| (self.meridian / WIDTH).round() as u8)
    }

    /// Where a position lies in the belt.
    pub fn project(self, at: Position) -> Metric {
        let turn = (at.longitude() - self.meridian).to_radians();
        let bend = 2.0 * THIRD.sqrt() / (1.0 + THIRD);
        let sine = at.latitude().to_radians().sin();
        let conformal = (sine.atanh() - bend * (bend * sine).atanh()).sinh();
        let (xi, eta) = (conformal.atan2(turn.cos()), (turn.sin() / conformal.hypot(turn.cos())).asinh());
        let (mut north, mut east) = (xi, eta);
        for (step, weight) in (1..).zip(forward()) {
            let order = 2.0 * f64::from(step);
            north += weight * (order * xi).sin() * (order * eta).cosh();
            east += weight * (order * xi).cos() * (order * eta).sinh();
        }
        Metric { east: FALSE_EASTING + radius() * east, north: radius() * north }
    }

    /// Longitude and latitude in degrees of a place in the belt.
    pub fn degrees(self, at: Metric) -> (f64, f64) {
        let (xi, eta) = (at.north / radius(), (at.east - FALSE_EASTING) / radius());
        let (mut lifted, mut turned) = (xi, eta);
        for (step, weight) in (1..).zip(backward()) {
            let order = 2.0 * f64::from(step);
            lifted -= weight * (order * xi).sin() * (order * eta).cosh();
            turned -= weight * (order * xi).cos() * (order * eta).sinh();
        }
        let longitude = turned.sinh().atan2(lifted.cos());
        let conformal = (lifted.sin() / turned.cosh()).asin();
        let mut latitude = conformal;
        for (step, weight) in (1..).zip(from_conformal()) {
            latitude += weight * (2.0 * f64::from(step) * conformal).sin();
        }
        (self.meridian + longitude.to_degrees(), latitude.to_degrees())
    }
}

/// The radius of the rectifying sphere, in metres.
fn radius() -> f64 {
    EQUATOR / (1.0 + THIRD) * (1.0 + THIRD.powi(2) / 4.0 + THIRD.powi(4) / 64.0)
}

fn forward() -> [f64; 4] {
    let n = THIRD;
    [
        n / 2.0 - 2.0 / 3.0 * n.powi(2) + 5.0 / 16.0 * n.powi(3) + 41.0 / 180.0 * n.powi(4),
        13.0 / 48.0 * n.powi(2) - 3.0 / 5.0 * n.powi(3) + 557.0 / 1440.0 * n.powi(4),
        61.0 / 240.0 * n.powi(3) - 103.0 / 140.0 * n.powi(4),
        49561.0 / 161_280.0 * n.powi(4),
    ]
}

fn backward() -> [f64; 4] {
    let n = THIRD;
    [
        n / 2.0 - 2.0 / 3.0 * n.powi(2) + 37.0 / 96.0 * n.powi(3) - 1.0 / 360.0 * n.powi(4),
        1.0 / 48.0 * n.powi(2) + 1.0 / 15.0 * n.powi(3) - 437.0 / 1440.0 * n.powi(4),
        17.0 / 480.0 * n.powi(3) - 37.0 / 840.0 * n.powi(4),
        4397.0 / 161_280.0 * n.powi(4),
    ]
}

fn from_conformal() -> [f64; 4] {
    let n = THIRD;
    [
        2.0 * n - 2.0 / 3.0 * n.powi(2) - 2.0 * n.powi(3) + 116.0 / 45.0 * n.powi(4),
        7.0 / 3.0 * n.powi(2) - 8.0 / 5.0 * n.powi(3) - 227.0 / 45.0 * n.powi(4),
        56.0 / 15.0 * n.powi(3) - 136.0 / 35.0 * n.powi(4),
        4279.0 / 630.0 * n.powi(4),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eastings_and_northings_are_those_of_proj() {
        // By PROJ 9, +proj=tmerc +lon_0=114 +x_0=500000 +a=6378137 +rf=298.257222101.
        let belt = Belt::around(114.6521);
        assert_eq!((belt.meridian(), belt.number()), (114.0, Some(38)));
        for (longitude, latitude, east, north) in [
            (114.652_1, 33.614_8, 560_515.194_174, 3_721_126.127_326),
            (116.2, 24.5, 723_016.727_732, 2_712_445.721_072),
        ] {
            let at = belt.project(Position::from_degrees(longitude, latitude).expect("on the globe"));
            assert!((at.east - east).abs() < 1e-3 && (at.north - north).abs() < 1e-3, "{at:?}");
        }
    }

    #[test]
    fn a_place_comes_back_from_the_belt() {
        for (longitude, latitude) in [(112.6, 33.6), (115.4, 53.1), (8.4, 47.3), (-71.2, -33.4)] {
            let at = Position::from_degrees(longitude, latitude).expect("on the globe");
            let belt = Belt::around(longitude);
            let (x, y) = belt.degrees(belt.project(at));
            assert!((x - longitude).abs() < 1e-9 && (y - latitude).abs() < 1e-9, "{x} {y}");
        }
    }
}
