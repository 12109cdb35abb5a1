//! Grids of every level laid over each other, with what somebody drew on them: the pieces of ground, whose each is,
//! and whose it shall be.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::code::{GridPath, Level};
use domain::place::{Position, Shape};

use crate::balance::for_each_edge;
use crate::corner::thinned;
use crate::near::Tangled;
use crate::overlay::{Half, Overlay, Side};
use crate::recast::{Recast, Shares};

/// A grid with its boundary, wherever it stands in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// Which.
    pub path: GridPath,
    /// Its level.
    pub level: Level,
    /// Its boundary.
    pub shape: Shape,
}

/// What somebody drew over grids.
pub(crate) enum Drawn<'a> {
    Nothing,
    Line(&'a [Vec<Position>]),
    Outline(&'a Shape),
}

/// Ground in pieces. Owners are numbered: the grids in order, then a grid that is new.
pub(crate) struct Plane<'a> {
    pub(crate) grids: &'a [Laid],
    pub(crate) overlay: Overlay,
    numbers: HashMap<&'a GridPath, u32>,
    shares: Shares,
}

/// Faces that no wall parts.
#[derive(Debug, Default)]
pub(crate) struct Patch {
    pub(crate) faces: Vec<usize>,
    /// Whether it reaches beyond everything that was laid.
    pub(crate) is_open: bool,
}

impl<'a> Plane<'a> {
    pub(crate) fn of(grids: &'a [Laid], drawn: &Drawn<'_>) -> Result<Self, Tangled> {
        let mut sides: Vec<Side> = Vec::new();
        for (grid, owner) in grids.iter().zip(0..) {
            for_each_edge(&grid.shape, |a, b| sides.push(Side { a, b, owner, weight: 1 }));
        }
        let owner = grids.len() as u32 + 1;
        match drawn {
            Drawn::Nothing => {}
            Drawn::Line(line) => {
                let pairs = line.iter().flat_map(|chain| chain.windows(2));
                sides.extend(pairs.map(|pair| Side { a: pair[0], b: pair[1], owner, weight: 1 }));
            }
            Drawn::Outline(shape) => for_each_edge(shape, |a, b| sides.push(Side { a, b, owner, weight: 1 })),
        }
        let numbers = grids.iter().zip(0..).map(|(grid, number)| (&grid.path, number)).collect();
        Ok(Self { grids, overlay: Overlay::of(&sides)?, numbers, shares: Shares::new() })
    }

    /// A grid that is not there yet.
    pub(crate) fn newcomer(&self) -> u32 {
        self.grids.len() as u32
    }

    /// What was drawn.
    pub(crate) fn drawn(&self) -> u32 {
        self.grids.len() as u32 + 1
    }

    pub(crate) fn number(&self, path: &GridPath) -> Option<u32> {
        self.numbers.get(path).copied()
    }

