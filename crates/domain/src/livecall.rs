//! Live calls 通话: the centre and one post hear each other.
//!
//! A person in the field calls the centre: it rings at every seat that covers his grid and may take calls, and whoever
//! takes it first has it. Or a seat of the centre calls a post: it rings on that post's open pages. What comes of a call
//! stands where all calls stand ([`crate::callin`]): one that nobody took is a missed call, and what was said is kept in
//! words by whoever took it, under the call's own id.
//!
//! Both may show each other pictures, by their cameras. Whoever talks in another call may go on watching a post that waits.
//!
//! Invariant: nobody but its two parties gives or gets anything of a call, and on hold neither hears anything; nor does
//! either see anything but the centre, while it watches and the post is told so.
//! Invariant: sound and pictures are kept nowhere, but for the sound where the site has switched that on and both sides'
//! pages have said so ([`crate::recording`]); who called whom, who took it, and how long it lasted is.
//! Invariant: a call is over at [`LiveCall::due`] whatever became of its desk and its pages; no clock has to run for it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::callin::{MissedCall, MissedWay};
use crate::code::GridPath;
use crate::failure::{Hitch, Refusal};
use crate::id::{CallId, PostId};
use crate::moment::Moment;
use crate::recording::{Announced, CallRecording};
use crate::seat::{Person, Role, Seat};

/// So long somebody in the field waits until the centre takes his call, in seconds; then it is a missed one.
pub const LONGEST_WAIT: i64 = 180;
/// So long it rings on a phone, in seconds; then it was not reached.
pub const LONGEST_RING: i64 = 45;
/// The longest that a call lasts, in seconds: one that nobody ends holds its post no longer.
pub const LONGEST_CALL: i64 = 4 * 3600;

/// Somebody calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    /// For ever: the id of the command that rang.
    pub id: CallId,
    /// The post that calls, or is called.
    pub post: PostId,
    /// Which of both calls.
    pub way: CallWay,
}

/// Who calls whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallWay {
    /// The field calls the centre.
    ToCentre,
    /// The centre calls a post.
    ToPost,
}

/// A side of a call; the lines of its sound are named by who gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CallSide", export)]
pub enum Side {
    /// Who sits at the desk.
    Centre,
    /// Who is in the field.
    Post,
}

/// How far a call has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallStage {
    /// Nobody has taken it.
    Ringing,
    /// Both hear each other.
    Talking,
    /// The centre has put it on hold: neither hears nor sees the other.
    Held,
    /// On hold, but for the post's pictures: the centre goes on watching, and nobody hears anything.
    Watched,
}

/// What somebody does with a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum CallStep {
    /// Take it: as it rings, or as it is handed over.
    Answer,
    /// Put it on hold.
    Hold,
    /// Put it on hold and go on watching.
    Watch,
    /// Go on with it.
    Resume,
    /// Hand it over to another seat of the desk, which has to take it.
    Pass {
        /// Whose.
        to: Person,
    },
    /// Do not hand it over after all.
    Keep,
    /// One's own page has said that the call is recorded.
    Told,
    /// Hang up; of one that rings: give it up, or decline it.
    End,
    /// One's own line is gone: what the desk sees of a page that closed, of a network that broke, of a phone that was
    /// revoked.
    Lose,
}

/// A step that leaves the call open, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "turn", rename_all = "snake_case")]
pub enum CallTurn {
    /// Somebody took it, or took it over.
    Answered,
    /// It is on hold.
    Held,
    /// It is on hold, and the centre watches.
    Watched,
    /// It goes on.
    Resumed,
    /// It is handed over; whoever has it keeps it until the other takes it.
    Offered {
        /// To whom.
        to: Person,
    },
    /// It is not handed over after all.
    Kept,
    /// Whoever had taken it is gone: it rings again, and before those who came later.
    Freed,
    /// It is recorded, once both sides know.
    Recorded,
    /// It is recorded no longer: the site has switched that off.
    Unrecorded,
    /// The page of whoever says so has told him that it is.
    Told,
}

