//! Edits of a draft worked out: which grids a stroke on the map changes, and how. The same for whoever tries an edit
//! and for whoever makes it.
//!
//! Only what lies around the stroke is read, so that an edit of a province costs what one of a street does.

mod corners;
mod ground;
mod rows;
mod verdict;

use std::collections::BTreeMap;

use atlas::breach::Breach;
use atlas::coverage::Fault;
use atlas::edit::Takes;
use atlas::ring::{self, RingFaultKind};
use domain::code::{GridPath, Level};
use domain::draft;
use domain::edit::{Edit, How, Taker};
use domain::failure::{Failure, Impediment, Obstacle, Refusal};
use domain::place::{Bounds, Position, Shape};
use domain::revision::moving::{self, Altered};
use domain::revision::{self, GridChange};
use domain::scheme::Scheme;
use domain::set::PlacedGrid;
use ledger::View;

use crate::act::revise::around;
use crate::draft::scheme_named;
use crate::failure::broken;

use self::ground::{Drawing, Newcomer};
use self::verdict::{Verdict, verdict};

/// What an edit changes.
pub struct Plan {
    pub scheme: Scheme,
    /// Grid by grid.
    pub altered: Vec<Altered>,
    /// Children that go to the new grid of a split.
    pub follows: Vec<GridPath>,
    /// Faults of shapes that are not there now; their grids are named as they stand after.
    pub faults: Vec<Fault>,
    pub how: How,
}

/// Work an edit out; refused when it is impossible, breaks what was seamless, or is no revision of the draft by its
/// rules.
pub fn plan(view: &View<'_>, scheme: &str, edit: &Edit) -> Result<Plan, Failure> {
    let scheme = scheme_named(view, scheme)?;
    draft::admit_change(&scheme)?;
    let ground = Ground { view, scheme: &scheme.name };
    let (altered, follows) = ground.alter(edit)?;
    for one in &altered {
        stays_sound(one)?;
    }
    let Verdict { faults, breaches, tangled } = verdict(view, &scheme.name, &altered).map_err(broken)?;
    if let Some(path) = tangled {
        return Err(Refusal::Edit(Obstacle::TooTangled(path)).into());
    }
    breaks_nothing(edit, &breaches)?;
    let plan = Plan { how: how(edit, &altered), follows, altered, faults, scheme };
    let changes = plan.changes();
    for placed in changes.iter().filter(|change| change.before.is_none()).filter_map(|change| change.after.as_ref()) {
        if view.grid_at(&plan.scheme.name, &placed.grid.path).map_err(broken)?.is_some() {
            let (code, level) = (placed.grid.code.0.clone(), placed.grid.level.0);
            return Err(Refusal::Scheme(Impediment::CodeTaken { code, level }).into());
        }
    }
    revision::admit(&changes, &plan.scheme, &around(view, &plan.scheme.name, &changes).map_err(broken)?)?;
    Ok(plan)
}

impl Plan {
    /// Path by path.
    pub fn changes(&self) -> Vec<GridChange> {
        moving::changes(self.altered.iter().cloned())
    }
}

/// A draft as edits look at it.
struct Ground<'a, 'b> {
    view: &'a View<'b>,
    scheme: &'a str,
}

type Outlined = Vec<(GridPath, Level, Shape)>;
type AlteredAndFollowing = (Vec<Altered>, Vec<GridPath>);

impl Ground<'_, '_> {
    fn alter(&self, edit: &Edit) -> Result<AlteredAndFollowing, Failure> {
        let alone = |altered| (altered, Vec::new());
        match edit {
            Edit::MoveCorners { moves } => self.move_corners(moves).map(alone),
            Edit::AddCorner { edge, at } => self.add_corner(*edge, *at).map(alone),
            Edit::RemoveCorners { corners } => self.remove_corners(corners).map(alone),
            Edit::Redraw { path, line } => self.redraw(path, line).map(alone),
            Edit::Split { path, line, code, name } => self.split(path, line, &Newcomer { code, name }),
            Edit::Merge { paths, into } => self.merge(paths, into).map(alone),
            Edit::Draw { parent, level, outline, take, code, name, kind } => {
                let takes = if *take { Takes::FromSiblings } else { Takes::FreeGround };
                let (parent, new) = (parent.as_ref(), Newcomer { code, name });
                self.draw(&Drawing { parent, level: *level, outline, takes, new, kind }).map(alone)
            }
            Edit::Remove { path, to } => self.remove(path, to).map(alone),
            Edit::MoveToParent { path, parent } => self.move_to_parent(path, parent).map(alone),
            Edit::Describe { path, row } => self.describe(path, row).map(alone),
        }
    }

