//! Venues, checkpoints, units and assets.

use domain::answer::{
    AssetCard, CheckpointCard, GridLine, PartnerLine, PlaceLine, PlaceList, StreamLine, UnitCard, UnitList, VenueCard,
};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::id::{AssetId, CheckpointId, UnitId, VenueId};
use domain::post::Station;

use super::Desktop;
use crate::district::District;

/// Places that a page draws as symbols of its own: with more it would do nothing else for minutes.
const MOST_PLACES: u32 = 20_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_places(&self) -> PlaceList {
        let district = self.district;
        let checkpoints = district.checkpoints.iter().map(District::checkpoint_line);
        let assets = district.assets.iter().map(District::asset_line);
        let venues = district.venues.iter().map(District::venue_line);
        let units = district.units.iter().filter(|unit| self.admit_unit(unit).is_ok());
        let (mut places, mut total) = (Vec::new(), 0);
        let mut add = |place: PlaceLine| {
            total += 1;
            if total <= MOST_PLACES {
                places.push(place);
            }
        };
        units.filter_map(District::unit_line).for_each(&mut add);
        // The most numerous come last.
        let lying = checkpoints.chain(assets).chain(venues);
        lying.filter(|place| self.admit_place(place.grid.as_ref()).is_ok()).for_each(&mut add);
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
            streams: self.streams_at(&id.0),
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
            streams: self.streams_at(&id.0),
            ancestors: self.chain(checkpoint.grid.as_ref()),
        })
    }

    pub(super) fn ask_unit(&self, id: &UnitId) -> Result<UnitCard, Failure> {
        let Some(unit) = self.district.units.iter().find(|unit| unit.id == *id) else {
            return Err(Refusal::NoSuch { noun: "unit", id: id.to_string() }.into());
        };
        self.admit_unit(unit)?;
        let pairings = self.district.partners.iter().filter(|one| one.unit.as_ref() == Some(id));
        let pairings = pairings.filter(|partner| self.seat.covers(&partner.grid));
        let assets = self.district.assets.iter().filter(|asset| asset.owner.as_ref() == Some(id));
        let assets = assets.filter(|asset| self.admit_place(asset.grid.as_ref()).is_ok());
        Ok(UnitCard {
            place: District::unit_line(unit),
            pairings: pairings
                .map(|one| PartnerLine { partner: one.clone(), grid_name: self.district.name_of(&one.grid) })
                .collect(),
            assets: assets.map(District::asset_line).collect(),
            ancestors: self.chain(unit.grid.as_ref()),
            unit: unit.clone(),
        })
    }

    pub(super) fn ask_units(&self) -> UnitList {
        let units = self.district.units.iter().filter(|unit| self.admit_unit(unit).is_ok());
        UnitList { units: units.cloned().collect() }
    }

    pub(super) fn ask_asset(&self, id: &AssetId) -> Result<AssetCard, Failure> {
        let Some(asset) = self.district.assets.iter().find(|asset| asset.id == *id) else {
            return Err(Refusal::NoSuch { noun: "asset", id: id.to_string() }.into());
        };
        self.admit_place(asset.grid.as_ref())?;
        let owner = asset.owner.as_ref().and_then(|owner| self.district.units.iter().find(|unit| unit.id == *owner));
        Ok(AssetCard {
            place: District::asset_line(asset),
            owner: owner.cloned(),
            ancestors: self.chain(asset.grid.as_ref()),
            asset: asset.clone(),
        })
    }

    fn streams_at(&self, place: &str) -> Vec<StreamLine> {
        let streams = self.district.streams.iter().filter(|stream| stream.venue == place);
        streams.map(|stream| StreamLine { id: stream.key(), stream: stream.clone() }).collect()
    }

    /// From the top down to the deepest grid itself.
    fn chain(&self, deepest: Option<&GridPath>) -> Vec<GridLine> {
        let Some(path) = deepest else { return Vec::new() };
        let mut chain = self.district.ancestor_lines(path);
        chain.extend(self.district.tree.grid(path).map(|grid| self.district.grid_line(grid)));
        chain
    }
}
