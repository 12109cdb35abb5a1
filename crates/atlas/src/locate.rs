//! Which grid a position lies in.
//!
//! A grid of cells over everything: a cell that one shape owns needs no look at any edge, the
//! others hold a short list of candidates. Built once per scheme, asked millions of times a second.

use domain::code::GridPath;
use domain::place::{Position, Shape};

use crate::outline::{Outline, Pass, pass};

/// The location index.
///
/// Invariant: a position inside or on the border of at least one shape has exactly one answer: of the
/// shapes that hold it the one with the longest path (in codes), and of several such the first by path.
#[derive(Debug)]
pub struct Locator {
    /// In the order in which they win.
    grids: Vec<(GridPath, Border)>,
    /// Of short borders, one after the other.
    corners: Vec<Position>,
    cells: Cells,
    /// Where each cell's candidates begin; one more at the end.
    starts: Vec<u32>,
    candidates: Vec<Candidate>,
}

/// A grid that a cell meets; the highest bit says that the whole cell lies inside it. Of a province there are twenty
/// million: as two fields they would take twice as much.
#[derive(Debug, Clone, Copy)]
struct Candidate(u32);

/// Where a grid ends.
#[derive(Debug)]
struct Border {
    /// West, south, east, north; none where the shape is empty.
    extent: Option<(i32, i32, i32, i32)>,
    line: Line,
}

/// How a border is kept. Most grids are a single ring of a few dozen corners, which one look from end to end decides
/// sooner than a file of its edges can be opened; and there are hundreds of thousands of them.
#[derive(Debug)]
enum Line {
    /// A closed ring among the corners.
    Short {
        from: u32,
        to: u32,
    },
    Long(Box<Outline>),
}

/// The lattice cut into cells.
#[derive(Debug)]
struct Cells {
    west: i64,
    south: i64,
    size: i64,
    columns: i64,
    rows: i64,
}

/// Cells per shape: enough that most of a shape's cells lie wholly inside it.
const CELLS_PER_SHAPE: f64 = 64.0;
const MOST_CELLS: i64 = 1 << 23;
/// Corners of a border that are looked at one by one.
const MOST_IN_PASSING: usize = 128;
const OWNS: u32 = 1 << 31;

