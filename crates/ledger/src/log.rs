//! The log's rows: appended, read back, never changed.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::hlc::Hlc;
use domain::id::DeskId;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::chain::{self, Link};
use crate::error::Error;
use crate::keys::{self, Keys};
use crate::seal;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("log.sql");
const HEAD: &str = section(SQL, "head");
const INSERT_FACT: &str = section(SQL, "insert_fact");
const INSERT_BODY: &str = section(SQL, "insert_body");
const INSERT_OUTBOX: &str = section(SQL, "insert_outbox");
const MOVE_HEAD: &str = section(SQL, "move_head");
const SIGN: &str = section(SQL, "sign");

/// The last fact of a desk's log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) seq: u64,
    pub(crate) hlc: Hlc,
    pub(crate) hash: [u8; 32],
}

impl Head {
    /// Of a log without facts.
    pub(crate) const START: Self = Self { seq: 0, hlc: Hlc(0), hash: chain::START };

    /// Of a desk's log as it stands.
    pub(crate) fn read(connection: &Connection, desk: DeskId) -> Result<Self, Error> {
        let head = connection
            .prepare_cached(HEAD)?
            .query_row(named_params! {":desk": desk.to_string()}, |row| {
                Ok(Self { seq: row.get("seq")?, hlc: Hlc(row.get("hlc")?), hash: row.get("hash")? })
            })
            .optional()?;
        Ok(head.unwrap_or(Self::START))
    }
}

/// Append a fact after `head` and put it into the outbox. Gives the new head, which [`close`] writes down.
pub(crate) fn append(
    connection: &Connection,
    keys: &Keys,
    head: Head,
    header: &Header,
    fact: &Fact,
) -> Result<Head, Error> {
    let (body, sealed) = stored_body(connection, keys, header, fact)?;
    let salt: [u8; 16] = keys::random()?;
    let body_hash = chain::body_hash(&salt, &body);
    let desk = header.desk.to_string();
    let (command_id, by, at) = (header.command.to_string(), text::json(&header.by), header.at.to_string());
    let scope = header.scope.as_ref().map(GridPath::as_str);
    let hash = Link {
        desk: &desk,
        seq: header.seq.cast_signed(),
        hlc: header.hlc.0,
        command_id: &command_id,
        kind: &header.kind,
        subject: &header.subject,
        scope,
        by: &by,
        at: &at,
        body_hash: &body_hash,
        prev_hash: &head.hash,
    }
    .hash();
    connection.prepare_cached(INSERT_FACT)?.execute(named_params! {
        ":desk": desk, ":seq": header.seq, ":hlc": header.hlc.0, ":command_id": command_id,
        ":kind": header.kind, ":subject": header.subject, ":scope": scope, ":by": by, ":at": at,
        ":body_hash": body_hash, ":prev_hash": head.hash, ":hash": hash,
    })?;
    connection.prepare_cached(INSERT_BODY)?.execute(named_params! {
        ":desk": desk, ":seq": header.seq, ":salt": salt, ":body": body, ":sealed": sealed,
    })?;
    connection.prepare_cached(INSERT_OUTBOX)?.execute(named_params! {":desk": desk, ":seq": header.seq})?;
    Ok(Head { seq: header.seq, hlc: header.hlc, hash })
}

/// Write down how far a desk's log reaches, and sign it in its last row: once a commit.
pub(crate) fn close(connection: &Connection, keys: &Keys, desk: DeskId, head: Head) -> Result<(), Error> {
    let (desk, signature) = (desk.to_string(), keys.sign(&head.hash));
    connection
        .prepare_cached(MOVE_HEAD)?
        .execute(named_params! {":desk": desk, ":seq": head.seq, ":hash": head.hash})?;
    connection
        .prepare_cached(SIGN)?
        .execute(named_params! {":desk": desk, ":seq": head.seq, ":signature": signature})?;
    Ok(())
}

// A whole log is read at once, so columns are taken by their place: desk, seq, hlc, command_id, kind, subject, scope,
// by, at; then body and sealed.

/// The header in a row that begins with its columns.
pub(crate) fn header(row: &Row<'_>) -> Result<Header, Error> {
    let word = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    Ok(Header {
        desk: text::id(word(0)?)?,
        seq: row.get(1)?,
        hlc: Hlc(row.get(2)?),
        command: text::id(word(3)?)?,
        kind: row.get(4)?,
        subject: row.get(5)?,
        scope: row.get::<_, Option<String>>(6)?.map(GridPath::from_text),
        by: text::from_json(word(7)?)?,
        at: text::moment(word(8)?)?,
    })
}

/// The fact in a row where its body follows its header. None: the body is absent or sealed for good, or its kind is not known.
pub(crate) fn fact(
    connection: &Connection,
    keys: Option<&Keys>,
    header: &Header,
    row: &Row<'_>,
) -> Result<Option<Fact>, Error> {
    let Some(stored) = row.get_ref(9)?.as_blob_or_null().map_err(rusqlite::Error::from)? else { return Ok(None) };
    let opened;
    let body = if row.get::<_, bool>(10)? {
        let Some(keys) = keys else { return Ok(None) };
        let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(None) };
        opened = key.open_body(&place(header), stored)?;
        opened.as_slice()
    } else {
        stored
    };
    Ok(serde_json::from_slice(body).ok())
}

fn stored_body(connection: &Connection, keys: &Keys, header: &Header, fact: &Fact) -> Result<(Vec<u8>, bool), Error> {
    let body = text::json(fact).into_bytes();
    if !fact.is_personal() {
        return Ok((body, false));
    }
    let key = seal::subject_key_or_new(connection, keys, &header.subject)?;
    Ok((key.seal_body(&place(header), &body)?, true))
}

fn place(header: &Header) -> String {
    format!("fact/{}/{}", header.desk, header.seq)
}
