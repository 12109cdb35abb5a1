//! The measures, each defined once: what it counts, of what, and what it leaves out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Docket, Due, Handling, Upshot};
use crate::incident::{IncidentState, Reached};

/// What is counted. What each means, for people, stands in the table of names, under `review_means`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReviewMeasure", export)]
pub enum Measure {
    /// 受理: of all that came in, what was taken up.
    TakenUp,
    /// 立案: of what was taken up, what was given to somebody.
    Opened,
    /// 应结: of what was opened, that of which the deadline has come.
    Due,
    /// 已结: of what was taken up, what is closed.
    Closed,
    /// 按期: of what was due, what kept its deadline.
    InTime,
    /// 超时: of what was due, what overran it.
    Late,
    /// 退回: of what was opened, what was returned at least once.
    Returned,
    /// 挂账: of what was opened, what stands still.
    Suspended,
    /// 未结: of what was taken up, what is not closed.
    Open,
    /// 回访: of what was put right and checked, what was followed up.
    FollowedUp,
    /// 满意: of those whom a follow-up reached, who is content.
    Satisfied,
}

/// Why a case is left out of a measure, and counted as such. Its words stand in the table of names, under `review_why`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReviewWhy", export)]
pub enum Why {
    /// 并案: it counts as the one that it goes on as.
    Merged,
    /// 作废: it should never have been an incident.
    Void,
    /// 现场办结: nobody was given it, and nobody had a deadline.
    Settled,
    /// 未到期: its deadline has not come.
    NotDue,
    /// 挂账: its deadline stands still.
    Halted,
    /// 日历缺年: its deadline cannot be worked out.
    NoCalendar,
    /// 未联系上: the follow-ups reached nobody.
    NobodyReached,
}

/// What a case is to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Judgement {
    /// In the numerator.
    Counted,
    /// In the denominator alone.
    Against,
    /// It would be in the denominator, and is left out.
    LeftOut(Why),
    /// None of its business.
    Outside,
}

use Judgement::{Against, Counted, LeftOut, Outside};

impl Measure {
    /// All of them, in the order in which tables have them.
    pub const ALL: [Self; 11] = [
        Self::TakenUp,
        Self::Opened,
        Self::Due,
        Self::Closed,
        Self::InTime,
        Self::Late,
        Self::Returned,
        Self::Suspended,
        Self::Open,
        Self::FollowedUp,
        Self::Satisfied,
    ];

    /// As on the wire; what it is called stands in the table of words, under `review_measure`.
    pub fn word(self) -> &'static str {
        match self {
            Self::TakenUp => "taken_up",
            Self::Opened => "opened",
            Self::Due => "due",
            Self::Closed => "closed",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Returned => "returned",
            Self::Suspended => "suspended",
            Self::Open => "open",
            Self::FollowedUp => "followed_up",
            Self::Satisfied => "satisfied",
        }
    }

    /// What a case is to it.
    pub fn judge(self, case: &Docket) -> Judgement {
        self.judgement(case.upshot())
    }

    /// What a case is to it that has come to this.
    pub fn judgement(self, case: Upshot) -> Judgement {
        if self != Self::TakenUp && case.handling == Handling::Waiting {
            return Outside;
        }
        match case.state {
            IncidentState::Merged => return LeftOut(Why::Merged),
            IncidentState::Void => return LeftOut(Why::Void),
            _ => {}
        }
        let is_closed = case.state == IncidentState::Closed;
        match self {
            Self::TakenUp => side(case.handling != Handling::Waiting),
            Self::Closed => side(is_closed),
            Self::Open => side(!is_closed),
            // What nobody was given: put right on the spot, or waiting for it.
            _ if case.handling == Handling::Settled => LeftOut(Why::Settled),
            Self::Opened => side(case.handling == Handling::Opened),
            _ if case.handling != Handling::Opened => Outside,
            Self::Returned => side(case.is_returned),
            Self::Suspended => side(case.state == IncidentState::Suspended),
            Self::Due | Self::InTime | Self::Late => self.judge_deadline(case.due),
            Self::FollowedUp if is_closed || case.state == IncidentState::Verified => side(case.reached.is_some()),
            Self::FollowedUp => Outside,
            Self::Satisfied => match case.reached {
                Some(Reached::Content | Reached::Partly) => Counted,
                Some(Reached::Unhappy) => Against,
                Some(Reached::Nobody) => LeftOut(Why::NobodyReached),
                None => Outside,
            },
        }
    }

    fn judge_deadline(self, due: Due) -> Judgement {
        match (due, self) {
            (Due::Unknown, _) => LeftOut(Why::NoCalendar),
            (Due::Halted, _) => LeftOut(Why::Halted),
            (Due::NotYet, Self::Due) => Against,
            (Due::NotYet, _) => LeftOut(Why::NotDue),
            (Due::Kept, _) => side(self != Self::Late),
            (Due::Overrun, _) => side(self != Self::InTime),
        }
    }
}

fn side(is_counted: bool) -> Judgement {
    if is_counted { Counted } else { Against }
}

impl Why {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Merged, Self::Void, Self::Settled, Self::NotDue, Self::Halted, Self::NoCalendar, Self::NobodyReached];

    /// As on the wire; what it is called stands in the table of words, under `review_why`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Void => "void",
            Self::Settled => "settled",
            Self::NotDue => "not_due",
            Self::Halted => "halted",
            Self::NoCalendar => "no_calendar",
            Self::NobodyReached => "nobody_reached",
        }
    }
}
