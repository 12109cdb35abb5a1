//! Files that people attached: what they are, and what names them.

use domain::attachment::{AttachedFile, FileHash};
use domain::id::PostId;
use domain::seat::Seat;
use rusqlite::named_params;

use super::View;
use crate::error::Error;
use crate::files::{self, Form};
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("file.sql");
const FILE: &str = section(SQL, "file");
const USES: &str = section(SQL, "uses");
const WAITS: &str = section(SQL, "waits");
const WAITING: &str = section(SQL, "waiting");

/// What names a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUse {
    /// The noun, `order/018f…`.
    pub subject: String,
    /// Beside whose answer; none: beside the noun's own words.
    pub post: Option<PostId>,
}

impl View<'_> {
    /// What a file is, without a name: those who attach it give it one.
    pub fn file(&self, hash: &FileHash) -> Result<Option<AttachedFile>, Error> {
        self.row(FILE, named_params! {":hash": hash.0}, |row| {
            let (width, height): (Option<u32>, Option<u32>) = (row.get("width")?, row.get("height")?);
            Ok(AttachedFile {
                hash: hash.clone(),
                media: text::from_word(row.get_ref("media")?.as_str().map_err(rusqlite::Error::from)?)?,
                size: row.get("size")?,
                pixels: width.zip(height),
                name: String::new(),
            })
        })
    }

    /// A file's bytes; none when it is not here, has no such form, or when nobody has its key any more.
    pub fn file_bytes(&self, hash: &FileHash, form: Form) -> Result<Option<Vec<u8>>, Error> {
        let Some(keys) = self.keys else { return Ok(None) };
        files::read(self.connection, keys, hash, form)
    }

    /// What names a file.
    pub fn file_uses(&self, hash: &FileHash) -> Result<Vec<FileUse>, Error> {
        self.rows(USES, named_params! {":hash": hash.0}, |row| {
            let post: String = row.get("post")?;
            Ok(FileUse { subject: row.get("subject")?, post: (!post.is_empty()).then_some(PostId(post)) })
        })
    }

    /// Whether a seat has handed a file in and not named it yet.
    pub fn file_waits(&self, hash: &FileHash, seat: &Seat) -> Result<bool, Error> {
        let params = named_params! {":hash": hash.0, ":seat": text::json(seat)};
        Ok(self.row(WAITS, params, |row| Ok(row.get(0)?))?.unwrap_or(false))
    }

    /// How many files of a seat wait to be named.
    pub fn files_waiting(&self, seat: &Seat) -> Result<u32, Error> {
        Ok(self.row(WAITING, named_params! {":seat": text::json(seat)}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}
