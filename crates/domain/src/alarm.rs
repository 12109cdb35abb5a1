//! Alarms 告警: what needs somebody's answer – new, acknowledged, cleared, closed.
//!
//! An alarm is raised by a fact and by nothing else, so that a desk that was off, or a page that is loaded again, has
//! the same alarms. What raises it again – the next rung of a ladder, one more refusal – is another reason of the same
//! cause, and asks for an answer anew. Whether the cause still stands is read from the order, the call or the scheme
//! itself: an alarm never says something else than its board.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fact::{Fact, FactId, Header};
use crate::failure::{Hitch, Refusal};
use crate::id::{CallId, DeskId, IncidentId, OrderId, RobotId};
use crate::journal::said;
use crate::moment::Moment;
use crate::order::{OrderKind, Priority};
use crate::receipt::Mark;
use crate::robot::RobotTrouble;
use crate::seat::Seat;

/// What needs an answer. The same cause is one alarm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "cause", rename_all = "snake_case")]
#[ts(export, rename = "AlarmCause")]
pub enum Cause {
    /// 叫应: a rung of an order's ladder came, and people were silent.
    Silent {
        /// Which order.
        order: OrderId,
    },
    /// 超时: an order's deadline came, and people had not answered.
    Overdue {
        /// Which order.
        order: OrderId,
    },
    /// 拒收: somebody who must answer has refused.
    Refused {
        /// Which order.
        order: OrderId,
    },
    /// 来电: nobody took a call, or the front line asks to be called.
    Call {
        /// Which call.
        call: CallId,
    },
    /// 事件: something urgent was found, and nobody at the desk has taken it up.
    Report {
        /// Which report.
        report: IncidentId,
    },
    /// 机器人: a robot says nothing more until somebody has looked at it.
    Robot {
        /// Which robot.
        robot: RobotId,
    },
    /// 方案: an approved scheme could not come into force on its day.
    Scheme {
        /// Which scheme.
        scheme: String,
    },
    /// 视频: no picture comes from a stream that somebody looked at.
    Stream {
        /// Which, by its key.
        stream: String,
    },
    /// 日历: nobody has said on which days of a year one works, and clocks need it.
    Calendar {
        /// Which year.
        year: i16,
    },
    /// 写盘: a desk could not write its store for a while.
    Writing {
        /// Which desk.
        desk: DeskId,
    },
}

/// How an alarm sounds, and where it stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Gravity {
    /// Now.
    Urgent,
    /// Soon.
    Normal,
}

/// How far an alarm has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AlarmState {
    /// 未确认: its cause stands, and nobody has said that he knows.
    New,
    /// 已解除: its cause ended by itself before anybody said so.
    Cleared,
    /// 已确认: somebody knows, and its cause stands.
    Acknowledged,
    /// 已关闭: it is known and its cause has ended, or somebody has left it at that.
    Closed,
}

/// Whether a cause stands, as what it is about says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Stands,
    /// It ended by itself: everybody has answered.
    Eased,
    /// Somebody has ended it: the call was taken, the order closed. Whoever did that knew of it.
    Settled,
}

/// Somebody's word about an alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// How many reasons there were that he knew of.
    pub raises: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Seat,
    /// The fact that says so.
    pub fact: FactId,
}

/// What a fact does to an alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// There is a reason.
    Raised {
        /// Which: told again, it is the same.
        reason: String,
        /// Since when.
        at: Moment,
    },
    /// Somebody knows.
    Acknowledged(Word),
    /// Somebody leaves it at that.
    Closed(Word),
}

/// One alarm.
///
/// Invariant: folding the same facts in any order, with any repetition, gives the same alarm.
/// Invariant: what was acknowledged needs an answer again only for a reason that was not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alarm {
    /// Each reason, and since when.
    pub raised: BTreeMap<String, Moment>,
    /// Who knows.
    pub seen: Option<Word>,
    /// Who has left it at that.
    pub closed: Option<Word>,
}

impl Alarm {
    /// Fold one fact in: of a reason the earliest time stays, of words the one that knew most, then the earliest.
    pub fn fold(&mut self, said: Said) {
        match said {
            Said::Raised { reason, at } => {
                self.raised.entry(reason).and_modify(|known| *known = at.min(*known)).or_insert(at);
            }
            Said::Acknowledged(word) => keep(&mut self.seen, word),
            Said::Closed(word) => keep(&mut self.closed, word),
        }
    }

    /// How many reasons there are.
    pub fn raises(&self) -> u32 {
        u32::try_from(self.raised.len()).unwrap_or(u32::MAX)
    }

