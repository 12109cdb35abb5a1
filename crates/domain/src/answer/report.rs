//! Reports of the front line, as the desk sees them.

use serde::Serialize;
use ts_rs::TS;

use super::GridLine;
use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::id::ReportId;
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::post::Post;
use crate::report::{OrderOfReport, ReportKind, ReportState, Spot, StepTaken};

/// Some reports.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReportList {
    /// Newest first.
    pub reports: Vec<ReportLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
    /// How many there are of all that the seat covers, whatever is wanted.
    pub counts: ReportCounts,
}

/// How many reports still wait for somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportCounts {
    /// That nobody has taken up.
    pub new: u32,
    /// That somebody deals with.
    pub taken_up: u32,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReportLine {
    /// Which.
    pub id: ReportId,
    /// Its human number.
    pub number: String,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// How far it has got.
    pub state: ReportState,
    /// What was reported; empty where its key is not at hand.
    pub words: String,
    /// The deepest grid there.
    pub grid: GridPath,
    /// What it is called.
    pub grid_name: String,
    /// Where it is on the map; none: somewhere in the grid.
    pub place: Option<Position>,
    /// Who found it: name and title; empty where nobody has the post any more.
    pub person: String,
    /// When it was seen.
    pub seen: Moment,
    /// When it arrived.
    pub arrived: Moment,
    /// How many photos there are.
    pub photos: u32,
    /// Whether somebody speaks in it.
    pub voice: bool,
}

/// One report with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReportCard {
    /// As in the list.
    pub line: ReportLine,
    /// Where, as it was said.
    pub spot: Spot,
    /// What the venue or checkpoint there is called.
    pub spot_name: Option<String>,
    /// Photos and a voice note.
    pub attachments: Vec<Attachment>,
    /// Who found it; none where nobody has the post any more.
    pub post: Option<Post>,
    /// From the top down to the deepest grid there.
    pub ancestors: Vec<GridLine>,
    /// What the desk did with it, from the first.
    pub steps: Vec<StepTaken>,
    /// Orders that were made of it, from the first.
    pub orders: Vec<OrderOfReport>,
}
