//! Incidents 事件: five steps from what somebody noticed to what was checked and closed.
//!
//! An incident is what came in, and the steps that were taken on it since, each with who and when. Its state, its
//! returns and its clocks follow from these alone; nothing is dated back, and what one table of ways does not allow is
//! refused with the reason and what to do instead.

mod clock;
mod course;
mod way;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{IncidentId, UnitId};
use crate::moment::Moment;
use crate::seat::Seat;

pub use clock::{Clock, ClockKind, Light, Limit, Reading};
pub use course::{Course, Request, Taken};
pub use way::{Deed, Leads, Part, WAYS, Way};

/// The five steps 五步.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stage {
    /// 问题发现: not sent yet, on the phone of whoever noticed it.
    Discover,
    /// 问题上报.
    Report,
    /// 任务分派.
    Assign,
    /// 处置落实.
    Dispose,
    /// 跟踪考核.
    Assess,
}

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum IncidentState {
    /// 待受理.
    Reported,
    /// 不予受理.
    Declined,
    /// 并案: it goes on as another one.
    Merged,
    /// 已受理.
    Accepted,
    /// 已派单.
    Assigned,
    /// 已退回.
    Returned,
    /// 处置中.
    Disposing,
    /// 到场.
    OnSite,
    /// 挂账: its clocks stand still.
    Suspended,
    /// 待核查.
    Disposed,
    /// 待回访.
    Verified,
    /// 已结案.
    Closed,
    /// 重开.
    Reopened,
    /// 作废.
    Void,
}

/// Who an incident is given to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "who", content = "id", rename_all = "snake_case")]
#[ts(export)]
pub enum Party {
    /// A unit 承办单位.
    Unit(UnitId),
    /// The people in post of a grid.
    Grid(GridPath),
}

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
    },
    /// 核查通过.
    Pass {
        /// What was seen on the spot.
        words: String,
    },
    /// 核查不通过: it goes back to who disposed of it.
    Fail {
        /// What is still wrong.
        reason: String,
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
#[ts(export)]
pub enum Reached {
    /// 满意.
    Content,
    /// 不满意.
    Unhappy,
    /// 未联系上: counted apart, and in no rate.
    Nobody,
}

impl Stage {
    /// All of them, from the first to the last.
    pub const ALL: [Self; 5] = [Self::Discover, Self::Report, Self::Assign, Self::Dispose, Self::Assess];
}

impl IncidentState {
    /// All of them, in the order in which an incident comes to them.
    pub const ALL: [Self; 14] = [
        Self::Reported,
        Self::Declined,
        Self::Merged,
        Self::Accepted,
        Self::Assigned,
        Self::Returned,
        Self::Disposing,
        Self::OnSite,
        Self::Suspended,
        Self::Disposed,
        Self::Verified,
        Self::Closed,
        Self::Reopened,
        Self::Void,
    ];

    /// Which of the five steps it is part of.
    pub fn stage(self) -> Stage {
        match self {
            Self::Reported | Self::Declined | Self::Merged => Stage::Report,
            Self::Accepted | Self::Assigned | Self::Returned => Stage::Assign,
            Self::Disposing | Self::OnSite | Self::Suspended | Self::Disposed => Stage::Dispose,
            Self::Verified | Self::Closed | Self::Reopened | Self::Void => Stage::Assess,
        }
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Declined | Self::Merged | Self::Closed | Self::Void)
    }
}

/// The human number of a desk's `count`-th incident of a day: `SJ-20261122-A003`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("SJ-{day}-{letter}{count:03}")
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
