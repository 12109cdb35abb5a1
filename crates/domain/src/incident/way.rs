//! The one table of ways: what may be done in which state, by whom, and where it leads. What is not in it is refused.

use serde::Serialize;
use ts_rs::TS;

use super::{IncidentState, IncidentStep};
use crate::failure::Hurdle;

/// What somebody does, without what he says with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "IncidentDeed", export)]
pub enum Deed {
    /// 受理.
    Accept,
    /// 不予受理.
    Decline,
    /// 并案.
    Merge,
    /// 现场办结.
    Settle,
    /// 拆案.
    Split,
    /// 派单.
    Assign,
    /// 退回.
    Return,
    /// 接单.
    TakeOn,
    /// 到场.
    Arrive,
    /// 申请.
    Ask,
    /// 同意.
    Grant,
    /// 不同意.
    Deny,
    /// 恢复.
    Resume,
    /// 处置完毕.
    Dispose,
    /// 核查通过.
    Pass,
    /// 核查不通过.
    Fail,
    /// 回访.
    FollowUp,
    /// 结案.
    Close,
    /// 申请重开.
    AskReopen,
    /// 重开.
    Reopen,
    /// 不予重开.
    RefuseReopen,
    /// 作废.
    Void,
    /// 催办.
    Chase,
    /// 督办.
    Supervise,
}

/// What somebody is to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Who reported it.
    Reporter,
    /// Who takes in and gives out what happens in its grid.
    Dispatcher,
    /// Whoever answers for it, or writes down what that one said.
    Handler,
    /// Who looks whether it is put right.
    Checker,
    /// The head of its street, or who speaks for it.
    StreetHead,
    /// Who rules for the district, with the last word.
    Ruler,
    /// Who watches over the work of others.
    Overseer,
}

/// Where a deed leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// To this state.
    To(IncidentState),
    /// Nowhere: it stays as it is.
    Nowhere,
    /// To where it was before.
    Back,
    /// To what was asked for.
    AsAsked,
}

/// One way.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// What is done.
    pub deed: Deed,
    /// In which states it may be.
    pub from: &'static [IncidentState],
    /// Where it leads.
    pub leads: Leads,
    /// By whom: each of these may.
    pub who: &'static [Part],
}

use IncidentState::{
    Accepted, Assigned, Closed, Declined, Disposed, Disposing, Merged, OnSite, Reopened, Reported, Returned, Suspended,
    Verified, Void,
};

const OPEN: &[IncidentState] =
    &[Reported, Accepted, Assigned, Returned, Disposing, OnSite, Suspended, Disposed, Verified, Reopened];
const AT_WORK: &[IncidentState] = &[Disposing, OnSite];

