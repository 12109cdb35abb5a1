//! The quiet ground under the grids.

use domain::fact::Header;
use domain::place::{Bounds, Position};
use domain::set::{Ground, Outline};
use rusqlite::{Connection, named_params};

use super::contents;
use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("ground.sql");
const INSERT: &str = section(SQL, "insert");

/// The ground before is replaced as a whole.
pub(super) fn imported(connection: &Connection, header: &Header, ground: &[Ground]) -> Result<(), Error> {
    clear(connection, header)?;
    gpkg::fill(connection, Layer::Basemap, |boxes| {
        let mut insert = connection.prepare_cached(INSERT)?;
        for piece in ground {
            let geom = match &piece.outline {
                Outline::Area(shape) => gpkg::area(shape),
                Outline::Lines(lines) => gpkg::lines(lines),
            };
            insert.execute(named_params! {
                ":geom": geom, ":layer": text::word(&piece.layer), ":class": piece.class, ":name": piece.name,
            })?;
            boxes.add(connection.last_insert_rowid(), Bounds::around(positions(piece)));
        }
        Ok(())
    })?;
    contents::extend(connection, "basemap", header, Bounds::around(ground.iter().flat_map(positions)))
}

/// All ground goes.
pub(super) fn clear(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Basemap)?;
    contents::forget(connection, "basemap", header)
}

fn positions(piece: &Ground) -> Box<dyn Iterator<Item = Position> + '_> {
    match &piece.outline {
        Outline::Area(shape) => Box::new(shape.positions()),
        Outline::Lines(lines) => Box::new(lines.iter().flatten().copied()),
    }
}
