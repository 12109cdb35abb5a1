//! What it takes for an imported set to come in, and how an import reports.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::failure::Refusal;
use crate::id::SetHash;
use crate::scheme::Scheme;
use crate::set::{GridSet, SetKind};
use crate::tree::Tree;

/// One thing that is wrong with a file: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fault {
    /// Feature or row, counted from 1; none when it is the file as a whole.
    pub row: Option<u32>,
    /// The column or property, where one is to blame.
    pub field: Option<String>,
    /// Names the fault: `grid.duplicate_code`.
    pub code: String,
    /// What the sentence speaks of.
    pub params: BTreeMap<String, String>,
    /// The sentence for terminals and logs: why, and what to do.
    pub message: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportReport {
    /// What the file held.
    pub kind: SetKind,
    /// The file's name, without its folder.
    pub file: String,
    /// Rows or features in the file.
    pub read: u32,
    /// Rows that came in, or would.
    pub taken: u32,
    /// Rows that were left out, and why; on a trial also what would refuse the file.
    pub faults: Vec<Fault>,
    /// What is doubtful in the rows that were taken.
    pub notes: Vec<Fault>,
    /// Whether the store changed: not on a dry run, nor when the same set was there already.
    pub changed: bool,
    /// The set's name; none when nothing would come in.
    pub set: Option<SetHash>,
}

impl Fault {
    /// A fault at a row.
    pub fn at(row: usize, field: &str, code: &str, message: impl Into<String>) -> Self {
        Self {
            row: u32::try_from(row).ok(),
            field: (!field.is_empty()).then(|| field.to_owned()),
            code: code.to_owned(),
            params: BTreeMap::new(),
            message: message.into(),
        }
    }

    /// A fault of the file as a whole.
    pub fn of_file(code: &str, message: impl Into<String>) -> Self {
        Self { row: None, field: None, code: code.to_owned(), params: BTreeMap::new(), message: message.into() }
    }
}

/// Decide whether grids may extend what is published.
///
/// The first import makes the scheme; further levels extend it as long as no order refers to it.
/// Faults name the position in the set, counted from 1.
pub fn admit_grids(
    set: &GridSet,
    published: Option<&Scheme>,
    tree: &Tree,
    in_use: bool,
) -> Result<Result<(), Vec<Fault>>, Refusal> {
    if let Some(scheme) = published
        && in_use
    {
        return Err(Refusal::SchemeInUse { scheme: scheme.name.clone() });
    }
    let mut faults = Vec::new();
    if let Some(scheme) = published.filter(|scheme| scheme.name != set.scheme) {
        faults.push(Fault::of_file(
            "scheme.other",
            format!("the store's scheme is {}, the file says {}; use the same name", scheme.name, set.scheme),
        ));
    }
    let mut paths: HashMap<&GridPath, Level> = HashMap::new();
    let mut codes: HashSet<(Level, &GridCode)> = HashSet::new();
    for (index, placed) in set.grids.iter().enumerate() {
        let grid = &placed.grid;
        let row = index + 1;
        if grid.level < Level::TOP || grid.level.0 > Level::MOST {
            faults.push(Fault::at(row, "level", "grid.unknown_level", format!("level {} is not 1 to 6", grid.level)));
        }
        if !codes.insert((grid.level, &grid.code)) || tree.with_code(grid.level, &grid.code).is_some() {
            let message = format!("code {} is there twice at level {}", grid.code, grid.level);
            faults.push(Fault::at(row, "code", "grid.duplicate_code", message));
            continue;
        }
        if let Some(parent) = grid.path.parent() {
            let above = paths.get(&parent).copied().or_else(|| tree.grid(&parent).map(|known| known.level));
            match above {
                None => {
                    let message =
                        format!("the parent {parent} of {} is neither in the file nor in the store", grid.code);
                    faults.push(Fault::at(row, "parent", "grid.missing_parent", message));
                }
                Some(level) if level >= grid.level => {
                    let message = format!("{} at level {} stands under level {level}", grid.code, grid.level);
                    faults.push(Fault::at(row, "level", "grid.level_not_below_parent", message));
                }
                Some(_) => {}
            }
        }
        if placed.shape.polygons.is_empty() {
            faults.push(Fault::at(row, "geometry", "grid.no_shape", format!("{} has no boundary", grid.code)));
        }
        paths.insert(&grid.path, grid.level);
    }
    Ok(if faults.is_empty() { Ok(()) } else { Err(faults) })
}
