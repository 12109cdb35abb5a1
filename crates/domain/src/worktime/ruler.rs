//! Rulers 标尺: working time as it has added up since a calendar's first year, so that a clock is one subtraction,
//! however long it has run.
//!
//! Invariant: what a ruler measures is what the calendar's stretches add up to; where it does not reach it says nothing.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Calendar, DAY, HOUR, Hours, MINUTE, Pace};
use crate::moment::Moment;

/// The working time of a calendar, added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruler {
    offset: i64,
    hours: Vec<Hours>,
    /// Years that follow each other without one that is missing.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// Its first day since 1970-01-01.
    first: i64,
    /// What has been worked before each of its days, in milliseconds; and, last, in all of them.
    before: Vec<i64>,
}

/// A stretch of a ruler in which one clock runs.
#[derive(Debug, Clone, Copy)]
pub struct Scale<'a> {
    ruler: &'a Ruler,
    run: Option<&'a Run>,
}

impl Ruler {
    /// The ruler of a calendar.
    pub fn of(calendar: &Calendar) -> Self {
        let day = |hours: &[Hours]| -> i64 { hours.iter().map(|hours| i64::from(hours.until - hours.from)).sum() };
        let worked = day(&calendar.hours) * MINUTE;
        let mut runs: Vec<Run> = Vec::new();
        for &year in calendar.years.keys() {
            let Ok(mut date) = Date::new(year, 1, 1) else { continue };
            let first = super::number(date);
            if runs.last().is_none_or(|run| run.first + run.days() != first) {
                runs.push(Run { first, before: vec![0] });
            }
            let Some(run) = runs.last_mut() else { continue };
            while date.year() == year {
                let adds = if calendar.is_working_day(date).unwrap_or(false) { worked } else { 0 };
                run.before.push(run.whole() + adds);
                let Ok(next) = date.checked_add(1.day()) else { break };
                date = next;
            }
        }
        Self { offset: i64::from(calendar.offset_hours) * HOUR, hours: calendar.hours.clone(), runs }
    }

    /// The part of it on which a clock of this pace runs that begins at a moment; none: nobody has told that year.
    pub fn scale(&self, pace: Pace, from: Moment) -> Option<Scale<'_>> {
        let run = match pace {
            Pace::Always => None,
            Pace::Working => {
                let day = (from.millis() + self.offset).div_euclid(DAY);
                Some(self.runs.iter().find(|run| (run.first..run.first + run.days()).contains(&day))?)
            }
        };
        Some(Scale { ruler: self, run })
    }
}

impl Run {
    fn days(&self) -> i64 {
        i64::try_from(self.before.len()).map_or(0, |days| days - 1)
    }

    fn whole(&self) -> i64 {
        self.before.last().copied().unwrap_or(0)
    }
}

impl Scale<'_> {
    /// How much has run by a moment, in milliseconds from wherever the scale begins; none: it does not reach so far.
    pub fn at(self, moment: Moment) -> Option<i64> {
        let Some(run) = self.run else { return Some(moment.millis()) };
        let wall = moment.millis() + self.ruler.offset;
        let index = usize::try_from(wall.div_euclid(DAY) - run.first).ok()?;
        let (before, after) = (*run.before.get(index)?, *run.before.get(index + 1)?);
        if before == after {
            return Some(before);
        }
        let minute = |minute: u16| i64::from(minute) * MINUTE;
        let today = wall.rem_euclid(DAY);
        let worked = self.ruler.hours.iter().map(|hours| {
            let (from, until) = (minute(hours.from), minute(hours.until));
            today.clamp(from, until) - from
        });
        Some(before + worked.sum::<i64>())
    }

    /// How much will have run at its end; none: it has no end.
    pub fn whole(self) -> Option<i64> {
        self.run.map(Run::whole)
    }
}
