//! Calls from the front line: taken, missed, asked for, put aside.

use domain::action::Outcome;
use domain::callin::{CallDraft, MissedCall, MissedWay};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Hitch, Refusal};
use domain::id::{CallId, CommandId, PostId};
use domain::moment::Moment;
use domain::seat::Seat;

use super::{Desktop, admit_scope, journal, livecall};
use crate::failure::broken;

/// Keep what was said. A missed call that it answers is settled.
pub fn take(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, call: CallDraft) -> Result<Outcome, Failure> {
    let grid = call.post.as_ref().map(|post| grid_of(desk, seat, post)).transpose()?;
    if let Some(missed) = call.answers {
        admit_missed(desk, seat, missed)?;
    }
    if let Some(live) = call.live {
        livecall::admit_words(desk, seat, live, call.post.as_ref())?;
    }
    let id = call.live.unwrap_or_else(|| CallId((desk.options.new_id)()));
    let call = call.decide(id)?;
    let (id, scope) = (call.id, grid.or_else(|| seat.subtree.clone()));
    let fact = Fact::CallTaken { call: Box::new(call) };
    let header = desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::CallTaken { call: id, number: journal::number(desk, header.id())? })
}

/// Note a call that rang and that nobody took.
pub fn note_missed(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    number: &str,
    rang: Moment,
) -> Result<Outcome, Failure> {
    let id = CallId((desk.options.new_id)());
    let mut call = MissedCall::rang(id, number, rang, &desk.district.roster, desk.now)?;
    // Whose number it is, is told to nobody who may not see the post.
    let grid = call.post.as_ref().and_then(|post| grid_of(desk, seat, post).ok());
    if grid.is_none() && call.post.take().is_some() {
        call.number = Some(number.trim().to_owned());
    }
    keep_missed(desk, seat, command, call, grid)
}

/// A person in the field asks to be called. Asked again before anybody has called, it is one call.
pub fn ask(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    asked: Moment,
    words: &str,
) -> Result<Outcome, Failure> {
    let Some(post) = seat.post.clone() else { return Err(unknown(String::new()).into()) };
    let grid = grid_of(desk, seat, &post)?;
    if let Some(known) = desk.batch.view().last_missed_call(&post).map_err(broken)?
        && known.settled.is_none()
        && let Some(Fact::CallMissed { call }) = desk.batch.view().fact(known.fact).map_err(broken)?
        && call.way == MissedWay::Asked
        && call.words == words.trim()
    {
        return Ok(Outcome::CallMissed { call: known.call, post: Some(post) });
    }
    let call = MissedCall::asked(CallId((desk.options.new_id)()), post, asked, words, desk.now)?;
    keep_missed(desk, seat, command, call, Some(grid))
}

/// Leave a missed call at that.
pub fn put_aside(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    call: CallId,
    reason: &str,
) -> Result<Outcome, Failure> {
    let scope = admit_missed(desk, seat, call)?;
    let reason = domain::callin::reason(reason)?;
    let fact = Fact::CallPutAside { call, reason };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::CallPutAside)
}

fn keep_missed(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    call: MissedCall,
    grid: Option<GridPath>,
) -> Result<Outcome, Failure> {
    let outcome = Outcome::CallMissed { call: call.id, post: call.post.clone() };
    let scope = grid.or_else(|| seat.subtree.clone());
    desk.batch.append(seat, command, desk.now, scope, &Fact::CallMissed { call: Box::new(call) }).map_err(broken)?;
    Ok(outcome)
}

/// A missed call that this seat may settle, and that nobody has settled; the grid that it is about.
fn admit_missed(desk: &Desktop<'_, '_>, seat: &Seat, call: CallId) -> Result<Option<GridPath>, Failure> {
    let Some(row) = desk.batch.view().missed_call(call).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "call", id: call.to_string() }.into());
    };
    admit_scope(seat, row.scope.as_ref())?;
    if row.settled.is_some() {
        return Err(Refusal::from(Hitch::CallSettled).into());
    }
    Ok(row.scope)
}

fn grid_of(desk: &Desktop<'_, '_>, seat: &Seat, post: &PostId) -> Result<GridPath, Refusal> {
    let known = desk.district.roster.post(post).ok_or_else(|| unknown(post.to_string()))?;
    if seat.covers(&known.grid) {
        Ok(known.grid.clone())
    } else {
        Err(Refusal::OutsideSubtree { path: known.grid.clone() })
    }
}

fn unknown(id: String) -> Refusal {
    Refusal::NoSuch { noun: "post", id }
}
