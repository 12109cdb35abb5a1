//! The edges of a shape, and which of them come near each other: what the judge of rings looks at.

use domain::place::{Position, Ring, Shape};

use crate::near::{Extent, Tangled, extent_of, for_each_near, patience};
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
    let mut edges = Vec::with_capacity(shape.rings().map(Vec::len).sum());
    let mut number = 0;
    for (part, polygon) in shape.polygons.iter().enumerate() {
        for ring in &polygon.rings {
            file(ring, part as u32, number, &mut edges);
            number += 1;
        }
    }
    edges
}

fn file(ring: &Ring, part: u32, number: u32, edges: &mut Vec<Edge>) {
    let begin = edges.len();
    let pairs = ring.windows(2).filter(|pair| pair[0] != pair[1]);
    edges.extend(pairs.zip(0..).map(|(pair, at)| Edge { a: pair[0], b: pair[1], part, ring: number, at, last: 0 }));
    let count = edges.len() - begin;
    if count < 3 {
        edges.truncate(begin);
    }
    for edge in &mut edges[begin..] {
        edge.last = count as u32 - 1;
    }
}

/// Call `visit` once with every pair of edges whose boxes meet: all that meet are among them. It says
/// whether to go on.
pub(crate) fn for_each_pair(edges: &[Edge], mut visit: impl FnMut(&Edge, &Edge) -> bool) -> Result<(), Tangled> {
    let boxes: Vec<Extent> = edges.iter().map(|edge| extent_of(edge.a, edge.b)).collect();
    for_each_near(&boxes, |one, other| visit(&edges[one], &edges[other]))
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
