//! Who looked at which stream, and how streams stood then.

use domain::answer::Trouble;
use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{RoundId, ViewingId};
use domain::moment::Moment;
use domain::viewing::{OpenViewing, Outage, ViewingReason};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("viewing.sql");
const SOME: &str = section(SQL, "some");
const COUNT: &str = section(SQL, "count");
const ONE: &str = section(SQL, "one");
const OPEN: &str = section(SQL, "open");
const EYES: &str = section(SQL, "eyes");
const OUTAGES: &str = section(SQL, "outages");

/// One viewing; what it says stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewingRow {
    /// Which, at what, by whom, since when.
    pub open: OpenViewing,
    /// The fact that it is.
    pub fact: FactId,
    /// The deepest grid there.
    pub scope: Option<GridPath>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// When the last picture came.
    pub last: Option<Moment>,
}

/// Which viewings are wanted.
#[derive(Debug, Clone, Default)]
pub struct ViewingFilter {
    /// Of this grid and all below; none: of all grids, and of none.
    pub scope: Option<GridPath>,
    /// Of this stream.
    pub stream: Option<String>,
    /// Of this round.
    pub round: Option<RoundId>,
    /// For one of these reasons; empty: for any.
    pub reasons: Vec<ViewingReason>,
}

/// How a stream stood when somebody looked last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EyeRow {
    /// Which, by its key.
    pub stream: String,
    /// When a picture came last.
    pub last: Option<Moment>,
    /// Why none comes; none: it comes.
    pub trouble: Option<Trouble>,
}

impl View<'_> {
    /// Some viewings, newest first, after `from` others.
    pub fn viewings(&self, filter: &ViewingFilter, from: u32, limit: u32) -> Result<Vec<ViewingRow>, Error> {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": filter.scope.as_ref().map(GridPath::as_str), ":below": below, ":end": end,
            ":stream": filter.stream, ":round": filter.round.map(|round| round.to_string()),
            ":reasons": text::listed(&filter.reasons), ":limit": limit, ":offset": from,
        };
        self.rows(SOME, params, made)
    }

    /// How many there are of those.
    pub fn viewings_count(&self, filter: &ViewingFilter) -> Result<u32, Error> {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": filter.scope.as_ref().map(GridPath::as_str), ":below": below, ":end": end,
            ":stream": filter.stream, ":round": filter.round.map(|round| round.to_string()),
            ":reasons": text::listed(&filter.reasons),
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// One viewing.
    pub fn viewing(&self, id: ViewingId) -> Result<Option<ViewingRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Those of a stream that the log knows no end of, the latest first.
    pub fn open_viewings(&self, stream: &str) -> Result<Vec<OpenViewing>, Error> {
        self.rows(OPEN, named_params! {":stream": stream}, |row| made(row).map(|row| row.open))
    }

    /// All streams at which somebody has looked.
    pub fn eyes(&self) -> Result<Vec<EyeRow>, Error> {
        self.rows(EYES, [], |row| {
            let [last, since, code, params] =
                ["last", "since", "code", "params"].map(|name| row.get::<_, Option<String>>(name));
            let trouble = match (since?, code?, params?) {
                (Some(since), Some(code), Some(params)) => {
                    Some(Trouble { code, params: text::from_json(&params)?, since: text::moment(&since)? })
                }
                _ => None,
            };
            Ok(EyeRow { stream: row.get("stream")?, last: last?.map(|at| text::moment(&at)).transpose()?, trouble })
        })
    }

    /// When no picture came in a time, from any stream at which somebody looked.
    pub fn outages(&self, began: Moment, ended: Moment) -> Result<Vec<Outage>, Error> {
        let params = named_params! {":began": began.to_string(), ":ended": ended.to_string()};
        // The store compares to the second: what stands behind that is not in the order of its letters.
        let mut outages = self.rows(OUTAGES, params, |row| {
            let word = |name| row.get::<_, String>(name);
            Ok(Outage {
                stream: word("stream")?,
                since: text::moment(&word("since")?)?,
                until: moment(row, "until")?,
                last: moment(row, "last")?,
                code: word("code")?,
                params: text::from_json(&word("params")?)?,
            })
        })?;
        outages.retain(|outage| outage.touches(began, ended));
        Ok(outages)
    }
}

fn moment(row: &Row<'_>, name: &str) -> Result<Option<Moment>, Error> {
    let at: Option<String> = row.get(name)?;
    at.map(|at| text::moment(&at)).transpose()
}

fn made(row: &Row<'_>) -> Result<ViewingRow, Error> {
    let word = |name| row.get::<_, String>(name);
    Ok(ViewingRow {
        open: OpenViewing {
            id: text::id(&word("id")?)?,
            stream: word("stream")?,
            by: text::from_json(&word("by")?)?,
            began: text::moment(&word("began")?)?,
        },
        fact: FactId { desk: text::id(&word("desk")?)?, seq: row.get("seq")? },
        scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
        ended: moment(row, "ended")?,
        last: moment(row, "last")?,
    })
}
