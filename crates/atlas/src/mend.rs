//! Mends of a coverage: shapes in, shapes out, and what each changed.
//!
//! A mend says of each face of a fault whose it shall be, and draws the borders of those whose faces changed
//! anew, along edges that are there already. Where edges cross beside the lattice the new corner is rounded, for
//! everybody whose border passes there; on the parent's border it moves along the parent's edge to a position
//! that lies exactly on it, an end if there is no nearer one. Then the group is checked again: a mend that
//! leaves anything of its fault, or makes another, is refused.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::GridPath;
use domain::place::{Position, Shape};

use crate::coverage::{Checker, Group, fault as named};
use crate::fault::{Defect, Fault, FaultKind, Tolerance};
use crate::lattice::vector;
use crate::measure::{area, metres_per_radian};
use crate::near::Tangled;
use crate::overlay::{Half, Overlay};
use crate::region::{Layout, Region};
use crate::spot::{Spot, common_divisor, cross};
use crate::stitch::stitched;

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

/// Who shall cover which face of a fault.
type Shares = BTreeMap<usize, BTreeSet<u32>>;

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
        let draft = Draft::new(&self.layout, shares);
        let mut shapes: BTreeMap<u32, Shape> = BTreeMap::new();
        for &child in &draft.children {
            let shape = draft.shape(child);
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

/// Faces with new owners, and the borders that follow from them.
struct Draft<'a> {
    layout: &'a Layout,
    overlay: &'a Overlay,
    shares: &'a Shares,
    /// Places beside the lattice where a new border turns, by number, and the positions that they become.
    corners: BTreeMap<u32, Position>,
    /// Whose faces change, and whose borders pass such a corner.
    children: BTreeSet<u32>,
}

impl<'a> Draft<'a> {
    fn new(layout: &'a Layout, shares: &'a Shares) -> Self {
        let overlay = &layout.overlay;
        let was = |face: usize| layout.covering(&overlay.faces()[face]);
        let changes = shares.iter().map(|(&face, share)| was(face).symmetric_difference(share).copied().collect());
        let children: BTreeSet<u32> = changes.flat_map(|changed: Vec<u32>| changed).collect();
        let mut draft = Self { layout, overlay, shares, corners: BTreeMap::new(), children };
        let turns: Vec<(u32, Spot)> = draft.children.iter().flat_map(|&child| draft.turns(child)).collect();
        draft.corners = turns.into_iter().map(|(number, spot)| (number, draft.rounded(number, spot))).collect();
        let passing = (0..layout.children).filter(|&child| draft.passes_corner(child)).collect::<Vec<u32>>();
        draft.children.extend(passing);
        draft
    }

    fn covers(&self, face: Option<usize>, child: u32) -> bool {
        let Some(face) = face else { return false };
        let share = self.shares.get(&face).map(|share| share.contains(&child));
        share.unwrap_or_else(|| self.overlay.faces()[face].cover.iter().any(|(owner, _)| *owner == child))
    }

    /// A child's shape by the new shares.
    fn shape(&self, child: u32) -> Shape {
        let mut onward: BTreeMap<u32, Vec<Half>> = BTreeMap::new();
        for half in self.border(child) {
            onward.entry(self.overlay.start(half).0).or_default().push(half);
        }
        let mut pieces = Vec::new();
        for &first in onward.values().flatten() {
            let Some(from) = self.corner(self.overlay.start(first)) else { continue };
            // Straight on past places that are no corners of the border.
            let mut half = Some(first);
            while let Some(here) = half {
                let end = self.overlay.end(here);
                if let Some(to) = self.corner(end) {
                    pieces.push((from, to));
                    break;
                }
                half = onward.get(&end.0).into_iter().flatten().copied().find(|&next| self.is_straight(here, next));
            }
        }
        stitched(&pieces)
    }

    /// A child's border by the new shares, with the child on the left.
    fn border(&self, child: u32) -> impl Iterator<Item = Half> + '_ {
        self.overlay.halves().filter_map(move |half| self.piece(half, child))
    }

    /// The edge in the direction in which it is a child's border, if it is.
    fn piece(&self, half: Half, child: u32) -> Option<Half> {
        let (left, right) = self.overlay.beside(half);
        match (self.covers(left, child), self.covers(right, child)) {
            (true, false) => Some(half),
            (false, true) => Some(half.twin()),
            _ => None,
        }
    }

    /// Places beside the lattice where a child's new border turns.
    fn turns(&self, child: u32) -> Vec<(u32, Spot)> {
        let mut arriving: BTreeMap<u32, Vec<Half>> = BTreeMap::new();
        for half in self.border(child) {
            arriving.entry(self.overlay.end(half).0).or_default().push(half);
        }
        let turns = |half: Half| {
            let (number, spot) = self.overlay.start(half);
            let mut before = arriving.get(&number).into_iter().flatten();
            let is_straight = before.any(|&before| self.is_straight(before, half));
            (spot.position().is_none() && !is_straight).then_some((number, spot))
        };
        self.border(child).filter_map(turns).collect()
    }

    fn passes_corner(&self, child: u32) -> bool {
        !self.corners.is_empty()
            && self.border(child).any(|half| self.corners.contains_key(&self.overlay.start(half).0))
    }

    fn is_straight(&self, before: Half, after: Half) -> bool {
        let way = |half: Half| {
            let (from, to) = self.overlay.line(half);
            vector(from, to)
        };
        let (one, other) = (way(before), way(after));
        cross(one, other) == 0 && one.0.signum() == other.0.signum() && one.1.signum() == other.1.signum()
    }

    /// The position of a corner; none for a place beside the lattice that every border passes straight.
    fn corner(&self, (number, spot): (u32, Spot)) -> Option<Position> {
        spot.position().or_else(|| self.corners.get(&number).copied())
    }

    /// The parent keeps its border, so a corner on it goes to a position that lies exactly on it.
    fn rounded(&self, number: u32, spot: Spot) -> Position {
        let is_parents = |half: &Half| {
            let ends = [self.overlay.start(*half).0, self.overlay.end(*half).0];
            let mut owners = self.overlay.claims(*half).iter();
            ends.contains(&number) && owners.any(|(owner, _)| *owner == self.layout.parent())
        };
        let edge = self.overlay.halves().find(is_parents);
        edge.map_or_else(|| spot.nearest(), |half| nearest_on(self.overlay.line(half), spot))
    }
}

/// Of the positions exactly on an edge the one nearest to a place on it.
fn nearest_on((from, to): (Position, Position), spot: Spot) -> Position {
    let (x, y) = vector(from, to);
    let steps = common_divisor(x.unsigned_abs(), y.unsigned_abs()).max(1).cast_signed();
    let at = spot.degrees();
    let share = if x.abs() >= y.abs() {
        (at.0 - from.longitude()) / (to.longitude() - from.longitude())
    } else {
        (at.1 - from.latitude()) / (to.latitude() - from.latitude())
    };
    let step = ((share * steps as f64).round() as i64).clamp(0, steps);
    let along = |from: i32, way: i64| (i64::from(from) + way / steps * step) as i32;
    Position(along(from.0, x), along(from.1, y))
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
