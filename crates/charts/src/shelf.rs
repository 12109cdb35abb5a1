//! The folder beside a store where its basemaps lie, each under the hash of its bytes.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::flaw;
use crate::place::TilePlace;
use domain::flaw::Flaw;

/// What a file is called that is not whole yet.
const PART: &str = "part";
const WHOLE: &str = "pmtiles";
/// Hexadecimal signs of a hash.
const HASH: usize = 64;

/// The folder; it is made when the first basemap comes.
#[derive(Debug, Clone)]
pub struct Shelf(PathBuf);

impl Shelf {
    /// Of the store at `path`: `district.gpkg` has `district.gpkg.basemaps` beside it.
    pub fn of_store(path: &Path) -> Self {
        let mut name = OsString::from(path);
        name.push(".basemaps");
        Self(PathBuf::from(name))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// A new file that is not whole yet, readable by its owner alone. What an earlier one left that came to no end is
    /// taken away by [`Self::sweep`].
    pub fn part(&self, name: &str) -> io::Result<(PathBuf, File)> {
        fs::create_dir_all(&self.0)?;
        let path = self.0.join(format!("{name}.{PART}"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok((path.clone(), options.open(path)?))
    }

    /// Gives a file that is whole its name, for good: its bytes and then the folder are written through.
    pub fn take_up(&self, part: &Path, file: &File, hash: &str) -> io::Result<()> {
        file.sync_all()?;
        fs::rename(part, self.path_of(hash).ok_or(io::ErrorKind::InvalidInput)?)?;
        if cfg!(unix) {
            File::open(&self.0)?.sync_all()?;
        }
        Ok(())
    }

    /// Whether a basemap's file is there.
    pub fn has(&self, hash: &str) -> bool {
        self.path_of(hash).is_some_and(|path| path.is_file())
    }

    /// A tile of a basemap, unpacked; none where it has none there. An error of the disk says that a file is missing.
    pub fn tile(&self, hash: &str, place: TilePlace) -> Result<Option<Vec<u8>>, Flaw> {
        let missing = || Flaw::new("basemap.missing");
        let path = self.path_of(hash).ok_or_else(missing)?;
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => missing(),
            _ => flaw::unreadable(error),
        })?;
        Archive::open(file)?.tile(place)
    }

    /// Takes a basemap's file away; one that is not there is no error.
    pub fn remove(&self, hash: &str) -> io::Result<()> {
        let Some(path) = self.path_of(hash) else { return Ok(()) };
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Takes away what came to no end: when nothing is on its way, at the store's opening.
    pub fn sweep(&self) {
        for entry in fs::read_dir(&self.0).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == PART) {
                // What stays takes room and does no other harm.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// None where the hash is none: no name from outside becomes a path.
    fn path_of(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then(|| self.0.join(format!("{hash}.{WHOLE}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_from_outside_becomes_a_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::of_store(&folder.path().join("x.gpkg"));
        let place = TilePlace { zoom: 0, x: 0, y: 0 };
        for name in ["../x", "", "/etc/passwd", &"g".repeat(HASH), &"A".repeat(HASH)] {
            assert!(!shelf.has(name));
            assert_eq!(shelf.tile(name, place).expect_err("no file").code, "basemap.missing");
        }
    }

    #[test]
    fn what_came_to_no_end_is_swept_and_what_is_whole_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::of_store(&folder.path().join("x.gpkg"));
        let hash = "0".repeat(HASH);
        let (part, file) = shelf.part("1").expect("room");
        shelf.take_up(&part, &file, &hash).expect("it is kept");
        drop(shelf.part("2").expect("room"));
        shelf.sweep();
        assert!(shelf.has(&hash));
        assert_eq!(fs::read_dir(shelf.folder()).expect("a folder").count(), 1);
    }
}
