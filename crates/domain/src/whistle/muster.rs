//! The muster of a whistle: who of those called has come, and what each side said of the other.
//!
//! Invariant: folding the same steps in their order gives the same muster, and a step that is not to be taken changes
//! nothing. No words are in it: they are sealed with the incident's key.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Mark, Rated, Side, StepOfWhistle, Whistle, WhistleDeed, WhistleStep};
use crate::failure::{Deaf, Refusal};
use crate::incident::{Limit, Party, Reading};
use crate::moment::Moment;
use crate::worktime::{Calendar, YearMissing};

/// How a whistle stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Muster {
    /// When it was blown.
    pub blown: Moment,
    /// Each of those called.
    pub called: Vec<Attendance>,
    /// How many minutes were written.
    pub notes: u32,
    /// When it ended.
    pub ended: Option<Moment>,
}

/// How one of those called stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who.
    pub party: Party,
    /// How long it may take.
    pub limit: Limit,
    /// When it said that it comes.
    pub answered: Option<Moment>,
    /// When it was there.
    pub arrived: Option<Moment>,
    /// When it refused, and has not come round since.
    pub refused: Option<Moment>,
    /// How often it refused.
    pub refusals: u32,
    /// What the caller said of it.
    pub of_called: Option<Mark>,
    /// What it said of the caller.
    pub of_caller: Option<Mark>,
}

/// Whether one of those called is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OnSite {
    /// 无协同: it has not answered.
    Silent,
    /// 未到场: it comes.
    Coming,
    /// 到场.
    There,
    /// 拒绝.
    Refused,
}

impl Muster {
    /// As it was blown.
    pub fn blown(whistle: &Whistle, at: Moment) -> Self {
        let called = whistle.summons.iter().map(|summons| Attendance {
            party: summons.party.clone(),
            limit: summons.limit,
            answered: None,
            arrived: None,
            refused: None,
            refusals: 0,
            of_called: None,
            of_caller: None,
        });
        Self { blown: at, called: called.collect(), notes: 0, ended: None }
    }

    /// How one of those called stands.
    pub fn of(&self, party: &Party) -> Option<&Attendance> {
        self.called.iter().find(|one| one.party == *party)
    }

    /// How often somebody has refused.
    pub fn refusals(&self) -> u32 {
        self.called.iter().map(|one| one.refusals).sum()
    }

    /// Decide whether somebody on these sides may do this now, whatever he says with it.
    ///
    /// `party`: who is called, where the deed is about one of them.
    pub fn admit_deed(&self, deed: WhistleDeed, party: Option<&Party>, sides: &[Side]) -> Result<(), Deaf> {
        let one = party.map(|party| self.of(party).ok_or(Deaf::NotCalled)).transpose()?;
        self.hurdle(deed, one)?;
        let is_caller = sides.contains(&Side::Caller);
        let is_scribe = sides.contains(&Side::Scribe);
        let is_called = party.is_some_and(|party| sides.contains(&Side::Called(party.clone())));
        let may = match deed {
            WhistleDeed::Answer | WhistleDeed::Arrive | WhistleDeed::Refuse => is_called || is_scribe,
            WhistleDeed::Note | WhistleDeed::End => is_caller || is_scribe,
            WhistleDeed::RateCalled => is_caller,
            // Whoever has no seat says it to somebody, but not to the one whom it is about.
            WhistleDeed::RateCaller if is_caller => return Err(Deaf::OwnMark),
            WhistleDeed::RateCaller => is_called || is_scribe || sides.contains(&Side::Overseer),
        };
        if may { Ok(()) } else { Err(Deaf::NotYourSide) }
    }

