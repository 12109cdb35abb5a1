//! Plane geometry in metres east and north of the town's centre.
//! Only `+ - * /` and square roots, and our own sine: the platform's libm may differ in the last bit.

use std::ops::{Add, Mul, Sub};

/// A place or a displacement in metres: `x` east, `y` north of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

/// The spot at these metres east and north.
pub const fn spot(x: f64, y: f64) -> Spot {
    Spot { x, y }
}

impl Add for Spot {
    type Output = Spot;
    fn add(self, other: Spot) -> Spot {
        spot(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Spot {
    type Output = Spot;
    fn sub(self, other: Spot) -> Spot {
        spot(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Spot {
    type Output = Spot;
    fn mul(self, factor: f64) -> Spot {
        spot(self.x * factor, self.y * factor)
    }
}

impl Spot {
    /// The `z` of the cross product; positive when `other` lies to the left.
    pub fn cross(self, other: Spot) -> f64 {
        self.x * other.y - self.y * other.x
    }

    /// The scalar product.
    pub fn dot(self, other: Spot) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Length in metres.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// Distance in metres.
    pub fn to(self, other: Spot) -> f64 {
        (other - self).length()
    }

    /// The same direction with length one; east for the null vector.
    pub fn unit(self) -> Spot {
        let length = self.length();
        if length < 1e-9 { spot(1.0, 0.0) } else { self * (1.0 / length) }
    }

    /// Turned a quarter to the left.
    pub fn left(self) -> Spot {
        spot(-self.y, self.x)
    }

    /// The point at `share` of the way to `other`.
    pub fn toward(self, other: Spot, share: f64) -> Spot {
        self + (other - self) * share
    }
}

/// Sine of `angle` in radians, equal on every platform.
pub fn sin(angle: f64) -> f64 {
    use std::f64::consts::PI;
    let mut a = angle - 2.0 * PI * (angle / (2.0 * PI)).round();
    if a > PI / 2.0 {
        a = PI - a;
    } else if a < -PI / 2.0 {
        a = -PI - a;
    }
    let square = a * a;
    let mut term = a;
    let mut sum = a;
    for k in 1..9 {
        let n = f64::from(2 * k);
        term *= -square / (n * (n + 1.0));
        sum += term;
    }
    sum
}

/// Cosine of `angle` in radians, equal on every platform.
pub fn cos(angle: f64) -> f64 {
    sin(angle + std::f64::consts::FRAC_PI_2)
}

/// Signed area in square metres, positive for a counter-clockwise ring.
pub fn area(ring: &[Spot]) -> f64 {
    sides(ring).map(|(a, b)| a.cross(b)).sum::<f64>() / 2.0
}

/// Length of the closed ring in metres.
pub fn perimeter(ring: &[Spot]) -> f64 {
    sides(ring).map(|(a, b)| a.to(b)).sum()
}

/// Roundness `4πA/P²`: 1 for a disc, 0.785 for a square, 0.5 for one by four.
pub fn roundness(area: f64, perimeter: f64) -> f64 {
    4.0 * std::f64::consts::PI * area / (perimeter * perimeter)
}

/// The centre of mass of a ring's inside.
pub fn centroid(ring: &[Spot]) -> Spot {
    let Some(&origin) = ring.first() else { return Spot::default() };
    let mut sum = Spot::default();
    let mut total = 0.0;
    for (a, b) in sides(ring) {
        let (a, b) = (a - origin, b - origin);
        let cross = a.cross(b);
        total += cross;
        sum = sum + (a + b) * cross;
    }
    origin + sum * (1.0 / (3.0 * total))
}

/// Does the ring hold this spot? The edge itself may answer either way.
pub fn holds(ring: &[Spot], p: Spot) -> bool {
    let mut inside = false;
    for (a, b) in sides(ring) {
        if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
    }
    inside
}

/// The sides of a closed ring, in order.
pub fn sides(ring: &[Spot]) -> impl Iterator<Item = (Spot, Spot)> + '_ {
    (0..ring.len()).map(move |i| (ring[i], ring[(i + 1) % ring.len()]))
}

/// Distance in metres from `p` to the segment `a b`.
pub fn distance(p: Spot, a: Spot, b: Spot) -> f64 {
    let along = b - a;
    let square = along.dot(along);
    if square < 1e-12 {
        return p.to(a);
    }
    let share = ((p - a).dot(along) / square).clamp(0.0, 1.0);
    p.to(a.toward(b, share))
}

/// Where the segments cross: shares of the way along `a b` and `c d`, ends included.
pub fn crossing(a: Spot, b: Spot, c: Spot, d: Spot) -> Option<(f64, f64)> {
    let (one, two) = (b - a, d - c);
    let denominator = one.cross(two);
    if denominator.abs() < 1e-12 {
        return None;
    }
    let (first, second) = ((c - a).cross(two) / denominator, (c - a).cross(one) / denominator);
    ((0.0..=1.0).contains(&first) && (0.0..=1.0).contains(&second)).then_some((first, second))
}

/// West, south, east, north of the spots, in metres.
pub fn bounds(spots: &[Spot]) -> (f64, f64, f64, f64) {
    spots.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |(w, s, e, n), p| {
        (w.min(p.x), s.min(p.y), e.max(p.x), n.max(p.y))
    })
}

/// The inner spot that is farthest from the ring, and that distance: where a label or a village sits.
pub fn heart(ring: &[Spot]) -> (Spot, f64) {
    let (west, south, east, north) = bounds(ring);
    let mut best = (centroid(ring), 0.0);
    for i in 1..12 {
        for j in 1..12 {
            let p = spot(west + (east - west) * f64::from(i) / 12.0, south + (north - south) * f64::from(j) / 12.0);
            if !holds(ring, p) {
                continue;
            }
            let room = sides(ring).map(|(a, b)| distance(p, a, b)).fold(f64::MAX, f64::min);
            if room > best.1 {
                best = (p, room);
            }
        }
    }
    best
}

/// Eases from 0 at `low` to 1 at `high`.
pub fn ease(low: f64, high: f64, value: f64) -> f64 {
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}
