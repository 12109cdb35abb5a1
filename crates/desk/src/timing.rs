//! How long things may take here: the calendar of working days and the limits of each step, as they are shipped.

use std::sync::LazyLock;

use domain::incident::Limits;
use domain::whistle::WhistleLimits;
use domain::worktime::Calendar;

const CALENDAR: &str = include_str!("../../../data/calendars/china.json");
const LIMITS: &str = include_str!("../../../data/limits/default.json");
const WHISTLE: &str = include_str!("../../../data/limits/whistle.json");

/// When a district works.
pub static WORKING: LazyLock<Calendar> =
    LazyLock::new(|| serde_json::from_str(CALENDAR).expect("a test reads the calendar that is shipped"));
/// How long each step may take.
pub static ALLOWED: LazyLock<Limits> =
    LazyLock::new(|| serde_json::from_str(LIMITS).expect("a test reads the limits that are shipped"));
/// How long those whom a whistle calls may take to be there.
pub static WHISTLED: LazyLock<WhistleLimits> =
    LazyLock::new(|| serde_json::from_str(WHISTLE).expect("a test reads the limits that are shipped"));
