//! What needs an answer now.

use serde::Serialize;
use ts_rs::TS;

use super::{IncidentLine, MissedLine, OrderLine};
use crate::alarm::{AlarmState, Cause, Gravity};
use crate::code::GridPath;
use crate::moment::Moment;
use crate::robot::RobotTrouble;
use crate::seat::Seat;
use crate::words::Params;

/// The alarms of all that the seat covers.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct AlarmList {
    /// Those that are not closed: first the new ones, then what has cleared by itself, then what somebody knows of; of
    /// each the urgent ones first, and the oldest of them.
    pub alarms: Vec<AlarmLine>,
    /// How many more there are.
    pub more: u32,
    /// Why this desk cannot write its store now; none: it can.
    pub trouble: Option<Trouble>,
    /// Why this desk does not hear the site's sensors now; none: it does, or is not to.
    pub unheard: Option<Trouble>,
}

/// One alarm.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct AlarmLine {
    /// What for.
    pub cause: Cause,
    /// The same as text, for lists and addresses.
    pub key: String,
    /// How far it has got.
    pub state: AlarmState,
    /// How it sounds.
    pub gravity: Gravity,
    /// How many reasons there are for it: rungs that came, people who refused.
    pub raises: u32,
    /// Since when.
    pub since: Moment,
    /// When the last reason came.
    pub last: Moment,
    /// Who knows of it, and since when; also where there are new reasons since.
    pub seen: Option<AlarmSeen>,
    /// The order that it is about, as it stands now.
    pub order: Option<OrderLine>,
    /// The call that it is about.
    pub call: Option<MissedLine>,
    /// The report that it is about.
    pub report: Option<IncidentLine>,
    /// The robot that it is about, as it stands now.
    pub robot: Option<AlarmedRobot>,
    /// What the stream that it is about is called, with its place.
    pub stream: Option<String>,
    /// What is wrong with a scheme or a stream, or was with the store.
    pub why: Option<Trouble>,
}

/// A robot that says nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AlarmedRobot {
    /// What its group is called over there.
    pub name: String,
    /// The channel that it is bound to.
    pub channel: GridPath,
    /// What that is called.
    pub channel_name: String,
    /// How much waits.
    pub waiting: u32,
    /// What stopped it.
    pub trouble: RobotTrouble,
}

/// Who knows of an alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AlarmSeen {
    /// Which seat.
    pub by: Seat,
    /// Since when.
    pub at: Moment,
}

/// Something that is wrong, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Trouble {
    /// What: a code of the table of words.
    pub code: String,
    /// What its sentence speaks of.
    pub params: Params,
    /// Since when.
    pub since: Moment,
}
