//! Who looks at which stream, and how streams stood then.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::ViewingId;
use domain::moment::Moment;
use domain::viewing::{Loss, Viewing};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("viewing.sql");
const BEGUN: &str = section(SQL, "begun");
const ENDED: &str = section(SQL, "ended");
const STREAM: &str = section(SQL, "stream");
const LAST: &str = section(SQL, "last");
const LOST: &str = section(SQL, "lost");
const FOUND: &str = section(SQL, "found");

/// What people look at, and what they see.
pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::ViewingBegun { viewing } => begun(connection, header, viewing),
        Fact::ViewingEnded { viewing, last } => ended(connection, header, *viewing, *last),
        Fact::StreamLost { loss } => lost(connection, loss),
        Fact::StreamFound { stream } => found(connection, header, stream),
        _ => Ok(()),
    }
}

fn begun(connection: &Connection, header: &Header, viewing: &Viewing) -> Result<(), Error> {
    connection.prepare_cached(BEGUN)?.execute(named_params! {
        ":id": viewing.id.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0,
        ":stream": viewing.stream, ":scope": header.scope.as_ref().map(GridPath::as_str),
        ":reason": text::word(&viewing.reason), ":round": viewing.round.map(|round| round.to_string()),
        ":by": text::json(&header.by), ":began": header.at.to_string(),
    })?;
    Ok(())
}

/// It ends once; when the last picture came may be said after that.
fn ended(connection: &Connection, header: &Header, viewing: ViewingId, last: Option<Moment>) -> Result<(), Error> {
    let id = viewing.to_string();
    let last = last.map(|last| last.to_string());
    connection
        .prepare_cached(ENDED)?
        .execute(named_params! {":id": id, ":at": header.at.to_string(), ":last": last})?;
    let stream: Option<String> =
        connection.prepare_cached(STREAM)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    match (stream, last) {
        (Some(stream), Some(last)) => seen(connection, &stream, Some(&last)),
        _ => Ok(()),
    }
}

fn lost(connection: &Connection, loss: &Loss) -> Result<(), Error> {
    let last = loss.last.map(|last| last.to_string());
    connection.prepare_cached(LOST)?.execute(named_params! {
        ":stream": loss.stream, ":since": loss.since.to_string(), ":last": last, ":code": loss.code,
        ":params": text::json(&loss.params),
    })?;
    seen(connection, &loss.stream, last.as_deref())
}

fn found(connection: &Connection, header: &Header, stream: &str) -> Result<(), Error> {
    let at = header.at.to_string();
    connection.prepare_cached(FOUND)?.execute(named_params! {":stream": stream, ":at": at})?;
    seen(connection, stream, Some(&at))
}

/// When a picture came last from a stream at which somebody looked; it never goes back.
fn seen(connection: &Connection, stream: &str, last: Option<&str>) -> Result<(), Error> {
    connection.prepare_cached(LAST)?.execute(named_params! {":stream": stream, ":last": last})?;
    Ok(())
}
