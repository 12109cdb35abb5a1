//! Live calls: who waits, who talks with whom, and to whom one may hand over.

use domain::answer::{CallLine, CallList, DeskSeat};
use domain::failure::Failure;
use domain::livecall::{CallEnd, CallStage, CallWay, LONGEST_RING, LONGEST_WAIT, LiveCall, Side, Upshot, takes_calls};
use domain::seat::{Door, Role, Seat};

use super::{Desktop, count};
use crate::failure::broken;

/// So long a call that ended is still told, in seconds: whoever was in it sees how.
const AFTERWARDS: i64 = 20;

impl Desktop<'_, '_> {
    pub(super) fn ask_calls(&self) -> Result<CallList, Failure> {
        let open = self.view.open_calls().map_err(broken)?;
        let mut calls: Vec<CallLine> = open
            .iter()
            .filter(|call| call.admit(self.seat).is_ok())
            .map(|call| {
                // What is over by itself is over, whether or not the clock has come by.
                let lapsed = (!call.is_live(self.now)).then(|| match call.lapse() {
                    Upshot::Ended(end) => end,
                    Upshot::Missed | Upshot::Turned(_) => CallEnd::NotReached,
                });
                self.call_line(call, lapsed, &open)
            })
            .collect();
        let ended = self.view.calls_ended_since(self.now.plus_seconds(-AFTERWARDS)).map_err(broken)?;
        let ended = ended.iter().filter(|row| row.call.admit(self.seat).is_ok());
        calls.extend(ended.map(|row| self.call_line(&row.call, row.ended.map(|(_, end)| end), &open)));
        calls.sort_by_key(|line| (line.rang, line.id));
        let desks = if self.seat.role == Role::Field { Vec::new() } else { self.desk_seats(&open)? };
        Ok(CallList { calls, desks, longest_wait: LONGEST_WAIT, longest_ring: LONGEST_RING })
    }

    fn call_line(&self, call: &LiveCall, end: Option<CallEnd>, open: &[LiveCall]) -> CallLine {
        let post = self.district.roster.post(&call.ring.post);
        let waits = |one: &&LiveCall| {
            one.ring.way == CallWay::ToCentre && one.stage == CallStage::Ringing && one.is_live(self.now)
        };
        let before = open.iter().filter(waits).filter(|one| (one.rang, one.ring.id) < (call.rang, call.ring.id));
        CallLine {
            id: call.ring.id,
            way: call.ring.way,
            stage: call.stage,
            end,
            post: call.ring.post.clone(),
            person: post.map(|post| post.person.clone()).unwrap_or_default(),
            title: post.map(|post| post.title.clone()).unwrap_or_default(),
            phone: post.map(|post| post.phone.clone()).unwrap_or_default(),
            grid_name: self.district.name_of(&call.grid),
            grid: call.grid.clone(),
            rang: call.rang,
            answered: call.answered,
            until: call.due(),
            centre: call.centre.as_ref().map(|seat| self.author(seat)),
            own: [Side::Centre, Side::Post].into_iter().any(|side| call.is_party(self.seat, side)),
            offered: call.offered,
            offered_here: self.seat.role != Role::Field && call.offered == Some(self.seat.person()),
            before: count(before.count()),
            reachable: self.presence.is_there(&call.ring.post),
            recording: call.recorded(),
        }
    }

    /// The seats of the desk beside one's own that may take calls, as far as they lie in what one covers oneself.
    fn desk_seats(&self, open: &[LiveCall]) -> Result<Vec<DeskSeat>, Failure> {
        let mut seats = vec![Seat::owner(Door::Window)];
        let devices = self.view.devices().map_err(broken)?;
        let valid = devices.into_iter().filter(|device| device.is_valid(self.now) && takes_calls(device.grant.role));
        seats.extend(valid.map(|device| Seat {
            role: device.grant.role,
            subtree: device.grant.subtree,
            post: None,
            door: Door::Device(device.id),
        }));
        let is_other = |seat: &Seat| seat.person() != self.seat.person();
        seats
            .into_iter()
            .filter(|seat| is_other(seat) && self.reaches(seat))
            .map(|seat| {
                let person = seat.person();
                let watch = self.view.watch_on(seat.subtree.as_ref()).map_err(broken)?;
                let is_in = |call: &LiveCall| call.is_live(self.now) && call.is_party(&seat, Side::Centre);
                Ok(DeskSeat {
                    person,
                    role: seat.role,
                    scope_name: seat.subtree.as_ref().map(|path| self.district.name_of(path)),
                    watch: watch.filter(|watch| watch.by.person() == person).map(|watch| watch.name),
                    engaged: open.iter().any(is_in),
                })
            })
            .collect()
    }

    /// Whether a seat of the desk may be named to the one who asks: its grids are his business, or his are its.
    fn reaches(&self, seat: &Seat) -> bool {
        let (Some(own), Some(other)) = (&self.seat.subtree, &seat.subtree) else { return true };
        own.is_within(other) || other.is_within(own)
    }
}
