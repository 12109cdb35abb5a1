//! A point in time. It is always handed in; nothing in this room asks a clock.

use std::fmt;

use jiff::{Timestamp, Zoned, tz};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A point in time, UTC; hosts hand in whole milliseconds. RFC 3339 on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct Moment(pub Timestamp);

impl Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The moment at `millis` since 1970; clamped to the years that a timestamp can hold.
    pub fn from_millis(millis: i64) -> Self {
        let clamped = millis.clamp(Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond());
        Self(Timestamp::from_millisecond(clamped).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The same moment `seconds` later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(seconds.saturating_mul(1000)))
    }

    /// The calendar day at `offset_hours` east of Greenwich, as `20261120`: the date in human numbers.
    pub fn day_digits(self, offset_hours: i8) -> String {
        let date = self.at(offset_hours).date();
        format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
    }

    /// The calendar day at `offset_hours` east of Greenwich, as `2026-11-20`.
    pub fn day(self, offset_hours: i8) -> String {
        let date = self.at(offset_hours).date();
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }

    /// Day and minute at `offset_hours` east of Greenwich, as `2026-11-20 22:40`.
    pub fn minute(self, offset_hours: i8) -> String {
        let time = self.at(offset_hours);
        format!("{} {:02}:{:02}", self.day(offset_hours), time.hour(), time.minute())
    }

    fn at(self, offset_hours: i8) -> Zoned {
        self.0.to_zoned(tz::TimeZone::fixed(tz::offset(offset_hours)))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
