//! Which imports there were, and which of them still stand.

use domain::fact::{FactId, Header, Source};
use domain::id::SetHash;
use domain::set::SetKind;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("import.sql");
const INSERT: &str = section(SQL, "insert");
const UNDO: &str = section(SQL, "undo");
const LEAVE: &str = section(SQL, "leave");
const STANDING: &str = section(SQL, "standing");

pub(super) fn came_in(
    connection: &Connection,
    header: &Header,
    set: &SetHash,
    of: SetKind,
    rows: u32,
    source: &Source,
) -> Result<(), Error> {
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":hash": set.0,
        ":kind": text::word(&of), ":size": rows, ":file": source.file, ":by": text::json(&header.by),
        ":at": header.at.to_string(),
    })?;
    Ok(())
}

/// An import that was undone before keeps the moment of the first time.
pub(super) fn undone(connection: &Connection, header: &Header, import: FactId) -> Result<(), Error> {
    connection.prepare_cached(UNDO)?.execute(named_params! {
        ":desk": import.desk.to_string(), ":seq": import.seq, ":at": header.at.to_string(),
    })?;
    Ok(())
}

/// Grids that came into a draft go with it.
pub(super) fn left(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    connection.prepare_cached(LEAVE)?.execute(named_params! {":scheme": scheme, ":at": header.at.to_string()})?;
    Ok(())
}

/// The sets of a kind that stand, in the order in which they came in, each with its moment in the log.
pub(super) fn standing(connection: &Connection, of: SetKind) -> Result<Vec<(i64, SetHash)>, Error> {
    let mut statement = connection.prepare_cached(STANDING)?;
    let hashes =
        statement.query_map(named_params! {":kind": text::word(&of)}, |row| Ok((row.get(0)?, SetHash(row.get(1)?))))?;
    Ok(hashes.collect::<Result<_, _>>()?)
}
