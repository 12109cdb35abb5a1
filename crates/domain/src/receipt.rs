//! Receipts 回执: how far an order has got with each person. Forward only.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::failure::Refusal;
use crate::moment::Moment;
use crate::order::Asked;

/// The longest reason or report, in characters.
pub const LONGEST_WORDS: usize = 1_000;

/// Who must answer an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Answering {
    /// Every person.
    EveryPerson,
    /// One of each grid's people is enough.
    OnePerGrid,
}

/// What somebody says of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "mark", rename_all = "snake_case")]
#[ts(export)]
pub enum Mark {
    /// 送达: the page or desk that says it has stored the order.
    Delivered,
    /// 已读.
    Read,
    /// 接令.
    Accepted,
    /// 拒收, with the reason.
    Refused {
        /// Why, in words.
        reason: String,
    },
    /// 办结, with a report.
    Done {
        /// What was done, in words.
        words: String,
        /// The number or choice that the order asks for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// Pictures and whatever else stands beside the words.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    },
}

/// How a mark reached the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Way {
    /// A phone or browser paired to the post.
    Device,
    /// A desk, by the person who sits there.
    Desk,
    /// By word on the phone, logged by an operator.
    Phone,
    /// By word at the door 登门, logged by an operator.
    Door,
    /// 短信, as the site's gateway reports it.
    Sms,
    /// 语音电话, as the site's gateway reports it.
    Voice,
}

/// How far an order has got with one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Progress {
    /// Nothing is known.
    Waiting,
    /// 送达.
    Delivered,
    /// 已读.
    Read,
    /// 接令.
    Accepted,
    /// 拒收.
    Refused,
    /// 办结.
    Done,
}

/// What part somebody has in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Part {
    /// Must answer.
    Recipient,
    /// Reads an information copy 抄送; never chased.
    Copy,
}

/// One person's receipt: the earliest time of each state.
///
/// Invariant: folding the same marks in any order, with any repetition, gives the same receipt.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Receipt {
    /// Stored by the recipient's page.
    pub delivered: Option<Stamp>,
    /// Opened.
    pub read: Option<Stamp>,
    /// Accepted.
    pub accepted: Option<Stamp>,
    /// Refused.
    pub refused: Option<Stamp>,
    /// Reported as done.
    pub done: Option<Stamp>,
}

/// When a state was reached, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Stamp {
    /// When.
    pub at: Moment,
    /// How it reached the desk.
    pub way: Way,
}

/// How many stand where. Each of `expected` is counted in exactly one of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Tally {
    /// Who must answer: people, or grids.
    pub expected: u32,
    /// Nothing is known.
    pub waiting: u32,
    /// Stored by the page, not opened.
    pub delivered: u32,
    /// Opened, not answered.
    pub read: u32,
    /// Accepted.
    pub accepted: u32,
    /// Refused.
    pub refused: u32,
    /// Done.
    pub done: u32,
}

impl Mark {
    /// The state that the mark claims.
    pub fn progress(&self) -> Progress {
        match self {
            Self::Delivered => Progress::Delivered,
            Self::Read => Progress::Read,
            Self::Accepted => Progress::Accepted,
            Self::Refused { .. } => Progress::Refused,
            Self::Done { .. } => Progress::Done,
        }
    }

    /// The number or choice in a report.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Done { value, .. } => value.as_deref(),
            _ => None,
        }
    }

    /// What stands beside a report.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Self::Done { attachments, .. } => attachments,
            _ => &[],
        }
    }

    /// The person's own words, when the mark carries any: sealed in the ledger.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Refused { reason: words } | Self::Done { words, .. } => Some(words),
            _ => None,
        }
    }
}

impl Progress {
    /// Whether the person still has to answer.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Delivered | Self::Read)
    }
}

impl Receipt {
    /// The furthest state.
    pub fn progress(&self) -> Progress {
        [
            (self.done, Progress::Done),
            (self.refused, Progress::Refused),
            (self.accepted, Progress::Accepted),
            (self.read, Progress::Read),
            (self.delivered, Progress::Delivered),
        ]
        .into_iter()
        .find_map(|(stamp, progress)| stamp.map(|_| progress))
        .unwrap_or(Progress::Waiting)
    }

    /// When and how the furthest state was reached.
    pub fn latest(&self) -> Option<Stamp> {
        self.stamp(self.progress())
    }

    /// The stamp of a state.
    pub fn stamp(&self, progress: Progress) -> Option<Stamp> {
        match progress {
            Progress::Waiting => None,
            Progress::Delivered => self.delivered,
            Progress::Read => self.read,
            Progress::Accepted => self.accepted,
            Progress::Refused => self.refused,
            Progress::Done => self.done,
        }
    }

    /// Fold one mark in: the earliest stamp of a state stays.
    pub fn fold(&mut self, progress: Progress, stamp: Stamp) {
        let slot = match progress {
            Progress::Waiting => return,
            Progress::Delivered => &mut self.delivered,
            Progress::Read => &mut self.read,
            Progress::Accepted => &mut self.accepted,
            Progress::Refused => &mut self.refused,
            Progress::Done => &mut self.done,
        };
        *slot = Some(slot.map_or(stamp, |known| known.min(stamp)));
    }
}

