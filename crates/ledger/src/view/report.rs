//! Reports of the front line.

use domain::channel::Reader;
use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{PostId, ReportId};
use domain::report::{OrderOfReport, ReportKind, ReportState};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("report.sql");
const SOME: &str = section(SQL, "some");
const COUNT: &str = section(SQL, "count");
const ONE: &str = section(SQL, "one");
const OF_POST: &str = section(SQL, "of_post");
const STEPS: &str = section(SQL, "steps");
const ORDERS: &str = section(SQL, "orders");
const COUNT_ON: &str = section(SQL, "count_on");

/// One report; what it says stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Which.
    pub id: ReportId,
    /// Its human number.
    pub number: String,
    /// The fact that it is.
    pub fact: FactId,
    /// The deepest grid there.
    pub grid: GridPath,
    /// Who found it.
    pub post: PostId,
    /// How far it has got.
    pub state: ReportState,
}

/// Which reports are wanted.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Of this grid and all below; none: of all grids.
    pub scope: Option<GridPath>,
    /// In one of these states; empty: in any.
    pub states: Vec<ReportState>,
    /// Of one of these sorts; empty: of any.
    pub kinds: Vec<ReportKind>,
    /// Taken up by this one; none: by anybody, or by nobody yet.
    pub handler: Option<Reader>,
}

impl View<'_> {
    /// Some reports, newest first, after `from` others.
    pub fn reports(&self, filter: &ReportFilter, from: u32, limit: u32) -> Result<Vec<ReportRow>, Error> {
        let Asked { path, below, end, states, kinds, handler } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":states": states, ":kinds": kinds, ":handler": handler,
            ":limit": limit, ":offset": from,
        };
        self.rows(SOME, params, made)
    }

    /// How many there are of those.
    pub fn reports_count(&self, filter: &ReportFilter) -> Result<u32, Error> {
        let Asked { path, below, end, states, kinds, handler } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":states": states, ":kinds": kinds, ":handler": handler,
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// One report.
    pub fn report(&self, id: ReportId) -> Result<Option<ReportRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// What a post reported, newest first.
    pub fn reports_of(&self, post: &PostId, limit: u32) -> Result<Vec<ReportRow>, Error> {
        self.rows(OF_POST, named_params! {":post": post.0, ":limit": limit}, made)
    }

    /// The facts by which the desk went on with a report, from the first.
    pub fn report_steps(&self, id: ReportId) -> Result<Vec<FactId>, Error> {
        self.rows(STEPS, named_params! {":id": id.to_string()}, fact_of)
    }

    /// Orders that were made of a report, from the first.
    pub fn orders_of_report(&self, id: ReportId) -> Result<Vec<OrderOfReport>, Error> {
        self.rows(ORDERS, named_params! {":id": id.to_string()}, |row| {
            Ok(OrderOfReport { order: text::id(&row.get::<_, String>("id")?)?, number: row.get("number")? })
        })
    }

    /// How many human numbers of a day, `20261121`, were given out.
    pub fn reports_on(&self, day: &str) -> Result<u32, Error> {
        let (from, to) = (format!("LB-{day}-"), format!("LB-{day}."));
        Ok(self.row(COUNT_ON, named_params! {":from": from, ":to": to}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}

/// A filter as the statements want it.
struct Asked<'a> {
    path: Option<&'a str>,
    below: String,
    end: String,
    states: String,
    kinds: String,
    handler: Option<String>,
}

impl<'a> Asked<'a> {
    fn of(filter: &'a ReportFilter) -> Self {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        Self {
            path: filter.scope.as_ref().map(GridPath::as_str),
            below,
            end,
            states: text::listed(&filter.states),
            kinds: text::listed(&filter.kinds),
            handler: filter.handler.as_ref().map(Reader::key),
        }
    }
}

fn made(row: &Row<'_>) -> Result<ReportRow, Error> {
    Ok(ReportRow {
        id: text::id(&row.get::<_, String>("id")?)?,
        number: row.get("number")?,
        fact: fact_of(row)?,
        grid: GridPath::from_text(row.get::<_, String>("scope")?),
        post: PostId(row.get("post")?),
        state: text::from_word(&row.get::<_, String>("state")?)?,
    })
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
