//! Two divisions side by side: which grids came, went and changed, and who takes over the ground of those that went.
//!
//! Grids that are the same in both are never read: two divisions of a province that differ in a street cost what the
//! street does, beside one look at whether the rest is the same.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use atlas::share::{Part, Shares, kept};
use domain::code::{GridCode, GridPath, Level};
use domain::grid::Grid;
use domain::heir::{CLEAR_SHARE, Heir};
use domain::news::Vector;
use domain::place::Shape;
use domain::set::PlacedGrid;
use ledger::{Error, View};

use crate::check::{self, Since, State};

/// The grids in which two schemes differ, by path.
pub struct Difference {
    /// Those of the earlier one that the later one does not have, or has otherwise.
    pub old: Vec<PlacedGrid>,
    /// Those of the later one that the earlier one does not have, or had otherwise.
    pub new: Vec<PlacedGrid>,
}

/// Two divisions where they differ, matched by path and then by code.
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
    pub parts: Vec<(Grid, f64)>,
}

/// Where schemes that were compared lately may differ, kept from one question to the next: after an edit only what
/// it changed is looked at again.
#[derive(Default)]
pub struct Differences(Mutex<HashMap<(String, String), Looked>>);

/// Two schemes, as of a vector.
struct Looked {
    seen: Vector,
    /// Paths at which they may differ; at every other one they are the same.
    paths: BTreeSet<GridPath>,
}

/// Pairs of schemes that are kept; beyond that all are let go.
const MOST_KEPT: usize = 4;

impl Differences {
    /// How one scheme differs from another.
    pub fn between(&self, view: &View<'_>, from: &str, to: &str, state: State) -> Result<Difference, Error> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = (from.to_owned(), to.to_owned());
        let seen = view.vector()?;
        let known = all.get(&pair).map(|known| known.later(view, from, to)).transpose()?.flatten();
        let paths = match known {
            Some(paths) => paths,
            None => view.differing(from, to)?.into_iter().chain(view.lacking(to, from)?).collect(),
        };
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for path in &paths {
            let (before, after) = (view.placed(from, path)?, view.placed(to, path)?);
            if before != after {
                old.extend(before);
                new.extend(after);
            }
        }
        if state == State::Committed {
            if all.len() >= MOST_KEPT && !all.contains_key(&pair) {
                all.clear();
            }
            all.insert(pair, Looked { seen, paths });
        }
        Ok(Difference { old, new })
    }
}

impl Looked {
    /// With what was revised since; none where more than that happened.
    fn later(&self, view: &View<'_>, from: &str, to: &str) -> Result<Option<BTreeSet<GridPath>>, Error> {
        let facts = view.facts_on_grids_since(&self.seen)?;
        let mut paths = self.paths.clone();
        for scheme in [from, to] {
            match check::since(facts.clone(), scheme) {
                Since::Nothing => {}
                Since::Touched(changes) => paths.extend(changes.into_iter().map(|change| change.path)),
                Since::Everything => return Ok(None),
            }
        }
        Ok(Some(paths))
    }
}

impl<'a> Pair<'a> {
    /// Match what differs in two divisions, neither of which has a path twice.
    pub fn new(Difference { old, new }: &'a Difference) -> Self {
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

    /// Grids that only the old division has, by path, and who takes over their ground in the new one, which is the
    /// scheme `to`: grids of the same level, or where it has no such level of the nearest above.
    pub fn gone(&self, view: &View<'_>, to: &str) -> Result<Vec<Gone<'a>>, Error> {
        let gone: Vec<&PlacedGrid> =
            self.old.iter().zip(&self.partner).filter(|(_, partner)| partner.is_none()).map(|(old, _)| old).collect();
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        let levels: Vec<Level> = view.count_grids(to)?.into_keys().collect();
        let gone = gone.into_iter().map(|PlacedGrid { grid, shape }| {
            let nearest = levels.iter().filter(|level| **level <= grid.level).max();
            let (Some(level), Some(bounds)) = (nearest, shape.bounds()) else {
                return Ok(Gone { grid, shape, parts: Vec::new() });
            };
            let around = view.paths_in_of(Some(to), *level, bounds)?;
            let around = around.iter().filter_map(|path| view.placed(to, path).transpose());
            let around = around.collect::<Result<Vec<PlacedGrid>, _>>()?;
            let parts = Shares::new(around.iter().map(|placed| &placed.shape)).of(shape);
            let named = |part: Part| (around[part.index].grid.clone(), part.share);
            Ok(Gone { grid, shape, parts: parts.into_iter().map(named).collect() })
        });
        gone.collect()
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
