//! What was kept of calls, and who listened.

use domain::attachment::FileHash;
use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{CallId, PostId};
use domain::livecall::Side;
use domain::moment::Moment;
use domain::recording::RecordingRule;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("recording.sql");
const RULE: &str = section(SQL, "rule");
const SETTER: &str = section(SQL, "setter");
const ALL: &str = section(SQL, "all");
const COUNT: &str = section(SQL, "count");
const ONE: &str = section(SQL, "one");
const UNTIL: &str = section(SQL, "until");
const UNTIL_COUNT: &str = section(SQL, "until_count");
const OLDEST: &str = section(SQL, "oldest");
const ENDED: &str = section(SQL, "ended");
const PIECES: &str = section(SQL, "pieces");
const HEARD: &str = section(SQL, "heard");

/// What was kept of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingRow {
    /// Which.
    pub call: CallId,
    /// The post in it.
    pub post: PostId,
    /// Its grid.
    pub scope: Option<GridPath>,
    /// When the first was said.
    pub since: Moment,
    /// When the last was.
    pub until: Moment,
}

/// A piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceRow {
    /// By whom it was said.
    pub side: Side,
    /// Since when.
    pub since: Moment,
    /// For how long, in milliseconds.
    pub millis: u32,
    /// Under which name it lies beside the log.
    pub hash: FileHash,
}

impl View<'_> {
    /// Whether calls are recorded: not, where nobody has said so.
    pub fn recording_rule(&self) -> Result<RecordingRule, Error> {
        let rule = self.row(RULE, [], |row| Ok(RecordingRule { is_on: row.get("is_on")?, days: row.get("days")? }))?;
        Ok(rule.unwrap_or_default())
    }

    /// The fact of who said so.
    pub fn recording_setter(&self) -> Result<Option<FactId>, Error> {
        self.row(SETTER, [], fact_of)
    }

    /// Some of the recordings of a grid and all below, of no grid: of all; newest first.
    pub fn recordings(&self, scope: Option<&GridPath>, from: u32, limit: u32) -> Result<Vec<RecordingRow>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":limit": limit, ":offset": from,
        };
        self.rows(ALL, params, made)
    }

    /// How many there are.
    pub fn recordings_count(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        self.counted(COUNT, scope)
    }

    /// The recording of one call; none: nothing was kept, or it is gone.
    pub fn recording(&self, call: CallId) -> Result<Option<RecordingRow>, Error> {
        self.row(ONE, named_params! {":call": call.to_string()}, made)
    }

    /// When the last of the oldest was said.
    pub fn oldest_recording(&self) -> Result<Option<Moment>, Error> {
        let until: Option<Option<i64>> = self.row(OLDEST, [], |row| Ok(row.get(0)?))?;
        Ok(until.flatten().map(Moment::from_millis))
    }

    /// The oldest, whose last was said then or before.
    pub fn recordings_until(&self, last: Moment, limit: u32) -> Result<Vec<RecordingRow>, Error> {
        self.rows(UNTIL, named_params! {":last": last.millis(), ":limit": limit}, made)
    }

    /// How many of those there are in all.
    pub fn recordings_until_count(&self, last: Moment) -> Result<u32, Error> {
        let count = self.row(UNTIL_COUNT, named_params! {":last": last.millis()}, |row| Ok(row.get(0)?))?;
        Ok(count.unwrap_or_default())
    }

    /// How many were destroyed.
    pub fn recordings_ended(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        self.counted(ENDED, scope)
    }

    /// What there is to hear of a call, in the order in which it began.
    pub fn recording_pieces(&self, call: CallId) -> Result<Vec<PieceRow>, Error> {
        self.rows(PIECES, named_params! {":call": call.to_string()}, |row| {
            let side: String = row.get("side")?;
            Ok(PieceRow {
                side: text::from_word(&side)?,
                since: Moment::from_millis(row.get("since")?),
                millis: row.get("millis")?,
                hash: FileHash(row.get("hash")?),
            })
        })
    }

    /// The facts of those who listened, the last first.
    pub fn recording_hearings(&self, call: CallId) -> Result<Vec<FactId>, Error> {
        self.rows(HEARD, named_params! {":call": call.to_string()}, fact_of)
    }

    fn counted(&self, sql: &str, scope: Option<&GridPath>) -> Result<u32, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        Ok(self.row(sql, params, |row| Ok(row.get(0)?))?.unwrap_or_default())
    }
}

fn made(row: &Row<'_>) -> Result<RecordingRow, Error> {
    let word = |name| row.get::<_, String>(name);
    let scope: Option<String> = row.get("scope")?;
    Ok(RecordingRow {
        call: text::id(&word("call")?)?,
        post: PostId(word("post")?),
        scope: scope.map(GridPath::from_text),
        since: Moment::from_millis(row.get("since")?),
        until: Moment::from_millis(row.get("until")?),
    })
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    let desk: String = row.get("desk")?;
    Ok(FactId { desk: text::id(&desk)?, seq: row.get("seq")? })
}
