//! How long those called may take to be there, by the sort of whistle.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::WhistleKind;
use crate::incident::Limit;
use crate::worktime::Pace;

/// For each sort of whistle, how long those called may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhistleLimits(BTreeMap<WhistleKind, Range>);

/// How long they usually may, and from where to where that may be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// In minutes, where nobody says otherwise.
    pub minutes: u32,
    /// In which time they run.
    pub pace: Pace,
    /// No fewer.
    pub least: u32,
    /// No more.
    pub most: u32,
}

impl WhistleLimits {
    /// Of one sort; none: nobody has said.
    pub fn of(&self, kind: WhistleKind) -> Option<Range> {
        self.0.get(&kind).copied()
    }
}

impl Range {
    /// The limit of so many minutes; none: they lie outside.
    pub fn with(self, minutes: Option<u32>) -> Option<Limit> {
        let minutes = minutes.unwrap_or(self.minutes);
        (self.least..=self.most).contains(&minutes).then_some(Limit { minutes, pace: self.pace })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_ship_has_a_range_for_every_sort_of_whistle_and_an_emergency_runs_by_day_and_night() {
        let limits: WhistleLimits =
            serde_json::from_str(include_str!("../../../../data/limits/whistle.json")).expect("limits");
        for kind in WhistleKind::ALL {
            let range = limits.of(kind).expect("a range");
            assert!(range.least <= range.minutes && range.minutes <= range.most, "{kind:?}");
            assert_eq!(range.with(None), Some(Limit { minutes: range.minutes, pace: range.pace }));
            assert_eq!((range.with(Some(range.least - 1)), range.with(Some(range.most + 1))), (None, None));
        }
        let of = |kind| limits.of(kind).expect("a range");
        assert_eq!((of(WhistleKind::Daily).minutes, of(WhistleKind::Daily).pace), (30, Pace::Working));
        assert_eq!(of(WhistleKind::Emergency).pace, Pace::Always);
    }
}
