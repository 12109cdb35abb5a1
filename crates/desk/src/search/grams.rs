//! Which entries have two letters beside each other and where, so that a text is looked for in a few names and not in
//! all.
//!
//! Entries are numbered as they are ranked: whatever is told of them comes in that order, and of equal hits the first
//! are the best.

use std::collections::HashMap;

/// Stands after the last letter of a text.
const END: u32 = 0;
/// Letters that are told apart; all later ones count as one.
const MOST_LETTERS: u32 = 0xffff;
/// Pairs of an entry, as names and their initials mostly have them.
const USUAL_PAIRS: usize = 16;
/// Bits of a number that tell where a pair stands: in which text, how far behind its beginning, and whether at its end.
const BITS_OF_PLACE: u32 = 5;
/// Places from here on are not told apart.
const LATER: u32 = 6;
/// Of the bits of a text, the one for its end.
const LAST: u32 = 7;
/// Places that are looked at together.
const AT_ONCE: usize = 64;

/// Entries by the pairs of letters in their texts, each of which has a name and initials, or one other text.
#[derive(Default)]
pub struct Grams {
    letters: Letters,
    /// Pairs, in order; of each, where its entries begin, and one more at the end.
    pairs: Vec<u32>,
    starts: Vec<u32>,
    /// The entries of each pair, in order, and where in each the pair stands.
    entries: Vec<u32>,
    places: Vec<Places>,
}

/// Gathers the texts of entries.
pub struct Gathering {
    letters: Letters,
    /// A pair in the upper half, then an entry, then the place.
    found: Vec<u64>,
}

/// Which of an entry's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Name,
    Initials,
}

/// Where something stands in an entry: of its name a bit for each of the first places, one for all later ones and one
/// for the end, and as many of its initials.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places(u16);

/// An entry that may have a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    pub entry: u32,
    /// Where it has it; none where only the texts themselves can tell.
    pub places: Option<Places>,
}

/// Numbers of letters, as they came; 1 is the first.
#[derive(Default)]
struct Letters(HashMap<char, u32>);

/// All entries that have a text of two letters, in order.
#[derive(Clone, Copy)]
pub struct All<'a> {
    entries: &'a [u32],
    places: &'a [Places],
}

/// The entries of one pair, and how far behind the beginning of a text the pair stands.
#[derive(Clone, Copy)]
struct Row<'a> {
    entries: &'a [u32],
    places: &'a [Places],
    behind: u32,
}

impl Gathering {
    /// Of about so many entries.
    pub fn of(entries: usize) -> Self {
        Self { letters: Letters::default(), found: Vec::with_capacity(entries * USUAL_PAIRS) }
    }

    /// An entry has a text, beside those that it has already.
    pub fn add(&mut self, entry: u32, part: Part, text: &str) {
        let mut letters = text.chars();
        let Some(mut before) = letters.next().map(|letter| self.letters.number(letter)) else { return };
        let (mut letters, mut at) = (letters.peekable(), 0);
        while let Some(letter) = letters.next() {
            let (letter, is_last) = (self.letters.number(letter), letters.peek().is_none());
            self.found.push(one(pair(before, letter), entry, part, at, is_last));
            (before, at) = (letter, at + 1);
        }
        self.found.push(one(pair(before, END), entry, part, at, true));
    }

    pub fn done(self) -> Grams {
        let Self { letters, mut found } = self;
        found.sort_unstable();
        let (mut pairs, mut starts) = (Vec::new(), Vec::new());
        let (mut entries, mut places) = (Vec::with_capacity(found.len()), Vec::with_capacity(found.len()));
        for one in found {
            let (pair, entry) = ((one >> 32) as u32, one as u32 >> BITS_OF_PLACE);
            if pairs.last() != Some(&pair) {
                pairs.push(pair);
                starts.push(entries.len() as u32);
            } else if entries.last() == Some(&entry)
                && let Some(places) = places.last_mut()
            {
                *places = Places::of(one).and(*places);
                continue;
            }
            entries.push(entry);
            places.push(Places::of(one));
        }
        starts.push(entries.len() as u32);
        entries.shrink_to_fit();
        places.shrink_to_fit();
        Grams { letters, pairs, starts, entries, places }
    }
}

