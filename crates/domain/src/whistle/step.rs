//! Steps: what those called and whoever called them do about a whistle.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Hurdle, Refusal};
use crate::incident::Party;
use crate::journal::said;
use crate::moment::Moment;
use crate::seat::Seat;

/// What somebody does about a whistle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum WhistleStep {
    /// 应哨: we come.
    Answer {
        /// Who.
        party: Party,
    },
    /// 到场: we are there. It is what the clock waits for.
    Arrive {
        /// Who.
        party: Party,
    },
    /// 拒绝: we do not come. Supervision sees it.
    Refuse {
        /// Who.
        party: Party,
        /// Why.
        reason: String,
    },
    /// 会商纪要: what was agreed on. One may be added to another; none is changed.
    Note {
        /// What.
        minutes: Minutes,
    },
    /// 收哨.
    End {
        /// What came of it.
        words: String,
    },
    /// 评价: once, and by nobody changed.
    Rate {
        /// Between whom and who called.
        party: Party,
        /// Whose work it is about.
        of: Rated,
        /// How it was.
        mark: Mark,
        /// In what words.
        words: String,
    },
}

/// What was agreed on at the spot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "JointMinutes", export)]
pub struct Minutes {
    /// In words.
    pub words: String,
    /// Which of those called were there.
    pub present: Vec<Party>,
    /// What each has taken on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undertakings: Vec<Undertaking>,
}

/// What one has taken on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Undertaking {
    /// Who.
    pub party: Party,
    /// What.
    pub words: String,
    /// Until when.
    pub until: Moment,
}

/// Whose work a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Rated {
    /// The party's, says who called it.
    Called,
    /// Whoever called, says the party.
    Caller,
}

/// How somebody did: the same three words that a follow-up call asks for, so that both are counted alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "WhistleMark", export)]
pub enum Mark {
    /// 满意.
    Content,
    /// 基本满意.
    Partly,
    /// 不满意.
    Unhappy,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepOfWhistle {
    /// What.
    pub step: WhistleStep,
    /// By whom.
    pub by: Seat,
    /// When it was written down.
    pub at: Moment,
}

/// What somebody does, without what he says with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WhistleDeed {
    /// 应哨.
    Answer,
    /// 到场.
    Arrive,
    /// 拒绝.
    Refuse,
    /// 会商纪要.
    Note,
    /// 收哨.
    End,
    /// 评价 of one who was called.
    RateCalled,
    /// 评价 of who called.
    RateCaller,
}

impl WhistleStep {
    /// What is done.
    pub fn deed(&self) -> WhistleDeed {
        match self {
            Self::Answer { .. } => WhistleDeed::Answer,
            Self::Arrive { .. } => WhistleDeed::Arrive,
            Self::Refuse { .. } => WhistleDeed::Refuse,
            Self::Note { .. } => WhistleDeed::Note,
            Self::End { .. } => WhistleDeed::End,
            Self::Rate { of: Rated::Called, .. } => WhistleDeed::RateCalled,
            Self::Rate { of: Rated::Caller, .. } => WhistleDeed::RateCaller,
        }
    }

    /// Whose step it is, or between whom and the caller; none: it is about all of them.
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::Answer { party } | Self::Arrive { party } | Self::Refuse { party, .. } | Self::Rate { party, .. } => {
                Some(party)
            }
            Self::Note { .. } | Self::End { .. } => None,
        }
    }

    /// The same without blanks around its words; refused where something has to be said and is not.
    pub fn tidied(mut self) -> Result<Self, Refusal> {
        let tidy = |words: &mut String| {
            *words = said(words)?.ok_or_else(|| Refusal::from(Hurdle::NothingSaid))?;
            Ok::<(), Refusal>(())
        };
        match &mut self {
            // A mark speaks for itself, unless it is a bad one.
            Self::Refuse { reason: words, .. }
            | Self::End { words }
            | Self::Rate { mark: Mark::Unhappy, words, .. } => tidy(words)?,
            Self::Rate { words, .. } => *words = said(words)?.unwrap_or_default(),
            Self::Note { minutes } => {
                tidy(&mut minutes.words)?;
                for undertaking in &mut minutes.undertakings {
                    tidy(&mut undertaking.words)?;
                }
            }
            Self::Answer { .. } | Self::Arrive { .. } => {}
        }
        Ok(self)
    }

    /// All that somebody writes with it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Refuse { reason: words, .. } | Self::End { words } | Self::Rate { words, .. } => vec![words],
            Self::Note { minutes } => std::iter::once(&minutes.words)
                .chain(minutes.undertakings.iter().map(|undertaking| &undertaking.words))
                .map(String::as_str)
                .collect(),
            Self::Answer { .. } | Self::Arrive { .. } => Vec::new(),
        }
    }
}

impl Mark {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Content, Self::Partly, Self::Unhappy];

    /// As on the wire; what it is called stands in the table of words, under `mark`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Partly => "partly",
            Self::Unhappy => "unhappy",
        }
    }
}

impl WhistleDeed {
    /// What those called do, and what is said between each and the caller.
    pub const OF_ONE: [Self; 5] = [Self::Answer, Self::Arrive, Self::Refuse, Self::RateCalled, Self::RateCaller];
    /// What is done about all of them.
    pub const OF_ALL: [Self; 2] = [Self::Note, Self::End];

    /// As on the wire; what it is called stands in the table of words, under `whistle_deed`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Arrive => "arrive",
            Self::Refuse => "refuse",
            Self::Note => "note",
            Self::End => "end",
            Self::RateCalled => "rate_called",
            Self::RateCaller => "rate_caller",
        }
    }
}
