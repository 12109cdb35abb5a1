//! Reports 上报: what somebody tells the desk, found or heard, and where. Each opens an incident.
//!
//! An incident is named by the command that reported it, so that the phone that did so knows it before any desk has
//! answered. What came in never changes; what is done about it are steps ([`crate::incident`]).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, AttachedFile, Attachment};
use crate::code::GridPath;
use crate::contact::Caller;
use crate::failure::{Hurdle, Refusal};
use crate::id::{CheckpointId, IncidentId, PostId, VenueId};
use crate::incident::{Channel, Incident};
use crate::journal::said;
use crate::moment::Moment;
use crate::order::Priority;
use crate::particulars;
use crate::place::Position;
use crate::seat::Door;

/// The most attachments of a report.
pub const MOST_TO_REPORT: usize = 6;

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportKind {
    /// 公用设施.
    Facility,
    /// 道路交通.
    Road,
    /// 市容环境.
    Environment,
    /// 房屋土地.
    Housing,
    /// 安全隐患.
    Hazard,
    /// 矛盾纠纷.
    Dispute,
    /// 民生求助.
    Livelihood,
    /// 其他.
    Other,
}

/// Where something was found, as the person says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
#[ts(export)]
pub enum Spot {
    /// Where the phone was, told once by a tap.
    Position {
        /// Where.
        position: Position,
    },
    /// At a venue.
    Venue {
        /// Which.
        id: VenueId,
    },
    /// At a checkpoint.
    Checkpoint {
        /// Which.
        id: CheckpointId,
    },
    /// Somewhere in a grid.
    Grid {
        /// Which.
        path: GridPath,
    },
}

/// What somebody reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReportDraft {
    /// By which way it came in; none: from whoever says it, in the field by himself and at the desk by a call.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<Channel>,
    /// The number that it has where it came from.
    #[serde(default)]
    #[ts(optional)]
    pub foreign: Option<String>,
    /// Who of the front line told it, where somebody at the desk writes it down.
    #[serde(default)]
    #[ts(optional)]
    pub post: Option<PostId>,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// What it is about by the district's table, from the widest; empty: nobody says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub category: Vec<String>,
    /// How urgent.
    pub urgency: Priority,
    /// In his own words; a photo or a voice note may stand in their place.
    pub words: String,
    /// Where.
    pub spot: Spot,
    /// Photos and a voice note.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// When it was seen or told, by the clock of whoever says it.
    pub seen: Moment,
    /// Who told it, to be reached: for the vault, and never part of the incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub caller: Option<Caller>,
}

/// What the world hands to [`ReportDraft::decide`].
#[derive(Debug, Clone)]
pub struct Filing {
    /// The command's.
    pub id: IncidentId,
    /// From the desk's counter.
    pub number: String,
    /// By which way it came in.
    pub channel: Channel,
    /// Who of the front line reports it; none: nobody of them.
    pub post: Option<PostId>,
    /// Where the spot lies on the map.
    pub place: Option<Position>,
    /// The deepest grid there.
    pub grid: GridPath,
    /// The files that the seat may name, as the store knows them.
    pub files: Vec<AttachedFile>,
    /// Now.
    pub now: Moment,
}

impl ReportKind {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 8] = [
        Self::Facility,
        Self::Road,
        Self::Environment,
        Self::Housing,
        Self::Hazard,
        Self::Dispute,
        Self::Livelihood,
        Self::Other,
    ];

    /// As on the wire; what it is called stands in the table of words, under `report_kind`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Road => "road",
            Self::Environment => "environment",
            Self::Housing => "housing",
            Self::Hazard => "hazard",
            Self::Dispute => "dispute",
            Self::Livelihood => "livelihood",
            Self::Other => "other",
        }
    }
}

impl ReportDraft {
    /// Without numbers of people in its words, and how many there were: what somebody here writes is refused for one, and
    /// what a hotline, a mailbox or another system sends, which nobody here has written, is veiled.
    pub fn without_particulars(
        mut self,
        (channel, door): (Channel, &Door),
        is_code: impl Fn(&str) -> bool,
    ) -> Result<(Self, usize), Refusal> {
        if !matches!(channel, Channel::Hotline | Channel::Mailbox) && !matches!(door, Door::Intake(_) | Door::Sensors) {
            particulars::admit(&self.words, is_code)?;
            return Ok((self, 0));
        }
        let found = particulars::particulars(&self.words, is_code);
        self.words = particulars::veiled(&self.words, &found);
        Ok((self, found.len()))
    }

