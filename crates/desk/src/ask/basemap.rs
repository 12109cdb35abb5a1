//! What can lie under the grids.

use charts::tianditu::ADDRESS;
use domain::basemap::{BasemapLine, BasemapList, TIANDITU_REVIEW, TiandituCard, Underlay};
use domain::failure::Failure;

use super::Desktop;
use crate::failure::broken;

impl Desktop<'_, '_> {
    pub(super) fn ask_basemaps(&self) -> Result<BasemapList, Failure> {
        let noted = self.view.basemaps().map_err(broken)?;
        let mut basemaps: Vec<BasemapLine> = noted
            .into_iter()
            .map(|(basemap, by, at)| {
                let is_missing = !self.charts.shelf.has(&basemap.hash);
                BasemapLine { basemap, by, at, is_missing }
            })
            .collect();
        basemaps.sort_by(|a, b| a.basemap.name.cmp(&b.basemap.name));
        let usual = self.view.usual_underlay().map_err(broken)?.unwrap_or(Underlay::Own);
        let setting = self.view.tianditu().map_err(broken)?;
        let is_on = self.charts.account(self.view)?.is_some();
        let tianditu = TiandituCard {
            is_on,
            review: setting.as_ref().map_or(TIANDITU_REVIEW, |setting| &setting.review).to_owned(),
            address: setting.as_ref().map_or(ADDRESS, |setting| &setting.address).to_owned(),
            trouble: self.charts.tianditu.trouble().filter(|_| is_on).map(|flaw| flaw.refused()),
        };
        // What went gives way to the store's own ground.
        let is_there = match &usual {
            Underlay::File { hash } => basemaps.iter().any(|line| line.basemap.hash == *hash),
            Underlay::TiandituVector | Underlay::TiandituImagery => is_on,
            Underlay::Own | Underlay::None => true,
        };
        Ok(BasemapList { basemaps, usual: if is_there { usual } else { Underlay::Own }, tianditu })
    }
}
