//! How long those whom a whistle calls may take to be there, as it is shipped.

use std::sync::LazyLock;

use domain::whistle::WhistleLimits;

const WHISTLE: &str = include_str!("../../../data/limits/whistle.json");

/// For each sort of whistle.
pub static WHISTLED: LazyLock<WhistleLimits> =
    LazyLock::new(|| serde_json::from_str(WHISTLE).expect("a test reads the limits that are shipped"));
