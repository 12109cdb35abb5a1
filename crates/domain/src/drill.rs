//! Drills 演练: how one is wished for, and what it came to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Failure, Refusal};
use crate::id::OrderId;
use crate::receipt::Progress;
use crate::seat::{Role, Seat};

/// The slowest and the fastest pace.
pub const SLOWEST: f64 = 0.1;
/// As fast as it goes.
pub const FASTEST: f64 = 1000.0;

/// How a drill is wished for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrillWish {
    /// What kind of day it is.
    pub profile: DrillProfile,
    /// How many people at the most; none: everybody in post.
    pub people: Option<u32>,
    /// How many times faster than the clock the day goes.
    pub pace: f64,
    /// It ends after so many seconds; none: when it is stopped.
    pub seconds: Option<u32>,
    /// The same seed makes the same people.
    pub seed: u32,
}

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillProfile {
    /// A working day: nearly everybody answers within minutes.
    Quiet,
    /// Water in the streets: people answer fast and report much, many lose the network, some can't.
    Flood,
    /// Half past ten in the evening: many sleep.
    Night,
    /// Everybody answers at once. Nobody is like that; a desk must bear it.
    Rush,
}

/// How a drill stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub enum DrillStand {
    /// There was none since the store was opened.
    #[default]
    None,
    /// People are given their phones.
    Pairing {
        /// How many have one.
        done: u32,
        /// Of how many.
        all: u32,
    },
    /// People have their pages open.
    Running {
        /// What came of it so far.
        figures: DrillFigures,
        /// How many people take part.
        all: u32,
    },
    /// It is over.
    Ended {
        /// What it came to; none: it never ran.
        figures: Option<DrillFigures>,
        /// Why it ended by itself; none: its time was over, or somebody stopped it.
        failure: Option<Box<Failure>>,
    },
}

/// What a drill came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrillFigures {
    /// People whose page is open now.
    pub connected: u32,
    /// People without a network now, by the drill's own doing.
    pub cut: u32,
    /// How often people asked the centre to call.
    pub called: u32,
    /// How many things people came upon and reported.
    #[serde(default)]
    pub reported: u32,
    /// What the desk refused; the last reason beside it.
    pub refused: u32,
    /// The desk's own words for the last refusal.
    pub last_refusal: Option<String>,
    /// Calls that nothing came back from, and that were made again.
    pub lost: u32,
    /// How far an operator's board was behind the phones; none: nothing was told of their marks.
    pub board: Option<DrillBehind>,
    /// Each order that reached somebody, oldest first.
    pub orders: Vec<DrillOrder>,
}

/// How far an operator's board was behind: milliseconds from the desk's confirmation on the phone to the news at the
/// operator's seat; nought where the news came first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrillBehind {
    /// Answers that both know of.
    pub marks: u32,
    /// Answers that the phones know to be durable, and of which the board was not told yet.
    pub open: u32,
    /// Half of them.
    #[ts(type = "number")]
    pub median: u64,
    /// Nineteen of twenty.
    #[ts(type = "number")]
    pub p95: u64,
    /// The last.
    #[ts(type = "number")]
    pub last: u64,
}

/// What became of one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrillOrder {
    /// Which.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
    /// How many people have it on their page.
    pub people: u32,
    /// Each state that people have reached, and how long after the order was issued the desk confirmed it.
    pub reached: Vec<DrillReached>,
}

/// How many reached a state, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrillReached {
    /// Which state.
    pub progress: Progress,
    /// How many.
    pub people: u32,
    /// Milliseconds from the order to the desk's confirmation: half of them.
    #[ts(type = "number")]
    pub median: u64,
    /// Nineteen of twenty.
    #[ts(type = "number")]
    pub p95: u64,
    /// The last.
    #[ts(type = "number")]
    pub last: u64,
}

impl DrillProfile {
    /// As on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Flood => "flood",
            Self::Night => "night",
            Self::Rush => "rush",
        }
    }
}

impl DrillWish {
    /// Whether it makes sense.
    pub fn admit(&self) -> Result<(), Failure> {
        let fits = self.pace.is_finite() && (SLOWEST..=FASTEST).contains(&self.pace);
        if fits && self.people != Some(0) && self.seconds != Some(0) {
            return Ok(());
        }
        Err(Failure::invalid("drill.wish", &[("slowest", &SLOWEST.to_string()), ("fastest", &FASTEST.to_string())]))
    }
}

/// Whether a seat may begin and end drills: whoever supervises the whole store.
pub fn check(seat: &Seat) -> Result<(), Refusal> {
    if seat.subtree.is_none() && matches!(seat.role, Role::Admin | Role::Supervisor) {
        return Ok(());
    }
    Err(Refusal::NotYours { entry: "offer_pairing", role: seat.role.word().to_owned() })
}
