//! Streams that one may look at, and who looked.

use serde::Serialize;
use ts_rs::TS;

use super::{Author, PlaceNoun, Trouble};
use crate::code::GridPath;
use crate::id::{RoundId, ViewingId};
use crate::moment::Moment;
use crate::viewing::ViewingReason;

/// The streams of places.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct StreamList {
    /// By the kind and name of their place.
    pub streams: Vec<EyeLine>,
}

/// One stream, as somebody may look at it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EyeLine {
    /// What an amendment calls it.
    pub id: String,
    /// Itself.
    pub name: String,
    /// Where the camera is; never what opens it.
    pub address: String,
    /// Which noun its place is.
    pub noun: PlaceNoun,
    /// Which place.
    pub place: String,
    /// What that is called.
    pub place_name: String,
    /// 大型商超 …; 卡点 for checkpoints.
    pub kind: String,
    /// The deepest grid that it lies in.
    pub grid: Option<GridPath>,
    /// What that is called.
    pub grid_name: String,
    /// Degrees.
    pub longitude: f64,
    /// Degrees.
    pub latitude: f64,
    /// Whether an address of its kind is played.
    pub played: bool,
    /// Where it may not look, though it was entered: a code of the places in which people are private.
    pub private: Option<String>,
    /// When a picture came last, as far as this desk has seen.
    pub last: Option<Moment>,
    /// Why none comes, and since when; none: it comes, or nobody has looked.
    pub trouble: Option<Trouble>,
}

/// Some of those who looked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ViewingPage {
    /// Newest first.
    pub viewings: Vec<ViewingLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
}

/// Somebody looked at a stream.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ViewingLine {
    /// Which.
    pub id: ViewingId,
    /// At which stream, by its key.
    pub stream: String,
    /// What its place was called.
    pub place: String,
    /// What kind of place it was.
    pub kind: String,
    /// What it was called itself.
    pub name: String,
    /// What the grid there is called.
    pub grid_name: String,
    /// Why.
    pub reason: ViewingReason,
    /// More of it; empty where nothing was said.
    pub words: String,
    /// The round that it was part of.
    pub round: Option<RoundId>,
    /// Who.
    pub by: Author,
    /// Whether the one who asks did.
    pub own: bool,
    /// From when.
    pub began: Moment,
    /// Until when; none: he still looks, or it was never said.
    pub ended: Option<Moment>,
    /// When the last picture came; none: none came, or he still looks.
    pub last: Option<Moment>,
}
