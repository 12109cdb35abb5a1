//! Robots of groups elsewhere.

use serde::Serialize;
use ts_rs::TS;

use crate::gateway::SendState;
use crate::id::{RobotId, SendId};
use crate::moment::Moment;
use crate::robot::{RobotSetting, RobotTrouble};

/// The robots of this desk, of channels that the seat covers.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RobotList {
    /// The store is for practice: nothing goes out.
    pub is_drill: bool,
    /// Whether what goes out holds a link: the desk is open to the network.
    pub has_link: bool,
    /// By their channels.
    pub robots: Vec<RobotCard>,
}

/// How it stands with a robot.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RobotCard {
    /// Which.
    pub id: RobotId,
    /// How it is bound.
    pub setting: RobotSetting,
    /// The channel's name; none: the grid is gone.
    pub channel_name: Option<String>,
    /// Whether messages are signed.
    pub is_signed: bool,
    /// It says nothing more until somebody has looked at it.
    pub is_halted: bool,
    /// Something is on the wire.
    pub is_sending: bool,
    /// How much waits.
    pub waiting: u32,
    /// Until when it says nothing, where that is later than now.
    pub pause: Option<Moment>,
    /// When its service last took something.
    pub taken: Option<Moment>,
    /// What was wrong the last time; none: nothing was.
    pub trouble: Option<RobotTrouble>,
    /// When.
    pub failed: Option<Moment>,
    /// The service's own code of it.
    pub code: Option<String>,
    /// What the service said.
    pub said: Option<String>,
    /// Digests that came to no good end, newest first.
    pub digests: Vec<DigestRow>,
}

/// A digest that came to no good end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DigestRow {
    /// Which.
    pub id: SendId,
    /// Refused, or nobody knows.
    pub state: SendState,
    /// When it went out.
    pub at: Moment,
    /// How many things are in it.
    pub items: u32,
    /// What was wrong.
    pub trouble: Option<RobotTrouble>,
    /// The service's own code of it.
    pub code: Option<String>,
    /// What the service said.
    pub said: Option<String>,
}
