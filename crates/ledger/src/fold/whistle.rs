//! Whistles, and how each stands.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::WhistleId;
use domain::whistle::{Muster, StepOfWhistle, Whistle, WhistleStep};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("whistle.sql");
const BLOW: &str = section(SQL, "blow");
const CALL: &str = section(SQL, "call");
const STANDING: &str = section(SQL, "standing");
const GO_ON: &str = section(SQL, "go_on");
const KEEP_STEP: &str = section(SQL, "keep_step");

pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::WhistleBlown { whistle } => blown(connection, header, whistle),
        Fact::WhistleHandled { whistle, step, .. } => handled(connection, header, *whistle, step),
        _ => Ok(()),
    }
}

fn blown(connection: &Connection, header: &Header, whistle: &Whistle) -> Result<(), Error> {
    let id = whistle.id.to_string();
    connection.prepare_cached(BLOW)?.execute(named_params! {
        ":id": id, ":number": whistle.number, ":desk": header.desk.to_string(), ":seq": header.seq,
        ":hlc": header.hlc.0, ":incident": whistle.incident.to_string(),
        ":scope": header.scope.as_ref().map_or("", GridPath::as_str),
        ":post": header.by.post.as_ref().map(|post| &post.0),
        ":standing": text::json(&Muster::blown(whistle, header.at)),
    })?;
    for party in whistle.parties() {
        connection
            .prepare_cached(CALL)?
            .execute(named_params! {":party": party.key(), ":whistle": id, ":hlc": header.hlc.0})?;
    }
    Ok(())
}

/// What came first in the log stands.
fn handled(connection: &Connection, header: &Header, id: WhistleId, step: &WhistleStep) -> Result<(), Error> {
    let id = id.to_string();
    let standing: Option<String> =
        connection.prepare_cached(STANDING)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    let Some(standing) = standing else { return Ok(()) };
    let muster: Muster = text::from_json(&standing)?;
    if !muster.counts(step) {
        return Ok(());
    }
    let muster = muster.after(&StepOfWhistle { step: step.clone(), by: header.by.clone(), at: header.at });
    connection.prepare_cached(KEEP_STEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":whistle": id,
    })?;
    connection.prepare_cached(GO_ON)?.execute(named_params! {
        ":id": id, ":ended": muster.ended.is_some(), ":refusals": muster.refusals(), ":standing": text::json(&muster),
    })?;
    Ok(())
}
