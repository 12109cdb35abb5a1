//! Venues, checkpoints, units and assets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{GridLine, PostLine};
use crate::asset::Asset;
use crate::code::GridPath;
use crate::id::{CheckpointId, VenueId};
use crate::unit::{Partner, Unit};
use crate::venue::{CheckpointState, Stream};

/// A venue, a checkpoint, a unit's seat or an asset on the map.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PlaceLine {
    /// Which of them.
    pub noun: PlaceNoun,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 大型商超 …; 卡点 for checkpoints.
    pub kind: String,
    /// Degrees.
    pub longitude: f64,
    /// Degrees.
    pub latitude: f64,
    /// The deepest grid it lies in.
    pub grid: Option<GridPath>,
    /// 开放 …
    pub state: String,
}

/// Which noun a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceNoun {
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
    /// 承办单位.
    Unit,
    /// 物资、设施.
    Asset,
}

/// All that lies somewhere – units with a seat, checkpoints, assets, venues – as many as a map can hold at once.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PlaceList {
    /// Checkpoints first, each by id.
    pub places: Vec<PlaceLine>,
    /// How many there are.
    pub total: u32,
}

/// All about one venue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct VenueCard {
    /// Its id.
    pub id: VenueId,
    /// On the map.
    pub place: PlaceLine,
    /// People that it holds.
    pub capacity: Option<u32>,
    /// Street address.
    pub address: Option<String>,
    /// People on duty.
    pub duty: Vec<PostLine>,
    /// Cameras.
    pub streams: Vec<StreamLine>,
    /// From the top down to the deepest grid.
    pub ancestors: Vec<GridLine>,
}

/// A camera of a place.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct StreamLine {
    /// What an amendment calls it.
    pub id: String,
    /// Itself.
    #[serde(flatten)]
    pub stream: Stream,
}

/// All about one checkpoint.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CheckpointCard {
    /// Its id.
    pub id: CheckpointId,
    /// On the map.
    pub place: PlaceLine,
    /// Whether traffic passes.
    pub state: CheckpointState,
    /// 0 none to 3 jammed.
    pub queue: u8,
    /// People on duty.
    pub duty: Vec<PostLine>,
    /// Cameras.
    pub streams: Vec<StreamLine>,
    /// From the top down to the deepest grid.
    pub ancestors: Vec<GridLine>,
}

/// All about one unit.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct UnitCard {
    /// The unit.
    pub unit: Unit,
    /// On the map; none: it has no seat there.
    pub place: Option<PlaceLine>,
    /// The grids that it is paired with.
    pub pairings: Vec<PartnerLine>,
    /// What it answers for.
    pub assets: Vec<PlaceLine>,
    /// From the top down to the grid that it lies in or works for.
    pub ancestors: Vec<GridLine>,
}

/// A pairing of a unit with a grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PartnerLine {
    /// The pairing.
    pub partner: Partner,
    /// What the grid is called.
    pub grid_name: String,
}

/// All about one asset.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct AssetCard {
    /// The asset.
    pub asset: Asset,
    /// On the map.
    pub place: PlaceLine,
    /// Who answers for it.
    pub owner: Option<Unit>,
    /// From the top down to the deepest grid.
    pub ancestors: Vec<GridLine>,
}

/// All units.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct UnitList {
    /// By id.
    pub units: Vec<Unit>,
}
