//! What a person in the field sees.

use serde::Serialize;
use ts_rs::TS;

use super::{GridLine, InboxWhistle, LocatedGrid, OutlineLine};
use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::id::{IncidentId, OrderId};
use crate::incident::{Deed, IncidentState};
use crate::moment::Moment;
use crate::news::Vector;
use crate::order::{Asked, OrderEnd, OrderKind, Priority};
use crate::place::{Bounds, Position};
use crate::post::Post;
use crate::purpose::Purpose;
use crate::receipt::{Part, Progress, Receipt};
use crate::report::ReportKind;
use crate::venue::CheckpointState;

/// What a person in the field sees.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxCard {
    /// What the desk's store is for.
    pub purpose: Purpose,
    /// My post.
    pub post: Post,
    /// My grid.
    pub grid: GridLine,
    /// From the top down.
    pub ancestors: Vec<GridLine>,
    /// Whether all my orders are here; else those alone that may have changed since the vector that I asked with.
    pub whole: bool,
    /// My orders, newest first.
    pub orders: Vec<InboxOrder>,
    /// When I last asked the centre to call me.
    pub call: Option<InboxCall>,
    /// What I reported, newest first.
    pub reports: Vec<InboxIncident>,
    /// What my grid was given to put right, then what others have put right there and I may check; the oldest first.
    pub tasks: Vec<InboxIncident>,
    /// Whistles that call my grid or that I blew, newest first: those that have not ended, or that I have yet to rate.
    pub whistles: Vec<InboxWhistle>,
    /// What this answer has seen.
    pub vector: Vector,
}

/// One incident that I reported or that my grid was given, and how far it has got.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxIncident {
    /// Which.
    pub id: IncidentId,
    /// Its human number.
    pub number: String,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// What was told.
    pub words: String,
    /// When it was seen.
    pub seen: Moment,
    /// When it arrived.
    pub arrived: Moment,
    /// Where it stands.
    pub state: IncidentState,
    /// When that was.
    pub since: Moment,
    /// What was said with the last step.
    pub told: Option<String>,
    /// Where it is, in words.
    pub place_name: String,
    /// Where that is on the map.
    pub place: Option<Position>,
    /// Photos and a voice note, where it is my grid's to put right.
    pub attachments: Vec<Attachment>,
    /// Until when I am to do what is owed next.
    pub due: Option<Moment>,
    /// What I may do with it now.
    pub deeds: Vec<Deed>,
    /// Whether I may whistle for my head or one above to come there.
    pub may_whistle: bool,
}

/// My grid as a small map: the paper just fits my own grid, and what lies around it goes over its edges.
///
/// Rings are as in an `OutlineList`. What lies outside my grid is drawn and not named.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MyGround {
    /// How wide the paper is, in its own units; nought when there is nothing to draw.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// What the paper's edges are on the earth; between them Mercator's map.
    pub bounds: Option<Bounds>,
    /// My grid's border.
    pub border: Vec<Vec<i32>>,
    /// The grids right below mine.
    pub below: Vec<OutlineLine>,
    /// The grids of my grid's level around it, ring by ring.
    pub around: Vec<Vec<i32>>,
    /// The grids that one can choose by hand as a place: my own, then those right below it.
    pub grids: Vec<LocatedGrid>,
    /// Checkpoints in my grid, then its venues: the first of them, where there are too many for a phone.
    pub places: Vec<MyPlace>,
    /// How many places there are.
    pub total: u32,
}

/// A venue or a checkpoint in my grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MyPlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of venue; empty for a checkpoint.
    pub kind: String,
    /// Where it is.
    pub place: Position,
    /// The deepest grid that it lies in.
    pub grid: Option<GridPath>,
    /// How it stands, where it is a checkpoint.
    pub checkpoint: Option<MyCheckpoint>,
}

/// How a checkpoint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MyCheckpoint {
    /// Whether traffic passes.
    pub state: CheckpointState,
    /// 0 none, 1 short, 2 long, 3 jammed.
    pub queue: u8,
    /// When it was said to be so; none: nobody has said it by hand.
    pub said: Option<Moment>,
    /// Whether it is mine to set.
    pub mine: bool,
}

/// One order of mine.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxOrder {
    /// Which.
    pub id: OrderId,
    /// Its human number.
    pub number: String,
    /// What is asked.
    pub text: String,
    /// What sort.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// When.
    pub issued: Moment,
    /// Until when.
    pub deadline: Option<Moment>,
    /// Must I answer, or is it a copy?
    pub part: Part,
    /// How far I have got.
    pub progress: Progress,
    /// When each state was reached.
    pub receipt: Receipt,
    /// What my answer must hold.
    pub answer: Asked,
    /// What stands beside its words.
    pub attachments: Vec<Attachment>,
    /// My reason or report.
    pub words: Option<String>,
    /// The number or choice in my report.
    pub value: Option<String>,
    /// What stands beside my report.
    pub answered: Vec<Attachment>,
    /// From whom, in words.
    pub from: String,
    /// How it ended, if it has.
    pub end: Option<OrderEnd>,
    /// When the desk last called those who are silent, of whom I am one.
    pub called: Option<Moment>,
}

/// That I asked the centre to call me.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxCall {
    /// When I pressed the button.
    pub asked: Moment,
    /// When the centre answered or put it aside; none: it has not yet.
    pub settled: Option<Moment>,
}
