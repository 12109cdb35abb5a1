//! Live speech 对讲: somebody holds a key and speaks, and whoever has a page open in the channel hears it at once.
//!
//! What is said goes to a channel as a message does, to a grid or to it and all below, and stands there as a voice note
//! when it ends: whoever was away finds it. One speaks at a time wherever two would be heard by the same people; the
//! centre may cut in on the field, and whoever commands it on its operators.
//!
//! Invariant: the sound itself is no fact and passes by the log; who spoke where, how long, and who heard it is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::channel::{self, Reader, Span};
use crate::code::GridPath;
use crate::failure::{Mute, Refusal};
use crate::id::SpeechId;
use crate::moment::Moment;
use crate::roster::Roster;
use crate::seat::{Person, Role, Seat};

/// The longest that somebody speaks at a stretch, in seconds: then the floor is free again.
pub const LONGEST: i64 = 120;
/// After so many seconds a speech that nobody has ended is over, whatever happened to its desk.
const FORGOTTEN: i64 = LONGEST + 15;

/// So many seconds after the end somebody may still say that he heard it.
const LATE: i64 = 30;

/// Somebody begins to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// For ever: the id of the command that took the floor.
    pub id: SpeechId,
    /// The channel, by its grid.
    pub channel: GridPath,
    /// How far down it is heard.
    pub span: Span,
    /// How many people in post it goes to.
    pub people: u32,
}

/// A speech that the log knows no end of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSpeech {
    /// What.
    pub speech: Speech,
    /// Who speaks.
    pub by: Seat,
    /// Since when.
    pub began: Moment,
}

/// How a speech ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SpeechEnd {
    /// The key was let go.
    Released,
    /// The centre cut in.
    CutIn,
    /// The line broke, or the desk was off.
    Lost,
}

impl OpenSpeech {
    /// Whether it still has the floor.
    pub fn is_live(&self, now: Moment) -> bool {
        now < self.began.plus_seconds(FORGOTTEN)
    }
}

/// Whether somebody would hear both: one's channel lies in the other's reach.
fn meet(one: (&GridPath, Span), other: (&GridPath, Span)) -> bool {
    channel::reaches(one.0, one.1, other.0) || channel::reaches(other.0, other.1, one.0)
}

/// Decide who has to end so that a seat may speak there, and how.
///
/// `open`: every speech without an end, wherever it is.
pub fn take_floor(
    seat: &Seat,
    roster: &Roster,
    (channel, span): (&GridPath, Span),
    open: &[OpenSpeech],
    now: Moment,
) -> Result<Vec<(SpeechId, SpeechEnd)>, Refusal> {
    channel::admit_writing(seat, roster, channel, span)?;
    let mut ended = Vec::new();
    for one in open {
        let end = if !one.is_live(now) {
            SpeechEnd::Lost
        } else if Reader::of(&one.by) == Reader::of(seat) {
            // Whoever begins anew is no longer at what he began before: his page was closed over it.
            SpeechEnd::Lost
        } else if !meet((channel, span), (&one.speech.channel, one.speech.span)) {
            continue;
        } else if may_cut_in(seat, &one.by) {
            SpeechEnd::CutIn
        } else {
            let post = one.by.post.as_ref().and_then(|post| roster.post(post));
            return Err(Mute::FloorTaken { person: post.map(|post| post.person.clone()).unwrap_or_default() }.into());
        };
        ended.push((one.speech.id, end));
    }
    Ok(ended)
}

/// Decide how a seat ends a speech: its own by letting go, another's by cutting in.
pub fn end(seat: &Seat, one: &OpenSpeech) -> Result<SpeechEnd, Refusal> {
    if Reader::of(seat) == Reader::of(&one.by) {
        return Ok(SpeechEnd::Released);
    }
    if !seat.covers(&one.speech.channel) {
        return Err(Refusal::OutsideSubtree { path: one.speech.channel.clone() });
    }
    if may_cut_in(seat, &one.by) { Ok(SpeechEnd::CutIn) } else { Err(Mute::NotYours.into()) }
}

fn may_cut_in(seat: &Seat, on: &Seat) -> bool {
    rank(seat) > rank(on)
}

/// Who goes before whom. Whoever owns the store can free a floor that anybody holds.
fn rank(seat: &Seat) -> u8 {
    match seat.role {
        Role::Admin if seat.person() == Person::Owner => 4,
        Role::Admin => 3,
        Role::Commander => 2,
        Role::Operator => 1,
        Role::Field | Role::Supervisor | Role::Auditor => 0,
    }
}

/// Decide whether a seat is known to have heard a speech live: its word may come a little after the end.
pub fn admit_hearing(seat: &Seat, one: &OpenSpeech, ended: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if !hears(seat, &one.by, &one.speech.channel, one.speech.span) {
        return Err(Refusal::NoSuch { noun: "speech", id: one.speech.id.to_string() });
    }
    let over = ended.unwrap_or_else(|| one.began.plus_seconds(FORGOTTEN));
    if now < over.plus_seconds(LATE) { Ok(()) } else { Err(Mute::SpeechOver.into()) }
}

/// Decide whether a speech is a seat's business: it was said to it, or by it.
pub fn admit(seat: &Seat, one: &OpenSpeech) -> Result<(), Refusal> {
    let Speech { channel, span, .. } = &one.speech;
    if channel::sees(seat, channel, *span) {
        return Ok(());
    }
    Err(Refusal::OutsideSubtree { path: channel.clone() })
}

