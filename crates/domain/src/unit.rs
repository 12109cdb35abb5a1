//! Units 承办单位, and the units that are paired with a grid 结对单位.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{PartnerId, UnitId};
use crate::place::Position;

/// A department, a street, a property company or a team that takes cases on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unit {
    /// Unique in the store.
    pub id: UnitId,
    /// As people say it.
    pub name: String,
    /// 部门, 街道, 物业, 队伍 …
    pub kind: String,
    /// The phone that somebody answers at any hour; none: nobody has said one.
    pub phone: Option<String>,
    /// Whether a street or a community may whistle for it 吹哨.
    pub whistle: bool,
    /// Its seat; none: it has none on the map.
    pub place: Option<Position>,
    /// The deepest grid that its seat lies in, or the grid that it works for; none: the whole district.
    pub grid: Option<GridPath>,
    /// Street address.
    pub address: Option<String>,
}

/// A unit that is paired with a grid. A grid may have several, and a unit several grids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Partner {
    /// Unique in the store.
    pub id: PartnerId,
    /// The grid that it is paired with.
    pub grid: GridPath,
    /// The unit's name.
    pub name: String,
    /// The unit, where it is one that the store knows.
    pub unit: Option<UnitId>,
    /// Whom one speaks to there.
    pub contact: Option<String>,
    /// Office phone.
    pub phone: Option<String>,
    /// What it has taken on: 环境整治, 帮扶 …
    pub duty: Option<String>,
}
