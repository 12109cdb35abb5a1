//! The store as a whole.

use std::collections::BTreeMap;

use domain::answer::DistrictCard;
use domain::failure::Failure;
use domain::post::Station;

use super::Desktop;
use crate::failure::broken;

impl Desktop<'_, '_> {
    pub(super) fn ask_district(&self) -> Result<DistrictCard, Failure> {
        let district = self.district;
        let posts = district.roster.posts();
        let at_grids = posts.iter().filter(|post| post.station == Station::Grid).count();
        let open = self.open_orders()?;
        let mut attributes: BTreeMap<String, u32> = BTreeMap::new();
        for name in district.tree.grids().iter().flat_map(|grid| grid.attributes.keys()) {
            *attributes.entry(name.clone()).or_default() += 1;
        }
        let tops = match &self.seat.subtree {
            Some(top) => district.tree.grid(top).into_iter().map(|grid| district.grid_line(grid)).collect(),
            None => district.tree.tops().map(|grid| district.grid_line(grid)).collect(),
        };
        Ok(DistrictCard {
            name: district.store.name.clone(),
            purpose: district.store.purpose,
            letter: district.store.letter.to_string(),
            offset_hours: district.store.offset_hours,
            scheme: district.scheme.clone(),
            tops,
            levels: district.count_levels(district.tree.grids().iter()),
            bounds: district.extent(),
            heads: count(at_grids),
            duty: count(posts.len() - at_grids),
            venues: count(district.venues.len()),
            checkpoints: count(district.checkpoints.len()),
            units: count(district.units.len()),
            partners: count(district.partners.len()),
            assets: count(district.assets.len()),
            open_orders: count(open.len()),
            waiting: open.iter().map(|order| order.tally.open()).sum(),
            reachable: count(self.reachable()?.len()),
            revision: district.revision,
            attributes,
            seat: self.seat.clone(),
            vector: self.view.vector().map_err(broken)?,
            now: self.now,
        })
    }
}

/// A count of things that fit in memory.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