    /// Decide whether it is taken. A phone's clock may be wrong, so nothing was seen later than now.
    pub fn decide(self, filing: Filing) -> Result<Incident, Refusal> {
        let words = said(&self.words)?.unwrap_or_default();
        let attachments = attachment::admit(self.attachments, MOST_TO_REPORT, &filing.files)?;
        if words.is_empty() && attachment::files(&attachments).next().is_none() {
            return Err(Hurdle::NothingTold.into());
        }
        let foreign = self.foreign.map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
        Ok(Incident {
            id: filing.id,
            number: filing.number,
            channel: filing.channel,
            foreign,
            post: filing.post,
            kind: self.kind,
            category: self.category,
            urgency: self.urgency,
            words,
            spot: self.spot,
            place: filing.place,
            grid: filing.grid,
            attachments,
            seen: self.seen.min(filing.now),
            alarms: self.urgency >= Priority::Urgent,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::{FileHash, Media};

    #[test]
    fn every_sort_is_called_something_in_both_languages() {
        use crate::words::{Language, name_of};
        for kind in ReportKind::ALL {
            assert_eq!(serde_json::to_value(kind).expect("a word"), kind.word());
            let [zh, en] = [Language::Chinese, Language::English].map(|it| name_of("report_kind", kind.word(), it));
            assert!(zh.is_some() && en.is_some() && zh != en, "{kind:?}");
        }
    }

    #[test]
    fn a_photo_may_stand_in_the_place_of_words_and_nothing_was_seen_later_than_now() {
        let photo = AttachedFile {
            hash: FileHash("a".repeat(64)),
            media: Media::Jpeg,
            size: 7,
            pixels: Some((4, 3)),
            name: "现场.jpg".to_owned(),
        };
        let with = |words: &str, files: &[AttachedFile]| {
            let attachments = files.iter().map(|file| Attachment::File { file: file.clone() }).collect();
            draft(words, attachments).decide(filing(files.to_vec()))
        };
        assert_eq!(with(" ", &[]), Err(Hurdle::NothingTold.into()));
        let report = with("", std::slice::from_ref(&photo)).expect("a photo says enough");
        assert_eq!((report.attachments.len(), report.seen), (1, at(60)), "the phone's clock is ahead");
        assert_eq!(with(" 井盖缺失 ", &[]).expect("words").words, "井盖缺失");
    }

    #[test]
    fn a_number_in_the_words_is_refused_and_in_those_of_a_hotline_veiled() {
        let told =
            |channel| draft("请回电13812345678", vec![]).without_particulars((channel, &Door::Window), |_| false);
        assert!(matches!(told(Channel::Call), Err(Refusal::TellsOf { sign: 4, .. })));
        assert!(told(Channel::Mailbox).is_ok());
        let (veiled, count) = told(Channel::Hotline).expect("nobody here wrote it");
        assert_eq!((veiled.words.as_str(), count), ("请回电138****5678", 1));
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn draft(words: &str, attachments: Vec<Attachment>) -> ReportDraft {
        ReportDraft {
            channel: None,
            foreign: None,
            post: None,
            kind: ReportKind::Facility,
            category: Vec::new(),
            urgency: Priority::Normal,
            words: words.to_owned(),
            spot: Spot::Grid { path: GridPath::from_text("4116") },
            attachments,
            seen: at(90),
            caller: None,
        }
    }

    fn filing(files: Vec<AttachedFile>) -> Filing {
        Filing {
            id: IncidentId(uuid::Uuid::from_u128(1)),
            number: crate::incident::number("20261121", 'A', 3),
            channel: Channel::Field,
            post: Some(PostId("P1".to_owned())),
            place: None,
            grid: GridPath::from_text("4116"),
            files,
            now: at(60),
        }
    }
}
