//! What came in: by which way, what, where, from whom. It never changes; all that is done about it are steps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::id::{IncidentId, PostId};
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::report::{ReportKind, Spot};

/// By which way something comes in 渠道.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "IncidentChannel", export)]
pub enum Channel {
    /// 网格上报: a person of the front line, on a phone.
    Field,
    /// 来电: somebody called the centre.
    Call,
    /// 12345 热线.
    Hotline,
    /// 领导信箱.
    Mailbox,
    /// 巡查.
    Patrol,
    /// 视频巡查.
    Video,
    /// 设备报警: a suspicion until somebody has accepted it.
    Sensor,
    /// 其他.
    Other,
}

/// An incident as it came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// For ever: the id of the command that brought it in.
    pub id: IncidentId,
    /// The human number, `SJ-20261121-A003`, with the desk's letter.
    pub number: String,
    /// By which way.
    pub channel: Channel,
    /// The number that it has where it came from; the same one twice is one incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<String>,
    /// Who of the front line found it or told it; none: somebody else did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// What it is about by the table that was in force, from the widest; empty: nobody has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// How urgent.
    pub urgency: Priority,
    /// In the words of whoever told it; sealed in the ledger.
    pub words: String,
    /// Where, as it was said.
    pub spot: Spot,
    /// Where that is on the map; none: somewhere in the grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Position>,
    /// The deepest grid there; of a place in no grid, the grid of whoever found it.
    pub grid: GridPath,
    /// Photos and a voice note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// When it was seen or told; when it arrived stands before the fact.
    pub seen: Moment,
    /// Whether it was so urgent that it alarms until somebody accepts it. Said once, when it comes in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alarms: bool,
}

impl Channel {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 8] =
        [Self::Field, Self::Call, Self::Hotline, Self::Mailbox, Self::Patrol, Self::Video, Self::Sensor, Self::Other];

    /// As on the wire; what it is called stands in the table of words, under `incident_channel`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Call => "call",
            Self::Hotline => "hotline",
            Self::Mailbox => "mailbox",
            Self::Patrol => "patrol",
            Self::Video => "video",
            Self::Sensor => "sensor",
            Self::Other => "other",
        }
    }
}
