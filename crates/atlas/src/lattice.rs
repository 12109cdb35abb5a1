//! Exact questions about positions on the lattice.
//!
//! A difference of two longitudes is below 3.6e9 and of two latitudes below 1.8e9, so each product
//! fits an `i64` and the sign of a turn is found by comparing two of them: no rounding, no overflow.

use std::cmp::Ordering;

use domain::place::Position;

/// How two edges meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// Not at all.
    Apart,
    /// They cross inside both; the place is the nearest lattice position.
    Cross(Position),
    /// They have one position in common, and it is an end of at least one of them.
    Touch(Position),
    /// They run along each other; the place is one end of what they share.
    Overlap(Position),
}

/// Which way `a → b → c` turns: greater is left (counter-clockwise), equal is straight on.
pub fn turn(a: Position, b: Position, c: Position) -> Ordering {
    let (abx, aby) = vector(a, b);
    let (acx, acy) = vector(a, c);
    (abx * acy).cmp(&(aby * acx))
}

/// Whether `c`, known to lie on the line through `a` and `b`, lies between them, ends included.
pub fn is_between(a: Position, b: Position, c: Position) -> bool {
    (a.0.min(b.0)..=a.0.max(b.0)).contains(&c.0) && (a.1.min(b.1)..=a.1.max(b.1)).contains(&c.1)
}

/// How the edges `a–b` and `c–d` meet; neither may have equal ends.
pub fn meeting(a: Position, b: Position, c: Position, d: Position) -> Meeting {
    let boxes_apart = a.0.max(b.0) < c.0.min(d.0)
        || c.0.max(d.0) < a.0.min(b.0)
        || a.1.max(b.1) < c.1.min(d.1)
        || c.1.max(d.1) < a.1.min(b.1);
    if boxes_apart {
        return Meeting::Apart;
    }
    let (c_side, d_side) = (turn(a, b, c), turn(a, b, d));
    if c_side == d_side && c_side != Ordering::Equal {
        return Meeting::Apart;
    }
    let (a_side, b_side) = (turn(c, d, a), turn(c, d, b));
    if a_side == b_side && a_side != Ordering::Equal {
        return Meeting::Apart;
    }
    if c_side == Ordering::Equal && d_side == Ordering::Equal {
        return along(a, b, c, d);
    }
    let touching = [(c_side, c, a, b), (d_side, d, a, b), (a_side, a, c, d), (b_side, b, c, d)];
    for (side, end, from, to) in touching {
        if side == Ordering::Equal {
            return if is_between(from, to, end) { Meeting::Touch(end) } else { Meeting::Apart };
        }
    }
    Meeting::Cross(crossing(a, b, c, d))
}

/// Twice the signed area of a closed ring in square lattice steps; positive is counter-clockwise.
pub fn doubled_area(ring: &[Position]) -> i128 {
    let Some(&origin) = ring.first() else { return 0 };
    ring.windows(2)
        .map(|edge| {
            let (ax, ay) = vector(origin, edge[0]);
            let (bx, by) = vector(origin, edge[1]);
            i128::from(ax * by) - i128::from(ay * bx)
        })
        .sum()
}

/// From `a` to `b` in lattice steps.
pub fn vector(a: Position, b: Position) -> (i64, i64) {
    (i64::from(b.0) - i64::from(a.0), i64::from(b.1) - i64::from(a.1))
}

/// Two edges on one line: they share nothing, one end, or a stretch.
fn along(a: Position, b: Position, c: Position, d: Position) -> Meeting {
    // On one line the order by longitude, then latitude, is the order along the line.
    let (low, high) = (a.min(b).max(c.min(d)), a.max(b).min(c.max(d)));
    match low.cmp(&high) {
        Ordering::Less => Meeting::Overlap(low),
        Ordering::Equal => Meeting::Touch(low),
        Ordering::Greater => Meeting::Apart,
    }
}

fn crossing(a: Position, b: Position, c: Position, d: Position) -> Position {
    let (abx, aby) = vector(a, b);
    let (cdx, cdy) = vector(c, d);
    let (acx, acy) = vector(a, c);
    let cross = |ux: i64, uy: i64, vx: i64, vy: i64| ux as f64 * vy as f64 - uy as f64 * vx as f64;
    let share = cross(acx, acy, cdx, cdy) / cross(abx, aby, cdx, cdy);
    Position((f64::from(a.0) + share * abx as f64).round() as i32, (f64::from(a.1) + share * aby as f64).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: Position = Position(1_800_000_000, 900_000_000);
    const NEAR: Position = Position(-1_800_000_000, -900_000_000);

    #[test]
    fn a_turn_is_exact_over_the_whole_globe() {
        assert_eq!(turn(NEAR, FAR, Position(0, 0)), Ordering::Equal);
        assert_eq!(turn(NEAR, FAR, Position(0, 1)), Ordering::Greater);
        assert_eq!(turn(NEAR, FAR, Position(1, 0)), Ordering::Less);
    }

    #[test]
    fn edges_cross_touch_overlap_or_stay_apart() {
        let p = |x, y| Position(x, y);
        assert_eq!(meeting(p(0, 0), p(4, 4), p(0, 4), p(4, 0)), Meeting::Cross(p(2, 2)));
        assert_eq!(meeting(p(0, 0), p(4, 0), p(2, 0), p(2, 5)), Meeting::Touch(p(2, 0)));
        assert_eq!(meeting(p(0, 0), p(4, 0), p(4, 0), p(8, 0)), Meeting::Touch(p(4, 0)));
        assert_eq!(meeting(p(0, 0), p(4, 0), p(8, 0), p(2, 0)), Meeting::Overlap(p(2, 0)));
        assert_eq!(meeting(p(0, 0), p(4, 0), p(5, 0), p(8, 0)), Meeting::Apart);
        assert_eq!(meeting(p(0, 0), p(4, 0), p(0, 1), p(4, 1)), Meeting::Apart);
        assert_eq!(meeting(p(0, 0), p(4, 4), p(3, 2), p(9, 2)), Meeting::Apart);
    }

    #[test]
    fn a_counter_clockwise_ring_has_a_positive_area() {
        let ring = [Position(0, 0), Position(3, 0), Position(3, 2), Position(0, 2), Position(0, 0)];
        assert_eq!(doubled_area(&ring), 12);
    }
}
