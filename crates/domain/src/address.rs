//! An address as people say and write it: 川汇区七一路街道XX社区XX小区3号楼2单元301室, XX超市对面.
//!
//! This tells apart what names a place and what counts inside it. Which places there are, and which of them is meant,
//! is for whoever has them.

mod plain;

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// An address in one way of writing, with what is counted in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Plain signs: half width, simplified, small letters, no blanks and marks.
    pub signs: Vec<char>,
    /// What is counted, in order.
    pub counts: Vec<Count>,
    /// Where it says only that it is near what it names; none: it means that itself.
    pub beside: Option<Range<usize>>,
}

/// Something counted: 3号楼.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub of: Counted,
    /// Its number or letter, `3`, `12a`, `b`.
    pub number: String,
    /// Where it stands in the signs, from the number to the end of the word.
    pub at: Range<usize>,
}

/// What is counted in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// 号楼, 栋, 幢, 座.
    Building,
    /// 组, 队: a group of a village.
    Group,
    /// 号 of a road, and whatever else is only called by a number.
    House,
    /// 单元.
    Unit,
    /// 室, 户, 房.
    Door,
}

/// Words of what is counted, the longest first where one begins another.
const WORDS: [(&str, Counted); 19] = [
    ("号楼", Counted::Building),
    ("栋楼", Counted::Building),
    ("#楼", Counted::Building),
    ("栋", Counted::Building),
    ("幢", Counted::Building),
    ("座", Counted::Building),
    ("单元", Counted::Unit),
    ("号室", Counted::Door),
    ("室", Counted::Door),
    ("户", Counted::Door),
    ("房", Counted::Door),
    ("村民小组", Counted::Group),
    ("小组", Counted::Group),
    ("组", Counted::Group),
    ("小队", Counted::Group),
    ("队", Counted::Group),
    ("号院", Counted::House),
    ("号", Counted::House),
    ("#", Counted::Building),
];
/// What says that one is near something, the longest first where one begins another.
const BESIDE: [&str; 22] = [
    "斜对面",
    "正对面",
    "对面",
    "对过",
    "附近",
    "旁边",
    "隔壁",
    "门口",
    "门前",
    "东侧",
    "西侧",
    "南侧",
    "北侧",
    "东边",
    "西边",
    "南边",
    "北边",
    "后面",
    "前面",
    "周边",
    "一带",
    "往",
];
/// Signs of a number at the most.
const LONGEST: usize = 6;

impl Address {
    /// Read an address; any text is one.
    pub fn read(text: &str) -> Self {
        let signs = plain::signs(text);
        let counts = counts(&signs);
        let beside = beside(&signs);
        Self { signs, counts, beside }
    }

    /// What is counted behind a place in the signs that may be a building or a group of what is named there, the first
    /// first: 3号楼, a bare 3号, or the first of 3-2-301.
    pub fn inside(&self, after: usize) -> impl Iterator<Item = &Count> {
        let may_be = |count: &&Count| matches!(count.of, Counted::Building | Counted::Group | Counted::House);
        self.counts.iter().filter(move |count| count.at.start >= after).filter(may_be)
    }

    /// Signs of it that name a place: all but those that say how near, and those behind the last named count.
    pub fn naming(&self) -> usize {
        let beside = self.beside.as_ref().map_or(0, ExactSizeIterator::len);
        let inner = |count: &&Count| matches!(count.of, Counted::Unit | Counted::Door);
        let doors: usize = self.counts.iter().filter(inner).map(|count| count.at.len()).sum();
        self.signs.len().saturating_sub(beside + doors)
    }
}

impl Count {
    /// Whether this can be what a place is called by: 3号 for 3号楼.
    pub fn names(&self, other: &Self) -> bool {
        let fits = self.of == other.of || self.of == Counted::House || other.of == Counted::House;
        fits && self.number.trim_start_matches('0') == other.number.trim_start_matches('0')
    }
}

