//! Faces of an overlay with new owners, and the borders that follow from them.
//!
//! Borders are drawn along edges that are there already. Where edges cross beside the lattice the new corner is
//! rounded, for everybody whose border passes there; on a border that stays as it is it moves along that border to
//! a position that lies exactly on it, an end if there is no nearer one.

use std::collections::{BTreeMap, BTreeSet};

use domain::place::{Position, Shape};

use crate::lattice::vector;
use crate::overlay::{Half, Overlay};
use crate::spot::{Spot, common_divisor, cross};
use crate::stitch::stitched;

/// Who shall cover a face; faces that are not named stay whose they are.
pub(crate) type Shares = BTreeMap<usize, BTreeSet<u32>>;

/// The borders of owners 0 to `owners`, as they are once the faces are shared anew.
pub(crate) struct Recast<'a> {
    overlay: &'a Overlay,
    /// Who covers each face.
    covers: Vec<Vec<u32>>,
    /// Places beside the lattice where a new border turns, by number, and the positions that they become.
    corners: BTreeMap<u32, Position>,
    /// Whose faces change, and whose borders pass such a corner.
    changed: BTreeSet<u32>,
    /// The borders of those, each owner on the left.
    borders: BTreeMap<u32, Vec<Half>>,
}

impl<'a> Recast<'a> {
    /// Share faces anew. The border of `fixed`, which is none of the owners, stays as it is.
    pub(crate) fn new(overlay: &'a Overlay, owners: u32, fixed: Option<u32>, shares: &Shares) -> Self {
        let was = |face: usize| overlay.faces()[face].cover.iter().map(|(owner, _)| *owner).filter(|&one| one < owners);
        let mut changed = BTreeSet::new();
        let mut covers: Vec<Vec<u32>> = (0..overlay.faces().len()).map(|face| was(face).collect()).collect();
        for (&face, share) in shares {
            let before: BTreeSet<u32> = covers[face].iter().copied().collect();
            changed.extend(before.symmetric_difference(share));
            covers[face] = share.iter().copied().collect();
        }
        let mut recast = Self { overlay, covers, corners: BTreeMap::new(), changed, borders: BTreeMap::new() };
        recast.find_borders();
        let turns: BTreeMap<u32, Spot> = recast.borders.values().flat_map(|border| recast.turns(border)).collect();
        recast.corners =
            turns.into_iter().map(|(number, spot)| (number, recast.rounded(number, spot, fixed))).collect();
        let passing: Vec<u32> = recast.passing().collect();
        if passing.iter().any(|owner| !recast.changed.contains(owner)) {
            recast.changed.extend(passing);
            recast.find_borders();
        }
        recast
    }

    /// Whose shapes change.
    pub(crate) fn changed(&self) -> impl Iterator<Item = u32> + '_ {
        self.changed.iter().copied()
    }

    /// An owner's shape by the new shares, with every corner that anybody has on its border; empty where it covers
    /// nothing any more.
    pub(crate) fn shape(&self, owner: u32) -> Shape {
        let mut onward: BTreeMap<u32, Vec<Half>> = BTreeMap::new();
        for &half in self.borders.get(&owner).into_iter().flatten() {
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

    /// Who covers the face on the left and on the right.
    fn beside(&self, half: Half) -> (&[u32], &[u32]) {
        let of = |face: Option<usize>| face.map_or(&[][..], |face| &self.covers[face]);
        let (left, right) = self.overlay.beside(half);
        (of(left), of(right))
    }

    /// The borders of all whose shapes change.
    fn find_borders(&mut self) {
        let mut borders: BTreeMap<u32, Vec<Half>> = BTreeMap::new();
        for half in self.overlay.halves() {
            let (left, right) = self.beside(half);
            let mut file = |owner: &u32, half: Half| {
                if self.changed.contains(owner) {
                    borders.entry(*owner).or_default().push(half);
                }
            };
            left.iter().filter(|owner| !right.contains(owner)).for_each(|owner| file(owner, half));
            right.iter().filter(|owner| !left.contains(owner)).for_each(|owner| file(owner, half.twin()));
        }
        self.borders = borders;
    }

    /// Places beside the lattice where a border turns.
    fn turns(&self, border: &[Half]) -> Vec<(u32, Spot)> {
        let mut arriving: BTreeMap<u32, Vec<Half>> = BTreeMap::new();
        for &half in border.iter().filter(|&&half| self.overlay.end(half).1.position().is_none()) {
            arriving.entry(self.overlay.end(half).0).or_default().push(half);
        }
        let turns = |&half: &Half| {
            let (number, spot) = self.overlay.start(half);
            let mut before = arriving.get(&number).into_iter().flatten();
            let turns = spot.position().is_none() && !before.any(|&before| self.is_straight(before, half));
            turns.then_some((number, spot))
        };
        border.iter().filter_map(turns).collect()
    }

    /// Everybody whose border passes a rounded corner.
    fn passing(&self) -> impl Iterator<Item = u32> + '_ {
        let is_at_corner = |half: &Half| {
            [*half, half.twin()].iter().any(|&half| self.corners.contains_key(&self.overlay.start(half).0))
        };
        self.overlay.halves().filter(is_at_corner).flat_map(|half| {
            let (left, right) = self.beside(half);
            let one = left.iter().filter(|owner| !right.contains(owner));
            one.chain(right.iter().filter(|owner| !left.contains(owner))).copied().collect::<Vec<u32>>()
        })
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

    fn rounded(&self, number: u32, spot: Spot, fixed: Option<u32>) -> Position {
        let is_fixed = |half: &Half| {
            let ends = [self.overlay.start(*half).0, self.overlay.end(*half).0];
            ends.contains(&number) && self.overlay.claims(*half).iter().any(|(owner, _)| Some(*owner) == fixed)
        };
        let edge = fixed.and_then(|_| self.overlay.halves().find(is_fixed));
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
