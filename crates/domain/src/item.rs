//! Items: what is changed one by one – venues, checkpoints, streams, units, assets, and the pairings of units with grids.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::asset::Asset;
use crate::code::GridPath;
use crate::place::Position;
use crate::set::{Set, SetKind};
use crate::unit::{Partner, Unit};
use crate::venue::{Checkpoint, Stream, Venue};

/// One of them, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "row", rename_all = "snake_case")]
#[ts(export)]
pub enum Item {
    /// 重点场所.
    Venue(Venue),
    /// 卡点.
    Checkpoint(Checkpoint),
    /// 视频资源.
    Stream(Stream),
    /// 承办单位.
    Unit(Unit),
    /// 物资、设施.
    Asset(Asset),
    /// 结对单位.
    Partner(Partner),
}

/// Which noun an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ItemKind {
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
    /// 视频资源.
    Stream,
    /// 承办单位.
    Unit,
    /// 物资、设施.
    Asset,
    /// 结对单位.
    Partner,
}

/// What an item is called, for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ItemName {
    /// Its noun.
    pub of: ItemKind,
    /// Its id; of a stream see [`Stream::key`].
    pub id: String,
}

impl Item {
    /// What it is called.
    pub fn name(&self) -> ItemName {
        let (of, id) = match self {
            Self::Venue(one) => (ItemKind::Venue, one.id.0.clone()),
            Self::Checkpoint(one) => (ItemKind::Checkpoint, one.id.0.clone()),
            Self::Stream(one) => (ItemKind::Stream, one.key()),
            Self::Unit(one) => (ItemKind::Unit, one.id.0.clone()),
            Self::Asset(one) => (ItemKind::Asset, one.id.0.clone()),
            Self::Partner(one) => (ItemKind::Partner, one.id.0.clone()),
        };
        ItemName { of, id }
    }

    /// As people say it.
    pub fn title(&self) -> &str {
        match self {
            Self::Venue(one) => &one.name,
            Self::Checkpoint(one) => &one.name,
            Self::Stream(one) => &one.name,
            Self::Unit(one) => &one.name,
            Self::Asset(one) => &one.name,
            Self::Partner(one) => &one.name,
        }
    }

    /// Where it is; none: it has no place of its own.
    pub fn place(&self) -> Option<Position> {
        match self {
            Self::Venue(one) => Some(one.place),
            Self::Checkpoint(one) => Some(one.place),
            Self::Stream(_) | Self::Partner(_) => None,
            Self::Unit(one) => one.place,
            Self::Asset(one) => Some(one.place),
        }
    }

    /// The grid that it says it lies in; of a stream its place says it.
    pub fn grid(&self) -> Option<&GridPath> {
        match self {
            Self::Venue(one) => one.grid.as_ref(),
            Self::Checkpoint(one) => one.grid.as_ref(),
            Self::Stream(_) => None,
            Self::Unit(one) => one.grid.as_ref(),
            Self::Asset(one) => one.grid.as_ref(),
            Self::Partner(one) => Some(&one.grid),
        }
    }

    /// The same in another grid. Which grid a unit is paired with is no matter of where it lies: that stays.
    #[must_use]
    pub fn in_grid(mut self, grid: Option<GridPath>) -> Self {
        match &mut self {
            Self::Venue(one) => one.grid = grid,
            Self::Checkpoint(one) => one.grid = grid,
            Self::Stream(_) | Self::Partner(_) => {}
            Self::Unit(one) => one.grid = grid,
            Self::Asset(one) => one.grid = grid,
        }
        self
    }

    /// The same without what opens a camera, where it is a stream.
    #[must_use]
    pub fn without_login(self) -> Self {
        match self {
            Self::Stream(one) => Self::Stream(one.without_login()),
            other => other,
        }
    }

    /// Whether both say the same. Which grid they lie in follows from where they are, and from the scheme.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.clone().in_grid(None) == other.clone().in_grid(None)
    }

    /// Names exactly what stands there: BLAKE3 of its JSON, 64 hex digits.
    pub fn digest(&self) -> String {
        let text = serde_json::to_vec(self).expect("an item has text keys and whole numbers only");
        blake3::hash(&text).to_hex().to_string()
    }

    /// A set of this item alone.
    pub fn into_set(self) -> Set {
        match self {
            Self::Venue(row) => Set::Venues(vec![row]),
            Self::Checkpoint(row) => Set::Checkpoints(vec![row]),
            Self::Stream(row) => Set::Streams(vec![row]),
            Self::Unit(row) => Set::Units(vec![row]),
            Self::Asset(row) => Set::Assets(vec![row]),
            Self::Partner(row) => Set::Partners(vec![row]),
        }
    }

    /// The items of a set, one by one; none where its rows are no items.
    pub fn of_set(set: &Set) -> Vec<Self> {
        match set {
            Set::Venues(rows) => rows.iter().cloned().map(Self::Venue).collect(),
            Set::Checkpoints(rows) => rows.iter().cloned().map(Self::Checkpoint).collect(),
            Set::Streams(rows) => rows.iter().cloned().map(Self::Stream).collect(),
            Set::Units(rows) => rows.iter().cloned().map(Self::Unit).collect(),
            Set::Assets(rows) => rows.iter().cloned().map(Self::Asset).collect(),
            Set::Partners(rows) => rows.iter().cloned().map(Self::Partner).collect(),
            Set::Grids(_) | Set::Posts(_) | Set::Basemap(_) => Vec::new(),
        }
    }
}

impl ItemKind {
    /// The noun, as refusals name it and as it stands on the wire.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Checkpoint => "checkpoint",
            Self::Stream => "stream",
            Self::Unit => "unit",
            Self::Asset => "asset",
            Self::Partner => "partner",
        }
    }

    /// What a set of them is called in the log.
    pub fn set_kind(self) -> SetKind {
        match self {
            Self::Venue => SetKind::Venues,
            Self::Checkpoint => SetKind::Checkpoints,
            Self::Stream => SetKind::Streams,
            Self::Unit => SetKind::Units,
            Self::Asset => SetKind::Assets,
            Self::Partner => SetKind::Partners,
        }
    }

    /// The items that a set of this kind holds, if it holds any.
    pub fn of_set(kind: SetKind) -> Option<Self> {
        [Self::Venue, Self::Checkpoint, Self::Stream, Self::Unit, Self::Asset, Self::Partner]
            .into_iter()
            .find(|one| one.set_kind() == kind)
    }
}

impl Stream {
    /// A stream has no id: the place that it looks at and its name are one, parted by a sign that no name has.
    pub fn key(&self) -> String {
        format!("{}\u{1f}{}", self.venue, self.name)
    }
}
