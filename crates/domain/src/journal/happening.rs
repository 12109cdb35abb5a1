//! What a fact comes to in the journal, and under what it is filed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::About;
use crate::alarm::Cause;
use crate::amendment::Amendment;
use crate::callin::MissedWay;
use crate::calling::{CallOutcome, Means};
use crate::fact::Fact;
use crate::id::{CallId, IncidentId, OrderId, PostId, WatchId};
use crate::incident::{Channel, IncidentStep};
use crate::item::Item;
use crate::ladder::RungSent;
use crate::livecall::{CallEnd, CallWay};
use crate::moment::Moment;
use crate::order::{Ending, OrderKind, Priority};
use crate::report::ReportKind;
use crate::seat::Role;
use crate::set::SetKind;
use crate::venue::CheckpointState;
use crate::whistle::{WhistleKind, WhistleStep};
use crate::words::Params;

/// Under what an entry is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Heading {
    /// 指令: orders and their ends.
    Order,
    /// 来电: calls taken, missed, put aside.
    Call,
    /// 告警: alarms acknowledged and closed.
    Alarm,
    /// 值班: watches.
    Watch,
    /// 记事: what somebody wrote.
    Note,
    /// 卡点: checkpoints opened and closed.
    Checkpoint,
    /// 事件: what came in, and what became of it. Stores of old call it a report.
    #[serde(alias = "report")]
    Incident,
    /// 底数: schemes and imports, which change who is in post and where.
    District,
}

/// What an entry tells.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum Happening {
    /// An order was issued.
    OrderIssued {
        /// Which.
        order: OrderId,
        /// Its human number.
        number: String,
        /// What sort.
        kind: OrderKind,
        /// How urgent.
        priority: Priority,
        /// What is asked.
        text: String,
        /// How many must answer.
        people: u32,
        /// How many read a copy.
        copies: u32,
    },
    /// An order ended.
    OrderEnded {
        /// Which.
        order: OrderId,
        /// How.
        ending: Ending,
    },
    /// A rung of an order's ladder came.
    RungReached {
        /// Of which order.
        order: OrderId,
        /// Which rung, from 1.
        rung: u8,
        /// How many were silent.
        silent: u32,
        /// What it sent out.
        sent: Option<RungSent>,
    },
    /// An order's deadline came.
    DeadlineReached {
        /// Of which order.
        order: OrderId,
        /// How many had not answered.
        silent: u32,
    },
    /// Somebody was called about an order, or sought at the door.
    CallLogged {
        /// About which order.
        order: OrderId,
        /// Who was called.
        post: PostId,
        /// By phone or at the door.
        means: Means,
        /// What came of it.
        outcome: CallOutcome,
        /// What the operator wrote.
        words: String,
    },
    /// A call was taken.
    CallTaken {
        /// The post that called; none: nobody in post.
        post: Option<PostId>,
        /// What was reported.
        words: String,
        /// What was instructed.
        instruction: String,
    },
    /// A call was missed, or somebody asks to be called.
    CallMissed {
        /// Which.
        call: CallId,
        /// The post that called; none: nobody in post.
        post: Option<PostId>,
        /// Rang, or asked from the field.
        way: MissedWay,
        /// What it is about, where somebody asks for it.
        words: String,
    },
    /// A live call ended; when, the entry tells.
    CallEnded {
        /// Which.
        call: CallId,
        /// The post that called, or was called.
        post: PostId,
        /// Which of both called.
        way: CallWay,
        /// When it rang.
        rang: Moment,
        /// Since when both heard each other; none: they never did.
        answered: Option<Moment>,
        /// The role of the seat that had it.
        centre: Option<Role>,
        /// How.
        end: CallEnd,
    },
    /// A missed call was put aside.
    CallPutAside {
        /// Which.
        call: CallId,
        /// Why.
        reason: String,
    },
    /// Somebody knows of an alarm.
    AlarmAcknowledged {
        /// Which.
        cause: Cause,
    },
    /// Somebody left an alarm at that.
    AlarmClosed {
        /// Which.
        cause: Cause,
        /// Why.
        reason: String,
    },
    /// The desk could not write its store for a while.
    WritingFailed {
        /// What was wrong.
        code: String,
        /// What its sentence speaks of.
        params: Params,
        /// Since when.
        since: Moment,
    },
    /// Something came in.
    IncidentReported {
        /// Which.
        incident: IncidentId,
        /// By which way.
        channel: Channel,
        /// Its human number.
        number: String,
        /// What sort of thing it is.
        kind: ReportKind,
        /// How urgent.
        urgency: Priority,
        /// Who of the front line told it.
        post: Option<PostId>,
        /// What was told.
        words: String,
    },
    /// A step was taken on an incident.
    IncidentHandled {
        /// Which.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// What was done.
        step: IncidentStep,
    },
    /// A whistle was blown.
    WhistleBlown {
        /// Of which incident.
        incident: IncidentId,
        /// The whistle's human number.
        number: String,
        /// What sort.
        kind: WhistleKind,
        /// What is needed.
        words: String,
    },
    /// Somebody refused to come, or a whistle ended.
    WhistleHandled {
        /// Of which incident.
        incident: IncidentId,
        /// The whistle's human number.
        number: String,
        /// What was done.
        step: WhistleStep,
    },
    /// A watch began.
    WatchStarted {
        /// Which.
        watch: WatchId,
        /// Who has it.
        name: String,
    },
    /// A watch went from one person to the next.
    WatchHandedOver {
        /// The one that began.
        watch: WatchId,
        /// Who had it.
        from: String,
        /// Who has it.
        to: String,
        /// Whether the one who went has signed.
        signed: bool,
        /// What the one who came said.
        words: String,
    },
    /// A watch ended and nobody took it over.
    WatchEnded {
        /// Which.
        watch: WatchId,
        /// Who had it.
        name: String,
        /// What was left to say.
        words: String,
    },
    /// Somebody wrote.
    Note {
        /// What.
        words: String,
        /// About what.
        about: About,
    },
    /// A checkpoint lets traffic pass, or no longer, or its queue changed.
    CheckpointSet {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Whether traffic passes; none: there is no such checkpoint any more.
        state: Option<CheckpointState>,
        /// 0 none, 1 short, 2 long, 3 jammed.
        queue: u8,
        /// Whether something newer was known when it came: it changes nothing.
        late: bool,
    },
    /// An approved scheme could not come into force.
    SchemeHeldUp {
        /// Which.
        scheme: String,
        /// What keeps it.
        code: String,
        /// What its sentence speaks of.
        params: Params,
    },
    /// A scheme came into force, or grew.
    SchemePublished {
        /// Which.
        scheme: String,
    },
    /// Rows came in by a file.
    SetImported {
        /// What they are.
        of: SetKind,
        /// How many.
        rows: u32,
        /// The file.
        file: String,
    },
    /// An import was taken back.
    ImportUndone {
        /// What it had brought.
        of: SetKind,
        /// How many rows.
        rows: u32,
    },
}

