//! What lies in each grid, level by level below it: what a map shows of it while the grids of those levels are too
//! small to be drawn (decision 0018).

use std::collections::{BTreeMap, HashMap};

use domain::code::{GridPath, Level};
use domain::roster::Roster;
use domain::tree::Tree;

use crate::reach::place_in;

/// A level with more grids than this is too small to be drawn, or listed, as a whole. The page has the same number.
pub const MANY: usize = 10_000;

/// The grids of one level in one grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    pub level: Level,
    /// How many they are.
    pub grids: u32,
    /// How many of them nobody answers for.
    pub vacant: u32,
    /// The fewest people who answer for one of them.
    pub fewest_heads: u32,
    /// Residents of those that were counted, and how many were.
    residents: u64,
    counted: u32,
}

/// Of every grid, by its place among the tree's, the levels below it that have many grids in all, the highest first.
#[derive(Debug, Default)]
pub struct Strata(HashMap<usize, Vec<Stratum>>);

impl Strata {
    pub fn of(tree: &Tree, roster: &Roster) -> Self {
        let mut sizes: BTreeMap<Level, usize> = BTreeMap::new();
        for grid in tree.grids() {
            *sizes.entry(grid.level).or_default() += 1;
        }
        let mut strata: HashMap<&str, Vec<Stratum>> = HashMap::new();
        for grid in tree.grids().iter().filter(|grid| sizes[&grid.level] > MANY) {
            let heads = u32::try_from(roster.heads(&grid.path).len()).unwrap_or(u32::MAX);
            let path = grid.path.as_str();
            for (end, _) in path.match_indices('.') {
                let known = strata.entry(&path[..end]).or_default();
                let at = known.binary_search_by_key(&grid.level, |one| one.level).unwrap_or_else(|at| {
                    known.insert(at, Stratum::empty(grid.level));
                    at
                });
                known[at].add(heads, grid.counts.residents);
            }
        }
        let placed = |(path, known): (&str, _)| Some((place_in(tree, &GridPath::from_text(path))?, known));
        Self(strata.into_iter().filter_map(placed).collect())
    }

    /// The levels of many grids below one, the highest first.
    pub fn below(&self, place: usize) -> &[Stratum] {
        self.0.get(&place).map_or(&[], Vec::as_slice)
    }
}

impl Stratum {
    fn empty(level: Level) -> Self {
        Self { level, grids: 0, vacant: 0, fewest_heads: u32::MAX, residents: 0, counted: 0 }
    }

    fn add(&mut self, heads: u32, residents: Option<u32>) {
        self.grids += 1;
        self.vacant += u32::from(heads == 0);
        self.fewest_heads = self.fewest_heads.min(heads);
        self.residents += u64::from(residents.unwrap_or_default());
        self.counted += u32::from(residents.is_some());
    }

    /// Residents of one of them, the mean of those that were counted, rounded; none where nobody counted.
    pub fn mean_residents(&self) -> Option<u32> {
        let counted = u64::from(self.counted);
        let mean = (self.residents + counted / 2).checked_div(counted)?;
        Some(u32::try_from(mean).expect("a mean of 32-bit numbers is one"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::code::GridCode;
    use domain::grid::{Counts, Grid};
    use domain::post::{Post, PostRole, Station};

    use super::*;

    fn grid(path: String, level: u8, residents: Option<u32>) -> Grid {
        Grid {
            path: GridPath::from_text(path.clone()),
            code: GridCode(path),
            level: Level(level),
            kind: String::new(),
            name: String::new(),
            counts: Counts { residents, ..Counts::default() },
            attributes: BTreeMap::new(),
        }
    }

    fn head(path: &str) -> Post {
        Post {
            id: domain::id::PostId(path.to_owned()),
            title: String::new(),
            role: PostRole::Head,
            grid: GridPath::from_text(path),
            station: Station::Grid,
            person: String::new(),
            phone: String::new(),
            since: None,
        }
    }

    /// Two grids side by side, the first with `first` children, the second with as many as make `all` of them.
    fn of(first: usize, all: usize) -> Strata {
        let mut grids = vec![grid("a".to_owned(), 1, None), grid("b".to_owned(), 1, None)];
        let above = |at: usize| if at < first { "a" } else { "b" };
        let residents = |at: usize| (at != 1).then_some(if at == 0 { 4 } else { 9 });
        grids.extend((0..all).map(|at| grid(format!("{}.{at}", above(at)), 2, residents(at))));
        Strata::of(&Tree::new(grids), &Roster::new(vec![head("a.0"), head("a.1"), head("b.3")]))
    }

    #[test]
    fn a_grid_knows_how_many_lie_in_it_what_one_of_them_counts_and_where_nobody_answers() {
        let strata = of(3, MANY + 1);
        let [below] = strata.below(0) else { panic!("one level lies below") };
        assert_eq!((below.level, below.grids, below.vacant, below.fewest_heads), (Level(2), 3, 1, 0));
        // One of three was not counted; 6.5 is rounded up.
        assert_eq!(below.mean_residents(), Some(7));
        assert!(strata.below(1).is_empty());
    }

    #[test]
    fn of_a_level_that_can_be_drawn_whole_nothing_is_said() {
        assert!(of(3, MANY).below(0).is_empty());
    }
}
