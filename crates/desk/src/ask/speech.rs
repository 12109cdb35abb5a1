//! Live speech: who speaks, and who heard it.

use domain::answer::{Ear, EarList, SpeechLine, SpeechList};
use domain::channel::{self, Reader};
use domain::failure::{Failure, Refusal};
use domain::id::SpeechId;
use domain::speech::{self, LONGEST, OpenSpeech};

use super::Desktop;
use crate::failure::broken;

impl Desktop<'_, '_> {
    pub(super) fn ask_speeches(&self) -> Result<SpeechList, Failure> {
        let open = self.view.open_speeches().map_err(broken)?;
        let live = open
            .into_iter()
            .filter(|one| one.is_live(self.now) && channel::sees(self.seat, &one.speech.channel, one.speech.span));
        Ok(SpeechList { speeches: live.map(|one| self.speech_line(one)).collect::<Result<_, _>>()?, longest: LONGEST })
    }

    fn speech_line(&self, OpenSpeech { speech, by, began }: OpenSpeech) -> Result<SpeechLine, Failure> {
        Ok(SpeechLine {
            id: speech.id,
            channel_name: self.district.name_of(&speech.channel),
            channel: speech.channel,
            span: speech.span,
            people: speech.people,
            heard: self.view.heard_count(speech.id).map_err(broken)?,
            centre: self.view.heard_at_desk(speech.id).map_err(broken)?,
            began,
            own: Reader::of(&by) == Reader::of(self.seat),
            author: self.author(&by),
        })
    }

    pub(super) fn ask_ears(&self, id: SpeechId) -> Result<EarList, Failure> {
        let row = self.view.speech(id).map_err(broken)?;
        let row = row.ok_or_else(|| Refusal::NoSuch { noun: "speech", id: id.to_string() })?;
        speech::admit(self.seat, &row.spoken)?;
        let heard = self.view.ears(id).map_err(broken)?.into_iter().map(|(seat, at)| {
            let post = seat.post.as_ref().and_then(|post| self.district.roster.post(post));
            let grid_name = post.map(|post| self.district.name_of(&post.grid)).unwrap_or_default();
            Ear { at, who: self.author(&seat), grid_name }
        });
        Ok(EarList { heard: heard.collect() })
    }
}
