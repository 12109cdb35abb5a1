//! Write into the journal, and hand a print of it out.

use domain::action::Outcome;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, NoteId, OrderId};
use domain::journal::{JournalPrint, NoteDraft};
use domain::seat::Seat;

use super::Desktop;
use crate::failure::{broken, bug};

/// An entry of somebody's own; about a grid of the seat's, an order that reaches it, an entry that it may read.
pub fn write(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, note: NoteDraft) -> Result<Outcome, Failure> {
    if let Some(path) = &note.about.grid {
        if desk.district.tree.grid(path).is_none() {
            return Err(Refusal::NoSuchGrid { path: path.clone() }.into());
        }
        if !seat.covers(path) {
            return Err(Refusal::OutsideSubtree { path: path.clone() }.into());
        }
    }
    if let Some(order) = note.about.order {
        admit_order(desk, seat, order)?;
    }
    if let Some(entry) = note.corrects {
        admit_entry(desk, seat, entry)?;
    }
    let scope = note.about.grid.clone().or_else(|| seat.subtree.clone());
    let note = note.decide(NoteId((desk.options.new_id)()), desk.now)?;
    let header = desk
        .batch
        .append(seat, command, desk.now, scope, &Fact::JournalWritten { note: Box::new(note) })
        .map_err(broken)?;
    Ok(Outcome::JournalWritten { fact: header.id(), number: number(desk, header.id())? })
}

/// Only what this desk's press has made becomes a fact: nobody writes down a print that there never was.
pub fn print(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    print: JournalPrint,
) -> Result<Outcome, Failure> {
    let scope = print.wish.scope.clone().or_else(|| seat.subtree.clone());
    super::admit_scope(seat, scope.as_ref())?;
    if !desk.journals.take(&print) {
        return Err(Refusal::NoSuch { noun: "print", id: print.hash }.into());
    }
    let hash = print.hash.clone();
    desk.batch.append(seat, command, desk.now, scope, &Fact::JournalPrinted { print }).map_err(broken)?;
    Ok(Outcome::JournalPrinted { hash })
}

/// The number under which a fact has just entered the journal.
pub fn number(desk: &Desktop<'_, '_>, fact: FactId) -> Result<String, Failure> {
    let name = desk.batch.view().entry_name(fact).map_err(broken)?;
    name.map(|(number, _)| number).ok_or_else(|| bug("what was written is no entry of the journal"))
}

fn admit_order(desk: &Desktop<'_, '_>, seat: &Seat, id: OrderId) -> Result<(), Failure> {
    let view = desk.batch.view();
    let Some(order) = view.order(id).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "order", id: id.to_string() }.into());
    };
    let reaches = || view.progress_of(&[id]).map(|rows| rows.iter().any(|(_, grid, ..)| seat.covers(grid)));
    if seat.covers(order.scope()) || reaches().map_err(broken)? {
        return Ok(());
    }
    Err(Refusal::OutsideSubtree { path: order.scope().clone() }.into())
}

fn admit_entry(desk: &Desktop<'_, '_>, seat: &Seat, entry: FactId) -> Result<(), Failure> {
    let Some((_, scope)) = desk.batch.view().entry_name(entry).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "entry", id: entry.to_string() }.into());
    };
    Ok(super::admit_scope(seat, scope.as_ref())?)
}
