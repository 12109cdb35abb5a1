//! Two divisions side by side: which grids came, went and changed, and who takes over the ground of those that went.

use std::collections::HashMap;

use atlas::share::{Part, Shares, kept};
use domain::code::{GridCode, GridPath, Level};
use domain::grid::Grid;
use domain::heir::{CLEAR_SHARE, Heir};
use domain::place::Shape;
use domain::set::PlacedGrid;

/// Two divisions, matched by path and then by code.
pub struct Pair<'a> {
    old: &'a [PlacedGrid],
    new: &'a [PlacedGrid],
    /// For each old grid its place in the new division.
    partner: Vec<Option<usize>>,
    /// New grids that no old one became.
    added: Vec<usize>,
}

/// A grid that is in both.
pub struct Both<'a> {
    pub old: &'a PlacedGrid,
    pub new: &'a PlacedGrid,
}

/// A grid that the new division does not have, and who takes over its ground, the largest part first.
pub struct Gone<'a> {
    pub grid: &'a Grid,
    pub shape: &'a Shape,
    pub parts: Vec<(&'a Grid, f64)>,
}

impl<'a> Pair<'a> {
    /// Match two divisions, each without a path twice.
    pub fn new(old: &'a [PlacedGrid], new: &'a [PlacedGrid]) -> Self {
        let by_path: HashMap<&GridPath, usize> =
            new.iter().enumerate().map(|(index, placed)| (&placed.grid.path, index)).collect();
        let mut partner: Vec<Option<usize>> =
            old.iter().map(|placed| by_path.get(&placed.grid.path).copied()).collect();
        let mut is_free = vec![true; new.len()];
        for &index in partner.iter().flatten() {
            is_free[index] = false;
        }
        let mut by_code: HashMap<(Level, &GridCode), usize> = HashMap::new();
        for (index, placed) in new.iter().enumerate().filter(|(index, _)| is_free[*index]) {
            by_code.insert((placed.grid.level, &placed.grid.code), index);
        }
        for (placed, partner) in old.iter().zip(&mut partner) {
            if partner.is_none() {
                *partner = by_code.remove(&(placed.grid.level, &placed.grid.code));
                if let Some(index) = *partner {
                    is_free[index] = false;
                }
            }
        }
        let added = (0..new.len()).filter(|&index| is_free[index]).collect();
        Self { old, new, partner, added }
    }

    /// Grids that only the new division has, by path.
    pub fn added(&self) -> impl Iterator<Item = &'a PlacedGrid> {
        self.added.iter().map(|&index| &self.new[index])
    }

    /// Grids that are in both, by their old path.
    pub fn both(&self) -> impl Iterator<Item = Both<'a>> {
        let pairs = self.old.iter().zip(&self.partner);
        pairs.filter_map(|(old, partner)| Some(Both { old, new: &self.new[(*partner)?] }))
    }

    /// Grids that only the old division has, by path, and who takes over their ground: grids of the same level,
    /// or where the new division has no such level of the nearest above.
    pub fn gone(&self) -> Vec<Gone<'a>> {
        let mut levels: HashMap<Level, Vec<&'a PlacedGrid>> = HashMap::new();
        for placed in self.new {
            levels.entry(placed.grid.level).or_default().push(placed);
        }
        let shares: HashMap<Level, (&[&'a PlacedGrid], Shares<'a>)> = levels
            .iter()
            .map(|(level, grids)| (*level, (grids.as_slice(), Shares::new(grids.iter().map(|placed| &placed.shape)))))
            .collect();
        let gone = self.old.iter().zip(&self.partner).filter(|(_, partner)| partner.is_none());
        gone.map(|(placed, _)| {
            let nearest = shares.keys().filter(|level| **level <= placed.grid.level).max();
            let parts = nearest.and_then(|level| shares.get(level)).map_or_else(Vec::new, |(grids, shares)| {
                let named = |part: Part| (&grids[part.index].grid, part.share);
                shares.of(&placed.shape).into_iter().map(named).collect()
            });
            Gone { grid: &placed.grid, shape: &placed.shape, parts }
        })
        .collect()
    }

    /// Where the people of grids at an old path are to stand: as somebody said, else where the grid itself is now,
    /// else with whoever takes over more than half of its ground.
    pub fn heirs(&self, gone: &[Gone<'_>], said: &[Heir]) -> Vec<Heir> {
        let is_said = |path: &GridPath| said.iter().any(|heir| heir.from == *path);
        let moved = self.both().filter(|both| both.old.grid.path != both.new.grid.path);
        let moved = moved.map(|both| Heir { from: both.old.grid.path.clone(), to: both.new.grid.path.clone() });
        let clear =
            gone.iter().filter_map(|gone| Some(Heir { from: gone.grid.path.clone(), to: gone.heir()?.clone() }));
        said.iter().cloned().chain(moved.chain(clear).filter(|heir| !is_said(&heir.from))).collect()
    }
}

impl Both<'_> {
    /// How much of its former area the grid keeps, 0 to 1; none: its boundary is the same.
    pub fn kept(&self) -> Option<f64> {
        (self.old.shape != self.new.shape).then(|| kept(&self.old.shape, &self.new.shape))
    }

    pub fn is_moved(&self) -> bool {
        self.old.grid.path != self.new.grid.path
    }

    pub fn is_renamed(&self) -> bool {
        self.old.grid.name != self.new.grid.name
    }

    /// Whether kind, counts or attributes differ.
    pub fn is_described(&self) -> bool {
        let of = |grid: &'_ Grid| (grid.kind.clone(), grid.counts.clone(), grid.attributes.clone());
        of(&self.old.grid) != of(&self.new.grid)
    }
}

impl Gone<'_> {
    /// Who takes over more than half of its ground.
    pub fn heir(&self) -> Option<&GridPath> {
        self.parts.first().filter(|(_, share)| *share > CLEAR_SHARE).map(|(grid, _)| &grid.path)
    }
}
