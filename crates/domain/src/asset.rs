//! Assets 物资、设施: what a district has at hand, each with one owner.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{AssetId, UnitId};
use crate::place::Position;

/// A thing, or a stock of things of one sort at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Asset {
    /// Unique in the store.
    pub id: AssetId,
    /// As people say it.
    pub name: String,
    /// 泵站, 消火栓, 井盖, 自备井, 沙袋 …
    pub kind: String,
    /// Where it is.
    pub place: Position,
    /// The deepest grid that it lies in; none when it lies in no grid.
    pub grid: Option<GridPath>,
    /// The unit that answers for it; none while nobody does.
    pub owner: Option<UnitId>,
    /// How many or how much, in `measure`; none when it is one thing.
    pub quantity: Option<u32>,
    /// What the quantity counts: 个, 条, 立方米 …
    pub measure: Option<String>,
    /// 正常, 停用, 待修 …
    pub state: String,
    /// The day that quantity and state are of, `2026-10-31`.
    pub as_of: Option<String>,
}
