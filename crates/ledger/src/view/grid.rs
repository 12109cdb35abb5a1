//! Grids and their boundaries: of the published scheme, or of one that is named.

use std::collections::HashMap;

use domain::code::{GridCode, GridPath, Level};
use domain::grid::{Counts, Grid};
use domain::place::{Bounds, Position, Shape};
use domain::set::PlacedGrid;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::gpkg::Geometry;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("grid.sql");
const GRIDS: &str = section(SQL, "grids");
const PLACED: &str = section(SQL, "placed");
const ALL_PLACED: &str = section(SQL, "all_placed");
const BOUNDS: &str = section(SQL, "bounds");
const SHAPE: &str = section(SQL, "shape");
const SHAPES: &str = section(SQL, "shapes");
const SHAPES_OF_LEVEL: &str = section(SQL, "shapes_of_level");
const NEXT: &str = section(SQL, "next");
const PATHS_IN: &str = section(SQL, "paths_in");
const LEVEL: &str = section(SQL, "level");
const SHAPES_IN: &str = section(SQL, "shapes_in");
const SHAPES_AT: &str = section(SQL, "shapes_at");
const ROW: &str = section(SQL, "row");
const ROWS_BELOW: &str = section(SQL, "rows_below");
const PATHS_WITH_CODE: &str = section(SQL, "paths_with_code");
const DIFFERING: &str = section(SQL, "differing");
const LACKING: &str = section(SQL, "lacking");
const NAME: &str = section(SQL, "name");

