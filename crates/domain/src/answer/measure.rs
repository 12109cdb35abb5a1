//! What the grids of a level hold, and how small drawings show them.

use serde::Serialize;
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::measure::{Measure, RampStep};

/// The grids of one level inside a scope, with all their measures.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MeasureTable {
    /// Inside which grid; none: all that the seat covers.
    pub scope: Option<GridPath>,
    /// Of which level.
    pub level: Level,
    /// What that level is called.
    pub level_name: String,
    /// How many grids the scope has, itself and all below.
    pub grids: u32,
    /// How many grids of the level lie in the scope: all of them are in the sums and the ramps.
    pub total: u32,
    /// The measures, in the order of each row's values: venues of single kinds last.
    pub columns: Vec<MeasureColumn>,
    /// By path, at most ten thousand.
    pub rows: Vec<MeasureRow>,
    /// What the grids of a level above hold of this one; none where all of its grids are among the rows.
    pub means: Option<MeasureMeans>,
    /// The counts that rows were taken from.
    pub surveys: Vec<Survey>,
    /// The count that the scope's own figures were taken from.
    pub own_survey: Option<Survey>,
}

/// One measure over all grids of the level.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MeasureColumn {
    /// What is counted.
    pub measure: Measure,
    /// Only venues of this kind.
    pub kind: Option<String>,
    /// The scope's own figure; none where nobody counted, or no grid is the scope.
    pub own: Option<u32>,
    /// The sum of the grids that have a figure.
    #[ts(type = "number")]
    pub sum: u64,
    /// How many grids have one.
    pub counted: u32,
    /// The ramp's classes, from the lowest.
    pub steps: Vec<RampStep>,
}

/// One grid with its measures.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MeasureRow {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// People who answer for it.
    pub heads: u32,
    /// Itself and all below.
    pub grids: u32,
    /// One for each column; none where nobody counted.
    pub values: Vec<Option<u32>>,
    /// Which of the surveys; none where none is told.
    pub survey: Option<u32>,
}

/// The grids of a level that are too many for a table, by the grids of a level above that they lie in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MeasureMeans {
    /// The deepest level above that has no more grids than a table has rows.
    pub level: Level,
    /// What that level is called.
    pub level_name: String,
    /// By path; grids that hold none of the table's level are left out.
    pub rows: Vec<MeanRow>,
}

/// One grid of a level above, and what the table's grids in it come to.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MeanRow {
    /// Which.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// How many grids of the table's level lie in it.
    pub grids: u32,
    /// How many of those nobody answers for.
    pub headless: u32,
    /// For each column the mean of those that have a figure; none where nobody counted.
    pub values: Vec<Option<f64>>,
}

/// When and by whom grids were counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(export)]
pub struct Survey {
    /// The day, `2026-10-31`.
    pub as_of: Option<String>,
    /// Who counted.
    pub source: Option<String>,
}

/// The grids of one level inside a scope as a small drawing.
///
/// A ring is one list of whole numbers: the first corner, then the step to each next one, x before y; x grows east,
/// y grows south. Neighbours share their corners exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OutlineList {
    /// Inside which grid; none: all that the seat covers.
    pub scope: Option<GridPath>,
    /// Of which level.
    pub level: Level,
    /// The level whose grids are drawn: where it has more than a small drawing can show, the deepest above that has not.
    pub drawn: Level,
    /// How wide the drawing is, in its own units; nought when there is nothing to draw.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// The scope's own border.
    pub border: Vec<Vec<i32>>,
    /// Of the level that is drawn, by path; none at all where even the highest level has too many.
    pub outlines: Vec<OutlineLine>,
    /// How many grids of the level lie in the scope.
    pub total: u32,
}

/// One grid's border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OutlineLine {
    /// Which.
    pub path: GridPath,
    /// Outer rings and holes alike: what lies in an odd number of them is inside.
    pub rings: Vec<Vec<i32>>,
}
