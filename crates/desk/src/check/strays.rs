//! Grids that lie elsewhere: wholly, or nearly so, in another grid of their parent's level.
//!
//! Only a grid that the proof finds outside its parent can, so a sound district is not looked at again.

use std::collections::{BTreeMap, BTreeSet};

use atlas::coverage::Coverage;
use atlas::fault::{Fault, FaultKind};
use atlas::measure::area;
use atlas::share::Shares;
use domain::code::{GridPath, Level};
use domain::place::Shape;
use ledger::{Error, View};

/// How much of a grid must lie in another parent to say that it lies there.
const NEARLY_ALL: f64 = 0.8;

/// Where a grid lies instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Stray {
    /// The grid of its parent's level that has most of it.
    pub lies_in: GridPath,
    /// How much of it, 0 to 1.
    pub share: f64,
}

/// All of a scheme, by their paths.
pub fn of(view: &View<'_>, scheme: Option<&str>, coverage: &Coverage) -> Result<BTreeMap<GridPath, Stray>, Error> {
    let mut suspects: BTreeMap<Level, Vec<(GridPath, GridPath, Shape)>> = BTreeMap::new();
    let outside = coverage.faults().filter(|fault| fault.kind == FaultKind::OutsideParent);
    let mut seen = BTreeSet::new();
    for (above, child, over) in outside.flat_map(leaving) {
        let Some(shape) = view.shape_of(scheme, child)? else { continue };
        if over < NEARLY_ALL * area(&shape) || !seen.insert(child) {
            continue;
        }
        let Some(level) = view.level_of(scheme, above)? else { continue };
        suspects.entry(level).or_default().push((child.clone(), above.clone(), shape));
    }
    let mut strays = BTreeMap::new();
    for (level, suspects) in suspects {
        let (paths, shapes): (Vec<GridPath>, Vec<Shape>) = view.shapes_of(scheme, Some(level))?.into_iter().unzip();
        let shares = Shares::new(&shapes);
        for (child, above, shape) in suspects {
            let most = shares.of(&shape).into_iter().next().filter(|part| part.share >= NEARLY_ALL);
            let Some(part) = most.filter(|part| paths[part.index] != above) else { continue };
            strays.insert(child, Stray { lies_in: paths[part.index].clone(), share: part.share });
        }
    }
    Ok(strays)
}

/// The children that leave their parent by a fault, with how many square metres leave it there.
fn leaving(fault: &Fault) -> impl Iterator<Item = (&GridPath, &GridPath, f64)> {
    let above = fault.above.as_ref();
    let children = fault.grids.iter().filter(move |path| above != Some(path));
    children.filter_map(move |child| Some((above?, child, fault.area)))
}
