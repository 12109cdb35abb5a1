//! Robots 群机器人: a group elsewhere – of 企业微信, 钉钉 or 飞书 – that hears of a channel's orders and notices.
//!
//! What is to go out waits in the ledger beside the fact that brought it, and goes in digests, so that no service's
//! limit is ever reached. Off until an admin binds one. A store for practice has none, whatever is bound.

mod digest;
mod mask;

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::basemap::Secret;
use crate::channel::Span;
use crate::code::GridPath;
use crate::failure::Failure;
use crate::gateway::SendState;
use crate::moment::Moment;
use crate::order::{Order, OrderKind, Priority};
use crate::words::Language;

pub use digest::{Digest, Heading, LONGEST_DIGEST, Line, Told, compose};
pub use mask::masked;

/// The most robots of a desk.
pub const MOST_ROBOTS: usize = 50;
/// The longest name of a robot's group, in characters.
pub const LONGEST_NAME: usize = 40;
/// How long one request may take to arrive, in seconds: as long as the messenger waits.
const UNDER_WAY: i64 = 15;

/// Whose robot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RobotKind {
    /// 企业微信.
    Wecom,
    /// 钉钉.
    Dingtalk,
    /// 飞书.
    Feishu,
}

/// A robot as an admin bound it, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RobotSetting {
    /// Whose.
    pub kind: RobotKind,
    /// The channel, by its grid.
    pub channel: GridPath,
    /// Whether it hears of the grids below as well.
    pub span: Span,
    /// What the group is called over there.
    pub name: String,
    /// Orders of these kinds; none: of no order.
    pub kinds: Vec<OrderKind>,
    /// Orders at least as urgent as this.
    pub least: Priority,
    /// Whether notices go out when they are pinned.
    pub notices: bool,
    /// Whether the counts of those who are silent go out when a ladder calls them.
    pub reminders: bool,
    /// In which language.
    pub language: Language,
    /// Where it stands instead of its service, for trying: `http://127.0.0.1:8080`, of this machine or the site's own
    /// network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
}

/// What an admin enters. A secret that is none stays what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RobotWish {
    /// All but the secrets; what it says of `near` is found from the address.
    pub setting: RobotSetting,
    /// The address that the service gave, with its key.
    #[serde(default)]
    pub address: Option<Secret>,
    /// What messages are signed with; empty: they are not.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// The address is one of this machine or the site's own network, and that is meant so.
    #[serde(default)]
    pub is_near: bool,
}

/// What waits for a robot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RobotNoun {
    /// An order was issued.
    Order,
    /// A ladder called those who are silent about an order.
    Reminder,
    /// A notice was pinned.
    Notice,
    /// An admin tries the robot.
    Trial,
}

/// What keeps a robot from saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RobotTrouble {
    /// The service has had too much of it, and silences it for a while.
    TooFast,
    /// There is no such robot any more.
    Gone,
    /// Its safety settings refuse us: signature, keyword or address.
    Guarded,
    /// The service does not take this message.
    Declined,
    /// The service is busy.
    Busy,
    /// The service was not reached.
    Away,
    /// It was sent, and no answer tells whether it arrived.
    Lost,
    /// The desk stopped while it was on the wire.
    Interrupted,
    /// Its key is not at this desk.
    NoKey,
}

/// What a digest came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestEnd {
    /// Taken, refused, unknown; waiting: what it held waits again.
    pub state: SendState,
    /// When the robot speaks next, at the earliest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// What was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<RobotTrouble>,
    /// The service's own code of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the service said, without secrets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

impl RobotKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Wecom, Self::Dingtalk, Self::Feishu];

    /// As in columns and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wecom => "wecom",
            Self::Dingtalk => "dingtalk",
            Self::Feishu => "feishu",
        }
    }

    /// Messages that the service takes from one robot in a minute, by its documentation: 企业微信 群机器人配置说明
    /// (path/91770) and 钉钉 自定义机器人接入 20, 飞书 自定义机器人使用指南 100 and 5 a second.
    pub fn a_minute(self) -> u32 {
        match self {
            Self::Wecom | Self::Dingtalk => 20,
            Self::Feishu => 100,
        }
    }

    /// Seconds between the beginnings of two messages of a robot.
    ///
    /// Invariant: whatever waits, in no minute do more arrive than [`RobotKind::a_minute`], however late each arrives
    /// within the time that it may take.
    pub fn pause(self) -> i64 {
        match self {
            Self::Wecom | Self::Dingtalk => 5,
            Self::Feishu => 2,
        }
    }

    /// For how long the service silences a robot of which it had too much, in seconds, and a little more: 钉钉 for ten
    /// minutes, the others until the minute is over.
    pub fn silence(self) -> i64 {
        match self {
            Self::Dingtalk => 10 * 60 + UNDER_WAY,
            Self::Wecom | Self::Feishu => 60 + UNDER_WAY,
        }
    }
}

impl RobotSetting {
    /// Refuses what makes no sense by itself.
    pub fn admit(&self) -> Result<(), Failure> {
        if !(1..=LONGEST_NAME).contains(&self.name.trim().chars().count()) {
            return Err(Failure::invalid("robot.name", &[("most", &LONGEST_NAME.to_string())]));
        }
        if self.kinds.is_empty() && !self.notices && !self.reminders {
            return Err(Failure::invalid("robot.nothing", &[]));
        }
        Ok(())
    }

    /// Whether what is of a grid is the robot's to tell.
    pub fn covers(&self, grid: &GridPath) -> bool {
        crate::channel::reaches(&self.channel, self.span, grid)
    }

    /// Whether an order of which somebody it covers is a recipient goes out.
    pub fn wants(&self, order: &Order) -> bool {
        self.kinds.contains(&order.kind) && order.priority >= self.least
    }
}

impl RobotTrouble {
    /// Whether the robot says nothing more until somebody has looked at it.
    pub fn halts(self) -> bool {
        matches!(self, Self::Gone | Self::Guarded | Self::NoKey)
    }
}

impl fmt::Display for RobotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_no_minute_do_more_arrive_than_the_service_takes() {
        for kind in RobotKind::ALL {
            // Begun in a window of so many seconds, as often as the pause allows, and arriving as closely as can be.
            let begun = (60 + UNDER_WAY) / kind.pause() + 1;
            assert!(begun <= i64::from(kind.a_minute()) - 2, "{kind}: {begun}");
        }
    }
}
