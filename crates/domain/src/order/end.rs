//! The end of an order: closed with everybody accounted for or with a reason, withdrawn, or corrected by another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Order;
use crate::failure::Refusal;
use crate::id::OrderId;
use crate::moment::Moment;
use crate::receipt::{LONGEST_WORDS, Mark, Progress, Tally};
use crate::seat::Seat;

/// That an order ended, and how. What came first stands; an order ends once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OrderEnd {
    /// When.
    pub at: Moment,
    /// Who ended it.
    pub by: Seat,
    /// How.
    pub how: Ending,
}

/// How an order ends. Who and when stand before the fact, as before every other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "end", rename_all = "snake_case")]
#[ts(export)]
pub enum Ending {
    /// 办结归档: everybody is accounted for, or somebody said why not.
    Closed {
        /// Why it is closed with people not accounted for; none where there are none.
        reason: Option<String>,
        /// How they stood, by the order's own rule of who must answer.
        stood: Tally,
    },
    /// 撤回: nobody need do it any more.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// 更正: another order stands in its place.
    Corrected {
        /// Which.
        order: OrderId,
    },
}

impl Order {
    /// Close the order: everybody is accounted for, or there is a reason.
    pub fn close(
        &self,
        ended: Option<&OrderEnd>,
        seat: &Seat,
        stood: Tally,
        reason: Option<&str>,
    ) -> Result<Ending, Refusal> {
        self.admit_end(ended, seat)?;
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        match reason {
            None if stood.open() > 0 => Err(Refusal::NotAccountedFor { open: stood.open(), expected: stood.expected }),
            None => Ok(Ending::Closed { reason: None, stood }),
            Some(reason) => Ok(Ending::Closed { reason: Some(admitted(reason)?), stood }),
        }
    }

    /// Withdraw the order, with a reason.
    pub fn withdraw(&self, ended: Option<&OrderEnd>, seat: &Seat, reason: &str) -> Result<Ending, Refusal> {
        self.admit_end(ended, seat)?;
        if reason.trim().is_empty() {
            return Err(Refusal::WithdrawalWithoutReason);
        }
        Ok(Ending::Withdrawn { reason: admitted(reason.trim())? })
    }

    /// Put another order in its place.
    pub fn correct(&self, ended: Option<&OrderEnd>, seat: &Seat, order: OrderId) -> Result<Ending, Refusal> {
        self.admit_end(ended, seat)?;
        Ok(Ending::Corrected { order })
    }

    /// An order is ended once, by who issued it or by somebody over all that the issuer has.
    fn admit_end(&self, ended: Option<&OrderEnd>, seat: &Seat) -> Result<(), Refusal> {
        let is_over = match &self.by.subtree {
            Some(theirs) => seat.covers(theirs),
            None => seat.subtree.is_none(),
        };
        if !is_over {
            return Err(Refusal::NotYourOrder { number: self.number.clone() });
        }
        match ended {
            Some(_) => Err(Refusal::OrderEnded { number: self.number.clone() }),
            None => Ok(()),
        }
    }

    /// Whether a mark of an order that has ended counts, said at `said` by somebody who stands at `had`.
    ///
    /// What was said before the end counts however late it comes. After it nobody accepts or refuses any more; that
    /// the order was received and read, and the report of whoever had it, are never lost.
    pub fn admit_mark(&self, end: &OrderEnd, had: Progress, mark: &Mark, said: Moment) -> Result<(), Refusal> {
        let counts = said < end.at
            || match mark {
                Mark::Delivered | Mark::Read => true,
                Mark::Done { .. } => had > Progress::Waiting,
                Mark::Accepted | Mark::Refused { .. } => false,
            };
        if counts { Ok(()) } else { Err(Refusal::OrderEnded { number: self.number.clone() }) }
    }
}

impl Ending {
    /// The operator's own words: sealed in the ledger.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Closed { reason, .. } => reason.as_deref(),
            Self::Withdrawn { reason } => Some(reason),
            Self::Corrected { .. } => None,
        }
    }

    /// The same with other words in the place of its own; without any where it had none.
    #[must_use]
    pub fn with_words(self, words: String) -> Self {
        match self {
            Self::Closed { reason: Some(_), stood } => Self::Closed { reason: Some(words), stood },
            Self::Withdrawn { .. } => Self::Withdrawn { reason: words },
            other => other,
        }
    }
}

fn admitted(reason: &str) -> Result<String, Refusal> {
    Refusal::unless_within(reason, LONGEST_WORDS)?;
    Ok(reason.to_owned())
}
