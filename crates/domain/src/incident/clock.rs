//! The clocks of an incident: one for each thing that somebody owes it, from when it is owed until it is done.
//!
//! They follow from the steps, so that a person can work each of them out from the timeline.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Course, IncidentState, StepOfIncident};
use crate::moment::Moment;
use crate::worktime::{Calendar, Halt, Pace, Stretch, YearMissing};

/// From so many hundredths of its length on a clock is amber.
const AMBER: i64 = 75;
const MINUTE: i64 = 60_000;

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClockKind {
    /// 受理.
    Accept,
    /// 派单.
    Assign,
    /// 接单.
    TakeOn,
    /// 处置.
    Dispose,
    /// 核查.
    Check,
    /// 回访 and 结案.
    Close,
}

/// One clock of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What is owed.
    pub kind: ClockKind,
    /// Since when.
    pub from: Moment,
    /// When it was done; none: it is owed still.
    pub until: Option<Moment>,
    /// When it stood still.
    pub halts: Vec<Halt>,
    /// Until when it may run whatever its length is.
    pub extended: Option<Moment>,
}

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Limit {
    /// In minutes.
    pub minutes: u32,
    /// Of working time, or by day and night.
    pub pace: Pace,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Light {
    /// In time.
    Green,
    /// Soon out of time.
    Amber,
    /// Out of time 超时.
    Red,
}

/// A clock that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How long it has run, in milliseconds.
    pub run: i64,
    /// The parts that add up to it.
    pub stretches: Vec<Stretch>,
    /// When it runs out; none: it stands still, and nobody knows.
    pub due: Option<Moment>,
    /// How it stands.
    pub light: Light,
}

impl ClockKind {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 6] = [Self::Accept, Self::Assign, Self::TakeOn, Self::Dispose, Self::Check, Self::Close];

    /// As on the wire; what it is called stands in the table of words, under `incident_clock`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Assign => "assign",
            Self::TakeOn => "take_on",
            Self::Dispose => "dispose",
            Self::Check => "check",
            Self::Close => "close",
        }
    }
}

impl IncidentState {
    /// What is owed in this state; none: nothing, or it stands still.
    pub fn owes(self) -> Option<ClockKind> {
        match self {
            Self::Reported => Some(ClockKind::Accept),
            Self::Accepted | Self::Returned | Self::Reopened => Some(ClockKind::Assign),
            Self::Assigned => Some(ClockKind::TakeOn),
            Self::Disposing | Self::OnSite | Self::Suspended => Some(ClockKind::Dispose),
            Self::Disposed => Some(ClockKind::Check),
            Self::Verified => Some(ClockKind::Close),
            Self::Declined | Self::Merged | Self::Closed | Self::Void => None,
        }
    }
}

impl Clock {
    /// All clocks of an incident, in the order in which they began.
    ///
    /// `reported`: when it came in.
    pub fn of<'a>(reported: Moment, steps: impl IntoIterator<Item = &'a StepOfIncident>) -> Vec<Self> {
        let mut course = Course::default();
        let mut clocks = vec![Self::started(ClockKind::Accept, reported)];
        for taken in steps {
            let owed = course.state.owes();
            course = course.after(taken);
            let owes = course.state.owes();
            if owed != owes {
                if let Some(last) = clocks.last_mut().filter(|last| last.until.is_none()) {
                    last.until = Some(taken.at);
                }
                clocks.extend(owes.map(|kind| Self::started(kind, taken.at)));
            }
            if let Some(last) = clocks.last_mut().filter(|last| last.kind == ClockKind::Dispose && last.until.is_none())
            {
                last.halts = course.halts.iter().filter(|halt| halt.from >= last.from).copied().collect();
                last.extended = course.extended;
            }
        }
        clocks
    }

    fn started(kind: ClockKind, from: Moment) -> Self {
        Self { kind, from, until: None, halts: Vec::new(), extended: None }
    }

    /// How it stands at a moment, or as it was done.
    pub fn read(&self, limit: Limit, calendar: &Calendar, now: Moment) -> Result<Reading, YearMissing> {
        let until = self.until.unwrap_or(now);
        let Some(extended) = self.extended else { return limit.read((self.from, until), &self.halts, calendar) };
        let stretches = calendar.stretches(limit.pace, self.from, until, &self.halts)?;
        let light = if until > extended { Light::Red } else { Light::Green };
        Ok(Reading { run: sum(&stretches), stretches, due: Some(extended), light })
    }
}

