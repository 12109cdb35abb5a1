//! Corners that several shapes have in common: moved, added and taken away in all of them alike.
//!
//! Borders that coincide need not have the same corners: a parent's edge may run straight past the corners of its
//! children. Before such an edge bends it gets those corners, so that it bends where theirs do; what still lies on
//! a straight line afterwards and was nobody's corner before is let go again. A coverage that tiles its parent does
//! so after, as long as no border passes over another.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use domain::place::{Bounds, Position, Ring, Shape};

use crate::lattice::{is_between, turn, vector};
use crate::spot::cross;

/// Why corners cannot change so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No shape has a corner there.
    NoCorner(Position),
    /// No shape has an edge there.
    NoEdge(Position),
    /// Three borders or more meet there.
    BordersMeet(Position),
}

/// Shapes that changed, by their places in what was given.
pub type Changed = BTreeMap<usize, Shape>;

/// Move corners in every shape that has them, each from the first position to the second.
pub fn moved(shapes: &[&Shape], moves: &[(Position, Position)]) -> Result<Changed, Refusal> {
    let moves: BTreeMap<Position, Position> = moves.iter().copied().collect();
    let mut known: BTreeSet<Position> = moves.keys().copied().collect();
    for at in shapes.iter().flat_map(|shape| shape.positions()) {
        known.remove(&at);
    }
    if let Some(&missing) = known.first() {
        return Err(Refusal::NoCorner(missing));
    }
    let corners: BTreeSet<Position> = moves.keys().copied().collect();
    let to = |at: Position| moves.get(&at).copied().unwrap_or(at);
    Ok(redrawn(shapes, &Bend::at(corners), |ring, own| {
        for at in ring.iter_mut() {
            *at = to(*at);
        }
        *own = own.iter().map(|&at| to(at)).collect();
    }))
}

/// Put a corner on an edge, in every shape that has the edge or a part of it there.
pub fn added(shapes: &[&Shape], edge: [Position; 2], at: Position) -> Result<Changed, Refusal> {
    let bend = Bend { corners: BTreeSet::new(), edge: Some(edge) };
    let nodes = Nodes::of(shapes);
    let [from, to] = edge;
    // The piece of the edge beside which the new corner lies, between corners of whoever has some on it.
    let mut ends = vec![from];
    ends.extend(nodes.inside(from, to));
    ends.push(to);
    let along = |at: Position| {
        let (way, here) = (vector(from, to), vector(from, at));
        i128::from(way.0) * i128::from(here.0) + i128::from(way.1) * i128::from(here.1)
    };
    let piece = ends.windows(2).find(|pair| along(at) < along(pair[1])).or(ends.windows(2).last());
    let Some(&[low, high]) = piece else { return Err(Refusal::NoEdge(at)) };
    let mut is_there = false;
    let changed = redrawn(shapes, &bend, |ring, own| {
        let mut index = 1;
        while index < ring.len() {
            let pair = (ring[index - 1], ring[index]);
            if pair == (low, high) || pair == (high, low) {
                is_there = true;
                ring.insert(index, at);
                own.insert(at);
                index += 1;
            }
            index += 1;
        }
    });
    if is_there { Ok(changed) } else { Err(Refusal::NoEdge(at)) }
}

/// Take a corner away; the two edges that meet there become one, in every shape.
pub fn removed(shapes: &[&Shape], corner: Position) -> Result<Changed, Refusal> {
    if !shapes.iter().any(|shape| shape.positions().any(|at| at == corner)) {
        return Err(Refusal::NoCorner(corner));
    }
    let mut beside: BTreeSet<Position> = BTreeSet::new();
    let changed = redrawn(shapes, &Bend::at(BTreeSet::from([corner])), |ring, _| {
        ring.pop();
        let count = ring.len();
        for index in (0..count).filter(|&index| ring[index] == corner) {
            beside.extend([ring[(index + count - 1) % count], ring[(index + 1) % count]]);
        }
        ring.retain(|at| *at != corner);
        ring.extend(ring.first().copied());
    });
    if beside.len() > 2 { Err(Refusal::BordersMeet(corner)) } else { Ok(changed) }
}

