//! From the ledger's errors to what a host passes on.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::failure::{Failure, FailureKind};

static COUNT: AtomicU32 = AtomicU32::new(1);

/// A ledger error as a failure. What the user can mend keeps its own words; the rest gets a reference.
#[expect(clippy::needless_pass_by_value, reason = "map_err hands the error over")]
pub fn broken(error: ledger::Error) -> Failure {
    let code = error.code();
    let reference = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(%reference, code, %error, "the ledger failed");
    let failure = Failure { code: code.to_owned(), ..Failure::broken(error.to_string(), reference) };
    Failure { advice: error.advice().map_or(failure.advice, str::to_owned), ..failure }
}

/// Something that this program got wrong.
pub fn bug(what: &str) -> Failure {
    let reference = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(%reference, what, "a rule of this program does not hold");
    Failure { kind: FailureKind::Broken, ..Failure::broken(what, reference) }
}
