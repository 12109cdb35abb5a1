//! Looking again 回头看: after something was settled, one goes by again and again, to see that it stays so.
//!
//! It belongs to an incident and outlives it: a quarrel that was made up is looked at on seven days, whether the case
//! is closed or not. Each turn has its day. It is told once, done or not done, and not before its day; what was not told
//! stays owed. The days follow from the moment at which it was begun and from the desk's own midnight.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::failure::{Hurdle, Refusal, Stale};
use crate::id::{IncidentId, RecheckId};
use crate::incident::IncidentState;
use crate::journal::said;
use crate::moment::Moment;
use crate::report::ReportKind;
use crate::seat::Seat;

/// The most days between two turns.
const MOST_DAYS: u32 = 90;
/// The most turns.
const MOST_TIMES: u32 = 60;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// How often one looks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RecheckPlan", export)]
pub struct Plan {
    /// So many days lie between two turns, and before the first.
    pub every: u32,
    /// So many turns.
    pub times: u32,
}

/// That one looks again, as it was begun. It never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recheck {
    /// For ever: the id of the command that began it.
    pub id: RecheckId,
    /// At what an incident was about.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// How often.
    pub plan: Plan,
    /// When its first day begins, by the desk's own midnight; the others follow.
    pub first: Moment,
    /// What is to be looked at; sealed with the incident's key.
    pub words: String,
}

/// What somebody does about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum RecheckStep {
    /// Tell of one turn.
    Tell {
        /// Which, from 1.
        turn: u32,
        /// Whether it was done.
        told: TurnTold,
        /// What was seen, or why it was not done.
        words: String,
    },
    /// End it before its last turn.
    End {
        /// Why.
        reason: String,
    },
}

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TurnTold {
    /// 已做.
    Done,
    /// 未做.
    Missed,
}

/// How a turn stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TurnState {
    /// Its day has not come.
    Later,
    /// It is today.
    Due,
    /// 逾期: its day has gone, and nobody has told of it.
    Overdue,
    /// It was done.
    Done,
    /// It was not done, and told.
    Missed,
    /// It was ended before its day.
    Dropped,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepOfRecheck {
    /// What.
    pub step: RecheckStep,
    /// By whom.
    pub by: Seat,
    /// When it was written down.
    pub at: Moment,
}

/// How it stands. No words are in it: they are sealed with the incident's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounds {
    /// How often.
    pub plan: Plan,
    /// When its first day begins; the others follow.
    pub first: Moment,
    /// What was told of each turn, and when.
    pub told: Vec<Option<(TurnTold, Moment)>>,
    /// When it was ended before its last turn.
    pub ended: Option<Moment>,
}

/// Which are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecheckWish {
    /// Of incidents in this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// Which of them.
    #[serde(default)]
    pub which: RechecksShown,
}

/// Which a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RechecksShown {
    /// Those of which a turn is due today, or overdue.
    #[default]
    Due,
    /// All that have not come to their end.
    Running,
}

impl Plan {
    /// After a dispute: on each of the seven days that follow.
    pub const AFTER_DISPUTE: Self = Self { every: 1, times: 7 };

    /// What is proposed for an incident of this sort that stands so; none: nothing.
    pub fn proposed(kind: ReportKind, state: IncidentState) -> Option<Self> {
        let is_handled = matches!(state, IncidentState::Disposed | IncidentState::Verified | IncidentState::Closed);
        (kind == ReportKind::Dispute && is_handled).then_some(Self::AFTER_DISPUTE)
    }

    /// When the first day begins of what is begun now; `offset_hours`: of the desk, east of Greenwich.
    pub fn first(self, now: Moment, offset_hours: i8) -> Moment {
        let offset = i64::from(offset_hours) * HOUR;
        let day = (now.millis() + offset).div_euclid(DAY) + i64::from(self.every);
        Moment::from_millis(day * DAY - offset)
    }

    /// What is to be looked at, without blanks around it; refused where nothing is said.
    pub fn described(words: &str) -> Result<String, Refusal> {
        Ok(said(words)?.ok_or(Hurdle::NothingSaid)?)
    }

    /// Decide whether one looks again so at an incident that stands so.
    pub fn admit(self, state: IncidentState) -> Result<(), Stale> {
        if matches!(state, IncidentState::Declined | IncidentState::Merged | IncidentState::Void) {
            return Err(Stale::NothingDone);
        }
        let fits = (1..=MOST_DAYS).contains(&self.every) && (1..=MOST_TIMES).contains(&self.times);
        if fits { Ok(()) } else { Err(Stale::PlanOutOfRange { days: MOST_DAYS, times: MOST_TIMES }) }
    }
}

impl RecheckStep {
    /// The same without blanks around its words; refused where something has to be said and is not.
    pub fn tidied(mut self) -> Result<Self, Refusal> {
        let (Self::Tell { words, .. } | Self::End { reason: words }) = &mut self;
        *words = said(words)?.ok_or(Hurdle::NothingSaid)?;
        Ok(self)
    }

