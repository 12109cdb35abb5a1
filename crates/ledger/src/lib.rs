//! THE MEMORY. One SQLite file that is also a valid GeoPackage: the log of facts and its folds.
//!
//! The log is what happened; every other table is a fold of it and can be dropped and made again.
//! This room keeps and gives back. It knows no rule of who may do what, no clock and no thread: time
//! and ids are handed in, and whoever owns the [`Ledger`] owns the one connection that writes.
//!
//! Invariant: only this crate knows SQL (checked in `tests/rules`).
//! Invariant: dropping the folds and folding the log again gives the same content ([`verify`]).

mod batch;
mod chain;
mod daybook;
mod error;
mod files;
mod fold;
mod gpkg;
mod keys;
mod ledger;
mod lock;
mod log;
mod migration;
mod place;
mod reader;
mod seal;
pub mod secret;
mod sets;
mod settings;
mod shred;
mod sql;
mod text;
mod verify;
mod view;

pub use batch::{Batch, Committed, Remembered};
pub use daybook::{DayBook, DayCase, DaySpot, NameId, Owed};
pub use error::Error;
pub use files::Form;
pub use fold::Filled;
pub use keys::remove as remove_keys;
pub use ledger::{Founding, Ledger};
pub use reader::Reader;
pub use sets::{Arriving, Packed, Packer};
pub use verify::{Bad, Verification, verify};
pub use view::{
    AlarmRow, ChargeRow, DocketRow, EntryFilter, EntryRow, EyeRow, FileUse, ImportRow, InboxRow, IncidentFilter,
    IncidentRow, IntakeRow, KeptContact, LiveCallRow, LookFilter, MissedRow, OpenIncident, PairingRow, PieceRow,
    PrintRow, ProgressRow, Reading, ReceiptRow, RecheckRow, RecordingRow, RevisionRow, RobotDigest, RobotItem,
    RobotRow, SentRow, SpeechRow, StepRow, StoreCard, TalkNoun, TalkRow, TalkWish, UnreadRow, View, ViewingFilter,
    ViewingRow, WhistleRow,
};
