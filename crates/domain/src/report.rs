//! Reports 来报: what somebody at the front line found, where, and what became of it.
//!
//! A report is named by the command that made it, so that the phone that made it knows it before any desk has
//! answered. It never changes; what the desk does with it are facts of their own. The list of incidents will take its
//! reports from here: a step that opens an incident is one more row of [`WAYS`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, AttachedFile, Attachment};
use crate::code::GridPath;
use crate::failure::{Rebuff, Refusal};
use crate::id::{CheckpointId, OrderId, PostId, ReportId, VenueId};
use crate::journal::said;
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::seat::Seat;

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
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// In his own words; a photo or a voice note may stand in their place.
    pub words: String,
    /// Where.
    pub spot: Spot,
    /// Photos and a voice note.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// When it was seen, by the phone's clock.
    pub seen: Moment,
}

/// A report as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// For ever: the id of the command that made it.
    pub id: ReportId,
    /// The human number, `LB-20261121-A003`, with the desk's letter.
    pub number: String,
    /// Who found it.
    pub post: PostId,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// In his own words; sealed in the ledger.
    pub words: String,
    /// Where, as it was said.
    pub spot: Spot,
    /// Where that is on the map; none: somewhere in the grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Position>,
    /// The deepest grid there; of a place in no grid, the grid of whoever found it.
    pub grid: GridPath,
    /// Photos and a voice note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// When it was seen; when it arrived stands before the fact.
    pub seen: Moment,
    /// Whether it was so urgent that it alarms until somebody takes it up. Said once, when it is made: what came before
    /// there were such alarms raises none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alarms: bool,
}

/// How far a report has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportState {
    /// 待受理.
    New,
    /// 已受理: somebody at the desk deals with it.
    TakenUp,
    /// 现场处置: it was put right on the spot.
    Settled,
    /// 已关闭, with a reason.
    Closed,
}

/// What the desk does with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum ReportStep {
    /// Somebody deals with it from now on.
    TakeUp,
    /// It was put right on the spot.
    Settle {
        /// How.
        words: String,
    },
    /// It is left at that.
    Close {
        /// Why.
        reason: String,
    },
}

/// From which state a report may go to which.
pub const WAYS: [(ReportState, ReportState); 3] = [
    (ReportState::New, ReportState::TakenUp),
    (ReportState::TakenUp, ReportState::Settled),
    (ReportState::TakenUp, ReportState::Closed),
];

/// Which reports are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReportWish {
    /// Of this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// In one of these states; empty: in any.
    #[serde(default)]
    pub states: Vec<ReportState>,
    /// Of one of these sorts; empty: of any.
    #[serde(default)]
    pub kinds: Vec<ReportKind>,
    /// Those only that whoever asks has taken up.
    #[serde(default)]
    pub mine: bool,
}

/// What the world hands to [`ReportDraft::decide`].
#[derive(Debug, Clone)]
pub struct Filing {
    /// The command's.
    pub id: ReportId,
    /// From the desk's counter.
    pub number: String,
    /// Whose report it is.
    pub post: PostId,
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
    /// Decide whether it is taken. A phone's clock may be wrong, so nothing was seen later than now.
    pub fn decide(self, filing: Filing) -> Result<Report, Refusal> {
        let words = said(&self.words)?.unwrap_or_default();
        let attachments = attachment::admit(self.attachments, MOST_TO_REPORT, &filing.files)?;
        if words.is_empty() && attachment::files(&attachments).next().is_none() {
            return Err(Rebuff::NothingTold.into());
        }
        Ok(Report {
            id: filing.id,
            number: filing.number,
            post: filing.post,
            kind: self.kind,
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

impl ReportState {
    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::TakenUp)
    }

    /// The state that a step leads to; refused where no way leads there.
    pub fn after(self, step: &ReportStep) -> Result<Self, Refusal> {
        let next = step.leads_to();
        if WAYS.contains(&(self, next)) {
            return Ok(next);
        }
        Err(match (self, next) {
            (Self::TakenUp, _) => Rebuff::TakenUp,
            (Self::New, _) => Rebuff::NotTakenUp,
            (Self::Settled | Self::Closed, _) => Rebuff::Over,
        }
        .into())
    }
}

impl ReportStep {
    /// The state that it leads to, from wherever it may be taken.
    pub fn leads_to(&self) -> ReportState {
        match self {
            Self::TakeUp => ReportState::TakenUp,
            Self::Settle { .. } => ReportState::Settled,
            Self::Close { .. } => ReportState::Closed,
        }
    }

    /// What was said with it.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::TakeUp => None,
            Self::Settle { words: said } | Self::Close { reason: said } => Some(said),
        }
    }

