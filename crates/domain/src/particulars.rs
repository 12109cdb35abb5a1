//! What is written about people in free text: numbers of identity cards, telephones and bank cards, and how each is
//! masked where it is shown.
//!
//! An incident's words are read by many; whoever writes a number of somebody's into them is told before it is saved,
//! and again before the incident is closed. Unlike [`crate::robot::masked`], which rather blots too much because what
//! it reads leaves the house, this tells what it found and must not cry wolf: codes of grids, numbers of orders, dates
//! and figures stand in the same words.
//!
//! Numbers in Chinese numerals are not looked for.

mod number;
mod veil;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Refusal;

pub use veil::{veiled_address, veiled_mail, veiled_name, veiled_phone};

/// Something of somebody's that stands in a text. It does not hold what it found, so that it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particular {
    /// What it is.
    pub kind: ParticularKind,
    /// Where it stands: bytes of the text, at bounds of its letters.
    pub at: Range<usize>,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ParticularKind {
    /// 身份证号, of 18 signs (GB 11643) or the 15 of cards before 1999.
    IdCard,
    /// 手机号.
    Mobile,
    /// 固定电话, with its area code.
    Landline,
    /// 银行卡号.
    BankCard,
}

impl ParticularKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::IdCard, Self::Mobile, Self::Landline, Self::BankCard];

    /// Its name in the table of words, under `particular`.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdCard => "id_card",
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::BankCard => "bank_card",
        }
    }
}

/// What of people stands in a text, in order, none over another. What `is_code` knows – a grid's code is as long as a
/// card's number – is none of theirs; it gets digits alone.
pub fn particulars(text: &str, is_code: impl Fn(&str) -> bool) -> Vec<Particular> {
    number::find(text, &is_code)
}

/// Refuses words that many will read and that hold a number of somebody's.
pub fn admit(text: &str, is_code: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    match particulars(text, is_code).first() {
        Some(first) => {
            let sign = text.get(..first.at.start).map_or(0, |before| before.chars().count()) + 1;
            Err(Refusal::TellsOf { particular: first.kind, sign })
        }
        None => Ok(()),
    }
}

/// The text with what stands in it masked: `138****5678`.
pub fn veiled(text: &str, particulars: &[Particular]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for Particular { kind, at } in particulars {
        // Places of another text are no reason to fall over, and none to show what they were to hide.
        let Some((before, number)) = text.get(from..at.start).zip(text.get(at.clone())) else { return String::new() };
        out.push_str(before);
        out.push_str(&veil::of(*kind, number));
        from = at.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, name_of};

    fn no_code(_: &str) -> bool {
        false
    }

    #[test]
    fn a_text_is_shown_with_its_numbers_masked_and_nothing_else_changed() {
        let text = "张某 138 1234 5678，身份证41160219900307123X，家住0394-8221234旁，见 ZL-20261120-A014。";
        let found = particulars(text, no_code);
        let shown = veiled(text, &found);
        assert_eq!(shown, "张某 138****5678，身份证41**************3X，家住0394-****234旁，见 ZL-20261120-A014。");
        assert!(particulars(&shown, no_code).is_empty(), "what is masked is found no more");
    }

    #[test]
    fn words_that_hold_a_number_are_refused_with_where_it_begins() {
        assert_eq!(admit("路灯不亮", no_code), Ok(()));
        let refused = admit("请找 13812345678", no_code);
        assert_eq!(refused, Err(Refusal::TellsOf { particular: ParticularKind::Mobile, sign: 4 }));
        assert_eq!(admit("网格 411602001001 井盖缺失", |digits| digits == "411602001001"), Ok(()));
    }

    #[test]
    fn places_that_are_not_of_this_text_show_nothing() {
        let found = particulars("电话 13812345678", no_code);
        assert_eq!(veiled("短", &found), "");
    }

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for kind in ParticularKind::ALL {
            for language in [Language::Chinese, Language::English] {
                assert!(name_of("particular", kind.name(), language).is_some(), "{kind:?}");
            }
            assert_eq!(serde_json::to_value(kind).expect("a name"), kind.name());
        }
    }
}
