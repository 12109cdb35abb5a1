//! Which places an address may mean.

use serde::Serialize;
use ts_rs::TS;

use crate::code::GridPath;
use crate::place::{Bounds, Position};

/// Places that an address may mean, best first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct AddressList {
    /// Best first, ten at the most.
    pub places: Vec<AddressPlace>,
    /// Whether the address says that it is near the place, and not there: 对面.
    pub is_beside: bool,
}

/// One place that an address may mean.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct AddressPlace {
    /// What it is.
    pub noun: AddressNoun,
    /// A grid's path, an id, or a road's name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it lies: names from below the top.
    pub context: String,
    /// The grid that it is, or the deepest that it lies in.
    pub grid: Option<GridPath>,
    /// Where it is; in a grid a place well inside. None: its grid has no boundary.
    pub at: Option<Position>,
    /// Box around it, where it is a grid.
    pub bounds: Option<Bounds>,
    /// How its name was found in the address.
    pub how: AddressFit,
    /// How much of the address it explains, of a hundred.
    pub score: u8,
}

/// What an address may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AddressNoun {
    /// 网格.
    Grid,
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
    /// 道路, or where two of them cross.
    Road,
}

/// How a name was found in an address, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AddressFit {
    /// As it is written.
    Exact,
    /// As it sounds.
    Alike,
    /// A part of it.
    Shortened,
    /// With a sign that is another, or one too many.
    Mistyped,
}
