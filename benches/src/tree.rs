//! A seamless tree of five levels: every border is one bent line that its two neighbours share to the last digit,
//! and the border of every upper grid is made of the lines below it.

use std::io::{self, Write};

use crate::chance::Chance;

/// Polygons in one district with everything below it.
pub const PER_DISTRICT: usize = 1 + 9 + 81 + 972 + 2_916;

/// Leaves along a district's two sides.
const WIDE: u64 = 81;
const HIGH: u64 = 36;
/// For each level from the top: its leaves along both sides, and what its names end in.
const LEVELS: [(u64, u64, &str); 5] =
    [(WIDE, HIGH, "区"), (27, 12, "街道"), (9, 4, "社区"), (3, 1, "小区"), (1, 1, "栋")];
/// The south-west corner and a leaf's sides, in 1e-7 degree: about 380 m by 555 m.
const WEST: f64 = 112e7;
const SOUTH: f64 = 30e7;
const LEAF: (f64, f64) = (40_000.0, 50_000.0);
/// How far corners lie from a plain lattice, as a share of a leaf's side; and how far lines bend.
const SHIFT: f64 = 0.28;
const BEND: f64 = 1_400.0;
/// Positions inside one leaf's side.
const INSIDE: u64 = 6;

/// Longitude and latitude in 1e-7 degree.
pub type Spot = (i64, i64);

/// A tree of whole districts, made from a seed.
#[derive(Debug, Clone, Copy)]
pub struct Tree {
    chance: Chance,
    districts: usize,
    columns: usize,
}

impl Tree {
    /// The smallest number of districts that holds at least so many polygons.
    pub fn of_at_least(polygons: usize, seed: u64) -> Self {
        let districts = polygons.div_ceil(PER_DISTRICT).max(1);
        Self { chance: Chance::new(seed), districts, columns: (districts as f64).sqrt().ceil() as usize }
    }

    /// How many polygons it has.
    pub fn polygons(self) -> usize {
        self.districts * PER_DISTRICT
    }

    /// All levels as one GeoJSON collection, upper levels first. Each child names its parent's code.
    pub fn write(self, mut out: impl Write) -> io::Result<()> {
        write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
        let mut comma = "\n";
        self.each(|block| {
            let (rank, x, y) = (block.rank, block.x, block.y);
            write!(out, "{comma}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}\"", code(rank, x, y))?;
            if let Some(above) = rank.checked_sub(1) {
                write!(out, ",\"parent\":\"{}\"", above_at(above, x, y))?;
            }
            let (level, people, ending) = (rank + 1, 50 + (x * 7_919 + y) % 900, LEVELS[rank].2);
            let name = format!("{y:04}{x:04}{ending}");
            write!(out, ",\"level\":{level},\"name\":\"{name}\",\"population\":{people}}},")?;
            comma = ",\n";
            write_polygon(&mut out, block.ring)
        })?;
        write!(out, "\n]}}\n")
    }