/// What a mark means for a receipt of an order that asks for `asked`, when it stands at `progress`.
///
/// `Ok(None)`: nothing new – a page says again what is known already, which is no fault.
pub fn decide(part: Part, progress: Progress, asked: &Asked, mark: Mark) -> Result<Option<Mark>, Refusal> {
    if part == Part::Copy && mark.progress() > Progress::Read {
        return Err(Refusal::CopyNeedsNoAnswer);
    }
    if let Some(words) = mark.words() {
        Refusal::unless_within(words, LONGEST_WORDS)?;
    }
    match (&mark, progress) {
        (Mark::Refused { reason }, _) if reason.trim().is_empty() => Err(Refusal::ReasonMissing),
        (Mark::Refused { .. }, Progress::Done) => Err(Refusal::AlreadyDone),
        (Mark::Accepted | Mark::Done { .. }, Progress::Refused) => Err(Refusal::AlreadyRefused),
        (mark, now) if mark.progress() <= now => Ok(None),
        (Mark::Done { .. }, _) => {
            let Mark::Done { words, value, attachments } = mark else { return Ok(None) };
            let value = asked.take(&words, value.as_deref(), &attachments)?;
            Ok(Some(Mark::Done { words, value, attachments }))
        }
        _ => Ok(Some(mark)),
    }
}

/// Of the people who must answer, those whom an order still waits for, by its own rule: where one of a grid is enough,
/// nobody of a grid in which one has answered.
pub fn still_open<'a, Key>(
    answering: Answering,
    receipts: impl IntoIterator<Item = (&'a GridPath, Key, Progress)>,
) -> Vec<Key> {
    let receipts: Vec<(&GridPath, Key, Progress)> = receipts.into_iter().collect();
    let is_open = |progress: Progress| progress < Progress::Accepted;
    let mut answered: BTreeSet<&GridPath> = BTreeSet::new();
    if answering == Answering::OnePerGrid {
        let settles = |progress: Progress| matches!(progress, Progress::Accepted | Progress::Done);
        answered = receipts.iter().filter(|(.., progress)| settles(*progress)).map(|(grid, ..)| *grid).collect();
    }
    receipts
        .into_iter()
        .filter(|(grid, _, progress)| is_open(*progress) && !answered.contains(grid))
        .map(|(_, key, _)| key)
        .collect()
}

/// What the answers of an order count for its figures: every one, or where one of a grid is enough, the first of each
/// grid.
pub fn counted<'a, Value>(
    answering: Answering,
    answers: impl IntoIterator<Item = (&'a GridPath, Stamp, Value)>,
) -> Vec<Value> {
    let mut answers: Vec<(&GridPath, Stamp, Value)> = answers.into_iter().collect();
    answers.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    if answering == Answering::OnePerGrid {
        answers.dedup_by(|later, first| later.0 == first.0);
    }
    answers.into_iter().map(|(.., value)| value).collect()
}

/// How many stand where, by the order's own rule of who must answer.
pub fn tally<'a>(answering: Answering, receipts: impl IntoIterator<Item = (&'a GridPath, Progress)>) -> Tally {
    let mut tally = Tally::default();
    match answering {
        Answering::EveryPerson => {
            for (_, progress) in receipts {
                tally.count(progress);
            }
        }
        Answering::OnePerGrid => {
            let mut best: BTreeMap<&GridPath, Progress> = BTreeMap::new();
            for (grid, progress) in receipts {
                let known = best.entry(grid).or_insert(progress);
                *known = better(*known, progress);
            }
            for progress in best.into_values() {
                tally.count(progress);
            }
        }
    }
    tally
}

/// Of two answers from one grid, the one that counts for it: a refusal counts only while nobody accepts.
fn better(a: Progress, b: Progress) -> Progress {
    let rank = |progress| match progress {
        Progress::Waiting => 0,
        Progress::Delivered => 1,
        Progress::Read => 2,
        Progress::Refused => 3,
        Progress::Accepted => 4,
        Progress::Done => 5,
    };
    if rank(b) > rank(a) { b } else { a }
}

impl Tally {
    /// Count one more.
    pub fn count(&mut self, progress: Progress) {
        self.expected += 1;
        match progress {
            Progress::Waiting => self.waiting += 1,
            Progress::Delivered => self.delivered += 1,
            Progress::Read => self.read += 1,
            Progress::Accepted => self.accepted += 1,
            Progress::Refused => self.refused += 1,
            Progress::Done => self.done += 1,
        }
    }

    /// Who still has to answer.
    pub fn open(&self) -> u32 {
        self.waiting + self.delivered + self.read
    }

    /// Accepted or done: what fills the map.
    pub fn answered(&self) -> u32 {
        self.accepted + self.done
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.expected += other.expected;
        self.waiting += other.waiting;
        self.delivered += other.delivered;
        self.read += other.read;
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.done += other.done;
    }
}
