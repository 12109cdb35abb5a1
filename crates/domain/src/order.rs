//! Orders 指令: what is asked of whom, and what it takes to issue one.

mod asked;
mod end;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, AttachedFile, Attachment, MOST_TO_ORDER};
use crate::code::GridPath;
use crate::failure::Refusal;
use crate::gateway::Outside;
use crate::id::{IncidentId, OrderId, PostId};
use crate::ladder::{Ladders, RungMessage};
use crate::moment::Moment;
use crate::receipt::Answering;
use crate::seat::Seat;
use crate::target::{self, Reach, Scene, Target};

pub use asked::{Asked, ChoiceCount, Figures, MOST_CHOICES};
pub use end::{Ending, OrderEnd};

/// The longest text of an order, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// What the operator composes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Draft {
    /// What is asked, in words.
    pub text: String,
    /// What sort of order it is.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// To whom.
    pub target: Target,
    /// Until when.
    pub deadline: Option<Moment>,
    /// Who must answer; the kind's custom when none.
    pub answering: Option<Answering>,
    /// What an answer must hold; the kind's custom when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Asked>,
    /// What stands beside the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The earlier order that this one stands in the place of: that one ends, and everybody who had it gets this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<OrderId>,
    /// Whom it reaches by a gateway as well; none: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// The incident that it is made of; that accepts the incident where nobody has yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// The digest of the reach that the person saw: where it would reach anybody else by now, nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// An order as it was issued. It never changes; a correction is an order of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Order {
    /// For ever.
    pub id: OrderId,
    /// The human number, `ZL-20261120-A014`, with the desk's letter.
    pub number: String,
    /// What is asked, in words.
    pub text: String,
    /// What sort of order it is.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// What the operator chose.
    pub target: Target,
    /// Until when.
    pub deadline: Option<Moment>,
    /// Who must answer.
    pub answering: Answering,
    /// What an answer must hold. Orders of old do not say it: nothing.
    #[serde(default, skip_serializing_if = "Asked::is_nothing")]
    pub answer: Asked,
    /// What stands beside the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The earlier order in whose place it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<OrderId>,
    /// The incident that it was made of. Orders of old call it a report.
    #[serde(default, alias = "report", skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// The scheme of its day.
    pub scheme: String,
    /// When it was issued.
    pub issued: Moment,
    /// Who issued it.
    pub by: Seat,
    /// At which minutes after its issue those who are silent are called; none on orders from before there were ladders.
    #[serde(default)]
    pub ladder: Vec<u32>,
    /// The rung that tells by a gateway those who are silent and have no page open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung_message: Option<RungMessage>,
}

/// What sort of order it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OrderKind {
    /// 通知.
    Notice,
    /// 指令.
    Command,
    /// 核查.
    Check,
    /// 求助.
    Help,
    /// 点名.
    RollCall,
}

/// How urgent an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Priority {
    /// 一般.
    Normal,
    /// 紧急.
    Urgent,
    /// 特急.
    Critical,
}

impl Priority {
    /// All of them, the least urgent first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Urgent, Self::Critical];

    /// As on the wire; what it is called stands in the table of words, under `urgency`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Urgent => "urgent",
            Self::Critical => "critical",
        }
    }
}

impl OrderKind {
    /// Who answers by custom: every person to a notice or a roll call, one per grid otherwise.
    pub fn customary_answering(self) -> Answering {
        match self {
            Self::Notice | Self::RollCall => Answering::EveryPerson,
            Self::Command | Self::Check | Self::Help => Answering::OnePerGrid,
        }
    }

    /// What an answer holds by custom: nothing to a notice, the grid where one works to a roll call, a report in words
    /// otherwise.
    pub fn customary_answer(self) -> Asked {
        match self {
            Self::Notice => Asked::Nothing,
            Self::RollCall => Asked::Place,
            Self::Command | Self::Check | Self::Help => Asked::Words,
        }
    }
}

/// What the world hands to [`issue`]: an id, the day's next number, the time, and the scheme in force.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Made by the desk.
    pub id: OrderId,
    /// From the desk's counter.
    pub number: String,
    /// Now.
    pub now: Moment,
    /// The published scheme's name.
    pub scheme: String,
    /// When the silent are called.
    pub ladders: Ladders,
    /// The files that the seat may name, as the store knows them.
    pub files: Vec<AttachedFile>,
}

/// Decide whether a draft becomes an order, and whom it reaches.
pub fn issue(draft: Draft, seat: &Seat, scene: &Scene<'_>, issue: Issue) -> Result<(Order, Reach), Refusal> {
    let reach = admit(&draft, seat, scene)?;
    if draft.seen.as_ref().is_some_and(|seen| *seen != reach.digest()) {
        return Err(Refusal::ReachChanged { people: reach.recipients.len(), copies: reach.copies.len() });
    }
    let text = draft.text.trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::EmptyText);
    }
    Refusal::unless_within(&text, LONGEST_TEXT)?;
    if draft.deadline.is_some_and(|deadline| deadline <= issue.now) {
        return Err(Refusal::DeadlinePassed);
    }
    let order = Order {
        id: issue.id,
        number: issue.number,
        text,
        kind: draft.kind,
        priority: draft.priority,
        target: draft.target,
        deadline: draft.deadline,
        answering: draft.answering.unwrap_or_else(|| draft.kind.customary_answering()),
        answer: draft.answer.unwrap_or_else(|| draft.kind.customary_answer()).tidied()?,
        attachments: attachment::admit(draft.attachments, MOST_TO_ORDER, &issue.files)?,
        corrects: draft.corrects,
        incident: draft.incident,
        scheme: issue.scheme,
        issued: issue.now,
        by: seat.clone(),
        ladder: issue.ladders.of(draft.priority).to_vec(),
        rung_message: issue.ladders.messages.get(&draft.priority).copied(),
    };
    Ok((order, reach))
}

/// Whom a draft would reach if this seat sent it now; words and deadline are not looked at yet.
pub fn admit(draft: &Draft, seat: &Seat, scene: &Scene<'_>) -> Result<Reach, Refusal> {
    draft.target.admit(seat, scene.tree)?;
    let mut reach = target::resolve(&draft.target, seat, scene);
    if let Some(earlier) = &scene.corrected {
        earlier.order.correct(earlier.end.as_ref(), seat, earlier.order.id)?;
        reach.add(earlier, seat, scene);
    }
    if reach.recipients.is_empty() {
        return Err(Refusal::NobodyReached { path: draft.target.subtree.clone() });
    }
    Ok(reach)
}

/// An order that another one is to correct, and everybody who got it.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// As it was issued.
    pub order: Order,
    /// How it ended, if it has.
    pub end: Option<OrderEnd>,
    /// Who had to answer.
    pub recipients: Vec<PostId>,
    /// Who read a copy.
    pub copies: Vec<PostId>,
}

/// The human number of a desk's `count`-th order of a day: `ZL-20261120-A014`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("ZL-{day}-{letter}{count:03}")
}

impl Order {
    /// The grid that the order is about: the courier's subject.
    pub fn scope(&self) -> &GridPath {
        &self.target.subtree
    }
}
