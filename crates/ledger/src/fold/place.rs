//! Venues, checkpoints and the streams that look at them.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::set::Set;
use domain::venue::{Stream, Venue};
use rusqlite::{CachedStatement, Connection, OptionalExtension, named_params, params};

use super::{Filled, contents, of_another_kind};
use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::sets::Rows;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("place.sql");
const DELETE_VENUE: &str = section(SQL, "delete_venue");
const INSERT_VENUE: &str = section(SQL, "insert_venue");
const DELETE_CHECKPOINT: &str = section(SQL, "delete_checkpoint");
const INSERT_CHECKPOINT: &str = section(SQL, "insert_checkpoint");
const CLEAR_STREAMS: &str = section(SQL, "clear_streams");
const PUT_STREAM: &str = section(SQL, "put_stream");

/// A venue that is there already is replaced.
pub(super) fn venues_filled(connection: &Connection, rows: &mut Rows<'_>) -> Result<Filled, Error> {
    let (mut around, mut count) = (None, 0);
    gpkg::fill(connection, Layer::Venue, |boxes| {
        let mut delete = connection.prepare_cached(DELETE_VENUE)?;
        let mut insert = connection.prepare_cached(INSERT_VENUE)?;
        for rows in rows {
            let Set::Venues(venues) = rows? else { return Err(of_another_kind()) };
            count += venues.len();
            for venue in &venues {
                if let Err(error) = put(&mut insert, venue) {
                    // Nearly always it is not there: nobody asks before.
                    let row = delete.query_row(named_params! {":id": venue.id.0}, |row| row.get(0)).optional()?;
                    boxes.remove(row.ok_or(error)?);
                    put(&mut insert, venue)?;
                }
                boxes.add(connection.last_insert_rowid(), Bounds::around([venue.place]));
            }
            around = contents::widened(around, venues.iter().map(|venue| venue.place));
        }
        Ok(())
    })?;
    Ok(Filled { layer: "venue", head: None, around, rows: count })
}

fn put(insert: &mut CachedStatement<'_>, venue: &Venue) -> rusqlite::Result<()> {
    // In the order of the statement: their names would be looked up for every row.
    insert.execute(params![
        gpkg::point(venue.place),
        venue.id.0,
        venue.name,
        venue.kind,
        venue.grid.as_ref().map(GridPath::as_str),
        venue.capacity,
        venue.state,
        venue.address,
    ])?;
    Ok(())
}

/// A checkpoint that is there already is replaced.
pub(super) fn checkpoints_imported(connection: &Connection, header: &Header, rows: &mut Rows<'_>) -> Result<(), Error> {
    let mut around = None;
    gpkg::fill(connection, Layer::Checkpoint, |boxes| {
        let mut delete = connection.prepare_cached(DELETE_CHECKPOINT)?;
        let mut insert = connection.prepare_cached(INSERT_CHECKPOINT)?;
        for rows in rows {
            let Set::Checkpoints(checkpoints) = rows? else { return Err(of_another_kind()) };
            for checkpoint in &checkpoints {
                let row = delete.query_row(named_params! {":id": checkpoint.id.0}, |row| row.get(0)).optional()?;
                if let Some(row) = row {
                    boxes.remove(row);
                }
                insert.execute(named_params! {
                    ":geom": gpkg::point(checkpoint.place), ":id": checkpoint.id.0, ":name": checkpoint.name,
                    ":grid": checkpoint.grid.as_ref().map(GridPath::as_str), ":state": text::word(&checkpoint.state),
                    ":queue": checkpoint.queue,
                })?;
                boxes.add(connection.last_insert_rowid(), Bounds::around([checkpoint.place]));
            }
            around = contents::widened(around, checkpoints.iter().map(|one| one.place));
        }
        Ok(())
    })?;
    contents::extend(connection, "checkpoint", header, around)
}

/// A stream of the same venue and name is replaced.
pub(super) fn streams_imported(connection: &Connection, rows: &mut Rows<'_>) -> Result<(), Error> {
    for rows in rows {
        let Set::Streams(streams) = rows? else { return Err(of_another_kind()) };
        // Logs from before say in some addresses what opens the camera.
        for stream in streams.into_iter().map(Stream::without_login) {
            connection
                .prepare_cached(PUT_STREAM)?
                .execute(named_params! {":venue": stream.venue, ":name": stream.name, ":address": stream.address})?;
        }
    }
    Ok(())
}

/// All venues go.
pub(super) fn clear_venues(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Venue)?;
    contents::forget(connection, "venue", header)
}

/// All checkpoints go.
pub(super) fn clear_checkpoints(connection: &Connection, header: &Header) -> Result<(), Error> {
    gpkg::clear(connection, Layer::Checkpoint)?;
    contents::forget(connection, "checkpoint", header)
}

/// All streams go.
pub(super) fn clear_streams(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached(CLEAR_STREAMS)?.execute([])?;
    Ok(())
}
