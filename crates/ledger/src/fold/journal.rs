//! The journal: which facts are its entries, numbered through each day of a desk without a hole.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::journal;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("journal.sql");
const ENTER: &str = section(SQL, "enter");
const OFFSET: &str = section(SQL, "offset");

/// The fact becomes an entry, where it is one.
pub(super) fn entered(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    let Some(happening) = journal::happening(fact) else { return Ok(()) };
    let desk = header.desk.to_string();
    let offset: Option<i8> =
        connection.prepare_cached(OFFSET)?.query_row(named_params! {":desk": desk}, |row| row.get(0)).optional()?;
    let corrects = match fact {
        Fact::JournalWritten { note } => note.corrects.map(|corrected| corrected.to_string()),
        _ => None,
    };
    connection.prepare_cached(ENTER)?.execute(named_params! {
        ":desk": desk, ":seq": header.seq, ":hlc": header.hlc.0,
        ":day": header.at.day_digits(offset.unwrap_or_default()), ":heading": text::word(&happening.heading()),
        ":role": header.by.role.word(), ":scope": header.scope.as_ref().map(GridPath::as_str), ":corrects": corrects,
    })?;
    Ok(())
}
