//! The largest circle that fits between borders: how wide a gap is, and where to point at it.
//!
//! A circle that touches a border from inside grows until another edge stops it; its size there follows from a
//! formula. It touches an edge at some share of its length, or a corner that points inward, at some share of
//! the angle between the corner's edges. The widest is looked for along all of them, first coarsely and then
//! finely, so that a long thin strip is as quick as a square.

/// A circle in the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Circle {
    pub(crate) centre: (f64, f64),
    pub(crate) radius: f64,
}

/// Shares that are tried: closer to each other near the ends, where corners open.
const SHARES: [f64; 13] = [
    1.0 / 256.0,
    1.0 / 64.0,
    1.0 / 32.0,
    1.0 / 16.0,
    1.0 / 8.0,
    1.0 / 4.0,
    1.0 / 2.0,
    3.0 / 4.0,
    7.0 / 8.0,
    15.0 / 16.0,
    31.0 / 32.0,
    63.0 / 64.0,
    255.0 / 256.0,
];
/// Tries at most.
const MOST_TRIES: usize = 6_000;
/// So many of the best places are looked at finely, in so many steps.
const FINALISTS: usize = 8;
const STEPS: usize = 48;

/// The largest circle between closed borders that have the inside on their left; none where they enclose
/// nothing.
pub(crate) fn largest(borders: &[Vec<(f64, f64)>]) -> Option<Circle> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut touches: Vec<Touch> = Vec::new();
    for border in borders {
        let begin = edges.len();
        edges.extend(border.windows(2).filter_map(|pair| Edge::between(pair[0], pair[1])));
        for at in begin..edges.len() {
            touches.push(Touch::Edge(at));
            let before = if at == begin { edges.len() - 1 } else { at - 1 };
            let points_inward = dot(edges[before].inward, edges[at].along) < 0.0;
            touches.extend(points_inward.then_some(Touch::Corner(before, at)));
        }
    }
    let each = touches.len().div_ceil(MOST_TRIES / SHARES.len()).max(1);
    let mut tried: Vec<(f64, Touch, usize)> = touches
        .iter()
        .step_by(each)
        .flat_map(|&touch| (0..SHARES.len()).map(move |at| (touch, at)))
        .map(|(touch, at)| (touch.radius(&edges, SHARES[at]), touch, at))
        .collect();
    tried.sort_by(|one, other| other.0.total_cmp(&one.0));
    let finalists = tried.iter().take(FINALISTS).chain(tried.iter().filter(|tried| !tried.1.is_edge()).take(FINALISTS));
    let best = finalists.map(|&(_, touch, at)| touch.refined(&edges, at));
    let (radius, touch, share) = best.max_by(|one, other| one.0.total_cmp(&other.0))?;
    let (at, inward) = touch.at(&edges, share);
    Some(Circle { centre: (at.0 + inward.0 * radius, at.1 + inward.1 * radius), radius })
}

/// What a circle touches.
#[derive(Debug, Clone, Copy)]
enum Touch {
    Edge(usize),
    /// The end of the first edge and the beginning of the second.
    Corner(usize, usize),
}

impl Touch {
    fn is_edge(self) -> bool {
        matches!(self, Self::Edge(_))
    }

    /// The place that is touched, and the direction inward from it.
    fn at(self, edges: &[Edge], share: f64) -> ((f64, f64), (f64, f64)) {
        match self {
            Self::Edge(edge) => {
                let Edge { from, along, long, inward } = edges[edge];
                ((from.0 + along.0 * long * share, from.1 + along.1 * long * share), inward)
            }
            Self::Corner(before, after) => {
                let (one, other) = (edges[before].inward, edges[after].inward);
                let angle = dot((-one.1, one.0), other).atan2(dot(one, other)) * share;
                let (sine, cosine) = angle.sin_cos();
                (edges[after].from, (one.0 * cosine - one.1 * sine, one.0 * sine + one.1 * cosine))
            }
        }
    }

    /// How large a circle may grow that touches here.
    fn radius(self, edges: &[Edge], share: f64) -> f64 {
        let (at, inward) = self.at(edges, share);
        let own = match self {
            Self::Edge(edge) => (edge, edge),
            Self::Corner(before, after) => (before, after),
        };
        let others = edges.iter().enumerate().filter(|(index, _)| *index != own.0 && *index != own.1);
        others.map(|(_, other)| other.stops(at, inward)).fold(f64::INFINITY, f64::min)
    }

