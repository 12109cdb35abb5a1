//! Looking again: begun at the desk for an incident, and told turn by turn.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal, Stale};
use domain::id::{CommandId, IncidentId, RecheckId};
use domain::particulars;
use domain::recheck::{Plan, Recheck, RecheckStep};
use domain::seat::Seat;

use super::{Desktop, admit_scope, incident, report};
use crate::failure::broken;

/// Look again at what an incident was about.
pub fn begin(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    (plan, words): (Plan, &str),
) -> Result<Outcome, Failure> {
    let row = incident::known(desk, seat, id)?;
    plan.admit(row.standing.course.state).map_err(Refusal::from)?;
    if desk.batch.view().rechecks_of(id).map_err(broken)?.iter().any(|one| one.rounds.is_running()) {
        return Err(Refusal::from(Stale::Running).into());
    }
    let words = Plan::described(words)?;
    particulars::admit(&words, |digits| report::is_code(desk.district, digits))?;
    let first = plan.first(desk.now, desk.district.store.offset_hours);
    let recheck = Recheck { id: RecheckId(command.0), incident: id, number: row.number, plan, first, words };
    let outcome = Outcome::RecheckBegun { recheck: recheck.id };
    let fact = Fact::RecheckBegun { recheck: Box::new(recheck) };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(outcome)
}

/// Tell of one turn, or end it. Whether the incident is closed makes no difference.
pub fn handle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: RecheckId,
    step: RecheckStep,
) -> Result<Outcome, Failure> {
    let row = desk.batch.view().recheck(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "recheck", id: id.to_string() })?;
    admit_scope(seat, Some(&row.grid))?;
    let step = step.tidied()?;
    particulars::admit(step.words(), |digits| report::is_code(desk.district, digits))?;
    row.rounds.admit(&step, desk.now)?;
    let number = incident::known(desk, seat, row.incident)?.number;
    let fact = Fact::RecheckHandled { recheck: id, incident: row.incident, number, step };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(Outcome::RecheckHandled)
}
