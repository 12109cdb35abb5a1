//! Boxes or shapes filed by the square cells of a net laid over them, so that a question about one place looks at few.

use domain::place::{Position, Ring};

use crate::near::{Extent, around};

/// The net, and what meets each of its cells.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    west: i64,
    south: i64,
    /// A cell is two to this power wide and high: a place is asked for by shifting, for dividing takes longer than all
    /// that follows.
    power: u32,
    columns: i64,
    rows: i64,
    /// Where each cell's numbers begin; one more at the end.
    starts: Vec<u32>,
    filed: Vec<u32>,
}

/// Scratch space for one shape after the other: the cells of its box through which an edge passes.
#[derive(Debug, Default)]
pub(crate) struct Marks(Vec<bool>);

/// Places that are sorted together lie in so many blocks of cells, at most: more blocks would be written to than a
/// processor keeps at hand.
const MOST_BLOCKS: u32 = 1 << 12;
/// No more cells than this, about, however many boxes there are.
const MOST_CELLS: f64 = (1 << 22) as f64;
/// Cells that a box meets, on average, for each that it was to have.
const MOST_NEAR: f64 = 32.0;

impl Cells {
    /// Files boxes by their numbers in this order, in about so many cells for each. Empty boxes are nowhere.
    pub(crate) fn over(boxes: &[Extent], cells_per_box: f64) -> Self {
        let mut cells = Self::net(boxes, cells_per_box);
        cells.file(|cells, see| cells.each(boxes, see));
        cells
    }

    /// A net with about so many cells for each box, in which nothing is filed yet.
    pub(crate) fn net(boxes: &[Extent], cells_per_box: f64) -> Self {
        let [west, south, east, north] = around(boxes);
        if west > east {
            return Self::default();
        }
        let (width, height) = (i64::from(east) - i64::from(west) + 1, i64::from(north) - i64::from(south) + 1);
        let aim = (boxes.len() as f64 * cells_per_box).clamp(1.0, MOST_CELLS);
        // Of a long and narrow stretch no side is cut into more.
        let side = (width as f64 * height as f64 / aim).sqrt().max(width.max(height) as f64 / MOST_CELLS).max(1.0);
        let mut cells = Self {
            west: i64::from(west),
            south: i64::from(south),
            power: side.log2().round() as u32,
            ..Self::default()
        };
        // Boxes that all lie over each other meet every cell: fewer cells then.
        let most = (MOST_NEAR * cells_per_box.max(1.0)) as u64 * (boxes.len() as u64 + 1);
        while cells.met(boxes) > most {
            cells.power += 1;
        }
        (cells.columns, cells.rows) = (((width - 1) >> cells.power) + 1, ((height - 1) >> cells.power) + 1);
        cells
    }

    /// The cell in which a place lies; none beside the net.
    pub(crate) fn number(&self, at: Position) -> Option<usize> {
        let (column, row) = (self.column(at.0), self.row(at.1));
        let is_inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        is_inside.then_some((row * self.columns + column) as usize)
    }