impl View<'_> {
    /// Grids of the published scheme, by path.
    pub fn grids(&self) -> Result<Vec<Grid>, Error> {
        self.grids_of(None)
    }

    /// Grids of a scheme, none: the published one; by path.
    pub fn grids_of(&self, scheme: Option<&str>) -> Result<Vec<Grid>, Error> {
        self.rows(GRIDS, named_params! {":scheme": scheme}, grid)
    }

    /// One grid of a scheme with its boundary.
    pub fn placed(&self, scheme: &str, path: &GridPath) -> Result<Option<PlacedGrid>, Error> {
        self.row(PLACED, named_params! {":scheme": scheme, ":path": path.as_str()}, placed)
    }

    /// All grids of a scheme with their boundaries, by path.
    pub fn all_placed(&self, scheme: &str) -> Result<Vec<PlacedGrid>, Error> {
        self.rows(ALL_PLACED, named_params! {":scheme": scheme}, placed)
    }

    /// The box around each grid of the published scheme.
    pub fn bounds(&self) -> Result<HashMap<GridPath, Bounds>, Error> {
        self.bounds_of(None)
    }

    /// The box around each grid of a scheme, none: the published one.
    pub fn bounds_of(&self, scheme: Option<&str>) -> Result<HashMap<GridPath, Bounds>, Error> {
        let boxes = self.rows(BOUNDS, named_params! {":scheme": scheme}, |row| {
            let bounds = Bounds { west: row.get(1)?, south: row.get(2)?, east: row.get(3)?, north: row.get(4)? };
            Ok((path(row)?, bounds))
        })?;
        Ok(boxes.into_iter().collect())
    }

    /// The boundary of a grid of the published scheme.
    pub fn shape(&self, path: &GridPath) -> Result<Option<Shape>, Error> {
        self.shape_of(None, path)
    }

    /// The boundary of a grid of a scheme, none: the published one.
    pub fn shape_of(&self, scheme: Option<&str>, path: &GridPath) -> Result<Option<Shape>, Error> {
        self.row(SHAPE, named_params! {":scheme": scheme, ":path": path.as_str()}, |row| shape(row, 0))
    }

    /// All boundaries of the published scheme, or those of a level, by path.
    pub fn shapes(&self, level: Option<Level>) -> Result<Vec<(GridPath, Shape)>, Error> {
        self.shapes_of(None, level)
    }

    /// All boundaries of a scheme, none: the published one, or those of a level; by path.
    pub fn shapes_of(&self, scheme: Option<&str>, level: Option<Level>) -> Result<Vec<(GridPath, Shape)>, Error> {
        match level {
            None => self.rows(SHAPES, named_params! {":scheme": scheme}, outlined),
            Some(level) => self.rows(SHAPES_OF_LEVEL, named_params! {":scheme": scheme, ":level": level.0}, outlined),
        }
    }

    /// Hands over each boundary of a level of a scheme, none: the published one; by path.
    pub fn each_shape_of(
        &self,
        scheme: Option<&str>,
        level: Level,
        each: &mut dyn FnMut(&GridPath, &Shape),
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(SHAPES_OF_LEVEL)?;
        let mut rows = statement.query(named_params! {":scheme": scheme, ":level": level.0})?;
        while let Some(row) = rows.next()? {
            let (path, shape) = outlined(row)?;
            each(&path, &shape);
        }
        Ok(())
    }

    /// The boundaries of a grid's children, none: of the grids at the top; by path. What stands below a child is
    /// stepped over, so that this costs what the children do.
    pub fn children_of(&self, scheme: &str, above: Option<&GridPath>) -> Result<Vec<(GridPath, Shape)>, Error> {
        let (mut from, to) = above.map_or((String::new(), "\u{10FFFF}".to_owned()), GridPath::below_range);
        let steps = above.map_or(0, |path| path.ancestors().len() + 1);
        let mut next = self.connection.prepare_cached(NEXT)?;
        let mut children = Vec::new();
        loop {
            let mut rows = next.query(named_params! {":scheme": scheme, ":from": from, ":to": to})?;
            let Some(row) = rows.next()? else { return Ok(children) };
            let path = path(row)?;
            // The first path at or past `from` is a child, or stands below one.
            if let Some(child) = path.ancestors().get(steps) {
                from = child.below_range().1;
                continue;
            }
            from = format!("{path}\0");
            children.push((path, shape(row, 1)?));
        }
    }

    /// Grids of a level of the published scheme whose box meets `bounds`, by path.
    pub fn paths_in(&self, level: Level, bounds: Bounds) -> Result<Vec<GridPath>, Error> {
        self.paths_in_of(None, level, bounds)
    }

    /// Grids of a level of a scheme, none: the published one, whose box meets `bounds`; by path.
    pub fn paths_in_of(&self, scheme: Option<&str>, level: Level, bounds: Bounds) -> Result<Vec<GridPath>, Error> {
        self.rows(
            PATHS_IN,
            named_params! {
                ":scheme": scheme, ":level": level.0, ":west": bounds.west, ":south": bounds.south,
                ":east": bounds.east, ":north": bounds.north,
            },
            path,
        )
    }

    /// The level of a grid of a scheme, none: the published one.
    pub fn level_of(&self, scheme: Option<&str>, path: &GridPath) -> Result<Option<Level>, Error> {
        self.row(LEVEL, named_params! {":scheme": scheme, ":path": path.as_str()}, |row| Ok(Level(row.get(0)?)))
    }

    /// Grids of every level of a scheme whose box meets `bounds`, with their levels and boundaries; by path.
    pub fn shapes_in(&self, scheme: &str, bounds: Bounds) -> Result<Vec<(GridPath, Level, Shape)>, Error> {
        let params = named_params! {
            ":scheme": scheme, ":west": bounds.west, ":south": bounds.south, ":east": bounds.east,
            ":north": bounds.north,
        };
        self.rows(SHAPES_IN, params, |row| {
            let (path, shape) = outlined(row)?;
            Ok((path, Level(row.get(2)?), shape))
        })
    }

    /// One grid of a scheme, without its boundary.
    pub fn grid_at(&self, scheme: &str, path: &GridPath) -> Result<Option<Grid>, Error> {
        self.row(ROW, named_params! {":scheme": scheme, ":path": path.as_str()}, grid)
    }

    /// All grids strictly below one, without their boundaries; by path.
    pub fn grids_below(&self, scheme: &str, path: &GridPath) -> Result<Vec<Grid>, Error> {
        let (from, to) = path.below_range();
        self.rows(ROWS_BELOW, named_params! {":scheme": scheme, ":from": from, ":to": to}, grid)
    }

    /// The grids of a level that have a code. Answered from the index of paths alone, which end in their codes.
    pub fn paths_with_code(&self, scheme: &str, level: Level, code: &GridCode) -> Result<Vec<GridPath>, Error> {
        let top = GridPath::top(code);
        let below = format!(".{top}");
        let params = named_params! {":scheme": scheme, ":level": level.0, ":top": top.as_str(), ":below": below};
        self.rows(PATHS_WITH_CODE, params, path)
    }

    /// What a grid of a scheme is called, and its level.
    pub fn name_of(&self, scheme: &str, path: &GridPath) -> Result<Option<(String, Level)>, Error> {
        let key = named_params! {":scheme": scheme, ":path": path.as_str()};
        self.row(NAME, key, |row| Ok((row.get(0)?, Level(row.get(1)?))))
    }

    /// The grids of a scheme that another one does not have, or has otherwise; by path.
    pub fn differing(&self, scheme: &str, other: &str) -> Result<Vec<GridPath>, Error> {
        self.rows(DIFFERING, named_params! {":one": scheme, ":other": other}, path)
    }

    /// The grids of a scheme at whose path another one has none; by path.
    pub fn lacking(&self, scheme: &str, other: &str) -> Result<Vec<GridPath>, Error> {
        self.rows(LACKING, named_params! {":one": scheme, ":other": other}, path)
    }

    /// Grids of every level of a scheme, none: the published one, whose box holds a position; by path.
    pub fn shapes_at(&self, scheme: Option<&str>, at: Position) -> Result<Vec<(GridPath, Shape)>, Error> {
        let (longitude, latitude) = (at.longitude(), at.latitude());
        let params = named_params! {":scheme": scheme, ":longitude": longitude, ":latitude": latitude};
        self.rows(SHAPES_AT, params, outlined)
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

fn placed(row: &Row<'_>) -> Result<PlacedGrid, Error> {
    Ok(PlacedGrid { grid: grid(row)?, shape: shape(row, 12)? })
}

fn outlined(row: &Row<'_>) -> Result<(GridPath, Shape), Error> {
    Ok((path(row)?, shape(row, 1)?))
}

fn path(row: &Row<'_>) -> Result<GridPath, Error> {
    Ok(GridPath::from_text(row.get::<_, String>(0)?))
}

fn shape(row: &Row<'_>, column: usize) -> Result<Shape, Error> {
    Geometry::read(row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?)?.into_area()
}
