//! The log's rows: appended, read back, never changed.

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::hlc::Hlc;
use domain::id::DeskId;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, Rows, Statement, ToSql, named_params};

use crate::chain::{self, Link};
use crate::error::Error;
use crate::keys::{self, Keys};
use crate::seal;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("log.sql");
const HEAD: &str = section(SQL, "head");
const DESKS: &str = section(SQL, "desks");
const FACTS_OF: &str = section(SQL, "facts_of");
const INSERT_FACT: &str = section(SQL, "insert_fact");
const INSERT_BODY: &str = section(SQL, "insert_body");
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

/// What writes a desk's facts down, one after another in one transaction: statements that lie ready, with what is the
/// same in every row.
pub(crate) struct Pen<'c> {
    desk: String,
    fact: CachedStatement<'c>,
    body: CachedStatement<'c>,
}

impl<'c> Pen<'c> {
    /// For the log of `desk`.
    pub(crate) fn new(connection: &'c Connection, desk: DeskId) -> Result<Self, Error> {
        let (desk, mut fact, mut body) =
            (desk.to_string(), connection.prepare_cached(INSERT_FACT)?, connection.prepare_cached(INSERT_BODY)?);
        fact.raw_bind_parameter(1, &desk)?;
        body.raw_bind_parameter(1, &desk)?;
        Ok(Self { desk, fact, body })
    }

    /// Append a fact after `head`. Gives the new head, which [`close`] writes down.
    pub(crate) fn append(
        &mut self,
        connection: &Connection,
        keys: &Keys,
        head: Head,
        header: &Header,
        fact: &Fact,
    ) -> Result<Head, Error> {
        let (body, sealed) = stored_body(connection, keys, header, fact)?;
        let salt: [u8; 16] = keys::random()?;
        let body_hash = chain::body_hash(&salt, &body);
        let (command_id, by, at) = (header.command.to_string(), text::json(&header.by), header.at.to_string());
        let scope = header.scope.as_ref().map(GridPath::as_str);
        let hash = Link {
            desk: &self.desk,
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
        // In the order of the statements: their names would be looked up for every fact.
        let columns: [&dyn ToSql; 11] = [
            &header.seq,
            &header.hlc.0,
            &command_id,
            &header.kind,
            &header.subject,
            &scope,
            &by,
            &at,
            &body_hash,
            &head.hash,
            &hash,
        ];
        write(&mut self.fact, &columns)?;
        write(&mut self.body, &[&header.seq, &salt, &body, &sealed])?;
        Ok(Head { seq: header.seq, hlc: header.hlc, hash })
    }
}

/// One row, its first column being bound already.
fn write(statement: &mut Statement<'_>, columns: &[&dyn ToSql]) -> Result<(), Error> {
    for (at, column) in columns.iter().enumerate() {
        statement.raw_bind_parameter(at + 2, column)?;
    }
    statement.raw_execute()?;
    Ok(())
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

/// Walk all logs in the order of their clocks, each row with the columns of [`header`] and [`fact`]. Every log lies in
/// that order by itself, so they are merged as they are read: a sort would first take all bodies in.
pub(crate) fn each(connection: &Connection, mut take: impl FnMut(&Row<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut statement = connection.prepare(DESKS)?;
    let desks: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut statements: Vec<_> = desks.iter().map(|_| connection.prepare(FACTS_OF)).collect::<Result<_, _>>()?;
    let mut logs = Vec::with_capacity(desks.len());
    for (statement, desk) in statements.iter_mut().zip(&desks) {
        let mut log = statement.query(named_params! {":desk": desk})?;
        log.advance()?;
        logs.push(log);
    }
    // Where two clocks say the same, the first desk's fact goes first.
    while let Some(next) = earliest(&logs)? {
        if let Some(row) = logs[next].get() {
            take(row)?;
        }
        logs[next].advance()?;
    }
    Ok(())
}

/// Which of some logs has the fact that comes next; none: all are read.
fn earliest(logs: &[Rows<'_>]) -> Result<Option<usize>, Error> {
    let mut earliest: Option<(i64, usize)> = None;
    for (place, log) in logs.iter().enumerate() {
        let Some(row) = log.get() else { continue };
        let clock = (row.get(2)?, place);
        earliest = Some(earliest.map_or(clock, |known| known.min(clock)));
    }
    Ok(earliest.map(|(_, place)| place))
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
    Ok(Fact::read(&header.kind, body))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_many_desks_come_in_the_order_of_their_clocks() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("schema/0001_log.sql")).unwrap();
        let put = |sql: &str, values: (&str, i64, i64)| connection.execute(sql, values).unwrap();
        for desk in ["a", "b", "c"] {
            put("INSERT INTO desk VALUES (?1, x'', ?2 + ?3, x'')", (desk, 0, 0));
        }
        let facts = [("a", 1, 10), ("a", 2, 30), ("a", 3, 31), ("c", 1, 5), ("c", 2, 30), ("c", 3, 40)];
        for fact in facts {
            put("INSERT INTO fact VALUES (?1, ?2, ?3, '', '', '', NULL, '', '', x'', x'', x'', NULL)", fact);
        }
        let mut told = Vec::new();
        each(&connection, |row| {
            told.push((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
            Ok(())
        })
        .unwrap();
        let mut wanted = facts.map(|(desk, seq, clock)| (desk.to_owned(), seq, clock));
        wanted.sort_by(|a, b| (a.2, &a.0).cmp(&(b.2, &b.0)));
        assert_eq!(told, wanted);
    }
}
