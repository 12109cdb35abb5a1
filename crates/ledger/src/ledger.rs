//! The one writer of a store: founded, opened, rebuilt, closed.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use domain::fact::Fact;
use domain::id::{CommandId, DeskId};
use domain::moment::Moment;
use domain::purpose;
use domain::seat::Seat;
use rusqlite::{Connection, ErrorCode, Row, TransactionBehavior, named_params};

use crate::batch::Batch;
use crate::error::Error;
use crate::keys::{self, Keys};
use crate::lock::{WriterLock, beside};
use crate::settings::{self, Company, Purpose};
use crate::sql::section;
use crate::view::View;
use crate::{chain, fold, gpkg, migration, place};

const INSERT_DESK: &str = section(include_str!("ledger.sql"), "insert_desk");

/// So many pages that are not in the file yet make the log beside it long: as many as SQLite takes for it.
const LONG: i64 = 1_000;

/// The one writer of a store: owns its connection and every checkpoint.
pub struct Ledger {
    pub(crate) connection: Connection,
    keys: Option<Keys>,
    keys_dir: PathBuf,
    desk: DeskId,
    path: PathBuf,
    company: Company,
    // Last: the connection closes before the next writer may come.
    lock: WriterLock,
}

/// What a new store is.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The store's name.
    pub name: String,
    /// The letter in this desk's human numbers.
    pub letter: char,
    /// Hours east of Greenwich of the day in human numbers.
    pub offset_hours: i8,
    /// Whose log this is.
    pub desk: DeskId,
    /// Which press of which button.
    pub command: CommandId,
    /// Now.
    pub now: Moment,
    /// Who founds it.
    pub by: Seat,
    /// What it is for.
    pub purpose: purpose::Purpose,
}

impl Ledger {
    /// Make a store where nothing is, and open it. A failure leaves nothing behind.
    pub fn found(path: &Path, keys_dir: &Path, founding: &Founding) -> Result<Self, Error> {
        found(path, keys_dir, founding, |path, lock| Self::open_locked(path, keys_dir, Company::Readers, lock))
    }

    /// The same, and leave it as [`Self::close`] leaves one.
    pub fn found_closed(path: &Path, keys_dir: &Path, founding: &Founding) -> Result<(), Error> {
        found(path, keys_dir, founding, |_, _| Ok(()))
    }

    /// Open a store to write. One writer per store: a second gets [`Error::InUse`].
    ///
    /// Without the desk's keys the store opens, and [`Self::begin`] refuses.
    pub fn open(path: &Path, keys_dir: &Path) -> Result<Self, Error> {
        Self::open_in(path, keys_dir, Company::Readers)
    }

    /// The same for one who writes much while nobody else has the store open: it is written once, without the log beside
    /// it. Who reads meanwhile waits, and the writer does not commit while somebody reads.
    pub fn open_alone(path: &Path, keys_dir: &Path) -> Result<Self, Error> {
        Self::open_in(path, keys_dir, Company::Nobody)
    }

    fn open_in(path: &Path, keys_dir: &Path, company: Company) -> Result<Self, Error> {
        if !path.try_exists()? {
            return Err(Error::Missing { path: path.to_owned() });
        }
        place::refuse_unsuited(path)?;
        let path = absolute(path)?;
        let lock = WriterLock::take(&path)?;
        Self::open_locked(path, keys_dir, company, lock)
    }

    fn open_locked(path: PathBuf, keys_dir: &Path, company: Company, lock: WriterLock) -> Result<Self, Error> {
        let (connection, desk, keys) = connect(&path, keys_dir, company)?;
        Ok(Self { connection, keys, keys_dir: keys_dir.to_owned(), desk, path, company, lock })
    }

    /// Open the store anew after a commit that failed. No other writer can come in between.
    ///
    /// After an error nothing is written until a later call succeeds; what is committed can still be read.
    pub fn reopen(&mut self) -> Result<(), Error> {
        if !self.path.try_exists()? {
            return Err(Error::Missing { path: self.path.clone() });
        }
        let (connection, desk, keys) = connect(&self.path, &self.keys_dir, self.company)?;
        if desk != self.desk {
            return Err(Error::corrupt("another desk's store lies in its place"));
        }
        // The old connection goes only now: the last to go takes the WAL's index with it, and a full disk has no
        // room for a new one.
        (self.connection, self.keys) = (connection, keys);
        Ok(())
    }

    /// Whose log this is.
    pub fn desk(&self) -> DeskId {
        self.desk
    }

    /// Where the store lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begin one transaction that holds several commands.
    pub fn begin(&mut self) -> Result<Batch<'_>, Error> {
        Batch::begin(self)
    }

    /// Move what was committed into the file, once the log beside it is long. No commit does so by itself: whoever writes
    /// calls this when nobody waits.
    pub fn checkpoint(&self) -> Result<(), Error> {
        let waiting = |row: &Row<'_>| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?);
        let mut look = self.connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
        if look.query_row([], waiting)? >= LONG {
            self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Empty the log beside the file, so that nothing lies in it that was destroyed since: tells whether it is empty. It
    /// is not while somebody reads what was before.
    pub fn scrub(&self) -> Result<bool, Error> {
        let is_busy: bool = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(!is_busy)
    }

    /// Read what is committed.
    pub fn view(&self) -> View<'_> {
        View::new(&self.connection, self.keys.as_ref())
    }

    /// Drop every fold and fold the log again.
    pub fn rebuild(&mut self) -> Result<(), Error> {
        self.keys()?;
        let Self { connection, keys: Some(keys), .. } = self else { return Ok(()) };
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        fold::rebuild(&transaction, keys)?;
        Ok(transaction.commit()?)
    }

    /// Give the file back in a form that other programs open: no WAL beside it, and no grids that belong to no scheme.
    ///
    /// [`Error::InUse`] while a reader still has it open; nothing is lost then, the WAL stays.
    pub fn close(self) -> Result<(), Error> {
        let Self { mut connection, path, lock, .. } = self;
        clear(&mut connection)?;
        connection.flush_prepared_statement_cache();
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        let journal: Result<String, _> =
            connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0));
        let closed = match journal {
            Ok(mode) if mode == "delete" => connection.close().map_err(|(_, error)| error.into()),
            Ok(found) => Err(Error::Setting { name: "journal_mode", found, wanted: "delete".to_owned() }),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Err(Error::InUse { path }),
            Err(error) => Err(error.into()),
        };
        drop(lock);
        closed
    }

    /// The keys, without which nothing is written.
    pub(crate) fn keys(&self) -> Result<&Keys, Error> {
        self.keys.as_ref().ok_or_else(|| Error::KeysMissing { desk: self.desk, keys_dir: self.keys_dir.clone() })
    }

    pub(crate) fn keys_at_hand(&self) -> Option<&Keys> {
        self.keys.as_ref()
    }
}

