//! What stands out: grids that fell silent, and sorts of things that burst out in a place. Plain rules, so that anybody
//! can check them by counting.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dimension, Docket, RowKey, groups};
use crate::code::GridPath;
use crate::report::ReportKind;

/// How many periods of the past a burst is held against.
pub const MOST_PAST: usize = 8;
/// Fewer are no burst.
const BURST_FROM: u32 = 5;

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
pub fn silent(siblings: &[GridPath], cases: &[&Docket]) -> Vec<GridPath> {
    let heard: BTreeSet<&GridPath> =
        siblings.iter().filter(|path| cases.iter().any(|case| case.grid.is_within(path))).collect();
    if heard.len() * 2 <= siblings.len() {
        return Vec::new();
    }
    siblings.iter().filter(|path| !heard.contains(path)).cloned().collect()
}

/// Sorts of which at least five came in, and at least twice as many as in any of the periods before.
///
/// `past`: the cases of each of those.
pub fn bursts(cases: &[&Docket], past: &[Vec<&Docket>], scope: Option<&GridPath>) -> Vec<Burst> {
    let now = counts(cases, scope);
    let past: Vec<_> = past.iter().map(|cases| counts(cases, scope)).collect();
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

fn counts(cases: &[&Docket], scope: Option<&GridPath>) -> BTreeMap<(GridPath, ReportKind), u32> {
    let mut counts = BTreeMap::new();
    for (key, cases) in groups(cases, Dimension::Place, scope, 0) {
        let RowKey::Place { path } = key else { continue };
        for case in cases {
            *counts.entry((path.clone(), case.kind)).or_insert(0) += 1;
        }
    }
    counts
}
