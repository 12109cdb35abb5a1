//! Charges 交办: what a review decided that somebody does, by when; and what came of it, which the next review reads.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Refusal, Unripe};
use crate::id::ChargeId;
use crate::incident::Party;
use crate::journal::said;
use crate::review::Period;

/// What somebody is charged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// For ever: the id of the command that gave it.
    pub id: ChargeId,
    /// The review of which days decided it.
    pub review: Period,
    /// Who answers for it.
    pub owner: Party,
    /// By the end of which day.
    pub due: Date,
    /// What is to be done; sealed in the ledger.
    pub words: String,
}

/// A charge as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChargeDraft {
    /// The review of which days decides it.
    pub review: Period,
    /// Who answers for it.
    pub owner: Party,
    /// By the end of which day.
    #[ts(type = "string")]
    pub due: Date,
    /// What is to be done.
    pub words: String,
}

/// What came of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChargeEnd {
    /// 已办.
    Done,
    /// 未办: it is left at that.
    NotDone,
}

impl ChargeDraft {
    /// Decide whether it is given; `today`: the day on the wall here.
    pub fn decide(self, id: ChargeId, today: Date) -> Result<Charge, Refusal> {
        let Self { review, owner, due, words } = self;
        let words = said(&words)?.ok_or_else(|| Refusal::from(Unripe::ChargeWithoutWords))?;
        if due < today {
            return Err(Unripe::DuePassed.into());
        }
        Ok(Charge { id, review, owner, due, words })
    }
}

impl ChargeEnd {
    /// Decide whether this came of it, and in what words; who leaves something undone says why.
    pub fn decide(self, before: Option<Self>, words: &str) -> Result<String, Refusal> {
        if before.is_some() {
            return Err(Unripe::ChargeAnswered.into());
        }
        let words = said(words)?.unwrap_or_default();
        if self == Self::NotDone && words.is_empty() {
            return Err(Unripe::ChargeWithoutWords.into());
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UnitId;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn draft(due: &str, words: &str) -> ChargeDraft {
        let owner = Party::Unit(UnitId("市政".to_owned()));
        ChargeDraft { review: Period::week_of(day("2026-11-20")), owner, due: day(due), words: words.to_owned() }
    }

    #[test]
    fn a_charge_says_what_and_is_not_due_before_it_is_given() {
        let decide = |draft: ChargeDraft| {
            draft.decide(ChargeId(uuid::Uuid::from_u128(1)), day("2026-11-20")).map_err(|refusal| refusal.code())
        };
        assert_eq!(decide(draft("2026-11-20", " 换井盖 ")).expect("given").words, "换井盖");
        assert_eq!(decide(draft("2026-11-19", "换井盖")), Err("review.due_passed"));
        assert_eq!(decide(draft("2026-11-20", " ")), Err("review.charge_without_words"));
    }

    #[test]
    fn a_charge_is_answered_once_and_what_is_not_done_says_why() {
        let decide = |end: ChargeEnd, before, words: &str| end.decide(before, words).map_err(|refusal| refusal.code());
        assert_eq!(decide(ChargeEnd::Done, None, ""), Ok(String::new()));
        assert_eq!(decide(ChargeEnd::NotDone, None, " "), Err("review.charge_without_words"));
        assert_eq!(decide(ChargeEnd::NotDone, Some(ChargeEnd::Done), "没钱"), Err("review.charge_answered"));
    }
}
