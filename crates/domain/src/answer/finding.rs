//! What is wrong in the district.

use serde::Serialize;
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::finding::{Acceptance, FindingKey, FindingKind, Mend};
use crate::place::Bounds;
use crate::words::Params;

/// What is wrong in a scheme: a page of it, and figures of all of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Findings {
    /// The scheme that was looked at; none while the store has none.
    pub scheme: Option<String>,
    /// How many grids were looked at.
    pub grids: u32,
    /// How many mends of its draft stand: made and not undone.
    pub mended: u32,
    /// Metres below which what is between neighbours counts as inaccuracy: a mismatched edge or a sliver. Nothing
    /// is left out for being narrow.
    pub tolerance: f64,
    /// How many there are of all, whatever was asked for: of each kind at each level.
    pub counts: Vec<FindingCount>,
    /// How many fit what was asked for.
    pub total: u32,
    /// Of those, which one comes first here, from 0.
    pub from: u32,
    /// By the paths of their first grids, then by kind.
    pub findings: Vec<Finding>,
}

/// How many findings of a kind concern a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FindingCount {
    /// Which kind.
    pub kind: FindingKind,
    /// Which level.
    pub level: Level,
    /// To be mended or accepted.
    pub open: u32,
    /// Let stand by somebody.
    pub accepted: u32,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Finding {
    /// Its name, to accept it by and to find it again.
    pub key: FindingKey,
    /// What sort.
    pub kind: FindingKind,
    /// Names its words: `finding.ring_spike`. One kind may have several.
    pub says: String,
    /// What its words speak of.
    pub params: Params,
    /// The level of the grids that don't fit.
    pub level: Level,
    /// The grids concerned: the parent first where its border takes part.
    pub grids: Vec<FoundGrid>,
    /// Where, in degrees: longitude, latitude; inside what is wrong.
    pub place: Option<(f64, f64)>,
    /// The box around it; of a finding without a place, around its grid.
    pub bounds: Option<Bounds>,
    /// Metres: the diameter of the largest circle that fits inside.
    pub width: Option<f64>,
    /// Square metres.
    pub area: Option<f64>,
    /// Of a count: how many more the parent has than its children.
    #[ts(type = "number | null")]
    pub difference: Option<i64>,
    /// Who lets it stand; none: it is open.
    pub acceptance: Option<Acceptance>,
    /// The sentence for terminals and logs: what is wrong, and what would repair it.
    pub message: String,
}

/// A grid that a finding concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundGrid {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its name.
    pub name: String,
}

/// One finding, to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FindingCard {
    /// The finding.
    pub finding: Finding,
    /// What is missing, doubled or too much: a GeoJSON multipolygon in degrees. Empty where there is no area.
    pub outline: Vec<Vec<Vec<(f64, f64)>>>,
    /// What can be done about it by itself; the scheme must be a draft to do it.
    pub mends: Vec<MendOffer>,
}

/// One way to mend a finding, and what it would change.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MendOffer {
    /// Which way.
    pub mend: Mend,
    /// The grids that would change; of a grid that goes elsewhere itself, and not those that go with it.
    pub grids: Vec<MendedGrid>,
    /// Under which grid the first of them goes, if it does.
    pub to: Option<FoundGrid>,
    /// What the check will say of the first of them then: its code still names the parent that it leaves.
    pub leaves: Option<FindingKind>,
}

/// How a mend would change a grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MendedGrid {
    /// Which.
    pub grid: FoundGrid,
    /// Square metres more, or less where negative.
    pub area: f64,
    /// Metres: how far its border would move at most.
    pub moved: f64,
    /// How many grids below it have the old border and would be found to leave it, or go elsewhere with it.
    pub children: u32,
}
