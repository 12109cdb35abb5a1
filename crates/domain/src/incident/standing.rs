//! How an incident stands: its course, and since when somebody owes it what is owed now. Kept beside the log, so that a
//! list of thousands need not go through the steps of each.
//!
//! Invariant: its clock is the last of all clocks that the steps give, while that one runs.

use serde::{Deserialize, Serialize};

use super::{Clock, ClockKind, Course, StepOfIncident};
use crate::moment::Moment;

/// How an incident stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What follows from its steps.
    pub course: Course,
    /// Since when that is owed which is owed now.
    pub since: Moment,
}

impl Standing {
    /// As it came in.
    pub fn reported(at: Moment) -> Self {
        Self { course: Course::default(), since: at }
    }

    /// As it stands after one step more.
    #[must_use]
    pub fn after(mut self, taken: &StepOfIncident) -> Self {
        let owed = self.course.state.owes();
        self.course = self.course.after(taken);
        if owed != self.course.state.owes() {
            self.since = taken.at;
        }
        self
    }

    /// The clock that runs, or stands still, now; none: nobody owes anything.
    pub fn clock(&self) -> Option<Clock> {
        let kind = self.course.state.owes()?;
        let is_work = kind == ClockKind::Dispose;
        let halts = self.course.halts.iter().filter(|halt| is_work && halt.from >= self.since).copied().collect();
        let extended = self.course.extended.filter(|_| is_work);
        Some(Clock { kind, from: self.since, until: None, halts, extended })
    }
}
