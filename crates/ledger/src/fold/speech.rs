//! Live speeches, until they end, and who heard them.

use domain::channel::Reader;
use domain::fact::Header;
use domain::id::{MessageId, SpeechId};
use domain::speech::{Speech, SpeechEnd};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("speech.sql");
const BEGUN: &str = section(SQL, "begun");
const HEARD: &str = section(SQL, "heard");
const ENDED: &str = section(SQL, "ended");
const KEPT: &str = section(SQL, "kept");

pub(super) fn begun(connection: &Connection, header: &Header, speech: &Speech) -> Result<(), Error> {
    connection.prepare_cached(BEGUN)?.execute(named_params! {
        ":id": speech.id.to_string(), ":channel": speech.channel.as_str(), ":span": text::word(&speech.span),
        ":people": speech.people, ":by": text::json(&header.by), ":began": header.at.to_string(),
    })?;
    Ok(())
}

pub(super) fn heard(connection: &Connection, header: &Header, speech: SpeechId) -> Result<(), Error> {
    connection.prepare_cached(HEARD)?.execute(named_params! {
        ":speech": speech.to_string(), ":reader": Reader::of(&header.by).key(), ":by": text::json(&header.by),
        ":at": header.at.to_string(),
    })?;
    Ok(())
}

pub(super) fn ended(connection: &Connection, header: &Header, speech: SpeechId, end: SpeechEnd) -> Result<(), Error> {
    connection.prepare_cached(ENDED)?.execute(named_params! {
        ":id": speech.to_string(), ":at": header.at.to_string(), ":how": text::word(&end),
    })?;
    Ok(())
}

/// What was said stands in the channel as a voice note.
pub(super) fn kept(connection: &Connection, speech: SpeechId, message: MessageId) -> Result<(), Error> {
    connection
        .prepare_cached(KEPT)?
        .execute(named_params! {":id": speech.to_string(), ":message": message.to_string()})?;
    Ok(())
}
