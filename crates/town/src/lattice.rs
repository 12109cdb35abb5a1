//! The lattice: longitudes and latitudes in whole units of 1e-7 degree, WGS 84.
//! Every vertex of the town sits on it, so text with seven decimals says exactly what was computed.

use crate::plane::{Spot, spot};

/// A vertex: longitude and latitude in 1e-7 degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    pub lon: i32,
    pub lat: i32,
}

/// The town's centre, 114.65° E 33.62° N.
const CENTRE: Node = Node { lon: 1_146_500_000, lat: 336_200_000 };

/// Metres per unit of longitude and latitude at the centre; the plane is flat, which is 0.1 % wrong at its rim.
const EAST: f64 = 0.009_269_8;
const NORTH: f64 = 0.011_092_1;

impl Node {
    /// The lattice vertex nearest to a spot.
    pub fn near(p: Spot) -> Node {
        Node { lon: CENTRE.lon + (p.x / EAST).round() as i32, lat: CENTRE.lat + (p.y / NORTH).round() as i32 }
    }

    /// The place of this vertex in metres.
    pub fn spot(self) -> Spot {
        spot(f64::from(self.lon - CENTRE.lon) * EAST, f64::from(self.lat - CENTRE.lat) * NORTH)
    }

    /// Appends `[lon,lat]` with at most seven decimals.
    pub fn write(self, text: &mut String) {
        text.push('[');
        degrees(self.lon, text);
        text.push(',');
        degrees(self.lat, text);
        text.push(']');
    }
}

fn degrees(units: i32, text: &mut String) {
    let decimals = format!("{:07}", units.rem_euclid(10_000_000));
    text.push_str(&units.div_euclid(10_000_000).to_string());
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
}
