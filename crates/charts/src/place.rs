//! Where a tile lies: its zoom, column and row, and its number along the Hilbert curve, by which archives find it.

use std::f64::consts::PI;
use std::fmt;

use domain::place::Position;

use crate::caps::DEEPEST;

/// A tile of the web's square world; rows are counted from the north. Shown as `zoom/column/row`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePlace {
    /// From 0.
    pub zoom: u8,
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
}

impl TilePlace {
    /// None where the world has no such tile.
    pub fn new(zoom: u8, x: u32, y: u32) -> Option<Self> {
        (zoom <= DEEPEST && x < 1 << zoom && y < 1 << zoom).then_some(Self { zoom, x, y })
    }

    /// Its number: all tiles of lower zooms come before it, those of its own zoom along the Hilbert curve.
    pub fn number(self) -> u64 {
        let (mut x, mut y) = (u64::from(self.x), u64::from(self.y));
        let mut along = 0;
        let mut side = (1_u64 << self.zoom) >> 1;
        while side > 0 {
            let (right, below) = (u64::from(x & side > 0), u64::from(y & side > 0));
            along += side * side * ((3 * right) ^ below);
            (x, y) = turned(side, x, y, right, below);
            side >>= 1;
        }
        before(self.zoom) + along
    }

    /// The tile with a number; none beyond the deepest zoom.
    pub fn numbered(number: u64) -> Option<Self> {
        let zoom = (0..=DEEPEST).find(|&zoom| number < before(zoom + 1))?;
        let mut along = number - before(zoom);
        let (mut x, mut y) = (0, 0);
        let mut side = 1;
        while side < 1_u64 << zoom {
            let right = 1 & (along / 2);
            let below = 1 & (along ^ right);
            (x, y) = turned(side, x, y, right, below);
            x += side * right;
            y += side * below;
            along /= 4;
            side <<= 1;
        }
        Some(Self { zoom, x: x as u32, y: y as u32 })
    }

    /// Its south-west and its north-east corner.
    pub fn corners(self) -> [Position; 2] {
        [self.corner(0, 1), self.corner(1, 0)]
    }

    fn corner(self, right: u32, below: u32) -> Position {
        let side = f64::from(1_u32 << self.zoom);
        let longitude = f64::from(self.x + right) / side * 360.0 - 180.0;
        let latitude = (PI * (1.0 - 2.0 * f64::from(self.y + below) / side)).sinh().atan().to_degrees();
        Position::from_degrees(longitude, latitude).unwrap_or(Position(0, 0))
    }
}

/// How many tiles lie above a zoom: (4^zoom − 1) / 3.
fn before(zoom: u8) -> u64 {
    ((1_u64 << (2 * u32::from(zoom))) - 1) / 3
}

/// One quarter of the curve, turned as it runs.
fn turned(side: u64, x: u64, y: u64, right: u64, below: u64) -> (u64, u64) {
    if below == 1 {
        return (x, y);
    }
    let (x, y) =
        if right == 1 { (side.wrapping_sub(1).wrapping_sub(x), side.wrapping_sub(1).wrapping_sub(y)) } else { (x, y) };
    (y, x)
}

impl fmt::Display for TilePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.zoom, self.x, self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the format's own programs number them.
    #[test]
    fn numbers_are_those_of_the_format() {
        for (zoom, x, y, number) in [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ] {
            let place = TilePlace::new(zoom, x, y).expect("it is there");
            assert_eq!(place.number(), number, "{place}");
            assert_eq!(TilePlace::numbered(number), Some(place));
        }
    }

    #[test]
    fn every_tile_comes_back_from_its_number() {
        for number in (0..40_000).chain([before(15) + 7, before(DEEPEST) + 12_345, before(DEEPEST + 1) - 1]) {
            let place = TilePlace::numbered(number).expect("it is there");
            assert_eq!(place.number(), number, "{place}");
        }
        assert_eq!(TilePlace::numbered(before(DEEPEST + 1)), None);
        assert_eq!(TilePlace::numbered(u64::MAX), None);
    }

    #[test]
    fn the_world_has_its_corners() {
        let [from, to] = TilePlace { zoom: 0, x: 0, y: 0 }.corners();
        assert_eq!((from.0, to.0), (-1_800_000_000, 1_800_000_000));
        assert_eq!((from.1, to.1), (-850_511_288, 850_511_288));
        assert_eq!(TilePlace::new(3, 8, 0), None);
    }
}