    /// What somebody writes with it.
    pub fn words(&self) -> &str {
        let (Self::Tell { words, .. } | Self::End { reason: words }) = self;
        words
    }
}

impl Rounds {
    /// As it was begun.
    pub fn begun(recheck: &Recheck) -> Self {
        let told = (0..recheck.plan.times).map(|_| None).collect();
        Self { plan: recheck.plan, first: recheck.first, told, ended: None }
    }

    /// When the day of a turn begins, from 1.
    pub fn day(&self, turn: u32) -> Moment {
        let days = i64::from(self.plan.every) * i64::from(turn.saturating_sub(1));
        Moment::from_millis(self.first.millis() + days * DAY)
    }

    /// How a turn stands now, from 1.
    pub fn state(&self, turn: u32, now: Moment) -> TurnState {
        let from = self.day(turn);
        match self.said(turn) {
            Some((TurnTold::Done, _)) => TurnState::Done,
            Some((TurnTold::Missed, _)) => TurnState::Missed,
            None if self.ended.is_some() => TurnState::Dropped,
            None if now < from => TurnState::Later,
            None if now.millis() < from.millis() + DAY => TurnState::Due,
            None => TurnState::Overdue,
        }
    }

    /// What was told of a turn, and when.
    pub fn said(&self, turn: u32) -> Option<(TurnTold, Moment)> {
        let index = usize::try_from(turn).ok()?.checked_sub(1)?;
        self.told.get(index).copied().flatten()
    }

    /// Whether somebody still has to look.
    pub fn is_running(&self) -> bool {
        self.next().is_some()
    }

    /// When the day begins of the first turn that nobody has told of; none: there is none.
    pub fn next(&self) -> Option<Moment> {
        if self.ended.is_some() {
            return None;
        }
        let turn = (1..=self.plan.times).find(|turn| self.said(*turn).is_none())?;
        Some(self.day(turn))
    }

    /// Decide whether a step may be taken now.
    pub fn admit(&self, step: &RecheckStep, now: Moment) -> Result<(), Refusal> {
        self.hurdle(step)?;
        match step {
            RecheckStep::Tell { turn, .. } if now < self.day(*turn) => Err(Stale::NotYet.into()),
            _ => step.clone().tidied().map(drop),
        }
    }

    fn hurdle(&self, step: &RecheckStep) -> Result<(), Stale> {
        match step {
            RecheckStep::Tell { turn, .. } if !(1..=self.plan.times).contains(turn) => Err(Stale::NoSuchTurn),
            RecheckStep::Tell { turn, .. } if self.said(*turn).is_some() => Err(Stale::SaidAlready),
            _ if !self.is_running() => Err(Stale::Ended),
            _ => Ok(()),
        }
    }

    /// Whether a step that stands in the log counts.
    pub fn counts(&self, step: &RecheckStep) -> bool {
        self.hurdle(step).is_ok()
    }

    /// How it stands after one step more.
    #[must_use]
    pub fn after(mut self, step: &RecheckStep, at: Moment) -> Self {
        if !self.counts(step) {
            return self;
        }
        match step {
            RecheckStep::Tell { turn, told, .. } => {
                if let Some(one) = usize::try_from(*turn).ok().and_then(|turn| self.told.get_mut(turn - 1)) {
                    *one = Some((*told, at));
                }
            }
            RecheckStep::End { .. } => self.ended = Some(at),
        }
        self
    }
}

