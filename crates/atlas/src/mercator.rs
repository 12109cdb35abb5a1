//! The map's projection: spherical Web Mercator (EPSG:3857) on integers.
//!
//! The world is 2^32 units wide, about a centimetre each at the equator. A position's place in every
//! tile at every zoom follows from its world place by shifting, so neighbours that share a corner on
//! the lattice share it in every tile.

use domain::place::{Bounds, Position, Shape};

/// Width and height of the world.
pub const WORLD: i64 = 1 << 32;

/// The latitude at which the world is square.
const EDGE: f64 = 85.051_128_779_806_59;

/// Half a turn of longitude in lattice steps.
const HALF_TURN: i64 = 1_800_000_000;

/// A whole turn in lattice steps over 2^10.
const SHORT_TURN: i64 = 3_515_625;

/// A shape's corners in the world's units: what a tile at any zoom begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projected {
    /// Polygons, their rings, and the ring's corners; closed, outer ring first.
    pub polygons: Vec<Vec<Vec<(i64, i64)>>>,
}

impl Projected {
    /// Project every corner of a shape.
    pub fn of(shape: &Shape) -> Self {
        let ring = |ring: &Vec<Position>| ring.iter().map(|&at| project(at)).collect();
        let polygons = shape.polygons.iter().map(|polygon| polygon.rings.iter().map(ring).collect()).collect();
        Self { polygons }
    }

    /// How many corners it has.
    pub fn corners(&self) -> usize {
        self.polygons.iter().flatten().map(Vec::len).sum()
    }
}

/// Where a position lies in the world: x grows east, y grows south.
pub fn project(at: Position) -> (i64, i64) {
    // The world's 2^32 units over a turn's 3.6e9 steps, shortened by 2^10 so that the product fits.
    let x = (((i64::from(at.0) + HALF_TURN) << 22) + SHORT_TURN / 2) / SHORT_TURN;
    let sine = at.latitude().clamp(-EDGE, EDGE).to_radians().sin();
    let y = 0.5 - sine.atanh() / std::f64::consts::TAU;
    (x, (y * WORLD as f64).round() as i64)
}

/// The box around two corners of the world; what lies beyond the world's edge is cut off.
pub fn unproject(west: i64, north: i64, east: i64, south: i64) -> Bounds {
    let longitude = |x: i64| x.clamp(0, WORLD) as f64 / WORLD as f64 * 360.0 - 180.0;
    let latitude = |y: i64| {
        let turn = (0.5 - y.clamp(0, WORLD) as f64 / WORLD as f64) * std::f64::consts::TAU;
        turn.sinh().atan().to_degrees()
    };
    Bounds { west: longitude(west), south: latitude(south), east: longitude(east), north: latitude(north) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_world_are_its_corners() {
        assert_eq!(project(Position(0, 0)), (WORLD / 2, WORLD / 2));
        assert_eq!(project(Position(-1_800_000_000, 900_000_000)).0, 0);
        assert_eq!(project(Position(1_800_000_000, 850_511_288)), (WORLD, 0));
    }

    #[test]
    fn a_place_comes_back_from_the_map() {
        let zhoukou = Position(1_146_521_000, 336_148_000);
        let (x, y) = project(zhoukou);
        let bounds = unproject(x, y, x, y);
        assert!((bounds.west - zhoukou.longitude()).abs() < 1e-7);
        assert!((bounds.north - zhoukou.latitude()).abs() < 1e-7);
    }
}
