//! Numbers of people, told apart by length, structure and check digit.
//!
//! Digits are taken in runs, as people write them: in groups with a blank, a dash or a dot between. Each number begins
//! and ends with a group, so that no telephone is found inside a longer number.

use std::ops::Range;

use jiff::civil::Date;

use super::{Particular, ParticularKind};

/// Signs between two groups at the most.
const MOST_BETWEEN: usize = 3;
/// Groups of one number at the most: one for each of its signs.
const MOST_GROUPS: usize = 19;
/// So far before a number is looked for what calls it one.
const LABEL_WITHIN: usize = 8;
/// What calls a number an identity card's.
const ID_LABELS: [&str; 4] = ["身份证", "身份號", "证件号", "idcard"];
/// What calls a number a bank card's.
const CARD_LABELS: [&str; 6] = ["银行卡", "卡号", "账号", "帐号", "账户", "储蓄卡"];
/// Provinces and what stands for them (GB/T 2260; 81–83 for residents of Hong Kong, Macao and Taiwan).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];
/// Years of birth that an identity card may tell.
const BIRTHS: std::ops::RangeInclusive<i16> = 1880..=2079;
/// The first year of the last century that a card of 15 signs is believed without being called one. Before it, the
/// digits of a birthday are those of streets, townships and villages in codes of grids: `411602 001 001 003` reads as
/// 1 October 1900, `411602 200 201 003` as 1 February 1920.
const OLD_CARDS_SINCE: u8 = 40;
/// Weights of the first 17 signs of an identity card, and what the sum's remainder is written as (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// A sign with its place.
type Sign = (usize, char);

/// Digits without anything between.
#[derive(Debug)]
struct Group {
    /// Plain digits, and an `X` at the end of an identity card.
    digits: String,
    at: Range<usize>,
    /// What stands between the group before and this one; none: it begins a run.
    between: Option<Between>,
}

/// What stands between two groups: dashes, dots, or nothing but blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Blank,
    Dash,
    Dot,
    Bracket,
}

/// Groups that may be one number.
struct Candidate<'a> {
    groups: &'a [Group],
    digits: String,
    lengths: Vec<usize>,
    before: &'a str,
}

pub(super) fn find(text: &str, is_code: &impl Fn(&str) -> bool) -> Vec<Particular> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let run = 1 + groups[at + 1..].iter().take_while(|group| group.between.is_some()).count();
        // The longest first: a number is never told by a part of it.
        let longest = run.min(MOST_GROUPS);
        let number = (1..=longest).rev().find_map(|count| {
            let candidate = Candidate::of(text, &groups[at..at + count])?;
            Some((count, candidate.kind(is_code)?))
        });
        let Some((count, kind)) = number else {
            at += 1;
            continue;
        };
        found.push(Particular { kind, at: groups[at].at.start..groups[at + count - 1].at.end });
        at += count;
    }
    found
}

fn groups(text: &str) -> Vec<Group> {
    let signs: Vec<Sign> = text.char_indices().collect();
    let end_of = |index: usize| signs.get(index).map_or(text.len(), |(at, _)| *at);
    let (mut groups, mut at): (Vec<Group>, usize) = (Vec::new(), 0);
    let mut last_end = None;
    while at < signs.len() {
        if digit(signs[at].1).is_none() {
            at += 1;
            continue;
        }
        let from = at;
        let mut digits = String::new();
        while let Some(plain) = signs.get(at).and_then(|sign| digit(sign.1)) {
            digits.push(plain);
            at += 1;
        }
        let followed = signs.get(at + 1).is_some_and(|sign| sign.1.is_ascii_alphanumeric());
        if signs.get(at).is_some_and(|sign| "xXｘＸ×".contains(sign.1)) && !followed {
            digits.push('X');
            at += 1;
        }
        let between = last_end.and_then(|end: usize| between(&signs[end..from]));
        groups.push(Group { digits, at: signs[from].0..end_of(at), between });
        last_end = Some(at);
    }
    groups
}

