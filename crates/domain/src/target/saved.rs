//! Targets that a person keeps under a name, to choose them again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Refusal;
use crate::id::TargetId;

use super::Target;

/// The longest name of a saved target or a template, in characters.
pub const LONGEST_NAME: usize = 40;

/// A target under a name. Who chooses it gets what it says, and may change it before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SavedTarget {
    /// Made by the screen; saved again under the same id it is changed.
    pub id: TargetId,
    /// As people call it.
    pub name: String,
    /// What it says.
    pub target: Target,
}

/// A name without blanks around it; refused when nothing is left or too much.
pub fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::NameMissing);
    }
    Refusal::unless_within(name, LONGEST_NAME)?;
    Ok(name.to_owned())
}
