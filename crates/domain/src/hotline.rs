//! Work orders of the hotline 12345工单, as other offices hand them in.
//!
//! What tells who called stands in a type of its own, [`Caller`], that says nothing of itself in a log: it goes to the
//! vault and nowhere else.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

/// Who called: for the vault alone.
///
/// Invariant: nothing of it is in what `Debug` writes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// As the source writes it.
    pub name: Option<String>,
    /// As the source writes it, in plain digits.
    pub phone: Option<String>,
    /// Where the caller lives, to the door.
    pub address: Option<String>,
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

impl Caller {
    /// Whether nothing is known of who called.
    pub fn is_nobody(&self) -> bool {
        self.name.is_none() && self.phone.is_none() && self.address.is_none()
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_nobody() { "Caller(nobody)" } else { "Caller(sealed)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_called_stands_in_no_log() {
        let caller = Caller {
            name: Some("张三".into()),
            phone: Some("13812345678".into()),
            address: Some("万和苑3号楼301室".into()),
        };
        let written = format!("{caller:?} {caller:#?}");
        for secret in ["张", "138", "5678", "万和", "301"] {
            assert!(!written.contains(secret), "{written}");
        }
        assert_eq!(format!("{:?}", Caller::default()), "Caller(nobody)");
    }
}
