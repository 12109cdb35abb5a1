//! Channels: say something, withdraw it, pin it; how far somebody has read; quiet hours.

use domain::action::Outcome;
use domain::channel::{self, MOST_PINNED, MessageDraft, QuietHours, Reader, Span};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Mute, Refusal};
use domain::id::{CommandId, MessageId};
use domain::seat::Seat;
use ledger::TalkRow;

use super::{Desktop, attach};
use crate::failure::{broken, bug};
use crate::import::admit;

/// A message is named by its command: whoever wrote it knows it before the desk has answered.
pub fn send(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    draft: MessageDraft,
) -> Result<Outcome, Failure> {
    let id = MessageId(command.0);
    admit_grid(desk, &draft.channel)?;
    if let Some(quoted) = draft.quotes {
        let row = desk.batch.view().message(quoted).map_err(broken)?;
        if !row.is_some_and(|row| channel::sees(seat, &row.channel, row.span)) {
            return Err(Refusal::from(Mute::QuotesUnseen).into());
        }
    }
    let files = attach::at_hand(desk, seat, &draft.attachments)?;
    let message = draft.decide(id, seat, &desk.district.roster, &files, desk.now)?;
    let (people, scope) = (message.people, message.channel.clone());
    let fact = Fact::MessageSent { message: Box::new(message) };
    desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    let row = desk.batch.view().message(id).map_err(broken)?;
    let number = row.ok_or_else(|| bug("what was said has no line"))?.number;
    Ok(Outcome::MessageSent { message: id, number, people })
}

/// The words go from every page; the reason stays.
pub fn withdraw(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    message: MessageId,
    reason: &str,
) -> Result<Outcome, Failure> {
    let row = message_of(desk, message)?;
    let (header, _) = desk.batch.view().told(row.fact).map_err(broken)?;
    channel::admit_withdrawal(seat, &header.by, &row.channel)?;
    admit_standing(&row)?;
    let reason = channel::withdrawal(reason)?;
    let fact = Fact::MessageWithdrawn { message, reason };
    desk.batch.append(seat, command, desk.now, Some(row.channel), &fact).map_err(broken)?;
    Ok(Outcome::MessageWithdrawn)
}

/// Pin it; what is pinned already stays as it is.
pub fn pin(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    message: MessageId,
) -> Result<Outcome, Failure> {
    let row = message_of(desk, message)?;
    channel::admit_pinning(seat, &desk.district.roster, &row.channel)?;
    admit_standing(&row)?;
    if row.pinned.is_some() {
        return Ok(Outcome::MessagePinned { changed: false });
    }
    if desk.batch.view().pinned_count(&row.channel).map_err(broken)? >= MOST_PINNED {
        return Err(Refusal::from(Mute::TooManyPinned { most: MOST_PINNED }).into());
    }
    let fact = Fact::MessagePinned { message };
    desk.batch.append(seat, command, desk.now, Some(row.channel), &fact).map_err(broken)?;
    Ok(Outcome::MessagePinned { changed: true })
}

/// Take it down; what is not pinned stays as it is.
pub fn unpin(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    message: MessageId,
) -> Result<Outcome, Failure> {
    let row = message_of(desk, message)?;
    channel::admit_pinning(seat, &desk.district.roster, &row.channel)?;
    if row.pinned.is_none() {
        return Ok(Outcome::MessageUnpinned { changed: false });
    }
    let fact = Fact::MessageUnpinned { message };
    desk.batch.append(seat, command, desk.now, Some(row.channel), &fact).map_err(broken)?;
    Ok(Outcome::MessageUnpinned { changed: true })
}

/// Move the seat's mark. Said again it stands where it stood, so no answer need be kept for a retry.
pub fn read(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    path: &GridPath,
    span: Span,
    number: u32,
) -> Result<Outcome, Failure> {
    admit_grid(desk, path)?;
    if !seat.covers(path) {
        return Err(Refusal::OutsideSubtree { path: path.clone() }.into());
    }
    desk.batch.read_channel(&Reader::of(seat), path, span, number).map_err(broken)?;
    Ok(Outcome::ChannelRead)
}

/// They hold for the whole store.
pub fn set_quiet_hours(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    hours: Option<QuietHours>,
) -> Result<Outcome, Failure> {
    admit("set_quiet_hours", seat)?;
    let hours = hours.map(QuietHours::decide).transpose()?;
    desk.batch.append(seat, command, desk.now, None, &Fact::QuietHoursSet { hours }).map_err(broken)?;
    Ok(Outcome::QuietHoursSet)
}

fn message_of(desk: &Desktop<'_, '_>, id: MessageId) -> Result<TalkRow, Failure> {
    let row = desk.batch.view().message(id).map_err(broken)?;
    row.ok_or_else(|| Refusal::NoSuch { noun: "message", id: id.to_string() }.into())
}

fn admit_standing(row: &TalkRow) -> Result<(), Refusal> {
    if row.withdrawn.is_some() { Err(Mute::Withdrawn.into()) } else { Ok(()) }
}

pub(super) fn admit_grid(desk: &Desktop<'_, '_>, path: &GridPath) -> Result<(), Refusal> {
    match desk.district.tree.grid(path) {
        Some(_) => Ok(()),
        None => Err(Refusal::NoSuchGrid { path: path.clone() }),
    }
}
