//! Change items by hand, and take a change back.

use domain::action::Outcome;
use domain::amendment::{AmendWish, Amendment};
use domain::code::GridPath;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Objection, Refusal};
use domain::id::{CheckpointId, CommandId};
use domain::item::{Item, ItemKind, ItemName};
use domain::place::Position;
use domain::seat::Seat;
use domain::venue::{Checkpoint, CheckpointState};

use super::Desktop;
use crate::failure::{broken, bug};
use crate::moves;

/// One item becomes as somebody wants it; the desk finds the grid that it lies in.
pub fn amend(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, wish: AmendWish) -> Result<Outcome, Failure> {
    let there = desk.district.item(&wish.name()?);
    let amendment = wish.beside(there)?;
    keep(desk, seat, command, amendment)
}

/// What is said of a checkpoint, as somebody sees it.
pub struct Seen {
    pub id: CheckpointId,
    pub digest: String,
    pub state: CheckpointState,
    pub queue: u8,
}

/// A checkpoint stays where it is and lets traffic pass, or not.
pub fn set_checkpoint(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    seen: Seen,
) -> Result<Outcome, Failure> {
    let Seen { id, digest, state, queue } = seen;
    let name = ItemName { of: ItemKind::Checkpoint, id: id.0.clone() };
    let there = desk.district.item(&name);
    let Some(Item::Checkpoint(before)) = &there else {
        return Err(Refusal::NoSuch { noun: "checkpoint", id: id.0 }.into());
    };
    let after = Item::Checkpoint(Checkpoint { state, queue, ..before.clone() });
    let wish = AmendWish { item: Some(name), seen: Some(digest), after: Some(after), reason: None };
    keep(desk, seat, command, wish.beside(there)?)
}

/// An item is as it was before a change; refused when it changed again since.
pub fn undo(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, fact: FactId) -> Result<Outcome, Failure> {
    let lines = desk.batch.view().amendments().map_err(broken)?;
    let Some(line) = lines.into_iter().find(|line| line.fact == fact) else {
        return Err(Refusal::NoSuch { noun: "amendment", id: fact.to_string() }.into());
    };
    if line.undone.is_some() {
        return Err(Refusal::from(Objection::AlreadyUndone).into());
    }
    let Some(Fact::ItemAmended { amendment }) = desk.batch.view().fact(fact).map_err(broken)? else {
        return Err(bug("an amendment is not what its name says"));
    };
    let back = amendment.undoing(fact, desk.district.item(&amendment.item).as_ref())?;
    keep(desk, seat, command, back)
}

pub fn keep(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    mut amendment: Amendment,
) -> Result<Outcome, Failure> {
    // One of before, which is taken back now, may say in its address what opens the camera.
    amendment.before = amendment.before.map(Item::without_login);
    if let Some(after) = amendment.after.take().map(Item::without_login) {
        amendment.after = Some(match after.place() {
            None => after,
            Some(place) => {
                let grid = deepest(desk, place)?;
                after.in_grid(grid)
            }
        });
    }
    for item in amendment.before.iter().chain(&amendment.after) {
        admit(desk, seat, item)?;
    }
    let district = desk.district;
    amendment.admit(&district.around(&[], None))?;
    let scope = amendment.after.as_ref().or(amendment.before.as_ref()).and_then(|item| district.grid_of(item)).cloned();
    let fact = Fact::ItemAmended { amendment: Box::new(amendment) };
    let header = desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::ItemAmended { fact: header.id() })
}

fn deepest(desk: &Desktop<'_, '_>, place: Position) -> Result<Option<GridPath>, Failure> {
    moves::deepest(&desk.batch.view(), None, place).map_err(broken)
}

/// Refuse what lies outside the seat's subtree, before and after.
fn admit(desk: &Desktop<'_, '_>, seat: &Seat, item: &Item) -> Result<(), Refusal> {
    let Some(top) = &seat.subtree else { return Ok(()) };
    match desk.district.grid_of(item) {
        Some(path) if seat.covers(path) => Ok(()),
        path => Err(Refusal::OutsideSubtree { path: path.unwrap_or(top).clone() }),
    }
}
