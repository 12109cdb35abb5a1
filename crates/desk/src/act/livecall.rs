//! Live calls: the field calls the centre, the centre a post; taken, held, handed over, ended – and what the clock and a
//! desk that begins anew make of those that nobody ended.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CallId, CommandId, PostId};
use domain::livecall::{self, CallStep, CallTurn, CallWay, LiveCall, Ring, Upshot};
use domain::seat::{Person, Role, Seat};

use super::{Desktop, admit_scope};
use crate::failure::broken;

/// A call is named by its command: whoever rings knows it before the desk has answered. A post is in one call: that one
/// is the answer where it is in one already.
pub fn ring_centre(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId) -> Result<Outcome, Failure> {
    let Some(post) = seat.post.clone() else { return Err(no_post(String::new()).into()) };
    let open = desk.batch.view().open_calls().map_err(broken)?;
    if let Some(known) = livecall::of_post(&open, &post, desk.now) {
        return Ok(Outcome::CallRings { call: known.ring.id });
    }
    ring(desk, seat, command, post, CallWay::ToCentre)
}

/// Whoever calls a post talks in no other call meanwhile.
pub fn ring_post(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    post: PostId,
) -> Result<Outcome, Failure> {
    let open = desk.batch.view().open_calls().map_err(broken)?;
    for waiting in livecall::ring_post(seat, &post, &open, desk.now)? {
        let Some(call) = open.iter().find(|call| call.ring.id == waiting) else { continue };
        come_of(desk, seat, command, call, Upshot::Turned(CallTurn::Held))?;
    }
    ring(desk, seat, command, post, CallWay::ToPost)
}

fn ring(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    post: PostId,
    way: CallWay,
) -> Result<Outcome, Failure> {
    let known = desk.district.roster.post(&post).ok_or_else(|| no_post(post.to_string()))?;
    admit_scope(seat, Some(&known.grid))?;
    let call = CallId(command.0);
    let mut facts = vec![Fact::CallRang { ring: Ring { id: call, post: post.clone(), way } }];
    // From the first ring on it is known where its lines go, and whoever calls reads it before anybody speaks.
    if desk.batch.view().recording_rule().map_err(broken)?.is_on {
        facts.push(Fact::CallTurned { call, post, turn: CallTurn::Recorded });
    }
    for fact in &facts {
        desk.batch.append(seat, command, desk.now, Some(known.grid.clone()), fact).map_err(broken)?;
    }
    Ok(Outcome::CallRings { call })
}

/// Done already it is done.
pub fn step(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: CallId,
    step: &CallStep,
) -> Result<Outcome, Failure> {
    let row = desk.batch.view().live_call(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "call", id: id.to_string() })?;
    if row.ended.is_some() {
        row.call.admit(seat)?;
        return match step {
            CallStep::End | CallStep::Lose => Ok(Outcome::CallStepped),
            _ => Err(Refusal::from(domain::failure::Hitch::CallOver).into()),
        };
    }
    if let CallStep::Pass { to } = step {
        admit_heir(desk, &row.call, *to)?;
    }
    let open = desk.batch.view().open_calls().map_err(broken)?;
    for (call, upshot) in row.call.step(seat, step, &open, desk.now)? {
        let Some(call) = open.iter().find(|one| one.ring.id == call) else { continue };
        come_of(desk, seat, command, call, upshot)?;
    }
    Ok(Outcome::CallStepped)
}

/// What is handed over goes to a seat that could have taken it.
fn admit_heir(desk: &Desktop<'_, '_>, call: &LiveCall, to: Person) -> Result<(), Failure> {
    let Person::Device(id) = to else { return Ok(()) };
    let devices = desk.batch.view().devices().map_err(broken)?;
    let device = devices.into_iter().find(|device| device.id == id && device.is_valid(desk.now));
    let grant = device.map(|device| device.grant).filter(|grant| livecall::takes_calls(grant.role));
    let grant = grant.ok_or_else(|| Refusal::NoSuch { noun: "device", id: id.to_string() })?;
    let covers = grant.subtree.as_ref().is_none_or(|top| call.grid.is_within(top));
    if covers { Ok(()) } else { Err(Refusal::OutsideSubtree { path: call.grid.clone() }.into()) }
}

fn come_of(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    call: &LiveCall,
    upshot: Upshot,
) -> Result<(), Failure> {
    let fact = match upshot {
        Upshot::Turned(turn) => Fact::CallTurned { call: call.ring.id, post: call.ring.post.clone(), turn },
        Upshot::Missed => Fact::CallMissed { call: Box::new(call.missed()) },
        Upshot::Ended(end) => Fact::CallEnded { call: Box::new(call.ended(end)) },
    };
    desk.batch.append(seat, command, desk.now, Some(call.grid.clone()), &fact).map_err(broken)?;
    Ok(())
}

/// The site has switched recordings off: what goes on is recorded no longer, and its parties read so.
pub fn record_no_longer(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId) -> Result<(), Failure> {
    let open = desk.batch.view().open_calls().map_err(broken)?;
    for call in open.iter().filter(|call| call.recording.is_some()) {
        come_of(desk, seat, command, call, Upshot::Turned(CallTurn::Unrecorded))?;
    }
    Ok(())
}

/// Calls that are over by themselves, also while the desk was off: written down in the name of whoever called.
pub fn lapse(desk: &mut Desktop<'_, '_>) -> Result<(), Failure> {
    let now = desk.now;
    write_down(desk, |call| (!call.is_live(now)).then(|| call.lapse()))
}

/// The desk begins anew: all lines are gone that stood before.
pub fn begin_anew(desk: &mut Desktop<'_, '_>) -> Result<(), Failure> {
    write_down(desk, LiveCall::begun_anew)
}

fn write_down(desk: &mut Desktop<'_, '_>, of: impl Fn(&LiveCall) -> Option<Upshot>) -> Result<(), Failure> {
    let open = desk.batch.view().open_calls_of(desk.district.store.desk).map_err(broken)?;
    for call in open {
        if let (Some(upshot), Some(by)) = (of(&call), call.by()) {
            let command = CommandId((desk.options.new_id)());
            come_of(desk, by, command, &call, upshot)?;
        }
    }
    Ok(())
}

/// The call whose words somebody writes down: one of a post in his grids, which that post is in.
pub fn admit_words(desk: &Desktop<'_, '_>, seat: &Seat, id: CallId, post: Option<&PostId>) -> Result<(), Failure> {
    let row = desk.batch.view().live_call(id).map_err(broken)?;
    let row = row.filter(|row| seat.role != Role::Field && Some(&row.call.ring.post) == post);
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "call", id: id.to_string() })?;
    Ok(row.call.admit(seat)?)
}

fn no_post(id: String) -> Refusal {
    Refusal::NoSuch { noun: "post", id }
}
