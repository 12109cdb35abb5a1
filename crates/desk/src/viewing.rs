//! What a seat has to do with a stream: the media door asks before it opens the camera, and says what it sees.

mod print;

use domain::camera::{self, CameraLogin};
use domain::channel::Reader;
use domain::failure::Failure;
use domain::id::ViewingId;
use domain::item::Item;
use domain::moment::Moment;
use domain::seat::Seat;
use domain::venue::Stream;
use domain::viewing::OpenViewing;
use domain::words::Params;

use crate::Desk;
use crate::act::viewing::Watched;
use crate::failure::broken;

pub use print::PrintedViewings;

/// A look at a stream that goes on: where the camera is, and what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighted {
    /// Which look.
    pub viewing: ViewingId,
    /// Which stream, by its key.
    pub stream: String,
    /// Where the camera is.
    pub address: String,
    /// What opens it.
    pub login: Option<CameraLogin>,
}

impl Desk {
    /// The latest look of a seat at the stream of a line, with all that opens it; none: it looks at none of this name.
    pub fn sighted(&self, seat: &Seat, line: &str) -> Result<Option<Sighted>, Failure> {
        let district = self.district();
        let Some(stream) = district.streams.iter().find(|stream| stream.line() == line) else { return Ok(None) };
        let open = self.open_of(seat, stream)?;
        let Some(OpenViewing { id: viewing, .. }) = open.into_iter().next() else { return Ok(None) };
        let login = self.cameras.login(self.id, stream)?;
        Ok(Some(Sighted { viewing, stream: stream.key(), address: stream.address.clone(), login }))
    }

    /// Whether a look goes on, and its seat may still look there.
    pub fn is_viewing(&self, seat: &Seat, stream: &str, viewing: ViewingId) -> Result<bool, Failure> {
        let district = self.district();
        let Some(stream) = district.streams.iter().find(|one| one.key() == stream) else { return Ok(false) };
        Ok(self.open_of(seat, stream)?.iter().any(|open| open.id == viewing))
    }

    /// Whoever looked has gone; `last`: when the last picture came.
    pub fn end_viewing(&self, seat: &Seat, viewing: ViewingId, last: Option<Moment>) -> Result<(), Failure> {
        self.writer.watched(Watched::Away { seat: seat.clone(), viewing, last })
    }

    /// No picture comes from a stream that a seat looks at.
    pub fn lose_stream(
        &self,
        seat: &Seat,
        stream: &str,
        why: (&str, Params),
        last: Option<Moment>,
    ) -> Result<(), Failure> {
        let (code, params) = (why.0.to_owned(), why.1);
        self.writer.watched(Watched::Lost { seat: seat.clone(), stream: stream.to_owned(), code, params, last })
    }

    /// Pictures come.
    pub fn find_stream(&self, seat: &Seat, stream: &str) -> Result<(), Failure> {
        self.writer.watched(Watched::Found { seat: seat.clone(), stream: stream.to_owned() })
    }

    fn open_of(&self, seat: &Seat, stream: &Stream) -> Result<Vec<OpenViewing>, Failure> {
        let district = self.district();
        let item = Item::Stream(stream.clone());
        let grid = district.grid_of(&item);
        let covers = match (grid, &seat.subtree) {
            (_, None) => true,
            (Some(grid), Some(_)) => seat.covers(grid),
            (None, Some(_)) => false,
        };
        // What was entered since may say that nobody may look there.
        let kind = district.kind_of(stream);
        if !covers || camera::private(&kind, &stream.name).is_some() {
            return Ok(Vec::new());
        }
        let mut open = self.readers.with(|view| view.open_viewings(&stream.key()).map_err(broken))?;
        open.retain(|one| Reader::of(&one.by) == Reader::of(seat) && one.is_live(self.now()));
        Ok(open)
    }
}