    /// Why a deed is not to be done now, by whomever.
    fn hurdle(&self, deed: WhistleDeed, one: Option<&Attendance>) -> Result<(), Deaf> {
        let is_rating = matches!(deed, WhistleDeed::RateCalled | WhistleDeed::RateCaller);
        match self.ended {
            None if is_rating => return Err(Deaf::StillBlown),
            Some(_) if !is_rating => return Err(Deaf::Ended),
            _ => {}
        }
        let Some(one) = one else { return Ok(()) };
        let is_past = match deed {
            WhistleDeed::Answer => matches!(one.on_site(), OnSite::Coming | OnSite::There),
            WhistleDeed::Arrive => one.arrived.is_some(),
            WhistleDeed::Refuse => matches!(one.on_site(), OnSite::There | OnSite::Refused),
            WhistleDeed::RateCalled if one.of_called.is_some() => return Err(Deaf::RatedAlready),
            WhistleDeed::RateCaller if one.of_caller.is_some() => return Err(Deaf::RatedAlready),
            WhistleDeed::RateCalled | WhistleDeed::RateCaller | WhistleDeed::Note | WhistleDeed::End => false,
        };
        if is_past { Err(Deaf::SaidAlready) } else { Ok(()) }
    }

    /// Decide whether a step may be taken now.
    pub fn admit(&self, step: &WhistleStep, sides: &[Side], now: Moment) -> Result<(), Refusal> {
        self.admit_deed(step.deed(), step.party(), sides)?;
        if let WhistleStep::Note { minutes } = step {
            for party in &minutes.present {
                if self.of(party).ok_or(Deaf::NotCalled)?.arrived.is_none() {
                    return Err(Deaf::NotThere.into());
                }
            }
            for undertaking in &minutes.undertakings {
                self.of(&undertaking.party).ok_or(Deaf::NotCalled)?;
                if undertaking.until <= now {
                    return Err(Deaf::UntilPassed.into());
                }
            }
        }
        step.clone().tidied()?;
        Ok(())
    }

    /// Whether a step that stands in the log counts.
    pub fn counts(&self, step: &WhistleStep) -> bool {
        match step.party() {
            Some(party) => self.of(party).is_some_and(|one| self.hurdle(step.deed(), Some(one)).is_ok()),
            None => self.hurdle(step.deed(), None).is_ok(),
        }
    }

    /// The muster after one step more.
    #[must_use]
    pub fn after(mut self, taken: &StepOfWhistle) -> Self {
        let StepOfWhistle { step, at, .. } = taken;
        if !self.counts(step) {
            return self;
        }
        match step {
            WhistleStep::Note { .. } => self.notes += 1,
            WhistleStep::End { .. } => self.ended = Some(*at),
            WhistleStep::Answer { party } | WhistleStep::Arrive { party } => {
                let is_there = matches!(step, WhistleStep::Arrive { .. });
                self.change(party, |one| {
                    one.answered = one.answered.or(Some(*at));
                    one.arrived = is_there.then_some(*at);
                    one.refused = None;
                });
            }
            WhistleStep::Refuse { party, .. } => self.change(party, |one| {
                one.refused = Some(*at);
                one.refusals += 1;
            }),
            WhistleStep::Rate { party, of, mark, .. } => self.change(party, |one| match of {
                Rated::Called => one.of_called = Some(*mark),
                Rated::Caller => one.of_caller = Some(*mark),
            }),
        }
        self
    }

    fn change(&mut self, party: &Party, change: impl FnOnce(&mut Attendance)) {
        if let Some(one) = self.called.iter_mut().find(|one| one.party == *party) {
            change(one);
        }
    }

    /// When the clock of one of those called stopped: it was there, it refused, or all was over; none: it runs.
    pub fn stopped(&self, one: &Attendance) -> Option<Moment> {
        one.arrived.or(one.refused).or(self.ended)
    }

    /// The clock of one of those called, with the sum that it is.
    pub fn read(&self, one: &Attendance, calendar: &Calendar, now: Moment) -> Result<Reading, YearMissing> {
        one.limit.read((self.blown, self.stopped(one).unwrap_or(now)), &[], calendar)
    }
}

