//! Files that are dragged over the window out of other programs, as the page hears of them where its webview keeps
//! them to itself.

use serde::Serialize;
use ts_rs::TS;

/// What becomes of a drag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "type", content = "things", rename_all = "snake_case")]
#[ts(export)]
pub enum Dragged {
    /// They hover over the window.
    Over(Vec<DraggedThing>),
    /// They were taken away again.
    Left,
    /// They were let go: the bytes of each can be asked for once, by its id.
    Dropped(Vec<DraggedThing>),
}

/// A file or a folder of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DraggedThing {
    /// Its name for as long as the window stands.
    pub id: u32,
    /// Its name, without its folder.
    pub name: String,
    /// The folder that was let go and in which it lies, and those between; empty where it was let go itself.
    pub within: String,
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Whether it is a folder: one that hovers, or whose files could not be told.
    pub is_folder: bool,
}
