//! Lines and outlines that somebody drew, laid on the borders that they were meant to meet.
//!
//! A place on an edge is rarely a position of the lattice: whoever draws a corner onto a border draws it beside that
//! border by less than a step. Such an edge gets the corner, in every grid that has the edge, and a line that passes
//! a corner as closely gets that corner; so no sliver is left between them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use domain::code::GridPath;
use domain::place::{Polygon, Position, Ring, Shape};

use crate::corner;
use crate::edit::Refusal;
use crate::lattice::{Meeting, is_between, meeting, turn, vector};
use crate::near::{Extent, Tangled, extent_of, for_each_near, meet};
use crate::outline::{Outline, Side};
use crate::overlay::Half;
use crate::plane::{Drawn, Laid, Plane};
use crate::ring;
use crate::spot::Spot;

/// Steps of the lattice within which a corner is meant to lie on an edge.
const BESIDE: f64 = 1.2;
/// Steps within which a line's end is meant to lie on the border: about a metre.
const SHORT: f64 = 100.0;
/// Steps within which an end is meant to lie on a corner.
const AT_CORNER: f64 = 3.0;
/// Corners that one line may get.
const MOST_TURNS: usize = 10_000;

/// A line that does not cross itself.
pub(crate) struct Line(Vec<Position>);

impl Line {
    pub(crate) fn of(positions: &[Position]) -> Result<Self, Refusal> {
        let mut line = positions.to_vec();
        line.dedup();
        if line.len() < 2 {
            return Err(Refusal::DividesNothing);
        }
        let boxes: Vec<Extent> = line.windows(2).map(|pair| extent_of(pair[0], pair[1])).collect();
        let mut crossing = None;
        let walked = for_each_near(&boxes, |one, other| {
            crossing = match meeting(line[one], line[one + 1], line[other], line[other + 1]) {
                Meeting::Touch(_) if one + 1 == other => None,
                // A line may come back to where it began.
                Meeting::Touch(at) if at == line[0] && at == line[line.len() - 1] => None,
                Meeting::Apart => None,
                Meeting::Touch(at) | Meeting::Cross(at) | Meeting::Overlap(at) => Some(at),
            };
            crossing.is_none()
        });
        match crossing {
            Some(at) => Err(Refusal::CrossesItself(at)),
            None => Ok(walked.map(|()| Self(line))?),
        }
    }

    /// What of the line parts ground from ground at a grid's border, in chains: its ends on the border where they lie
    /// close to it, and all that lies close to it on it.
    pub(crate) fn laid(self, grids: &mut [Laid], path: &GridPath) -> Result<Vec<Vec<Position>>, Tangled> {
        let Self(mut line) = self;
        let Some(own) = grids.iter().position(|grid| grid.path == *path) else { return Ok(vec![line]) };
        let last = line.len() - 1;
        for end in [0, last] {
            line[end] = on_border(&grids[own].shape, line[end]).unwrap_or(line[end]);
        }
        line.dedup();
        knot(&mut line, grids, |grid| grid.path == *path);
        let mut chains = parting(&line, &grids[own])?;
        for chain in &mut chains {
            tie(chain, grids);
            knot(chain, grids, |_| true);
        }
        Ok(chains)
    }
}

/// The stretches of a line that part ground from ground; what dangles is left out.
fn parting(line: &[Position], own: &Laid) -> Result<Vec<Vec<Position>>, Tangled> {
    let (grids, whole) = ([own.clone()], [line.to_vec()]);
    let plane = Plane::of(&grids, &Drawn::Line(&whole))?;
    let patches = plane.patches(|half| plane.is_of(half, plane.drawn()) || plane.is_of(half, 0));
    let patch_of = |face: Option<usize>| {
        patches.iter().position(|patch| face.map_or(patch.is_open, |face| patch.faces.contains(&face)))
    };
    let parts = |half: &Half| {
        let (left, right) = plane.overlay.beside(*half);
        plane.is_of(*half, plane.drawn()) && patch_of(left) != patch_of(right)
    };
    let ends = |half: Half| Some((plane.overlay.start(half).1.position()?, plane.overlay.end(half).1.position()?));
    let parting: Vec<(Position, Position)> = plane.overlay.halves().filter(parts).filter_map(ends).collect();
    let is_parting = |pair: &[Position]| {
        parting.iter().any(|(from, to)| is_on(pair[0], pair[1], *from) && is_on(pair[0], pair[1], *to))
    };
    let mut chains: Vec<Vec<Position>> = Vec::new();
    for pair in line.windows(2).filter(|pair| is_parting(pair)) {
        match chains.last_mut().filter(|chain| chain.last() == Some(&pair[0])) {
            Some(chain) => chain.push(pair[1]),
            None => chains.push(pair.to_vec()),
        }
    }
    Ok(chains)
}

