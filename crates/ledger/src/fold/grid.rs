//! Grids with their boundaries.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::revision::GridChange;
use domain::set::{PlacedGrid, Set};
use rusqlite::{CachedStatement, Connection, OptionalExtension, named_params, params};

use super::{Filled, contents, of_another_kind};
use crate::error::Error;
use crate::gpkg::{self, Boxes, Layer};
use crate::sets::Rows;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("grid.sql");
const ANY: &str = section(SQL, "any");
const BOXES: &str = section(SQL, "boxes");
const CLEAR: &str = section(SQL, "clear");
const COPY: &str = section(SQL, "copy");
const DELETE: &str = section(SQL, "delete");
const FORGET_LEAVING: &str = section(SQL, "forget_leaving");
const GO: &str = section(SQL, "go");
const GONE: &str = section(SQL, "gone");
const INSERT: &str = section(SQL, "insert");
const IS_LEAVING: &str = section(SQL, "is_leaving");
const LAY: &str = section(SQL, "lay");
const LEAVE: &str = section(SQL, "leave");
const LEAVING: &str = section(SQL, "leaving");
const REACHED: &str = section(SQL, "reached");
const STRAYS: &str = section(SQL, "strays");

/// A grid that is there already is replaced.
pub(super) fn filled(connection: &Connection, rows: &mut Rows<'_>) -> Result<Filled, Error> {
    let (mut around, mut head, mut count): (Option<Bounds>, _, _) = (None, None, 0);
    gpkg::fill(connection, Layer::Grid, |boxes| {
        let replaces = connection.prepare_cached(ANY)?.exists([])?;
        let (mut delete, mut insert) = (connection.prepare_cached(DELETE)?, connection.prepare_cached(INSERT)?);
        for rows in rows {
            let Set::Grids(mut set) = rows? else { return Err(of_another_kind()) };
            if head.is_none() {
                gone(connection, &set.scheme, boxes)?;
            }
            count += set.grids.len();
            for placed in std::mem::take(&mut set.grids) {
                if replaces {
                    let key = named_params! {":scheme": set.scheme, ":path": placed.grid.path.as_str()};
                    if let Some(row) = delete.query_row(key, |row| row.get(0)).optional()? {
                        boxes.remove(row);
                    }
                }
                let bounds = placed.shape.bounds();
                put(&mut insert, &set.scheme, &placed, bounds)?;
                boxes.add(connection.last_insert_rowid(), bounds);
                around = bounds.map(|bounds| around.map_or(bounds, |known| known.union(bounds))).or(around);
            }
            head = Some(set);
        }
        Ok(())
    })?;
    Ok(Filled { layer: "grid", head: Some(head.ok_or_else(of_another_kind)?), around, rows: count })
}

/// All grids of a scheme, once more under another scheme's name; those that were laid out there before are taken as
/// they are.
pub(super) fn copied(connection: &Connection, header: &Header, from: &str, to: &str) -> Result<(), Error> {
    if reached(connection, to)?.is_some() && !is_leaving(connection, to)? {
        laid(connection, from, to, u32::MAX)?;
    } else {
        copied_whole(connection, from, to)?;
    }
    contents::extend(connection, "grid", header, None)
}

/// A scheme begins without grids, whatever is left of one that had its name before.
pub(super) fn none(connection: &Connection, scheme: &str) -> Result<(), Error> {
    if is_leaving(connection, scheme)? {
        gpkg::fill(connection, Layer::Grid, |boxes| gone(connection, scheme, boxes))?;
    }
    Ok(())
}

/// The next grids of a scheme under the name of one that does not stand yet, by path, each through the layer's triggers;
/// tells how many. What is laid out so belongs to no scheme until the fact comes that makes it one. What is left of a
/// scheme that had the name before goes first.
pub(crate) fn laid(connection: &Connection, from: &str, to: &str, most: u32) -> Result<u32, Error> {
    if is_leaving(connection, to)? {
        return swept(connection, most).map(|rows| rows.max(1));
    }
    let after = reached(connection, to)?.unwrap_or_default();
    let rows = connection
        .prepare_cached(LAY)?
        .execute(named_params! {":from": from, ":to": to, ":after": after, ":most": most})?;
    Ok(u32::try_from(rows).unwrap_or(u32::MAX))
}

/// A scheme that does not stand any more, or never came: its grids belong to nobody, and go when there is time. Of one
/// that stands nothing goes.
pub(crate) fn leave(connection: &Connection, scheme: &str) -> Result<(), Error> {
    connection.prepare_cached(LEAVE)?.execute(named_params! {":scheme": scheme})?;
    Ok(())
}

/// A scheme is gone by a fact, and its grids with it.
pub(super) fn left(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    leave(connection, scheme)?;
    contents::measure_grids(connection, header)
}

