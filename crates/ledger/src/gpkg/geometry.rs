//! Geometry blobs (OGC 12-128r18, clause 2.1.3): a header with the box, then WKB. Little-endian.

use domain::place::{Bounds, Polygon, Position, Shape};
use domain::set::Outline;

use super::SRS_ID;
use crate::error::Error;

const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;

/// Bytes of a position, and of a header with its box.
const POSITION: usize = 16;
const HEADER: usize = 40;

const LITTLE_ENDIAN: u8 = 0b0000_0001;
const BOX_XY: u8 = 0b0000_0010;
const EMPTY: u8 = 0b0001_0000;

/// What a blob of ours holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Geometry {
    /// Of a venue or a checkpoint.
    Point(Position),
    /// Of a grid, or of the basemap.
    Outline(Outline),
}

/// A boundary as a MULTIPOLYGON, with the box around it.
pub(crate) fn area(shape: &Shape, bounds: Option<Bounds>) -> Vec<u8> {
    let size = shape.rings().map(|ring| ring.len() * POSITION + 13).sum::<usize>();
    let mut blob = header(bounds, false, size + 9);
    begin(&mut blob, MULTI_POLYGON, shape.polygons.len());
    for polygon in &shape.polygons {
        begin(&mut blob, POLYGON, polygon.rings.len());
        polygon.rings.iter().for_each(|ring| positions(&mut blob, ring));
    }
    blob
}

/// Lines as a MULTILINESTRING.
pub(crate) fn lines(parts: &[Vec<Position>]) -> Vec<u8> {
    let mut blob = header(Bounds::around(parts.iter().flatten().copied()), false, 0);
    begin(&mut blob, MULTI_LINE_STRING, parts.len());
    for part in parts {
        blob.push(1);
        blob.extend(LINE_STRING.to_le_bytes());
        positions(&mut blob, part);
    }
    blob
}

/// A place as a POINT.
pub(crate) fn point(position: Position) -> Vec<u8> {
    let mut blob = header(None, true, 5 + POSITION);
    blob.push(1);
    blob.extend(POINT.to_le_bytes());
    put(&mut blob, position);
    blob
}

impl Geometry {
    /// Read a blob of ours back; every position returns to its lattice point.
    pub(crate) fn read(blob: &[u8]) -> Result<Self, Error> {
        let mut bytes = Bytes { rest: blob };
        bytes.header().and_then(|_| bytes.geometry()).ok_or_else(|| Error::corrupt("a geometry can't be read"))
    }

    /// The area that it must be.
    pub(crate) fn into_area(self) -> Result<Shape, Error> {
        match self {
            Self::Outline(Outline::Area(shape)) => Ok(shape),
            _ => Err(Error::corrupt("a geometry is not an area")),
        }
    }

    /// The outline that it must be.
    pub(crate) fn into_outline(self) -> Result<Outline, Error> {
        match self {
            Self::Outline(outline) => Ok(outline),
            Self::Point(_) => Err(Error::corrupt("a geometry is not an outline")),
        }
    }

    /// The point that it must be.
    pub(crate) fn into_point(self) -> Result<Position, Error> {
        match self {
            Self::Point(position) => Ok(position),
            Self::Outline(_) => Err(Error::corrupt("a geometry is not a point")),
        }
    }

    /// The box of a blob: from its header, or from its geometry where the header has none. None: empty or no blob of ours.
    pub(crate) fn bounds_of(blob: &[u8]) -> Option<Bounds> {
        let mut bytes = Bytes { rest: blob };
        match bytes.header()? {
            Header::Boxed(bounds) => Some(bounds),
            Header::Bare => match bytes.geometry()? {
                Self::Point(position) => Bounds::around([position]),
                Self::Outline(Outline::Area(shape)) => shape.bounds(),
                Self::Outline(Outline::Lines(parts)) => Bounds::around(parts.into_iter().flatten()),
            },
        }
    }
}

/// A box is left out of a point, which is its own; a geometry without any position is empty. About `size` bytes follow.
fn header(bounds: Option<Bounds>, is_point: bool, size: usize) -> Vec<u8> {
    let flags = match bounds {
        Some(_) => LITTLE_ENDIAN | BOX_XY,
        None if is_point => LITTLE_ENDIAN,
        None => LITTLE_ENDIAN | EMPTY,
    };
    let mut blob = Vec::with_capacity(HEADER + size);
    blob.extend([b'G', b'P', 0, flags]);
    blob.extend(SRS_ID.to_le_bytes());
    if let Some(bounds) = bounds {
        for side in [bounds.west, bounds.east, bounds.south, bounds.north] {
            blob.extend(side.to_le_bytes());
        }
    }
    blob
}

fn begin(blob: &mut Vec<u8>, kind: u32, parts: usize) {
    blob.push(1);
    blob.extend(kind.to_le_bytes());
    blob.extend((parts as u32).to_le_bytes());
}

fn positions(blob: &mut Vec<u8>, ring: &[Position]) {
    blob.extend((ring.len() as u32).to_le_bytes());
    for &position in ring {
        put(blob, position);
    }
}

