//! The three kinds of failure, decided at birth: refused, invalid, broken.
//!
//! The code names the failure for programs and for [`crate::words`], the one table from which every host
//! speaks; the sentence and the advice that a failure carries are the English of that table, for logs.

mod amend;
mod attach;
mod duty;
mod edit;
mod incident;
mod recheck;
mod refusal;
mod review;
mod scheme;
mod see;
mod talk;
mod whistle;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::import::Fault;
use crate::words::{self, Language, Params};

pub use amend::Objection;
pub use attach::Snag;
pub use duty::Hitch;
pub use edit::Obstacle;
pub use incident::Hurdle;
pub use recheck::Stale;
pub use refusal::Refusal;
pub use review::Unripe;
pub use scheme::Impediment;
pub use see::Blind;
pub use talk::Mute;
pub use whistle::Deaf;

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
    pub params: Params,
    /// The sentence for terminals and logs.
    pub message: String,
    /// What to do instead.
    pub advice: String,
    /// Where the log tells more, for broken ones.
    pub reference: Option<String>,
    /// What is wrong with a file that was refused, by row; empty for every other failure.
    #[serde(default)]
    pub faults: Vec<Fault>,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::of(FailureKind::Refused, refusal.code(), refusal.params())
    }
}

impl Failure {
    /// Refused by a host; the words come from the one table, and `params` are what they speak of.
    pub fn refused(code: &str, params: &[(&str, &str)]) -> Self {
        Self::of(FailureKind::Refused, code, words::params(params))
    }

    /// The input makes no sense; the words come from the one table, and `params` are what they speak of.
    pub fn invalid(code: &str, params: &[(&str, &str)]) -> Self {
        Self::of(FailureKind::Invalid, code, words::params(params))
    }

    /// A file, or the set that was read from it, cannot come in. Code and params are those of the first fault.
    pub fn of_faults(file: &str, faults: Vec<Fault>) -> Self {
        let told = words::params(&[("file", file), ("faults", &faults.len().to_string())]);
        let whole = Self::of(FailureKind::Invalid, "import.refused", told.clone());
        let Some(first) = faults.first() else { return whole };
        let place = [("row", first.row.map(|row| row.to_string())), ("field", first.field.clone())];
        let place = place.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Self {
            code: first.code.clone(),
            params: first.params.clone().into_iter().chain(place).chain(told).collect(),
            message: format!("{file}: {}", first_few(&faults)),
            faults,
            ..whole
        }
    }

    /// We or the machine failed in a way that has a name; `reference` finds it in the log.
    pub fn broken_as(code: &str, params: Params, reference: impl Into<String>) -> Self {
        Self { reference: Some(reference.into()), ..Self::of(FailureKind::Broken, code, params) }
    }

    /// We or the machine failed; `message` is for whoever reads the log, and `reference` finds it there.
    pub fn broken(message: impl Into<String>, reference: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::broken_as("broken", Params::new(), reference) }
    }

    fn of(kind: FailureKind, code: &str, params: Params) -> Self {
        let sentence = words::sentence(code, &params, Language::English);
        debug_assert!(sentence.is_some(), "{code} has no words, or they speak of more than {params:?}");
        Self {
            kind,
            code: code.to_owned(),
            message: sentence.unwrap_or_else(|| code.to_owned()),
            advice: words::advice(code, &params, Language::English).unwrap_or_default(),
            params,
            reference: None,
            faults: Vec::new(),
        }
    }
}

/// The first faults in one line, and how many more there are.
fn first_few(faults: &[Fault]) -> String {
    const SHOWN: usize = 8;
    let place = |fault: &Fault| match (fault.row, &fault.field) {
        (Some(row), Some(field)) => format!("row {row}, {field}: "),
        (Some(row), None) => format!("row {row}: "),
        (None, _) => String::new(),
    };
    let line = |fault: &Fault| place(fault) + &fault.message;
    let mut lines: Vec<String> = faults.iter().take(SHOWN).map(line).collect();
    if let more @ 1.. = faults.len().saturating_sub(SHOWN) {
        lines.push(format!("and {more} more"));
    }
    lines.join("; ")
}
