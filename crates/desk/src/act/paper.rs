//! Hand a printed paper out.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::paper::PaperPrint;
use domain::seat::Seat;

use super::Desktop;
use super::order::known;
use crate::failure::broken;

/// Only what this desk's press has made becomes a fact, for a seat that sees something of the order.
pub fn print(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    print: &PaperPrint,
) -> Result<Outcome, Failure> {
    let (order, _) = known(desk, print.wish.order)?;
    let scope = order.scope().clone();
    let receipts = desk.batch.view().receipts(order.id).map_err(broken)?;
    if !receipts.iter().any(|row| seat.covers(&row.recipient.grid)) {
        return Err(Refusal::OutsideSubtree { path: scope }.into());
    }
    if !desk.papers.take(print) {
        return Err(Refusal::NoSuch { noun: "print", id: print.hash.clone() }.into());
    }
    let fact = Fact::PaperPrinted { print: print.clone() };
    desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    Ok(Outcome::PaperPrinted { hash: print.hash.clone() })
}
