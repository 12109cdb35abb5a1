//! What becomes of a place in a town of three levels, told in the slowest way there is: by looking at every grid.

use std::collections::BTreeSet;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use atlas::edit::Laid;
use domain::code::GridPath;
use domain::place::Shape;

/// Degrees of longitude and latitude to a metre, a little more than less, where drawings lie.
const METRE: (f64, f64) = (1.08e-5, 0.9e-5);
/// So many places are looked at on each of the circles in a disc.
const AROUND: usize = 12;

/// Longitude and latitude in degrees.
pub type Place = (f64, f64);

/// A town before something was done to it, and after.
pub struct Both<'a> {
    before: &'a [Laid],
    after: &'a [Laid],
    /// What is looked at.
    levels: RangeInclusive<u8>,
    /// Grids that nobody had divided: where somebody begins to, what no child has is still to be drawn.
    undivided: BTreeSet<&'a GridPath>,
}

/// Whether somebody lacks more of a place than before, or has more that is not his.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worse {
    pub lacking: bool,
    pub over: bool,
}

/// By how many times nobody has a place, and by how many too many do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wrong {
    lacking: usize,
    over: usize,
}

impl<'a> Both<'a> {
    pub fn new(before: &'a [Laid], after: &'a [Laid], levels: RangeInclusive<u8>) -> Self {
        let is_divided = |grid: &Laid| before.iter().any(|other| other.path.parent().as_ref() == Some(&grid.path));
        let undivided = before.iter().filter(|grid| !is_divided(grid)).map(|grid| &grid.path).collect();
        Self { before, after, levels, undivided }
    }

    /// Of a place, level by level.
    pub fn worse(&self, place: Place) -> Vec<Worse> {
        let nobody = BTreeSet::new();
        let worse = |level| {
            let before = wrong(self.before, &nobody, level, place);
            let after = wrong(self.after, &self.undivided, level, place);
            Worse { lacking: after.lacking > before.lacking, over: after.over > before.over }
        };
        self.levels.clone().map(worse).collect()
    }

    /// Whether a place is worse at any level.
    pub fn is_worse(&self, place: Place) -> bool {
        self.worse(place).into_iter().any(Worse::is_any)
    }

    /// Whether one level is worse in the same way wherever one looks within so many metres of a place.
    pub fn is_worse_throughout(&self, place: Place, radius: f64) -> bool {
        let mut worse = self.worse(place);
        for number in 0..2 * AROUND {
            if !worse.iter().copied().any(Worse::is_any) {
                return false;
            }
            // Two circles, and no place on a line with the lattice.
            let (share, angle) = ([1.0, 0.5][number % 2], 0.1 + TAU * (number as f64) / (2 * AROUND) as f64);
            let (east, north) = (angle.cos() * radius * share, angle.sin() * radius * share);
            let here = self.worse((place.0 + east * METRE.0, place.1 + north * METRE.1));
            for (level, here) in worse.iter_mut().zip(here) {
                *level = Worse { lacking: level.lacking && here.lacking, over: level.over && here.over };
            }
        }
        worse.into_iter().any(Worse::is_any)
    }
}

impl Worse {
    fn is_any(self) -> bool {
        self.lacking || self.over
    }
}

/// By the rule of even and odd.
fn covers(shape: &Shape, (x, y): Place) -> bool {
    let [x, y] = [x * 1e7, y * 1e7];
    let edges = shape.rings().flat_map(|ring| ring.windows(2));
    let crossed = edges.filter(|edge| {
        // In one direction whoever's edge it is: what one loses by rounding the other has.
        let [(ax, ay), (bx, by)] =
            [edge[0].min(edge[1]), edge[0].max(edge[1])].map(|at| (f64::from(at.0), f64::from(at.1)));
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

/// What is wrong with a place among the children of grids of one level, in all families together.
fn wrong(grids: &[Laid], undivided: &BTreeSet<&GridPath>, level: u8, place: Place) -> Wrong {
    let mut wrong = Wrong { lacking: 0, over: 0 };
    for parent in grids.iter().filter(|grid| grid.level.0 + 1 == level) {
        let children = || grids.iter().filter(|grid| grid.path.parent().as_ref() == Some(&parent.path));
        if children().next().is_none() {
            continue;
        }
        let having = children().filter(|child| covers(&child.shape, place)).count();
        let room = usize::from(covers(&parent.shape, place));
        if !undivided.contains(&parent.path) {
            wrong.lacking += room.saturating_sub(having);
        }
        wrong.over += having.saturating_sub(room);
    }
    wrong
}
