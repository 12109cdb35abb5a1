//! Recordings of calls: switched on and off, kept piece by piece, listened to for a reason, destroyed at their time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::action::Outcome;
use domain::attachment::{AttachedFile, Attachment};
use domain::fact::Fact;
use domain::failure::{Failure, Hitch, Refusal};
use domain::id::{CallId, CommandId};
use domain::livecall::Side;
use domain::moment::Moment;
use domain::particulars;
use domain::recording::{self as rule, RecordedPiece, RecordedSound, RecordingRule};
use domain::retention::reason;
use domain::seat::Seat;
use ledger::{Form, RecordingRow, View};

use super::{Desktop, admit_scope, livecall, report};
use crate::failure::{broken, bug};
use crate::import::admit;

/// So many are destroyed at once: others wait meanwhile.
const AT_ONCE: u32 = 100;

/// Some of what one side of a call said, as the media door hands it in.
pub struct Said {
    pub seat: Seat,
    pub call: CallId,
    pub side: Side,
    pub since: Moment,
    pub millis: u32,
    pub file: AttachedFile,
}

/// For the whole store. `destroys`: how many recordings go at once, as the person knew it.
pub fn set(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    (rule, destroys): (RecordingRule, u32),
) -> Result<Outcome, Failure> {
    admit("set_recording", seat)?;
    let rule = rule.admit()?;
    if going(&desk.batch.view(), rule, desk.now)? > destroys {
        return Err(Refusal::from(Hitch::RecordingChanged).into());
    }
    desk.batch.append(seat, command, desk.now, None, &Fact::RecordingSet { rule }).map_err(broken)?;
    if !rule.is_on {
        livecall::record_no_longer(desk, seat, command)?;
    }
    Ok(Outcome::RecordingSet { rule })
}

/// How many recordings there are whose time is over.
pub fn going(view: &View<'_>, rule: RecordingRule, now: Moment) -> Result<u32, Failure> {
    view.recordings_until_count(rule.oldest(now)).map_err(broken)
}

/// Keep a piece, where the call is recorded or was; tells how many were kept.
pub fn keep(desk: &mut Desktop<'_, '_>, said: Said) -> Result<u32, Failure> {
    let stripped = desk.files.take(&said.file).ok_or_else(|| bug("a piece of a call was not looked through"))?;
    let row = desk.batch.view().live_call(said.call).map_err(broken)?;
    let Some(row) = row.filter(|row| row.was_recorded) else { return Ok(0) };
    let (post, grid) = (row.call.ring.post, row.call.grid);
    desk.batch.put_file(&said.file, &stripped.bytes, &[], &said.seat, desk.now).map_err(broken)?;
    let sound = Attachment::File { file: said.file };
    let piece = RecordedPiece { call: said.call, post, side: said.side, since: said.since, millis: said.millis, sound };
    let command = CommandId((desk.options.new_id)());
    let fact = Fact::RecordingKept { piece: Box::new(piece) };
    desk.batch.append(&said.seat, command, desk.now, Some(grid), &fact).map_err(broken)?;
    Ok(1)
}

/// Whoever listens says why, and what he says is in the log with what he hears, or nothing is.
pub fn listen(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    call: CallId,
    (words, from): (&str, u32),
) -> Result<Outcome, Failure> {
    let none = || Refusal::from(Hitch::NoRecording);
    let row = desk.batch.view().recording(call).map_err(broken)?.ok_or_else(none)?;
    admit_scope(seat, row.scope.as_ref())?;
    let words = reason(words).map_err(|_| Refusal::from(Hitch::ListensWithoutWords))?;
    particulars::admit(&words, |digits| report::is_code(desk.district, digits))?;
    let view = desk.batch.view();
    let all = view.recording_pieces(call).map_err(broken)?;
    let until = from.saturating_add(rule::AT_ONE_GO);
    let next = (all.len() > until as usize).then_some(until);
    let mut pieces = Vec::new();
    for piece in all.into_iter().skip(from as usize).take(rule::AT_ONE_GO as usize) {
        let bytes = view.file_bytes(&piece.hash, Form::Whole).map_err(broken)?.ok_or_else(none)?;
        let sound = STANDARD.encode(bytes);
        pieces.push(RecordedSound { side: piece.side, since: piece.since, millis: piece.millis, sound });
    }
    drop(view);
    let fact = Fact::RecordingHeard { call, post: row.post, words, from };
    desk.batch.append(seat, command, desk.now, row.scope, &fact).map_err(broken)?;
    Ok(Outcome::RecordingHeard { pieces, next })
}

/// The next of those whose time is over go, also those whose time came while the desk was off: in the name of whoever said
/// for how long they are kept.
pub fn expire(desk: &mut Desktop<'_, '_>) -> Result<(), Failure> {
    let view = desk.batch.view();
    let rule = view.recording_rule().map_err(broken)?;
    let setter = view.recording_setter().map_err(broken)?;
    let Some(setter) = setter else { return Ok(()) };
    let Some((header, _)) = view.fact_with_header(setter).map_err(broken)? else { return Ok(()) };
    let due = view.recordings_until(rule.oldest(desk.now), AT_ONCE).map_err(broken)?;
    drop(view);
    for RecordingRow { call, post, scope, .. } in due {
        let command = CommandId((desk.options.new_id)());
        let fact = Fact::RecordingDestroyed { call, post, days: rule.days };
        desk.batch.append(&header.by, command, desk.now, scope, &fact).map_err(broken)?;
    }
    Ok(())
}
