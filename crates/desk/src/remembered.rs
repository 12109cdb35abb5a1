//! How the columns of a file were matched before. The match is part of the fact that brought a file in, as its
//! datum is: so every desk knows it, and no second memory can drift from what was really imported.

use std::collections::BTreeSet;

use domain::failure::Failure;
use domain::look::{FileLook, Remembered};

use crate::Desk;
use crate::failure::broken;

impl Desk {
    /// The look, with the match that was made when a file of this kind with these columns came in last. What the
    /// names of its columns tell already is not proposed.
    pub(crate) fn with_remembered(&self, look: FileLook) -> Result<FileLook, Failure> {
        if look.columns.is_empty() {
            return Ok(look);
        }
        let matches = self.readers.with(|view| view.column_matches(look.kind.set_kind()).map_err(broken))?;
        let there: BTreeSet<&str> = look.columns.iter().map(|column| column.name.as_str()).collect();
        let fields: BTreeSet<&str> = look.fields.iter().map(|field| field.name.as_str()).collect();
        let fits = |remembered: &Remembered| {
            let mut pairs = remembered.columns.iter();
            pairs.all(|(field, column)| fields.contains(field.as_str()) && there.contains(column.as_str()))
        };
        let is_news = |remembered: &Remembered| {
            let mut pairs = remembered.columns.iter();
            pairs.any(|(ours, column)| {
                !look.fields.iter().any(|field| field.name == *ours && field.column.as_ref() == Some(column))
            })
        };
        let remembered = matches.into_iter().find(fits).filter(is_news);
        Ok(FileLook { remembered, ..look })
    }
}
