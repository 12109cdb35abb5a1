//! Watches: who has one, what was signed, when it ended.

use domain::code::GridPath;
use domain::fact::Header;
use domain::id::WatchId;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("watch.sql");
const BEGIN: &str = section(SQL, "begin");
const OFFER: &str = section(SQL, "offer");
const END: &str = section(SQL, "end");

pub(super) fn began(connection: &Connection, header: &Header, watch: WatchId, name: &str) -> Result<(), Error> {
    connection.prepare_cached(BEGIN)?.execute(named_params! {
        ":id": watch.to_string(), ":scope": header.scope.as_ref().map(GridPath::as_str), ":name": name,
        ":by": text::json(&header.by), ":since": header.at.to_string(), ":hlc": header.hlc.0,
    })?;
    Ok(())
}

/// The last signature counts.
pub(super) fn offered(connection: &Connection, header: &Header, watch: WatchId) -> Result<(), Error> {
    connection.prepare_cached(OFFER)?.execute(named_params! {
        ":id": watch.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
        ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}

pub(super) fn ended(connection: &Connection, header: &Header, watch: WatchId) -> Result<(), Error> {
    connection.prepare_cached(END)?.execute(named_params! {
        ":id": watch.to_string(), ":at": header.at.to_string(), ":hlc": header.hlc.0,
    })?;
    Ok(())
}
