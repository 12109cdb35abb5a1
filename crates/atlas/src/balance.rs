//! The books of a group: each edge of a child is entered, each edge of the parent is taken off, and edges that
//! answer each other cancel. When nothing is left, every place of the parent lies in exactly one child.

use domain::place::{Position, Ring, Shape};

use crate::lattice::doubled_area;

/// Entries by edge. Kept from group to group, so that a province needs no more memory than its largest group.
#[derive(Debug, Default)]
pub(crate) struct Balance {
    entries: Vec<Entry>,
    /// So many of them, less one, serve this group; a power of two, at least a third of them free.
    mask: usize,
    /// What was entered for an earlier group counts for nothing.
    group: u32,
    uneven: usize,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    low: Position,
    high: Position,
    group: u32,
    sum: i32,
}

const FREE: Entry = Entry { low: Position(0, 0), high: Position(0, 0), group: 0, sum: 0 };

impl Balance {
    /// Begin with a group of at most so many edges.
    pub(crate) fn begin(&mut self, edges: usize) {
        let wanted = (edges + edges / 2).next_power_of_two().max(64);
        self.mask = wanted - 1;
        self.group = self.group.wrapping_add(1);
        if self.entries.len() < wanted || self.group == 0 {
            self.entries = vec![FREE; wanted.max(self.entries.len())];
            self.group = 1;
        }
        self.uneven = 0;
    }

    /// Enter an edge; the same edge the other way round is its opposite.
    pub(crate) fn enter(&mut self, a: Position, b: Position, weight: i32) {
        let (low, high, weight) = if a < b { (a, b, weight) } else { (b, a, -weight) };
        let at = self.find(low, high);
        let entry = &mut self.entries[at];
        if entry.group != self.group {
            *entry = Entry { low, high, group: self.group, sum: 0 };
        }
        let was_even = entry.sum == 0;
        entry.sum += weight;
        match (was_even, entry.sum == 0) {
            (true, false) => self.uneven += 1,
            (false, true) => self.uneven -= 1,
            _ => {}
        }
    }

    /// Whether everything has cancelled.
    pub(crate) fn is_even(&self) -> bool {
        self.uneven == 0
    }

    /// Whether an edge that was entered has cancelled.
    pub(crate) fn is_even_at(&self, a: Position, b: Position) -> bool {
        let entry = self.entries[self.find(a.min(b), a.max(b))];
        entry.group != self.group || entry.sum == 0
    }

    /// Where an edge stands, or the free place for it.
    fn find(&self, low: Position, high: Position) -> usize {
        let mut at = mix(low, high) & self.mask;
        loop {
            let entry = &self.entries[at];
            if entry.group != self.group || (entry.low == low && entry.high == high) {
                return at;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// Which way round a ring has its inside on the left.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    Forth,
    Back,
}

impl Way {
    /// The edges of a ring that goes this way, which is closed if it does not close: its two ends are joined.
    pub(crate) fn along(self, ring: &[Position], mut visit: impl FnMut(Position, Position)) {
        let Some((&first, &last)) = ring.first().zip(ring.last()) else { return };
        let closing = [last, first];
        let pairs = ring.windows(2).chain([&closing[..]]).filter(|pair| pair[0] != pair[1]);
        match self {
            Self::Forth => pairs.for_each(|pair| visit(pair[0], pair[1])),
            Self::Back => pairs.for_each(|pair| visit(pair[1], pair[0])),
        }
    }
}

/// Every ring of a shape with its way, however it was drawn.
pub(crate) fn for_each_ring(shape: &Shape, mut visit: impl FnMut(&Ring, Way)) {
    for polygon in &shape.polygons {
        for (index, ring) in polygon.rings.iter().enumerate() {
            let is_forth = (doubled_area(ring) > 0) == (index == 0);
            visit(ring, if is_forth { Way::Forth } else { Way::Back });
        }
    }
}

/// Every edge of a shape, with its inside on the left.
pub(crate) fn for_each_edge(shape: &Shape, mut visit: impl FnMut(Position, Position)) {
    for_each_ring(shape, |ring, way| way.along(ring, &mut visit));
}

fn mix(low: Position, high: Position) -> usize {
    let word = |at: Position| u64::from(at.0 as u32) << 32 | u64::from(at.1 as u32);
    let product = u128::from(word(low) ^ 0x9E37_79B9_7F4A_7C15) * u128::from(word(high) ^ 0xD1B5_4A32_D192_ED03);
    (product ^ (product >> 64)) as usize
}
