//! What was brought in, and the sets themselves.

use domain::fact::FactId;
use domain::id::SetHash;
use domain::moment::Moment;
use domain::seat::Seat;
use domain::set::{Set, SetKind};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{sets, text};

const IMPORTS: &str = section(include_str!("import.sql"), "imports");

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
    /// The file's name.
    pub file: String,
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
                file: row.get("file")?,
                by: text::from_json(&row.get::<_, String>("by")?)?,
                at: text::moment(&row.get::<_, String>("at")?)?,
                undone: undone.map(|at| text::moment(&at)).transpose()?,
            })
        })
    }

    /// A set that some import brought.
    pub fn set(&self, hash: &SetHash) -> Result<Set, Error> {
        sets::read(self.connection, hash)
    }
}
