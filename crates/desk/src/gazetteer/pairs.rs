//! Which names share sounds with an address, so that few are held against it and not all.

use std::collections::HashMap;

use super::fit::Sound;

/// A pair that more names have tells too little to be looked through.
const COMMON: usize = 4_000;

/// Names by pairs of sounds that stand beside each other; those of three sounds also by the first and the last, so that
/// a slip in the middle does not hide them.
#[derive(Default)]
pub struct Pairs {
    /// The pairs, in order; of each, where its names begin, and one more at the end.
    keys: Vec<u32>,
    starts: Vec<u32>,
    names: Vec<u32>,
    /// Sounds of each name, 255 at the most.
    lengths: Vec<u8>,
}

impl Pairs {
    /// Of these names, numbered as they come.
    pub fn of<'a>(names: impl Iterator<Item = &'a [Sound]>) -> Self {
        let (mut found, mut lengths) = (Vec::new(), Vec::new());
        for (number, sounds) in (0_u32..).zip(names) {
            lengths.push(u8::try_from(sounds.len()).unwrap_or(u8::MAX));
            found.extend(sounds.windows(2).map(|two| (pair(two[0], two[1]), number)));
            if let [first, _, last] = sounds {
                found.push((over(*first, *last), number));
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut all = Self { lengths, ..Self::default() };
        for (pair, name) in found {
            if all.keys.last() != Some(&pair) {
                all.keys.push(pair);
                all.starts.push(all.names.len() as u32);
            }
            all.names.push(name);
        }
        all.starts.push(all.names.len() as u32);
        all
    }

    /// Names that may stand in these sounds: those that share the largest part of their own first.
    pub fn sharing(&self, sounds: &[Sound], most: usize) -> Vec<u32> {
        let beside = sounds.windows(2).flat_map(|two| [pair(two[0], two[1]), over(two[0], two[1])]);
        let over = sounds.windows(3).map(|three| over(three[0], three[2]));
        let mut wanted: Vec<u32> = beside.chain(over).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut rows: Vec<&[u32]> = wanted.into_iter().filter_map(|pair| self.row(pair)).collect();
        rows.sort_by_key(|row| row.len());
        // Where every pair is common, the rarest is better than none.
        let few = rows.iter().take_while(|row| row.len() <= COMMON).count().max(1).min(rows.len());
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for name in rows[..few].iter().copied().flatten() {
            *shared.entry(*name).or_default() += 1;
        }
        let share = |name: u32, count: u32| count * 1_000 / u32::from(self.lengths[name as usize]).max(1);
        let mut found: Vec<(u32, u32)> = shared.into_iter().map(|(name, count)| (share(name, count), name)).collect();
        found.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        found.truncate(most);
        found.into_iter().map(|(_, name)| name).collect()
    }

    fn row(&self, pair: u32) -> Option<&[u32]> {
        let at = self.keys.binary_search(&pair).ok()?;
        let (from, to) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.names.get(from as usize..to as usize)
    }
}

/// Pairs that fall together only bring a name that is held against the address in vain.
fn pair(one: Sound, other: Sound) -> u32 {
    one.wrapping_mul(0x9e37_79b1) ^ other.rotate_left(15)
}

fn over(first: Sound, last: Sound) -> u32 {
    pair(first, last) ^ 0x5bd1_e995
}
