//! The log itself: chain, signatures, bodies, sets.

use domain::id::{DeskId, SetHash};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};

use super::{Bad, SQL};
use crate::chain::{self, Link};
use crate::error::Error;
use crate::sql::section;
use crate::{keys, sets, text};

const DESKS: &str = section(SQL, "desks");
const FACTS: &str = section(SQL, "facts");
const STRAYS: &str = section(SQL, "strays");
const NAMED_SETS: &str = section(SQL, "named_sets");
const UNNAMED_SETS: &str = section(SQL, "unnamed_sets");

/// What the log says of itself.
#[derive(Debug, Default)]
pub(super) struct LogCheck {
    pub(super) facts: u64,
    pub(super) absent_bodies: u64,
    pub(super) first_bad: Option<Bad>,
    /// The first desk whose log is here.
    pub(super) desk: Option<DeskId>,
}

/// A log that is here.
struct Desk {
    id: DeskId,
    public_key: Vec<u8>,
    seq: u64,
    hash: Vec<u8>,
}

/// How far a walk along a chain has come.
struct Walk {
    seq: u64,
    hash: Vec<u8>,
    is_signed: bool,
}

/// Check every log that is here, then what belongs to none of them.
pub(super) fn check(connection: &Connection) -> Result<LogCheck, Error> {
    let mut found = LogCheck::default();
    for desk in desks(connection)? {
        found.desk.get_or_insert(desk.id);
        chain_of(connection, &desk, &mut found)?;
    }
    if found.first_bad.is_none() {
        found.first_bad = stray(connection)?;
    }
    if found.first_bad.is_none() {
        found.first_bad = bad_set(connection)?;
    }
    Ok(found)
}

fn chain_of(connection: &Connection, desk: &Desk, found: &mut LogCheck) -> Result<(), Error> {
    let mut statement = connection.prepare(FACTS)?;
    let mut rows = statement.query(named_params! {":desk": desk.id.to_string()})?;
    let mut walk = Walk { seq: 0, hash: chain::START.to_vec(), is_signed: true };
    while let Some(row) = rows.next()? {
        found.facts += 1;
        if row.get_ref("body")? == ValueRef::Null {
            found.absent_bodies += 1;
        }
        // Past the first bad record the chain says nothing more, but the rest is still counted.
        if found.first_bad.is_none()
            && let Some(what) = next(row, desk, &mut walk)?
        {
            found.first_bad = Some(Bad { desk: desk.id, seq: walk.seq, what });
        }
    }
    if found.first_bad.is_none()
        && let Some(what) = bad_end(desk, &walk)
    {
        found.first_bad = Some(Bad { desk: desk.id, seq: walk.seq, what });
    }
    Ok(())
}

/// Take one step along the chain; what is wrong with the row, if anything.
fn next(row: &Row<'_>, desk: &Desk, walk: &mut Walk) -> Result<Option<String>, Error> {
    let seq: u64 = row.get("seq")?;
    let expected = walk.seq + 1;
    walk.seq = expected;
    if seq != expected {
        return Ok(Some(format!("the fact is missing; the next one here is {seq}")));
    }
    let hash: Vec<u8> = row.get("hash")?;
    if row.get::<_, Vec<u8>>("prev_hash")? != walk.hash {
        return Ok(Some("the row does not follow from the one before".to_owned()));
    }
    if rehash(row)?.as_slice() != hash {
        return Ok(Some("the header was changed".to_owned()));
    }
    if let Some(body) = row.get::<_, Option<Vec<u8>>>("body")? {
        let salt: Vec<u8> = row.get("salt")?;
        if chain::body_hash(&salt, &body).as_slice() != row.get::<_, Vec<u8>>("body_hash")? {
            return Ok(Some("the body was changed".to_owned()));
        }
    }
    let signature: Option<Vec<u8>> = row.get("signature")?;
    walk.is_signed = signature.is_some();
    if signature.is_some_and(|signature| !signed(&desk.public_key, &hash, &signature)) {
        return Ok(Some("the signature does not fit".to_owned()));
    }
    walk.hash = hash;
    Ok(None)
}

fn bad_end(desk: &Desk, walk: &Walk) -> Option<String> {
    if desk.seq != walk.seq || desk.hash != walk.hash {
        return Some(format!("the log ends here, and its desk says that it ends at {}", desk.seq));
    }
    (!walk.is_signed).then(|| "the log's end is not signed".to_owned())
}

fn rehash(row: &Row<'_>) -> Result<[u8; 32], Error> {
    let text = |name: &str| -> Result<String, Error> { Ok(row.get(name)?) };
    let scope: Option<String> = row.get("scope")?;
    let link = Link {
        desk: &text("desk")?,
        seq: row.get("seq")?,
        hlc: row.get("hlc")?,
        command_id: &text("command_id")?,
        kind: &text("kind")?,
        subject: &text("subject")?,
        scope: scope.as_deref(),
        by: &text("by")?,
        at: &text("at")?,
        body_hash: &row.get::<_, Vec<u8>>("body_hash")?,
        prev_hash: &row.get::<_, Vec<u8>>("prev_hash")?,
    };
    Ok(link.hash())
}

fn signed(public_key: &[u8], hash: &[u8], signature: &[u8]) -> bool {
    let (Ok(public_key), Ok(hash)) = (public_key.try_into(), hash.try_into()) else { return false };
    keys::is_signed(public_key, hash, signature)
}

fn desks(connection: &Connection) -> Result<Vec<Desk>, Error> {
    let mut statement = connection.prepare(DESKS)?;
    let mut rows = statement.query([])?;
    let mut desks = Vec::new();
    while let Some(row) = rows.next()? {
        desks.push(Desk {
            id: text::id(&row.get::<_, String>("id")?)?,
            public_key: row.get("public_key")?,
            seq: row.get("seq")?,
            hash: row.get("hash")?,
        });
    }
    Ok(desks)
}

fn stray(connection: &Connection) -> Result<Option<Bad>, Error> {
    let mut statement = connection.prepare(STRAYS)?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let desk = text::id(&row.get::<_, String>("desk")?)?;
    Ok(Some(Bad { desk, seq: row.get("seq")?, what: row.get("what")? }))
}

/// The first set that is missing or not what its name says: by the fact that names it, else by no fact.
fn bad_set(connection: &Connection) -> Result<Option<Bad>, Error> {
    let mut statement = connection.prepare(NAMED_SETS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = SetHash(row.get("hash")?);
        if let Some(what) = fault_of(connection, &hash)? {
            return Ok(Some(Bad { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")?, what }));
        }
    }
    let mut statement = connection.prepare(UNNAMED_SETS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = SetHash(row.get("hash")?);
        if let (Some(what), Some(desk)) = (fault_of(connection, &hash)?, desks(connection)?.first()) {
            return Ok(Some(Bad { desk: desk.id, seq: 0, what }));
        }
    }
    Ok(None)
}

fn fault_of(connection: &Connection, hash: &SetHash) -> Result<Option<String>, Error> {
    match sets::check(connection, hash) {
        Ok(Some(())) => Ok(None),
        Ok(None) => Ok(Some(format!("set {hash} is missing"))),
        Err(Error::Corrupt { what }) => Ok(Some(what)),
        Err(error) => Err(error),
    }
}
