//! How a name fits into an address: sign by sign, by what it sounds like, with a slip or two.

use domain::answer::AddressFit;
use pinyin::ToPinyin;

/// What a sign sounds like; signs that one hears alike have the same.
pub type Sound = u32;

/// What a sign that sounds alike is worth beside the sign itself, and what each slip costs.
const ALIKE: f32 = 0.85;
const OTHER: f32 = -0.3;
const MISSING: f32 = -0.3;
const EXTRA: f32 = -0.4;
/// A name that fits less than this is not there.
const LEAST: f32 = 0.5;
/// How often one name is looked for in an address.
const MOST: usize = 4;

/// A name's place in an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The signs that it takes, from and to before.
    pub from: usize,
    pub to: usize,
    /// How many signs of the address it explains.
    pub worth: f32,
    pub how: AddressFit,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    score: f32,
    from: u16,
    alike: u8,
    slips: u8,
    missing: u8,
}

impl Fit {
    pub fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// What a sign sounds like, as people mix it up: zh and z, ch and c, sh and s, -ng and -n are one.
pub fn sound(sign: char) -> Sound {
    let Some(syllable) = sign.to_pinyin() else { return sign as u32 | 1 << 31 };
    let plain = syllable.plain();
    let front = if matches!(plain.as_bytes(), [b'z' | b'c' | b's', b'h', ..]) { plain.len() - 2 } else { plain.len() };
    let end = plain.strip_suffix('g').unwrap_or(plain);
    let first = plain.as_bytes().first().copied().unwrap_or_default();
    let rest = if front < plain.len() { &end[2..] } else { &end[1..] };
    // FNV-1a: two syllables that fell together would only be taken for homophones.
    let hashed = std::iter::once(&first)
        .chain(rest.as_bytes())
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hashed >> 1
}

/// Where a name stands in an address, the best first where two would meet.
pub fn fits(name: &[char], name_sounds: &[Sound], text: &[char], text_sounds: &[Sound]) -> Vec<Fit> {
    let ends = ends(name, name_sounds, text, text_sounds);
    let length = name.len() as f32;
    let mut found: Vec<Fit> = Vec::new();
    let mut order: Vec<usize> = (1..ends.len()).filter(|at| ends[*at].score / length >= LEAST).collect();
    order.sort_by(|one, other| ends[*other].score.total_cmp(&ends[*one].score).then(one.cmp(other)));
    for to in order {
        let Cell { score, from, alike, slips, missing } = ends[to];
        let how = match () {
            () if slips > 0 => AddressFit::Mistyped,
            () if missing > 0 => AddressFit::Shortened,
            () if alike > 0 => AddressFit::Alike,
            () => AddressFit::Exact,
        };
        let fit = Fit { from: usize::from(from), to, worth: score * f32::midpoint(1.0, score / length), how };
        if found.iter().all(|one| !one.meets(&fit)) {
            found.push(fit);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The best of the whole name that ends behind each sign of a text.
fn ends(name: &[char], name_sounds: &[Sound], text: &[char], text_sounds: &[Sound]) -> Vec<Cell> {
    let start =
        |at: usize| Cell { score: 0.0, from: u16::try_from(at).unwrap_or(u16::MAX), alike: 0, slips: 0, missing: 0 };
    let mut row: Vec<Cell> = (0..=text.len()).map(start).collect();
    let mut next = row.clone();
    for (sign, heard) in name.iter().zip(name_sounds) {
        next[0] = Cell { score: row[0].score + MISSING, missing: row[0].missing.saturating_add(1), ..row[0] };
        for at in 1..=text.len() {
            let before = row[at - 1];
            let taken = if *sign == text[at - 1] {
                Cell { score: before.score + 1.0, ..before }
            } else if *heard == text_sounds[at - 1] {
                Cell { score: before.score + ALIKE, alike: before.alike.saturating_add(1), ..before }
            } else {
                Cell { score: before.score + OTHER, slips: before.slips.saturating_add(1), ..before }
            };
            let missing =
                Cell { score: row[at].score + MISSING, missing: row[at].missing.saturating_add(1), ..row[at] };
            let left = next[at - 1];
            let extra = Cell { score: left.score + EXTRA, slips: left.slips.saturating_add(1), ..left };
            let better = |one: Cell, other: Cell| if other.score > one.score { other } else { one };
            next[at] = better(better(taken, missing), extra);
        }
        std::mem::swap(&mut row, &mut next);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(name: &str, text: &str) -> Option<(AddressFit, usize, usize)> {
        let (name, text): (Vec<char>, Vec<char>) = (name.chars().collect(), text.chars().collect());
        let heard = |signs: &[char]| signs.iter().copied().map(sound).collect::<Vec<_>>();
        let fits = fits(&name, &heard(&name), &text, &heard(&text));
        fits.first().map(|fit| (fit.how, fit.from, fit.to))
    }

    #[test]
    fn a_name_is_found_as_it_is_written_heard_and_mistyped() {
        assert_eq!(best("万和苑", "七一路万和苑3号楼"), Some((AddressFit::Exact, 3, 6)));
        assert_eq!(best("万和苑", "七一路万合院3号楼"), Some((AddressFit::Alike, 3, 6)));
        assert_eq!(best("万和苑", "七一路万X苑"), Some((AddressFit::Mistyped, 3, 6)));
        assert_eq!(best("银基万和苑", "银基和苑"), Some((AddressFit::Shortened, 0, 4)));
        assert_eq!(best("万和苑", "阳光花园"), None);
        assert_eq!(best("建设", "建国路"), None, "of two signs both are needed");
    }

    #[test]
    fn what_people_hear_alike_sounds_alike() {
        for (one, other) in [('三', '山'), ('新', '兴'), ('城', '陈'), ('川', '串'), ('和', '合'), ('章', '张')]
        {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for (one, other) in [('三', '四'), ('东', '西'), ('1', '2'), ('a', '啊')] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }
}
