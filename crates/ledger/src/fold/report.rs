//! Reports of the front line, and how far the desk has got with each.

use domain::channel::Reader;
use domain::fact::Header;
use domain::id::{OrderId, ReportId};
use domain::report::{Report, ReportState, ReportStep};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("report.sql");
const MAKE: &str = section(SQL, "make");
const STATE: &str = section(SQL, "state");
const GO_ON: &str = section(SQL, "go_on");
const KEEP_STEP: &str = section(SQL, "keep_step");
const ORDER: &str = section(SQL, "order");

pub(super) fn made(connection: &Connection, header: &Header, report: &Report) -> Result<(), Error> {
    connection.prepare_cached(MAKE)?.execute(named_params! {
        ":id": report.id.to_string(), ":number": report.number, ":desk": header.desk.to_string(),
        ":seq": header.seq, ":hlc": header.hlc.0, ":scope": report.grid.as_str(), ":post": report.post.0,
        ":kind": text::word(&report.kind), ":state": text::word(&ReportState::New),
    })?;
    Ok(())
}

/// It goes on where there is a way; what came first in the log stands.
pub(super) fn handled(connection: &Connection, header: &Header, id: ReportId, step: &ReportStep) -> Result<(), Error> {
    let id = id.to_string();
    let state: Option<String> =
        connection.prepare_cached(STATE)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    let Some(state) = state else { return Ok(()) };
    let Ok(next) = text::from_word::<ReportState>(&state)?.after(step) else { return Ok(()) };
    connection.prepare_cached(KEEP_STEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":report": id,
    })?;
    connection.prepare_cached(GO_ON)?.execute(named_params! {
        ":id": id, ":state": text::word(&next), ":handler": Reader::of(&header.by).key(),
    })?;
    Ok(())
}

/// An order was made of it.
pub(super) fn ordered(connection: &Connection, report: ReportId, order: OrderId) -> Result<(), Error> {
    connection
        .prepare_cached(ORDER)?
        .execute(named_params! {":report": report.to_string(), ":order_id": order.to_string()})?;
    Ok(())
}
