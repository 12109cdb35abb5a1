//! Imported sets beside the log, compressed, named by the hash of their normal form.

use std::io::{self, Read, Write};

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

impl Packed {
    /// Pack a set. Takes a second for half a million positions; the writer need not wait for it before it has to.
    pub fn of(set: &Set) -> Self {
        let mut packer = Packer {
            hasher: blake3::Hasher::new(),
            size: 0,
            deflater: DeflateEncoder::new(Vec::new(), Compression::fast()),
        };
        let packed = set.write_normal_form(&mut packer).and_then(|()| packer.deflater.finish());
        let bytes = packed.expect("memory takes every byte");
        Self {
            hash: SetHash(packer.hasher.finalize().to_hex().to_string()),
            kind: set.kind(),
            size: packer.size,
            bytes,
        }
    }

    /// The set's name.
    pub fn hash(&self) -> &SetHash {
        &self.hash
    }
}

/// Names and compresses what is written to it.
struct Packer {
    hasher: blake3::Hasher,
    size: u64,
    deflater: DeflateEncoder<Vec<u8>>,
}

impl Write for Packer {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let taken = self.deflater.write(piece)?;
        self.hasher.update(&piece[..taken]);
        self.size += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
