//! The journal 值守日志: what the officer on watch would have written down, in the order in which it was.
//!
//! An entry is a fact: what happened at the desk enters by itself, and what somebody writes is a fact of its own.
//! The journal keeps nothing twice; it is the log, read by whoever has the watch. Nothing in it is changed: a
//! correction is a further entry that names the first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::callin::MissedWay;
use crate::calling::{CallOutcome, Means};
use crate::code::GridPath;
use crate::fact::{Fact, FactId};
use crate::failure::{Hitch, Refusal};
use crate::id::{CallId, NoteId, OrderId, PostId, WatchId};
use crate::item::Item;
use crate::moment::Moment;
use crate::order::{Ending, OrderKind, Priority};
use crate::place::Position;
use crate::receipt::LONGEST_WORDS;
use crate::seat::Role;
use crate::set::SetKind;
use crate::venue::CheckpointState;
use crate::words::Language;

/// What somebody writes into the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteDraft {
    /// In his own words.
    pub words: String,
    /// When it happened; none: now.
    pub happened: Option<Moment>,
    /// What it is about.
    pub about: About,
    /// The entry that it puts right.
    pub corrects: Option<FactId>,
}

/// What an entry is about; nothing of it need be said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct About {
    /// A grid.
    #[serde(default)]
    pub grid: Option<GridPath>,
    /// An order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// A place on the map.
    #[serde(default)]
    pub place: Option<Position>,
}

/// An entry of somebody's own, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// For ever.
    pub id: NoteId,
    /// In his own words; sealed in the ledger.
    pub words: String,
    /// When it happened; when it was written stands before the fact.
    pub happened: Moment,
    /// What it is about.
    pub about: About,
    /// The entry that it puts right.
    pub corrects: Option<FactId>,
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalWish {
    /// About this grid and all below; none: all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// Written on this day or later, `2026-11-20`.
    #[serde(default)]
    pub from: Option<String>,
    /// Written on this day or before.
    #[serde(default)]
    pub to: Option<String>,
    /// Written during this watch, its beginning and its end among it.
    #[serde(default)]
    pub watch: Option<WatchId>,
    /// Filed under one of these; empty: under any.
    #[serde(default)]
    pub headings: Vec<Heading>,
    /// By a seat of one of these roles; empty: by any.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// With this in its number or its words; empty: whatever it says.
    #[serde(default)]
    pub text: String,
}

/// A part of the journal that came out of the press: the wish, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalPrint {
    /// What was wanted.
    pub wish: JournalWish,
    /// The language of what is printed beside people's own words.
    pub language: Language,
    /// How many entries it has.
    pub entries: u32,
    /// How many pages it has.
    pub pages: u32,
    /// BLAKE3 of the file.
    pub hash: String,
}

/// Under what an entry is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Heading {
    /// 指令: orders and their ends.
    Order,
    /// 来电: calls taken, missed, put aside.
    Call,
    /// 值班: watches.
    Watch,
    /// 记事: what somebody wrote.
    Note,
    /// 卡点: checkpoints opened and closed.
    Checkpoint,
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
    },
    /// A missed call was put aside.
    CallPutAside {
        /// Which.
        call: CallId,
        /// Why.
        reason: String,
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
#[expect(clippy::match_same_arms, reason = "each group says why it is none")]
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
        Fact::RungReached { order, step } => {
            Happening::RungReached { order: *order, rung: step.rung, silent: step.silent.people }
        }
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
        Fact::CallMissed { call } => Happening::CallMissed { call: call.id, post: call.post.clone(), way: call.way },
        Fact::CallPutAside { call, reason } => Happening::CallPutAside { call: *call, reason: reason.clone() },
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
        Fact::JournalWritten { note } => Happening::Note { words: note.words.clone(), about: note.about.clone() },
        Fact::ItemAmended { amendment } => match (&amendment.before, &amendment.after) {
            (_, Some(Item::Checkpoint(after))) => Happening::CheckpointSet {
                id: after.id.0.clone(),
                name: after.name.clone(),
                state: Some(after.state),
                queue: after.queue,
            },
            (Some(Item::Checkpoint(before)), None) => Happening::CheckpointSet {
                id: before.id.0.clone(),
                name: before.name.clone(),
                state: None,
                queue: before.queue,
            },
            // Venues, units and assets are put right at a desk in daytime, by the hundred.
            _ => return None,
        },
        Fact::SchemePublished { scheme, .. } => Happening::SchemePublished { scheme: scheme.name.clone() },
        Fact::SetImported { of, rows, source, .. } => {
            Happening::SetImported { of: *of, rows: *rows, file: source.file.clone() }
        }
        Fact::ImportUndone { of, rows, .. } => Happening::ImportUndone { of: *of, rows: *rows },
        // An order's board has every receipt, by person; thousands a minute would bury all else.
        Fact::ReceiptMarked { .. } => return None,
        // A watch changes hands when it is taken; what was signed before stands with that.
        Fact::WatchOffered { .. } => return None,
        // What people say to each other stands in their channels, with who and when.
        Fact::MessageSent { .. }
        | Fact::MessageWithdrawn { .. }
        | Fact::MessagePinned { .. }
        | Fact::MessageUnpinned { .. } => return None,
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
        | Fact::PaperPrinted { .. }
        | Fact::LadderSet { .. }
        | Fact::QuietHoursSet { .. }
        | Fact::TargetSaved { .. }
        | Fact::TargetRemoved { .. }
        | Fact::TemplateKept { .. }
        | Fact::TemplateRemoved { .. }
        | Fact::BasemapAdded { .. }
        | Fact::BasemapRemoved { .. }
        | Fact::BasemapChosen { .. }
        | Fact::TiandituSet { .. } => return None,
    })
}

