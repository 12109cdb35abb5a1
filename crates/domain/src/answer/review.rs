//! What the desk answers about figures.

use jiff::civil::Date;
use serde::Serialize;
use ts_rs::TS;

use super::PartyName;
use crate::charge::ChargeEnd;
use crate::code::GridPath;
use crate::id::ChargeId;
use crate::moment::Moment;
use crate::report::ReportKind;
use crate::review::{Dimension, Figure, Period, RowKey};
use crate::seat::Seat;

/// The figures of a period, divided.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewSheet {
    /// Of which days.
    pub period: Period,
    /// Of this grid and all below; none: of all of the store.
    pub scope: Option<GridPath>,
    /// What that is called.
    pub scope_name: String,
    /// How the rows are divided.
    pub by: Dimension,
    /// As of when it was calculated; of a frozen period, when it was frozen.
    pub at: Moment,
    /// How many incidents came in.
    pub arrived: u32,
    /// The figures of all of them, in the order of the measures.
    pub total: Vec<Figure>,
    /// The same for each row; of hot spots, those alone.
    pub rows: Vec<ReviewRow>,
    /// The same figures of the period right before.
    pub before: Vec<Figure>,
    /// And of the same period a year before.
    pub year_before: Vec<Figure>,
    /// Whether and how it was frozen.
    pub frozen: Option<FrozenLine>,
    /// Whether it may be frozen: it is a week or a month that is over, and was not.
    pub is_ripe: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewRow {
    /// Which.
    pub key: RowKey,
    /// What a grid, a unit or a spot is called; empty for what the page has words of its own for.
    pub name: String,
    /// How many came in.
    pub arrived: u32,
    /// Its figures, in the order of the measures.
    pub figures: Vec<Figure>,
}

/// A period that was frozen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FrozenLine {
    /// Who did it.
    pub by: Seat,
    /// His name and title, where he has a post.
    pub person: Option<String>,
    /// When.
    pub at: Moment,
    /// How many cases count otherwise now.
    pub changed: u32,
    /// What the figures would be now.
    pub now: Vec<Figure>,
}

/// What stands out in a period.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewSignals {
    /// Grids from which nothing came, while more than half of their siblings had something.
    pub silent: Vec<SilentGrid>,
    /// Sorts of things that came in at least twice as often as in any of the eight periods before.
    pub bursts: Vec<BurstLine>,
    /// Where things came up at least three times.
    pub spots: Vec<ReviewRow>,
}

/// What reviews charged somebody with.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChargeList {
    /// Those of the review that was asked for, then older ones that are open; each by when it is due.
    pub charges: Vec<ChargeLine>,
}

/// A charge.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChargeLine {
    /// Which.
    pub id: ChargeId,
    /// The review of which days decided it.
    pub review: Period,
    /// Who answers for it.
    pub owner: PartyName,
    /// By the end of which day.
    #[ts(type = "string")]
    pub due: Date,
    /// What is to be done.
    pub words: String,
    /// When it was given.
    pub given: Moment,
    /// Whether its day is over and nobody has said what came of it.
    pub is_overdue: bool,
    /// What came of it; none: nothing yet.
    pub answer: Option<ChargeAnswerLine>,
}

/// What came of a charge.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChargeAnswerLine {
    /// What.
    pub end: ChargeEnd,
    /// In what words.
    pub words: String,
    /// When it was said.
    pub at: Moment,
}

/// A grid from which nothing came.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SilentGrid {
    /// Which.
    pub path: GridPath,
    /// What it is called.
    pub name: String,
    /// When something came from it last.
    pub last: Option<Moment>,
}

/// A sort of things that burst out in a grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BurstLine {
    /// Where.
    pub path: GridPath,
    /// What that is called.
    pub name: String,
    /// Of what sort.
    pub kind: ReportKind,
    /// How many came in.
    pub count: u32,
    /// The most that came in within one of the periods before.
    pub most_before: u32,
}