    /// How many cells there are.
    pub(crate) fn count(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    /// The boxes near a place, in their order.
    pub(crate) fn near(&self, at: Position) -> &[u32] {
        let Some(cell) = self.number(at) else { return &[] };
        &self.filed[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// The numbers of places, neighbours one after the other, those beside the net at the end.
    pub(crate) fn sorted(&self, places: &[Position]) -> Vec<u32> {
        let mut wider = 0;
        while ((self.columns >> wider) + 1) * ((self.rows >> wider) + 1) > i64::from(MOST_BLOCKS) {
            wider += 1;
        }
        let along = (self.columns >> wider) + 1;
        let block_of = |at: &Position| {
            let block = (self.row(at.1) >> wider) * along + (self.column(at.0) >> wider);
            self.number(*at).map_or(MOST_BLOCKS as usize, |_| block as usize)
        };
        let mut starts = vec![0_u32; MOST_BLOCKS as usize + 2];
        for at in places {
            starts[block_of(at) + 1] += 1;
        }
        for block in 1..starts.len() {
            starts[block] += starts[block - 1];
        }
        let mut sorted = vec![0_u32; places.len()];
        for (index, at) in (0..).zip(places) {
            let next = &mut starts[block_of(at)];
            sorted[*next as usize] = index;
            *next += 1;
        }
        sorted
    }

    /// Calls `visit` for every cell that a shape meets, and says whether all of the cell lies inside it. `holds` tells
    /// whether a position does.
    pub(crate) fn meet<'a>(
        &self,
        &[west, south, east, north]: &Extent,
        rings: impl Iterator<Item = &'a Ring>,
        holds: impl Fn(Position) -> bool,
        Marks(marks): &mut Marks,
        mut visit: impl FnMut(u32, bool),
    ) {
        let (left, right, bottom, top) = (self.column(west), self.column(east), self.row(south), self.row(north));
        let width = (right - left + 1) as usize;
        marks.clear();
        marks.resize(width * (top - bottom + 1) as usize, false);
        let column = |x: i64| (((x - self.west) >> self.power).clamp(left, right) - left) as usize;
        for ring in rings {
            for edge in ring.windows(2) {
                let (low, high) = if edge[0].1 <= edge[1].1 { (edge[0], edge[1]) } else { (edge[1], edge[0]) };
                let (lowest, highest) = (self.row(low.1), self.row(high.1));
                for row in lowest..=highest {
                    // Most edges stay in one row, and reach from end to end there.
                    let (from, to) = if lowest == highest {
                        (i64::from(low.0.min(high.0)) - 1, i64::from(low.0.max(high.0)) + 1)
                    } else {
                        self.reach(low, high, row)
                    };
                    let begin = (row - bottom) as usize * width;
                    marks[begin + column(from)..=begin + column(to)].fill(true);
                }
            }
        }
        for (row, marks) in (bottom..=top).zip(marks.chunks(width)) {
            // No edge passes between two unmarked neighbours, so one look decides for a whole run.
            let mut run = None;
            for (column, is_marked) in (left..=right).zip(marks) {
                let cell = (row * self.columns + column) as u32;
                if *is_marked {
                    run = None;
                    visit(cell, false);
                } else if *run.get_or_insert_with(|| holds(self.corner(column, row))) {
                    visit(cell, true);
                }
            }
        }
    }

    /// Files numbers by the cells that `each` names for them; it is asked twice.
    pub(crate) fn file(&mut self, each: impl Fn(&Self, &mut dyn FnMut(usize, u32))) {
        let mut starts = vec![0_u32; self.count() + 1];
        each(self, &mut |cell, _| starts[cell + 1] += 1);
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        // Each start runs ahead to the next one while its cell is filled, and all are put back in the end.
        let mut filed = vec![0_u32; starts[starts.len() - 1] as usize];
        each(self, &mut |cell, number| {
            filed[starts[cell] as usize] = number;
            starts[cell] += 1;
        });
        starts.rotate_right(1);
        starts[0] = 0;
        (self.starts, self.filed) = (starts, filed);
    }

    /// Every box with every cell that it meets.
    fn each(&self, boxes: &[Extent], see: &mut dyn FnMut(usize, u32)) {
        for (number, &[west, south, east, north]) in (0..).zip(boxes).filter(|(_, own)| own[0] <= own[2]) {
            for row in self.row(south)..=self.row(north) {
                for column in self.column(west)..=self.column(east) {
                    see((row * self.columns + column) as usize, number);
                }
            }
        }
    }

    /// How many cells all boxes meet.
    fn met(&self, boxes: &[Extent]) -> u64 {
        let own = boxes.iter().filter(|own| own[0] <= own[2]).map(|&[west, south, east, north]| {
            let (wide, high) = (self.column(east) - self.column(west) + 1, self.row(north) - self.row(south) + 1);
            (wide * high).unsigned_abs()
        });
        own.sum()
    }

    /// The longitudes that an edge passes on its way through a row of cells, one step more on either side: rounding and
    /// edges that slip between two cells are then safe.
    fn reach(&self, low: Position, high: Position, row: i64) -> (i64, i64) {
        let floor = (self.south + (row << self.power)).max(i64::from(low.1));
        let ceiling = (self.south + ((row + 1) << self.power)).min(i64::from(high.1));
        let lean = (f64::from(high.0) - f64::from(low.0)) / (f64::from(high.1) - f64::from(low.1));
        let longitude = |y: i64| f64::from(low.0) + (y as f64 - f64::from(low.1)) * lean;
        let (one, other) = (longitude(floor), longitude(ceiling));
        (one.min(other).floor() as i64 - 1, one.max(other).ceil() as i64 + 1)
    }

    /// The south-west position of a cell.
    fn corner(&self, column: i64, row: i64) -> Position {
        Position((self.west + (column << self.power)) as i32, (self.south + (row << self.power)) as i32)
    }

    fn column(&self, x: i32) -> i64 {
        (i64::from(x) - self.west) >> self.power
    }

    fn row(&self, y: i32) -> i64 {
        (i64::from(y) - self.south) >> self.power
    }
}
