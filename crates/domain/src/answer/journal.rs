//! The journal, the watch, and who calls.

use serde::Serialize;
use ts_rs::TS;

use super::{GridLine, OrderLine, PostLine};
use crate::callin::MissedWay;
use crate::code::{GridPath, Level};
use crate::fact::FactId;
use crate::id::{CallId, OrderId, PostId, WatchId};
use crate::journal::{Happening, Heading};
use crate::moment::Moment;
use crate::place::Bounds;
use crate::receipt::Progress;
use crate::seat::Seat;
use crate::watch::Handover;

/// Entries of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct JournalPage {
    /// Newest first.
    pub entries: Vec<JournalEntry>,
    /// How many there are in all.
    pub total: u32,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct JournalEntry {
    /// The fact that it is.
    pub fact: FactId,
    /// Its human number, `RZ-20261120-A014`.
    pub number: String,
    /// Under what it is filed.
    pub heading: Heading,
    /// When it was written.
    pub at: Moment,
    /// When it happened, where that is another time.
    pub happened: Option<Moment>,
    /// By which seat.
    pub by: Seat,
    /// About which grid; none: about the whole store.
    pub scope: Option<GridPath>,
    /// That grid by name.
    pub scope_name: String,
    /// The post that it speaks of, by name and title.
    pub person: Option<String>,
    /// The order that it refers to, by number.
    pub order_number: Option<String>,
    /// What an alarm of no order is about: a report by its number, a robot by its group's name.
    pub alarmed: Option<String>,
    /// What it tells; none: its words were removed, or its kind is not known here.
    pub what: Option<Happening>,
    /// The entry that it puts right.
    pub corrects: Option<EntryName>,
    /// The entries that put it right.
    pub corrected: Vec<EntryName>,
}

/// An entry by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EntryName {
    /// The fact that it is.
    pub fact: FactId,
    /// Its human number.
    pub number: String,
}

/// Who has the watch, and what waits for whoever has it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WatchCard {
    /// The watch over all that the seat covers; none: nobody has it.
    pub watch: Option<WatchLine>,
    /// What the one who has it has signed, when he goes.
    pub offer: Option<OfferLine>,
    /// Missed calls that nobody has answered or put aside, the oldest first.
    pub missed: Vec<MissedLine>,
    /// Watches of before, newest first.
    pub before: Vec<WatchLine>,
}

/// One watch.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WatchLine {
    /// Which.
    pub watch: WatchId,
    /// Who has it, or had it.
    pub name: String,
    /// The seat that took it.
    pub by: Seat,
    /// Since when.
    pub since: Moment,
    /// Until when; none: it is on.
    pub ended: Option<Moment>,
}

/// What the one who goes has signed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OfferLine {
    /// The fact that says so.
    pub fact: FactId,
    /// The seat that signed.
    pub by: Seat,
    /// Whether the one who asks is that very person: then he cannot take it over.
    pub own: bool,
    /// When.
    pub at: Moment,
    /// What was summed up; none: it was removed.
    pub summary: Option<Handover>,
    /// What was said beside it.
    pub words: String,
}

/// A call that nobody took.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MissedLine {
    /// Which.
    pub call: CallId,
    /// The post that called; none: nobody in post.
    pub post: Option<PostLine>,
    /// The grid of the post, by name.
    pub grid_name: String,
    /// The number to ring, where it is no post's.
    pub number: Option<String>,
    /// When it rang, or was asked for.
    pub rang: Moment,
    /// How it came.
    pub way: MissedWay,
    /// What it is about.
    pub words: String,
}

/// A post that calls.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CallerCard {
    /// Who.
    pub post: PostLine,
    /// The venue or checkpoint where it serves, by name.
    pub station: Option<String>,
    /// Its grid.
    pub grid: GridLine,
    /// What the grid's level is called.
    pub level_name: String,
    /// The heads above it, from the nearest up.
    pub heads: Vec<HeadLine>,
    /// Orders that it has not answered to the end, newest first.
    pub orders: Vec<CallerOrder>,
    /// Orders of its grid that somebody still has to answer, newest first.
    pub around: Vec<OrderLine>,
    /// Its calls that nobody has answered yet.
    pub missed: Vec<MissedLine>,
    /// The latest entries of the journal about its grid and all below.
    pub entries: Vec<JournalEntry>,
    /// Where it is.
    pub bounds: Option<Bounds>,
}

/// Somebody who answers for a grid above.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct HeadLine {
    /// The grid.
    pub grid: GridPath,
    /// Its name.
    pub grid_name: String,
    /// Its level.
    pub level: Level,
    /// The post.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// The person.
    pub person: String,
    /// Office phone.
    pub phone: String,
}

/// An order, and how far it has got with the one who calls.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CallerOrder {
    /// Which.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
    /// What is asked.
    pub text: String,
    /// When.
    pub issued: Moment,
    /// How far.
    pub progress: Progress,
}
