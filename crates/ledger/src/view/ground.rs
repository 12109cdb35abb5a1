//! The quiet ground under the grids.

use domain::place::Bounds;
use domain::set::{Ground, GroundLayer};
use rusqlite::named_params;

use super::View;
use crate::error::Error;
use crate::gpkg::Geometry;
use crate::sql::section;
use crate::text;

const GROUND_IN: &str = section(include_str!("ground.sql"), "ground_in");

impl View<'_> {
    /// Ground of a layer whose box meets `bounds`, in the order in which it was imported.
    pub fn ground_in(&self, layer: GroundLayer, bounds: Bounds) -> Result<Vec<Ground>, Error> {
        self.rows(
            GROUND_IN,
            named_params! {
                ":layer": text::word(&layer), ":west": bounds.west, ":south": bounds.south, ":east": bounds.east,
                ":north": bounds.north,
            },
            |row| {
                let geometry = Geometry::read(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
                Ok(Ground { layer, class: row.get(1)?, name: row.get(2)?, outline: geometry.into_outline()? })
            },
        )
    }
}
