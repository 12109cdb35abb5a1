//! Work orders of the hotline 12345工单, as other offices hand them in.
//!
//! What tells who called stands in a type of its own, [`Caller`], that says nothing of itself in a log: it goes to the
//! vault and nowhere else.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contact::Caller;
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;

/// One work order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HotlineOrder {
    /// As its source numbers it; with the source it names the order for ever.
    pub number: String,
    /// Who sends it: 12345, 市长信箱 …; none: nothing is said.
    pub source: Option<String>,
    /// When it was received there.
    pub received: Option<Moment>,
    /// Until when it is to be answered.
    pub due: Option<Moment>,
    /// Who called.
    pub caller: Caller,
    /// Whether the caller may be told to whoever handles it.
    pub secrecy: Secrecy,
    /// Whether the caller wants to be answered; none: nothing is said.
    pub reply: Option<Reply>,
    /// How urgent it is; none: nothing is said.
    pub urgency: Option<Priority>,
    /// What it is about, from the widest, five at the most.
    pub category: Vec<String>,
    /// Where it is, in words.
    pub address: Option<String>,
    /// Where it is, where the source says so.
    pub place: Option<Position>,
    /// What was said. Callers' names and numbers may stand in it.
    pub content: String,
    /// Names of what was attached; the files come by themselves.
    pub attachments: Vec<String>,
    /// How it was handled before.
    pub earlier: Option<String>,
}

/// Whether the caller may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Secrecy {
    /// 保密; also where nothing is said.
    Secret,
    /// 不保密.
    Open,
}

/// Whether the caller wants to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reply {
    /// 需要回复.
    Wanted,
    /// 不需要回复.
    Unwanted,
}
