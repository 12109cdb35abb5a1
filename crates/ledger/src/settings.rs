//! The settings of every connection, in one place, each asserted after it is set.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

use crate::error::Error;
use crate::gpkg;

/// 3.51.2 is the last with the bug that resets the WAL; what we ship was tried from here on.
const LEAST_SQLITE: (i32, &str) = (3_053_002, "3.53.2");

/// More than there are statements.
const STATEMENTS: usize = 160;

/// A setting: its name, what it is set to, and what SQLite then says.
type Setting = (&'static str, &'static str, &'static str);

const ALL: [Setting; 7] = [
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    (MAP, "0", "0"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
];
const MAP: &str = "mmap_size";
/// A commit that somebody waits for moves nothing into the file by itself.
const NO_CHECKPOINT: Setting = ("wal_autocheckpoint", "0", "0");
/// 8 MiB: a district answers all over the pages of its orders, and what SQLite takes by itself holds less than two of them.
const CACHE: Setting = ("cache_size", "-8192", "-8192");
const WAL: Setting = ("journal_mode", "WAL", "wal");
/// Emptied at each commit and synced: one that is only taken away may be there again after the power has failed, and undo
/// what was acknowledged.
const ROLLBACK: Setting = ("journal_mode", "TRUNCATE", "truncate");
const QUERY_ONLY: Setting = ("query_only", "ON", "1");

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The one writer's.
    Write,
    /// A reader's. It never writes, and never moves the WAL into the file.
    Read,
}

/// Who is there beside the one writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    /// Readers, at any moment: what is written goes into a log beside the file first.
    Readers,
    /// Nobody who would have to wait: what is written goes into the file, once, and what it takes the place of into a
    /// journal until the commit (decision 0048).
    Nobody,
}

/// A connection to a file that exists.
pub(crate) fn connect(path: &Path, purpose: Purpose) -> Result<Connection, Error> {
    refuse_old_sqlite()?;
    match connect_any(path, purpose) {
        Err(Error::Sqlite(error)) if is_no_database(&error) => Err(Error::NotAStore { path: path.to_owned() }),
        other => other,
    }
}

fn connect_any(path: &Path, purpose: Purpose) -> Result<Connection, Error> {
    // A reader opens to write too: only so can it take part in the WAL. query_only keeps it from writing.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != gpkg::APPLICATION_ID && !is_new(&connection)? {
        return Err(Error::NotAStore { path: path.to_owned() });
    }
    match purpose {
        Purpose::Write => {
            gpkg::register_writer(&connection)?;
            set(&connection, NO_CHECKPOINT)?;
            set(&connection, CACHE)?;
        }
        Purpose::Read => {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            set(&connection, QUERY_ONLY)?;
        }
    }
    Ok(connection)
}

/// An empty store in memory, to which another is copied.
pub(crate) fn connect_memory() -> Result<Connection, Error> {
    refuse_old_sqlite()?;
    Ok(Connection::open_in_memory()?)
}

/// Everything but the journal, which only the writer of a whole store decides.
pub(crate) fn harden(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.load_extension_disable()?;
    for switch in [DbConfig::SQLITE_DBCONFIG_DEFENSIVE, DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER] {
        if !connection.set_db_config(switch, true)? {
            return Err(Error::Setting {
                name: "db_config",
                found: "off".to_owned(),
                wanted: format!("{switch:?} on"),
            });
        }
    }
    ALL.into_iter().try_for_each(|setting| set(connection, setting))?;
    gpkg::register(connection)
}

/// What keeps a commit whole: also where an export or a closed store left the journal at DELETE.
pub(crate) fn keep_whole(connection: &Connection, company: Company) -> Result<(), Error> {
    set(
        connection,
        match company {
            Company::Readers => WAL,
            Company::Nobody => ROLLBACK,
        },
    )
}

fn set(connection: &Connection, (name, value, wanted): Setting) -> Result<(), Error> {
    connection.pragma_update(None, name, value)?;
    let found = match connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0)).optional()? {
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Text(word)) => word,
        // A database in memory has no map to be asked about.
        None if name == MAP => wanted.to_owned(),
        other => format!("{other:?}"),
    };
    if found == wanted { Ok(()) } else { Err(Error::Setting { name, found, wanted: wanted.to_owned() }) }
}

fn refuse_old_sqlite() -> Result<(), Error> {
    let (number, least) = LEAST_SQLITE;
    if rusqlite::version_number() < number {
        return Err(Error::SqliteTooOld { found: rusqlite::version().to_owned(), least: least.to_owned() });
    }
    Ok(())
}

fn is_new(connection: &Connection) -> Result<bool, Error> {
    Ok(connection.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0))? == 0)
}

fn is_no_database(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::CannotOpen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(connection: &Connection, name: &str) -> String {
        let value: Value = connection.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        match value {
            Value::Integer(number) => number.to_string(),
            Value::Text(word) => word,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_setting_stands_on_every_connection() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.gpkg");
        std::fs::write(&path, "").unwrap();
        let writer = connect(&path, Purpose::Write).unwrap();
        keep_whole(&writer, Company::Readers).unwrap();
        let reader = connect(&path, Purpose::Read).unwrap();
        for connection in [&writer, &reader] {
            for (name, _, wanted) in ALL.into_iter().chain([WAL]) {
                assert_eq!(says(connection, name), wanted, "{name}");
            }
            assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
            assert!(connection.query_row("SELECT load_extension('x')", [], |_| Ok(())).is_err());
        }
        for (name, _, wanted) in [NO_CHECKPOINT, CACHE] {
            assert_eq!(says(&writer, name), wanted, "{name}");
        }
        assert_eq!((says(&writer, QUERY_ONLY.0), says(&reader, QUERY_ONLY.0)), ("0".to_owned(), "1".to_owned()));
        assert!(reader.execute_batch("CREATE TABLE t (a)").is_err(), "a reader can't write");
    }

    #[test]
    fn a_setting_that_does_not_take_is_an_error() {
        let connection = Connection::open_in_memory().unwrap();
        let failed = keep_whole(&connection, Company::Readers).unwrap_err();
        assert_eq!(failed.to_string(), "the setting journal_mode is memory, not wal");
    }
}
