//! Map sheets: which there are to print, and which were printed.

use domain::answer::{PrintLine, PrintList, PrintedGrid, SheetLine, SheetList};
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::grid::Grid;
use domain::sheet::SheetWish;

use super::Desktop;
use crate::failure::broken;

/// Sheets that are printed at once at the most: some days of printing.
const MOST_SHEETS: usize = 20_000;

/// Prints that are told at once.
const MOST_PRINTS: u32 = 1_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_sheets(&self, wish: &SheetWish, levels: &[Level]) -> Result<SheetList, Failure> {
        wish.admit(&self.district.tree, self.seat)?;
        let is_wanted = |grid: &&Grid| levels.is_empty() || levels.contains(&grid.level);
        let mut grids: Vec<&Grid> = self.district.tree.subtree(&wish.grid).filter(is_wanted).collect();
        if grids.len() > MOST_SHEETS {
            let params = [("sheets", &*grids.len().to_string()), ("most", &MOST_SHEETS.to_string())];
            return Err(Failure::refused("sheet.too_many", &params));
        }
        // By path within a level, as they come.
        grids.sort_by_key(|grid| grid.level);
        let line = |grid: &Grid| {
            let wish = SheetWish { grid: grid.path.clone(), ..wish.clone() };
            SheetLine { level: grid.level, file: press::album_name(grid, &wish), wish }
        };
        Ok(SheetList { sheets: grids.into_iter().map(line).collect() })
    }

    pub(super) fn ask_prints(&self, scope: Option<&GridPath>, from: u32, limit: u32) -> Result<PrintList, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let scope = scope.or(self.seat.subtree.as_ref());
        let rows = self.view.prints(scope, from, limit.min(MOST_PRINTS)).map_err(broken)?;
        let prints = rows.into_iter().map(|row| {
            let grid = self.district.tree.grid(&row.print.wish.grid);
            let grid = grid.map(|grid| PrintedGrid {
                code: grid.code.to_string(),
                name: grid.name.clone(),
                level: grid.level,
            });
            PrintLine { fact: row.fact, at: row.at, by: row.by, print: row.print, grid }
        });
        Ok(PrintList { prints: prints.collect(), total: self.view.prints_count(scope).map_err(broken)? })
    }
}
