//! Venues, checkpoints and the streams that look at them.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::venue::{Checkpoint, Stream, Venue};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::contents;
use crate::error::Error;
use crate::gpkg::{self, Layer};
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
pub(super) fn venues_imported(connection: &Connection, header: &Header, venues: &[Venue]) -> Result<(), Error> {
    gpkg::fill(connection, Layer::Venue, |boxes| {
        let mut delete = connection.prepare_cached(DELETE_VENUE)?;
        let mut insert = connection.prepare_cached(INSERT_VENUE)?;
        for venue in venues {
            if let Some(row) = delete.query_row(named_params! {":id": venue.id.0}, |row| row.get(0)).optional()? {
                boxes.remove(row);
            }
            insert.execute(named_params! {
                ":geom": gpkg::point(venue.place), ":id": venue.id.0, ":name": venue.name, ":kind": venue.kind,
                ":grid": venue.grid.as_ref().map(GridPath::as_str), ":capacity": venue.capacity,
                ":state": venue.state, ":address": venue.address,
            })?;
            boxes.add(connection.last_insert_rowid(), Bounds::around([venue.place]));
        }
        Ok(())
    })?;
    contents::extend(connection, "venue", header, Bounds::around(venues.iter().map(|venue| venue.place)))
}

/// A checkpoint that is there already is replaced.
pub(super) fn checkpoints_imported(
    connection: &Connection,
    header: &Header,
    checkpoints: &[Checkpoint],
) -> Result<(), Error> {
    gpkg::fill(connection, Layer::Checkpoint, |boxes| {
        let mut delete = connection.prepare_cached(DELETE_CHECKPOINT)?;
        let mut insert = connection.prepare_cached(INSERT_CHECKPOINT)?;
        for checkpoint in checkpoints {
            if let Some(row) = delete.query_row(named_params! {":id": checkpoint.id.0}, |row| row.get(0)).optional()? {
                boxes.remove(row);
            }
            insert.execute(named_params! {
                ":geom": gpkg::point(checkpoint.place), ":id": checkpoint.id.0, ":name": checkpoint.name,
                ":grid": checkpoint.grid.as_ref().map(GridPath::as_str), ":state": text::word(&checkpoint.state),
                ":queue": checkpoint.queue,
            })?;
            boxes.add(connection.last_insert_rowid(), Bounds::around([checkpoint.place]));
        }
        Ok(())
    })?;
    contents::extend(connection, "checkpoint", header, Bounds::around(checkpoints.iter().map(|one| one.place)))
}

/// A stream of the same venue and name is replaced.
pub(super) fn streams_imported(connection: &Connection, streams: &[Stream]) -> Result<(), Error> {
    for stream in streams {
        connection
            .prepare_cached(PUT_STREAM)?
            .execute(named_params! {":venue": stream.venue, ":name": stream.name, ":address": stream.address})?;
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
