//! Climb the ladders of orders, and set them.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::Failure;
use domain::id::CommandId;
use domain::ladder;
use domain::order::Priority;
use domain::seat::Seat;

use super::Desktop;
use crate::failure::broken;
use crate::import::admit;
use crate::silence;

/// The rungs that have come of the orders that this desk issued, also while it was off: each is a fact, in the name of
/// the seat that issued the order.
pub fn climb(desk: &mut Desktop<'_, '_>) -> Result<(), Failure> {
    let due = desk.batch.view().due_ladders(desk.district.store.desk, desk.now).map_err(broken)?;
    for (id, ladder) in due {
        let view = desk.batch.view();
        let Some(order) = view.order(id).map_err(broken)? else { continue };
        let silent = silence::count(&view, &order)?;
        drop(view);
        for step in ladder.climb(silent, desk.now) {
            let command = CommandId((desk.options.new_id)());
            let fact = Fact::RungReached { order: id, step };
            desk.batch.append(&order.by, command, desk.now, Some(order.scope().clone()), &fact).map_err(broken)?;
        }
    }
    Ok(())
}

/// When those are called who are silent about orders of a priority, from now on.
pub fn set(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    priority: Priority,
    minutes: Vec<u32>,
) -> Result<Outcome, Failure> {
    admit("set_ladder", seat)?;
    ladder::admit(&minutes)?;
    desk.batch.append(seat, command, desk.now, None, &Fact::LadderSet { priority, minutes }).map_err(broken)?;
    Ok(Outcome::LadderSet)
}
