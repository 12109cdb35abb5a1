//! Grids of the published scheme and their boundaries.

use std::collections::HashMap;

use domain::code::{GridCode, GridPath, Level};
use domain::grid::{Counts, Grid};
use domain::place::{Bounds, Shape};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::gpkg::Geometry;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("grid.sql");
const GRIDS: &str = section(SQL, "grids");
const BOUNDS: &str = section(SQL, "bounds");
const SHAPE: &str = section(SQL, "shape");
const SHAPES: &str = section(SQL, "shapes");
const SHAPES_OF_LEVEL: &str = section(SQL, "shapes_of_level");
const PATHS_IN: &str = section(SQL, "paths_in");

impl View<'_> {
    /// Grids of the published scheme, by path.
    pub fn grids(&self) -> Result<Vec<Grid>, Error> {
        self.rows(GRIDS, [], grid)
    }

    /// The box around each grid of the published scheme.
    pub fn bounds(&self) -> Result<HashMap<GridPath, Bounds>, Error> {
        let boxes = self.rows(BOUNDS, [], |row| {
            let bounds = Bounds { west: row.get(1)?, south: row.get(2)?, east: row.get(3)?, north: row.get(4)? };
            Ok((path(row)?, bounds))
        })?;
        Ok(boxes.into_iter().collect())
    }

    /// A grid's boundary.
    pub fn shape(&self, path: &GridPath) -> Result<Option<Shape>, Error> {
        self.row(SHAPE, named_params! {":path": path.as_str()}, |row| shape(row, 0))
    }

    /// All boundaries, or those of a level, by path.
    pub fn shapes(&self, level: Option<Level>) -> Result<Vec<(GridPath, Shape)>, Error> {
        match level {
            None => self.rows(SHAPES, [], placed),
            Some(level) => self.rows(SHAPES_OF_LEVEL, named_params! {":level": level.0}, placed),
        }
    }

    /// Grids of a level whose box meets `bounds`, by path.
    pub fn paths_in(&self, level: Level, bounds: Bounds) -> Result<Vec<GridPath>, Error> {
        self.rows(
            PATHS_IN,
            named_params! {
                ":level": level.0, ":west": bounds.west, ":south": bounds.south, ":east": bounds.east,
                ":north": bounds.north,
            },
            path,
        )
    }
}

// Columns are taken by their place in the statement: a district has a hundred thousand rows, and a name is looked
// up anew in each.

fn grid(row: &Row<'_>) -> Result<Grid, Error> {
    Ok(Grid {
        path: path(row)?,
        code: GridCode(row.get(1)?),
        level: Level(row.get(2)?),
        kind: row.get(3)?,
        name: row.get(4)?,
        counts: Counts {
            residents: row.get(5)?,
            households: row.get(6)?,
            buildings: row.get(7)?,
            units: row.get(8)?,
            as_of: row.get(9)?,
            source: row.get(10)?,
        },
        attributes: text::from_json(row.get_ref(11)?.as_str().map_err(rusqlite::Error::from)?)?,
    })
}

fn placed(row: &Row<'_>) -> Result<(GridPath, Shape), Error> {
    Ok((path(row)?, shape(row, 1)?))
}

fn path(row: &Row<'_>) -> Result<GridPath, Error> {
    Ok(GridPath::from_text(row.get::<_, String>(0)?))
}

fn shape(row: &Row<'_>, column: usize) -> Result<Shape, Error> {
    Geometry::read(row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?)?.into_area()
}
