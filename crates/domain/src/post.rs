//! Posts 岗位 and who holds them 任职.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{CheckpointId, PostId, VenueId};
use crate::venue::Checkpoint;

/// A post and the person who holds it. Staff contact data only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Post {
    /// The post, for ever.
    pub id: PostId,
    /// 社区网格长, 楼栋长 …
    pub title: String,
    /// What part the post plays.
    pub role: PostRole,
    /// The grid that it answers for, or in which its venue or checkpoint lies.
    pub grid: GridPath,
    /// Where it serves when that is not the grid itself.
    pub station: Station,
    /// The person's name.
    pub person: String,
    /// Office phone.
    pub phone: String,
    /// In post since, `2025-03-01`.
    pub since: Option<String>,
}

/// What part a post plays at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PostRole {
    /// 网格长.
    Head,
    /// 副网格长.
    Deputy,
    /// 网格员.
    Worker,
    /// 值守: on duty at a venue or a checkpoint.
    Duty,
}

/// Where a post serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", content = "id", rename_all = "snake_case")]
#[ts(export)]
pub enum Station {
    /// The grid as a whole.
    Grid,
    /// One venue in it.
    Venue(VenueId),
    /// One checkpoint in it.
    Checkpoint(CheckpointId),
}

impl Post {
    /// Whether it sets a checkpoint from the field: whoever is on duty there, and the heads of the grids around it.
    pub fn sets(&self, checkpoint: &Checkpoint) -> bool {
        match &self.station {
            Station::Checkpoint(id) => *id == checkpoint.id,
            Station::Grid => {
                self.role.is_head() && checkpoint.grid.as_ref().is_some_and(|grid| grid.is_within(&self.grid))
            }
            Station::Venue(_) => false,
        }
    }
}

impl PostRole {
    /// Whether the post answers for its grid: gets information copies, stands in the breadcrumb.
    pub fn is_head(self) -> bool {
        matches!(self, Self::Head | Self::Deputy)
    }

    /// The part that a title tells when the import has no column for it.
    pub fn from_title(title: &str) -> Self {
        if title.contains('副') {
            Self::Deputy
        } else if title.contains('员') {
            Self::Worker
        } else {
            Self::Head
        }
    }
}