    /// The grid that stands there.
    fn placed(&self, path: &GridPath) -> Result<PlacedGrid, Failure> {
        let placed = self.view.placed(self.scheme, path).map_err(broken)?;
        Ok(placed.ok_or_else(|| Refusal::NoSuchGrid { path: path.clone() })?)
    }

    /// Grids of every level whose box meets this one.
    fn shapes_in(&self, bounds: Bounds) -> Result<Outlined, Failure> {
        self.view.shapes_in(self.scheme, bounds).map_err(broken)
    }

    /// Grids with new boundaries.
    fn reshaped(&self, shapes: BTreeMap<GridPath, Shape>) -> Result<Vec<Altered>, Failure> {
        let altered = shapes.into_iter().map(|(path, shape)| {
            let before = self.placed(&path)?;
            let after = PlacedGrid { shape, grid: before.grid.clone() };
            Ok(Altered { before: Some(before), after: Some(after) })
        });
        altered.collect()
    }
}

/// A grid's border must not come to cross itself; one that did before may go on doing so.
fn stays_sound(altered: &Altered) -> Result<(), Refusal> {
    let Some(PlacedGrid { grid, shape }) = &altered.after else { return Ok(()) };
    let before = altered.before.as_ref().map(|placed| &placed.shape);
    if before == Some(shape) {
        return Ok(());
    }
    let path = grid.path.clone();
    let Some(fault) = ring::faults_of(shape).into_iter().next() else {
        return if shape.polygons.is_empty() { Err(Refusal::Edit(Obstacle::NothingLeft(path))) } else { Ok(()) };
    };
    if before.is_some_and(|shape| !ring::faults_of(shape).is_empty()) {
        return Ok(());
    }
    Err(Refusal::Edit(match fault.kind {
        RingFaultKind::TooFew | RingFaultKind::NoArea => Obstacle::NothingLeft(path),
        RingFaultKind::TooTangled => Obstacle::TooTangled(path),
        _ => Obstacle::BorderCrosses(path, fault.place),
    }))
}

/// What was right must stay so, but for ground that is meant to be nobody's. Where a border is drawn to close a fault,
/// a corner that was rounded to the lattice may lie beside the other border by less than a step.
fn breaks_nothing(edit: &Edit, breaches: &[Breach]) -> Result<(), Refusal> {
    let is_meant = matches!(edit, Edit::Remove { to: Taker::Nobody, .. });
    let is_let = |breach: &Breach| breach.is_rounded() || (is_meant && breach.is_free);
    let Some(breach) = breaches.iter().find(|breach| !is_let(breach)) else { return Ok(()) };
    Position::from_degrees(breach.place.0, breach.place.1).map_or(Ok(()), |at| {
        Err(Refusal::Edit(if breach.is_narrow() { Obstacle::TooNarrow(at) } else { Obstacle::Breaks(at) }))
    })
}

/// What an undo would take back.
fn how(edit: &Edit, altered: &[Altered]) -> How {
    let named = |path: &GridPath| {
        let before = altered.iter().filter_map(|one| one.before.as_ref());
        before.map(|placed| &placed.grid).find(|grid| grid.path == *path).map(|grid| grid.name.clone())
    };
    let name = match edit {
        Edit::Draw { name, .. } => Some(name.clone()),
        _ => edit.path().and_then(named),
    };
    How { edit: edit.kind(), name }
}
