//! Why nobody looks again, or says that he has.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Too many days lie between, or too many times are wanted.
    PlanOutOfRange {
        /// So many days between two at the most.
        days: u32,
        /// So many times at the most.
        times: u32,
    },
    /// One looks again already.
    Running,
    /// Nothing was ever done about the incident.
    NothingDone,
    /// All have been looked at, or it was ended.
    Ended,
    /// There is no such turn.
    NoSuchTurn,
    /// Its day has not come.
    NotYet,
    /// It was said, and stays.
    SaidAlready,
}

impl Stale {
    /// One of each.
    pub const ALL: [Self; 7] = [
        Self::PlanOutOfRange { days: 90, times: 60 },
        Self::Running,
        Self::NothingDone,
        Self::Ended,
        Self::NoSuchTurn,
        Self::NotYet,
        Self::SaidAlready,
    ];

    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PlanOutOfRange { .. } => "recheck.plan_out_of_range",
            Self::Running => "recheck.running",
            Self::NothingDone => "recheck.nothing_done",
            Self::Ended => "recheck.ended",
            Self::NoSuchTurn => "recheck.no_such_turn",
            Self::NotYet => "recheck.not_yet",
            Self::SaidAlready => "recheck.said_already",
        }
    }

    /// What the sentence speaks of.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::PlanOutOfRange { days, times } => vec![("days", days.to_string()), ("times", times.to_string())],
            _ => vec![],
        }
    }
}
