//! Live calls, as whoever may know of them sees them.

use serde::Serialize;
use ts_rs::TS;

use super::Author;
use crate::code::GridPath;
use crate::id::{CallId, PostId};
use crate::livecall::{CallEnd, CallStage, CallWay};
use crate::moment::Moment;
use crate::recording::{CallRecording, RecordingRule};
use crate::seat::{Person, Role};

/// Live calls.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CallList {
    /// Those that ring or go on, and those that ended a moment ago; in the order in which they rang.
    pub calls: Vec<CallLine>,
    /// To whom one may hand a call over; nobody in the field.
    pub desks: Vec<DeskSeat>,
    /// How long the field waits at the most, in seconds.
    #[ts(type = "number")]
    pub longest_wait: i64,
    /// How long it rings on a phone at the most, in seconds.
    #[ts(type = "number")]
    pub longest_ring: i64,
}

/// A live call.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CallLine {
    /// Which.
    pub id: CallId,
    /// Which of both calls.
    pub way: CallWay,
    /// How far it has come.
    pub stage: CallStage,
    /// How it ended; none: it goes on. One that nobody took has ended as not reached.
    pub end: Option<CallEnd>,
    /// The post in it.
    pub post: PostId,
    /// Its person.
    pub person: String,
    /// Its title.
    pub title: String,
    /// Its office phone: where the live call comes to nothing there is that.
    pub phone: String,
    /// Its grid.
    pub grid: GridPath,
    /// That grid by name.
    pub grid_name: String,
    /// When it rang.
    pub rang: Moment,
    /// When it was taken; none: nobody has.
    pub answered: Option<Moment>,
    /// When it is over by itself.
    pub until: Moment,
    /// Who has it at the desk.
    pub centre: Option<Author>,
    /// Whether the one who asks is in it.
    pub own: bool,
    /// To whom it is handed over.
    pub offered: Option<Person>,
    /// Whether it is handed over to the one who asks.
    pub offered_here: bool,
    /// How many wait for the centre before it.
    pub before: u32,
    /// Whether a page of the post is open.
    pub reachable: bool,
    /// How far its recording has come; none: it is not recorded.
    pub recording: Option<CallRecording>,
}

/// Recordings of calls.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecordingList {
    /// Whether calls are recorded, and how long recordings are kept.
    pub rule: RecordingRule,
    /// Who said so; none: nobody has said anything.
    pub set: Option<RecordingSetting>,
    /// How many would go at once, were they kept for as many days as asked.
    pub going: u32,
    /// How many were destroyed until now.
    pub destroyed: u32,
    /// Newest first.
    pub recordings: Vec<RecordingLine>,
    /// How many there are.
    pub total: u32,
}

/// Somebody switched recordings on or off, or said for how long they are kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecordingSetting {
    /// Who.
    pub by: Author,
    /// When.
    pub at: Moment,
}

/// What was said in a call.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecordingLine {
    /// In which.
    pub call: CallId,
    /// The post in it.
    pub post: PostId,
    /// Its person.
    pub person: String,
    /// Its title.
    pub title: String,
    /// Its grid by name.
    pub grid_name: String,
    /// When the first was said.
    pub since: Moment,
    /// When the last was.
    pub until: Moment,
    /// When it goes.
    pub goes: Moment,
    /// Who listened, the last first.
    pub heard: Vec<RecordingHearing>,
}

/// Somebody listened to a recording.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecordingHearing {
    /// Who.
    pub by: Author,
    /// When.
    pub at: Moment,
    /// Why.
    pub words: String,
}

/// Another seat of the desk, to which a call may be handed over.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DeskSeat {
    /// Whose.
    pub person: Person,
    /// Its role.
    pub role: Role,
    /// What it covers, by name; none: the whole store.
    pub scope_name: Option<String>,
    /// Who has the watch there, by name, where he sits at this seat.
    pub watch: Option<String>,
    /// Whether it is in a call.
    pub engaged: bool,
}