impl Limit {
    /// How a clock of this length stands that began at one moment and is read at another.
    pub fn read(
        self,
        (from, until): (Moment, Moment),
        halts: &[Halt],
        calendar: &Calendar,
    ) -> Result<Reading, YearMissing> {
        let stretches = calendar.stretches(self.pace, from, until, halts)?;
        let (run, length) = (sum(&stretches), i64::from(self.minutes) * MINUTE);
        let light = match run {
            run if run > length => Light::Red,
            run if run * 100 >= length * AMBER => Light::Amber,
            _ => Light::Green,
        };
        Ok(Reading { run, stretches, due: calendar.due(self.pace, from, length, halts)?, light })
    }
}

fn sum(stretches: &[Stretch]) -> i64 {
    stretches.iter().map(|stretch| stretch.length()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UnitId;
    use crate::incident::{IncidentStep, Party, Request};
    use crate::seat::{Door, Seat};

    fn at(text: &str) -> Moment {
        Moment(format!("2026-11-{text}:00+08:00").parse().expect("a moment"))
    }

    fn taken(step: IncidentStep, text: &str) -> StepOfIncident {
        StepOfIncident { step, by: Seat::owner(Door::Window), at: at(text) }
    }

    fn calendar() -> Calendar {
        Calendar::shipped()
    }

    fn course() -> Vec<StepOfIncident> {
        let words = || "有原因".to_owned();
        let lead = Party::Unit(UnitId("市政".into()));
        vec![
            taken(IncidentStep::Accept, "20T16:04"),
            taken(IncidentStep::Assign { lead, assisting: vec![], words: words() }, "20T16:09"),
            taken(IncidentStep::Chase { words: words() }, "20T16:10"),
            taken(IncidentStep::TakeOn, "20T17:00"),
            taken(IncidentStep::Arrive, "20T17:30"),
            taken(
                IncidentStep::Ask { request: Request::Suspension { until: at("24T12:00") }, reason: words() },
                "20T17:40",
            ),
            taken(IncidentStep::Grant, "20T17:50"),
            taken(IncidentStep::Resume, "23T09:00"),
            taken(IncidentStep::Dispose { words: words(), attachments: vec![] }, "23T10:00"),
            taken(IncidentStep::Fail { reason: words(), attachments: vec![], witness: None }, "23T10:30"),
        ]
    }

    #[test]
    fn each_thing_owed_has_a_clock_of_its_own_that_a_person_can_work_out() {
        let steps = course();
        let clocks = Clock::of(at("20T16:00"), &steps);
        let told: Vec<_> = clocks.iter().map(|clock| (clock.kind, clock.from, clock.until)).collect();
        assert_eq!(
            told,
            [
                (ClockKind::Accept, at("20T16:00"), Some(at("20T16:04"))),
                (ClockKind::Assign, at("20T16:04"), Some(at("20T16:09"))),
                (ClockKind::TakeOn, at("20T16:09"), Some(at("20T17:00"))),
                (ClockKind::Dispose, at("20T17:00"), Some(at("23T10:00"))),
                (ClockKind::Check, at("23T10:00"), Some(at("23T10:30"))),
                (ClockKind::Dispose, at("23T10:30"), None),
            ]
        );
        // A Friday's 17:00 to 17:50, then Monday's 9:00 to 10:00: what lay between was suspended.
        let limit = Limit { minutes: 120, pace: Pace::Working };
        let read = clocks[3].read(limit, &calendar(), at("23T11:00")).expect("a year that is known");
        let parts: Vec<_> = read.stretches.iter().map(|stretch| (stretch.from, stretch.until)).collect();
        assert_eq!(parts, [(at("20T17:00"), at("20T17:50")), (at("23T09:00"), at("23T10:00"))]);
        assert_eq!((read.run / MINUTE, read.due, read.light), (110, Some(at("23T10:10")), Light::Amber));
        assert_eq!(clocks[5].halts, [], "what stood still before is nothing to the next");
    }

    #[test]
    fn a_clock_is_green_then_amber_then_red_and_an_extension_moves_its_end() {
        let clock = Clock { extended: None, ..Clock::started(ClockKind::Dispose, at("20T15:00")) };
        let limit = Limit { minutes: 100, pace: Pace::Working };
        let light = |clock: &Clock, text: &str| clock.read(limit, &calendar(), at(text)).expect("known").light;
        assert_eq!(light(&clock, "20T16:14"), Light::Green);
        assert_eq!(light(&clock, "20T16:15"), Light::Amber);
        assert_eq!(light(&clock, "20T16:40"), Light::Amber, "the last minute is in time");
        assert_eq!(light(&clock, "20T16:41"), Light::Red);
        let extended = Clock { extended: Some(at("23T12:00")), ..clock };
        assert_eq!(light(&extended, "20T16:41"), Light::Green);
        assert_eq!(light(&extended, "23T12:01"), Light::Red);
    }
}
