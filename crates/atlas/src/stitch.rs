//! Pieces of border stitched to rings, and rings to a shape.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use domain::place::{Polygon, Position, Ring, Shape};

use crate::lattice::{doubled_area, vector};
use crate::outline::{Outline, Side};
use crate::overlay::by_angle;

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
        while let Some(next) = onward.get_mut(&way[way.len() - 1]).and_then(|ahead| take_next(&way, ahead)) {
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

/// Where pieces touch at a position the way goes on round the same inside: along the piece that comes first
/// clockwise from the one that arrives.
fn take_next(way: &[Position], ahead: &mut Vec<Position>) -> Option<Position> {
    let [.., from, at] = way else { return ahead.pop() };
    let back = vector(*at, *from);
    let clockwise = |one: &Position, other: &Position| {
        let (one, other) = (vector(*at, *one), vector(*at, *other));
        // What lies clockwise before the way back comes last before it, counter-clockwise.
        let is_before = |way: (i64, i64)| by_angle(way, back) == Ordering::Less;
        is_before(one).cmp(&is_before(other)).then_with(|| by_angle(one, other))
    };
    let nearest = (0..ahead.len()).max_by(|&one, &other| clockwise(&ahead[one], &ahead[other]))?;
    Some(ahead.swap_remove(nearest))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ring;

    /// Squares of side ten, traced round together.
    fn around(squares: &[(i32, i32)]) -> Shape {
        let mut pieces: Vec<(Position, Position)> = Vec::new();
        for &(x, y) in squares {
            let corners =
                [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)].map(|(x, y)| Position(x * 10, y * 10));
            pieces.extend(corners.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let open = pieces.clone();
        pieces.retain(|&(from, to)| !open.contains(&(to, from)));
        stitched(&pieces)
    }

    #[test]
    fn squares_that_touch_at_corners_are_parts_and_holes_that_do_leave_a_part_between() {
        assert_eq!(around(&[(0, 0), (1, 1)]).polygons.len(), 2);
        // A ring of squares round a middle one that touches it at its four corners only.
        let frame = (0..5).flat_map(|x| (0..5).map(move |y| (x, y)));
        let free = [(2, 1), (1, 2), (3, 2), (2, 3)];
        let shape = around(&frame.filter(|square| !free.contains(square)).collect::<Vec<_>>());
        assert_eq!(ring::faults_of(&shape), []);
        assert_eq!(shape.polygons.len(), 2);
    }
}