    /// How far it has got.
    pub fn state(&self, standing: Standing) -> AlarmState {
        let covers = |word: &Option<Word>| word.as_ref().is_some_and(|word| word.raises >= self.raises());
        let (is_seen, is_closed) = (covers(&self.seen), covers(&self.closed));
        match standing {
            _ if is_closed => AlarmState::Closed,
            Standing::Settled => AlarmState::Closed,
            Standing::Eased if is_seen => AlarmState::Closed,
            Standing::Eased => AlarmState::Cleared,
            Standing::Stands if is_seen => AlarmState::Acknowledged,
            Standing::Stands => AlarmState::New,
        }
    }

    /// Say that one knows of the first `raises` reasons; none: that is said already, which is no fault.
    pub fn acknowledge(&self, standing: Standing, raises: u32) -> Option<u32> {
        let raises = raises.min(self.raises());
        let is_said = self.seen.as_ref().is_some_and(|word| word.raises >= raises);
        let is_over = self.state(standing) == AlarmState::Closed;
        (!is_said && !is_over).then_some(raises)
    }

    /// Leave it at that, with words. Not over reasons that the person has not seen.
    pub fn close(&self, standing: Standing, raises: u32, reason: &str) -> Result<String, Refusal> {
        if self.state(standing) == AlarmState::Closed {
            return Err(Hitch::AlarmClosed.into());
        }
        if raises < self.raises() {
            return Err(Hitch::AlarmRoseAgain.into());
        }
        said(reason)?.ok_or_else(|| Hitch::NothingSaid.into())
    }
}

/// What a fact raises, and for what reason; none: nothing that needs an answer.
pub fn raised_by(header: &Header, fact: &Fact) -> Option<(Cause, String)> {
    Some(match fact {
        Fact::RungReached { order, step } if step.silent.units > 0 => {
            (Cause::Silent { order: *order }, step.rung.to_string())
        }
        Fact::DeadlineReached { order, silent } if silent.units > 0 => {
            (Cause::Overdue { order: *order }, "deadline".to_owned())
        }
        Fact::ReceiptMarked { order, post, mark: Mark::Refused { .. }, .. } => {
            (Cause::Refused { order: *order }, post.0.clone())
        }
        Fact::CallMissed { call } => (Cause::Call { call: call.id }, "call".to_owned()),
        Fact::IncidentReported { incident } if incident.alarms => {
            (Cause::Report { report: incident.id }, "report".to_owned())
        }
        Fact::DigestEnded { robot, end, .. } if end.trouble.is_some_and(RobotTrouble::halts) => {
            (Cause::Robot { robot: *robot }, header.id().to_string())
        }
        Fact::SchemeHeldUp { scheme, .. } => (Cause::Scheme { scheme: scheme.clone() }, header.id().to_string()),
        Fact::StreamLost { loss } => (Cause::Stream { stream: loss.stream.clone() }, header.id().to_string()),
        Fact::CalendarYearMissed { year } => (Cause::Calendar { year: *year }, "missing".to_owned()),
        Fact::WritingFailed { .. } => (Cause::Writing { desk: header.desk }, header.id().to_string()),
        _ => return None,
    })
}

/// The causes that a fact ends: whoever brought it about knew of them.
pub fn settled_by(fact: &Fact) -> Vec<Cause> {
    match fact {
        Fact::OrderEnded { order, .. } => Cause::of_order(*order).into(),
        Fact::CallTaken { call } => call.answers.map(|call| Cause::Call { call }).into_iter().collect(),
        Fact::CallPutAside { call, .. } => vec![Cause::Call { call: *call }],
        // Whoever does anything about it knows of it, but for who reminds others.
        Fact::IncidentHandled { incident, step, .. } if !step.deed().is_word() => {
            vec![Cause::Report { report: *incident }]
        }
        Fact::RobotBound { robot, .. } | Fact::RobotTried { robot } | Fact::RobotUnbound { robot } => {
            vec![Cause::Robot { robot: *robot }]
        }
        // A picture that comes again needs nobody's answer.
        Fact::StreamFound { stream } => vec![Cause::Stream { stream: stream.clone() }],
        Fact::SchemePublished { scheme, .. } => vec![Cause::Scheme { scheme: scheme.name.clone() }],
        Fact::TableRevised { table, .. } => table.years().into_iter().map(|year| Cause::Calendar { year }).collect(),
        Fact::SchemeReturned { scheme, .. } | Fact::SchemeDiscarded { scheme } => {
            vec![Cause::Scheme { scheme: scheme.clone() }]
        }
        _ => vec![],
    }
}

