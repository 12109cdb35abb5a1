//! What a search finds.

use serde::Serialize;
use ts_rs::TS;

use crate::code::GridPath;
use crate::place::Bounds;

/// What a search found, best first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Hits {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u32,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Hit {
    /// What it is.
    pub noun: HitNoun,
    /// A grid's path, or an id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it belongs: names from the top, or a post's title.
    pub context: String,
    /// Its code or kind.
    pub detail: String,
    /// The grid it lies in, or is.
    pub grid: Option<GridPath>,
    /// Box around it, to fly there.
    pub bounds: Option<Bounds>,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HitNoun {
    /// 网格.
    Grid,
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
    /// 承办单位.
    Unit,
    /// 物资、设施.
    Asset,
    /// 岗位.
    Post,
}
