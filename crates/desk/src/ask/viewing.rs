//! Streams that one may look at, and who looked.

use std::collections::HashMap;

use domain::answer::{EyeLine, PlaceLine, PlaceNoun, StreamList, ViewingLine, ViewingPage};
use domain::camera;
use domain::channel::Reader;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::Failure;
use domain::venue::Stream;
use domain::viewing::ViewingWish;
use ledger::{EyeRow, ViewingFilter, ViewingRow};

use super::Desktop;
use crate::district::District;
use crate::failure::broken;

/// The most looks that are told at once.
const MOST: u32 = 500;

impl Desktop<'_, '_> {
    pub(super) fn ask_streams(&self, scope: Option<&GridPath>) -> Result<StreamList, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let eyes = self.view.eyes().map_err(broken)?;
        let eyes: HashMap<&str, &EyeRow> = eyes.iter().map(|eye| (eye.stream.as_str(), eye)).collect();
        let venues = self.district.venues.iter().map(|one| (one.id.0.as_str(), District::venue_line(one)));
        let checkpoints =
            self.district.checkpoints.iter().map(|one| (one.id.0.as_str(), District::checkpoint_line(one)));
        // An id that both have is the venue's.
        let places: HashMap<&str, PlaceLine> = checkpoints.chain(venues).collect();
        let lies_in = |line: &EyeLine| match (scope, &line.grid) {
            (None, _) => true,
            (Some(scope), Some(grid)) => grid.is_within(scope),
            (Some(_), None) => false,
        };
        let told = self.district.streams.iter().filter_map(|stream| {
            let place = places.get(stream.venue.as_str())?;
            self.admit_place(place.grid.as_ref()).ok()?;
            Some(self.eye_line(stream, place, eyes.get(stream.key().as_str()).copied()))
        });
        let mut streams: Vec<EyeLine> = told.filter(lies_in).collect();
        streams.sort_by(|one, other| {
            let name =
                |line: &EyeLine| (line.kind.clone(), line.place_name.clone(), line.place.clone(), line.name.clone());
            name(one).cmp(&name(other))
        });
        Ok(StreamList { streams })
    }

    fn eye_line(&self, stream: &Stream, place: &PlaceLine, eye: Option<&EyeRow>) -> EyeLine {
        let kind = if place.noun == PlaceNoun::Venue { place.kind.as_str() } else { "" };
        EyeLine {
            id: stream.key(),
            name: stream.name.clone(),
            address: stream.address.clone(),
            noun: place.noun,
            place: place.id.clone(),
            place_name: place.name.clone(),
            kind: place.kind.clone(),
            grid_name: place.grid.as_ref().map(|grid| self.district.name_of(grid)).unwrap_or_default(),
            grid: place.grid.clone(),
            longitude: place.longitude,
            latitude: place.latitude,
            played: stream.is_played(),
            private: camera::private(kind, &stream.name).map(|private| private.code.to_owned()),
            last: eye.and_then(|eye| eye.last),
            trouble: eye.and_then(|eye| eye.trouble.clone()),
        }
    }

    pub(super) fn ask_viewings(&self, wish: &ViewingWish, from: u32, limit: u32) -> Result<ViewingPage, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let filter = ViewingFilter {
            scope: wish.scope.as_ref().or(self.seat.subtree.as_ref()).cloned(),
            stream: wish.stream.clone(),
            round: wish.round,
            reasons: wish.reasons.clone(),
        };
        let rows = self.view.viewings(&filter, from, limit.min(MOST)).map_err(broken)?;
        let lines = rows.iter().map(|row| self.viewing_line(row)).collect::<Result<Vec<_>, Failure>>()?;
        let total = self.view.viewings_count(&filter).map_err(broken)?;
        Ok(ViewingPage { viewings: lines.into_iter().flatten().collect(), total })
    }

    /// None: its words are gone for good.
    fn viewing_line(&self, row: &ViewingRow) -> Result<Option<ViewingLine>, Failure> {
        let Some(Fact::ViewingBegun { viewing }) = self.view.fact(row.fact).map_err(broken)? else { return Ok(None) };
        Ok(Some(ViewingLine {
            id: viewing.id,
            stream: viewing.stream,
            place: viewing.place,
            kind: viewing.kind,
            name: viewing.name,
            grid_name: row.scope.as_ref().map(|scope| self.district.name_of(scope)).unwrap_or_default(),
            reason: viewing.reason,
            words: viewing.words,
            round: viewing.round,
            own: Reader::of(&row.open.by) == Reader::of(self.seat),
            by: self.author(&row.open.by),
            began: row.open.began,
            ended: row.ended,
            last: row.last,
        }))
    }
}
