//! How a command ends: the exit status.

use std::process::ExitCode;

use domain::failure::{Failure, FailureKind};

/// The exit status, as commands.md has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 0.
    Done,
    /// 1: refused, or something was found wrong.
    FoundWrong,
    /// 2: the call makes no sense.
    Senseless,
    /// 3: we or the machine failed.
    Broken,
}

/// A command that ends early.
#[derive(Debug)]
pub struct Stop {
    pub failure: Failure,
    pub status: Verdict,
}

pub type Result<T> = std::result::Result<T, Stop>;

impl Verdict {
    pub fn status(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

impl Stop {
    /// The call makes no sense.
    pub fn senseless(code: &str, params: &[(&str, &str)]) -> Self {
        Failure::invalid(code, params).into()
    }

    /// What the user wants is clear, and not to be had.
    pub fn refused(code: &str, params: &[(&str, &str)]) -> Self {
        Failure::refused(code, params).into()
    }

    /// The call makes sense, what it was given does not: a faulty file.
    pub fn found_wrong(failure: Failure) -> Self {
        let status = if failure.kind == FailureKind::Invalid { Verdict::FoundWrong } else { status_of(&failure) };
        Self { failure, status }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self { status: status_of(&failure), failure }
    }
}

fn status_of(failure: &Failure) -> Verdict {
    match (failure.kind, failure.code.as_str()) {
        // The path is an argument: a wrong one is a call that makes no sense, whoever notices.
        (_, "store.missing" | "store.not_a_store" | "store.exists") => Verdict::Senseless,
        (FailureKind::Refused, _) | (_, "store.in_use" | "store.newer" | "store.place" | "store.keys_missing") => {
            Verdict::FoundWrong
        }
        (FailureKind::Invalid, _) => Verdict::Senseless,
        (FailureKind::Broken, _) => Verdict::Broken,
    }
}
