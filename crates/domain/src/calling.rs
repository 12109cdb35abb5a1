//! Calls 叫应登记: what an operator writes down of somebody who was called about an order.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Refusal;
use crate::id::PostId;
use crate::moment::Moment;
use crate::receipt::{LONGEST_WORDS, Mark, Part, Way};
use crate::seat::Seat;

/// How somebody was sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Means {
    /// By phone.
    Phone,
    /// At the door 登门.
    Door,
}

/// What came of it, as the operator says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "result", rename_all = "snake_case")]
#[ts(export)]
pub enum CallResult {
    /// Nobody answered.
    NotReached {
        /// What is to be known, in words; may be empty.
        words: String,
    },
    /// Somebody answered, and did not say yes or no.
    Reached {
        /// What was said; may be empty.
        words: String,
    },
    /// The person answered the order: the receipt is marked by word.
    Answered {
        /// With what.
        mark: Mark,
    },
}

/// What came of it, as the log keeps it; what the person answered stands with the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallOutcome {
    /// Nobody answered.
    NotReached,
    /// Somebody answered.
    Reached,
    /// The person answered the order.
    Answered,
}

/// A call about an order, as it was logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CallEntry {
    /// Whose answer was sought.
    pub post: PostId,
    /// Who was called: that person, or a head over them.
    pub to: PostId,
    /// How.
    pub means: Means,
    /// What came of it.
    pub outcome: CallOutcome,
    /// What the operator wrote; none where nothing was, or its key is not at hand.
    pub words: Option<String>,
    /// Who called.
    pub by: Seat,
    /// When it was logged.
    pub at: Moment,
}

impl Means {
    /// The way of a mark that came so.
    pub fn way(self) -> Way {
        match self {
            Self::Phone => Way::Phone,
            Self::Door => Way::Door,
        }
    }
}

/// A call as the log keeps it, and the mark that it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// What came of it.
    pub outcome: CallOutcome,
    /// What the operator wrote.
    pub words: String,
    /// What the person answered.
    pub mark: Option<Mark>,
}

/// What a call comes to. Who reads a copy is never called.
pub fn log(part: Part, result: CallResult) -> Result<Logged, Refusal> {
    if part == Part::Copy {
        return Err(Refusal::CopyNeedsNoAnswer);
    }
    let (outcome, words, mark) = match result {
        CallResult::NotReached { words } => (CallOutcome::NotReached, words, None),
        CallResult::Reached { words } => (CallOutcome::Reached, words, None),
        CallResult::Answered { mark } => (CallOutcome::Answered, String::new(), Some(mark)),
    };
    let words = words.trim().to_owned();
    Refusal::unless_within(&words, LONGEST_WORDS)?;
    Ok(Logged { outcome, words, mark })
}
