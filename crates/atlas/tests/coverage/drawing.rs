//! Shapes for tests: squares of a chessboard, and whatever cells somebody owns, traced round.

use std::collections::{BTreeMap, BTreeSet};

use atlas::coverage::Group;
use atlas::lattice::doubled_area;
use atlas::outline::{Outline, Side};
use domain::code::{GridCode, GridPath};
use domain::place::{Polygon, Position, Ring, Shape};

/// The south-west corner of every drawing: in the demonstration district.
pub const WEST: i32 = 1_146_500_000;
pub const SOUTH: i32 = 336_000_000;

/// A parent with its children, by code.
#[derive(Debug, Clone)]
pub struct Family {
    pub above: GridPath,
    pub outline: Shape,
    pub children: Vec<(GridPath, Shape)>,
}

impl Family {
    pub fn new(outline: Shape, children: Vec<(&str, Shape)>) -> Self {
        let above = GridPath::top(&GridCode("P".into()));
        let named = |(code, shape): (&str, Shape)| (above.child(&GridCode(code.into())), shape);
        Self { outline, children: children.into_iter().map(named).collect(), above }
    }

    pub fn group(&self) -> Group<'_> {
        Group {
            above: Some(self.above.clone()),
            outline: Some(&self.outline),
            children: self.children.iter().map(|(path, shape)| (path, shape)).collect(),
        }
    }

    /// The shape of a child.
    pub fn child(&mut self, code: &str) -> &mut Shape {
        let path = self.above.child(&GridCode(code.into()));
        &mut self.children.iter_mut().find(|(known, _)| *known == path).expect("it is a child").1
    }

    pub fn remove(&mut self, code: &str) {
        let path = self.above.child(&GridCode(code.into()));
        self.children.retain(|(known, _)| *known != path);
    }
}

/// A square's side: about 93 m by 111 m.
pub const SIDE: i32 = 10_000;

/// A chessboard of nine, 1 to 9, row by row from the south-west.
pub fn board() -> Family {
    let square = |n: i32| {
        let (x, y) = (n % 3 * SIDE, n / 3 * SIDE);
        block(x, y, x + SIDE, y + SIDE)
    };
    let codes = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let children = codes.iter().zip(0..).map(|(code, n)| (*code, square(n))).collect();
    Family::new(block(0, 0, 3 * SIDE, 3 * SIDE), children)
}

/// A position so many steps east and north of the corner of drawings.
pub fn at(east: i32, north: i32) -> Position {
    Position(WEST + east, SOUTH + north)
}

/// A closed ring through these corners.
pub fn ring(corners: &[(i32, i32)]) -> Ring {
    corners.iter().chain(corners.first()).map(|&(x, y)| at(x, y)).collect()
}

/// A shape of one ring.
pub fn shape(corners: &[(i32, i32)]) -> Shape {
    Shape { polygons: vec![Polygon { rings: vec![ring(corners)] }] }
}

pub fn block(west: i32, south: i32, east: i32, north: i32) -> Shape {
    shape(&[(west, south), (east, south), (east, north), (west, north)])
}

/// The shape around directed edges that have it on their left: edges that answer each other cancel, and a ring
/// that passes a corner twice is parted there.
pub fn traced(edges: impl IntoIterator<Item = (Position, Position)>) -> Shape {
    let mut open: BTreeSet<(Position, Position)> = BTreeSet::new();
    for (a, b) in edges {
        if !open.remove(&(b, a)) {
            open.insert((a, b));
        }
    }
    let mut onward: BTreeMap<Position, Vec<Position>> = BTreeMap::new();
    for (a, b) in open {
        onward.entry(a).or_default().push(b);
    }
    let mut rings: Vec<Ring> = Vec::new();
    while let Some((&start, _)) = onward.iter().find(|(_, ends)| !ends.is_empty()) {
        let mut way = vec![start];
        while let Some(next) = onward.get_mut(&way[way.len() - 1]).and_then(Vec::pop) {
            way.push(next);
            if let Some(before) = way[..way.len() - 1].iter().position(|&known| known == next) {
                rings.push(way.split_off(before));
                way.push(next);
            }
        }
    }
    let (outer, holes): (Vec<Ring>, Vec<Ring>) = rings.into_iter().partition(|ring| doubled_area(ring) > 0);
    let mut polygons: Vec<Polygon> = outer.into_iter().map(|ring| Polygon { rings: vec![ring] }).collect();
    polygons.sort_by_key(|polygon| doubled_area(&polygon.rings[0]));
    for hole in holes {
        let around = polygons.iter_mut().find(|polygon| {
            let outline = Outline::new(&Shape { polygons: vec![Polygon { rings: vec![polygon.rings[0].clone()] }] });
            // A hole may touch its outer ring, and so may a part that lies in it; one corner decides.
            hole.iter().all(|&at| outline.side(at) != Side::Outside)
                && hole.iter().any(|&at| outline.side(at) == Side::Inside)
        });
        around.expect("a hole lies in something").rings.push(hole);
    }
    Shape { polygons }
}