/// A store where nothing was, and what `take_up` makes of it once it lies there.
fn found<T>(
    path: &Path,
    keys_dir: &Path,
    founding: &Founding,
    take_up: impl FnOnce(PathBuf, WriterLock) -> Result<T, Error>,
) -> Result<T, Error> {
    place::refuse_unsuited(path)?;
    let path = absolute(path)?;
    let lock = WriterLock::take(&path)?;
    if path.try_exists()? {
        return Err(Error::Exists { path });
    }
    let keys = Keys::make(keys_dir, founding.desk)?;
    // Under another name first: what a crash leaves of it is no store, and nobody takes it for one.
    let draft = beside(&path, ".new");
    let made = remove(&draft)
        .and_then(|()| make(&draft, keys_dir, keys, founding, lock))
        .and_then(|lock| put_in_place(&draft, &path, |path| take_up(path, lock)));
    if made.is_err() {
        keys::remove(keys_dir, founding.desk);
        remove(&draft)?;
    }
    made
}

fn put_in_place<T>(draft: &Path, path: &Path, take_up: impl FnOnce(PathBuf) -> Result<T, Error>) -> Result<T, Error> {
    std::fs::rename(draft, path)?;
    let taken = keys::sync_dir(path.parent().unwrap_or(Path::new(".")))
        .map_err(Error::from)
        .and_then(|()| take_up(path.to_owned()));
    if taken.is_err() {
        remove(path)?;
    }
    taken
}

/// The writer's connection, the schema brought to ours; whose log it is, and that desk's keys where they are at hand.
fn connect(path: &Path, keys_dir: &Path, company: Company) -> Result<(Connection, DeskId, Option<Keys>), Error> {
    let mut connection = settings::connect(path, Purpose::Write)?;
    migration::advance(&mut connection, path)?;
    settings::keep_whole(&connection, company)?;
    let journal = beside(path, "-journal");
    if company == Company::Readers && journal.try_exists()? {
        // Of one who wrote alone: what was in it is undone by now, and the log stands in its place.
        std::fs::remove_file(journal)?;
    }
    clear(&mut connection)?;
    let (desk, keys) = crate::reader::desk_and_keys(&connection, keys_dir)?;
    if let Some(keys) = &keys {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        fold::incident::catch_up(&transaction, keys)?;
        transaction.commit()?;
    }
    Ok((connection, desk, keys))
}

/// What was laid out for a draft that did not come, and what is left of one that is gone, goes.
fn clear(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    fold::cleared(&transaction)?;
    Ok(transaction.commit()?)
}

/// The whole store at a name of its own, closed again.
fn make(draft: &Path, keys_dir: &Path, keys: Keys, founding: &Founding, lock: WriterLock) -> Result<WriterLock, Error> {
    keys::private(OpenOptions::new().write(true).create_new(true)).open(draft)?;
    let mut connection = settings::connect(draft, Purpose::Write)?;
    connection.pragma_update(None, "application_id", gpkg::APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", gpkg::USER_VERSION)?;
    let transaction = connection.transaction()?;
    migration::found(&transaction)?;
    transaction.execute(
        INSERT_DESK,
        named_params! {":desk": founding.desk.to_string(), ":public_key": keys.public(), ":hash": chain::START},
    )?;
    transaction.commit()?;
    let (desk, keys_dir, path) = (founding.desk, keys_dir.to_owned(), draft.to_owned());
    let mut ledger = Ledger { connection, keys: Some(keys), keys_dir, desk, path, company: Company::Nobody, lock };
    let fact = Fact::StoreFounded {
        name: founding.name.clone(),
        letter: founding.letter,
        offset_hours: founding.offset_hours,
        purpose: founding.purpose,
    };
    let mut batch = ledger.begin()?;
    batch.append(&founding.by, founding.command, founding.now, None, &fact)?;
    batch.commit()?;
    let Ledger { connection, lock, .. } = ledger;
    connection.close().map_err(|(_, error)| error)?;
    Ok(lock)
}

/// One name per store, so that two ways to write its path meet at one lock.
fn absolute(path: &Path) -> Result<PathBuf, Error> {
    if let Ok(path) = path.canonicalize() {
        return Ok(path);
    }
    let name = path.file_name().ok_or_else(|| Error::NotAStore { path: path.to_owned() })?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(folder.canonicalize()?.join(name))
}

/// Take away a store that nobody has written to yet, and what SQLite keeps beside it.
fn remove(store: &Path) -> Result<(), Error> {
    for file in ["", "-journal", "-wal", "-shm"].map(|ending| beside(store, ending)) {
        if file.try_exists()? {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
