//! How deadlines stand, measured with a ruler: one subtraction for each time in which something was owed, instead of
//! all days of it. Where the ruler says nothing, the clock itself is asked.
//!
//! Invariant: it says what [`due`](super::Trail::due) says.

use super::Work;
use super::docket::{Due, MINUTE, due};
use crate::incident::Limit;
use crate::moment::Moment;
use crate::worktime::{Calendar, Ruler, Scale};

/// By what deadlines are measured, and when.
#[derive(Debug, Clone, Copy)]
pub struct Yardstick<'a> {
    /// How long it may take; none: as long as it takes.
    pub limit: Option<Limit>,
    /// On which days one works.
    pub calendar: &'a Calendar,
    /// The ruler of that calendar.
    pub ruler: &'a Ruler,
    /// Now.
    pub now: Moment,
}

impl Yardstick<'_> {
    /// How the deadline of something that was owed in these times stands now.
    pub fn measure(self, work: &[Work]) -> Due {
        let Some(limit) = self.limit else { return Due::NotYet };
        self.by_ruler(limit, work).unwrap_or_else(|| due(work, Some(limit), self.calendar, self.now))
    }

    /// None: the ruler does not reach.
    fn by_ruler(self, limit: Limit, all: &[Work]) -> Option<Due> {
        let length = i64::from(limit.minutes) * MINUTE;
        let mut due = Due::NotYet;
        for work in all {
            let until = work.until.unwrap_or(self.now);
            let scale = self.ruler.scale(limit.pace, work.from)?;
            let (is_late, stands) = match work.extended {
                Some(extended) if until > extended => {
                    scale.at(until)?;
                    (true, Due::Overrun)
                }
                Some(extended) => (false, if extended <= self.now { Due::Kept } else { Due::NotYet }),
                None => self.against(length, work, until, scale)?,
            };
            if is_late {
                return Some(Due::Overrun);
            }
            if !work.is_given_back {
                due = stands;
            }
        }
        Some(due)
    }

    /// Whether so much time had run out when it was done, and how it stands.
    fn against(self, length: i64, work: &Work, until: Moment, scale: Scale<'_>) -> Option<(bool, Due)> {
        if length == 0 || !is_plain(work) {
            return None;
        }
        let zero = scale.at(work.from)?;
        let halts: Vec<(Moment, i64, Option<i64>)> = work
            .halts
            .iter()
            .map(|halt| {
                let end = halt.until.map(|until| scale.at(until));
                Some((halt.from, scale.at(halt.from)?, end.map_or(Some(None), |end| end.map(Some))?))
            })
            .collect::<Option<_>>()?;
        // What had run by a moment whose place on the scale is known.
        let run = |moment: Option<Moment>, at: i64| -> i64 {
            let stood = halts.iter().filter(|(from, ..)| moment.is_none_or(|moment| *from < moment));
            at - zero - stood.map(|(_, from, end)| end.map_or(at, |end| end.min(at)) - from).sum::<i64>()
        };
        let is_halted = work.halts.iter().any(|halt| halt.until.is_none());
        let ends = scale.whole().is_none_or(|whole| run(None, whole) >= length);
        let ends = match scale.whole() {
            None if is_halted => run(None, i64::MAX / 4) >= length,
            _ => ends,
        };
        if !ends && !is_halted {
            return None;
        }
        let is_late = run(Some(until), scale.at(until)?) > length;
        if !ends {
            return Some((is_late, Due::Halted));
        }
        let has_come = match scale.at(self.now) {
            Some(at) => run(Some(self.now), at) >= length,
            // Past the scale's end it has run out, because it does before.
            None => self.now >= work.from,
        };
        Some((is_late, if has_come { Due::Kept } else { Due::NotYet }))
    }
}

/// Its halts follow each other, within the time in which it was owed.
fn is_plain(work: &Work) -> bool {
    let mut reached = work.from;
    work.halts.iter().enumerate().all(|(at, halt)| {
        let is_in_order = halt.from >= reached && halt.until.is_none_or(|until| until >= halt.from);
        reached = halt.until.unwrap_or(halt.from);
        is_in_order && (halt.until.is_some() || at + 1 == work.halts.len())
    })
}
