//! The grid that a code in a table names.

use domain::code::{GridCode, GridPath, Level};
use domain::import::Fault;

use crate::Known;
use crate::codes::code_in;
use crate::findings::at;

/// The grid of this code, or none. A code that stands at several levels is a fault, unless one of them is meant.
pub(crate) fn by_code(
    row: usize,
    field: &str,
    code: &str,
    level: Option<Level>,
    known: &Known,
) -> Result<Option<GridPath>, Fault> {
    let grids = match level {
        Some(level) => known.tree.with_code(level, &GridCode(code.to_owned())).into_iter().collect(),
        None => known.tree.with_code_anywhere(&GridCode(code.to_owned())),
    };
    match grids.as_slice() {
        [] => Ok(None),
        [grid] => Ok(Some(grid.path.clone())),
        several => {
            let levels: Vec<String> = several.iter().map(|grid| grid.level.to_string()).collect();
            let levels = levels.join(", ");
            Err(at(row, field, "post.ambiguous_code", &[("code", code), ("levels", &levels)]))
        }
    }
}

/// The grid whose path this is.
pub(crate) fn by_path(path: &str, known: &Known) -> Option<GridPath> {
    known.tree.grid(&GridPath::from_text(path)).map(|grid| grid.path.clone())
}

/// The grid that a cell names by code or path; none when it is empty, a fault when there is no such grid.
pub(crate) fn named(
    row: usize,
    field: &str,
    text: &str,
    level: Option<Level>,
    known: &Known,
) -> Result<Option<GridPath>, Fault> {
    let Some(code) = code_in(row, field, text)? else { return Ok(None) };
    let grid = by_code(row, field, &code, level, known)?.or_else(|| by_path(&code, known));
    grid.map(Some).ok_or_else(|| at(row, field, "unit.unknown_grid", &[("code", &code)]))
}
