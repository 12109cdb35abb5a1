//! Steps: what somebody does with an incident, what he says with it, and whom he names.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Party, Request};
use crate::attachment::Attachment;
use crate::failure::{Hurdle, Refusal};
use crate::id::{IncidentId, PostId};
use crate::journal::said;
use crate::moment::Moment;
use crate::seat::Seat;

/// What somebody does with an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum IncidentStep {
    /// 受理.
    Accept,
    /// 不予受理.
    Decline {
        /// Why, as whoever reported it will read it.
        reason: String,
    },
    /// 并案: it is the same as another.
    Merge {
        /// As which.
        into: IncidentId,
    },
    /// 现场办结: whoever found it has put it right, and the desk has seen that it is.
    Settle {
        /// How.
        words: String,
    },
    /// 拆案: it was not the same after all.
    Split {
        /// Why.
        reason: String,
    },
    /// 派单.
    Assign {
        /// Who answers for it.
        lead: Party,
        /// Who helps.
        #[serde(default)]
        assisting: Vec<Party>,
        /// What is to be done.
        words: String,
    },
    /// 退回: it is not ours.
    Return {
        /// Why.
        reason: String,
        /// By which rule.
        basis: String,
        /// Whose it is.
        proposed: Party,
    },
    /// 接单.
    TakeOn,
    /// 到场.
    Arrive,
    /// 申请挂账 or 申请延期.
    Ask {
        /// For what.
        request: Request,
        /// Why.
        reason: String,
    },
    /// 同意.
    Grant,
    /// 不同意.
    Deny {
        /// Why.
        reason: String,
    },
    /// 恢复: it was suspended, and goes on.
    Resume,
    /// 处置完毕.
    Dispose {
        /// What was done.
        words: String,
        /// Photos that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    },
    /// 核查通过.
    Pass {
        /// What was seen on the spot.
        words: String,
        /// Photos that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
        /// Who saw it, where somebody else writes it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        witness: Option<PostId>,
    },
    /// 核查不通过: it goes back to who disposed of it.
    Fail {
        /// What is still wrong.
        reason: String,
        /// Photos that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
        /// Who saw it, where somebody else writes it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        witness: Option<PostId>,
    },
    /// 回访.
    FollowUp {
        /// What came of it.
        reached: Reached,
        /// In what words.
        words: String,
    },
    /// 结案.
    Close {
        /// How it ended.
        words: String,
    },
    /// 申请重开.
    AskReopen {
        /// Why.
        reason: String,
    },
    /// 重开.
    Reopen {
        /// Why.
        reason: String,
    },
    /// 不予重开: it was asked for, and stays as it is.
    RefuseReopen {
        /// Why, as whoever asked will read it.
        reason: String,
    },
    /// 作废: it should never have been an incident.
    Void {
        /// Why.
        reason: String,
    },
    /// 催办: a reminder.
    Chase {
        /// In what words.
        words: String,
    },
    /// 督办: watched from above from now on.
    Supervise {
        /// In what words.
        words: String,
    },
}

/// What a follow-up came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "FollowUpResult", export)]
pub enum Reached {
    /// 满意.
    Content,
    /// 基本满意.
    Partly,
    /// 不满意.
    Unhappy,
    /// 未联系上: counted apart, and in no rate.
    Nobody,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepOfIncident {
    /// What.
    pub step: IncidentStep,
    /// By whom.
    pub by: Seat,
    /// When it was written down.
    pub at: Moment,
}

impl IncidentStep {
    /// The same without blanks around its words; refused where something has to be said and is not.
    pub fn tidied(mut self) -> Result<Self, Refusal> {
        let tidy = |words: &mut String| {
            *words = said(words)?.ok_or_else(|| Refusal::from(Hurdle::NothingSaid))?;
            Ok::<(), Refusal>(())
        };
        match &mut self {
            Self::Return { reason, basis, .. } => {
                tidy(reason)?;
                tidy(basis)?;
            }
            Self::Decline { reason: words }
            | Self::Split { reason: words }
            | Self::Ask { reason: words, .. }
            | Self::Deny { reason: words }
            | Self::Fail { reason: words, .. }
            | Self::AskReopen { reason: words }
            | Self::Reopen { reason: words }
            | Self::RefuseReopen { reason: words }
            | Self::Void { reason: words }
            | Self::Assign { words, .. }
            | Self::Settle { words }
            | Self::Dispose { words, .. }
            | Self::Pass { words, .. }
            | Self::FollowUp { words, .. }
            | Self::Close { words }
            | Self::Chase { words }
            | Self::Supervise { words } => tidy(words)?,
            Self::Accept | Self::Merge { .. } | Self::TakeOn | Self::Arrive | Self::Grant | Self::Resume => {}
        }
        Ok(self)
    }

    /// Whom it names: who gets it and who helps, or whose it is.
    pub fn parties(&self) -> Vec<&Party> {
        match self {
            Self::Assign { lead, assisting, .. } => std::iter::once(lead).chain(assisting).collect(),
            Self::Return { proposed, .. } => vec![proposed],
            _ => Vec::new(),
        }
    }

    /// What stands beside its words.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Self::Dispose { attachments, .. } | Self::Pass { attachments, .. } | Self::Fail { attachments, .. } => {
                attachments
            }
            _ => &[],
        }
    }

    /// The same with attachments that the desk has admitted.
    #[must_use]
    pub fn with_attachments(mut self, admitted: Vec<Attachment>) -> Self {
        if let Self::Dispose { attachments, .. } | Self::Pass { attachments, .. } | Self::Fail { attachments, .. } =
            &mut self
        {
            *attachments = admitted;
        }
        self
    }

    /// Who has looked, where another writes it down.
    pub fn witness(&self) -> Option<&PostId> {
        match self {
            Self::Pass { witness, .. } | Self::Fail { witness, .. } => witness.as_ref(),
            _ => None,
        }
    }

    /// All that somebody writes with it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let basis = match self {
            Self::Return { basis, .. } => Some(basis.as_str()),
            _ => None,
        };
        self.words().into_iter().chain(basis)
    }

    /// What has to be said with it; none: nothing.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Decline { reason }
            | Self::Split { reason }
            | Self::Return { reason, .. }
            | Self::Ask { reason, .. }
            | Self::Deny { reason }
            | Self::Fail { reason, .. }
            | Self::AskReopen { reason }
            | Self::Reopen { reason }
            | Self::RefuseReopen { reason }
            | Self::Void { reason } => Some(reason),
            Self::Assign { words, .. }
            | Self::Dispose { words, .. }
            | Self::Pass { words, .. }
            | Self::Settle { words }
            | Self::FollowUp { words, .. }
            | Self::Close { words }
            | Self::Chase { words }
            | Self::Supervise { words } => Some(words),
            Self::Accept | Self::Merge { .. } | Self::TakeOn | Self::Arrive | Self::Grant | Self::Resume => None,
        }
    }
}
