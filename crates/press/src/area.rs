//! A grid's boundary on paper, and what can be asked of it there.

use domain::place::Shape;

use crate::page::{Point, Rect, Step};
use crate::view::View;

/// Corners nearer than this to the one before are left out, in millimetres: no printer shows them.
const FINE: f64 = 0.02;

/// Polygons on paper: rings of corners, the first not repeated.
#[derive(Debug, Clone)]
pub struct Area {
    rings: Vec<Vec<Point>>,
    bounds: Option<Rect>,
}

impl Area {
    /// A shape as it lies on the paper.
    pub fn of(shape: &Shape, view: &View) -> Self {
        let ring = |ring: &Vec<_>| thinned(ring.iter().map(|&at| view.project(at)));
        let rings: Vec<Vec<Point>> = shape.rings().map(ring).filter(|ring| ring.len() > 2).collect();
        let bounds = rings.iter().flatten().map(|&at| Rect::around(at, 0.0, 0.0)).reduce(Rect::union);
        Self { rings, bounds }
    }

    /// The box around it; none when nothing is left of it.
    pub fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    /// Its edge as a path.
    pub fn way(&self) -> Vec<Step> {
        let mut way = Vec::new();
        for ring in &self.rings {
            way.extend(ring.iter().enumerate().map(|(at, &corner)| match at {
                0 => Step::Move(corner),
                _ => Step::Line(corner),
            }));
            way.push(Step::Close);
        }
        way
    }

    /// Whether a place lies inside.
    pub fn has(&self, (x, y): Point) -> bool {
        if self.bounds.is_none_or(|bounds| !bounds.has((x, y))) {
            return false;
        }
        let crossings = self
            .edges()
            .filter(|&((ax, ay), (bx, by))| (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
        crossings.count() % 2 == 1
    }

    /// How much of a box lies inside, 0 to 1, by fifteen places in it.
    pub fn share_of(&self, rect: Rect) -> f64 {
        const COLUMNS: u32 = 5;
        const ROWS: u32 = 3;
        let inside = (0..COLUMNS * ROWS).filter(|at| {
            let (column, row) = (f64::from(at % COLUMNS), f64::from(at / COLUMNS));
            let across = rect.left + rect.width() * column / f64::from(COLUMNS - 1);
            self.has((across, rect.top + rect.height() * row / f64::from(ROWS - 1)))
        });
        inside.count() as f64 / f64::from(COLUMNS * ROWS)
    }

    /// Places inside it and inside `frame`, on a lattice of `lines` by `lines`, the nearest to `from` first.
    pub fn places(&self, frame: Rect, lines: u32, from: Point) -> Vec<Point> {
        let Some(bounds) = self.bounds else { return Vec::new() };
        let (left, right) = (bounds.left.max(frame.left), bounds.right.min(frame.right));
        let (top, bottom) = (bounds.top.max(frame.top), bounds.bottom.min(frame.bottom));
        if left >= right || top >= bottom {
            return Vec::new();
        }
        let along = |low: f64, high: f64, at: u32| low + (high - low) * (f64::from(at) + 0.5) / f64::from(lines);
        let mut places: Vec<Point> = (0..lines * lines)
            .map(|at| (along(left, right, at % lines), along(top, bottom, at / lines)))
            .filter(|&place| self.has(place))
            .collect();
        let far = |(x, y): Point| (x - from.0).hypot(y - from.1);
        places.sort_by(|&a, &b| far(a).total_cmp(&far(b)));
        places
    }

    /// Slanted lines across it, `apart` millimetres from each other: from where to where.
    pub fn hatch(&self, apart: f64) -> Vec<(Point, Point)> {
        let Some(bounds) = self.bounds else { return Vec::new() };
        // A line of the hatch is where x + y stays the same.
        let (first, last) = (bounds.left + bounds.top, bounds.right + bounds.bottom);
        let lines = ((last - first) / (apart * std::f64::consts::SQRT_2)) as u32;
        (1..=lines)
            .flat_map(|line| {
                let sum = first + f64::from(line) * apart * std::f64::consts::SQRT_2;
                let mut crossings: Vec<f64> = self
                    .edges()
                    .filter_map(|((ax, ay), (bx, by))| {
                        let (a, b) = (ax + ay - sum, bx + by - sum);
                        ((a > 0.0) != (b > 0.0)).then(|| ax + (bx - ax) * a / (a - b))
                    })
                    .collect();
                crossings.sort_by(f64::total_cmp);
                let pairs: Vec<(f64, f64)> = crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
                pairs.into_iter().map(move |(from, to)| ((from, sum - from), (to, sum - to)))
            })
            .collect()
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }
}

/// The corners without those that no printer shows, and without the last where it repeats the first.
pub fn thinned(corners: impl Iterator<Item = Point>) -> Vec<Point> {
    let near = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1) < FINE;
    let mut kept: Vec<Point> = Vec::new();
    for corner in corners {
        if kept.last().is_none_or(|&last| !near(last, corner)) {
            kept.push(corner);
        }
    }
    while kept.len() > 1 && near(kept[0], kept[kept.len() - 1]) {
        kept.pop();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(rings: &[&[Point]]) -> Area {
        let rings: Vec<Vec<Point>> = rings.iter().map(|ring| ring.to_vec()).collect();
        let bounds = rings.iter().flatten().map(|&at| Rect::around(at, 0.0, 0.0)).reduce(Rect::union);
        Area { rings, bounds }
    }

    fn pierced() -> Area {
        area(&[
            &[(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0)],
            &[(10.0, 10.0), (10.0, 20.0), (20.0, 20.0), (20.0, 10.0)],
        ])
    }

    #[test]
    fn a_hole_is_outside() {
        let area = pierced();
        assert!(area.has((5.0, 15.0)) && !area.has((15.0, 15.0)) && !area.has((31.0, 15.0)));
        assert!((area.share_of(Rect::sized(1.0, 1.0, 5.0, 5.0)) - 1.0).abs() < f64::EPSILON);
        assert!(area.share_of(Rect::sized(12.0, 12.0, 4.0, 4.0)) < f64::EPSILON);
        assert!(area.places(Rect::sized(0.0, 0.0, 30.0, 30.0), 9, (15.0, 15.0)).iter().all(|&at| area.has(at)));
    }

    #[test]
    fn a_hatch_stays_inside() {
        for ((ax, ay), (bx, by)) in pierced().hatch(1.5) {
            let middle = (f64::midpoint(ax, bx), f64::midpoint(ay, by));
            assert!(pierced().has(middle), "{middle:?}");
        }
    }
}
