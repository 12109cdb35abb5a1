//! The groups 五群: one channel for each grid, at every level, and what is said in it.
//!
//! A channel has no members of its own: in it are the people in post in its grid, whoever covers the grid from above
//! may read along, and a message to a grid and all below is read in every channel below without being written there.
//! A message is a fact and is never edited; it may be withdrawn, and then the reason stands where the words stood.
//!
//! Invariant: whoever sees a message sees it by [`sees`], at the desk, in the field and in what open pages are told.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, AttachedFile, Attachment};
use crate::code::GridPath;
use crate::failure::{Mute, Refusal};
use crate::id::{DeviceId, MessageId, PostId, SpeechId};
use crate::journal::said;
use crate::moment::Moment;
use crate::order::Priority;
use crate::post::{Post, Station};
use crate::roster::Roster;
use crate::seat::{Person, Role, Seat};

/// The most people whom one message calls by name.
pub const MOST_CALLED: usize = 20;
/// The most notices that are pinned in one channel.
pub const MOST_PINNED: u32 = 10;
/// The most attachments of a message.
pub const MOST_TO_MESSAGE: usize = 6;
/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// How far down a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Span {
    /// 本级: the people of this grid.
    Here,
    /// 本级及以下: the people of this grid and of all below.
    Below,
}

/// What somebody writes into a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MessageDraft {
    /// The channel, by its grid.
    pub channel: GridPath,
    /// How far down it goes.
    pub span: Span,
    /// How urgent it is: what is 特急 rings in quiet hours, too.
    pub priority: Priority,
    /// In his own words.
    pub words: String,
    /// Whom it calls by name.
    #[serde(default)]
    pub mentions: Vec<PostId>,
    /// The earlier message that it answers.
    #[serde(default)]
    pub quotes: Option<MessageId>,
    /// When it was written, by the clock of a device that could not send it at once.
    #[serde(default)]
    pub written: Option<Moment>,
    /// Pictures beside the words, or in their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A message as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// For ever: the id of the command that said it, so that whoever wrote it knows it before any desk answers.
    pub id: MessageId,
    /// The channel, by its grid.
    pub channel: GridPath,
    /// How far down it goes.
    pub span: Span,
    /// How urgent it is.
    pub priority: Priority,
    /// In his own words; sealed in the ledger.
    pub words: String,
    /// Whom it calls by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<PostId>,
    /// The earlier message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<MessageId>,
    /// When it was written, where that was a while before it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Moment>,
    /// Pictures beside the words, or in their place; sealed as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The live speech that it keeps, where it is a voice note of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speech: Option<SpeechId>,
    /// How many people in post it went to.
    pub people: u32,
}

/// Whose reading is counted: a post keeps its mark whatever phone it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reader {
    /// A person in the field.
    Post(PostId),
    /// Whoever sits at the desk.
    Person(Person),
}

/// Hours in which nothing rings but what is 特急, in minutes of the store's day; over midnight where they end earlier
/// than they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QuietHours {
    /// The first minute, 22:00 is 1320.
    pub from: u16,
    /// The first minute after them.
    pub to: u16,
}

/// Whether a seat sees what was said in a channel: it covers the channel, or the message came down to it.
pub fn sees(seat: &Seat, channel: &GridPath, span: Span) -> bool {
    seat.covers(channel) || (span == Span::Below && seat.subtree.as_ref().is_some_and(|own| own.is_within(channel)))
}

/// Whether what was said in `channel` stands in the channel `read`, too.
pub fn reaches(channel: &GridPath, span: Span, read: &GridPath) -> bool {
    read == channel || (span == Span::Below && read.is_below(channel))
}

