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
const HAS: &str = section(SQL, "has");
const READ: &str = section(SQL, "read");

/// A set as it stands beside the log: its normal form, compressed, and its name.
#[derive(Debug, Clone)]
pub struct Packed {
    hash: SetHash,
    kind: SetKind,
    /// Bytes of the normal form.
    size: u64,
    bytes: Vec<u8>,
}

/// Names and compresses a normal form as it comes. Half a million positions take a second; the writer need not wait
/// for it before it has to.
#[derive(Debug)]
pub struct Packer {
    hasher: blake3::Hasher,
    kind: SetKind,
    size: u64,
    deflater: DeflateEncoder<Vec<u8>>,
}

impl Packed {
    /// A set that stands in memory, packed.
    pub fn of(set: &Set) -> Self {
        let mut packer = Packer::new(set.kind());
        packer.add(&set.normal_form());
        packer.finish()
    }

    /// The set's name.
    pub fn hash(&self) -> &SetHash {
        &self.hash
    }
}

impl Packer {
    /// For a set of this kind, of which nothing has come.
    pub fn new(kind: SetKind) -> Self {
        let deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
        Self { hasher: blake3::Hasher::new(), kind, size: 0, deflater }
    }

    /// Takes the next piece of the normal form.
    pub fn add(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        self.deflater.write_all(piece).expect("memory takes every byte");
    }

    /// All of it has come.
    pub fn finish(self) -> Packed {
        let Self { hasher, kind, size, deflater } = self;
        let bytes = deflater.finish().expect("memory takes every byte");
        Packed { hash: SetHash(hasher.finalize().to_hex().to_string()), kind, size, bytes }
    }
}

/// Keep a set. One that is there already stays as it is.
pub(crate) fn put(connection: &Connection, packed: &Packed) -> Result<(), Error> {
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":hash": packed.hash.0, ":kind": text::word(&packed.kind), ":size": packed.size, ":bytes": packed.bytes,
    })?;
    Ok(())
}

/// Whether a set is there.
pub(crate) fn has(connection: &Connection, hash: &SetHash) -> Result<bool, Error> {
    Ok(connection.prepare_cached(HAS)?.exists(named_params! {":hash": hash.0})?)
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
