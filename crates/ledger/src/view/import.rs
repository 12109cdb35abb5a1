//! What was brought in, and the sets themselves.

use domain::fact::{FactId, Source};
use domain::id::SetHash;
use domain::look::Remembered;
use domain::moment::Moment;
use domain::seat::Seat;
use domain::set::{Set, SetKind};
use rusqlite::named_params;

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{sets, text};

const SQL: &str = include_str!("import.sql");
const IMPORTS: &str = section(SQL, "imports");
const MATCHES: &str = section(SQL, "matches");

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The fact that brought it in.
    pub import: FactId,
    /// The set that it brought.
    pub set: SetHash,
    /// What that holds.
    pub of: SetKind,
    /// How many rows.
    pub rows: u32,
    /// The file that it came from.
    pub source: Source,
    /// Who brought it in.
    pub by: Seat,
    /// When.
    pub at: Moment,
    /// When it was undone, if it was.
    pub undone: Option<Moment>,
}

impl View<'_> {
    /// All imports, undone ones among them; newest first.
    pub fn imports(&self) -> Result<Vec<ImportRow>, Error> {
        self.rows(IMPORTS, [], |row| {
            let undone: Option<String> = row.get("undone")?;
            Ok(ImportRow {
                import: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
                set: SetHash(row.get("hash")?),
                of: text::from_word(&row.get::<_, String>("kind")?)?,
                rows: row.get("size")?,
                source: text::from_json(&row.get::<_, String>("source")?)?,
                by: text::from_json(&row.get::<_, String>("by")?)?,
                at: text::moment(&row.get::<_, String>("at")?)?,
                undone: undone.map(|at| text::moment(&at)).transpose()?,
            })
        })
    }

    /// What people said of the columns of files that hold this and still stand, each with the file's name; newest first.
    pub fn column_matches(&self, of: SetKind) -> Result<Vec<Remembered>, Error> {
        self.rows(MATCHES, named_params! {":kind": text::word(&of)}, |row| {
            Ok(Remembered { file: row.get("file")?, columns: text::from_json(&row.get::<_, String>("columns")?)? })
        })
    }

    /// A set that some import brought, without its rows.
    pub fn head_of_set(&self, hash: &SetHash) -> Result<Set, Error> {
        let head = sets::packed(self.connection, hash)?.with_rows(|rows| rows.next());
        head.ok_or_else(|| Error::corrupt(format!("set {hash} is empty")))?
    }

    /// The rows of a set that some import brought, some at a time.
    pub fn each_of_set(&self, hash: &SetHash, mut each: impl FnMut(&Set)) -> Result<(), Error> {
        sets::packed(self.connection, hash)?.with_rows(|rows| {
            for rows in rows {
                each(&rows?);
            }
            Ok(())
        })
    }

    /// All of a set that some import brought.
    pub fn set(&self, hash: &SetHash) -> Result<Set, Error> {
        sets::read(self.connection, hash)
    }
}