/// How a call ended that was not missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallEnd {
    /// One of both hung up.
    HungUp,
    /// The post did not want it.
    Declined,
    /// The centre gave up before the post took it.
    GivenUp,
    /// The post was not reached.
    NotReached,
    /// A line was gone, or it was never ended.
    Lost,
    /// The desk stopped in the middle; how long it lasted nobody knows.
    DeskOff,
}

/// A call that ended, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedCall {
    /// Which.
    pub id: CallId,
    /// The post that called, or was called.
    pub post: PostId,
    /// Which of both called.
    pub way: CallWay,
    /// When it rang.
    pub rang: Moment,
    /// Since when both heard each other; none: they never did.
    pub answered: Option<Moment>,
    /// Who had it at the desk last.
    pub centre: Option<Seat>,
    /// How.
    pub end: CallEnd,
}

/// A call that the log knows no end of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCall {
    /// Which, and who calls.
    pub ring: Ring,
    /// The grid of the post.
    pub grid: GridPath,
    /// When it rang first: this is its place in the queue.
    pub rang: Moment,
    /// Since when it is at this stage.
    pub since: Moment,
    /// How far it has come.
    pub stage: CallStage,
    /// Who has it at the desk.
    pub centre: Option<Seat>,
    /// Whose phone has it.
    pub phone: Option<Seat>,
    /// When it was taken first.
    pub answered: Option<Moment>,
    /// To whom it is handed over.
    pub offered: Option<Person>,
    /// Who knows that it is recorded; none: it is not.
    pub recording: Option<Announced>,
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upshot {
    /// It goes on otherwise.
    Turned(CallTurn),
    /// It is a missed one.
    Missed,
    /// It ended.
    Ended(CallEnd),
}

/// Whether a seat takes calls at the desk.
pub fn takes_calls(role: Role) -> bool {
    matches!(role, Role::Admin | Role::Commander | Role::Operator | Role::Supervisor)
}

/// A post's call that goes on; a post is in one call.
pub fn of_post<'a>(open: &'a [LiveCall], post: &PostId, now: Moment) -> Option<&'a LiveCall> {
    open.iter().find(|one| one.ring.post == *post && one.is_live(now))
}

/// Decide whether a seat of the centre may call a post; gives the calls of its own that wait on hold meanwhile.
pub fn ring_post(seat: &Seat, post: &PostId, open: &[LiveCall], now: Moment) -> Result<Vec<CallId>, Refusal> {
    if of_post(open, post, now).is_some() {
        return Err(Hitch::PostEngaged.into());
    }
    Ok(talking_of(seat, open, now))
}

/// The calls that a seat of the centre talks in.
fn talking_of(seat: &Seat, open: &[LiveCall], now: Moment) -> Vec<CallId> {
    let talks =
        |one: &&LiveCall| one.is_live(now) && one.stage == CallStage::Talking && one.is_party(seat, Side::Centre);
    open.iter().filter(talks).map(|one| one.ring.id).collect()
}

impl Side {
    /// As lines are named.
    pub fn word(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Post => "post",
        }
    }

    /// By its name.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Centre, Self::Post].into_iter().find(|side| side.word() == word)
    }

    /// The one opposite.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Centre => Self::Post,
            Self::Post => Self::Centre,
        }
    }
}

impl LiveCall {
    /// When it is over by itself.
    pub fn due(&self) -> Moment {
        match (self.stage, self.ring.way) {
            (CallStage::Ringing, CallWay::ToCentre) => self.since.plus_seconds(LONGEST_WAIT),
            (CallStage::Ringing, CallWay::ToPost) => self.since.plus_seconds(LONGEST_RING),
            (CallStage::Talking | CallStage::Held | CallStage::Watched, _) => {
                self.answered.unwrap_or(self.since).plus_seconds(LONGEST_CALL)
            }
        }
    }

    /// Whether it goes on.
    pub fn is_live(&self, now: Moment) -> bool {
        now < self.due()
    }