/// The human number of a desk's `count`-th entry of a day: `RZ-20261120-A014`.
pub fn number(day: &str, letter: char, count: u32) -> String {
    format!("RZ-{day}-{letter}{count:03}")
}

impl NoteDraft {
    /// Decide whether it may be written; when it happened is not later than now.
    pub fn decide(self, id: NoteId, now: Moment) -> Result<Note, Refusal> {
        let words = said(&self.words)?.ok_or(Hitch::NothingSaid)?;
        let happened = self.happened.unwrap_or(now);
        if happened > now {
            return Err(Hitch::InTheFuture.into());
        }
        Ok(Note { id, words, happened, about: self.about, corrects: self.corrects })
    }
}

/// Words without what stands around them; none where nothing was said. Too many are refused.
pub(crate) fn said(words: &str) -> Result<Option<String>, Refusal> {
    let words = words.trim();
    let length = words.chars().count();
    if length > LONGEST_WORDS {
        return Err(Refusal::TextTooLong { length, most: LONGEST_WORDS });
    }
    Ok((length > 0).then(|| words.to_owned()))
}

impl Heading {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 6] = [Self::Order, Self::Call, Self::Note, Self::Watch, Self::Checkpoint, Self::District];
}

impl Happening {
    /// Under what it is filed.
    pub fn heading(&self) -> Heading {
        match self {
            Self::OrderIssued { .. } | Self::OrderEnded { .. } | Self::RungReached { .. } => Heading::Order,
            Self::CallLogged { .. } | Self::CallTaken { .. } | Self::CallMissed { .. } | Self::CallPutAside { .. } => {
                Heading::Call
            }
            Self::WatchStarted { .. } | Self::WatchHandedOver { .. } | Self::WatchEnded { .. } => Heading::Watch,
            Self::Note { .. } => Heading::Note,
            Self::CheckpointSet { .. } => Heading::Checkpoint,
            Self::SchemePublished { .. } | Self::SetImported { .. } | Self::ImportUndone { .. } => Heading::District,
        }
    }

    /// The post that it speaks of.
    pub fn post(&self) -> Option<&PostId> {
        match self {
            Self::CallTaken { post, .. } | Self::CallMissed { post, .. } => post.as_ref(),
            Self::CallLogged { post, .. } => Some(post),
            _ => None,
        }
    }

    /// The order that it is about and does not name by number.
    pub fn order(&self) -> Option<OrderId> {
        match self {
            Self::OrderEnded { order, .. } | Self::RungReached { order, .. } | Self::CallLogged { order, .. } => {
                Some(*order)
            }
            Self::Note { about, .. } => about.order,
            _ => None,
        }
    }

    /// What can be searched in it.
    #[expect(clippy::match_same_arms, reason = "one line for each, so that none is forgotten")]
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::OrderIssued { number, text, .. } => vec![number, text],
            Self::OrderEnded { ending, .. } => ending.words().into_iter().collect(),
            Self::RungReached { .. } => vec![],
            Self::CallLogged { words, .. } => vec![words],
            Self::CallTaken { words, instruction, .. } => vec![words, instruction],
            Self::CallMissed { .. } => vec![],
            Self::CallPutAside { reason, .. } => vec![reason],
            Self::WatchStarted { name, .. } => vec![name],
            Self::WatchHandedOver { from, to, words, .. } => vec![from, to, words],
            Self::WatchEnded { name, words, .. } => vec![name, words],
            Self::Note { words, .. } => vec![words],
            Self::CheckpointSet { name, .. } => vec![name],
            Self::SchemePublished { scheme } => vec![scheme],
            Self::SetImported { file, .. } => vec![file],
            Self::ImportUndone { .. } => vec![],
        }
    }
}
