//! Where one looks again, as the desk sees it.

use serde::Serialize;
use ts_rs::TS;

use super::Author;
use crate::code::GridPath;
use crate::id::{IncidentId, RecheckId};
use crate::moment::Moment;
use crate::recheck::{Plan, TurnState};
use crate::report::ReportKind;

/// Some of them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecheckList {
    /// What is owed longest first.
    pub rechecks: Vec<RecheckLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
}

/// That one looks again at what an incident was about.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecheckLine {
    /// Which.
    pub id: RecheckId,
    /// At which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// What sort of thing it was.
    pub kind: ReportKind,
    /// Where it lies.
    pub grid: GridPath,
    /// What that is called.
    pub grid_name: String,
    /// How often.
    pub plan: Plan,
    /// At what; empty where its key is not at hand.
    pub words: String,
    /// Who began it.
    pub by: Author,
    /// When.
    pub begun: Moment,
    /// Each turn, from the first.
    pub turns: Vec<TurnLine>,
    /// Why it was ended before its last turn; none: it was not.
    pub end_words: Option<String>,
    /// Whether somebody still has to look.
    pub is_running: bool,
}

/// One turn.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TurnLine {
    /// Which, from 1.
    pub turn: u32,
    /// When its day begins.
    pub day: Moment,
    /// How it stands.
    pub state: TurnState,
    /// What was seen, or why it was not done; none: nobody has told of it.
    pub words: Option<String>,
    /// When that was told.
    pub told: Option<Moment>,
    /// Who told it.
    pub by: Option<Author>,
}

/// Somebody in post near an incident.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct NearPost {
    /// Name.
    pub person: String,
    /// Title.
    pub title: String,
    /// Office phone.
    pub phone: String,
    /// Where he is in post: a venue, a checkpoint, or a grid.
    pub at: String,
    /// How far off that is, in metres; none: his grid has the incident in it.
    pub metres: Option<u32>,
}
