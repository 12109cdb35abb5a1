//! Findings that somebody lets stand. The last word holds.

use domain::fact::{Fact, Header};
use domain::finding::{FindingKey, FindingKind};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("acceptance.sql");
const PUT: &str = section(SQL, "put");
const WITHDRAW: &str = section(SQL, "withdraw");

/// What is let stand, and what no longer is.
pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::FindingAccepted { scheme, key, finding, note, name } => {
            accepted(connection, header, scheme, (key, *finding), note, name)
        }
        Fact::AcceptanceWithdrawn { scheme, key } => withdrawn(connection, scheme, key),
        _ => Ok(()),
    }
}

fn accepted(
    connection: &Connection,
    header: &Header,
    scheme: &str,
    (key, finding): (&FindingKey, FindingKind),
    note: &str,
    name: &str,
) -> Result<(), Error> {
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":scheme": scheme, ":key": key.0, ":kind": finding.word(), ":note": note, ":name": name,
        ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}

fn withdrawn(connection: &Connection, scheme: &str, key: &FindingKey) -> Result<(), Error> {
    connection.prepare_cached(WITHDRAW)?.execute(named_params! {":scheme": scheme, ":key": key.0})?;
    Ok(())
}
