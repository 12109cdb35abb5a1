//! Revisions 修订: how grids of a draft change, and how a change is taken back.
//!
//! A change is a value with both sides: before and after. Its inverse undoes it, and the inverse of that brings
//! it back.

pub mod moving;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::edit::How;
use crate::fact::FactId;
use crate::failure::{Impediment, Refusal};
use crate::grid::Grid;
use crate::scheme::Scheme;
use crate::set::PlacedGrid;
use crate::tree::Tree;

/// How one grid changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridChange {
    /// Which: a grid that moves goes at its old path and comes at its new one.
    pub path: GridPath,
    /// As it was; none: there was none.
    pub before: Option<PlacedGrid>,
    /// As it is; none: it went.
    pub after: Option<PlacedGrid>,
}

/// Why grids changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "cause", rename_all = "snake_case")]
#[ts(export)]
pub enum Cause {
    /// Somebody drew or wrote it so.
    Edited {
        /// What he did, where it was done on the map.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        how: Option<How>,
    },
    /// A finding of the check was mended.
    Mended {
        /// The finding's kind, `gap`.
        finding: String,
        /// In which way, `give_to_neighbour`.
        how: String,
    },
    /// Another revision was taken back.
    Undone {
        /// The fact that had made it.
        fact: FactId,
    },
}

/// One grid as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Wanted {
    /// Which.
    pub path: GridPath,
    /// The digest of what the person saw there; none: nothing was there.
    pub seen: Option<String>,
    /// How it shall be; none: it shall go.
    pub after: Option<PlacedGrid>,
}

impl GridChange {
    /// The same, as somebody wants it who saw what is there.
    pub fn wanted(self) -> Wanted {
        Wanted { path: self.path, seen: self.before.as_ref().map(PlacedGrid::digest), after: self.after }
    }

    /// The same, backwards.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// What is wanted, beside what is there; `there` reads a grid of the draft.
///
/// What somebody else changed since the person looked is refused: he would undo it without knowing.
pub fn changes<E: From<Refusal>>(
    wanted: Vec<Wanted>,
    mut there: impl FnMut(&GridPath) -> Result<Option<PlacedGrid>, E>,
) -> Result<Vec<GridChange>, E> {
    let mut changes = Vec::with_capacity(wanted.len());
    for Wanted { path, seen, after } in wanted {
        let before = there(&path)?;
        if before.as_ref().map(PlacedGrid::digest) != seen {
            return Err(Refusal::Scheme(Impediment::GridChangedSince { path }).into());
        }
        if before != after {
            changes.push(GridChange { path, before, after });
        }
    }
    Ok(changes)
}

/// What takes a revision back; `there` reads a grid of the draft.
///
/// What was changed again since is refused: the later change would go with it.
pub fn undoing<E: From<Refusal>>(
    changes: &[GridChange],
    mut there: impl FnMut(&GridPath) -> Result<Option<PlacedGrid>, E>,
) -> Result<Vec<GridChange>, E> {
    for change in changes {
        if there(&change.path)? != change.after {
            return Err(Refusal::Scheme(Impediment::RevisedAgain { path: change.path.clone() }).into());
        }
    }
    Ok(changes.iter().map(GridChange::inverse).collect())
}

/// Decide whether a draft may change so. `tree` is the draft before.
pub fn admit(changes: &[GridChange], scheme: &Scheme, tree: &Tree) -> Result<(), Refusal> {
    if changes.is_empty() {
        return Err(Refusal::Scheme(Impediment::NothingToRevise));
    }
    let mut after: BTreeMap<&GridPath, Option<&PlacedGrid>> = BTreeMap::new();
    for change in changes {
        if after.insert(&change.path, change.after.as_ref()).is_some() {
            return Err(Refusal::Scheme(Impediment::GridTwice { path: change.path.clone() }));
        }
    }
    let grid_at = |path: &GridPath| -> Option<&Grid> {
        after.get(path).map_or_else(|| tree.grid(path), |placed| placed.map(|placed| &placed.grid))
    };
    let mut codes: BTreeSet<(Level, &GridCode)> = BTreeSet::new();
    for (path, placed) in &after {
        let Some(PlacedGrid { grid, shape }) = placed else { continue };
        fits_its_path(grid, path)?;
        if scheme.levels.iter().all(|level| level.level != grid.level) {
            return Err(Refusal::Scheme(Impediment::LevelUnknown { level: grid.level.0, scheme: scheme.name.clone() }));
        }
        if shape.polygons.is_empty() {
            return Err(Refusal::Scheme(Impediment::NoBoundary { path: (*path).clone() }));
        }
        let elsewhere = tree.with_code(grid.level, &grid.code).filter(|other| grid_at(&other.path) == Some(*other));
        if !codes.insert((grid.level, &grid.code)) || elsewhere.is_some_and(|other| other.path != **path) {
            return Err(Refusal::Scheme(Impediment::CodeTaken { code: grid.code.0.clone(), level: grid.level.0 }));
        }
        match path.parent().map(|parent| grid_at(&parent).map(|above| above.level)) {
            Some(None) => return Err(Refusal::Scheme(Impediment::NoParent { path: (*path).clone() })),
            Some(Some(above)) if above >= grid.level => {
                return Err(Refusal::Scheme(Impediment::NotBelowParent {
                    path: (*path).clone(),
                    level: grid.level.0,
                    above: above.0,
                }));
            }
            None | Some(Some(_)) => {}
        }
    }
    // What hangs on a changed grid without being changed itself.
    for (path, placed) in &after {
        let level = placed.map(|placed| placed.grid.level);
        let stays = |child: &&Grid| !after.contains_key(&child.path);
        for child in tree.children(path).filter(stays) {
            match level {
                None => {
                    return Err(Refusal::Scheme(Impediment::HasChildren {
                        path: (*path).clone(),
                        child: child.name.clone(),
                    }));
                }
                Some(level) if level >= child.level => {
                    let (path, level, above) = (child.path.clone(), child.level.0, level.0);
                    return Err(Refusal::Scheme(Impediment::NotBelowParent { path, level, above }));
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}

/// A path ends in its grid's code.
fn fits_its_path(grid: &Grid, path: &GridPath) -> Result<(), Refusal> {
    let by_code = path.parent().map_or_else(|| GridPath::top(&grid.code), |parent| parent.child(&grid.code));
    if grid.path == *path && by_code == *path {
        return Ok(());
    }
    Err(Refusal::Scheme(Impediment::PathNotOfCode { path: path.clone(), code: grid.code.0.clone() }))
}
