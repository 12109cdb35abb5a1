//! From the ground to the paper: belt, scale, middle.

use atlas::belt::{Belt, Metric};
use domain::place::{Bounds, Position, Shape};
use domain::sheet::{Orientation, Paper};

use crate::frame::Frame;
use crate::page::{Point, Rect};
use crate::scale;

/// How much of the frame a grid fills at the most; the rest shows what lies around it.
const FILLED: f64 = 0.92;
/// The largest scale: a shed fills no A2.
const LARGEST: f64 = 500.0;

/// A piece of ground on a paper.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Where on the page.
    pub(crate) map: Rect,
    /// Ground over paper, 1 to this.
    pub(crate) scale: u32,
    pub(crate) belt: Belt,
    middle: Metric,
}

impl View {
    /// A shape on the first page of a paper, as large as a round scale lets it be; none when it is empty.
    pub fn of(shape: &Shape, paper: Paper, orientation: Orientation) -> Option<Self> {
        let bounds = shape.bounds()?;
        let belt = Belt::around(f64::midpoint(bounds.west, bounds.east));
        let map = Frame::of(paper, orientation).map;
        let places = || shape.positions().map(|at| belt.project(at));
        let (west, east) = span(places().map(|at| at.east))?;
        let (south, north) = span(places().map(|at| at.north))?;
        let least = ((east - west) / map.width()).max((north - south) / map.height()) * 1000.0 / FILLED;
        let middle = Metric { east: f64::midpoint(west, east), north: f64::midpoint(south, north) };
        Some(Self { map, scale: scale::round_up(least.max(LARGEST)), belt, middle })
    }

    /// The box around all that the frame shows, in degrees: the ground that the sheet needs.
    pub fn bounds(&self) -> Bounds {
        let corners = [
            (self.map.left, self.map.top),
            (self.map.right, self.map.top),
            (self.map.right, self.map.bottom),
            (self.map.left, self.map.bottom),
        ];
        let [first, rest @ ..] = corners.map(|corner| {
            let (x, y) = self.degrees(corner);
            Bounds { west: x, south: y, east: x, north: y }
        });
        rest.into_iter().fold(first, Bounds::union)
    }

    /// Where a position stands on the page.
    pub(crate) fn project(&self, at: Position) -> Point {
        self.place(self.belt.project(at))
    }

    /// Where a place of the belt stands on the page.
    pub(crate) fn place(&self, at: Metric) -> Point {
        let (x, y) = self.map.middle();
        (x + self.paper(at.east - self.middle.east), y - self.paper(at.north - self.middle.north))
    }

    /// Which place of the belt stands here on the page.
    pub(crate) fn metric(&self, (x, y): Point) -> Metric {
        let middle = self.map.middle();
        Metric {
            east: self.middle.east + self.ground(x - middle.0),
            north: self.middle.north - self.ground(y - middle.1),
        }
    }

    /// Longitude and latitude in degrees of what stands here on the page.
    pub(crate) fn degrees(&self, at: Point) -> (f64, f64) {
        self.belt.degrees(self.metric(at))
    }

    /// Millimetres on paper of metres on the ground.
    pub(crate) fn paper(&self, metres: f64) -> f64 {
        metres * 1000.0 / f64::from(self.scale)
    }

    /// Metres on the ground of millimetres on paper.
    pub(crate) fn ground(&self, millimetres: f64) -> f64 {
        millimetres * f64::from(self.scale) / 1000.0
    }
}

fn span(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.map(|value| (value, value)).reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
}

#[cfg(test)]
mod tests {
    use atlas::measure::length;
    use domain::place::Polygon;

    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Shape {
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)];
        let ring = corners.map(|(x, y)| Position::from_degrees(west + x, south + y).expect("on the globe")).to_vec();
        Shape { polygons: vec![Polygon { rings: vec![ring] }] }
    }

    #[test]
    fn a_millimetre_on_paper_is_what_the_scale_says() {
        for paper in Paper::ALL {
            for orientation in [Orientation::Portrait, Orientation::Landscape] {
                let shape = square(114.6, 33.6, 0.07);
                let view = View::of(&shape, paper, orientation).expect("it has corners");
                let ring = &shape.polygons[0].rings[0];
                let (a, b) = (view.project(ring[0]), view.project(ring[2]));
                let metres = length(&[ring[0], ring[2]]);
                let on_paper = (a.0 - b.0).hypot(a.1 - b.1) / 1000.0 * f64::from(view.scale);
                assert!((on_paper / metres - 1.0).abs() < 2e-4, "{on_paper} for {metres}");
                assert!(shape.positions().all(|at| view.map.has(view.project(at))));
                let bounds = view.bounds();
                assert!(bounds.west < 114.6 && bounds.east > 114.67 && bounds.south < 33.6 && bounds.north > 33.67);
            }
        }
    }

    #[test]
    fn nothing_has_no_view() {
        assert!(View::of(&Shape::default(), Paper::A4, Orientation::Portrait).is_none());
    }
}
