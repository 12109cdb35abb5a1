//! The one table of all actions and questions and of the roles that may use them.
//!
//! Hosts, interface, manual and the access test are made from this table, so no list can drift.

use serde::Serialize;
use ts_rs::TS;

use crate::failure::Refusal;
use crate::seat::{Role, Seat};

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

use DoorKind::{Act, Ask};
use Role::{Admin, Auditor, Commander, Field, Operator, Supervisor};

const EVERYBODY: &[Role] = &[Admin, Commander, Operator, Supervisor, Field, Auditor];
const AT_THE_DESK: &[Role] = &[Admin, Commander, Operator, Supervisor, Auditor];
const IN_COMMAND: &[Role] = &[Admin, Commander, Operator];

/// All actions and questions.
pub const TABLE: &[Entry] = &[
    entry("import_set", Act, &[Admin], "bring in a set of grids, people, venues …", "set, source"),
    entry("issue_order", Act, IN_COMMAND, "issue an order to a grid and all below", "draft"),
    entry(
        "mark_receipt",
        Act,
        &[Admin, Commander, Operator, Field],
        "say how far an order has got with a post; in the field only with one's own",
        "order, post, mark, way",
    ),
    entry("offer_pairing", Act, IN_COMMAND, "make a one-time code that pairs a phone to a post", "post"),
    entry("offer_seat", Act, &[Admin], "make a one-time code that seats a browser at the desk", "role, subtree"),
    entry("revoke_device", Act, &[Admin], "take a device's token away", "device"),
    entry("district", Ask, EVERYBODY, "the store, its scheme and totals, and who sits here", ""),
    entry("grid", Ask, EVERYBODY, "all about one grid", "path"),
    entry("venue", Ask, AT_THE_DESK, "one venue", "id"),
    entry("checkpoint", Ask, AT_THE_DESK, "one checkpoint", "id"),
    entry("places", Ask, AT_THE_DESK, "all venues and checkpoints", ""),
    entry("search", Ask, AT_THE_DESK, "grids, venues, checkpoints and posts by name, pinyin or code", "text, limit"),
    entry("reach", Ask, IN_COMMAND, "whom a draft would reach", "draft"),
    entry("orders", Ask, AT_THE_DESK, "the orders of a subtree, newest first", "scope, limit"),
    entry("order", Ask, AT_THE_DESK, "one order with its board", "id"),
    entry("inbox", Ask, &[Field], "my grid and my orders", ""),
    entry("devices", Ask, &[Admin, Commander, Operator, Auditor], "paired devices", ""),
    entry("check", Ask, AT_THE_DESK, "what is wrong with grids, posts and counts", ""),
    entry("locate", Ask, EVERYBODY, "the deepest grid at some positions", "points"),
    entry("help", Ask, EVERYBODY, "both tables, with who may", ""),
];

const fn entry(
    name: &'static str,
    door: DoorKind,
    roles: &'static [Role],
    words: &'static str,
    fields: &'static str,
) -> Entry {
    Entry { name, door, roles, words, fields }
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
