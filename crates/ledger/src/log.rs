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

/// Append a fact after `head` and put it into the outbox. Gives the new head.
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
    connection.prepare_cached(MOVE_HEAD)?.execute(named_params! {":desk": desk, ":seq": header.seq, ":hash": hash})?;
    Ok(Head { seq: header.seq, hlc: header.hlc, hash })
}

/// Sign the head of a desk's log, in its last row.
pub(crate) fn sign(connection: &Connection, keys: &Keys, desk: DeskId, head: Head) -> Result<(), Error> {
    let signature = keys.sign(&head.hash);
    connection
        .prepare_cached(SIGN)?
        .execute(named_params! {":desk": desk.to_string(), ":seq": head.seq, ":signature": signature})?;
    Ok(())
}

/// The header in a row that has all its columns.
pub(crate) fn header(row: &Row<'_>) -> Result<Header, Error> {
    Ok(Header {
        desk: text::id(row.get_ref("desk")?.as_str().map_err(rusqlite::Error::from)?)?,
        seq: row.get("seq")?,
        hlc: Hlc(row.get("hlc")?),
        command: text::id(&row.get::<_, String>("command_id")?)?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
        by: text::from_json(&row.get::<_, String>("by")?)?,
        at: text::moment(&row.get::<_, String>("at")?)?,
    })
}

/// The fact in a row that has its body too. None: the body is absent or sealed for good, or its kind is not known.
pub(crate) fn fact(
    connection: &Connection,
    keys: Option<&Keys>,
    header: &Header,
    row: &Row<'_>,
) -> Result<Option<Fact>, Error> {
    let Some(stored) = row.get::<_, Option<Vec<u8>>>("body")? else { return Ok(None) };
    let body = if row.get::<_, bool>("sealed")? {
        let Some(keys) = keys else { return Ok(None) };
        let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(None) };
        key.open_body(&place(header), &stored)?
    } else {
        stored
    };
    Ok(serde_json::from_slice(&body).ok())
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
