//! Positions and shapes on the stored lattice.
//!
//! CGCS2000 (EPSG:4490), longitude first, in steps of 1e-7 degree (about 1 cm). Neighbours that
//! share an edge share exactly the same integers; that is what makes coverage provable.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lattice steps per degree.
pub const STEPS_PER_DEGREE: f64 = 1e7;

/// A position on the lattice; longitude first. As JSON `[1146521000, 336148000]`, in 1e-7 degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "[number, number]", export)]
pub struct Position(
    /// Longitude in 1e-7 degree, east positive.
    pub i32,
    /// Latitude in 1e-7 degree, north positive.
    pub i32,
);

/// A closed ring: the first position is repeated at the end.
pub type Ring = Vec<Position>;

/// One polygon: the outer ring, counter-clockwise, then its holes, clockwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Polygon {
    /// Outer ring first.
    pub rings: Vec<Ring>,
}

/// A grid's boundary: one or more polygons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Shape {
    /// The parts, in the order of the source.
    pub polygons: Vec<Polygon>,
}

/// West, south, east, north in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Bounds {
    /// Degrees of longitude.
    pub west: f64,
    /// Degrees of latitude.
    pub south: f64,
    /// Degrees of longitude.
    pub east: f64,
    /// Degrees of latitude.
    pub north: f64,
}

impl Position {
    /// The nearest lattice position, or none when the degrees lie outside the globe or are no numbers.
    pub fn from_degrees(longitude: f64, latitude: f64) -> Option<Self> {
        let on_globe = (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude);
        on_globe
            .then(|| Self((longitude * STEPS_PER_DEGREE).round() as i32, (latitude * STEPS_PER_DEGREE).round() as i32))
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        f64::from(self.0) / STEPS_PER_DEGREE
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        f64::from(self.1) / STEPS_PER_DEGREE
    }
}

impl Shape {
    /// Every ring of every part.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons.iter().flat_map(|polygon| polygon.rings.iter())
    }

    /// Every position of every ring.
    pub fn positions(&self) -> impl Iterator<Item = Position> + '_ {
        self.rings().flatten().copied()
    }

    /// The box around the shape; none when it is empty.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.positions())
    }
}

impl Bounds {
    /// The box around some positions; none when there are none.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        let mut positions = positions.into_iter();
        let first = positions.next()?;
        // On the lattice; only the corners become degrees.
        let (low, high) = positions.fold((first, first), |(low, high), Position(x, y)| {
            (Position(low.0.min(x), low.1.min(y)), Position(high.0.max(x), high.1.max(y)))
        });
        Some(Self { west: low.longitude(), south: low.latitude(), east: high.longitude(), north: high.latitude() })
    }

    /// The box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}
