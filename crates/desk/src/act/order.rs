//! Issue an order, and end it.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, OrderId};
use domain::order::{self, Draft, Ending, Issue, Order, OrderEnd};
use domain::receipt::{Part, tally};
use domain::seat::Seat;

use super::{Desktop, attach, gateway, incident};
use crate::failure::broken;
use crate::gateway::{Wanted, next_number};
use crate::scene::scene;

/// The draft becomes an order with one receipt per recipient, or is refused as a whole.
pub fn issue(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, draft: &Draft) -> Result<Outcome, Failure> {
    let district = desk.district;
    let scheme = district.scheme.as_ref().ok_or(Refusal::NoScheme)?.name.clone();
    let issue = Issue {
        id: OrderId((desk.options.new_id)()),
        number: next_number(&desk.batch.view(), district, desk.now)?,
        now: desk.now,
        scheme,
        ladders: desk.batch.view().ladders().map_err(broken)?,
        files: attach::at_hand(desk, seat, &draft.attachments)?,
    };
    let incident = draft.incident;
    let accepts = incident.map(|id| incident::before_order(desk, seat, id)).transpose()?;
    let scene = scene(&desk.batch.view(), district, seat, draft)?;
    let (order, reach) = order::issue(draft.clone(), seat, &scene, issue)?;
    let wanted = Wanted { seat, draft, reach: &reach, number: &order.number, now: desk.now };
    let planned = desk.gateways.plan(&desk.batch.view(), district, &wanted)?;
    let id = order.id;
    let outcome = Outcome::OrderIssued {
        order: order.id,
        number: order.number.clone(),
        people: u32::try_from(reach.recipients.len()).unwrap_or(u32::MAX),
        copies: u32::try_from(reach.copies.len()).unwrap_or(u32::MAX),
    };
    let corrected = scene.corrected;
    let ending =
        corrected.as_ref().map(|earlier| earlier.order.correct(earlier.end.as_ref(), seat, order.id)).transpose()?;
    let scope = reach.top(order.scope());
    let fact = Fact::OrderIssued { order: Box::new(order), recipients: reach.recipients, copies: reach.copies };
    desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    if let Some(planned) = planned {
        gateway::queue(desk, seat, command, id, (planned.by, planned.posts, planned.text))?;
    }
    if let (Some(id), Some(Some(step))) = (incident, accepts) {
        incident::handle(desk, seat, command, id, (step, None))?;
    }
    if let (Some(earlier), Some(ending)) = (corrected, ending) {
        end(desk, seat, command, &earlier.order, ending)?;
    }
    Ok(outcome)
}

/// Everybody is accounted for, or there is a reason.
pub fn close(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: OrderId,
    reason: Option<&str>,
) -> Result<Outcome, Failure> {
    let (order, ended) = known(desk, id)?;
    let receipts = desk.batch.view().progress_of(&[id]).map_err(broken)?;
    let recipients = receipts.iter().filter(|(_, _, _, part, _)| *part == Part::Recipient);
    let stood = tally(order.answering, recipients.map(|(_, grid, _, _, progress)| (grid, *progress)));
    let ending = order.close(ended.as_ref(), seat, stood, reason)?;
    end(desk, seat, command, &order, ending)
}

/// Nobody need do it any more.
pub fn withdraw(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: OrderId,
    reason: &str,
) -> Result<Outcome, Failure> {
    let (order, ended) = known(desk, id)?;
    let ending = order.withdraw(ended.as_ref(), seat, reason)?;
    end(desk, seat, command, &order, ending)
}

/// The order, and how it ended if it has.
pub fn known(desk: &Desktop<'_, '_>, id: OrderId) -> Result<(Order, Option<OrderEnd>), Failure> {
    let view = desk.batch.view();
    let order = view.order(id).map_err(broken)?;
    let order = order.ok_or_else(|| Refusal::NoSuch { noun: "order", id: id.to_string() })?;
    Ok((order, view.order_end(id).map_err(broken)?))
}

fn end(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    order: &Order,
    ending: Ending,
) -> Result<Outcome, Failure> {
    let fact = Fact::OrderEnded { order: order.id, ending };
    desk.batch.append(seat, command, desk.now, Some(order.scope().clone()), &fact).map_err(broken)?;
    Ok(Outcome::OrderEnded)
}
