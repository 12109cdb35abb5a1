//! Mends of a coverage: shapes in, shapes out, and what each changed.
//!
//! A mend says of each face of a fault whose it shall be, and the borders follow (`recast.rs`); the parent's stays as
//! it is. Then the group is checked again: a mend that leaves anything of its fault, or makes another, is refused.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::GridPath;
use domain::place::{Position, Shape};

use crate::coverage::{Checker, Group, fault as named};
use crate::fault::{Defect, Fault, FaultKind, Tolerance};
use crate::measure::{area, metres_per_radian};
use crate::near::Tangled;
use crate::recast::{Recast, Shares};
use crate::region::{Layout, Region};

/// A shape that a mend changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Whose.
    pub path: GridPath,
    /// As it shall be.
    pub shape: Shape,
    /// Metres: how far the border moved at most.
    pub moved: f64,
    /// Square metres more, or less where negative.
    pub area: f64,
}

/// Why a mend is not made.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The group has no such fault any more; check it again.
    Gone,
    /// This mend is none for this kind of fault.
    WrongKind,
    /// The fault is as wide as the tolerance or wider: somebody has to draw.
    TooWide,
    /// The grid has no part in the fault.
    NotConcerned,
    /// A grid would be left without any area.
    NothingLeft(GridPath),
    /// The mend would leave or make these faults.
    NotClean(Vec<Fault>),
}

/// Give a narrow gap or overlap to the neighbour that has the longest common edge with it; of an overlap, to
/// one of those that cover it.
pub fn give_to_neighbour(group: &Group<'_>, fault: &Fault, tolerance: Tolerance) -> Result<Vec<Change>, Refusal> {
    if fault.width >= tolerance.0 {
        return Err(Refusal::TooWide);
    }
    if fault.defects.is_empty() || fault.defects.contains(&Defect::OutsideParent) {
        return Err(Refusal::WrongKind);
    }
    let ground = Ground::of(group, fault, tolerance)?;
    let is_overlap = fault.defects.contains(&Defect::Overlap);
    let lengths = ground.layout.lengths(&ground.region.faces);
    let may = |child: &u32| !is_overlap || ground.region.owners.contains(child);
    // Of two with equal edges the first by path.
    let longest =
        lengths.into_iter().filter(|(child, _)| may(child)).rev().max_by(|one, other| one.1.total_cmp(&other.1));
    let (taker, _) = longest.ok_or(Refusal::NotConcerned)?;
    let shares = ground.region.faces.iter().map(|&face| (face, BTreeSet::from([taker]))).collect();
    ground.drawn(group, fault, tolerance, &shares)
}

/// Lay a grid's side of a mismatched edge on the other's: the neighbour's or the parent's.
pub fn snap_to_other(
    group: &Group<'_>,
    fault: &Fault,
    moving: &GridPath,
    tolerance: Tolerance,
) -> Result<Vec<Change>, Refusal> {
    if fault.kind != FaultKind::MismatchedEdge {
        return Err(Refusal::WrongKind);
    }
    let ground = Ground::of(group, fault, tolerance)?;
    let moving = group.children.iter().zip(0..).find(|((path, _), _)| *path == moving).map(|(_, child)| child);
    let moving = moving.filter(|child| ground.region.owners.contains(child)).ok_or(Refusal::NotConcerned)?;
    let share = |&face: &usize| {
        let was = ground.layout.covering(&ground.layout.overlay.faces()[face]);
        // What nobody has becomes the mover's, what it has beside or beyond the other it gives up.
        (
            face,
            if was.is_empty() {
                BTreeSet::from([moving])
            } else {
                was.into_iter().filter(|&child| child != moving).collect()
            },
        )
    };
    let shares = ground.region.faces.iter().map(share).collect();
    ground.drawn(group, fault, tolerance, &shares)
}

/// Take from children what lies outside their parent.
pub fn clip_to_parent(group: &Group<'_>, fault: &Fault, tolerance: Tolerance) -> Result<Vec<Change>, Refusal> {
    if fault.defects != [Defect::OutsideParent] {
        return Err(Refusal::WrongKind);
    }
    let ground = Ground::of(group, fault, tolerance)?;
    let shares = ground.region.faces.iter().map(|&face| (face, BTreeSet::new())).collect();
    ground.drawn(group, fault, tolerance, &shares)
}

