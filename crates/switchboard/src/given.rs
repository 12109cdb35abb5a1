//! A line that this house gives by itself: the pictures of a stream, to all who may look at it.

use std::sync::Arc;

use moq_net::{Broadcast, BroadcastProducer, GroupProducer, Track, TrackProducer};

use crate::Switchboard;

/// The track of a line that carries pictures. Each group begins with one that needs none before it, and each is: eight
/// bytes of time, in microseconds; a byte for its codec; the picture.
pub const PICTURE: &str = "picture";

/// How a picture is encoded, by its number on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Codec {
    /// H.264, Annex B, with its parameter sets before each key frame.
    H264 = 0,
    /// H.265, the same.
    H265 = 1,
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In microseconds of the giver's clock.
    pub stamp: u64,
    /// How it is encoded.
    pub codec: Codec,
    /// Whether it needs none before it.
    pub is_key: bool,
    /// Itself.
    pub data: Vec<u8>,
}

/// A line of the house. Dropping it takes it down.
pub struct Given {
    board: Arc<Switchboard>,
    name: String,
    pictures: TrackProducer,
    group: Option<GroupProducer>,
    _line: BroadcastProducer,
}

impl Given {
    /// Puts it up; none where one of this name stands.
    pub fn put(board: &Arc<Switchboard>, name: &str) -> Option<Self> {
        let mut line = Broadcast::new().produce();
        let pictures = line.create_track(Track::new(PICTURE)).ok()?;
        if !board.put_now(name, &line.consume()) {
            return None;
        }
        Some(Self { board: Arc::clone(board), name: name.to_owned(), pictures, group: None, _line: line })
    }

    /// Shows a picture to whoever looks; false: it is built on what nobody has.
    pub fn show(&mut self, picture: Picture) -> bool {
        if picture.is_key {
            self.cut();
            self.group = self.pictures.append_group().ok();
        }
        let Some(group) = &mut self.group else { return false };
        let mut frame = Vec::with_capacity(9 + picture.data.len());
        frame.extend(picture.stamp.to_be_bytes());
        frame.push(picture.codec as u8);
        frame.extend(picture.data);
        group.write_frame(frame).is_ok()
    }

    /// What comes next is not built on what was shown: a camera was lost.
    pub fn cut(&mut self) {
        if let Some(mut group) = self.group.take() {
            let _ = group.finish();
        }
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        self.cut();
        let _ = self.pictures.finish();
        self.board.take_down(&self.name);
    }
}
