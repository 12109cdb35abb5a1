//! Papers about an order: the list of doors to knock on, and the order with its accounting.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::OrderId;
use crate::moment::Moment;
use crate::seat::Seat;
use crate::words::Language;

/// What a paper tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaperKind {
    /// 登门叫应表: those who are silent, by the head over them, with boxes to tick.
    Doors,
    /// 指令办理情况: the whole order, what happened, and how everybody stands.
    Account,
}

/// Which paper is wanted. It is a PDF of as many pages as it takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperWish {
    /// About which order.
    pub order: OrderId,
    /// What it tells.
    pub kind: PaperKind,
    /// The language of what is printed beside the names.
    #[serde(default)]
    pub language: Language,
}

/// A paper that came out of the press.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperPrint {
    /// What was wanted.
    pub wish: PaperWish,
    /// How many pages it has.
    pub pages: u32,
    /// BLAKE3 of all that stands on it, but for who printed it and when.
    pub content: String,
    /// BLAKE3 of the file.
    pub hash: String,
}

/// A paper as it was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperEntry {
    /// Which paper, and which file it became.
    pub print: PaperPrint,
    /// Who printed it.
    pub by: Seat,
    /// When.
    pub at: Moment,
}
