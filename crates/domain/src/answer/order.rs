//! Whom a draft reaches, orders in a list, one order with its board.

use serde::Serialize;
use ts_rs::TS;

use super::{GridLine, SendLine};
use crate::attachment::Attachment;
use crate::calling::CallEntry;
use crate::code::{GridPath, Level};
use crate::gateway::OutsideCard;
use crate::id::{OrderId, PostId};
use crate::ladder::Ladder;
use crate::moment::Moment;
use crate::news::Vector;
use crate::order::{Figures, Order, OrderEnd, OrderKind, Priority};
use crate::paper::PaperEntry;
use crate::post::PostRole;
use crate::receipt::{Answering, Part, Progress, Receipt, Tally};
use crate::target::SavedTarget;
use crate::template::Template;

/// Whom a draft would reach.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReachCard {
    /// People who must answer.
    pub people: u32,
    /// Grids that they stand for.
    pub grids: u32,
    /// Superiors who read a copy.
    pub copies: u32,
    /// Of the people, those without a paired device.
    pub without_device: u32,
    /// Of the people, those with no page open now.
    pub without_page: u32,
    /// Grids that were meant and have nobody to answer.
    pub silent: u32,
    /// Grids that were meant and have no head.
    pub headless: u32,
    /// People and grids at each level, from the top.
    pub levels: Vec<ReachLevel>,
    /// Who answers, by the draft or by custom.
    pub answering: Answering,
    /// What would go out by a gateway as well.
    pub outside: OutsideCard,
    /// Stands for exactly these people: what a draft brings along as seen.
    pub digest: String,
}

/// Whom a draft would reach at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReachLevel {
    /// Which level.
    pub level: Level,
    /// What it is called.
    pub name: String,
    /// People who must answer.
    pub people: u32,
    /// Grids that they stand for.
    pub grids: u32,
}

/// A page of what a figure of a preview counts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReachedList {
    /// How many there are in all, in the grid that was asked for.
    pub total: u32,
    /// How many of them lie in each grid right below it, or in itself; by path.
    pub branches: Vec<ReachedBranch>,
    /// Some of them, by grid and post.
    pub lines: Vec<ReachedLine>,
}

/// How many lie in a grid and below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReachedBranch {
    /// Which grid.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Whether they all lie in the grid itself.
    pub is_leaf: bool,
}

/// A person or a grid that a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReachedLine {
    /// The grid.
    pub grid: GridPath,
    /// Its name.
    pub name: String,
    /// The post; none where grids are counted.
    pub post: Option<PostId>,
    /// The post's title.
    pub title: String,
    /// The person; where grids are counted, its heads.
    pub person: String,
    /// Office phone.
    pub phone: String,
}

/// What is kept for whoever composes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SavedList {
    /// By name.
    pub targets: Vec<SavedTarget>,
    /// By name.
    pub templates: Vec<TemplateLine>,
}

/// A template, ready to be filled in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TemplateLine {
    /// What it says.
    pub template: Template,
    /// The fields of its text, in the order in which they come.
    pub fields: Vec<String>,
}

/// Orders in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OrderList {
    /// Newest first.
    pub orders: Vec<OrderLine>,
    /// How many there are in all.
    pub total: u32,
}

/// One order in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OrderLine {
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
    /// Where: the target's top.
    pub scope: GridPath,
    /// The target's top by name.
    pub scope_name: String,
    /// When.
    pub issued: Moment,
    /// Until when.
    pub deadline: Option<Moment>,
    /// By the order's own rule of who must answer.
    pub tally: Tally,
    /// How it ended, if it has.
    pub end: Option<OrderEnd>,
}

/// One order with its board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Board {
    /// As issued.
    pub order: Order,
    /// How it ended, if it has.
    pub end: Option<OrderEnd>,
    /// The target's top by name.
    pub scope_name: String,
    /// By the order's own rule of who must answer: people or grids.
    pub units: Tally,
    /// By person.
    pub people: Tally,
    /// The copies.
    pub copies: Tally,
    /// Every person, by grid.
    pub rows: Vec<BoardRow>,
    /// When the silent are called, and were.
    pub ladder: Ladder,
    /// The heads over the recipients, by grid: whom to call about those who are silent.
    pub heads: Vec<BoardHead>,
    /// Who was called, from the first call.
    pub calls: Vec<CallEntry>,
    /// What was printed of it, from the first.
    pub papers: Vec<PaperEntry>,
    /// Every grid that holds a recipient, and every grid above up to the target's top, by path.
    pub grids: Vec<BoardGrid>,
    /// Grids that were meant and have nobody to answer.
    pub silent_grids: Vec<GridLine>,
    /// What the answers come to.
    pub figures: Figures,
    /// What this answer has seen: later news apply on top.
    pub vector: Vector,
}

/// One person on the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardRow {
    /// The post.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// Its part.
    pub role: PostRole,
    /// The person.
    pub person: String,
    /// Office phone.
    pub phone: String,
    /// For which grid.
    pub grid: GridPath,
    /// Must answer, or reads a copy.
    pub part: Part,
    /// How far.
    pub progress: Progress,
    /// When each state was reached.
    pub receipt: Receipt,
    /// Their reason or report.
    pub words: Option<String>,
    /// The number or choice in their report.
    pub value: Option<String>,
    /// What stands beside their report.
    pub attachments: Vec<Attachment>,
    /// Whether a device is paired.
    pub reachable: bool,
    /// The last message that went to them by a gateway.
    pub send: Option<SendLine>,
    /// The nearest head over the person, of [`Board::heads`].
    pub head: Option<PostId>,
}

/// A head over some of the people on the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardHead {
    /// The post.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// The person.
    pub person: String,
    /// Office phone.
    pub phone: String,
    /// Their grid.
    pub grid: GridPath,
    /// Its name.
    pub grid_name: String,
}

/// One grid on the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardGrid {
    /// Which.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Of everybody in it and below, by the order's own rule.
    pub tally: Tally,
}