impl Grams {
    /// Each entry that may have `text` in one of its texts, in order and once; none is left out that has.
    pub fn each(&self, text: &str, mut each: impl FnMut(Match)) {
        let Some(letters) = text.chars().map(|letter| self.letters.known(letter)).collect::<Option<Vec<u32>>>() else {
            return;
        };
        // Letters that are not told apart are for the texts themselves.
        let is_sure = letters.iter().all(|letter| *letter < MOST_LETTERS);
        let mut each = |found: Match| each(Match { places: found.places.filter(|_| is_sure), ..found });
        if let [alone] = letters.as_slice() {
            return self.beginning_with(*alone).into_iter().for_each(each);
        }
        let pairs = (0..).zip(letters.windows(2));
        let mut rows: Vec<Row<'_>> = pairs.map(|(behind, two)| self.row(pair(two[0], two[1]), behind)).collect();
        rows.sort_by_key(|row| row.entries.len());
        match rows.as_slice() {
            [] => {}
            [alone] => {
                let places = alone.places.iter().copied().map(Some);
                alone.entries.iter().zip(places).for_each(|(&entry, places)| each(Match { entry, places }));
            }
            [few, more, rest @ ..] => few.with(*more, |entry, places| {
                // Where more pairs are wanted only the texts tell whether all stand where they should.
                each(Match { entry, places: places.filter(|_| rest.is_empty()) });
            }),
        }
    }

    /// All entries that have two letters beside each other; none for a text of any other length.
    pub fn all_with(&self, text: &str) -> Option<All<'_>> {
        let mut letters = text.chars().map(|letter| self.letters.known(letter).filter(|known| *known < MOST_LETTERS));
        let (before, after) = (letters.next()??, letters.next()??);
        let Row { entries, places, .. } = self.row(pair(before, after), 0);
        letters.next().is_none().then_some(All { entries, places })
    }

    fn row(&self, pair: u32, behind: u32) -> Row<'_> {
        let range = self.pairs.binary_search(&pair).map_or(0..0, |at| self.range(at));
        Row { entries: &self.entries[range.clone()], places: &self.places[range], behind }
    }

    /// Those of every pair that a letter begins: the last letter of a text is paired with its end.
    fn beginning_with(&self, letter: u32) -> Vec<Match> {
        let from = self.pairs.partition_point(|known| *known < pair(letter, END));
        let to = self.pairs.partition_point(|known| *known <= pair(letter, MOST_LETTERS));
        let range = self.starts.get(from).map_or(0..0, |start| *start as usize..self.starts[to] as usize);
        let mut found: Vec<(u32, Places)> = range.map(|at| (self.entries[at], self.places[at])).collect();
        found.sort_unstable_by_key(|(entry, _)| *entry);
        let mut matches: Vec<Match> = Vec::with_capacity(found.len());
        for (entry, places) in found {
            match matches.last_mut() {
                Some(last) if last.entry == entry => last.places = last.places.map(|known| known.and(places)),
                _ => matches.push(Match { entry, places: Some(places) }),
            }
        }
        matches
    }

    fn range(&self, at: usize) -> std::ops::Range<usize> {
        self.starts[at] as usize..self.starts[at + 1] as usize
    }
}

impl<'a> All<'a> {
    pub fn count(self) -> usize {
        self.entries.len()
    }

    /// Those of which something is so, many passed over at once where it is so of none.
    pub fn those(self, is_so: impl Fn(Places) -> bool + Copy + 'a) -> impl Iterator<Item = u32> + 'a {
        let chunks = self.entries.chunks(AT_ONCE).zip(self.places.chunks(AT_ONCE));
        let some = chunks.filter(move |(_, places)| places.iter().fold(false, |any, place| any | is_so(*place)));
        let each = some.flat_map(|(entries, places)| entries.iter().zip(places));
        each.filter(move |(_, place)| is_so(**place)).map(|(entry, _)| *entry)
    }
}

impl Row<'_> {
    /// Each entry in which both pairs stand as far from each other as they should, as far as one can tell, and where
    /// the text would begin; no places where its later part is out of sight.
    fn with(self, other: Self, mut each: impl FnMut(u32, Option<Places>)) {
        let (mut at, mut other_at) = (0, 0);
        while let (Some(&entry), Some(&other_entry)) = (self.entries.get(at), other.entries.get(other_at)) {
            if entry == other_entry {
                let (own, others) = (self.places[at], other.places[other_at]);
                let both = Places(own.before(self.behind).0 & others.before(other.behind).0);
                if own.is_later() || others.is_later() {
                    each(entry, None);
                } else if both != Places::default() {
                    each(entry, Some(both));
                }
            }
            // Steps without a branch: which of both is behind is nobody's guess.
            at += usize::from(entry <= other_entry);
            other_at += usize::from(other_entry <= entry);
        }
    }
}

