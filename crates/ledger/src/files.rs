//! What people attached, beside the log: each file once, named by the SHA-256 of its bytes, sealed.
//!
//! Each file has a key of its own, and that key is wrapped by the key of each subject that names the file: when a
//! subject's key is destroyed, the file goes with it, unless another subject names it, too. Until something names it,
//! the key is wrapped by the vault's, and the seat that handed it in is written down: nobody else may name it.

use domain::attachment::{AttachedFile, FileHash, WAITS_FOR};
use domain::moment::Moment;
use domain::seat::Seat;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::keys::{self, Keys};
use crate::seal::{self, SubjectKey};
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("files.sql");
const INSERT: &str = section(SQL, "insert");
const EXISTS: &str = section(SQL, "exists");
const REMOVE: &str = section(SQL, "remove");
const BYTES: &str = section(SQL, "bytes");
const SMALL: &str = section(SQL, "small");
const KEYS: &str = section(SQL, "keys");
const KEEP_KEY: &str = section(SQL, "keep_key");
const DROP_KEYS: &str = section(SQL, "drop_keys");
const WAIT: &str = section(SQL, "wait");
const NAMED: &str = section(SQL, "named");
const EXPIRED: &str = section(SQL, "expired");
const DROP_EXPIRED: &str = section(SQL, "drop_expired");
const DROP_WAITING_KEY: &str = section(SQL, "drop_waiting_key");
const DROP_UNNAMED: &str = section(SQL, "drop_unnamed");
const ALL: &str = section(SQL, "all");
const MISSING: &str = section(SQL, "missing");

/// Nobody's: the file waits to be named.
const WAITING: &str = "";

/// Which of a file's two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All of it.
    Whole,
    /// A picture's small one.
    Small,
}

/// Keeps a file until somebody names it, and lets go of those for which nobody came. One that is there stays as it is.
pub(crate) fn put(
    connection: &Connection,
    keys: &Keys,
    file: &AttachedFile,
    forms: [&[u8]; 2],
    by: &Seat,
    now: Moment,
) -> Result<(), Error> {
    sweep(connection, now)?;
    let hash = &file.hash;
    let is_here: bool = connection.query_row(EXISTS, named_params! {":hash": hash.0}, |row| row.get(0))?;
    let known = if is_here { key_of(connection, keys, hash)? } else { None };
    let secret = if let Some(secret) = known {
        secret
    } else {
        // Its keys are gone with the subjects that named it: nobody can read what lies there.
        connection.prepare_cached(REMOVE)?.execute(named_params! {":hash": hash.0})?;
        connection.prepare_cached(DROP_KEYS)?.execute(named_params! {":hash": hash.0})?;
        insert(connection, file, forms)?
    };
    let wrapped = seal::seal_secret(keys, &place_of_key(hash), &secret)?;
    keep_key(connection, hash, WAITING, &wrapped)?;
    connection.prepare_cached(WAIT)?.execute(named_params! {
        ":hash": hash.0, ":seat": text::json(by), ":at": now.to_string(),
    })?;
    Ok(())
}

/// A fact about `subject` names a file: from now on it is as secret as the subject's words.
pub(crate) fn name(
    connection: &Connection,
    keys: &Keys,
    hash: &FileHash,
    subject: &str,
    by: &Seat,
) -> Result<(), Error> {
    let secret = key_of(connection, keys, hash)?.ok_or_else(|| Error::corrupt(format!("file {hash} is missing")))?;
    let key = seal::subject_key_or_new(connection, keys, subject)?;
    keep_key(connection, hash, subject, &key.seal_body(&place_of_key(hash), &secret)?)?;
    connection.prepare_cached(NAMED)?.execute(named_params! {":hash": hash.0, ":seat": text::json(by)})?;
    connection.prepare_cached(DROP_WAITING_KEY)?.execute(named_params! {":hash": hash.0})?;
    Ok(())
}

