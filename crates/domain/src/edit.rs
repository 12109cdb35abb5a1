//! Edits 编辑: what a person draws on the map of a draft. Which grids that changes, and how, is worked out by the
//! desk, so that a border that several grids share stays one border at every level.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::grid::{Counts, Grid};
use crate::place::{Position, Ring};

/// One edit: all of it happens, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Edit {
    /// Corners move; every grid of every level that has such a corner moves with it.
    MoveCorners {
        /// Each corner once.
        moves: Vec<CornerMove>,
    },
    /// A new corner on an edge, in every grid that has the edge.
    AddCorner {
        /// The edge's ends, as some grid has them.
        edge: [Position; 2],
        /// Need not lie on the edge: the border follows.
        at: Position,
    },
    /// Corners go; the two edges that meet there become one, in every grid.
    RemoveCorners {
        /// Each where two edges meet, not three.
        corners: Vec<Position>,
    },
    /// A line from border to border becomes the grid's border there: what it encloses outside comes to the grid,
    /// what it cuts off inside goes to the neighbour.
    Redraw {
        /// Whose border.
        path: GridPath,
        /// From the border to the border.
        line: Vec<Position>,
    },
    /// A line from border to border divides a grid: what it leaves on its right becomes a grid of its own.
    ///
    /// A grid with children is divided along their borders: each goes to the side that has more of it.
    Split {
        /// Which.
        path: GridPath,
        /// From the border to the border.
        line: Vec<Position>,
        /// The new grid's code.
        code: GridCode,
        /// What the new grid is called.
        name: String,
    },
    /// Neighbours of one parent become one. Their children come under it, and counts that all have are added.
    Merge {
        /// All of them, two at least.
        paths: Vec<GridPath>,
        /// Whose code, name and attributes stay.
        into: GridPath,
    },
    /// A new grid: what of an outline lies in the parent.
    Draw {
        /// Under which; none: at the top.
        parent: Option<GridPath>,
        /// At which level.
        level: Level,
        /// The outer ring, then holes; closed or not, either way round.
        #[ts(type = "[number, number][][]")]
        outline: Vec<Ring>,
        /// Whether it takes ground from its siblings, or only what is free.
        take: bool,
        /// Its code.
        code: GridCode,
        /// What it is called.
        name: String,
        /// Its kind.
        kind: String,
    },
    /// A grid without children goes.
    Remove {
        /// Which.
        path: GridPath,
        /// Who gets its ground.
        to: Taker,
    },
    /// A grid goes under another parent with all below it, and its ground goes with it.
    MoveToParent {
        /// Which.
        path: GridPath,
        /// Under which.
        parent: GridPath,
    },
    /// A grid's own row: another code is another path for all below it.
    Describe {
        /// Which.
        path: GridPath,
        /// As it shall be.
        row: GridRow,
    },
}

/// A corner that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CornerMove {
    /// Where it is.
    pub from: Position,
    /// Where it shall be.
    pub to: Position,
}

/// Who gets the ground of a grid that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "taker", rename_all = "snake_case")]
#[ts(export)]
pub enum Taker {
    /// The sibling that has the longest common border with it.
    Neighbour,
    /// A sibling that is named.
    Grid {
        /// Which.
        path: GridPath,
    },
    /// Nobody: a hole stays.
    Nobody,
}

/// What a form says of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GridRow {
    /// As its publisher writes it.
    pub code: GridCode,
    /// 城市社区, 行政村 …
    pub kind: String,
    /// As people say it.
    pub name: String,
    /// How many of what.
    pub counts: Counts,
    /// Free attributes.
    pub attributes: std::collections::BTreeMap<String, String>,
}

/// A grid as somebody saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Seen {
    /// Which.
    pub path: GridPath,
    /// Names exactly what stood there.
    pub digest: String,
}

/// An edit in two words: what an undo would take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct How {
    /// What was done.
    pub edit: EditKind,
    /// The name of the grid that it was done to, as it was then; none for corners.
    pub name: Option<String>,
}

/// What can be done to grids on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EditKind {
    /// 移动角点.
    MoveCorners,
    /// 加角点.
    AddCorner,
    /// 去角点.
    RemoveCorners,
    /// 重画边界.
    Redraw,
    /// 划分.
    Split,
    /// 合并.
    Merge,
    /// 新画.
    Draw,
    /// 删除.
    Remove,
    /// 改上级.
    MoveToParent,
    /// 改资料.
    Describe,
}

impl Edit {
    /// What it does.
    pub fn kind(&self) -> EditKind {
        match self {
            Self::MoveCorners { .. } => EditKind::MoveCorners,
            Self::AddCorner { .. } => EditKind::AddCorner,
            Self::RemoveCorners { .. } => EditKind::RemoveCorners,
            Self::Redraw { .. } => EditKind::Redraw,
            Self::Split { .. } => EditKind::Split,
            Self::Merge { .. } => EditKind::Merge,
            Self::Draw { .. } => EditKind::Draw,
            Self::Remove { .. } => EditKind::Remove,
            Self::MoveToParent { .. } => EditKind::MoveToParent,
            Self::Describe { .. } => EditKind::Describe,
        }
    }

    /// The grid that it is done to, where there is one already.
    pub fn path(&self) -> Option<&GridPath> {
        match self {
            Self::MoveCorners { .. } | Self::AddCorner { .. } | Self::RemoveCorners { .. } | Self::Draw { .. } => None,
            Self::Merge { into: path, .. }
            | Self::Redraw { path, .. }
            | Self::Split { path, .. }
            | Self::Remove { path, .. }
            | Self::MoveToParent { path, .. }
            | Self::Describe { path, .. } => Some(path),
        }
    }
}

impl GridRow {
    /// What a grid's row says now.
    pub fn of(grid: &Grid) -> Self {
        let Grid { code, kind, name, counts, attributes, .. } = grid.clone();
        Self { code, kind, name, counts, attributes }
    }
}
