//! The course of an incident: what follows from the steps that were taken on it.
//!
//! Invariant: folding the same steps in their order gives the same course, and a step that no way allows changes nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::way::{Deed, Leads, Part};
use super::{IncidentState, IncidentStep, Party, Reached, StepOfIncident};
use crate::failure::{Hurdle, Refusal};
use crate::id::{IncidentId, PostId};
use crate::moment::Moment;
use crate::seat::Seat;
use crate::worktime::Halt;

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "for", rename_all = "snake_case")]
#[ts(export)]
pub enum Request {
    /// 挂账: it cannot go on before then, and its clocks stand still.
    Suspension {
        /// Until when.
        until: Moment,
    },
    /// 延期: it takes longer.
    Extension {
        /// Until when.
        until: Moment,
    },
}

/// Where an incident stands, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Where it stands.
    pub state: IncidentState,
    /// Where it stood before it was suspended or merged.
    before: IncidentState,
    /// Who answers for it.
    pub lead: Option<Party>,
    /// Who helps.
    pub assisting: Vec<Party>,
    /// How often it was returned.
    pub returns: u32,
    /// Whose it is, says who returned it last.
    pub proposed: Option<Party>,
    /// Whether the district has had the last word on whose it is.
    pub is_ruled: bool,
    /// Who said last that it is done.
    pub disposer: Option<Seat>,
    /// What was asked for and not answered.
    pub asked: Option<Request>,
    /// Until when it may take instead of its limit.
    pub extended: Option<Moment>,
    /// When its clocks stood still.
    pub halts: Vec<Halt>,
    /// What its follow-ups came to.
    pub follow_ups: Vec<Reached>,
    /// Whether somebody wants it reopened.
    pub is_reopening_asked: bool,
    /// How often that was refused since it ended.
    #[serde(default, skip_serializing_if = "is_none")]
    pub reopenings_refused: u32,
    /// As which one it goes on.
    pub merged: Option<IncidentId>,
    /// How often somebody was reminded.
    pub chased: u32,
    /// Whether it is watched from above.
    pub is_supervised: bool,
}

/// Who wants to take a step, and when.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// What he is to the incident.
    pub parts: &'a [Part],
    /// Who.
    pub by: &'a Seat,
    /// Now.
    pub at: Moment,
}

impl Default for Course {
    /// It came in, and nothing was done.
    fn default() -> Self {
        Self {
            state: IncidentState::Reported,
            before: IncidentState::Reported,
            lead: None,
            assisting: Vec::new(),
            returns: 0,
            proposed: None,
            is_ruled: false,
            disposer: None,
            asked: None,
            extended: None,
            halts: Vec::new(),
            follow_ups: Vec::new(),
            is_reopening_asked: false,
            reopenings_refused: 0,
            merged: None,
            chased: 0,
            is_supervised: false,
        }
    }
}

