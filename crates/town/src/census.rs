//! Counts per grid, added up level by level; only ever counts, never people.

use crate::chance::Chance;
use crate::houses::House;
use crate::tree::Tree;

/// What is counted in a grid.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub residents: u64,
    pub households: u64,
    pub buildings: u64,
    pub units: u64,
}

/// Streets whose buildings have basements, by the end of their code, and how many.
const BASEMENTS: [(&str, usize); 3] = [("411602003", 66), ("411602005", 71), ("411602010", 77)];

/// The counts of every grid of every level.
pub fn take(tree: &Tree, houses: &[Vec<House>], seed: u64) -> [Vec<Count>; 5] {
    let mut chance = Chance::new(seed, 9);
    let mut counts: [Vec<Count>; 5] = std::array::from_fn(|level| vec![Count::default(); tree.levels[level].len()]);
    for (grid, own) in houses.iter().enumerate() {
        let households = own.iter().map(|h| h.households).sum::<u64>();
        counts[4][grid] = Count {
            residents: (households as f64 * chance.between(2.45, 3.0)).round() as u64,
            households,
            buildings: own.len() as u64,
            units: own.iter().map(|h| h.units).sum(),
        };
    }
    for level in (1..5).rev() {
        for (grid, count) in counts[level].clone().into_iter().enumerate() {
            let above = &mut counts[level - 1][tree.levels[level][grid].parent];
            above.residents += count.residents;
            above.households += count.households;
            above.buildings += count.buildings;
            above.units += count.units;
        }
    }
    counts
}

/// Which grids of level 5 have a basement: whole estates, one after the other, until each street has its number.
pub fn basements(tree: &Tree, seed: u64) -> Vec<bool> {
    let mut chance = Chance::new(seed, 10);
    let mut has = vec![false; tree.levels[4].len()];
    for (street, mut left) in BASEMENTS {
        let mut estates: Vec<usize> = (0..tree.levels[3].len())
            .filter(|&e| tree.levels[3][e].code.starts_with(street) && tree.levels[3][e].kind == "小区")
            .collect();
        chance.shuffle(&mut estates);
        for estate in estates {
            for grid in (0..has.len()).filter(|&g| tree.levels[4][g].parent == estate) {
                if left > 0 {
                    has[grid] = true;
                    left -= 1;
                }
            }
        }
    }
    has
}
