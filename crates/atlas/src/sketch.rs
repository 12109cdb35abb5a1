//! Small drawings: many shapes on a paper of about a thousand units.
//!
//! Each corner is rounded to the paper's units by itself, as in tiles, so neighbours that share corners on the
//! lattice share them on the paper. A shape too small for the paper stays as one unit: nothing that is there vanishes.

use crate::mercator::Projected;

/// Units along the longer side of a paper.
pub const ACROSS: i64 = 1024;

/// A paper around some shapes, and how the world lies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    left: i64,
    top: i64,
    /// World units along the longer side.
    span: i64,
    /// Its own units from west to east.
    pub width: u32,
    /// From north to south.
    pub height: u32,
}

/// A ring on paper: the first corner, then the step to each next one; x grows east, y grows south.
pub type Stroke = Vec<i32>;

impl Paper {
    /// The paper that these shapes just fit on; none where there is no corner at all.
    pub fn around<'a>(areas: impl IntoIterator<Item = &'a Projected>) -> Option<Self> {
        let mut corners = areas.into_iter().flat_map(|area| area.polygons.iter().flatten().flatten().copied());
        let (x, y) = corners.next()?;
        let (left, top, right, bottom) = corners.fold((x, y, x, y), |(left, top, right, bottom), (x, y)| {
            (left.min(x), top.min(y), right.max(x), bottom.max(y))
        });
        let span = (right - left).max(bottom - top).max(1);
        let mut paper = Self { left, top, span, width: 0, height: 0 };
        let (last_column, last_row) = paper.place((right, bottom));
        (paper.width, paper.height) = (last_column as u32 + 1, last_row as u32 + 1);
        Some(paper)
    }

    /// A shape's rings on the paper, outer ones and holes alike: what lies in an odd number of them is inside.
    pub fn draw(&self, area: &Projected) -> Vec<Stroke> {
        let strokes: Vec<Stroke> = area.polygons.iter().flatten().filter_map(|ring| self.stroke(ring)).collect();
        if !strokes.is_empty() {
            return strokes;
        }
        let first = area.polygons.iter().flatten().flatten().next();
        first.map(|&corner| self.speck(corner)).into_iter().collect()
    }

    /// Invariant: depends on nothing but the corner and the paper.
    fn place(&self, (x, y): (i64, i64)) -> (i32, i32) {
        let units = |length: i64| ((length * ACROSS + self.span / 2) / self.span) as i32;
        (units(x - self.left), units(y - self.top))
    }

    /// One unit at a corner, towards the middle of the paper where it stands at the edge.
    fn speck(&self, corner: (i64, i64)) -> Stroke {
        let (x, y) = self.place(corner);
        let [right, down] =
            [(x, self.width), (y, self.height)].map(|(at, end)| if at + 1 < end.cast_signed() { 1 } else { -1 });
        vec![x, y, right, 0, 0, down, -right, 0]
    }

    /// None when nothing of the ring is left.
    fn stroke(&self, ring: &[(i64, i64)]) -> Option<Stroke> {
        let mut corners: Vec<(i32, i32)> = Vec::with_capacity(ring.len());
        for &corner in ring {
            let next = self.place(corner);
            while let [.., before, last] = corners[..] {
                if !is_needless(before, last, next) {
                    break;
                }
                corners.pop();
            }
            if corners.last() != Some(&next) {
                corners.push(next);
            }
        }
        if corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        if corners.len() < 3 {
            return None;
        }
        let mut at = (0, 0);
        let mut stroke = Vec::with_capacity(corners.len() * 2);
        for corner in corners {
            stroke.extend([corner.0 - at.0, corner.1 - at.1]);
            at = corner;
        }
        Some(stroke)
    }
}

/// Whether `middle` lies on the straight way between the two, or the way turns back on itself there.
fn is_needless(before: (i32, i32), middle: (i32, i32), next: (i32, i32)) -> bool {
    let (to, on) = ((middle.0 - before.0, middle.1 - before.1), (next.0 - middle.0, next.1 - middle.1));
    i64::from(to.0) * i64::from(on.1) == i64::from(to.1) * i64::from(on.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(rings: &[&[(i64, i64)]]) -> Projected {
        let closed = |ring: &&[(i64, i64)]| ring.iter().chain(ring.first()).copied().collect();
        Projected { polygons: vec![rings.iter().map(closed).collect()] }
    }

    fn corners(stroke: &[i32]) -> Vec<(i32, i32)> {
        let steps = stroke.chunks_exact(2).map(|step| (step[0], step[1]));
        steps
            .scan((0, 0), |at, step| {
                *at = (at.0 + step.0, at.1 + step.1);
                Some(*at)
            })
            .collect()
    }

    #[test]
    fn a_square_fills_its_paper() {
        let square = area(&[&[(100, 50), (4100, 50), (4100, 4050), (100, 4050)]]);
        let paper = Paper::around([&square]).expect("it has corners");
        assert_eq!((paper.width, paper.height), (1025, 1025));
        let drawn = paper.draw(&square);
        assert_eq!(corners(&drawn[0]), vec![(0, 0), (1024, 0), (1024, 1024), (0, 1024)]);
    }

    #[test]
    fn corners_on_a_straight_border_are_left_out_and_shared_corners_stay_shared() {
        let left = area(&[&[(0, 0), (1000, 0), (1000, 700), (1000, 1400), (1000, 2000), (0, 2000)]]);
        let right = area(&[&[(1000, 0), (2000, 0), (2000, 2000), (1000, 2000)]]);
        let paper = Paper::around([&left, &right]).expect("they have corners");
        let (left, right) = (paper.draw(&left), paper.draw(&right));
        assert_eq!(corners(&left[0]), vec![(0, 0), (512, 0), (512, 1024), (0, 1024)]);
        assert_eq!(corners(&right[0])[0], (512, 0));
        assert!(corners(&right[0]).contains(&(512, 1024)));
    }

    #[test]
    fn a_hole_stays_and_what_is_too_small_becomes_one_unit() {
        let ring = area(&[
            &[(0, 0), (1_000_000, 0), (1_000_000, 1_000_000), (0, 1_000_000)],
            &[(400_000, 400_000), (400_000, 600_000), (600_000, 600_000), (600_000, 400_000)],
        ]);
        let speck = area(&[&[(500_000, 500_000), (500_010, 500_000), (500_010, 500_010)]]);
        let paper = Paper::around([&ring, &speck]).expect("they have corners");
        assert_eq!(paper.draw(&ring).len(), 2);
        assert_eq!(corners(&paper.draw(&speck)[0]), vec![(512, 512), (513, 512), (513, 513), (512, 513)]);
    }

    #[test]
    fn nothing_has_no_paper() {
        assert_eq!(Paper::around([]), None);
        assert_eq!(Paper::around([&Projected { polygons: vec![] }]), None);
    }
}