/// What a fact comes to in the journal; none: it is no business of the officer on watch.
///
/// Invariant: whether it enters, and under what, follows from the fact's kind and subject alone, so that a store from
/// before there was a journal gets its numbers without opening what is sealed (step `0018` of the schema).
#[expect(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "one list of all kinds, each group says why it is none"
)]
pub fn happening(fact: &Fact) -> Option<Happening> {
    let people = |list: &[crate::target::Recipient]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    Some(match fact {
        Fact::OrderIssued { order, recipients, copies } => Happening::OrderIssued {
            order: order.id,
            number: order.number.clone(),
            kind: order.kind,
            priority: order.priority,
            text: order.text.clone(),
            people: people(recipients),
            copies: people(copies),
        },
        Fact::OrderEnded { order, ending } => Happening::OrderEnded { order: *order, ending: ending.clone() },
        Fact::RungReached { order, step } => Happening::RungReached {
            order: *order,
            rung: step.rung,
            silent: step.silent.people,
            sent: step.sent.clone(),
        },
        Fact::DeadlineReached { order, silent } => Happening::DeadlineReached { order: *order, silent: silent.people },
        Fact::CallLogged { .. }
        | Fact::CallTaken { .. }
        | Fact::CallMissed { .. }
        | Fact::CallPutAside { .. }
        | Fact::CallEnded { .. }
        | Fact::IncidentReported { .. }
        | Fact::IncidentHandled { .. }
        | Fact::WhistleBlown { .. }
        | Fact::WhistleHandled { .. }
        | Fact::CheckpointHeardLate { .. }
        | Fact::WatchStarted { .. }
        | Fact::WatchHandedOver { .. }
        | Fact::WatchEnded { .. } => return on_watch(fact),
        Fact::AlarmAcknowledged { .. }
        | Fact::AlarmClosed { .. }
        | Fact::WritingFailed { .. }
        | Fact::SchemeHeldUp { .. } => return alarming(fact),
        Fact::JournalWritten { note } => Happening::Note { words: note.words.clone(), about: note.about.clone() },
        Fact::ItemAmended { amendment } => return checkpoint(amendment),
        Fact::SchemePublished { scheme, .. } => Happening::SchemePublished { scheme: scheme.name.clone() },
        Fact::SetImported { of, rows, source, .. } => {
            Happening::SetImported { of: *of, rows: *rows, file: source.file.clone() }
        }
        Fact::ImportUndone { of, rows, .. } => Happening::ImportUndone { of: *of, rows: *rows },
        // An order's board has every receipt, by person; thousands a minute would bury all else.
        Fact::ReceiptMarked { .. } => return None,
        // So it has every message that went out.
        Fact::SendsQueued { .. } | Fact::SendsMoved { .. } => return None,
        // A watch changes hands when it is taken; what was signed before stands with that.
        Fact::WatchOffered { .. } => return None,
        // What people say to each other stands in their channels, with who and when.
        Fact::MessageSent { .. }
        | Fact::MessageWithdrawn { .. }
        | Fact::MessagePinned { .. }
        | Fact::MessageUnpinned { .. }
        | Fact::SpeechBegun { .. }
        | Fact::SpeechHeard { .. }
        | Fact::SpeechEnded { .. } => return None,
        // Where a call rings and who has it is told while it goes on; it enters when it ended.
        Fact::CallRang { .. } | Fact::CallTurned { .. } => return None,
        // Who looked at what has a list of its own; a round would bury all else. A stream that is lost is an alarm.
        Fact::ViewingBegun { .. } | Fact::ViewingEnded { .. } | Fact::StreamLost { .. } | Fact::StreamFound { .. } => {
            return None;
        }
        // The work on schemes has its own list of steps; what comes of it enters when it is in force.
        Fact::SchemeDrafted { .. }
        | Fact::GridsRevised { .. }
        | Fact::SchemeSubmitted { .. }
        | Fact::SchemeReturned { .. }
        | Fact::SchemeApproved { .. }
        | Fact::SchemeDiscarded { .. }
        | Fact::FindingAccepted { .. }
        | Fact::AcceptanceWithdrawn { .. } => return None,
        // How the house is run: each has its own list.
        Fact::StoreFounded { .. }
        | Fact::PairingOffered { .. }
        | Fact::DevicePaired { .. }
        | Fact::DeviceRevoked { .. }
        | Fact::SheetPrinted { .. }
        | Fact::JournalPrinted { .. }
        | Fact::ViewingsPrinted { .. }
        | Fact::PaperPrinted { .. }
        | Fact::LadderSet { .. }
        | Fact::TableRevised { .. }
        | Fact::BrokerSet { .. }
        | Fact::IntakeOpened { .. }
        | Fact::IntakeClosed { .. }
        | Fact::CalendarYearMissed { .. }
        | Fact::QuietHoursSet { .. }
        | Fact::TargetSaved { .. }
        | Fact::TargetRemoved { .. }
        | Fact::TemplateKept { .. }
        | Fact::TemplateRemoved { .. }
        | Fact::BasemapAdded { .. }
        | Fact::BasemapRemoved { .. }
        | Fact::BasemapChosen { .. }
        | Fact::RobotBound { .. }
        | Fact::RobotUnbound { .. }
        | Fact::RobotTried { .. }
        | Fact::DigestBegun { .. }
        | Fact::DigestEnded { .. }
        | Fact::DigestSettled { .. }
        | Fact::GatewaySet { .. }
        | Fact::GatewayTried { .. }
        | Fact::TiandituSet { .. }
        | Fact::ContactSealed { .. }
        | Fact::ContactViewed { .. }
        | Fact::PeriodFrozen { .. }
        | Fact::RecheckBegun { .. }
        | Fact::RecheckHandled { .. }
        | Fact::ReviewPrinted { .. }
        | Fact::ChargeGiven { .. }
        | Fact::ChargeAnswered { .. }
        | Fact::ContactDestroyed { .. }
        | Fact::ContactHeld { .. }
        | Fact::ContactReleased { .. }
        | Fact::RecordingSet { .. }
        | Fact::RecordingKept { .. }
        | Fact::RecordingHeard { .. }
        | Fact::RecordingDestroyed { .. }
        | Fact::RetentionSet { .. } => return None,
    })
}