impl Locator {
    /// An index of these grids. Give grids without children, and their ancestors too when a tree
    /// has branches that end early or children that do not fill their parent: the deepest wins.
    pub fn new(mut grids: Vec<(GridPath, Shape)>) -> Self {
        grids.sort_by_cached_key(|(path, _)| (std::cmp::Reverse(depth(path)), path.clone()));
        let cells = Cells::over(&grids);
        let (mut named, mut corners) = (Vec::with_capacity(grids.len()), Vec::new());
        let mut found: Vec<(u32, Candidate)> = Vec::new();
        let mut owned = vec![false; cells.count()];
        let mut marks = Vec::new();
        // Each shape goes as soon as its border is kept: of a province all of them are a hundred MB.
        for (rank, (path, shape)) in grids.into_iter().enumerate() {
            let border = Border::of(&shape, &mut corners);
            cells.meet(&shape, &border, &corners, &mut marks, |cell, owns| {
                if !owned[cell] {
                    owned[cell] = owns;
                    found.push((cell as u32, Candidate::new(rank, owns)));
                }
            });
            named.push((path, border));
        }
        drop(owned);
        let mut starts = vec![0_u32; cells.count() + 1];
        for &(cell, _) in &found {
            starts[cell as usize + 1] += 1;
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        // Each start runs ahead to the next one while its cell is filled, and all are put back in the end.
        let mut candidates = vec![Candidate(0); found.len()];
        for (cell, candidate) in found {
            let next = &mut starts[cell as usize];
            candidates[*next as usize] = candidate;
            *next += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        corners.shrink_to_fit();
        Self { grids: named, corners, cells, starts, candidates }
    }

    /// The deepest grid that holds a position; none outside every grid.
    pub fn deepest(&self, at: Position) -> Option<&GridPath> {
        self.deepest_in(self.cells.cell_of(at)?, at)
    }

    /// The same for each of many, and faster than one by one: neighbours are asked about one after the other, so that
    /// what decides between them is still at hand.
    pub fn deepest_of(&self, places: &[Position]) -> Vec<Option<&GridPath>> {
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(places.len());
        order.extend((0..).zip(places).filter_map(|(index, at)| Some((self.cells.cell_of(*at)? as u32, index))));
        order.sort_unstable();
        let mut found = vec![None; places.len()];
        for (cell, index) in order {
            found[index as usize] = self.deepest_in(cell as usize, places[index as usize]);
        }
        found
    }

    fn deepest_in(&self, cell: usize, at: Position) -> Option<&GridPath> {
        let candidates = &self.candidates[self.starts[cell] as usize..self.starts[cell + 1] as usize];
        candidates
            .iter()
            .map(|candidate| (candidate, &self.grids[candidate.rank()]))
            .find(|(candidate, (_, border))| candidate.owns() || border.holds(&self.corners, at))
            .map(|(_, (path, _))| path)
    }
}

impl Candidate {
    fn new(rank: usize, owns: bool) -> Self {
        Self(rank as u32 | if owns { OWNS } else { 0 })
    }

    /// Its place in the order in which grids win.
    fn rank(self) -> usize {
        (self.0 & !OWNS) as usize
    }

    fn owns(self) -> bool {
        self.0 & OWNS != 0
    }
}

impl Border {
    /// Keeps a shape's border, its corners among the others if they are few.
    fn of(shape: &Shape, corners: &mut Vec<Position>) -> Self {
        let extent = extent_of(shape);
        let mut rings = shape.rings();
        let line = match (rings.next(), rings.next()) {
            (Some(ring), None) if ring.len() <= MOST_IN_PASSING => {
                let from = corners.len() as u32;
                corners.extend_from_slice(ring);
                Line::Short { from, to: corners.len() as u32 }
            }
            _ => Line::Long(Box::new(Outline::new(shape))),
        };
        Self { extent, line }
    }

    /// Whether a position lies inside or on the border, as [`Outline::holds`] has it.
    fn holds(&self, corners: &[Position], at: Position) -> bool {
        let is_near = |(west, south, east, north): (i32, i32, i32, i32)| {
            (west..=east).contains(&at.0) && (south..=north).contains(&at.1)
        };
        if !self.extent.is_some_and(is_near) {
            return false;
        }
        let (from, to) = match &self.line {
            Line::Long(outline) => return outline.holds(at),
            Line::Short { from, to } => (*from as usize, *to as usize),
        };
        let mut is_inside = false;
        for edge in corners[from..to].windows(2) {
            // Most edges lie wholly north or south of it, and two that are equal are none.
            let is_beside = (edge[0].1 < at.1 && edge[1].1 < at.1) || (edge[0].1 > at.1 && edge[1].1 > at.1);
            if is_beside || edge[0] == edge[1] {
                continue;
            }
            match pass(edge[0], edge[1], at) {
                Pass::On => return true,
                Pass::East => is_inside = !is_inside,
                Pass::Elsewhere => {}
            }
        }
        is_inside
    }
}

fn extent_of(shape: &Shape) -> Option<(i32, i32, i32, i32)> {
    let boxes = shape.positions().map(|Position(x, y)| (x, y, x, y));
    boxes.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))
}

fn depth(path: &GridPath) -> usize {
    path.as_str().bytes().filter(|&byte| byte == b'.').count()
}

