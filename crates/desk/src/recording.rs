//! What the media door has to do with recordings: it asks what is kept before it keeps any sound, and hands it in.

use booth::{Parcel, Passage};
use domain::failure::Failure;
use domain::id::CallId;
use domain::livecall::Side;
use domain::seat::Seat;

use crate::Desk;
use crate::act::recording::Said;
use crate::failure::broken;

/// What a piece is called; nobody sees it.
const PIECE: &str = "通话.ogg";

/// Some of what a side of a call has said, as the switchboard hands it in.
pub struct CallPiece {
    /// Opus in Ogg.
    pub sound: Vec<u8>,
    /// How long ago it began, in milliseconds.
    pub ago: i64,
    /// For how long it sounds, in milliseconds.
    pub millis: u32,
}

impl Desk {
    /// Whether a call is recorded, or was until the site switched that off.
    pub fn records_call(&self, id: CallId) -> Result<bool, Failure> {
        let row = self.readers.with(|view| view.live_call(id).map_err(broken))?;
        Ok(row.is_some_and(|row| row.was_recorded))
    }

    /// Whether what is said in a call is kept, now: where it is recorded, both talk and both know.
    pub fn keeps_call(&self, id: CallId) -> Result<bool, Failure> {
        Ok(self.live_call(id)?.is_some_and(|call| call.is_kept(self.now())))
    }

    /// Keep some of what a side of a call has said.
    pub fn keep_call(&self, seat: &Seat, (call, side): (CallId, Side), piece: CallPiece) -> Result<(), Failure> {
        let since = self.now().plus_millis(-piece.ago);
        let file = self.look_through(PIECE, Parcel::from(piece.sound), &Passage::default())?;
        let said = Said { seat: seat.clone(), call, side, since, millis: piece.millis, file: file.clone() };
        let kept = self.writer.recorded(said);
        // Where the call is none, nobody took it.
        self.files.take(&file);
        kept
    }
}
