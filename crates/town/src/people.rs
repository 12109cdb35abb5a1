//! People in post: heads of grids and those on duty at venues and checkpoints. Names and numbers are made up.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::chance::Chance;
use crate::names::person;
use crate::tree::{Grid, Tree};
use crate::venues::{Checkpoint, Venue};

/// Writes rows of made-up people, nobody twice.
struct Register {
    chance: Chance,
    taken: BTreeSet<String>,
    text: String,
    phone_prefix: &'static str,
}

/// `heads.csv`: 2 + 18 + 88 + 995 + 2,672 heads; grids with a basement have exactly one.
pub fn heads(tree: &Tree, basements: &[bool], seed: u64) -> String {
    let mut register = Register::new("网格编码", Chance::new(seed, 11), "1000");
    let mut others: Vec<usize> = (0..basements.len()).filter(|&g| !basements[g]).collect();
    register.chance.shuffle(&mut others);
    let (empty, triple, double) = (others[0], &others[1..3], &others[3..32]);
    for (level, grids) in tree.levels.iter().enumerate() {
        for (i, grid) in grids.iter().enumerate() {
            let count = match level {
                0 | 1 => 2,
                2 | 3 => 1,
                _ if i == empty => 0,
                _ if triple.contains(&i) => 3,
                _ if double.contains(&i) => 2,
                _ => 1,
            };
            for n in 0..count {
                register.enter(&grid.code, post(level, grid, n));
            }
        }
    }
    register.text
}

/// `duty.csv`: one to three people at every venue and checkpoint.
pub fn duty(venues: &[Venue], checkpoints: &[Checkpoint], seed: u64) -> String {
    let mut register = Register::new("编码", Chance::new(seed, 12), "1009");
    for venue in venues {
        let count = if venue.kind == "小区门岗" { 1 } else { register.chance.whole(1, 3) };
        for post in ["场所负责人", "安全员", "值班员"].into_iter().take(count) {
            register.enter(&venue.id, post);
        }
    }
    for checkpoint in checkpoints {
        let count = register.chance.whole(1, 3);
        for post in ["卡点长", "执勤员", "信息登记员"].into_iter().take(count) {
            register.enter(&checkpoint.id, post);
        }
    }
    register.text
}

fn post(level: usize, grid: &Grid, n: usize) -> &'static str {
    match (level, n, grid.kind) {
        (0, 0, _) => "总网格长",
        (0, _, _) => "副总网格长",
        (1, 0, _) => "街道网格长",
        (1, _, _) => "街道副网格长",
        (2, _, "行政村") => "村网格长",
        (2, _, _) => "社区网格长",
        (3, _, "自然村") => "自然村网格长",
        (3, _, _) => "小区网格长",
        (_, 0, "小组") => "小组长",
        (_, _, "小组") => "副小组长",
        (_, 0, _) => "楼栋长",
        _ => "副楼栋长",
    }
}

impl Register {
    fn new(code: &str, chance: Chance, phone_prefix: &'static str) -> Register {
        let text = format!("{code},岗位,姓名,电话,到任日期\n");
        Register { chance, taken: BTreeSet::new(), text, phone_prefix }
    }

    /// Numbers that begin with 100 are not given to anybody.
    fn enter(&mut self, code: &str, post: &str) {
        let phone = self.fresh(|chance, prefix| format!("{prefix}{:07}", chance.below(10_000_000)));
        let name = (0..12).map(|_| person(&mut self.chance)).find(|name| self.taken.insert(name.clone()));
        let name = name.unwrap_or_else(|| person(&mut self.chance));
        let (year, month) = (self.chance.whole(2019, 2026), self.chance.whole(1, 12));
        let (month, day) = (if year == 2026 { month.min(9) } else { month }, self.chance.whole(1, 28));
        writeln!(self.text, "{code},{post},{name},{phone},{year}-{month:02}-{day:02}")
            .expect("writing to a string can't fail");
    }

    fn fresh(&mut self, make: impl Fn(&mut Chance, &str) -> String) -> String {
        loop {
            let text = make(&mut self.chance, self.phone_prefix);
            if self.taken.insert(text.clone()) {
                return text;
            }
        }
    }
}
