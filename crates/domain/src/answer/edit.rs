//! Grids to take hold of on the map, and what an edit would do to them.

use serde::Serialize;
use ts_rs::TS;

use super::FoundGrid;
use crate::code::{GridPath, Level};
use crate::finding::FindingKind;
use crate::place::Shape;
use crate::words::Params;

/// Grids around a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Near {
    /// The scheme that was looked at.
    pub scheme: String,
    /// By path.
    pub grids: Vec<NearGrid>,
}

/// A grid to take hold of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct NearGrid {
    /// Which.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Names exactly what stands there: an edit says what it saw.
    pub digest: String,
    /// Parts, rings, positions in 1e-7 degree.
    #[ts(type = "[number, number][][][]")]
    pub shape: Shape,
}

/// What an edit would do.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EditTried {
    /// The grids that change, by path.
    pub changes: Vec<EditedGrid>,
    /// What would be wrong that is not wrong now.
    pub faults: Vec<EditFault>,
    /// Children that go to the new grid of a split.
    pub follows: Vec<GridPath>,
}

/// A grid before and after an edit.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EditedGrid {
    /// Where it stands after; of one that goes, where it stood.
    pub path: GridPath,
    /// Where it stood, when that was elsewhere.
    pub was_at: Option<GridPath>,
    /// Its name after; of one that goes, before.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Names what stands there now; none: the grid is new.
    pub seen: Option<String>,
    /// Square metres before; none: the grid is new.
    pub was: Option<f64>,
    /// Square metres after; none: the grid goes.
    pub becomes: Option<f64>,
    /// Its boundary after; none: it goes, or its boundary stays.
    #[ts(type = "[number, number][][][] | null")]
    pub shape: Option<Shape>,
}

/// Something that an edit would make wrong.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EditFault {
    /// What kind of finding it would be.
    pub kind: FindingKind,
    /// Names its words.
    pub says: String,
    /// What its words speak of.
    pub params: Params,
    /// The grids concerned.
    pub grids: Vec<FoundGrid>,
    /// Longitude and latitude in degrees.
    pub place: (f64, f64),
    /// The sentence for terminals and logs.
    pub message: String,
}
