//! Venues and checkpoints.

use domain::answer::{CheckpointCard, GridLine, PlaceLine, PlaceList, VenueCard};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::id::{CheckpointId, VenueId};
use domain::post::Station;

use super::Desktop;
use crate::district::District;

/// Places that a page draws as symbols of its own: with more it would do nothing else for minutes.
const MOST_PLACES: u32 = 20_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_places(&self) -> PlaceList {
        let district = self.district;
        let mut total = 0;
        let mut is_shown = |grid: Option<&GridPath>| {
            let is_admitted = self.admit_place(grid).is_ok();
            total += u32::from(is_admitted);
            is_admitted && total <= MOST_PLACES
        };
        let checkpoints = district.checkpoints.iter().filter(|one| is_shown(one.grid.as_ref()));
        let mut places: Vec<PlaceLine> = checkpoints.map(District::checkpoint_line).collect();
        let venues = district.venues.iter().filter(|one| is_shown(one.grid.as_ref()));
        places.extend(venues.map(District::venue_line));
        PlaceList { places, total }
    }

    pub(super) fn ask_venue(&self, id: &VenueId) -> Result<VenueCard, Failure> {
        let Some(venue) = self.district.venues.iter().find(|venue| venue.id == *id) else {
            return Err(Refusal::NoSuch { noun: "venue", id: id.to_string() }.into());
        };
        self.admit_place(venue.grid.as_ref())?;
        Ok(VenueCard {
            id: id.clone(),
            place: District::venue_line(venue),
            capacity: venue.capacity,
            address: venue.address.clone(),
            duty: self.district.duty(&Station::Venue(id.clone()), &self.reachable()?),
            streams: self.district.streams.iter().filter(|stream| stream.venue == id.0).cloned().collect(),
            ancestors: self.chain(venue.grid.as_ref()),
        })
    }

    pub(super) fn ask_checkpoint(&self, id: &CheckpointId) -> Result<CheckpointCard, Failure> {
        let Some(checkpoint) = self.district.checkpoints.iter().find(|checkpoint| checkpoint.id == *id) else {
            return Err(Refusal::NoSuch { noun: "checkpoint", id: id.to_string() }.into());
        };
        self.admit_place(checkpoint.grid.as_ref())?;
        Ok(CheckpointCard {
            id: id.clone(),
            place: District::checkpoint_line(checkpoint),
            state: checkpoint.state,
            queue: checkpoint.queue,
            duty: self.district.duty(&Station::Checkpoint(id.clone()), &self.reachable()?),
            ancestors: self.chain(checkpoint.grid.as_ref()),
        })
    }

    /// From the top down to the deepest grid itself.
    fn chain(&self, deepest: Option<&GridPath>) -> Vec<GridLine> {
        let Some(path) = deepest else { return Vec::new() };
        let mut chain = self.district.ancestor_lines(path);
        chain.extend(self.district.tree.grid(path).map(|grid| self.district.grid_line(grid)));
        chain
    }
}
