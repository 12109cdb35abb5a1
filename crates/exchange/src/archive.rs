//! Archives (ZIP): their entries one at a time, and never more of one than it says of itself. What all
//! of them say together is checked before any is unpacked.

use std::cell::RefCell;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

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
pub(crate) struct Archive<'a, R = Cursor<&'a [u8]>> {
    file_name: &'a str,
    zip: ZipArchive<R>,
    entries: Vec<Entry>,
}

/// A file that several read at once, each at its own place.
#[derive(Debug)]
pub(crate) struct Shared<'a, F> {
    file: &'a RefCell<F>,
    at: u64,
    size: u64,
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
        Self::at(file_name, Cursor::new(bytes), &bytes[bytes.len().saturating_sub(TAIL)..])
    }
}

impl<'a, F: Read + Seek> Archive<'a, Shared<'a, F>> {
    /// The same of a file that others read, too.
    pub(crate) fn of(file_name: &'a str, mut from: Shared<'a, F>) -> io::Result<Result<Self, Fault>> {
        let mut tail = Vec::new();
        from.seek(SeekFrom::Start(from.size.saturating_sub(TAIL as u64)))?;
        from.read_to_end(&mut tail)?;
        from.rewind()?;
        Ok(Self::at(file_name, from, &tail))
    }
}

impl<'a, R: Read + Seek> Archive<'a, R> {
    fn at(file_name: &'a str, from: R, tail: &[u8]) -> Result<Self, Fault> {
        let file = ("file", file_name);
        let damaged = || of_file("archive.damaged", &[file]);
        let too_many = || of_file("archive.too_many", &[file, ("most", &MOST_ENTRIES.to_string())]);
        if tail.windows(LARGE_DIRECTORY.len()).any(|window| window == LARGE_DIRECTORY) {
            return Err(too_many());
        }
        let mut zip = ZipArchive::new(from).map_err(|_| damaged())?;
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

impl<'a, F> Shared<'a, F> {
    /// A file of so many bytes, at its beginning.
    pub(crate) fn of(file: &'a RefCell<F>, size: u64) -> Self {
        Self { file, at: 0, size }
    }
}

impl<F: Read + Seek> Read for Shared<'_, F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.by_ref().take(self.size.saturating_sub(self.at)).read(bytes)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<F> Seek for Shared<'_, F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn damaged(file_name: &str, entry: &str) -> Fault {
    of_file("archive.damaged_entry", &[("file", file_name), ("entry", entry)])
}

/// What systems put beside the files that people put in.
fn is_of_the_system(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|last| last.starts_with('.'))
}
