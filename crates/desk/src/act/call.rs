//! Log a call about an order.

use domain::action::Outcome;
use domain::calling::{self, CallResult, Means};
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, OrderId, PostId};
use domain::seat::Seat;

use super::Desktop;
use super::receipt::{self, Said};
use crate::failure::broken;

/// Who was called for whom, and what came of it.
pub struct Called {
    pub order: OrderId,
    pub post: PostId,
    pub to: Option<PostId>,
    pub means: Means,
    pub result: CallResult,
}

/// The call stands in the log; where the person answered the order, the receipt is marked with it.
pub fn log(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, called: Called) -> Result<Outcome, Failure> {
    let Called { order, post, to, means, result } = called;
    let row = receipt::row(desk, seat, order, &post)?;
    let logged = calling::log(row.part, result)?;
    let to = to.unwrap_or_else(|| post.clone());
    if to != post {
        let head = desk.district.roster.post(&to);
        let head = head.ok_or_else(|| Refusal::NoSuch { noun: "post", id: to.to_string() })?;
        if !row.recipient.grid.is_within(&head.grid) {
            return Err(Refusal::NotARecipient.into());
        }
    }
    let fact = Fact::CallLogged { order, post: post.clone(), to, means, outcome: logged.outcome, words: logged.words };
    desk.batch.append(seat, command, desk.now, Some(row.recipient.grid), &fact).map_err(broken)?;
    let Some(mark) = logged.mark else { return Ok(Outcome::CallLogged { changed: false }) };
    let said = Said { order, post, mark, way: means.way(), at: None };
    let outcome = receipt::mark(desk, seat, command, said)?;
    Ok(Outcome::CallLogged { changed: outcome == Outcome::ReceiptMarked { changed: true } })
}
