//! Issue an order.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, OrderId};
use domain::order::{self, Draft, Issue};
use domain::seat::Seat;

use super::Desktop;
use crate::failure::broken;
use crate::scene::scene;

/// The draft becomes an order with one receipt per recipient, or is refused as a whole.
pub fn issue(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, draft: Draft) -> Result<Outcome, Failure> {
    let district = desk.district;
    let scheme = district.scheme.as_ref().ok_or(Refusal::NoScheme)?.name.clone();
    let day = desk.now.day_digits(district.store.offset_hours);
    let count = desk.batch.view().orders_on(&day).map_err(broken)? + 1;
    let issue = Issue {
        id: OrderId((desk.options.new_id)()),
        number: order::number(&day, district.store.letter, count),
        now: desk.now,
        scheme,
    };
    let scene = scene(&desk.batch.view(), district, seat, &draft.target)?;
    let (order, reach) = order::issue(draft, seat, &scene, issue)?;
    let outcome = Outcome::OrderIssued {
        order: order.id,
        number: order.number.clone(),
        people: u32::try_from(reach.recipients.len()).unwrap_or(u32::MAX),
        copies: u32::try_from(reach.copies.len()).unwrap_or(u32::MAX),
    };
    let scope = order.scope().clone();
    let fact = Fact::OrderIssued { order: Box::new(order), recipients: reach.recipients, copies: reach.copies };
    desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    Ok(outcome)
}
