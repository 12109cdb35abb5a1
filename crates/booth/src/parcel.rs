//! A foreign file on its way to the inspector: in a file without a name, so that nothing of it is left behind.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use domain::failure::Failure;

/// A foreign file's bytes, taken in piece by piece.
#[derive(Debug)]
pub struct Parcel {
    held: Held,
    size: u64,
    hasher: blake3::Hasher,
}

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    File(File),
}

/// Bytes that are copied at a time.
const PIECE: usize = 256 << 10;
/// Pieces that wait to be named.
const MOST_WAITING: usize = 4;

impl Parcel {
    /// An empty one on the disk of `folder`, where it never has a name and only its owner may read.
    pub fn in_folder(folder: &Path) -> Result<Self, Failure> {
        Ok(Self { held: Held::File(unnamed(folder)?), size: 0, hasher: blake3::Hasher::new() })
    }

    /// Take a piece more.
    pub fn add(&mut self, piece: &[u8]) -> Result<(), Failure> {
        self.held.add(piece)?;
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        Ok(())
    }

    /// Take all that comes from `from`, named beside it as it comes; the outer error is the source's.
    pub fn fill(&mut self, from: impl Read) -> io::Result<Result<(), Failure>> {
        let Self { held, size, hasher } = self;
        let (give, coming) = mpsc::sync_channel::<Vec<u8>>(MOST_WAITING);
        let (back, spare) = mpsc::channel::<Vec<u8>>();
        thread::scope(|scope| {
            scope.spawn(move || {
                for piece in coming {
                    hasher.update(&piece);
                    // Whoever has read to the end wants none back.
                    let _ = back.send(piece);
                }
            });
            // Gone with the last piece: whoever names them waits for it.
            let give = give;
            fill(from, |piece| {
                held.add(piece)?;
                *size += piece.len() as u64;
                let mut copy = spare.try_recv().unwrap_or_default();
                copy.clear();
                copy.extend_from_slice(piece);
                give.send(copy).map_err(|_| Failure::broken("a file that comes in could not be named", "booth.parcel"))
            })
        })
    }

    /// Bytes so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The BLAKE3 of what was taken in.
    pub fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    /// The whole file in memory.
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, Failure> {
        match &mut self.held {
            Held::Memory(bytes) => Ok(std::mem::take(bytes)),
            Held::File(file) => {
                let mut bytes = Vec::with_capacity(self.size as usize);
                let read = file.seek(SeekFrom::Start(0)).and_then(|_| file.take(self.size).read_to_end(&mut bytes));
                read.map(|_| bytes).map_err(|error| not_kept(&error))
            }
        }
    }

    /// The file to hand over: its bytes, and behind them what `write` writes.
    pub(crate) fn closed_with(
        self,
        write: impl FnOnce(&mut io::BufWriter<File>) -> Result<io::Result<()>, Failure>,
    ) -> Result<File, Failure> {
        let mut file = match self.held {
            Held::File(file) => file,
            Held::Memory(bytes) => {
                let mut file = tempfile::tempfile().map_err(|error| not_kept(&error))?;
                file.write_all(&bytes).map_err(|error| not_kept(&error))?;
                file
            }
        };
        file.seek(SeekFrom::Start(self.size)).map_err(|error| not_kept(&error))?;
        let mut behind = io::BufWriter::new(file);
        write(&mut behind)?.map_err(|error| not_kept(&error))?;
        behind.into_inner().map_err(|error| not_kept(error.error()))
    }
}

impl Held {
    fn add(&mut self, piece: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Memory(bytes) => bytes.extend_from_slice(piece),
            Self::File(file) => file.write_all(piece).map_err(|error| not_kept(&error))?,
        }
        Ok(())
    }
}

impl From<Vec<u8>> for Parcel {
    fn from(bytes: Vec<u8>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&bytes);
        Self { size: bytes.len() as u64, held: Held::Memory(bytes), hasher }
    }
}

/// An empty file on the disk of `folder` that never has a name and only its owner may read.
pub fn unnamed(folder: &Path) -> Result<File, Failure> {
    tempfile::tempfile_in(folder).map_err(|error| not_kept(&error))
}

fn not_kept(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Failure::broken_as("store.full", domain::words::Params::new(), "booth.parcel")
        }
        _ => Failure::broken(format!("a file that comes in could not be kept for reading: {error}"), "booth.parcel"),
    }
}

/// Hands over all that comes from `from`, piece by piece; the outer error is the source's.
pub fn fill(mut from: impl Read, mut add: impl FnMut(&[u8]) -> Result<(), Failure>) -> io::Result<Result<(), Failure>> {
    let mut piece = vec![0; PIECE];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return Ok(Ok(())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if let Err(failure) = add(&piece[..read]) {
            return Ok(Err(failure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_leaves_no_name_in_its_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut parcel = Parcel::in_folder(folder.path()).expect("a parcel");
        parcel.fill(b"one,two".as_slice()).expect("bytes").expect("room");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
        assert_eq!((parcel.size(), parcel.hash()), (7, blake3::hash(b"one,two").to_hex().to_string()));
        let mut file = parcel.closed_with(|behind| Ok(behind.write_all(b"!"))).expect("room");
        let mut text = String::new();
        file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_string(&mut text)).expect("it can be read");
        assert_eq!(text, "one,two!");
    }

    #[test]
    fn a_parcel_on_the_disk_is_the_parcel_in_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut parcel = Parcel::in_folder(folder.path()).expect("a parcel");
        parcel.add(b"one").and_then(|()| parcel.add(b"two")).expect("room");
        let memory = Parcel::from(b"onetwo".to_vec());
        assert_eq!((parcel.hash(), parcel.size()), (memory.hash(), memory.size()));
        assert_eq!(parcel.bytes().expect("it can be read"), b"onetwo");
    }
}
