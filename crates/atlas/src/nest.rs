//! Which grid lies in which, found from boundaries alone.
//!
//! Area is measured along lines of latitude: on each line the stretches inside the child are laid
//! over the stretches inside each candidate. Rings that cross or touch themselves do no harm, edges
//! that do not quite match cost a sliver, an enclave in a hole is simply not on its neighbour's stretch.

use domain::place::{Polygon, Shape};

use crate::outline::Outline;

/// Candidate parents, prepared once for all children.
#[derive(Debug)]
pub struct ParentIndex {
    outlines: Vec<Outline>,
    /// Western end and index, from the west.
    by_west: Vec<(i32, usize)>,
    widest: i64,
}

/// The candidate that holds most of a child.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Which candidate, in the order in which they were given.
    pub index: usize,
    /// How much of the child's area it holds, 0 to 1.
    pub share: f64,
    /// The candidate that holds the second most, if there is one.
    pub runner_up: Option<(usize, f64)>,
}

/// Lines of latitude through each part of a child.
const LINES: i64 = 64;

impl ParentIndex {
    /// An index of these candidates.
    pub fn new<'a>(candidates: impl IntoIterator<Item = &'a Shape>) -> Self {
        let outlines: Vec<Outline> = candidates.into_iter().map(Outline::new).collect();
        let mut by_west: Vec<(i32, usize)> = Vec::with_capacity(outlines.len());
        let mut widest = 0;
        for (index, outline) in outlines.iter().enumerate() {
            if let Some((west, _, east, _)) = outline.extent() {
                by_west.push((west, index));
                widest = widest.max(i64::from(east) - i64::from(west));
            }
        }
        by_west.sort_unstable();
        Self { outlines, by_west, widest }
    }

    fn near(&self, child: &Outline) -> Vec<usize> {
        let Some((west, south, east, north)) = child.extent() else { return Vec::new() };
        let begin = self.by_west.partition_point(|&(from, _)| i64::from(from) < i64::from(west) - self.widest);
        self.by_west[begin..]
            .iter()
            .take_while(|&&(from, _)| from <= east)
            .map(|&(_, index)| index)
            .filter(|&index| {
                self.outlines[index]
                    .extent()
                    .is_some_and(|(_, bottom, right, top)| right >= west && bottom <= north && top >= south)
            })
            .collect()
    }
}

/// The candidate that holds the largest share of a child's area; none when no candidate holds any of it.
/// Of two equal ones, the first.
pub fn parent_of(child: &Shape, candidates: &ParentIndex) -> Option<Share> {
    let mut whole = 0.0;
    let mut held: Vec<(usize, f64)> = Vec::new();
    // Part by part: the lines through a far exclave's box would miss both it and the mainland.
    for polygon in &child.polygons {
        let part = Outline::new(&Shape { polygons: vec![Polygon { rings: polygon.rings.clone() }] });
        let near: Vec<usize> = candidates.near(&part);
        let Some((_, south, _, north)) = part.extent() else { continue };
        let height = i64::from(north) - i64::from(south);
        let weight = height as f64;
        for line in 0..LINES {
            let y = (i64::from(south) + height * (2 * line + 1) / (2 * LINES)) as i32;
            let stretches = part.spans(y);
            whole += weight * stretches.iter().map(|(from, to)| to - from).sum::<f64>();
            for &index in &near {
                let common = weight * overlap(&stretches, &candidates.outlines[index].spans(y));
                match held.iter_mut().find(|(known, _)| *known == index) {
                    Some((_, sum)) => *sum += common,
                    None => held.push((index, common)),
                }
            }
        }
    }
    held.retain(|&(_, common)| common > 0.0);
    held.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let share_of = |&(index, common): &(usize, f64)| (index, (common / whole).min(1.0));
    let (index, share) = share_of(held.first()?);
    Some(Share { index, share, runner_up: held.get(1).map(share_of) })
}

fn overlap(one: &[(f64, f64)], other: &[(f64, f64)]) -> f64 {
    one.iter().flat_map(|a| other.iter().map(move |b| (a.1.min(b.1) - a.0.max(b.0)).max(0.0))).sum()
}

#[cfg(test)]
mod tests {
    use domain::place::Position;

    use super::*;

    fn square(west: i32, south: i32, size: i32) -> Vec<Position> {
        let (east, north) = (west + size, south + size);
        [(west, south), (east, south), (east, north), (west, north), (west, south)]
            .map(|(x, y)| Position(x, y))
            .to_vec()
    }

    fn shape(parts: &[Vec<Vec<Position>>]) -> Shape {
        Shape { polygons: parts.iter().map(|rings| Polygon { rings: rings.clone() }).collect() }
    }

    #[test]
    fn the_larger_share_wins_and_the_other_is_named() {
        let index = ParentIndex::new(&[shape(&[vec![square(0, 0, 100)]]), shape(&[vec![square(100, 0, 100)]])]);
        let share = parent_of(&shape(&[vec![square(30, 10, 80)]]), &index).expect("both hold some");
        assert_eq!(share.index, 0);
        assert!((share.share - 7.0 / 8.0).abs() < 1e-9);
        let (second, rest) = share.runner_up.expect("the eastern one holds an eighth");
        assert_eq!(second, 1);
        assert!((rest - 1.0 / 8.0).abs() < 1e-9);
    }

    #[test]
    fn an_enclave_in_a_hole_is_not_its_neighbours_child() {
        let mut hole = square(40, 40, 20);
        hole.reverse();
        let country = shape(&[vec![square(0, 0, 100), hole]]);
        let enclave = shape(&[vec![square(40, 40, 20)]]);
        let index = ParentIndex::new(&[country]);
        assert_eq!(parent_of(&enclave, &index), None);
    }

    #[test]
    fn two_small_parts_far_apart_still_find_their_parent() {
        let parent = shape(&[vec![square(0, 0, 10)], vec![square(0, 1_000_000, 10)]]);
        let child = shape(&[vec![square(2, 2, 4)], vec![square(2, 1_000_002, 4)]]);
        let share = parent_of(&child, &ParentIndex::new(&[parent])).expect("it lies inside");
        assert!((share.share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_child_outside_every_candidate_has_no_parent() {
        let index = ParentIndex::new(&[shape(&[vec![square(0, 0, 10)]])]);
        assert_eq!(parent_of(&shape(&[vec![square(20, 20, 10)]]), &index), None);
        assert_eq!(parent_of(&Shape::default(), &index), None);
    }
}
