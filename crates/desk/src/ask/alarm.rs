//! What needs an answer now.

use std::collections::HashMap;

use domain::alarm::{AlarmState, Cause, Standing};
use domain::answer::{AlarmLine, AlarmList, AlarmSeen, AlarmedRobot, OrderLine, Trouble};
use domain::fact::{Fact, FactId};
use domain::failure::Failure;
use domain::id::{OrderId, RobotId};
use domain::viewing::Loss;
use ledger::AlarmRow;

use super::{Desktop, count};
use crate::alarm::{self, standing_of};
use crate::failure::broken;
use crate::sensor::Sensing;

/// So many are listed.
const MOST: usize = 200;

/// The foremost of these, and how many are left out. Orders, calls and reports come by hundreds; each of the others is
/// listed whatever comes before it: that a desk could not write is over when it is told, and would stand behind two
/// hundred orders that nobody answers.
fn listed(mut alarms: Vec<AlarmLine>) -> (Vec<AlarmLine>, u32) {
    alarms.sort_by(|one, other| {
        let place = |line: &AlarmLine| (line.state, line.gravity, line.since);
        place(one).cmp(&place(other)).then_with(|| one.key.cmp(&other.key))
    });
    let many = alarms.iter().filter(|line| comes_by_hundreds(&line.cause)).count();
    let mut room = MOST.saturating_sub(alarms.len() - many);
    let more = count(many.saturating_sub(room));
    alarms.retain(|line| {
        let is_listed = !comes_by_hundreds(&line.cause) || room > 0;
        if comes_by_hundreds(&line.cause) {
            room = room.saturating_sub(1);
        }
        is_listed
    });
    (alarms, more)
}

fn comes_by_hundreds(cause: &Cause) -> bool {
    match cause {
        Cause::Silent { .. }
        | Cause::Overdue { .. }
        | Cause::Refused { .. }
        | Cause::Call { .. }
        | Cause::Report { .. }
        | Cause::Stream { .. } => true,
        Cause::Robot { .. } | Cause::Scheme { .. } | Cause::Calendar { .. } | Cause::Writing { .. } => false,
    }
}

impl Desktop<'_, '_> {
    pub(super) fn ask_alarms(&self) -> Result<AlarmList, Failure> {
        let mut rows = self.view.alarms().map_err(broken)?;
        // What somebody has left at that is over, whatever its order says.
        rows.retain(|row| row.alarm.state(Standing::Stands) != AlarmState::Closed);
        rows.retain(|row| self.admit_place(row.scope.as_ref()).is_ok() && alarm::admit(self.seat, &row.cause).is_ok());
        let orders = self.alarmed_orders(&rows)?;
        let missed = self.missed_lines()?;
        let robots = self.halted_robots(&rows)?;
        let mut alarms = Vec::new();
        for row in rows {
            let order = row.cause.order().and_then(|id| orders.get(&id));
            let state = row.alarm.state(standing_of(&row, order.map(|line| &line.tally)));
            if state == AlarmState::Closed {
                continue;
            }
            let call = match row.cause {
                Cause::Call { call } => missed.iter().find(|line| line.call == call).cloned(),
                _ => None,
            };
            let report = match row.cause {
                Cause::Report { report } => self.incident_at_a_glance(report)?,
                _ => None,
            };
            let robot = match row.cause {
                Cause::Robot { robot } => robots.get(&robot).cloned(),
                _ => None,
            };
            let stream = self.lost_stream(&row.cause);
            let (why, times) = (self.why(&row)?, row.alarm.raised.values());
            alarms.push(AlarmLine {
                key: row.cause.to_string(),
                state,
                gravity: row.cause.gravity(
                    order.map(|line| line.kind),
                    order.map(|line| line.priority).or(report.as_ref().map(|line| line.urgency)),
                ),
                raises: row.alarm.raises(),
                since: times.clone().min().copied().unwrap_or(self.now),
                last: times.max().copied().unwrap_or(self.now),
                seen: row.alarm.seen.map(|word| AlarmSeen { by: word.by, at: word.at }),
                order: order.cloned(),
                call,
                report,
                robot,
                stream,
                why,
                cause: row.cause,
            });
        }
        let (alarms, more) = listed(alarms);
        let unheard = self.sensing.and_then(Sensing::trouble);
        Ok(AlarmList { alarms, more, trouble: self.writing.trouble(), unheard })
    }

