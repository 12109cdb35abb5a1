//! Findings that somebody lets stand.

use std::collections::HashMap;

use domain::finding::{Acceptance, FindingKey};
use rusqlite::named_params;

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const ACCEPTANCES: &str = section(include_str!("acceptance.sql"), "acceptances");

impl View<'_> {
    /// The findings of a scheme that stand accepted, by their keys; also those that are found no more.
    pub fn acceptances(&self, scheme: &str) -> Result<HashMap<FindingKey, Acceptance>, Error> {
        let rows = self.rows(ACCEPTANCES, named_params! {":scheme": scheme}, |row| {
            let acceptance = Acceptance {
                note: row.get("note")?,
                name: row.get("name")?,
                by: text::from_json(&row.get::<_, String>("by")?)?,
                at: text::moment(&row.get::<_, String>("at")?)?,
            };
            Ok((FindingKey(row.get("key")?), acceptance))
        })?;
        Ok(rows.into_iter().collect())
    }
}