impl Cells {
    fn over(grids: &[(GridPath, Shape)]) -> Self {
        let extents = grids.iter().filter_map(|(_, shape)| extent_of(shape));
        let all = extents.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)));
        let (west, south, east, north) = all.unwrap_or_default();
        let (west, south) = (i64::from(west), i64::from(south));
        let (width, height) = (i64::from(east) - west + 1, i64::from(north) - south + 1);
        let aim = (grids.len() as f64 * CELLS_PER_SHAPE).clamp(1.0, MOST_CELLS as f64);
        let size =
            ((width as f64 * height as f64 / aim).sqrt().ceil() as i64).max(width.max(height) / MOST_CELLS).max(1);
        Self { west, south, size, columns: (width - 1) / size + 1, rows: (height - 1) / size + 1 }
    }

    fn count(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    fn cell_of(&self, at: Position) -> Option<usize> {
        let (x, y) = (i64::from(at.0) - self.west, i64::from(at.1) - self.south);
        if x < 0 || y < 0 {
            return None;
        }
        let (column, row) = (x / self.size, y / self.size);
        (column < self.columns && row < self.rows).then_some((row * self.columns + column) as usize)
    }

    /// Call `visit` for every cell that the shape meets, and say whether the shape owns it.
    /// `marks` is scratch space, kept between calls.
    fn meet(
        &self,
        shape: &Shape,
        border: &Border,
        corners: &[Position],
        marks: &mut Vec<bool>,
        mut visit: impl FnMut(usize, bool),
    ) {
        let Some((west, south, east, north)) = border.extent else { return };
        let column_of = |x: i64| ((x - self.west) / self.size).clamp(0, self.columns - 1);
        let row_of = |y: i64| ((y - self.south) / self.size).clamp(0, self.rows - 1);
        let (left, right) = (column_of(i64::from(west)), column_of(i64::from(east)));
        let (bottom, top) = (row_of(i64::from(south)), row_of(i64::from(north)));
        let width = (right - left + 1) as usize;
        marks.clear();
        marks.resize(width * (top - bottom + 1) as usize, false);
        for ring in shape.rings() {
            for edge in ring.windows(2) {
                let (low, high) = if edge[0].1 <= edge[1].1 { (edge[0], edge[1]) } else { (edge[1], edge[0]) };
                for row in row_of(i64::from(low.1))..=row_of(i64::from(high.1)) {
                    let (from, to) = self.reach(low, high, row);
                    let begin = ((row - bottom) as usize) * width;
                    for column in column_of(from).max(left)..=column_of(to).min(right) {
                        marks[begin + (column - left) as usize] = true;
                    }
                }
            }
        }
        for row in bottom..=top {
            // No edge passes between two unmarked neighbours, so one look decides for a whole run.
            let mut run = None;
            for column in left..=right {
                let cell = (row * self.columns + column) as usize;
                if marks[((row - bottom) as usize) * width + (column - left) as usize] {
                    run = None;
                    visit(cell, false);
                } else if *run.get_or_insert_with(|| border.holds(corners, self.corner(column, row))) {
                    visit(cell, true);
                }
            }
        }
    }

    /// The longitudes that an edge passes on its way through a row of cells, one step more on either
    /// side: rounding and edges that slip between two cells are then safe.
    fn reach(&self, low: Position, high: Position, row: i64) -> (i64, i64) {
        let floor = (self.south + row * self.size).max(i64::from(low.1));
        let ceiling = (self.south + (row + 1) * self.size).min(i64::from(high.1));
        let height = f64::from(high.1) - f64::from(low.1);
        let longitude = |y: i64| {
            let share = if height > 0.0 { (y as f64 - f64::from(low.1)) / height } else { 0.0 };
            f64::from(low.0) + share * (f64::from(high.0) - f64::from(low.0))
        };
        let (one, other) =
            if height > 0.0 { (longitude(floor), longitude(ceiling)) } else { (f64::from(low.0), f64::from(high.0)) };
        (one.min(other).floor() as i64 - 1, one.max(other).ceil() as i64 + 1)
    }

    /// The south-west position of a cell.
    fn corner(&self, column: i64, row: i64) -> Position {
        Position((self.west + column * self.size) as i32, (self.south + row * self.size) as i32)
    }
}

#[cfg(test)]
mod tests {
    use domain::place::Polygon;

    use super::*;

    fn square(west: i32, south: i32, size: i32) -> Vec<Position> {
        let (east, north) = (west + size, south + size);
        vec![
            Position(west, south),
            Position(east, south),
            Position(east, north),
            Position(west, north),
            Position(west, south),
        ]
    }

    fn shape(rings: Vec<Vec<Position>>) -> Shape {
        Shape { polygons: vec![Polygon { rings }] }
    }

