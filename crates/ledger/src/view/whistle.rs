//! Whistles, and how each stands.

use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{IncidentId, PostId, WhistleId};
use domain::incident::Party;
use domain::whistle::{Muster, WhistlesShown};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("whistle.sql");
const SOME: &str = section(SQL, "some");
const COUNT: &str = section(SQL, "count");
const ONE: &str = section(SQL, "one");
const OF_INCIDENT: &str = section(SQL, "of_incident");
const OF_POST: &str = section(SQL, "of_post");
const STEPS: &str = section(SQL, "steps");
const COUNT_ON: &str = section(SQL, "count_on");

/// One whistle; what is needed stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhistleRow {
    /// Which.
    pub id: WhistleId,
    /// Its human number.
    pub number: String,
    /// The fact that it is.
    pub fact: FactId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Where that lies.
    pub grid: GridPath,
    /// Who of the front line blew it.
    pub post: Option<PostId>,
    /// How it stands.
    pub muster: Muster,
}

impl View<'_> {
    /// Some whistles of a grid and all below, none: of all grids; newest first, after `from` others.
    pub fn whistles(
        &self,
        (scope, which): (Option<&GridPath>, WhistlesShown),
        from: u32,
        limit: u32,
    ) -> Result<Vec<WhistleRow>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":which": text::word(&which),
            ":limit": limit, ":offset": from,
        };
        self.rows(SOME, params, made)
    }

    /// How many there are of those.
    pub fn whistles_count(&self, (scope, which): (Option<&GridPath>, WhistlesShown)) -> Result<u32, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":which": text::word(&which),
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// One whistle.
    pub fn whistle(&self, id: WhistleId) -> Result<Option<WhistleRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Those of an incident, from the first.
    pub fn whistles_of(&self, incident: IncidentId) -> Result<Vec<WhistleRow>, Error> {
        self.rows(OF_INCIDENT, named_params! {":incident": incident.to_string()}, made)
    }

    /// The newest that call a party or that a post blew.
    pub fn whistles_for(&self, post: &PostId, party: &Party, limit: u32) -> Result<Vec<WhistleRow>, Error> {
        self.rows(OF_POST, named_params! {":post": post.0, ":party": party.key(), ":limit": limit}, made)
    }

    /// The facts by which steps were taken on a whistle, from the first.
    pub fn whistle_steps(&self, id: WhistleId) -> Result<Vec<FactId>, Error> {
        self.rows(STEPS, named_params! {":id": id.to_string()}, fact_of)
    }

    /// How many human numbers of a day, `20261121`, were given out.
    pub fn whistles_on(&self, day: &str) -> Result<u32, Error> {
        let (from, to) = (format!("CS-{day}-"), format!("CS-{day}."));
        Ok(self.row(COUNT_ON, named_params! {":from": from, ":to": to}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}

fn made(row: &Row<'_>) -> Result<WhistleRow, Error> {
    Ok(WhistleRow {
        id: text::id(&row.get::<_, String>("id")?)?,
        number: row.get("number")?,
        fact: fact_of(row)?,
        incident: text::id(&row.get::<_, String>("incident")?)?,
        grid: GridPath::from_text(row.get::<_, String>("scope")?),
        post: row.get::<_, Option<String>>("post")?.map(PostId),
        muster: text::from_json(row.get_ref("standing")?.as_str().map_err(rusqlite::Error::from)?)?,
    })
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
