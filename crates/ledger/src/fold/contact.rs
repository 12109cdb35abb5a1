//! Who looked at how to reach whoever told of an incident, what was destroyed of that and what is kept. Why stays in the
//! facts.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::IncidentId;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;

const SQL: &str = include_str!("contact.sql");
const VIEWED: &str = section(SQL, "viewed");
const DESTROYED: &str = section(SQL, "destroyed");
const HELD: &str = section(SQL, "held");
const RELEASED: &str = section(SQL, "released");
const SET: &str = section(SQL, "set");

pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::ContactViewed { look } => viewed(connection, header, look.incident),
        Fact::ContactDestroyed { end } => {
            destroyed(connection, header, end.incident)?;
            released(connection, end.incident)
        }
        Fact::ContactHeld { incident, .. } => {
            connection.prepare_cached(HELD)?.execute(named_params! {
                ":incident": incident.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
            })?;
            Ok(())
        }
        Fact::ContactReleased { incident, .. } => released(connection, *incident),
        Fact::RetentionSet { days } => {
            connection.prepare_cached(SET)?.execute(named_params! {":days": days})?;
            Ok(())
        }
        _ => Ok(()),
    }
}

fn viewed(connection: &Connection, header: &Header, incident: IncidentId) -> Result<(), Error> {
    connection.prepare_cached(VIEWED)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0,
        ":incident": incident.to_string(), ":scope": header.scope.as_ref().map(GridPath::as_str),
    })?;
    Ok(())
}

fn destroyed(connection: &Connection, header: &Header, incident: IncidentId) -> Result<(), Error> {
    connection.prepare_cached(DESTROYED)?.execute(named_params! {
        ":incident": incident.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
        ":scope": header.scope.as_ref().map(GridPath::as_str),
    })?;
    Ok(())
}

fn released(connection: &Connection, incident: IncidentId) -> Result<(), Error> {
    connection.prepare_cached(RELEASED)?.execute(named_params! {":incident": incident.to_string()})?;
    Ok(())
}
