//! Whistles 吹哨: whoever stands before something that he cannot settle alone calls others to the spot, and they report
//! in 报到.
//!
//! A whistle belongs to an incident and has a life of its own: it is blown, each of those called comes or refuses, what
//! they agree on is written down, it ends, and then each side says once how the other did 谁呼谁评. Who comes late
//! follows from the moments in the log; nobody can say when he came.

mod blowing;
mod limits;
mod muster;
mod side;
mod step;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{IncidentId, WhistleId};
use crate::incident::{Limit, Party};

pub use blowing::{Blower, MOST_CALLED};
pub use limits::{Range, WhistleLimits};
pub use muster::{Attendance, Muster, OnSite};
pub use side::{Side, sides};
pub use step::{Mark, Minutes, Rated, StepOfWhistle, Undertaking, WhistleDeed, WhistleStep};

/// What sort of whistle. They differ in how long those called may take, in which time that runs, and in who blows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WhistleKind {
    /// 日常哨: what needs several hands in working time. A desk, or the front line up to its heads.
    Daily,
    /// 应急哨: what cannot wait, by day and night. Whoever blows a daily one.
    Emergency,
    /// 攻坚哨: what was never settled, with departments at one table. A desk of a street or of the district.
    Tough,
}

/// A whistle as it was blown. It never changes; all that came of it are steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistle {
    /// For ever: the id of the command that blew it.
    pub id: WhistleId,
    /// The human number, `CS-20261121-A003`, with the desk's letter.
    pub number: String,
    /// Of which incident.
    pub incident: IncidentId,
    /// What sort.
    pub kind: WhistleKind,
    /// What is needed there; sealed with the incident's key.
    pub words: String,
    /// Who is called, in the order in which they were named.
    pub summons: Vec<Summons>,
}

/// That one party is called, and how long it may take to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summons {
    /// Who.
    pub party: Party,
    /// How long it may take; as it was then, whatever the limits are today.
    pub limit: Limit,
}

/// What somebody wants to blow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WhistleDraft {
    /// Of which incident.
    pub incident: IncidentId,
    /// What sort.
    pub kind: WhistleKind,
    /// What is needed there.
    pub words: String,
    /// Who is called.
    pub called: Vec<SummonsDraft>,
}

/// Whom somebody wants to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SummonsDraft {
    /// Who.
    pub party: Party,
    /// How many minutes it may take; none: as many as its sort of whistle gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub minutes: Option<u32>,
}

/// Which whistles are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WhistleWish {
    /// Of incidents in this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// Which of them.
    #[serde(default)]
    pub which: WhistlesShown,
}

/// Which whistles a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WhistlesShown {
    /// All.
    #[default]
    All,
    /// Those that have not ended.
    Running,
    /// Those that somebody has refused: for supervision.
    Refused,
}

impl WhistleKind {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 3] = [Self::Daily, Self::Emergency, Self::Tough];

    /// As on the wire; what it is called stands in the table of words, under `whistle_kind`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Emergency => "emergency",
            Self::Tough => "tough",
        }
    }
}

impl Whistle {
    /// Those who are called.
    pub fn parties(&self) -> Vec<Party> {
        self.summons.iter().map(|summons| summons.party.clone()).collect()
    }

    /// Whether this one is called.
    pub fn calls(&self, party: &Party) -> bool {
        self.summons.iter().any(|summons| summons.party == *party)
    }
}

/// The human number of a desk's `count`-th whistle of a day: `CS-20261122-A003`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("CS-{day}-{letter}{count:03}")
}
