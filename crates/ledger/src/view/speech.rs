//! Live speeches, and who heard them.

use domain::channel::Reader;
use domain::code::GridPath;
use domain::id::{MessageId, SpeechId};
use domain::moment::Moment;
use domain::seat::Seat;
use domain::speech::{OpenSpeech, Speech};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("speech.sql");
const ONE: &str = section(SQL, "one");
const OPEN: &str = section(SQL, "open");
const EARS: &str = section(SQL, "ears");
const HEARD: &str = section(SQL, "heard");
const CENTRE: &str = section(SQL, "centre");
const HEARS: &str = section(SQL, "hears");

/// A speech, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechRow {
    /// What, by whom, since when.
    pub spoken: OpenSpeech,
    /// When it ended.
    pub ended: Option<Moment>,
    /// The voice note that keeps it.
    pub message: Option<MessageId>,
}

impl View<'_> {
    /// One speech.
    pub fn speech(&self, id: SpeechId) -> Result<Option<SpeechRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Those that the log knows no end of, the latest first.
    pub fn open_speeches(&self) -> Result<Vec<OpenSpeech>, Error> {
        self.rows(OPEN, [], |row| made(row).map(|row| row.spoken))
    }

    /// Who heard it, in the order in which they came to.
    pub fn ears(&self, id: SpeechId) -> Result<Vec<(Seat, Moment)>, Error> {
        self.rows(EARS, named_params! {":id": id.to_string()}, |row| {
            Ok((text::from_json(&row.get::<_, String>("by")?)?, text::moment(&row.get::<_, String>("at")?)?))
        })
    }

    /// How many people in post heard it: whoever sits at the desk is not among those whom it goes to.
    pub fn heard_count(&self, id: SpeechId) -> Result<u32, Error> {
        Ok(self.row(HEARD, named_params! {":id": id.to_string()}, |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// Whether somebody at the desk heard it.
    pub fn heard_at_desk(&self, id: SpeechId) -> Result<bool, Error> {
        Ok(self.row(CENTRE, named_params! {":id": id.to_string()}, |_| Ok(()))?.is_some())
    }

    /// Whether somebody is known to hear it.
    pub fn hears(&self, id: SpeechId, reader: &Reader) -> Result<bool, Error> {
        let known = self.row(HEARS, named_params! {":id": id.to_string(), ":reader": reader.key()}, |_| Ok(()))?;
        Ok(known.is_some())
    }
}

fn made(row: &Row<'_>) -> Result<SpeechRow, Error> {
    let word = |name| row.get::<_, String>(name);
    let speech = Speech {
        id: text::id(&word("id")?)?,
        channel: GridPath::from_text(word("channel")?),
        span: text::from_word(&word("span")?)?,
        people: row.get("people")?,
    };
    let [ended, message] = ["ended", "message"].map(|name| row.get::<_, Option<String>>(name));
    Ok(SpeechRow {
        spoken: OpenSpeech { speech, by: text::from_json(&word("by")?)?, began: text::moment(&word("began")?)? },
        ended: ended?.map(|at| text::moment(&at)).transpose()?,
        message: message?.map(|id| text::id(&id)).transpose()?,
    })
}
