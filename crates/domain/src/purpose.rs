//! What a store is for, from its founding on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a store is for. Nothing changes it later: what was practice never becomes service, nor the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Purpose {
    /// 实战: a district at work.
    #[default]
    Service,
    /// 演练: practice. Its people may be synthetic, and nothing of it leaves the house.
    Drill,
}

impl Purpose {
    /// Its word, on the disk as on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Drill => "drill",
        }
    }

    /// The purpose of this word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Service, Self::Drill].into_iter().find(|purpose| purpose.word() == word)
    }

    /// Whether it is what a store is for when nothing is said.
    pub fn is_service(&self) -> bool {
        *self == Self::Service
    }
}
