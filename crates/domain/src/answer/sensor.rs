//! The site's broker of sensors, and what came of what they said.

use serde::Serialize;
use ts_rs::TS;

use crate::moment::Moment;
use crate::words::Params;

/// The broker, and what was heard there since this desk was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SensorCard {
    /// Where it is, without what opens it; none: nobody is listened to.
    pub address: Option<String>,
    /// Whether a user and a password are sealed for it.
    pub has_login: bool,
    /// How it stands with it.
    pub link: BrokerLink,
    /// Sensors in the table that holds now.
    pub sensors: u32,
    /// What they said.
    pub heard: SensorTally,
}

/// How it stands with a broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub enum BrokerLink {
    /// It is not sought: there is none, or no sensor.
    Off,
    /// It is being sought.
    Sought,
    /// It is there, and hands over what is said.
    There {
        /// Since when.
        since: Moment,
    },
    /// It is not there, and is sought again.
    Lost {
        /// Since when.
        since: Moment,
        /// Why, as the table of words calls it.
        code: String,
        /// What that speaks of.
        params: Params,
    },
}

/// What sensors said, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SensorTally {
    /// Messages.
    pub messages: u32,
    /// Those that became a suspicion.
    pub suspicions: u32,
    /// Events of a sensor that had said something a moment before.
    pub again: u32,
    /// Events beyond how many there may be in a minute.
    pub too_many: u32,
    /// Those that are no event of any sensor.
    pub passed_over: u32,
    /// Those that could not be read.
    pub unreadable: u32,
    /// Those that were said before this desk listened, and kept at the broker.
    pub kept: u32,
    /// Events that could not be written down, or were before.
    pub refused: u32,
    /// When the last one came.
    pub last: Option<Moment>,
}
