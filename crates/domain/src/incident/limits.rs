//! How long each step may take, by how urgent the incident is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ClockKind, Limit};
use crate::order::Priority;

/// For each urgency and each thing that is owed, how long it may take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits(BTreeMap<Priority, BTreeMap<ClockKind, Limit>>);

impl Limits {
    /// Those that a district starts with.
    pub fn shipped() -> Self {
        serde_json::from_str(include_str!("../../../../data/limits/default.json"))
            .expect("a test reads the limits that we ship")
    }

    /// The same with another limit for one thing.
    #[must_use]
    pub fn with(mut self, urgency: Priority, kind: ClockKind, limit: Limit) -> Self {
        self.0.entry(urgency).or_default().insert(kind, limit);
        self
    }

    /// How long it may take; none: as long as it takes.
    pub fn of(&self, urgency: Priority, kind: ClockKind) -> Option<Limit> {
        self.0.get(&urgency)?.get(&kind).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_ship_limits_every_step_and_what_is_more_urgent_takes_no_longer() {
        let limits = Limits::shipped();
        for kind in ClockKind::ALL {
            let of = |urgency| limits.of(urgency, kind).expect("a limit").minutes;
            assert!(of(Priority::Critical) <= of(Priority::Urgent) && of(Priority::Urgent) <= of(Priority::Normal));
        }
    }
}
