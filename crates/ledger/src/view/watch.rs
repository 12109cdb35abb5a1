//! Watches.

use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::WatchId;
use domain::watch::{Offer, Watch};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("watch.sql");
const ONE: &str = section(SQL, "one");
const ON: &str = section(SQL, "on");
const BEFORE: &str = section(SQL, "before");

impl View<'_> {
    /// One watch.
    pub fn watch(&self, id: WatchId) -> Result<Option<Watch>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// When a watch began and ended by the hybrid clock; no end: it is on.
    pub fn watch_clock(&self, id: WatchId) -> Result<Option<(i64, Option<i64>)>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, |row| Ok((row.get("began_hlc")?, row.get("ended_hlc")?)))
    }

    /// The watch that is on over this very grid; over the whole store where none is named.
    pub fn watch_on(&self, scope: Option<&GridPath>) -> Result<Option<Watch>, Error> {
        self.row(ON, named_params! {":scope": scope.map(GridPath::as_str)}, made)
    }

    /// The watches over this very grid that are over, newest first.
    pub fn watches_before(&self, scope: Option<&GridPath>, limit: u32) -> Result<Vec<Watch>, Error> {
        self.rows(BEFORE, named_params! {":scope": scope.map(GridPath::as_str), ":limit": limit}, made)
    }
}

fn made(row: &Row<'_>) -> Result<Watch, Error> {
    let ended: Option<String> = row.get("ended")?;
    Ok(Watch {
        id: text::id(&row.get::<_, String>("id")?)?,
        scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
        name: row.get("name")?,
        by: text::from_json(&row.get::<_, String>("by")?)?,
        since: text::moment(&row.get::<_, String>("since")?)?,
        offer: offer(row)?,
        ended: ended.map(|at| text::moment(&at)).transpose()?,
    })
}

fn offer(row: &Row<'_>) -> Result<Option<Offer>, Error> {
    let Some(desk) = row.get::<_, Option<String>>("offer_desk")? else { return Ok(None) };
    Ok(Some(Offer {
        fact: FactId { desk: text::id(&desk)?, seq: row.get("offer_seq")? },
        by: text::from_json(&row.get::<_, String>("offer_by")?)?,
        at: text::moment(&row.get::<_, String>("offer_at")?)?,
    }))
}
