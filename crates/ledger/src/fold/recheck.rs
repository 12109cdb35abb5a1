//! Where one looks again, and what is owed.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::RecheckId;
use domain::moment::Moment;
use domain::recheck::{Recheck, RecheckStep, Rounds};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("recheck.sql");
const BEGIN: &str = section(SQL, "begin");
const STANDING: &str = section(SQL, "standing");
const GO_ON: &str = section(SQL, "go_on");
const KEEP_STEP: &str = section(SQL, "keep_step");

pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::RecheckBegun { recheck } => begun(connection, header, recheck),
        Fact::RecheckHandled { recheck, step, .. } => handled(connection, header, *recheck, step),
        _ => Ok(()),
    }
}

fn begun(connection: &Connection, header: &Header, recheck: &Recheck) -> Result<(), Error> {
    let rounds = Rounds::begun(recheck);
    connection.prepare_cached(BEGIN)?.execute(named_params! {
        ":id": recheck.id.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0,
        ":incident": recheck.incident.to_string(), ":scope": header.scope.as_ref().map_or("", GridPath::as_str),
        ":next": rounds.next().map(Moment::millis), ":standing": text::json(&rounds),
    })?;
    Ok(())
}

/// What came first in the log stands.
fn handled(connection: &Connection, header: &Header, id: RecheckId, step: &RecheckStep) -> Result<(), Error> {
    let id = id.to_string();
    let standing: Option<String> =
        connection.prepare_cached(STANDING)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    let Some(standing) = standing else { return Ok(()) };
    let rounds: Rounds = text::from_json(&standing)?;
    if !rounds.counts(step) {
        return Ok(());
    }
    let rounds = rounds.after(step, header.at);
    connection.prepare_cached(KEEP_STEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":recheck": id,
    })?;
    connection.prepare_cached(GO_ON)?.execute(named_params! {
        ":id": id, ":next": rounds.next().map(Moment::millis), ":standing": text::json(&rounds),
    })?;
    Ok(())
}
