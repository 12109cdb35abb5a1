//! The site's gateways, and messages on their way out.

use serde::Serialize;
use ts_rs::TS;

use crate::code::GridPath;
use crate::gateway::{GatewayKind, GatewaySetting, SendState, Why};
use crate::id::{OrderId, PostId, SendId};
use crate::moment::Moment;

/// The site's gateways.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GatewayList {
    /// The store is for practice: nothing goes out.
    pub is_drill: bool,
    /// One for each kind.
    pub gateways: Vec<GatewayCard>,
    /// Messages that wait or came to no good end, newest first; of grids that the seat covers.
    pub sends: Vec<SendRow>,
    /// How many of them there are in all.
    pub total: u32,
}

/// How it stands with a gateway.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GatewayCard {
    /// Which.
    pub by: GatewayKind,
    /// Whether this desk sends by it.
    pub is_on: bool,
    /// How, for an admin.
    pub setting: Option<GatewaySetting>,
    /// The placeholders whose secrets were entered: `key`, `secret`.
    pub secrets: Vec<String>,
    /// Where it sends its reports, for an admin: a path of this desk.
    pub report_path: Option<String>,
    /// Messages that went out today.
    pub today: u32,
    /// Messages that may go out in a day.
    pub a_day: u32,
    /// Messages that wait.
    pub waiting: u32,
    /// Until when none goes out, because the gateway wants it, or because the day's limit is reached.
    pub pause: Option<Moment>,
    /// The day's limit is reached.
    pub is_spent: bool,
}

/// The last message that went to somebody about an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SendLine {
    /// Which.
    pub send: SendId,
    /// By which gateway.
    pub by: GatewayKind,
    /// How far it has got.
    pub state: SendState,
    /// Since when.
    pub at: Moment,
    /// When it is tried next, where it waits.
    pub due: Option<Moment>,
    /// How often it was tried.
    pub tries: u32,
    /// Why it stands there.
    pub why: Option<Why>,
    /// What the gateway said.
    pub said: Option<String>,
}

/// A message in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SendRow {
    /// The message.
    pub line: SendLine,
    /// About which order.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
    /// To whom.
    pub post: PostId,
    /// The person.
    pub person: String,
    /// Their grid.
    pub grid: GridPath,
}
