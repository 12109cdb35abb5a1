//! Which tiles a grid's picture needs, and which part of them it is.

use std::f64::consts::PI;

use crate::picture::{Canvas, SIDE};

/// Deeper tiles would show nothing more.
const DEEPEST: u8 = 18;
/// What is shown around the grid's box, as a share of its longer side.
const MARGIN: f64 = 0.06;

/// A tile of the Web Mercator pyramid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 0.
    pub zoom: u8,
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
}

/// A box of the map, in tiles of one zoom.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    zoom: u8,
    /// West, north, east, south, in tiles.
    sides: [f64; 4],
}

impl Frame {
    /// The frame of a box in degrees (west, south, east, north), with a margin, at the deepest zoom at which its
    /// longer side is no longer than a tile: at most two by two tiles are needed.
    pub fn around([west, south, east, north]: [f64; 4]) -> Self {
        let (left, top) = mercator(west, north);
        let (right, bottom) = mercator(east, south);
        let margin = (right - left).max(bottom - top) * MARGIN;
        let sides = [left - margin, top - margin, right + margin, bottom + margin];
        let longer = (sides[2] - sides[0]).max(sides[3] - sides[1]).max(f64::MIN_POSITIVE);
        let zoom = (-longer.log2()).floor().clamp(0.0, f64::from(DEEPEST)) as u8;
        Self { zoom, sides: sides.map(|side| (side * f64::from(1_u32 << zoom)).clamp(0.0, f64::from(1_u32 << zoom))) }
    }

    /// The tiles that it touches, row by row.
    pub fn tiles(&self) -> impl Iterator<Item = Place> + '_ {
        let [left, top, right, bottom] = self.within();
        (top..=bottom).flat_map(move |y| (left..=right).map(move |x| Place { zoom: self.zoom, x, y }))
    }

    /// A canvas that holds all of its tiles.
    pub fn canvas(&self) -> Canvas {
        let [left, top, right, bottom] = self.within();
        Canvas::new((left, top), right - left + 1, bottom - top + 1)
    }

    /// West, north, east, south in dots from the world's corner.
    pub fn dots(&self) -> [u64; 4] {
        let [left, top, right, bottom] = self.sides.map(|side| side * f64::from(SIDE));
        [left.floor() as u64, top.floor() as u64, right.ceil() as u64, bottom.ceil() as u64]
    }

    /// The first and the last column and row.
    fn within(&self) -> [u32; 4] {
        let last = (1_u32 << self.zoom) - 1;
        let [left, top, right, bottom] = self.sides;
        let until = |side: f64| ((side.ceil() as u32).max(1) - 1).min(last);
        [(left as u32).min(last), (top as u32).min(last), until(right), until(bottom)]
    }
}

/// Longitude and latitude in degrees as shares of the world's square, from its north-western corner.
fn mercator(longitude: f64, latitude: f64) -> (f64, f64) {
    let y = latitude.to_radians().tan().asinh();
    ((longitude + 180.0) / 360.0, (1.0 - y / PI) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_at_least_half_a_tile_wide_and_touches_four_tiles_at_most() {
        for (bounds, zooms) in [
            ([114.6, 33.5, 114.75, 33.7], 10..=11),
            ([114.65, 33.62, 114.651, 33.6204], 17..=18),
            ([-180.0, -85.0, 180.0, 85.0], 0..=0),
        ] {
            let frame = Frame::around(bounds);
            assert!(zooms.contains(&frame.zoom), "{frame:?}");
            let tiles: Vec<Place> = frame.tiles().collect();
            assert!((1..=4).contains(&tiles.len()), "{tiles:?}");
            let [left, top, right, bottom] = frame.dots();
            let longer = (right - left).max(bottom - top);
            assert!(
                longer <= u64::from(SIDE) + 2 && (frame.zoom == DEEPEST || longer >= u64::from(SIDE) / 2),
                "{longer}"
            );
        }
    }
}
