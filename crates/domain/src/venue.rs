//! Venues 重点场所, checkpoints 卡点 and streams 视频资源.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{CheckpointId, VenueId};
use crate::place::Position;

/// A key venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Venue {
    /// Unique in the store.
    pub id: VenueId,
    /// As people say it.
    pub name: String,
    /// 大型商超, 小区门岗, 集中隔离点 …
    pub kind: String,
    /// Where it is.
    pub place: Position,
    /// The deepest grid that it lies in; none when it lies in no grid.
    pub grid: Option<GridPath>,
    /// People that it holds.
    pub capacity: Option<u32>,
    /// 开放, 关闭 …
    pub state: String,
    /// Street address.
    pub address: Option<String>,
}

/// A checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Checkpoint {
    /// Unique in the store.
    pub id: CheckpointId,
    /// As people say it.
    pub name: String,
    /// Where it is.
    pub place: Position,
    /// The deepest grid that it lies in; none when it lies in no grid.
    pub grid: Option<GridPath>,
    /// Whether traffic passes.
    pub state: CheckpointState,
    /// 0 none, 1 short, 2 long, 3 jammed.
    pub queue: u8,
}

/// Whether a checkpoint lets traffic pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckpointState {
    /// 开放.
    Open,
    /// 关闭.
    Closed,
}

/// A camera's address at a venue; never its footage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Stream {
    /// The venue or checkpoint it looks at.
    pub venue: String,
    /// As people say it.
    pub name: String,
    /// RTSP, HLS or WHEP address.
    pub address: String,
}
