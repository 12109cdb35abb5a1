//! Channels: the list of them, and what is said in one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OrderLine;
use crate::attachment::{Attachment, Beside};
use crate::channel::{QuietHours, Span};
use crate::code::{GridPath, Level};
use crate::id::{MessageId, OrderId, PostId, SpeechId};
use crate::moment::Moment;
use crate::order::Priority;
use crate::seat::Role;

/// The channels that a seat reads.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChannelList {
    /// One's own first, then those in which something was said, the latest first.
    pub channels: Vec<ChannelLine>,
    /// How many channels there are in all.
    pub total: u32,
    /// When nothing rings but what is 特急; none: it always rings.
    pub quiet: Option<QuietHours>,
    /// Hours east of Greenwich of the store's day.
    pub offset_hours: i8,
}

/// One channel in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChannelLine {
    /// Its grid.
    pub channel: GridPath,
    /// The grid's name.
    pub name: String,
    /// The grid's level.
    pub level: Level,
    /// What that level is called.
    pub level_name: String,
    /// Whether it is the channel of one's own grid.
    pub own: bool,
    /// What others have said there since one has read in it; in one's own, what came down from above, too.
    pub unread: u32,
    /// Of these, how many call one by name.
    pub called: u32,
    /// What was said last in it.
    pub last: Option<LastLine>,
}

/// What was said last in a channel.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct LastLine {
    /// Its number.
    pub number: u32,
    /// When.
    pub at: Moment,
    /// By whom.
    pub author: Author,
    /// The beginning of it; none: it was withdrawn, or its words were removed.
    pub words: Option<String>,
    /// The first of what stands beside its words, which may be none at all.
    pub beside: Option<Beside>,
}

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Author {
    /// The post; none: a seat at the desk, or a post that is gone.
    pub post: Option<PostId>,
    /// Its person; empty where there is no post.
    pub person: String,
    /// Its title; empty where there is no post.
    pub title: String,
    /// The seat's role.
    pub role: Role,
}

/// What is said in a channel, some of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChannelPage {
    /// Its grid.
    pub channel: GridPath,
    /// The grid's name.
    pub name: String,
    /// What its level is called.
    pub level_name: String,
    /// How many people in post it has.
    pub people: u32,
    /// How many there are with all below.
    pub below: u32,
    /// What one may do here.
    pub may: ChannelRights,
    /// Up to which number one has read.
    pub read: u32,
    /// How many messages of others are unread.
    pub unread: u32,
    /// The pinned notices that reach it, the latest first.
    pub pinned: Vec<MessageLine>,
    /// Newest first.
    pub lines: Vec<TalkLine>,
    /// Whether there is more before these.
    pub more: bool,
}

/// What a seat may do in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[expect(clippy::struct_excessive_bools, reason = "four answers, each of its own")]
pub struct ChannelRights {
    /// Write in it.
    pub write: bool,
    /// Write to all below.
    pub below: bool,
    /// Pin notices.
    pub pin: bool,
    /// Withdraw what others wrote.
    pub withdraw: bool,
}

/// One line of a channel.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum TalkLine {
    /// Something that was said.
    Message {
        /// What.
        message: Box<MessageLine>,
    },
    /// An order that reaches the grid.
    Order {
        /// Its place among the lines.
        number: u32,
        /// Which.
        order: OrderId,
        /// When it was issued.
        at: Moment,
        /// With its live figures; none in the field, where one's own inbox has it.
        card: Option<Box<OrderLine>>,
    },
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MessageLine {
    /// Which.
    pub id: MessageId,
    /// Its place in the store: it grows with each message and each order.
    pub number: u32,
    /// Where it was said.
    pub channel: GridPath,
    /// That grid by name.
    pub channel_name: String,
    /// How far down it goes.
    pub span: Span,
    /// How many people it went to.
    pub people: u32,
    /// How urgent it is.
    pub priority: Priority,
    /// When it came.
    pub at: Moment,
    /// When it was written, where that was earlier.
    pub written: Option<Moment>,
    /// By whom.
    pub author: Author,
    /// Whether the one who asks has said it.
    pub own: bool,
    /// In his own words; none: it was withdrawn, or its words were removed.
    pub words: Option<String>,
    /// What stands beside its words; nothing once it was withdrawn.
    pub attachments: Vec<Attachment>,
    /// The first of them, for a line that has no room for them.
    pub beside: Option<Beside>,
    /// The live speech that it keeps.
    pub speech: Option<SpeechId>,
    /// How many heard that live.
    pub heard: u32,
    /// Whom it calls by name.
    pub called: Vec<Called>,
    /// Whether it calls the one who asks.
    pub calls_me: bool,
    /// What it answers.
    pub quotes: Option<Quoted>,
    /// How many messages answer it.
    pub answers: u32,
    /// That it is pinned.
    pub pinned: Option<Pinned>,
    /// That it was withdrawn.
    pub withdrawn: Option<Withdrawn>,
}

/// Who speaks live now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SpeechList {
    /// The latest first.
    pub speeches: Vec<SpeechLine>,
    /// The longest that one speaks at a stretch, in seconds.
    #[ts(type = "number")]
    pub longest: i64,
}

/// Somebody speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SpeechLine {
    /// What; also where the media door has it.
    pub id: SpeechId,
    /// The channel.
    pub channel: GridPath,
    /// Its grid by name.
    pub channel_name: String,
    /// How far down it is heard.
    pub span: Span,
    /// How many people it goes to.
    pub people: u32,
    /// How many people in post hear it.
    pub heard: u32,
    /// Whether somebody at the desk does.
    pub centre: bool,
    /// Since when.
    pub began: Moment,
    /// Who.
    pub author: Author,
    /// Whether it is the one who asks.
    pub own: bool,
}

/// Who heard a speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EarList {
    /// In the order in which they came to hear it.
    pub heard: Vec<Ear>,
}

/// Somebody who heard a speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Ear {
    /// Since when.
    pub at: Moment,
    /// Who.
    pub who: Author,
    /// The name of the post's grid; empty for a seat at the desk.
    pub grid_name: String,
}

/// Somebody who is called by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Called {
    /// The post.
    pub post: PostId,
    /// Its person; empty where the post is gone.
    pub person: String,
    /// Its title.
    pub title: String,
    /// The name of its grid.
    pub grid_name: String,
}

/// The beginning of a message that another answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Quoted {
    /// Which.
    pub id: MessageId,
    /// Its number; none: the one who asks does not see it.
    pub number: Option<u32>,
    /// By whom; none: the one who asks does not see it.
    pub author: Option<Author>,
    /// Its beginning; none: it was withdrawn, its words were removed, or the one who asks does not see it.
    pub words: Option<String>,
    /// The first of what stands beside its words.
    pub beside: Option<Beside>,
}

/// That a message is pinned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Pinned {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Author,
}

/// That a message was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Withdrawn {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Author,
    /// Why.
    pub reason: String,
}

/// People who can be called by name in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CallableList {
    /// Best first.
    pub people: Vec<Called>,
}
