//! Search in names, pinyin initials, codes and phones. In memory, exact: what `contains` finds, it finds.

mod grams;

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

use self::grams::{Gathering, Grams, Part, Places};

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
///
/// Entries stand as they are ranked among those that fit equally well: higher grids first, then shorter names.
pub struct SearchIndex {
    entries: Vec<Entry>,
    /// What entries are found by, one after the other.
    texts: String,
    /// Names and initials, and numbers by themselves: few entries have one.
    names: Grams,
    numbers: Grams,
}

struct Entry {
    noun: HitNoun,
    /// The how-manieth of its noun in the district.
    at: u32,
    /// Where its texts begin and end: its name without case and blanks, initials, and a code or number.
    from: u32,
    ends: [u32; 3],
}

/// The first few that fit, and how many there are.
#[derive(Default)]
struct Best {
    entries: Vec<u32>,
    total: u32,
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
        let mut all: Vec<(u8, u16, HitNoun, u32)> = found
            .all()
            .map(|(at, noun, level)| {
                let letters = found.told(noun, at).name.chars().count();
                (level, u16::try_from(letters).unwrap_or(u16::MAX), noun, at)
            })
            .collect();
        all.sort_by_key(|&(level, length, ..)| (level, length));
        let (entries, names, numbers) = (Vec::with_capacity(all.len()), Grams::default(), Grams::default());
        let mut index = Self { entries, texts: String::new(), names, numbers };
        let (mut names, mut numbers) = (Gathering::of(all.len()), Gathering::of(0));
        for (_, _, noun, at) in all {
            index.add(&mut names, &mut numbers, noun, at, &found.told(noun, at));
        }
        (index.names, index.numbers) = (names.done(), numbers.done());
        index.texts.shrink_to_fit();
        index
    }

    fn add(&mut self, names: &mut Gathering, numbers: &mut Gathering, noun: HitNoun, at: u32, told: &Told<'_>) {
        let entry = u32::try_from(self.entries.len()).expect("a district has fewer than four thousand million items");
        let has_digits = told.detail.bytes().any(|byte| byte.is_ascii_digit());
        let number = if has_digits { fold(told.detail) } else { String::new() };
        let texts = [fold(told.name), initials(told.name), number];
        names.add(entry, Part::Name, &texts[0]);
        names.add(entry, Part::Initials, &texts[1]);
        numbers.add(entry, Part::Name, &texts[2]);
        let place = |texts: &str| u32::try_from(texts.len()).expect("names take less than four gigabytes");
        let from = place(&self.texts);
        let ends = texts.map(|text| {
            self.texts.push_str(&text);
            place(&self.texts)
        });
        self.entries.push(Entry { noun, at, from, ends });
    }

    /// Best first: whole name, beginning of a name, initials, code, inside a name; then the higher grid.
    pub fn find(&self, text: &str, limit: usize, district: &District, seat: &Seat) -> Hits {
        let all = district.found();
        let may_see = |entry: &Entry| {
            seat.subtree.is_none()
                || match all.told(entry.noun, entry.at).grid {
                    Some(path) => seat.covers(path),
                    // A unit without a grid works for the whole district.
                    None => entry.noun == HitNoun::Unit,
                }
        };
        let wanted = fold(text);
        let at_once = if seat.subtree.is_none() { self.best_of_all(&wanted, limit) } else { None };
        let best = at_once.unwrap_or_else(|| self.best(&wanted, limit, may_see));
        let hits = best.entries.into_iter().map(|entry| hit(&self.entries[entry as usize], &all, district));
        Hits { hits: hits.collect(), total: best.total }
    }

    fn best(&self, wanted: &str, limit: usize, may_see: impl Fn(&Entry) -> bool) -> Best {
        // Of each score the first few, as they come: that is their order.
        let (mut of_score, mut total): ([Vec<u32>; 10], u32) = Default::default();
        let mut take = |entry: u32, score: Option<u8>| {
            if let Some(score) = score.filter(|_| may_see(&self.entries[entry as usize])) {
                total += 1;
                let known = &mut of_score[usize::from(score)];
                if known.len() < limit {
                    known.push(entry);
                }
            }
        };
        let mut numbered = self.numbered(wanted).into_iter().peekable();
        self.names.each(wanted, |found| {
            let entry = found.entry;
            while let Some((before, score)) = numbered.next_if(|(one, _)| *one < entry) {
                take(before, Some(score));
            }
            let by_number = numbered.next_if(|(one, _)| *one == entry).map(|(_, score)| score);
            let by_name = match found.places {
                Some(places) => self.score_at(entry, places, wanted),
                None => self.score_of(entry, wanted),
            };
            take(entry, by_name.max(by_number));
        });
        numbered.for_each(|(entry, score)| take(entry, Some(score)));
        Best { entries: of_score.into_iter().rev().flatten().take(limit).collect(), total }
    }

    /// The same of two letters, for whoever may see everything: how many there are is known, and the best of them are
    /// found without a look at all others. None for any other text.
    fn best_of_all(&self, wanted: &str, limit: usize) -> Option<Best> {
        let all = self.names.all_with(wanted).filter(|_| self.numbered(wanted).is_empty())?;
        let is_whole = |entry: &u32| self.texts(*entry)[0] == wanted;
        let whole: Vec<u32> = all.those(|place| place.may_be(Part::Name)).filter(is_whole).take(limit).collect();
        let others = |is_so: fn(Places) -> bool| all.those(is_so).filter(|entry| !whole.contains(entry));
        let begun = others(|place| place.begins(Part::Name));
        let begun_initials = others(|place| !place.begins(Part::Name) && place.begins(Part::Initials));
        let begins = |place: Places| place.begins(Part::Name) || place.begins(Part::Initials);
        let inside = all.those(move |place| !begins(place) && place.stands_in(Part::Name));
        let rest = all.those(move |place| !begins(place) && !place.stands_in(Part::Name));
        let entries = whole.iter().copied().chain(begun).chain(begun_initials).chain(inside).chain(rest);
        Some(Best { entries: entries.take(limit).collect(), total: u32::try_from(all.count()).ok()? })
    }

    /// Entries that are found by their number, in order.
    fn numbered(&self, wanted: &str) -> Vec<(u32, u8)> {
        let mut found = Vec::new();
        self.numbers.each(wanted, |one| {
            let [_, _, number] = self.texts(one.entry);
            let score = if number == wanted {
                7
            } else if wanted.len() >= 3 && number.starts_with(wanted) {
                4
            } else if wanted.len() >= 4 && number.ends_with(wanted) {
                3
            } else {
                return;
            };
            found.push((one.entry, score));
        });
        found
    }

    /// How well a name fits that has what is wanted at these places.
    fn score_at(&self, entry: u32, places: Places, wanted: &str) -> Option<u8> {
        if places.begins(Part::Name) {
            let Entry { from, ends: [end, ..], .. } = self.entries[entry as usize];
            Some(if (end - from) as usize == wanted.len() { 9 } else { 8 })
        } else if places.begins(Part::Initials) {
            Some(6)
        } else if places.stands_in(Part::Name) {
            Some(5)
        } else {
            (wanted.len() >= 2).then_some(2)
        }
    }

    /// The same by its texts.
    fn score_of(&self, entry: u32, wanted: &str) -> Option<u8> {
        let [name, initials, _] = self.texts(entry);
        if name == wanted {
            Some(9)
        } else if name.starts_with(wanted) {
            Some(8)
        } else if initials.starts_with(wanted) {
            Some(6)
        } else if name.contains(wanted) {
            Some(5)
        } else {
            (wanted.len() >= 2 && initials.contains(wanted)).then_some(2)
        }
    }

    fn texts(&self, entry: u32) -> [&str; 3] {
        let Entry { from, ends, .. } = self.entries[entry as usize];
        let [one, two, three] = ends.map(|end| end as usize);
        [&self.texts[from as usize..one], &self.texts[one..two], &self.texts[two..three]]
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
    use domain::id::VenueId;
    use domain::place::Position;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_chinese_name_is_found_by_its_pinyin_initials() {
        assert_eq!(initials("荷花路街道"), "hhljd");
        assert_eq!(initials("银基万和苑3号楼"), "yjwhy3hl");
    }

    fn venue(id: usize, name: &str, kind: &str) -> Venue {
        let (name, kind) = (name.to_owned(), kind.to_owned());
        let (id, place, state) = (VenueId(format!("{id:04}")), Position(0, 0), String::new());
        Venue { id, name, kind, place, grid: None, capacity: None, state, address: None }
    }

    /// What a text is worth in an entry, as it is told to people.
    fn worth(one: &Venue, wanted: &str) -> Option<u8> {
        let (name, initials) = (fold(&one.name), initials(&one.name));
        let number = if one.kind.bytes().any(|byte| byte.is_ascii_digit()) { fold(&one.kind) } else { String::new() };
        let fits = [
            (9, name == wanted),
            (8, name.starts_with(wanted)),
            (7, number == wanted),
            (6, initials.starts_with(wanted)),
            (5, name.contains(wanted)),
            (4, wanted.len() >= 3 && number.starts_with(wanted)),
            (3, wanted.len() >= 4 && number.ends_with(wanted)),
            (2, wanted.len() >= 2 && initials.contains(wanted)),
        ];
        fits.into_iter().find_map(|(score, fits)| fits.then_some(score))
    }

    proptest! {
        #[test]
        fn exactly_what_contains_a_text_is_found_and_the_best_of_it_first(
            names in prop::collection::vec(("[荷花路街道hH1 ]{1,14}", "[荷1楼3]{0,5}"), 1..60),
            wanted in "[荷花路街道hld13]{1,5}",
            limit in 1_usize..30,
        ) {
            let venues: Vec<Venue> =
                names.iter().enumerate().map(|(id, (name, kind))| venue(id, name, kind)).collect();
            let (tree, roster) = (Tree::default(), Roster::default());
            let found = Found { tree: &tree, roster: &roster, venues: &venues, checkpoints: &[], units: &[], assets: &[] };
            let index = SearchIndex::new(&found);
            let best = index.best(&wanted, limit, |_| true);
            if let Some(at_once) = index.best_of_all(&wanted, limit) {
                prop_assert_eq!((&at_once.entries, at_once.total), (&best.entries, best.total));
            }
            let total = best.total as usize;
            let told: Vec<&str> = best.entries.into_iter().map(|entry| venues[index.entries[entry as usize].at as usize].id.0.as_str()).collect();
            let mut all: Vec<(u8, usize, &str)> = venues
                .iter()
                .filter_map(|one| worth(one, &wanted).map(|worth| (9 - worth, one.name.chars().count(), one.id.0.as_str())))
                .collect();
            all.sort_unstable();
            prop_assert_eq!(total, all.len());
            prop_assert_eq!(told, all.into_iter().map(|(.., id)| id).take(limit).collect::<Vec<_>>());
        }
    }
}
