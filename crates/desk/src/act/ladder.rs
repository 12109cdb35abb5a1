//! Climb the ladders of orders, and set them.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::Failure;
use domain::gateway::GatewayKind;
use domain::id::CommandId;
use domain::ladder::{self, RungMessage};
use domain::order::{Order, Priority};
use domain::seat::Seat;

use super::{Desktop, gateway};
use crate::failure::broken;
use crate::gateway::RungPlanned;
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
        for mut step in ladder.climb(silent, desk.now) {
            let planned = match order.rung_message {
                Some(message) if message.rung == step.rung => plan(desk, &order, message.by)?,
                _ => None,
            };
            step.sent = planned.as_ref().map(|planned| planned.sent.clone());
            let command = CommandId((desk.options.new_id)());
            let fact = Fact::RungReached { order: id, step };
            desk.batch.append(&order.by, command, desk.now, Some(order.scope().clone()), &fact).map_err(broken)?;
            if let Some(RungPlanned { sent, posts, text }) = planned {
                gateway::queue(desk, &order.by, command, id, (sent.by, posts, text))?;
            }
        }
    }
    Ok(())
}

/// What a rung sends out now; none: nobody is to be told, or nothing goes out from here.
fn plan(desk: &Desktop<'_, '_>, order: &Order, by: GatewayKind) -> Result<Option<RungPlanned>, Failure> {
    let view = desk.batch.view();
    let silent = silence::people(&view, order)?;
    desk.gateways.plan_rung(&view, desk.district, order, by, silent)
}

/// When those are called who are silent about orders of a priority, from now on.
pub fn set(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    priority: Priority,
    (minutes, message): (Vec<u32>, Option<RungMessage>),
) -> Result<Outcome, Failure> {
    admit("set_ladder", seat)?;
    ladder::admit(&minutes, message)?;
    let fact = Fact::LadderSet { priority, minutes, message };
    desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    Ok(Outcome::LadderSet)
}
