//! Grid schemes 网格方案: how a district is divided, from when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::Level;
use crate::moment::Moment;

/// A division of the district into levels. One is published at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Scheme {
    /// Unique in the store.
    pub name: String,
    /// From the top down, one to six.
    pub levels: Vec<LevelName>,
    /// Where its life stands.
    pub state: SchemeState,
    /// From when it holds.
    pub valid_from: Moment,
}

/// What one level is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LevelName {
    /// 1 at the top.
    pub level: Level,
    /// As people say it: 区, 街道, 社区, 小区, 楼栋.
    pub name: String,
}

/// The life of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SchemeState {
    /// Being drawn.
    Draft,
    /// Waiting for a second person.
    InReview,
    /// A second person has approved it; it comes into force on its day.
    Approved,
    /// In force.
    Published,
    /// In force once.
    Retired,
}

/// Whether somebody who had no hand in a scheme has looked at it 审图.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Review {
    /// 已审: a second person approved it as it is.
    Reviewed,
    /// 未审: what holds came in by import, and nobody looked at it since. A draft of it that a second person publishes
    /// is reviewed, also one in which nothing changed.
    Imported,
    /// 未审: it is being made.
    Waiting,
}

impl SchemeState {
    /// Whether the scheme is still being made: no order and no person refers to it yet.
    pub fn is_of_draft(self) -> bool {
        matches!(self, Self::Draft | Self::InReview | Self::Approved)
    }
}

impl Scheme {
    /// The scheme that grids of these levels make where none is published, or what the published one grows to.
    ///
    /// A level that has a name keeps it.
    #[must_use]
    pub fn grown(published: Option<&Self>, name: &str, levels: &[LevelName], now: Moment) -> Self {
        let mut scheme = published.cloned().unwrap_or_else(|| Self {
            name: name.to_owned(),
            levels: Vec::new(),
            state: SchemeState::Published,
            valid_from: now,
        });
        for level in levels {
            if scheme.levels.iter().all(|known| known.level != level.level) {
                scheme.levels.push(level.clone());
            }
        }
        scheme.levels.sort_by_key(|level| level.level);
        scheme
    }

    /// What a level is called; the bare number where the scheme does not say.
    pub fn level_name(&self, level: Level) -> String {
        self.levels
            .iter()
            .find(|known| known.level == level)
            .map_or_else(|| level.to_string(), |known| known.name.clone())
    }

    /// The usual name of a level when an import does not say one.
    pub fn customary_name(level: Level) -> &'static str {
        match level.0 {
            1 => "区",
            2 => "街道",
            3 => "社区",
            4 => "小区",
            5 => "楼栋",
            _ => "微网格",
        }
    }
}