    fn locator(grids: &[(&str, Shape)]) -> Locator {
        Locator::new(grids.iter().map(|(path, shape)| (GridPath::from_text(*path), shape.clone())).collect())
    }

    fn deepest(locator: &Locator, x: i32, y: i32) -> Option<&str> {
        locator.deepest(Position(x, y)).map(GridPath::as_str)
    }

    #[test]
    fn the_deepest_grid_wins_and_its_parent_takes_what_it_leaves() {
        let locator = locator(&[("A", shape(vec![square(0, 0, 1000)])), ("A.1", shape(vec![square(0, 0, 300)]))]);
        assert_eq!(deepest(&locator, 10, 10), Some("A.1"));
        assert_eq!(deepest(&locator, 300, 300), Some("A.1"));
        assert_eq!(deepest(&locator, 301, 300), Some("A"));
        assert_eq!(deepest(&locator, 1001, 300), None);
        assert_eq!(deepest(&locator, -1, 300), None);
    }

    #[test]
    fn a_border_belongs_to_the_first_by_path_wherever_it_lies() {
        let locator = locator(&[("b", shape(vec![square(100, 0, 100)])), ("a", shape(vec![square(0, 0, 100)]))]);
        for y in 0..=100 {
            assert_eq!(deepest(&locator, 100, y), Some("a"));
            assert_eq!(deepest(&locator, 101, y), Some("b"));
            assert_eq!(deepest(&locator, 200, y), Some("b"));
        }
    }

    #[test]
    fn an_enclave_lies_in_the_hole_of_its_neighbour() {
        let mut hole = square(400, 400, 200);
        hole.reverse();
        let locator =
            locator(&[("CH", shape(vec![square(0, 0, 1000), hole])), ("DE", shape(vec![square(400, 400, 200)]))]);
        assert_eq!(deepest(&locator, 500, 500), Some("DE"));
        assert_eq!(deepest(&locator, 400, 500), Some("CH"));
        assert_eq!(deepest(&locator, 399, 500), Some("CH"));
        assert_eq!(deepest(&locator, 401, 401), Some("DE"));
    }

    #[test]
    fn every_position_agrees_with_a_plain_look_at_all_shapes() {
        // Slanted, overlapping, of different sizes; and so few of them that cells are coarse.
        let star = |x: i32, y: i32, r: i32| {
            let corners = [(0, -r), (r / 3, -r / 4), (r, 0), (r / 5, r / 3), (0, r), (-r / 2, r / 7), (-r, -r / 9)];
            let mut ring: Vec<Position> = corners.iter().map(|&(dx, dy)| Position(x + dx, y + dy)).collect();
            ring.push(ring[0]);
            shape(vec![ring])
        };
        let grids = [
            ("x.1", star(0, 0, 90)),
            ("x.2", star(50, 20, 77)),
            ("x", star(10, 10, 140)),
            ("y", star(-60, 40, 50)),
            ("x.1.7", star(7, 3, 31)),
        ];
        let locator = locator(&grids);
        let outlines: Vec<(&str, Outline)> = ["x.1.7", "x.1", "x.2", "x", "y"]
            .iter()
            .map(|name| {
                let (path, shape) = grids.iter().find(|(path, _)| path == name).expect("listed above");
                (*path, Outline::new(shape))
            })
            .collect();
        for x in -160..=160 {
            for y in -160..=160 {
                let plain = outlines.iter().find(|(_, outline)| outline.holds(Position(x, y))).map(|(path, _)| *path);
                assert_eq!(deepest(&locator, x, y), plain, "{x} {y}");
            }
        }
        let everywhere: Vec<Position> = (-160..=160).flat_map(|x| (-160..=160).map(move |y| Position(x, y))).collect();
        let one_by_one: Vec<_> = everywhere.iter().map(|at| locator.deepest(*at)).collect();
        assert_eq!(locator.deepest_of(&everywhere), one_by_one);
    }

    #[test]
    fn an_empty_index_answers_nothing() {
        assert_eq!(deepest(&locator(&[]), 0, 0), None);
    }
}
