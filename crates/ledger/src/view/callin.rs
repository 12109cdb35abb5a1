//! Calls that nobody took.

use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{CallId, PostId};
use domain::moment::Moment;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("callin.sql");
const OPEN: &str = section(SQL, "open");
const ONE: &str = section(SQL, "one");
const LAST_OF: &str = section(SQL, "last_of");

/// One such call; who called, and from where, stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedRow {
    /// Which.
    pub call: CallId,
    /// The fact that says so.
    pub fact: FactId,
    /// The grid of the post that called; none: nobody in post.
    pub scope: Option<GridPath>,
    /// When it rang.
    pub rang: Moment,
    /// When it was answered or put aside.
    pub settled: Option<Moment>,
}

impl View<'_> {
    /// Those that nobody has settled, the oldest first.
    pub fn missed_calls(&self) -> Result<Vec<MissedRow>, Error> {
        self.rows(OPEN, [], made)
    }

    /// One of them.
    pub fn missed_call(&self, id: CallId) -> Result<Option<MissedRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// A post's last one.
    pub fn last_missed_call(&self, post: &PostId) -> Result<Option<MissedRow>, Error> {
        self.row(LAST_OF, named_params! {":post": post.0}, made)
    }
}

fn made(row: &Row<'_>) -> Result<MissedRow, Error> {
    let settled: Option<String> = row.get("settled")?;
    Ok(MissedRow {
        call: text::id(&row.get::<_, String>("id")?)?,
        fact: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
        rang: text::moment(&row.get::<_, String>("rang")?)?,
        settled: settled.map(|at| text::moment(&at)).transpose()?,
    })
}
