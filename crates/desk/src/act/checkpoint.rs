//! What the front line says of its checkpoints: it holds as of when it was said, whenever it comes.

use domain::action::Outcome;
use domain::amendment::Amendment;
use domain::fact::Fact;
use domain::failure::{Failure, Objection, Refusal};
use domain::id::{CheckpointId, CommandId};
use domain::item::{Item, ItemKind, ItemName};
use domain::moment::Moment;
use domain::seat::Seat;
use domain::venue::{Checkpoint, CheckpointState};

use super::{Desktop, amend};
use crate::failure::broken;

/// How a checkpoint stood, and when.
pub struct Said {
    pub id: CheckpointId,
    pub state: CheckpointState,
    pub queue: u8,
    pub at: Moment,
}

/// The checkpoint stands so, unless something newer is known of it: then it is told, and changes nothing.
///
/// Invariant: in whatever order two of these come, the one that was said later stands.
pub fn say(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, said: Said) -> Result<Outcome, Failure> {
    let Said { id, state, queue, at } = said;
    let name = ItemName { of: ItemKind::Checkpoint, id: id.0.clone() };
    let Some(Item::Checkpoint(before)) = desk.district.item(&name) else {
        return Err(Refusal::NoSuch { noun: "checkpoint", id: id.0 }.into());
    };
    admit(desk, seat, &before)?;
    // A phone's clock may be wrong: nothing was so later than now.
    let at = at.min(desk.now);
    let known = desk.batch.view().amendments_of(&name).map_err(broken)?;
    if known.iter().any(|line| line.said.unwrap_or(line.at) > at) {
        let scope = before.grid.clone();
        let fact = Fact::CheckpointHeardLate { id, name: before.name, state, queue, said: at };
        desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
        return Ok(Outcome::CheckpointSaid { changed: false });
    }
    let after = Checkpoint { state, queue, ..before.clone() };
    let amendment = Amendment::said_on_the_spot(name, Item::Checkpoint(before), Item::Checkpoint(after), at);
    amend::keep(desk, seat, command, amendment)?;
    Ok(Outcome::CheckpointSaid { changed: true })
}

/// Refuse what lies outside the seat's subtree, and what is somebody else's to say.
fn admit(desk: &Desktop<'_, '_>, seat: &Seat, checkpoint: &Checkpoint) -> Result<(), Refusal> {
    if let (Some(top), grid) = (&seat.subtree, &checkpoint.grid)
        && !grid.as_ref().is_some_and(|grid| seat.covers(grid))
    {
        return Err(Refusal::OutsideSubtree { path: grid.as_ref().unwrap_or(top).clone() });
    }
    let post = seat.post.as_ref().and_then(|post| desk.district.roster.post(post));
    if post.is_some_and(|post| post.sets(checkpoint)) { Ok(()) } else { Err(Objection::NotYourCheckpoint.into()) }
}
