//! What a person in the field sees.

use serde::Serialize;
use ts_rs::TS;

use super::GridLine;
use crate::attachment::Attachment;
use crate::id::OrderId;
use crate::moment::Moment;
use crate::news::Vector;
use crate::order::{Asked, OrderEnd, OrderKind, Priority};
use crate::post::Post;
use crate::purpose::Purpose;
use crate::receipt::{Part, Progress, Receipt};

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
    /// What this answer has seen.
    pub vector: Vector,
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
