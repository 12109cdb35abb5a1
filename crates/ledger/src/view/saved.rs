//! Saved targets and templates.

use domain::target::SavedTarget;
use domain::template::Template;
use rusqlite::named_params;
use serde::de::DeserializeOwned;

use super::View;
use crate::error::Error;
use crate::fold::{SAVED_TARGET, SAVED_TEMPLATE};
use crate::sql::section;
use crate::text;

const CARDS: &str = section(include_str!("saved.sql"), "cards");

impl View<'_> {
    /// Saved targets, in the order of their ids.
    pub fn saved_targets(&self) -> Result<Vec<SavedTarget>, Error> {
        self.saved(SAVED_TARGET)
    }

    /// Templates, in the order of their ids.
    pub fn templates(&self) -> Result<Vec<Template>, Error> {
        self.saved(SAVED_TEMPLATE)
    }

    fn saved<T: DeserializeOwned>(&self, noun: &str) -> Result<Vec<T>, Error> {
        self.rows(CARDS, named_params! {":noun": noun}, |row| text::from_json(&row.get::<_, String>("card")?))
    }
}
