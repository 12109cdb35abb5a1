//! Calls that nobody took, until somebody settles them.

use domain::callin::MissedCall;
use domain::code::GridPath;
use domain::fact::Header;
use domain::id::CallId;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;

const SQL: &str = include_str!("callin.sql");
const MISS: &str = section(SQL, "miss");
const SETTLE: &str = section(SQL, "settle");

pub(super) fn missed(connection: &Connection, header: &Header, call: &MissedCall) -> Result<(), Error> {
    connection.prepare_cached(MISS)?.execute(named_params! {
        ":id": call.id.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
        ":scope": header.scope.as_ref().map(GridPath::as_str), ":post": call.post.as_ref().map(|post| post.0.as_str()),
        ":rang": call.rang.to_string(),
    })?;
    Ok(())
}

/// It was answered or put aside.
pub(super) fn settled(connection: &Connection, header: &Header, call: CallId) -> Result<(), Error> {
    connection
        .prepare_cached(SETTLE)?
        .execute(named_params! {":id": call.to_string(), ":at": header.at.to_string()})?;
    Ok(())
}
