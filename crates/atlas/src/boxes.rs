//! Which of many boxes meet one: packed once (sort, tile, recurse), asked for every tile.

use std::ops::Range;

use domain::place::Bounds;

/// Boxes that are known by their places in the order in which they were given.
#[derive(Debug)]
pub struct Boxes {
    /// The place of each box as they are packed.
    places: Vec<u32>,
    /// The boxes as they are packed, then the boxes around runs of those, up to the one around all.
    levels: Vec<Vec<Bounds>>,
}

/// Boxes in a run.
const RUN: usize = 16;

impl Boxes {
    /// Packs these boxes.
    pub fn new(boxes: &[Bounds]) -> Self {
        let mut places: Vec<u32> = (0..boxes.len() as u32).collect();
        let at = |place: &u32| &boxes[*place as usize];
        let runs = boxes.len().div_ceil(RUN);
        // As many runs beside each other as above each other.
        let slice = RUN * (runs as f64).sqrt().ceil().max(1.0) as usize;
        places.sort_unstable_by(|a, b| (at(a).west + at(a).east).total_cmp(&(at(b).west + at(b).east)));
        for slice in places.chunks_mut(slice) {
            slice.sort_unstable_by(|a, b| (at(a).south + at(a).north).total_cmp(&(at(b).south + at(b).north)));
        }
        let mut levels: Vec<Vec<Bounds>> = vec![places.iter().map(at).copied().collect()];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(RUN).filter_map(|run| run.iter().copied().reduce(Bounds::union)).collect();
            levels.push(above);
        }
        Self { places, levels }
    }

    /// The places of all that have a position in common with `bounds`, in order.
    pub fn meeting(&self, bounds: &Bounds) -> Vec<u32> {
        let mut found = Vec::new();
        if let Some((top, below)) = self.levels.split_last() {
            self.gather(top, below, 0..top.len(), bounds, &mut found);
        }
        found.sort_unstable();
        found
    }

    fn gather(
        &self,
        level: &[Bounds],
        below: &[Vec<Bounds>],
        run: Range<usize>,
        wanted: &Bounds,
        found: &mut Vec<u32>,
    ) {
        for at in run.filter(|&at| meet(&level[at], wanted)) {
            match below.split_last() {
                None => found.push(self.places[at]),
                Some((next, below)) => {
                    self.gather(next, below, at * RUN..((at + 1) * RUN).min(next.len()), wanted, found);
                }
            }
        }
    }
}

fn meet(one: &Bounds, other: &Bounds) -> bool {
    one.west <= other.east && other.west <= one.east && one.south <= other.north && other.south <= one.north
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A box of so many steps at a place that looks thrown.
    fn thrown(number: u32, size: u32) -> Bounds {
        let (west, south) = (f64::from(number * 7919 % 1009), f64::from(number * 104_729 % 997));
        Bounds { west, south, east: west + f64::from(size), north: south + f64::from(size) }
    }

    #[test]
    fn exactly_those_are_found_that_meet() {
        for count in [0, 1, 2, RUN as u32, RUN as u32 + 1, 300, 5_000] {
            let boxes: Vec<Bounds> = (0..count).map(|number| thrown(number, number % 13)).collect();
            let packed = Boxes::new(&boxes);
            for question in 0..50 {
                let wanted = thrown(question * 31, question * 5);
                let (places, all) = (0.., &boxes);
                let meeting: Vec<u32> =
                    places.zip(all).filter(|(_, one)| meet(one, &wanted)).map(|(at, _)| at).collect();
                assert_eq!(packed.meeting(&wanted), meeting, "{count} boxes");
            }
        }
    }
}
