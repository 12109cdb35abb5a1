//! The edges of a shape, and which of them come near each other: what the judge of rings looks at.
//!
//! Sound borders have few neighbours per edge. A tangle may have as many pairs as edges squared; nobody
//! waits for that, so the walk ends after a number of steps that grows with the edges only.

use std::collections::HashMap;

use domain::place::{Position, Shape};

use crate::outline::Outline;

/// An edge, and where it stands in the shape.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: Position,
    pub(crate) b: Position,
    pub(crate) part: u32,
    pub(crate) ring: u32,
    /// Its place in the ring, counted without repeated positions.
    pub(crate) at: u32,
    /// The place of the ring's last edge.
    pub(crate) last: u32,
}

/// The edges of every ring, without repeated positions; rings of fewer than three edges have none.
pub(crate) fn edges_of(shape: &Shape) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut ring_number = 0;
    for (part, polygon) in shape.polygons.iter().enumerate() {
        for ring in &polygon.rings {
            let mut corners = ring.clone();
            corners.dedup();
            if corners.len() < 4 {
                corners.clear();
            }
            let last = corners.len().saturating_sub(2) as u32;
            edges.extend(corners.windows(2).enumerate().map(|(at, pair)| Edge {
                a: pair[0],
                b: pair[1],
                part: part as u32,
                ring: ring_number,
                at: at as u32,
                last,
            }));
            ring_number += 1;
        }
    }
    edges
}

/// The walk was given up.
#[derive(Debug)]
pub(crate) struct Tangled;

/// Pairs that are looked at for each edge or corner, on the whole.
const MOST_PER_ONE: usize = 500;
const MOST_AT_LEAST: usize = 1_000_000;

/// Up to so many edges it is quicker to sort them than to file them by cell.
const FEW: usize = 128;

/// Call `visit` with every pair of edges that come near each other: all that meet are among them, some
/// come more than once. It says whether to go on.
pub(crate) fn for_each_pair(edges: &[Edge], mut visit: impl FnMut(&Edge, &Edge) -> bool) -> Result<(), Tangled> {
    if edges.len() <= FEW {
        return for_each_pair_of_few(edges, visit);
    }
    let Some(cells) = EdgeCells::over(edges) else { return Ok(()) };
    let mut left = patience(edges.len());
    let mut filed: HashMap<(i64, i64), Vec<u32>> = HashMap::with_capacity(edges.len());
    for (index, edge) in edges.iter().enumerate() {
        cells.passed_by(edge, |cell| {
            let others = filed.entry(cell).or_default();
            if others.iter().take(left).all(|&other| visit(&edges[other as usize], edge)) {
                left = left.saturating_sub(others.len());
            } else {
                left = 0;
            }
            others.push(index as u32);
        });
        if left == 0 {
            return Err(Tangled);
        }
    }
    Ok(())
}

/// The same by a sweep from west to east.
fn for_each_pair_of_few(edges: &[Edge], mut visit: impl FnMut(&Edge, &Edge) -> bool) -> Result<(), Tangled> {
    let mut by_west: Vec<(i32, i32, &Edge)> =
        edges.iter().map(|edge| (edge.a.0.min(edge.b.0), edge.a.0.max(edge.b.0), edge)).collect();
    by_west.sort_unstable_by_key(|&(west, _, edge)| (west, edge.ring, edge.at));
    for (place, &(_, east, one)) in by_west.iter().enumerate() {
        let near = by_west[place + 1..].iter().take_while(|(west, ..)| *west <= east);
        for (.., other) in near {
            // Which of the two comes first in the shape must not depend on where it lies.
            let (a, b) = if (one.ring, one.at) <= (other.ring, other.at) { (one, *other) } else { (*other, one) };
            if !visit(a, b) {
                return Err(Tangled);
            }
        }
    }
    Ok(())
}

/// Call `visit` with every two outlines whose boxes meet, once this way round and once the other. It says
/// how much work that was; there may be so much for each of the `corners`.
pub(crate) fn for_each_meeting(
    outlines: &[Outline],
    corners: usize,
    mut visit: impl FnMut(usize, usize) -> usize,
) -> Result<(), Tangled> {
    let mut by_west: Vec<(usize, (i32, i32, i32, i32))> =
        outlines.iter().enumerate().filter_map(|(index, outline)| Some((index, outline.extent()?))).collect();
    by_west.sort_by_key(|(_, extent)| *extent);
    let mut left = patience(corners);
    for (place, &(one, (_, south, east, north))) in by_west.iter().enumerate() {
        for &(other, (west, bottom, _, top)) in &by_west[place + 1..] {
            if west > east {
                break;
            }
            let work =
                if bottom <= north && south <= top { visit(one, other).saturating_add(visit(other, one)) } else { 1 };
            left = left.checked_sub(work).ok_or(Tangled)?;
        }
    }
    Ok(())
}

fn patience(ones: usize) -> usize {
    ones.saturating_mul(MOST_PER_ONE).max(MOST_AT_LEAST)
}

/// Square cells about as large as an edge is long.
struct EdgeCells {
    size: i64,
}

impl EdgeCells {
    fn over(edges: &[Edge]) -> Option<Self> {
        let total: i64 = edges.iter().map(|edge| reach(edge.a.0, edge.b.0) + reach(edge.a.1, edge.b.1)).sum();
        let count = i64::try_from(edges.len()).ok().filter(|&count| count > 0)?;
        Some(Self { size: (total / count * 2).max(16) })
    }

    /// The cells that an edge passes, row by row.
    fn passed_by(&self, edge: &Edge, mut visit: impl FnMut((i64, i64))) {
        let (low, high) = if edge.a.1 <= edge.b.1 { (edge.a, edge.b) } else { (edge.b, edge.a) };
        let row_of = |y: i64| y.div_euclid(self.size);
        let (bottom, top) = (i64::from(low.1), i64::from(high.1));
        let run = i64::from(high.0) - i64::from(low.0);
        let longitude = |y: i64| {
            if top == bottom {
                return i64::from(low.0);
            }
            i64::from(low.0) + (i128::from(run) * i128::from(y - bottom) / i128::from(top - bottom)) as i64
        };
        for row in row_of(bottom)..=row_of(top) {
            let from = longitude((row * self.size).max(bottom));
            let to = if top == bottom { i64::from(high.0) } else { longitude(((row + 1) * self.size).min(top)) };
            // One step wider on either side makes up for the rounding.
            let columns = (from.min(to) - 1).div_euclid(self.size)..=(from.max(to) + 1).div_euclid(self.size);
            for column in columns {
                visit((column, row));
            }
        }
    }
}

fn reach(from: i32, to: i32) -> i64 {
    (i64::from(to) - i64::from(from)).abs()
}
