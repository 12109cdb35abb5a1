//! The three kinds of failure, decided at birth: refused, invalid, broken.
//!
//! The code names the failure for programs and for the interface's own words; the sentence here is
//! what the terminal and the log say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::code::GridPath;

/// You may not, given the state now.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The seat's role does not have this in the table of rights.
    #[error("the {role} seat may not use {entry}")]
    NotYours {
        /// The entry of the table.
        entry: &'static str,
        /// The seat's role.
        role: String,
    },
    /// The grid lies outside the seat's subtree.
    #[error("the grid {path} lies outside this seat's subtree")]
    OutsideSubtree {
        /// The grid that was asked for.
        path: GridPath,
    },
    /// No such grid in the published scheme.
    #[error("no grid {path} in the published scheme")]
    NoSuchGrid {
        /// The grid that was asked for.
        path: GridPath,
    },
    /// No such order, post, venue, device …
    #[error("no {noun} {id}")]
    NoSuch {
        /// Which noun.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// The store has no grids yet.
    #[error("the store has no published scheme yet")]
    NoScheme,
    /// An order without words.
    #[error("the text is empty")]
    EmptyText,
    /// Too many words.
    #[error("the text has {length} characters, {most} is the most")]
    TextTooLong {
        /// How many there are.
        length: usize,
        /// How many there may be.
        most: usize,
    },
    /// The deadline is not in the future.
    #[error("the deadline has passed")]
    DeadlinePassed,
    /// Nobody in post fits the target.
    #[error("nobody in post fits the target below {path}")]
    NobodyReached {
        /// The target's top.
        path: GridPath,
    },
    /// The person does not get this order.
    #[error("this post is not among the order's recipients")]
    NotARecipient,
    /// Copies are read, never answered.
    #[error("an information copy needs no answer")]
    CopyNeedsNoAnswer,
    /// A refusal says why.
    #[error("a refusal needs a reason")]
    ReasonMissing,
    /// Refused already.
    #[error("the order was refused already")]
    AlreadyRefused,
    /// Done already.
    #[error("the order was reported as done already")]
    AlreadyDone,
    /// The pairing code is wrong, used or too old. One answer for all three, so nobody learns which.
    #[error("the pairing code is not valid")]
    CodeNotValid,
    /// Too many tries.
    #[error("too many tries; wait {seconds} s")]
    TooManyTries {
        /// How long to wait.
        seconds: u32,
    },
    /// The grids cannot change any more by import.
    #[error("orders refer to the scheme {scheme}; it no longer grows by import")]
    SchemeInUse {
        /// The scheme's name.
        scheme: String,
    },
    /// The import was taken back before.
    #[error("the import was undone already")]
    AlreadyUndone,
    /// Something stands on what an undo would take away.
    #[error("{noun}s rest on this import: {count}, such as {example}")]
    RestsOnImport {
        /// What rests on it.
        noun: &'static str,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
    },
    /// Devices are paired to what an undo would take away.
    #[error("devices are paired to posts or grids of this import: {count}")]
    DevicesOnImport {
        /// How many.
        count: usize,
    },
    /// An order reached somebody whom an undo would take away.
    #[error("the order {number} has reached people of this import")]
    OrdersOnImport {
        /// The order's human number.
        number: String,
    },
    /// Orders refer to the scheme of which an undo would take grids away.
    #[error("orders refer to these grids' scheme, such as {number}")]
    OrdersInScheme {
        /// The order's human number.
        number: String,
    },
    /// What an earlier import said would hold again, and its place is gone.
    #[error("{noun} {id} would go back to a place that is not there any more")]
    NoPlaceToGoBack {
        /// What would go back.
        noun: &'static str,
        /// Which one.
        id: String,
    },
    /// The same command id came with another action.
    #[error("the command id was used for another action")]
    CommandIdReused,
}

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FailureKind {
    /// You may not, given the state now.
    Refused,
    /// The input makes no sense.
    Invalid,
    /// We or the machine failed.
    Broken,
}

/// What a host passes on when a call fails.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize, TS)]
#[error("{message}")]
#[ts(export)]
pub struct Failure {
    /// Decided at birth.
    pub kind: FailureKind,
    /// Names the failure: `order.empty_text`.
    pub code: String,
    /// What the sentence speaks of.
    pub params: BTreeMap<String, String>,
    /// The sentence for terminals and logs.
    pub message: String,
    /// What to do instead.
    pub advice: String,
    /// Where the log tells more, for broken ones.
    pub reference: Option<String>,
}

