//! Grids, and who answers for them.

use serde::Serialize;
use ts_rs::TS;

use super::{LevelCount, OrderLine, PlaceLine};
use crate::code::{GridCode, GridPath, Level};
use crate::grid::{Counts, Grid};
use crate::place::Bounds;
use crate::post::Post;
use crate::unit::Partner;

/// One grid in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GridLine {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its level.
    pub level: Level,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub heads: Vec<String>,
    /// People in it.
    pub residents: Option<u32>,
    /// Box around it.
    pub bounds: Option<Bounds>,
}

/// All about one grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GridCard {
    /// The grid.
    pub grid: Grid,
    /// What its level is called.
    pub level_name: String,
    /// From the top down, for the breadcrumb.
    pub ancestors: Vec<GridLine>,
    /// Who answers for it, with office phone.
    pub heads: Vec<PostLine>,
    /// Others who serve in it.
    pub staff: Vec<PostLine>,
    /// Direct children.
    pub children: Vec<GridLine>,
    /// What the children's level is called.
    pub children_level: Option<String>,
    /// The sum of the children's counts, to hold against its own.
    pub children_counts: Counts,
    /// Venues in it and below: the first of them, where there are very many.
    pub venues: Vec<PlaceLine>,
    /// How many there are.
    pub venue_count: u32,
    /// Checkpoints in it and below.
    pub checkpoints: Vec<PlaceLine>,
    /// Units paired with this very grid.
    pub partners: Vec<Partner>,
    /// Units whose seat lies in it and below.
    pub units: Vec<PlaceLine>,
    /// Assets in it and below.
    pub assets: Vec<PlaceLine>,
    /// Orders that reach it or something in it and are not fully answered.
    pub orders: Vec<OrderLine>,
    /// How many grids lie below, by level.
    pub below: Vec<LevelCount>,
    /// Box around it.
    pub bounds: Option<Bounds>,
}

/// A post with who holds it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PostLine {
    /// The post.
    pub post: Post,
    /// Whether a device is paired to it.
    pub reachable: bool,
}
