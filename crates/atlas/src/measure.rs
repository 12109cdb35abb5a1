//! How large, how long, and where to write the name.

use std::collections::BinaryHeap;

use domain::place::{Polygon, Position, Ring, STEPS_PER_DEGREE, Shape};

use crate::lattice::doubled_area;
use crate::outline::{Outline, Side};

/// Half the long axis of the CGCS2000 ellipsoid in metres.
const EQUATOR: f64 = 6_378_137.0;
/// Its first eccentricity squared; flattening 1/298.257222101.
const ECCENTRICITY: f64 = 0.006_694_380_022_903_416;

/// The area in square metres on the ellipsoid, with edges straight in longitude and latitude; holes are
/// taken off. Always positive for sound shapes, whichever way their rings run.
pub fn area(shape: &Shape) -> f64 {
    shape
        .polygons
        .iter()
        .map(|polygon| {
            let mut rings = polygon.rings.iter().map(|ring| ring_area(ring).abs());
            rings.next().unwrap_or(0.0) - rings.sum::<f64>()
        })
        .sum()
}

/// The length of a line in metres on the ellipsoid; each step short against the globe.
pub fn length(line: &[Position]) -> f64 {
    line.windows(2)
        .map(|step| {
            let middle = (step[0].latitude() + step[1].latitude()).to_radians() / 2.0;
            let (east, north) = metres_per_radian(middle);
            let dx = (step[1].longitude() - step[0].longitude()).to_radians() * east;
            let dy = (step[1].latitude() - step[0].latitude()).to_radians() * north;
            dx.hypot(dy)
        })
        .sum()
}

/// The south-western and the north-eastern corner of a square that reaches so many metres to each side of a position.
pub fn square_around(centre: Position, metres: f64) -> (Position, Position) {
    let (east, north) = metres_per_radian(centre.latitude().to_radians());
    let steps = |radian: f64| ((metres / radian).to_degrees() * STEPS_PER_DEGREE).ceil() as i32;
    let (x, y) = (steps(east), steps(north));
    let corner = |x: i32, y: i32| Position(centre.0.saturating_add(x), centre.1.saturating_add(y));
    (corner(-x, -y), corner(x, y))
}

/// A position strictly inside the shape, as far from its border as may be: where a name goes.
///
/// None when the shape is empty or so thin that no lattice position lies inside.
pub fn inside_point(shape: &Shape) -> Option<Position> {
    let largest = shape.polygons.iter().max_by_key(|polygon| largest_first(polygon))?;
    let part = Shape { polygons: vec![largest.clone()] };
    let outline = Outline::new(&part);
    let centre = Search::new(&outline, largest)?.best();
    if outline.side(centre) == Side::Inside {
        return Some(centre);
    }
    widest_span(&outline)
}

/// Metres that one radian of longitude and one of latitude measure at a latitude in radians.
pub(crate) fn metres_per_radian(latitude: f64) -> (f64, f64) {
    let bend = 1.0 - ECCENTRICITY * latitude.sin().powi(2);
    (EQUATOR * latitude.cos() / bend.sqrt(), EQUATOR * (1.0 - ECCENTRICITY) / bend.powf(1.5))
}

/// Signed area in square metres inside a closed run of longitudes and latitudes in degrees: the strip between
/// each edge and the first latitude, in the equal-area cylinder.
pub(crate) fn enclosed(corners: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let mut corners = corners.into_iter().map(|(x, y)| (x.to_radians(), strip(y.to_radians())));
    let Some(first) = corners.next() else { return 0.0 };
    let (mut before, mut sum) = (first, 0.0);
    for corner in corners {
        sum += (before.0 - corner.0) * (f64::midpoint(before.1, corner.1) - first.1);
        before = corner;
    }
    sum
}

fn ring_area(ring: &Ring) -> f64 {
    enclosed(ring.iter().map(|at| (at.longitude(), at.latitude())))
}