/// The box around all edges that end at these positions or pass them: only shapes that meet it can change, or have
/// a corner on what changes. None where there is no such edge.
pub fn reach<'a>(shapes: impl IntoIterator<Item = &'a Shape>, corners: &[Position]) -> Option<Bounds> {
    let bend = Bend::at(corners.iter().copied().collect());
    let edges = shapes.into_iter().flat_map(Shape::rings).flat_map(|ring| ring.windows(2));
    Bounds::around(edges.filter(|edge| bend.concerns(edge[0], edge[1])).flatten().copied())
}

/// Corners of a ring that lie straight between their neighbours and are none of those known are let go.
pub(crate) fn thinned(ring: &Ring, known: &BTreeSet<Position>) -> Ring {
    let Some((_, open)) = ring.split_last() else { return Ring::new() };
    let is_needless = |before: Position, at: Position, after: Position| {
        !known.contains(&at) && turn(before, at, after) == Ordering::Equal && is_between(before, after, at)
    };
    let mut kept: Ring = Vec::with_capacity(ring.len());
    for (index, &at) in open.iter().enumerate() {
        let before = kept.last().copied().unwrap_or_else(|| open[open.len() - 1]);
        let after = open[(index + 1) % open.len()];
        if at != before && !is_needless(before, at, after) {
            kept.push(at);
        }
    }
    kept.extend(kept.first().copied());
    kept
}

/// Which edges may bend: those at corners, or along an edge.
struct Bend {
    corners: BTreeSet<Position>,
    edge: Option<[Position; 2]>,
}

impl Bend {
    fn at(corners: BTreeSet<Position>) -> Self {
        Self { corners, edge: None }
    }

    fn concerns(&self, a: Position, b: Position) -> bool {
        if let Some([from, to]) = self.edge {
            let is_along = turn(from, to, a) == Ordering::Equal && turn(from, to, b) == Ordering::Equal;
            return is_along && a.min(b) < from.max(to) && from.min(to) < a.max(b);
        }
        let (low, high) = (a.min(b), a.max(b));
        // In the order of positions, by longitude first, whatever lies on the edge stands between its ends.
        self.corners.range(low..=high).any(|&at| turn(a, b, at) == Ordering::Equal && is_between(a, b, at))
    }
}

/// Corners of all shapes, from the west.
struct Nodes(Vec<Position>);

impl Nodes {
    fn of(shapes: &[&Shape]) -> Self {
        let mut nodes: Vec<Position> = shapes.iter().flat_map(|shape| shape.positions()).collect();
        nodes.sort_unstable();
        nodes.dedup();
        Self(nodes)
    }

    /// Those strictly inside an edge, in its direction.
    fn inside(&self, from: Position, to: Position) -> Vec<Position> {
        let (low, high) = (from.min(to), from.max(to));
        let begin = self.0.partition_point(|&at| at <= low);
        let way = vector(from, to);
        let is_on = |at: Position| cross(way, vector(from, at)) == 0;
        let mut inside: Vec<Position> =
            self.0[begin..].iter().copied().take_while(|&at| at < high).filter(|&at| is_on(at)).collect();
        if from > to {
            inside.reverse();
        }
        inside
    }
}

/// Every ring that has an edge that may bend, with all corners of others on such edges, drawn anew; `draw` is told
/// which corners are the ring's own, and says which are then.
fn redrawn(shapes: &[&Shape], bend: &Bend, mut draw: impl FnMut(&mut Ring, &mut BTreeSet<Position>)) -> Changed {
    let nodes = Nodes::of(shapes);
    let mut changed = Changed::new();
    for (index, shape) in shapes.iter().enumerate() {
        let mut after = (*shape).clone();
        for ring in after.polygons.iter_mut().flat_map(|polygon| &mut polygon.rings) {
            if !ring.windows(2).any(|edge| bend.concerns(edge[0], edge[1])) {
                continue;
            }
            let mut own: BTreeSet<Position> = ring.iter().copied().collect();
            let mut full: Ring = ring.first().copied().into_iter().collect();
            for edge in ring.windows(2) {
                if bend.concerns(edge[0], edge[1]) {
                    full.extend(nodes.inside(edge[0], edge[1]));
                }
                full.push(edge[1]);
            }
            draw(&mut full, &mut own);
            *ring = thinned(&full, &own);
        }
        if after != **shape {
            changed.insert(index, after);
        }
    }
    changed
}