/// A file's bytes; none when it is not here, or when nobody has its key any more.
pub(crate) fn read(
    connection: &Connection,
    keys: &Keys,
    hash: &FileHash,
    form: Form,
) -> Result<Option<Vec<u8>>, Error> {
    let sql = if form == Form::Whole { BYTES } else { SMALL };
    let sealed: Option<Option<Vec<u8>>> =
        connection.prepare_cached(sql)?.query_row(named_params! {":hash": hash.0}, |row| row.get(0)).optional()?;
    let Some(Some(sealed)) = sealed else { return Ok(None) };
    let Some(secret) = key_of(connection, keys, hash)? else { return Ok(None) };
    SubjectKey::new(&secret).open_body(&place_of(hash, form), &sealed).map(Some)
}

/// What is wrong with the first bad file, if one is: it is missing, or is not what its name says.
pub(crate) fn fault(connection: &Connection, keys: &Keys) -> Result<Option<String>, Error> {
    let missing: Option<String> = connection.query_row(MISSING, [], |row| row.get(0)).optional()?;
    if let Some(hash) = missing {
        return Ok(Some(format!("file {hash} is missing")));
    }
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = FileHash(row.get(0)?);
        match read(connection, keys, &hash, Form::Whole) {
            Ok(Some(bytes)) if FileHash::of(&bytes) != hash => {
                return Ok(Some(format!("file {hash} is not what its name says")));
            }
            Ok(_) => {}
            Err(Error::Corrupt { what }) => return Ok(Some(what)),
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn insert(connection: &Connection, file: &AttachedFile, [whole, small]: [&[u8]; 2]) -> Result<[u8; 32], Error> {
    let secret: [u8; 32] = keys::random()?;
    let key = SubjectKey::new(&secret);
    let whole = key.seal_body(&place_of(&file.hash, Form::Whole), whole)?;
    let small = (!small.is_empty()).then(|| key.seal_body(&place_of(&file.hash, Form::Small), small)).transpose()?;
    let (width, height) = file.pixels.unzip();
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":hash": file.hash.0, ":media": text::word(&file.media), ":size": file.size,
        ":width": width, ":height": height, ":bytes": whole, ":small": small,
    })?;
    Ok(secret)
}

/// A file's own key, by whichever wrap of it can be opened.
fn key_of(connection: &Connection, keys: &Keys, hash: &FileHash) -> Result<Option<[u8; 32]>, Error> {
    let mut statement = connection.prepare_cached(KEYS)?;
    let mut rows = statement.query(named_params! {":hash": hash.0})?;
    while let Some(row) = rows.next()? {
        let (subject, wrapped): (String, Vec<u8>) = (row.get("subject")?, row.get("wrapped")?);
        let place = place_of_key(hash);
        let secret = if subject == WAITING {
            Some(seal::open_secret(keys, &place, &wrapped)?)
        } else {
            let key = seal::subject_key(connection, keys, &subject)?;
            key.map(|key| key.open_body(&place, &wrapped)).transpose()?
        };
        if let Some(secret) = secret {
            let broken = |_| Error::corrupt(format!("the key of file {hash} is none"));
            return secret.try_into().map(Some).map_err(broken);
        }
    }
    Ok(None)
}

fn keep_key(connection: &Connection, hash: &FileHash, subject: &str, wrapped: &[u8]) -> Result<(), Error> {
    let params = named_params! {":hash": hash.0, ":subject": subject, ":wrapped": wrapped};
    connection.prepare_cached(KEEP_KEY)?.execute(params)?;
    Ok(())
}

/// Lets go of what has waited for too long.
fn sweep(connection: &Connection, now: Moment) -> Result<(), Error> {
    let before = now.plus_seconds(-WAITS_FOR).to_string();
    let expired: Vec<String> = connection
        .prepare_cached(EXPIRED)?
        .query_map(named_params! {":before": before}, |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for hash in expired {
        connection.prepare_cached(DROP_EXPIRED)?.execute(named_params! {":hash": hash, ":before": before})?;
        connection.prepare_cached(DROP_WAITING_KEY)?.execute(named_params! {":hash": hash})?;
        connection.prepare_cached(DROP_UNNAMED)?.execute(named_params! {":hash": hash})?;
    }
    Ok(())
}

fn place_of(hash: &FileHash, form: Form) -> String {
    let form = if form == Form::Whole { "whole" } else { "small" };
    format!("file/{hash}/{form}")
}

fn place_of_key(hash: &FileHash) -> String {
    format!("file/{hash}/key")
}