/// A fault with all that lies around it.
struct Ground {
    layout: Layout,
    region: Region,
    known: Vec<Fault>,
}

impl Ground {
    fn of(group: &Group<'_>, fault: &Fault, tolerance: Tolerance) -> Result<Self, Refusal> {
        let mut checker = Checker::default();
        let known = checker.faults_of(group, tolerance);
        let Ok(Some(layout)) = checker.layout(group) else { return Err(Refusal::Gone) };
        let mut regions = layout.regions(tolerance).into_iter();
        let region = regions.find(|region| named(group, &layout, region).is_some_and(|other| is_same(&other, fault)));
        Ok(Self { region: region.ok_or(Refusal::Gone)?, layout, known })
    }

    /// The shapes that change, when the group is better for them.
    fn drawn(
        &self,
        group: &Group<'_>,
        fault: &Fault,
        tolerance: Tolerance,
        shares: &Shares,
    ) -> Result<Vec<Change>, Refusal> {
        let Layout { overlay, children, .. } = &self.layout;
        let recast = Recast::new(overlay, *children, Some(self.layout.parent()), shares);
        let mut shapes: BTreeMap<u32, Shape> = BTreeMap::new();
        for child in recast.changed() {
            let shape = recast.shape(child);
            if shape.polygons.is_empty() {
                return Err(Refusal::NothingLeft(group.children[child as usize].0.clone()));
            }
            shapes.insert(child, shape);
        }
        let mut mended = group.clone();
        for (&child, shape) in &shapes {
            mended.children[child as usize].1 = shape;
        }
        let left = Checker::default().faults_of(&mended, tolerance);
        let others: Vec<&Fault> = self.known.iter().filter(|known| !is_same(known, fault)).collect();
        let is_known = |one: &&Fault| others.iter().any(|other| one.is_about(other));
        let area_of = |faults: &[Fault]| faults.iter().map(|fault| fault.area).sum::<f64>();
        if !left.iter().all(|one| is_known(&one)) || area_of(&left) > area_of(&self.known) {
            return Err(Refusal::NotClean(left.into_iter().filter(|one| !is_known(&one)).collect()));
        }
        let change = |(child, shape): (u32, Shape)| {
            let (path, before) = group.children[child as usize];
            Change { path: path.clone(), moved: moved(before, &shape), area: area(&shape) - area(before), shape }
        };
        Ok(shapes.into_iter().map(change).collect())
    }
}

/// Whether two checks tell of the same fault.
fn is_same(one: &Fault, other: &Fault) -> bool {
    one.kind == other.kind
        && one.grids == other.grids
        && one.defects == other.defects
        && one.bounds == other.bounds
        && (one.area - other.area).abs() < 0.01
}

/// How many metres lie at most between a corner of one border and the other border.
fn moved(before: &Shape, after: &Shape) -> f64 {
    let farthest = |shape: &Shape, other: &Shape| {
        let known: BTreeSet<Position> = other.positions().collect();
        let new = shape.positions().filter(|at| !known.contains(at));
        new.map(|at| distance(at, other)).fold(0.0, f64::max)
    };
    farthest(before, after).max(farthest(after, before))
}

/// Metres from a position to a shape's border.
fn distance(at: Position, shape: &Shape) -> f64 {
    let (east, north) = metres_per_radian(at.latitude().to_radians());
    let flat = |one: Position| {
        ((one.longitude() - at.longitude()).to_radians() * east, (one.latitude() - at.latitude()).to_radians() * north)
    };
    shape
        .rings()
        .flat_map(|ring| ring.windows(2))
        .map(|edge| {
            let ((x, y), (u, v)) = (flat(edge[0]), flat(edge[1]));
            let (along, up) = (u - x, v - y);
            let long = along * along + up * up;
            let share = if long > 0.0 { (-(x * along + y * up) / long).clamp(0.0, 1.0) } else { 0.0 };
            (x + share * along).hypot(y + share * up)
        })
        .fold(f64::INFINITY, f64::min)
}

impl From<Tangled> for Refusal {
    fn from(_: Tangled) -> Self {
        Self::Gone
    }
}
