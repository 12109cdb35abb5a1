//! What stands out: grids that fell silent, and sorts of things that burst out in a place. Plain rules, so that anybody
//! can check them by counting.

use std::collections::{BTreeMap, BTreeSet};

use super::{Docket, RowKey};
use crate::code::GridPath;
use crate::report::ReportKind;

/// How many periods of the past a burst is held against.
pub const MOST_PAST: usize = 8;
/// Fewer are no burst.
const BURST_FROM: u32 = 5;

/// How many of each sort came in from each grid, the deepest there.
pub type Arrivals = BTreeMap<(GridPath, ReportKind), u32>;

/// What these cases come to as arrivals.
pub fn arrivals<'a>(cases: impl IntoIterator<Item = &'a Docket>) -> Arrivals {
    let mut arrivals = Arrivals::new();
    for case in cases {
        *arrivals.entry((case.grid.clone(), case.kind)).or_insert(0) += 1;
    }
    arrivals
}

/// A sort that burst out in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burst {
    /// Where.
    pub path: GridPath,
    /// Of what sort.
    pub kind: ReportKind,
    /// How many came in.
    pub count: u32,
    /// The most that came in within one of the periods before.
    pub most_before: u32,
}

/// Grids from which nothing came, while more than half of their siblings had something.
pub fn silent(siblings: &[GridPath], now: &Arrivals) -> Vec<GridPath> {
    let heard: BTreeSet<&GridPath> =
        siblings.iter().filter(|path| now.keys().any(|(grid, _)| grid.is_within(path))).collect();
    if heard.len() * 2 <= siblings.len() {
        return Vec::new();
    }
    siblings.iter().filter(|path| !heard.contains(path)).cloned().collect()
}

/// Sorts of which at least five came in, and at least twice as many as in any of the periods before.
///
/// `past`: what came in within each of those.
pub fn bursts(now: &Arrivals, past: &[Arrivals], scope: Option<&GridPath>) -> Vec<Burst> {
    let now = right_below(now, scope);
    let past: Vec<_> = past.iter().map(|arrivals| right_below(arrivals, scope)).collect();
    let all = now.into_iter().filter_map(|((path, kind), count)| {
        let before = past.iter().filter_map(|counts| counts.get(&(path.clone(), kind))).max();
        let most_before = before.copied().unwrap_or(0);
        let is_burst = count >= BURST_FROM && count >= 2 * most_before;
        is_burst.then_some(Burst { path, kind, count, most_before })
    });
    let mut all: Vec<Burst> = all.collect();
    all.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.path.cmp(&other.path)));
    all
}

/// The same by the grids right below the chosen one.
fn right_below(arrivals: &Arrivals, scope: Option<&GridPath>) -> Arrivals {
    let mut rows = Arrivals::new();
    for ((grid, kind), count) in arrivals {
        let RowKey::Place { path } = RowKey::of_grid(grid, scope) else { continue };
        *rows.entry((path, *kind)).or_insert(0) += count;
    }
    rows
}