impl Course {
    /// What follows from these steps, the first first.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a StepOfIncident>) -> Self {
        steps.into_iter().fold(Self::default(), Self::after)
    }

    /// Decide whether a step may be taken on this incident.
    ///
    /// `id`: its own.
    pub fn admit(&self, id: IncidentId, step: &IncidentStep, taken: &Taken<'_>) -> Result<(), Refusal> {
        self.admit_deed(step.deed(), taken.parts)?;
        step.clone().tidied()?;
        let hurdle = match step {
            IncidentStep::Merge { into } if *into == id => Hurdle::IntoItself,
            IncidentStep::Ask { request, .. } if request.until() <= taken.at => Hurdle::UntilPassed,
            IncidentStep::Pass { witness, .. } | IncidentStep::Fail { witness, .. }
                if self.is_own_work(taken.by, witness.as_ref()) =>
            {
                Hurdle::OwnWork
            }
            _ => return Ok(()),
        };
        Err(hurdle.into())
    }

    /// Decide whether somebody who has these parts may do this now, whatever he says with it.
    ///
    /// Whose it is, the second return leaves to the street and the third to the district.
    pub fn admit_deed(&self, deed: Deed, parts: &[Part]) -> Result<(), Hurdle> {
        if let Some(hurdle) = deed.hurdle(self.state) {
            return Err(hurdle);
        }
        let (who, hurdle): (&[Part], Hurdle) = match (deed, self.state, self.returns) {
            (Deed::Assign, IncidentState::Returned, 3..) => (&[Part::Ruler], Hurdle::DistrictRules),
            (Deed::Assign, IncidentState::Returned, 2) => (&[Part::StreetHead, Part::Ruler], Hurdle::StreetRules),
            (Deed::Assign, ..) => (&[Part::Dispatcher], Hurdle::NotYourPart),
            _ => (deed.way().who, Hurdle::NotYourPart),
        };
        if !who.iter().any(|part| parts.contains(part)) {
            return Err(hurdle);
        }
        match deed {
            Deed::Return if self.is_ruled => Err(Hurdle::Ruled),
            Deed::Ask if self.asked.is_some() => Err(Hurdle::AskedAlready),
            Deed::Grant | Deed::Deny if self.asked.is_none() => Err(Hurdle::NothingAsked),
            Deed::RefuseReopen if !self.wants_reopening() => Err(Hurdle::NothingAsked),
            Deed::Close if self.follow_ups.is_empty() => Err(Hurdle::NotFollowedUp),
            _ => Ok(()),
        }
    }

    /// Whether somebody would check what he did himself: he who looks, or else he who writes it down.
    pub fn is_own_work(&self, by: &Seat, witness: Option<&PostId>) -> bool {
        self.disposer.as_ref().is_some_and(|disposer| match witness {
            Some(witness) => disposer.post.as_ref() == Some(witness),
            None => disposer.person() == by.person(),
        })
    }

    /// What whoever reported it said of it last; none: nobody has reached him.
    pub fn heard(&self) -> Option<Reached> {
        self.follow_ups.iter().rev().find(|reached| **reached != Reached::Nobody).copied()
    }

    /// How many follow-ups reached nobody. They are in no rate.
    pub fn unreached(&self) -> usize {
        self.follow_ups.iter().filter(|reached| **reached == Reached::Nobody).count()
    }

    /// Whether somebody waits for a word on reopening it: it was asked for, or it was closed over an unhappy caller,
    /// and nobody has said no to that.
    pub fn wants_reopening(&self) -> bool {
        let is_unhappy = self.state == IncidentState::Closed && self.heard() == Some(Reached::Unhappy);
        self.is_reopening_asked || (is_unhappy && self.reopenings_refused == 0)
    }

    /// The course after one step more.
    #[must_use]
    pub fn after(mut self, taken: &StepOfIncident) -> Self {
        let StepOfIncident { step, by, at } = taken;
        let deed = step.deed();
        if deed.hurdle(self.state).is_some() {
            return self;
        }
        let from = self.state;
        self.state = match deed.way().leads {
            Leads::To(state) => state,
            Leads::Back => self.before,
            Leads::AsAsked if matches!(self.asked, Some(Request::Suspension { .. })) => IncidentState::Suspended,
            Leads::AsAsked | Leads::Nowhere => from,
        };
        match step {
            IncidentStep::Merge { into } => (self.before, self.merged) = (from, Some(*into)),
            IncidentStep::Split { .. } => self.merged = None,
            IncidentStep::Assign { lead, assisting, .. } => {
                self.is_ruled |= from == IncidentState::Returned && self.returns >= 3;
                (self.lead, self.assisting, self.proposed) = (Some(lead.clone()), assisting.clone(), None);
                (self.asked, self.extended) = (None, None);
            }
            IncidentStep::Return { proposed, .. } => {
                self.returns += 1;
                (self.lead, self.assisting, self.proposed) = (None, Vec::new(), Some(proposed.clone()));
                self.asked = None;
            }
            IncidentStep::Ask { request, .. } => self.asked = Some(*request),
            IncidentStep::Deny { .. } => self.asked = None,
            IncidentStep::Grant => match self.asked.take() {
                Some(Request::Suspension { .. }) => {
                    self.before = from;
                    self.halts.push(Halt { from: *at, until: None });
                }
                Some(Request::Extension { until }) => self.extended = Some(until),
                None => {}
            },
            IncidentStep::Resume => {
                if let Some(halt) = self.halts.last_mut() {
                    halt.until = Some(*at);
                }
            }
            IncidentStep::Dispose { .. } => (self.disposer, self.asked) = (Some(by.clone()), None),
            IncidentStep::FollowUp { reached, .. } => self.follow_ups.push(*reached),
            IncidentStep::AskReopen { .. } => self.is_reopening_asked = true,
            IncidentStep::RefuseReopen { .. } => {
                self.is_reopening_asked = false;
                self.reopenings_refused += 1;
            }
            IncidentStep::Reopen { .. } => {
                // It goes round once more, as one that comes in; how often it went astray stays known.
                (self.lead, self.assisting, self.disposer, self.extended) = (None, Vec::new(), None, None);
                (self.follow_ups, self.is_reopening_asked, self.reopenings_refused) = (Vec::new(), false, 0);
            }
            IncidentStep::Chase { .. } => self.chased += 1,
            IncidentStep::Supervise { .. } => self.is_supervised = true,
            IncidentStep::Accept
            | IncidentStep::Decline { .. }
            | IncidentStep::Settle { .. }
            | IncidentStep::TakeOn
            | IncidentStep::Arrive
            | IncidentStep::Pass { .. }
            | IncidentStep::Fail { .. }
            | IncidentStep::Close { .. }
            | IncidentStep::Void { .. } => {}
        }
        self
    }
}