/// All of them, one for each deed.
pub const WAYS: [Way; 24] = [
    way(Deed::Accept, &[Reported, Reopened], Leads::To(Accepted), &[Part::Dispatcher]),
    way(Deed::Decline, &[Reported], Leads::To(Declined), &[Part::Dispatcher]),
    way(Deed::Merge, &[Reported, Accepted, Returned], Leads::To(Merged), &[Part::Dispatcher]),
    // Small things do not leave their grid: they need no dispatch, and the desk is who has looked.
    way(Deed::Settle, &[Reported, Accepted], Leads::To(Closed), &[Part::Dispatcher]),
    way(Deed::Split, &[Merged], Leads::Back, &[Part::Dispatcher]),
    // Who it is of these, its returns say.
    way(
        Deed::Assign,
        &[Accepted, Assigned, Returned, Reopened],
        Leads::To(Assigned),
        &[Part::Dispatcher, Part::StreetHead, Part::Ruler],
    ),
    way(Deed::Return, &[Assigned, Disposing, OnSite], Leads::To(Returned), &[Part::Handler]),
    way(Deed::TakeOn, &[Assigned], Leads::To(Disposing), &[Part::Handler]),
    way(Deed::Arrive, &[Assigned, Disposing], Leads::To(OnSite), &[Part::Handler]),
    way(Deed::Ask, AT_WORK, Leads::Nowhere, &[Part::Handler]),
    way(Deed::Grant, AT_WORK, Leads::AsAsked, &[Part::Dispatcher, Part::Ruler]),
    way(Deed::Deny, AT_WORK, Leads::Nowhere, &[Part::Dispatcher, Part::Ruler]),
    way(Deed::Resume, &[Suspended], Leads::Back, &[Part::Handler, Part::Dispatcher]),
    way(Deed::Dispose, AT_WORK, Leads::To(Disposed), &[Part::Handler]),
    way(Deed::Pass, &[Disposed], Leads::To(Verified), &[Part::Checker]),
    way(Deed::Fail, &[Disposed], Leads::To(Disposing), &[Part::Checker]),
    way(Deed::FollowUp, &[Verified], Leads::Nowhere, &[Part::Dispatcher]),
    way(Deed::Close, &[Verified], Leads::To(Closed), &[Part::Dispatcher]),
    way(Deed::AskReopen, &[Closed, Declined], Leads::Nowhere, &[Part::Reporter, Part::Dispatcher]),
    way(Deed::Reopen, &[Closed, Declined], Leads::To(Reopened), &[Part::Dispatcher, Part::Ruler]),
    way(Deed::RefuseReopen, &[Closed, Declined], Leads::Nowhere, &[Part::Dispatcher, Part::Ruler]),
    way(Deed::Void, &[Reported, Accepted, Returned, Reopened], Leads::To(Void), &[Part::Ruler]),
    way(Deed::Chase, OPEN, Leads::Nowhere, &[Part::Dispatcher, Part::Ruler, Part::Overseer]),
    way(Deed::Supervise, OPEN, Leads::Nowhere, &[Part::Ruler, Part::Overseer]),
];

const fn way(deed: Deed, from: &'static [IncidentState], leads: Leads, who: &'static [Part]) -> Way {
    Way { deed, from, leads, who }
}

impl Deed {
    /// As on the wire; what it is called stands in the table of words, under `incident_deed`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Merge => "merge",
            Self::Settle => "settle",
            Self::Split => "split",
            Self::Assign => "assign",
            Self::Return => "return",
            Self::TakeOn => "take_on",
            Self::Arrive => "arrive",
            Self::Ask => "ask",
            Self::Grant => "grant",
            Self::Deny => "deny",
            Self::Resume => "resume",
            Self::Dispose => "dispose",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::FollowUp => "follow_up",
            Self::Close => "close",
            Self::AskReopen => "ask_reopen",
            Self::Reopen => "reopen",
            Self::RefuseReopen => "refuse_reopen",
            Self::Void => "void",
            Self::Chase => "chase",
            Self::Supervise => "supervise",
        }
    }

    /// The way that it goes.
    pub fn way(self) -> &'static Way {
        WAYS.iter().find(|way| way.deed == self).expect("the table has every deed; a test reads it")
    }

    /// Whether it is a word to others, and nothing is done about it by that.
    pub fn is_word(self) -> bool {
        matches!(self, Self::Chase | Self::Supervise)
    }

    /// Whether it is entered in the journal of the watch.
    pub fn is_entered(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Decline
                | Self::Merge
                | Self::Settle
                | Self::Split
                | Self::Return
                | Self::Close
                | Self::Reopen
                | Self::RefuseReopen
                | Self::Void
                | Self::Supervise
        )
    }

    /// Why it is not to be done in a state, where there is no way.
    pub fn hurdle(self, state: IncidentState) -> Option<Hurdle> {
        if self.way().from.contains(&state) {
            return None;
        }
        Some(match state {
            Merged => Hurdle::Merged,
            Declined | Closed | Void => Hurdle::Over,
            Suspended => Hurdle::Suspended,
            _ if matches!(self, Self::Split) => Hurdle::NotMerged,
            _ if matches!(self, Self::Resume) => Hurdle::NotSuspended,
            _ if matches!(self, Self::AskReopen | Self::Reopen | Self::RefuseReopen) => Hurdle::StillOpen,
            _ if self.comes_before(state) => Hurdle::PastThat,
            Reported => Hurdle::NotAccepted,
            Accepted | Returned | Reopened => Hurdle::NotAssigned,
            Assigned => Hurdle::NotTakenOn,
            Disposing | OnSite => Hurdle::NotDisposed,
            // What is not for a verified one comes too late, each and all.
            Disposed | Verified => Hurdle::NotVerified,
        })
    }

    /// Whether whoever does it comes too late: the first state in which it may be done lies behind.
    fn comes_before(self, state: IncidentState) -> bool {
        self.way().from.iter().map(|from| progress(*from)).min() < Some(progress(state))
    }
}