    /// The best place between the neighbours of one that was tried.
    fn refined(self, edges: &[Edge], at: usize) -> (f64, Self, f64) {
        let share = SHARES[at];
        let mut low = at.checked_sub(1).map_or(0.0, |before| SHARES[before]);
        let mut high = SHARES.get(at + 1).copied().unwrap_or(1.0);
        for _ in 0..STEPS {
            let (first, second) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if self.radius(edges, first) < self.radius(edges, second) {
                low = first;
            } else {
                high = second;
            }
        }
        let middle = f64::midpoint(low, high);
        let (fine, coarse) = (self.radius(edges, middle), self.radius(edges, share));
        if fine > coarse { (fine, self, middle) } else { (coarse, self, share) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: (f64, f64),
    /// Of length one.
    along: (f64, f64),
    long: f64,
    inward: (f64, f64),
}

impl Edge {
    fn between(from: (f64, f64), to: (f64, f64)) -> Option<Self> {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let long = x.hypot(y);
        let along = (x / long, y / long);
        (long > 0.0).then_some(Self { from, along, long, inward: (-along.1, along.0) })
    }

    /// How large a circle that touches a place from `inward` may grow until it meets this edge.
    fn stops(&self, at: (f64, f64), inward: (f64, f64)) -> f64 {
        let way = (at.0 - self.from.0, at.1 - self.from.1);
        let height = dot(way, self.inward);
        let lean = 1.0 - dot(inward, self.inward);
        if height > 0.0 && lean > 1e-12 {
            let radius = height / lean;
            let foot = dot(way, self.along) + radius * dot(inward, self.along);
            if (0.0..=self.long).contains(&foot) {
                return radius;
            }
        }
        let end = (way.0 - self.along.0 * self.long, way.1 - self.along.1 * self.long);
        [way, end]
            .into_iter()
            .map(|way| {
                let ahead = -dot(way, inward);
                if ahead > 1e-12 { dot(way, way) / (2.0 * ahead) } else { f64::INFINITY }
            })
            .fold(f64::INFINITY, f64::min)
    }
}

fn dot(one: (f64, f64), other: (f64, f64)) -> f64 {
    one.0 * other.0 + one.1 * other.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widest(corners: &[(f64, f64)]) -> Circle {
        let mut border = corners.to_vec();
        border.push(corners[0]);
        largest(&[border]).expect("it encloses something")
    }

    #[test]
    fn a_strip_is_as_wide_as_its_short_side_however_long() {
        let strip = widest(&[(0.0, 0.0), (5_000.0, 0.0), (5_000.0, 0.03), (0.0, 0.03)]);
        assert!((strip.radius * 2.0 - 0.03).abs() < 1e-9);
        let leaning = widest(&[(0.0, 0.0), (3_000.0, 4_000.0), (2_999.6, 4_000.3), (-0.4, 0.3)]);
        assert!((leaning.radius * 2.0 - 0.5).abs() < 1e-6);
    }

    #[test]
    fn a_triangle_has_the_circle_of_the_schoolbook() {
        let circle = widest(&[(0.0, 0.0), (4.0, 0.0), (0.0, 3.0)]);
        assert!((circle.radius - 1.0).abs() < 1e-6, "{circle:?}");
        assert!((circle.centre.0 - 1.0).hypot(circle.centre.1 - 1.0) < 1e-5);
    }

    #[test]
    fn a_bend_and_a_hole_are_heeded() {
        let bent = widest(&[(0.0, 0.0), (90.0, 0.0), (90.0, 5.0), (7.0, 5.0), (7.0, 90.0), (0.0, 90.0)]);
        // In the bend it touches both outer sides and the corner at 7, 5.
        assert!((bent.radius - (12.0 - 70_f64.sqrt())).abs() < 1e-6, "{bent:?}");
        let square = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)];
        let hole = vec![(4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0), (4.0, 4.0)];
        let ring = largest(&[square, hole]).expect("it encloses something");
        let corner = 4.0 * std::f64::consts::SQRT_2 / (1.0 + std::f64::consts::SQRT_2);
        assert!((ring.radius - corner).abs() < 1e-3, "{ring:?}");
    }
}
