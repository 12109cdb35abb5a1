//! How to reach whoever told of an incident, and who looked.

use domain::code::GridPath;
use domain::contact::Caller;
use domain::fact::{Fact, FactId};
use domain::id::IncidentId;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("contact.sql");
const ONE: &str = section(SQL, "one");
const LOOKS: &str = section(SQL, "looks");
const COUNT: &str = section(SQL, "count");

impl View<'_> {
    /// How to reach whoever told of an incident; none: nobody has said, or its key is not at hand or was destroyed.
    pub fn contact(&self, incident: IncidentId) -> Result<Option<Caller>, Error> {
        let subject = format!("contact/{incident}");
        let Some(fact) = self.row(ONE, named_params! {":subject": subject}, fact_of)? else { return Ok(None) };
        Ok(match self.fact(fact)? {
            Some(Fact::ContactSealed { contact, .. }) => Some(contact),
            _ => None,
        })
    }

    /// The facts by which somebody looked at contacts of a grid and all below, newest first, after `from` others; of no
    /// grid: of all.
    pub fn contact_looks(&self, scope: Option<&GridPath>, from: u32, limit: u32) -> Result<Vec<FactId>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":limit": limit, ":offset": from,
        };
        self.rows(LOOKS, params, fact_of)
    }

    /// How many there are of those.
    pub fn contact_looks_count(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
