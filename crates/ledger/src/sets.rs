//! Imported sets beside the log, compressed, named by the hash of their normal form.

use std::io::{Read, Write};

use domain::id::SetHash;
use domain::set::{Set, SetKind};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("sets.sql");
const INSERT: &str = section(SQL, "insert");
const READ: &str = section(SQL, "read");

/// Keep a set. One that is there already stays as it is.
pub(crate) fn put(connection: &Connection, hash: &SetHash, kind: SetKind, normal_form: &[u8]) -> Result<(), Error> {
    if SetHash::of(normal_form) != *hash {
        return Err(Error::corrupt(format!("the normal form handed over is not that of set {hash}")));
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(normal_form)?;
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":hash": hash.0, ":kind": text::word(&kind), ":size": normal_form.len(), ":bytes": encoder.finish()?,
    })?;
    Ok(())
}

/// A set's normal form; none when it is not there. It is checked against its name.
pub(crate) fn normal_form(connection: &Connection, hash: &SetHash) -> Result<Option<Vec<u8>>, Error> {
    let row: Option<(u64, Vec<u8>)> = connection
        .prepare_cached(READ)?
        .query_row(named_params! {":hash": hash.0}, |row| Ok((row.get("size")?, row.get("bytes")?)))
        .optional()?;
    let Some((size, bytes)) = row else { return Ok(None) };
    let mut normal_form = Vec::new();
    // One byte more than it says: what is longer than it says is not read to its end.
    let read = DeflateDecoder::new(bytes.as_slice()).take(size + 1).read_to_end(&mut normal_form);
    if read.is_err() || SetHash::of(&normal_form) != *hash {
        return Err(Error::corrupt(format!("set {hash} is not what its name says")));
    }
    Ok(Some(normal_form))
}

/// A set that a fact names.
pub(crate) fn read(connection: &Connection, hash: &SetHash) -> Result<Set, Error> {
    let bytes = normal_form(connection, hash)?.ok_or_else(|| Error::corrupt(format!("set {hash} is missing")))?;
    serde_json::from_slice(&bytes).map_err(|error| Error::corrupt(format!("set {hash}: {error}")))
}