impl Cause {
    /// All that an order can give cause for.
    pub fn of_order(order: OrderId) -> [Self; 3] {
        [Self::Silent { order }, Self::Overdue { order }, Self::Refused { order }]
    }

    /// The order that it is about.
    pub fn order(&self) -> Option<OrderId> {
        match self {
            Self::Silent { order } | Self::Overdue { order } | Self::Refused { order } => Some(*order),
            Self::Call { .. }
            | Self::Report { .. }
            | Self::Robot { .. }
            | Self::Scheme { .. }
            | Self::Stream { .. }
            | Self::Calendar { .. }
            | Self::Writing { .. } => None,
        }
    }

    /// The noun that it is about: what is said of the alarm is sealed with that noun's key.
    pub fn subject(&self) -> String {
        match self {
            Self::Silent { order } | Self::Overdue { order } | Self::Refused { order } => format!("order/{order}"),
            Self::Call { call } => format!("call/{call}"),
            Self::Report { report } => format!("report/{report}"),
            Self::Robot { robot } => format!("robot/{robot}"),
            Self::Scheme { scheme } => format!("scheme/{scheme}"),
            Self::Stream { stream } => format!("stream/{stream}"),
            Self::Calendar { .. } => "table/calendar".to_owned(),
            Self::Writing { desk } => format!("desk/{desk}"),
        }
    }

    /// The entry of the table of rights without which nobody hears of it; none: whoever answers for its grid does.
    pub fn needs(&self) -> Option<&'static str> {
        match self {
            Self::Robot { .. } => Some("bind_robot"),
            _ => None,
        }
    }

    /// How grave it is; `order` is what sort of order it is about, `priority` how urgent that order or report is.
    pub fn gravity(&self, order: Option<OrderKind>, priority: Option<Priority>) -> Gravity {
        let is_urgent = match self {
            Self::Call { .. } | Self::Writing { .. } => true,
            // A report that is not urgent raises none: what is left to tell apart is what cannot wait at all.
            Self::Report { .. } => priority == Some(Priority::Critical),
            Self::Silent { .. } | Self::Overdue { .. } | Self::Refused { .. } => {
                order == Some(OrderKind::Help) || priority >= Some(Priority::Urgent)
            }
            Self::Robot { .. } | Self::Scheme { .. } | Self::Stream { .. } | Self::Calendar { .. } => false,
        };
        if is_urgent { Gravity::Urgent } else { Gravity::Normal }
    }
}

/// As it is kept, and named in addresses: `silent/018f…`.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent { order } => write!(f, "silent/{order}"),
            Self::Overdue { order } => write!(f, "overdue/{order}"),
            Self::Refused { order } => write!(f, "refused/{order}"),
            Self::Call { call } => write!(f, "call/{call}"),
            Self::Report { report } => write!(f, "report/{report}"),
            Self::Robot { robot } => write!(f, "robot/{robot}"),
            Self::Scheme { scheme } => write!(f, "scheme/{scheme}"),
            Self::Stream { stream } => write!(f, "stream/{stream}"),
            Self::Calendar { year } => write!(f, "calendar/{year}"),
            Self::Writing { desk } => write!(f, "writing/{desk}"),
        }
    }
}

/// That a text names no cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCause;

impl FromStr for Cause {
    type Err = NoCause;

    fn from_str(text: &str) -> Result<Self, NoCause> {
        let (kind, id) = text.split_once('/').ok_or(NoCause)?;
        let order = || id.parse().map_err(|_| NoCause);
        Ok(match kind {
            "silent" => Self::Silent { order: order()? },
            "overdue" => Self::Overdue { order: order()? },
            "refused" => Self::Refused { order: order()? },
            "call" => Self::Call { call: id.parse().map_err(|_| NoCause)? },
            "report" => Self::Report { report: id.parse().map_err(|_| NoCause)? },
            "robot" => Self::Robot { robot: id.parse().map_err(|_| NoCause)? },
            "scheme" => Self::Scheme { scheme: id.to_owned() },
            "stream" => Self::Stream { stream: id.to_owned() },
            "calendar" => Self::Calendar { year: id.parse().map_err(|_| NoCause)? },
            "writing" => Self::Writing { desk: id.parse().map_err(|_| NoCause)? },
            _ => return Err(NoCause),
        })
    }
}

fn keep(known: &mut Option<Word>, word: Word) {
    let rank = |word: &Word| (word.raises, Reverse((word.at, word.fact)));
    if known.as_ref().is_none_or(|known| rank(known) < rank(&word)) {
        *known = Some(word);
    }
}
