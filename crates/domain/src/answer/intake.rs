//! Ways in for other systems.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Author;
use crate::intake::Intake;
use crate::moment::Moment;

/// Ways in for other systems.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeList {
    /// Newest first.
    pub intakes: Vec<IntakeLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeLine {
    /// Which, and how far.
    pub intake: Intake,
    /// What its grid is called; none: the whole district.
    pub grid_name: Option<String>,
    /// Who opened it.
    pub by: Author,
    /// When.
    pub opened: Moment,
    /// When somebody closed it.
    pub closed: Option<Moment>,
    /// Who did; none: nobody has.
    pub closed_by: Option<Author>,
    /// Whether it takes anything in now.
    pub is_open: bool,
    /// How many incidents came in by it.
    pub taken: u32,
    /// When the last one did.
    pub last: Option<Moment>,
}
