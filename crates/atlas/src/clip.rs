//! Cutting rings and lines off at a tile's margin.
//!
//! A crossing is computed from the edge's ends in a fixed order, so two neighbours that walk the
//! same edge in opposite directions are cut at the same place.

/// A place in tile units.
pub(crate) type Place = (i64, i64);

/// The square that a tile keeps: `low ..= high` on both axes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// Which coordinate a side of the frame holds against.
#[derive(Debug, Clone, Copy)]
enum Axis {
    X,
    Y,
}

/// One side of the frame: what lies on the kept side stays.
#[derive(Debug, Clone, Copy)]
struct Side {
    axis: Axis,
    limit: i64,
    /// 1 keeps what is greater than the limit, -1 what is less.
    sign: i64,
}

impl Frame {
    fn sides(self) -> [Side; 4] {
        [
            Side { axis: Axis::X, limit: self.low, sign: 1 },
            Side { axis: Axis::X, limit: self.high, sign: -1 },
            Side { axis: Axis::Y, limit: self.low, sign: 1 },
            Side { axis: Axis::Y, limit: self.high, sign: -1 },
        ]
    }

    /// Whether a place lies in the frame.
    pub(crate) fn keeps(self, at: Place) -> bool {
        let range = self.low..=self.high;
        range.contains(&at.0) && range.contains(&at.1)
    }

    /// Whether a box lies on the far side of one of the sides.
    pub(crate) fn misses(self, low: Place, high: Place) -> bool {
        high.0 < self.low || low.0 > self.high || high.1 < self.low || low.1 > self.high
    }

    /// The places of an open ring on which it depends what is left of it: of those that follow each other on the far side
    /// of one side the first and the last.
    pub(crate) fn gather(self, ring: impl Iterator<Item = Place>, to: &mut Vec<Place>) {
        // Beyond which sides the last two lie.
        let (mut before, mut last) = (0, 0);
        for place in ring {
            let beyond = self.beyond(place);
            if before & last & beyond == 0 {
                before = last;
            } else {
                to.pop();
            }
            last = beyond;
            to.push(place);
        }
    }

    /// A bit for each side beyond which a place lies.
    fn beyond(self, (x, y): Place) -> u8 {
        let sides = [x < self.low, x > self.high, y < self.low, y > self.high];
        sides.into_iter().fold(0, |all, is_beyond| all << 1 | u8::from(is_beyond))
    }

    /// What is left of an open ring (its first place is not repeated); empty when nothing is.
    pub(crate) fn cut_ring(self, ring: Vec<Place>) -> Vec<Place> {
        if ring.iter().all(|&at| self.keeps(at)) {
            return ring;
        }
        self.sides()
            .into_iter()
            .fold(ring, |ring, side| if ring.iter().all(|&at| side.keeps(at)) { ring } else { side.cut_ring(&ring) })
    }

    /// The runs of a line that lie in the frame.
    pub(crate) fn cut_line(self, line: &[Place]) -> Vec<Vec<Place>> {
        let mut runs: Vec<Vec<Place>> = Vec::new();
        let mut open = false;
        for step in line.windows(2) {
            let Some((from, to)) = self.cut_step(step[0], step[1]) else {
                open = false;
                continue;
            };
            match runs.last_mut() {
                Some(run) if open && run.last() == Some(&from) => run.push(to),
                _ => runs.push(vec![from, to]),
            }
            open = to == step[1];
        }
        runs.retain(|run| run.len() > 2 || run[0] != run[1]);
        runs
    }

    fn cut_step(self, from: Place, to: Place) -> Option<(Place, Place)> {
        self.sides().into_iter().try_fold((from, to), |(from, to), side| match (side.keeps(from), side.keeps(to)) {
            (true, true) => Some((from, to)),
            (true, false) => Some((from, side.crossing(from, to))),
            (false, true) => Some((side.crossing(from, to), to)),
            (false, false) => None,
        })
    }
}

