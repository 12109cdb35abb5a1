//! Which of many edges come near each other, found from their boxes.
//!
//! Edges stand in the order of their rings, so edges that follow each other lie beside each other: boxes
//! around runs of them, and around pairs of runs, tell quickly what lies apart. Sound borders have few
//! neighbours per edge. A tangle may have as many pairs as edges squared; nobody waits for that, so the
//! walk ends after a number of steps that grows with the edges only.

use domain::place::{Position, Shape};

/// West, south, east, north in lattice steps.
pub(crate) type Extent = [i32; 4];

/// The walk was given up.
#[derive(Debug)]
pub(crate) struct Tangled;

/// Pairs that are looked at for each edge or corner, on the whole.
const MOST_PER_ONE: usize = 500;
const MOST_AT_LEAST: usize = 1_000_000;
/// Boxes in a run.
const RUN: usize = 8;

/// Call `visit` once with every two places in `boxes` whose boxes meet, the lesser first. It says whether
/// to go on.
pub(crate) fn for_each_near(boxes: &[Extent], visit: impl FnMut(usize, usize) -> bool) -> Result<(), Tangled> {
    let mut levels: Vec<Extent> = Vec::with_capacity(boxes.len().div_ceil(RUN) * 2 + 32);
    levels.extend(boxes.chunks(RUN).map(around));
    let mut starts = vec![0, levels.len()];
    while let [.., begin, end] = starts[..] {
        if end - begin < 2 {
            break;
        }
        for first in (begin..end).step_by(2) {
            levels.push(around(&levels[first..(first + 2).min(end)]));
        }
        starts.push(levels.len());
    }
    let top = starts.len() - 2;
    let mut walk = Walk { boxes, levels, starts, left: patience(boxes.len()), visit };
    if walk.boxes.is_empty() || walk.within(top, 0) { Ok(()) } else { Err(Tangled) }
}

/// How many steps a walk over so many ones may take.
pub(crate) fn patience(ones: usize) -> usize {
    ones.saturating_mul(MOST_PER_ONE).max(MOST_AT_LEAST)
}

/// The box of an edge.
pub(crate) fn extent_of(a: Position, b: Position) -> Extent {
    [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
}

/// The box around some boxes.
pub(crate) fn around(boxes: &[Extent]) -> Extent {
    boxes.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |all, one| {
        [all[0].min(one[0]), all[1].min(one[1]), all[2].max(one[2]), all[3].max(one[3])]
    })
}

/// The box around a shape; of an empty one an empty box, in which nothing lies.
pub(crate) fn around_shape(shape: &Shape) -> Extent {
    shape.positions().fold(around(&[]), |all, at| around(&[all, [at.0, at.1, at.0, at.1]]))
}

/// Whether a position lies in a box.
pub(crate) fn is_in(own: &Extent, at: Position) -> bool {
    own[0] <= at.0 && at.0 <= own[2] && own[1] <= at.1 && at.1 <= own[3]
}

/// Whether two boxes have a position in common.
pub(crate) fn meet(one: &Extent, other: &Extent) -> bool {
    one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3]
}

struct Walk<'a, V> {
    boxes: &'a [Extent],
    /// Boxes around runs, then around pairs of runs, and so on up to one.
    levels: Vec<Extent>,
    /// Where each level begins in `levels`; one more at the end.
    starts: Vec<usize>,
    left: usize,
    visit: V,
}

impl<V: FnMut(usize, usize) -> bool> Walk<'_, V> {
    /// The pairs inside one box of a level; whether to go on.
    fn within(&mut self, level: usize, at: usize) -> bool {
        if level == 0 {
            let run = run(at, self.boxes.len());
            return run.clone().all(|one| (one + 1..run.end).all(|other| self.try_pair(one, other)));
        }
        let (first, second) = (at * 2, at * 2 + 1);
        self.within(level - 1, first)
            && (second >= self.count(level - 1)
                || (self.within(level - 1, second) && self.across(level - 1, first, second)))
    }

    /// The pairs of which one lies in one box of a level and the other in another.
    fn across(&mut self, level: usize, one: usize, other: usize) -> bool {
        let (one_box, other_box) = (self.levels[self.starts[level] + one], self.levels[self.starts[level] + other]);
        if !meet(&one_box, &other_box) {
            return true;
        }
        if !self.take(1) {
            return false;
        }
        if level == 0 {
            let others = run(other, self.boxes.len());
            return run(one, self.boxes.len()).all(|first| {
                !meet(&self.boxes[first], &other_box) || others.clone().all(|second| self.try_pair(first, second))
            });
        }
        let below = self.count(level - 1);
        (one * 2..(one * 2 + 2).min(below))
            .all(|one| (other * 2..(other * 2 + 2).min(below)).all(|other| self.across(level - 1, one, other)))
    }

    fn count(&self, level: usize) -> usize {
        self.starts[level + 1] - self.starts[level]
    }

    fn try_pair(&mut self, one: usize, other: usize) -> bool {
        !meet(&self.boxes[one], &self.boxes[other]) || (self.take(1) && (self.visit)(one, other))
    }

    fn take(&mut self, steps: usize) -> bool {
        self.left = self.left.saturating_sub(steps);
        self.left > 0
    }
}

fn run(at: usize, end: usize) -> std::ops::Range<usize> {
    at * RUN..(at * RUN + RUN).min(end)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_two_boxes_that_meet_come_once_and_no_others() {
        let boxes: Vec<Extent> = (0..61)
            .map(|n: i32| {
                let (x, y) = (n * 37 % 101, n * 53 % 89);
                [x, y, x + n % 13, y + n % 7]
            })
            .collect();
        let mut found = Vec::new();
        for_each_near(&boxes, |one, other| {
            found.push((one, other));
            true
        })
        .expect("few boxes are no tangle");
        let all = (0..boxes.len()).flat_map(|one| (one + 1..boxes.len()).map(move |other| (one, other)));
        let expected: BTreeSet<(usize, usize)> = all.filter(|&(one, other)| meet(&boxes[one], &boxes[other])).collect();
        assert_eq!(found.len(), expected.len());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn a_tangle_is_given_up() {
        let boxes = vec![[0, 0, 9, 9]; 5_000];
        assert!(for_each_near(&boxes, |_, _| true).is_err());
    }
}
