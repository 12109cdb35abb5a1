//! One message to one person on its way out: a row with a time, until it came to an end.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::errand::Upshot;
use crate::id::{PostId, SendId};
use crate::moment::Moment;

/// A message is not tried more often than this.
pub const MOST_TRIES: u32 = 10;
/// How long a message waits after its first try that came to nothing, in seconds; twice as long after each further one.
const FIRST_PAUSE: i64 = 15;
const LONGEST_PAUSE: i64 = 15 * 60;

/// A message to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Send {
    /// For ever; what the gateway is told as `{id}`.
    pub id: SendId,
    /// To whom.
    pub post: PostId,
}

/// How far a message has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SendState {
    /// It waits for its time.
    Waiting,
    /// It is on the wire, or was when the desk stopped.
    Sending,
    /// The gateway has it.
    Taken,
    /// The gateway says that it arrived.
    Delivered,
    /// The gateway took it and says that it did not arrive.
    Failed,
    /// The gateway did not take it.
    Refused,
    /// It went out, and nobody knows whether the gateway has it.
    Unknown,
    /// Nobody sends it any more.
    Dropped,
}

/// Why a message is where it is, where we know it ourselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Why {
    /// The person has answered meanwhile.
    Answered,
    /// The order has ended.
    Ended,
    /// The person has no number any more.
    NoNumber,
    /// An admin said so.
    ByHand,
    /// It was tried too often.
    GaveUp,
    /// The desk stopped while it was on the wire.
    Interrupted,
    /// The gateway was not reached.
    Away,
    /// The gateway is busy.
    Busy,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMove {
    /// Which.
    pub send: SendId,
    /// Where it stands now.
    pub state: SendState,
    /// When it is tried next, where it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The gateway's own number of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// What the gateway said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// What an admin does with messages that came to no good end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Settling {
    /// Send them once more, now.
    Retry,
    /// Leave it at that.
    Drop,
}

impl SendState {
    /// Whether it may go to `next` by a report: what arrived stays arrived, and a late no changes nothing of it.
    pub fn may_be_reported(self, next: Self) -> bool {
        match next {
            Self::Delivered => !matches!(self, Self::Delivered | Self::Waiting),
            Self::Failed => matches!(self, Self::Sending | Self::Taken | Self::Unknown),
            _ => false,
        }
    }

    /// Whether an admin may do this with it.
    pub fn may_be_settled(self, how: Settling) -> bool {
        match how {
            Settling::Retry => {
                matches!(self, Self::Waiting | Self::Failed | Self::Refused | Self::Unknown | Self::Dropped)
            }
            Settling::Drop => matches!(self, Self::Waiting | Self::Failed | Self::Refused | Self::Unknown),
        }
    }
}

impl SendMove {
    /// To a state, with nothing more to say.
    pub fn to(send: SendId, state: SendState) -> Self {
        Self { send, state, due: None, number: None, why: None, said: None }
    }

    /// For a reason of our own.
    pub fn because(send: SendId, state: SendState, why: Why) -> Self {
        Self { why: Some(why), ..Self::to(send, state) }
    }

    /// After a try, the `tries`-th, that came to `upshot`. What nobody knows is tried again only where the gateway
    /// `deduplicates`.
    pub fn after(send: SendId, upshot: Upshot, tries: u32, deduplicates: bool, now: Moment) -> Self {
        let again = |why: Option<Why>, after: Option<u32>, reason: String| {
            if tries >= MOST_TRIES {
                return Self { said: Some(reason), ..Self::because(send, SendState::Refused, Why::GaveUp) };
            }
            let pause = FIRST_PAUSE.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(LONGEST_PAUSE);
            let due = now.plus_seconds(after.map_or(pause, i64::from));
            Self { due: Some(due), why, said: Some(reason), ..Self::to(send, SendState::Waiting) }
        };
        match upshot {
            Upshot::Taken { number } => Self { number, ..Self::to(send, SendState::Taken) },
            Upshot::Refused { reason } => Self { said: Some(reason), ..Self::to(send, SendState::Refused) },
            Upshot::Later { after, reason } => again(Some(Why::Busy), after, reason),
            Upshot::Away { reason } => again(Some(Why::Away), None, reason),
            Upshot::Unknown { reason } if deduplicates => again(None, None, reason),
            Upshot::Unknown { reason } => Self { said: Some(reason), ..Self::to(send, SendState::Unknown) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(upshot: Upshot, tries: u32, deduplicates: bool) -> SendMove {
        SendMove::after(SendId(uuid::Uuid::from_u128(1)), upshot, tries, deduplicates, Moment::from_millis(0))
    }

    #[test]
    fn what_nobody_knows_is_repeated_only_where_it_does_no_harm() {
        let lost = || Upshot::Unknown { reason: "lost".to_owned() };
        assert_eq!(after(lost(), 1, false).state, SendState::Unknown);
        assert_eq!(after(lost(), 1, true).state, SendState::Waiting);
    }

    #[test]
    fn pauses_grow_and_the_gateways_own_wins_and_there_is_an_end() {
        let away = || Upshot::Away { reason: "away".to_owned() };
        let due = |tries| after(away(), tries, false).due.map(Moment::millis);
        assert_eq!([1, 2, 3, 9].map(due), [Some(15_000), Some(30_000), Some(60_000), Some(900_000)]);
        let later = after(Upshot::Later { after: Some(7), reason: String::new() }, 5, false);
        assert_eq!((later.due.map(Moment::millis), later.why), (Some(7_000), Some(Why::Busy)));
        let end = after(away(), MOST_TRIES, true);
        assert_eq!((end.state, end.why), (SendState::Refused, Some(Why::GaveUp)));
    }

    #[test]
    fn what_arrived_stays_arrived() {
        use SendState::{Delivered, Failed, Refused, Sending, Taken, Unknown, Waiting};
        for state in [Sending, Taken, Unknown, Failed, Refused] {
            assert!(state.may_be_reported(Delivered), "{state:?}");
        }
        assert!(!Delivered.may_be_reported(Failed) && !Delivered.may_be_reported(Delivered));
        assert!(!Waiting.may_be_reported(Delivered), "what was never sent did not arrive");
        assert!(!Refused.may_be_reported(Failed));
    }
}
