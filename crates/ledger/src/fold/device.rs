//! Pairing codes and paired devices. Of codes and tokens only hashes are here.

use domain::fact::Header;
use domain::id::DeviceId;
use domain::moment::Moment;
use domain::seat::Grant;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("device.sql");
const OFFER: &str = section(SQL, "offer");
const USE: &str = section(SQL, "use");
const PAIR: &str = section(SQL, "pair");
const REVOKE: &str = section(SQL, "revoke");

pub(super) fn offered(connection: &Connection, code: &str, grant: &Grant, until: Moment) -> Result<(), Error> {
    connection
        .prepare_cached(OFFER)?
        .execute(named_params! {":code": code, ":granted": text::json(grant), ":until": until.to_string()})?;
    Ok(())
}

pub(super) fn paired(
    connection: &Connection,
    header: &Header,
    device: DeviceId,
    code: &str,
    token: &str,
    grant: &Grant,
    until: Moment,
) -> Result<(), Error> {
    connection.prepare_cached(USE)?.execute(named_params! {":code": code})?;
    connection.prepare_cached(PAIR)?.execute(named_params! {
        ":id": device.to_string(), ":token": token, ":granted": text::json(grant),
        ":paired": header.at.to_string(), ":until": until.to_string(),
    })?;
    Ok(())
}

pub(super) fn revoked(connection: &Connection, header: &Header, device: DeviceId) -> Result<(), Error> {
    connection
        .prepare_cached(REVOKE)?
        .execute(named_params! {":id": device.to_string(), ":at": header.at.to_string()})?;
    Ok(())
}
