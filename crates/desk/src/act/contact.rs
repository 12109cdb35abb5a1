//! How to reach whoever told of an incident: looked at by whom it is the part of, for a reason that stays; kept, and
//! destroyed, by whoever runs the store.

use domain::action::Outcome;
use domain::contact::{ContactLook, ContactReason};
use domain::fact::Fact;
use domain::failure::{Failure, Hurdle, Refusal};
use domain::id::{CommandId, IncidentId};
use domain::incident::{Ground, Part, parts};
use domain::particulars;
use domain::retention::{self as rule, ContactEnd, ContactEnding};
use domain::seat::Seat;
use ledger::IncidentRow;

use super::{Desktop, admit_scope, incident, report};
use crate::failure::broken;
use crate::retention;

/// So many are destroyed at once: others wait meanwhile.
const AT_ONCE: usize = 500;

/// Whoever takes an incident in and gives it out speaks to who told it; who handles it in the field never learns who
/// that was, nor does whoever the complaint is about.
pub fn look(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    (reason, words): (ContactReason, Option<&str>),
) -> Result<Outcome, Failure> {
    let row = incident::known(desk, seat, id)?;
    let post = seat.post.as_ref().and_then(|post| desk.district.roster.post(post));
    let ground = Ground::of(&row.grid, row.post.as_ref(), &row.standing.course);
    if !parts(seat, post, &ground).contains(&Part::Dispatcher) {
        return Err(Refusal::from(Hurdle::NotYourPart).into());
    }
    let words = reason.with_words(words)?;
    let contact = desk.batch.view().contact(id).map_err(broken)?;
    let contact = contact.ok_or_else(|| Refusal::from(Hurdle::NoContact))?;
    if contact.is_about(seat) {
        return Err(Refusal::from(Hurdle::ComplainedAbout).into());
    }
    let look = Box::new(ContactLook { incident: id, number: row.number, reason, words });
    desk.batch.append(seat, command, desk.now, Some(row.grid), &Fact::ContactViewed { look }).map_err(broken)?;
    Ok(Outcome::ContactShown { contact })
}

/// Destroy one at once, because a person wishes it.
pub fn destroy(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    words: &str,
) -> Result<Outcome, Failure> {
    let row = with_contact(desk, seat, id)?;
    let words = written(desk, words)?;
    if desk.batch.view().contact_hold(id).map_err(broken)?.is_some() {
        return Err(Refusal::from(Hurdle::ContactHeld).into());
    }
    end(desk, seat, command, row, ContactEnding::Asked { words })?;
    Ok(Outcome::ContactsSettled { destroyed: 1 })
}

/// Keep one beyond its time; said again, for the later reason.
pub fn hold(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    words: &str,
) -> Result<Outcome, Failure> {
    let IncidentRow { grid, number, .. } = with_contact(desk, seat, id)?;
    let words = written(desk, words)?;
    let fact = Fact::ContactHeld { incident: id, number, words };
    desk.batch.append(seat, command, desk.now, Some(grid), &fact).map_err(broken)?;
    Ok(Outcome::ContactsSettled { destroyed: 0 })
}

/// Let one go at its time again.
pub fn release(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    words: &str,
) -> Result<Outcome, Failure> {
    let IncidentRow { grid, number, .. } = incident::known(desk, seat, id)?;
    let words = written(desk, words)?;
    if desk.batch.view().contact_hold(id).map_err(broken)?.is_none() {
        return Err(Refusal::from(Hurdle::NotHeld).into());
    }
    let fact = Fact::ContactReleased { incident: id, number, words };
    desk.batch.append(seat, command, desk.now, Some(grid), &fact).map_err(broken)?;
    Ok(Outcome::ContactsSettled { destroyed: 0 })
}

/// Say how long they are kept, for the whole store.
pub fn set_days(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, days: u32) -> Result<Outcome, Failure> {
    if seat.subtree.is_some() {
        return Err(Refusal::NotYours { entry: "set_retention", role: seat.role.word().to_owned() }.into());
    }
    let days = rule::admit_days(days)?;
    desk.batch.append(seat, command, desk.now, None, &Fact::RetentionSet { days }).map_err(broken)?;
    Ok(Outcome::RetentionSet { days })
}

/// Destroy the next of those whose time is over; none: all are. `days`: how long they are kept, as the person knew it.
pub fn run(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, days: u32) -> Result<Outcome, Failure> {
    if days != retention::days(&desk.batch.view())? {
        return Err(Refusal::from(Hurdle::DaysChanged).into());
    }
    let due = retention::due(&desk.batch.view(), seat.subtree.as_ref(), desk.now, AT_ONCE)?;
    let destroyed = due.len() as u32;
    for row in due {
        end(desk, seat, command, row, ContactEnding::Expired { days })?;
    }
    Ok(Outcome::ContactsSettled { destroyed })
}

fn end(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    row: IncidentRow,
    why: ContactEnding,
) -> Result<(), Failure> {
    let end = Box::new(ContactEnd { incident: row.id, number: row.number, why });
    let fact = Fact::ContactDestroyed { end };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(())
}

/// An incident that this seat covers and of which it is known how to reach whoever told it.
fn with_contact(desk: &Desktop<'_, '_>, seat: &Seat, id: IncidentId) -> Result<IncidentRow, Failure> {
    let row = incident::known(desk, seat, id)?;
    admit_scope(seat, Some(&row.grid))?;
    match desk.batch.view().contact(id).map_err(broken)? {
        Some(_) => Ok(row),
        None => Err(Refusal::from(Hurdle::NoContact).into()),
    }
}

/// A reason as it is kept: nobody's number stands in it.
fn written(desk: &Desktop<'_, '_>, words: &str) -> Result<String, Failure> {
    let words = rule::reason(words)?;
    particulars::admit(&words, |digits| report::is_code(desk.district, digits))?;
    Ok(words)
}
