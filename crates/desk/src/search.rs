//! Search in names, pinyin initials, codes and phones. In memory, exact: what `contains` finds, it finds.

mod grams;

use std::cmp::Ordering;

use domain::answer::{Hit, HitNoun, Hits};
use domain::asset::Asset;
use domain::code::GridPath;
use domain::post::Station;
use domain::roster::Roster;
use domain::seat::Seat;
use domain::tree::Tree;
use domain::unit::Unit;
use domain::venue::{Checkpoint, Venue};
use pinyin::ToPinyin;

use crate::district::District;

use self::grams::{Gathering, Grams};

/// What can be found.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    pub tree: &'a Tree,
    pub roster: &'a Roster,
    pub venues: &'a [Venue],
    pub checkpoints: &'a [Checkpoint],
    pub units: &'a [Unit],
    pub assets: &'a [Asset],
}

/// Everything that can be found, with what it is found by. Names and ids stand in the district.
pub struct SearchIndex {
    entries: Vec<Entry>,
    /// What entries are found by, one after the other.
    texts: String,
    grams: Grams,
}

struct Entry {
    noun: HitNoun,
    level: u8,
    /// The how-manieth of its noun in the district.
    at: u32,
    /// Letters of its name.
    length: u16,
    /// Where its texts begin and end: its name without case and blanks, initials, and a code or number.
    from: u32,
    ends: [u32; 3],
}

/// What the district says of an entry.
struct Told<'a> {
    id: &'a str,
    name: &'a str,
    /// Code, kind or phone.
    detail: &'a str,
    grid: Option<&'a GridPath>,
}

impl SearchIndex {
    pub fn new(found: &Found<'_>) -> Self {
        let Found { tree, roster, venues, checkpoints, units, assets } = *found;
        let count = tree.grids().len() + roster.posts().len() + venues.len() + checkpoints.len() + units.len();
        let count = count + assets.len();
        let mut index = Self { entries: Vec::with_capacity(count), texts: String::new(), grams: Grams::default() };
        let mut grams = Gathering::of(count);
        for (at, noun, level) in found.all() {
            let Told { name, detail, .. } = found.told(noun, at);
            index.add(&mut grams, noun, at, level, name, detail);
        }
        index.grams = grams.done();
        index.texts.shrink_to_fit();
        index
    }

    fn add(&mut self, grams: &mut Gathering, noun: HitNoun, at: u32, level: u8, name: &str, detail: &str) {
        let number = u32::try_from(self.entries.len()).expect("a district has fewer than four thousand million items");
        let has_digits = detail.bytes().any(|byte| byte.is_ascii_digit());
        let texts = [fold(name), initials(name), if has_digits { fold(detail) } else { String::new() }];
        let place = |texts: &str| u32::try_from(texts.len()).expect("names take less than four gigabytes");
        let (from, mut ends) = (place(&self.texts), [0_u32; 3]);
        for (text, end) in texts.iter().zip(&mut ends) {
            grams.add(number, text);
            self.texts.push_str(text);
            *end = place(&self.texts);
        }
        let length = u16::try_from(name.chars().count()).unwrap_or(u16::MAX);
        self.entries.push(Entry { noun, level, at, length, from, ends });
    }

    /// Best first: whole name, beginning of a name, initials, code, inside a name; then the higher grid.
    pub fn find(&self, text: &str, limit: usize, district: &District, seat: &Seat) -> Hits {
        let wanted = fold(text);
        let all = district.found();
        let may_see = |entry: &Entry| {
            seat.subtree.is_none()
                || match all.told(entry.noun, entry.at).grid {
                    Some(path) => seat.covers(path),
                    // A unit without a grid works for the whole district.
                    None => entry.noun == HitNoun::Unit,
                }
        };
        let candidates = self.grams.having(&wanted);
        let candidates = candidates.iter().map(|&number| &self.entries[number as usize]);
        let mut found: Vec<(u8, &Entry)> = candidates
            .filter_map(|entry| self.score(entry, &wanted).map(|score| (score, entry)))
            .filter(|(_, entry)| may_see(entry))
            .collect();
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let better = |(one_score, one): &(u8, &Entry), (other_score, other): &(u8, &Entry)| {
            let by_rank = other_score.cmp(one_score).then((one.level, one.length).cmp(&(other.level, other.length)));
            by_rank.then_with(|| all.told(one.noun, one.at).id.cmp(all.told(other.noun, other.at).id))
        };
        first(&mut found, limit, better);
        Hits { hits: found.into_iter().map(|(_, entry)| hit(entry, &all, district)).collect(), total }
    }

    fn score(&self, entry: &Entry, wanted: &str) -> Option<u8> {
        let [folded, initials, digits] = self.texts(entry);
        if folded == wanted {
            Some(9)
        } else if folded.starts_with(wanted) {
            Some(8)
        } else if digits == wanted {
            Some(7)
        } else if initials.starts_with(wanted) {
            Some(6)
        } else if folded.contains(wanted) {
            Some(5)
        } else if wanted.len() >= 3 && digits.starts_with(wanted) {
            Some(4)
        } else if wanted.len() >= 4 && digits.ends_with(wanted) {
            Some(3)
        } else if wanted.len() >= 2 && initials.contains(wanted) {
            Some(2)
        } else {
            None
        }
    }

