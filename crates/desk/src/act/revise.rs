//! Revise grids of a draft, and take a revision back.

use std::collections::{BTreeMap, BTreeSet};

use atlas::lattice::doubled_area;
use atlas::ring::{self, RingFaultKind};
use domain::action::Outcome;
use domain::code::{GridCode, GridPath, Level};
use domain::draft;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Impediment, Refusal};
use domain::grid::Grid;
use domain::id::CommandId;
use domain::place::Shape;
use domain::revision::{self, Cause, GridChange, Wanted};
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::set::PlacedGrid;
use domain::tree::Tree;
use ledger::View;

use super::Desktop;
use crate::ask::count;
use crate::draft::scheme_named;
use crate::failure::{broken, bug};
use crate::import::admit;

/// Grids of a draft become as somebody wants them, all of them or none.
pub fn revise(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: &str,
    wanted: Vec<Wanted>,
) -> Result<Outcome, Failure> {
    admit("revise_grids", seat)?;
    change(desk, seat, command, scheme, Cause::Edited { how: None }, wanted)
}

/// The same, for whatever cause.
pub fn change(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: &str,
    cause: Cause,
    wanted: Vec<Wanted>,
) -> Result<Outcome, Failure> {
    let scheme = open(desk, scheme)?;
    let wanted: Vec<Wanted> = wanted.into_iter().map(tidy).collect::<Result<_, _>>()?;
    let changes = revision::changes(wanted, |path| there(desk, &scheme, path))?;
    keep(desk, seat, command, &scheme, cause, changes)
}

/// What a revision changed is as before; refused when it changed again since.
pub fn undo(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, fact: FactId) -> Result<Outcome, Failure> {
    admit("undo_revision", seat)?;
    let row = desk.batch.view().revision_by(fact).map_err(broken)?;
    let Some(row) = row else { return Err(Refusal::NoSuch { noun: "revision", id: fact.to_string() }.into()) };
    let scheme = open(desk, &row.scheme)?;
    if row.undone.is_some() {
        return Err(Refusal::Scheme(Impediment::RevisionUndone).into());
    }
    let Some(Fact::GridsRevised { changes, .. }) = desk.batch.view().fact(fact).map_err(broken)? else {
        return Err(bug("a revision is not what its name says"));
    };
    let changes = revision::undoing(&changes, |path| there(desk, &scheme, path))?;
    keep(desk, seat, command, &scheme, Cause::Undone { fact }, changes)
}

/// Append a revision, if the rules let it be one. `changes` were worked out from what stands there now.
pub fn keep(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: &Scheme,
    cause: Cause,
    changes: Vec<GridChange>,
) -> Result<Outcome, Failure> {
    let tree = around(&desk.batch.view(), &scheme.name, &changes).map_err(broken)?;
    revision::admit(&changes, scheme, &tree)?;
    let grids = count(changes.len());
    let fact = Fact::GridsRevised { scheme: scheme.name.clone(), cause, changes };
    let header = desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    Ok(Outcome::GridsRevised { fact: header.id(), grids })
}

/// As much of a draft as the rules of a revision ask for: the grids that change, their parents, the children of those
/// that go or change their level, and whoever has the code of one that comes. A province is not read for one corner.
pub fn around(view: &View<'_>, scheme: &str, changes: &[GridChange]) -> Result<Tree, ledger::Error> {
    let mut grids: BTreeMap<GridPath, Grid> = BTreeMap::new();
    let mut add = |grid: Grid| drop(grids.insert(grid.path.clone(), grid));
    let named = |placed: &PlacedGrid| (placed.grid.level, placed.grid.code.clone());
    // A grid that only moves had its code for itself before.
    let going = changes.iter().filter(|change| change.after.is_none()).flat_map(|change| &change.before);
    let going: BTreeSet<(Level, GridCode)> = going.map(named).collect();
    for GridChange { path, before, after } in changes {
        if let Some(placed) = before {
            add(placed.grid.clone());
        }
        let is_of_level = |level: Level| after.as_ref().is_some_and(|placed| placed.grid.level == level);
        if before.as_ref().is_some_and(|placed| !is_of_level(placed.grid.level)) {
            view.grids_below(scheme, path)?.into_iter().for_each(&mut add);
        }
        let Some(placed) = after else { continue };
        if let Some(parent) = path.parent() {
            view.grid_at(scheme, &parent)?.into_iter().for_each(&mut add);
        }
        let (level, code) = named(placed);
        if before.as_ref().is_none_or(|before| before.grid.level != level) && !going.contains(&(level, code.clone())) {
            for other in view.paths_with_code(scheme, level, &code)? {
                view.grid_at(scheme, &other)?.into_iter().for_each(&mut add);
            }
        }
    }
    Ok(Tree::new(grids.into_values().collect()))
}

/// A draft that may change.
pub fn open(desk: &Desktop<'_, '_>, name: &str) -> Result<Scheme, Failure> {
    let scheme = scheme_named(&desk.batch.view(), name)?;
    draft::admit_change(&scheme)?;
    Ok(scheme)
}

fn there(desk: &Desktop<'_, '_>, scheme: &Scheme, path: &GridPath) -> Result<Option<PlacedGrid>, Failure> {
    desk.batch.view().placed(&scheme.name, path).map_err(broken)
}

/// Rings as the store keeps them: closed, the outer one counter-clockwise, holes clockwise. What encloses nothing is
/// no boundary; where a sound ring crosses another is for the check to find, and to be mended in the draft.
fn tidy(mut wanted: Wanted) -> Result<Wanted, Refusal> {
    let Some(placed) = &mut wanted.after else { return Ok(wanted) };
    let is_open = |kind| matches!(kind, RingFaultKind::Unclosed | RingFaultKind::TooFew | RingFaultKind::NoArea);
    let Shape { polygons } = &placed.shape;
    let is_empty = polygons.is_empty() || polygons.iter().any(|polygon| polygon.rings.is_empty());
    if is_empty || ring::faults_of(&placed.shape).iter().any(|fault| is_open(fault.kind)) {
        return Err(Refusal::Scheme(Impediment::NoBoundary { path: wanted.path }));
    }
    for polygon in &mut placed.shape.polygons {
        for (index, ring) in polygon.rings.iter_mut().enumerate() {
            if (doubled_area(ring) > 0) != (index == 0) {
                ring.reverse();
            }
        }
    }
    Ok(wanted)
}