    /// Every grid, upper levels first.
    pub fn each<E>(self, mut visit: impl FnMut(&Block<'_>) -> Result<(), E>) -> Result<(), E> {
        let mut ring = Vec::new();
        for (rank, &(wide, high, _)) in LEVELS.iter().enumerate() {
            for district in 0..self.districts {
                let (west, south) = self.corner(district);
                for row in 0..HIGH / high {
                    for column in 0..WIDE / wide {
                        let (x, y) = (west + column * wide, south + row * high);
                        self.ring(&mut ring, (x, y), (x + wide, y + high));
                        visit(&Block { rank, x, y, ring: &ring })?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The leaf at a district's south-west corner. Districts lie in rows; the last row may be short.
    fn corner(self, district: usize) -> (u64, u64) {
        ((district % self.columns) as u64 * WIDE, (district / self.columns) as u64 * HIGH)
    }

    /// The border of a block of leaves, counter-clockwise and closed.
    fn ring(self, ring: &mut Vec<Spot>, (west, south): (u64, u64), (east, north): (u64, u64)) {
        ring.clear();
        for x in west..east {
            ring.extend((0..=INSIDE).map(|step| self.along((x, south), (x + 1, south), step)));
        }
        for y in south..north {
            ring.extend((0..=INSIDE).map(|step| self.along((east, y), (east, y + 1), step)));
        }
        for x in (west..east).rev() {
            ring.extend((1..=INSIDE + 1).rev().map(|step| self.along((x, north), (x + 1, north), step)));
        }
        for y in (south..north).rev() {
            ring.extend((1..=INSIDE + 1).rev().map(|step| self.along((west, y), (west, y + 1), step)));
        }
        ring.push(ring[0]);
    }

    /// A position on the line between two neighbouring corners; the first and the last are the corners.
    fn along(self, from: (u64, u64), to: (u64, u64), step: u64) -> Spot {
        let (a, b) = (self.node(from), self.node(to));
        if step == 0 {
            return (a.0 as i64, a.1 as i64);
        }
        if step > INSIDE {
            return (b.0 as i64, b.1 as i64);
        }
        let share = step as f64 / (INSIDE + 1) as f64;
        let upright = u64::from(from.0 == to.0);
        let bend = |axis: u64| self.chance.either_way(&[1, upright, from.0, from.1, step, axis]) * BEND;
        let x = a.0 + (b.0 - a.0) * share + bend(0);
        let y = a.1 + (b.1 - a.1) * share + bend(1);
        (x.round() as i64, y.round() as i64)
    }

    fn node(self, (x, y): (u64, u64)) -> (f64, f64) {
        let shift = |axis: u64| self.chance.either_way(&[0, x, y, axis]) * SHIFT;
        ((WEST + LEAF.0 * (x as f64 + shift(0))).round(), (SOUTH + LEAF.1 * (y as f64 + shift(1))).round())
    }
}

/// One grid of the tree.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// 0 at the top.
    pub rank: usize,
    x: u64,
    y: u64,
    /// Its border in 1e-7 degree, counter-clockwise and closed.
    pub ring: &'a [Spot],
}

impl Block<'_> {
    /// The codes from the top down to its own.
    pub fn codes(&self) -> Vec<String> {
        (0..=self.rank).map(|rank| above_at(rank, self.x, self.y)).collect()
    }
}

fn code(rank: usize, x: u64, y: u64) -> String {
    format!("G{}{y:04}{x:04}", rank + 1)
}

/// The code of the block of that rank in which a leaf lies.
fn above_at(rank: usize, x: u64, y: u64) -> String {
    let (wide, high, _) = LEVELS[rank];
    code(rank, x - x % wide, y - y % high)
}

fn write_polygon(out: &mut impl Write, ring: &[Spot]) -> io::Result<()> {
    write!(out, "\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[")?;
    for (index, (x, y)) in ring.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let (whole_x, part_x, whole_y, part_y) = (x / STEPS, x % STEPS, y / STEPS, y % STEPS);
        write!(out, "{comma}[{whole_x}.{part_x:07},{whole_y}.{part_y:07}]")?;
    }
    write!(out, "]]}}}}")
}

/// Steps per degree; everything here lies east and north of zero.
const STEPS: i64 = 10_000_000;

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn children_cancel_against_their_parent_to_the_last_digit() {
        let tree = Tree::of_at_least(1, 7);
        let mut edges: HashMap<(Spot, Spot), i32> = HashMap::new();
        let mut add = |ring: &[Spot], sign: i32| {
            for edge in ring.windows(2) {
                let (forth, back) = ((edge[0], edge[1]), (edge[1], edge[0]));
                if forth < back {
                    *edges.entry(forth).or_default() += sign;
                } else {
                    *edges.entry(back).or_default() -= sign;
                }
            }
        };
        let mut ring = Vec::new();
        tree.ring(&mut ring, (0, 0), (27, 12));
        add(&ring, -1);
        for row in 0..3 {
            for column in 0..3 {
                tree.ring(&mut ring, (column * 9, row * 4), (column * 9 + 9, row * 4 + 4));
                add(&ring, 1);
            }
        }
        assert!(edges.values().all(|sum| *sum == 0));
    }

    #[test]
    fn the_same_seed_gives_the_same_file_and_every_parent_stands_before_its_child() {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        Tree::of_at_least(1, 7).write(&mut one).unwrap();
        Tree::of_at_least(PER_DISTRICT, 7).write(&mut other).unwrap();
        assert_eq!(one, other);
        let text = String::from_utf8(one).unwrap();
        assert_eq!(text.matches("\"Feature\"").count(), PER_DISTRICT);
        let at = text.find("\"parent\":\"G400000000\"").unwrap();
        assert!(text[..at].contains("\"code\":\"G400000000\""));
    }
}