    fn alarmed_orders(&self, rows: &[AlarmRow]) -> Result<HashMap<OrderId, OrderLine>, Failure> {
        let mut ids: Vec<OrderId> = rows.iter().filter_map(|row| row.cause.order()).collect();
        ids.sort_unstable();
        ids.dedup();
        let orders = ids.into_iter().filter_map(|id| self.view.order(id).map_err(broken).transpose());
        let lines = self.order_lines(orders.collect::<Result<_, _>>()?)?;
        Ok(lines.into_iter().map(|line| (line.id, line)).collect())
    }

    /// The robots of alarms, as they stand now.
    fn halted_robots(&self, rows: &[AlarmRow]) -> Result<HashMap<RobotId, AlarmedRobot>, Failure> {
        if !rows.iter().any(|row| matches!(row.cause, Cause::Robot { .. })) {
            return Ok(HashMap::new());
        }
        let robots = self.view.robots(self.district.store.desk).map_err(broken)?;
        let told = robots.into_iter().filter_map(|row| {
            let channel = row.setting.channel;
            let robot = AlarmedRobot {
                name: row.setting.name,
                channel_name: self.district.name_of(&channel),
                channel,
                waiting: row.waiting,
                trouble: row.trouble?,
            };
            Some((row.id, robot))
        });
        Ok(told.collect())
    }

    /// What a stream is called, with its place.
    fn lost_stream(&self, cause: &Cause) -> Option<String> {
        let Cause::Stream { stream } = cause else { return None };
        let stream = self.district.streams.iter().find(|one| one.key() == *stream)?;
        Some(format!("{} {}", self.district.place_of(stream), stream.name))
    }

    /// What the latest reason says of a scheme or a stream, or of the store.
    fn why(&self, row: &AlarmRow) -> Result<Option<Trouble>, Failure> {
        if !matches!(row.cause, Cause::Scheme { .. } | Cause::Stream { .. } | Cause::Writing { .. }) {
            return Ok(None);
        }
        let latest = row.alarm.raised.iter().max_by_key(|(_, at)| **at);
        let Some((reason, at)) = latest else { return Ok(None) };
        let Ok(fact) = reason.parse::<FactId>() else { return Ok(None) };
        Ok(match self.view.fact(fact).map_err(broken)? {
            Some(Fact::SchemeHeldUp { code, params, .. }) => Some(Trouble { code, params, since: *at }),
            Some(Fact::StreamLost { loss }) => {
                let Loss { code, params, since, .. } = *loss;
                Some(Trouble { code, params, since })
            }
            Some(Fact::WritingFailed { code, params, since }) => Some(Trouble { code, params, since }),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::alarm::Gravity;
    use domain::id::DeskId;
    use domain::moment::Moment;
    use uuid::Uuid;

    use super::*;

    fn line(cause: Cause, state: AlarmState, since: i64) -> AlarmLine {
        let since = Moment::from_millis(since);
        AlarmLine {
            key: cause.to_string(),
            state,
            gravity: Gravity::Urgent,
            raises: 1,
            since,
            last: since,
            seen: None,
            order: None,
            call: None,
            report: None,
            robot: None,
            stream: None,
            why: None,
            cause,
        }
    }

    #[test]
    fn that_a_desk_could_not_write_is_listed_behind_any_number_of_silent_orders() {
        let writing = Cause::Writing { desk: DeskId(Uuid::nil()) };
        let silent = |at: u32| {
            let order = OrderId(Uuid::from_u128(u128::from(at)));
            line(Cause::Silent { order }, AlarmState::New, i64::from(at))
        };
        let all = (0..300).map(silent).chain([line(writing.clone(), AlarmState::Cleared, 500)]).collect();
        let (alarms, more) = listed(all);
        assert_eq!((alarms.len(), more), (MOST, 101));
        assert_eq!(alarms.last().map(|line| &line.cause), Some(&writing), "what needs an answer now stands before it");
        assert_eq!(alarms[0].since, Moment::from_millis(0), "the oldest first");
    }
}
