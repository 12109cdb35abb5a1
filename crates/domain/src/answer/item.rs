//! Items as they can be changed by hand, and how they were.

use serde::Serialize;
use ts_rs::TS;

use crate::amendment::AmendCause;
use crate::fact::FactId;
use crate::item::{Item, ItemName};
use crate::moment::Moment;
use crate::seat::Seat;

/// One item as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ItemCard {
    /// The item.
    pub item: Item,
    /// Names exactly this: an amendment says what it saw.
    pub digest: String,
    /// How it was changed by hand, newest first; of a place also how the cameras were that look at it.
    pub amendments: Vec<AmendmentLine>,
}

/// Items that were changed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AmendmentList {
    /// Newest first.
    pub amendments: Vec<AmendmentLine>,
}

/// One amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AmendmentLine {
    /// The fact that made it: what an undo names.
    pub fact: FactId,
    /// Which item.
    pub item: ItemName,
    /// As it was; none: it was added.
    pub before: Option<Item>,
    /// As it was from then on; none: it was removed.
    pub after: Option<Item>,
    /// Whether it takes another one back.
    pub cause: AmendCause,
    /// Why, in words.
    pub reason: Option<String>,
    /// Who made it.
    pub by: Seat,
    /// When.
    pub at: Moment,
    /// When it was so, where somebody on the spot said it before it came.
    pub said: Option<Moment>,
    /// When it was taken back, if it was.
    pub undone: Option<Moment>,
}
