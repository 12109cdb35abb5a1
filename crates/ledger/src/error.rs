//! What can go wrong with a store: always a broken machine, file or installation, never a refusal.

use std::io;
use std::path::PathBuf;

use domain::id::DeskId;
use rusqlite::ErrorCode;
use thiserror::Error;

/// The WAL's index could not be made longer. SQLite has no word of its own for a disk that is full just then.
const NO_ROOM_FOR_INDEX: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Why the memory failed. After any of these nothing of the running batch is acknowledged.
#[derive(Debug, Error)]
pub enum Error {
    /// No file at that place.
    #[error("there is no file {path}")]
    Missing {
        /// The place.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{path} is not a Wutu store")]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A store is founded only where nothing is.
    #[error("{path} is there already")]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// Another desk writes to the store, or still reads it while it is to be closed.
    #[error("{path} is in use by another desk")]
    InUse {
        /// The store.
        path: PathBuf,
    },
    /// The SQLite inside is older than the first without the bug that resets the WAL.
    #[error("SQLite {found} is older than {least}")]
    SqliteTooOld {
        /// What runs here.
        found: String,
        /// What is needed.
        least: String,
    },
    /// A later Wutu made the store.
    #[error("{path} was made by a later version of Wutu")]
    Newer {
        /// The store.
        path: PathBuf,
    },
    /// The live file may not lie on a network share or a removable disk.
    #[error("{path} lies on {kind}: copy it to a local disk first")]
    Place {
        /// The store.
        path: PathBuf,
        /// What it lies on, as the system calls it.
        kind: String,
    },
    /// The desk's key file is not at hand, so nothing can be signed or sealed.
    #[error("the keys of desk {desk} are not in {keys_dir}: the store can be read, not written")]
    KeysMissing {
        /// Whose keys.
        desk: DeskId,
        /// Where they should be.
        keys_dir: PathBuf,
    },
    /// The key file is there and is not this desk's.
    #[error("the key file {path} does not fit the store")]
    WrongKeys {
        /// The key file.
        path: PathBuf,
    },
    /// A setting did not take.
    #[error("the setting {name} is {found}, not {wanted}")]
    Setting {
        /// Which.
        name: &'static str,
        /// What SQLite says it is.
        found: String,
        /// What it must be.
        wanted: String,
    },
    /// Something in the store cannot be what was written.
    #[error("the store is damaged: {what}")]
    Corrupt {
        /// What was found.
        what: String,
    },
    /// No room on the disk.
    #[error("the disk is full")]
    Full,
    /// The file system failed.
    #[error("{0}")]
    Io(io::Error),
    /// SQLite failed.
    #[error("{0}")]
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

    /// What to do, where it is known.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Full => Some("free space on the disk and try again; nothing that was acknowledged is lost"),
            _ => None,
        }
    }

    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
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
            assert!(error.advice().unwrap().starts_with("free space"));
        }
        assert_eq!(sqlite(rusqlite::ffi::SQLITE_IOERR_READ).code(), "store.sqlite");
        assert_eq!(system(io::ErrorKind::PermissionDenied).code(), "store.io");
    }
}