/// What never happened is not written down: courses of before say nothing of it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_none(times: &u32) -> bool {
    *times == 0
}

impl Request {
    /// Until when.
    pub fn until(self) -> Moment {
        match self {
            Self::Suspension { until } | Self::Extension { until } => until,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::code::GridPath;
    use crate::id::{DeviceId, UnitId};
    use crate::incident::{Clock, Standing};
    use crate::seat::{Door, Role, Seat};

    const ALL: [Part; 7] =
        [Part::Reporter, Part::Dispatcher, Part::Handler, Part::Checker, Part::StreetHead, Part::Ruler, Part::Overseer];

    fn id(number: u128) -> IncidentId {
        IncidentId(uuid::Uuid::from_u128(number))
    }

    fn at(minute: i64) -> Moment {
        Moment::from_millis(minute * 60_000)
    }

    fn seat(number: u128) -> Seat {
        let door = Door::Device(DeviceId(uuid::Uuid::from_u128(number)));
        Seat { role: Role::Field, subtree: Some(GridPath::from_text("411602")), post: None, door }
    }

    fn unit(name: &str) -> Party {
        Party::Unit(UnitId(name.to_owned()))
    }

    fn assign(name: &str) -> IncidentStep {
        IncidentStep::Assign { lead: unit(name), assisting: vec![], words: "去看看".into() }
    }

    fn disposed(words: &str) -> IncidentStep {
        IncidentStep::Dispose { words: said(words), attachments: vec![] }
    }

    fn sent_back(to: &str) -> IncidentStep {
        IncidentStep::Return {
            reason: "不是我们的".into(), basis: "权责清单 12 条".into(), proposed: unit(to)
        }
    }

    /// An incident on which steps are taken, a minute apart, each by one who may.
    struct Line {
        course: Course,
        minute: i64,
    }

    impl Line {
        fn new() -> Self {
            Self { course: Course::default(), minute: 0 }
        }

        fn tries(&self, step: &IncidentStep, parts: &[Part], by: &Seat) -> Result<(), Refusal> {
            self.course.admit(id(1), step, &Taken { parts, by, at: at(self.minute) })
        }

        fn takes(mut self, step: IncidentStep, by: u128) -> Self {
            let by = seat(by);
            assert_eq!(self.tries(&step, &ALL, &by), Ok(()), "{step:?} in {:?}", self.course.state);
            self.course = self.course.after(&StepOfIncident { step, by, at: at(self.minute) });
            self.minute += 1;
            self
        }
    }

    #[test]
    fn a_call_that_reached_nobody_is_no_answer_and_an_unhappy_one_asks_to_reopen() {
        let follow = |reached| IncidentStep::FollowUp { reached, words: said("回访") };
        let verified = || {
            let line = Line::new().takes(IncidentStep::Accept, 1).takes(assign("市政"), 1);
            let pass = IncidentStep::Pass { words: said("看过"), attachments: vec![], witness: None };
            line.takes(IncidentStep::TakeOn, 2).takes(disposed("修好了"), 2).takes(pass, 3)
        };
        let close = || IncidentStep::Close { words: said("已答复") };
        let line = verified().takes(follow(Reached::Nobody), 1);
        assert_eq!((line.course.heard(), line.course.unreached()), (None, 1));
        let line = line.takes(follow(Reached::Unhappy), 1).takes(follow(Reached::Nobody), 1);
        assert_eq!((line.course.heard(), line.course.unreached()), (Some(Reached::Unhappy), 2));
        assert!(!line.course.wants_reopening(), "it is open");
        let closed = line.takes(close(), 1);
        assert!(closed.course.wants_reopening());
        let reopened = closed.takes(IncidentStep::Reopen { reason: said("属实") }, 1);
        assert!(!reopened.course.wants_reopening());
        let closed = verified().takes(follow(Reached::Unhappy), 1).takes(close(), 1);
        let refused = closed.takes(IncidentStep::RefuseReopen { reason: said("已经修好") }, 1);
        assert!(!refused.course.wants_reopening(), "he was told why not");
        let content = verified().takes(follow(Reached::Partly), 1).takes(close(), 1);
        assert!(!content.course.wants_reopening(), "partly content is no request");
    }

    fn said(words: &str) -> String {
        words.to_owned()
    }

    #[test]
    fn a_finding_goes_round_and_a_failed_check_sends_it_back_to_who_did_it() {
        let line = Line::new().takes(IncidentStep::Accept, 1);
        assert_eq!(
            line.tries(&disposed("修好了"), &ALL, &seat(2)),
            Err(Hurdle::NotAssigned.into()),
            "a disposal before a dispatch"
        );
        let line = line.takes(assign("市政"), 1).takes(IncidentStep::Arrive, 2).takes(disposed("修好了"), 2);
        assert_eq!(
            line.tries(&IncidentStep::Pass { words: said("看过"), attachments: vec![], witness: None }, &ALL, &seat(2)),
            Err(Hurdle::OwnWork.into())
        );
        let line = line.takes(IncidentStep::Fail { reason: said("还在漏"), attachments: vec![], witness: None }, 3);
        assert_eq!((line.course.state, &line.course.lead), (IncidentState::Disposing, &Some(unit("市政"))));
        let line = line
            .takes(disposed("换了管"), 2)
            .takes(IncidentStep::Pass { words: said("不漏了"), attachments: vec![], witness: None }, 3);
        let close = IncidentStep::Close { words: said("已修复") };
        assert_eq!(line.tries(&close, &ALL, &seat(1)), Err(Hurdle::NotFollowedUp.into()));
        let line = line
            .takes(IncidentStep::FollowUp { reached: Reached::Nobody, words: said("没人接") }, 1)
            .takes(IncidentStep::FollowUp { reached: Reached::Content, words: said("满意") }, 1)
            .takes(close, 1);
        assert_eq!(line.course.state, IncidentState::Closed);
        assert_eq!(line.course.follow_ups, [Reached::Nobody, Reached::Content]);
        let line = line
            .takes(IncidentStep::AskReopen { reason: said("又漏了") }, 4)
            .takes(IncidentStep::Reopen { reason: said("又漏了") }, 1)
            .takes(assign("水务"), 1);
        assert_eq!((line.course.state, &line.course.disposer), (IncidentState::Assigned, &None));
    }

    #[test]
    fn who_wants_it_reopened_gets_a_reason_or_gets_it_and_may_ask_again() {
        let refuse = || IncidentStep::RefuseReopen { reason: said("看过，没有再漏") };
        let ask = || IncidentStep::AskReopen { reason: said("又漏了") };
        let declined = Line::new().takes(IncidentStep::Decline { reason: said("不归本区") }, 1);
        assert_eq!(declined.tries(&refuse(), &ALL, &seat(1)), Err(Hurdle::NothingAsked.into()));
        let asked = declined.takes(ask(), 4);
        assert_eq!(asked.tries(&refuse(), &[Part::Reporter], &seat(4)), Err(Hurdle::NotYourPart.into()));
        let refused = asked.takes(refuse(), 1);
        assert_eq!((refused.course.state, refused.course.wants_reopening()), (IncidentState::Declined, false));
        let again = refused.takes(ask(), 4);
        assert!(again.course.wants_reopening());
        assert_eq!(again.takes(IncidentStep::Reopen { reason: said("属实") }, 1).course.state, IncidentState::Reopened);
    }

    #[test]
    fn the_second_return_goes_to_the_street_the_third_to_the_district_and_none_after_that() {
        let line = Line::new().takes(IncidentStep::Accept, 1).takes(assign("A"), 1).takes(sent_back("B"), 2);
        assert_eq!((line.course.returns, &line.course.proposed), (1, &Some(unit("B"))));
        assert_eq!(line.tries(&assign("B"), &[Part::Dispatcher], &seat(1)), Ok(()));
        let line = line.takes(assign("B"), 1).takes(sent_back("A"), 3);
        assert_eq!(line.tries(&assign("A"), &[Part::Dispatcher], &seat(1)), Err(Hurdle::StreetRules.into()));
        assert_eq!(line.tries(&assign("A"), &[Part::StreetHead], &seat(4)), Ok(()));
        assert_eq!(line.tries(&assign("A"), &[Part::Ruler], &seat(5)), Ok(()), "the district is above the street");
        let line = line.takes(assign("A"), 4).takes(sent_back("B"), 2);
        for parts in [&[Part::Dispatcher][..], &[Part::StreetHead]] {
            assert_eq!(line.tries(&assign("B"), parts, &seat(1)), Err(Hurdle::DistrictRules.into()));
        }
        let line = line.takes(assign("B"), 5);
        assert!(line.course.is_ruled);
        assert_eq!(line.tries(&sent_back("A"), &ALL, &seat(3)), Err(Hurdle::Ruled.into()));
    }

    #[test]
    fn what_is_asked_for_is_answered_before_anything_else_is_asked_for() {
        let ask = |request| IncidentStep::Ask { request, reason: said("等配件") };
        let line = Line::new().takes(IncidentStep::Accept, 1).takes(assign("A"), 1).takes(IncidentStep::TakeOn, 2);
        assert_eq!(line.tries(&IncidentStep::Grant, &ALL, &seat(1)), Err(Hurdle::NothingAsked.into()));
        let past = ask(Request::Extension { until: at(0) });
        assert_eq!(line.tries(&past, &ALL, &seat(2)), Err(Hurdle::UntilPassed.into()));
        let line = line.takes(ask(Request::Suspension { until: at(900) }), 2);
        let more = ask(Request::Extension { until: at(90) });
        assert_eq!(line.tries(&more, &ALL, &seat(2)), Err(Hurdle::AskedAlready.into()));
        let line = line.takes(IncidentStep::Grant, 1);
        assert_eq!(line.course.state, IncidentState::Suspended);
        let line = line.takes(IncidentStep::Resume, 2);
        assert_eq!(line.course.state, IncidentState::Disposing);
        assert_eq!(line.course.halts, [Halt { from: at(4), until: Some(at(5)) }]);
        let line = line.takes(more, 2).takes(IncidentStep::Deny { reason: said("够了") }, 1);
        assert_eq!((line.course.asked, line.course.extended), (None, None));
        let again = ask(Request::Extension { until: at(90) });
        assert_eq!(line.takes(again, 2).takes(IncidentStep::Grant, 1).course.extended, Some(at(90)));
    }

    #[test]
    fn what_was_merged_and_split_is_where_it_was() {
        let line = Line::new().takes(IncidentStep::Accept, 1);
        let own = IncidentStep::Merge { into: id(1) };
        assert_eq!(line.tries(&own, &ALL, &seat(1)), Err(Hurdle::IntoItself.into()));
        let line = line.takes(IncidentStep::Merge { into: id(2) }, 1);
        assert_eq!((line.course.state, line.course.merged), (IncidentState::Merged, Some(id(2))));
        let line = line.takes(IncidentStep::Split { reason: said("两个井") }, 1);
        assert_eq!((line.course.state, line.course.merged), (IncidentState::Accepted, None));
    }

    #[test]
    fn who_writes_down_what_another_has_done_names_somebody_else_who_looked() {
        let with = |post: &str| Seat { post: Some(PostId(post.to_owned())), ..seat(2) };
        let line = Line::new().takes(IncidentStep::Accept, 1).takes(assign("A"), 1).takes(IncidentStep::Arrive, 2);
        let step = disposed("修好了");
        let course = line.course.after(&StepOfIncident { step, by: with("P1"), at: at(9) });
        let pass = |witness: Option<&str>| IncidentStep::Pass {
            words: said("看过"),
            attachments: vec![],
            witness: witness.map(|post| PostId(post.to_owned())),
        };
        let tries = |step: &IncidentStep, by: &Seat| course.admit(id(1), step, &Taken { parts: &ALL, by, at: at(10) });
        assert_eq!(tries(&pass(None), &seat(2)), Err(Hurdle::OwnWork.into()));
        assert_eq!(tries(&pass(Some("P2")), &seat(2)), Ok(()), "somebody else has looked");
        assert_eq!(tries(&pass(Some("P1")), &seat(3)), Err(Hurdle::OwnWork.into()), "he who did it is no witness");
    }

    #[test]
    fn nobody_does_what_is_somebody_elses_part_and_nobody_says_nothing() {
        let line = Line::new();
        for part in ALL {
            let is_his = Deed::Accept.way().who.contains(&part);
            assert_eq!(line.tries(&IncidentStep::Accept, &[part], &seat(1)).is_ok(), is_his, "{part:?}");
        }
        let silent = IncidentStep::Decline { reason: said(" ") };
        assert_eq!(line.tries(&silent, &ALL, &seat(1)), Err(Hurdle::NothingSaid.into()));
    }

    fn steps() -> Vec<IncidentStep> {
        let until = at(1_000_000);
        let reason = || said("有原因");
        vec![
            IncidentStep::Accept,
            IncidentStep::Decline { reason: reason() },
            IncidentStep::Merge { into: id(2) },
            IncidentStep::Split { reason: reason() },
            assign("A"),
            sent_back("B"),
            IncidentStep::TakeOn,
            IncidentStep::Arrive,
            IncidentStep::Ask { request: Request::Suspension { until }, reason: reason() },
            IncidentStep::Ask { request: Request::Extension { until }, reason: reason() },
            IncidentStep::Grant,
            IncidentStep::Deny { reason: reason() },
            IncidentStep::Resume,
            disposed("有原因"),
            IncidentStep::Settle { words: reason() },
            IncidentStep::Pass { words: reason(), attachments: vec![], witness: None },
            IncidentStep::Fail { reason: reason(), attachments: vec![], witness: None },
            IncidentStep::FollowUp { reached: Reached::Unhappy, words: reason() },
            IncidentStep::Close { words: reason() },
            IncidentStep::AskReopen { reason: reason() },
            IncidentStep::Reopen { reason: reason() },
            IncidentStep::RefuseReopen { reason: reason() },
            IncidentStep::Void { reason: reason() },
            IncidentStep::Chase { words: reason() },
            IncidentStep::Supervise { words: reason() },
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_tried_the_course_keeps_its_word(tries in proptest::collection::vec((0_usize..25, 1_u128..4), 0..200)) {
            let all = steps();
            let (mut course, mut taken, mut standing) = (Course::default(), Vec::new(), Standing::reported(at(0)));
            for (minute, (which, by)) in (0..).zip(tries) {
                let (step, by) = (all[which].clone(), seat(by));
                let admitted = course.admit(id(1), &step, &Taken { parts: &ALL, by: &by, at: at(minute) });
                let step = StepOfIncident { step, by, at: at(minute) };
                if admitted.is_err() {
                    if step.step.deed().hurdle(course.state).is_some() {
                        prop_assert_eq!(&course.clone().after(&step), &course, "what no way allows changes nothing");
                        prop_assert_eq!(&standing.clone().after(&step), &standing);
                    }
                    continue;
                }
                course = course.after(&step);
                standing = standing.after(&step);
                taken.push(step);
                let clock = Clock::of(at(0), &taken).pop().filter(|clock| clock.until.is_none());
                prop_assert_eq!((&standing.course, standing.clock()), (&course, clock));
                // Its clocks stand still exactly while it is suspended, one time after the other.
                let standing = course.halts.iter().filter(|halt| halt.until.is_none()).count();
                prop_assert_eq!(standing == 1, course.state == IncidentState::Suspended);
                prop_assert!(course.halts.windows(2).all(|pair| pair[0].until.is_some_and(|until| until <= pair[1].from)));
                // Whoever has it is known from the dispatch until it is returned or reopened.
                let is_somebodys = matches!(course.state, IncidentState::Assigned | IncidentState::Disposing
                    | IncidentState::OnSite | IncidentState::Suspended | IncidentState::Disposed | IncidentState::Verified);
                prop_assert!(!is_somebodys || course.lead.is_some());
                prop_assert_eq!(course.merged.is_some(), course.state == IncidentState::Merged);
            }
            prop_assert_eq!(Course::of(&taken), course);
        }
    }
}
