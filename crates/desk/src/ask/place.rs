//! Venues and checkpoints.

use domain::answer::{CheckpointCard, GridLine, PlaceList, VenueCard};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::id::{CheckpointId, VenueId};
use domain::post::Station;

use super::Desktop;
use crate::district::District;

impl Desktop<'_, '_> {
    pub(super) fn ask_places(&self) -> PlaceList {
        let district = self.district;
        let venues = district.venues.iter().map(District::venue_line);
        let checkpoints = district.checkpoints.iter().map(District::checkpoint_line);
        let places = venues.chain(checkpoints).filter(|place| self.admit_place(place.grid.as_ref()).is_ok()).collect();
        PlaceList { places }
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