fn digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_digit(sign as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// What parts two groups of one number; none: they belong to two.
fn between(signs: &[Sign]) -> Option<Between> {
    if signs.is_empty() || signs.len() > MOST_BETWEEN {
        return None;
    }
    let mut kind = Between::Blank;
    for &(_, sign) in signs {
        let this = match sign {
            ' ' | '\u{3000}' | '\u{a0}' | '\t' => continue,
            '-' | '－' | '—' | '–' | '‐' | '‑' | '_' | '/' => Between::Dash,
            '.' | '．' | '·' | '•' => Between::Dot,
            '(' | ')' | '（' | '）' => Between::Bracket,
            _ => return None,
        };
        if kind != Between::Blank && kind != this {
            return None;
        }
        kind = this;
    }
    Some(kind)
}

impl<'a> Candidate<'a> {
    fn of(text: &'a str, groups: &'a [Group]) -> Option<Self> {
        // Nobody writes an X but at the end.
        let (_, front) = groups.split_last()?;
        if front.iter().any(|group| group.digits.ends_with('X')) {
            return None;
        }
        let digits: String = groups.iter().map(|group| group.digits.as_str()).collect();
        let lengths = groups.iter().map(|group| group.digits.len()).collect();
        Some(Self { groups, digits, lengths, before: &text[..groups[0].at.start] })
    }

    fn kind(&self, is_code: &impl Fn(&str) -> bool) -> Option<ParticularKind> {
        if self.groups.len() > 1 && !self.is_evenly_parted() {
            return None;
        }
        let whole = self.groups.len() == 1;
        match () {
            () if whole && is_code(&self.digits) => None,
            () if self.is_id_card() => Some(ParticularKind::IdCard),
            () if self.is_bank_card() => Some(ParticularKind::BankCard),
            () if self.is_mobile() => Some(ParticularKind::Mobile),
            () if self.is_landline() => Some(ParticularKind::Landline),
            () => None,
        }
    }

    /// The same sign between all groups; after an area code in brackets or a country's another one may follow.
    fn is_evenly_parted(&self) -> bool {
        let mut between =
            self.groups[1..].iter().filter_map(|group| group.between).filter(|one| *one != Between::Bracket);
        let Some(first) = between.next() else { return true };
        let same = between.clone().all(|one| one == first);
        let country = matches!(self.groups[0].digits.as_str(), "86" | "0086");
        same || (country && between.clone().zip(between.skip(1)).all(|(one, next)| one == next))
    }

    fn is_called(&self, labels: &[&str]) -> bool {
        let from = self.before.char_indices().rev().nth(LABEL_WITHIN - 1).map_or(0, |(at, _)| at);
        let near = self.before[from..].to_lowercase();
        labels.iter().any(|label| near.contains(label))
    }

    fn is_id_card(&self) -> bool {
        // 411602 19900307 1234, or one group of any kind; twos and threes are dates and figures.
        let parted = matches!(self.lengths.as_slice(), [_] | [6, 8, 4] | [6, 4, 4, 4] | [14, 4] | [6, 12])
            || self.lengths.iter().all(|length| *length == 1)
            || self.lengths.iter().all(|length| *length == 3);
        parted && is_id_card(&self.digits, self.is_called(&ID_LABELS))
    }

    fn is_bank_card(&self) -> bool {
        let fours = self.lengths.len() > 1
            && self.lengths.split_last().is_some_and(|(last, front)| *last <= 4 && front.iter().all(|one| *one == 4));
        let parted = fours || matches!(self.lengths.as_slice(), [_] | [6, _]);
        parted && is_bank_card(&self.digits, fours || self.is_called(&CARD_LABELS))
    }

    fn is_mobile(&self) -> bool {
        let Some((number, prefix)) = strip_country(&self.digits) else { return false };
        let number = number.strip_prefix('0').filter(|rest| rest.len() == 11).unwrap_or(number);
        let digits = number.as_bytes();
        let is_one = digits.len() == 11 && digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1]);
        is_one
            && no_x(number)
            && self.groups_after(prefix, &[&[11], &[3, 4, 4], &[3, 8], &[7, 4], &[4, 4, 3], &[4, 3, 4], &[3, 3, 5]])
    }

    fn is_landline(&self) -> bool {
        let Some((number, prefix)) = strip_country(&self.digits) else { return false };
        // From abroad the nought goes.
        let owned;
        let number = if prefix > 0 && !number.starts_with('0') {
            owned = format!("0{number}");
            owned.as_str()
        } else {
            number
        };
        let Some(area) = area_length(number) else { return false };
        let local = number.len() - area;
        let is_one = local == 8 || (local == 7 && area == 4);
        if !is_one || !no_x(number) || number.as_bytes()[area] == b'0' {
            return false;
        }
        let dropped = usize::from(prefix > 0 && !self.digits[prefix..].starts_with('0'));
        let (area, all) = (area - dropped, area - dropped + local);
        self.groups_after(prefix, &[&[all], &[area, local], &[area, local - 4, 4], &[area, 4, local - 4]])
    }

    /// Whether the groups behind a country's prefix, which may stand by itself or not, have these lengths.
    fn groups_after(&self, prefix: usize, lengths: &[&[usize]]) -> bool {
        let mut own = self.lengths.clone();
        if prefix > 0 && own[0] == prefix {
            own.remove(0);
        } else {
            own[0] = own[0].saturating_sub(prefix);
        }
        let ones = own.len() >= 10 && own.iter().all(|length| *length == 1);
        ones || lengths.contains(&own.as_slice()) || (own[0] == 12 && own.len() == 1)
    }
}

