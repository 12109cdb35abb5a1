//! How much ground two divisions have in common: which new grids take over an old one, and how much of it.
//!
//! Exact: the edges are laid over each other and each face is measured on the ellipsoid.

use domain::place::Shape;

use crate::balance::for_each_edge;
use crate::measure::area;
use crate::near::Extent;
use crate::overlay::{Overlay, Side};

/// Shapes of a new division, prepared for questions about many old ones.
#[derive(Debug)]
pub struct Shares<'a> {
    /// From the west.
    shapes: Vec<(Extent, usize, &'a Shape)>,
    widest: i64,
}

/// A part of an old shape that a new one has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Which new one, in the order in which they were given.
    pub index: usize,
    /// How much of the old one's area, 0 to 1.
    pub share: f64,
}

impl<'a> Shares<'a> {
    /// Prepare a division.
    pub fn new(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        let with_box = shapes.into_iter().enumerate().filter_map(|(index, shape)| Some((extent(shape)?, index, shape)));
        let mut shapes: Vec<_> = with_box.collect();
        shapes.sort_by_key(|(extent, index, _)| (extent[0], *index));
        let widest = shapes.iter().map(|([west, _, east, _], ..)| i64::from(*east) - i64::from(*west)).max();
        Self { widest: widest.unwrap_or(0), shapes }
    }

    /// Who has parts of an old shape, the largest first; of two equal ones the first.
    ///
    /// Nobody where the edges pass each other so often that they cannot be laid over each other.
    pub fn of(&self, old: &Shape) -> Vec<Part> {
        let (Some(own), whole) = (extent(old), area(old)) else { return Vec::new() };
        if whole <= 0.0 {
            return Vec::new();
        }
        let near: Vec<&(Extent, usize, &Shape)> = self.near(&own).collect();
        if let Some((_, index, _)) = near.iter().find(|(_, _, shape)| *shape == old) {
            return vec![Part { index: *index, share: 1.0 }];
        }
        let mut sides: Vec<Side> = Vec::new();
        for_each_edge(old, |a, b| sides.push(Side { a, b, owner: 0, weight: 1 }));
        for ((_, _, shape), owner) in near.iter().zip(1..) {
            for_each_edge(shape, |a, b| sides.push(Side { a, b, owner, weight: 1 }));
        }
        let Ok(overlay) = Overlay::of(&sides) else { return Vec::new() };
        let mut areas = vec![0.0; near.len()];
        for (number, face) in overlay.faces().iter().enumerate() {
            let [(0, _), others @ ..] = face.cover.as_slice() else { continue };
            let measured = overlay.area(number);
            for (owner, _) in others {
                areas[*owner as usize - 1] += measured;
            }
        }
        let mut parts: Vec<Part> = near
            .iter()
            .zip(areas)
            .map(|((_, index, _), area)| Part { index: *index, share: (area / whole).min(1.0) })
            .filter(|part| part.share > 0.0)
            .collect();
        parts.sort_by(|one, other| other.share.total_cmp(&one.share).then(one.index.cmp(&other.index)));
        parts
    }

    fn near(&self, [west, south, east, north]: &Extent) -> impl Iterator<Item = &(Extent, usize, &'a Shape)> {
        let begin = self.shapes.partition_point(|(other, ..)| i64::from(other[0]) < i64::from(*west) - self.widest);
        self.shapes[begin..]
            .iter()
            .take_while(move |(other, ..)| other[0] <= *east)
            .filter(move |(other, ..)| other[2] >= *west && other[1] <= *north && other[3] >= *south)
    }
}

/// How much of an old shape's area a new one has, 0 to 1.
pub fn kept(old: &Shape, new: &Shape) -> f64 {
    Shares::new([new]).of(old).first().map_or(0.0, |part| part.share)
}