    /// Who is on a side.
    pub fn party(&self, side: Side) -> Option<&Seat> {
        match side {
            Side::Centre => self.centre.as_ref(),
            Side::Post => self.phone.as_ref(),
        }
    }

    /// Whether a seat is on a side of it.
    pub fn is_party(&self, seat: &Seat, side: Side) -> bool {
        self.party(side).is_some_and(|party| party.person() == seat.person() && party.post == seat.post)
    }

    /// Whether a seat gives a side's line: whoever calls does from the first ring on, so that nothing is lost when it is
    /// taken.
    pub fn gives(&self, seat: &Seat, side: Side, now: Moment) -> bool {
        self.is_live(now) && self.is_party(seat, side)
    }

    /// Whether a seat gets a side's line.
    pub fn gets(&self, seat: &Seat, side: Side, now: Moment) -> bool {
        self.is_live(now) && self.stage == CallStage::Talking && self.is_party(seat, side.other())
    }

    /// Whether a seat gets a side's pictures: where it hears it, and of the post also while it watches.
    pub fn sees(&self, seat: &Seat, side: Side, now: Moment) -> bool {
        let watches = side == Side::Post && self.stage == CallStage::Watched;
        self.gets(seat, side, now) || (watches && self.is_live(now) && self.is_party(seat, side.other()))
    }

    /// Whether what is said is kept: where it is recorded, both talk, and both know.
    pub fn is_kept(&self, now: Moment) -> bool {
        let both_talk = self.is_live(now) && self.stage == CallStage::Talking;
        both_talk && self.recording.is_some_and(Announced::to_both)
    }

    /// How far its recording has come; none: it is not recorded.
    pub fn recorded(&self) -> Option<CallRecording> {
        self.recording.map(|told| if told.to_both() { CallRecording::On } else { CallRecording::Announced })
    }

    /// Whether a seat knows of it: in the field of one's own, at the desk of those of one's grids.
    pub fn admit(&self, seat: &Seat) -> Result<(), Refusal> {
        if !seat.covers(&self.grid) {
            return Err(Refusal::OutsideSubtree { path: self.grid.clone() });
        }
        if seat.role == Role::Field && seat.post.as_ref() != Some(&self.ring.post) {
            return Err(Refusal::NoSuch { noun: "call", id: self.ring.id.to_string() });
        }
        Ok(())
    }

    /// Decide what somebody's step comes to, for this call and for others of his that wait meanwhile.
    ///
    /// `open`: every call without an end. Done already, it comes to nothing.
    pub fn step(
        &self,
        seat: &Seat,
        step: &CallStep,
        open: &[Self],
        now: Moment,
    ) -> Result<Vec<(CallId, Upshot)>, Refusal> {
        self.admit(seat)?;
        if !self.is_live(now) {
            return Err(Hitch::CallOver.into());
        }
        let is_centre = self.is_party(seat, Side::Centre);
        let turned = |turn| vec![(self.ring.id, Upshot::Turned(turn))];
        // Whoever goes on with one talks in no other.
        let alone = |turn| {
            let others = talking_of(seat, open, now).into_iter().filter(|other| *other != self.ring.id);
            others.map(|other| (other, Upshot::Turned(CallTurn::Held))).chain(turned(turn)).collect()
        };
        Ok(match step {
            CallStep::Answer if self.answer(seat)? => alone(CallTurn::Answered),
            CallStep::End => vec![(self.ring.id, self.end(seat)?)],
            CallStep::Lose => vec![(self.ring.id, self.lose(seat)?)],
            CallStep::Answer => Vec::new(),
            CallStep::Told => self.tell(seat)?.into_iter().flat_map(turned).collect(),
            _ if !is_centre || self.stage == CallStage::Ringing => return Err(Hitch::NotYourCall.into()),
            CallStep::Hold if self.stage != CallStage::Held => turned(CallTurn::Held),
            CallStep::Watch if self.stage != CallStage::Watched => turned(CallTurn::Watched),
            CallStep::Resume if self.stage != CallStage::Talking => alone(CallTurn::Resumed),
            CallStep::Pass { to } if *to == seat.person() => return Err(Hitch::NotYourCall.into()),
            CallStep::Pass { to } => turned(CallTurn::Offered { to: *to }),
            CallStep::Keep if self.offered.is_some() => turned(CallTurn::Kept),
            CallStep::Hold | CallStep::Watch | CallStep::Resume | CallStep::Keep => Vec::new(),
        })
    }