/// Square metres per radian of longitude between the equator and a latitude in radians.
fn strip(latitude: f64) -> f64 {
    let e = ECCENTRICITY.sqrt();
    let sine = latitude.sin();
    let plain = sine / (1.0 - ECCENTRICITY * sine * sine);
    EQUATOR * EQUATOR * (1.0 - ECCENTRICITY) / 2.0 * (plain + (e * sine).atanh() / e)
}

fn largest_first(polygon: &Polygon) -> i128 {
    polygon.rings.first().map_or(0, |ring| doubled_area(ring).abs())
}

/// The middle of the widest stretch inside, over lines of latitude from coarse to fine.
fn widest_span(outline: &Outline) -> Option<Position> {
    let (_, south, _, north) = outline.extent()?;
    let height = i64::from(north) - i64::from(south);
    for lines in [16_i64, 256, 4096] {
        let mut spans: Vec<(f64, f64, i32)> = (0..lines)
            .map(|line| (i64::from(south) + height * (2 * line + 1) / (2 * lines)) as i32)
            .flat_map(|y| outline.spans(y).into_iter().map(move |(from, to)| (from, to, y)))
            .collect();
        spans.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
        let middles = spans.iter().take(64).flat_map(|&(from, to, y)| {
            let x = f64::midpoint(from, to).round() as i32;
            [Position(x, y), Position(x, y + 1)]
        });
        if let Some(inside) = middles.into_iter().find(|&at| outline.side(at) == Side::Inside) {
            return Some(inside);
        }
    }
    None
}

/// The search for the pole of inaccessibility: boxes, the most promising first, cut in four until none
/// can hold a better place.
struct Search<'a> {
    outline: &'a Outline,
    polygon: &'a Polygon,
    /// A step of longitude against a step of latitude.
    squeeze: f64,
    queue: BinaryHeap<Cell>,
    best: Cell,
    /// A gain below this is not worth another cut.
    fine: f64,
}

#[derive(Clone, Copy)]
struct Cell {
    x: f64,
    y: f64,
    half: f64,
    /// From the middle to the border, negative outside; in steps of latitude.
    distance: f64,
    /// No place in the box is farther from the border than this.
    promise: f64,
}

impl<'a> Search<'a> {
    fn new(outline: &'a Outline, polygon: &'a Polygon) -> Option<Self> {
        let (west, south, east, north) = outline.extent()?;
        let middle = f64::midpoint(f64::from(south), f64::from(north));
        let squeeze = (middle / STEPS_PER_DEGREE).to_radians().cos().max(0.01);
        let width = (f64::from(east) - f64::from(west)) * squeeze;
        let height = f64::from(north) - f64::from(south);
        let side = width.min(height).max(1.0).max(width.max(height) / 64.0);
        let empty = Cell { x: 0.0, y: 0.0, half: 0.0, distance: f64::NEG_INFINITY, promise: f64::NEG_INFINITY };
        let mut search = Self { outline, polygon, squeeze, queue: BinaryHeap::new(), best: empty, fine: side / 50.0 };
        let mut x = f64::from(west) * squeeze + side / 2.0;
        while x < f64::from(east) * squeeze + side / 2.0 {
            let mut y = f64::from(south) + side / 2.0;
            while y < f64::from(north) + side / 2.0 {
                search.look(x, y, side / 2.0);
                y += side;
            }
            x += side;
        }
        Some(search)
    }

