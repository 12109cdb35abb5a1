//! One shape, prepared for many questions about inside and outside.
//!
//! The edges are filed by bands of latitude, so a question looks at about ten of them however long
//! the border is. Parts are asked one by one: where two parts overlap by mistake, the place is still inside.

use std::cmp::Ordering;

use domain::place::{Position, Shape};

use crate::bands::Bands;
use crate::lattice::{is_between, turn};

/// Where a position lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Strictly inside.
    Inside,
    /// On an edge or a corner.
    Border,
    /// Strictly outside.
    Outside,
}

/// A shape's edges by bands of latitude.
#[derive(Debug, Clone)]
pub struct Outline {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
    /// Part by part inside a band.
    edges: Bands<Edge>,
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    a: Position,
    b: Position,
    part: u32,
}

impl Outline {
    /// Prepare a shape.
    pub fn new(shape: &Shape) -> Self {
        let edges = edges_of(shape);
        let bands = Bands::new(&edges, |edge| (edge.a.1.min(edge.b.1), edge.a.1.max(edge.b.1)));
        let mut positions = edges.iter().map(|edge| edge.a);
        let Some(first) = positions.next() else {
            return Self { west: 0, south: 0, east: -1, north: -1, edges: bands };
        };
        let (mut west, mut south, mut east, mut north) = (first.0, first.1, first.0, first.1);
        for at in positions {
            (west, south) = (west.min(at.0), south.min(at.1));
            (east, north) = (east.max(at.0), north.max(at.1));
        }
        Self { west, south, east, north, edges: bands }
    }

    /// Where a position lies: exact.
    pub fn side(&self, at: Position) -> Side {
        let in_box = (self.west..=self.east).contains(&at.0) && (self.south..=self.north).contains(&at.1);
        if !in_box {
            return Side::Outside;
        }
        let mut side = Side::Outside;
        let mut part = u32::MAX;
        let mut inside = false;
        for edge in self.edges.at(at.1) {
            if edge.part != part {
                if inside {
                    side = Side::Inside;
                }
                (part, inside) = (edge.part, false);
            }
            match pass(edge.a, edge.b, at) {
                Pass::On => return Side::Border,
                Pass::East => inside = !inside,
                Pass::Elsewhere => {}
            }
        }
        if inside { Side::Inside } else { side }
    }

    /// Whether a position lies inside or on the border.
    pub fn holds(&self, at: Position) -> bool {
        self.side(at) != Side::Outside
    }

    /// The stretches inside the shape along the line half a step north of latitude `y`, west to east
    /// within each part. No corner lies on such a line, so there are no special cases.
    pub fn spans(&self, y: i32) -> Vec<(f64, f64)> {
        if !(i64::from(self.south)..i64::from(self.north)).contains(&i64::from(y)) {
            return Vec::new();
        }
        // The line lies between two latitudes; every edge that crosses it reaches latitude `y`.
        let mut crossings: Vec<(u32, f64)> = self
            .edges
            .at(y)
            .iter()
            .filter(|edge| (edge.a.1 <= y) != (edge.b.1 <= y))
            .map(|edge| (edge.part, longitude_at(edge, f64::from(y) + 0.5)))
            .collect();
        crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        crossings.chunks_exact(2).map(|pair| (pair[0].1, pair[1].1)).collect()
    }

    /// West, south, east, north in lattice steps; none when the shape is empty.
    pub fn extent(&self) -> Option<(i32, i32, i32, i32)> {
        (self.west <= self.east).then_some((self.west, self.south, self.east, self.north))
    }
}

/// How an edge passes a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Through it.
    On,
    /// East of it, from below its latitude to above or back: inside and outside change sides.
    East,
    /// Otherwise.
    Elsewhere,
}

/// How the edge from `a` to `b` passes a position: exact.
pub(crate) fn pass(a: Position, b: Position, at: Position) -> Pass {
    // Half open, so that a corner counts once for the two edges that meet there.
    let crosses = (a.1 <= at.1) != (b.1 <= at.1);
    let level_with = a.1 == at.1 || b.1 == at.1;
    if !crosses && !level_with {
        return Pass::Elsewhere;
    }
    let turned = turn(a, b, at);
    if turned == Ordering::Equal && is_between(a, b, at) {
        return Pass::On;
    }
    if crosses && (turned == Ordering::Greater) == (b.1 > a.1) { Pass::East } else { Pass::Elsewhere }
}

fn edges_of(shape: &Shape) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(shape.rings().map(Vec::len).sum());
    for (part, polygon) in shape.polygons.iter().enumerate() {
        for ring in &polygon.rings {
            let pairs = ring.windows(2).filter(|pair| pair[0] != pair[1]);
            edges.extend(pairs.map(|pair| Edge { a: pair[0], b: pair[1], part: part as u32 }));
        }
    }
    edges
}

fn longitude_at(edge: &Edge, y: f64) -> f64 {
    let share = (y - f64::from(edge.a.1)) / (f64::from(edge.b.1) - f64::from(edge.a.1));
    f64::from(edge.a.0) + share * (f64::from(edge.b.0) - f64::from(edge.a.0))
}

#[cfg(test)]
mod tests {
    use domain::place::Polygon;

    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Position> {
        let mut ring: Vec<Position> = corners.iter().map(|&(x, y)| Position(x, y)).collect();
        ring.push(ring[0]);
        ring
    }

    fn square_with_hole() -> Shape {
        Shape {
            polygons: vec![Polygon {
                rings: vec![ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]), ring(&[(3, 3), (3, 6), (6, 6), (6, 3)])],
            }],
        }
    }

    #[test]
    fn a_hole_is_outside_and_its_edge_is_border() {
        let outline = Outline::new(&square_with_hole());
        assert_eq!(outline.side(Position(1, 3)), Side::Inside);
        assert_eq!(outline.side(Position(4, 4)), Side::Outside);
        assert_eq!(outline.side(Position(3, 4)), Side::Border);
        assert_eq!(outline.side(Position(0, 10)), Side::Border);
        assert_eq!(outline.side(Position(5, 10)), Side::Border);
        assert_eq!(outline.side(Position(11, 10)), Side::Outside);
    }

    #[test]
    fn parts_that_overlap_by_mistake_are_still_inside() {
        let square = |x: i32| Polygon { rings: vec![ring(&[(x, 0), (x + 6, 0), (x + 6, 6), (x, 6)])] };
        let outline = Outline::new(&Shape { polygons: vec![square(0), square(3)] });
        assert_eq!(outline.side(Position(4, 3)), Side::Inside);
        assert_eq!(outline.side(Position(8, 3)), Side::Inside);
    }

    #[test]
    fn spans_leave_out_the_hole() {
        let outline = Outline::new(&square_with_hole());
        assert_eq!(outline.spans(4), vec![(0.0, 3.0), (6.0, 10.0)]);
        assert_eq!(outline.spans(0), vec![(0.0, 10.0)]);
        assert_eq!(outline.spans(10), vec![]);
    }

    #[test]
    fn an_empty_shape_holds_nothing() {
        let outline = Outline::new(&Shape::default());
        assert_eq!(outline.side(Position(0, 0)), Side::Outside);
        assert_eq!(outline.extent(), None);
    }
}
