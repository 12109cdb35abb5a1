//! Viewings 调阅: somebody looks at a venue's stream, for a reason that was chosen before the picture.
//!
//! Who looked at what, why, from when to when, is in the log; the picture is nowhere. Several viewings may be one round
//! 巡查: then they name it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Blind, Refusal};
use crate::id::{RoundId, ViewingId};
use crate::moment::Moment;
use crate::seat::Seat;
use crate::venue::Stream;
use crate::words::{Language, Params};

/// A viewing that nobody has ended is over after so many seconds: whoever looks longer says anew why.
pub const LONGEST: i64 = 8 * 60 * 60;
/// The most that is said of a reason, in signs.
const MOST_SIGNS: usize = 200;

/// Somebody begins to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewing {
    /// For ever: the id of the command that began it.
    pub id: ViewingId,
    /// Which stream, by its key.
    pub stream: String,
    /// What its place was called then.
    pub place: String,
    /// What kind of place it was.
    pub kind: String,
    /// What it was called itself.
    pub name: String,
    /// Why.
    pub reason: ViewingReason,
    /// More of it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The round that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
}

/// Why somebody looks. Their words stand in the table of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ViewingReason {
    /// 例行巡查.
    Patrol,
    /// 客流秩序.
    Crowd,
    /// 事件处置.
    Incident,
    /// 核实指令落实.
    OrderCheck,
    /// 应急预警.
    Warning,
    /// 设备检查.
    Equipment,
    /// 演练.
    Drill,
    /// 其他: words say which.
    Other,
}

/// A viewing that the log knows no end of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenViewing {
    /// Which.
    pub id: ViewingId,
    /// Which stream, by its key.
    pub stream: String,
    /// Who looks.
    pub by: Seat,
    /// Since when.
    pub began: Moment,
}

/// No picture comes from a stream that somebody looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Which stream, by its key.
    pub stream: String,
    /// What its place was called then, and it itself.
    pub name: String,
    /// Since when.
    pub since: Moment,
    /// When a picture came last, as far as this desk has seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Moment>,
    /// Why: a code of the table of words.
    pub code: String,
    /// What its sentence speaks of.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
}

/// A time in which no picture came from a stream, as far as somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// Which stream, by its key.
    pub stream: String,
    /// Since when.
    pub since: Moment,
    /// Until when; none: nobody has seen a picture since.
    pub until: Option<Moment>,
    /// When a picture had come last, as far as this desk had seen.
    pub last: Option<Moment>,
    /// Why: a code of the table of words.
    pub code: String,
    /// What its sentence speaks of.
    pub params: Params,
}

/// A list of viewings that came out of the press: the wish, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ViewingPrint {
    /// What was wanted.
    pub wish: ViewingWish,
    /// The language of what is printed beside people's own words.
    pub language: Language,
    /// How many viewings it has.
    pub viewings: u32,
    /// How many pages it has.
    pub pages: u32,
    /// BLAKE3 of the file.
    pub hash: String,
}

/// Which viewings are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ViewingWish {
    /// Of places in this grid and all below; none: of all that the seat covers.
    pub scope: Option<crate::code::GridPath>,
    /// Of this stream.
    pub stream: Option<String>,
    /// Of this round.
    pub round: Option<RoundId>,
    /// For one of these reasons; empty: for any.
    pub reasons: Vec<ViewingReason>,
}

impl ViewingReason {
    /// Its name on the wire and in the table of names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patrol => "patrol",
            Self::Crowd => "crowd",
            Self::Incident => "incident",
            Self::OrderCheck => "order_check",
            Self::Warning => "warning",
            Self::Equipment => "equipment",
            Self::Drill => "drill",
            Self::Other => "other",
        }
    }
}

impl Outage {
    /// Whether it lay in a time, be it in part.
    pub fn touches(&self, began: Moment, ended: Moment) -> bool {
        self.since <= ended && self.until.is_none_or(|until| until > began)
    }
}

impl OpenViewing {
    /// Whether somebody still looks.
    pub fn is_live(&self, now: Moment) -> bool {
        now < self.began.plus_seconds(LONGEST)
    }
}

/// Decide whether a stream may be looked at for a reason; the words as they are kept.
pub fn admit(stream: &Stream, kind: &str, reason: ViewingReason, words: &str) -> Result<String, Refusal> {
    if let Some(private) = crate::camera::private(kind, &stream.name) {
        return Err(Blind::Private { private: private.code }.into());
    }
    if !stream.is_played() {
        return Err(Blind::NotPlayed.into());
    }
    let words = words.trim();
    if reason == ViewingReason::Other && words.is_empty() {
        return Err(Blind::NoReason.into());
    }
    Refusal::unless_within(words, MOST_SIGNS)?;
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(name: &str, address: &str) -> Stream {
        Stream { venue: "V1".to_owned(), name: name.to_owned(), address: address.to_owned() }
    }

    #[test]
    fn whoever_looks_says_why() {
        let open = stream("正门", "rtsp://cam/1");
        let admitted = |reason, words| admit(&open, "大型商超", reason, words);
        assert_eq!(admitted(ViewingReason::Patrol, "  "), Ok(String::new()));
        assert_eq!(admitted(ViewingReason::Other, " "), Err(Blind::NoReason.into()));
        assert_eq!(admitted(ViewingReason::Other, " 领导要求 "), Ok("领导要求".to_owned()));
        assert!(admitted(ViewingReason::Patrol, &"长".repeat(MOST_SIGNS + 1)).is_err());
    }

    #[test]
    fn nobody_looks_where_people_are_private_or_where_nothing_is_played() {
        let reason = ViewingReason::Patrol;
        let private = admit(&stream("客房", "rtsp://cam/1"), "宾馆", reason, "");
        assert_eq!(private, Err(Blind::Private { private: "guest_room" }.into()));
        assert_eq!(admit(&stream("正门", "https://cam/whep"), "宾馆", reason, ""), Err(Blind::NotPlayed.into()));
    }

    #[test]
    fn a_viewing_that_nobody_ended_is_over_after_a_watch() {
        let open = OpenViewing {
            id: ViewingId(uuid::Uuid::nil()),
            stream: "V1".to_owned(),
            by: Seat::owner(crate::seat::Door::Window),
            began: Moment::from_millis(0),
        };
        assert!(
            open.is_live(Moment::from_millis(LONGEST * 1000 - 1)) && !open.is_live(Moment::from_millis(LONGEST * 1000))
        );
    }
}