/// Whether a seat hears it: it goes by what is said in the channel, and nobody hears himself.
pub fn hears(seat: &Seat, by: &Seat, channel: &GridPath, span: Span) -> bool {
    Reader::of(seat) != Reader::of(by) && channel::sees(seat, channel, span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DeviceId, PostId};
    use crate::post::{Post, PostRole, Station};
    use crate::seat::Door;

    const DISTRICT: &str = "411602";
    const STREET: &str = "411602.411602001";
    const COMMUNITY: &str = "411602.411602001.411602001001";
    const OTHER: &str = "411602.411602002";

    #[test]
    fn one_speaks_at_a_time_wherever_two_would_be_heard() {
        let taken = |by: &Seat, channel: &str, span| {
            let open = [open(1, &field("H", STREET), STREET, Span::Below, 0)];
            take_floor(by, &roster(), (&path(channel), span), &open, at(9))
        };
        let refused = Err(Mute::FloorTaken { person: "H".to_owned() }.into());
        assert_eq!(taken(&field("W", STREET), STREET, Span::Here), refused);
        assert_eq!(taken(&field("C", COMMUNITY), COMMUNITY, Span::Here), refused, "the street is heard there");
        assert_eq!(taken(&field("O", OTHER), OTHER, Span::Below), Ok(vec![]), "another street hears nothing of it");
    }

    #[test]
    fn the_centre_cuts_in_on_the_field_and_its_commander_on_operators() {
        let desk = Seat::owner(Door::Window);
        let seated = |role, number| Seat { role, subtree: None, post: None, door: device(number) };
        let all =
            |by: &Seat, open: OpenSpeech| take_floor(by, &roster(), (&path(DISTRICT), Span::Below), &[open], at(9));
        let cut = all(&desk, open(1, &field("C", COMMUNITY), COMMUNITY, Span::Here, 0));
        assert_eq!(cut, Ok(vec![(id(1), SpeechEnd::CutIn)]));
        let (operator, commander) = (seated(Role::Operator, 77), seated(Role::Commander, 78));
        let spoken = open(1, &commander, STREET, Span::Here, 0);
        for low in [&operator, &seated(Role::Commander, 79)] {
            assert_eq!(all(low, spoken.clone()), Err(Mute::FloorTaken { person: String::new() }.into()));
            assert_eq!(end(low, &spoken), Err(Mute::NotYours.into()));
        }
        let spoken = open(1, &operator, STREET, Span::Here, 0);
        assert_eq!(all(&commander, spoken), Ok(vec![(id(1), SpeechEnd::CutIn)]));
        let own = field("H", STREET);
        assert_eq!(end(&own, &open(1, &own, STREET, Span::Here, 0)), Ok(SpeechEnd::Released));
        assert_eq!(end(&desk, &open(1, &own, STREET, Span::Here, 0)), Ok(SpeechEnd::CutIn));
        assert_eq!(end(&field("W", STREET), &open(1, &own, STREET, Span::Here, 0)), Err(Mute::NotYours.into()));
    }

    #[test]
    fn a_speech_that_nobody_ended_holds_the_floor_no_longer_than_one_may_speak() {
        let worker = field("W", STREET);
        let after = |seconds| {
            let open = [open(1, &field("H", STREET), STREET, Span::Here, 0)];
            take_floor(&worker, &roster(), (&path(STREET), Span::Here), &open, at(seconds))
        };
        assert!(after(LONGEST).is_err());
        assert_eq!(after(FORGOTTEN), Ok(vec![(id(1), SpeechEnd::Lost)]));
        let again = [open(1, &worker, STREET, Span::Here, 0)];
        let anew = take_floor(&worker, &roster(), (&path(STREET), Span::Here), &again, at(3));
        assert_eq!(anew, Ok(vec![(id(1), SpeechEnd::Lost)]), "his page was closed over it");
    }

    #[test]
    fn whoever_reads_the_channel_hears_it_but_not_himself() {
        let (head, below) = (field("H", STREET), field("C", COMMUNITY));
        assert!(hears(&below, &head, &path(STREET), Span::Below));
        assert!(!hears(&below, &head, &path(STREET), Span::Here));
        assert!(!hears(&head, &head, &path(STREET), Span::Below));
        assert!(!hears(&field("O", OTHER), &head, &path(STREET), Span::Below));
    }

    #[test]
    fn what_was_heard_may_be_said_a_little_late_and_not_by_who_could_not_hear_it() {
        let head = field("H", STREET);
        let spoken = open(1, &head, STREET, Span::Here, 0);
        let word = |seat: &Seat, seconds| admit_hearing(seat, &spoken, Some(at(10)), at(seconds));
        assert_eq!(word(&field("W", STREET), 10 + LATE - 1), Ok(()));
        assert_eq!(word(&field("W", STREET), 10 + LATE), Err(Mute::SpeechOver.into()));
        assert!(word(&field("C", COMMUNITY), 5).is_err() && word(&head, 5).is_err());
    }

    fn open(number: u128, by: &Seat, channel: &str, span: Span, began: i64) -> OpenSpeech {
        let speech = Speech { id: id(number), channel: path(channel), span, people: 1 };
        OpenSpeech { speech, by: by.clone(), began: at(began) }
    }

    fn id(number: u128) -> SpeechId {
        SpeechId(uuid::Uuid::from_u128(number))
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn path(text: &str) -> GridPath {
        GridPath::from_text(text)
    }

    fn device(number: u128) -> Door {
        Door::Device(DeviceId(uuid::Uuid::from_u128(number)))
    }

    fn field(post: &str, grid: &str) -> Seat {
        let door = device(u128::from(post.as_bytes()[0]));
        Seat { role: Role::Field, subtree: Some(path(grid)), post: Some(PostId(post.to_owned())), door }
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
