//! What can go wrong with a store: always a broken machine, file or installation, never a refusal.

use std::fmt;
use std::io;
use std::path::PathBuf;

use domain::id::DeskId;
use domain::words::{self, Language, Params};
use rusqlite::ErrorCode;

/// The WAL's index could not be made longer. SQLite has no word of its own for a disk that is full just then.
const NO_ROOM_FOR_INDEX: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Why the memory failed. After any of these nothing of the running batch is acknowledged.
#[derive(Debug)]
pub enum Error {
    /// No file at that place.
    Missing {
        /// The place.
        path: PathBuf,
    },
    /// The file is something else.
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A store is founded only where nothing is.
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// Another desk writes to the store, or still reads it while it is to be closed.
    InUse {
        /// The store.
        path: PathBuf,
    },
    /// The SQLite inside is older than the first without the bug that resets the WAL.
    SqliteTooOld {
        /// What runs here.
        found: String,
        /// What is needed.
        least: String,
    },
    /// A later Wutu made the store.
    Newer {
        /// The store.
        path: PathBuf,
    },
    /// The live file may not lie on a network share or a removable disk.
    Place {
        /// The store.
        path: PathBuf,
        /// What it lies on, as the system calls it.
        kind: String,
    },
    /// The desk's key file is not at hand, so nothing can be signed or sealed.
    KeysMissing {
        /// Whose keys.
        desk: DeskId,
        /// Where they should be.
        keys_dir: PathBuf,
    },
    /// The key file is there and is not this desk's.
    WrongKeys {
        /// The key file.
        path: PathBuf,
    },
    /// A setting did not take.
    Setting {
        /// Which.
        name: &'static str,
        /// What SQLite says it is.
        found: String,
        /// What it must be.
        wanted: String,
    },
    /// Something in the store cannot be what was written.
    Corrupt {
        /// What was found.
        what: String,
    },
    /// No room on the disk.
    Full,
    /// The file system failed.
    Io(io::Error),
    /// SQLite failed.
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Names the failure for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "store.missing",
            Self::NotAStore { .. } => "store.not_a_store",
            Self::Exists { .. } => "store.exists",
            Self::InUse { .. } => "store.in_use",
            Self::SqliteTooOld { .. } => "store.sqlite_too_old",
            Self::Newer { .. } => "store.newer",
            Self::Place { .. } => "store.place",
            Self::KeysMissing { .. } => "store.keys_missing",
            Self::WrongKeys { .. } => "store.wrong_keys",
            Self::Setting { .. } => "store.setting",
            Self::Corrupt { .. } => "store.corrupt",
            Self::Full => "store.full",
            Self::Io(_) => "store.io",
            Self::Sqlite(_) => "store.sqlite",
        }
    }

    /// What the failure's words speak of.
    pub fn params(&self) -> Params {
        let shown = |path: &PathBuf| path.display().to_string();
        let pairs: Vec<(&str, String)> = match self {
            Self::Missing { path }
            | Self::NotAStore { path }
            | Self::Exists { path }
            | Self::InUse { path }
            | Self::Newer { path }
            | Self::WrongKeys { path } => vec![("path", shown(path))],
            Self::SqliteTooOld { found, least } => vec![("found", found.clone()), ("least", least.clone())],
            Self::Place { path, kind } => vec![("path", shown(path)), ("kind", kind.clone())],
            Self::KeysMissing { desk, keys_dir } => vec![("desk", desk.to_string()), ("keys_dir", shown(keys_dir))],
            Self::Setting { name, found, wanted } => {
                vec![("name", (*name).to_owned()), ("found", found.clone()), ("wanted", wanted.clone())]
            }
            Self::Corrupt { what } => vec![("what", what.clone())],
            Self::Full => vec![],
            Self::Io(error) => vec![("what", error.to_string())],
            Self::Sqlite(error) => vec![("what", error.to_string())],
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = words::sentence(self.code(), &self.params(), Language::English);
        f.write_str(sentence.as_deref().unwrap_or(self.code()))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Sqlite(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(code) if code.code == ErrorCode::DiskFull || code.extended_code == NO_ROOM_FOR_INDEX => Self::Full,
            Some(code) if code.code == ErrorCode::DatabaseCorrupt => Self::corrupt(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such_whoever_notices() {
        let sqlite = |code| Error::from(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
        let system = |kind| Error::from(io::Error::from(kind));
        for error in [
            sqlite(rusqlite::ffi::SQLITE_FULL),
            sqlite(rusqlite::ffi::SQLITE_IOERR_SHMSIZE),
            system(io::ErrorKind::StorageFull),
            system(io::ErrorKind::QuotaExceeded),
        ] {
            assert_eq!((error.code(), error.to_string().as_str()), ("store.full", "the disk is full"));
        }
        assert_eq!(sqlite(rusqlite::ffi::SQLITE_IOERR_READ).code(), "store.sqlite");
        assert_eq!(system(io::ErrorKind::PermissionDenied).code(), "store.io");
    }
}
