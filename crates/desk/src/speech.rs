//! What a seat has to do with a live speech: the media door asks before it takes or gives any sound.

use std::sync::Arc;

use booth::{Parcel, Passage};
use domain::action::{Action, Call};
use domain::attachment::Attachment;
use domain::channel::Reader;
use domain::failure::Failure;
use domain::id::{CommandId, SpeechId};
use domain::seat::Seat;
use domain::speech;

use crate::Desk;
use crate::failure::broken;

/// What a speech's voice note is called.
const NOTE: &str = "对讲.ogg";

/// A seat's part in a speech that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechPart {
    /// It has the floor.
    Speaks,
    /// It may hear it.
    Hears,
}

impl Desk {
    /// The part of a seat in a speech; none: it has none, or the speech is over.
    pub fn part_in_speech(&self, seat: &Seat, id: SpeechId) -> Result<Option<SpeechPart>, Failure> {
        let row = self.readers.with(|view| view.speech(id).map_err(broken))?;
        let Some(row) = row.filter(|row| row.ended.is_none() && row.spoken.is_live((self.options.now)())) else {
            return Ok(None);
        };
        let spoken = row.spoken;
        if speech::admit(seat, &spoken).is_err() {
            return Ok(None);
        }
        if Reader::of(seat) == Reader::of(&spoken.by) {
            return Ok(Some(SpeechPart::Speaks));
        }
        let hears = speech::hears(seat, &spoken.by, &spoken.speech.channel, spoken.speech.span);
        Ok(hears.then_some(SpeechPart::Hears))
    }

    /// End a speech of this seat's, if nobody has yet, and keep what was said as a voice note in its channel.
    ///
    /// `note`: Opus in Ogg; none: hardly anything was said.
    pub fn keep_speech(&self, seat: &Seat, speech: SpeechId, note: Option<Vec<u8>>) -> Result<(), Failure> {
        let note = note.map(|bytes| self.voice_note(seat, bytes)).transpose();
        if let Err(failure) = &note {
            tracing::error!(%failure, %speech, "a voice note could not be kept");
        }
        let end = |note| {
            let action = Action::EndSpeech { speech, note };
            self.act(seat, Call { command_id: self.new_command(), action }).map(|_| ())
        };
        match note {
            // Whoever may write there no longer leaves no note, and the floor is free all the same.
            Ok(Some(note)) => end(Some(note)).or_else(|failure| end(None).and(Err(failure))),
            Ok(None) => end(None),
            Err(failure) => end(None).and(Err(failure)),
        }
    }

    /// The same for a line that was carried elsewhere: whoever has the floor is in the log.
    pub fn keep_speech_of(&self, speech: SpeechId, note: Option<Vec<u8>>) -> Result<(), Failure> {
        let row = self.readers.with(|view| view.speech(speech).map_err(broken))?;
        let Some(row) = row else { return Ok(()) };
        self.keep_speech(&row.spoken.by, speech, note)
    }

    fn voice_note(&self, seat: &Seat, bytes: Vec<u8>) -> Result<Attachment, Failure> {
        let passage = Arc::new(Passage::default());
        let file = self.attach(seat, self.new_command(), NOTE, Parcel::from(bytes), &passage)?;
        Ok(Attachment::File { file })
    }

    fn new_command(&self) -> CommandId {
        CommandId((self.options.new_id)())
    }
}
