//! What of an incident's steps the figures need, kept beside the log as the steps are taken.

use serde::{Deserialize, Serialize};

use crate::incident::{Clock, ClockKind, Course, IncidentState, IncidentStep, Party, Reached, StepOfIncident};
use crate::moment::Moment;
use crate::worktime::Halt;

/// What became of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    /// Where it stands.
    pub state: IncidentState,
    /// When it was taken up 受理; a reopening takes it up, too.
    pub taken_up: Option<Moment>,
    /// When it was first given to somebody 立案.
    pub opened: Option<Moment>,
    /// Whether whoever found it has put it right.
    pub is_settled: bool,
    /// Who has it, or had it last.
    pub had: Option<Party>,
    /// How often it was returned.
    pub returns: u32,
    /// The times in which somebody owed that it is put right.
    pub work: Vec<Work>,
    /// What its follow-ups came to.
    pub follow_ups: Vec<Reached>,
}

/// A time in which somebody owed that it is put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Since when.
    #[serde(rename = "f")]
    pub from: Moment,
    /// Until when; none: still.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Whether it ended because it was given back, so that nothing is due of it any more.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_given_back: bool,
    /// When it stood still.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub halts: Vec<Halt>,
    /// Until when it was extended.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub extended: Option<Moment>,
}

impl Default for Trail {
    /// It came in, and nothing was done.
    fn default() -> Self {
        Self {
            state: IncidentState::Reported,
            taken_up: None,
            opened: None,
            is_settled: false,
            had: None,
            returns: 0,
            work: Vec::new(),
            follow_ups: Vec::new(),
        }
    }
}

impl Trail {
    /// What follows from these steps, the first first.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a StepOfIncident>) -> Self {
        let (mut course, mut trail) = (Course::default(), Self::default());
        for taken in steps {
            let after = course.clone().after(taken);
            trail = trail.after(&course, &after, taken);
            course = after;
        }
        trail
    }

    /// The trail after a step that led from one course to the next. A step that no way allows leaves no trail.
    #[must_use]
    pub fn after(mut self, before: &Course, after: &Course, taken: &StepOfIncident) -> Self {
        let StepOfIncident { step, at, .. } = taken;
        if step.deed().hurdle(before.state).is_some() {
            return self;
        }
        (self.state, self.returns) = (after.state, after.returns);
        self.follow_ups.clone_from(&after.follow_ups);
        if after.lead.is_some() {
            self.had.clone_from(&after.lead);
        }
        match step {
            IncidentStep::Accept => self.taken_up = self.taken_up.or(Some(*at)),
            IncidentStep::Reopen { .. } => {
                self.taken_up = self.taken_up.or(Some(*at));
                self.is_settled = false;
            }
            IncidentStep::Settle { .. } => {
                self.taken_up = self.taken_up.or(Some(*at));
                self.is_settled = true;
            }
            IncidentStep::Assign { .. } => {
                self.taken_up = self.taken_up.or(Some(*at));
                self.opened = self.opened.or(Some(*at));
            }
            _ => {}
        }
        let (owed, owes) = (before.state.owes(), after.state.owes());
        if owed != owes && owes == Some(ClockKind::Dispose) {
            self.work.push(Work { from: *at, until: None, is_given_back: false, halts: Vec::new(), extended: None });
        }
        if let Some(work) = self.work.last_mut().filter(|work| work.until.is_none()) {
            work.halts = after.halts.iter().filter(|halt| halt.from >= work.from).copied().collect();
            work.extended = after.extended;
            if owes != Some(ClockKind::Dispose) {
                work.until = Some(*at);
                work.is_given_back = !matches!(step, IncidentStep::Dispose { .. });
            }
        }
        self
    }
}

impl Work {
    /// As the clock that it is.
    pub fn clock(&self) -> Clock {
        Clock {
            kind: ClockKind::Dispose,
            from: self.from,
            until: self.until,
            halts: self.halts.clone(),
            extended: self.extended,
        }
    }
}