/// How many people in post what is said in a channel goes to.
pub fn audience(roster: &Roster, channel: &GridPath, span: Span) -> u32 {
    let people = match span {
        Span::Here => roster.at(channel).count(),
        Span::Below => roster.count_within(channel),
    };
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// Decide whether a seat may say something in a channel, that far down. In the field one writes in the channel of
/// one's own grid, and whoever answers for the grid writes to all below.
pub fn admit_writing(seat: &Seat, roster: &Roster, channel: &GridPath, span: Span) -> Result<(), Refusal> {
    if !seat.covers(channel) {
        return Err(Refusal::OutsideSubtree { path: channel.clone() });
    }
    if seat.role != Role::Field {
        return Ok(());
    }
    let post = seat.post.as_ref().and_then(|post| roster.post(post));
    let Some(post) = post.filter(|post| post.grid == *channel) else { return Err(Mute::NotInIt.into()) };
    if span == Span::Below && !answers_for(post) {
        return Err(Mute::HeadsOnly.into());
    }
    Ok(())
}

/// Decide whether a seat may pin what stands in a channel, and take it down.
pub fn admit_pinning(seat: &Seat, roster: &Roster, channel: &GridPath) -> Result<(), Refusal> {
    admit_writing(seat, roster, channel, Span::Below)
}

/// Decide whether a seat may withdraw a message: who wrote it may, and whoever commands the channel.
pub fn admit_withdrawal(seat: &Seat, author: &Seat, channel: &GridPath) -> Result<(), Refusal> {
    if !seat.covers(channel) {
        return Err(Refusal::OutsideSubtree { path: channel.clone() });
    }
    let commands = matches!(seat.role, Role::Admin | Role::Commander | Role::Operator);
    if commands || Reader::of(seat) == Reader::of(author) { Ok(()) } else { Err(Mute::NotYours.into()) }
}

/// Why a message is withdrawn.
pub fn withdrawal(reason: &str) -> Result<String, Refusal> {
    said(reason)?.ok_or_else(|| Mute::NoReason.into())
}

/// Whether somebody can read a message at all: it comes to his grid, or his grid lies above its channel.
pub fn can_read(post: &Post, channel: &GridPath, span: Span) -> bool {
    reaches(channel, span, &post.grid) || channel.is_below(&post.grid)
}

fn answers_for(post: &Post) -> bool {
    post.role.is_head() && post.station == Station::Grid
}

impl MessageDraft {
    /// Decide whether it is said; what it quotes is the desk's to look up.
    ///
    /// `files`: those that the seat may name, as the store knows them.
    pub fn decide(
        self,
        id: MessageId,
        seat: &Seat,
        roster: &Roster,
        files: &[AttachedFile],
        now: Moment,
    ) -> Result<Message, Refusal> {
        admit_writing(seat, roster, &self.channel, self.span)?;
        let attachments = attachment::admit(self.attachments, MOST_TO_MESSAGE, files)?;
        let words = said(&self.words)?.unwrap_or_default();
        if words.is_empty() && attachments.is_empty() {
            return Err(Mute::NothingSaid.into());
        }
        if seat.role == Role::Field && self.priority == Priority::Critical {
            return Err(Mute::CriticalFromField.into());
        }
        let mut known = HashSet::new();
        let mentions: Vec<PostId> = self.mentions.into_iter().filter(|post| known.insert(post.clone())).collect();
        if mentions.len() > MOST_CALLED {
            return Err(Mute::TooManyCalled { most: MOST_CALLED }.into());
        }
        for id in &mentions {
            let post = roster.post(id).ok_or_else(|| Refusal::NoSuch { noun: "post", id: id.to_string() })?;
            if !can_read(post, &self.channel, self.span) {
                return Err(Mute::CannotRead { person: post.person.clone() }.into());
            }
        }
        let people = audience(roster, &self.channel, self.span);
        Ok(Message {
            id,
            span: self.span,
            priority: self.priority,
            words,
            mentions,
            quotes: self.quotes,
            written: self.written.filter(|written| *written < now),
            attachments,
            speech: None,
            people,
            channel: self.channel,
        })
    }
}

impl Reader {
    /// Whoever sits there.
    pub fn of(seat: &Seat) -> Self {
        match &seat.post {
            Some(post) => Self::Post(post.clone()),
            None => Self::Person(seat.person()),
        }
    }

    /// As text, for the store.
    pub fn key(&self) -> String {
        match self {
            Self::Post(post) => format!("post/{post}"),
            Self::Person(Person::Owner) => "owner".to_owned(),
            Self::Person(Person::Device(DeviceId(device))) => format!("device/{device}"),
            Self::Person(Person::Intake(intake)) => format!("intake/{intake}"),
            Self::Person(Person::Sensors) => "sensors".to_owned(),
        }
    }
}

impl QuietHours {
    /// Decide whether they can be: both ends in a day, and not the whole of it.
    pub fn decide(self) -> Result<Self, Refusal> {
        if self.from >= DAY || self.to >= DAY || self.from == self.to {
            return Err(Mute::NoSuchHours.into());
        }
        Ok(self)
    }

    /// Whether a minute of the day lies in them.
    pub fn holds(self, minute: u16) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::PostRole;
    use crate::seat::Door;

    const STREET: &str = "411602.411602001";
    const COMMUNITY: &str = "411602.411602001.411602001001";
    const OTHER: &str = "411602.411602002";

    #[test]
    fn the_field_writes_in_its_own_channel_and_only_heads_write_to_all_below() {
        let roster = roster();
        let try_as = |post: &str, grid: &str, channel: &str, span| {
            draft(channel, span).decide(id(), &field(post, grid), &roster, &[], at(9)).map(|message| message.people)
        };
        assert_eq!(try_as("H", STREET, STREET, Span::Here), Ok(2));
        assert_eq!(try_as("H", STREET, STREET, Span::Below), Ok(3), "the community's head, too");
        assert_eq!(try_as("W", STREET, STREET, Span::Here), Ok(2));
        assert_eq!(try_as("W", STREET, STREET, Span::Below), Err(Mute::HeadsOnly.into()));
        assert_eq!(try_as("H", STREET, COMMUNITY, Span::Here), Err(Mute::NotInIt.into()), "superiors read along");
        let outside = Refusal::OutsideSubtree { path: path(OTHER) };
        assert_eq!(try_as("H", STREET, OTHER, Span::Here), Err(outside));
        let desk = draft(COMMUNITY, Span::Here).decide(id(), &Seat::owner(Door::Window), &roster, &[], at(9));
        assert_eq!(desk.expect("the desk writes everywhere").people, 1);
    }

    #[test]
    fn nothing_is_said_without_words_and_nobody_is_called_who_cannot_read_it() {
        let (roster, desk) = (roster(), Seat::owner(Door::Window));
        let said = |draft: MessageDraft| draft.decide(id(), &desk, &roster, &[], at(9));
        assert_eq!(
            said(MessageDraft { words: " \n".to_owned(), ..draft(STREET, Span::Here) }),
            Err(Mute::NothingSaid.into())
        );
        let long = MessageDraft { words: "水".repeat(1001), ..draft(STREET, Span::Here) };
        assert_eq!(said(long), Err(Refusal::TextTooLong { length: 1001, most: 1000 }));
        let calling = |channel, span, who: &str| {
            let mentions = vec![PostId(who.to_owned()), PostId(who.to_owned())];
            said(MessageDraft { mentions, ..draft(channel, span) }).map(|message| message.mentions.len())
        };
        assert_eq!(calling(STREET, Span::Below, "C"), Ok(1), "twice is once");
        assert_eq!(calling(COMMUNITY, Span::Here, "H"), Ok(1), "a superior reads along");
        assert_eq!(calling(STREET, Span::Here, "C"), Err(Mute::CannotRead { person: "C".to_owned() }.into()));
        assert!(calling(STREET, Span::Here, "nobody").is_err());
        let critical = MessageDraft { priority: Priority::Critical, ..draft(STREET, Span::Here) };
        let from_field = critical.clone().decide(id(), &field("H", STREET), &roster, &[], at(9));
        assert_eq!(from_field, Err(Mute::CriticalFromField.into()));
        assert!(said(critical).is_ok());
    }

    #[test]
    fn a_message_comes_down_to_those_below_and_never_sideways() {
        let (street, community, other) = (path(STREET), path(COMMUNITY), path(OTHER));
        assert!(reaches(&street, Span::Below, &community) && !reaches(&street, Span::Here, &community));
        assert!(!reaches(&street, Span::Below, &other) && !reaches(&community, Span::Below, &street));
        let seat = field("C", COMMUNITY);
        assert!(sees(&seat, &street, Span::Below) && !sees(&seat, &street, Span::Here));
        assert!(sees(&field("H", STREET), &community, Span::Here), "superiors read along");
        assert!(!sees(&seat, &other, Span::Below));
    }

    #[test]
    fn who_wrote_it_withdraws_it_and_so_does_the_desk() {
        let (head, worker, desk) = (field("H", STREET), field("W", STREET), Seat::owner(Door::Window));
        assert_eq!(admit_withdrawal(&head, &head, &path(STREET)), Ok(()));
        assert_eq!(admit_withdrawal(&worker, &head, &path(STREET)), Err(Mute::NotYours.into()));
        assert_eq!(admit_withdrawal(&desk, &head, &path(STREET)), Ok(()));
        assert_eq!(withdrawal(" "), Err(Mute::NoReason.into()));
    }

    #[test]
    fn quiet_hours_go_over_midnight() {
        let night = QuietHours { from: 22 * 60, to: 7 * 60 };
        assert!(night.holds(22 * 60) && night.holds(0) && night.holds(7 * 60 - 1));
        assert!(!night.holds(7 * 60) && !night.holds(21 * 60 + 59));
        let noon = QuietHours { from: 12 * 60, to: 14 * 60 };
        assert!(noon.holds(13 * 60) && !noon.holds(14 * 60) && !noon.holds(0));
        assert_eq!(QuietHours { from: 60, to: 60 }.decide(), Err(Mute::NoSuchHours.into()));
        assert_eq!(QuietHours { from: 60, to: DAY }.decide(), Err(Mute::NoSuchHours.into()));
    }

    fn id() -> MessageId {
        MessageId(uuid::Uuid::from_u128(1))
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn path(text: &str) -> GridPath {
        GridPath::from_text(text)
    }

    fn draft(channel: &str, span: Span) -> MessageDraft {
        MessageDraft {
            channel: path(channel),
            span,
            priority: Priority::Normal,
            words: "今晚巡河".to_owned(),
            mentions: Vec::new(),
            quotes: None,
            written: None,
            attachments: Vec::new(),
        }
    }

    fn field(post: &str, grid: &str) -> Seat {
        let device = DeviceId(uuid::Uuid::from_u128(u128::from(post.as_bytes()[0])));
        let post = Some(PostId(post.to_owned()));
        Seat { role: Role::Field, subtree: Some(path(grid)), post, door: Door::Device(device) }
    }

    fn roster() -> Roster {
        let post = |id: &str, role, grid: &str| Post {
            id: PostId(id.to_owned()),
            title: "网格长".to_owned(),
            role,
            grid: path(grid),
            station: Station::Grid,
            person: id.to_owned(),
            phone: String::new(),
            since: None,
        };
        Roster::new(vec![
            post("H", PostRole::Head, STREET),
            post("W", PostRole::Worker, STREET),
            post("C", PostRole::Head, COMMUNITY),
            post("O", PostRole::Head, OTHER),
        ])
    }
}
