//! A fact's name, and what stands before it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{CommandId, DeskId};
use crate::moment::Moment;
use crate::seat::Seat;

/// A fact's name: its place in its desk's log. As text `DESK/7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FactId {
    /// Whose log.
    pub desk: DeskId,
    /// Place in that log, from 1.
    #[ts(type = "number")]
    pub seq: u64,
}

/// That a text names no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFact;

/// What stands before a fact's body: known to all desks, also where the body is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Whose log.
    pub desk: DeskId,
    /// Place in that log, from 1, without a gap.
    pub seq: u64,
    /// Hybrid logical clock.
    pub hlc: crate::hlc::Hlc,
    /// Which press of which button.
    pub command: CommandId,
    /// The fact's kind.
    pub kind: String,
    /// The noun it is about, `order/018f…`.
    pub subject: String,
    /// The grid it concerns: who sees it, and the courier's subject.
    pub scope: Option<GridPath>,
    /// Which seat.
    pub by: Seat,
    /// Wall time, for people.
    pub at: Moment,
}

impl Header {
    /// The fact's name.
    pub fn id(&self) -> FactId {
        FactId { desk: self.desk, seq: self.seq }
    }
}

impl FromStr for FactId {
    type Err = NoFact;

    fn from_str(text: &str) -> Result<Self, NoFact> {
        let (desk, seq) = text.split_once('/').ok_or(NoFact)?;
        Ok(Self { desk: desk.parse().map_err(|_| NoFact)?, seq: seq.parse().map_err(|_| NoFact)? })
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.desk, self.seq)
    }
}
