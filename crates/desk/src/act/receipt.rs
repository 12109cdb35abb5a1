//! Mark a receipt.

use domain::action::Outcome;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, FailureKind, Refusal};
use domain::id::{CommandId, OrderId, PostId};
use domain::moment::Moment;
use domain::order::Asked;
use domain::receipt::{self, Mark, Way};
use domain::seat::{Door, Role, Seat};
use ledger::ReceiptRow;

use super::{Desktop, attach};
use crate::failure::broken;

/// What came later than this after it was said, in seconds, has its own time in the log.
const A_WHILE: i64 = 10;

/// What somebody said.
pub struct Said {
    pub order: OrderId,
    pub post: PostId,
    pub mark: Mark,
    pub way: Way,
    /// When, where a device kept it for a while.
    pub at: Option<Moment>,
}

/// Forward only; what is known already changes nothing and is no fault.
pub fn mark(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, said: Said) -> Result<Outcome, Failure> {
    let Said { order, post, mark, way, at } = said;
    admit(seat, &post, way)?;
    let known = row(desk, seat, order, &post)?;
    note(desk, seat, command, Said { order, post, mark, way, at }, known)
}

/// What a gateway reports of a message: in the name of whoever issued the order. What cannot be any more – the order has
/// ended, the person has refused – is no fault of whoever reports.
pub fn reported(
    desk: &mut Desktop<'_, '_>,
    order: OrderId,
    post: &PostId,
    mark: Mark,
    way: Way,
) -> Result<(), Failure> {
    let Some(row) = desk.batch.view().receipt(order, post).map_err(broken)? else { return Ok(()) };
    let (issued, _) = super::order::known(desk, order)?;
    let command = CommandId((desk.options.new_id)());
    let said = Said { order, post: post.clone(), mark, way, at: None };
    match note(desk, &issued.by, command, said, row) {
        Err(failure) if failure.kind != FailureKind::Broken => Ok(()),
        other => other.map(drop),
    }
}

fn note(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    said: Said,
    known: ReceiptRow,
) -> Result<Outcome, Failure> {
    let Said { order, post, mark, way, at } = said;
    let ReceiptRow { recipient, part, receipt, .. } = known;
    // What is known already changes nothing, whatever stands beside it.
    let mark = if mark.progress() > receipt.progress() { attach::admitted(desk, seat, mark)? } else { mark };
    let asked = match mark {
        // Only a report is held to what the order asks for.
        Mark::Done { .. } => desk.batch.view().order(order).map_err(broken)?.map(|order| order.answer),
        _ => None,
    };
    let asked = asked.unwrap_or_default();
    let Some(mark) = receipt::decide(part, receipt.progress(), &asked, mark)? else {
        return Ok(Outcome::ReceiptMarked { changed: false });
    };
    if let (Asked::Place, Mark::Done { value: Some(path), .. }) = (&asked, &mark) {
        let path = GridPath::from_text(path.as_str());
        desk.district.tree.grid(&path).ok_or(Refusal::NoSuchGrid { path: path.clone() })?;
    }
    // A device's clock may be ahead: nothing is said later than now.
    let at = at.filter(|at| way == Way::Device && *at < desk.now).unwrap_or(desk.now);
    if let Some(end) = desk.batch.view().order_end(order).map_err(broken)? {
        let (issued, _) = super::order::known(desk, order)?;
        issued.admit_mark(&end, receipt.progress(), &mark, at)?;
    }
    let said = (at.plus_seconds(A_WHILE) < desk.now).then_some(at);
    let fact = Fact::ReceiptMarked { order, post, mark, way, said };
    desk.batch.append(seat, command, desk.now, Some(recipient.grid), &fact).map_err(broken)?;
    Ok(Outcome::ReceiptMarked { changed: true })
}

/// A post's receipt of an order, for a seat that may know of it.
pub fn row(desk: &Desktop<'_, '_>, seat: &Seat, order: OrderId, post: &PostId) -> Result<ReceiptRow, Failure> {
    let row = desk.batch.view().receipt(order, post).map_err(broken)?.ok_or(Refusal::NotARecipient)?;
    if seat.role != Role::Field && !seat.covers(&row.recipient.grid) {
        return Err(Refusal::OutsideSubtree { path: row.recipient.grid }.into());
    }
    Ok(row)
}

/// In the field one speaks for one's own post, from one's own device; at the desk one logs what was said.
fn admit(seat: &Seat, post: &PostId, way: Way) -> Result<(), Refusal> {
    let own = seat.post.as_ref() == Some(post);
    let fits = match (seat.role, way) {
        (Role::Field, Way::Device) => own && matches!(seat.door, Door::Device(_)),
        (Role::Field, _) | (_, Way::Device | Way::Sms | Way::Voice) => false,
        (_, Way::Desk | Way::Phone | Way::Door) => true,
    };
    if fits { Ok(()) } else { Err(Refusal::NotYours { entry: "mark_receipt", role: seat.role.word().to_owned() }) }
}
