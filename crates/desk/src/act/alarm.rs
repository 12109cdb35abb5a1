//! Alarms: what somebody says of them, and what the clock and the disk give cause for.

use domain::action::Outcome;
use domain::alarm::{Cause, Standing};
use domain::answer::Trouble;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::scheme::Scheme;
use domain::seat::{Door, Seat};
use ledger::AlarmRow;

use super::{Desktop, admit_scope};
use crate::alarm::{admit as admit_seat, standing};
use crate::draft::Draft;
use crate::failure::broken;
use crate::silence;

/// Say that one knows of an alarm. Said twice it is said once.
pub fn acknowledge(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    cause: Cause,
    raises: u32,
) -> Result<Outcome, Failure> {
    let (row, standing) = admit(desk, seat, &cause)?;
    if let Some(raises) = row.alarm.acknowledge(standing, raises) {
        let fact = Fact::AlarmAcknowledged { cause, raises };
        desk.batch.append(seat, command, desk.now, row.scope, &fact).map_err(broken)?;
    }
    Ok(Outcome::AlarmAcknowledged)
}

/// Leave an alarm at that.
pub fn close(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    cause: Cause,
    (raises, reason): (u32, &str),
) -> Result<Outcome, Failure> {
    let (row, standing) = admit(desk, seat, &cause)?;
    let reason = row.alarm.close(standing, raises, reason)?;
    let fact = Fact::AlarmClosed { cause, raises, reason };
    desk.batch.append(seat, command, desk.now, row.scope, &fact).map_err(broken)?;
    Ok(Outcome::AlarmClosed)
}

fn admit(desk: &Desktop<'_, '_>, seat: &Seat, cause: &Cause) -> Result<(AlarmRow, Standing), Failure> {
    let view = desk.batch.view();
    let Some(row) = view.alarm(cause).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "alarm", id: cause.to_string() }.into());
    };
    admit_scope(seat, row.scope.as_ref())?;
    admit_seat(seat, cause)?;
    let standing = standing(&view, &row)?;
    Ok((row, standing))
}

/// The deadlines that have come of the orders that this desk issued, also while it was off: each is a fact, in the name
/// of the seat that issued the order.
pub fn deadlines(desk: &mut Desktop<'_, '_>) -> Result<(), Failure> {
    let deadlines = desk.batch.view().deadlines(desk.district.store.desk).map_err(broken)?;
    for (id, _) in deadlines.into_iter().filter(|(_, due)| *due <= desk.now) {
        let view = desk.batch.view();
        let Some(order) = view.order(id).map_err(broken)? else { continue };
        let silent = silence::count(&view, &order)?;
        drop(view);
        let command = CommandId((desk.options.new_id)());
        let fact = Fact::DeadlineReached { order: id, silent };
        desk.batch.append(&order.by, command, desk.now, Some(order.scope().clone()), &fact).map_err(broken)?;
    }
    Ok(())
}

/// An approved scheme could not come into force, in the name of who approved it. The same obstacle is told once.
pub fn held_up(desk: &mut Desktop<'_, '_>, scheme: Scheme, failure: &Failure) -> Result<(), Failure> {
    let (name, view) = (scheme.name.clone(), desk.batch.view());
    let cause = Cause::Scheme { scheme: name.clone() };
    let known = view.alarm(&cause).map_err(broken)?.filter(|row| !row.settled);
    for reason in
        known.iter().flat_map(|row| row.alarm.raised.keys()).filter_map(|reason| reason.parse::<FactId>().ok())
    {
        let told = view.fact(reason).map_err(broken)?;
        if matches!(told, Some(Fact::SchemeHeldUp { code, params, .. }) if code == failure.code && params == failure.params)
        {
            return Ok(());
        }
    }
    let (by, _) = Draft::of(&view, scheme).map_err(broken)?.approval()?;
    drop(view);
    let command = CommandId((desk.options.new_id)());
    let fact = Fact::SchemeHeldUp { scheme: name, code: failure.code.clone(), params: failure.params.clone() };
    desk.batch.append(&by, command, desk.now, None, &fact).map_err(broken)?;
    Ok(())
}

/// The store can be written again.
pub fn recovered(desk: &mut Desktop<'_, '_>, trouble: Trouble) -> Result<(), Failure> {
    let Trouble { code, params, since } = trouble;
    let command = CommandId((desk.options.new_id)());
    let fact = Fact::WritingFailed { code, params, since };
    desk.batch.append(&Seat::owner(Door::Window), command, desk.now, None, &fact).map_err(broken)?;
    Ok(())
}
