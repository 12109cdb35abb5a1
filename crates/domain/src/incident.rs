//! Incidents 事件: five steps from what somebody noticed to what was checked and closed.
//!
//! An incident is what came in, and the steps that were taken on it since, each with who and when. Its state, its
//! returns and its clocks follow from these alone; nothing is dated back, and what one table of ways does not allow is
//! refused with the reason and what to do instead.

mod clock;
mod course;
mod limits;
mod nearest;
mod opening;
mod part;
mod standing;
mod step;
mod way;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{OrderId, UnitId};
use crate::report::ReportKind;
use crate::review::Counted;
use crate::seat::Seat;

pub use clock::{Clock, ClockKind, Light, Limit, Reading};
pub use course::{Course, Request, Taken};
pub use limits::Limits;
pub use nearest::{Near, nearest};
pub use opening::{Channel, Incident};
pub use part::{Ground, parts};
pub use standing::Standing;
pub use step::{IncidentStep, Reached, StepOfIncident};
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

impl Party {
    /// As it is kept in a column: `unit/U1`, `grid/411602.411602001`.
    pub fn key(&self) -> String {
        match self {
            Self::Unit(id) => format!("unit/{id}"),
            Self::Grid(path) => format!("grid/{path}"),
        }
    }

    /// Whom a key means; none: nobody.
    pub fn of_key(key: &str) -> Option<Self> {
        match key.split_once('/')? {
            ("unit", id) => Some(Self::Unit(UnitId(id.to_owned()))),
            ("grid", path) => Some(Self::Grid(GridPath::from_text(path))),
            _ => None,
        }
    }

    /// Whether it is the grid of whoever sits there, in the field.
    pub fn is_grid_of(&self, seat: &Seat) -> bool {
        matches!(self, Self::Grid(path) if seat.subtree.as_ref() == Some(path))
    }
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

    /// As on the wire; what it is called stands in the table of words, under `incident_state`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Declined => "declined",
            Self::Merged => "merged",
            Self::Accepted => "accepted",
            Self::Assigned => "assigned",
            Self::Returned => "returned",
            Self::Disposing => "disposing",
            Self::OnSite => "on_site",
            Self::Suspended => "suspended",
            Self::Disposed => "disposed",
            Self::Verified => "verified",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Void => "void",
        }
    }

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

/// Which incidents are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IncidentWish {
    /// Of this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// In one of these states; empty: in any.
    #[serde(default)]
    pub states: Vec<IncidentState>,
    /// Of one of these sorts; empty: of any.
    #[serde(default)]
    pub kinds: Vec<ReportKind>,
    /// That came in by one of these ways; empty: by any.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Those only that whoever asks has accepted.
    #[serde(default)]
    pub mine: bool,
    /// Those only that somebody wants to see reopened.
    #[serde(default)]
    pub wants_reopening: bool,
    /// Those only that stand behind a figure, whatever else is wished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub counted: Option<Counted>,
}

/// Which board of open incidents is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardWish {
    /// Of this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// The states of each column; a state stands in the first column that names it.
    pub columns: Vec<Vec<IncidentState>>,
    /// Those only whose clock is at this light; none: whatever it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub light: Option<Light>,
    /// How many of each column at the most; the desk gives five hundred at once.
    pub limit: u32,
}

/// An order that was made of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OrderOfIncident {
    /// Which.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
}
