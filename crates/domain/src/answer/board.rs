//! The board of open incidents 看板: by step, and in each by what its clock says.

use serde::Serialize;
use ts_rs::TS;

use super::IncidentLine;
use crate::incident::Light;

/// Open incidents, column by column.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IncidentBoard {
    /// As they were wanted.
    pub columns: Vec<BoardColumn>,
}

/// Those that stand in some states.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardColumn {
    /// How many there are, whatever their clocks say.
    pub total: u32,
    /// How many of them are at each light.
    pub lights: BoardLights,
    /// The first of those that are wanted: what runs out or ran out first, then what stands still, the oldest first.
    pub incidents: Vec<IncidentLine>,
}

/// How many incidents are at each light.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardLights {
    /// Out of time.
    pub red: u32,
    /// Soon out of time.
    pub amber: u32,
    /// In time.
    pub green: u32,
    /// Of which nobody can tell.
    pub unknown: u32,
}

impl BoardLights {
    /// One more.
    pub fn count(&mut self, light: Option<Light>) {
        let of = match light {
            Some(Light::Red) => &mut self.red,
            Some(Light::Amber) => &mut self.amber,
            Some(Light::Green) => &mut self.green,
            None => &mut self.unknown,
        };
        *of += 1;
    }
}
