//! Boundaries of very many grids in little memory, and which grid a position lies in: for who asks about every place of
//! one file and has no gigabyte. A [`Locator`](crate::locate::Locator) answers ten times as fast out of ten times as
//! much.
//!
//! Positions are told as steps from one to the next, in two bytes or three each way instead of four: seven bits to a
//! byte, the lowest first, twice the size of the step, less one where it goes west or south.

use std::cmp::Reverse;

use domain::code::{GridPath, Level};
use domain::place::{Polygon, Position, Shape};

use crate::cells::Cells;
use crate::near::{Extent, around_shape, is_in};
use crate::outline::{Outline, Pass, pass};

/// The boundaries of grids.
///
/// Invariant: a position inside or on the border of at least one shape has exactly one answer: of the shapes that hold
/// it the one with the longest path (in codes), and of several such the first by path.
#[derive(Debug, Default)]
pub struct Cadastre {
    /// In the order in which they came; once all have, in the order in which they win.
    parcels: Vec<Parcel>,
    paths: String,
    told: Vec<u8>,
    cells: Cells,
}

/// One grid.
#[derive(Debug)]
struct Parcel {
    level: Level,
    /// Where its path and its boundary stand.
    path: (u32, u32),
    told: (usize, usize),
    extent: Extent,
    /// Of a long boundary, where only a few edges are to be looked at.
    outline: Option<Box<Outline>>,
}

/// Positions of a boundary that are looked at one by one; longer ones have an outline.
const MOST_IN_PASSING: usize = 256;
/// About as many cells as parcels.
const CELLS_PER_PARCEL: f64 = 1.0;

impl Cadastre {
    /// Takes the boundary of a grid.
    pub fn add(&mut self, level: Level, path: &GridPath, shape: &Shape) {
        let (text, told) = (self.paths.len() as u32, self.told.len());
        self.paths.push_str(path.as_str());
        tell(shape, &mut self.told);
        let is_long = shape.rings().map(Vec::len).sum::<usize>() > MOST_IN_PASSING;
        self.parcels.push(Parcel {
            level,
            path: (text, self.paths.len() as u32),
            told: (told, self.told.len()),
            extent: around_shape(shape),
            outline: is_long.then(|| Box::new(Outline::new(shape))),
        });
    }

    /// All boundaries have come: from here on it can be asked.
    #[must_use]
    pub fn whole(mut self) -> Self {
        let Self { parcels, paths, told, cells } = &mut self;
        let path = |parcel: &Parcel| &paths[parcel.path.0 as usize..parcel.path.1 as usize];
        let depth = |parcel: &Parcel| path(parcel).bytes().filter(|&byte| byte == b'.').count();
        parcels.sort_by(|one, other| (Reverse(depth(one)), path(one)).cmp(&(Reverse(depth(other)), path(other))));
        let boxes: Vec<Extent> = parcels.iter().map(|parcel| parcel.extent).collect();
        *cells = Cells::over(&boxes, CELLS_PER_PARCEL);
        told.shrink_to_fit();
        paths.shrink_to_fit();
        self
    }

    /// Whether it has no grid.
    pub fn is_empty(&self) -> bool {
        self.parcels.is_empty()
    }

    /// The deepest grid that holds a position; none outside every grid.
    pub fn deepest(&self, at: Position) -> Option<GridPath> {
        let mut near = self.cells.near(at).iter().map(|index| &self.parcels[*index as usize]);
        near.find(|parcel| self.holds(parcel, at)).map(|parcel| self.path(parcel))
    }

    /// The boundaries of a level, by path.
    pub fn of_level(&self, level: Level) -> Vec<(GridPath, Shape)> {
        let of_level = self.parcels.iter().filter(|parcel| parcel.level == level);
        of_level.map(|parcel| (self.path(parcel), self.steps(parcel).shape())).collect()
    }

    fn path(&self, parcel: &Parcel) -> GridPath {
        GridPath::from_text(&self.paths[parcel.path.0 as usize..parcel.path.1 as usize])
    }

    fn steps(&self, parcel: &Parcel) -> Steps<'_> {
        Steps { rest: &self.told[parcel.told.0..parcel.told.1], last: Position(0, 0) }
    }

    fn holds(&self, parcel: &Parcel, at: Position) -> bool {
        if !is_in(&parcel.extent, at) {
            return false;
        }
        match &parcel.outline {
            Some(outline) => outline.holds(at),
            None => self.steps(parcel).hold(at),
        }
    }
}

/// Parts, of each its rings, of each its positions.
fn tell(shape: &Shape, told: &mut Vec<u8>) {
    let mut last = Position(0, 0);
    put(shape.polygons.len() as u32, told);
    for Polygon { rings } in &shape.polygons {
        put(rings.len() as u32, told);
        for ring in rings {
            put(ring.len() as u32, told);
            for &at in ring {
                for step in [at.0.wrapping_sub(last.0), at.1.wrapping_sub(last.1)] {
                    put(((step << 1) ^ (step >> 31)).cast_unsigned(), told);
                }
                last = at;
            }
        }
    }
}

fn put(mut number: u32, told: &mut Vec<u8>) {
    while number >= 0x80 {
        told.push(number as u8 | 0x80);
        number >>= 7;
    }
    told.push(number as u8);
}

