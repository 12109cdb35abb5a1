//! Which subject names which file: rows come and never go, in whatever order the facts are folded.

use domain::attachment::{Attachment, files};
use domain::fact::Header;
use domain::id::PostId;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;

const SQL: &str = include_str!("attached.sql");
const INSERT: &str = section(SQL, "insert");

/// Beside the subject's own words, or beside the answer of a post.
pub(super) fn named(
    connection: &Connection,
    header: &Header,
    attachments: &[Attachment],
    post: Option<&PostId>,
) -> Result<(), Error> {
    for file in files(attachments) {
        connection.prepare_cached(INSERT)?.execute(named_params! {
            ":hash": file.hash.0, ":subject": header.subject, ":post": post.map_or("", |post| post.0.as_str()),
        })?;
    }
    Ok(())
}
