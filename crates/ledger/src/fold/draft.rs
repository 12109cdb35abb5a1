//! Revisions of drafts: what each changed, and which of them still stand.

use domain::fact::{FactId, Header};
use domain::revision::{Cause, GridChange};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::grid;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("draft.sql");
const INSERT: &str = section(SQL, "insert");
const CAUSE: &str = section(SQL, "cause");
const STAND: &str = section(SQL, "stand");
const FORGET: &str = section(SQL, "forget");

pub(super) fn revised(
    connection: &Connection,
    header: &Header,
    scheme: &str,
    cause: &Cause,
    changes: &[GridChange],
) -> Result<(), Error> {
    grid::revised(connection, header, scheme, changes)?;
    let grids: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":scheme": scheme,
        ":cause": text::json(cause), ":grids": text::json(&grids), ":by": text::json(&header.by),
        ":at": header.at.to_string(),
    })?;
    if let Cause::Undone { fact } = cause {
        take_back(connection, header, *fact)?;
    }
    Ok(())
}

/// Nothing of a draft's revisions is kept: the draft is gone.
pub(super) fn forget(connection: &Connection, scheme: &str) -> Result<(), Error> {
    connection.prepare_cached(FORGET)?.execute(named_params! {":scheme": scheme})?;
    Ok(())
}

/// What is undone takes with it what it had undone: that stands again, and so on down the line.
fn take_back(connection: &Connection, header: &Header, first: FactId) -> Result<(), Error> {
    let mut undone = Some(header.at.to_string());
    let mut next = Some(first);
    while let Some(FactId { desk, seq }) = next {
        let key = desk.to_string();
        connection.prepare_cached(STAND)?.execute(named_params! {":desk": key, ":seq": seq, ":undone": undone})?;
        let cause: Option<String> = connection
            .prepare_cached(CAUSE)?
            .query_row(named_params! {":desk": key, ":seq": seq}, |row| row.get(0))
            .optional()?;
        next = match cause.map(|cause| text::from_json(&cause)).transpose()? {
            // One log: an undoing comes after what it undoes, so this ends.
            Some(Cause::Undone { fact }) if fact.desk == desk && fact.seq < seq => Some(fact),
            _ => None,
        };
        undone = if undone.is_none() { Some(header.at.to_string()) } else { None };
    }
    Ok(())
}
