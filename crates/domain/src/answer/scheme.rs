//! Schemes, their drafts, and two of them side by side.

use serde::Serialize;
use ts_rs::TS;

use super::LevelCount;
use crate::code::{GridCode, GridPath, Level};
use crate::draft::Step;
use crate::fact::FactId;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::place::Bounds;
use crate::revision::Cause;
use crate::scheme::{Review, Scheme};
use crate::seat::Seat;
use crate::set::PlacedGrid;

/// All schemes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SchemeList {
    /// What is being made, then what is in force, then what was.
    pub schemes: Vec<SchemeCard>,
}

/// One scheme.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SchemeCard {
    /// The scheme.
    pub scheme: Scheme,
    /// Whether a second person looked at it.
    pub review: Review,
    /// How many grids at each level.
    pub levels: Vec<LevelCount>,
    /// The scheme whose grids it began with, if it was drafted from one.
    pub from: Option<String>,
    /// Its life, oldest first; empty when it came by import alone.
    pub steps: Vec<StepLine>,
    /// Whether whoever asks had a hand in it, and so may not publish it.
    pub own: bool,
    /// Why whoever asks could not publish it now; none: it can be published, or is no draft.
    pub obstacle: Option<Failure>,
    /// The last revisions, newest first.
    pub revisions: Vec<RevisionLine>,
}

/// A step in a draft's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StepLine {
    /// Which step.
    pub step: Step,
    /// The file that was imported, or the reason of a return.
    pub note: Option<String>,
    /// Who took it.
    pub by: Seat,
    /// When.
    pub at: Moment,
}

/// A revision of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RevisionLine {
    /// The fact that made it: what an undo names.
    pub fact: FactId,
    /// Why.
    pub cause: Cause,
    /// How many grids it changed.
    pub grids: u32,
    /// What some of them are called.
    pub names: Vec<String>,
    /// Who made it.
    pub by: Seat,
    /// When.
    pub at: Moment,
    /// When it was undone, if it was.
    pub undone: Option<Moment>,
}

/// Two schemes side by side.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Comparison {
    /// The earlier one.
    pub from: String,
    /// The later one.
    pub to: String,
    /// Level by level.
    pub levels: Vec<LevelChange>,
    /// Grids that are in both and say the same.
    pub unchanged: u32,
    /// Grids that only the later one has.
    pub added: CompareList,
    /// Grids that hang elsewhere: the same code at the same level, another parent.
    pub moved: CompareList,
    /// Grids with another name.
    pub renamed: CompareList,
    /// Grids with another boundary.
    pub reshaped: CompareList,
    /// Grids with another kind, other counts or attributes.
    pub described: CompareList,
    /// Grids that only the earlier one has, and who takes over their ground: the old → new table.
    pub gone: Vec<GoneGrid>,
    /// What would stand in another grid if the later one came into force; all noughts unless the earlier one is.
    pub moving: Carried,
    /// What would have no grid.
    pub homeless: Carried,
    /// Why the later one could not come into force for them; none: it can, or the earlier one is not in force.
    pub obstacle: Option<Failure>,
}

/// How many grids of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LevelChange {
    /// Which level.
    pub level: Level,
    /// What the later scheme calls it, or the earlier.
    pub name: String,
    /// In the earlier one.
    pub before: u32,
    /// In the later one.
    pub after: u32,
}

/// Grids that differ in one way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CompareList {
    /// How many there are.
    pub total: u32,
    /// The first thousand, by path.
    pub grids: Vec<ComparedGrid>,
}

/// A grid that differs.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ComparedGrid {
    /// Where it stands in the later scheme.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its level.
    pub level: Level,
    /// Its name in the later scheme.
    pub name: String,
    /// Where it stood, when that was elsewhere.
    pub was_at: Option<GridPath>,
    /// What it was called, when that was something else.
    pub was_called: Option<String>,
    /// How much of its former area it keeps, 0 to 1; none: its boundary is the same, or it is new.
    pub kept: Option<f64>,
    /// Box around it.
    pub bounds: Option<Bounds>,
}

/// A grid of the earlier scheme that the later one does not have.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GoneGrid {
    /// Where it stood.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Box around it.
    pub bounds: Option<Bounds>,
    /// Who takes over its ground, the largest part first, five at the most.
    pub parts: Vec<TakenPart>,
    /// Whom its people follow without anybody's word: who takes over more than half.
    pub heir: Option<GridPath>,
    /// What stands in it.
    pub carries: Carried,
}

/// A part of a gone grid's ground.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TakenPart {
    /// The grid of the later scheme that has it.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// How much of the gone grid's area, 0 to 1.
    pub share: f64,
}

/// What stands in grids, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Carried {
    /// Posts.
    pub posts: u32,
    /// Venues.
    pub venues: u32,
    /// Checkpoints.
    pub checkpoints: u32,
    /// Units.
    pub units: u32,
    /// Pairings of units with grids.
    pub partners: u32,
    /// Assets.
    pub assets: u32,
    /// Paired devices.
    pub devices: u32,
}

/// Grids with their boundaries.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Shapes {
    /// The scheme that was looked at.
    pub scheme: String,
    /// Those that are there, in the order in which they were asked for.
    pub grids: Vec<DrawnGrid>,
}

/// A grid as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DrawnGrid {
    /// The grid and its boundary.
    pub placed: PlacedGrid,
    /// Names exactly this: a revision says what it saw.
    pub digest: String,
}