impl Refusal {
    /// Names the refusal for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours { .. } => "rights.not_yours",
            Self::OutsideSubtree { .. } => "rights.outside_subtree",
            Self::NoSuchGrid { .. } => "grid.unknown",
            Self::NoSuch { .. } => "unknown",
            Self::NoScheme => "scheme.none",
            Self::EmptyText => "order.empty_text",
            Self::TextTooLong { .. } => "text.too_long",
            Self::DeadlinePassed => "order.deadline_passed",
            Self::NobodyReached { .. } => "order.nobody_reached",
            Self::NotARecipient => "receipt.not_a_recipient",
            Self::CopyNeedsNoAnswer => "receipt.copy",
            Self::ReasonMissing => "receipt.reason_missing",
            Self::AlreadyRefused => "receipt.already_refused",
            Self::AlreadyDone => "receipt.already_done",
            Self::CodeNotValid => "pairing.code_not_valid",
            Self::TooManyTries { .. } => "pairing.too_many_tries",
            Self::SchemeInUse { .. } => "scheme.in_use",
            Self::AlreadyUndone => "import.already_undone",
            Self::RestsOnImport { .. } => "import.rested_upon",
            Self::DevicesOnImport { .. } => "import.devices_paired",
            Self::OrdersOnImport { .. } => "import.orders_reach",
            Self::OrdersInScheme { .. } => "import.scheme_in_use",
            Self::NoPlaceToGoBack { .. } => "import.no_place_to_go_back",
            Self::CommandIdReused => "command.id_reused",
        }
    }

    /// What to do instead.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotYours { .. } => "ask a seat whose role has this right",
            Self::OutsideSubtree { .. } => "choose a grid of your own subtree, or ask the level above",
            Self::NoSuchGrid { .. } => "search for the grid by name or code",
            Self::NoSuch { .. } => "refresh; it may have been made in another store",
            Self::NoScheme => "import grids first: wutu import STORE FILE --as grids",
            Self::EmptyText => "write what is asked",
            Self::TextTooLong { .. } => "shorten the text",
            Self::DeadlinePassed => "set a deadline that lies ahead, or none",
            Self::NobodyReached { .. } => "choose other levels or roles, or import the people in post",
            Self::NotARecipient => "answer only orders that name your post",
            Self::CopyNeedsNoAnswer => "nothing to do: reading is enough",
            Self::ReasonMissing => "say why",
            Self::AlreadyRefused => "ask the desk for a new order",
            Self::AlreadyDone => "tell the desk if it was not done after all",
            Self::CodeNotValid => "ask the desk for a new code",
            Self::TooManyTries { .. } => "wait, then try once more",
            Self::SchemeInUse { .. } => "make a new scheme from the file instead",
            Self::AlreadyUndone => "nothing to do; the file may be imported again",
            Self::RestsOnImport { .. } => "first undo the imports that brought these",
            Self::DevicesOnImport { .. } => "first revoke those devices",
            Self::OrdersOnImport { .. } => "what orders have reached stays; import a corrected file over it",
            Self::OrdersInScheme { .. } => "its grids stay as they are",
            Self::NoPlaceToGoBack { .. } => "first undo the earlier import too, or bring that place in again",
            Self::CommandIdReused => "make a new command id for a new action",
        }
    }

    /// What the sentence speaks of, for the interface's own words.
    pub fn params(&self) -> BTreeMap<String, String> {
        let pairs: Vec<(&str, String)> = match self {
            Self::NotYours { entry, role } => vec![("entry", (*entry).to_owned()), ("role", role.clone())],
            Self::OutsideSubtree { path } | Self::NoSuchGrid { path } | Self::NobodyReached { path } => {
                vec![("path", path.to_string())]
            }
            Self::NoSuch { noun, id } | Self::NoPlaceToGoBack { noun, id } => {
                vec![("noun", (*noun).to_owned()), ("id", id.clone())]
            }
            Self::TextTooLong { length, most } => vec![("length", length.to_string()), ("most", most.to_string())],
            Self::TooManyTries { seconds } => vec![("seconds", seconds.to_string())],
            Self::RestsOnImport { noun, count, example } => {
                vec![("noun", (*noun).to_owned()), ("count", count.to_string()), ("example", example.clone())]
            }
            Self::DevicesOnImport { count } => vec![("count", count.to_string())],
            Self::OrdersOnImport { number } | Self::OrdersInScheme { number } => vec![("number", number.clone())],
            Self::SchemeInUse { scheme } => vec![("scheme", scheme.clone())],
            _ => vec![],
        };
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self {
            kind: FailureKind::Refused,
            code: refusal.code().to_owned(),
            params: refusal.params(),
            message: refusal.to_string(),
            advice: refusal.advice().to_owned(),
            reference: None,
        }
    }
}

impl Failure {
    /// The input makes no sense; `message` says where and why.
    pub fn invalid(code: &str, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Invalid,
            code: code.to_owned(),
            params: BTreeMap::new(),
            message: message.into(),
            advice: advice.into(),
            reference: None,
        }
    }

    /// We or the machine failed; `reference` finds it in the log.
    pub fn broken(message: impl Into<String>, reference: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Broken,
            code: "broken".to_owned(),
            params: BTreeMap::new(),
            message: message.into(),
            advice: "nothing that was acknowledged is lost; try again, and tell your admin the reference".to_owned(),
            reference: Some(reference.into()),
        }
    }
}
