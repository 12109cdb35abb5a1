//! Grids 网格.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};

/// A grid without its boundary: what the tree holds in memory. The boundary stays in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Grid {
    /// Codes from the top; the grid's identity inside its scheme.
    pub path: GridPath,
    /// As its publisher writes it.
    pub code: GridCode,
    /// 1 at the top. A column of its own: a parent may be more than one level up.
    pub level: Level,
    /// 城市社区, 行政村, 小区 … configurable, differs inside one level.
    pub kind: String,
    /// As people say it; the code where there is none.
    pub name: String,
    /// How many of what, and from when.
    pub counts: Counts,
    /// Free attributes: 有地下室 …
    pub attributes: BTreeMap<String, String>,
}

/// Counts of a grid. Only counts: there is no table of residents anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Counts {
    /// 人口.
    pub residents: Option<u32>,
    /// 户.
    pub households: Option<u32>,
    /// 栋.
    pub buildings: Option<u32>,
    /// 单元.
    pub units: Option<u32>,
    /// The day the counts were taken, `2026-10-31`.
    pub as_of: Option<String>,
    /// Who counted.
    pub source: Option<String>,
}

impl Counts {
    /// The sum of several grids' counts, each figure where every grid has it; as of the oldest.
    pub fn sum(grids: &[&Grid]) -> Self {
        let total = |pick: fn(&Self) -> Option<u32>| -> Option<u32> {
            if grids.is_empty() {
                return None;
            }
            grids.iter().map(|grid| pick(&grid.counts)).sum()
        };
        Self {
            residents: total(|counts| counts.residents),
            households: total(|counts| counts.households),
            buildings: total(|counts| counts.buildings),
            units: total(|counts| counts.units),
            as_of: grids.iter().filter_map(|grid| grid.counts.as_of.clone()).min(),
            source: None,
        }
    }
}
