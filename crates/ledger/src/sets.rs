//! Imported sets beside the log, compressed, named by the hash of their normal form. A large one passes by: on its
//! way in it lies in a file without a name, and its rows are unpacked a few at a time.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::mpsc;
use std::thread;

use domain::id::SetHash;
use domain::set::{Set, SetKind, Unfolding};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("sets.sql");
const INSERT: &str = section(SQL, "insert");
const READ: &str = section(SQL, "read");

/// A set as it stands beside the log: its normal form, compressed, and its name.
#[derive(Debug)]
pub struct Packed {
    hash: SetHash,
    kind: SetKind,
    /// Bytes of the normal form.
    size: u64,
    held: Held,
}

/// Names and compresses a normal form as it comes.
#[derive(Debug)]
pub struct Packer {
    hasher: blake3::Hasher,
    kind: SetKind,
    size: u64,
    deflater: DeflateEncoder<Held>,
}

/// Rows of a set, some at a time; first of all the set without any.
pub(crate) type Rows<'a> = dyn Iterator<Item = Result<Set, Error>> + 'a;

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    /// A file that has no other use, and the bytes in it.
    File(File, u64),
}

/// Bytes of a normal form that are unpacked at a time.
const PIECE: usize = 512 << 10;
/// Parts of a set that wait unpacked.
const MOST_WAITING: usize = 3;

impl Packed {
    /// A set that stands in memory, packed.
    pub fn of(set: &Set) -> Self {
        let mut packer = Packer::new(set.kind());
        packer.add(&set.normal_form()).and_then(|()| packer.finish()).expect("memory takes every byte")
    }

    /// The set's name.
    pub fn hash(&self) -> &SetHash {
        &self.hash
    }

    /// What it holds.
    pub fn kind(&self) -> SetKind {
        self.kind
    }

    /// Does `work` with the set's rows, some at a time; first of all comes the set without any. They are unpacked
    /// beside it, and the last comes before it is sure that the set is what its name says: an error may still follow.
    pub fn with_rows<T>(&self, work: impl FnOnce(&mut Rows<'_>) -> T) -> T {
        let (give, coming) = mpsc::sync_channel(MOST_WAITING);
        thread::scope(|scope| {
            scope.spawn(move || {
                if let Err(error) = self.unpack(|rows| give.send(Ok(rows)).is_ok()) {
                    // Whoever has enough does not listen any more.
                    let _ = give.send(Err(error));
                }
            });
            let mut rows = coming.into_iter();
            work(&mut rows)
        })
    }

    fn unpack(&self, mut give: impl FnMut(Set) -> bool) -> Result<(), Error> {
        let mut text = DeflateDecoder::new(self.held.reader()?);
        let (mut unfolding, mut hasher) = (Unfolding::default(), blake3::Hasher::new());
        let (mut piece, mut size, mut is_first) = (vec![0; PIECE], 0, true);
        let other = || self.is_other();
        loop {
            let read = text.read(&mut piece).map_err(|_| other())?;
            size += read as u64;
            // What is longer than it says is not read to its end.
            if read == 0 || size > self.size {
                break;
            }
            hasher.update(&piece[..read]);
            let Some(rows) = unfolding.take(&piece[..read]).map_err(|_| other())? else { continue };
            let is_heard = (!std::mem::take(&mut is_first) || give(rows.without_rows())) && give(rows);
            if !is_heard {
                return Ok(());
            }
        }
        let empty = unfolding.done().map_err(|_| other())?;
        if size != self.size || hasher.finalize().to_hex().as_str() != self.hash.0 {
            return Err(other());
        }
        if is_first {
            give(empty);
        }
        Ok(())
    }

    /// Writes the normal form; an error where it is not what the set's name says.
    fn write(&self, to: &mut impl Write) -> Result<(), Error> {
        let mut text = DeflateDecoder::new(self.held.reader()?).take(self.size + 1);
        let (mut piece, mut hasher) = (vec![0; PIECE], blake3::Hasher::new());
        loop {
            let read = text.read(&mut piece).map_err(|_| self.is_other())?;
            if read == 0 {
                break;
            }
            hasher.update(&piece[..read]);
            to.write_all(&piece[..read])?;
        }
        if hasher.finalize().to_hex().as_str() == self.hash.0 { Ok(()) } else { Err(self.is_other()) }
    }

    fn is_other(&self) -> Error {
        Error::corrupt(format!("set {} is not what its name says", self.hash))
    }
}

impl Packer {
    /// For a set of this kind, of which nothing has come.
    pub fn new(kind: SetKind) -> Self {
        Self::into_held(kind, Held::Memory(Vec::new()))
    }

    /// The same into a file that is empty and has no other use.
    pub fn into_file(kind: SetKind, file: File) -> Self {
        Self::into_held(kind, Held::File(file, 0))
    }

    fn into_held(kind: SetKind, held: Held) -> Self {
        Self { hasher: blake3::Hasher::new(), kind, size: 0, deflater: DeflateEncoder::new(held, Compression::fast()) }
    }

    /// Takes the next piece of the normal form.
    pub fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        self.deflater.write_all(piece)
    }

    /// What came so far does not count.
    pub fn again(&mut self) -> io::Result<()> {
        let held = match self.deflater.get_mut() {
            Held::Memory(_) => Held::Memory(Vec::new()),
            Held::File(file, _) => Held::File(file.try_clone()?, 0),
        };
        // What the old one still had to write is written before the file is emptied.
        drop(std::mem::replace(self, Self::into_held(self.kind, Held::Memory(Vec::new()))));
        if let Held::File(file, _) = &held {
            file.set_len(0)?;
            (&*file).rewind()?;
        }
        *self = Self::into_held(self.kind, held);
        Ok(())
    }

    /// All of it has come.
    pub fn finish(self) -> io::Result<Packed> {
        let Self { hasher, kind, size, deflater } = self;
        let held = deflater.finish()?;
        Ok(Packed { hash: SetHash(hasher.finalize().to_hex().to_string()), kind, size, held })
    }
}

impl Held {
    fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File(_, size) => *size,
        }
    }

    /// From the beginning; one reader at a time.
    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Memory(bytes) => Box::new(bytes.as_slice()),
            Self::File(file, size) => {
                let mut file = file;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file.take(*size))
            }
        })
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Memory(all) => all.write(bytes),
            Self::File(file, size) => file.write(bytes).inspect(|written| *size += *written as u64),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