fn put(blob: &mut Vec<u8>, position: Position) {
    blob.extend(position.longitude().to_le_bytes());
    blob.extend(position.latitude().to_le_bytes());
}

/// What stands before the WKB.
enum Header {
    /// With a box around the geometry.
    Boxed(Bounds),
    /// Without.
    Bare,
}

/// Reads from the front; none when the bytes end too early.
struct Bytes<'a> {
    rest: &'a [u8],
}

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    /// A count of things of at least `size` bytes each: never more than the rest can hold.
    fn count(&mut self, size: usize) -> Option<usize> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        (count.checked_mul(size)? <= self.rest.len()).then_some(count)
    }

    fn header(&mut self) -> Option<Header> {
        let [b'G', b'P', 0, flags] = self.take()? else { return None };
        self.take::<4>()?;
        if flags & LITTLE_ENDIAN == 0 {
            return None;
        }
        match flags & 0b0000_1110 {
            0 => Some(Header::Bare),
            BOX_XY => {
                let (west, east) = (self.number()?, self.number()?);
                let (south, north) = (self.number()?, self.number()?);
                Some(Header::Boxed(Bounds { west, south, east, north }))
            }
            _ => None,
        }
    }

    fn kind(&mut self) -> Option<u32> {
        let [1] = self.take()? else { return None };
        Some(u32::from_le_bytes(self.take()?))
    }

    fn geometry(&mut self) -> Option<Geometry> {
        match self.kind()? {
            POINT => self.position().map(Geometry::Point),
            MULTI_POLYGON => {
                let polygons = (0..self.count(9)?).map(|_| self.polygon()).collect::<Option<_>>()?;
                Some(Geometry::Outline(Outline::Area(Shape { polygons })))
            }
            MULTI_LINE_STRING => {
                let parts = (0..self.count(9)?).map(|_| self.line()).collect::<Option<_>>()?;
                Some(Geometry::Outline(Outline::Lines(parts)))
            }
            _ => None,
        }
    }

    fn polygon(&mut self) -> Option<Polygon> {
        (self.kind()? == POLYGON).then_some(())?;
        let rings = (0..self.count(4)?).map(|_| self.positions()).collect::<Option<_>>()?;
        Some(Polygon { rings })
    }

    fn line(&mut self) -> Option<Vec<Position>> {
        (self.kind()? == LINE_STRING).then_some(())?;
        self.positions()
    }

    fn positions(&mut self) -> Option<Vec<Position>> {
        let count = self.count(16)?;
        let mut positions = Vec::with_capacity(count);
        for _ in 0..count {
            positions.push(self.position()?);
        }
        Some(positions)
    }

    fn position(&mut self) -> Option<Position> {
        let longitude = self.number()?;
        Position::from_degrees(longitude, self.number()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(west: i32, south: i32, side: i32) -> Vec<Position> {
        let (east, north) = (west + side, south + side);
        vec![
            Position(west, south),
            Position(east, south),
            Position(east, north),
            Position(west, north),
            Position(west, south),
        ]
    }

    #[test]
    fn every_position_returns_to_its_lattice_point() {
        let shape = Shape {
            polygons: vec![
                Polygon { rings: vec![ring(1_146_521_001, 336_148_007, 9_999), ring(1_146_522_003, 336_149_001, 3)] },
                Polygon { rings: vec![ring(-1_799_999_999, -899_999_999, 1)] },
            ],
        };
        assert_eq!(Geometry::read(&area(&shape, shape.bounds())).unwrap().into_area().unwrap(), shape);
        let parts = vec![vec![Position(1, -1), Position(1_799_999_999, 899_999_999)], vec![Position(0, 0)]];
        assert_eq!(Geometry::read(&lines(&parts)).unwrap().into_outline().unwrap(), Outline::Lines(parts));
        let place = Position(1_146_521_337, 336_148_911);
        assert_eq!(Geometry::read(&point(place)).unwrap().into_point().unwrap(), place);
    }

    #[test]
    fn the_box_comes_from_the_header_or_from_the_point() {
        let shape = Shape { polygons: vec![Polygon { rings: vec![ring(10_000_000, 20_000_000, 10_000_000)] }] };
        let bounds = Bounds { west: 1.0, south: 2.0, east: 2.0, north: 3.0 };
        assert_eq!(Geometry::bounds_of(&area(&shape, shape.bounds())), Some(bounds));
        let corner = Bounds { west: 1.0, south: 2.0, east: 1.0, north: 2.0 };
        assert_eq!(Geometry::bounds_of(&point(Position(10_000_000, 20_000_000))), Some(corner));
        assert_eq!(Geometry::bounds_of(&area(&Shape::default(), None)), None);
    }

    #[test]
    fn a_blob_cut_short_is_no_geometry() {
        let shape = Shape { polygons: vec![Polygon { rings: vec![ring(0, 0, 5)] }] };
        let whole = area(&shape, shape.bounds());
        for length in 0..whole.len() {
            assert!(Geometry::read(&whole[..length]).is_err(), "cut at {length}");
        }
    }
}
