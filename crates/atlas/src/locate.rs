//! Which grid a position lies in.
//!
//! Grids of one depth stand together, and the deepest are asked first. Those without children are filed by the cells that
//! they meet: where one of them owns a cell whole, no look at any edge is needed. Those with children are asked only
//! about what their children leave, so a file of their boxes does, and a province's index is made in a third of the
//! time. Built once per scheme, asked millions of times a second.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use domain::code::GridPath;
use domain::place::{Position, Ring, Shape};

use crate::cells::{Cells, Marks};
use crate::near::{Extent, around_shape, is_in};
use crate::outline::{Outline, Pass, pass};

/// The location index.
///
/// Invariant: a position inside or on the border of at least one shape has exactly one answer: of the
/// shapes that hold it the one with the longest path (in codes), and of several such the first by path.
#[derive(Debug)]
pub struct Locator {
    /// The deepest first; of each depth those without children, then those that have some.
    depths: Vec<[Layer; 2]>,
}

/// Grids of one depth, in the order of their paths.
#[derive(Debug)]
struct Layer {
    paths: Vec<GridPath>,
    /// Apart from the borders, most of which are looked at by nobody who only passes.
    boxes: Vec<Extent>,
    borders: Vec<Border>,
    cells: Cells,
}

/// Where a grid ends. Most grids are a single ring of a few dozen corners, which one look from end to end decides
/// sooner than a file of its edges can be opened; and there are hundreds of thousands of them.
#[derive(Debug)]
enum Border {
    Short(Ring),
    Long(Box<Long>),
}

/// A border of many corners or of several rings. Its edges are filed when somebody first asks: whoever asks about a
/// province's houses never comes to ask about its districts.
#[derive(Debug)]
struct Long {
    shape: Shape,
    outline: OnceLock<Outline>,
}

type Grids = Vec<(GridPath, Shape)>;

/// Cells for each grid: with more of them more are owned whole, and the index takes longer to make.
const CELLS_PER_GRID: f64 = 8.0;
/// The same for those with children.
const CELLS_PER_BOX: f64 = 2.0;
/// Of a number in a cell the bit that says that the whole cell lies inside that grid.
const OWNS: u32 = 1 << 31;
/// Corners of a border that are looked at one by one.
const MOST_IN_PASSING: usize = 128;

impl Locator {
    /// An index of these grids. Give grids without children, and their ancestors too when a tree
    /// has branches that end early or children that do not fill their parent: the deepest wins.
    pub fn new(grids: Vec<(GridPath, Shape)>) -> Self {
        let mut by_depth: BTreeMap<Reverse<usize>, Grids> = BTreeMap::new();
        for grid in grids {
            by_depth.entry(Reverse(depth(&grid.0))).or_default().push(grid);
        }
        let mut parents: Vec<String> = Vec::new();
        let depths = by_depth.into_values().map(|mut grids| {
            // Whoever reads them from a store has them in this order already, which a stable sort is quick to see.
            grids.sort_by(|(one, _), (other, _)| one.cmp(other));
            let above = parents_of(&grids);
            let has_children =
                |path: &GridPath| parents.binary_search_by(|one| one.as_str().cmp(path.as_str())).is_ok();
            let (divided, ends): (Grids, Grids) = grids.into_iter().partition(|(path, _)| has_children(path));
            parents = above;
            [Layer::of(ends, Layer::by_cells), Layer::of(divided, Layer::by_boxes)]
        });
        Self { depths: depths.collect() }
    }

    /// The deepest grid that holds a position; none outside every grid.
    pub fn deepest(&self, at: Position) -> Option<&GridPath> {
        self.depths.iter().find_map(|layers| layers.iter().filter_map(|layer| layer.first(at)).min())
    }

