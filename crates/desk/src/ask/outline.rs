//! The grids of a level as a small drawing shows them.

use atlas::mercator::Projected;
use atlas::sketch::Paper;
use domain::answer::{OutlineLine, OutlineList};
use domain::code::{GridPath, Level};
use domain::failure::Failure;

use super::Desktop;
use super::district::count;
use crate::failure::broken;
use crate::strata::MANY;

impl Desktop<'_, '_> {
    pub(super) fn ask_outlines(&self, scope: Option<&GridPath>, level: Level) -> Result<OutlineList, Failure> {
        let total = count(self.grids_at(scope, level)?.len());
        let drawn = self.listed_for(scope, level)?;
        let grids = self.grids_at(scope, drawn)?;
        let area = |path: &GridPath| self.district.area(self.view, path).map_err(broken);
        let own = scope.map(area).transpose()?.flatten();
        let mut areas: Vec<(&GridPath, Projected)> = Vec::with_capacity(grids.len());
        // Where even the highest level has too many, nothing is drawn: a grey mush, and megabytes on the way to it.
        for grid in grids.iter().filter(|_| grids.len() <= MANY) {
            areas.extend(area(&grid.path)?.map(|area| (&grid.path, area)));
        }
        let mut list = OutlineList {
            scope: scope.cloned(),
            level,
            drawn,
            width: 0,
            height: 0,
            border: Vec::new(),
            outlines: Vec::new(),
            total,
        };
        if let Some(paper) = Paper::around(areas.iter().map(|(_, area)| area).chain(own.as_ref())) {
            (list.width, list.height) = (paper.width, paper.height);
            list.border = own.as_ref().map(|own| paper.draw(own)).unwrap_or_default();
            let line =
                |(path, area): (&GridPath, Projected)| OutlineLine { path: path.clone(), rings: paper.draw(&area) };
            list.outlines = areas.into_iter().map(line).collect();
        }
        Ok(list)
    }
}
