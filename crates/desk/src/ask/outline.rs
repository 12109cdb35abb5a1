//! The grids of a level as a small drawing shows them.

use std::sync::Arc;

use atlas::mercator::Projected;
use atlas::sketch::Paper;
use domain::answer::{OutlineLine, OutlineList};
use domain::code::{GridPath, Level};
use domain::failure::Failure;

use super::Desktop;
use super::district::count;
use crate::failure::broken;

/// More grids than this are a grey mush on a small drawing, and megabytes on the way to it.
const MOST_OUTLINES: usize = 6_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_outlines(&self, scope: Option<&GridPath>, level: Level) -> Result<OutlineList, Failure> {
        let grids = self.grids_at(scope, level)?;
        let area = |path: &GridPath| self.district.drawn.area(self.view, path).map_err(broken);
        let own = scope.map(area).transpose()?.flatten();
        let shown = if grids.len() > MOST_OUTLINES { &[] } else { &grids[..] };
        let mut areas: Vec<(&GridPath, Arc<Projected>)> = Vec::with_capacity(shown.len());
        for grid in shown {
            areas.extend(area(&grid.path)?.map(|area| (&grid.path, area)));
        }
        let mut list = OutlineList {
            scope: scope.cloned(),
            level,
            width: 0,
            height: 0,
            border: Vec::new(),
            outlines: Vec::new(),
            total: count(grids.len()),
        };
        if let Some(paper) = Paper::around(areas.iter().map(|(_, area)| &**area).chain(own.as_deref())) {
            (list.width, list.height) = (paper.width, paper.height);
            list.border = own.as_deref().map(|own| paper.draw(own)).unwrap_or_default();
            let line = |(path, area): (&GridPath, Arc<Projected>)| OutlineLine {
                path: path.clone(),
                rings: paper.draw(&area),
            };
            list.outlines = areas.into_iter().map(line).collect();
        }
        Ok(list)
    }
}
