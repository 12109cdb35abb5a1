//! What a seat has to do with a live call: the media door asks before it takes or gives any sound or picture, and tells when a line
//! is gone.

use domain::action::{Action, Call};
use domain::failure::Failure;
use domain::id::{CallId, CommandId};
use domain::livecall::{CallStage, CallStep, CallWay, LiveCall, Side};
use domain::seat::Seat;

use crate::Desk;
use crate::failure::broken;

impl Desk {
    /// Whether a seat gives a side's line of a call, now.
    pub fn gives_call(&self, seat: &Seat, id: CallId, side: Side) -> Result<bool, Failure> {
        Ok(self.live_call(id)?.is_some_and(|call| call.gives(seat, side, self.now())))
    }

    /// Whether a seat gets it, now.
    pub fn gets_call(&self, seat: &Seat, id: CallId, side: Side) -> Result<bool, Failure> {
        Ok(self.live_call(id)?.is_some_and(|call| call.gets(seat, side, self.now())))
    }

    /// Whether a seat gets a side's pictures, now.
    pub fn sees_call(&self, seat: &Seat, id: CallId, side: Side) -> Result<bool, Failure> {
        Ok(self.live_call(id)?.is_some_and(|call| call.sees(seat, side, self.now())))
    }

    /// Which lines ought to stand of the calls that go on, and who gives each: whoever calls from the first ring on, and
    /// both once it was taken.
    pub fn call_lines(&self) -> Result<Vec<(CallId, Side, Seat)>, Failure> {
        let open = self.readers.with(|view| view.open_calls().map_err(broken))?;
        let now = self.now();
        let mut lines = Vec::new();
        for call in open.iter().filter(|call| call.is_live(now)) {
            let calls = match call.ring.way {
                CallWay::ToCentre => Side::Post,
                CallWay::ToPost => Side::Centre,
            };
            for side in [Side::Centre, Side::Post] {
                if (side == calls || call.stage != CallStage::Ringing)
                    && let Some(party) = call.party(side)
                {
                    lines.push((call.ring.id, side, party.clone()));
                }
            }
        }
        Ok(lines)
    }

    /// A side's line has been gone for too long.
    pub fn lose_call(&self, seat: &Seat, call: CallId) -> Result<(), Failure> {
        let action = Action::StepCall { call, step: CallStep::Lose };
        self.act(seat, Call { command_id: CommandId((self.options.new_id)()), action }).map(|_| ())
    }

    pub(crate) fn live_call(&self, id: CallId) -> Result<Option<LiveCall>, Failure> {
        let row = self.readers.with(|view| view.live_call(id).map_err(broken))?;
        Ok(row.filter(|row| row.ended.is_none()).map(|row| row.call))
    }
}
