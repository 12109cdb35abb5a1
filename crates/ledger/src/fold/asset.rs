//! Assets.

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

const SQL: &str = include_str!("asset.sql");
const DELETE: &str = section(SQL, "delete");
const INSERT: &str = section(SQL, "insert");

/// An asset that is there already is replaced.
pub(super) fn imported(connection: &Connection, header: &Header, rows: &mut Rows<'_>) -> Result<(), Error> {
    let mut around = None;
    gpkg::fill(connection, Layer::Asset, |boxes| {
        let mut delete = connection.prepare_cached(DELETE)?;
        let mut insert = connection.prepare_cached(INSERT)?;
        for rows in rows {
            let Set::Assets(assets) = rows? else { return Err(of_another_kind()) };
            for asset in &assets {
                if let Some(row) = delete.query_row(named_params! {":id": asset.id.0}, |row| row.get(0)).optional()? {
                    boxes.remove(row);
                }
                insert.execute(named_params! {
                    ":geom": gpkg::point(asset.place), ":id": asset.id.0, ":name": asset.name, ":kind": asset.kind,
                    ":grid": asset.grid.as_ref().map(GridPath::as_str),
                    ":owner": asset.owner.as_ref().map(|unit| &unit.0), ":quantity": asset.quantity,
                    ":measure": asset.measure, ":state": asset.state, ":as_of": asset.as_of,
                })?;
                boxes.add(connection.last_insert_rowid(), Bounds::around([asset.place]));
            }
            around = contents::widened(around, assets.iter().map(|asset| asset.place));
        }
        Ok(())
    })?;
    contents::extend(connection, "asset", header, around)
}

/// All assets go.
pub(super) fn clear(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Asset)?;
    contents::forget(connection, "asset", header)
}
