//! Venues, checkpoints and the streams that look at them.

use domain::code::GridPath;
use domain::fact::Header;
use domain::place::Bounds;
use domain::venue::{Checkpoint, Stream, Venue};
use rusqlite::{Connection, named_params};

use super::contents;
use crate::error::Error;
use crate::sql::section;
use crate::{gpkg, text};

const SQL: &str = include_str!("place.sql");
const CLEAR_VENUES: &str = section(SQL, "clear_venues");
const DELETE_VENUE: &str = section(SQL, "delete_venue");
const INSERT_VENUE: &str = section(SQL, "insert_venue");
const CLEAR_CHECKPOINTS: &str = section(SQL, "clear_checkpoints");
const DELETE_CHECKPOINT: &str = section(SQL, "delete_checkpoint");
const INSERT_CHECKPOINT: &str = section(SQL, "insert_checkpoint");
const CLEAR_STREAMS: &str = section(SQL, "clear_streams");
const PUT_STREAM: &str = section(SQL, "put_stream");

/// A venue that is there already is replaced.
pub(super) fn venues_imported(connection: &Connection, header: &Header, venues: &[Venue]) -> Result<(), Error> {
    for venue in venues {
        connection.prepare_cached(DELETE_VENUE)?.execute(named_params! {":id": venue.id.0})?;
        connection.prepare_cached(INSERT_VENUE)?.execute(named_params! {
            ":geom": gpkg::point(venue.place), ":id": venue.id.0, ":name": venue.name, ":kind": venue.kind,
            ":grid": venue.grid.as_ref().map(GridPath::as_str), ":capacity": venue.capacity, ":state": venue.state,
            ":address": venue.address,
        })?;
    }
    contents::extend(connection, "venue", header, Bounds::around(venues.iter().map(|venue| venue.place)))
}

/// A checkpoint that is there already is replaced.
pub(super) fn checkpoints_imported(
    connection: &Connection,
    header: &Header,
    checkpoints: &[Checkpoint],
) -> Result<(), Error> {
    for checkpoint in checkpoints {
        connection.prepare_cached(DELETE_CHECKPOINT)?.execute(named_params! {":id": checkpoint.id.0})?;
        connection.prepare_cached(INSERT_CHECKPOINT)?.execute(named_params! {
            ":geom": gpkg::point(checkpoint.place), ":id": checkpoint.id.0, ":name": checkpoint.name,
            ":grid": checkpoint.grid.as_ref().map(GridPath::as_str), ":state": text::word(&checkpoint.state),
            ":queue": checkpoint.queue,
        })?;
    }
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
    connection.prepare_cached(CLEAR_VENUES)?.execute([])?;
    contents::forget(connection, "venue", header)
}

/// All checkpoints go.
pub(super) fn clear_checkpoints(connection: &Connection, header: &Header) -> Result<(), Error> {
    connection.prepare_cached(CLEAR_CHECKPOINTS)?.execute([])?;
    contents::forget(connection, "checkpoint", header)
}

/// All streams go.
pub(super) fn clear_streams(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached(CLEAR_STREAMS)?.execute([])?;
    Ok(())
}
