//! What the store is, and its counters.

use domain::fact::Header;
use domain::purpose::Purpose;
use rusqlite::{Connection, named_params};

use super::contents;
use crate::error::Error;
use crate::sql::section;

const SQL: &str = include_str!("store.sql");
const INSERT: &str = section(SQL, "insert");
const REVISE: &str = section(SQL, "revise");

pub(super) fn founded(
    connection: &Connection,
    header: &Header,
    (name, letter, offset_hours): (&str, char, i8),
    purpose: Purpose,
) -> Result<(), Error> {
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":name": name, ":letter": letter.to_string(), ":offset_hours": offset_hours,
        ":purpose": purpose.word(),
    })?;
    contents::change_all(connection, header)
}

/// Grids or ground changed: tiles of before are old.
pub(super) fn revise(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached(REVISE)?.execute([])?;
    Ok(())
}
