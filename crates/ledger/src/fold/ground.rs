//! The quiet ground under the grids.

use domain::fact::Header;
use domain::place::{Bounds, Position};
use domain::set::{Ground, Outline, Set};
use rusqlite::{Connection, named_params};

use super::{contents, of_another_kind};
use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::sets::Rows;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("ground.sql");
const INSERT: &str = section(SQL, "insert");

/// The ground before is replaced as a whole.
pub(super) fn imported(connection: &Connection, header: &Header, rows: &mut Rows<'_>) -> Result<(), Error> {
    clear(connection, header)?;
    let mut around: Option<Bounds> = None;
    gpkg::fill(connection, Layer::Basemap, |boxes| {
        let mut insert = connection.prepare_cached(INSERT)?;
        for rows in rows {
            let Set::Basemap(ground) = rows? else { return Err(of_another_kind()) };
            for piece in &ground {
                let geom = match &piece.outline {
                    Outline::Area(shape) => gpkg::area(shape, shape.bounds()),
                    Outline::Lines(lines) => gpkg::lines(lines),
                };
                insert.execute(named_params! {
                    ":geom": geom, ":layer": text::word(&piece.layer), ":class": piece.class, ":name": piece.name,
                })?;
                let bounds = Bounds::around(positions(piece));
                boxes.add(connection.last_insert_rowid(), bounds);
                around = around.into_iter().chain(bounds).reduce(Bounds::union);
            }
        }
        Ok(())
    })?;
    contents::extend(connection, "basemap", header, around)
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