    /// The same for each of many, and faster than one by one: neighbours are asked about one after the other, so that
    /// what decides between them is still at hand.
    pub fn deepest_of(&self, places: &[Position]) -> Vec<Option<&GridPath>> {
        let mut found = vec![None; places.len()];
        let Some(largest) = self.depths.iter().flatten().max_by_key(|layer| layer.paths.len()) else { return found };
        for index in largest.cells.sorted(places) {
            found[index as usize] = self.deepest(places[index as usize]);
        }
        found
    }
}

impl Layer {
    fn of(grids: Grids, filed: fn(&[Extent], &[Border]) -> Cells) -> Self {
        let boxes: Vec<Extent> = grids.iter().map(|(_, shape)| around_shape(shape)).collect();
        let (paths, borders): (_, Vec<Border>) =
            grids.into_iter().map(|(path, shape)| (path, Border::of(shape))).unzip();
        let cells = filed(&boxes, &borders);
        Self { paths, boxes, borders, cells }
    }

    fn by_boxes(boxes: &[Extent], _: &[Border]) -> Cells {
        Cells::over(boxes, CELLS_PER_BOX)
    }

    fn by_cells(boxes: &[Extent], borders: &[Border]) -> Cells {
        let mut cells = Cells::net(boxes, CELLS_PER_GRID);
        let (mut owned, mut marks) = (vec![false; cells.count()], Marks::default());
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (number, (own, border)) in (0..).zip(boxes.iter().zip(borders)).filter(|(_, (own, _))| own[0] <= own[2]) {
            cells.meet(
                own,
                border.rings(),
                |at| border.holds(at),
                &mut marks,
                |cell, owns| {
                    // Whoever comes after the owner is never asked.
                    let is_owned = &mut owned[cell as usize];
                    if !*is_owned {
                        *is_owned = owns;
                        found.push((cell, if owns { number | OWNS } else { number }));
                    }
                },
            );
        }
        cells.file(|_, see| found.iter().for_each(|&(cell, number)| see(cell as usize, number)));
        cells
    }

    /// The first by path that holds a position.
    fn first(&self, at: Position) -> Option<&GridPath> {
        let holds = |number: usize| is_in(&self.boxes[number], at) && self.borders[number].holds(at);
        let mut near = self.cells.near(at).iter().map(|&one| ((one & !OWNS) as usize, one & OWNS != 0));
        near.find(|&(number, owns)| owns || holds(number)).map(|(number, _)| &self.paths[number])
    }
}

impl Border {
    fn of(mut shape: Shape) -> Self {
        if let [polygon] = shape.polygons.as_mut_slice()
            && let [ring] = polygon.rings.as_mut_slice()
            && ring.len() <= MOST_IN_PASSING
        {
            return Self::Short(std::mem::take(ring));
        }
        Self::Long(Box::new(Long { shape, outline: OnceLock::new() }))
    }

    fn rings(&self) -> impl Iterator<Item = &Ring> {
        let (short, long) = match self {
            Self::Short(ring) => (Some(ring), None),
            Self::Long(long) => (None, Some(long.shape.rings())),
        };
        short.into_iter().chain(long.into_iter().flatten())
    }

    /// Whether a position lies inside or on the border, as [`Outline::holds`] has it.
    fn holds(&self, at: Position) -> bool {
        let ring = match self {
            Self::Long(long) => return long.outline.get_or_init(|| Outline::new(&long.shape)).holds(at),
            Self::Short(ring) => ring,
        };
        let mut is_inside = false;
        for edge in ring.windows(2) {
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

/// The parents of grids in order, in order.
fn parents_of(grids: &[(GridPath, Shape)]) -> Vec<String> {
    let mut parents: Vec<String> = Vec::new();
    for parent in grids.iter().filter_map(|(path, _)| Some(path.as_str().rsplit_once('.')?.0)) {
        if parents.last().is_none_or(|last| last != parent) {
            parents.push(parent.to_owned());
        }
    }
    parents.sort_unstable();
    parents
}

fn depth(path: &GridPath) -> usize {
    path.as_str().bytes().filter(|&byte| byte == b'.').count()
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
