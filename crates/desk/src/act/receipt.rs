//! Mark a receipt.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, OrderId, PostId};
use domain::receipt::{self, Mark, Way};
use domain::seat::{Door, Role, Seat};
use ledger::ReceiptRow;

use super::Desktop;
use crate::failure::broken;

/// What somebody said.
pub struct Said {
    pub order: OrderId,
    pub post: PostId,
    pub mark: Mark,
    pub way: Way,
}

/// Forward only; what is known already changes nothing and is no fault.
pub fn mark(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, said: Said) -> Result<Outcome, Failure> {
    let Said { order, post, mark, way } = said;
    admit(seat, &post, way)?;
    let row = desk.batch.view().receipt(order, &post).map_err(broken)?;
    let Some(ReceiptRow { recipient, part, receipt, .. }) = row else { return Err(Refusal::NotARecipient.into()) };
    if seat.role != Role::Field && !seat.covers(&recipient.grid) {
        return Err(Refusal::OutsideSubtree { path: recipient.grid }.into());
    }
    let asked = match mark {
        // Only a report is held to what the order asks for.
        Mark::Done { .. } => desk.batch.view().order(order).map_err(broken)?.map(|order| order.answer),
        _ => None,
    };
    let Some(mark) = receipt::decide(part, receipt.progress(), &asked.unwrap_or_default(), mark)? else {
        return Ok(Outcome::ReceiptMarked { changed: false });
    };
    let fact = Fact::ReceiptMarked { order, post, mark, way };
    desk.batch.append(seat, command, desk.now, Some(recipient.grid), &fact).map_err(broken)?;
    Ok(Outcome::ReceiptMarked { changed: true })
}

/// In the field one speaks for one's own post, from one's own device; at the desk one logs what was said.
fn admit(seat: &Seat, post: &PostId, way: Way) -> Result<(), Refusal> {
    let own = seat.post.as_ref() == Some(post);
    let fits = match (seat.role, way) {
        (Role::Field, Way::Device) => own && matches!(seat.door, Door::Device(_)),
        (Role::Field, _) | (_, Way::Device) => false,
        (_, Way::Desk | Way::Phone) => true,
    };
    if fits { Ok(()) } else { Err(Refusal::NotYours { entry: "mark_receipt", role: seat.role.word().to_owned() }) }
}
