//! Periods: whole days by the clock on the wall of the district.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::moment::Moment;

const DAY: i64 = 24 * HOUR;
const HOUR: i64 = 3_600_000;
/// Ten years and their leap days.
const MOST_DAYS: i64 = 3_653;

/// Days from one on, until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "ReviewPeriod", export)]
pub struct Period {
    /// The first day.
    #[ts(type = "string")]
    pub from: Date,
    /// The first day after.
    #[ts(type = "string")]
    pub until: Date,
}

/// Why days are no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPeriod {
    /// It ends before it begins.
    Empty,
    /// It is longer than ten years.
    TooLong,
}

impl Period {
    /// The same, if one can count in it.
    pub fn checked(self) -> Result<Self, BadPeriod> {
        match self.days() {
            ..=0 => Err(BadPeriod::Empty),
            1..=MOST_DAYS => Ok(self),
            _ => Err(BadPeriod::TooLong),
        }
    }

    /// The week, from Monday, in which a day lies.
    pub fn week_of(day: Date) -> Self {
        let from = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        Self { from, until: from.saturating_add(7.days()) }
    }

    /// The month in which a day lies.
    pub fn month_of(day: Date) -> Self {
        let from = day.first_of_month();
        Self { from, until: from.saturating_add(1.month()) }
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        number(self.until) - number(self.from)
    }

    /// Whether it is a week from Monday.
    pub fn is_week(self) -> bool {
        self.from.weekday() == Weekday::Monday && self.days() == 7
    }

    /// Whether it is a month of the calendar.
    pub fn is_month(self) -> bool {
        self == Self::month_of(self.from)
    }

    /// The one right before: of a month the month, else as many days.
    #[must_use]
    pub fn before(self) -> Self {
        if self.is_month() {
            return Self::month_of(self.from.saturating_sub(1.day()));
        }
        Self { from: self.from.saturating_sub(self.days().days()), until: self.from }
    }

    /// The same one a year ago: of a month the month, of other days those 52 weeks before, on the same weekdays.
    #[must_use]
    pub fn year_before(self) -> Self {
        if self.is_month() {
            return Self::month_of(self.from.saturating_sub(1.year()));
        }
        Self { from: self.from.saturating_sub(364.days()), until: self.until.saturating_sub(364.days()) }
    }

    /// Its first moment, and the first one after, at `offset_hours` east of Greenwich.
    pub fn span(self, offset_hours: i8) -> (Moment, Moment) {
        let midnight = |day: Date| Moment::from_millis(number(day) * DAY - i64::from(offset_hours) * HOUR);
        (midnight(self.from), midnight(self.until))
    }

    /// The day of a moment, at `offset_hours` east of Greenwich.
    pub fn day_of(moment: Moment, offset_hours: i8) -> Date {
        let days = (moment.millis() + i64::from(offset_hours) * HOUR).div_euclid(DAY);
        Date::constant(1970, 1, 1).saturating_add(days.days())
    }
}

/// Days since 1970-01-01.
fn number(day: Date) -> i64 {
    i64::from(day.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn days(from: &str, until: &str) -> Period {
        Period { from: day(from), until: day(until) }
    }

    #[test]
    fn a_week_is_compared_on_the_same_weekdays_and_a_month_with_the_month() {
        let week = Period::week_of(day("2026-11-22"));
        assert_eq!(week, days("2026-11-16", "2026-11-23"));
        assert!(week.is_week() && !week.is_month());
        assert_eq!(week.before(), days("2026-11-09", "2026-11-16"));
        assert_eq!(week.year_before(), days("2025-11-17", "2025-11-24"));
        let month = Period::month_of(day("2026-03-31"));
        assert_eq!(month, days("2026-03-01", "2026-04-01"));
        assert_eq!(
            (month.before(), month.year_before()),
            (days("2026-02-01", "2026-03-01"), days("2025-03-01", "2025-04-01"))
        );
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_district() {
        let (from, until) = days("2026-11-16", "2026-11-17").span(8);
        assert_eq!(from, Moment("2026-11-15T16:00:00Z".parse().expect("a moment")));
        assert_eq!(until.millis() - from.millis(), DAY);
        assert_eq!(Period::day_of(from, 8), day("2026-11-16"));
        assert_eq!(Period::day_of(Moment::from_millis(from.millis() - 1), 8), day("2026-11-15"));
    }

    #[test]
    fn days_the_wrong_way_round_are_no_period_and_neither_is_a_century() {
        assert_eq!(days("2026-11-16", "2026-11-16").checked(), Err(BadPeriod::Empty));
        assert_eq!(days("1926-11-16", "2026-11-16").checked(), Err(BadPeriod::TooLong));
        assert!(days("2016-11-22", "2026-11-22").checked().is_ok());
    }
}