impl TurnState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Later, Self::Due, Self::Overdue, Self::Done, Self::Missed, Self::Dropped];

    /// As on the wire; what it is called stands in the table of words, under `turn_state`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        Moment(format!("2026-11-{text}:00+08:00").parse().expect("a moment"))
    }

    fn tell(turn: u32, told: TurnTold) -> RecheckStep {
        RecheckStep::Tell { turn, told, words: "两家没有再吵".to_owned() }
    }

    fn begun(plan: Plan, at: Moment, offset_hours: i8) -> Rounds {
        Rounds::begun(&Recheck {
            id: RecheckId(uuid::Uuid::from_u128(1)),
            incident: IncidentId(uuid::Uuid::from_u128(2)),
            number: "SJ-20261120-A001".to_owned(),
            plan,
            first: plan.first(at, offset_hours),
            words: "看两家还吵不吵".to_owned(),
        })
    }

    fn week() -> Rounds {
        begun(Plan::AFTER_DISPUTE, at("20T23:50"), 8)
    }

    #[test]
    fn after_a_quarrel_of_late_at_night_one_looks_again_on_each_of_the_seven_days_that_follow() {
        use TurnState::{Due, Later, Overdue};
        let rounds = week();
        assert_eq!(rounds.first, at("21T00:00"), "the desk's own midnight");
        assert_eq!(rounds.day(7), at("27T00:00"));
        let states = |now: &str| (1..=3).map(|turn| rounds.state(turn, at(now))).collect::<Vec<_>>();
        assert_eq!(states("20T23:59"), [Later, Later, Later]);
        assert_eq!(states("21T00:00"), [Due, Later, Later]);
        assert_eq!(states("21T23:59"), [Due, Later, Later]);
        assert_eq!(states("22T00:00"), [Overdue, Due, Later]);
    }

    #[test]
    fn a_turn_is_told_once_and_not_before_its_day_and_what_was_not_told_stays_owed() {
        let rounds = week();
        let tries = |rounds: &Rounds, step: &RecheckStep, now: &str| rounds.admit(step, at(now));
        assert_eq!(tries(&rounds, &tell(2, TurnTold::Done), "21T09:00"), Err(Stale::NotYet.into()));
        assert_eq!(tries(&rounds, &tell(8, TurnTold::Done), "29T09:00"), Err(Stale::NoSuchTurn.into()));
        assert_eq!(tries(&rounds, &tell(0, TurnTold::Done), "29T09:00"), Err(Stale::NoSuchTurn.into()));
        let silent = RecheckStep::Tell { turn: 1, told: TurnTold::Missed, words: " ".to_owned() };
        assert_eq!(tries(&rounds, &silent, "21T09:00"), Err(Hurdle::NothingSaid.into()));
        assert_eq!(tries(&rounds, &tell(1, TurnTold::Missed), "24T09:00"), Ok(()), "late is better than never");
        let rounds = rounds.after(&tell(2, TurnTold::Done), at("22T09:00"));
        assert_eq!(rounds.next(), Some(at("21T00:00")), "the first stays owed");
        assert_eq!(tries(&rounds, &tell(2, TurnTold::Missed), "22T10:00"), Err(Stale::SaidAlready.into()));
        assert_eq!(rounds.state(2, at("30T00:00")), TurnState::Done);
    }

    #[test]
    fn it_comes_to_its_end_with_the_last_turn_or_when_somebody_ends_it() {
        let told = (1..=7).fold(week(), |rounds, turn| rounds.after(&tell(turn, TurnTold::Done), at("28T09:00")));
        assert!(!told.is_running());
        let end = RecheckStep::End { reason: "一家已搬走".to_owned() };
        assert_eq!(told.admit(&end, at("28T10:00")), Err(Stale::Ended.into()));
        let ended = week().after(&end, at("23T09:00"));
        assert_eq!((ended.next(), ended.state(6, at("23T10:00"))), (None, TurnState::Dropped));
        assert_eq!(ended.admit(&tell(1, TurnTold::Done), at("23T10:00")), Err(Stale::Ended.into()));
    }

    #[test]
    fn it_is_proposed_after_a_dispute_was_handled_and_begun_by_hand_for_whatever_was_not_sent_away() {
        let of = |kind, state| Plan::proposed(kind, state);
        assert_eq!(of(ReportKind::Dispute, IncidentState::Disposed), Some(Plan { every: 1, times: 7 }));
        assert_eq!(of(ReportKind::Dispute, IncidentState::Closed), Some(Plan::AFTER_DISPUTE));
        assert_eq!(of(ReportKind::Dispute, IncidentState::OnSite), None);
        assert_eq!(of(ReportKind::Road, IncidentState::Closed), None);
        let plan = Plan { every: 30, times: 3 };
        assert_eq!(plan.admit(IncidentState::Accepted), Ok(()));
        assert_eq!(plan.admit(IncidentState::Void), Err(Stale::NothingDone));
        assert!(Plan { every: 0, ..plan }.admit(IncidentState::Closed).is_err());
        assert!(Plan { times: 61, ..plan }.admit(IncidentState::Closed).is_err());
    }

    #[test]
    fn states_of_turns_are_called_something_in_both_languages() {
        use crate::words::{Language, name_of};
        for state in TurnState::ALL {
            assert_eq!(serde_json::to_value(state).expect("a word"), state.word());
            let [zh, en] = [Language::Chinese, Language::English].map(|it| name_of("turn_state", state.word(), it));
            assert!(zh.is_some() && en.is_some() && zh != en, "{state:?}");
        }
    }

    proptest! {
        #[test]
        fn every_turn_has_a_whole_day_that_no_other_has(
            every in 1_u32..=90, times in 1_u32..=60, at in 0_i64..2_000_000, offset in -12_i8..=14,
        ) {
            let at = Moment::from_millis(at * 60_000);
            let rounds = begun(Plan { every, times }, at, offset);
            prop_assert!(rounds.first > at);
            for turn in 1..times {
                prop_assert_eq!(rounds.day(turn + 1).millis() - rounds.day(turn).millis(), i64::from(every) * DAY);
            }
            let last = rounds.day(times);
            prop_assert_eq!(rounds.state(times, last), TurnState::Due);
            prop_assert_eq!(rounds.state(times, Moment::from_millis(last.millis() + DAY)), TurnState::Overdue);
        }
    }
}
