//! The log, read back.

use domain::fact::{Fact, FactId, Header};
use domain::news::Vector;
use rusqlite::named_params;

use super::View;
use crate::error::Error;
use crate::log;
use crate::sql::section;

const SQL: &str = include_str!("fact.sql");
const SINCE: &str = section(SQL, "since");
const ON_GRIDS_SINCE: &str = section(SQL, "on_grids_since");
const ONE: &str = section(SQL, "one");

impl View<'_> {
    /// At most `limit` facts past a vector, in the order of the hybrid clock, of each desk without a gap.
    ///
    /// No fact beside a header: its kind is not known here, or its body is absent or can't be opened.
    pub fn facts_since(&self, vector: &Vector, limit: u32) -> Result<Vec<(Header, Option<Fact>)>, Error> {
        let mut facts = Vec::new();
        for desk in self.vector()?.0.into_keys() {
            let seen = vector.0.get(&desk).copied().unwrap_or(0);
            let params = named_params! {":desk": desk.to_string(), ":seen": seen, ":limit": limit};
            facts.extend(self.rows(SINCE, params, |row| {
                let header = log::header(row)?;
                let fact = log::fact(self.connection, self.keys, &header, row)?;
                Ok((header, fact))
            })?);
        }
        facts.sort_by_key(|(header, _)| (header.hlc, header.desk, header.seq));
        facts.truncate(limit as usize);
        Ok(facts)
    }

    /// The facts past a vector that may have changed grids, of each desk in the order of its log.
    pub fn facts_on_grids_since(&self, vector: &Vector) -> Result<Vec<Fact>, Error> {
        let mut facts = Vec::new();
        for desk in self.vector()?.0.into_keys() {
            let seen = vector.0.get(&desk).copied().unwrap_or(0);
            let params = named_params! {":desk": desk.to_string(), ":seen": seen};
            let found = self
                .rows(ON_GRIDS_SINCE, params, |row| log::fact(self.connection, self.keys, &log::header(row)?, row))?;
            facts.extend(found.into_iter().flatten());
        }
        Ok(facts)
    }

    /// One fact; none: it is not here, its kind is not known here, or its body is absent or can't be opened.
    pub fn fact(&self, id: FactId) -> Result<Option<Fact>, Error> {
        Ok(self.fact_with_header(id)?.and_then(|(_, fact)| fact))
    }

    /// The same with what stands before it, which is known also where the fact is not.
    pub fn fact_with_header(&self, id: FactId) -> Result<Option<(Header, Option<Fact>)>, Error> {
        let params = named_params! {":desk": id.desk.to_string(), ":seq": id.seq};
        self.row(ONE, params, |row| {
            let header = log::header(row)?;
            let fact = log::fact(self.connection, self.keys, &header, row)?;
            Ok((header, fact))
        })
    }
}
