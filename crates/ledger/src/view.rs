//! The same reads inside a writer's transaction and on a reader.

mod acceptance;
mod alarm;
mod amendment;
mod basemap;
mod callin;
mod channel;
mod contact;
mod daybook;
mod device;
mod edition;
mod fact;
mod file;
mod gateway;
mod grid;
mod ground;
mod import;
mod incident;
mod intake;
mod journal;
mod ladder;
mod livecall;
mod order;
mod people;
mod print;
mod receipt;
mod recheck;
mod recording;
mod review;
mod robot;
mod saved;
mod scheme;
mod speech;
mod store;
mod viewing;
mod watch;
mod whistle;

use std::cell::RefCell;

use domain::id::OrderId;
use rusqlite::{Connection, Params, Row};

pub use alarm::AlarmRow;
pub use callin::MissedRow;
pub use channel::{Reading, TalkNoun, TalkRow, TalkWish, UnreadRow};
pub use contact::{KeptContact, LookFilter};
pub use device::PairingRow;
pub use file::FileUse;
pub use gateway::SentRow;
pub use import::ImportRow;
pub use incident::{IncidentFilter, IncidentRow, OpenIncident};
pub use intake::IntakeRow;
pub use journal::{EntryFilter, EntryRow};
pub use livecall::LiveCallRow;
pub use print::PrintRow;
pub use receipt::{InboxRow, ProgressRow, ReceiptRow};
pub use recheck::RecheckRow;
pub use recording::{PieceRow, RecordingRow};
pub use review::{ChargeRow, DocketRow};
pub use robot::{RobotDigest, RobotItem, RobotRow};
pub use scheme::{RevisionRow, StepRow};
pub use speech::SpeechRow;
pub use store::StoreCard;
pub use viewing::{EyeRow, ViewingFilter, ViewingRow};
pub use whistle::WhistleRow;

use crate::error::Error;
use crate::keys::Keys;
use crate::seal::SubjectKey;

/// What can be read.
pub struct View<'c> {
    connection: &'c Connection,
    keys: Option<&'c Keys>,
    holds_state: bool,
    /// The key of the order whose words were opened last: a board opens hundreds of one order.
    last_key: RefCell<Option<(OrderId, SubjectKey)>>,
}

impl<'c> View<'c> {
    /// Whatever stands when each read is made.
    pub(crate) fn new(connection: &'c Connection, keys: Option<&'c Keys>) -> Self {
        Self { connection, keys, holds_state: false, last_key: RefCell::default() }
    }

    /// One committed state, held until the view is dropped.
    pub(crate) fn of_one_state(connection: &'c Connection, keys: Option<&'c Keys>) -> Self {
        // A second view beside the first reads the state that the first holds.
        let holds_state = connection.is_autocommit() && connection.execute_batch("BEGIN DEFERRED").is_ok();
        Self { connection, keys, holds_state, last_key: RefCell::default() }
    }

    /// All rows of a statement, each made into a value.
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut make: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut values = Vec::new();
        while let Some(row) = rows.next()? {
            values.push(make(row)?);
        }
        Ok(values)
    }

    /// The first row of a statement, made into a value.
    fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        make: impl FnOnce(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(make).transpose()
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        if self.holds_state {
            // Nothing was written; what is still open ends with the connection.
            let _ = self.connection.execute_batch("COMMIT");
        }
    }
}
