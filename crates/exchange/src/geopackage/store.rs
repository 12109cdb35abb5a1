//! Stores of our own, closed or copied: their layer of grids says more than a foreign one, and in words of the ledger.

use domain::import::Fault;
use serde_json::Value;

use super::Package;
use crate::properties::Properties;

/// The layer that differs.
const GRIDS: &str = "grid";
/// Tables that only a store of ours has beside it.
const BESIDE: [&str; 3] = ["scheme", "fact", "level"];
/// Columns that are worked out from others.
const WORKED_OUT: [&str; 6] = ["path", "scheme", "west", "south", "east", "north"];

/// How grids of a store are read.
pub(super) struct Ours {
    /// The scheme in force: drafts and what was retired stay out.
    scheme: Option<String>,
}

impl Ours {
    /// Of a layer that is ours; none where it is somebody else's.
    pub(super) fn of(package: &Package, layer: &str) -> Result<Option<Self>, Fault> {
        if layer != GRIDS || !BESIDE.iter().all(|table| package.has(table)) {
            return Ok(None);
        }
        let published: Vec<String> = package.listed(super::PUBLISHED, |row| row.get(0))?;
        Ok(Some(Self { scheme: published.into_iter().next() }))
    }

    /// Turn a grid's columns into what a file says of a grid. Whether it is one of the scheme in force.
    pub(super) fn keeps(&self, properties: &mut Properties<'static>) -> bool {
        let scheme = properties.get("scheme").and_then(Value::as_str);
        if self.scheme.is_some() && scheme != self.scheme.as_deref() {
            return false;
        }
        for column in WORKED_OUT {
            properties.remove(column);
        }
        if let Some(Value::String(text)) = properties.remove("attributes")
            && let Ok(Value::Object(attributes)) = serde_json::from_str(&text)
        {
            attributes.into_iter().for_each(|(name, value)| properties.insert(name, value));
        }
        if let Some(Value::String(path)) = properties.get_mut("parent") {
            *path = plain(path.rsplit('.').next().unwrap_or_default());
        }
        true
    }
}

/// A code as its publisher writes it, from a piece of a path.
fn plain(piece: &str) -> String {
    let signs = [("%2E", "."), ("%2F", "/"), ("%20", " "), ("%2A", "*"), ("%3E", ">"), ("%25", "%")];
    signs.iter().fold(piece.to_owned(), |code, (escaped, sign)| code.replace(escaped, sign))
}