impl Attendance {
    /// Whether it is there.
    pub fn on_site(&self) -> OnSite {
        match self {
            Self { arrived: Some(_), .. } => OnSite::There,
            Self { refused: Some(_), .. } => OnSite::Refused,
            Self { answered: Some(_), .. } => OnSite::Coming,
            _ => OnSite::Silent,
        }
    }
}

impl OnSite {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Silent, Self::Coming, Self::There, Self::Refused];

    /// As on the wire; what it is called stands in the table of words, under `on_site`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Coming => "coming",
            Self::There => "there",
            Self::Refused => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::code::GridPath;
    use crate::failure::Hurdle;
    use crate::id::{IncidentId, UnitId, WhistleId};
    use crate::incident::Light;
    use crate::seat::{Door, Seat};
    use crate::whistle::{Minutes, Summons, Undertaking, WhistleKind};
    use crate::worktime::Pace;

    fn unit(name: &str) -> Party {
        Party::Unit(UnitId(name.to_owned()))
    }

    fn at(text: &str) -> Moment {
        Moment(format!("2026-11-20T{text}:00+08:00").parse().expect("a moment"))
    }

    fn calendar() -> Calendar {
        serde_json::from_str(include_str!("../../../../data/calendars/china.json")).expect("a calendar")
    }

    /// Three departments, thirty minutes of working time each.
    fn whistle() -> Whistle {
        let limit = Limit { minutes: 30, pace: Pace::Working };
        Whistle {
            id: WhistleId(uuid::Uuid::from_u128(1)),
            number: "CS-20261120-A001".to_owned(),
            incident: IncidentId(uuid::Uuid::from_u128(2)),
            kind: WhistleKind::Daily,
            words: "一起看看".to_owned(),
            summons: ["住建", "城管", "消防"].map(|name| Summons { party: unit(name), limit }).to_vec(),
        }
    }

    fn taken(step: WhistleStep, text: &str) -> StepOfWhistle {
        StepOfWhistle { step, by: Seat::owner(Door::Window), at: at(text) }
    }

    fn arrive(name: &str) -> WhistleStep {
        WhistleStep::Arrive { party: unit(name) }
    }

    fn refuse(name: &str) -> WhistleStep {
        WhistleStep::Refuse { party: unit(name), reason: "不是消防通道".to_owned() }
    }

    fn rate(name: &str, of: Rated) -> WhistleStep {
        WhistleStep::Rate { party: unit(name), of, mark: Mark::Partly, words: String::new() }
    }

    fn end() -> WhistleStep {
        WhistleStep::End { words: "拆完了".to_owned() }
    }

    const DESK: [Side; 2] = [Side::Caller, Side::Scribe];

    /// Scenario A5 of the mission.
    fn evening() -> Muster {
        let answered = taken(WhistleStep::Answer { party: unit("城管") }, "15:05");
        [answered, taken(arrive("住建"), "15:18"), taken(refuse("消防"), "15:20"), taken(arrive("城管"), "15:44")]
            .iter()
            .fold(Muster::blown(&whistle(), at("15:00")), Muster::after)
    }

    #[test]
    fn of_three_that_are_called_one_comes_in_time_one_late_and_one_refuses() {
        let muster = evening();
        let told: Vec<_> = muster
            .called
            .iter()
            .map(|one| {
                let read = muster.read(one, &calendar(), at("17:00")).expect("a year that is known");
                (one.on_site(), read.run / 60_000, read.light)
            })
            .collect();
        assert_eq!(
            told,
            [(OnSite::There, 18, Light::Green), (OnSite::There, 44, Light::Red), (OnSite::Refused, 20, Light::Green),]
        );
        assert_eq!(muster.refusals(), 1);
        let read = muster.read(&muster.called[1], &calendar(), at("17:00")).expect("known");
        assert_eq!((read.due, read.stretches.len()), (Some(at("15:30")), 1));
    }

    #[test]
    fn a_clock_in_working_time_stands_still_over_noon_and_stops_when_all_is_over() {
        let muster = Muster::blown(&whistle(), at("11:50"));
        let run = |muster: &Muster, text: &str| {
            muster.read(&muster.called[0], &calendar(), at(text)).expect("known").run / 60_000
        };
        assert_eq!(run(&muster, "14:40"), 20, "ten minutes before noon and ten after");
        let over = muster.after(&taken(end(), "14:45"));
        assert_eq!(run(&over, "17:00"), 25);
    }

    #[test]
    fn who_refused_may_come_round_and_the_refusal_stays_counted() {
        let muster = evening().after(&taken(arrive("消防"), "16:00"));
        let one = muster.of(&unit("消防")).expect("called");
        assert_eq!((one.on_site(), one.refusals, one.refused), (OnSite::There, 1, None));
        assert_eq!(muster.admit(&refuse("消防"), &DESK, at("16:01")), Err(Deaf::SaidAlready.into()));
    }

    #[test]
    fn each_side_rates_the_other_once_and_only_when_all_is_over() {
        let tries = |muster: &Muster, step: WhistleStep, sides: &[Side]| muster.admit(&step, sides, at("17:00"));
        let muster = evening();
        assert_eq!(tries(&muster, rate("住建", Rated::Called), &DESK), Err(Deaf::StillBlown.into()));
        let over = muster.after(&taken(end(), "16:30"));
        assert_eq!(tries(&over, arrive("消防"), &DESK), Err(Deaf::Ended.into()));
        assert_eq!(tries(&over, rate("住建", Rated::Called), &DESK), Ok(()));
        assert_eq!(tries(&over, rate("住建", Rated::Called), &[Side::Scribe]), Err(Deaf::NotYourSide.into()));
        assert_eq!(tries(&over, rate("住建", Rated::Caller), &DESK), Err(Deaf::OwnMark.into()));
        assert_eq!(tries(&over, rate("住建", Rated::Caller), &[Side::Overseer]), Ok(()));
        let rated = over.after(&taken(rate("住建", Rated::Called), "16:40"));
        let again = WhistleStep::Rate {
            party: unit("住建"),
            of: Rated::Called,
            mark: Mark::Unhappy,
            words: "改一下".to_owned(),
        };
        assert_eq!(tries(&rated, again.clone(), &DESK), Err(Deaf::RatedAlready.into()));
        let after = rated.clone().after(&taken(again, "16:50"));
        assert_eq!(after, rated, "also where it stands in a log");
        let silent =
            WhistleStep::Rate { party: unit("城管"), of: Rated::Called, mark: Mark::Unhappy, words: " ".to_owned() };
        assert_eq!(tries(&rated, silent, &DESK), Err(Hurdle::NothingSaid.into()), "a bad mark says why");
        let uncalled = rate("水务", Rated::Called);
        assert_eq!(tries(&rated, uncalled, &DESK), Err(Deaf::NotCalled.into()));
    }

    #[test]
    fn minutes_name_those_who_were_there_and_what_each_does_until_when() {
        let note = |present: &[&str], until: &str| WhistleStep::Note {
            minutes: Minutes {
                words: "先封后拆".to_owned(),
                present: present.iter().map(|name| unit(name)).collect(),
                undertakings: vec![Undertaking { party: unit("住建"), words: "拆除".to_owned(), until: at(until) }],
            },
        };
        let muster = evening();
        let tries = |step: &WhistleStep| muster.admit(step, &DESK, at("16:00"));
        assert_eq!(tries(&note(&["住建", "城管"], "18:00")), Ok(()));
        assert_eq!(tries(&note(&["消防"], "18:00")), Err(Deaf::NotThere.into()));
        assert_eq!(tries(&note(&["水务"], "18:00")), Err(Deaf::NotCalled.into()));
        assert_eq!(tries(&note(&["住建"], "15:59")), Err(Deaf::UntilPassed.into()));
        let called = [Side::Called(unit("住建"))];
        assert_eq!(muster.admit(&note(&["住建"], "18:00"), &called, at("16:00")), Err(Deaf::NotYourSide.into()));
    }

    #[test]
    fn one_who_is_called_speaks_for_himself_alone() {
        let muster = Muster::blown(&whistle(), at("15:00"));
        let own = [Side::Called(unit("住建"))];
        assert_eq!(muster.admit(&arrive("住建"), &own, at("15:01")), Ok(()));
        assert_eq!(muster.admit(&arrive("城管"), &own, at("15:01")), Err(Deaf::NotYourSide.into()));
        assert_eq!(muster.admit(&end(), &own, at("15:01")), Err(Deaf::NotYourSide.into()));
        assert_eq!(muster.admit(&arrive("住建"), &[Side::Overseer], at("15:01")), Err(Deaf::NotYourSide.into()));
    }

    #[test]
    fn sorts_sides_and_marks_are_called_something_in_both_languages() {
        use crate::words::{Language, name_of};
        let told = |space: &str, word: &str, wire: serde_json::Value| {
            assert_eq!(wire, word);
            let [zh, en] = [Language::Chinese, Language::English].map(|language| name_of(space, word, language));
            assert!(zh.is_some() && en.is_some() && zh != en, "{space} {word}");
        };
        for kind in WhistleKind::ALL {
            told("whistle_kind", kind.word(), serde_json::to_value(kind).expect("a word"));
        }
        for state in OnSite::ALL {
            told("on_site", state.word(), serde_json::to_value(state).expect("a word"));
        }
        for mark in Mark::ALL {
            told("mark", mark.word(), serde_json::to_value(mark).expect("a word"));
        }
        for deed in WhistleDeed::OF_ONE.into_iter().chain(WhistleDeed::OF_ALL) {
            told("whistle_deed", deed.word(), serde_json::to_value(deed).expect("a word"));
        }
    }

    fn steps() -> impl Strategy<Value = Vec<StepOfWhistle>> {
        let step = (0_u8..7, 0_usize..4).prop_map(|(deed, who)| {
            let name = ["住建", "城管", "消防", "水务"][who];
            match deed {
                0 => WhistleStep::Answer { party: unit(name) },
                1 => arrive(name),
                2 => refuse(name),
                3 => rate(name, Rated::Called),
                4 => rate(name, Rated::Caller),
                5 => end(),
                _ => WhistleStep::Note {
                    minutes: Minutes { words: "记".to_owned(), present: vec![], undertakings: vec![] },
                },
            }
        });
        proptest::collection::vec(step, 0..30).prop_map(|steps| {
            let seat = Seat { subtree: Some(GridPath::from_text("411602")), ..Seat::owner(Door::Window) };
            let dated = steps.into_iter().enumerate().map(|(minute, step)| StepOfWhistle {
                step,
                by: seat.clone(),
                at: Moment::from_millis(at("15:00").millis() + 60_000 * i64::try_from(minute).expect("few")),
            });
            dated.collect()
        })
    }

    proptest! {
        #[test]
        fn whoever_was_there_stays_there_and_a_mark_stays_what_it_was(steps in steps()) {
            let mut muster = Muster::blown(&whistle(), at("15:00"));
            for step in &steps {
                let after = muster.clone().after(step);
                prop_assert_eq!(after == muster, !muster.counts(&step.step));
                for (one, next) in muster.called.iter().zip(&after.called) {
                    prop_assert!(one.arrived.is_none() || one.arrived == next.arrived);
                    prop_assert!(one.of_called.is_none() || one.of_called == next.of_called);
                    prop_assert!(one.of_caller.is_none() || one.of_caller == next.of_caller);
                    prop_assert!(one.refusals <= next.refusals);
                    prop_assert!(muster.ended.is_some() || (next.of_called.is_none() && next.of_caller.is_none()));
                }
                prop_assert!(muster.ended.is_none() || muster.ended == after.ended);
                muster = after;
            }
        }
    }
}
