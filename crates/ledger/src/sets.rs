//! Imported sets beside the log, compressed, named by the hash of their normal form.
//!
//! What is compressed is the normal form with its positions told as [`steps`]; a mark stands before it. Sets of older
//! stores have no mark: of them the normal form itself is compressed.

mod packed;
mod steps;

use std::io;

use domain::id::SetHash;
use domain::set::Set;
use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, named_params};

pub(crate) use packed::Rows;
pub use packed::{Arriving, Packed, Packer};

use crate::error::Error;
use crate::sql::section;
use crate::text;
use packed::{Held, PIECE};

const SQL: &str = include_str!("sets.sql");
const INSERT: &str = section(SQL, "insert");
const READ: &str = section(SQL, "read");

/// Keep a set. One that is there already stays as it is.
pub(crate) fn put(connection: &Connection, packed: &Packed) -> Result<(), Error> {
    let length =
        i32::try_from(packed.held.len()).map_err(|_| Error::corrupt("a set is larger than a store may hold"))?;
    let is_new = connection.prepare_cached(INSERT)?.execute(named_params! {
        ":hash": packed.hash.0, ":kind": text::word(&packed.kind), ":size": packed.size, ":bytes": ZeroBlob(length),
    })?;
    if is_new > 0 {
        // In pieces: as a value it would stand in memory several times over.
        let mut blob = connection.blob_open(MAIN_DB, "sets", "bytes", connection.last_insert_rowid(), false)?;
        io::copy(&mut packed.held.reader()?, &mut io::BufWriter::with_capacity(PIECE, &mut blob))?;
        blob.close()?;
    }
    Ok(())
}

/// A set that a fact names, as it stands there.
pub(crate) fn packed(connection: &Connection, hash: &SetHash) -> Result<Packed, Error> {
    find(connection, hash)?.ok_or_else(|| Error::corrupt(format!("set {hash} is missing")))
}

fn find(connection: &Connection, hash: &SetHash) -> Result<Option<Packed>, Error> {
    let row = connection.prepare_cached(READ)?.query_row(named_params! {":hash": hash.0}, |row| {
        Ok((row.get::<_, String>("kind")?, row.get("size")?, row.get("bytes")?))
    });
    let Some((kind, size, bytes)) = row.optional()? else { return Ok(None) };
    Ok(Some(Packed { hash: hash.clone(), kind: text::from_word(&kind)?, size, held: Held::Memory(bytes) }))
}

/// Whether a set is what its name says; none when it is not there.
pub(crate) fn check(connection: &Connection, hash: &SetHash) -> Result<Option<()>, Error> {
    let Some(packed) = find(connection, hash)? else { return Ok(None) };
    packed.write(&mut io::sink()).map(Some)
}

/// A whole set that a fact names.
pub(crate) fn read(connection: &Connection, hash: &SetHash) -> Result<Set, Error> {
    let mut text = Vec::new();
    packed(connection, hash)?.write(&mut text)?;
    serde_json::from_slice(&text).map_err(|error| Error::corrupt(format!("set {hash}: {error}")))
}
