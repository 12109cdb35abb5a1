//! Calls that were logged. What the operator wrote stands sealed.

use domain::calling::{CallOutcome, Means};
use domain::fact::{FactId, Header};
use domain::id::{OrderId, PostId};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const PUT: &str = section(include_str!("call.sql"), "put");

/// Who was called for whom, and what came of it.
pub(super) struct Called<'a> {
    pub order: OrderId,
    pub post: &'a PostId,
    pub to: &'a PostId,
    pub means: Means,
    pub outcome: CallOutcome,
    pub words: &'a str,
}

/// Where the words of a call stand: what their seal is bound to.
pub(crate) fn place_of(fact: FactId) -> String {
    format!("call/{fact}")
}

pub(super) fn logged(connection: &Connection, keys: &Keys, header: &Header, call: &Called<'_>) -> Result<(), Error> {
    let key = match call.words {
        "" => None,
        _ => seal::subject_key(connection, keys, &header.subject)?,
    };
    let words = key.map(|key| key.seal_word(&place_of(header.id()), call.words)).transpose()?;
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":order_id": call.order.to_string(),
        ":post": call.post.0, ":called": call.to.0, ":means": text::word(&call.means),
        ":outcome": text::word(&call.outcome), ":words": words, ":by": text::json(&header.by),
        ":at": header.at.to_string(),
    })?;
    Ok(())
}
