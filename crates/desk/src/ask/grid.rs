//! All about one grid.

use domain::answer::{GridCard, PostLine};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::grid::{Counts, Grid};
use domain::post::Station;

use super::Desktop;
use crate::district::{District, post_line};

/// Venues that are listed by name: nobody reads more of them, and the search finds each.
const MOST_VENUES: usize = 500;

impl Desktop<'_, '_> {
    pub(super) fn ask_grid(&self, path: &GridPath) -> Result<GridCard, Failure> {
        let grid = self.admit(path)?;
        let district = self.district;
        let reachable = self.reachable()?;
        let heads: Vec<PostLine> =
            district.roster.heads(path).into_iter().map(|post| post_line(post, &reachable)).collect();
        let staff = district
            .roster
            .at(path)
            .filter(|post| !(post.role.is_head() && post.station == Station::Grid))
            .map(|post| post_line(post, &reachable))
            .collect();
        let inside = |place: &Option<GridPath>| place.as_ref().is_some_and(|place| place.is_within(path));
        let venues = district.venues.iter().filter(|venue| inside(&venue.grid));
        let children: Vec<&Grid> = district.tree.children(path).collect();
        Ok(GridCard {
            level_name: district.level_name(grid.level),
            ancestors: district.ancestor_lines(path),
            heads,
            staff,
            children_level: children.first().map(|child| district.level_name(child.level)),
            children_counts: Counts::sum(&children),
            children: children.into_iter().map(|child| district.grid_line(child)).collect(),
            venues: venues.clone().take(MOST_VENUES).map(District::venue_line).collect(),
            venue_count: venues.count() as u32,
            checkpoints: district
                .checkpoints
                .iter()
                .filter(|checkpoint| inside(&checkpoint.grid))
                .map(District::checkpoint_line)
                .collect(),
            partners: district.partners.iter().filter(|partner| partner.grid == *path).cloned().collect(),
            units: district.units.iter().filter(|unit| inside(&unit.grid)).filter_map(District::unit_line).collect(),
            assets: district.assets.iter().filter(|asset| inside(&asset.grid)).map(District::asset_line).collect(),
            orders: self.orders_at(path)?,
            below: district.count_levels(district.tree.subtree(path).skip(1)),
            bounds: district.bounds.get(path).copied(),
            grid: grid.clone(),
        })
    }
}