fn no_x(digits: &str) -> bool {
    !digits.ends_with('X')
}

/// A number without the country's 86, and how many digits that took.
fn strip_country(digits: &str) -> Option<(&str, usize)> {
    let length = match digits {
        _ if digits.starts_with("0086") => 4,
        _ if digits.starts_with("86") && digits.len() > 11 => 2,
        _ => 0,
    };
    digits.get(length..).map(|rest| (rest, length))
}

/// Digits of a landline's area code.
fn area_length(number: &str) -> Option<usize> {
    let digits = number.as_bytes();
    match digits {
        [b'0', b'1', b'0', ..] | [b'0', b'2', b'0'..=b'9', ..] if number.len() == 11 => Some(3),
        [b'0', b'3'..=b'9', b'0'..=b'9', b'0'..=b'9', ..] if number.len() >= 11 => Some(4),
        _ => None,
    }
}

/// An 18-digit code of a grid is one in eleven times right as a card's number; it has to be a birthday as well, which
/// it is only in townships that are numbered from 200, or from 190. Where the number is called an identity card's, or
/// ends with an X, either is enough: one who mistypes it has given it away all the same.
fn is_id_card(digits: &str, is_called: bool) -> bool {
    let Ok(province) = digits.get(..2).unwrap_or_default().parse::<u8>() else { return false };
    if !PROVINCES.contains(&province) {
        return false;
    }
    match digits.len() {
        18 => {
            let born = digits.get(6..14).is_some_and(|day| is_birthday(&day[..4], &day[4..]));
            let checked = check_of(digits) == digits.as_bytes().last().copied();
            if is_called || digits.ends_with('X') { born || checked } else { born && checked }
        }
        15 => {
            let since = digits[6..8].parse::<u8>().unwrap_or_default();
            no_x(digits)
                && is_birthday(&format!("19{}", &digits[6..8]), &digits[8..12])
                && (is_called || since >= OLD_CARDS_SINCE)
        }
        _ => false,
    }
}

/// Year, and month with day.
fn is_birthday(year: &str, day: &str) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), day[..2].parse(), day[2..].parse()) else { return false };
    BIRTHS.contains(&year) && Date::new(year, month, day).is_ok()
}