/// The next grids of schemes that are gone, each through the layer's triggers; tells how many, nought at the end.
pub(crate) fn swept(connection: &Connection, most: u32) -> Result<u32, Error> {
    let next = || connection.prepare_cached(LEAVING)?.query_row([], |row| row.get::<_, String>(0)).optional();
    while let Some(scheme) = next()? {
        let rows = connection.prepare_cached(GO)?.execute(named_params! {":scheme": scheme, ":most": most})?;
        if rows > 0 {
            return Ok(u32::try_from(rows).unwrap_or(u32::MAX));
        }
        connection.prepare_cached(GONE)?.execute(named_params! {":scheme": scheme})?;
    }
    Ok(0)
}

/// All grids that belong to no scheme go at once. To look for them takes a step through the index for each scheme, not
/// for each grid.
pub(crate) fn cleared(connection: &Connection) -> Result<(), Error> {
    let strays: Vec<String> =
        connection.prepare_cached(STRAYS)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    strays.iter().try_for_each(|scheme| emptied(connection, scheme))?;
    // Row by row: a table that is emptied at once is written also where it was empty, and a full disk has no room for it.
    connection.prepare_cached(FORGET_LEAVING)?.execute([])?;
    Ok(())
}

/// The last path that a scheme has.
fn reached(connection: &Connection, scheme: &str) -> Result<Option<String>, Error> {
    Ok(connection.prepare_cached(REACHED)?.query_row(named_params! {":scheme": scheme}, |row| row.get(0))?)
}

fn copied_whole(connection: &Connection, from: &str, to: &str) -> Result<(), Error> {
    gpkg::fill(connection, Layer::Grid, |boxes| {
        gone(connection, to, boxes)?;
        connection.prepare_cached(COPY)?.execute(named_params! {":from": from, ":to": to})?;
        let mut statement = connection.prepare_cached(BOXES)?;
        let mut rows = statement.query(named_params! {":scheme": to})?;
        while let Some(row) = rows.next()? {
            let west: Option<f64> = row.get(1)?;
            let bounds = west
                .map(|west| Ok::<_, Error>(Bounds { west, south: row.get(2)?, east: row.get(3)?, north: row.get(4)? }))
                .transpose()?;
            boxes.add(row.get(0)?, bounds);
        }
        Ok(())
    })
}

/// Grids of a draft as they are after a revision: a few, each through the layer's triggers.
pub(super) fn revised(
    connection: &Connection,
    header: &Header,
    scheme: &str,
    changes: &[GridChange],
) -> Result<(), Error> {
    let mut around: Option<Bounds> = None;
    for change in changes {
        let key = named_params! {":scheme": scheme, ":path": change.path.as_str()};
        connection.prepare_cached(DELETE)?.query_row(key, |_| Ok(())).optional()?;
        if let Some(placed) = &change.after {
            let bounds = placed.shape.bounds();
            put(&mut connection.prepare_cached(INSERT)?, scheme, placed, bounds)?;
            around = bounds.map(|bounds| around.map_or(bounds, |known| known.union(bounds))).or(around);
        }
    }
    contents::extend(connection, "grid", header, around)
}

/// All grids of a scheme go at once, though the scheme stays.
pub(super) fn clear(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    emptied(connection, scheme)?;
    contents::measure_grids(connection, header)
}

fn emptied(connection: &Connection, scheme: &str) -> Result<(), Error> {
    gpkg::fill(connection, Layer::Grid, |boxes| taken_out(connection, scheme, boxes))
}

/// What is left of a scheme that had the name before goes, now that another has it.
fn gone(connection: &Connection, scheme: &str, boxes: &mut Boxes) -> Result<(), Error> {
    if is_leaving(connection, scheme)? {
        taken_out(connection, scheme, boxes)?;
        connection.prepare_cached(GONE)?.execute(named_params! {":scheme": scheme})?;
    }
    Ok(())
}

fn taken_out(connection: &Connection, scheme: &str, boxes: &mut Boxes) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(CLEAR)?;
    let mut rows = statement.query(named_params! {":scheme": scheme})?;
    while let Some(row) = rows.next()? {
        boxes.remove(row.get(0)?);
    }
    Ok(())
}

fn is_leaving(connection: &Connection, scheme: &str) -> Result<bool, Error> {
    Ok(connection.prepare_cached(IS_LEAVING)?.exists(named_params! {":scheme": scheme})?)
}

fn put(
    insert: &mut CachedStatement<'_>,
    scheme: &str,
    placed: &PlacedGrid,
    bounds: Option<Bounds>,
) -> Result<(), Error> {
    let PlacedGrid { grid, shape } = placed;
    let parent = grid.path.parent();
    // In the order of the statement: their names would be looked up for every row.
    insert.execute(params![
        gpkg::area(shape, bounds),
        grid.path.as_str(),
        grid.code.0,
        grid.level.0,
        grid.kind,
        grid.name,
        parent.as_ref().map(GridPath::as_str),
        grid.counts.residents,
        grid.counts.households,
        grid.counts.buildings,
        grid.counts.units,
        grid.counts.as_of,
        grid.counts.source,
        scheme,
        text::json(&grid.attributes),
        bounds.map(|b| b.west),
        bounds.map(|b| b.south),
        bounds.map(|b| b.east),
        bounds.map(|b| b.north),
    ])?;
    Ok(())
}
