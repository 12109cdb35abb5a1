//! Robots of groups elsewhere, what waits for them, and digests that have not come to a good end.

use domain::gateway::SendState;
use domain::id::{DeskId, RobotId, SendId};
use domain::moment::Moment;
use domain::robot::{RobotNoun, RobotSetting, RobotTrouble};
use domain::seat::Seat;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("robot.sql");
const ROBOTS: &str = section(SQL, "robots");
const HAS_ROBOT: &str = section(SQL, "has_robot");
const ITEMS: &str = section(SQL, "items");
const DIGESTS: &str = section(SQL, "digests");

/// A robot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotRow {
    /// Which.
    pub id: RobotId,
    /// How it is bound.
    pub setting: RobotSetting,
    /// The seat that bound it last.
    pub by: Seat,
    /// When it last began to speak.
    pub begun: Option<Moment>,
    /// When it speaks next, at the earliest.
    pub due: Option<Moment>,
    /// How often in a row it came to nothing.
    pub tries: u32,
    /// It says nothing more until somebody has looked at it.
    pub is_halted: bool,
    /// When its service last took something.
    pub taken: Option<Moment>,
    /// When something was wrong; none: the last time nothing was.
    pub failed: Option<Moment>,
    /// What.
    pub trouble: Option<RobotTrouble>,
    /// The service's own code of it.
    pub code: Option<String>,
    /// What the service said.
    pub said: Option<String>,
    /// How much waits.
    pub waiting: u32,
}

/// A thing that waits for a robot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotItem {
    /// Its number among all that waited for the robot.
    pub number: u32,
    /// What it is.
    pub what: RobotNoun,
    /// The id of the order or message; nothing of a trial.
    pub subject: String,
}

/// A digest on the wire, refused, or of which nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotDigest {
    /// Which.
    pub id: SendId,
    /// By which robot.
    pub robot: RobotId,
    /// How far it has got.
    pub state: SendState,
    /// When it went out.
    pub at: Moment,
    /// How many things are in it.
    pub items: u32,
    /// What was wrong.
    pub trouble: Option<RobotTrouble>,
    /// The service's own code of it.
    pub code: Option<String>,
    /// What the service said.
    pub said: Option<String>,
}

impl View<'_> {
    /// The robots of a desk.
    pub fn robots(&self, desk: DeskId) -> Result<Vec<RobotRow>, Error> {
        self.rows(ROBOTS, named_params! {":desk": desk.to_string()}, |row| {
            Ok(RobotRow {
                id: text::id(&row.get::<_, String>("id")?)?,
                setting: text::from_json(&row.get::<_, String>("setting")?)?,
                by: text::from_json(&row.get::<_, String>("author")?)?,
                begun: moment(row, "begun")?,
                due: moment(row, "due")?,
                tries: row.get("tries")?,
                is_halted: row.get("halted")?,
                taken: moment(row, "taken")?,
                failed: moment(row, "failed")?,
                trouble: trouble(row)?,
                code: row.get("code")?,
                said: row.get("said")?,
                waiting: row.get("waiting")?,
            })
        })
    }

    /// Whether a desk has any robot.
    pub fn has_robot(&self, desk: DeskId) -> Result<bool, Error> {
        let has = self.row(HAS_ROBOT, named_params! {":desk": desk.to_string()}, |row| Ok(row.get(0)?))?;
        Ok(has.unwrap_or(false))
    }

    /// What waits for a robot, from the first.
    pub fn robot_items(&self, robot: RobotId, limit: u32) -> Result<Vec<RobotItem>, Error> {
        self.rows(ITEMS, named_params! {":robot": robot.to_string(), ":limit": limit}, |row| {
            Ok(RobotItem {
                number: row.get("number")?,
                what: text::from_word(row.get_ref("what")?.as_str().map_err(rusqlite::Error::from)?)?,
                subject: row.get("subject")?,
            })
        })
    }

    /// Digests of a desk's robots that have not come to a good end, newest first.
    pub fn robot_digests(&self, desk: DeskId) -> Result<Vec<RobotDigest>, Error> {
        self.rows(DIGESTS, named_params! {":desk": desk.to_string()}, |row| {
            Ok(RobotDigest {
                id: text::id(&row.get::<_, String>("id")?)?,
                robot: text::id(&row.get::<_, String>("robot")?)?,
                state: text::from_word(row.get_ref("state")?.as_str().map_err(rusqlite::Error::from)?)?,
                at: Moment::from_millis(row.get("at")?),
                items: row.get("items")?,
                trouble: trouble(row)?,
                code: row.get("code")?,
                said: row.get("said")?,
            })
        })
    }
}

fn moment(row: &Row<'_>, name: &str) -> Result<Option<Moment>, Error> {
    Ok(row.get::<_, Option<i64>>(name)?.map(Moment::from_millis))
}

fn trouble(row: &Row<'_>) -> Result<Option<RobotTrouble>, Error> {
    let word = row.get_ref("trouble")?.as_str_or_null().map_err(rusqlite::Error::from)?;
    word.map(text::from_word).transpose()
}