    fn best(mut self) -> Position {
        // The cap only bites on absurd shapes; the best so far is then good enough for a name.
        for _ in 0..2_000 {
            let Some(cell) = self.queue.pop() else { break };
            if cell.promise - self.best.distance <= self.fine {
                break;
            }
            let half = cell.half / 2.0;
            for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
                self.look(cell.x + dx, cell.y + dy, half);
            }
        }
        self.position(self.best.x, self.best.y)
    }

    fn look(&mut self, x: f64, y: f64, half: f64) {
        let distance = self.distance(x, y);
        let cell = Cell { x, y, half, distance, promise: distance + half * std::f64::consts::SQRT_2 };
        if distance > self.best.distance {
            self.best = cell;
        }
        if cell.promise - self.best.distance > self.fine {
            self.queue.push(cell);
        }
    }

    fn distance(&self, x: f64, y: f64) -> f64 {
        let mut nearest = f64::INFINITY;
        for ring in &self.polygon.rings {
            for edge in ring.windows(2) {
                let (ax, ay) = (f64::from(edge[0].0) * self.squeeze - x, f64::from(edge[0].1) - y);
                let (bx, by) = (f64::from(edge[1].0) * self.squeeze - x, f64::from(edge[1].1) - y);
                let (dx, dy) = (bx - ax, by - ay);
                let long = dx * dx + dy * dy;
                let share = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
                let (px, py) = (ax + share * dx, ay + share * dy);
                nearest = nearest.min(px * px + py * py);
            }
        }
        let inside = self.outline.holds(self.position(x, y));
        if inside { nearest.sqrt() } else { -nearest.sqrt() }
    }

    fn position(&self, x: f64, y: f64) -> Position {
        Position((x / self.squeeze).round() as i32, y.round() as i32)
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Cell {}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.promise.total_cmp(&other.promise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rings: &[&[(f64, f64)]]) -> Shape {
        let ring = |corners: &&[(f64, f64)]| {
            let mut ring: Ring =
                corners.iter().map(|&(x, y)| Position::from_degrees(x, y).expect("on the globe")).collect();
            ring.push(ring[0]);
            ring
        };
        Shape { polygons: vec![Polygon { rings: rings.iter().map(ring).collect() }] }
    }

    #[test]
    fn a_tenth_of_a_degree_measures_what_the_ellipsoid_says() {
        let square = shape(&[&[(114.6, 33.6), (114.7, 33.6), (114.7, 33.7), (114.6, 33.7)]]);
        // By PROJ's geodesics on the same ellipsoid, with edges along the parallels.
        let square_metres = area(&square);
        assert!((square_metres / 102_887_915.4 - 1.0).abs() < 1e-6, "{square_metres}");
        let metres = length(&[Position(1_146_000_000, 336_000_000), Position(1_147_000_000, 337_000_000)]);
        assert!((metres / 14_459.305_69 - 1.0).abs() < 1e-5, "{metres}");
    }

    #[test]
    fn a_hole_is_taken_off() {
        let whole = shape(&[&[(8.0, 47.0), (8.2, 47.0), (8.2, 47.2), (8.0, 47.2)]]);
        let hole = shape(&[&[(8.1, 47.1), (8.1, 47.15), (8.15, 47.15), (8.15, 47.1)]]);
        let mut pierced = whole.clone();
        pierced.polygons[0].rings.push(hole.polygons[0].rings[0].clone());
        assert!((area(&whole) - area(&hole) - area(&pierced)).abs() < 1.0);
    }

    #[test]
    fn a_name_goes_inside_even_where_the_middle_is_not() {
        let horseshoe = shape(&[&[
            (0.0, 0.0),
            (0.3, 0.0),
            (0.3, 0.3),
            (0.25, 0.3),
            (0.25, 0.05),
            (0.05, 0.05),
            (0.05, 0.3),
            (0.0, 0.3),
        ]]);
        let at = inside_point(&horseshoe).expect("it is thick enough");
        assert_eq!(Outline::new(&horseshoe).side(at), Side::Inside);
    }

    #[test]
    fn a_sliver_still_finds_its_inside() {
        let sliver = Shape {
            polygons: vec![Polygon {
                rings: vec![vec![Position(0, 0), Position(100_000, 3), Position(100_000, 5), Position(0, 0)]],
            }],
        };
        let at = inside_point(&sliver).expect("a position lies between");
        assert_eq!(Outline::new(&sliver).side(at), Side::Inside);
        assert_eq!(inside_point(&Shape::default()), None);
    }
}
