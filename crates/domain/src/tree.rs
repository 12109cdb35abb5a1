//! The tree of grids of one scheme, and questions about it that need no boundary.

use std::collections::{HashMap, HashSet};

use crate::code::{GridCode, GridPath, Level};
use crate::grid::Grid;

/// All grids of the published scheme, in the order of their paths.
#[derive(Debug, Default, Clone)]
pub struct Tree {
    grids: Vec<Grid>,
    by_path: HashMap<GridPath, usize>,
    by_code: HashMap<(Level, GridCode), usize>,
    children: HashMap<GridPath, Vec<usize>>,
    tops: Vec<usize>,
}

impl Tree {
    /// A tree of these grids, in any order.
    pub fn new(mut grids: Vec<Grid>) -> Self {
        grids.sort_by(|a, b| a.path.cmp(&b.path));
        let mut tree = Self::default();
        for (index, grid) in grids.iter().enumerate() {
            tree.by_path.insert(grid.path.clone(), index);
            tree.by_code.insert((grid.level, grid.code.clone()), index);
            match grid.path.parent() {
                Some(parent) => tree.children.entry(parent).or_default().push(index),
                None => tree.tops.push(index),
            }
        }
        tree.grids = grids;
        tree
    }

    /// The same with other grids at some paths; none: there is no grid any more.
    #[must_use]
    pub fn revised(mut self, changes: impl IntoIterator<Item = (GridPath, Option<Grid>)>) -> Self {
        let mut rest = Vec::new();
        for (path, grid) in changes {
            match (self.by_path.get(&path), grid) {
                (Some(&at), Some(grid)) if self.grids[at].level == grid.level && self.grids[at].code == grid.code => {
                    self.grids[at] = grid;
                }
                (None, None) => {}
                (_, grid) => rest.push((path, grid)),
            }
        }
        if rest.is_empty() {
            return self;
        }
        let Self { mut grids, .. } = self;
        let changed: HashSet<&GridPath> = rest.iter().map(|(path, _)| path).collect();
        grids.retain(|grid| !changed.contains(&grid.path));
        grids.extend(rest.into_iter().filter_map(|(_, grid)| grid));
        Self::new(grids)
    }

    /// All grids, by path.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// Whether there is no grid at all.
    pub fn is_empty(&self) -> bool {
        self.grids.is_empty()
    }

    /// The grid at a path.
    pub fn grid(&self, path: &GridPath) -> Option<&Grid> {
        self.by_path.get(path).map(|&index| &self.grids[index])
    }

    /// The grid with a code at a level: a code is unique within scheme and level.
    pub fn with_code(&self, level: Level, code: &GridCode) -> Option<&Grid> {
        self.by_code.get(&(level, code.clone())).map(|&index| &self.grids[index])
    }

    /// Whether a code stands twice at one level; no store lets that happen.
    pub fn has_repeated_codes(&self) -> bool {
        self.by_code.len() < self.grids.len()
    }

    /// Every grid with a code, at whatever level; more than one when levels share codes.
    pub fn with_code_anywhere(&self, code: &GridCode) -> Vec<&Grid> {
        self.levels().into_iter().filter_map(|level| self.with_code(level, code)).collect()
    }

    /// The grids without a parent.
    pub fn tops(&self) -> impl Iterator<Item = &Grid> {
        self.tops.iter().map(|&index| &self.grids[index])
    }

    /// The direct children, by path.
    pub fn children(&self, path: &GridPath) -> impl Iterator<Item = &Grid> {
        self.children.get(path).into_iter().flatten().map(|&index| &self.grids[index])
    }

    /// The grid and everything below it.
    pub fn subtree<'a>(&'a self, path: &'a GridPath) -> impl Iterator<Item = &'a Grid> {
        let (from, to) = path.below_range();
        let begin = self.grids.partition_point(|grid| grid.path.as_str() < from.as_str());
        let end = self.grids.partition_point(|grid| grid.path.as_str() < to.as_str());
        self.grid(path).into_iter().chain(self.grids[begin..end].iter())
    }

    /// From the top down to the parent.
    pub fn ancestors(&self, path: &GridPath) -> Vec<&Grid> {
        path.ancestors().iter().filter_map(|above| self.grid(above)).collect()
    }

    /// The levels that occur, from the top.
    pub fn levels(&self) -> Vec<Level> {
        let mut levels: Vec<Level> = self.grids.iter().map(|grid| grid.level).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }
}
