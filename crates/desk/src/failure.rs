//! From the ledger's errors to what a host passes on.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::failure::Failure;

static COUNT: AtomicU32 = AtomicU32::new(1);

/// A ledger error as a failure. The reference finds it in the log.
#[expect(clippy::needless_pass_by_value, reason = "map_err hands the error over")]
pub fn broken(error: ledger::Error) -> Failure {
    let code = error.code();
    let reference = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(%reference, code, %error, "the ledger failed");
    Failure::broken_as(code, error.params(), reference)
}

/// Something that this program got wrong.
pub fn bug(what: &str) -> Failure {
    let reference = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(%reference, what, "a rule of this program does not hold");
    Failure::broken(what, reference)
}
