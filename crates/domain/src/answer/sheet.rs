//! Map sheets: which there are to print, and which were printed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::Level;
use crate::fact::FactId;
use crate::moment::Moment;
use crate::seat::Seat;
use crate::sheet::{SheetPrint, SheetWish};

/// The sheets of a grid and of those below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetList {
    /// From the top, level by level.
    pub sheets: Vec<SheetLine>,
}

/// A sheet that can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetLine {
    /// What to ask the press for.
    pub wish: SheetWish,
    /// The grid's level.
    pub level: Level,
    /// The file's name in a folder of sheets, as every file system takes it: another wish has another name.
    pub file: String,
}

/// Prints, as the ledger keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintList {
    /// Newest first.
    pub prints: Vec<PrintLine>,
    /// How many there are in all.
    pub total: u32,
}

/// One print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintLine {
    /// The fact that says so.
    pub fact: FactId,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Seat,
    /// What.
    pub print: SheetPrint,
    /// The grid as it is called now; none where the scheme in force has it no more.
    pub grid: Option<PrintedGrid>,
}

/// The grid of a print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintedGrid {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
}
