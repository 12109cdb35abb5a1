//! Dockets 案卷: an incident as the figures count it at a moment.
//!
//! A docket names nobody and says nothing in words, so that a frozen period can keep it for ever: also when the incident's
//! own key is destroyed, its grid is divided anew, or the calendar is put right.

use serde::{Deserialize, Serialize};

use super::{Trail, Upshot, Work};
use crate::code::GridPath;
use crate::id::{IncidentId, VenueId};
use crate::incident::{IncidentState, Light, Limit, Party, Reached};
use crate::moment::Moment;
use crate::place::Position;
use crate::report::ReportKind;
use crate::worktime::Calendar;

pub(super) const MINUTE: i64 = 60_000;

/// An incident as the figures count it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Docket {
    /// Which.
    pub id: IncidentId,
    /// When it came in.
    pub arrived: Moment,
    /// The deepest grid there.
    pub grid: GridPath,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// As what it is classed, from the widest; none: as nothing finer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Who has it, or had it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub had: Option<Party>,
    /// At which venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// Where on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Position>,
    /// Where it stands.
    pub state: IncidentState,
    /// How far it was taken up.
    pub handling: Handling,
    /// Whether it was ever returned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_returned: bool,
    /// How its deadline stands.
    pub due: Due,
    /// What the last follow-up came to that reached somebody, or that nobody was reached; none: there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Reached>,
}

/// How far an incident was ever taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// Nobody has taken it up.
    Waiting,
    /// It was taken up, and nobody was given it.
    TakenUp,
    /// It was taken up as put right by whoever found it.
    Settled,
    /// It was given to somebody.
    Opened,
}

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// It has none, or it has not come.
    NotYet,
    /// It stands still.
    Halted,
    /// It has come, and was kept.
    Kept,
    /// It was overrun, at least once.
    Overrun,
    /// Nobody has told on which days one worked in a year that it needs.
    Unknown,
}

impl Docket {
    /// Whether it counts as it did then. What came in is classed once, and old dockets do not say as what.
    pub fn counts_as(&self, then: &Self) -> bool {
        Self { category: Vec::new(), ..self.clone() } == Self { category: Vec::new(), ..then.clone() }
    }

    /// What it has come to.
    pub fn upshot(&self) -> Upshot {
        Upshot {
            state: self.state,
            handling: self.handling,
            is_returned: self.is_returned,
            reached: self.reached,
            due: self.due,
        }
    }
}

impl Handling {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::TakenUp, Self::Settled, Self::Opened];
}

impl Due {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::NotYet, Self::Halted, Self::Kept, Self::Overrun, Self::Unknown];
}

impl Trail {
    /// How far it was ever taken up.
    pub fn handling(&self) -> Handling {
        match (self.opened, self.taken_up) {
            (Some(_), _) => Handling::Opened,
            (None, Some(_)) if self.is_settled => Handling::Settled,
            (None, Some(_)) => Handling::TakenUp,
            (None, None) => Handling::Waiting,
        }
    }

    /// How the deadline stands at a moment.
    pub fn due(&self, limit: Option<Limit>, calendar: &Calendar, now: Moment) -> Due {
        due(&self.work, limit, calendar, now)
    }

    /// What its follow-ups came to: the last that reached somebody.
    pub fn reached(&self) -> Option<Reached> {
        let spoke = self.follow_ups.iter().rev().find(|reached| **reached != Reached::Nobody);
        spoke.or(self.follow_ups.last()).copied()
    }
}

/// How the deadline of something stands at a moment that was owed in these times, worked out day by day.
pub(super) fn due(all: &[Work], limit: Option<Limit>, calendar: &Calendar, now: Moment) -> Due {
    let Some(limit) = limit else { return Due::NotYet };
    let mut due = Due::NotYet;
    for work in all {
        let until = work.until.unwrap_or(now);
        let length = i64::from(limit.minutes) * MINUTE;
        let ends = match work.extended {
            Some(extended) => Ok(Some(extended)),
            None => calendar.due(limit.pace, work.from, length, &work.halts),
        };
        let Ok(ends) = ends else { return Due::Unknown };
        // The clock itself says what is late: after its end there may be hours that do not count.
        let is_late = match ends {
            Some(ends) if until <= ends => false,
            _ => match work.clock().read(limit, calendar, now) {
                Ok(read) => read.light == Light::Red,
                Err(_) => return Due::Unknown,
            },
        };
        if is_late {
            return Due::Overrun;
        }
        due = match ends {
            _ if work.is_given_back => due,
            None => Due::Halted,
            Some(ends) if ends <= now => Due::Kept,
            Some(_) => Due::NotYet,
        };
    }
    due
}