impl Places {
    fn of(one: u64) -> Self {
        let part = 8 * (one >> 3 & 1);
        Self(1 << (part + (one & 7)) | ((one >> 4 & 1) as u16) << (part + u64::from(LAST)))
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The places so much further to the front.
    fn before(self, letters: u32) -> Self {
        let told_apart = (1 << LATER) - 1;
        let parts = self.0.to_le_bytes().map(|part| (part & told_apart).checked_shr(letters).unwrap_or(0));
        Self(u16::from_le_bytes(parts))
    }

    fn is_later(self) -> bool {
        self.0 & (1 << LATER | 1 << (LATER + 8)) != 0
    }

    /// Whether it stands at the beginning of a text.
    pub fn begins(self, part: Part) -> bool {
        self.in_part(part) & 1 != 0
    }

    /// Whether it stands at the beginning and at the end of a text, and may be all of it.
    pub fn may_be(self, part: Part) -> bool {
        self.in_part(part) & (1 | 1 << LAST) == (1 | 1 << LAST)
    }

    /// Whether it stands in a text at all.
    pub fn stands_in(self, part: Part) -> bool {
        self.in_part(part) != 0
    }

    fn in_part(self, part: Part) -> u8 {
        let [name, initials] = self.0.to_le_bytes();
        match part {
            Part::Name => name,
            Part::Initials => initials,
        }
    }
}

impl Letters {
    fn number(&mut self, letter: char) -> u32 {
        let next = self.0.len() as u32 + 1;
        (*self.0.entry(letter).or_insert(next)).min(MOST_LETTERS)
    }

    /// None for a letter that stands nowhere.
    fn known(&self, letter: char) -> Option<u32> {
        self.0.get(&letter).map(|number| (*number).min(MOST_LETTERS))
    }
}

fn pair(before: u32, after: u32) -> u32 {
    before << 16 | after
}

fn one(pair: u32, entry: u32, part: Part, at: u32, is_last: bool) -> u64 {
    let place = at.min(LATER) | u32::from(part == Part::Initials) << 3 | u32::from(is_last) << 4;
    u64::from(pair) << 32 | u64::from(entry << BITS_OF_PLACE | place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] =
        ["荷花路街道", "荷塘", "花荷", "路", "hhl3", "荷花荷花荷花荷花荷花路", "一二三四五六七荷花路"];

    fn gathered() -> Grams {
        let mut gathering = Gathering::of(NAMES.len());
        for (entry, name) in (0..).zip(NAMES) {
            gathering.add(entry, Part::Name, name);
        }
        gathering.done()
    }

    fn having(grams: &Grams, text: &str) -> Vec<u32> {
        let mut entries = Vec::new();
        grams.each(text, |found| entries.push(found.entry));
        entries
    }

    #[test]
    fn whatever_stands_in_a_name_is_found_there_and_what_stands_nowhere_is_found_nowhere() {
        let grams = gathered();
        for (entry, name) in (0..).zip(NAMES) {
            let letters: Vec<char> = name.chars().collect();
            for from in 0..letters.len() {
                for to in from + 1..=letters.len() {
                    let part: String = letters[from..to].iter().collect();
                    assert!(having(&grams, &part).contains(&entry), "{part} stands in {name}");
                }
            }
        }
        assert_eq!(having(&grams, "荷"), [0, 1, 2, 5, 6]);
        assert_eq!(having(&grams, "路"), [0, 3, 5, 6]);
        assert_eq!(having(&grams, "花荷"), [2, 5]);
        let nothing: [u32; 0] = [];
        assert_eq!([having(&grams, "塘荷"), having(&grams, "湖"), having(&grams, "")], [nothing; 3]);
        assert_eq!(having(&Grams::default(), "荷"), nothing);
    }

    #[test]
    fn what_is_told_of_a_place_is_so() {
        let grams = gathered();
        for (length, most) in [(1, 4), (2, 4), (3, 3)] {
            let letters: Vec<char> = NAMES[0].chars().take(most).collect();
            for part in letters.windows(length).map(|part| part.iter().collect::<String>()) {
                grams.each(&part, |found| {
                    let (name, Some(places)) = (NAMES[found.entry as usize], found.places) else { return };
                    let told =
                        (places.begins(Part::Name), places.stands_in(Part::Name), places.stands_in(Part::Initials));
                    assert_eq!(told, (name.starts_with(&part), name.contains(&part), false), "{part} in {name}");
                });
            }
        }
    }
}
