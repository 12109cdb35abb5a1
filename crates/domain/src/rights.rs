//! The one table of all actions and questions and of the roles that may use them.
//!
//! Hosts, interface, manual and the access test are made from this table, so no list can drift.

mod page;
mod table;

use serde::Serialize;
use ts_rs::TS;

use crate::failure::Refusal;
use crate::seat::{Role, Seat};

pub use page::page;
pub use table::TABLE;

/// One action or question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Entry {
    /// Its name on the wire.
    pub name: &'static str,
    /// Which door.
    pub door: DoorKind,
    /// Who may use it, inside the seat's subtree.
    pub roles: &'static [Role],
    /// What it does, for people.
    pub words: &'static str,
    /// The same in Chinese.
    pub words_zh: &'static str,
    /// Its fields, for people who type it.
    pub fields: &'static str,
}

/// The desk's two doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DoorKind {
    /// Changes.
    Act,
    /// Asks.
    Ask,
}

impl DoorKind {
    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Ask => "ask",
        }
    }
}

/// Whether a seat may open the store to the network, and close it: whoever may give seats away, over all of it.
pub fn check_network(seat: &Seat) -> Result<(), Refusal> {
    check(DoorKind::Act, "offer_seat", seat)?;
    if seat.subtree.is_none() {
        return Ok(());
    }
    Err(Refusal::NotYours { entry: "offer_seat", role: seat.role.word().to_owned() })
}

/// Whether a seat's role may use an entry; the subtree is checked where the grid is known.
pub fn check(door: DoorKind, name: &'static str, seat: &Seat) -> Result<(), Refusal> {
    let allowed = TABLE
        .iter()
        .find(|entry| entry.door == door && entry.name == name)
        .is_some_and(|entry| entry.roles.contains(&seat.role));
    if allowed { Ok(()) } else { Err(Refusal::NotYours { entry: name, role: seat.role.word().to_owned() }) }
}
