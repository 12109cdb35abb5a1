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
        let outside = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self(Timestamp::from_millisecond(millis).unwrap_or(outside))
    }

    /// The same moment `millis` later.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(millis))
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

    /// Day and second at `offset_hours` east of Greenwich, as `2026-11-20 22:40:07`.
    pub fn second(self, offset_hours: i8) -> String {
        format!("{}:{:02}", self.minute(offset_hours), self.at(offset_hours).second())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_calendar_holds_is_as_far_away_as_it_goes_and_not_in_1970() {
        let now = Moment::from_millis(1_795_000_000_000);
        assert!(Moment::from_millis(i64::MAX) > now && now.plus_seconds(i64::MAX) > now);
        assert!(Moment::from_millis(i64::MIN) < Moment::from_millis(0) && now.plus_seconds(i64::MIN) < now);
        assert_eq!(Moment::from_millis(now.millis()), now);
    }
}