fn counts(signs: &[char]) -> Vec<Count> {
    let (mut counts, mut at) = (Vec::new(), 0);
    while at < signs.len() {
        if !signs[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let length = signs[at..].iter().take_while(|sign| sign.is_ascii_alphanumeric() || **sign == '-').count();
        let run: String = signs[at..at + length].iter().collect();
        count_run(signs, at, &run, &mut counts);
        at += length;
    }
    counts
}

/// What a run of digits, letters and dashes counts: `3`号楼, `3-2-301`, `3-2`.
fn count_run(signs: &[char], from: usize, run: &str, counts: &mut Vec<Count>) {
    let end = from + run.len();
    let word = WORDS.iter().find(|(word, _)| starts(&signs[end..], word));
    let parts: Vec<&str> = run.split('-').collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > LONGEST) {
        return;
    }
    let kinds = match (parts.len(), word) {
        // A number by itself says nothing, but behind everything else: 万和苑3号楼301.
        (1, None) if end == signs.len() && !counts.is_empty() => vec![Counted::Door],
        (2, Some((_, Counted::Door)) | None) => vec![Counted::Building, Counted::Door],
        (2, Some((_, Counted::Unit))) => vec![Counted::Building, Counted::Unit],
        // 5-6号楼: the first of them.
        (1 | 2, Some((_, of))) => vec![*of],
        (3, None | Some((_, Counted::Door | Counted::House))) => vec![Counted::Building, Counted::Unit, Counted::Door],
        _ => return,
    };
    let word_length = word.map_or(0, |(word, _)| word.chars().count());
    let mut at = from;
    for (index, of) in kinds.iter().enumerate() {
        let is_last = index + 1 == kinds.len();
        let stop = if is_last { end + word_length } else { at + parts[index].len() + 1 };
        counts.push(Count { of: *of, number: parts[index].to_owned(), at: at..stop });
        at = stop;
    }
}

fn beside(signs: &[char]) -> Option<Range<usize>> {
    (1..signs.len()).find_map(|at| {
        let word = BESIDE.iter().find(|word| starts(&signs[at..], word))?;
        Some(at..at + word.chars().count())
    })
}

fn starts(signs: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, sign)| signs.get(at) == Some(&sign))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(text: &str) -> Vec<(Counted, String)> {
        Address::read(text).counts.into_iter().map(|count| (count.of, count.number)).collect()
    }

    #[test]
    fn what_is_counted_is_told_from_what_is_named() {
        use Counted::{Building, Door, Group, House, Unit};
        let of = |pairs: &[(Counted, &str)]| -> Vec<(Counted, String)> {
            pairs.iter().map(|(of, number)| (*of, (*number).to_owned())).collect()
        };
        for (text, counts) in [
            ("川汇区七一路街道万和苑3号楼2单元301室", of(&[(Building, "3"), (Unit, "2"), (Door, "301")])),
            ("万和苑三號樓二單元３０１", of(&[(Building, "3"), (Unit, "2"), (Door, "301")])),
            ("万和苑3-2-301", of(&[(Building, "3"), (Unit, "2"), (Door, "301")])),
            ("万和苑3-301室", of(&[(Building, "3"), (Door, "301")])),
            ("万和苑12栋", of(&[(Building, "12")])),
            ("万和苑3#", of(&[(Building, "3")])),
            ("国际城B座", of(&[(Building, "b")])),
            ("前李寨第五组", of(&[(Group, "5")])),
            ("七一路126号", of(&[(House, "126")])),
            ("五一广场", of(&[])),
            ("七一路与五一路交叉口", of(&[])),
        ] {
            assert_eq!(counted(text), counts, "{text}");
        }
    }

    #[test]
    fn near_something_is_not_the_thing() {
        let near = Address::read("和平购物广场斜对面");
        assert_eq!(near.beside, Some(6..9));
        assert_eq!(near.naming(), 6);
        assert_eq!(Address::read("对面").beside, None, "of nothing");
    }

    #[test]
    fn a_number_may_be_what_a_building_is_called_by() {
        let first = |text: &str| Address::read(text).counts.remove(0);
        assert!(first("3号").names(&first("3号楼")));
        assert!(first("03栋").names(&first("3号楼")));
        assert!(!first("3号楼").names(&first("13号楼")));
        assert!(!first("3组").names(&first("3号楼")));
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_and_what_is_counted_lies_in_it(text in "[0-9a-c号楼栋单元室第十二三组#\\-万和苑 对面]{0,30}") {
            let address = Address::read(&text);
            let mut end = 0;
            for count in &address.counts {
                prop_assert!(count.at.start >= end && count.at.end <= address.signs.len());
                end = count.at.end;
            }
            prop_assert!(address.naming() <= address.signs.len());
        }
    }
}
