//! What is kept of calls, who listened, and what was destroyed of it.

use domain::attachment;
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::CallId;
use domain::recording::{RecordedPiece, RecordingRule};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("recording.sql");
const SET: &str = section(SQL, "set");
const KEPT: &str = section(SQL, "kept");
const PIECE: &str = section(SQL, "piece");
const HEARD: &str = section(SQL, "heard");
const GONE: &str = section(SQL, "gone");
const PIECES_GONE: &str = section(SQL, "pieces_gone");
const DESTROYED: &str = section(SQL, "destroyed");

pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::RecordingSet { rule } => set(connection, header, *rule),
        Fact::RecordingKept { piece } => kept(connection, header, piece),
        Fact::RecordingHeard { call, .. } => heard(connection, header, *call),
        Fact::RecordingDestroyed { call, .. } => destroyed(connection, header, *call),
        _ => Ok(()),
    }
}

fn set(connection: &Connection, header: &Header, RecordingRule { is_on, days }: RecordingRule) -> Result<(), Error> {
    connection.prepare_cached(SET)?.execute(named_params! {
        ":is_on": is_on, ":days": days, ":desk": header.desk.to_string(), ":seq": header.seq,
    })?;
    Ok(())
}

fn kept(connection: &Connection, header: &Header, piece: &RecordedPiece) -> Result<(), Error> {
    let (call, since) = (piece.call.to_string(), piece.since.millis());
    let until = since + i64::from(piece.millis);
    connection.prepare_cached(KEPT)?.execute(named_params! {
        ":call": call, ":post": piece.post.0, ":scope": header.scope.as_ref().map(GridPath::as_str),
        ":since": since, ":until": until,
    })?;
    for file in attachment::files(std::slice::from_ref(&piece.sound)) {
        connection.prepare_cached(PIECE)?.execute(named_params! {
            ":call": call, ":since": since, ":side": text::word(&piece.side), ":millis": piece.millis,
            ":hash": file.hash.0,
        })?;
    }
    Ok(())
}

fn heard(connection: &Connection, header: &Header, call: CallId) -> Result<(), Error> {
    connection.prepare_cached(HEARD)?.execute(named_params! {
        ":call": call.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
    })?;
    Ok(())
}

fn destroyed(connection: &Connection, header: &Header, call: CallId) -> Result<(), Error> {
    let call = call.to_string();
    connection.prepare_cached(GONE)?.execute(named_params! {":call": call})?;
    connection.prepare_cached(PIECES_GONE)?.execute(named_params! {":call": call})?;
    connection.prepare_cached(DESTROYED)?.execute(named_params! {
        ":call": call, ":scope": header.scope.as_ref().map(GridPath::as_str),
    })?;
    Ok(())
}
