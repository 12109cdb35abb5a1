//! Live speech: take the floor, say that one hears it, let it go or cut in; what was said is kept as a voice note.

use domain::action::Outcome;
use domain::attachment::Attachment;
use domain::channel::{MessageDraft, Reader, Span};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Mute, Refusal};
use domain::id::{CommandId, MessageId, SpeechId};
use domain::order::Priority;
use domain::seat::Seat;
use domain::speech::{self, OpenSpeech, Speech, SpeechEnd};
use ledger::SpeechRow;

use super::{Desktop, attach, channel};
use crate::failure::broken;

/// A speech is named by its command: whoever speaks knows it before the desk has answered.
pub fn begin(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    path: GridPath,
    span: Span,
) -> Result<Outcome, Failure> {
    channel::admit_grid(desk, &path)?;
    let open = desk.batch.view().open_speeches().map_err(broken)?;
    for (speech, end) in speech::take_floor(seat, &desk.district.roster, (&path, span), &open, desk.now)? {
        let scope = open.iter().find(|one| one.speech.id == speech).map(|one| one.speech.channel.clone());
        let fact = Fact::SpeechEnded { speech, end };
        desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    }
    let id = SpeechId(command.0);
    let people = domain::channel::audience(&desk.district.roster, &path, span);
    let fact = Fact::SpeechBegun { speech: Speech { id, channel: path.clone(), span, people } };
    desk.batch.append(seat, command, desk.now, Some(path), &fact).map_err(broken)?;
    Ok(Outcome::SpeechBegun { speech: id, people })
}

/// Said again it is known already.
pub fn hear(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, speech: SpeechId) -> Result<Outcome, Failure> {
    let SpeechRow { spoken, ended, .. } = speech_of(desk, seat, speech)?;
    speech::admit_hearing(seat, &spoken, ended, desk.now)?;
    if !desk.batch.view().hears(speech, &Reader::of(seat)).map_err(broken)? {
        let scope = Some(spoken.speech.channel);
        desk.batch.append(seat, command, desk.now, scope, &Fact::SpeechHeard { speech }).map_err(broken)?;
    }
    Ok(Outcome::SpeechHeard)
}

/// What is over stays as it ended; a note that comes after its end is kept once.
pub fn end(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    speech: SpeechId,
    note: Option<Attachment>,
) -> Result<Outcome, Failure> {
    let SpeechRow { spoken, ended, message } = speech_of(desk, seat, speech)?;
    let is_mine = Reader::of(seat) == Reader::of(&spoken.by);
    if note.is_some() && !is_mine {
        return Err(Refusal::from(Mute::NotYours).into());
    }
    if ended.is_none() {
        let end = speech::end(seat, &spoken)?;
        let scope = Some(spoken.speech.channel.clone());
        desk.batch.append(seat, command, desk.now, scope, &Fact::SpeechEnded { speech, end }).map_err(broken)?;
    }
    match (note, message) {
        (Some(note), None) => keep(desk, seat, command, &spoken.speech, note),
        (_, message) => Ok(Outcome::SpeechEnded { note: message }),
    }
}

/// The lines went with the desk that they passed through.
pub fn hang_up(desk: &mut Desktop<'_, '_>, open: Vec<OpenSpeech>) -> Result<(), Failure> {
    for OpenSpeech { speech, by, .. } in open {
        let command = CommandId((desk.options.new_id)());
        let fact = Fact::SpeechEnded { speech: speech.id, end: SpeechEnd::Lost };
        desk.batch.append(&by, command, desk.now, Some(speech.channel), &fact).map_err(broken)?;
    }
    Ok(())
}

/// It stands in the channel, for whoever was away.
fn keep(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    speech: &Speech,
    note: Attachment,
) -> Result<Outcome, Failure> {
    let draft = MessageDraft {
        channel: speech.channel.clone(),
        span: speech.span,
        priority: Priority::Normal,
        words: String::new(),
        mentions: Vec::new(),
        quotes: None,
        written: None,
        attachments: vec![note],
    };
    let files = attach::at_hand(desk, seat, &draft.attachments)?;
    let id = MessageId(command.0);
    let mut message = draft.decide(id, seat, &desk.district.roster, &files, desk.now)?;
    message.speech = Some(speech.id);
    let fact = Fact::MessageSent { message: Box::new(message) };
    desk.batch.append(seat, command, desk.now, Some(speech.channel.clone()), &fact).map_err(broken)?;
    Ok(Outcome::SpeechEnded { note: Some(id) })
}

/// A speech that is said to the seat, or by it.
fn speech_of(desk: &Desktop<'_, '_>, seat: &Seat, id: SpeechId) -> Result<SpeechRow, Failure> {
    let row = desk.batch.view().speech(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "speech", id: id.to_string() })?;
    speech::admit(seat, &row.spoken)?;
    Ok(row)
}