    fn texts(&self, entry: &Entry) -> [&str; 3] {
        let [one, two, three] = entry.ends.map(|end| end as usize);
        [&self.texts[entry.from as usize..one], &self.texts[one..two], &self.texts[two..three]]
    }
}

impl<'a> Found<'a> {
    /// Everything: the how-manieth of which noun, and how high it stands.
    fn all(&self) -> impl Iterator<Item = (u32, HitNoun, u8)> {
        let grids = self.tree.grids().iter().map(|grid| (HitNoun::Grid, grid.level.0));
        let venues = self.venues.iter().map(|_| (HitNoun::Venue, 4));
        let checkpoints = self.checkpoints.iter().map(|_| (HitNoun::Checkpoint, 4));
        let units = self.units.iter().map(|_| (HitNoun::Unit, 4));
        let assets = self.assets.iter().map(|_| (HitNoun::Asset, 5));
        let posts = self.roster.posts().iter().map(|_| (HitNoun::Post, 6));
        let places = numbered(venues).chain(numbered(checkpoints));
        numbered(grids).chain(places).chain(numbered(units)).chain(numbered(assets)).chain(numbered(posts))
    }

    fn told(&self, noun: HitNoun, at: u32) -> Told<'a> {
        let at = at as usize;
        match noun {
            HitNoun::Grid => {
                let grid = &self.tree.grids()[at];
                Told { id: grid.path.as_str(), name: &grid.name, detail: &grid.code.0, grid: Some(&grid.path) }
            }
            HitNoun::Venue => {
                let one = &self.venues[at];
                Told { id: &one.id.0, name: &one.name, detail: &one.kind, grid: one.grid.as_ref() }
            }
            HitNoun::Checkpoint => {
                let one = &self.checkpoints[at];
                Told { id: &one.id.0, name: &one.name, detail: "卡点", grid: one.grid.as_ref() }
            }
            HitNoun::Unit => {
                let one = &self.units[at];
                let detail = one.phone.as_deref().unwrap_or(&one.kind);
                Told { id: &one.id.0, name: &one.name, detail, grid: one.grid.as_ref() }
            }
            HitNoun::Asset => {
                let one = &self.assets[at];
                Told { id: &one.id.0, name: &one.name, detail: &one.kind, grid: one.grid.as_ref() }
            }
            HitNoun::Post => {
                let one = &self.roster.posts()[at];
                Told { id: &one.id.0, name: &one.person, detail: &one.phone, grid: Some(&one.grid) }
            }
        }
    }

    /// Where something belongs: the names above it; for a post its title and its grid.
    fn context(&self, entry: &Entry, grid: Option<&GridPath>, district: &District) -> String {
        let Some(path) = grid else { return String::new() };
        let mut names: Vec<String> =
            self.tree.ancestors(path).into_iter().skip(1).map(|grid| grid.name.clone()).collect();
        if entry.noun != HitNoun::Grid {
            names.push(district.name_of(path));
        }
        if entry.noun == HitNoun::Post {
            let post = &self.roster.posts()[entry.at as usize];
            names.push(match &post.station {
                Station::Grid => post.title.clone(),
                Station::Venue(id) => format!("{} {id}", post.title),
                Station::Checkpoint(id) => format!("{} {id}", post.title),
            });
        }
        names.join(" › ")
    }
}

fn hit(entry: &Entry, all: &Found<'_>, district: &District) -> Hit {
    let Told { id, name, detail, grid } = all.told(entry.noun, entry.at);
    Hit {
        noun: entry.noun,
        id: id.to_owned(),
        name: name.to_owned(),
        context: all.context(entry, grid, district),
        detail: detail.to_owned(),
        grid: grid.cloned(),
        bounds: grid.and_then(|path| district.bounds.get(path).copied()),
    }
}

/// Each with the how-manieth it is.
fn numbered(all: impl Iterator<Item = (HitNoun, u8)>) -> impl Iterator<Item = (u32, HitNoun, u8)> {
    (0..).zip(all).map(|(at, (noun, level))| (at, noun, level))
}

/// Leaves the first few, in order; the rest is not sorted.
fn first<T>(all: &mut Vec<T>, limit: usize, better: impl Fn(&T, &T) -> Ordering) {
    if limit < all.len() {
        all.select_nth_unstable_by(limit, &better);
        all.truncate(limit);
    }
    all.sort_unstable_by(&better);
}

/// How well a name fits what was typed: whole, from its beginning, by its initials, inside; none: not at all.
pub fn fits(name: &str, wanted: &str) -> Option<u8> {
    let (wanted, folded) = (fold(wanted), fold(name));
    if folded == wanted {
        Some(0)
    } else if folded.starts_with(&wanted) {
        Some(1)
    } else if initials(name).starts_with(&wanted) {
        Some(2)
    } else {
        folded.contains(&wanted).then_some(3)
    }
}

/// The first letter of each syllable; other letters and digits as they are.
fn initials(name: &str) -> String {
    let letters = name.chars().filter_map(|character| match character.to_pinyin() {
        Some(syllable) => syllable.plain().chars().next(),
        None => character.is_alphanumeric().then_some(character),
    });
    fold(&letters.collect::<String>())
}

fn fold(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_chinese_name_is_found_by_its_pinyin_initials() {
        assert_eq!(initials("荷花路街道"), "hhljd");
        assert_eq!(initials("银基万和苑3号楼"), "yjwhy3hl");
    }
}
