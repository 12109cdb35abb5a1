//! What `gpkg_contents` says of a layer: when it changed, and the box around it.

use domain::fact::Header;
use domain::place::{Bounds, Position};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::gpkg::written;
use crate::sql::section;

const SQL: &str = include_str!("contents.sql");
const RESET: &str = section(SQL, "reset");
const CHANGE_ALL: &str = section(SQL, "change_all");
const EXTEND: &str = section(SQL, "extend");
const FORGET: &str = section(SQL, "forget");
const MEASURE_GRIDS: &str = section(SQL, "measure_grids");

/// As in a store without facts. The styles that lie beside are no fold: whoever changes them in QGIS may.
pub(super) fn reset(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(RESET)?;
    Ok(())
}

/// Every layer changed: the store was founded.
pub(super) fn change_all(connection: &Connection, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(CHANGE_ALL)?.execute(named_params! {":at": written(header.at)})?;
    Ok(())
}

/// A layer gained rows within `bounds`.
pub(super) fn extend(
    connection: &Connection,
    layer: &str,
    header: &Header,
    bounds: Option<Bounds>,
) -> Result<(), Error> {
    connection.prepare_cached(EXTEND)?.execute(named_params! {
        ":layer": layer, ":at": written(header.at),
        ":west": bounds.map(|b| b.west), ":south": bounds.map(|b| b.south),
        ":east": bounds.map(|b| b.east), ":north": bounds.map(|b| b.north),
    })?;
    Ok(())
}

/// The box around what there was and some places more.
pub(super) fn widened(around: Option<Bounds>, places: impl IntoIterator<Item = Position>) -> Option<Bounds> {
    around.into_iter().chain(Bounds::around(places)).reduce(Bounds::union)
}

/// A layer lost all its rows.
pub(super) fn forget(connection: &Connection, layer: &str, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(FORGET)?.execute(named_params! {":layer": layer, ":at": written(header.at)})?;
    Ok(())
}

/// The grids lost rows of one scheme: the box is again the one around those of the schemes that stand.
pub(super) fn measure_grids(connection: &Connection, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(MEASURE_GRIDS)?.execute(named_params! {":at": written(header.at)})?;
    Ok(())
}
