//! Grids with their boundaries.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::set::{GridSet, PlacedGrid};
use rusqlite::{CachedStatement, Connection, OptionalExtension, named_params};

use super::contents;
use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("grid.sql");
const ANY: &str = section(SQL, "any");
const DELETE: &str = section(SQL, "delete");
const INSERT: &str = section(SQL, "insert");

/// A grid that is there already is replaced.
pub(super) fn imported(connection: &Connection, header: &Header, set: &GridSet) -> Result<(), Error> {
    let mut around: Option<Bounds> = None;
    gpkg::fill(connection, Layer::Grid, |boxes| {
        let replaces = connection.prepare_cached(ANY)?.exists([])?;
        let (mut delete, mut insert) = (connection.prepare_cached(DELETE)?, connection.prepare_cached(INSERT)?);
        for placed in &set.grids {
            if replaces {
                let key = named_params! {":scheme": set.scheme, ":path": placed.grid.path.as_str()};
                if let Some(row) = delete.query_row(key, |row| row.get(0)).optional()? {
                    boxes.remove(row);
                }
            }
            let bounds = placed.shape.bounds();
            put(&mut insert, &set.scheme, placed, bounds)?;
            boxes.add(connection.last_insert_rowid(), bounds);
            around = bounds.map(|bounds| around.map_or(bounds, |known| known.union(bounds))).or(around);
        }
        Ok(())
    })?;
    contents::extend(connection, "grid", header, around)
}

/// All grids go.
pub(super) fn clear(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Grid)?;
    contents::forget(connection, "grid", header)
}

fn put(
    insert: &mut CachedStatement<'_>,
    scheme: &str,
    placed: &PlacedGrid,
    bounds: Option<Bounds>,
) -> Result<(), Error> {
    let PlacedGrid { grid, shape } = placed;
    let parent = grid.path.parent();
    insert.execute(named_params! {
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
