//! Grids to take hold of on the map, and what an edit would do to them.

use std::collections::BTreeMap;

use atlas::coverage::Fault;
use atlas::measure::area;
use domain::answer::{EditFault, EditTried, EditedGrid, FoundGrid, Near, NearGrid};
use domain::code::{GridPath, Level};
use domain::edit::Edit;
use domain::failure::{Failure, Obstacle, Refusal};
use domain::grid::Grid;
use domain::place::Bounds;
use domain::revision::moving::Altered;
use domain::set::PlacedGrid;
use domain::words::{self, Language};

use super::Desktop;
use crate::check::said;
use crate::draft::scheme_named;
use crate::edit::plan;
use crate::failure::broken;
use crate::import::admit;

/// Grids that are handed out at once.
const MOST_NEAR: usize = 400;

impl Desktop<'_, '_> {
    pub(super) fn ask_near(&self, scheme: &str, level: Level, bounds: Bounds) -> Result<Near, Failure> {
        admit("near", self.seat)?;
        let scheme = scheme_named(self.view, scheme)?.name;
        let paths = self.view.paths_in_of(Some(&scheme), level, bounds).map_err(broken)?;
        if paths.len() > MOST_NEAR {
            return Err(Refusal::Edit(Obstacle::TooMany { count: paths.len(), most: MOST_NEAR }).into());
        }
        let grid = |placed: PlacedGrid| NearGrid {
            digest: placed.digest(),
            path: placed.grid.path,
            name: placed.grid.name,
            kind: placed.grid.kind,
            shape: placed.shape,
        };
        let there = paths.iter().filter_map(|path| self.view.placed(&scheme, path).map_err(broken).transpose());
        Ok(Near { grids: there.map(|placed| placed.map(grid)).collect::<Result<_, Failure>>()?, scheme })
    }

    pub(super) fn ask_try_edit(&self, scheme: &str, edit: &Edit) -> Result<EditTried, Failure> {
        admit("try_edit", self.seat)?;
        let plan = plan(self.view, scheme, edit)?;
        let after: BTreeMap<&GridPath, &Grid> =
            plan.altered.iter().filter_map(|one| one.after.as_ref()).map(|one| (&one.grid.path, &one.grid)).collect();
        let faults = plan.faults.iter().map(|fault| self.edit_fault(scheme, fault, &after));
        let mut changes: Vec<EditedGrid> = plan.altered.iter().filter_map(edited).collect();
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(EditTried { faults: faults.collect::<Result<_, _>>()?, changes, follows: plan.follows })
    }

    fn edit_fault(
        &self,
        scheme: &str,
        fault: &Fault,
        after: &BTreeMap<&GridPath, &Grid>,
    ) -> Result<EditFault, Failure> {
        let mut grids = Vec::with_capacity(fault.grids.len());
        for path in &fault.grids {
            let known = match after.get(path) {
                Some(grid) => Some((*grid).clone()),
                None => self.view.grid_at(scheme, path).map_err(broken)?,
            };
            grids.extend(known.map(|grid| FoundGrid { path: grid.path, code: grid.code, name: grid.name }));
        }
        let (kind, says, params) = said(fault);
        let message = words::whole(says, &params, Language::English).unwrap_or_else(|| says.to_owned());
        Ok(EditFault { kind, says: says.to_owned(), params, grids, place: fault.place, message })
    }
}

fn edited(Altered { before, after }: &Altered) -> Option<EditedGrid> {
    let stands = after.as_ref().or(before.as_ref())?;
    let was_at = before.as_ref().map(|placed| &placed.grid.path).filter(|path| **path != stands.grid.path);
    let is_reshaped = before.as_ref().map(|placed| &placed.shape) != after.as_ref().map(|placed| &placed.shape);
    Some(EditedGrid {
        path: stands.grid.path.clone(),
        was_at: was_at.cloned(),
        name: stands.grid.name.clone(),
        level: stands.grid.level,
        seen: before.as_ref().map(PlacedGrid::digest),
        was: before.as_ref().map(|placed| area(&placed.shape)),
        becomes: after.as_ref().map(|placed| area(&placed.shape)),
        shape: after.as_ref().filter(|_| is_reshaped).map(|placed| placed.shape.clone()),
    })
}
