//! What open pages are told as it happens: facts, cut down to what a page needs to refresh.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::channel::Span;
use crate::code::GridPath;
use crate::id::{DeskId, OrderId, PostId, SpeechId};
use crate::moment::Moment;
use crate::order::Priority;
use crate::receipt::{Part, Progress, Way};

/// How much of each desk's log a page has seen: desk → contiguous seq.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, number>", export)]
pub struct Vector(pub BTreeMap<DeskId, u64>);

/// One fact, as a page is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Told {
    /// Whose log.
    pub desk: DeskId,
    /// Place in that log. A page keeps the highest and asks from there after a cut.
    #[ts(type = "number")]
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// What happened.
    pub news: News,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum News {
    /// Grids, people, places or ground changed: ask again for what is shown.
    DistrictChanged,
    /// An order was issued.
    OrderIssued {
        /// Which.
        order: OrderId,
        /// Where.
        scope: GridPath,
        /// The part of the post that listens, when it is one.
        part: Option<Part>,
    },
    /// A receipt moved.
    ReceiptMarked {
        /// Which order.
        order: OrderId,
        /// Whose.
        post: PostId,
        /// The state that was reached.
        progress: Progress,
        /// How it reached the desk.
        way: Way,
    },
    /// A target or a template was saved or taken away.
    SavedChanged,
    /// An order ended.
    OrderEnded {
        /// Which.
        order: OrderId,
    },
    /// A rung of an order's ladder came: whoever it reaches in the field is called again.
    RungReached {
        /// Which order.
        order: OrderId,
    },
    /// Somebody was called about an order.
    CallLogged {
        /// Which order.
        order: OrderId,
    },
    /// Messages about an order went out by a gateway, or came to something.
    SendsChanged {
        /// Which order.
        order: OrderId,
    },
    /// A robot was bound or unbound, or said something.
    RobotsChanged,
    /// A gateway was entered, taken away or tried.
    GatewaysChanged,
    /// A paper about an order was printed.
    PaperPrinted {
        /// Which order.
        order: OrderId,
    },
    /// Ladders are set otherwise.
    LaddersChanged,
    /// A finding of the check was accepted, or opened again.
    FindingsChanged,
    /// A scheme is being made: its draft, its review. What is in force did not change.
    SchemesChanged,
    /// Something was said in a channel.
    MessageSent {
        /// In which.
        channel: GridPath,
        /// How far down it goes.
        span: Span,
        /// How urgent it is.
        priority: Priority,
        /// Whether the one who listens has said it.
        own: bool,
        /// Whether it calls the one who listens by name.
        calls_me: bool,
    },
    /// A message was withdrawn, pinned or taken down.
    ChannelChanged {
        /// In which channel.
        channel: GridPath,
    },
    /// Somebody looks at a stream, or looks away; or one was lost or found again.
    StreamsChanged,
    /// Somebody began to speak live, and the one who listens may hear it.
    SpeechBegun {
        /// What.
        speech: SpeechId,
        /// In which channel.
        channel: GridPath,
    },
    /// Somebody hears a speech.
    SpeechHeard {
        /// Which.
        speech: SpeechId,
    },
    /// A speech is over.
    SpeechEnded {
        /// Which.
        speech: SpeechId,
    },
    /// Quiet hours are others.
    QuietHoursChanged,
    /// Somebody wrote into the journal, a call came or was settled, the watch changed hands.
    JournalChanged,
    /// A live call rings, was taken or ended.
    CallsChanged,
    /// An alarm was raised, acknowledged or closed.
    AlarmsChanged,
    /// Something came in, or a step was taken on an incident.
    IncidentsChanged,
    /// A way in for another system was opened or closed.
    IntakesChanged,
    /// A table by which the district works is another one.
    TablesChanged,
    /// A sheet was printed.
    PrintsChanged,
    /// Devices came or went.
    DevicesChanged,
    /// Basemaps came or went, or 天地图 did.
    BasemapsChanged,
    /// Something that this page has no use for; it only moves the vector.
    Other,
}
