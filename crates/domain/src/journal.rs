//! The journal 值守日志: what the officer on watch would have written down, in the order in which it was.
//!
//! An entry is a fact: what happened at the desk enters by itself, and what somebody writes is a fact of its own.
//! The journal keeps nothing twice; it is the log, read by whoever has the watch. Nothing in it is changed: a
//! correction is a further entry that names the first.

mod happening;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::fact::FactId;
use crate::failure::{Hitch, Refusal};
use crate::id::{NoteId, OrderId, WatchId};
use crate::moment::Moment;
use crate::place::Position;
use crate::receipt::LONGEST_WORDS;
use crate::seat::Role;
use crate::words::Language;

pub use happening::{Happening, Heading, happening};

/// What somebody writes into the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteDraft {
    /// In his own words.
    pub words: String,
    /// When it happened; none: now.
    pub happened: Option<Moment>,
    /// What it is about.
    pub about: About,
    /// The entry that it puts right.
    pub corrects: Option<FactId>,
}

/// What an entry is about; nothing of it need be said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct About {
    /// A grid.
    #[serde(default)]
    pub grid: Option<GridPath>,
    /// An order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// A place on the map.
    #[serde(default)]
    pub place: Option<Position>,
}

/// An entry of somebody's own, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// For ever.
    pub id: NoteId,
    /// In his own words; sealed in the ledger.
    pub words: String,
    /// When it happened; when it was written stands before the fact.
    pub happened: Moment,
    /// What it is about.
    pub about: About,
    /// The entry that it puts right.
    pub corrects: Option<FactId>,
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalWish {
    /// About this grid and all below; none: all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// Written on this day or later, `2026-11-20`.
    #[serde(default)]
    pub from: Option<String>,
    /// Written on this day or before.
    #[serde(default)]
    pub to: Option<String>,
    /// Written during this watch, its beginning and its end among it.
    #[serde(default)]
    pub watch: Option<WatchId>,
    /// Filed under one of these; empty: under any.
    #[serde(default)]
    pub headings: Vec<Heading>,
    /// By a seat of one of these roles; empty: by any.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// With this in its number or its words; empty: whatever it says.
    #[serde(default)]
    pub text: String,
}

/// A part of the journal that came out of the press: the wish, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalPrint {
    /// What was wanted.
    pub wish: JournalWish,
    /// The language of what is printed beside people's own words.
    pub language: Language,
    /// How many entries it has.
    pub entries: u32,
    /// How many pages it has.
    pub pages: u32,
    /// BLAKE3 of the file.
    pub hash: String,
}

/// The human number of a desk's `count`-th entry of a day: `RZ-20261120-A014`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("RZ-{day}-{letter}{count:03}")
}

impl NoteDraft {
    /// Decide whether it may be written; when it happened is not later than now.
    pub fn decide(self, id: NoteId, now: Moment) -> Result<Note, Refusal> {
        let words = said(&self.words)?.ok_or(Hitch::NothingSaid)?;
        let happened = self.happened.unwrap_or(now);
        if happened > now {
            return Err(Hitch::InTheFuture.into());
        }
        Ok(Note { id, words, happened, about: self.about, corrects: self.corrects })
    }
}

/// Words without what stands around them; none where nothing was said. Too many are refused.
pub(crate) fn said(words: &str) -> Result<Option<String>, Refusal> {
    let words = words.trim();
    Refusal::unless_within(words, LONGEST_WORDS)?;
    Ok((!words.is_empty()).then(|| words.to_owned()))
}
