//! Retention 保存期限: how long it is kept who told of an incident, and why it is kept longer, or not so long.
//!
//! A contact is destroyed with its key, whatever else stays: the incident is told as before, and a fact says that there
//! was somebody, when that went, and why.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Hurdle, Refusal};
use crate::id::IncidentId;
use crate::incident::IncidentState;
use crate::journal::said;
use crate::moment::Moment;

/// So many days after its incident ended a contact goes, where nobody has said otherwise.
pub const USUAL_DAYS: u32 = 365;
/// No fewer: who complains asks again within a month.
const LEAST_DAYS: u32 = 30;
/// No more: ten years.
const MOST_DAYS: u32 = 3650;
const DAY: i64 = 86_400_000;

/// Why a contact was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "because", rename_all = "snake_case")]
#[ts(export)]
pub enum ContactEnding {
    /// 到期: so many days after its incident had ended.
    Expired {
        /// How many were set then.
        days: u32,
    },
    /// 按来件人要求, or for another reason that somebody wrote.
    Asked {
        /// Which.
        words: String,
    },
}

/// A contact was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEnd {
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// Why.
    #[serde(flatten)]
    pub why: ContactEnding,
}

/// Why a contact is kept though it is old enough to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Staying {
    /// 依法留存: somebody has said that it is needed.
    Held,
    /// 重新办理: its incident had ended, and was opened again.
    Reopened,
    /// 挂账: its incident stands still.
    Suspended,
    /// 未结: its incident has not ended.
    Open,
}

/// What becomes of a contact now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes.
    Goes,
    /// It is old enough, and stays.
    Stays(Staying),
    /// It is not old enough.
    Young,
}

/// A contact as far as its fate asks.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Where its incident stands, or the one as which that goes on.
    pub state: IncidentState,
    /// Since when it stands there.
    pub since: Moment,
    /// When it came in.
    pub reported: Moment,
    /// Whether it was opened again.
    pub is_reopened: bool,
    /// Whether somebody has said that it is needed.
    pub is_held: bool,
}

impl Kept {
    /// What becomes of it: more than so many days after the end it goes.
    pub fn fate(&self, now: Moment, days: u32) -> Fate {
        let is_old = |from: Moment| now.millis() - from.millis() > i64::from(days) * DAY;
        let is_over = !self.state.is_open();
        if !is_old(if is_over { self.since } else { self.reported }) {
            return Fate::Young;
        }
        match self.state {
            _ if self.is_held => Fate::Stays(Staying::Held),
            _ if is_over => Fate::Goes,
            IncidentState::Suspended => Fate::Stays(Staying::Suspended),
            _ if self.is_reopened => Fate::Stays(Staying::Reopened),
            _ => Fate::Stays(Staying::Open),
        }
    }
}

impl Staying {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Held, Self::Reopened, Self::Suspended, Self::Open];

    /// As on the wire; what it is called stands in the table of words, under `staying`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Reopened => "reopened",
            Self::Suspended => "suspended",
            Self::Open => "open",
        }
    }
}

/// How long contacts are kept, if that can be.
pub fn admit_days(days: u32) -> Result<u32, Refusal> {
    if (LEAST_DAYS..=MOST_DAYS).contains(&days) { Ok(days) } else { Err(Hurdle::DaysOutside.into()) }
}

/// Why somebody destroys, holds or lets go of a contact, as it is kept: it has to be said.
pub fn reason(words: &str) -> Result<String, Refusal> {
    said(words)?.ok_or_else(|| Hurdle::NothingSaid.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1000;

    fn day(day: i64) -> Moment {
        Moment::from_millis(day * DAY)
    }

    fn kept(state: IncidentState, since: i64) -> Kept {
        Kept { state, since: day(since), reported: day(1), is_reopened: false, is_held: false }
    }

    #[test]
    fn a_contact_goes_more_than_so_many_days_after_its_incident_ended_and_not_on_the_last_of_them() {
        use IncidentState::{Closed, Declined, Void};
        let fate = |kept: Kept| kept.fate(day(NOW), USUAL_DAYS);
        for state in [Closed, Declined, Void] {
            assert_eq!(fate(kept(state, NOW - 366)), Fate::Goes);
            assert_eq!(fate(kept(state, NOW - 365)), Fate::Young, "the last day is a whole one");
        }
        assert_eq!(kept(Closed, NOW - 40).fate(day(NOW), 30), Fate::Goes);
    }

    #[test]
    fn what_is_open_again_stands_still_or_is_needed_stays_and_says_why() {
        use IncidentState::{Closed, Disposing, Reported, Suspended};
        let fate = |kept: Kept| kept.fate(day(NOW), USUAL_DAYS);
        assert_eq!(fate(kept(Reported, 1)), Fate::Stays(Staying::Open));
        assert_eq!(fate(kept(Suspended, 1)), Fate::Stays(Staying::Suspended));
        let again = Kept { is_reopened: true, ..kept(Disposing, NOW - 3) };
        assert_eq!(fate(again), Fate::Stays(Staying::Reopened), "however lately");
        let held = Kept { is_held: true, ..kept(Closed, NOW - 400) };
        assert_eq!(fate(held), Fate::Stays(Staying::Held));
        let young = Kept { reported: day(NOW - 3), ..kept(Reported, NOW - 3) };
        assert_eq!(fate(young), Fate::Young);
    }

    #[test]
    fn nobody_keeps_contacts_for_ever_or_for_no_time() {
        assert_eq!(admit_days(USUAL_DAYS), Ok(365));
        for days in [0, 29, 3651] {
            assert_eq!(admit_days(days), Err(Hurdle::DaysOutside.into()));
        }
        assert_eq!(reason(" 本人要求 "), Ok("本人要求".to_owned()));
        assert_eq!(reason(" "), Err(Hurdle::NothingSaid.into()));
    }

    #[test]
    fn every_reason_to_stay_is_called_something_in_both_languages() {
        use crate::words::{Language, name_of};
        for staying in Staying::ALL {
            assert_eq!(serde_json::to_value(staying).expect("a word"), staying.word());
            let [zh, en] = [Language::Chinese, Language::English].map(|it| name_of("staying", staying.word(), it));
            assert!(zh.is_some() && en.is_some() && zh != en, "{staying:?}");
        }
    }
}
