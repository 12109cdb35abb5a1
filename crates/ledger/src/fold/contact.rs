//! Who looked at how to reach whoever told of an incident. Why stays in the facts.

use domain::code::GridPath;
use domain::contact::ContactLook;
use domain::fact::Header;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;

const SQL: &str = include_str!("contact.sql");
const VIEWED: &str = section(SQL, "viewed");

pub(super) fn viewed(connection: &Connection, header: &Header, look: &ContactLook) -> Result<(), Error> {
    connection.prepare_cached(VIEWED)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0,
        ":incident": look.incident.to_string(), ":scope": header.scope.as_ref().map(GridPath::as_str),
    })?;
    Ok(())
}