/// A boundary that is read back.
struct Steps<'a> {
    rest: &'a [u8],
    last: Position,
}

impl Steps<'_> {
    fn number(&mut self) -> u32 {
        let (mut number, mut bits) = (0_u32, 0);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << bits;
            bits += 7;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn position(&mut self) -> Position {
        let mut step = || {
            let number = self.number();
            (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
        };
        let (x, y) = (step(), step());
        self.last = Position(self.last.0.wrapping_add(x), self.last.1.wrapping_add(y));
        self.last
    }

    fn shape(mut self) -> Shape {
        let polygons = (0..self.number()).map(|_| {
            let rings = (0..self.number()).map(|_| (0..self.number()).map(|_| self.position()).collect()).collect();
            Polygon { rings }
        });
        Shape { polygons: polygons.collect() }
    }

    /// Whether a position lies inside or on the border, as [`Outline::holds`] has it.
    fn hold(mut self, at: Position) -> bool {
        let mut is_inside = false;
        for _ in 0..self.number() {
            let mut is_in_part = false;
            for _ in 0..self.number() {
                let mut before: Option<Position> = None;
                for _ in 0..self.number() {
                    let next = self.position();
                    match before.replace(next).filter(|last| *last != next).map(|last| pass(last, next, at)) {
                        Some(Pass::On) => return true,
                        Some(Pass::East) => is_in_part = !is_in_part,
                        Some(Pass::Elsewhere) | None => {}
                    }
                }
            }
            is_inside |= is_in_part;
        }
        is_inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locate::Locator;

    fn ring(corners: &[(i32, i32)]) -> Vec<Position> {
        corners.iter().chain(corners.first()).map(|&(x, y)| Position(x, y)).collect()
    }

    fn square(west: i32, south: i32, side: i32) -> Vec<Position> {
        let (east, north) = (west + side, south + side);
        ring(&[(west, south), (east, south), (east, north), (west, north)])
    }

    fn shape(parts: Vec<Vec<Vec<Position>>>) -> Shape {
        Shape { polygons: parts.into_iter().map(|rings| Polygon { rings }).collect() }
    }

    /// Slanted, overlapping, with a hole, in parts, long, empty, and as far apart as can be.
    fn grids() -> Vec<(GridPath, Shape)> {
        let star = |x: i32, y: i32, r: i32| {
            let corners = [(0, -r), (r / 3, -r / 4), (r, 0), (r / 5, r / 3), (0, r), (-r / 2, r / 7), (-r, -r / 9)];
            ring(&corners.map(|(dx, dy)| (x + dx, y + dy)))
        };
        let saw: Vec<(i32, i32)> = (0..400).map(|step| (step, step % 7 - 60)).chain([(400, 80), (0, 80)]).collect();
        let grids = [
            ("x.1", vec![vec![star(0, 0, 90)]]),
            ("x.2", vec![vec![star(50, 20, 77)]]),
            ("x", vec![vec![star(10, 10, 140), star(-40, 30, 11)]]),
            ("y", vec![vec![star(-60, 40, 50)], vec![star(-50, 40, 50)]]),
            ("x.1.7", vec![vec![star(7, 3, 31)]]),
            ("w", vec![vec![ring(&saw)]]),
            ("v", vec![]),
            ("u", vec![vec![square(-1_799_999_999, -899_999_999, 9)], vec![square(1_799_999_990, 899_999_990, 9)]]),
        ];
        grids.into_iter().map(|(path, parts)| (GridPath::from_text(path), shape(parts))).collect()
    }

    fn cadastre(grids: &[(GridPath, Shape)]) -> Cadastre {
        let mut cadastre = Cadastre::default();
        for (path, shape) in grids {
            cadastre.add(Level(path.as_str().len() as u8), path, shape);
        }
        cadastre.whole()
    }

    #[test]
    fn it_answers_as_the_index_made_for_speed_does() {
        let grids = grids();
        for grids in [&grids[..], &grids[..6], &grids[..1], &[]] {
            let (cadastre, locator) = (cadastre(grids), Locator::new(grids.to_vec()));
            for x in -160..=420 {
                for y in -160..=160 {
                    let at = Position(x, y);
                    assert_eq!(cadastre.deepest(at).as_ref(), locator.deepest(at), "{x} {y}");
                }
            }
            for at in
                [Position(-1_799_999_995, -899_999_990), Position(1_799_999_995, 899_999_995), Position(1, i32::MAX)]
            {
                assert_eq!(cadastre.deepest(at).as_ref(), locator.deepest(at), "{at:?}");
            }
        }
    }

    #[test]
    fn boundaries_come_back_as_they_were() {
        let grids = grids();
        let cadastre = cadastre(&grids);
        for level in [1, 3, 5] {
            let mut wanted: Vec<_> = grids.iter().filter(|(path, _)| path.as_str().len() == level).cloned().collect();
            wanted.sort_by(|one, other| one.0.cmp(&other.0));
            assert_eq!(cadastre.of_level(Level(level as u8)), wanted);
        }
        assert!(!cadastre.is_empty() && Cadastre::default().whole().is_empty());
    }
}