/// Where a line crosses edges beside the lattice, both get the nearest position as a corner, so that they meet there.
fn knot(line: &mut Vec<Position>, grids: &mut [Laid], whose: impl Fn(&Laid) -> bool) {
    let mut boxes: Vec<Extent> = grids.iter().map(|grid| extent(&grid.shape)).collect();
    let mut index = 1;
    // Each turn adds a corner to the line or to an edge; a tangle is left to be found by whoever proves the groups.
    let mut turns = 0;
    while index < line.len() {
        let (from, to) = (line[index - 1], line[index]);
        let along = extent_of(from, to);
        let near = grids.iter().zip(&boxes).filter(|(grid, own)| meet(own, &along) && whose(grid));
        let edges = near.flat_map(|(grid, _)| edges_of(&grid.shape));
        let crossing = edges
            .filter(|[low, high]| matches!(meeting(from, to, *low, *high), Meeting::Cross(_)))
            .map(|edge| (edge, Spot::crossing((from, to), (edge[0], edge[1]))))
            .find(|(_, spot)| spot.position().is_none());
        let Some((edge, spot)) = crossing.filter(|_| turns < MOST_TURNS) else {
            index += 1;
            continue;
        };
        turns += 1;
        let at = spot.nearest();
        if at != from && at != to {
            line.insert(index, at);
        }
        if !edge.contains(&at) {
            corner_on(edge, at, grids, &mut boxes);
        }
    }
}

/// A corner on an edge, in every grid that has the edge.
fn corner_on(edge: [Position; 2], at: Position, grids: &mut [Laid], boxes: &mut [Extent]) {
    let along = extent_of(edge[0], edge[1]);
    let concerned: Vec<usize> = (0..grids.len()).filter(|&number| meet(&boxes[number], &along)).collect();
    let shapes: Vec<&Shape> = concerned.iter().map(|&number| &grids[number].shape).collect();
    for (number, shape) in corner::added(&shapes, edge, at).unwrap_or_default() {
        boxes[concerned[number]] = extent(&shape);
        grids[concerned[number]].shape = shape;
    }
}

/// An outline as a shape, with all that lies close to it on it.
pub(crate) fn outline(rings: &[Ring], parent: Option<&GridPath>, grids: &mut [Laid]) -> Result<Shape, Refusal> {
    let mut rings = rings.to_vec();
    for ring in &mut rings {
        ring.dedup();
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
    }
    let mut shape = Shape { polygons: vec![Polygon { rings }] };
    if let Some(fault) = ring::faults_of(&shape).first() {
        return Err(Refusal::CrossesItself(fault.place));
    }
    for ring in shape.polygons.iter_mut().flat_map(|polygon| &mut polygon.rings) {
        tie(ring, grids);
        knot(ring, grids, |grid| parent.is_none_or(|parent| grid.path.is_within(parent)));
    }
    Ok(shape)
}

/// The end of a line that lies strictly inside a grid.
pub(crate) fn ends_inside(grids: &[Laid], path: &GridPath, line: &[Position]) -> Option<Position> {
    let outline = Outline::new(&grids.iter().find(|grid| grid.path == *path)?.shape);
    let mut ends = line.first().into_iter().chain(line.last());
    ends.find(|&&at| outline.side(at) == Side::Inside).copied()
}

