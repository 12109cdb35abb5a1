//! One writer per store: a lock that the system lets go of when the process ends, however it ends.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::keys;

/// Held as long as its store is written.
///
/// It lies beside the store: locking the store's own file would drop SQLite's locks as soon as the
/// second handle closes.
pub(crate) struct WriterLock {
    file: File,
    path: PathBuf,
}

impl WriterLock {
    /// Become the store's writer.
    pub(crate) fn take(store: &Path) -> Result<Self, Error> {
        let path = beside(store, ".writer");
        loop {
            let mut options = OpenOptions::new();
            let file = keys::private(options.write(true).create(true).truncate(false)).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Error::InUse { path: store.to_owned() }),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            // The writer before took the file away between our opening and our locking it: what we hold is no lock.
            if is_the_file_there(&file, &path)? {
                return Ok(Self { file, path });
            }
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Elsewhere an open file can't be taken away, and an old one does no harm.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_the_file_there(file: &File, path: &Path) -> Result<bool, Error> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    Ok(std::fs::metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())))
}

#[cfg(not(unix))]
fn is_the_file_there(_: &File, _: &Path) -> Result<bool, Error> {
    Ok(true)
}

/// A file beside the store: its whole name with `ending` behind.
pub(crate) fn beside(store: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(store);
    name.push(ending);
    PathBuf::from(name)
}
