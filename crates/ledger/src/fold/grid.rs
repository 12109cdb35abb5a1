//! Grids with their boundaries.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::set::{GridSet, PlacedGrid};
use rusqlite::{Connection, named_params};

use super::contents;
use crate::error::Error;
use crate::sql::section;
use crate::{gpkg, text};

const SQL: &str = include_str!("grid.sql");
const CLEAR: &str = section(SQL, "clear");
const DELETE: &str = section(SQL, "delete");
const INSERT: &str = section(SQL, "insert");

/// A grid that is there already is replaced.
pub(super) fn imported(connection: &Connection, header: &Header, set: &GridSet) -> Result<(), Error> {
    let mut around: Option<Bounds> = None;
    for placed in &set.grids {
        let bounds = placed.shape.bounds();
        put(connection, &set.scheme, placed, bounds)?;
        around = bounds.map(|bounds| around.map_or(bounds, |known| known.union(bounds))).or(around);
    }
    contents::extend(connection, "grid", header, around)
}

/// All grids go.
pub(super) fn clear(connection: &Connection, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(CLEAR)?.execute([])?;
    contents::forget(connection, "grid", header)
}

fn put(connection: &Connection, scheme: &str, placed: &PlacedGrid, bounds: Option<Bounds>) -> Result<(), Error> {
    let PlacedGrid { grid, shape } = placed;
    let parent = grid.path.parent();
    connection.prepare_cached(DELETE)?.execute(named_params! {":scheme": scheme, ":path": grid.path.as_str()})?;
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":geom": gpkg::area(shape), ":path": grid.path.as_str(), ":code": grid.code.0, ":level": grid.level.0,
        ":kind": grid.kind, ":name": grid.name, ":parent": parent.as_ref().map(GridPath::as_str),
        ":residents": grid.counts.residents, ":households": grid.counts.households,
        ":buildings": grid.counts.buildings, ":units": grid.counts.units,
        ":as_of": grid.counts.as_of, ":source": grid.counts.source,
        ":scheme": scheme, ":attributes": text::json(&grid.attributes),
        ":west": bounds.map(|b| b.west), ":south": bounds.map(|b| b.south),
        ":east": bounds.map(|b| b.east), ":north": bounds.map(|b| b.north),
    })?;
    Ok(())
}
