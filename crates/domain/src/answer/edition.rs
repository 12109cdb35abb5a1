//! Tables by which a district works, and where cases would go by others.

use serde::Serialize;
use ts_rs::TS;

use super::{Author, PartyName};
use crate::edition::TableKind;
use crate::fact::FactId;
use crate::id::IncidentId;
use crate::import::Fault;
use crate::moment::Moment;
use crate::report::ReportKind;

/// A table as it is in force.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TableCard {
    /// Which.
    pub of: TableKind,
    /// Its columns.
    pub columns: Vec<String>,
    /// A cell for each column; also those that are empty.
    pub rows: Vec<Vec<String>>,
    /// Since when it holds, and who said so.
    pub edition: EditionLine,
    /// What will hold next; none: nothing else was said.
    pub coming: Option<EditionLine>,
    /// Its rows; empty where nothing else was said.
    pub coming_rows: Vec<Vec<String>>,
    /// The fact that spoke last.
    pub last: Option<FactId>,
    /// All that was said of it, newest first; what we ship is the last.
    pub editions: Vec<EditionLine>,
    /// Of a calendar, the years that clocks need or may need soon and nobody has told.
    pub missing: Vec<i16>,
    /// What no longer makes sense today, by row: a unit or a category that is gone.
    pub faults: Vec<Fault>,
}

/// Who said a table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EditionLine {
    /// The fact; none: it is what we ship.
    pub fact: Option<FactId>,
    /// From when it holds.
    pub from: Moment,
    /// Who, and when; none: it is what we ship.
    pub by: Option<Author>,
    /// When it was said.
    pub at: Option<Moment>,
    /// On whose word.
    pub source: String,
    /// How many rows it has.
    pub rows: u32,
}

/// What a file of a table came to. It is in force nowhere.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TableRead {
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What is wrong with them, by row as they stand here.
    pub faults: Vec<Fault>,
    /// What is doubtful about the file.
    pub notes: Vec<Fault>,
}

/// What is wrong with rows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TableVerdict {
    /// By row, counted from 1, and column; empty: they are a table.
    pub faults: Vec<Fault>,
}

/// Where cases would go.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RoutingTrial {
    /// Those that would go elsewhere first, then the newest.
    pub cases: Vec<TrialCase>,
    /// For each who gets some by the one or the other rules: how many.
    pub counts: Vec<TrialCount>,
    /// Cases that came in.
    pub total: u32,
    /// Those that would go elsewhere.
    pub changed: u32,
    /// Rules, counted from 1, that win no case.
    pub idle: Vec<u32>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TrialCase {
    /// Which.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// What was told.
    pub words: String,
    /// What it is about.
    pub category: Vec<String>,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// Where.
    pub grid_name: String,
    /// When it came in.
    pub arrived: Moment,
    /// Where it goes by the rules in force; none: no rule fits.
    pub before: Option<TrialRoute>,
    /// Where it would go.
    pub after: Option<TrialRoute>,
    /// Who has it.
    pub lead: Option<PartyName>,
}

/// Who gets a case by which rule.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TrialRoute {
    /// Who.
    pub party: PartyName,
    /// The rule, counted from 1.
    pub rule: u32,
}

/// How many cases somebody gets.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TrialCount {
    /// Who; none: nobody, for no rule fits.
    pub party: Option<PartyName>,
    /// By the rules in force.
    pub before: u32,
    /// By the others.
    pub after: u32,
}
