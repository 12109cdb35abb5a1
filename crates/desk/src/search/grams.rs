//! Which entries have two letters beside each other, so that a text is looked for in a few names and not in all.
//!
//! What is given back may hold more than what is looked for, and never less: whoever asks looks at each.

use std::borrow::Cow;
use std::collections::HashMap;

/// Stands after the last letter of a text.
const END: u32 = 0;
/// Letters that are told apart; all later ones count as one.
const MOST_LETTERS: u32 = 0xffff;
/// Pairs of an entry, as names and their initials mostly have them.
const USUAL_PAIRS: usize = 16;

/// Entries by the pairs of letters in their texts.
#[derive(Default)]
pub struct Grams {
    letters: Letters,
    /// Pairs, in order; of each, where its entries begin, and one more at the end.
    pairs: Vec<u32>,
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// Gathers the texts of entries.
pub struct Gathering {
    letters: Letters,
    /// A pair in the upper half, an entry in the lower.
    found: Vec<u64>,
}

/// Numbers of letters, as they came; 1 is the first.
#[derive(Default)]
struct Letters(HashMap<char, u32>);

impl Gathering {
    /// Of about so many entries.
    pub fn of(entries: usize) -> Self {
        Self { letters: Letters::default(), found: Vec::with_capacity(entries * USUAL_PAIRS) }
    }

    /// An entry has a text, beside those that it has already.
    pub fn add(&mut self, entry: u32, text: &str) {
        let mut letters = text.chars();
        let Some(mut before) = letters.next().map(|letter| self.letters.number(letter)) else { return };
        for letter in letters {
            let letter = self.letters.number(letter);
            self.found.push(one(pair(before, letter), entry));
            before = letter;
        }
        self.found.push(one(pair(before, END), entry));
    }

    pub fn done(self) -> Grams {
        let Self { letters, mut found } = self;
        found.sort_unstable();
        found.dedup();
        let (mut pairs, mut starts) = (Vec::new(), Vec::new());
        let mut entries = Vec::with_capacity(found.len());
        for one in found {
            let pair = (one >> 32) as u32;
            if pairs.last() != Some(&pair) {
                pairs.push(pair);
                starts.push(entries.len() as u32);
            }
            entries.push(one as u32);
        }
        starts.push(entries.len() as u32);
        Grams { letters, pairs, starts, entries }
    }
}

impl Grams {
    /// Entries, in order, among which are all that have `text` in one of theirs.
    pub fn having(&self, text: &str) -> Cow<'_, [u32]> {
        let Some(letters) = text.chars().map(|letter| self.letters.known(letter)).collect::<Option<Vec<u32>>>() else {
            return Cow::Borrowed(&[]);
        };
        if let [alone] = letters.as_slice() {
            return Cow::Owned(self.beginning_with(*alone));
        }
        let of_pairs = letters.windows(2).map(|two| self.of_pair(pair(two[0], two[1])));
        Cow::Borrowed(of_pairs.min_by_key(|entries| entries.len()).unwrap_or_default())
    }

    fn of_pair(&self, pair: u32) -> &[u32] {
        self.pairs.binary_search(&pair).map_or(&[], |at| self.entries_at(at))
    }

    /// Those of every pair that a letter begins: the last letter of a text is paired with its end.
    fn beginning_with(&self, letter: u32) -> Vec<u32> {
        let from = self.pairs.partition_point(|known| *known < pair(letter, END));
        let to = self.pairs.partition_point(|known| *known <= pair(letter, MOST_LETTERS));
        let mut entries: Vec<u32> = (from..to).flat_map(|at| self.entries_at(at)).copied().collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    fn entries_at(&self, at: usize) -> &[u32] {
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

impl Letters {
    fn number(&mut self, letter: char) -> u32 {
        let next = self.0.len() as u32 + 1;
        (*self.0.entry(letter).or_insert(next)).min(MOST_LETTERS)
    }

    fn known(&self, letter: char) -> Option<u32> {
        self.0.get(&letter).map(|number| (*number).min(MOST_LETTERS))
    }
}

fn pair(before: u32, after: u32) -> u32 {
    before << 16 | after
}

fn one(pair: u32, entry: u32) -> u64 {
    u64::from(pair) << 32 | u64::from(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["荷花路街道", "荷塘", "花荷", "路", "hhl3"];

    fn gathered() -> Grams {
        let mut gathering = Gathering::of(NAMES.len());
        for (entry, name) in (0..).zip(NAMES) {
            gathering.add(entry, name);
        }
        gathering.done()
    }

    #[test]
    fn whatever_stands_in_a_name_is_found_there_and_what_stands_nowhere_is_found_nowhere() {
        let grams = gathered();
        for (entry, name) in (0..).zip(NAMES) {
            let letters: Vec<char> = name.chars().collect();
            for from in 0..letters.len() {
                for to in from + 1..=letters.len() {
                    let part: String = letters[from..to].iter().collect();
                    assert!(grams.having(&part).contains(&entry), "{part} stands in {name}");
                }
            }
        }
        assert_eq!(*grams.having("荷"), [0, 1, 2]);
        assert_eq!(*grams.having("路"), [0, 3]);
        assert_eq!(*grams.having("花荷"), [2]);
        assert!(grams.having("塘荷").is_empty() && grams.having("湖").is_empty() && grams.having("").is_empty());
        assert!(Grams::default().having("荷").is_empty());
    }
}
