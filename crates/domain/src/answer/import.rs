//! What was brought in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fact::FactId;
use crate::failure::Failure;
use crate::id::SetHash;
use crate::moment::Moment;
use crate::seat::Seat;
use crate::set::SetKind;

/// All imports, undone ones among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportList {
    /// Newest first.
    pub imports: Vec<ImportLine>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportLine {
    /// The fact that brought it in: what an undo names.
    pub import: FactId,
    /// The set's name.
    pub set: SetHash,
    /// What it holds.
    pub of: SetKind,
    /// The file's name, without its folder.
    pub file: String,
    /// BLAKE3 of the file: whoever has it can tell that it is this one.
    pub hash: String,
    /// How long it was, in bytes; none where nobody wrote that down yet.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// The datum it was in, `EPSG:4326`; empty where it has no places.
    pub datum: String,
    /// How many rows it brought.
    pub rows: u32,
    /// When.
    pub at: Moment,
    /// Who brought it in.
    pub by: Seat,
    /// When it was undone, if it was.
    pub undone: Option<Moment>,
    /// Why undoing it would be refused now, the same failure that the action would give; none: it can be undone.
    pub obstacle: Option<Failure>,
}