impl Side {
    fn keeps(self, at: Place) -> bool {
        let value = match self.axis {
            Axis::X => at.0,
            Axis::Y => at.1,
        };
        (value - self.limit) * self.sign >= 0
    }

    /// Sutherland and Hodgman: walk the ring, keep what is inside, add where the ring passes the side.
    fn cut_ring(self, ring: &[Place]) -> Vec<Place> {
        let mut kept = Vec::with_capacity(ring.len());
        let Some(&last) = ring.last() else { return kept };
        let mut before = last;
        for &at in ring {
            if self.keeps(before) != self.keeps(at) {
                kept.push(self.crossing(before, at));
            }
            if self.keeps(at) {
                kept.push(at);
            }
            before = at;
        }
        kept
    }

    /// Where the step passes the side; the ends lie on different sides of it.
    fn crossing(self, one: Place, other: Place) -> Place {
        let (a, b) = if one <= other { (one, other) } else { (other, one) };
        match self.axis {
            Axis::X => (self.limit, between(a.1, b.1, self.limit - a.0, b.0 - a.0)),
            Axis::Y => (between(a.0, b.0, self.limit - a.1, b.1 - a.1), self.limit),
        }
    }
}

/// The value `part / whole` of the way from one to the other, rounded.
fn between(from: i64, to: i64, part: i64, whole: i64) -> i64 {
    let way = i128::from(to - from) * i128::from(part);
    let whole = i128::from(whole);
    from + ((2 * way + whole).div_euclid(2 * whole)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { low: 0, high: 10 };

    #[test]
    fn a_ring_across_a_corner_is_cut_to_it() {
        let cut = FRAME.cut_ring(vec![(5, 5), (15, 5), (15, 15), (5, 15)]);
        assert_eq!(cut.len(), 4);
        for corner in [(5, 5), (10, 5), (10, 10), (5, 10)] {
            assert!(cut.contains(&corner), "{corner:?} in {cut:?}");
        }
    }

    #[test]
    fn a_ring_around_the_frame_becomes_the_frame() {
        let cut = FRAME.cut_ring(vec![(-5, -5), (15, -5), (15, 15), (-5, 15)]);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|&at| FRAME.keeps(at)));
        assert!(FRAME.cut_ring(vec![(20, 20), (30, 20), (30, 30)]).is_empty());
    }

    #[test]
    fn what_is_left_does_not_depend_on_places_that_are_not_gathered() {
        let frame = Frame { low: -3, high: 40 };
        for seed in 1..3_000_i64 {
            let thrown = |step: i64| (seed * 7_919 + step * 104_729 + seed * step * 31) % 90 - 25;
            let ring: Vec<Place> = (0..4 + seed % 40).map(|step| (thrown(2 * step), thrown(2 * step + 1))).collect();
            let mut gathered = Vec::new();
            frame.gather(ring.iter().copied(), &mut gathered);
            assert!(gathered.len() <= ring.len());
            assert_eq!(frame.cut_ring(gathered), frame.cut_ring(ring), "{seed}");
        }
    }

    #[test]
    fn neighbours_are_cut_at_the_same_place() {
        let side = FRAME.sides()[1];
        for (a, b) in [((3, 1), (17, 8)), ((9, -7), (12, 40)), ((2, 9), (11, 0))] {
            assert_eq!(side.crossing(a, b), side.crossing(b, a));
        }
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_makes_two_runs() {
        let runs = FRAME.cut_line(&[(2, 2), (14, 2), (14, 8), (2, 8)]);
        assert_eq!(runs, vec![vec![(2, 2), (10, 2)], vec![(10, 8), (2, 8)]]);
        assert_eq!(FRAME.cut_line(&[(-5, 5), (15, 5)]), vec![vec![(0, 5), (10, 5)]]);
        assert!(FRAME.cut_line(&[(-5, 5), (-5, 15)]).is_empty());
    }
}