    /// The same without blanks around its words; refused when it ends a report and does not say how.
    pub fn tidied(self) -> Result<Self, Refusal> {
        let told = |words: &str| said(words)?.ok_or_else(|| Refusal::from(Rebuff::NothingSaid));
        Ok(match self {
            Self::TakeUp => self,
            Self::Settle { words } => Self::Settle { words: told(&words)? },
            Self::Close { reason } => Self::Close { reason: told(&reason)? },
        })
    }
}

/// Decide whether an order may be made of a report, and whether that takes it up.
pub fn admit_order(state: ReportState) -> Result<Option<ReportStep>, Refusal> {
    match state {
        ReportState::New => Ok(Some(ReportStep::TakeUp)),
        ReportState::TakenUp => Ok(None),
        ReportState::Settled | ReportState::Closed => Err(Rebuff::Over.into()),
    }
}

/// The human number of a desk's `count`-th report of a day: `LB-20261121-A003`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("LB-{day}-{letter}{count:03}")
}

/// A step as it was taken, with who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepTaken {
    /// What was done.
    pub step: ReportStep,
    /// By whom.
    pub by: Seat,
    /// When.
    pub at: Moment,
}

/// An order that was made of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OrderOfReport {
    /// Which.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::{FileHash, Media};

    #[test]
    fn a_report_goes_its_way_and_no_other() {
        use ReportState::{Closed, New, Settled, TakenUp};
        let steps = [ReportStep::TakeUp, settle("已修好"), close("重复")];
        for state in [New, TakenUp, Settled, Closed] {
            for step in &steps {
                let is_way = WAYS.contains(&(state, step.leads_to()));
                assert_eq!(state.after(step).is_ok(), is_way, "{state:?} {step:?}");
            }
        }
        assert_eq!(New.after(&steps[1]), Err(Rebuff::NotTakenUp.into()));
        assert_eq!(TakenUp.after(&steps[0]), Err(Rebuff::TakenUp.into()));
        assert_eq!(Closed.after(&steps[0]), Err(Rebuff::Over.into()));
        assert_eq!(admit_order(New), Ok(Some(ReportStep::TakeUp)), "who orders something has taken it up");
        assert_eq!(admit_order(Settled), Err(Rebuff::Over.into()));
    }

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
    fn who_ends_a_report_says_how() {
        assert_eq!(settle(" ").tidied(), Err(Rebuff::NothingSaid.into()));
        assert_eq!(close("\n").tidied(), Err(Rebuff::NothingSaid.into()));
        assert_eq!(close(" 重复 ").tidied(), Ok(close("重复")));
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
        assert_eq!(with(" ", &[]), Err(Rebuff::NothingTold.into()));
        let report = with("", std::slice::from_ref(&photo)).expect("a photo says enough");
        assert_eq!((report.attachments.len(), report.seen), (1, at(60)), "the phone's clock is ahead");
        assert_eq!(with(" 井盖缺失 ", &[]).expect("words").words, "井盖缺失");
    }

    fn settle(words: &str) -> ReportStep {
        ReportStep::Settle { words: words.to_owned() }
    }

    fn close(reason: &str) -> ReportStep {
        ReportStep::Close { reason: reason.to_owned() }
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn draft(words: &str, attachments: Vec<Attachment>) -> ReportDraft {
        ReportDraft {
            kind: ReportKind::Facility,
            urgency: Priority::Normal,
            words: words.to_owned(),
            spot: Spot::Grid { path: GridPath::from_text("4116") },
            attachments,
            seen: at(90),
        }
    }

    fn filing(files: Vec<AttachedFile>) -> Filing {
        Filing {
            id: ReportId(uuid::Uuid::from_u128(1)),
            number: number("20261121", 'A', 3),
            post: PostId("P1".to_owned()),
            place: None,
            grid: GridPath::from_text("4116"),
            files,
            now: at(60),
        }
    }
}