/// Corners of the line that lie beside edges become corners of those, and corners that lie beside the line become its.
fn tie(line: &mut Vec<Position>, grids: &mut [Laid]) {
    let mut boxes: Vec<Extent> = grids.iter().map(|grid| extent(&grid.shape)).collect();
    for &at in line.iter() {
        let here = around(at);
        let close: Vec<usize> = (0..grids.len()).filter(|&number| meet(&boxes[number], &here)).collect();
        if close.iter().any(|&number| grids[number].shape.positions().any(|corner| corner == at)) {
            continue;
        }
        let edges = close.iter().flat_map(|&number| edges_of(&grids[number].shape));
        let beside = edges.filter(|[a, b]| !is_on(*a, *b, at)).map(|edge| (distance(edge, at), edge));
        let nearest = beside.filter(|(steps, _)| *steps < BESIDE).min_by(|one, other| one.0.total_cmp(&other.0));
        let Some((_, edge)) = nearest else { continue };
        corner_on(edge, at, grids, &mut boxes);
    }
    let whole = line.iter().fold(around(line[0]), |all, &at| crate::near::around(&[all, around(at)]));
    let close = grids.iter().zip(&boxes).filter(|(_, own)| meet(own, &whole)).map(|(grid, _)| grid);
    let corners: BTreeSet<Position> = close.flat_map(|grid| grid.shape.positions()).collect();
    let corners: Vec<Position> = corners.into_iter().filter(|at| !line.contains(at)).collect();
    let mut tied: Vec<Position> = line.first().copied().into_iter().collect();
    for edge in line.windows(2) {
        let way = vector(edge[0], edge[1]);
        let along = |at: &Position| {
            let here = vector(edge[0], *at);
            i128::from(way.0) * i128::from(here.0) + i128::from(way.1) * i128::from(here.1)
        };
        let is_beside = |at: &Position| {
            meet(&extent_of(edge[0], edge[1]), &around(*at))
                && !is_on(edge[0], edge[1], *at)
                && distance([edge[0], edge[1]], *at) < BESIDE
        };
        let mut beside: Vec<Position> = corners.iter().copied().filter(is_beside).collect();
        beside.sort_by_key(along);
        tied.extend(beside);
        tied.push(edge[1]);
    }
    tied.dedup();
    *line = tied;
}

/// The place on a shape's border that an end of a line was meant to lie on.
fn on_border(shape: &Shape, end: Position) -> Option<Position> {
    let edges = edges_of(shape).map(|edge| (distance(edge, end), edge));
    let (steps, [a, b]) = edges.min_by(|one, other| one.0.total_cmp(&other.0))?;
    if steps > SHORT {
        return None;
    }
    let foot = foot([a, b], end);
    let at_corner = |corner: Position| {
        let (x, y) = vector(corner, foot);
        (x as f64).hypot(y as f64) <= AT_CORNER
    };
    [a, b].into_iter().find(|&corner| at_corner(corner)).or(Some(foot))
}

fn edges_of(shape: &Shape) -> impl Iterator<Item = [Position; 2]> + '_ {
    shape.rings().flat_map(|ring| ring.windows(2)).map(|pair| [pair[0], pair[1]])
}

fn is_on(a: Position, b: Position, at: Position) -> bool {
    turn(a, b, at) == Ordering::Equal && is_between(a, b, at)
}

/// How many steps lie between an edge and a position.
fn distance(edge: [Position; 2], at: Position) -> f64 {
    let (x, y) = place_on(edge, at);
    let (u, v) = vector(edge[0], at);
    (u as f64 - x).hypot(v as f64 - y)
}

/// The position nearest to the place on an edge that is nearest to a position.
fn foot(edge: [Position; 2], at: Position) -> Position {
    let (x, y) = place_on(edge, at);
    Position(edge[0].0 + x.round() as i32, edge[0].1 + y.round() as i32)
}

/// The place on an edge that is nearest to a position, in steps from the edge's first end.
fn place_on([from, to]: [Position; 2], at: Position) -> (f64, f64) {
    let (way, here) = (vector(from, to), vector(from, at));
    let (east, north) = (way.0 as f64, way.1 as f64);
    let long = east * east + north * north;
    let along = here.0 as f64 * east + here.1 as f64 * north;
    let share = if long > 0.0 { (along / long).clamp(0.0, 1.0) } else { 0.0 };
    (east * share, north * share)
}

/// A box of a few steps.
fn around(Position(x, y): Position) -> Extent {
    [x - 2, y - 2, x + 2, y + 2]
}

fn extent(shape: &Shape) -> Extent {
    let boxes = shape.positions().map(|at| [at.0, at.1, at.0, at.1]);
    crate::near::around(&boxes.collect::<Vec<Extent>>())
}
