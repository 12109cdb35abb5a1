//! Looks at how to reach whoever told of an incident: by whom it is the part of, for a reason that stays.

use domain::action::Outcome;
use domain::contact::{ContactLook, ContactReason};
use domain::fact::Fact;
use domain::failure::{Failure, Hurdle, Refusal};
use domain::id::{CommandId, IncidentId};
use domain::incident::{Ground, Part, parts};
use domain::seat::Seat;

use super::{Desktop, incident};
use crate::failure::broken;

/// Whoever takes an incident in and gives it out speaks to who told it; who handles it in the field never learns who
/// that was.
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
    let look = Box::new(ContactLook { incident: id, number: row.number, reason, words });
    desk.batch.append(seat, command, desk.now, Some(row.grid), &Fact::ContactViewed { look }).map_err(broken)?;
    Ok(Outcome::ContactShown { contact })
}
