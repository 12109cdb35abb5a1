//! Search in names, pinyin initials, codes and phones. In memory, exact: what `contains` finds, it finds.

use std::cmp::Reverse;

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

/// What can be found.
pub struct Found<'a> {
    pub tree: &'a Tree,
    pub roster: &'a Roster,
    pub venues: &'a [Venue],
    pub checkpoints: &'a [Checkpoint],
    pub units: &'a [Unit],
    pub assets: &'a [Asset],
}

/// Everything that can be found, with what it is found by.
pub struct SearchIndex {
    entries: Vec<Entry>,
}

struct Entry {
    noun: HitNoun,
    id: String,
    name: String,
    folded: String,
    initials: String,
    /// Code, kind or phone.
    detail: String,
    /// The detail is a code or a number: typed from its beginning or end.
    digits: String,
    grid: Option<GridPath>,
    level: u8,
}

impl SearchIndex {
    pub fn new(found: &Found<'_>) -> Self {
        let Found { tree, roster, venues, checkpoints, units, assets } = *found;
        let mut entries = Vec::with_capacity(tree.grids().len() + roster.posts().len() + venues.len() + assets.len());
        for grid in tree.grids() {
            let detail = grid.code.to_string();
            entries.push(entry(
                HitNoun::Grid,
                grid.path.to_string(),
                &grid.name,
                &detail,
                Some(&grid.path),
                grid.level.0,
            ));
        }
        for venue in venues {
            entries.push(entry(HitNoun::Venue, venue.id.to_string(), &venue.name, &venue.kind, venue.grid.as_ref(), 4));
        }
        for checkpoint in checkpoints {
            let (id, grid) = (checkpoint.id.to_string(), checkpoint.grid.as_ref());
            entries.push(entry(HitNoun::Checkpoint, id, &checkpoint.name, "卡点", grid, 4));
        }
        for unit in units {
            let detail = unit.phone.as_deref().unwrap_or(&unit.kind);
            entries.push(entry(HitNoun::Unit, unit.id.to_string(), &unit.name, detail, unit.grid.as_ref(), 4));
        }
        for asset in assets {
            entries.push(entry(HitNoun::Asset, asset.id.to_string(), &asset.name, &asset.kind, asset.grid.as_ref(), 5));
        }
        for post in roster.posts() {
            entries.push(entry(HitNoun::Post, post.id.to_string(), &post.person, &post.phone, Some(&post.grid), 6));
        }
        Self { entries }
    }

    /// Best first: whole name, beginning of a name, initials, code, inside a name; then the higher grid.
    pub fn find(&self, text: &str, limit: usize, district: &District, seat: &Seat) -> Hits {
        let wanted = fold(text);
        if wanted.is_empty() {
            return Hits { hits: Vec::new(), total: 0 };
        }
        let mut found: Vec<(u8, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| match &entry.grid {
                Some(path) => seat.covers(path),
                // A unit without a grid works for the whole district.
                None => seat.subtree.is_none() || entry.noun == HitNoun::Unit,
            })
            .filter_map(|entry| entry.score(&wanted).map(|score| (score, entry)))
            .collect();
        found.sort_by_key(|(score, entry)| (Reverse(*score), entry.level, entry.name.chars().count(), &entry.id));
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        Hits { hits: found.into_iter().take(limit).map(|(_, entry)| entry.hit(district)).collect(), total }
    }
}

impl Entry {
    fn score(&self, wanted: &str) -> Option<u8> {
        if self.folded == *wanted {
            Some(9)
        } else if self.folded.starts_with(wanted) {
            Some(8)
        } else if self.digits == *wanted {
            Some(7)
        } else if self.initials.starts_with(wanted) {
            Some(6)
        } else if self.folded.contains(wanted) {
            Some(5)
        } else if wanted.len() >= 3 && self.digits.starts_with(wanted) {
            Some(4)
        } else if wanted.len() >= 4 && self.digits.ends_with(wanted) {
            Some(3)
        } else if wanted.len() >= 2 && self.initials.contains(wanted) {
            Some(2)
        } else {
            None
        }
    }

    fn hit(&self, district: &District) -> Hit {
        let bounds = self.grid.as_ref().and_then(|path| district.bounds.get(path).copied());
        Hit {
            noun: self.noun,
            id: self.id.clone(),
            name: self.name.clone(),
            context: self.context(district),
            detail: self.detail.clone(),
            grid: self.grid.clone(),
            bounds,
        }
    }

    /// Where it belongs: the names above it; for a post its title and its grid.
    fn context(&self, district: &District) -> String {
        let Some(path) = &self.grid else { return String::new() };
        let mut names: Vec<String> =
            district.tree.ancestors(path).into_iter().skip(1).map(|grid| grid.name.clone()).collect();
        if self.noun != HitNoun::Grid {
            names.push(district.name_of(path));
        }
        if self.noun == HitNoun::Post {
            let post = district.roster.posts().iter().find(|post| post.id.0 == self.id);
            let title = post.map(|post| match &post.station {
                Station::Grid => post.title.clone(),
                Station::Venue(id) => format!("{} {id}", post.title),
                Station::Checkpoint(id) => format!("{} {id}", post.title),
            });
            names.extend(title);
        }
        names.join(" › ")
    }
}

fn entry(noun: HitNoun, id: String, name: &str, detail: &str, grid: Option<&GridPath>, level: u8) -> Entry {
    let digits = if detail.bytes().any(|byte| byte.is_ascii_digit()) { fold(detail) } else { String::new() };
    Entry {
        noun,
        id,
        name: name.to_owned(),
        folded: fold(name),
        initials: initials(name),
        detail: detail.to_owned(),
        digits,
        grid: grid.cloned(),
        level,
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
