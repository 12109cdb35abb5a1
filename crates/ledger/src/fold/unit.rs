//! Units, and the units that are paired with grids.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::set::Set;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{contents, of_another_kind};
use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::sets::Rows;
use crate::sql::section;

const SQL: &str = include_str!("unit.sql");
const DELETE: &str = section(SQL, "delete");
const INSERT: &str = section(SQL, "insert");
const PUT_PARTNER: &str = section(SQL, "put_partner");
const CLEAR_PARTNERS: &str = section(SQL, "clear_partners");

/// A unit that is there already is replaced.
pub(super) fn imported(connection: &Connection, header: &Header, rows: &mut Rows<'_>) -> Result<(), Error> {
    let mut around = None;
    gpkg::fill(connection, Layer::Unit, |boxes| {
        let mut delete = connection.prepare_cached(DELETE)?;
        let mut insert = connection.prepare_cached(INSERT)?;
        for rows in rows {
            let Set::Units(units) = rows? else { return Err(of_another_kind()) };
            for unit in &units {
                if let Some(row) = delete.query_row(named_params! {":id": unit.id.0}, |row| row.get(0)).optional()? {
                    boxes.remove(row);
                }
                insert.execute(named_params! {
                    ":geom": unit.place.map(gpkg::point), ":id": unit.id.0, ":name": unit.name, ":kind": unit.kind,
                    ":phone": unit.phone, ":whistle": unit.whistle, ":grid": unit.grid.as_ref().map(GridPath::as_str),
                    ":address": unit.address,
                })?;
                boxes.add(connection.last_insert_rowid(), Bounds::around(unit.place));
            }
            around = contents::widened(around, units.iter().filter_map(|unit| unit.place));
        }
        Ok(())
    })?;
    contents::extend(connection, "unit", header, around)
}

/// A pairing that is there already is replaced.
pub(super) fn partners_imported(connection: &Connection, header: &Header, rows: &mut Rows<'_>) -> Result<(), Error> {
    for rows in rows {
        let Set::Partners(partners) = rows? else { return Err(of_another_kind()) };
        for partner in &partners {
            connection.prepare_cached(PUT_PARTNER)?.execute(named_params! {
                ":id": partner.id.0, ":grid": partner.grid.as_str(), ":name": partner.name,
                ":unit": partner.unit.as_ref().map(|unit| &unit.0), ":contact": partner.contact,
                ":phone": partner.phone, ":duty": partner.duty,
            })?;
        }
    }
    contents::extend(connection, "partner", header, None)
}

/// All units go.
pub(super) fn clear(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Unit)?;
    contents::forget(connection, "unit", header)
}

/// All pairings go.
pub(super) fn clear_partners(connection: &Connection, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(CLEAR_PARTNERS)?.execute([])?;
    contents::forget(connection, "partner", header)
}
