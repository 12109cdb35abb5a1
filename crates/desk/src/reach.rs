//! How far the grids of each level reach: which of them a tile meets.

use std::collections::{BTreeMap, HashMap};

use atlas::boxes::Boxes;
use domain::code::{GridPath, Level};
use domain::place::Bounds;
use domain::tree::Tree;

/// The boxes of a scheme's grids, level by level.
pub struct Reaches(BTreeMap<Level, Reach>);

struct Reach {
    /// Places among the tree's grids.
    grids: Vec<u32>,
    boxes: Boxes,
}

/// Where a grid stands among the tree's, which are in the order of their paths.
pub fn place_in(tree: &Tree, path: &GridPath) -> Option<usize> {
    tree.grids().binary_search_by(|grid| grid.path.cmp(path)).ok()
}

impl Reaches {
    pub fn of(tree: &Tree, bounds: &HashMap<GridPath, Bounds>) -> Self {
        let mut levels: BTreeMap<Level, (Vec<u32>, Vec<Bounds>)> = BTreeMap::new();
        for (place, grid) in (0..).zip(tree.grids()) {
            if let Some(&bounds) = bounds.get(&grid.path) {
                let (grids, boxes) = levels.entry(grid.level).or_default();
                grids.push(place);
                boxes.push(bounds);
            }
        }
        let reach = |(level, (grids, boxes)): (Level, (Vec<u32>, Vec<Bounds>))| {
            (level, Reach { grids, boxes: Boxes::new(&boxes) })
        };
        Self(levels.into_iter().map(reach).collect())
    }

    /// The grids of a level that may lie in `bounds`, by path: their places among the tree's.
    pub fn meeting(&self, level: Level, bounds: &Bounds) -> impl Iterator<Item = usize> {
        let reach = self.0.get(&level);
        let meeting = reach.map_or_else(Vec::new, |reach| reach.boxes.meeting(bounds));
        meeting.into_iter().filter_map(move |at| Some(reach?.grids[at as usize] as usize))
    }
}
