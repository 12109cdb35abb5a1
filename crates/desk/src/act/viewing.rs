//! Looks at streams: begun for a reason, ended; and what the lookout sees.

use domain::action::Outcome;
use domain::camera::line_of;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, RoundId, ViewingId};
use domain::item::{Item, ItemKind, ItemName};
use domain::moment::Moment;
use domain::seat::Seat;
use domain::viewing::{self, Loss, Viewing, ViewingPrint, ViewingReason};
use domain::words::Params;

use super::{Desktop, admit_scope};
use crate::failure::broken;

/// What somebody wants to see, and why.
pub struct Wanted {
    pub stream: String,
    pub reason: ViewingReason,
    pub words: String,
    pub round: Option<RoundId>,
}

/// What the lookout sees, in the name of the seat that looks.
pub enum Watched {
    /// Whoever looked has gone.
    Away { seat: Seat, viewing: ViewingId, last: Option<Moment> },
    /// No picture comes.
    Lost { seat: Seat, stream: String, code: String, params: Params, last: Option<Moment> },
    /// Pictures come.
    Found { seat: Seat, stream: String },
}

/// A look is named by its command.
pub fn begin(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, wanted: Wanted) -> Result<Outcome, Failure> {
    let name = ItemName { of: ItemKind::Stream, id: wanted.stream.clone() };
    let Some(Item::Stream(stream)) = desk.district.item(&name) else {
        return Err(Refusal::NoSuch { noun: "stream", id: wanted.stream }.into());
    };
    let scope = desk.district.grid_of(&Item::Stream(stream.clone())).cloned();
    admit_scope(seat, scope.as_ref())?;
    let kind = desk.district.kind_of(&stream);
    let words = viewing::admit(&stream, &kind, wanted.reason, &wanted.words)?;
    let viewing = Viewing {
        id: ViewingId(command.0),
        stream: stream.key(),
        place: desk.district.place_of(&stream),
        kind,
        name: stream.name,
        reason: wanted.reason,
        words,
        round: wanted.round,
    };
    let outcome = Outcome::ViewingBegun { viewing: viewing.id, line: line_of(&viewing.stream) };
    let fact = Fact::ViewingBegun { viewing: Box::new(viewing) };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(outcome)
}

/// What is over stays over.
pub fn end(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, id: ViewingId) -> Result<Outcome, Failure> {
    let row = desk.batch.view().viewing(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "viewing", id: id.to_string() })?;
    admit_scope(seat, row.scope.as_ref())?;
    if row.ended.is_none() {
        let fact = Fact::ViewingEnded { viewing: id, last: None };
        desk.batch.append(seat, command, desk.now, row.scope, &fact).map_err(broken)?;
    }
    Ok(Outcome::ViewingEnded)
}

/// Only what this desk's press has made becomes a fact.
pub fn print(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    print: ViewingPrint,
) -> Result<Outcome, Failure> {
    let scope = print.wish.scope.clone().or_else(|| seat.subtree.clone());
    admit_scope(seat, scope.as_ref())?;
    if !desk.viewings.take(&print) {
        return Err(Refusal::NoSuch { noun: "print", id: print.hash }.into());
    }
    let hash = print.hash.clone();
    desk.batch.append(seat, command, desk.now, scope, &Fact::ViewingsPrinted { print }).map_err(broken)?;
    Ok(Outcome::ViewingsPrinted { hash })
}

/// Notes what the lookout sees; what is known already is not said twice.
pub fn note(desk: &mut Desktop<'_, '_>, watched: Watched) -> Result<u32, Failure> {
    let command = CommandId((desk.options.new_id)());
    let (seat, scope, fact) = match watched {
        Watched::Away { seat, viewing, last } => {
            let Some(row) = desk.batch.view().viewing(viewing).map_err(broken)? else { return Ok(0) };
            if row.ended.is_some() && (row.last.is_some() || last.is_none()) {
                return Ok(0);
            }
            (seat, row.scope, Fact::ViewingEnded { viewing, last })
        }
        Watched::Lost { seat, stream, code, params, last } => {
            let name = ItemName { of: ItemKind::Stream, id: stream.clone() };
            let Some(Item::Stream(item)) = desk.district.item(&name) else { return Ok(0) };
            let known = eye(desk, &stream)?;
            // Since when it is gone stays as it was first seen.
            if known.as_ref().is_some_and(|known| known.trouble.as_ref().is_some_and(|trouble| trouble.code == code)) {
                return Ok(0);
            }
            let before = known.and_then(|known| known.trouble).map(|trouble| trouble.since);
            let scope = desk.district.grid_of(&Item::Stream(item.clone())).cloned();
            let name = format!("{} {}", desk.district.place_of(&item), item.name);
            let loss = Loss { stream, name, since: before.unwrap_or(desk.now), last, code, params };
            (seat, scope, Fact::StreamLost { loss: Box::new(loss) })
        }
        Watched::Found { seat, stream } => {
            if eye(desk, &stream)?.is_none_or(|known| known.trouble.is_none()) {
                return Ok(0);
            }
            let name = ItemName { of: ItemKind::Stream, id: stream.clone() };
            let scope = desk.district.item(&name).and_then(|item| desk.district.grid_of(&item).cloned());
            (seat, scope, Fact::StreamFound { stream })
        }
    };
    desk.batch.append(&seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(1)
}

fn eye(desk: &Desktop<'_, '_>, stream: &str) -> Result<Option<ledger::EyeRow>, Failure> {
    let eyes = desk.batch.view().eyes().map_err(broken)?;
    Ok(eyes.into_iter().find(|eye| eye.stream == stream))
}
