//! Frozen periods: the dockets as they were, so that the same period gives the same figures for ever.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Docket, Period};
use crate::failure::{Refusal, Unripe};
use crate::id::IncidentId;
use crate::moment::Moment;

/// A period that was frozen; who and when stands before the fact.
///
/// It keeps what was counted and not a place in the log: an incident's key may be destroyed, and its steps with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freezing {
    /// Which days.
    pub period: Period,
    /// Every incident that came in within them, as it stood.
    pub dockets: Vec<Docket>,
}

impl Freezing {
    /// Decide whether a period may be frozen: a week or a month that is over, and was not frozen before.
    pub fn admit(period: Period, frozen: Option<Moment>, now: Moment, offset_hours: i8) -> Result<(), Refusal> {
        if !period.is_week() && !period.is_month() {
            return Err(Unripe::NoWeekOrMonth.into());
        }
        if period.span(offset_hours).1 > now {
            return Err(Unripe::NotOver.into());
        }
        if frozen.is_some() {
            return Err(Unripe::FrozenAlready.into());
        }
        Ok(())
    }
}

/// How many cases count otherwise now than when they were frozen, or were not there.
pub fn since_then(frozen: &[&Docket], now: &[&Docket]) -> u32 {
    let then: HashMap<IncidentId, &Docket> = frozen.iter().map(|case| (case.id, *case)).collect();
    let changed = now.iter().filter(|case| !then.get(&case.id).is_some_and(|then| then.counts_as(case))).count();
    u32::try_from(changed).unwrap_or(u32::MAX)
}
