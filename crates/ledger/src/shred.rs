//! What is destroyed for good: the key, what it sealed, and what could be guessed from what is left.
//!
//! Invariant: this happens in the transaction of the fact that tells of it. The store zeroes what it frees
//! (`secure_delete`), and [`crate::Ledger::scrub`] empties the log beside it.

use domain::id::{CallId, IncidentId};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;

const SQL: &str = include_str!("shred.sql");
const BODY: &str = section(SQL, "body");
const KEY: &str = section(SQL, "key");
const DIGEST: &str = section(SQL, "digest");
const SOUNDS: &str = section(SQL, "sounds");
const FILES: &str = section(SQL, "files");
const FILE_KEYS: &str = section(SQL, "file_keys");

/// How to reach whoever told of an incident. The fact's header stays, and so the chain; its body is absent.
pub(crate) fn contact(connection: &Connection, keys: &Keys, incident: IncidentId) -> Result<(), Error> {
    let subject = format!("contact/{incident}");
    connection.prepare_cached(BODY)?.execute(named_params! {":subject": subject})?;
    connection.prepare_cached(KEY)?.execute(named_params! {":subject": subject})?;
    // An incident is named by the command that reported it. Its digest is taken over all that was said, the caller's
    // telephone among it: whoever knows the rest could try all telephones.
    connection.prepare_cached(DIGEST)?.execute(named_params! {":command": incident.to_string()})?;
    keys.forget(&subject);
    Ok(())
}

/// What was said in a call: its pieces, what tells of each, and the key of both.
pub(crate) fn recording(connection: &Connection, keys: &Keys, call: CallId) -> Result<(), Error> {
    let subject = format!("recording/{call}");
    connection.prepare_cached(FILES)?.execute(named_params! {":subject": subject})?;
    connection.prepare_cached(FILE_KEYS)?.execute(named_params! {":subject": subject})?;
    connection.prepare_cached(SOUNDS)?.execute(named_params! {":subject": subject})?;
    connection.prepare_cached(KEY)?.execute(named_params! {":subject": subject})?;
    keys.forget(&subject);
    Ok(())
}