fn extent(shape: &Shape) -> Option<Extent> {
    let mut positions = shape.positions();
    let first = positions.next()?;
    Some(positions.fold([first.0, first.1, first.0, first.1], |[west, south, east, north], at| {
        [west.min(at.0), south.min(at.1), east.max(at.0), north.max(at.1)]
    }))
}

#[cfg(test)]
mod tests {
    use domain::place::{Polygon, Position};
    use proptest::prelude::*;

    use super::*;

    fn ring(west: i32, south: i32, width: i32, height: i32) -> Vec<Position> {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)];
        corners.map(|(x, y)| Position(1_146_000_000 + west + x * width, 336_000_000 + south + y * height)).to_vec()
    }

    fn block(west: i32, south: i32, width: i32, height: i32) -> Shape {
        Shape { polygons: vec![Polygon { rings: vec![ring(west, south, width, height)] }] }
    }

    #[test]
    fn a_grid_that_is_cut_in_two_names_both_the_larger_first() {
        let new = [block(0, 0, 3_000, 4_000), block(3_000, 0, 5_000, 4_000), block(9_000, 0, 10, 10)];
        let parts = Shares::new(&new).of(&block(0, 0, 4_000, 4_000));
        assert_eq!(parts.iter().map(|part| part.index).collect::<Vec<_>>(), [0, 1]);
        assert!((parts[0].share - 0.75).abs() < 1e-6 && (parts[1].share - 0.25).abs() < 1e-6, "{parts:?}");
    }

    #[test]
    fn a_hole_is_not_taken_over_by_what_lies_around_it() {
        let mut hole = ring(1_000, 1_000, 2_000, 2_000);
        hole.reverse();
        let around = Shape { polygons: vec![Polygon { rings: vec![ring(0, 0, 4_000, 4_000), hole] }] };
        let old = block(0, 0, 4_000, 4_000);
        assert!((kept(&old, &around) - 0.75).abs() < 1e-6);
        let enclave = block(1_000, 1_000, 2_000, 2_000);
        assert!(kept(&enclave, &around) < 1e-9, "it touches it all round and shares nothing");
    }

    #[test]
    fn what_lies_elsewhere_or_nowhere_shares_nothing() {
        let old = block(0, 0, 4_000, 4_000);
        assert!(Shares::new(&[block(4_000, 0, 10, 10), Shape::default()]).of(&old).is_empty());
        assert!(Shares::new(&[old]).of(&Shape::default()).is_empty());
    }

    proptest! {
        #[test]
        fn the_parts_of_a_grid_that_is_cut_up_make_the_whole(
            cuts in prop::collection::btree_set(1_i32..10_000, 0..5), height in 1_i32..9_000, slant in -500_i32..500,
        ) {
            let (width, height) = (10_000, height + 600);
            let old = block(0, 0, width, height);
            let ends: Vec<i32> = [0].into_iter().chain(cuts).chain([width]).collect();
            // Slanting cuts, so that edges cross between positions of the lattice.
            let piece = |pair: &[i32]| {
                let lean = |x: i32| if x == 0 || x == width { 0 } else { slant };
                let at = |x: i32, y: i32| Position(1_146_000_000 + x, 336_000_000 + y);
                let ring = vec![
                    at(pair[0], -100), at(pair[1], -100), at(pair[1] + lean(pair[1]), height + 100),
                    at(pair[0] + lean(pair[0]), height + 100), at(pair[0], -100),
                ];
                Shape { polygons: vec![Polygon { rings: vec![ring] }] }
            };
            let new: Vec<Shape> = ends.windows(2).map(piece).collect();
            let parts = Shares::new(&new).of(&old);
            let whole: f64 = parts.iter().map(|part| part.share).sum();
            let leans_out = ends.iter().any(|end| *end + slant < 0 || *end + slant > width);
            if !leans_out {
                prop_assert!((whole - 1.0).abs() < 1e-6, "{} in {:?}", whole, parts);
            }
            prop_assert!(parts.windows(2).all(|pair| pair[0].share >= pair[1].share));
        }
    }
}
