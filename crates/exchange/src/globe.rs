//! From degrees to the lattice. What is no degree, or stands the wrong way round, is recognised and
//! named; it is never put right in silence.

use domain::place::Position;

use crate::coordinates::Degrees;
use crate::geometry::Trouble;
use crate::{Known, Options};

/// What can be known of where things should lie.
#[derive(Clone, Copy)]
pub(crate) struct Globe<'a> {
    known: &'a Known<'a>,
    /// The caller has said what the coordinates are: then a strange place is not called wrong.
    asserted: bool,
}

/// Above this a coordinate is no slip in an angle but a length.
const METRES: f64 = 1000.0;
/// Where both degrees are nearly the same, a place and its mirror image may both be meant.
const NEAR_THE_DIAGONAL: f64 = 1.0;
/// Half the Earth's girth in Web Mercator.
const MERCATOR_EDGE: f64 = 20_037_508.342_789_244;
/// Where in China latitudes and longitudes may both be taken for latitudes: west, south, east, north.
const WESTERN_CHINA: [f64; 4] = [73.0, 27.0, 90.0, 50.0];
const CHINA: [f64; 4] = [73.0, 3.0, 136.0, 54.0];

impl<'a> Globe<'a> {
    pub(crate) fn new(options: &Options, known: &'a Known<'a>) -> Self {
        Self { known, asserted: options.datum.is_some() }
    }

    /// Whether a sound position must be the wrong way round, judged by the grids that are there, or by where China lies.
    pub(crate) fn judge(&self, at: Position) -> Result<(), Trouble> {
        let (x, y) = (at.longitude(), at.latitude());
        let Some(turned) = Position::from_degrees(y, x) else { return Ok(()) };
        let in_a_grid = |at: Position| (self.known.locate)(at).is_some();
        let swapped = !self.asserted
            && (is_in(WESTERN_CHINA, y, x) && !is_in(CHINA, x, y)
                || (x - y).abs() > NEAR_THE_DIAGONAL
                    && !self.known.tree.is_empty()
                    && !in_a_grid(at)
                    && in_a_grid(turned));
        if swapped { Err(trouble("position.axes_swapped", x, y)) } else { Ok(()) }
    }
}

/// The nearest place on the lattice.
pub(crate) fn position_from(degrees: Degrees) -> Result<Position, Trouble> {
    let Degrees(x, y) = degrees;
    Position::from_degrees(x, y).ok_or_else(|| {
        if Position::from_degrees(y, x).is_some() {
            return trouble("position.axes_swapped", x, y);
        }
        if x.abs().max(y.abs()) < METRES {
            return trouble("position.off_globe", x, y);
        }
        match projection_of(x, y) {
            None => trouble("position.projected", x, y),
            Some(crs) => trouble("position.projected_as", x, y).with("crs", crs),
        }
    })
}

fn trouble(code: &'static str, x: f64, y: f64) -> Trouble {
    Trouble::new(code, [("x", x.to_string()), ("y", y.to_string())])
}

/// What metres look like, as far as they tell: a zone in front of the easting, or Web Mercator over China.
fn projection_of(x: f64, y: f64) -> Option<String> {
    // Surveyors write the northing first.
    let zoned = |east: f64, north: f64| {
        let zone = (east / 1e6).floor() as u32;
        let offset = east - f64::from(zone) * 1e6;
        let plausible = (1e5..9e5).contains(&offset) && (3e5..6e6).contains(&north);
        match zone {
            13..=23 if plausible => Some(format!("EPSG:{}", 4491 + zone - 13)),
            25..=45 if plausible => Some(format!("EPSG:{}", 4513 + zone - 25)),
            _ => None,
        }
    };
    let mercator = || {
        let longitude = x / MERCATOR_EDGE * 180.0;
        let latitude = (y / MERCATOR_EDGE * std::f64::consts::PI).sinh().atan().to_degrees();
        is_in(CHINA, longitude, latitude).then(|| "EPSG:3857".to_owned())
    };
    mercator().or_else(|| zoned(x, y)).or_else(|| zoned(y, x))
}

fn is_in([west, south, east, north]: [f64; 4], x: f64, y: f64) -> bool {
    (west..=east).contains(&x) && (south..=north).contains(&y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_are_told_from_slips_and_swaps() {
        let code = |x, y| position_from(Degrees(x, y)).map_err(|trouble| trouble.code);
        assert!(code(114.6, 33.6).is_ok());
        assert_eq!(code(33.6, 114.6), Err("position.axes_swapped"));
        assert_eq!(code(200.0, 95.0), Err("position.off_globe"));
        assert_eq!(code(462_000.0, 3_720_000.0), Err("position.projected"));
        assert_eq!(code(38_462_000.0, 3_720_000.0), Err("position.projected_as"));
    }

    #[test]
    fn a_projection_that_tells_itself_is_named() {
        let named = |x, y| projection_of(x, y).unwrap_or_default();
        assert_eq!(named(38_462_000.0, 3_720_000.0), "EPSG:4526");
        assert_eq!(named(3_720_000.0, 38_462_000.0), "EPSG:4526");
        assert_eq!(named(19_462_000.0, 3_720_000.0), "EPSG:4497");
        assert_eq!(named(12_757_000.0, 3_977_000.0), "EPSG:3857");
        assert_eq!(named(2_683_000.0, 1_247_000.0), "");
    }
}
