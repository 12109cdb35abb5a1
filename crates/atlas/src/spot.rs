//! A place where lines meet, exactly: a lattice position and what lies beyond it as a fraction.
//!
//! Two edges cross where a determinant divides another. The divisor of two edges on the globe is below
//! 2^64, so a place is kept as whole steps and two fractions of one divisor in lowest terms: equal places
//! are equal values, and two of them are compared within 128 bits.

use std::cmp::Ordering;

use domain::place::Position;

use crate::lattice::vector;

/// An exact place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Spot {
    /// South-west of the place or on it.
    pub(crate) whole: Position,
    /// What lies beyond, east and north, of `divisor`.
    part: (u64, u64),
    divisor: u64,
}

impl Spot {
    /// Where the edges `a–b` and `c–d`, which cross inside both, cross.
    pub(crate) fn crossing((a, b): (Position, Position), (c, d): (Position, Position)) -> Self {
        let (along, other) = (vector(a, b), vector(c, d));
        let (divisor, share) = (cross(along, other), cross(vector(a, c), other));
        let (divisor, share) = if divisor < 0 { (-divisor, -share) } else { (divisor, share) };
        let (west, east) = beyond(a.0, i128::from(along.0) * share, divisor);
        let (south, north) = beyond(a.1, i128::from(along.1) * share, divisor);
        let common = common_divisor(common_divisor(east, north), divisor as u64).max(1);
        Self { whole: Position(west, south), part: (east / common, north / common), divisor: divisor as u64 / common }
    }

    /// The lattice position, if it is one.
    pub(crate) fn position(self) -> Option<Position> {
        (self.divisor == 1).then_some(self.whole)
    }

    /// The nearest lattice position.
    pub(crate) fn nearest(self) -> Position {
        let up = |part: u64| i32::from(part >= self.divisor - self.divisor / 2);
        Position(self.whole.0 + up(self.part.0), self.whole.1 + up(self.part.1))
    }

    /// Longitude and latitude in degrees.
    pub(crate) fn degrees(self) -> (f64, f64) {
        let beyond = |part: u64| part as f64 / self.divisor as f64 / domain::place::STEPS_PER_DEGREE;
        (self.whole.longitude() + beyond(self.part.0), self.whole.latitude() + beyond(self.part.1))
    }

    /// Whether it lies on this latitude or south of it.
    pub(crate) fn is_up_to(self, y: i32) -> bool {
        self.whole.1 < y || (self.whole.1 == y && self.part.1 == 0)
    }
}

impl From<Position> for Spot {
    fn from(at: Position) -> Self {
        Self { whole: at, part: (0, 0), divisor: 1 }
    }
}

impl PartialOrd for Spot {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// From the west, then from the south.
impl Ord for Spot {
    fn cmp(&self, other: &Self) -> Ordering {
        let part = |mine: u64, theirs: u64| {
            (u128::from(mine) * u128::from(other.divisor)).cmp(&(u128::from(theirs) * u128::from(self.divisor)))
        };
        let x = self.whole.0.cmp(&other.whole.0).then_with(|| part(self.part.0, other.part.0));
        x.then_with(|| self.whole.1.cmp(&other.whole.1)).then_with(|| part(self.part.1, other.part.1))
    }
}

/// The determinant of two vectors on the lattice.
pub(crate) fn cross(one: (i64, i64), other: (i64, i64)) -> i128 {
    i128::from(one.0) * i128::from(other.1) - i128::from(one.1) * i128::from(other.0)
}

/// The greatest common divisor; of zero and a number, the number.
pub(crate) fn common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// Whole steps, and what lies beyond them.
fn beyond(from: i32, way: i128, divisor: i128) -> (i32, u64) {
    ((i128::from(from) + way.div_euclid(divisor)) as i32, way.rem_euclid(divisor) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: i32, y: i32) -> Position {
        Position(x, y)
    }

    #[test]
    fn three_lines_through_one_place_cross_in_one_value() {
        // All pass 1/3, 1/3.
        let one = Spot::crossing((p(-1, -1), p(1, 1)), (p(-1, 1), p(1, 0)));
        let other = Spot::crossing((p(1, 0), p(-1, 1)), (p(0, 1), p(1, -1)));
        assert_eq!(one, other);
        assert_eq!(one.position(), None);
        assert_eq!(one.nearest(), p(0, 0));
        assert!((one.degrees().0 - 1e-7 / 3.0).abs() < 1e-20);
    }

    #[test]
    fn a_crossing_on_the_lattice_is_that_position() {
        assert_eq!(Spot::crossing((p(-2, -2), p(2, 2)), (p(-2, 2), p(2, -2))), Spot::from(p(0, 0)));
        assert_eq!(Spot::crossing((p(-9, -7), p(-3, -7)), (p(-5, 0), p(-5, -9))).position(), Some(p(-5, -7)));
    }

    #[test]
    fn a_half_is_rounded_up_and_order_is_exact_over_the_whole_globe() {
        let half = Spot::crossing((p(0, 0), p(1, 1)), (p(0, 1), p(1, 0)));
        assert_eq!(half.nearest(), p(1, 1));
        assert!(Spot::from(p(0, 9)) < half && half < Spot::from(p(1, 0)));
        let (far, near) = (p(1_800_000_000, 900_000_000), p(-1_800_000_000, -900_000_000));
        let one = Spot::crossing((near, far), (p(-1_800_000_000, 900_000_000), p(1_800_000_000, -899_999_999)));
        let other = Spot::crossing((near, far), (p(-1_800_000_000, 900_000_000), p(1_800_000_000, -900_000_000)));
        assert_eq!(other, Spot::from(p(0, 0)));
        assert!(other < one);
    }
}
