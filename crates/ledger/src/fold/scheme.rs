//! Schemes and what their levels are called.

use domain::scheme::{Scheme, SchemeState};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("scheme.sql");
const RETIRE_OTHERS: &str = section(SQL, "retire_others");
const PUT: &str = section(SQL, "put");
const CLEAR_LEVELS: &str = section(SQL, "clear_levels");
const WITHDRAW_LEVELS: &str = section(SQL, "withdraw_levels");
const WITHDRAW: &str = section(SQL, "withdraw");
const INSERT_LEVEL: &str = section(SQL, "insert_level");

/// One scheme is published at a time: the one before is retired.
pub(super) fn published(connection: &Connection, scheme: &Scheme) -> Result<(), Error> {
    if scheme.state == SchemeState::Published {
        connection.prepare_cached(RETIRE_OTHERS)?.execute(named_params! {":name": scheme.name})?;
    }
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":name": scheme.name, ":state": text::word(&scheme.state), ":valid_from": scheme.valid_from.to_string(),
    })?;
    connection.prepare_cached(CLEAR_LEVELS)?.execute(named_params! {":scheme": scheme.name})?;
    for level in &scheme.levels {
        connection
            .prepare_cached(INSERT_LEVEL)?
            .execute(named_params! {":scheme": scheme.name, ":level": level.level.0, ":name": level.name})?;
    }
    Ok(())
}

/// No grids are left that a scheme could divide: there is none, as in a store without facts.
pub(super) fn withdrawn(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached(WITHDRAW_LEVELS)?.execute([])?;
    connection.prepare_cached(WITHDRAW)?.execute([])?;
    Ok(())
}
