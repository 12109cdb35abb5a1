//! Edges cut where they meet: what an overlay is walked along.
//!
//! Exact: places between positions of the lattice are kept as fractions (`spot.rs`).

use std::collections::HashMap;

use domain::place::Position;

use crate::lattice::{Meeting, is_between, meeting};
use crate::near::{Extent, Tangled, extent_of, for_each_near};
use crate::overlay::{Cover, Side, add, sum};
use crate::spot::Spot;

/// A straight edge as it was given, from its lesser end to its greater.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) low: Position,
    pub(crate) high: Position,
    pub(crate) claims: Cover,
}

/// A piece of a line that nothing cuts, in the line's direction.
#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) line: u32,
    pub(crate) claims: Cover,
}

/// Edges between the same two positions made one.
pub(crate) fn lines_of(sides: &[Side]) -> Vec<Line> {
    let mut known: HashMap<(Position, Position), usize> = HashMap::with_capacity(sides.len());
    let mut lines: Vec<Line> = Vec::with_capacity(sides.len());
    for side in sides.iter().filter(|side| side.a != side.b) {
        let (low, high) = (side.a.min(side.b), side.a.max(side.b));
        let at = *known.entry((low, high)).or_insert(lines.len());
        if at == lines.len() {
            lines.push(Line { low, high, claims: Cover::new() });
        }
        let weight = if side.a == low { side.weight } else { -side.weight };
        add(&mut lines[at].claims, side.owner, weight);
    }
    lines.retain(|line| !line.claims.is_empty());
    lines
}

/// Where each line is cut by the others, in its direction.
pub(crate) fn cuts_of(lines: &[Line]) -> Result<Vec<(u32, Spot)>, Tangled> {
    let boxes: Vec<Extent> = lines.iter().map(|line| extent_of(line.low, line.high)).collect();
    let mut cuts = Vec::new();
    for_each_near(&boxes, |one, other| {
        let (a, b, c, d) = (lines[one].low, lines[one].high, lines[other].low, lines[other].high);
        let mut cut_at_ends = |at: Position| {
            let inside = [(one, a, b), (other, c, d)].into_iter().filter(|&(_, from, to)| at != from && at != to);
            cuts.extend(
                inside.filter(|&(_, from, to)| is_between(from, to, at)).map(|(line, ..)| (line as u32, at.into())),
            );
        };
        match meeting(a, b, c, d) {
            Meeting::Apart => {}
            Meeting::Touch(at) => cut_at_ends(at),
            // On one line: every end that lies inside the other.
            Meeting::Overlap(_) => [a, b, c, d].into_iter().for_each(cut_at_ends),
            Meeting::Cross(_) => {
                let at = Spot::crossing((a, b), (c, d));
                cuts.extend([(one as u32, at), (other as u32, at)]);
            }
        }
        true
    })?;
    cuts.sort_unstable();
    cuts.dedup();
    Ok(cuts)
}

/// Lines in pieces; pieces between the same two spots made one.
pub(crate) fn pieces(lines: &[Line], cuts: Vec<(u32, Spot)>) -> (Vec<Spot>, Vec<Edge>) {
    let mut spots = Vec::new();
    let mut numbers: HashMap<Spot, u32> = HashMap::with_capacity(lines.len());
    let mut number = |spot: Spot| {
        *numbers.entry(spot).or_insert_with(|| {
            spots.push(spot);
            spots.len() as u32 - 1
        })
    };
    let mut known: HashMap<(u32, u32), usize> = HashMap::with_capacity(lines.len());
    let mut edges: Vec<Edge> = Vec::with_capacity(lines.len() + cuts.len());
    let mut cuts = cuts.into_iter().peekable();
    for (index, line) in lines.iter().enumerate() {
        let mut from = number(line.low.into());
        let mut file = |to: u32| {
            let at = *known.entry((from, to)).or_insert(edges.len());
            if at == edges.len() {
                edges.push(Edge { from, to, line: index as u32, claims: line.claims.clone() });
            } else {
                edges[at].claims = sum(&edges[at].claims, &line.claims, 1);
            }
            from = to;
        };
        while let Some((_, spot)) = cuts.next_if(|cut| cut.0 == index as u32) {
            file(number(spot));
        }
        file(number(line.high.into()));
    }
    edges.retain(|edge| !edge.claims.is_empty());
    (spots, edges)
}
