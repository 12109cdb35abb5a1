//! Saved targets and templates, as whoever composes chooses them.

use std::fmt::Display;

use domain::fact::Header;
use domain::template::Template;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::attached;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("saved.sql");
const KEEP: &str = section(SQL, "keep");
const REMOVE: &str = section(SQL, "remove");

/// The noun of saved targets.
pub(crate) const TARGET: &str = "target";
/// The noun of templates.
pub(crate) const TEMPLATE: &str = "template";

pub(super) fn kept(connection: &Connection, noun: &str, id: impl Display, card: &impl Serialize) -> Result<(), Error> {
    let params = named_params! {":noun": noun, ":id": id.to_string(), ":card": text::json(card)};
    connection.prepare_cached(KEEP)?.execute(params)?;
    Ok(())
}

pub(super) fn template_kept(connection: &Connection, header: &Header, template: &Template) -> Result<(), Error> {
    attached::named(connection, header, &template.attachments, None)?;
    kept(connection, TEMPLATE, template.id, template)
}

pub(super) fn removed(connection: &Connection, noun: &str, id: impl Display) -> Result<(), Error> {
    connection.prepare_cached(REMOVE)?.execute(named_params! {":noun": noun, ":id": id.to_string()})?;
    Ok(())
}