/// How far an open incident has come.
fn progress(state: IncidentState) -> u8 {
    match state {
        Reported => 0,
        Accepted | Returned | Reopened => 1,
        Assigned => 2,
        Disposing | OnSite | Suspended => 3,
        Disposed => 4,
        Verified => 5,
        Declined | Merged | Closed | Void => 6,
    }
}

impl IncidentStep {
    /// What is done.
    pub fn deed(&self) -> Deed {
        match self {
            Self::Accept => Deed::Accept,
            Self::Decline { .. } => Deed::Decline,
            Self::Merge { .. } => Deed::Merge,
            Self::Settle { .. } => Deed::Settle,
            Self::Split { .. } => Deed::Split,
            Self::Assign { .. } => Deed::Assign,
            Self::Return { .. } => Deed::Return,
            Self::TakeOn => Deed::TakeOn,
            Self::Arrive => Deed::Arrive,
            Self::Ask { .. } => Deed::Ask,
            Self::Grant => Deed::Grant,
            Self::Deny { .. } => Deed::Deny,
            Self::Resume => Deed::Resume,
            Self::Dispose { .. } => Deed::Dispose,
            Self::Pass { .. } => Deed::Pass,
            Self::Fail { .. } => Deed::Fail,
            Self::FollowUp { .. } => Deed::FollowUp,
            Self::Close { .. } => Deed::Close,
            Self::AskReopen { .. } => Deed::AskReopen,
            Self::Reopen { .. } => Deed::Reopen,
            Self::RefuseReopen { .. } => Deed::RefuseReopen,
            Self::Void { .. } => Deed::Void,
            Self::Chase { .. } => Deed::Chase,
            Self::Supervise { .. } => Deed::Supervise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may be done where, as a person would draw it: a column for each state, in the order of
    /// [`IncidentState::ALL`].
    const DRAWN: &str = "
                 Re De Me Ac As Rt Di On Su Ds Ve Cl Ro Vo
        Accept    x  .  .  .  .  .  .  .  .  .  .  .  x  .
        Decline   x  .  .  .  .  .  .  .  .  .  .  .  .  .
        Merge     x  .  .  x  .  x  .  .  .  .  .  .  .  .
        Settle    x  .  .  x  .  .  .  .  .  .  .  .  .  .
        Split     .  .  x  .  .  .  .  .  .  .  .  .  .  .
        Assign    .  .  .  x  x  x  .  .  .  .  .  .  x  .
        Return    .  .  .  .  x  .  x  x  .  .  .  .  .  .
        TakeOn    .  .  .  .  x  .  .  .  .  .  .  .  .  .
        Arrive    .  .  .  .  x  .  x  .  .  .  .  .  .  .
        Ask       .  .  .  .  .  .  x  x  .  .  .  .  .  .
        Grant     .  .  .  .  .  .  x  x  .  .  .  .  .  .
        Deny      .  .  .  .  .  .  x  x  .  .  .  .  .  .
        Resume    .  .  .  .  .  .  .  .  x  .  .  .  .  .
        Dispose   .  .  .  .  .  .  x  x  .  .  .  .  .  .
        Pass      .  .  .  .  .  .  .  .  .  x  .  .  .  .
        Fail      .  .  .  .  .  .  .  .  .  x  .  .  .  .
        FollowUp  .  .  .  .  .  .  .  .  .  .  x  .  .  .
        Close     .  .  .  .  .  .  .  .  .  .  x  .  .  .
        AskReopen .  x  .  .  .  .  .  .  .  .  .  x  .  .
        Reopen    .  x  .  .  .  .  .  .  .  .  .  x  .  .
        RefuseReopen .  x  .  .  .  .  .  .  .  .  .  x  .  .
        Void      x  .  .  x  .  x  .  .  .  .  .  .  x  .
        Chase     x  .  .  x  x  x  x  x  x  x  x  .  x  .
        Supervise x  .  .  x  x  x  x  x  x  x  x  .  x  .
    ";

    #[test]
    fn every_deed_may_be_done_where_it_was_drawn_and_nowhere_else() {
        let mut rows = DRAWN.lines().filter(|row| !row.trim().is_empty()).skip(1);
        for Way { deed, .. } in WAYS {
            let row = rows.next().expect("a row for each deed");
            let mut cells = row.split_whitespace();
            assert_eq!(cells.next(), Some(format!("{deed:?}").as_str()));
            for state in IncidentState::ALL {
                let drawn = cells.next().expect("a cell for each state") == "x";
                assert_eq!(deed.hurdle(state).is_none(), drawn, "{deed:?} in {state:?}");
            }
        }
        assert_eq!(rows.next(), None);
    }

    #[test]
    fn deeds_states_and_ways_in_are_called_something_in_both_languages() {
        use crate::incident::Channel;
        use crate::words::{Language, name_of};
        let told = |space: &str, word: &str| {
            let [zh, en] = [Language::Chinese, Language::English].map(|language| name_of(space, word, language));
            assert!(zh.is_some() && en.is_some() && zh != en, "{space} {word}");
        };
        for Way { deed, .. } in WAYS {
            assert_eq!(serde_json::to_value(deed).expect("a word"), deed.word());
            told("incident_deed", deed.word());
        }
        for state in IncidentState::ALL {
            assert_eq!(serde_json::to_value(state).expect("a word"), state.word());
            told("incident_state", state.word());
        }
        for channel in Channel::ALL {
            assert_eq!(serde_json::to_value(channel).expect("a word"), channel.word());
            told("incident_channel", channel.word());
        }
    }

    #[test]
    fn what_may_not_be_done_now_says_what_has_to_be_done_first() {
        for (deed, state, hurdle) in [
            (Deed::Dispose, Reported, Hurdle::NotAccepted),
            (Deed::Assign, Reported, Hurdle::NotAccepted),
            (Deed::Dispose, Accepted, Hurdle::NotAssigned),
            (Deed::Arrive, Returned, Hurdle::NotAssigned),
            (Deed::Dispose, Assigned, Hurdle::NotTakenOn),
            (Deed::Pass, OnSite, Hurdle::NotDisposed),
            (Deed::Close, Disposed, Hurdle::NotVerified),
            (Deed::Accept, Accepted, Hurdle::PastThat),
            (Deed::TakeOn, Disposing, Hurdle::PastThat),
            (Deed::Dispose, Disposed, Hurdle::PastThat),
            (Deed::Pass, Verified, Hurdle::PastThat),
            (Deed::Dispose, Suspended, Hurdle::Suspended),
            (Deed::Resume, Disposing, Hurdle::NotSuspended),
            (Deed::Split, Accepted, Hurdle::NotMerged),
            (Deed::Reopen, Disposing, Hurdle::StillOpen),
            (Deed::Chase, Closed, Hurdle::Over),
            (Deed::Accept, Void, Hurdle::Over),
            (Deed::Accept, Merged, Hurdle::Merged),
        ] {
            assert_eq!(deed.hurdle(state), Some(hurdle), "{deed:?} in {state:?}");
        }
    }

    #[test]
    fn every_state_is_reached_and_every_open_one_is_left() {
        let mut reached = vec![Reported];
        let mut next = 0;
        while let Some(state) = reached.get(next).copied() {
            next += 1;
            for way in WAYS.iter().filter(|way| way.from.contains(&state)) {
                let to = match way.leads {
                    Leads::To(to) => to,
                    Leads::AsAsked => Suspended,
                    Leads::Nowhere | Leads::Back => continue,
                };
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
        }
        reached.sort_unstable();
        assert_eq!(reached, IncidentState::ALL);
        let is_left =
            |state: &IncidentState| WAYS.iter().any(|way| way.from.contains(state) && way.leads != Leads::Nowhere);
        assert!(OPEN.iter().all(is_left));
        assert!(IncidentState::ALL.iter().all(|state| OPEN.contains(state) == state.is_open()));
    }
}