    pub(crate) fn grid(&self, owner: u32) -> Option<&'a Laid> {
        self.grids.get(owner as usize)
    }

    /// The grids above one, as far as they were laid.
    pub(crate) fn above(&self, owner: u32) -> BTreeSet<u32> {
        let Some(grid) = self.grid(owner) else { return BTreeSet::new() };
        grid.path.ancestors().iter().filter_map(|path| self.number(path)).collect()
    }

    /// Its children, as far as they were laid.
    pub(crate) fn children(&self, owner: u32) -> BTreeSet<u32> {
        let Some(own) = self.grid(owner) else { return BTreeSet::new() };
        let is_child = |grid: &Laid| grid.path.is_below(&own.path) && grid.path.parent().as_ref() == Some(&own.path);
        self.grids.iter().zip(0..).filter(|(grid, _)| is_child(grid)).map(|(_, number)| number).collect()
    }

    /// The faces that an owner covers.
    pub(crate) fn faces_of(&self, owner: u32) -> Vec<usize> {
        (0..self.overlay.faces().len()).filter(|&face| self.covers(face, owner)).collect()
    }

    /// Whether an owner covers a face as it is drawn.
    pub(crate) fn covers(&self, face: usize, owner: u32) -> bool {
        self.overlay.faces()[face].cover.binary_search_by_key(&owner, |(owner, _)| *owner).is_ok()
    }

    /// Whether an edge is part of an owner's border.
    pub(crate) fn is_of(&self, half: Half, owner: u32) -> bool {
        self.overlay.claims(half).iter().any(|(claims, _)| *claims == owner)
    }

    /// Who shall cover a face, to be changed.
    pub(crate) fn share(&mut self, face: usize) -> &mut BTreeSet<u32> {
        let (cover, most) = (&self.overlay.faces()[face].cover, self.grids.len() as u32);
        let as_it_is = || cover.iter().map(|(owner, _)| *owner).filter(|owner| *owner < most).collect();
        self.shares.entry(face).or_insert_with(as_it_is)
    }

    /// Who shall cover a face.
    fn holds(&self, face: usize, owner: u32) -> bool {
        self.shares.get(&face).map_or_else(|| self.covers(face, owner), |share| share.contains(&owner))
    }

    /// All faces, and what lies outside of all, in patches that walls part from each other.
    pub(crate) fn patches(&self, is_wall: impl Fn(Half) -> bool) -> Vec<Patch> {
        let outside = self.overlay.faces().len();
        let mut groups = Groups::new(outside + 1);
        for half in self.overlay.halves().filter(|half| !is_wall(*half)) {
            let (left, right) = self.overlay.beside(half);
            groups.join(left.unwrap_or(outside), right.unwrap_or(outside));
        }
        let mut patches: BTreeMap<usize, Patch> = BTreeMap::new();
        for face in 0..=outside {
            let patch = patches.entry(groups.root(face)).or_default();
            if face == outside {
                patch.is_open = true;
            } else {
                patch.faces.push(face);
            }
        }
        patches.into_values().collect()
    }

    /// Square metres of faces.
    pub(crate) fn area(&self, faces: &[usize]) -> f64 {
        faces.iter().map(|&face| self.overlay.area(face)).sum()
    }

    /// How many metres of border faces have in common with each of some owners, as the ground is shared now, along
    /// edges that count.
    pub(crate) fn common(
        &self,
        faces: &[usize],
        owners: &BTreeSet<u32>,
        counts: impl Fn(Half) -> bool,
    ) -> BTreeMap<u32, f64> {
        let own: BTreeSet<usize> = faces.iter().copied().collect();
        let mut metres: BTreeMap<u32, f64> = BTreeMap::new();
        let borders = faces.iter().flat_map(|&face| self.overlay.faces()[face].borders.iter().flatten());
        for &half in borders.filter(|half| counts(**half)) {
            let (_, Some(beyond)) = self.overlay.beside(half) else { continue };
            if own.contains(&beyond) {
                continue;
            }
            for &owner in owners.iter().filter(|&&owner| self.holds(beyond, owner)) {
                *metres.entry(owner).or_default() += self.overlay.length(half);
            }
        }
        metres
    }

    /// Whether beyond the edges of faces that count lies nothing but an owner's ground, as it is shared now.
    pub(crate) fn is_beside_only(&self, faces: &[usize], owner: u32, counts: impl Fn(Half) -> bool) -> bool {
        let own: BTreeSet<usize> = faces.iter().copied().collect();
        let borders = faces.iter().flat_map(|&face| self.overlay.faces()[face].borders.iter().flatten());
        let mut beyond = borders.filter(|half| counts(**half)).map(|&half| self.overlay.beside(half).1);
        beyond.all(|face| face.is_some_and(|face| own.contains(&face) || self.holds(face, owner)))
    }

    /// Faces come to an owner and to those above and below it; `stays` says who else keeps what it has of them.
    pub(crate) fn give(&mut self, faces: &[usize], to: u32, stays: impl Fn(u32) -> bool) {
        let mut chain = self.above(to);
        chain.insert(to);
        for &face in faces {
            let share = self.share(face);
            share.retain(|owner| stays(*owner));
            share.extend(&chain);
        }
        self.hand_down(faces, to);
    }

    /// What came to an owner comes to its children: each face to the one that has the longest common border with it,
    /// beginning beside what they have.
    fn hand_down(&mut self, faces: &[usize], owner: u32) {
        let children = self.children(owner);
        let mut taken: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut left: Vec<usize> = faces.to_vec();
        while !left.is_empty() && !children.is_empty() {
            let takers: Vec<(usize, Option<u32>)> =
                left.iter().map(|&face| (face, longest(self.common(&[face], &children, |_| true)))).collect();
            left.clear();
            let mut is_done = true;
            for (face, taker) in takers {
                match taker {
                    Some(child) => {
                        self.share(face).insert(child);
                        taken.entry(child).or_default().push(face);
                        is_done = false;
                    }
                    None => left.push(face),
                }
            }
            if is_done {
                break;
            }
        }
        for (child, faces) in taken {
            self.hand_down(&faces, child);
        }
    }

    /// The shapes that change, by owner; an empty one covers nothing any more.
    pub(crate) fn recast(&self) -> BTreeMap<u32, Shape> {
        let recast = Recast::new(&self.overlay, self.newcomer() + 1, None, &self.shares);
        let thinned_of = |owner: u32| {
            let known: BTreeSet<Position> = match self.grid(owner) {
                Some(grid) => grid.shape.positions().collect(),
                None => self.grids.iter().flat_map(|grid| grid.shape.positions()).collect(),
            };
            let mut shape = recast.shape(owner);
            for ring in shape.polygons.iter_mut().flat_map(|polygon| &mut polygon.rings) {
                *ring = thinned(ring, &known);
            }
            (owner, shape)
        };
        recast.changed().map(thinned_of).collect()
    }
}

/// Of several the one with most metres; of two equal ones the first.
pub(crate) fn longest(metres: BTreeMap<u32, f64>) -> Option<u32> {
    metres.into_iter().rev().max_by(|one, other| one.1.total_cmp(&other.1)).map(|(owner, _)| owner)
}

/// Things that hang together.
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    pub(crate) fn new(things: usize) -> Self {
        Self((0..things).collect())
    }

    pub(crate) fn root(&mut self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            // Halving the way keeps it short.
            self.0[thing] = self.0[self.0[thing]];
            thing = self.0[thing];
        }
        thing
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
