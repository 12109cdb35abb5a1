//! Basemaps beside the store, and what is said of the map for everybody.

use domain::basemap::{Basemap, TiandituSetting, Underlay};
use domain::fact::Header;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("basemap.sql");
const ADD: &str = section(SQL, "add");
const REMOVE: &str = section(SQL, "remove");
const SET: &str = section(SQL, "set");
const UNSET: &str = section(SQL, "unset");

/// The name of a setting: what lies under the grids for whoever has not chosen.
pub(crate) const USUAL: &str = "usual";

/// The name of a setting: how a desk asks 天地图.
pub(crate) fn tianditu_of(desk: impl std::fmt::Display) -> String {
    format!("tianditu/{desk}")
}

pub(super) fn added(connection: &Connection, header: &Header, basemap: &Basemap) -> Result<(), Error> {
    connection.prepare_cached(ADD)?.execute(named_params! {
        ":hash": basemap.hash, ":basemap": text::json(basemap), ":by": text::json(&header.by),
        ":at": header.at.to_string(),
    })?;
    Ok(())
}

pub(super) fn removed(connection: &Connection, hash: &str) -> Result<(), Error> {
    connection.prepare_cached(REMOVE)?.execute(named_params! {":hash": hash})?;
    Ok(())
}

pub(super) fn chosen(connection: &Connection, underlay: &Underlay) -> Result<(), Error> {
    connection.prepare_cached(SET)?.execute(named_params! {":name": USUAL, ":value": text::json(underlay)})?;
    Ok(())
}

pub(super) fn tianditu_set(
    connection: &Connection,
    header: &Header,
    setting: Option<&TiandituSetting>,
) -> Result<(), Error> {
    let name = tianditu_of(header.desk);
    match setting {
        Some(setting) => {
            connection.prepare_cached(SET)?.execute(named_params! {":name": name, ":value": text::json(setting)})?
        }
        None => connection.prepare_cached(UNSET)?.execute(named_params! {":name": name})?,
    };
    Ok(())
}
