//! Hand a printed sheet out.

use domain::action::Outcome;
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::seat::Seat;
use domain::sheet::SheetPrint;

use super::Desktop;
use crate::failure::broken;

/// Only what this desk's press has made becomes a fact: nobody writes down a print that there never was.
pub fn print(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    print: &SheetPrint,
) -> Result<Outcome, Failure> {
    let fact = print.decide(&desk.district.tree, seat)?;
    if !desk.tray.take(print) {
        return Err(Refusal::NoSuch { noun: "print", id: print.hash.clone() }.into());
    }
    desk.batch.append(seat, command, desk.now, Some(print.wish.grid.clone()), &fact).map_err(broken)?;
    Ok(Outcome::SheetPrinted { hash: print.hash.clone() })
}
