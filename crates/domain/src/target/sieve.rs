//! What a target lets through: grids that are meant, and the posts in them.

use std::collections::HashSet;

use crate::code::GridPath;
use crate::grid::Grid;
use crate::id::VenueId;
use crate::post::{Post, Station};

use super::{Scene, Stationed, Target};

/// A target with what it looks up at every grid and post prepared.
pub(super) struct Sieve<'a> {
    target: &'a Target,
    scene: &'a Scene<'a>,
    /// Grids in which an asset of the kind stands, and all above them; none: the target asks for no asset.
    holding: Option<HashSet<GridPath>>,
    /// Venues of the kinds that the target names.
    venues: HashSet<&'a VenueId>,
    /// The grids in which such venues and checkpoints lie.
    stationed: HashSet<&'a GridPath>,
}

impl<'a> Sieve<'a> {
    pub(super) fn of(target: &'a Target, scene: &'a Scene<'a>) -> Self {
        let holding = target.holding.as_ref().map(|kind| {
            let grids = scene.assets.iter().filter(|asset| asset.kind == *kind).filter_map(|asset| asset.grid.as_ref());
            grids.flat_map(|grid| grid.ancestors().into_iter().chain([grid.clone()])).collect()
        });
        let named = |kind: &String| target.stations.contains(&Stationed::Venue { kind: kind.clone() });
        let venues = scene.venues.iter().filter(|venue| named(&venue.kind));
        let has_checkpoints = target.stations.contains(&Stationed::Checkpoint);
        let checkpoints = scene.checkpoints.iter().filter(|_| has_checkpoints).filter_map(|one| one.grid.as_ref());
        Self {
            target,
            scene,
            holding,
            venues: venues.clone().map(|venue| &venue.id).collect(),
            stationed: venues.filter_map(|venue| venue.grid.as_ref()).chain(checkpoints).collect(),
        }
    }

    /// Whether the target means a grid of its subtree.
    pub(super) fn means(&self, grid: &Grid) -> bool {
        let Target { ground, levels, having, .. } = self.target;
        let label = || self.scene.labels.get(&grid.path).copied();
        (levels.is_empty() || levels.contains(&grid.level))
            && having.as_ref().is_none_or(|name| has_attribute(grid, name))
            && self.holding.as_ref().is_none_or(|holding| holding.contains(&grid.path))
            && (ground.is_empty() || ground.iter().any(|piece| piece.holds(&grid.path, label())))
    }

    /// Whether a post of a grid that is meant gets the order.
    pub(super) fn takes(&self, post: &Post) -> bool {
        let Target { roles, stations, unanswered, .. } = self.target;
        let serves_there = || match &post.station {
            Station::Grid => false,
            Station::Venue(id) => self.venues.contains(id),
            Station::Checkpoint(_) => stations.contains(&Stationed::Checkpoint),
        };
        (roles.is_empty() || roles.contains(&post.role))
            && (stations.is_empty() || serves_there())
            && (unanswered.is_none() || self.scene.open.contains(&post.id))
    }

    /// Whether somebody in a grid that is meant should have got the order: where places of a kind are meant, one of them
    /// must lie in it, and who did not answer an earlier order is meant by name.
    pub(super) fn expects_somebody(&self, path: &GridPath) -> bool {
        let Target { stations, unanswered, .. } = self.target;
        unanswered.is_none() && (stations.is_empty() || self.stationed.contains(path))
    }
}

/// Whether a grid has a free attribute; a no is none.
fn has_attribute(grid: &Grid, name: &str) -> bool {
    grid.attributes.get(name).is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false" | "否" | "无"))
}