/// The same, of calls, of what the front line reports, and of the watch itself.
fn on_watch(fact: &Fact) -> Option<Happening> {
    Some(match fact {
        Fact::CallLogged { order, to, means, outcome, words, .. } => Happening::CallLogged {
            order: *order,
            post: to.clone(),
            means: *means,
            outcome: *outcome,
            words: words.clone(),
        },
        Fact::CallTaken { call } => Happening::CallTaken {
            post: call.post.clone(),
            words: call.words.clone(),
            instruction: call.instruction.clone(),
        },
        Fact::CallMissed { call } => {
            Happening::CallMissed { call: call.id, post: call.post.clone(), way: call.way, words: call.words.clone() }
        }
        Fact::CallEnded { call } => Happening::CallEnded {
            call: call.id,
            post: call.post.clone(),
            way: call.way,
            rang: call.rang,
            answered: call.answered,
            centre: call.centre.as_ref().map(|seat| seat.role),
            end: call.end,
        },
        Fact::CallPutAside { call, reason } => Happening::CallPutAside { call: *call, reason: reason.clone() },
        Fact::IncidentReported { .. }
        | Fact::IncidentHandled { .. }
        | Fact::WhistleBlown { .. }
        | Fact::WhistleHandled { .. }
        | Fact::CheckpointHeardLate { .. } => return from_the_front(fact),
        Fact::WatchStarted { watch, name } => Happening::WatchStarted { watch: *watch, name: name.clone() },
        Fact::WatchHandedOver { next, from, to, offer, words, .. } => Happening::WatchHandedOver {
            watch: *next,
            from: from.clone(),
            to: to.clone(),
            signed: offer.is_some(),
            words: words.clone(),
        },
        Fact::WatchEnded { watch, name, words } => {
            Happening::WatchEnded { watch: *watch, name: name.clone(), words: words.clone() }
        }
        _ => return None,
    })
}