    /// Whether somebody may take it; not: he has it.
    fn answer(&self, seat: &Seat) -> Result<bool, Refusal> {
        let own = if seat.role == Role::Field { Side::Post } else { Side::Centre };
        let called = match self.ring.way {
            CallWay::ToCentre => Side::Centre,
            CallWay::ToPost => Side::Post,
        };
        if self.stage == CallStage::Ringing {
            return if own == called { Ok(true) } else { Err(Hitch::NotYourCall.into()) };
        }
        if self.is_party(seat, own) {
            return Ok(false);
        }
        if own == Side::Centre && self.offered == Some(seat.person()) {
            return Ok(true);
        }
        Err(Hitch::CallTaken.into())
    }

    /// A page has told its person that the call is recorded; none: that was known, or it is not.
    fn tell(&self, seat: &Seat) -> Result<Option<CallTurn>, Refusal> {
        let side = [Side::Centre, Side::Post].into_iter().find(|side| self.is_party(seat, *side));
        let side = side.ok_or(Hitch::NotYourCall)?;
        Ok(self.recording.filter(|told| !told.to(side)).map(|_| CallTurn::Told))
    }

    fn end(&self, seat: &Seat) -> Result<Upshot, Refusal> {
        let is_post = seat.role == Role::Field;
        let is_centre = self.is_party(seat, Side::Centre);
        match (self.stage, self.ring.way) {
            // On any phone of the post: the one that rang may be gone.
            (CallStage::Ringing, CallWay::ToCentre) if is_post => Ok(Upshot::Missed),
            (CallStage::Ringing, CallWay::ToPost) if is_post => Ok(Upshot::Ended(CallEnd::Declined)),
            (CallStage::Ringing, CallWay::ToPost) if is_centre => Ok(Upshot::Ended(CallEnd::GivenUp)),
            (CallStage::Talking | CallStage::Held | CallStage::Watched, _) if is_centre || is_post => {
                Ok(Upshot::Ended(CallEnd::HungUp))
            }
            _ => Err(Hitch::NotYourCall.into()),
        }
    }

    fn lose(&self, seat: &Seat) -> Result<Upshot, Refusal> {
        let (is_centre, is_post) = (self.is_party(seat, Side::Centre), self.is_party(seat, Side::Post));
        match (self.stage, self.ring.way) {
            (CallStage::Ringing, CallWay::ToCentre) if is_post => Ok(Upshot::Missed),
            (CallStage::Talking | CallStage::Held | CallStage::Watched, CallWay::ToCentre) if is_centre => {
                Ok(Upshot::Turned(CallTurn::Freed))
            }
            _ if is_centre || is_post => Ok(Upshot::Ended(CallEnd::Lost)),
            _ => Err(Hitch::NotYourCall.into()),
        }
    }

    /// What it comes to by itself once it is due.
    pub fn lapse(&self) -> Upshot {
        match (self.stage, self.ring.way) {
            (CallStage::Ringing, CallWay::ToCentre) => Upshot::Missed,
            (CallStage::Ringing, CallWay::ToPost) => Upshot::Ended(CallEnd::NotReached),
            (CallStage::Talking | CallStage::Held | CallStage::Watched, _) => Upshot::Ended(CallEnd::Lost),
        }
    }

    /// What it comes to where its desk begins anew: with it all lines were gone. One that rings may go on ringing.
    pub fn begun_anew(&self) -> Option<Upshot> {
        (self.stage != CallStage::Ringing).then_some(Upshot::Ended(CallEnd::DeskOff))
    }

