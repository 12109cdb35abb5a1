//! Pieces of border stitched to rings, and rings to a shape.

use std::collections::{BTreeMap, HashMap};

use domain::place::{Polygon, Position, Ring, Shape};

use crate::lattice::doubled_area;
use crate::outline::{Outline, Side};

/// The shape around directed pieces that have it on their left. A ring that passes a position twice is parted
/// there; pieces that lead nowhere are left out.
pub(crate) fn stitched(pieces: &[(Position, Position)]) -> Shape {
    let mut onward: BTreeMap<Position, Vec<Position>> = BTreeMap::new();
    for &(from, to) in pieces.iter().filter(|(from, to)| from != to) {
        onward.entry(from).or_default().push(to);
    }
    let starts: Vec<Position> = onward.keys().copied().collect();
    let mut rings: Vec<Ring> = Vec::new();
    for start in starts {
        let mut way = vec![start];
        let mut stands = HashMap::from([(start, 0)]);
        while let Some(next) = onward.get_mut(&way[way.len() - 1]).and_then(Vec::pop) {
            if let Some(&before) = stands.get(&next) {
                let mut ring = way.split_off(before);
                for at in &ring {
                    stands.remove(at);
                }
                ring.push(next);
                rings.push(ring);
            }
            stands.insert(next, way.len());
            way.push(next);
        }
    }
    shape_of(rings)
}

/// Rings that run counter-clockwise are parts; each of the others is a hole in the smallest part around it.
fn shape_of(rings: Vec<Ring>) -> Shape {
    let rings = rings.into_iter().filter(|ring| doubled_area(ring) != 0);
    let (mut outer, holes): (Vec<Ring>, Vec<Ring>) = rings.partition(|ring| doubled_area(ring) > 0);
    outer.sort_by_key(|ring| doubled_area(ring));
    let mut polygons: Vec<Polygon> = outer.into_iter().map(|ring| Polygon { rings: vec![ring] }).collect();
    let outlines: Vec<Outline> =
        polygons.iter().map(|part| Outline::new(&Shape { polygons: vec![part.clone()] })).collect();
    for hole in holes {
        // A hole may touch the ring around it, and a part may touch the hole that it lies in.
        let is_around = |outline: &Outline| {
            let mut sides = hole.iter().map(|&at| outline.side(at)).filter(|side| *side != Side::Border);
            sides.next() == Some(Side::Inside)
        };
        if let Some(around) = outlines.iter().position(is_around) {
            polygons[around].rings.push(hole);
        }
    }
    polygons.sort_by_key(|part| part.rings[0][0]);
    Shape { polygons }
}
