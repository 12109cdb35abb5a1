//! What a file seems to hold, before anything is read for good.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::import::Fault;
use crate::manner::FileKind;

/// A file at first sight. Nothing of the store is looked at: whether its rows fit is for a trial to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileLook {
    /// Its name, without its folder.
    pub file: String,
    /// What it is looked at as.
    pub kind: FileKind,
    /// Whether the kind was guessed from the content; else it is as asked.
    pub guessed: bool,
    /// Its layers, by the names that choose one; empty where the format has a single one.
    pub layers: Vec<String>,
    /// The layer that is looked at; none: the only one, all of them together, or, with a fault, none was chosen yet.
    pub layer: Option<String>,
    /// The letters that a text is written in, `UTF-8`, `GB18030`; none: the format settles it.
    pub letters: Option<String>,
    /// Rows or features in the file.
    pub rows: u32,
    /// What the file calls its columns or properties, each once.
    pub columns: Vec<ColumnLook>,
    /// What we call ours, in the order in which people think of them.
    pub fields: Vec<FieldLook>,
    /// What the file says its coordinates are measured in, as it says it; none: it says nothing.
    pub datum: Option<String>,
    /// How the columns were matched when a file with the same columns came in last; a proposal, nothing follows it.
    pub remembered: Option<Remembered>,
    /// Why it can't be looked at, in the words that reading it has for the same; else empty.
    pub faults: Vec<Fault>,
}

/// A match of columns that was made before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Remembered {
    /// The file that was brought in so.
    pub file: String,
    /// Our field to the file's column.
    pub columns: BTreeMap<String, String>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ColumnLook {
    /// As the file calls it.
    pub name: String,
    /// The first values that are not empty, five at the most; long ones are cut.
    pub sample: Vec<String>,
    /// Our field that it is read as; none: it is passed over, or kept as an attribute of a grid.
    pub field: Option<String>,
}

/// A field of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldLook {
    /// Ours: `code`, `name` … the key in a manner's columns.
    pub name: String,
    /// Whether nothing of this file comes in without it.
    pub required: bool,
    /// The column that it is read from, if there is one.
    pub column: Option<String>,
}