    /// In whose name the desk writes down what nobody did.
    pub fn by(&self) -> Option<&Seat> {
        match self.ring.way {
            CallWay::ToCentre => self.phone.as_ref(),
            CallWay::ToPost => self.centre.as_ref(),
        }
    }

    /// As the log tells of one that nobody took.
    pub fn missed(&self) -> MissedCall {
        MissedCall {
            id: self.ring.id,
            post: Some(self.ring.post.clone()),
            number: None,
            rang: self.rang,
            way: MissedWay::Rang,
            words: String::new(),
        }
    }

    /// As the log tells of its end.
    pub fn ended(&self, end: CallEnd) -> EndedCall {
        EndedCall {
            id: self.ring.id,
            post: self.ring.post.clone(),
            way: self.ring.way,
            rang: self.rang,
            answered: self.answered,
            centre: self.centre.clone(),
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DeviceId;
    use crate::seat::Door;

    const STREET: &str = "411602.411602001";
    const OTHER: &str = "411602.411602002";

    #[test]
    fn whoever_takes_a_call_first_has_it() {
        let call = ringing(1, "H", 0);
        assert_eq!(step(&call, &desk(1), &CallStep::Answer, &[], 5), Ok(vec![turned(1, CallTurn::Answered)]));
        let taken = talking(call, &desk(1), 5);
        assert_eq!(step(&taken, &desk(1), &CallStep::Answer, &[], 6), Ok(vec![]), "pressed twice");
        assert_eq!(step(&taken, &desk(2), &CallStep::Answer, &[], 6), Err(Hitch::CallTaken.into()));
        assert_eq!(step(&taken, &phone("H", 9), &CallStep::Answer, &[], 6), Err(Hitch::CallTaken.into()));
        let elsewhere = Seat { subtree: Some(path(OTHER)), ..desk(3) };
        assert!(matches!(
            step(&ringing(1, "H", 0), &elsewhere, &CallStep::Answer, &[], 5),
            Err(Refusal::OutsideSubtree { .. })
        ));
        let own = ringing(1, "H", 0);
        assert_eq!(step(&own, &phone("H", 10), &CallStep::Answer, &[], 5), Err(Hitch::NotYourCall.into()));
        assert!(matches!(step(&own, &phone("W", 11), &CallStep::Answer, &[], 5), Err(Refusal::NoSuch { .. })));
    }

    #[test]
    fn nobody_but_the_parties_gives_or_gets_a_line_and_on_hold_nobody_gets_one() {
        let mut call = talking(ringing(1, "H", 0), &desk(1), 5);
        let lines = |call: &LiveCall, seat: &Seat| {
            [Side::Centre, Side::Post].map(|side| (call.gives(seat, side, at(6)), call.gets(seat, side, at(6))))
        };
        assert_eq!(lines(&call, &desk(1)), [(true, false), (false, true)]);
        assert_eq!(lines(&call, &phone("H", 10)), [(false, true), (true, false)]);
        let strangers = [desk(2), phone("H", 11), phone("W", 10)];
        for seat in &strangers {
            assert_eq!(lines(&call, seat), [(false, false); 2], "{seat:?}");
        }
        call.stage = CallStage::Held;
        assert_eq!(lines(&call, &desk(1)), [(true, false), (false, false)]);
        assert_eq!(lines(&call, &phone("H", 10)), [(false, false), (true, false)]);
        let rings = ringing(1, "H", 0);
        assert_eq!(lines(&rings, &phone("H", 10)), [(false, false), (true, false)], "before anybody takes it");
        assert_eq!(lines(&rings, &desk(1)), [(false, false); 2]);
    }

    #[test]
    fn who_talks_sees_and_on_hold_nobody_does_but_the_centre_while_it_watches() {
        let mut call = talking(ringing(1, "H", 0), &desk(1), 5);
        let (centre, post) = (desk(1), phone("H", 10));
        let seen = |call: &LiveCall| (call.sees(&centre, Side::Post, at(6)), call.sees(&post, Side::Centre, at(6)));
        assert_eq!(seen(&call), (true, true));
        let stages = [
            (CallStep::Hold, CallStage::Held, (false, false)),
            (CallStep::Watch, CallStage::Watched, (true, false)),
            (CallStep::Hold, CallStage::Held, (false, false)),
        ];
        for (order, stage, wanted) in stages {
            assert_eq!(step(&call, &post, &order, &[], 6), Err(Hitch::NotYourCall.into()), "the centre's word");
            assert_eq!(step(&call, &centre, &order, &[], 6).map(|turns| turns.len()), Ok(1));
            call.stage = stage;
            assert_eq!(step(&call, &centre, &order, &[], 6), Ok(vec![]), "pressed twice");
            assert_eq!(seen(&call), wanted, "{stage:?}");
            assert!(!call.gets(&centre, Side::Post, at(6)) && !call.gets(&post, Side::Centre, at(6)), "nobody hears");
        }
        call.stage = CallStage::Watched;
        for stranger in [desk(2), phone("H", 11), phone("W", 10)] {
            assert!(!call.sees(&stranger, Side::Post, at(6)), "{stranger:?}");
        }
        assert!(!call.sees(&centre, Side::Post, at(LONGEST_CALL + 5)), "it is over");
        let (watched, second) = (call, ringing(2, "W", 7));
        let open = [watched.clone(), second.clone()];
        let taken = Ok(vec![turned(2, CallTurn::Answered)]);
        assert_eq!(step(&second, &centre, &CallStep::Answer, &open, 8), taken, "who is watched is watched on");
        assert_eq!(step(&watched, &centre, &CallStep::Resume, &open, 8), Ok(vec![turned(1, CallTurn::Resumed)]));
    }

    #[test]
    fn a_seat_talks_in_one_call_and_its_others_wait() {
        let first = talking(ringing(1, "H", 0), &desk(1), 5);
        let second = ringing(2, "W", 3);
        let open = [first.clone(), second.clone()];
        let both = vec![turned(1, CallTurn::Held), turned(2, CallTurn::Answered)];
        assert_eq!(step(&second, &desk(1), &CallStep::Answer, &open, 6), Ok(both));
        assert_eq!(step(&second, &desk(2), &CallStep::Answer, &open, 6), Ok(vec![turned(2, CallTurn::Answered)]));
        let (mut held, second) = (first, talking(second, &desk(1), 6));
        held.stage = CallStage::Held;
        let open = [held.clone(), second];
        let back = vec![turned(2, CallTurn::Held), turned(1, CallTurn::Resumed)];
        assert_eq!(step(&held, &desk(1), &CallStep::Resume, &open, 7), Ok(back));
        assert_eq!(ring_post(&desk(1), &PostId("X".to_owned()), &open, at(7)), Ok(vec![id(2)]));
        assert_eq!(ring_post(&desk(1), &PostId("H".to_owned()), &open, at(7)), Err(Hitch::PostEngaged.into()));
    }

    #[test]
    fn whoever_has_a_call_keeps_it_until_the_other_takes_it() {
        let mut call = talking(ringing(1, "H", 0), &desk(1), 5);
        let to = desk(2).person();
        let pass = CallStep::Pass { to };
        assert_eq!(step(&call, &desk(1), &pass, &[], 6), Ok(vec![turned(1, CallTurn::Offered { to })]));
        assert_eq!(step(&call, &desk(2), &pass, &[], 6), Err(Hitch::NotYourCall.into()));
        assert_eq!(step(&call, &phone("H", 10), &pass, &[], 6), Err(Hitch::NotYourCall.into()));
        call.offered = Some(to);
        assert!(call.gets(&desk(1), Side::Post, at(7)) && !call.gets(&desk(2), Side::Post, at(7)));
        assert_eq!(step(&call, &desk(3), &CallStep::Answer, &[], 7), Err(Hitch::CallTaken.into()));
        assert_eq!(step(&call, &desk(1), &CallStep::Keep, &[], 7), Ok(vec![turned(1, CallTurn::Kept)]));
        assert_eq!(step(&call, &desk(2), &CallStep::Answer, &[], 7), Ok(vec![turned(1, CallTurn::Answered)]));
    }

    #[test]
    fn nothing_is_kept_before_both_sides_know_and_nothing_while_it_is_on_hold() {
        let mut call = talking(ringing(1, "H", 0), &desk(1), 5);
        let (centre, post) = (desk(1), phone("H", 10));
        assert_eq!(step(&call, &centre, &CallStep::Told, &[], 6), Ok(vec![]), "it is not recorded");
        assert!(!call.is_kept(at(6)));
        for (told, is_kept) in
            [((false, false), false), ((true, false), false), ((false, true), false), ((true, true), true)]
        {
            call.recording = Some(Announced { centre: told.0, post: told.1 });
            assert_eq!(call.is_kept(at(6)), is_kept, "{told:?}");
            for (seat, knows) in [(&centre, told.0), (&post, told.1)] {
                let wanted = if knows { vec![] } else { vec![turned(1, CallTurn::Told)] };
                assert_eq!(step(&call, seat, &CallStep::Told, &[], 6), Ok(wanted));
            }
        }
        assert_eq!(step(&call, &desk(2), &CallStep::Told, &[], 6), Err(Hitch::NotYourCall.into()));
        for stage in [CallStage::Ringing, CallStage::Held, CallStage::Watched] {
            assert!(!LiveCall { stage, ..call.clone() }.is_kept(at(6)), "{stage:?}");
        }
        assert!(!call.is_kept(at(LONGEST_CALL + 5)), "it is over");
        // Whoever calls reads it while it rings.
        let ringing = LiveCall { recording: Some(Announced::default()), ..ringing(2, "H", 0) };
        assert_eq!(step(&ringing, &post, &CallStep::Told, &[], 6), Ok(vec![turned(2, CallTurn::Told)]));
    }

    #[test]
    fn it_ends_by_either_party_and_by_nobody_else() {
        let call = talking(ringing(1, "H", 0), &desk(1), 5);
        let hung_up = Ok(vec![(id(1), Upshot::Ended(CallEnd::HungUp))]);
        assert_eq!(step(&call, &desk(1), &CallStep::End, &[], 9), hung_up);
        assert_eq!(step(&call, &phone("H", 10), &CallStep::End, &[], 9), hung_up);
        assert_eq!(step(&call, &desk(2), &CallStep::End, &[], 9), Err(Hitch::NotYourCall.into()));
        let given_up = Ok(vec![(id(1), Upshot::Missed)]);
        assert_eq!(step(&ringing(1, "H", 0), &phone("H", 10), &CallStep::End, &[], 9), given_up);
        assert_eq!(
            step(&ringing(1, "H", 0), &desk(1), &CallStep::End, &[], 9),
            Err(Hitch::NotYourCall.into()),
            "others may want to take it"
        );
    }

    #[test]
    fn a_post_takes_or_declines_what_the_centre_rings() {
        let call = called(1, "H", &desk(1), 0);
        assert_eq!(step(&call, &desk(1), &CallStep::Answer, &[], 1), Err(Hitch::NotYourCall.into()));
        assert_eq!(step(&call, &phone("H", 10), &CallStep::Answer, &[], 1), Ok(vec![turned(1, CallTurn::Answered)]));
        let end = |seat: &Seat| step(&call, seat, &CallStep::End, &[], 1);
        assert_eq!(end(&phone("H", 10)), Ok(vec![(id(1), Upshot::Ended(CallEnd::Declined))]));
        assert_eq!(end(&desk(1)), Ok(vec![(id(1), Upshot::Ended(CallEnd::GivenUp))]));
        assert_eq!(end(&desk(2)), Err(Hitch::NotYourCall.into()));
    }

    #[test]
    fn what_nobody_does_anything_about_is_over_by_itself() {
        let rings = ringing(1, "H", 0);
        assert!(rings.is_live(at(LONGEST_WAIT - 1)) && !rings.is_live(at(LONGEST_WAIT)));
        assert_eq!(rings.lapse(), Upshot::Missed);
        assert_eq!(step(&rings, &desk(1), &CallStep::Answer, &[], LONGEST_WAIT), Err(Hitch::CallOver.into()));
        let called = called(1, "H", &desk(1), 0);
        assert!(!called.is_live(at(LONGEST_RING)));
        assert_eq!(called.lapse(), Upshot::Ended(CallEnd::NotReached));
        let talking = talking(ringing(1, "H", 0), &desk(1), 5);
        assert!(talking.is_live(at(LONGEST_CALL)) && !talking.is_live(at(LONGEST_CALL + 5)));
        assert_eq!(of_post(&[talking], &PostId("H".to_owned()), at(LONGEST_CALL + 5)), None, "the post is free");
    }

    #[test]
    fn whoever_calls_waits_on_where_the_desks_page_is_gone_and_a_page_that_is_gone_in_the_field_ends_it() {
        let call = talking(ringing(1, "H", 0), &desk(1), 5);
        assert_eq!(step(&call, &desk(1), &CallStep::Lose, &[], 9), Ok(vec![turned(1, CallTurn::Freed)]));
        let lost = Ok(vec![(id(1), Upshot::Ended(CallEnd::Lost))]);
        assert_eq!(step(&call, &phone("H", 10), &CallStep::Lose, &[], 9), lost);
        let called = talking(called(1, "H", &desk(1), 0), &desk(1), 5);
        assert_eq!(step(&called, &desk(1), &CallStep::Lose, &[], 9), lost, "nobody else wanted to call");
        assert_eq!(
            step(&ringing(1, "H", 0), &phone("H", 10), &CallStep::Lose, &[], 9),
            Ok(vec![(id(1), Upshot::Missed)])
        );
        assert_eq!(step(&call, &desk(2), &CallStep::Lose, &[], 9), Err(Hitch::NotYourCall.into()));
    }

    fn step(
        call: &LiveCall,
        seat: &Seat,
        step: &CallStep,
        open: &[LiveCall],
        seconds: i64,
    ) -> Result<Vec<(CallId, Upshot)>, Refusal> {
        call.step(seat, step, open, at(seconds))
    }

    fn turned(number: u128, turn: CallTurn) -> (CallId, Upshot) {
        (id(number), Upshot::Turned(turn))
    }

    fn call(number: u128, post: &str, way: CallWay, seconds: i64) -> LiveCall {
        LiveCall {
            ring: Ring { id: id(number), post: PostId(post.to_owned()), way },
            grid: path(STREET),
            rang: at(seconds),
            since: at(seconds),
            stage: CallStage::Ringing,
            centre: None,
            phone: None,
            answered: None,
            offered: None,
            recording: None,
        }
    }

    fn ringing(number: u128, post: &str, seconds: i64) -> LiveCall {
        LiveCall { phone: Some(phone(post, 10)), ..call(number, post, CallWay::ToCentre, seconds) }
    }

    fn called(number: u128, post: &str, by: &Seat, seconds: i64) -> LiveCall {
        LiveCall { centre: Some(by.clone()), ..call(number, post, CallWay::ToPost, seconds) }
    }

    fn talking(mut call: LiveCall, with: &Seat, seconds: i64) -> LiveCall {
        call.centre = Some(with.clone());
        call.phone = Some(phone(&call.ring.post.0, 10));
        (call.stage, call.since, call.answered) = (CallStage::Talking, at(seconds), Some(at(seconds)));
        call
    }

    fn id(number: u128) -> CallId {
        CallId(uuid::Uuid::from_u128(number))
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn path(text: &str) -> GridPath {
        GridPath::from_text(text)
    }

    fn device(number: u128) -> Door {
        Door::Device(DeviceId(uuid::Uuid::from_u128(number)))
    }

    fn desk(number: u128) -> Seat {
        Seat { role: Role::Operator, subtree: None, post: None, door: device(number) }
    }

    fn phone(post: &str, number: u128) -> Seat {
        let post = Some(PostId(post.to_owned()));
        Seat { role: Role::Field, subtree: Some(path(STREET)), post, door: device(number) }
    }
}
