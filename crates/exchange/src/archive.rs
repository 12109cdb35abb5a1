//! Archives (ZIP): their entries one at a time, and never more of one than it says of itself. What all
//! of them say together is checked before any is unpacked.

use std::io::{BufReader, Cursor, Read};

use domain::import::Fault;
use zip::ZipArchive;

use crate::findings::of_file;
use crate::limits::{MOST_ENTRIES, MOST_UNPACKED};

/// How archives begin.
pub(crate) const BEGINNING: &[u8] = b"PK\x03\x04";
/// How the place of a directory with more entries than two bytes can count is told.
const LARGE_DIRECTORY: &[u8] = b"PK\x06\x07";
/// Bytes at the end among which that stands.
const TAIL: usize = 66_000;

/// An archive with its directory read.
pub(crate) struct Archive<'a> {
    file_name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    entries: Vec<Entry>,
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// With its folders, parted by `/`.
    pub(crate) name: String,
    index: usize,
    /// Bytes, unpacked.
    pub(crate) size: u64,
}

impl<'a> Archive<'a> {
    /// Read the directory of an archive.
    pub(crate) fn open(file_name: &'a str, bytes: &'a [u8]) -> Result<Self, Fault> {
        let file = ("file", file_name);
        let damaged = || of_file("archive.damaged", &[file]);
        let too_many = || of_file("archive.too_many", &[file, ("most", &MOST_ENTRIES.to_string())]);
        let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
        if tail.windows(LARGE_DIRECTORY.len()).any(|window| window == LARGE_DIRECTORY) {
            return Err(too_many());
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if zip.len() > MOST_ENTRIES {
            return Err(too_many());
        }
        let (mut entries, mut unpacked) = (Vec::with_capacity(zip.len()), 0_u64);
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|_| damaged())?;
            if entry.encrypted() {
                return Err(of_file("archive.locked", &[file]));
            }
            unpacked = unpacked.saturating_add(entry.size());
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if !entry.is_dir() && !is_of_the_system(&name) {
                entries.push(Entry { name, index, size: entry.size() });
            }
        }
        if unpacked > MOST_UNPACKED {
            let (size, most) = ((unpacked >> 20).to_string(), (MOST_UNPACKED >> 20).to_string());
            return Err(of_file("archive.too_large", &[file, ("size", &size), ("most", &most)]));
        }
        Ok(Self { file_name, zip, entries })
    }

    /// The entries whose names end so, in small letters.
    pub(crate) fn ending(&self, ending: &str) -> Vec<Entry> {
        self.entries.iter().filter(|entry| entry.name.to_lowercase().ends_with(ending)).cloned().collect()
    }

    /// The entry of this name, whatever its letters.
    pub(crate) fn entry(&self, name: &str) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)).cloned()
    }

    /// An entry as it unpacks, to the size that it says of itself.
    pub(crate) fn reader(&mut self, entry: &Entry) -> Result<impl std::io::BufRead, Fault> {
        let size = entry.size;
        let unpacked = self.zip.by_index(entry.index).map_err(|_| damaged(self.file_name, &entry.name))?;
        Ok(BufReader::with_capacity(1 << 16, unpacked.take(size)))
    }

    /// A whole entry; one that unpacks to something else than it says is damaged.
    pub(crate) fn bytes(&mut self, entry: &Entry) -> Result<Vec<u8>, Fault> {
        let (file_name, size) = (self.file_name, entry.size);
        let unpacked = self.zip.by_index(entry.index).map_err(|_| damaged(file_name, &entry.name))?;
        let mut bytes = Vec::new();
        let read = unpacked.take(size + 1).read_to_end(&mut bytes);
        if read.is_ok() && bytes.len() as u64 == size { Ok(bytes) } else { Err(damaged(file_name, &entry.name)) }
    }

    /// What is said of an entry that can't be unpacked or understood.
    pub(crate) fn damaged(&self, entry: &Entry) -> Fault {
        damaged(self.file_name, &entry.name)
    }
}

fn damaged(file_name: &str, entry: &str) -> Fault {
    of_file("archive.damaged_entry", &[("file", file_name), ("entry", entry)])
}

/// What systems put beside the files that people put in.
fn is_of_the_system(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|last| last.starts_with('.'))
}
