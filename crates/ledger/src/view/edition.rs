//! Tables by which a district works, as they were said.

use domain::edition::Table;
use domain::fact::{Fact, FactId};
use domain::moment::Moment;

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("edition.sql");
const ALL: &str = section(SQL, "all");

impl View<'_> {
    /// All that was said of all tables, in the order in which it was, with from when each holds.
    pub fn editions(&self) -> Result<Vec<(FactId, Moment, Table)>, Error> {
        let facts = self.rows(ALL, [], |row| {
            Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
        })?;
        let said = facts.into_iter().map(|id| {
            Ok(match self.fact(id)? {
                Some(Fact::TableRevised { table, from, .. }) => Some((id, from, *table)),
                _ => None,
            })
        });
        Ok(said.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
    }
}
