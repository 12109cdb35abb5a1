//! Whether a store is what was written: chain, signatures, bodies, sets, files, folds, indexes.

mod log_check;

use std::path::Path;

use domain::id::DeskId;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::Error;
use crate::keys::Keys;
use crate::reader::Reader;
use crate::sql::section;
use crate::{files, fold, gpkg, migration, settings};

const SQL: &str = include_str!("verify.sql");
const RTREES: &str = section(SQL, "rtrees");
const INTEGRITY: &str = section(SQL, "integrity");

/// What a check of a whole store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Facts in the log.
    pub facts: u64,
    /// Bodies that were removed by retention, or lie out of scope.
    pub absent_bodies: u64,
    /// The first record that is not what was written.
    pub first_bad: Option<Bad>,
    /// Whether the folds could be made again: the keys were at hand and the log could be read.
    pub folds_checked: bool,
    /// Whether every fold was made again and says the same.
    pub folds_equal: bool,
    /// The folds that say something else.
    pub differing_tables: Vec<String>,
    /// Whether every R-tree fits its layer.
    pub rtree_ok: bool,
    /// What SQLite's own check complains of; empty when it is content.
    pub integrity: Vec<String>,
}

/// A record that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Whose log.
    pub desk: DeskId,
    /// Place in that log; 0 when it is about no one fact.
    pub seq: u64,
    /// What is wrong with it.
    pub what: String,
}

impl Verification {
    /// Whether nothing bad was found.
    pub fn is_sound(&self) -> bool {
        self.first_bad.is_none() && self.differing_tables.is_empty() && self.rtree_ok && self.integrity.is_empty()
    }
}

/// Check a store, closed or running. It works on a copy in memory and changes nothing.
///
/// Without the desk's keys the folds are not compared, because what is sealed can't be folded.
pub fn verify(path: &Path, keys_dir: &Path) -> Result<Verification, Error> {
    let reader = Reader::open(path, keys_dir)?;
    let mut copy = copied(reader.connection())?;
    let keys = reader.into_keys();
    // A store that nobody has opened since this program came: the copy alone is brought to our schema.
    migration::advance(&mut copy, path)?;
    if let Some(keys) = &keys {
        fold::incident::catch_up(&copy, keys)?;
    }
    // Before the folds are made again: that mends an index, too.
    let (rtree_ok, integrity) = (rtrees_fit(&copy)?, integrity(&copy)?);
    let log = log_check::check(&copy)?;
    let folds = match &keys {
        Some(keys) => differing(&copy, keys, log.first_bad.is_some())?,
        None => None,
    };
    // After the folds: those say which files there must be.
    let bad_file = match &keys {
        Some(keys) if log.first_bad.is_none() => files::fault(&copy, keys)?,
        _ => None,
    };
    let first_bad = log.first_bad.or_else(|| bad_file.zip(log.desk).map(|(what, desk)| Bad { desk, seq: 0, what }));
    Ok(Verification {
        facts: log.facts,
        absent_bodies: log.absent_bodies,
        first_bad,
        folds_checked: folds.is_some(),
        folds_equal: folds.as_ref().is_some_and(Vec::is_empty),
        differing_tables: folds.unwrap_or_default(),
        rtree_ok,
        integrity,
    })
}

/// One committed state of the store, in memory: in one step, so that no writer gets in between.
fn copied(source: &Connection) -> Result<Connection, Error> {
    let mut copy = settings::connect_memory()?;
    let backup = Backup::new(source, &mut copy)?;
    if !matches!(backup.step(-1)?, StepResult::Done) {
        return Err(Error::corrupt("the store can't be read to its end now; try again"));
    }
    drop(backup);
    settings::harden(&copy)?;
    gpkg::register_writer(&copy)?;
    Ok(copy)
}

/// The folds that say something else than the log; none when a bad log can't be folded at all.
fn differing(copy: &Connection, keys: &Keys, log_is_bad: bool) -> Result<Option<Vec<String>>, Error> {
    // What is laid out for a draft that is being made is no fold yet, and what is left of one that is gone none any more.
    fold::cleared(copy)?;
    let found = fold::hashes(copy)?;
    copy.execute_batch("BEGIN")?;
    match fold::rebuild(copy, keys) {
        Err(_) if log_is_bad => return Ok(None),
        other => other?,
    }
    fold::cleared(copy)?;
    let wanted = fold::hashes(copy)?;
    let differing = found.iter().zip(wanted).filter(|(found, wanted)| found.1 != wanted.1);
    Ok(Some(differing.map(|(found, _)| found.0.to_owned()).collect()))
}

fn rtrees_fit(copy: &Connection) -> Result<bool, Error> {
    Ok(copy.query_row(RTREES, [], |row| row.get(0))?)
}

fn integrity(copy: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = copy.prepare(INTEGRITY)?;
    let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