/// The last sign that the first 17 call for.
fn check_of(digits: &str) -> Option<u8> {
    let front = digits.as_bytes().get(..17)?;
    let sum: u32 = front.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS.get((sum % 11) as usize).copied()
}

/// A number of 18 digits may be a grid's in Gansu, whose codes begin with 62 as bank cards do: it has to be called a
/// card's, or be written in fours.
fn is_bank_card(digits: &str, is_told: bool) -> bool {
    let number = digits.as_bytes();
    if !no_x(digits) || !passes_luhn(number) {
        return false;
    }
    match number.len() {
        16 => matches!(number, [b'4' | b'9', ..] | [b'5', b'1'..=b'5', ..] | [b'6', b'2', ..] | [b'3', b'5', ..]),
        19 => matches!(number, [b'6', b'2' | b'0', ..] | [b'9', ..]),
        17 | 18 => is_told && number.starts_with(b"62"),
        _ => false,
    }
}

fn passes_luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0');
            if at % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use ParticularKind::{BankCard, IdCard, Landline, Mobile};

    fn kinds(text: &str) -> Vec<ParticularKind> {
        find(text, &|_: &str| false).into_iter().map(|one| one.kind).collect()
    }

    /// The number alone, out of a text that ends right behind it.
    fn only(text: &str) -> Option<(ParticularKind, &str)> {
        let found = find(text, &|_: &str| false);
        let [one] = found.as_slice() else { return None };
        Some((one.kind, &text[one.at.clone()]))
    }

    #[test]
    fn mobiles_are_found_however_they_are_written() {
        for number in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "138 - 1234 - 5678",
            "138.1234.5678",
            "1381234 5678",
            "1381 2345 678",
            "１３８１２３４５６７８",
            "１３８－１２３４－５６７８",
            "8613812345678",
            "86-138-1234-5678",
            "86 138-1234-5678",
            "0086 13812345678",
            "013812345678",
            "1 3 8 1 2 3 4 5 6 7 8",
            "19912345678",
        ] {
            assert_eq!(only(&format!("来电{number}，请回")), Some((Mobile, number)), "{number}");
        }
        assert_eq!(kinds("+8613812345678 / 微信wx13912345678"), [Mobile, Mobile]);
        assert_eq!(kinds("2026-11-20 13812345678"), [Mobile], "also behind a date");
    }

    #[test]
    fn landlines_are_found_with_their_area_code() {
        for number in [
            "0394-8221234",
            "0394 8221234",
            "0394)8221234",
            "03948221234",
            "0394-822-1234",
            "010-62345678",
            "01062345678",
            "0371-62345678",
            "0371-6234-5678",
            "86-394-8221234",
            "0394-1000003",
        ] {
            assert_eq!(only(&format!("电话{number}。")), Some((Landline, number)), "{number}");
        }
        assert!(kinds("8221234").is_empty(), "without an area code it is any number");
        assert!(kinds("0394-0221234").is_empty(), "no number begins with a nought");
    }

    #[test]
    fn identity_cards_are_found_by_birthday_and_check_digit() {
        for number in
            ["11010519491231002X", "110105 19491231 002x", "440524188001010014", "４４０５２４１８８００１０１００１４"]
        {
            assert_eq!(only(&format!("查{number}")), Some((IdCard, number)), "{number}");
        }
        assert!(kinds("440524188001010015").is_empty(), "a wrong check digit");
        assert_eq!(kinds("身份证号：440524188001010015"), [IdCard], "but one that is called so is one");
        assert!(kinds("440524188013010014").is_empty(), "no such month");
        assert!(kinds("990524188001010014").is_empty(), "no such province");
        assert_eq!(kinds("130503670401001"), [IdCard], "the old ones");
        assert!(kinds("130503671301001").is_empty());
    }

    #[test]
    fn bank_cards_are_found_by_their_check_digit() {
        for number in ["6222021234567894", "6222 0212 3456 7894", "6222021234567890128", "4111111111111111"] {
            assert_eq!(only(&format!("转{number}")), Some((BankCard, number)), "{number}");
        }
        assert!(kinds("6222021234567895").is_empty());
        assert!(kinds("2026112012345674").is_empty(), "a number of a hotline that begins with its day");
    }

    #[test]
    fn numbers_of_the_house_dates_and_figures_are_nobodys() {
        for text in [
            "ZL-20261120-A014",
            "SJ-20261122-A003",
            "ZL-20261120-0014",
            "2026-11-20 08:05:00",
            "2026/11/20-2026/11/22",
            "20261120083000",
            "2026年11月20日8时05分",
            "编号139 2026-11-20",
            "共 13 户 45 人，面积 1234.56 平方米",
            "K12+300",
            "DN 110 120 1234 管",
            "114.65123,33.62345",
            "34020000001320000001",
            "411602001001",
            "411602001001003",
            "411602200201003",
            "411602002001003012",
        ] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", find(text, &|_: &str| false));
        }
    }

    #[test]
    fn a_code_that_the_store_knows_is_no_card() {
        // A township numbered 200, its first community, an estate: 1 January 2000, and the check digit is right.
        let code = "411602200001010014";
        let code = (0..1000)
            .map(|last| format!("{}{last:03}", &code[..15]))
            .find(|code| is_id_card(code, false))
            .expect("one in eleven");
        assert_eq!(kinds(&code), [IdCard], "nothing but knowing it tells them apart");
        assert!(find(&format!("网格{code}"), &|known: &str| known == code).is_empty());
    }

    proptest! {
        #[test]
        fn codes_of_grids_are_no_numbers_of_people(
            province in prop::sample::select(&PROVINCES[..32]),
            rest in 0u32..10_000, street in 1u16..190, community in 1u16..400, estate in 1u16..1000, house in 1u16..1000,
        ) {
            let code = format!("{province}{rest:04}{street:03}{community:03}{estate:03}{house:03}");
            for length in [6, 9, 12, 15, 18] {
                let text = format!("网格{}内", &code[..length]);
                prop_assert!(kinds(&text).is_empty(), "{text}");
            }
        }

        #[test]
        fn every_card_that_was_issued_is_found(
            province in prop::sample::select(&PROVINCES[..]), rest in 0u32..10_000,
            year in 1900i16..=2026, month in 1i8..=12, day in 1i8..=28, number in 0u16..1000,
            before in "[\u{4e00}-\u{4e20}，。 a-z]{0,6}",
        ) {
            let front = format!("{province}{rest:04}{year}{month:02}{day:02}{number:03}");
            let check = char::from(check_of(&format!("{front}0")).expect("17 signs"));
            let text = format!("{before}{front}{check}后");
            prop_assert_eq!(kinds(&text), [IdCard], "{}", text);
        }

        #[test]
        fn every_mobile_is_found_once_whatever_stands_around_it(
            second in 3u8..=9, rest in 0u32..1_000_000_000,
            before in "[\u{4e00}-\u{4e20}，。：]{0,4}", after in "[\u{4e00}-\u{4e20}，。]{0,4}",
        ) {
            let number = format!("1{second}{rest:09}");
            let text = format!("{before}{number}{after}");
            prop_assert_eq!(only(&text), Some((Mobile, number.as_str())));
        }

        #[test]
        fn any_text_is_read_and_what_is_found_stands_in_order(text in "[0-9０-９xX（）()\\-–. /+a张]{0,60}") {
            let found = find(&text, &|_: &str| false);
            let mut end = 0;
            for one in &found {
                prop_assert!(one.at.start >= end && one.at.end > one.at.start && text.is_char_boundary(one.at.end));
                end = one.at.end;
            }
            super::super::veiled(&text, &found);
        }
    }
}