/// The same, of a change by hand: only checkpoints are the business of the officer on watch.
fn checkpoint(amendment: &Amendment) -> Option<Happening> {
    Some(match (&amendment.before, &amendment.after) {
        (_, Some(Item::Checkpoint(after))) => Happening::CheckpointSet {
            id: after.id.0.clone(),
            name: after.name.clone(),
            state: Some(after.state),
            queue: after.queue,
            late: false,
        },
        (Some(Item::Checkpoint(before)), None) => Happening::CheckpointSet {
            id: before.id.0.clone(),
            name: before.name.clone(),
            state: None,
            queue: before.queue,
            late: false,
        },
        // Venues, units and assets are put right at a desk in daytime, by the hundred.
        _ => return None,
    })
}

/// The same, of what is said of alarms, and of what alone gives cause for one.
fn alarming(fact: &Fact) -> Option<Happening> {
    Some(match fact {
        Fact::AlarmAcknowledged { cause, .. } => Happening::AlarmAcknowledged { cause: cause.clone() },
        Fact::AlarmClosed { cause, reason, .. } => {
            Happening::AlarmClosed { cause: cause.clone(), reason: reason.clone() }
        }
        Fact::WritingFailed { code, params, since } => {
            Happening::WritingFailed { code: code.clone(), params: params.clone(), since: *since }
        }
        Fact::SchemeHeldUp { scheme, code, params } => {
            Happening::SchemeHeldUp { scheme: scheme.clone(), code: code.clone(), params: params.clone() }
        }
        _ => return None,
    })
}

/// What the front line tells by itself, and what becomes of it.
fn from_the_front(fact: &Fact) -> Option<Happening> {
    Some(match fact {
        Fact::IncidentReported { incident } => Happening::IncidentReported {
            incident: incident.id,
            number: incident.number.clone(),
            channel: incident.channel,
            kind: incident.kind,
            urgency: incident.urgency,
            post: incident.post.clone(),
            words: incident.words.clone(),
        },
        // What the centre took in, sent away or ended; all else stands in the incident itself.
        Fact::IncidentHandled { incident, number, step, .. } if step.deed().is_entered() => {
            Happening::IncidentHandled { incident: *incident, number: number.clone(), step: step.clone() }
        }
        Fact::WhistleBlown { whistle } => Happening::WhistleBlown {
            incident: whistle.incident,
            number: whistle.number.clone(),
            kind: whistle.kind,
            words: whistle.words.clone(),
        },
        // Who has come stands with the whistle.
        Fact::WhistleHandled { incident, number, step, .. }
            if matches!(step, WhistleStep::Refuse { .. } | WhistleStep::End { .. }) =>
        {
            Happening::WhistleHandled { incident: *incident, number: number.clone(), step: step.clone() }
        }
        Fact::CheckpointHeardLate { id, name, state, queue, .. } => Happening::CheckpointSet {
            id: id.0.clone(),
            name: name.clone(),
            state: Some(*state),
            queue: *queue,
            late: true,
        },
        _ => return None,
    })
}

