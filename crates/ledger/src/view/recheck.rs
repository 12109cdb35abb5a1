//! Where one looks again, and what is owed.

use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::{IncidentId, RecheckId};
use domain::moment::Moment;
use domain::recheck::Rounds;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("recheck.sql");
const SOME: &str = section(SQL, "some");
const COUNT: &str = section(SQL, "count");
const ONE: &str = section(SQL, "one");
const OF_INCIDENT: &str = section(SQL, "of_incident");
const STEPS: &str = section(SQL, "steps");

/// That one looks again; at what stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecheckRow {
    /// Which.
    pub id: RecheckId,
    /// The fact that it is.
    pub fact: FactId,
    /// At which incident.
    pub incident: IncidentId,
    /// Where that lies.
    pub grid: GridPath,
    /// How it stands.
    pub rounds: Rounds,
}

impl View<'_> {
    /// Some that have not come to their end, of a grid and all below, none: of all grids; what is owed longest first.
    ///
    /// `until`: those alone of which a turn is owed by then.
    pub fn rechecks(
        &self,
        (scope, until): (Option<&GridPath>, Option<Moment>),
        from: u32,
        limit: u32,
    ) -> Result<Vec<RecheckRow>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end,
            ":until": until.map(Moment::millis), ":limit": limit, ":offset": from,
        };
        self.rows(SOME, params, made)
    }

    /// How many there are of those.
    pub fn rechecks_count(&self, (scope, until): (Option<&GridPath>, Option<Moment>)) -> Result<u32, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end,
            ":until": until.map(Moment::millis),
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// One of them.
    pub fn recheck(&self, id: RecheckId) -> Result<Option<RecheckRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Those of an incident, from the first.
    pub fn rechecks_of(&self, incident: IncidentId) -> Result<Vec<RecheckRow>, Error> {
        self.rows(OF_INCIDENT, named_params! {":incident": incident.to_string()}, made)
    }

    /// The facts by which it was told of turns, from the first.
    pub fn recheck_steps(&self, id: RecheckId) -> Result<Vec<FactId>, Error> {
        self.rows(STEPS, named_params! {":id": id.to_string()}, fact_of)
    }
}

fn made(row: &Row<'_>) -> Result<RecheckRow, Error> {
    Ok(RecheckRow {
        id: text::id(&row.get::<_, String>("id")?)?,
        fact: fact_of(row)?,
        incident: text::id(&row.get::<_, String>("incident")?)?,
        grid: GridPath::from_text(row.get::<_, String>("scope")?),
        rounds: text::from_json(row.get_ref("standing")?.as_str().map_err(rusqlite::Error::from)?)?,
    })
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
