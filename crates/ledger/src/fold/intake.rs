//! Ways in for other systems, and how often each was used.

use domain::fact::Header;
use domain::id::IntakeId;
use domain::intake::Intake;
use domain::seat::Door;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("intake.sql");
const OPEN: &str = section(SQL, "open");
const CLOSE: &str = section(SQL, "close");
const USE: &str = section(SQL, "use");
const BROKER: &str = section(SQL, "broker");

pub(super) fn opened(connection: &Connection, header: &Header, intake: &Intake, token: &str) -> Result<(), Error> {
    connection.prepare_cached(OPEN)?.execute(named_params! {
        ":id": intake.id.to_string(), ":token": token, ":desk": header.desk.to_string(), ":seq": header.seq,
        ":hlc": header.hlc.0, ":intake": text::json(intake),
    })?;
    Ok(())
}

pub(super) fn closed(connection: &Connection, header: &Header, intake: IntakeId) -> Result<(), Error> {
    connection.prepare_cached(CLOSE)?.execute(named_params! {
        ":id": intake.to_string(), ":at": header.at.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
    })?;
    Ok(())
}

/// Where sensors speak.
pub(super) fn broker(connection: &Connection, address: Option<&str>) -> Result<(), Error> {
    connection.prepare_cached(BROKER)?.execute(named_params! {":address": address})?;
    Ok(())
}

/// An incident came in; where it did by no other system, nothing is noted.
pub(super) fn used(connection: &Connection, header: &Header) -> Result<(), Error> {
    let Door::Intake(intake) = header.by.door else { return Ok(()) };
    connection.prepare_cached(USE)?.execute(named_params! {":id": intake.to_string(), ":at": header.at.to_string()})?;
    Ok(())
}