impl Heading {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 8] = [
        Self::Order,
        Self::Incident,
        Self::Call,
        Self::Alarm,
        Self::Note,
        Self::Watch,
        Self::Checkpoint,
        Self::District,
    ];
}

impl Happening {
    /// Under what it is filed.
    pub fn heading(&self) -> Heading {
        match self {
            Self::OrderIssued { .. }
            | Self::OrderEnded { .. }
            | Self::RungReached { .. }
            | Self::DeadlineReached { .. } => Heading::Order,
            Self::AlarmAcknowledged { .. } | Self::AlarmClosed { .. } | Self::WritingFailed { .. } => Heading::Alarm,
            Self::CallLogged { .. }
            | Self::CallTaken { .. }
            | Self::CallMissed { .. }
            | Self::CallEnded { .. }
            | Self::CallPutAside { .. } => Heading::Call,
            Self::IncidentReported { .. }
            | Self::IncidentHandled { .. }
            | Self::WhistleBlown { .. }
            | Self::WhistleHandled { .. } => Heading::Incident,
            Self::WatchStarted { .. } | Self::WatchHandedOver { .. } | Self::WatchEnded { .. } => Heading::Watch,
            Self::Note { .. } => Heading::Note,
            Self::CheckpointSet { .. } => Heading::Checkpoint,
            Self::SchemePublished { .. }
            | Self::SchemeHeldUp { .. }
            | Self::SetImported { .. }
            | Self::ImportUndone { .. } => Heading::District,
        }
    }

    /// The post that it speaks of.
    pub fn post(&self) -> Option<&PostId> {
        match self {
            Self::CallTaken { post, .. } | Self::CallMissed { post, .. } | Self::IncidentReported { post, .. } => {
                post.as_ref()
            }
            Self::CallLogged { post, .. } | Self::CallEnded { post, .. } => Some(post),
            _ => None,
        }
    }

    /// The order that it is about and does not name by number.
    pub fn order(&self) -> Option<OrderId> {
        match self {
            Self::OrderEnded { order, .. }
            | Self::RungReached { order, .. }
            | Self::DeadlineReached { order, .. }
            | Self::CallLogged { order, .. } => Some(*order),
            Self::AlarmAcknowledged { .. } | Self::AlarmClosed { .. } => self.alarm().and_then(Cause::order),
            Self::Note { about, .. } => about.order,
            _ => None,
        }
    }

    /// The alarm that it is about.
    pub fn alarm(&self) -> Option<&Cause> {
        match self {
            Self::AlarmAcknowledged { cause } | Self::AlarmClosed { cause, .. } => Some(cause),
            _ => None,
        }
    }

    /// What can be searched in it.
    #[expect(clippy::match_same_arms, reason = "one line for each, so that none is forgotten")]
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::OrderIssued { number, text, .. } => vec![number, text],
            Self::OrderEnded { ending, .. } => ending.words().into_iter().collect(),
            Self::RungReached { .. } | Self::DeadlineReached { .. } => vec![],
            Self::AlarmAcknowledged { .. } | Self::WritingFailed { .. } => vec![],
            Self::AlarmClosed { reason, .. } => vec![reason],
            Self::CallLogged { words, .. } => vec![words],
            Self::CallTaken { words, instruction, .. } => vec![words, instruction],
            Self::CallMissed { words, .. } => vec![words],
            Self::CallEnded { .. } => Vec::new(),
            Self::CallPutAside { reason, .. } => vec![reason],
            Self::IncidentReported { number, words, .. } => vec![number, words],
            Self::IncidentHandled { number, step, .. } => {
                std::iter::once(number.as_str()).chain(step.words()).collect()
            }
            Self::WhistleBlown { number, words, .. } => vec![number, words],
            Self::WhistleHandled { number, step, .. } => std::iter::once(number.as_str()).chain(step.texts()).collect(),
            Self::WatchStarted { name, .. } => vec![name],
            Self::WatchHandedOver { from, to, words, .. } => vec![from, to, words],
            Self::WatchEnded { name, words, .. } => vec![name, words],
            Self::Note { words, .. } => vec![words],
            Self::CheckpointSet { name, .. } => vec![name],
            Self::SchemePublished { scheme } | Self::SchemeHeldUp { scheme, .. } => vec![scheme],
            Self::SetImported { file, .. } => vec![file],
            Self::ImportUndone { .. } => vec![],
        }
    }
}
